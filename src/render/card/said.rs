//! Words of respondents on a card: chosen, cut where they are long, and attributed.

use super::types::{Mark, Piece, Said};
use crate::ids::ClaimId;
use crate::locale::Words;
use crate::personas::{Claim, Evidence};
use crate::render::places::one_line;
use crate::study::MARKS;

/// Most words of a quote under a claim.
const MOST_WORDS: usize = 26;
/// Most words that stand uncut, because no sentence of them holds the word of the claim.
const MOST_UNCUT: usize = 40;
/// Fewest words that say something without the question.
pub(super) const LEAST_WORDS: usize = 4;

/// A text in pieces: what is masked, and the words between.
pub(in crate::render) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let next = |rest: &str| MARKS.iter().filter_map(|mask| Some((rest.find(mask)?, *mask))).min();
    while let Some((at, mask)) = next(rest) {
        if at > 0 {
            pieces.push(Piece { text: rest[..at].to_owned(), masked: false });
        }
        pieces.push(Piece { text: mask.trim_matches(['[', ']']).to_owned(), masked: true });
        rest = &rest[at + mask.len()..];
    }
    if !rest.is_empty() {
        pieces.push(Piece { text: rest.to_owned(), masked: false });
    }
    pieces
}

/// The mark of a claim: its number within the persona.
pub(in crate::render) fn mark(id: &ClaimId) -> Mark {
    let id = id.to_string();
    let number = id.rsplit('-').next().unwrap_or(&id).trim_start_matches('0');
    let number = if number.is_empty() { id.clone() } else { number.to_owned() };
    Mark { number, id }
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Evidence as it is quoted on a card; `label` is what it shows, of which a cut keeps a word.
pub(super) fn said(
    words: &Words,
    evidence: &Evidence,
    label: &str,
    who: String,
    marks: Vec<Mark>,
) -> Said {
    let card = &words.page_of.card;
    let text = cut(&one_line(&evidence.quote), label, card.leaning);
    let respondent = evidence.respondent.to_string();
    Said {
        pieces: if evidence.masked { pieces(&text) } else { vec![Piece { text, masked: false }] },
        translation: translation(words, evidence),
        who,
        respondent,
        place: if evidence.is_spoken() { card.in_the_interview } else { card.in_the_answer }
            .to_owned(),
        evidence: evidence.id.to_string(),
        spoken: evidence.is_spoken(),
        marks,
    }
}

/// The translation of somebody's words, marked as one; empty where there is none.
fn translation(words: &Words, evidence: &Evidence) -> String {
    let translated = evidence.translation.as_deref().map(|text| first_words(&one_line(text)));
    translated.map_or_else(String::new, |text| (words.page_of.card.translated)(&text))
}

/// The best of a claim's evidence to quote: spoken, long enough, and by somebody not yet quoted.
pub(super) fn best<'a>(claim: &'a Claim, quoted: &[String]) -> Option<&'a Evidence> {
    let fits = |evidence: &&Evidence| {
        let shown = pieces(&evidence.quote);
        let kept: usize =
            shown.iter().filter(|piece| !piece.masked).map(|piece| count(&piece.text)).sum();
        evidence.is_spoken() && kept >= LEAST_WORDS
    };
    let known =
        |evidence: &&Evidence| quoted.iter().any(|one| *one == evidence.respondent.as_str());
    claim.evidence.iter().filter(fits).min_by_key(known)
}

/// A long quote cut to the sentences around the first word of the claim, with marks of what is
/// left out. A start that leans on what was said before is marked too.
fn cut(text: &str, label: &str, leaning: &[&str]) -> String {
    let led = |text: String| {
        let first = text.split_whitespace().next().unwrap_or("");
        let first = first.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let first = first.replace('’', "'");
        if leaning.contains(&first.as_str()) { format!("… {text}") } else { text }
    };
    if count(text) <= MOST_WORDS {
        return led(text.to_owned());
    }
    let sentences = sentences(text);
    let holds = |sentence: &&str| {
        let lower = sentence.to_lowercase();
        stems(label).any(|stem| lower.contains(&stem))
    };
    let Some(at) = sentences.iter().position(holds) else {
        return match count(text) <= MOST_UNCUT {
            true => led(text.to_owned()),
            false => led(first_words(text)),
        };
    };
    let mut end = at + 1;
    let length = |from: usize, to: usize| -> usize {
        sentences[from..to].iter().map(|sentence| count(sentence)).sum()
    };
    while end < sentences.len() && length(at, end + 1) <= MOST_WORDS {
        end += 1;
    }
    let mut begin = at;
    while begin > 0 && length(begin - 1, end) <= MOST_WORDS {
        begin -= 1;
    }
    let kept = first_words(&sentences[begin..end].join(" "));
    let kept = if end < sentences.len() && !kept.ends_with('…') { kept + " …" } else { kept };
    if begin > 0 { format!("… {kept}") } else { led(kept) }
}

/// As many words as a quote may have.
fn first_words(text: &str) -> String {
    if count(text) <= MOST_WORDS + 6 {
        return text.to_owned();
    }
    let kept: Vec<&str> = text.split_whitespace().take(MOST_WORDS).collect();
    format!("{} …", kept.join(" ").trim_end_matches([',', ';', ':']))
}

/// The sentences of a text, each with its stop.
fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut begin = 0;
    let ends = text.char_indices().filter(|(_, c)| matches!(c, '.' | '?' | '!' | '…'));
    for (at, c) in ends {
        let end = at + c.len_utf8();
        let closing = text[end..].chars().next();
        let quote = closing.filter(|c| matches!(c, '"' | '”' | '“' | '’'));
        let end = end + quote.map_or(0, char::len_utf8);
        if end >= begin && text[end..].starts_with(' ') {
            sentences.push(text[begin..end].trim());
            begin = end;
        }
    }
    if !text[begin..].trim().is_empty() {
        sentences.push(text[begin..].trim());
    }
    sentences
}

/// The beginnings of a label's longer words.
fn stems(label: &str) -> impl Iterator<Item = String> {
    label.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 5).map(
        |word| {
            let stem = (word.chars().count() * 4).div_ceil(5);
            word.to_lowercase().chars().take(stem.max(4)).collect()
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_masked_is_set_apart() {
        let shown: Vec<(String, bool)> = pieces("ask [name], [e-mail]")
            .into_iter()
            .map(|piece| (piece.text, piece.masked))
            .collect();
        let expected = [("ask ", false), ("name", true), (", ", false), ("e-mail", true)];
        assert_eq!(shown, expected.map(|(text, masked)| (text.to_owned(), masked)));
    }

    #[test]
    fn a_cut_keeps_the_word_of_the_claim() {
        let long = "One two three four five six seven eight nine ten. Eleven twelve thirteen. \
                    Then the report came at last, on paper. And more words follow here, one after \
                    the other, until it is long enough to be cut somewhere.";
        let kept = cut(long, "slow reports", &["then", "and"]);
        assert!(kept.contains("report came"), "{kept}");
        assert!(count(&kept) <= MOST_WORDS + 2, "{kept}");
        assert_eq!(cut("And so it went.", "x", &["and"]), "… And so it went.");
        assert_eq!(cut("We went.", "x", &["and"]), "We went.");
    }

    #[test]
    fn numbers_of_claims_lose_the_persona() {
        assert_eq!(mark(&ClaimId::from("U1-03")).number, "3");
        assert_eq!(mark(&ClaimId::from("N-10")).number, "10");
    }
}

//! German grammar: persons, separable verbs, word order, gender.

use super::nouns::{gender, is_many, no};
use super::persons::of_them;
use super::words::{DEFINITE, DETERMINERS, FINITE, PARTICLES, PREPOSITIONS, SINGULARS, VERBS};
use crate::phrases::text::{bare, is_capital, words};

/// Whether a word is an infinitive that is known, with a separable part or without.
pub(super) fn is_infinitive(word: &str) -> bool {
    !is_capital(word) && infinitive(word).is_some()
}

/// The verb and its separable part: `anrufen` gives `rufen` and `an`.
pub(super) fn infinitive(word: &str) -> Option<(String, &'static str)> {
    let word = bare(word);
    let known = |verb: &str| VERBS.contains(verb) || (verb.ends_with("ieren") && verb.len() > 7);
    if VERBS.contains(word.as_str()) {
        return Some((word, ""));
    }
    let split = PARTICLES.iter().find_map(|part| {
        let verb = word.strip_prefix(part)?;
        known(verb).then(|| (verb.to_owned(), part))
    });
    split.or_else(|| known(&word).then(|| (word.clone(), "")))
}

/// An infinitive phrase in the plural: `Termine nachtragen` gives `tragen Termine nach`.
pub(super) fn finite(phrase: &str) -> Option<String> {
    let tokens = words(phrase);
    let (last, rest) = tokens.split_last()?;
    if !is_infinitive(last) || rest.iter().any(|word| word.ends_with(',')) {
        return None;
    }
    let (verb, part) = infinitive(last)?;
    let verb = if verb == "sein" { "sind" } else { &verb };
    Some(crate::phrases::text::joined(&[verb, &of_them(&rest.join(" ")), part]))
}

/// The plural of a verb in the third person.
pub(super) fn plural_verb(word: &str) -> Option<String> {
    let low = word.to_lowercase();
    if let Some((_, plural)) = SINGULARS.iter().find(|(one, _)| *one == low) {
        return Some((*plural).to_owned());
    }
    let stem = low.strip_suffix('t')?;
    let stems =
        [format!("{stem}en"), format!("{stem}n"), format!("{}en", stem.trim_end_matches('e'))];
    let known = |verb: &String| infinitive(verb).is_some_and(|(_, part)| part.is_empty());
    stems.into_iter().find(known)
}

/// The plural of a verb in the first person.
pub(super) fn plural_of_first(word: &str) -> Option<String> {
    let low = word.to_lowercase();
    if let Some((_, plural)) = SINGULARS.iter().find(|(one, _)| *one == low) {
        return Some((*plural).to_owned());
    }
    let stem = low.strip_suffix('e')?;
    (stem.len() > 2).then(|| format!("{stem}en"))
}

/// A statement in the first person as what follows `dass sie`: the verb at the end.
pub(super) fn first_clause(statement: &str) -> Option<String> {
    let (main, tail) = parted(statement);
    let mut tokens = words(main);
    let subject = tokens.iter().position(|word| matches!(bare(word).as_str(), "ich" | "wir"))?;
    let verb_at = match subject {
        0 => 1,
        at => at.checked_sub(1).filter(|verb| *verb > 0)?,
    };
    let plural = bare(tokens[subject]) == "wir";
    let verb = bare(tokens.get(verb_at)?);
    let verb = if plural { verb } else { plural_of_first(&verb)? };
    let (first, second) = (subject.max(verb_at), subject.min(verb_at));
    tokens.remove(first);
    tokens.remove(second);
    let mut rest = tokens;
    let verb = with_part(&mut rest, verb);
    let rest = lower_opening(&of_them(&rest.join(" ")), subject > 0);
    Some(ended(&format!("{rest} {verb}"), &of_them(tail)))
}

/// A clause with `dass` of `ich` as one of `sie`: the verb stands last.
pub(super) fn that_clause(level: &str) -> Option<String> {
    let level = crate::phrases::text::lower_first(level.trim().trim_end_matches('.'));
    let mut tokens: Vec<String> = words(&level).into_iter().map(str::to_owned).collect();
    if level.contains(',') {
        return None;
    }
    if tokens.iter().any(|word| word == "ich") {
        let verb = tokens.last_mut()?;
        *verb = plural_of_first(&bare(verb))?;
    }
    Some(of_them(&tokens.join(" ")))
}

/// The first letter small, where the sentence began with it and it is no noun.
fn lower_opening(text: &str, opened: bool) -> String {
    let first = words(text).first().map(|word| bare(word)).unwrap_or_default();
    let small = DETERMINERS.contains(first.as_str()) || PREPOSITIONS.contains(first.as_str());
    if opened && small { crate::phrases::text::lower_first(text) } else { text.to_owned() }
}

fn ended(main: &str, tail: &str) -> String {
    let main = main.trim();
    if tail.is_empty() { main.to_owned() } else { format!("{main}, {tail}") }
}

/// A sentence up to its first comma, and the rest.
pub(super) fn parted(text: &str) -> (&str, &str) {
    text.split_once(',').map_or((text.trim(), ""), |(main, tail)| (main.trim(), tail.trim()))
}

/// The verb, joined with its separable part where that stands last in what is left.
fn with_part(rest: &mut Vec<&str>, verb: String) -> String {
    match rest.last().filter(|last| PARTICLES.contains(*last)) {
        Some(part) => {
            let joined = format!("{part}{verb}");
            rest.pop();
            joined
        }
        None => verb,
    }
}

/// A main clause as what follows `dass`: `der alte Vertrag auslief`.
pub(super) fn verb_last(clause: &str) -> Option<String> {
    let (main, tail) = parted(clause.trim().trim_end_matches('.'));
    let mut tokens = words(main);
    let at = tokens.iter().skip(1).position(|word| FINITE.contains(bare(word).as_str()))? + 1;
    let names =
        tokens[..at].iter().any(|word| is_capital(word) || DEFINITE.contains(bare(word).as_str()));
    let pronoun =
        matches!(bare(tokens[0]).as_str(), "es" | "das" | "jemand" | "niemand" | "nichts" | "man");
    if !names && !pronoun {
        return None;
    }
    let verb = bare(tokens.remove(at));
    let verb = with_part(&mut tokens, verb);
    // Somebody else acts on those who speak.
    let mut rest = Vec::with_capacity(tokens.len());
    for token in &tokens {
        match bare(token).as_str() {
            "mich" => rest.push("sie"),
            "mir" => rest.push("ihnen"),
            "uns" => return None,
            _ => rest.push(token),
        }
    }
    let rest = of_them(&rest.join(" "));
    Some(ended(&format!("{} {verb}", in_sentence(&rest)), tail))
}

/// Within a sentence: a word in front of a noun is small.
pub(super) fn in_sentence(text: &str) -> String {
    let tokens = words(text);
    let Some(first) = tokens.first() else { return String::new() };
    let low = bare(first);
    let listed = DETERMINERS.contains(low.as_str())
        || PREPOSITIONS.contains(low.as_str())
        || matches!(
            low.as_str(),
            "nicht"
                | "besser"
                | "schneller"
                | "einfacher"
                | "leichter"
                | "gesünder"
                | "länger"
                | "öfter"
                | "selbst"
                | "schnell"
                | "früher"
                | "später"
                | "nie"
                | "nur"
                | "endlich"
                | "es"
                | "man"
                | "dass"
                | "wo"
                | "wie"
                | "ob"
                | "was"
                | "wer"
                | "wenn"
                | "sie"
        );
    let quality = tokens.get(1).is_some_and(|next| is_capital(next))
        && ["e", "er", "es", "en"].iter().any(|end| low.ends_with(end))
        && gender(first).is_none();
    let small = listed || quality;
    if small { crate::phrases::text::lower_first(text.trim()) } else { text.trim().to_owned() }
}

/// Puts an adverb after the verb and an object that is known, before all else.
pub(super) fn with_adverb(verb: &str, rest: &str, adverb: &str) -> String {
    let (main, tail) = parted(rest);
    let tokens = words(main);
    let cut = known_object(&tokens);
    let main = crate::phrases::text::joined(&[
        verb,
        &tokens[..cut].join(" "),
        adverb,
        &tokens[cut..].join(" "),
    ]);
    ended(&main, tail)
}

/// The object at the start that is known to both, and the rest.
pub(super) fn known_first(rest: &str) -> (String, String) {
    let tokens = words(rest);
    let cut = known_object(&tokens);
    (tokens[..cut].join(" "), tokens[cut..].join(" "))
}

/// Length of the object at the start that is known to both: pronouns, `die App`.
fn known_object(tokens: &[&str]) -> usize {
    let Some(first) = tokens.first().map(|word| bare(word)) else { return 0 };
    match first.as_str() {
        "sich" | "es" | "uns" => 1,
        word if DEFINITE.contains(word) => {
            tokens.iter().skip(1).position(|word| is_capital(word)).map_or(0, |at| at + 2)
        }
        _ => 0,
    }
}

/// `haben im letzten Jahr den Anbieter nicht gewechselt`: the denial stands before the participle.
fn denied_act(verb: &str, tokens: &[&str]) -> Option<String> {
    let (last, before) = tokens.split_last()?;
    let known = before.windows(2).any(|pair| {
        matches!(pair[0], "den" | "die" | "das" | "ihren" | "ihre" | "ihr") && is_capital(pair[1])
    });
    let acts = matches!(verb, "haben" | "hatten") && !is_capital(last);
    (acts && known).then(|| format!("{verb} {} nicht {last}", before.join(" ")))
}

/// Denies what is done; `None` where no place for the denial is known.
pub(super) fn denied(verb: &str, rest: &str) -> Option<String> {
    let (main, tail) = parted(rest);
    let tokens = words(main);
    let first = tokens.first().map(|word| bare(word)).unwrap_or_default();
    for ever in ["schon einmal ", "schon mal ", "jemals ", "je ", "bereits einmal "] {
        if main.contains(ever) {
            return Some(ended(&format!("{verb} {}", main.replacen(ever, "noch nie ", 1)), tail));
        }
    }
    let article = tokens.iter().position(|word| matches!(*word, "ein" | "eine" | "einen"));
    if let Some(at) = article.filter(|at| *at < 3) {
        let no = format!("k{}", tokens[at]);
        let parts = [&tokens[..at], &[no.as_str()], &tokens[at + 1..]].concat();
        return Some(ended(&format!("{verb} {}", parts.join(" ")), tail));
    }
    if let Some(denied) = denied_act(verb, &tokens) {
        return Some(ended(&denied, tail));
    }
    if let [quality, noun, rest @ ..] = tokens.as_slice()
        && quality.ends_with('e')
        && !is_capital(quality)
        && is_capital(noun)
        && !DETERMINERS.contains(&first)
        && !PREPOSITIONS.contains(&first)
    {
        let many = is_many(noun);
        let text = format!("{verb} keine {quality}n {noun} {}", rest.join(" "));
        return many.then(|| ended(text.trim(), tail));
    }
    let noun = tokens.first().filter(|word| is_capital(word));
    if let Some(noun) = noun {
        return Some(ended(&format!("{verb} {} {main}", no(noun)?), tail));
    }
    let quality = !PREPOSITIONS.contains(first.as_str()) && known_object(&tokens) == 0;
    if quality && tokens.iter().skip(1).any(|word| is_capital(word)) && verb == "haben" {
        return None;
    }
    // `sind derzeit nicht berufstätig`
    if let Some((when, quality)) = main.split_once(' ')
        && matches!(when, "derzeit" | "aktuell" | "momentan" | "zurzeit" | "gerade" | "noch")
    {
        return Some(ended(&format!("{verb} {when} nicht {quality}"), tail));
    }
    Some(with_adverb(verb, rest, "nicht"))
}

//! An answer in its place, and the nouns and verbs that go there.

use super::grammar::{asked_of, cased, head, plural, plural_verb, third, with_article};
use super::words::NOTHING;
use crate::phrases::text::{after, bare, joined, listed, lower_first, words};

/// An answer in its place; frames that are equal share one list of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) before: String,
    pub(super) piece: String,
    pub(super) after: String,
}

pub(super) fn frame(before: &str, piece: String, after: &str) -> Option<Frame> {
    Some(Frame { before: before.trim().to_owned(), piece, after: after.trim().to_owned() })
}

/// One sentence of several answers.
pub(super) fn together(frames: &[Frame]) -> Option<String> {
    let first = frames.first()?;
    if frames.iter().all(|f| f.before == first.before && f.after == first.after) {
        let pieces: Vec<&str> = frames.iter().map(|frame| frame.piece.as_str()).collect();
        let list = listed(&pieces, "or");
        // An aside within a subject ends with a comma.
        let aside = pieces.len() == 1 && list.contains(", ") && first.before == "say";
        let comma = if aside && !first.after.is_empty() { "," } else { "" };
        return Some(joined(&[&first.before, &format!("{list}{comma}"), &first.after]));
    }
    let whole = |frame: &Frame| joined(&[&frame.before, &frame.piece, &frame.after]);
    (frames.len() == 2).then(|| listed(&frames.iter().map(whole).collect::<Vec<_>>(), "or"))
}

/// A noun phrase; in quotation marks where its article is not known, unless it goes on.
pub(super) fn noun(level: &str) -> String {
    with_article(level).unwrap_or_else(|| {
        let text = cased(&third(level));
        let tokens = words(&text);
        let plain = head(&tokens) + 1 < tokens.len();
        if plain { text } else { format!("“{text}”") }
    })
}

pub(super) fn is_nothing(level: &str) -> bool {
    NOTHING.contains(level.to_lowercase().as_str())
}

/// A clause as it stands within a sentence.
pub(super) fn clause_case(level: &str) -> String {
    let text = third(level);
    cased(&text)
}

/// The object of a verb, of `them`: `what made you switch`.
pub(super) fn object_of(object: &str) -> String {
    match after(object, &["you "]) {
        Some(rest) => format!("them {}", asked_of(rest)),
        None => asked_of(object),
    }
}

/// Whether the head of a noun phrase is in the plural.
pub(super) fn is_many(noun: &str) -> bool {
    let tokens: Vec<&str> = words(noun)
        .into_iter()
        .filter(|word| !matches!(*word, "together" | "alone" | "jointly"))
        .collect();
    let head = tokens.get(head(&tokens)).map(|word| bare(word)).unwrap_or_default();
    let ends = head.ends_with('s') && !["ss", "us", "is"].iter().any(|end| head.ends_with(end));
    ends || head == "people"
}

/// A noun phrase that can be a subject; a function without an article gets `the`.
pub(super) fn subject(level: &str) -> Option<String> {
    let text = third(level);
    let tokens = words(&text);
    let first = bare(tokens.first()?);
    if matches!(first.as_str(), "the" | "a" | "an" | "their" | "somebody" | "another") {
        return Some(lower_first(&text));
    }
    Some(noun(level))
}

pub(super) fn is_past(verb: &str) -> bool {
    let known = ["set", "made", "led", "brought", "kept", "held", "got", "gave", "drove"];
    verb.ends_with("ed") || known.contains(&verb)
}

pub(super) fn base_of(verb: &str) -> String {
    plural_verb(verb).unwrap_or_else(|| verb.to_owned())
}

pub(super) fn third_singular(base: &str) -> String {
    match base {
        "have" => "has".to_owned(),
        _ if ["s", "sh", "ch", "x", "o"].iter().any(|end| base.ends_with(end)) => {
            format!("{base}es")
        }
        _ => format!("{base}s"),
    }
}

/// People in the plural: `practice owners or partners`.
pub(super) fn people(level: &str) -> Option<String> {
    let parts: Vec<String> = level
        .split(" or ")
        .flat_map(|part| part.split('/'))
        .map(|part| {
            let part = part.trim();
            let tokens = words(part);
            let at = head(&tokens);
            let noun = bare(tokens.get(at)?);
            super::grammar::is_person(&noun).then(|| {
                let many: Vec<String> = tokens
                    .iter()
                    .enumerate()
                    .map(|(i, word)| if i == at { plural(word) } else { (*word).to_owned() })
                    .collect();
                let text = many.join(" ");
                let short = tokens[0].chars().all(char::is_uppercase);
                if short { text } else { text.to_lowercase() }
            })
        })
        .collect::<Option<_>>()?;
    Some(listed(&parts, "or"))
}

//! What an English answer is, by its form: a verb phrase, a noun phrase, a clause.

use super::grammar::{Shape, plural_verb, starts_with_verb};
use super::words::{
    ADJECTIVES, DETERMINERS, DONT_KNOW, FINITE, NONE_OF_THESE, OTHER, PREPOSITIONS, PRONOUNS,
    REFUSED, RELATIVE, VERBS,
};
use crate::phrases::list::List;
use crate::phrases::special::Special;
use crate::phrases::text::{bare, words};

const FIRST: &[&str] =
    &["i", "i'm", "i've", "i'd", "i'll", "we", "we're", "we've", "we'd", "we'll"];
const NO_GERUNDS: &[&str] = &[
    "nothing",
    "something",
    "everything",
    "anything",
    "morning",
    "evening",
    "meeting",
    "training",
    "building",
    "thing",
    "king",
    "ring",
    "spring",
    "pricing",
    "marketing",
    "advertising",
    "string",
];
const AUXILIARIES: &[&str] = &[
    "is", "was", "are", "were", "has", "had", "can", "cannot", "can't", "could", "couldn't",
    "will", "won't", "would", "wouldn't", "must", "should", "does", "doesn't", "did", "didn't",
    "do", "don't", "isn't", "wasn't", "aren't", "weren't", "hasn't", "may", "might", "have",
];

/// The shape of an answer. In doubt it is a noun phrase.
pub(super) fn shape(text: &str) -> Shape {
    let tokens = words(text);
    let Some(first) = tokens.first().map(|word| bare(word)) else { return Shape::Noun };
    let second = tokens.get(1).map(|word| bare(word)).unwrap_or_default();
    if FIRST.contains(&first.as_str()) {
        return Shape::First;
    }
    if first == "to" && starts_with_verb(&tokens[1..]) {
        return Shape::Infinitive;
    }
    if is_gerund(&first) {
        return Shape::Gerund;
    }
    let third = tokens.get(2).map(|word| bare(word)).unwrap_or_default();
    if is_adjective(&first, &second, &third) {
        return Shape::Adjective;
    }
    let asks = ["how", "what", "which", "who", "where", "when", "why", "whether", "if"];
    if asks.contains(&second.as_str()) && VERBS.contains(first.as_str()) {
        return Shape::Base;
    }
    if is_clause(&tokens) {
        return Shape::Clause;
    }
    if starts_with_verb(&tokens) {
        return Shape::Base;
    }
    if is_third(&first, &second) {
        return Shape::Third;
    }
    let place = ["via", "by", "at", "in", "on", "through", "from", "with", "for", "over", "during"];
    if place.contains(&first.as_str()) { Shape::Preposition } else { Shape::Noun }
}

fn is_gerund(word: &str) -> bool {
    word.len() > 5 && word.ends_with("ing") && !NO_GERUNDS.contains(&word)
}

fn is_adjective(first: &str, second: &str, third: &str) -> bool {
    let degree = matches!(first, "too" | "very" | "not" | "quite" | "so" | "really" | "rather");
    let amount = matches!(second, "much" | "many" | "few" | "little" | "" | "enough" | "a" | "the");
    let ends = |next: &str| next.is_empty() || PREPOSITIONS.contains(next) || next == "enough";
    (ADJECTIVES.contains(first) && ends(second))
        || (first == "too" && !amount && !second.ends_with("ly") && ends(third))
        || (degree && ADJECTIVES.contains(second) && ends(third))
}

fn is_third(first: &str, second: &str) -> bool {
    let Some(base) = plural_verb(first) else { return false };
    let object = DETERMINERS.contains(second)
        || PRONOUNS.contains(second)
        || matches!(second, "to" | "them" | "whether" | "how" | "for" | "at" | "that" | "out");
    object || (VERBS.contains(base.as_str()) && !second.is_empty())
}

/// Whether a finite verb follows a subject. Verbs of a relative clause do not count.
fn is_clause(tokens: &[&str]) -> bool {
    let low: Vec<String> = tokens.iter().map(|word| bare(word)).collect();
    let first = low.first().map_or("", String::as_str);
    if RELATIVE.contains(first) && first != "that" {
        return false;
    }
    let of_us =
        matches!(low.as_slice(), [one, of, us, _, ..] if one == "one" && of == "of" && us == "us");
    if of_us || is_many_with_verb(&low) {
        return true;
    }
    let pronoun = PRONOUNS.contains(first);
    let determined = pronoun || DETERMINERS.contains(first);
    for (at, word) in low.iter().enumerate().skip(1) {
        if RELATIVE.contains(word.as_str()) {
            return false;
        }
        if AUXILIARIES.contains(&word.as_str()) {
            return !matches!(first, "to" | "how");
        }
        let far = at >= if pronoun { 1 } else { 2 };
        let acts = at + 1 == low.len()
            && at > 1
            && word.ends_with('s')
            && plural_verb(word).is_some_and(|base| VERBS.contains(base.as_str()))
            && matches!(first, "the" | "my" | "our" | "their" | "a" | "somebody" | "someone");
        let acts_on = at == 1
            && word.ends_with('s')
            && plural_verb(word).is_some_and(|base| pronoun || VERBS.contains(base.as_str()))
            && low.get(2).is_some_and(|next| DETERMINERS.contains(next.as_str()));
        if acts || acts_on || determined && far && (is_finite(word) || is_past(&low, at)) {
            return true;
        }
    }
    false
}

/// `exports need cleaning`
fn is_many_with_verb(low: &[String]) -> bool {
    const PLAIN: &[&str] = &[
        "need",
        "take",
        "cost",
        "get",
        "go",
        "break",
        "lack",
        "fail",
        "come",
        "cause",
        "make",
        "keep",
        "want",
        "forget",
        "arrive",
        "disappear",
    ];
    let [noun, verb, _, ..] = low else { return false };
    noun.ends_with('s') && noun.len() > 3 && PLAIN.contains(&verb.as_str())
}

fn is_finite(word: &str) -> bool {
    FINITE.contains(word)
}

/// A verb in `-ed` with an object, or at the end: not `a contract signed by both`.
fn is_past(low: &[String], at: usize) -> bool {
    let next = low.get(at + 1).map_or("", String::as_str);
    let ends = next.is_empty()
        || DETERMINERS.contains(next)
        || matches!(next, "it" | "them" | "me" | "us");
    low[at].len() > 4 && low[at].ends_with("ed") && ends
}

/// The kind of an answer that is no answer of the usual kind.
pub(super) fn special(text: &str) -> Option<Special> {
    let low = text.trim().trim_end_matches('.').to_lowercase().replace('’', "'");
    let holds = |list: List| list.contains(low.as_str());
    let other = || low.starts_with("other (") || low.starts_with("other:");
    Special::find([DONT_KNOW, REFUSED, NONE_OF_THESE, OTHER], holds)
        .or_else(|| other().then_some(Special::Other))
}

/// Whether a text says something of a thing that it does not name: `cannot be read`, `out of
/// date`, `old`.
pub(super) fn lacks_subject(text: &str) -> bool {
    const PLACES: [&str; 11] =
        ["out", "behind", "off", "beyond", "under", "below", "above", "without", "in", "on", "at"];
    let tokens = words(text);
    let low: Vec<String> = tokens.iter().map(|word| bare(word)).collect();
    match low.as_slice() {
        [] => false,
        [one] => ADJECTIVES.contains(one.as_str()),
        [first, ..] => {
            AUXILIARIES.contains(&first.as_str())
                && !matches!(first.as_str(), "must" | "will" | "may")
                || PLACES.contains(&first.as_str())
        }
    }
}

/// Whether a word is a preposition; for patterns that cut at one.
pub(super) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(bare(word).as_str())
}

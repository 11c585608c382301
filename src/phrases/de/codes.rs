//! Codes: the last part of a path, with the facet and the definition.

use super::grammar::{finite, in_sentence, plural_verb, verb_last};
use super::nouns::{accusative, gender, is_many, object};
use super::persons::of_them;
use super::shape::{Shape, shape};
use super::special::special;
use super::words::{DETERMINERS, PARTICLES, PREPOSITIONS};
use crate::manifest::Facet;
use crate::phrases::text::{
    after, bare, is_capital, is_quoted, joined, leaf, lower_first, unquoted, words,
};
use crate::phrases::types::{Described, PhraseKind, Said};

pub(super) fn say(indicator: &Described<'_>) -> Said {
    let path = indicator.question.trim();
    let name = leaf(path);
    let name = if is_quoted(path) { path } else { name.as_str() };
    if is_quoted(name) {
        return Some((PhraseKind::FirstPerson, format!("sagen: „{}“", unquoted(name))));
    }
    if special(name).is_some() {
        return None;
    }
    let facet = indicator.facet;
    let text = by_verb(name, facet)
        .or_else(|| singular(indicator.definition, facet))
        .or_else(|| by_name(name, facet))?;
    Some((PhraseKind::Code, text))
}

/// A verb phrase: `Termine nachtragen`, `ruft zur Bestätigung an`.
fn by_verb(name: &str, facet: Facet) -> Option<String> {
    match shape(name) {
        Shape::Infinitive if wants(facet) => {
            Some(format!("wollen {}", in_sentence(&of_them(name))))
        }
        Shape::Infinitive => finite(&with_object(name)),
        Shape::First => Some(format!("sagen: „{name}“")),
        _ => singular(name, facet),
    }
}

fn wants(facet: Facet) -> bool {
    matches!(facet, Facet::Goal | Facet::Motivation)
}

/// The object of an infinitive with its article: `eigene Tabelle pflegen`.
fn with_object(name: &str) -> String {
    let tokens = words(name);
    let [quality, noun, rest @ ..] = tokens.as_slice() else { return name.to_owned() };
    if rest.is_empty() || !is_capital(noun) || is_capital(quality) {
        return name.to_owned();
    }
    let article = match (
        gender(noun),
        quality.ends_with('e'),
        quality.ends_with("es"),
        quality.ends_with("en"),
    ) {
        (Some('f'), true, ..) => "eine",
        (Some('n'), _, true, _) => "ein",
        (Some('m'), _, _, true) => "einen",
        _ => return name.to_owned(),
    };
    if DETERMINERS.contains(bare(quality).as_str()) {
        return name.to_owned();
    }
    format!("{article} {name}")
}

/// A phrase that begins with a verb in the singular.
fn singular(text: &str, facet: Facet) -> Option<String> {
    let text = text.trim().trim_end_matches('.');
    let people = [
        "die befragte person ",
        "die person ",
        "person ",
        "der teilnehmer ",
        "die teilnehmerin ",
        "teilnehmer ",
        "der nutzer ",
        "der befragte ",
    ];
    let text = after(text, &people).unwrap_or(text);
    let (first, rest) = text.split_once(' ')?;
    let verb = plural_verb(&bare(first))?;
    let comma = if first.ends_with(',') { "," } else { "" };
    if is_capital(words(rest).first()?) && words(rest).len() == 1 && rest.ends_with("en") {
        return None;
    }
    let wishes = matches!(verb.as_str(), "möchten" | "wollen" | "brauchen" | "hoffen");
    if wants(facet) && !wishes {
        return None;
    }
    let rest = rest.replace("seine", "ihre").replace("seinen", "ihren");
    Some(joined(&[&format!("{verb}{comma}"), &of_them(&rest)]))
}

fn by_name(name: &str, facet: Facet) -> Option<String> {
    match shape(name) {
        Shape::Clause if wants(facet) => None,
        Shape::Clause => Some(format!("sagen, dass {}", with_subject(&verb_last(name)?))),
        Shape::Noun => noun(name, facet),
        _ => None,
    }
}

/// The article of a subject that stands without one: `der Export`.
fn with_subject(clause: &str) -> String {
    let first = clause.split(' ').next().unwrap_or("");
    if !is_capital(first) || is_many(first) {
        return clause.to_owned();
    }
    match gender(first) {
        Some('m') => format!("der {clause}"),
        Some('f') => format!("die {clause}"),
        Some(_) => format!("das {clause}"),
        None => clause.to_owned(),
    }
}

fn noun(name: &str, facet: Facet) -> Option<String> {
    // What stands before a colon says what kind of thing it is, and is no part of it.
    if name.contains(':') {
        return None;
    }
    let text = accusative(&in_sentence(&of_them(name)))?;
    let tokens = words(&text);
    let first = tokens.first().map(|word| bare(word)).unwrap_or_default();
    if PREPOSITIONS.contains(first.as_str()) && first != "zu" || PARTICLES.contains(text.as_str()) {
        return None;
    }
    if matches!(first.as_str(), "keine" | "keinen" | "kein") && tokens.len() < 5 && !wants(facet) {
        return Some(format!("haben {text}"));
    }
    // Without a noun it is a quality, and nobody knows of what.
    if !tokens.iter().any(|word| is_capital(word)) {
        return None;
    }
    let thing = object(&text);
    let wished = lower_first(&thing);
    Some(match facet {
        Facet::Goal | Facet::Motivation if is_capital(&thing) => format!("wollen {thing}"),
        Facet::Goal | Facet::Motivation => format!("wollen {wished}"),
        Facet::PainPoint => format!("nennen {text} als Problem"),
        Facet::Channel => format!("nennen {text} als Kanal"),
        Facet::Behaviour | Facet::Tool => {
            gender(tokens.iter().find(|word| is_capital(word))?)?;
            format!("nutzen {thing}")
        }
        Facet::Objection => format!("nennen {text} als Einwand"),
        Facet::Trigger => format!("nennen {text} als Auslöser"),
        Facet::DecisionCriterion => format!("nennen {text} als Kriterium"),
        Facet::SuccessMetric => format!("nennen {text} als Maß für Erfolg"),
        _ => return None,
    })
}

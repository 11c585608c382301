//! Codes: the last part of a path, with the facet and the definition.

use super::grammar::{Shape, cased, head, plural_verb, third, with_article};
use super::numbers::band_words;
use super::shape::{lacks_subject, shape, special};
use super::words::{ADJECTIVES, BANDS, COUNTED, DETERMINERS};
use crate::manifest::Facet;
use crate::phrases::bands::Band;
use crate::phrases::special::Special;
use crate::phrases::text::{after, bare, is_quoted, joined, leaf, lower_first, unquoted, words};
use crate::phrases::types::{Described, PhraseKind, Said};

/// Says a code.
pub(super) fn say(indicator: &Described<'_>) -> Said {
    let path = indicator.question.trim();
    if is_quoted(path) {
        return Some((PhraseKind::FirstPerson, format!("say “{}”", unquoted(path))));
    }
    let name = &leaf(path);
    if is_quoted(name) {
        return Some((PhraseKind::FirstPerson, format!("say “{}”", unquoted(name))));
    }
    if special(name).is_some_and(|special| special != Special::DontKnow) {
        return None;
    }
    let facet = indicator.facet;
    let text = by_name_as_verb(name, facet)
        .or_else(|| happened(indicator.definition, facet))
        .or_else(|| ended(name, facet))
        .or_else(|| staff(name))
        .or_else(|| quality(name, facet))
        .or_else(|| undergone(name, facet))
        .or_else(|| by_definition(indicator.definition, facet))
        .or_else(|| by_name(name, facet))?;
    Some((PhraseKind::Code, text))
}

/// The code itself is a verb phrase.
fn by_name_as_verb(name: &str, facet: Facet) -> Option<String> {
    let habit = words(name).len() > 2
        && words(name).last().is_some_and(|last| {
            matches!(*last, "weekly" | "daily" | "monthly" | "regularly" | "often")
        });
    if habit && let Some(doing) = plural_phrase(name) {
        return acted(&doing, facet);
    }
    match shape(name) {
        Shape::Third => acted(&plural_phrase(name)?, facet),
        Shape::Base => acted(&lower_first(&third(name)), facet),
        Shape::Infinitive if facet == Facet::Goal => {
            Some(format!("want {}", lower_first(&third(name))))
        }
        Shape::First => Some(format!("say “{name}”")),
        _ => None,
    }
}

/// What is done, or wanted where it is a goal.
fn acted(doing: &str, facet: Facet) -> Option<String> {
    let denied = after(doing, &["do not "]);
    if matches!(facet, Facet::Goal | Facet::Motivation) && denied.is_some() {
        return denied.filter(|act| act.starts_with("want ")).map(|_| doing.to_owned());
    }
    let wants = after(doing, &["want ", "wish ", "hope ", "need ", "would like "]).is_some();
    Some(match facet {
        Facet::Goal | Facet::Motivation if !wants => format!("want to {doing}"),
        _ => doing.to_owned(),
    })
}

/// `Keeps a list and rings people` in the plural.
fn plural_phrase(text: &str) -> Option<String> {
    let low = lower_first(text.trim().trim_end_matches('.'));
    let mut tokens: Vec<String> = words(&low).into_iter().map(str::to_owned).collect();
    let adverb =
        matches!(tokens.first()?.as_str(), "often" | "always" | "never" | "rarely" | "also");
    let at = usize::from(adverb);
    tokens[at] = plural_verb(&bare(tokens.get(at)?))?;
    // A second verb after `and` is in the singular too.
    for and in 1..tokens.len().saturating_sub(1) {
        if matches!(tokens[and].as_str(), "and" | "or" | "but")
            && let Some(verb) = plural_verb(&bare(&tokens[and + 1]))
            && !is_noun_after(&tokens, and + 1)
        {
            tokens[and + 1] = verb;
        }
    }
    let text: Vec<String> =
        tokens
            .into_iter()
            .map(|word| {
                if matches!(word.as_str(), "his" | "her" | "his/her") {
                    "their".into()
                } else {
                    word
                }
            })
            .collect();
    Some(third(&text.join(" ")))
}

/// Whether a word that could be a verb is followed by nothing that a verb would have.
fn is_noun_after(tokens: &[String], at: usize) -> bool {
    let next = tokens.get(at + 1).map(|word| bare(word)).unwrap_or_default();
    !(DETERMINERS.contains(next.as_str()) || matches!(next.as_str(), "it" | "them" | "to" | "on"))
}

/// The definition, where it begins with a verb: `Keeps …`, `The participant requests …`.
fn by_definition(definition: &str, facet: Facet) -> Option<String> {
    let definition = definition.trim().trim_end_matches('.');
    if definition.contains(". ") || definition.contains(['?', ';']) {
        return None;
    }
    let people = [
        "the participant ",
        "participant ",
        "the respondent ",
        "respondent ",
        "the interviewee ",
        "the user ",
        "the customer ",
        "the person ",
        "interviewee ",
        "participants ",
        "respondents ",
        "the participants ",
        "someone who ",
        "a person who ",
    ];
    let text = after(definition, &people).unwrap_or(definition);
    if starts_third(text) {
        return acted(&plural_phrase(text)?, facet);
    }
    None
}

fn starts_third(text: &str) -> bool {
    shape(&lower_first(text)) == Shape::Third
}

/// What set a purchase off, where the definition tells it.
fn happened(definition: &str, facet: Facet) -> Option<String> {
    let told = definition.trim().trim_end_matches('.');
    let tells =
        facet == Facet::Trigger && shape(told) == Shape::Clause && !told.contains(['?', ';']);
    tells.then(|| format!("say {}", cased(&third(told))))
}

/// An outcome in the past: `left after a price change`.
fn ended(name: &str, facet: Facet) -> Option<String> {
    const PAST: &[&str] = &[
        "left",
        "came",
        "went",
        "bought",
        "kept",
        "chose",
        "switched",
        "renewed",
        "cancelled",
        "moved",
        "grew",
        "lost",
        "hired",
        "opened",
        "merged",
        "stayed",
        "returned",
        "upgraded",
        "downgraded",
        "signed",
        "stopped",
        "started",
        "churned",
    ];
    let text = lower_first(&third(name));
    let tokens = words(&text);
    let (first, next) = (bare(tokens.first()?), bare(tokens.get(1)?));
    let fits = matches!(facet, Facet::Outcome | Facet::Trigger) && PAST.contains(&first.as_str());
    let goes_on = super::shape::is_preposition(&next) || DETERMINERS.contains(next.as_str());
    (fits && goes_on).then_some(text)
}

/// `wording not clear`
fn quality(name: &str, facet: Facet) -> Option<String> {
    let text = lower_first(name);
    let tokens = words(&text);
    let (last, before) = tokens.split_last()?;
    let denied = before.last().is_some_and(|word| *word == "not");
    let degree = before.last().is_some_and(|word| matches!(*word, "too" | "very" | "so" | "not"));
    let noun = &before[..before.len() - usize::from(degree)];
    let plain = (1..=3).contains(&noun.len())
        && !noun.iter().any(|word| {
            super::shape::is_preposition(word) || DETERMINERS.contains(bare(word).as_str())
        });
    if !ADJECTIVES.contains(bare(last).as_str()) || !plain || facet == Facet::Goal {
        return None;
    }
    let many = noun.last()?.ends_with('s') && !noun.last()?.ends_with("ss");
    let is = if many { "are" } else { "is" };
    let degree = if degree && !denied { before.last()? } else { "" };
    let not = if denied { "not" } else { degree };
    Some(joined(&["say the", &noun.join(" "), is, not, last]))
}

/// `logged out between patients`
fn undergone(name: &str, facet: Facet) -> Option<String> {
    let text = lower_first(&third(name));
    let tokens = words(&text);
    let (first, next) = (bare(tokens.first()?), bare(tokens.get(1)?));
    let passive = first.ends_with("ed")
        && first.len() > 5
        && matches!(next.as_str(), "out" | "by" | "off" | "between" | "from" | "in" | "into");
    (passive && matches!(facet, Facet::PainPoint | Facet::Context)).then(|| format!("are {text}"))
}

/// `1-3 staff`
fn staff(name: &str) -> Option<String> {
    let (number, unit) = name.rsplit_once(' ')?;
    let known = matches!(unit, "staff" | "employees" | "children" | "sites" | "rooms");
    let band = Band::join(&[number], &BANDS).filter(|_| known)?;
    Some(format!("have {} {unit}", band_words(&band)?))
}

/// The code is a noun phrase, a clause or a quality.
fn by_name(name: &str, facet: Facet) -> Option<String> {
    match shape(name) {
        Shape::Clause => clause(name, facet),
        Shape::Gerund => match facet {
            Facet::PainPoint => Some(format!("have trouble with {}", lower_first(&third(name)))),
            Facet::Objection => Some(format!("name {} as an objection", lower_first(&third(name)))),
            _ => None,
        },
        Shape::Noun if lacks_subject(name) => fault(name, facet),
        Shape::Noun => noun(name, facet),
        _ => None,
    }
}

/// `cannot be read`, of a thing that the code does not name; `cannot find the form`, of people.
fn fault(name: &str, facet: Facet) -> Option<String> {
    let text = lower_first(&third(name));
    if !matches!(facet, Facet::PainPoint | Facet::Objection) {
        return None;
    }
    if after(&text, &["cannot be "]).is_some() {
        return Some(format!("say something {text}"));
    }
    let act = after(&text, &["cannot "])?;
    super::grammar::starts_with_verb(&words(act)).then_some(text)
}

fn clause(name: &str, facet: Facet) -> Option<String> {
    match facet {
        Facet::Goal => None,
        _ => Some(format!("say {}", cased(&third(name)))),
    }
}

fn noun(name: &str, facet: Facet) -> Option<String> {
    let text = cased(&third(name));
    if let Some(none) = after(&text, &["no "]) {
        let plain = !none.contains("one ");
        return (plain && facet != Facet::Goal && words(none).len() < 4)
            .then(|| format!("have no {none}"));
    }
    let first = words(&text).first().map(|word| bare(word)).unwrap_or_default();
    let next = words(&text).get(1).map(|word| bare(word)).unwrap_or_default();
    if first.ends_with("ed") && super::shape::is_preposition(&next) {
        return None;
    }
    // What stands before a colon says what kind of thing it is, and is no part of it.
    if text.contains(':') {
        return None;
    }
    let thing = with_article(name);
    match facet {
        Facet::Goal | Facet::Motivation => Some(format!("want {}", thing.unwrap_or(text))),
        Facet::PainPoint => Some(format!("have trouble with {}", thing.unwrap_or(text))),
        Facet::Channel => Some(format!("name {} as a channel", thing.unwrap_or(text))),
        Facet::Behaviour | Facet::Tool => {
            Some(format!("use {}", thing.filter(|_| is_thing(name))?))
        }
        Facet::Objection => match after(&text, &["fear of ", "worry about ", "worries about "]) {
            Some(what) => Some(format!("fear {what}")),
            None => Some(format!("name {} as an objection", thing.unwrap_or(text))),
        },
        Facet::SuccessMetric => Some(format!("aim for {}", thing.unwrap_or(text))),
        Facet::DecisionCriterion => Some(format!("decide by {}", thing.unwrap_or(text))),
        // `moved house` is no thing.
        Facet::Trigger if first.ends_with("ed") => Some(format!("name “{text}” as the trigger")),
        Facet::Trigger => Some(format!("name {} as the trigger", thing.unwrap_or(text))),
        Facet::Value => Some(format!("value {}", thing.unwrap_or(text))),
        Facet::Context if first == "shared" => Some(format!("have {}", thing?)),
        Facet::Context if first == "several" || first == "many" || first == "two" => {
            Some(format!("have {text}"))
        }
        _ => None,
    }
}

/// Whether a code names a thing that can be used.
fn is_thing(name: &str) -> bool {
    let text = cased(name);
    let tokens = words(&text);
    let noun = tokens.get(head(&tokens)).map(|word| bare(word)).unwrap_or_default();
    let one = noun.strip_suffix('s').unwrap_or(&noun);
    COUNTED.contains(noun.as_str()) || COUNTED.contains(one)
}

//! English portraits.

use super::people::people;
use crate::locale::shares::{HowMany, Lean};
use crate::locale::telling::{Met, Telling, listed, numeral};
use crate::locale::upper_first;
use crate::manifest::{Facet, PersonaKind};

pub(super) static TELLING: Telling = Telling {
    many,
    bare,
    they: "they",
    clause: |many, predicate, _| format!("{many} {predicate}"),
    led: |clauses, met| match met {
        Met::Recorded => format!("in the records, {clauses}"),
        Met::Computed => format!("by a computation outside the study, {clauses}"),
        Met::Interviewed | Met::Asked | Met::Either => clauses.to_owned(),
    },
    listed: |items| listed(items, "and"),
    as_many: "as many",
    nothing: "none",
    of_others: |others, parts| format!("; of {others}, {parts}"),
    typical_others: |others, median| format!("; {others} {median}"),
    like_others: |others, clauses| format!("like {others}, {clauses}"),
    rare: |clauses| format!("few, and not to be forgotten, for access or safety: {clauses}"),
    one_of: |asked, label| format!("one of {}: {label}", in_words(asked)),
    others: |kind| people(kind).others,
    head: |kind| people(kind).head,
    unnamed: |kind, alone| match (kind, alone) {
        (PersonaKind::Negative, true) => "All who do not fit".to_owned(),
        (_, true) => format!("All {}", people(kind).several),
        (_, false) => upper_first(people(kind).several),
    },
    answer: |label, spoken| match spoken {
        true => format!("who speaks of “{label}”"),
        false => format!("who answers “{label}”"),
    },
    answer_to: |label, question| format!("who answers “{label}” to “{question}”"),
    who: |predicate| format!("who {predicate}"),
    amount: |of, more| format!("with {} “{of}”", if more { "higher" } else { "lower" }),
    user_of: |thing| format!("{thing} user"),
    name: |head, tail| format!("{head} {tail}"),
    role: |_, role| role.to_owned(),
    by_interviews: "What the name says of them rests on interviews alone.",
    by_doubt: "The name rests on what is seen and not yet confirmed.",
    step: |facet| match facet {
        Facet::Goal | Facet::Motivation | Facet::SuccessMetric | Facet::Value => "wants",
        Facet::Trigger => "was set off",
        Facet::PainPoint | Facet::Objection => "meets",
        Facet::Behaviour | Facet::Tool | Facet::Channel => "does",
        Facet::DecisionCriterion | Facet::PriceSensitivity => "weighs",
        Facet::Context | Facet::RoleInDomain | Facet::Location => "where",
        _ => "tells",
    },
    ask_of_goal: |predicate| {
        let wanted = predicate.strip_prefix("most ").unwrap_or(predicate).strip_prefix("want ")?;
        Some(match wanted.strip_prefix("to ") {
            Some(deed) => format!("How might we help them {deed}?"),
            None => format!("How might we help them to get {wanted}?"),
        })
    },
    ask_of_trouble: |predicate| {
        let trouble = predicate.strip_prefix("have trouble with ");
        Some(match trouble {
            Some(trouble) => format!("How might we spare them {trouble}?"),
            None => format!("What would change for those who {predicate}?"),
        })
    },
};

/// Numbers up to twelve in words.
fn in_words(number: usize) -> String {
    const WORDS: [&str; 13] = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    numeral(&WORDS, number)
}

fn many(many: HowMany, met: Met) -> String {
    let HowMany::Count { with, asked } = many else { return bare(many) };
    let who = match met {
        Met::Interviewed => " we talked to",
        Met::Asked => " asked",
        Met::Either => " asked or interviewed",
        Met::Recorded | Met::Computed => "",
    };
    let the = if matches!(met, Met::Asked | Met::Either) { "the " } else { "" };
    match (with, asked) {
        (1, 1) => format!("the one{who}"),
        (2, 2) if met == Met::Interviewed => "both people we talked to".to_owned(),
        (with, asked) if with == asked => format!("all {the}{}{who}", in_words(asked)),
        (with, asked) => format!("{} of {the}{}{who}", in_words(with), in_words(asked)),
    }
}

fn bare(many: HowMany) -> String {
    match many {
        HowMany::Count { with, asked } if with == asked => format!("all {}", in_words(asked)),
        HowMany::Count { with, asked } => format!("{} of {}", in_words(with), in_words(asked)),
        HowMany::All => "all".to_owned(),
        HowMany::NearlyAll => "nearly all".to_owned(),
        HowMany::HardlyAny => "hardly any".to_owned(),
        HowMany::None => "none".to_owned(),
        HowMany::Fraction { parts, whole, lean } => {
            let lean = match lean {
                Lean::Nearly => "nearly ",
                Lean::At => "",
                Lean::JustOver => "just over ",
            };
            let said = match (parts, whole) {
                (1, 2) => "half".to_owned(),
                (parts, whole) => {
                    format!("{} in {}", in_words(parts.into()), in_words(whole.into()))
                }
            };
            format!("{lean}{said}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_counted_and_many_are_shared() {
        let count = |with, asked| HowMany::Count { with, asked };
        assert_eq!(many(count(6, 6), Met::Interviewed), "all six we talked to");
        assert_eq!(many(count(2, 2), Met::Interviewed), "both people we talked to");
        assert_eq!(many(count(5, 14), Met::Asked), "five of the 14 asked");
        assert_eq!(many(count(0, 9), Met::Interviewed), "none of nine we talked to");
        let half = HowMany::Fraction { parts: 1, whole: 2, lean: Lean::JustOver };
        assert_eq!(many(half, Met::Asked), "just over half");
        assert_eq!(bare(HowMany::Fraction { parts: 7, whole: 10, lean: Lean::At }), "seven in ten");
    }
}

//! German portraits.

use super::people::people;
use crate::locale::shares::{HowMany, Lean};
use crate::locale::telling::{Met, Telling, listed, numeral};
use crate::manifest::{Facet, PersonaKind};

pub(super) static TELLING: Telling = Telling {
    many,
    bare,
    they: "sie",
    clause: |many, predicate, met| match (met, predicate.split_once(' ')) {
        (Met::Interviewed | Met::Asked | Met::Either, _) => format!("{many} {predicate}"),
        // What stands in front takes the place of the subject, which goes behind the verb.
        (_, Some((verb, rest))) => format!("{verb} {many} {rest}"),
        (_, None) => format!("{predicate} {many}"),
    },
    led: |clauses, met| match met {
        Met::Recorded => format!("in den Kundendaten {clauses}"),
        Met::Computed => format!("nach einer Rechnung außerhalb der Studie {clauses}"),
        Met::Interviewed | Met::Asked | Met::Either => clauses.to_owned(),
    },
    listed: |items| listed(items, "und"),
    as_many: "ebenso viele",
    nothing: "0",
    of_others: |others, parts| format!("; von {others} {parts}"),
    typical_others: |others, median| format!("; bei {others} {median}"),
    like_others: |_, clauses| format!("wie bei den anderen: {clauses}"),
    rare: |clauses| {
        format!("wenige, aber für Zugang oder Sicherheit nicht zu vergessen: {clauses}")
    },
    one_of: |asked, label| format!("eine Person von {}: {label}", in_words(asked)),
    others: |_| "den anderen",
    head: |kind| people(kind).head,
    unnamed: |kind, alone| match (kind, alone) {
        (PersonaKind::Negative, true) => "Alle, die nicht passen".to_owned(),
        (PersonaKind::Customer, true) => "Alle Kunden".to_owned(),
        (_, true) => format!("Alle {}n", people(kind).head),
        (_, false) => people(kind).head.to_owned(),
    },
    answer: |label, spoken| match spoken {
        true => format!("mit dem Thema „{label}“"),
        false => format!("mit der Antwort „{label}“"),
    },
    answer_to: |label, question| format!("mit der Antwort „{label}“ auf „{question}“"),
    who: |predicate| format!("mit: {predicate}"),
    amount: |of, more| {
        format!("mit {} Wert bei „{of}“", if more { "höherem" } else { "niedrigerem" })
    },
    user_of: |thing| format!("{}-Nutzende", thing.replace(' ', "-")),
    name: |head, tail| match tail.starts_with("die ") {
        true => format!("{head}, {tail}"),
        false => format!("{head} {tail}"),
    },
    role: |kind, role| match role.starts_with(char::is_lowercase) {
        true => format!("{} {role}", people(kind).head),
        false => role.to_owned(),
    },
    by_interviews: "Was der Name über sie sagt, stützt sich allein auf Interviews.",
    by_doubt: "Der Name stützt sich auf etwas, das gesehen, aber noch nicht bestätigt ist.",
    step: |facet| match facet {
        Facet::Goal | Facet::Motivation | Facet::SuccessMetric | Facet::Value => "will",
        Facet::Trigger => "Auslöser",
        Facet::PainPoint | Facet::Objection => "stößt auf",
        Facet::Behaviour | Facet::Tool | Facet::Channel => "tut",
        Facet::DecisionCriterion | Facet::PriceSensitivity => "wägt ab",
        Facet::Context | Facet::RoleInDomain | Facet::Location => "Umfeld",
        _ => "erzählt",
    },
    ask_of_goal: |predicate| {
        let wanted = predicate.strip_prefix("wollen ")?;
        let wanted = wanted.strip_prefix("vor allem ").unwrap_or(wanted);
        Some(format!("Wie können wir ihnen dabei helfen: {wanted}?"))
    },
    ask_of_trouble: |predicate| {
        Some(format!("Was würde sich für alle ändern, von denen gilt: sie {predicate}?"))
    },
};

/// Numbers up to twelve in words.
fn in_words(number: usize) -> String {
    const WORDS: [&str; 13] = [
        "keine", "eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
        "elf", "zwölf",
    ];
    numeral(&WORDS, number)
}

/// The subject of a verb in the plural.
fn many(many: HowMany, met: Met) -> String {
    match many {
        HowMany::Count { with, asked } => {
            let who = match met {
                Met::Interviewed => " Interviewten",
                Met::Asked => " Befragten",
                Met::Either => " Befragten oder Interviewten",
                Met::Recorded | Met::Computed => "",
            };
            match (with, asked) {
                (2, 2) => format!("beide{who}"),
                (with, asked) if with == asked => format!("alle {}{who}", in_words(asked)),
                (0, asked) => format!("keine der {}{who}", in_words(asked)),
                (with, asked) => format!("{} von {}{who}", in_words(with), in_words(asked)),
            }
        }
        HowMany::All => "alle".to_owned(),
        HowMany::NearlyAll => "fast alle".to_owned(),
        HowMany::HardlyAny => "nur einzelne".to_owned(),
        HowMany::None => "keine von ihnen".to_owned(),
        // Only what is in the plural fits a predicate in the plural.
        HowMany::Fraction { parts, whole, lean } => {
            let said = match (parts, whole) {
                (1, 10) => "zehn von hundert".to_owned(),
                (1, 5) => "zwei von zehn".to_owned(),
                (1, 4) => "zwei bis drei von zehn".to_owned(),
                (1, 3) => "drei bis vier von zehn".to_owned(),
                (1, 2) => "fünf von zehn".to_owned(),
                (parts, whole) => {
                    format!("{} von {}", in_words(parts.into()), in_words(whole.into()))
                }
            };
            leaning(lean, &said)
        }
    }
}

fn leaning(lean: Lean, said: &str) -> String {
    match lean {
        Lean::Nearly => format!("knapp {said}"),
        Lean::At => said.to_owned(),
        Lean::JustOver => format!("gut {said}"),
    }
}

fn bare(many: HowMany) -> String {
    match many {
        HowMany::Count { with, asked } if with == asked => format!("alle {}", in_words(asked)),
        HowMany::Count { with, asked } => format!("{} von {}", in_words(with), in_words(asked)),
        HowMany::All => "alle".to_owned(),
        HowMany::NearlyAll => "fast alle".to_owned(),
        HowMany::HardlyAny => "kaum jemand".to_owned(),
        HowMany::None => "niemand".to_owned(),
        HowMany::Fraction { parts, whole, lean } => {
            let said = match (parts, whole) {
                (1, 10) => "ein Zehntel".to_owned(),
                (1, 5) => "ein Fünftel".to_owned(),
                (1, 4) => "ein Viertel".to_owned(),
                (1, 3) => "ein Drittel".to_owned(),
                (1, 2) => "die Hälfte".to_owned(),
                (2, 3) => "zwei Drittel".to_owned(),
                (3, 4) => "drei Viertel".to_owned(),
                (parts, whole) => {
                    format!("{} von {}", in_words(parts.into()), in_words(whole.into()))
                }
            };
            leaning(lean, &said)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_are_in_the_plural() {
        let count = |with, asked| HowMany::Count { with, asked };
        assert_eq!(many(count(6, 6), Met::Interviewed), "alle sechs Interviewten");
        assert_eq!(many(count(5, 14), Met::Asked), "fünf von 14 Befragten");
        let fraction = |parts, whole, lean| HowMany::Fraction { parts, whole, lean };
        assert_eq!(many(fraction(4, 5, Lean::At), Met::Asked), "vier von fünf");
        assert_eq!(many(fraction(1, 2, Lean::JustOver), Met::Asked), "gut fünf von zehn");
        assert_eq!(bare(fraction(1, 3, Lean::At)), "ein Drittel");
    }

    #[test]
    fn the_verb_stands_second() {
        let said = (TELLING.clause)("neun von zehn", "haben keine Prüfung", Met::Recorded);
        let said = (TELLING.led)(&said, Met::Recorded);
        assert_eq!(said, "in den Kundendaten haben neun von zehn keine Prüfung");
    }
}

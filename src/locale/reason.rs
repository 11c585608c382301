//! The reason of a selection in words.

use std::fmt::{self, Display, Formatter};

use crate::clustering::{Criterion, Gate, OneGroupTest, SelectionReason, SelectionRule};
use crate::manifest::Language;

/// The reason of a selection as one sentence without its full stop.
pub(crate) fn reason(of: &SelectionReason, language: Language) -> String {
    match language.code() {
        "de" => german(of),
        _ => english(of),
    }
}

impl Display for SelectionReason {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&english(self))
    }
}

/// The reason without how many respondents it was worked out on: a guarded result does
/// not say it.
pub(crate) fn without_counts(reason: &str) -> &str {
    let end = [ENGLISH_PART, GERMAN_PART].iter().find_map(|part| reason.find(part));
    end.map_or(reason, |end| &reason[..end])
}

/// The words before the number of respondents that were compared.
const ENGLISH_PART: &str = "; compared on ";
const GERMAN_PART: &str = "; verglichen an ";

/// The numbers of groups that pass, which one group always does.
fn with_one(passing: &[usize]) -> String {
    let others: String = passing.iter().map(|groups| format!(", {groups}")).collect();
    format!("1{others}")
}

fn english(of: &SelectionReason) -> String {
    let rule = match &of.rule {
        SelectionRule::NothingKnown => {
            "nothing is known of anybody that could shape groups".to_owned()
        }
        SelectionRule::TooFewRespondents => {
            "too few respondents to look for more than one group".to_owned()
        }
        SelectionRule::Forced { groups, passes, gate, test } => {
            let passes = if *passes { "passes" } else { "does not pass" };
            let (gate, test) = (english_gate(gate), english_test(test.as_ref()));
            format!("{groups} as the manifest says; it {passes} the gate ({gate}){test}")
        }
        SelectionRule::NonePasses { gate } => {
            format!("no number of groups passes the gate ({})", english_gate(gate))
        }
        SelectionRule::Best { groups, passing, criterion, gate, test, chosen } => {
            let criterion = match criterion {
                Criterion::Stability => "is the most stable",
                Criterion::Aic3 => "has the lowest AIC3",
                Criterion::Bic => "has the lowest BIC",
            };
            let one = if chosen == groups { "" } else { ", so 1 is chosen" };
            format!(
                "of the numbers of groups that pass the gate ({}), which are {}: \
                 {groups} {criterion}{}{one}",
                english_gate(gate),
                with_one(passing),
                english_test(test.as_ref())
            )
        }
    };
    match of.compared {
        Some(part) => {
            format!("{rule}{ENGLISH_PART}{} of {} respondents", part.compared, part.respondents)
        }
        None => rule,
    }
}

fn english_gate(gate: &Gate) -> String {
    format!(
        "median agreement of {} replicates at least {:.2} and Jaccard index of every group at \
         least {:.2}",
        gate.replicates, gate.thresholds.median_adjusted_rand, gate.thresholds.jaccard
    )
}

fn english_test(test: Option<&OneGroupTest>) -> String {
    match test {
        Some(OneGroupTest { p, refuted }) => {
            let refuted = if *refuted { "refuted" } else { "not refuted" };
            format!("; that there is one group only is {refuted} (p = {p:.3})")
        }
        None => String::new(),
    }
}

pub(super) fn german(of: &SelectionReason) -> String {
    let rule = match &of.rule {
        SelectionRule::NothingKnown => {
            "über niemanden ist etwas bekannt, das Gruppen bilden könnte".to_owned()
        }
        SelectionRule::TooFewRespondents => {
            "zu wenige Befragte, um mehr als eine Gruppe zu suchen".to_owned()
        }
        SelectionRule::Forced { groups, passes, gate, test } => {
            let passes = if *passes { "erfüllt" } else { "erfüllt nicht" };
            let (gate, test) = (german_gate(gate), german_test(test.as_ref()));
            format!("{groups} laut Manifest; die Zahl {passes} die Mindestwerte ({gate}){test}")
        }
        SelectionRule::NonePasses { gate } => {
            format!("keine Gruppenzahl erfüllt die Mindestwerte ({})", german_gate(gate))
        }
        SelectionRule::Best { groups, passing, criterion, gate, test, chosen } => {
            let criterion = match criterion {
                Criterion::Stability => "ist die stabilste",
                Criterion::Aic3 => "hat das kleinste AIC3",
                Criterion::Bic => "hat das kleinste BIC",
            };
            let one = if chosen == groups { "" } else { "; daher wird 1 gewählt" };
            format!(
                "von den Gruppenzahlen, die die Mindestwerte erfüllen ({}), nämlich {}: \
                 {groups} {criterion}{}{one}",
                german_gate(gate),
                with_one(passing),
                german_test(test.as_ref())
            )
        }
    };
    match of.compared {
        Some(part) => {
            format!("{rule}{GERMAN_PART}{} von {} Befragten", part.compared, part.respondents)
        }
        None => rule,
    }
}

fn german_gate(gate: &Gate) -> String {
    format!(
        "mediane Übereinstimmung von {} Replikaten mindestens {} und Jaccard-Index jeder Gruppe \
         mindestens {}",
        gate.replicates,
        decimal(gate.thresholds.median_adjusted_rand, 2),
        decimal(gate.thresholds.jaccard, 2)
    )
}

fn german_test(test: Option<&OneGroupTest>) -> String {
    match test {
        Some(OneGroupTest { p, refuted }) => {
            let refuted = if *refuted { "widerlegt" } else { "nicht widerlegt" };
            format!("; dass es nur eine Gruppe gibt, ist {refuted} (p = {})", decimal(*p, 3))
        }
        None => String::new(),
    }
}

/// A number with a decimal comma.
fn decimal(number: f64, digits: usize) -> String {
    format!("{number:.digits$}").replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clustering::{ComparedPart, GATE};

    fn best(chosen: usize, p: f64, refuted: bool) -> SelectionReason {
        let rule = SelectionRule::Best {
            groups: 3,
            passing: vec![2, 3],
            criterion: Criterion::Aic3,
            gate: Gate { replicates: 50, thresholds: GATE },
            test: Some(OneGroupTest { p, refuted }),
            chosen,
        };
        let compared = Some(ComparedPart { compared: 20_000, respondents: 30_000 });
        SelectionReason { rule, compared }
    }

    #[test]
    fn the_reason_is_the_same_in_both_languages() {
        let (kept, refused) = (best(3, 0.02, true), best(1, 0.4, false));
        let gate = "median agreement of 50 replicates at least 0.30 and Jaccard index of every \
                    group at least 0.50";
        assert_eq!(
            kept.to_string(),
            format!(
                "of the numbers of groups that pass the gate ({gate}), which are 1, 2, 3: 3 has \
                 the lowest AIC3; that there is one group only is refuted (p = 0.020); compared \
                 on 20000 of 30000 respondents"
            )
        );
        assert!(refused.to_string().contains("is not refuted (p = 0.400), so 1 is chosen; comp"));
        let german = reason(&refused, Language::from_code("de").unwrap());
        for part in ["mindestens 0,30", "1, 2, 3: 3 hat", "nicht widerlegt (p = 0,400); daher"] {
            assert!(german.contains(part), "{german}");
        }
        for text in [refused.to_string(), german] {
            let kept = without_counts(&text);
            assert!(text.contains("20000") && !kept.contains("20000"), "{kept}");
            assert!(kept.ends_with("so 1 is chosen") || kept.ends_with("1 gewählt"), "{kept}");
        }
    }
}

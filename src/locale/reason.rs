//! The reason of a selection in words.

use std::fmt::{self, Display, Formatter};

use crate::clustering::{Gate, OneGroupTest, SelectionReason, SelectionRule};
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

/// The reason without the number of respondents that it was worked out on, and without the cost of
/// a parameter, which follows from this number: a guarded result says neither.
pub(crate) fn without_counts(reason: &str) -> String {
    let end = [ENGLISH_PART, GERMAN_PART].iter().find_map(|part| reason.find(part));
    let kept = end.map_or(reason, |end| &reason[..end]);
    let cost = [ENGLISH_COST, GERMAN_COST].iter().find_map(|cost| {
        let at = kept.find(cost)?;
        Some((kept[..at].rfind(" (")?, at + cost.len()))
    });
    cost.map_or_else(|| kept.to_owned(), |(start, end)| [&kept[..start], &kept[end..]].concat())
}

/// Words before the number of respondents that were compared.
const ENGLISH_PART: &str = "; compared on ";
const GERMAN_PART: &str = "; verglichen an ";
/// Words after the cost of a parameter.
const ENGLISH_COST: &str = " a parameter)";
const GERMAN_COST: &str = " je Parameter)";

/// Numbers of groups as a list.
fn listed(numbers: impl IntoIterator<Item = usize>) -> String {
    let numbers: Vec<String> = numbers.into_iter().map(|groups| groups.to_string()).collect();
    numbers.join(", ")
}

/// The numbers of groups that pass, which one group always does.
fn with_one(passing: &[usize]) -> String {
    listed(std::iter::once(1).chain(passing.iter().copied()))
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
        SelectionRule::MostStable { groups, passing, gate } => format!(
            "of the numbers of groups that pass the gate ({}), which are {}, {groups} is the most \
             stable",
            english_gate(gate),
            with_one(passing)
        ),
        SelectionRule::LowestDeviance { groups, cost, tested, test, chosen, passes, gate } => {
            let lowest =
                format!("{groups} has the lowest penalised deviance ({cost:.2}{ENGLISH_COST}");
            let several = if tested.len() > 1 {
                format!("; {} were compared with one group", listed(ascending(tested)))
            } else {
                String::new()
            };
            let adjusted = if tested.len() > 1 { ", adjusted" } else { "" };
            let test = test.as_ref().map_or_else(
                String::new,
                |OneGroupTest { p, refuted }| match (refuted, chosen == groups) {
                    (true, true) => {
                        format!("; that there is one group only is refuted (p = {p:.3}{adjusted})")
                    }
                    (true, false) => format!(
                        "; {groups} gain no more than chance gives, {chosen} refute that there is \
                         one group only (p = {p:.3}{adjusted}), so {chosen} is chosen"
                    ),
                    (false, _) => format!(
                        "; that there is one group only is not refuted (p = {p:.3}{adjusted}), so \
                         1 is chosen"
                    ),
                },
            );
            let gate = english_gate(gate);
            let passes = match (chosen, passes) {
                (1, _) => String::new(),
                (_, true) => format!("; {chosen} passes the gate ({gate})"),
                (_, false) => format!("; {chosen} does not pass the gate ({gate})"),
            };
            format!("{lowest}{several}{test}{passes}")
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
        SelectionRule::MostStable { groups, passing, gate } => format!(
            "von den Gruppenzahlen, die die Mindestwerte erfüllen ({}), nämlich {}, ist {groups} \
             die stabilste",
            german_gate(gate),
            with_one(passing)
        ),
        SelectionRule::LowestDeviance { groups, cost, tested, test, chosen, passes, gate } => {
            let lowest = format!(
                "{groups} hat die kleinste penalisierte Devianz ({}{GERMAN_COST}",
                decimal(*cost, 2)
            );
            let several = if tested.len() > 1 {
                format!("; mit einer Gruppe verglichen wurden {}", listed(ascending(tested)))
            } else {
                String::new()
            };
            let adjusted = if tested.len() > 1 { ", adjustiert" } else { "" };
            let test = test.as_ref().map_or_else(String::new, |OneGroupTest { p, refuted }| {
                let p = decimal(*p, 3);
                match (refuted, chosen == groups) {
                    (true, true) => {
                        format!("; dass es nur eine Gruppe gibt, ist widerlegt (p = {p}{adjusted})")
                    }
                    (true, false) => format!(
                        "; {groups} gewinnen nicht mehr als der Zufall, {chosen} widerlegen, dass \
                         es nur eine Gruppe gibt (p = {p}{adjusted}); daher wird {chosen} gewählt"
                    ),
                    (false, _) => format!(
                        "; dass es nur eine Gruppe gibt, ist nicht widerlegt (p = {p}{adjusted}); \
                         daher wird 1 gewählt"
                    ),
                }
            });
            let gate = german_gate(gate);
            let passes = match (chosen, passes) {
                (1, _) => String::new(),
                (_, true) => format!("; {chosen} erfüllt die Mindestwerte ({gate})"),
                (_, false) => format!("; {chosen} erfüllt die Mindestwerte nicht ({gate})"),
            };
            format!("{lowest}{several}{test}{passes}")
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

fn ascending(numbers: &[usize]) -> Vec<usize> {
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    numbers
}

/// A number with a decimal comma.
fn decimal(number: f64, digits: usize) -> String {
    format!("{number:.digits$}").replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clustering::{ComparedPart, GATE};

    fn lowest(tested: &[usize], chosen: usize, p: f64) -> SelectionReason {
        let rule = SelectionRule::LowestDeviance {
            groups: 3,
            cost: 2.75,
            tested: tested.to_vec(),
            test: Some(OneGroupTest { p, refuted: p <= 0.05 }),
            chosen,
            passes: false,
            gate: Gate { replicates: 50, thresholds: GATE },
        };
        let compared = Some(ComparedPart { compared: 20_000, respondents: 30_000 });
        SelectionReason { rule, compared }
    }

    fn in_german(of: &SelectionReason) -> String {
        reason(of, Language::from_code("de").unwrap())
    }

    #[test]
    fn the_reason_is_the_same_in_both_languages() {
        let (kept, refused) = (lowest(&[3], 3, 0.02), lowest(&[3, 2, 4], 1, 0.4));
        let gate = "median agreement of 50 replicates at least 0.30 and Jaccard index of every \
                    group at least 0.50";
        assert_eq!(
            kept.to_string(),
            format!(
                "3 has the lowest penalised deviance (2.75 a parameter); that there is \
                 one group only is refuted (p = 0.020); 3 does not pass the gate ({gate}); \
                 compared on 20000 of 30000 respondents"
            )
        );
        assert_eq!(
            refused.to_string(),
            "3 has the lowest penalised deviance (2.75 a parameter); 2, 3, 4 were \
             compared with one group; that there is one group only is not refuted (p = 0.400, \
             adjusted), so 1 is chosen; compared on 20000 of 30000 respondents"
        );
        let german = in_german(&refused);
        for part in ["2,75 je Parameter", "2, 3, 4", "nicht widerlegt (p = 0,400, adjustiert); d"] {
            assert!(german.contains(part), "{german}");
        }
        for text in [refused.to_string(), german] {
            let kept = without_counts(&text);
            assert!(text.contains("20000") && !kept.contains("20000"), "{kept}");
            assert!(
                kept.starts_with("3 has the lowest penalised deviance; 2, 3, 4 were")
                    || kept.starts_with("3 hat die kleinste penalisierte Devianz; mit einer"),
                "{kept}"
            );
            assert!(kept.ends_with("so 1 is chosen") || kept.ends_with("1 gewählt"), "{kept}");
        }
    }

    #[test]
    fn another_number_than_the_lowest_is_explained() {
        let other = lowest(&[3, 2, 4], 2, 0.04);
        let (english, german) = (other.to_string(), in_german(&other));
        assert!(
            english.contains("3 gain no more than chance gives, 2 refute")
                && english.contains("so 2 is chosen; 2 does not pass the gate"),
            "{english}"
        );
        assert!(
            german.contains("3 gewinnen nicht mehr als der Zufall, 2 widerlegen")
                && german.contains("daher wird 2 gewählt; 2 erfüllt die Mindestwerte nicht"),
            "{german}"
        );
    }
}

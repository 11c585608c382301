//! Levels of a categorical item: their labels in order, and a code for each answer.

use std::collections::BTreeMap;

use super::codes::{MISSING, MOST_LEVELS, OTHER};
use super::fold::fold;
use super::grades::stands_aside;
use super::item::ItemAnswers;
use super::number::parse_number;
use super::ordinal;
use super::personal::masked;
use super::tally::Tally;
use crate::error::shown;
use crate::finding::Findings;
use crate::locator::Place;
use crate::sources::findings::SourcesFinding;

/// Levels from low to high: as stated, by the words people use for grades, or by number.
pub(super) fn ordinal_labels(tally: &Tally, stated: &[String]) -> Vec<String> {
    if !stated.is_empty() {
        return as_answered(tally, stated);
    }
    if let Some(labels) = ordinal::order(tally) {
        return labels;
    }
    let mut numbers: Vec<(f64, String)> = tally
        .answers
        .iter()
        .filter_map(|(text, _)| Some((parse_number(text)?, text.clone())))
        .collect();
    numbers.sort_by(|a, b| a.0.total_cmp(&b.0));
    // `1` and `1.0` are one level.
    numbers.dedup_by(|a, b| a.0.total_cmp(&b.0).is_eq());
    numbers.into_iter().map(|(_, text)| text).take(usize::from(MISSING)).collect()
}

/// Levels by frequency: as stated, or those given often enough.
pub(super) fn nominal_labels(tally: &Tally, stated: &[String]) -> Vec<String> {
    if stated.is_empty() {
        tally.frequent().take(MOST_LEVELS).map(|(text, _)| text.clone()).collect()
    } else {
        as_answered(tally, stated)
    }
}

/// Stated levels; `4.0` is the `4` that the cells were read as.
fn as_answered(tally: &Tally, stated: &[String]) -> Vec<String> {
    let answered = |label: &str| tally.answers.iter().any(|(text, _)| fold(text) == fold(label));
    let whole = |label: &String| {
        let number = label.trim().strip_suffix(".0")?;
        (!answered(label) && parse_number(number).is_some()).then(|| number.to_owned())
    };
    stated.iter().map(|label| whole(label).unwrap_or_else(|| label.clone())).collect()
}

/// Codes of the labels; other answers are pooled into a level of their own or counted as missing.
pub(super) fn levels(
    tally: &Tally,
    mut labels: Vec<String>,
    pool: bool,
    place: &dyn Fn() -> Place,
    findings: &mut Findings,
) -> ItemAnswers {
    // The last code but one may be that of the pooled answers.
    labels.truncate(usize::from(MISSING) - 1);
    let mut codes: BTreeMap<String, u8> = BTreeMap::new();
    for label in &labels {
        let code = u8::try_from(codes.len()).unwrap_or(MISSING);
        // Stated labels may repeat in another spelling; both are then one level, and the code of
        // the first counts.
        codes.entry(fold(label)).or_insert(code);
    }
    let rest: Vec<&(String, usize)> =
        tally.answers.iter().filter(|(text, _)| !codes.contains_key(&fold(text))).collect();
    // An unordered scale can take a level more; on an ordered one it would have no rank.
    if pool && !rest.is_empty() {
        let rows = rest.iter().map(|(_, count)| count).sum();
        findings.add_at(SourcesFinding::LevelsPooled { levels: rest.len(), rows }, place());
        codes.insert(OTHER.to_owned(), u8::try_from(labels.len()).unwrap_or(MISSING));
        labels.push(OTHER.to_owned());
    } else {
        out_of_scale(
            rest.into_iter().filter(|(text, _)| !stands_aside(&fold(text))).cloned(),
            place,
            findings,
        );
    }
    ItemAnswers::Levels { labels, codes }
}

/// Names answers that have no place on a scale in findings, once for each text.
pub(super) fn out_of_scale(
    bad: impl Iterator<Item = (String, usize)>,
    place: &dyn Fn() -> Place,
    findings: &mut Findings,
) {
    for (text, count) in bad {
        let found = format!("{:?}", shown(&masked(&text)));
        findings.add_counted(SourcesFinding::OutOfScale { found }, count, Some(place()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stated_levels_with_an_empty_decimal_are_whole_numbers() {
        let stated = |labels: &[&str]| labels.iter().map(|l| (*l).to_owned()).collect::<Vec<_>>();
        let tally = |answers: &[&str]| Tally {
            answers: answers.iter().map(|text| ((*text).to_owned(), 3)).collect(),
            ..Tally::default()
        };
        let whole = tally(&["1", "2"]);
        assert_eq!(ordinal_labels(&whole, &stated(&["1.0", "2.0", "3.0"])), ["1", "2", "3"]);
        assert_eq!(nominal_labels(&tally(&["v1.0", "1.0"]), &stated(&["1.0"])), ["1.0"]);
    }
}

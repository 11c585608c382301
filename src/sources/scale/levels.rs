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
        return stated.to_vec();
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
        stated.to_vec()
    }
}

/// Codes of the labels; other answers are pooled into a level of their own or counted as missing.
pub(super) fn levels(
    tally: &Tally,
    mut labels: Vec<String>,
    pool: bool,
    place: &dyn Fn() -> Place,
    findings: &mut Findings,
) -> ItemAnswers {
    let mut codes: BTreeMap<String, u8> = BTreeMap::new();
    for label in &labels {
        let code = u8::try_from(codes.len()).expect("at most MISSING levels");
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
        codes.insert(OTHER.to_owned(), u8::try_from(labels.len()).expect("at most MISSING levels"));
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

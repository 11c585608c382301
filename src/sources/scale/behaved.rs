//! Scales by behaviour: the same few answers to several questions, of which those near each other
//! are given by the same people.
//!
//! Where no word of the answers is known, their order is found by reciprocal averaging (Hill 1973,
//! doi:10.2307/2258931): the scores of answers whose averages over the other questions are
//! proportional to them. An order is proposed only if, along it, higher answers to one question go
//! with higher answers to the others throughout.

use std::collections::BTreeMap;

use super::super::table::Table;
use super::codes::{MISSING, OTHER};
use super::item::Item;
use super::kind::Scale;

/// Questions that must share their answers, and answers that a scale has.
const LEAST_QUESTIONS: usize = 3;
const ANSWERS: std::ops::RangeInclusive<usize> = 3..=7;
/// Of many questions the first tell enough, and of many rows too.
const MOST_QUESTIONS: usize = 12;
const MOST_ROWS: usize = 20_000;
/// Share of the spread of scores that another question must explain.
const LEAST_ASSOCIATION: f64 = 0.15;
/// Pairs of answers that a scale must have, for each cell of the table of answers.
const LEAST_PAIRS: f64 = 8.0;

/// Questions, as positions of items, whose answers behave like a scale, with the order.
pub(crate) fn behaved_scales(table: &Table, items: &[Item]) -> Vec<(Vec<usize>, Vec<String>)> {
    let mut alike: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        let labels = item.labels();
        let fits = item.scale == Scale::Nominal && ANSWERS.contains(&labels.len());
        if fits && !labels.iter().any(|label| label == OTHER) {
            let mut set: Vec<&str> = labels.iter().map(String::as_str).collect();
            set.sort_unstable();
            alike.entry(set).or_default().push(at);
        }
    }
    alike.retain(|_, questions| questions.len() >= LEAST_QUESTIONS);
    let ordered = |(set, questions): (Vec<&str>, Vec<usize>)| {
        let order = order_of(&pairs(table, items, &set, &questions))?;
        let labels = order.into_iter().map(|answer| set[answer].to_owned()).collect();
        Some((questions, labels))
    };
    alike.into_iter().filter_map(ordered).collect()
}

/// How often each answer to one question goes with each answer to another, symmetric.
fn pairs(table: &Table, items: &[Item], set: &[&str], questions: &[usize]) -> Vec<Vec<f64>> {
    let codes: Vec<Vec<Option<usize>>> = questions
        .iter()
        .take(MOST_QUESTIONS)
        .filter_map(|question| {
            let item = &items[*question];
            let places: Vec<Option<usize>> = item
                .labels()
                .iter()
                .map(|label| set.iter().position(|known| known == label))
                .collect();
            let levels = item.levels(table)?;
            let place = |level: &u8| {
                if *level == MISSING { None } else { *places.get(usize::from(*level))? }
            };
            Some(levels.iter().take(MOST_ROWS).map(place).collect())
        })
        .collect();
    let mut pairs = vec![vec![0.0; set.len()]; set.len()];
    for (at, first) in codes.iter().enumerate() {
        for second in &codes[at + 1..] {
            for (one, other) in first.iter().zip(second) {
                if let (Some(one), Some(other)) = (one, other) {
                    pairs[*one][*other] += 1.0;
                    pairs[*other][*one] += 1.0;
                }
            }
        }
    }
    pairs
}

/// The order of answers along which they go together, if they do.
fn order_of(pairs: &[Vec<f64>]) -> Option<Vec<usize>> {
    const ROUNDS: usize = 200;
    let answers = pairs.len();
    let totals: Vec<f64> = pairs.iter().map(|row| row.iter().sum()).collect();
    let all: f64 = totals.iter().sum();
    #[allow(clippy::cast_precision_loss, reason = "a scale has a handful of answers")]
    let enough = all >= LEAST_PAIRS * (answers * answers) as f64;
    if !enough || totals.iter().any(|total| *total < 1.0) {
        return None;
    }
    #[allow(clippy::cast_precision_loss, reason = "a scale has a handful of answers")]
    let mut scores: Vec<f64> = (0..answers).map(|at| (at * at + at) as f64).collect();
    let mut association = 0.0;
    for _ in 0..ROUNDS {
        standardise(&mut scores, &totals, all)?;
        let averages: Vec<f64> = pairs
            .iter()
            .zip(&totals)
            .map(|(row, total)| row.iter().zip(&scores).map(|(n, s)| n * s).sum::<f64>() / total)
            .collect();
        let weighted = averages.iter().zip(&scores).zip(&totals);
        association =
            weighted.map(|((average, score), total)| average * score * total).sum::<f64>() / all;
        scores = averages;
    }
    let mut order: Vec<usize> = (0..answers).collect();
    order.sort_by(|a, b| scores[*a].total_cmp(&scores[*b]));
    (association >= LEAST_ASSOCIATION && rises(pairs, &totals, &order)).then_some(order)
}

/// Gives scores the mean 0 and the variance 1 over all answers.
fn standardise(scores: &mut [f64], totals: &[f64], all: f64) -> Option<()> {
    let mean = scores.iter().zip(totals).map(|(score, total)| score * total).sum::<f64>() / all;
    scores.iter_mut().for_each(|score| *score -= mean);
    let square = scores.iter().zip(totals).map(|(score, total)| score * score * total).sum::<f64>();
    let deviation = (square / all).sqrt();
    scores.iter_mut().for_each(|score| *score /= deviation);
    (deviation > 1e-12).then_some(())
}

/// True if whoever gives a higher answer to one question gives at least as high ones to the others:
/// nearly every cumulated share falls along the order.
fn rises(pairs: &[Vec<f64>], totals: &[f64], order: &[usize]) -> bool {
    const SLACK: f64 = 0.03;
    let at_most = |answer: usize, place: usize| {
        order[..=place].iter().map(|other| pairs[answer][*other]).sum::<f64>() / totals[answer]
    };
    let (mut falls, mut steps) = (0, 0);
    for neighbours in order.windows(2) {
        for place in 0..order.len() - 1 {
            steps += 1;
            falls +=
                usize::from(at_most(neighbours[1], place) <= at_most(neighbours[0], place) + SLACK);
        }
    }
    falls * 10 >= steps * 9
}

#[cfg(test)]
mod tests {
    use super::super::super::file::SourceFile;
    use super::super::infer::infer_items;
    use super::*;
    use crate::finding::Findings;

    /// Four questions answered by these words, as a leaning and chance decide.
    fn proposed(words: [&str; 5], leaning: bool) -> Vec<Vec<String>> {
        let mut text = String::from("id,a,b,c,d\n");
        let mut state = 7_u64;
        let mut chance = |of: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % of
        };
        for row in 0..300 {
            let own = chance(5);
            text.push_str(&format!("P{row}"));
            for _ in 0..4 {
                let near = (own + chance(3)).saturating_sub(1).min(4);
                let answer = if leaning { near } else { chance(5) };
                text.push_str(&format!(",{}", words[usize::try_from(answer).unwrap()]));
            }
            text.push('\n');
        }
        let mut findings = Findings::default();
        let file = SourceFile::from_bytes("t.csv", text).unwrap();
        let table = Table::from_file(file, None, None, &mut findings).unwrap();
        let items = infer_items(&table, &BTreeMap::new(), &mut findings);
        behaved_scales(&table, &items).into_iter().map(|(_, order)| order).collect()
    }

    #[test]
    fn answers_that_go_together_are_ordered() {
        let words = ["ura", "bek", "tso", "lim", "ode"];
        let mut orders = proposed(words, true);
        assert_eq!(orders.len(), 1);
        if orders[0][0] == "ode" {
            orders[0].reverse();
        }
        assert_eq!(orders[0], words);
        assert!(proposed(words, false).is_empty());
    }
}

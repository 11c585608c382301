//! What the search for wordings compares: a column, or columns that were bound already.

use std::collections::BTreeMap;

use crate::clustering::sample::Sample;
use crate::indicators::{IndicatorMatrix, Measure, Values};
use crate::sources::MISSING;

/// A column of the sample, or several that ask the same.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) columns: Vec<usize>,
    /// A number for each row; NaN where nothing is known.
    pub(super) scores: Vec<f64>,
    /// True where the number is above the cut that splits the rows most evenly.
    pub(super) high: Vec<Option<bool>>,
    /// For unordered answers their labels, in alphabetical order, and the place of each row's
    /// answer among them.
    pub(super) unordered: Option<(Vec<String>, Vec<Option<usize>>)>,
}

impl Unit {
    /// The units of a sample, one a column.
    ///
    /// Graded answers count as they are coded, numbers by their rank. Of unordered answers those
    /// with the same labels are compared by one of them: the one that splits most evenly.
    pub(super) fn of_columns(matrix: &IndicatorMatrix, sample: &Sample) -> Vec<Self> {
        let unordered = |column: usize| {
            let column = &sample.columns()[column];
            column.measure == Measure::Nominal && column.categories > 2
        };
        let of_column = |column: usize| match sample.values(column) {
            Values::Codes(codes) if unordered(column) => {
                let labels = &matrix.indicators()[sample.columns()[column].indicator].levels;
                Self::unordered(column, labels, &codes)
            }
            Values::Codes(codes) if sample.columns()[column].scores.is_empty() => {
                let score = |code: &u8| if *code == MISSING { f64::NAN } else { f64::from(*code) };
                Self::new(vec![column], codes.iter().map(score).collect())
            }
            Values::Codes(codes) => {
                let score = |code: &u8| if *code == MISSING { f64::NAN } else { f64::from(*code) };
                Self::new(vec![column], ranks(&codes.iter().map(score).collect::<Vec<_>>()))
            }
            Values::Numbers(numbers) => Self::new(vec![column], ranks(&numbers)),
        };
        let mut units: Vec<Self> = (0..sample.columns().len()).map(of_column).collect();
        split_alike(&mut units);
        units
    }

    fn new(columns: Vec<usize>, scores: Vec<f64>) -> Self {
        let high = split(&scores);
        Self { columns, scores, high, unordered: None }
    }

    fn unordered(column: usize, labels: &[String], codes: &[u8]) -> Self {
        let mut sorted = labels.to_vec();
        sorted.sort();
        let place = |code: &u8| {
            let label = labels.get(usize::from(*code))?;
            sorted.iter().position(|known| known == label)
        };
        let places = codes.iter().map(place).collect();
        Self {
            columns: vec![column],
            scores: Vec::new(),
            high: Vec::new(),
            unordered: Some((sorted, places)),
        }
    }

    /// The sum of units, each standardised and turned by its sign.
    pub(super) fn sum(units: &[(&Self, f64)]) -> Self {
        let standardised: Vec<Vec<f64>> =
            units.iter().map(|(unit, sign)| standardised(&unit.scores, *sign)).collect();
        let rows = units[0].0.scores.len();
        // The mean over those that are known, so that one answer is enough.
        let mean = |row: usize| {
            let (mut sum, mut n) = (0.0, 0.0);
            for value in standardised.iter().map(|values| values[row]).filter(|v| !v.is_nan()) {
                (sum, n) = (sum + value, n + 1.0);
            }
            if n > 0.0 { sum / n } else { f64::NAN }
        };
        let mut columns: Vec<usize> =
            units.iter().flat_map(|(unit, _)| unit.columns.iter().copied()).collect();
        columns.sort_unstable();
        let unordered = units[0].0.unordered.clone();
        Self { unordered, ..Self::new(columns, (0..rows).map(mean).collect()) }
    }

    /// True where the two may ask the same: neither is unordered, or both have the same labels and
    /// agree beyond chance.
    pub(super) fn is_comparable_to(&self, other: &Self) -> bool {
        /// Cohen's kappa from which agreement is substantial (Landis and Koch 1977, doi
        /// 10.2307/2529310).
        const SUBSTANTIAL: f64 = 0.6;
        match (&self.unordered, &other.unordered) {
            (None, None) => true,
            (Some((labels, own)), Some((same, others))) => {
                labels == same && kappa(labels.len(), own, others) >= SUBSTANTIAL
            }
            _ => false,
        }
    }
}

/// Gives unordered units with the same labels the same split.
#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn split_alike(units: &mut [Unit]) {
    let mut counts: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (labels, places) in units.iter().filter_map(|unit| unit.unordered.as_ref()) {
        let counts = counts.entry(labels.clone()).or_insert_with(|| vec![0; labels.len()]);
        places.iter().flatten().for_each(|place| counts[*place] += 1);
    }
    for unit in units {
        let Some((labels, places)) = &unit.unordered else { continue };
        let counts = &counts[labels];
        let half = 0.5 * counts.iter().sum::<usize>() as f64;
        let from_half = |place: &usize| (counts[*place] as f64 - half).abs();
        let most_even =
            (0..labels.len()).min_by(|a, b| from_half(a).total_cmp(&from_half(b))).unwrap_or(0);
        unit.high = places.iter().map(|place| place.map(|place| place == most_even)).collect();
        let score = |high: &Option<bool>| high.map_or(f64::NAN, |high| f64::from(u8::from(high)));
        unit.scores = unit.high.iter().map(score).collect();
    }
}

/// Cohen's kappa of two answers (1960, doi 10.1177/001316446002000104).
#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn kappa(labels: usize, a: &[Option<usize>], b: &[Option<usize>]) -> f64 {
    let (mut own, mut others) = (vec![0.0; labels], vec![0.0; labels]);
    let (mut n, mut same) = (0.0, 0.0);
    for (a, b) in a.iter().zip(b).filter_map(|(a, b)| a.zip(*b)) {
        (own[a], others[b], n) = (own[a] + 1.0, others[b] + 1.0, n + 1.0);
        same += f64::from(u8::from(a == b));
    }
    let chance: f64 = own.iter().zip(&others).map(|(a, b)| a * b).sum::<f64>() / (n * n);
    if n > 0.0 && chance < 1.0 { (same / n - chance) / (1.0 - chance) } else { 0.0 }
}

/// Ranks from 1, equal numbers with their mean rank.
#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn ranks(numbers: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..numbers.len()).filter(|row| !numbers[*row].is_nan()).collect();
    order.sort_by(|a, b| numbers[*a].total_cmp(&numbers[*b]));
    let mut ranks = vec![f64::NAN; numbers.len()];
    let mut before = 0;
    for equal in order.chunk_by(|a, b| numbers[*a].total_cmp(&numbers[*b]).is_eq()) {
        let rank = before as f64 + 0.5 * (equal.len() + 1) as f64;
        equal.iter().for_each(|row| ranks[*row] = rank);
        before += equal.len();
    }
    ranks
}

/// For each known row true if it is above the cut that splits them most evenly, the lowest of
/// equally good ones.
#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn split(scores: &[f64]) -> Vec<Option<bool>> {
    let mut sorted: Vec<f64> = scores.iter().copied().filter(|score| !score.is_nan()).collect();
    sorted.sort_by(f64::total_cmp);
    let half = 0.5 * sorted.len() as f64;
    let cut = (1..sorted.len())
        .filter(|place| sorted[place - 1] < sorted[*place])
        .min_by(|a, b| (*a as f64 - half).abs().total_cmp(&(*b as f64 - half).abs()))
        .map_or(f64::INFINITY, |place| sorted[place]);
    scores.iter().map(|score| (!score.is_nan()).then_some(*score >= cut)).collect()
}

#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn standardised(scores: &[f64], sign: f64) -> Vec<f64> {
    let known = || scores.iter().filter(|score| !score.is_nan());
    let n = known().count().max(1) as f64;
    let mean = known().sum::<f64>() / n;
    let deviation = (known().map(|score| (score - mean).powi(2)).sum::<f64>() / n).sqrt();
    let scale = sign / deviation.max(f64::MIN_POSITIVE);
    scores.iter().map(|score| (score - mean) * scale).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_share_their_mean_rank() {
        let ranks = ranks(&[5.0, 1.0, f64::NAN, 5.0]);
        assert_eq!((ranks[0], ranks[1], ranks[3]), (2.5, 1.0, 2.5));
        assert!(ranks[2].is_nan());
    }

    #[test]
    fn the_cut_splits_most_evenly() {
        let high = split(&[0.0, 0.0, 0.0, 1.0, 2.0, f64::NAN]);
        assert_eq!(high, [Some(false), Some(false), Some(false), Some(true), Some(true), None]);
    }

    #[test]
    fn a_reversed_unit_is_turned_before_it_is_added() {
        let unit = |scores: [f64; 4]| Unit::new(vec![0], scores.to_vec());
        let (own, reversed) = (unit([0.0, 0.0, 1.0, 1.0]), unit([1.0, 1.0, 0.0, f64::NAN]));
        let sum = Unit::sum(&[(&own, 1.0), (&reversed, -1.0)]);
        assert_eq!(sum.high, own.high);
        assert!(!sum.scores[3].is_nan());
    }

    #[test]
    fn kappa_is_agreement_beyond_chance() {
        // Of ten pairs eight agree, by chance five: (.8 - .5) / .5 = .6.
        let of = |code: [usize; 10]| code.map(Some).to_vec();
        let (a, b) = ([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], [0, 0, 0, 0, 1, 1, 1, 1, 1, 0]);
        assert!((kappa(2, &of(a), &of(b)) - 0.6).abs() < 1e-12);
    }
}

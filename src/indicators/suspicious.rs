//! Numbers so far from the rest of their column that they may be typing errors.

use crate::finding::Findings;
use crate::indicators::findings::{FarNumber, IndicatorsFinding};
use crate::locator::Place;
use crate::study::Rows;

/// Fewest numbers among which some can be far.
const LEAST: usize = 20;
/// Interquartile ranges beyond the quartiles from which a number is far: a normal distribution has
/// two in a billion there.
const FAR: f64 = 4.0;
/// How many times as large or as small as the quartile a number must be, where distances are those
/// of logarithms: a slip is of a digit, and years are near each other however rare they are.
const TIMES: f64 = 3.0;
/// Numbers that are far are no errors where they are more than one in so many.
const FEW: usize = 20;
/// Numbers that are shown.
const SHOWN: usize = 3;

/// Adds a finding for the numbers of a column that are far from the rest, by their logarithms where
/// none is negative: a zero too many is as far from 10 as from 1,000.
pub(super) fn report(rows: &Rows, column: &str, numbers: &[f64], findings: &mut Findings) {
    // Sums over events are not typed by anybody.
    if rows.aggregated.is_some() {
        return;
    }
    let Some(Far { rows: far, low, high }) = far(numbers) else { return };
    let place = |row: usize| rows.table.place(row);
    let example =
        |row: &usize| FarNumber { line: place(*row).line.unwrap_or(0), number: numbers[*row] };
    let examples = far.iter().take(SHOWN).map(example).collect();
    let Some(first) = far.first() else { return };
    let at = Place { column: Some(column.to_owned()), ..place(*first) };
    let finding = IndicatorsFinding::NumbersFar { far: far.len(), examples, low, high };
    findings.add_at(finding, at);
}

/// Numbers far from the rest, which lies between two others.
struct Far {
    rows: Vec<usize>,
    low: f64,
    high: f64,
}

/// The numbers that are far from the rest; `None` where they are too many to be errors.
fn far(numbers: &[f64]) -> Option<Far> {
    let rest = Rest::new(numbers)?;
    let known = || numbers.iter().copied().filter(|number| !number.is_nan());
    let all = known().count();
    // One nothing among amounts may be a slip itself; many are an answer.
    let is_zero = |number: f64| number.abs() < f64::MIN_POSITIVE;
    let zeros = known().filter(|number| is_zero(*number)).count() * FEW > all;
    let near = || known().filter(|number| !rest.is_far(*number) && (zeros || !is_zero(*number)));
    let (low, high) = (near().fold(f64::INFINITY, f64::min), near().fold(f64::MIN, f64::max));
    // What lies between others, as 1 between 0 and 20, is not far from them.
    let is_far = |row: &usize| rest.is_far(numbers[*row]) && !(low..=high).contains(&numbers[*row]);
    let rows: Vec<usize> = (0..numbers.len()).filter(is_far).collect();
    (rows.len() * FEW <= all).then_some(Far { rows, low, high })
}

/// Where most numbers of a column lie.
struct Rest {
    logarithms: bool,
    low: f64,
    high: f64,
}

impl Rest {
    /// `None` where the middle half of the numbers is one value, or there are too few.
    fn new(numbers: &[f64]) -> Option<Self> {
        let logarithms = numbers.iter().all(|number| number.is_nan() || *number >= 0.0);
        let mut sorted: Vec<f64> =
            numbers.iter().filter_map(|number| Self::scaled(*number, logarithms)).collect();
        if sorted.len() < LEAST {
            return None;
        }
        sorted.sort_by(f64::total_cmp);
        let (low, high) = (sorted[sorted.len() / 4], sorted[sorted.len() * 3 / 4]);
        let spread = high - low;
        let reach = (FAR * spread).max(if logarithms { libm::log(TIMES) } else { 0.0 });
        (spread > 0.0).then_some(Self { logarithms, low: low - reach, high: high + reach })
    }

    /// A number on the scale on which distances are measured. Zero has no logarithm and is no far
    /// number among others that are not negative.
    fn scaled(number: f64, logarithms: bool) -> Option<f64> {
        let scaled = if logarithms { libm::log(number) } else { number };
        scaled.is_finite().then_some(scaled)
    }

    fn is_far(&self, number: f64) -> bool {
        Self::scaled(number, self.logarithms)
            .is_some_and(|scaled| scaled < self.low || scaled > self.high)
    }
}

#[cfg(test)]
mod tests {
    fn far(numbers: &[f64]) -> Vec<f64> {
        let rows = super::far(numbers).map_or_else(Vec::new, |far| far.rows);
        rows.into_iter().map(|row| numbers[row]).collect()
    }

    #[test]
    fn amounts_are_far_by_their_logarithms() {
        // Amounts of several magnitudes are no errors.
        let amounts: Vec<f64> = (0..40).map(|row| libm::exp(f64::from(row) / 8.0)).collect();
        assert!(far(&amounts).is_empty());
        let mut hours: Vec<f64> = (0..40).map(|row| 6.0 + f64::from(row) / 10.0).collect();
        hours.extend([800.0, 0.07, 0.0, f64::NAN]);
        assert_eq!(far(&hours), [800.0, 0.07]);
    }

    #[test]
    fn what_may_be_negative_is_far_by_itself() {
        let mut change: Vec<f64> = (0..40).map(|row| f64::from(row) - 20.0).collect();
        change.extend([90.0, -4_000.0]);
        assert_eq!(far(&change), [-4_000.0]);
        // Nobody is far from a column that is one value, nor among few.
        assert!(far(&[&[5.0; 40][..], &[5e6]].concat()).is_empty());
        assert!(far(&[1.0, 2.0, 3.0, 9e9]).is_empty());
    }

    #[test]
    fn years_and_what_lies_between_answers_are_not_far() {
        let years: Vec<f64> = (0..60).map(|row| 2015.0 + f64::from(row % 4)).collect();
        assert!(far(&[&years[..], &[1999.0, 2031.0]].concat()).is_empty());
        // Half a year or none in a job of others who have 10 to 14.
        let tenure: Vec<f64> = (0..80).map(|row| 10.0 + f64::from(row % 5)).collect();
        assert!(far(&[&tenure[..], &[0.0; 8], &[0.5]].concat()).is_empty());
    }
}

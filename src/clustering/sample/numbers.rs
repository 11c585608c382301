//! Numbers made ready for a normal distribution, or cut into levels where none describes them.

use serde::{Deserialize, Serialize};

use crate::sources::MISSING;

/// Where to cut numbers that heap up on one value: a normal distribution cannot describe them.
/// `None` if no value is held by a tenth.
pub(super) fn heap_cuts(numbers: impl Iterator<Item = f64>) -> Option<Vec<f64>> {
    let mut sorted: Vec<f64> = numbers.filter(|number| !number.is_nan()).collect();
    sorted.sort_by(f64::total_cmp);
    let heap = sorted.chunk_by(|a, b| a.total_cmp(b).is_eq()).max_by_key(|heap| heap.len())?;
    let (value, size) = (heap[0], heap.len());
    if size * 10 < sorted.len() {
        return None;
    }
    let above = &sorted[sorted.partition_point(|number| *number <= value)..];
    let mut cuts: Vec<f64> = Vec::new();
    // Values below the heap keep a level of their own.
    if sorted[0] < value {
        cuts.push(value);
    }
    // A code is the number of cuts at or below the value.
    cuts.extend((0..4).filter_map(|quarter| above.get(quarter * above.len() / 4)));
    cuts.dedup_by(|a, b| a.total_cmp(b).is_eq());
    Some(cuts)
}

/// The code of a number that is cut.
pub(crate) fn cut(number: f64, cuts: &[f64]) -> u8 {
    if number.is_nan() {
        return MISSING;
    }
    u8::try_from(cuts.partition_point(|cut| *cut <= number)).expect("at most five cuts")
}

/// The different counts in ascending order; `None` if they are no counts or more than a byte can
/// tell apart.
pub(super) fn counts(numbers: impl Iterator<Item = f64>) -> Option<Vec<f64>> {
    const MOST: usize = 200;
    let mut scores: Vec<f64> = Vec::new();
    for number in numbers.filter(|number| !number.is_nan()) {
        // One value that is no count makes the column a measurement.
        if number < 0.0 || number.fract() != 0.0 {
            return None;
        }
        if let Err(place) = scores.binary_search_by(|score| score.total_cmp(&number)) {
            scores.insert(place, number);
        }
        if scores.len() > MOST {
            return None;
        }
    }
    Some(scores)
}

/// The standardisation of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Standard {
    /// True where ln(1 + x) takes the place of x.
    pub(crate) logarithm: bool,
    pub(crate) mean: f64,
    pub(crate) deviation: f64,
}

impl Standard {
    /// The standard of these numbers: mean 0 and variance 1, after ln(1 + x) where they are never
    /// negative and lean far to the right.
    pub(super) fn new(numbers: &[f64]) -> Self {
        const LEANING: f64 = 2.0;
        let (mean, deviation, skewness) = moments(numbers.iter().copied());
        let logarithm =
            skewness > LEANING && numbers.iter().all(|number| number.is_nan() || *number >= 0.0);
        let (mean, deviation) = if logarithm {
            let (mean, deviation, _) = moments(numbers.iter().map(|number| libm::log1p(*number)));
            (mean, deviation)
        } else {
            (mean, deviation)
        };
        Self { logarithm, mean, deviation: if deviation > 0.0 { deviation } else { 1.0 } }
    }

    /// A number on this standard.
    pub(crate) fn apply(self, number: f64) -> f64 {
        let number = if self.logarithm {
            // New respondents may bring negative numbers, which the sample did not have.
            libm::log1p(if number < 0.0 { 0.0 } else { number })
        } else {
            number
        };
        (number - self.mean) / self.deviation
    }
}

/// Mean, standard deviation and skewness of the known numbers.
#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn moments(numbers: impl Iterator<Item = f64> + Clone) -> (f64, f64, f64) {
    let known = || numbers.clone().filter(|number| !number.is_nan());
    let count = known().count().max(1) as f64;
    let mean = known().sum::<f64>() / count;
    let central =
        |power: i32| known().map(|number| (number - mean).powi(power)).sum::<f64>() / count;
    let variance = central(2);
    let skewness = if variance > 0.0 { central(3) / variance.powf(1.5) } else { 0.0 };
    (mean, variance.sqrt(), skewness)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_heap_up_are_cut() {
        let mut numbers = vec![0.0; 20];
        numbers.extend((1..=80).map(f64::from));
        let cuts = heap_cuts(numbers.into_iter()).unwrap();
        assert_eq!(cuts, [1.0, 21.0, 41.0, 61.0]);
        let codes = [0.0, 1.0, 20.0, 21.0, 80.0, f64::NAN].map(|number| cut(number, &cuts));
        assert_eq!(codes, [0, 1, 1, 2, 4, MISSING]);
        assert_eq!(heap_cuts((0..100).map(f64::from)), None);
    }

    #[test]
    fn leaning_numbers_are_bent() {
        let mut numbers: Vec<f64> = vec![1.0; 200];
        numbers.extend([500.0, f64::NAN]);
        let standard = Standard::new(&numbers);
        numbers.iter_mut().for_each(|number| *number = standard.apply(*number));
        let (mean, deviation, _) = moments(numbers.iter().copied());
        assert!(mean.abs() < 1e-12 && (deviation - 1.0).abs() < 1e-12);
        assert!(numbers[201].is_nan());
    }

    #[test]
    fn only_whole_numbers_are_counts() {
        assert_eq!(counts([3.0, 0.0, f64::NAN, 3.0].into_iter()), Some(vec![0.0, 3.0]));
        assert_eq!(counts([0.5].into_iter()), None);
        assert_eq!(counts([-1.0].into_iter()), None);
        assert_eq!(counts((0..300).map(f64::from)), None);
    }
}

//! Numbers made ready for a normal distribution, or cut into levels where none describes them.

use serde::{Deserialize, Serialize};

use crate::sources::MISSING;

/// How a column of numbers goes into a sample.
pub(super) enum NumberShape {
    /// The different counts, for a distribution of counts.
    Counts(Vec<f64>),
    /// Cut points of levels.
    Cut(Vec<f64>),
    /// Numbers with a normal distribution in each group.
    Normal(Standard),
}

impl NumberShape {
    /// The shape that these numbers ask for; counts have a distribution of their own.
    pub(super) fn new(numbers: impl Iterator<Item = f64>, are_counts: bool) -> Self {
        let mut sorted: Vec<f64> = numbers.filter(|number| !number.is_nan()).collect();
        sorted.sort_by(f64::total_cmp);
        if are_counts && let Some(scores) = counts(&sorted) {
            return Self::Counts(scores);
        }
        // Many equal values make no normal distribution.
        if let Some(cuts) = heap_cuts(&sorted) {
            return Self::Cut(cuts);
        }
        let fences = Fences::new(&sorted);
        // So few numbers show no shape.
        if sorted.len() >= LEAST_JUDGED && !(fences.hold(&sorted) && is_like_a_bell(&sorted)) {
            return Self::Cut(level_cuts(&sorted));
        }
        Self::Normal(Standard::within(fences, &sorted))
    }
}

/// Fewest numbers whose shape is judged.
const LEAST_JUDGED: usize = 20;

/// The number below which this share of ascending numbers lies, linear between neighbours.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a position"
)]
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let (below, part) = (sorted[place as usize], place.fract());
    let above = sorted[(place as usize + 1).min(sorted.len() - 1)];
    // Not below + part (above - below), whose difference may be too large for a number.
    below * (1.0 - part) + above * part
}

/// The outer fences of Tukey (1977, Exploratory Data Analysis), three interquartile ranges beyond
/// the quartiles: a normal distribution has two in a million beyond them.
#[derive(Debug, Clone, Copy)]
struct Fences {
    low: f64,
    high: f64,
}

impl Fences {
    fn new(sorted: &[f64]) -> Self {
        if sorted.is_empty() {
            return Self { low: f64::MIN, high: f64::MAX };
        }
        let (low, high) = (quantile(sorted, 0.25), quantile(sorted, 0.75));
        let reach = 3.0 * (high - low);
        Self { low: (low - reach).max(f64::MIN), high: (high + reach).min(f64::MAX) }
    }

    /// True if hardly any number lies beyond: one in a thousand at most.
    fn hold(self, sorted: &[f64]) -> bool {
        let below = sorted.partition_point(|number| *number < self.low);
        let above = sorted.len() - sorted.partition_point(|number| *number <= self.high);
        (below + above) * 1_000 <= sorted.len()
    }
}

/// True if numbers lean to no side and thin out towards both ends.
///
/// Leaning is (Q(.95) + Q(.05) - 2 Q(.5)) / (Q(.95) - Q(.05)), the skewness of Hinkley (1975,
/// Biometrika 62, 101-111). The middle nine tenths of a normal distribution are 2.44 times as wide
/// as the middle half, those of a uniform one 1.8 times.
fn is_like_a_bell(sorted: &[f64]) -> bool {
    const LEANING: f64 = 0.25;
    const THINNING: f64 = 2.0;
    let [low, lower, middle, upper, high] =
        [0.05, 0.25, 0.5, 0.75, 0.95].map(|share| quantile(sorted, share));
    ((high - middle) - (middle - low)).abs() <= LEANING * (high - low)
        && high - low >= THINNING * (upper - lower)
}

/// Where to cut numbers into levels that as many respondents have each: more levels for more
/// respondents, whose answers must fill them in every group.
fn level_cuts(sorted: &[f64]) -> Vec<f64> {
    const RESPONDENTS_A_LEVEL: usize = 50;
    let levels = (sorted.len() / RESPONDENTS_A_LEVEL).clamp(4, 8);
    borders(sorted, levels)
}

/// The borders between parts of ascending numbers that are about as large, none of them at the
/// first number.
fn borders(sorted: &[f64], parts: usize) -> Vec<f64> {
    let mut cuts: Vec<f64> =
        (1..parts).filter_map(|part| sorted.get(part * sorted.len() / parts).copied()).collect();
    cuts.dedup_by(|a, b| a.total_cmp(b).is_eq());
    cuts.retain(|cut| *cut > sorted[0]);
    cuts
}

/// Where to cut numbers that heap up on one value: a normal distribution cannot describe them.
/// `None` if no value is held by a tenth.
fn heap_cuts(sorted: &[f64]) -> Option<Vec<f64>> {
    /// Levels beside the heap's own, shared out on both sides of it.
    const LEVELS: usize = 4;
    let heap = sorted.chunk_by(|a, b| a.total_cmp(b).is_eq()).max_by_key(|heap| heap.len())?;
    let value = heap[0];
    if heap.len() * 10 < sorted.len() {
        return None;
    }
    let below = &sorted[..sorted.partition_point(|number| *number < value)];
    let above = &sorted[sorted.partition_point(|number| *number <= value)..];
    let beside = (below.len() + above.len()).max(1);
    let least = usize::from(!below.is_empty());
    let parts_below = ((LEVELS * below.len() + beside / 2) / beside)
        .clamp(least, LEVELS - usize::from(!above.is_empty()));
    let mut cuts = borders(below, parts_below);
    cuts.extend((!below.is_empty()).then_some(value));
    cuts.extend(above.first());
    cuts.extend(borders(above, LEVELS - parts_below));
    Some(cuts)
}

/// The code of a number that is cut.
pub(crate) fn cut(number: f64, cuts: &[f64]) -> u8 {
    if number.is_nan() {
        return MISSING;
    }
    u8::try_from(cuts.partition_point(|cut| *cut <= number)).expect("fewer than ten cuts")
}

/// The different counts in ascending order; `None` if they are no counts or more than a byte can
/// tell apart.
fn counts(sorted: &[f64]) -> Option<Vec<f64>> {
    const MOST: usize = 200;
    // One value that is no count makes the column a measurement.
    if sorted.iter().any(|number| *number < 0.0 || number.fract() != 0.0) {
        return None;
    }
    let scores: Vec<f64> =
        sorted.chunk_by(|a, b| a.total_cmp(b).is_eq()).map(|same| same[0]).take(MOST + 1).collect();
    (scores.len() <= MOST).then_some(scores)
}

/// The standardisation of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Standard {
    /// What is lower counts as this low.
    pub(crate) low: f64,
    /// What is higher counts as this high.
    pub(crate) high: f64,
    pub(crate) mean: f64,
    pub(crate) deviation: f64,
}

impl Standard {
    /// The standard of numbers as they are: mean 0 and variance 1.
    pub(super) fn new(numbers: &[f64]) -> Self {
        Self::within(Fences { low: f64::MIN, high: f64::MAX }, numbers)
    }

    /// The standard of numbers that end at fences, beyond which a single one would set the scale of
    /// all others.
    #[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
    fn within(Fences { low, high }: Fences, numbers: &[f64]) -> Self {
        let plain = Self { low, high, mean: 0.0, deviation: 1.0 };
        let known = || numbers.iter().filter(|number| !number.is_nan());
        let count = known().count().max(1) as f64;
        let mean = known().map(|number| plain.apply(*number)).sum::<f64>() / count;
        let square = |number: &f64| (plain.apply(*number) - mean).powi(2);
        let deviation = (known().map(square).sum::<f64>() / count).sqrt();
        Self { mean, deviation: if deviation > 0.0 { deviation } else { 1.0 }, ..plain }
    }

    /// A number on this standard.
    pub(crate) fn apply(self, number: f64) -> f64 {
        // NaN is neither lower nor higher and stays unknown.
        let number = match number {
            number if number < self.low => self.low,
            number if number > self.high => self.high,
            number => number,
        };
        (number - self.mean) / self.deviation
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cuts(numbers: &[f64]) -> Option<Vec<f64>> {
        match NumberShape::new(numbers.iter().copied(), false) {
            NumberShape::Cut(cuts) => Some(cuts),
            _ => None,
        }
    }

    /// Quantiles of a logistic distribution, cut short at both ends.
    fn bell(rows: u32) -> Vec<f64> {
        let share = |row: u32| 0.98 * (f64::from(row) + 0.5) / f64::from(rows) + 0.01;
        (0..rows).map(|row| libm::log(share(row) / (1.0 - share(row)))).collect()
    }

    #[test]
    fn numbers_that_heap_up_are_cut() {
        let mut numbers = vec![0.0; 20];
        numbers.extend((1..=80).map(f64::from));
        let cuts = cuts(&numbers).unwrap();
        assert_eq!(cuts, [1.0, 21.0, 41.0, 61.0]);
        let codes = [0.0, 1.0, 20.0, 21.0, 80.0, f64::NAN].map(|number| cut(number, &cuts));
        assert_eq!(codes, [0, 1, 1, 2, 4, MISSING]);
    }

    #[test]
    fn levels_lie_on_both_sides_of_a_heap_as_the_numbers_do() {
        let heap = |value: f64| (0..=100).map(f64::from).chain([value; 25]).collect::<Vec<f64>>();
        assert_eq!(cuts(&heap(50.0)).unwrap(), [25.0, 50.0, 51.0, 76.0]);
        assert_eq!(cuts(&heap(100.0)).unwrap(), [25.0, 50.0, 75.0, 100.0]);
        // Few different values have a level each.
        let few: Vec<f64> = (0..100).map(|row| f64::from(row % 5)).collect();
        assert_eq!(cuts(&few).unwrap(), [1.0, 2.0, 3.0, 4.0]);
    }

    #[test]
    fn long_and_short_tails_skew_and_typing_errors_are_cut() {
        assert_eq!(cuts(&bell(500)), None);
        let bent = |bend: fn(f64) -> f64| bell(500).into_iter().map(bend).collect();
        let mistyped = bell(500).into_iter().enumerate();
        let mistyped: Vec<f64> = mistyped
            .map(|(row, number)| number * if row % 50 == 49 { 100.0 } else { 1.0 })
            .collect();
        let (long, skewed) = (bent(f64::sinh), bent(|number| (0.4 * number).exp()));
        let short: Vec<f64> = (0..500).map(f64::from).collect();
        for numbers in [mistyped, long, skewed, short] {
            assert_eq!(cuts(&numbers).map(|cuts| cuts.len()), Some(7));
        }
    }

    #[test]
    fn one_number_far_beyond_thousands_does_not_set_the_scale() {
        let mut numbers = bell(5_000);
        numbers.extend([1e9, f64::NAN]);
        let NumberShape::Normal(standard) = NumberShape::new(numbers.into_iter(), false) else {
            panic!("one in five thousand is no long tail");
        };
        assert!(standard.deviation < 2.0 && standard.apply(1e9) < 10.0);
        assert!(standard.apply(f64::NAN).is_nan());
        assert!(standard.apply(0.1) > standard.apply(0.0));
    }

    #[test]
    fn numbers_as_they_are_have_mean_0_and_variance_1() {
        let standard = Standard::new(&[1.0, f64::NAN, 3.0, 500.0]);
        let scaled = [1.0, 3.0, 500.0].map(|number| standard.apply(number));
        assert!(scaled.iter().sum::<f64>().abs() < 1e-12);
        assert!((scaled.iter().map(|number| number * number).sum::<f64>() - 3.0).abs() < 1e-12);
    }

    #[test]
    fn only_whole_numbers_are_counts() {
        assert_eq!(counts(&[0.0, 3.0, 3.0]), Some(vec![0.0, 3.0]));
        assert_eq!(counts(&[0.5]), None);
        assert_eq!(counts(&[-1.0]), None);
        assert_eq!(counts(&(0..300).map(f64::from).collect::<Vec<f64>>()), None);
    }
}

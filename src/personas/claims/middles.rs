//! What is typical of a number: the median and the middle half, in a group and among all others.

use serde::{Deserialize, Serialize};

/// Median and middle half of the numbers of some people.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Middle {
    /// Median: half of those known have at most this.
    pub median: f64,
    /// Lower quartile: a quarter has at most this.
    pub low: f64,
    /// Upper quartile.
    pub high: f64,
    /// Number of people whose number is known.
    pub known: usize,
}

/// What is typical of a number in a group and among all others of its kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Middles {
    /// Of the group.
    pub own: Middle,
    /// Of all others; `None` where nobody else is known.
    pub others: Option<Middle>,
    /// The median as a predicate: `typically spend 6.5 hours a week on rebooking`.
    pub phrase: String,
}

impl Middle {
    /// The median and quartiles of numbers, weighted by person, by the first number at or above
    /// which the wanted part of the weight is reached; unknown numbers (NaN) and people without
    /// weight are left out. `None` if nobody is known.
    pub(crate) fn of(numbers: impl Iterator<Item = (f64, f64)>) -> Option<Self> {
        let mut known: Vec<(f64, f64)> =
            numbers.filter(|(number, weight)| number.is_finite() && *weight > 0.0).collect();
        known.sort_by(|a, b| a.0.total_cmp(&b.0));
        let all: f64 = known.iter().map(|(_, weight)| weight).sum();
        let at = |part: f64| quantile(&known, part * all);
        Some(Self { median: at(0.5)?, low: at(0.25)?, high: at(0.75)?, known: known.len() })
    }
}

/// The number at which this much weight is reached; between two numbers where it is reached
/// exactly, as the median of an even count is.
fn quantile(sorted: &[(f64, f64)], wanted: f64) -> Option<f64> {
    let mut reached = 0.0;
    for (position, (number, weight)) in sorted.iter().enumerate() {
        reached += weight;
        // Sums of weights are rounded.
        let slack = 1e-9 * wanted.max(1.0);
        if (reached - wanted).abs() <= slack
            && let Some((next, _)) = sorted.get(position + 1)
        {
            return Some(f64::midpoint(*number, *next));
        }
        if reached >= wanted - slack {
            return Some(*number);
        }
    }
    sorted.last().map(|(number, _)| *number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(numbers: &[f64]) -> Option<Middle> {
        Middle::of(numbers.iter().map(|number| (*number, 1.0)))
    }

    #[test]
    fn half_lie_in_the_middle_half() {
        let middle = of(&[8.0, 1.0, 2.0, 9.0, 4.0]).unwrap();
        assert_eq!((middle.low, middle.median, middle.high), (2.0, 4.0, 8.0));
        let even = of(&[1.0, 2.0, 3.0, 10.0]).unwrap();
        assert_eq!((even.low, even.median, even.high), (1.5, 2.5, 6.5));
    }

    #[test]
    fn unknown_numbers_count_for_nothing_and_weights_do() {
        assert_eq!(of(&[f64::NAN]), None);
        assert_eq!(of(&[f64::NAN, 3.0]).unwrap().known, 1);
        let weighted = Middle::of([(1.0, 3.0), (5.0, 1.0), (9.0, 1.0)].into_iter()).unwrap();
        assert_eq!((weighted.median, weighted.high), (1.0, 5.0));
    }
}

//! Scores in whole numbers: what sorts a respondent is added up exactly, so that the library and
//! every engine that runs SQL pick the same group for the same values, in any order of adding.

use super::latent_class::GroupColumn;
use super::recoding::{KnownValue, Recoding, Sorted};

/// The number 1 in fixed point with 20 fractional bits.
pub(crate) const FIXED_ONE: f64 = 1_048_576.0;

/// A number in fixed point, rounded half up, as `FLOOR(x * 1048576 + 0.5)` is in SQL.
#[allow(
    clippy::cast_possible_truncation,
    reason = "logarithms of densities are far from the ends of 64 bits; beyond them they saturate"
)]
pub(crate) fn to_fixed(number: f64) -> i64 {
    (number * FIXED_ONE + 0.5).floor() as i64
}

/// The scores that sort respondents into groups, in fixed point with 20 fractional bits.
#[derive(Debug, Clone)]
pub(crate) struct Scores<'a> {
    /// Score of each group for a respondent with no known values: the logarithm of its share.
    pub(crate) shares: Vec<i64>,
    pub(crate) columns: Vec<ScoreColumn<'a>>,
    /// See [`Scores::describes`]; `None` where every group takes every respondent.
    pub(crate) least_fit: Option<f64>,
}

/// The terms that the values of one indicator add.
#[derive(Debug, Clone)]
pub(crate) struct ScoreColumn<'a> {
    /// Position of the indicator in the matrix.
    pub(crate) indicator: usize,
    pub(crate) recoding: &'a Recoding,
    pub(crate) groups: Vec<Terms>,
}

/// The terms that the values of one indicator add to the score of one group, and to how well it
/// describes them.
#[derive(Debug, Clone)]
pub(crate) struct Terms {
    /// The weighted logarithm of the density.
    pub(crate) score: Term,
    /// The distance of the log-density from its expectation in the group.
    pub(crate) apart: Term,
    /// The variance of that.
    pub(crate) variance: i64,
}

/// A term of a sum.
#[derive(Debug, Clone)]
pub(crate) enum Term {
    /// One number for each code.
    Codes(Vec<i64>),
    /// `slope * (x - mean)² + constant`.
    Square { slope: f64, mean: f64, constant: f64 },
}

impl Term {
    fn at(&self, code: u8, number: f64) -> Option<i64> {
        match self {
            Self::Codes(codes) => codes.get(usize::from(code)).copied(),
            Self::Square { .. } if number.is_nan() => None,
            Self::Square { slope, mean, constant } => {
                Some(to_fixed(slope * (number - mean) * (number - mean) + constant))
            }
        }
    }
}

impl Terms {
    fn new(column: &GroupColumn, weight: f64) -> Self {
        match column {
            GroupColumn::Codes { logs, mean, variance } => Self {
                score: Term::Codes(logs.iter().map(|log| to_fixed(weight * log)).collect()),
                // Weights do not enter the fit: it asks whether an answer is odd, not how much it
                // counts.
                apart: Term::Codes(logs.iter().map(|log| to_fixed(log - mean)).collect()),
                variance: to_fixed(*variance),
            },
            // -z²/2 has mean -1/2 and variance 1/2.
            GroupColumn::Normal { mean, variance } => Self {
                score: Term::Square {
                    slope: -0.5 * weight / variance,
                    mean: *mean,
                    constant: -0.5 * weight * libm::log(2.0 * std::f64::consts::PI * variance),
                },
                apart: Term::Square { slope: -0.5 / variance, mean: *mean, constant: 0.5 },
                variance: to_fixed(0.5),
            },
        }
    }
}

impl<'a> ScoreColumn<'a> {
    /// The scores of an indicator's values in each group, times its weight.
    pub(super) fn new(
        indicator: usize,
        recoding: &'a Recoding,
        groups: &[GroupColumn],
        weight: f64,
    ) -> Self {
        let groups = groups.iter().map(|group| Terms::new(group, weight)).collect();
        Self { indicator, recoding, groups }
    }
}

impl<'a> Scores<'a> {
    /// The scores of groups with these logarithms of shares.
    pub(super) fn new(
        log_shares: &[f64],
        columns: Vec<ScoreColumn<'a>>,
        least_fit: Option<f64>,
    ) -> Self {
        Self {
            shares: log_shares.iter().map(|share| to_fixed(*share)).collect(),
            columns,
            least_fit,
        }
    }

    /// Sorts somebody by what is known, given for the position of an indicator.
    pub(crate) fn sort(&self, known: impl Fn(usize) -> Option<KnownValue>) -> Sorted {
        let mut sums = self.shares.clone();
        let mut apart = vec![(0_i64, 0_i64); sums.len()];
        let mut columns = 0;
        for column in &self.columns {
            let Some(value) = known(column.indicator) else { continue };
            let (code, number) = column.recoding.apply(value);
            let terms: Option<Vec<(i64, i64)>> = column
                .groups
                .iter()
                .map(|group| Some((group.score.at(code, number)?, group.apart.at(code, number)?)))
                .collect();
            // A value that some group cannot score says nothing: it is left out for all of them.
            let Some(terms) = terms else { continue };
            columns += 1;
            for ((sum, apart), ((score, own), group)) in
                sums.iter_mut().zip(&mut apart).zip(terms.into_iter().zip(&column.groups))
            {
                // Whole numbers add up alike in any order, which engines do not promise for
                // floating point.
                *sum = sum.saturating_add(score);
                *apart = (apart.0.saturating_add(own), apart.1.saturating_add(group.variance));
            }
        }
        // The greatest is taken off first: exponentials of the sums themselves are 0.
        let greatest = sums.iter().copied().max().unwrap_or_default();
        #[allow(clippy::cast_precision_loss, reason = "differences that count are far below 2^53")]
        let shares: Vec<f64> = sums
            .iter()
            .map(|sum| libm::exp(sum.saturating_sub(greatest) as f64 / FIXED_ONE))
            .collect();
        let total: f64 = shares.iter().sum();
        Sorted {
            probabilities: shares.into_iter().map(|share| share / total).collect(),
            // Where nothing is known nothing speaks against a group.
            described: columns == 0
                || apart.into_iter().any(|apart| self.describes(apart.0, apart.1)),
            known: columns,
        }
    }

    /// True where a group describes somebody: where `apart / √variance` is `least_fit` at least.
    /// Squares are compared instead of roots, and products of numbers that every engine rounds
    /// alike.
    #[allow(clippy::cast_precision_loss, reason = "as in SQL")]
    fn describes(&self, apart: i64, variance: i64) -> bool {
        let Some(least) = self.least_fit else { return true };
        // a / √v >= m  <=>  a² <= m² v for a negative m where a < 0; v is in fixed point once,
        // a² twice.
        let near = apart as f64 * apart as f64;
        let bound = least * least * FIXED_ONE * variance as f64;
        if least < 0.0 { apart >= 0 || near <= bound } else { apart >= 0 && near >= bound }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_beyond_all_sums_are_unsound_and_still_sort() {
        let codes =
            |log: f64| GroupColumn::Codes { logs: vec![log, -0.7], mean: -0.7, variance: 0.0 };
        assert!(codes(-0.7).is_sound() && codes(1e-9).is_sound());
        assert!(
            [0.1, 1e308, f64::NAN, f64::NEG_INFINITY].iter().all(|log| !codes(*log).is_sound())
        );
        let normal = |mean, variance| GroupColumn::Normal { mean, variance };
        assert!(normal(1.0, 2.0).is_sound());
        assert!(
            [normal(f64::NAN, 1.0), normal(0.0, f64::INFINITY)]
                .iter()
                .all(|column| !column.is_sound())
        );
        let groups = [-1e308, 1e308].map(|log| Terms::new(&codes(log), 1.0)).to_vec();
        let column = ScoreColumn { indicator: 0, recoding: &Recoding::Codes, groups };
        let scores = Scores {
            shares: vec![to_fixed(-0.7); 2],
            columns: vec![column; 2],
            least_fit: Some(-3.0),
        };
        let probabilities = scores.sort(|_| Some(KnownValue::Code(0))).probabilities;
        assert!(probabilities[0] < 1e-9 && probabilities[1] > 0.999, "{probabilities:?}");
    }
}

//! Associations that groups leave unexplained: locally dependent pairs of indicators.

use rayon::prelude::*;

use super::super::grouping::Grouping;
use super::super::sample::Sample;
use super::model::LatentClassModel;
use crate::error::{ErrorKind, Result};
use crate::indicators::Values;
use crate::sources::MISSING;

/// Two locally dependent columns: associated within groups, beyond what the groups explain.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct DependentPair {
    /// Position of the first column in the sample.
    pub first: usize,
    /// Position of the second column in the sample.
    pub second: usize,
    /// Bivariate residual: Pearson's χ² of observed against expected counts, per degree of freedom;
    /// about 1 is expected by chance.
    pub residual: f64,
    /// Strength of the dependence, whatever the number of rows: √(χ² / n) divided by the square
    /// root of the smaller number of levels minus one; from 0 (none) to 1.
    pub strength: f64,
    /// True if both are high together; false if they exclude each other, as the options of one
    /// question may.
    pub rises_together: bool,
}

/// Rows that are looked at, at most; fewer where there are very many pairs.
const MOST_ROWS: usize = 5_000;
const MOST_CELLS: usize = 50_000_000;
/// Expected counts below this say nothing.
const LEAST_EXPECTED: f64 = 1.0;

impl LatentClassModel {
    /// Pairs of columns by their bivariate residual (Vermunt and Magidson 2005; Oberski, van
    /// Kollenburg and Vermunt 2013, doi 10.1007/s11634-013-0146-2), strongest first: observed
    /// counts of the pairs of answers against
    ///
    /// ```text
    /// E_lm = Σ_k N_k ρ_kl σ_km,   N_k = Σ_i w_i r_ik over rows that know both
    /// ```
    ///
    /// and for numbers the mean products of standardised residuals. Measured on the first rows at
    /// most.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`] for a sample with other columns than the model, or a grouping of
    /// other rows or groups.
    pub fn dependent_pairs(
        &self,
        sample: &Sample,
        grouping: &Grouping,
    ) -> Result<Vec<DependentPair>> {
        self.check(sample)?;
        let (own, found) = ((sample.rows(), self.groups()), (grouping.rows(), grouping.groups()));
        if own != found {
            let of = |(rows, groups): (usize, usize)| {
                format!("a grouping of {rows} rows in {groups} groups")
            };
            return Err(ErrorKind::Mismatch { expected: of(own), found: of(found) }.into());
        }
        let columns = sample.columns().len();
        let pairs = columns * columns.saturating_sub(1) / 2;
        // Cost grows with the square of the columns; a residual needs a few hundred rows, not all.
        let part = sample.first((MOST_CELLS / pairs.max(1)).clamp(200, MOST_ROWS));
        let steps = self.style_shares();
        let weigh = |row: usize| {
            let weight = part.weight(row);
            let own = grouping.probabilities(row).iter().map(|p| f64::from(*p) * weight);
            own.flat_map(|own| steps.iter().map(move |share| own * share)).collect()
        };
        let posteriors: Vec<Vec<f64>> = (0..part.rows()).map(weigh).collect();
        let scores: Vec<PairScores> = (0..columns)
            .into_par_iter()
            .map(|column| self.scores(&part, grouping, column))
            .collect();
        let mut found: Vec<DependentPair> = (0..columns)
            .into_par_iter()
            .flat_map_iter(|first| {
                let (scores, posteriors) = (&scores, &posteriors);
                (first + 1..columns).filter_map(move |second| {
                    pair(&scores[first], &scores[second], posteriors, [first, second])
                })
            })
            .collect();
        found.sort_by(|a, b| {
            // Sorted by strength, not by the residual, which grows with the number of rows.
            b.strength.total_cmp(&a.strength).then((a.first, a.second).cmp(&(b.first, b.second)))
        });
        Ok(found)
    }

    fn scores(&self, sample: &Sample, grouping: &Grouping, column: usize) -> PairScores {
        match sample.values(column) {
            Values::Codes(codes) => {
                // A style is no dependence that groups leave unexplained: its steps count as
                // groups here.
                PairScores::Codes { codes, rates: self.rates_of_states(column) }
            }
            Values::Numbers(numbers) => {
                let groups: Vec<(f64, f64)> = (0..self.groups())
                    .filter_map(|group| self.mean_and_variance(column, group))
                    .collect();
                let residual = |(row, number): (usize, &f64)| {
                    let apart = |(p, (mean, variance)): (&f32, &(f64, f64))| {
                        f64::from(*p) * (number - mean) / variance.sqrt()
                    };
                    grouping.probabilities(row).iter().zip(&groups).map(apart).sum()
                };
                PairScores::Residuals(numbers.iter().enumerate().map(residual).collect())
            }
        }
    }
}

/// A column as pairs need it.
enum PairScores {
    Codes {
        codes: Vec<u8>,
        /// By group and step of a style, then level.
        rates: Vec<Vec<f64>>,
    },
    /// Standardised residuals of numbers, NaN where nothing is known.
    Residuals(Vec<f64>),
}

fn pair(
    a: &PairScores,
    b: &PairScores,
    posteriors: &[Vec<f64>],
    columns: [usize; 2],
) -> Option<DependentPair> {
    let [first, second] = columns;
    let Dependence { chi_square, freedom, n, least, slope } = match (a, b) {
        (
            PairScores::Codes { codes: x, rates: rho },
            PairScores::Codes { codes: y, rates: sigma },
        ) => codes_with_codes(
            CodedColumn { codes: x, rates: rho },
            CodedColumn { codes: y, rates: sigma },
            posteriors,
        ),
        (PairScores::Codes { codes, rates }, PairScores::Residuals(residuals))
        | (PairScores::Residuals(residuals), PairScores::Codes { codes, rates }) => {
            codes_with_numbers(codes, rates.first().map_or(0, Vec::len), residuals, posteriors)
        }
        (PairScores::Residuals(x), PairScores::Residuals(y)) => {
            numbers_with_numbers(x, y, posteriors)
        }
    };
    let valid = freedom > 0.0 && n > 0.0 && least > 0.0;
    valid.then(|| DependentPair {
        first,
        second,
        residual: chi_square / freedom,
        // Cramér's V of the residual table.
        strength: (chi_square / n / least).sqrt().min(1.0),
        rises_together: slope > 0.0,
    })
}

/// The association that groups leave between a pair of columns.
struct Dependence {
    chi_square: f64,
    freedom: f64,
    /// Weight of the rows that know both.
    n: f64,
    /// The smaller number of levels less one.
    least: f64,
    /// Positive where both rise together.
    slope: f64,
}

/// A coded column of a pair.
#[derive(Clone, Copy)]
struct CodedColumn<'a> {
    codes: &'a [u8],
    /// By group, then level.
    rates: &'a [Vec<f64>],
}

#[allow(clippy::cast_precision_loss, reason = "few levels")]
fn codes_with_codes(
    first: CodedColumn<'_>,
    second: CodedColumn<'_>,
    posteriors: &[Vec<f64>],
) -> Dependence {
    let CodedColumn { codes: x, rates: rho } = first;
    let CodedColumn { codes: y, rates: sigma } = second;
    let (height, width) = (rho[0].len(), sigma[0].len());
    let mut observed = vec![0.0; height * width];
    let mut groups = vec![0.0; rho.len()];
    for ((x, y), posterior) in x.iter().zip(y).zip(posteriors) {
        // Only rows that know both can show an association.
        if *x != MISSING && *y != MISSING {
            observed[usize::from(*x) * width + usize::from(*y)] += posterior.iter().sum::<f64>();
            groups.iter_mut().zip(posterior).for_each(|(sum, p)| *sum += p);
        }
    }
    let (mut chi_square, mut slope) = (0.0, 0.0);
    let middle = |levels: usize| 0.5 * (levels - 1) as f64;
    for (cell, observed) in observed.iter().enumerate() {
        let (l, m) = (cell / width, cell % width);
        let expected: f64 =
            groups.iter().enumerate().map(|(group, n)| n * rho[group][l] * sigma[group][m]).sum();
        // Cells with hardly any expectation would decide the sum.
        if expected >= LEAST_EXPECTED {
            chi_square += (observed - expected) * (observed - expected) / expected;
        }
        // Residual covariance of the levels' positions: its sign says whether both rise together.
        slope += (l as f64 - middle(height)) * (m as f64 - middle(width)) * (observed - expected);
    }
    // (L - 1)(M - 1), the association parameters that conditional independence leaves out.
    let (rows, columns) = ((height - 1) as f64, (width - 1) as f64);
    Dependence {
        chi_square,
        freedom: rows * columns,
        n: groups.iter().sum(),
        least: rows.min(columns),
        slope,
    }
}

#[allow(clippy::cast_precision_loss, reason = "few levels")]
fn codes_with_numbers(
    codes: &[u8],
    levels: usize,
    residuals: &[f64],
    posteriors: &[Vec<f64>],
) -> Dependence {
    let mut sums = vec![(0.0, 0.0); levels];
    let mut squares = 0.0;
    for ((code, residual), posterior) in codes.iter().zip(residuals).zip(posteriors) {
        if *code != MISSING && !residual.is_nan() {
            let weight: f64 = posterior.iter().sum();
            let sum = &mut sums[usize::from(*code)];
            *sum = (sum.0 + weight, sum.1 + weight * residual);
            squares += weight * residual * residual;
        }
    }
    let n: f64 = sums.iter().map(|(n, _)| n).sum();
    // The observed variance in place of 1: residuals over several groups spread less.
    let variance = if n > 0.0 { squares / n } else { 0.0 };
    let mean = if n > 0.0 { sums.iter().map(|(_, sum)| sum).sum::<f64>() / n } else { 0.0 };
    // One-way analysis of variance of the residuals: between levels over the variance, which is
    // χ² with L - 1 degrees of freedom where the columns are independent within groups.
    let within = |(n, sum): &(f64, f64)| {
        if *n >= LEAST_EXPECTED { (sum - n * mean).powi(2) / n } else { 0.0 }
    };
    let between: f64 = sums.iter().map(within).sum();
    let chi_square = if variance > 0.0 { between / variance } else { 0.0 };
    let slope =
        sums.iter().enumerate().map(|(level, (n, sum))| level as f64 * (sum - n * mean)).sum();
    Dependence { chi_square, freedom: levels.saturating_sub(1) as f64, n, least: 1.0, slope }
}

fn numbers_with_numbers(x: &[f64], y: &[f64], posteriors: &[Vec<f64>]) -> Dependence {
    let (mut n, mut products, mut x_squares, mut y_squares) = (0.0, 0.0, 0.0, 0.0);
    for ((x, y), posterior) in x.iter().zip(y).zip(posteriors) {
        if !x.is_nan() && !y.is_nan() {
            let weight: f64 = posterior.iter().sum();
            n += weight;
            products += weight * x * y;
            x_squares += weight * x * x;
            y_squares += weight * y * y;
        }
    }
    // n r², which is χ² with one degree of freedom where the residuals are uncorrelated.
    let both = x_squares * y_squares;
    let square = if both > 0.0 { products * products / both } else { 0.0 };
    Dependence { chi_square: n * square, freedom: 1.0, n, least: 1.0, slope: products }
}

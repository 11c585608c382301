//! The distribution of a column's values within a group, and its estimate from weighted counts (the
//! M-step).
//!
//! All families of codes share one prior: pseudo-respondents with the marginal distribution are
//! added to the counts of each group.

use std::f64::consts::PI;

use serde::{Deserialize, Serialize};

use super::elementary::{exp, ln};
use super::newton::{self, Slopes};

/// Logarithm of the smallest rate or share: an answer nobody gave is very unlikely rather than
/// impossible.
pub(super) const LEAST_LOG_RATE: f64 = -27.631_021_115_928_547;
const LEAST_RATE: f64 = 1e-12;
/// Smallest variance of a number within a group, as a share of the marginal variance: without a
/// bound the likelihood grows without limit where a group closes in on one value.
const LEAST_VARIANCE: f64 = 1e-4;

/// A distribution within a group, with parameters of its own for each group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Family {
    /// A rate for each level; holds their number.
    Rates(usize),
    /// Adjacent-category logits (Agresti 2010, Analysis of Ordinal Categorical Data, 4.1; the
    /// ordinal indicator of Vermunt and Magidson 2005): `ln ρ_kl = β_l + l γ_k - ln Σ`, one
    /// parameter a group beside the levels' own.
    Ordered(usize),
    /// Negative binomial: a mean for each group, one dispersion for all; each code stands for a
    /// count.
    Count(Vec<f64>),
    /// Mean and variance.
    Normal,
}

/// The groups of a model: how many, and to how many lanes they are padded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct GroupLanes {
    pub(super) number: usize,
    pub(super) lanes: usize,
}

impl Family {
    /// Rows of counts: levels, or weight, sum and sum of squares.
    pub(super) fn count_rows(&self) -> usize {
        match self {
            Self::Rates(levels) | Self::Ordered(levels) => *levels,
            Self::Count(scores) => scores.len(),
            Self::Normal => 3,
        }
    }

    /// Numbers that describe it: logarithms of rates; β then γ; logarithms of means then of the
    /// dispersion; means then logarithms of variances.
    pub(super) fn coordinates(&self, groups: usize) -> usize {
        match self {
            Self::Rates(levels) => levels * groups,
            Self::Ordered(levels) => levels + groups,
            Self::Count(_) => groups + 1,
            Self::Normal => 2 * groups,
        }
    }

    /// Free parameters that each group has of its own, and those that all groups share.
    pub(super) fn own_and_shared(&self) -> (usize, usize) {
        match self {
            Self::Rates(levels) => (levels - 1, 0),
            Self::Ordered(levels) => (1, levels - 2),
            Self::Count(_) => (1, 1),
            Self::Normal => (2, 0),
        }
    }

    /// The coordinates that belong to a group alone.
    pub(super) fn coordinates_of(&self, group: usize, groups: usize) -> Vec<usize> {
        match self {
            Self::Rates(levels) => (0..*levels).map(|level| level * groups + group).collect(),
            Self::Ordered(levels) => vec![levels + group],
            Self::Count(_) => vec![group],
            Self::Normal => vec![group, groups + group],
        }
    }

    /// Free parameters.
    pub(super) fn free_parameters(&self, groups: usize) -> usize {
        match self {
            Self::Rates(levels) => (levels - 1) * groups,
            Self::Ordered(levels) => levels - 1 + groups - 1,
            Self::Count(_) => groups + 1,
            Self::Normal => 2 * groups,
        }
    }

    /// Coordinates from which the fit of a single group sets out.
    pub(super) fn first(&self, marginal: &[f64]) -> Vec<f64> {
        match self {
            Self::Rates(_) => marginal.iter().map(|share| ln(share.max(LEAST_RATE))).collect(),
            Self::Ordered(_) => {
                let log_shares = marginal.iter().map(|share| ln(share.max(LEAST_RATE)));
                log_shares.chain([0.0]).collect()
            }
            Self::Count(scores) => {
                let mean: f64 =
                    scores.iter().zip(marginal).map(|(score, share)| score * share).sum();
                vec![ln(mean.max(LEAST_RATE)), 0.0]
            }
            Self::Normal => vec![marginal[0], ln(marginal[1])],
        }
    }

    /// Coordinates at which every group is like a single one.
    pub(super) fn alike(&self, single: &[f64], groups: usize, out: &mut [f64]) {
        match self {
            Self::Rates(_) => out
                .iter_mut()
                .enumerate()
                .for_each(|(place, value)| *value = single[place / groups]),
            Self::Ordered(levels) => {
                out[..*levels].copy_from_slice(&single[..*levels]);
                out[*levels..].fill(single[*levels]);
            }
            Self::Count(_) => {
                out[..groups].fill(single[0]);
                out[groups] = single[1];
            }
            Self::Normal => {
                out[..groups].fill(single[0]);
                out[groups..].fill(single[1]);
            }
        }
    }

    /// Weight of the rows of each group whose value is known.
    pub(super) fn known(&self, counts: &[f64], groups: GroupLanes) -> Vec<f64> {
        // The first row of a number's counts is the weight; the others are no counts.
        let rows = if let Self::Normal = self { 1 } else { self.count_rows() };
        (0..groups.number)
            .map(|group| (0..rows).map(|row| counts[row * groups.lanes + group]).sum())
            .collect()
    }

    /// Log-likelihood of counts, rows of lanes, under these entries.
    pub(super) fn log_likelihood(
        &self,
        counts: &[f64],
        entries: &[f64],
        groups: GroupLanes,
    ) -> f64 {
        let GroupLanes { number, lanes } = groups;
        let of = |group: usize| match self {
            Self::Normal => {
                let [n, sum, squares] = [0, 1, 2].map(|row| counts[row * lanes + group]);
                let [mean, precision, constant] = [0, 1, 2].map(|row| entries[row * lanes + group]);
                n * constant - 0.5 * precision * (squares - 2.0 * mean * sum + mean * mean * n)
            }
            _ => (0..self.count_rows())
                .map(|level| counts[level * lanes + group] * entries[level * lanes + group])
                .sum(),
        };
        (0..number).map(of).sum()
    }

    /// The most probable coordinates for these counts, rows of lanes, under a prior of `part`
    /// pseudo-respondents a group with the marginal distribution. Families without a closed form go
    /// a step uphill from the coordinates in `out`.
    pub(super) fn fit(
        &self,
        counts: &[f64],
        marginal: &[f64],
        groups: GroupLanes,
        part: f64,
        out: &mut [f64],
    ) {
        let GroupLanes { number, lanes } = groups;
        if let Self::Normal = self {
            return fit_normal(counts, marginal, groups, part, out);
        }
        // MAP counts: N_kl + (α/K) p̂_l (Vermunt and Magidson 2005).
        let with_prior =
            |level: usize, group: usize| counts[level * lanes + group] + part * marginal[level];
        match self {
            Self::Rates(levels) => {
                for group in 0..number {
                    let total: f64 = (0..*levels).map(|level| with_prior(level, group)).sum();
                    // A group of which nothing is known keeps the marginal distribution.
                    for level in 0..*levels {
                        let rate = if total > 0.0 {
                            with_prior(level, group) / total
                        } else {
                            marginal[level]
                        };
                        out[level * number + group] = ln(rate.max(LEAST_RATE));
                    }
                }
            }
            Self::Ordered(levels) => {
                let slopes = Slopes { groups: number, offsets: &[0.0] };
                let count = |level: usize, group: usize, _: usize| with_prior(level, group);
                newton::adjacent_categories(*levels, slopes, &count, out);
            }
            Self::Count(scores) => newton::negative_binomial(scores, number, &with_prior, out),
            Self::Normal => {}
        }
    }

    /// Entries for the pass, rows of lanes: logarithms of rates, or mean, 1/variance and -ln(2π
    /// variance)/2.
    pub(super) fn entries(
        &self,
        coordinates: &[f64],
        marginal: &[f64],
        groups: GroupLanes,
        out: &mut [f64],
    ) {
        let GroupLanes { number, lanes } = groups;
        for group in 0..number {
            match self {
                Self::Rates(levels) => {
                    (0..*levels).for_each(|level| {
                        out[level * lanes + group] = coordinates[level * number + group]
                    });
                }
                Self::Ordered(levels) => {
                    newton::adjacent_log_rates(
                        &coordinates[..*levels],
                        coordinates[levels + group],
                        |level, rate| {
                            out[level * lanes + group] = rate.max(LEAST_LOG_RATE);
                        },
                    );
                }
                Self::Count(scores) => {
                    for (level, score) in scores.iter().enumerate() {
                        let rate = newton::log_negative_binomial(
                            *score,
                            coordinates[group],
                            coordinates[number],
                        );
                        out[level * lanes + group] = rate;
                    }
                }
                Self::Normal => {
                    let variance =
                        // Extrapolation may have left the bound that the fit keeps.
                        libm::exp(coordinates[number + group]).max(LEAST_VARIANCE * marginal[1]);
                    out[group] = coordinates[group];
                    out[lanes + group] = 1.0 / variance;
                    out[2 * lanes + group] = -0.5 * ln(2.0 * PI * variance);
                }
            }
        }
    }

    /// Makes coordinates valid that were reached by extrapolation.
    pub(super) fn normalise(&self, coordinates: &mut [f64], groups: usize) {
        match self {
            Self::Rates(levels) => {
                for group in 0..groups {
                    // Extrapolated logarithms no longer sum to 1: log-sum-exp is taken off.
                    let at = |level: usize| level * groups + group;
                    let most = (0..*levels)
                        .map(|level| coordinates[at(level)])
                        .fold(f64::NEG_INFINITY, f64::max);
                    let sum: f64 =
                        (0..*levels).map(|level| exp(coordinates[at(level)] - most)).sum();
                    let total = most + ln(sum);
                    for level in 0..*levels {
                        coordinates[at(level)] =
                            (coordinates[at(level)] - total).max(LEAST_LOG_RATE);
                    }
                }
            }
            // Any logits are valid; the bounds keep exponentials finite.
            Self::Ordered(_) => {
                coordinates.iter_mut().for_each(|value| *value = value.clamp(-50.0, 50.0))
            }
            Self::Count(_) => {
                coordinates.iter_mut().for_each(|value| *value = value.clamp(LEAST_LOG_RATE, 20.0))
            }
            Self::Normal => {}
        }
    }

    /// Logarithm of the prior's density for one pseudo-respondent a group, up to a constant, from
    /// the entries.
    pub(super) fn log_prior(&self, entries: &[f64], marginal: &[f64], groups: GroupLanes) -> f64 {
        let at = |row: usize, group: usize| entries[row * groups.lanes + group];
        let of = |group: usize| match self {
            // The prior of a number acts on its variance alone: means are free.
            Self::Normal => 0.5 * (ln(at(1, group)) - marginal[1] * at(1, group)),
            _ => marginal
                .iter()
                .enumerate()
                .map(|(level, share)| share * at(level, group))
                .sum::<f64>(),
        };
        (0..groups.number).map(of).sum()
    }

    /// Marginal distribution, from counts in a single group: shares of the levels, or mean
    /// and variance.
    pub(super) fn marginal(&self, counts: &[f64]) -> Vec<f64> {
        if let Self::Normal = self {
            let n = counts[0].max(f64::MIN_POSITIVE);
            let mean = counts[1] / n;
            let variance = (counts[2] / n - mean * mean).max(LEAST_VARIANCE);
            // Standardised numbers have a variance of 1, the best guess where none is known.
            return vec![mean, if counts[0] > 0.0 { variance } else { 1.0 }];
        }
        let total: f64 = counts.iter().sum();
        #[allow(clippy::cast_precision_loss, reason = "fewer than 256 levels")]
        let even = 1.0 / counts.len() as f64;
        counts.iter().map(|count| if total > 0.0 { count / total } else { even }).collect()
    }
}

fn fit_normal(counts: &[f64], marginal: &[f64], groups: GroupLanes, part: f64, out: &mut [f64]) {
    let GroupLanes { number, lanes } = groups;
    for group in 0..number {
        let (n, sum, squares) = (counts[group], counts[lanes + group], counts[2 * lanes + group]);
        let known = n > LEAST_RATE;
        let mean = if known { sum / n } else { marginal[0] };
        // Σ w (x - μ)² = Σ w x² - μ Σ w x; rounding may leave it below 0.
        let around = if known { (squares - sum * mean).max(0.0) } else { 0.0 };
        // σ² = (Σ w (x - μ)² + (α/K) s²) / (n + α/K), with the marginal variance s².
        let variance = if n + part > LEAST_RATE {
            (around + part * marginal[1]) / (n + part)
        } else {
            marginal[1]
        };
        out[group] = mean;
        out[number + group] = ln(variance.max(LEAST_VARIANCE * marginal[1]));
    }
}

//! The chosen groups fitted again to reweighted respondents: how far their sizes, and what is
//! counted in them, would be different with other respondents.
//!
//! A respondent's weight is multiplied by an exponential number with mean 1: the weighted likelihood
//! bootstrap (Newton and Raftery 1994, doi 10.1111/j.2517-6161.1994.tb01956.x; for mixtures O'Hagan,
//! Murphy, Scrucca and Gormley 2019, doi 10.1007/s00180-019-00897-9). Unlike a draw with replacement
//! it never loses all respondents of a small group.

use rayon::prelude::*;

use super::agreement::best_jaccard;
use super::grouping::Grouping;
use super::matching::best_matching;
use super::method::Clusterer;
use super::random::SplitMix64;
use super::sample::Sample;
use crate::error::Result;
use crate::progress::{ProgressMeter, Stage};

/// Refits that start from the chosen groups.
const WARM: usize = 50;
/// Refits that take the best of such a start and of [`FRESH`] others.
const COLD: usize = 20;
/// Fresh starts of a cold refit.
const FRESH: usize = 3;
/// Refits in all.
pub(super) const REFITS: usize = WARM + COLD;
/// Rows that are fitted again at most; rows are in an order as good as random, so the first are a
/// fair sample.
const MOST_ROWS: usize = 5_000;
/// Mean Jaccard index over the warm refits below which a group is another one each time.
const LEAST_JACCARD: f64 = 0.5;
/// How far cold refits must spread beyond warm ones to be more than chance.
const FARTHER: f64 = 1.5;

/// Groups fitted again to reweighted respondents.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Refits {
    /// The respondent of each row.
    respondents: Vec<u32>,
    groups: usize,
    /// Warm ones first.
    refits: Vec<Refit>,
    /// Mean Jaccard index of each group over the warm refits, by likeliest group.
    jaccard: Vec<f64>,
}

/// Groups fitted to the rows with other weights, in the order of the chosen ones.
#[derive(Debug, Clone, PartialEq)]
struct Refit {
    /// The number that each row's weight was multiplied by.
    factors: Vec<f64>,
    /// Probability of each group for each row, rows × groups.
    probabilities: Vec<f32>,
}

/// How far a statistic of a group spreads over the refits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spread {
    /// Standard error of the logit among as many respondents as were fitted again.
    pub(crate) error: f64,
    /// Least and greatest value over all refits.
    pub(crate) range: (f64, f64),
}

impl Refits {
    /// Nothing was fitted again.
    pub(super) fn nothing(groups: usize) -> Self {
        Self { respondents: Vec::new(), groups, refits: Vec::new(), jaccard: vec![1.0; groups] }
    }

    /// Fits the chosen groups again.
    pub(super) fn new(
        method: &dyn Clusterer,
        sample: &Sample,
        grouping: &Grouping,
        seed: u64,
        meter: &ProgressMeter<'_>,
    ) -> Result<Self> {
        if grouping.groups() == 1 {
            return Ok(Self::nothing(1));
        }
        let part = sample.first(MOST_ROWS);
        let near = grouping.first(part.rows());
        let refit = |number: usize| {
            meter.tick(Stage::Replicates)?;
            let mut draws = SplitMix64::new(seed, &[near.groups() as u64, number as u64, 11]);
            // A method without a model may know whole rows alone.
            let (drawn, factors) = if near.model().is_some() {
                let factors = exponential(&mut draws, part.rows());
                (part.with_factors(factors.clone()), factors)
            } else {
                let times = draws.resample(part.rows());
                let factors = times.iter().map(|times| f64::from(*times)).collect();
                (part.with_times(times)?, factors)
            };
            let fresh = if number < WARM { 0 } else { FRESH };
            let found = method.refit(&drawn, &near, fresh, draws.next_u64())?;
            let order = best_matching(&overlaps(&near, &found, &drawn));
            Ok((factors, found.reordered(&order)))
        };
        let found = (0..REFITS).into_par_iter().map(refit).collect::<Result<Vec<_>>>()?;
        let labels = near.labels();
        let mut jaccard = vec![0.0; near.groups()];
        #[allow(clippy::cast_precision_loss, reason = "few refits")]
        for (_, refit) in &found[..WARM] {
            let once = vec![1; part.rows()];
            let indices = best_jaccard(&labels, &refit.labels(), near.groups(), &once);
            // A group that is nobody's likeliest has nobody to come back.
            (jaccard.iter_mut().zip(indices))
                .for_each(|(sum, index)| *sum += index.unwrap_or(0.0) / WARM as f64);
        }
        let refits = found.into_iter().map(|(factors, grouping)| Refit {
            factors,
            probabilities: (0..part.rows())
                .flat_map(|r| grouping.probabilities(r).to_vec())
                .collect(),
        });
        Ok(Self {
            respondents: part.respondents().to_vec(),
            groups: near.groups(),
            refits: refits.collect(),
            jaccard,
        })
    }

    /// True where the groups were fitted again.
    pub(crate) fn are_there(&self) -> bool {
        !self.refits.is_empty()
    }

    /// The respondents who were fitted again.
    pub(crate) fn respondents(&self) -> &[u32] {
        &self.respondents
    }

    /// True where a group is another one in most refits, so that its size means nothing.
    pub(crate) fn is_uncertain(&self, group: usize) -> bool {
        self.jaccard[group] < LEAST_JACCARD
    }

    /// For each group how the weighted mean probability spreads over the refits, among respondents
    /// who count by a weight.
    pub(crate) fn sizes(&self, weight: impl Fn(u32) -> f64 + Sync) -> Vec<Spread> {
        let weights: Vec<f64> = self.respondents.iter().map(|person| weight(*person)).collect();
        let sizes = |refit: &Refit| {
            let mut sums = vec![0.0; self.groups];
            let mut total = 0.0;
            let rows = refit.probabilities.chunks_exact(self.groups);
            for ((row, factor), weight) in rows.zip(&refit.factors).zip(&weights) {
                let weight = factor * weight;
                total += weight;
                for (sum, probability) in sums.iter_mut().zip(row) {
                    *sum += weight * f64::from(*probability);
                }
            }
            sums.iter().map(|sum| if total > 0.0 { sum / total } else { 0.0 }).collect()
        };
        let found: Vec<Vec<f64>> = self.refits.par_iter().map(sizes).collect();
        // Half a respondent: the logit of nobody is infinite.
        let least = 0.5 / effective(weights.iter().copied()).max(1.0);
        (0..self.groups)
            .map(|group| spread(&found.iter().map(|sizes| sizes[group]).collect::<Vec<_>>(), least))
            .collect()
    }
}

/// Kish's effective number of respondents, `(Σ w)² / Σ w²`; 0 of nobody.
pub(crate) fn effective(weights: impl Iterator<Item = f64>) -> f64 {
    let (sum, squares) =
        weights.fold((0.0, 0.0), |(a, b), weight| (a + weight, b + weight * weight));
    if squares > 0.0 { sum * sum / squares } else { 0.0 }
}

/// The spread of a statistic from 0 to 1 over the refits, warm ones first: the standard deviation
/// of its logit over the warm ones, over the cold ones where these spread much farther.
fn spread(values: &[f64], least: f64) -> Spread {
    let logit = |value: &f64| {
        let value = value.clamp(least, 1.0 - least);
        libm::log(value / (1.0 - value))
    };
    let (warm, cold) = values.split_at(WARM.min(values.len()));
    let [warm, cold] = [warm, cold].map(|part| deviation(part.iter().map(logit)));
    Spread {
        error: if cold > FARTHER * warm { cold } else { warm },
        range: values.iter().fold((1.0, 0.0), |(a, b), value| (value.min(a), value.max(b))),
    }
}

/// Standard deviation, by n − 1; 0 of fewer than two.
#[allow(clippy::cast_precision_loss, reason = "few refits")]
fn deviation(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (squares / values.len().saturating_sub(1).max(1) as f64).sqrt()
}

/// Exponential numbers with mean 1, which add up to their number.
#[allow(clippy::cast_precision_loss, reason = "few rows")]
fn exponential(draws: &mut SplitMix64, rows: usize) -> Vec<f64> {
    // 1 - u is above 0, so that the logarithm is a number.
    let drawn: Vec<f64> = (0..rows).map(|_| -libm::log(1.0 - draws.unit())).collect();
    let mean = drawn.iter().sum::<f64>() / rows as f64;
    // With a constant sum the prior weighs the same in every refit.
    drawn.into_iter().map(|number| number / mean).collect()
}

/// For each group of `near` and of `found` the Jaccard index of their probabilities,
/// `Σ w min(p, q) / Σ w max(p, q)`.
fn overlaps(near: &Grouping, found: &Grouping, sample: &Sample) -> Vec<Vec<f64>> {
    let groups = near.groups();
    let (mut shared, mut sizes) =
        (vec![vec![0.0; groups]; groups], [vec![0.0; groups], vec![0.0; groups]]);
    for row in 0..sample.rows() {
        let weight = sample.weight(row);
        let sides = [near.probabilities(row), found.probabilities(row)];
        for (sizes, side) in sizes.iter_mut().zip(sides) {
            sizes.iter_mut().zip(side).for_each(|(size, p)| *size += weight * f64::from(*p));
        }
        for (shared, own) in shared.iter_mut().zip(sides[0]) {
            for (shared, other) in shared.iter_mut().zip(sides[1]) {
                *shared += weight * f64::from(own.min(*other));
            }
        }
    }
    for (own, row) in shared.iter_mut().enumerate() {
        for (other, shared) in row.iter_mut().enumerate() {
            // max(p, q) = p + q - min(p, q)
            let either = sizes[0][own] + sizes[1][other] - *shared;
            *shared = if either > 0.0 { *shared / either } else { 0.0 };
        }
    }
    shared
}

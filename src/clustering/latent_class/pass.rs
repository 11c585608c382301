//! One pass over the rows: posteriors, and the counts that the next parameters follow from.

use rayon::prelude::*;

use super::parameters::{Counts, Layout, Parameters};
use crate::clustering::sample::Sample;
use crate::indicators::Values;
use crate::sources::MISSING;

/// Rows are worked off in this many parts at most; parts are summed in order, so that the sum does not depend on the threads.
const MOST_PARTS: usize = 64;
const LEAST_PART: usize = 2048;

/// The data of a fit: a sample, how much each row counts, and how many of its rows take part.
pub(super) struct Rows<'a> {
    pub(super) sample: &'a Sample,
    pub(super) weights: &'a [f64],
    pub(super) rows: usize,
}

impl Rows<'_> {
    fn parts(&self) -> Vec<std::ops::Range<usize>> {
        let size = LEAST_PART.max(self.rows.div_ceil(MOST_PARTS));
        (0..self.rows.div_ceil(size)).map(|part| part * size..((part + 1) * size).min(self.rows)).collect()
    }

    /// Log-likelihood of the parameters and the counts under their posteriors (the E-step).
    pub(super) fn counts(&self, layout: &Layout, parameters: &Parameters) -> Counts {
        let parts = self.parts();
        let count = |part: &std::ops::Range<usize>| {
            let mut counts = Counts::new(layout);
            let mut posteriors = log_joint(self.sample, part.clone(), layout, parameters);
            counts.log_likelihood = normalise(&mut posteriors, layout.groups, &self.weights[part.clone()], true);
            accumulate(self.sample, part.clone(), layout, &posteriors, &mut counts);
            counts
        };
        let partial: Vec<Counts> =
            if parts.len() > 1 { parts.par_iter().map(count).collect() } else { parts.iter().map(count).collect() };
        let mut sum = Counts::new(layout);
        partial.iter().for_each(|part| sum.add(part));
        sum
    }

    /// The counts of given posteriors (rows × groups), for a first step from a grouping of other data.
    pub(super) fn counts_of(&self, layout: &Layout, posterior: &(dyn Fn(usize, usize) -> f64 + Sync)) -> Counts {
        let mut sum = Counts::new(layout);
        for part in self.parts() {
            let groups = layout.groups;
            let weigh = |row: usize| (0..groups).map(move |group| self.weights[row] * posterior(row, group));
            let weighed: Vec<f64> = part.clone().flat_map(weigh).collect();
            accumulate(self.sample, part, layout, &weighed, &mut sum);
        }
        sum
    }

    /// Log-likelihood, and the posteriors of every row.
    pub(super) fn posteriors(&self, layout: &Layout, parameters: &Parameters) -> (f64, Vec<f32>) {
        let parts = self.parts();
        let result: Vec<(f64, Vec<f32>)> = parts
            .par_iter()
            .map(|part| {
                let mut posteriors = log_joint(self.sample, part.clone(), layout, parameters);
                let log_likelihood = normalise(&mut posteriors, layout.groups, &self.weights[part.clone()], false);
                #[allow(clippy::cast_possible_truncation, reason = "probabilities are kept in 32 bits")]
                let short = posteriors.into_iter().map(|posterior| posterior as f32).collect();
                (log_likelihood, short)
            })
            .collect();
        let log_likelihood = result.iter().map(|(part, _)| part).sum();
        (log_likelihood, result.into_iter().flat_map(|(_, posteriors)| posteriors).collect())
    }
}

/// ln π_k + Σ_j ln f_j(x_ij | k) for each row and group; missing values leave the sum as it is.
fn log_joint(sample: &Sample, part: std::ops::Range<usize>, layout: &Layout, parameters: &Parameters) -> Vec<f64> {
    let groups = layout.groups;
    let mut sums: Vec<f64> = Vec::with_capacity(part.len() * groups);
    part.clone().for_each(|_| sums.extend_from_slice(&parameters.log_shares));
    for (column, block) in sample.columns.iter().zip(&layout.blocks) {
        match &column.values {
            Values::Codes(codes) => {
                for (sum, code) in sums.chunks_exact_mut(groups).zip(&codes[part.clone()]) {
                    if *code != MISSING {
                        let start = block.start + usize::from(*code) * groups;
                        let terms = &parameters.table[start..start + groups];
                        sum.iter_mut().zip(terms).for_each(|(sum, term)| *sum += term);
                    }
                }
            }
            Values::Numbers(numbers) => {
                let table = &parameters.table[block.start..block.start + 3 * groups];
                for (sum, number) in sums.chunks_exact_mut(groups).zip(&numbers[part.clone()]) {
                    if !number.is_nan() {
                        for (group, sum) in sum.iter_mut().enumerate() {
                            let apart = number - table[group];
                            *sum += table[2 * groups + group] - 0.5 * apart * apart * table[groups + group];
                        }
                    }
                }
            }
        }
    }
    sums
}

/// Turns logarithms of joint densities into posteriors, times the row's weight if wanted; returns the weighted log-likelihood.
fn normalise(sums: &mut [f64], groups: usize, weights: &[f64], weighted: bool) -> f64 {
    let mut log_likelihood = 0.0;
    for (sum, weight) in sums.chunks_exact_mut(groups).zip(weights) {
        let most = sum.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut total = 0.0;
        for value in sum.iter_mut() {
            *value = libm::exp(*value - most);
            total += *value;
        }
        log_likelihood += weight * (most + libm::log(total));
        let scale = if weighted { weight / total } else { 1.0 / total };
        sum.iter_mut().for_each(|value| *value *= scale);
    }
    log_likelihood
}

fn accumulate(sample: &Sample, part: std::ops::Range<usize>, layout: &Layout, posteriors: &[f64], counts: &mut Counts) {
    let groups = layout.groups;
    for row in posteriors.chunks_exact(groups) {
        counts.shares.iter_mut().zip(row).for_each(|(sum, posterior)| *sum += posterior);
    }
    for (column, block) in sample.columns.iter().zip(&layout.blocks) {
        match &column.values {
            Values::Codes(codes) => {
                for (row, code) in posteriors.chunks_exact(groups).zip(&codes[part.clone()]) {
                    if *code != MISSING {
                        let start = block.start + usize::from(*code) * groups;
                        let sums = &mut counts.table[start..start + groups];
                        sums.iter_mut().zip(row).for_each(|(sum, posterior)| *sum += posterior);
                    }
                }
            }
            Values::Numbers(numbers) => {
                let table = &mut counts.table[block.start..block.start + 3 * groups];
                for (row, number) in posteriors.chunks_exact(groups).zip(&numbers[part.clone()]) {
                    if !number.is_nan() {
                        for (group, posterior) in row.iter().enumerate() {
                            table[group] += posterior;
                            table[groups + group] += posterior * number;
                            table[2 * groups + group] += posterior * number * number;
                        }
                    }
                }
            }
        }
    }
}

//! One pass over the rows: posteriors, and the counts that the next parameters follow from.

use std::ops::Range;

use rayon::prelude::*;

use super::elementary::{exp, ln};
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

/// Calls a function with the number of lanes as a constant, so that loops over groups are unrolled.
macro_rules! with_lanes {
    ($lanes:expr, $self:ident.$function:ident($($argument:expr),*)) => {
        match $lanes {
            1 => $self.$function::<1>($($argument),*),
            2 => $self.$function::<2>($($argument),*),
            4 => $self.$function::<4>($($argument),*),
            8 => $self.$function::<8>($($argument),*),
            16 => $self.$function::<16>($($argument),*),
            32 => $self.$function::<32>($($argument),*),
            _ => $self.$function::<64>($($argument),*),
        }
    };
}

impl Rows<'_> {
    fn parts(&self) -> Vec<Range<usize>> {
        let size = LEAST_PART.max(self.rows.div_ceil(MOST_PARTS));
        (0..self.rows.div_ceil(size)).map(|part| part * size..((part + 1) * size).min(self.rows)).collect()
    }

    /// Log-likelihood of the parameters and the counts under their posteriors (the E-step).
    pub(super) fn counts(&self, layout: &Layout, parameters: &Parameters) -> Counts {
        let parts = self.parts();
        let count = |part: &Range<usize>| with_lanes!(layout.lanes, self.count_part(part.clone(), layout, parameters));
        let partial: Vec<Counts> =
            if parts.len() > 1 { parts.par_iter().map(count).collect() } else { parts.iter().map(count).collect() };
        let mut sum = Counts::new(layout);
        partial.iter().for_each(|part| sum.add(part));
        sum
    }

    /// The counts of given posteriors, for a first step from a grouping of other data.
    pub(super) fn counts_of(&self, layout: &Layout, posterior: &(dyn Fn(usize, usize) -> f64 + Sync)) -> Counts {
        let mut sum = Counts::new(layout);
        for part in self.parts() {
            with_lanes!(layout.lanes, self.count_given(part, layout, posterior, &mut sum));
        }
        sum
    }

    /// Log-likelihood, and the posteriors of every row, rows × groups.
    pub(super) fn posteriors(&self, layout: &Layout, parameters: &Parameters) -> (f64, Vec<f32>) {
        let result: Vec<(f64, Vec<f32>)> = self
            .parts()
            .into_par_iter()
            .map(|part| with_lanes!(layout.lanes, self.posteriors_part(part, layout, parameters)))
            .collect();
        let log_likelihood = result.iter().map(|(part, _)| part).sum();
        (log_likelihood, result.into_iter().flat_map(|(_, posteriors)| posteriors).collect())
    }

    fn count_part<const L: usize>(&self, part: Range<usize>, layout: &Layout, parameters: &Parameters) -> Counts {
        let mut counts = Counts::new(layout);
        let mut sums = log_joint::<L>(self.sample, part.clone(), layout, parameters);
        let weights = &self.weights[part.clone()];
        counts.log_likelihood = normalise(&mut sums, weights);
        for (sum, weight) in sums.iter_mut().zip(weights) {
            sum.iter_mut().for_each(|posterior| *posterior *= weight);
        }
        accumulate(self.sample, part, layout, &sums, &mut counts);
        counts
    }

    fn count_given<const L: usize>(
        &self,
        part: Range<usize>,
        layout: &Layout,
        posterior: &(dyn Fn(usize, usize) -> f64 + Sync),
        counts: &mut Counts,
    ) {
        let weigh = |row: usize| {
            let weighed = |group| if group < layout.groups { self.weights[row] * posterior(row, group) } else { 0.0 };
            std::array::from_fn::<f64, L, _>(weighed)
        };
        let weighed: Vec<[f64; L]> = part.clone().map(weigh).collect();
        accumulate(self.sample, part, layout, &weighed, counts);
    }

    fn posteriors_part<const L: usize>(
        &self,
        part: Range<usize>,
        layout: &Layout,
        parameters: &Parameters,
    ) -> (f64, Vec<f32>) {
        let mut sums = log_joint::<L>(self.sample, part.clone(), layout, parameters);
        let log_likelihood = normalise(&mut sums, &self.weights[part]);
        #[allow(clippy::cast_possible_truncation, reason = "probabilities are kept in 32 bits")]
        let short = sums.iter().flat_map(|sum| sum[..layout.groups].iter().map(|posterior| *posterior as f32));
        (log_likelihood, short.collect())
    }
}

/// The lanes of one table entry.
fn lanes<const L: usize>(table: &[f64], start: usize) -> &[f64; L] {
    table[start..start + L].try_into().expect("the slice is as long as the array")
}

fn lanes_mut<const L: usize>(table: &mut [f64], start: usize) -> &mut [f64; L] {
    (&mut table[start..start + L]).try_into().expect("the slice is as long as the array")
}

/// `ln π_k + Σ_j ln f_j(x_ij | k)` for each row and group; missing values leave the sum as it is.
fn log_joint<const L: usize>(
    sample: &Sample,
    part: Range<usize>,
    layout: &Layout,
    parameters: &Parameters,
) -> Vec<[f64; L]> {
    let mut sums: Vec<[f64; L]> = vec![*lanes(&parameters.log_shares, 0); part.len()];
    for (column, block) in sample.columns.iter().zip(&layout.blocks) {
        match &column.values {
            Values::Codes(codes) => {
                for (sum, code) in sums.iter_mut().zip(&codes[part.clone()]) {
                    if *code != MISSING {
                        let terms: &[f64; L] = lanes(&parameters.table, block.start + usize::from(*code) * L);
                        for lane in 0..L {
                            sum[lane] += terms[lane];
                        }
                    }
                }
            }
            Values::Numbers(numbers) => {
                let mean: &[f64; L] = lanes(&parameters.table, block.start);
                let precision: &[f64; L] = lanes(&parameters.table, block.start + L);
                let constant: &[f64; L] = lanes(&parameters.table, block.start + 2 * L);
                for (sum, number) in sums.iter_mut().zip(&numbers[part.clone()]) {
                    if !number.is_nan() {
                        for lane in 0..L {
                            let apart = number - mean[lane];
                            sum[lane] += constant[lane] - 0.5 * apart * apart * precision[lane];
                        }
                    }
                }
            }
        }
    }
    sums
}

/// Turns logarithms of joint densities into posteriors; returns the weighted log-likelihood.
fn normalise<const L: usize>(sums: &mut [[f64; L]], weights: &[f64]) -> f64 {
    let mut log_likelihood = 0.0;
    for (sum, weight) in sums.iter_mut().zip(weights) {
        let mut most = sum[0];
        for value in &sum[1..] {
            most = if *value > most { *value } else { most };
        }
        let mut total = 0.0;
        for value in sum.iter_mut() {
            *value = exp(*value - most);
            total += *value;
        }
        let scale = 1.0 / total;
        sum.iter_mut().for_each(|value| *value *= scale);
        log_likelihood += weight * (most + ln(total));
    }
    log_likelihood
}

fn accumulate<const L: usize>(
    sample: &Sample,
    part: Range<usize>,
    layout: &Layout,
    posteriors: &[[f64; L]],
    counts: &mut Counts,
) {
    let shares: &mut [f64; L] = lanes_mut(&mut counts.shares, 0);
    for row in posteriors {
        for lane in 0..L {
            shares[lane] += row[lane];
        }
    }
    for (column, block) in sample.columns.iter().zip(&layout.blocks) {
        match &column.values {
            Values::Codes(codes) => {
                for (row, code) in posteriors.iter().zip(&codes[part.clone()]) {
                    if *code != MISSING {
                        let sums: &mut [f64; L] = lanes_mut(&mut counts.table, block.start + usize::from(*code) * L);
                        for lane in 0..L {
                            sums[lane] += row[lane];
                        }
                    }
                }
            }
            Values::Numbers(numbers) => {
                let (mut n, mut sum, mut squares) = ([0.0; L], [0.0; L], [0.0; L]);
                for (row, number) in posteriors.iter().zip(&numbers[part.clone()]) {
                    if !number.is_nan() {
                        for lane in 0..L {
                            n[lane] += row[lane];
                            sum[lane] += row[lane] * number;
                            squares[lane] += row[lane] * number * number;
                        }
                    }
                }
                for (position, parts) in [n, sum, squares].iter().enumerate() {
                    let sums: &mut [f64; L] = lanes_mut(&mut counts.table, block.start + position * L);
                    sums.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
                }
            }
        }
    }
}

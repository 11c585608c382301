//! The parameters of a latent class model, and how they follow from weighted counts.

use std::f64::consts::PI;

use super::super::sample::Sample;
use crate::indicators::Values;
use crate::sources::MISSING;

/// Rates below this are read as this, so that an answer nobody gave is very unlikely rather than impossible.
const LEAST_RATE: f64 = 1e-12;
/// Smallest variance of a standardised number within a group.
const LEAST_VARIANCE: f64 = 1e-4;

/// Where each column's numbers stand in the tables, and what is known of everyone.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) groups: usize,
    /// Groups are padded to a power of two, so that loops over them have a fixed length; padding has a share of 0.
    pub(super) lanes: usize,
    pub(super) blocks: Vec<Block>,
    /// Length of the tables.
    pub(super) length: usize,
}

/// The part of the tables that belongs to a column: a row of lanes per level, or three of them for numbers.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) start: usize,
    pub(super) everyone: Everyone,
}

/// The distribution of a column among all rows that have a value.
#[derive(Debug, Clone)]
pub(super) enum Everyone {
    Rates(Vec<f64>),
    Normal { mean: f64, variance: f64 },
}

impl Layout {
    pub(super) fn new(sample: &Sample, weights: &[f64], groups: usize) -> Self {
        let lanes = groups.next_power_of_two();
        let (mut blocks, mut length) = (Vec::with_capacity(sample.columns.len()), 0);
        for column in &sample.columns {
            let everyone = Everyone::of(&column.values, column.categories, weights);
            let rows = if let Everyone::Rates(rates) = &everyone { rates.len() } else { 3 };
            blocks.push(Block { start: length, everyone });
            length += lanes * rows;
        }
        Self { groups, lanes, blocks, length }
    }

    /// Free parameters: shares, rates, means and variances.
    pub(super) fn free_parameters(&self) -> usize {
        let of = |block: &Block| if let Everyone::Rates(rates) = &block.everyone { rates.len() - 1 } else { 2 };
        self.groups - 1 + self.groups * self.blocks.iter().map(of).sum::<usize>()
    }
}

impl Everyone {
    pub(in crate::clustering) fn of(values: &Values, categories: usize, weights: &[f64]) -> Self {
        match values {
            Values::Codes(codes) => {
                let mut sums = vec![0.0; categories];
                for (code, weight) in codes.iter().zip(weights).filter(|(code, _)| **code != MISSING) {
                    sums[usize::from(*code)] += weight;
                }
                let total: f64 = sums.iter().sum();
                #[allow(clippy::cast_precision_loss, reason = "fewer than 256 categories")]
                let even = 1.0 / categories as f64;
                Self::Rates(sums.iter().map(|sum| if total > 0.0 { sum / total } else { even }).collect())
            }
            Values::Numbers(numbers) => {
                let known = || numbers.iter().zip(weights).filter(|(number, _)| !number.is_nan());
                let total: f64 = known().map(|(_, weight)| weight).sum::<f64>().max(f64::MIN_POSITIVE);
                let mean = known().map(|(number, weight)| number * weight).sum::<f64>() / total;
                let variance = known().map(|(number, weight)| weight * (number - mean).powi(2)).sum::<f64>() / total;
                Self::Normal { mean, variance: variance.max(LEAST_VARIANCE) }
            }
        }
    }
}

/// Parameters in the form the pass needs: logarithms of shares and rates; mean, 1/variance and -ln(2π variance)/2 for numbers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parameters {
    pub(super) log_shares: Vec<f64>,
    /// For each column, level and lane; for numbers three rows of lanes.
    pub(super) table: Vec<f64>,
}

/// Weighted counts over the rows, laid out as the parameters.
#[derive(Debug, Clone)]
pub(super) struct Counts {
    pub(super) log_likelihood: f64,
    pub(super) shares: Vec<f64>,
    pub(super) table: Vec<f64>,
}

impl Counts {
    pub(super) fn new(layout: &Layout) -> Self {
        Self { log_likelihood: 0.0, shares: vec![0.0; layout.lanes], table: vec![0.0; layout.length] }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.log_likelihood += other.log_likelihood;
        self.shares.iter_mut().zip(&other.shares).for_each(|(sum, part)| *sum += part);
        self.table.iter_mut().zip(&other.table).for_each(|(sum, part)| *sum += part);
    }
}

impl Parameters {
    /// The most probable parameters for these counts under the prior (the M-step).
    ///
    /// With `a` = prior / groups: shares `(N_k + a) / (N + prior)`; rates `(N_jkl + a p_jl) / (N_jk + a)`, p the share among everyone;
    /// variances `(S_jk + a s_j²) / (N_jk + a)`, s² the variance of everyone. Each denominator counts the rows that have a value.
    #[allow(clippy::cast_precision_loss, reason = "few groups")]
    pub(super) fn from_counts(layout: &Layout, counts: &Counts, prior: f64) -> Self {
        let groups = layout.groups;
        let part = prior / groups as f64;
        let total = (counts.shares.iter().sum::<f64>() + prior).max(f64::MIN_POSITIVE);
        let mut log_shares = vec![f64::NEG_INFINITY; layout.lanes];
        for (share, n) in log_shares[..groups].iter_mut().zip(&counts.shares) {
            *share = libm::log(((n + part) / total).max(LEAST_RATE));
        }
        let mut table = vec![0.0; layout.length];
        for block in &layout.blocks {
            let (of, out) = (&counts.table[block.start..], &mut table[block.start..]);
            for group in 0..groups {
                match &block.everyone {
                    Everyone::Rates(everyone) => rates(of, out, group, layout.lanes, everyone, part),
                    Everyone::Normal { mean, variance } => {
                        normal(of, out, group, layout.lanes, (*mean, *variance), part)
                    }
                }
            }
        }
        Self { log_shares, table }
    }

    /// Logarithm of the prior's density at these parameters, up to a constant.
    #[allow(clippy::cast_precision_loss, reason = "few groups")]
    pub(super) fn log_prior(&self, layout: &Layout, prior: f64) -> f64 {
        let groups = layout.groups;
        let part = prior / groups as f64;
        let mut sum: f64 = self.log_shares[..groups].iter().map(|share| part * share).sum();
        for block in &layout.blocks {
            let at = |row: usize, group: usize| self.table[block.start + row * layout.lanes + group];
            for group in 0..groups {
                sum += part
                    * match &block.everyone {
                        Everyone::Rates(everyone) => {
                            everyone.iter().enumerate().map(|(level, share)| share * at(level, group)).sum::<f64>()
                        }
                        Everyone::Normal { variance, .. } => 0.5 * (libm::log(at(1, group)) - variance * at(1, group)),
                    };
            }
        }
        sum
    }
}

fn rates(of: &[f64], out: &mut [f64], group: usize, lanes: usize, everyone: &[f64], part: f64) {
    let known: f64 = (0..everyone.len()).map(|level| of[level * lanes + group]).sum();
    for (level, share) in everyone.iter().enumerate() {
        let rate =
            if known + part > 0.0 { (of[level * lanes + group] + part * share) / (known + part) } else { *share };
        out[level * lanes + group] = libm::log(rate.max(LEAST_RATE));
    }
}

fn normal(of: &[f64], out: &mut [f64], group: usize, lanes: usize, everyone: (f64, f64), part: f64) {
    let (n, sum, squares) = (of[group], of[lanes + group], of[2 * lanes + group]);
    let (all_mean, all_variance) = everyone;
    let mean = if n > LEAST_RATE { sum / n } else { all_mean };
    let around = if n > LEAST_RATE { (squares - sum * mean).max(0.0) } else { 0.0 };
    let variance = if n + part > LEAST_RATE { (around + part * all_variance) / (n + part) } else { all_variance };
    for (row, value) in normal_entries(mean, variance, all_variance).into_iter().enumerate() {
        out[row * lanes + group] = value;
    }
}

/// The table entries of a normal distribution; its variance is at least a small part of everyone's.
pub(super) fn normal_entries(mean: f64, variance: f64, everyone: f64) -> [f64; 3] {
    let variance = variance.max(LEAST_VARIANCE * everyone);
    [mean, 1.0 / variance, -0.5 * libm::log(2.0 * PI * variance)]
}

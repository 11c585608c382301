//! The positions of each column's numbers, and the parameters of a model as one list of
//! coordinates.

use super::super::sample::{Sample, SampleColumn};
use super::super::thresholds::least_weight;
use super::family::{Family, GroupLanes, LEAST_LOG_RATE};
use super::style::{Style, has_slopes};
use crate::indicators::Measure;

/// The shape of a model: its columns, and how many groups.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    pub(super) groups: usize,
    /// Groups are padded to a power of two, so that loops over them have a fixed length; padding
    /// has a share of 0.
    pub(super) lanes: usize,
    pub(super) blocks: Vec<ColumnBlock>,
    /// Length of the counts of all columns.
    pub(super) counts: usize,
    /// Length of the coordinates.
    pub(super) length: usize,
    pub(super) style: Style,
}

/// The family of a column, and the positions of its numbers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ColumnBlock {
    pub(super) family: Family,
    /// Where its coordinates begin.
    pub(super) start: usize,
    /// Where its counts begin.
    pub(super) counts: usize,
    /// Its marginal distribution: shares of the levels, or mean and variance.
    pub(super) marginal: Vec<f64>,
    /// Coordinates of a single group.
    pub(super) single: Vec<f64>,
    /// True where all groups share the distribution of a single one.
    pub(super) pooled: bool,
    /// True where a response style acts on it.
    pub(super) styled: bool,
    /// Its weight beside the other columns, for its part of a question.
    pub(super) weight: f64,
    /// The part of a question that it counts for; see [`SampleColumn::part`].
    pub(super) part: f64,
}

/// Shares and distributions of the groups: logarithms of the shares, then the coordinates of each
/// column, then the loading of a response style.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parameters(pub(super) Vec<f64>);

/// The sufficient statistics that a pass counts.
#[derive(Debug, Clone)]
pub(super) struct Counts {
    pub(super) log_likelihood: f64,
    /// Weight of each group.
    pub(super) shares: Vec<f64>,
    /// Rows of lanes, column by column.
    pub(super) table: Vec<f64>,
    /// The same for each state of a model with a style; empty for others.
    pub(super) by_state: Vec<f64>,
}

impl Layout {
    /// The layout for a number of groups; the marginal distributions are not known yet.
    pub(super) fn new(sample: &Sample, groups: usize, saturated: bool) -> Self {
        Self::beside(Style::beside(groups), sample, groups, saturated)
    }

    /// The same without a response style.
    pub(super) fn without_style(sample: &Sample, groups: usize, saturated: bool) -> Self {
        Self::beside(Style::NONE, sample, groups, saturated)
    }

    fn beside(style: Style, sample: &Sample, groups: usize, saturated: bool) -> Self {
        let lanes = groups.next_power_of_two();
        let (mut start, mut counts) = (groups, 0);
        let columns = sample.columns().iter().enumerate();
        let block = |(position, column): (usize, &SampleColumn)| {
            let styled = style.is_some() && sample.is_styled(position);
            let family = match column.measure {
                Measure::Count if !column.scores.is_empty() => Family::Count(column.scores.clone()),
                _ if column.categories == 0 => Family::Normal,
                // Numbers were cut because their distribution has an odd form: a rate for each
                // level holds any. Two levels have one rate, which a slope could only say in other
                // words.
                Measure::Ordinal
                    if !saturated && column.cuts.is_empty() && column.categories > 2 =>
                {
                    Family::Ordered(column.categories)
                }
                _ => Family::Rates(column.categories),
            };
            // A placeholder of the right length until the rows have been counted.
            let marginal = family.marginal(&vec![0.0; family.count_rows()]);
            let single = family.first(&marginal);
            let block = ColumnBlock {
                start,
                counts,
                marginal,
                single,
                pooled: false,
                styled: styled && has_slopes(&family),
                weight: column.factor(),
                part: column.part,
                family,
            };
            start += block.family.coordinates(groups);
            counts += block.family.count_rows() * lanes;
            block
        };
        let blocks: Vec<ColumnBlock> = columns.map(block).collect();
        let some = blocks.iter().any(|block| block.styled);
        let (style, length) = if some { (style, start + 1) } else { (Style::NONE, start) };
        Self { groups, lanes, blocks, counts, length, style }
    }

    /// These columns with their marginal distributions, from the counts of each column in a single
    /// group.
    pub(super) fn with_marginals(mut self, counts_of: impl Fn(usize) -> Vec<f64>) -> Self {
        /// Enough for families without a closed form to arrive.
        const STEPS: usize = 10;
        for (position, block) in self.blocks.iter_mut().enumerate() {
            let counts = &*counts_of(position);
            block.marginal = block.family.marginal(counts);
            block.single = block.family.first(&block.marginal);
            for _ in 0..STEPS {
                block.family.fit(
                    counts,
                    &block.marginal,
                    GroupLanes { number: 1, lanes: 1 },
                    0.0,
                    &mut block.single,
                );
            }
        }
        self
    }

    pub(super) fn group_lanes(&self) -> GroupLanes {
        GroupLanes { number: self.groups, lanes: self.lanes }
    }

    /// Free parameters: shares and those of the columns, each for its part of a question; rounded.
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "few parameters"
    )]
    pub(super) fn free_parameters(&self) -> usize {
        let of = |block: &ColumnBlock| {
            let groups = if block.pooled { 1 } else { self.groups };
            block.part * block.family.free_parameters(groups) as f64
        };
        let loading = usize::from(self.style.is_some());
        self.groups - 1 + self.blocks.iter().map(of).sum::<f64>().round() as usize + loading
    }

    /// The free parameters of shares and of columns that tell groups apart, and the patterns of
    /// answers to these columns; `None` where numbers give patterns without end.
    pub(super) fn parameters_and_patterns(&self) -> Option<(usize, usize)> {
        let apart = || self.blocks.iter().filter(|block| !block.pooled);
        let parameters = apart().map(|block| block.family.free_parameters(self.groups));
        let patterns = apart().try_fold(1_usize, |patterns, block| match block.family {
            Family::Rates(_) | Family::Ordered(_) | Family::Count(_) => {
                patterns.checked_mul(block.family.count_rows())
            }
            Family::Normal => None,
        });
        Some((self.groups - 1 + parameters.sum::<usize>(), patterns?))
    }

    /// True where no source has a weight of its own, so that the objective is a likelihood, in
    /// which questions that are asked several times count once.
    pub(super) fn has_likelihood(&self) -> bool {
        self.blocks.iter().all(|block| (block.weight - block.part).abs() < f64::EPSILON)
    }

    pub(super) fn coordinates<'a>(&self, block: &ColumnBlock, parameters: &'a [f64]) -> &'a [f64] {
        &parameters[block.start..block.start + block.family.coordinates(self.groups)]
    }

    /// The entries of a column for the groups.
    pub(super) fn entries<const L: usize>(
        &self,
        column: usize,
        parameters: &Parameters,
    ) -> Vec<[f64; L]> {
        let block = &self.blocks[column];
        let mut flat = vec![0.0; block.family.count_rows() * L];
        if block.styled {
            self.rates_over_steps(block, parameters, L, &mut flat);
        } else {
            block.family.entries(
                self.coordinates(block, &parameters.0),
                &block.marginal,
                GroupLanes { number: self.groups, lanes: L },
                &mut flat,
            );
        }
        in_lanes(&flat)
    }

    /// The entries of a column for the states of a pass.
    pub(super) fn entries_of_states<const L: usize>(
        &self,
        column: usize,
        parameters: &Parameters,
    ) -> Vec<[f64; L]> {
        in_lanes(&self.state_entries(&self.blocks[column], parameters, L))
    }

    /// Parameters at which all groups are alike.
    pub(super) fn alike(&self) -> Parameters {
        let mut all = vec![0.0; self.length];
        #[allow(clippy::cast_precision_loss, reason = "few groups")]
        all[..self.groups].fill(-libm::log(self.groups as f64));
        for block in &self.blocks {
            let end = block.start + block.family.coordinates(self.groups);
            block.family.alike(&block.single, self.groups, &mut all[block.start..end]);
        }
        self.with_first_loading(all)
    }

    /// The most probable parameters for these counts under the prior (the M-step), or better ones
    /// than `from` where there is no closed form.
    ///
    /// With `a` = prior / groups: shares `(N_k + a) / (N + prior)`, and `a` pseudo-respondents with
    /// the marginal distribution in each group.
    #[allow(clippy::cast_precision_loss, reason = "few groups")]
    pub(super) fn fit(&self, counts: &Counts, prior: f64, from: &Parameters) -> Parameters {
        // The prior is shared out, so that more groups do not add more pseudo-respondents.
        let part = prior / self.groups as f64;
        // MAP share with a symmetric Dirichlet prior: π_k = (N_k + α/K) / (N + α).
        let total = (counts.shares.iter().sum::<f64>() + prior).max(f64::MIN_POSITIVE);
        let mut fitted = from.clone();
        for (share, n) in fitted.0.iter_mut().zip(&counts.shares) {
            *share = libm::log((n + part) / total).max(LEAST_LOG_RATE);
        }
        for block in &self.blocks {
            if block.styled {
                self.fit_styled(block, counts, part, &mut fitted);
                continue;
            }
            let end = block.start + block.family.coordinates(self.groups);
            let out = &mut fitted.0[block.start..end];
            // A pooled column keeps the distribution of a single group: nothing to estimate here.
            if block.pooled {
                block.family.alike(&block.single, self.groups, out);
            } else {
                block.family.fit(
                    self.counts_of(block, counts),
                    &block.marginal,
                    self.group_lanes(),
                    part,
                    out,
                );
            }
        }
        self.fit_loading(counts, part, &mut fitted);
        fitted
    }

    /// The counts of a column, rows of lanes.
    pub(super) fn counts_of<'a>(&self, block: &ColumnBlock, counts: &'a Counts) -> &'a [f64] {
        &counts.table[block.counts..block.counts + block.family.count_rows() * self.lanes]
    }

    /// Logarithm of the prior's density at these parameters, up to a constant.
    #[allow(clippy::cast_precision_loss, reason = "few groups")]
    pub(super) fn log_prior(&self, parameters: &Parameters, prior: f64) -> f64 {
        // ln prior = (α/K) [Σ_k ln π_k + Σ_jk Σ_l p̂_jl ln ρ_jkl], pooled columns being constant.
        let mut sum: f64 = parameters.0[..self.groups].iter().sum();
        let mut entries = Vec::new();
        for block in self.blocks.iter().filter(|block| !block.pooled) {
            if block.styled {
                sum += block.weight * self.styled_log_prior(block, parameters);
                continue;
            }
            entries.clear();
            entries.resize(block.family.count_rows() * self.lanes, 0.0);
            block.family.entries(
                self.coordinates(block, &parameters.0),
                &block.marginal,
                self.group_lanes(),
                &mut entries,
            );
            sum += block.weight
                * block.family.log_prior(&entries, &block.marginal, self.group_lanes());
        }
        sum * prior / self.groups as f64
    }

    /// The first empty group, see [`least_weight`].
    pub(super) fn empty_group(&self, parameters: &Parameters, weight: f64) -> Option<usize> {
        let least = least_weight(weight);
        (0..self.groups).find(|group| libm::exp(parameters.log_share(*group)) * weight < least)
    }

    /// Parameters in which one group is that of others.
    pub(super) fn with_group(
        &self,
        parameters: &Parameters,
        other: &Parameters,
        group: usize,
    ) -> Parameters {
        let mut all = parameters.clone();
        // The share of the other group comes with it; `normalise` makes the shares add up again.
        all.0[group] = other.0[group];
        for block in &self.blocks {
            for position in block.family.coordinates_of(group, self.groups) {
                all.0[block.start + position] = other.0[block.start + position];
            }
        }
        self.normalise(&mut all);
        all
    }

    /// Parameters with the groups in this order: `order[new] = old`.
    pub(super) fn reordered(&self, parameters: &Parameters, order: &[usize]) -> Parameters {
        let mut all = parameters.clone();
        for (new, old) in order.iter().enumerate() {
            all.0[new] = parameters.0[*old];
            for block in &self.blocks {
                let (to, from) =
                    [new, *old].map(|group| block.family.coordinates_of(group, self.groups)).into();
                for (to, from) in to.into_iter().zip(from) {
                    all.0[block.start + to] = parameters.0[block.start + from];
                }
            }
        }
        all
    }

    /// Makes parameters valid that were reached by extrapolation.
    pub(super) fn normalise(&self, parameters: &mut Parameters) {
        let shares = &mut parameters.0[..self.groups];
        // Extrapolation is linear in logarithms, so that shares no longer add up to 1.
        let total: f64 = shares.iter().map(|share| libm::exp(*share)).sum();
        shares
            .iter_mut()
            .for_each(|share| *share = (*share - libm::log(total)).max(LEAST_LOG_RATE));
        for block in &self.blocks {
            let end = block.start + block.family.coordinates(self.groups);
            block.family.normalise(&mut parameters.0[block.start..end], self.groups);
        }
        self.bound_loading(parameters);
    }
}

fn in_lanes<const L: usize>(flat: &[f64]) -> Vec<[f64; L]> {
    let lanes = |lanes: &[f64]| lanes.try_into().expect("chunks are as long as the lanes");
    flat.chunks_exact(L).map(lanes).collect()
}

impl Parameters {
    /// Logarithm of a group's share.
    pub(super) fn log_share(&self, group: usize) -> f64 {
        self.0[group]
    }
}

//! Passes that are made elsewhere, where the rows are: what such a pass must look up, and the model
//! after what it counts.

use serde::{Deserialize, Serialize};

use super::super::fit::FitStatistics;
use super::layout::{ColumnBlock, Counts, Layout};
use super::model::LatentClassModel;

/// The terms that a pass looks up.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lookup {
    /// Logarithm of the share of each group.
    pub(crate) shares: Vec<f64>,
    pub(crate) columns: Vec<LookupColumn>,
}

/// The terms of a column in the logarithm of the joint density, weighted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum LookupColumn {
    /// For each code one number a group.
    Codes(Vec<Vec<f64>>),
    /// For each group slope, mean and constant: `slope * (x - mean)² + constant`.
    Numbers(Vec<[f64; 3]>),
}

/// The sufficient statistics that a pass counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Totals {
    /// Log-likelihood of the parameters that the pass looked up.
    pub(crate) log_likelihood: f64,
    /// Weight of each group.
    pub(crate) shares: Vec<f64>,
    /// For each column and code the weight in each group; of numbers weight, sum and sum of
    /// squares.
    pub(crate) columns: Vec<Vec<Vec<f64>>>,
}

impl LatentClassModel {
    /// True for a model with this number of groups and columns.
    pub(crate) fn is_whole(&self, groups: usize, columns: usize) -> bool {
        self.layout.groups == groups && self.layout.blocks.len() == columns
    }

    /// The terms that a pass over other rows looks up.
    pub(crate) fn lookup(&self) -> Lookup {
        let groups = self.groups();
        let column = |(position, block): (usize, &ColumnBlock)| {
            let entries = self.entries_of(position);
            let of_group = |group: usize| {
                let [mean, precision, constant] = [0, 1, 2].map(|row| entries[row][group]);
                // Weights are multiplied in here, so that SQL only adds.
                [-0.5 * precision * block.weight, mean, constant * block.weight]
            };
            if self.is_normal(position) {
                return LookupColumn::Numbers((0..groups).map(of_group).collect());
            }
            let weighted = |lanes: &[f64; 64]| {
                lanes[..groups].iter().map(|entry| entry * block.weight).collect()
            };
            LookupColumn::Codes(entries.iter().map(weighted).collect())
        };
        Lookup {
            shares: self.log_shares(),
            columns: self.layout.blocks.iter().enumerate().map(column).collect(),
        }
    }

    /// This model with the marginal distributions that a pass counted.
    pub(crate) fn among(&self, totals: &Totals) -> Self {
        // The prior pulls towards the marginal of the rows at hand, not of those it was fitted to.
        let layout = self.layout.clone().with_marginals(|position| {
            totals.columns[position].iter().map(|groups| groups.iter().sum()).collect()
        });
        Self { layout, weight: totals.shares.iter().sum(), ..self.clone() }
    }

    /// The model after a step from what a pass counted, see [`LatentClassModel::step`].
    pub(crate) fn after(&self, totals: &Totals, prior: f64) -> Self {
        let counts = self.counts(totals);
        let parameters = self.layout.fit(&counts, prior, &self.parameters);
        let fit = FitStatistics {
            log_likelihood: totals.log_likelihood,
            cost: self.layout.cost(&counts),
            parameters: self.layout.free_parameters(),
            passes: self.fit.passes + 1,
            ..self.fit
        };
        Self { parameters, fit, ..self.clone() }
    }

    /// This model with those columns pooled that tell no groups apart; `None` where these are
    /// pooled already.
    pub(crate) fn pooled_anew(&self, totals: &Totals, prior: f64) -> Option<Self> {
        let pooled = self.layout.to_pool(&self.counts(totals), prior, &self.parameters);
        // The caller ends its rounds here: the same columns would be pooled for ever.
        if self.pooled() == pooled {
            return None;
        }
        Some(Self { layout: self.layout.pooling(&pooled), ..self.clone() })
    }

    /// The objective that steps never lower: the log-likelihood that a pass found, and the
    /// logarithm of the prior.
    pub(crate) fn objective(&self, totals: &Totals, prior: f64) -> f64 {
        totals.log_likelihood + self.layout.log_prior(&self.parameters, prior)
    }

    /// Greatest change of a share or rate, or of a mean in standard deviations, against another
    /// model of the same columns.
    pub(crate) fn change(&self, other: &Self) -> f64 {
        let shares = self.shares().into_iter().zip(other.shares()).map(|(a, b)| (a - b).abs());
        let columns = 0..self.layout.blocks.len();
        let of = |(column, group): (usize, usize)| match self.mean_and_variance(column, group) {
            Some((mean, _)) => other
                .mean_and_variance(column, group)
                // Another family is another model, however near its figures.
                .map_or(f64::INFINITY, |(b, _)| (mean - b).abs()),
            None => {
                let pairs = self.rates(column, group).into_iter().zip(other.rates(column, group));
                pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
            }
        };
        let cells = columns.flat_map(|column| (0..self.groups()).map(move |group| (column, group)));
        shares.chain(cells.map(of)).fold(0.0, f64::max)
    }

    fn counts(&self, totals: &Totals) -> Counts {
        let layout: &Layout = &self.layout;
        let mut table = vec![0.0; layout.counts];
        for (block, rows) in layout.blocks.iter().zip(&totals.columns) {
            for (row, groups) in rows.iter().enumerate() {
                let start = block.counts + row * layout.lanes;
                table[start..start + groups.len()].copy_from_slice(groups);
            }
        }
        let (log_likelihood, shares) = (totals.log_likelihood, totals.shares.clone());
        Counts { log_likelihood, shares, table, by_state: Vec::new() }
    }
}

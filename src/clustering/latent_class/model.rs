//! A fitted model: what it says of the groups, and of rows that it has or has not seen.

use serde::{Deserialize, Serialize};

use super::super::fit::FitStatistics;
use super::super::sample::{Sample, SampleColumn};
use super::super::thresholds::least_weight;
use super::family::Family;
use super::layout::{ColumnBlock, Layout, Parameters};
use super::pass;
use super::saved::SavedModel;
use super::view::View;
use crate::error::{ErrorKind, Result};

/// A latent class model that was fitted to a sample.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "SavedModel", into = "SavedModel")]
pub struct LatentClassModel {
    pub(super) layout: Layout,
    pub(super) parameters: Parameters,
    pub(super) fit: FitStatistics,
    pub(super) weight: f64,
}

impl LatentClassModel {
    pub(super) fn new(
        layout: Layout,
        parameters: Parameters,
        fit: FitStatistics,
        weight: f64,
    ) -> Self {
        Self { layout, parameters, fit, weight }
    }

    /// A model that describes given groups and was not searched for.
    pub(super) fn describing(layout: Layout, parameters: Parameters, weight: f64) -> Self {
        // Groups that were given have no likelihood to compare by: a number would be taken for one.
        let fit = FitStatistics {
            log_likelihood: f64::NAN,
            parameters: layout.free_parameters(),
            cost: f64::NAN,
            converged: true,
            passes: 0,
            starts: 0,
            reached: 0,
        };
        Self::new(layout, parameters, fit, weight)
    }

    /// Number of groups.
    #[must_use]
    pub fn groups(&self) -> usize {
        self.layout.groups
    }

    /// Fit of the model to the rows it was fitted to.
    #[must_use]
    pub fn fit(&self) -> &FitStatistics {
        &self.fit
    }

    /// Share of each group, adding up to 1.
    #[must_use]
    pub fn shares(&self) -> Vec<f64> {
        self.log_shares().into_iter().map(libm::exp).collect()
    }

    /// Number of nearly empty groups: an expected weight below half a percent of all, or below that
    /// of one respondent.
    #[must_use]
    pub(crate) fn empty_groups(&self) -> usize {
        let least = least_weight(self.weight);
        self.shares().into_iter().filter(|share| share * self.weight < least).count()
    }

    /// Number of groups that hardly differ from an earlier one: a symmetric Kullback-Leibler
    /// divergence below 0.05 over all columns.
    #[must_use]
    pub(crate) fn groups_alike(&self) -> usize {
        const LEAST: f64 = 0.05;
        // J(p, q) = Σ (p - q) ln (p / q); of normals ½ [(σ₁² + δ²)/σ₂² + (σ₂² + δ²)/σ₁²] - 1
        // (Jeffreys 1946, doi 10.1098/rspa.1946.0056).
        let apart = |a: usize, b: usize| -> f64 {
            (0..self.layout.blocks.len())
                .map(|column| {
                    match self.mean_and_variance(column, a).zip(self.mean_and_variance(column, b)) {
                        Some(((mean, variance), (other, other_variance))) => {
                            let square = (mean - other) * (mean - other);
                            0.5 * ((variance + square) / other_variance
                                + (other_variance + square) / variance)
                                - 1.0
                        }
                        // Entries of coded columns are logarithms of rates already.
                        None => {
                            let (own, other) = (self.entries(column, a), self.entries(column, b));
                            own.iter()
                                .zip(&other)
                                .map(|(p, q)| (libm::exp(*p) - libm::exp(*q)) * (p - q))
                                .sum()
                        }
                    }
                })
                .sum()
        };
        (1..self.groups())
            .filter(|group| (0..*group).any(|earlier| apart(earlier, *group) < LEAST))
            .count()
    }

    /// Rate of each level of a coded column in a group, adding up to 1; empty for numbers.
    ///
    /// # Panics
    /// If there is no such column or group.
    #[must_use]
    pub fn rates(&self, column: usize, group: usize) -> Vec<f64> {
        if self.is_normal(column) {
            Vec::new()
        } else {
            self.entries(column, group).into_iter().map(libm::exp).collect()
        }
    }

    /// Mean and variance of a numeric column in a group, on the standardised scale of the sample;
    /// `None` for codes.
    ///
    /// # Panics
    /// If there is no such column or group.
    #[must_use]
    pub fn mean_and_variance(&self, column: usize, group: usize) -> Option<(f64, f64)> {
        let entries = self.entries(column, group);
        self.is_normal(column).then(|| (entries[0], 1.0 / entries[1]))
    }

    /// The entries of one group.
    fn entries(&self, column: usize, group: usize) -> Vec<f64> {
        self.entries_of(column).iter().map(|lanes| lanes[group]).collect()
    }

    /// The model after one more EM step: a pass over the rows of a sample, and the most probable
    /// parameters for what it counts. At a maximum of the likelihood the step leads back to the
    /// same parameters.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`] for a sample with other columns, [`ErrorKind::Parameter`] for a
    /// prior that is no number of at least 0.
    pub fn step(&self, sample: &Sample, prior: f64) -> Result<Self> {
        self.check(sample)?;
        if !prior.is_finite() || prior < 0.0 {
            let expected = "a number of at least 0".to_owned();
            return Err(
                ErrorKind::Parameter { name: "prior", expected, found: prior.to_string() }.into()
            );
        }
        let view = View::all(sample);
        let counts = pass::over(sample.packed(), &view, self.layout.state_lanes(), false)
            .counts(&self.layout, &self.parameters);
        let parameters = self.layout.fit(&counts, prior, &self.parameters);
        // Cost and starts remain those of the search: no other was made.
        let fit = FitStatistics {
            log_likelihood: counts.log_likelihood,
            passes: self.fit.passes + 1,
            ..self.fit
        };
        Ok(Self { parameters, fit, ..self.clone() })
    }

    pub(super) fn check(&self, sample: &Sample) -> Result<()> {
        if self.fits(sample) {
            return Ok(());
        }
        let expected = format!("the {} columns of the model", self.layout.blocks.len());
        Err(ErrorKind::Mismatch { expected, found: format!("{} columns", sample.columns().len()) }
            .into())
    }

    /// True where the columns of a sample are those of the model.
    pub(crate) fn fits(&self, sample: &Sample) -> bool {
        let same = |(block, column): (&ColumnBlock, &SampleColumn)| match &block.family {
            // A column of counts may have as many codes as one of levels; its scores tell it apart.
            Family::Rates(levels) | Family::Ordered(levels) => {
                *levels == column.categories && column.scores.is_empty()
            }
            Family::Count(scores) => *scores == column.scores,
            Family::Normal => column.categories == 0,
        };
        self.layout.blocks.len() == sample.columns().len()
            && self.layout.blocks.iter().zip(sample.columns()).all(same)
            && self.has_style_of(sample)
    }

    /// This model with its groups in this order: `order[new] = old`.
    pub(crate) fn reordered(&self, order: &[usize]) -> Self {
        Self { parameters: self.layout.reordered(&self.parameters, order), ..self.clone() }
    }

    /// For each column true if it tells no groups apart and shares one distribution.
    pub(super) fn pooled(&self) -> Vec<bool> {
        self.layout.blocks.iter().map(|block| block.pooled).collect()
    }

    pub(super) fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// Logarithm of the share of each group.
    pub(crate) fn log_shares(&self) -> Vec<f64> {
        (0..self.groups()).map(|group| self.parameters.log_share(group)).collect()
    }

    /// The table that a column's values are looked up in, by level, or mean, precision and
    /// constant; see [`Layout::entries`].
    pub(super) fn entries_of(&self, column: usize) -> Vec<[f64; 64]> {
        self.layout.entries::<64>(column, &self.parameters)
    }

    /// The logarithm of the number of ways to choose as many columns that tell groups apart.
    #[allow(clippy::cast_precision_loss, reason = "few columns")]
    pub(in crate::clustering) fn log_choices(&self) -> f64 {
        let pooled = self.pooled();
        let apart = pooled.iter().filter(|pooled| !**pooled).count();
        if self.groups() == 1 {
            return 0.0;
        }
        let log_factorial = |number: usize| libm::lgamma(number as f64 + 1.0);
        log_factorial(pooled.len()) - log_factorial(apart) - log_factorial(pooled.len() - apart)
    }

    /// The free parameters and the patterns of answers where the former are more than the latter
    /// can carry: a table of P patterns has P - 1 proportions (Goodman 1974, doi
    /// 10.1093/biomet/61.2.215).
    pub(in crate::clustering) fn beyond_identification(&self) -> Option<(usize, usize)> {
        self.layout
            .parameters_and_patterns()
            .filter(|(parameters, patterns)| self.groups() > 1 && parameters >= patterns)
    }

    /// True for a column of numbers.
    pub(super) fn is_normal(&self, column: usize) -> bool {
        matches!(self.layout.blocks[column].family, Family::Normal)
    }
}

impl From<LatentClassModel> for SavedModel {
    fn from(model: LatentClassModel) -> Self {
        Self::new(&model.layout, &model.parameters, model.fit, model.weight)
    }
}

impl TryFrom<SavedModel> for LatentClassModel {
    type Error = &'static str;

    fn try_from(saved: SavedModel) -> Result<Self, Self::Error> {
        let (fit, weight) = (saved.fit, saved.weight);
        let (layout, parameters) = saved.into_parts()?;
        Ok(Self { layout, parameters, fit, weight })
    }
}

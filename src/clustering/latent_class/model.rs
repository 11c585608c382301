//! A fitted model: what it says of the groups, and of rows that it has or has not seen.

use std::sync::Arc;

use super::super::method::{FitStatistics, Grouping};
use super::super::sample::Sample;
use super::family::Family;
use super::layout::{Layout, Parameters};
use super::pass;
use super::view::View;
use crate::error::{ErrorKind, Result};

/// A latent class model that was fitted to a sample.
#[derive(Debug, Clone, PartialEq)]
pub struct LatentClassModel {
    layout: Layout,
    parameters: Parameters,
    fit: FitStatistics,
    weight: f64,
}

impl LatentClassModel {
    pub(super) fn new(layout: Layout, parameters: Parameters, fit: FitStatistics, weight: f64) -> Self {
        Self { layout, parameters, fit, weight }
    }

    /// Number of groups.
    #[must_use]
    pub fn groups(&self) -> usize {
        self.layout.groups
    }

    /// How well the model fits the rows it was fitted to.
    #[must_use]
    pub fn fit(&self) -> &FitStatistics {
        &self.fit
    }

    /// Share of each group, adding up to 1.
    #[must_use]
    pub fn shares(&self) -> Vec<f64> {
        (0..self.groups()).map(|group| libm::exp(self.parameters.log_share(group))).collect()
    }

    /// Rate of each level of a coded column in a group, adding up to 1; empty for numbers.
    ///
    /// # Panics
    /// If there is no such column or group.
    #[must_use]
    pub fn rates(&self, column: usize, group: usize) -> Vec<f64> {
        match self.layout.blocks[column].family {
            Family::Normal => Vec::new(),
            _ => self.entries(column, group).into_iter().map(libm::exp).collect(),
        }
    }

    /// Mean and variance of a numeric column in a group, on the standardised scale of the sample; `None` for codes.
    ///
    /// # Panics
    /// If there is no such column or group.
    #[must_use]
    pub fn mean_and_variance(&self, column: usize, group: usize) -> Option<(f64, f64)> {
        let entries = self.entries(column, group);
        matches!(self.layout.blocks[column].family, Family::Normal).then(|| (entries[0], 1.0 / entries[1]))
    }

    /// The entries of one group.
    fn entries(&self, column: usize, group: usize) -> Vec<f64> {
        let entries = self.layout.entries::<64>(column, &self.parameters);
        entries.iter().map(|lanes| lanes[group]).collect()
    }

    /// Sorts the rows of a sample with the same columns: the probability of each group for each row.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`] for a sample with other columns.
    pub fn group(self: &Arc<Self>, sample: &Sample) -> Result<Grouping> {
        self.check(sample)?;
        let view = View::all(sample);
        let pass = pass::over(sample.packed(), &view, self.layout.lanes);
        let (_, probabilities) = pass.posteriors(&self.layout, &self.parameters);
        let fit = self.layout.has_likelihood().then_some(self.fit);
        Ok(Grouping::from_probabilities(self.groups(), probabilities, fit)?.with_model(Arc::clone(self)))
    }

    /// The model after one more step: a pass over the rows of a sample, and the most probable parameters for what it counts. At a maximum
    /// of the likelihood the step leads back to the same parameters.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`] for a sample with other columns.
    pub fn step(&self, sample: &Sample, prior: f64) -> Result<Self> {
        self.check(sample)?;
        let view = View::all(sample);
        let counts = pass::over(sample.packed(), &view, self.layout.lanes).counts(&self.layout, &self.parameters);
        let parameters = self.layout.fit(&counts, prior, &self.parameters);
        let fit = FitStatistics { log_likelihood: counts.log_likelihood, passes: self.fit.passes + 1, ..self.fit };
        Ok(Self { parameters, fit, ..self.clone() })
    }

    fn check(&self, sample: &Sample) -> Result<()> {
        if self.fits(sample) {
            return Ok(());
        }
        let expected = format!("the {} columns of the model", self.layout.blocks.len());
        Err(ErrorKind::Mismatch { expected, found: format!("{} columns", sample.columns().len()) }.into())
    }

    /// Whether the columns of a sample are those of the model.
    pub(super) fn fits(&self, sample: &Sample) -> bool {
        let same = |(block, column): (&super::layout::Block, &super::super::sample::SampleColumn)| match &block.family {
            Family::Rates(levels) | Family::Ordered(levels) => *levels == column.categories && column.scores.is_empty(),
            Family::Count(scores) => *scores == column.scores,
            Family::Normal => column.categories == 0,
        };
        self.layout.blocks.len() == sample.columns().len() && self.layout.blocks.iter().zip(sample.columns()).all(same)
    }

    pub(super) fn parameters(&self) -> &Parameters {
        &self.parameters
    }
}

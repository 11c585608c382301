//! The default method: a latent class mixture over mixed indicators, missing values by
//! full-information likelihood.
//!
//! Within a group, indicators are independent: mentions, options and levels follow a categorical
//! distribution, numbers a normal one. Numbers that no normal distribution describes come cut into
//! levels (see [`Sample`](super::Sample)), of which each has a rate of its own in every group. A
//! missing value drops out of the row's likelihood, so that whole blocks may be missing and nothing
//! is imputed; this is right where what is missing depends on what is known (missing at random,
//! Rubin 1976, doi 10.1093/biomet/63.3.581).

mod assign;
mod climb;
mod described;
mod elementary;
mod elsewhere;
mod family;
mod identified;
mod layout;
mod loading;
mod model;
mod newton;
mod options;
mod pass;
mod pooled;
mod residuals;
mod saved;
mod search;
mod squarem;
mod starts;
mod states;
mod style;
mod styled;
mod tables;
mod view;

use std::sync::Arc;

use super::grouping::Grouping;
use super::method::Clusterer;
use super::sample::Sample;
use crate::error::Result;
pub(super) use assign::groups_of;
pub(super) use described::{GroupColumn, are_log_shares};
pub(crate) use elsewhere::{Lookup, LookupColumn, Totals};
pub use model::LatentClassModel;
pub(super) use options::MOST_GROUPS;
pub use options::{LatentClass, OrdinalModel};
pub use residuals::DependentPair;
use starts::Effort;

impl LatentClass {
    /// Fits the best model with `groups` groups. Probabilities of rows are computed on request, by
    /// [`LatentClassModel::group`].
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`](crate::ErrorKind::Parameter) for options or a number of groups out
    /// of range, [`ErrorKind::Empty`](crate::ErrorKind::Empty) for a sample without a row that
    /// counts, [`ErrorKind::Fit`](crate::ErrorKind::Fit) if numbers or weights are too large to
    /// compute with.
    pub fn fit(&self, sample: &Sample, groups: usize, seed: u64) -> Result<LatentClassModel> {
        self.check(groups)?;
        search::fit(self, sample, groups, seed, Effort::Full)
    }

    fn grouping(
        &self,
        sample: &Sample,
        groups: usize,
        seed: u64,
        effort: Effort<'_>,
    ) -> Result<Grouping> {
        self.check(groups)?;
        Arc::new(search::fit(self, sample, groups, seed, effort)?).group(sample)
    }
}

impl Clusterer for LatentClass {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn cluster(&self, sample: &Sample, groups: usize, seed: u64) -> Result<Grouping> {
        self.grouping(sample, groups, seed, Effort::Full)
    }

    fn recluster(&self, sample: &Sample, near: &Grouping, seed: u64) -> Result<Grouping> {
        match near.model().filter(|model| model.fits(sample)) {
            Some(model) => {
                self.grouping(sample, near.groups(), seed, Effort::Near(model.parameters()))
            }
            // Parameters of other columns are no place to start from.
            None => self.grouping(sample, near.groups(), seed, Effort::Rough),
        }
    }

    fn extend(&self, sample: &Sample, first: &Grouping, seed: u64) -> Result<Grouping> {
        match first.model().filter(|model| model.fits(sample)) {
            Some(model) => self.grouping(sample, first.groups(), seed, Effort::From(model)),
            None => self.cluster(sample, first.groups(), seed),
        }
    }

    fn refit(&self, sample: &Sample, near: &Grouping, fresh: usize, seed: u64) -> Result<Grouping> {
        match near.model().filter(|model| model.fits(sample)) {
            Some(model) => {
                self.grouping(sample, near.groups(), seed, Effort::Again { model, fresh })
            }
            None => self.recluster(sample, near, seed),
        }
    }

    fn cluster_roughly(&self, sample: &Sample, groups: usize, seed: u64) -> Result<Grouping> {
        self.grouping(sample, groups, seed, Effort::Rough)
    }
}

//! A method of clustering whose answers are checked: any program may bring its own.

use super::grouping::Grouping;
use super::method::Clusterer;
use super::sample::Sample;
use crate::error::{ErrorKind, Result};

/// A method that gives groupings of the rows and groups it was asked for, or an error.
pub(super) struct CheckedMethod<'a>(pub(super) &'a dyn Clusterer);

impl CheckedMethod<'_> {
    fn check(&self, grouping: Grouping, sample: &Sample, groups: usize) -> Result<Grouping> {
        let asked = (sample.rows(), groups);
        let found = (grouping.rows(), grouping.groups());
        let of = |(rows, groups): (usize, usize)| format!("{rows} rows in {groups} groups");
        if found != asked {
            let found = format!("{} from {}", of(found), self.name());
            return Err(ErrorKind::Mismatch { expected: of(asked), found }.into());
        }
        // Later stages look columns up in the model by position.
        if grouping.model().is_some_and(|model| model.groups() != groups || !model.fits(sample)) {
            let expected = format!(
                "a model of the sample's {} columns in {groups} groups",
                sample.columns().len()
            );
            return Err(ErrorKind::Mismatch {
                expected,
                found: format!("another model from {}", self.name()),
            }
            .into());
        }
        Ok(grouping)
    }
}

impl Clusterer for CheckedMethod<'_> {
    fn name(&self) -> &str {
        self.0.name()
    }

    fn cluster(&self, sample: &Sample, groups: usize, seed: u64) -> Result<Grouping> {
        self.check(self.0.cluster(sample, groups, seed)?, sample, groups)
    }

    fn recluster(&self, sample: &Sample, near: &Grouping, seed: u64) -> Result<Grouping> {
        self.check(self.0.recluster(sample, near, seed)?, sample, near.groups())
    }

    fn extend(&self, sample: &Sample, first: &Grouping, seed: u64) -> Result<Grouping> {
        self.check(self.0.extend(sample, first, seed)?, sample, first.groups())
    }

    fn refit(&self, sample: &Sample, near: &Grouping, fresh: usize, seed: u64) -> Result<Grouping> {
        self.check(self.0.refit(sample, near, fresh, seed)?, sample, near.groups())
    }

    fn cluster_roughly(&self, sample: &Sample, groups: usize, seed: u64) -> Result<Grouping> {
        self.check(self.0.cluster_roughly(sample, groups, seed)?, sample, groups)
    }
}

//! The trait that methods of clustering share.

use super::grouping::Grouping;
use super::sample::Sample;
use crate::error::Result;

/// A method that sorts the rows of a sample into groups.
///
/// Methods give raw labels; order of the groups, stability, choice of their number and checks are
/// done for all methods alike. A grouping with another number of rows or groups than asked for
/// stops the run.
///
/// # Example
///
/// `examples/own_method.rs` implements one.
pub trait Clusterer: Sync {
    /// Name for messages and output.
    fn name(&self) -> &str;

    /// Sorts every row into one of `groups` groups. Rows that count 0 times in a bootstrap
    /// replicate ([`Sample::times`]) are sorted too, but do not shape the groups. Equal seeds give
    /// equal results.
    ///
    /// # Errors
    /// Whatever prevents an answer; [`ErrorKind::Fit`](crate::ErrorKind::Fit) for failures of the
    /// method itself.
    fn cluster(&self, sample: &Sample, groups: usize, seed: u64) -> Result<Grouping>;

    /// Sorts every row, starting from a grouping of other data that is near the answer. A method
    /// that cannot use it ignores it.
    ///
    /// # Errors
    /// As [`Clusterer::cluster`].
    fn recluster(&self, sample: &Sample, near: &Grouping, seed: u64) -> Result<Grouping> {
        self.cluster(sample, near.groups(), seed)
    }

    /// Sorts every row, starting from a grouping of the first rows of the sample. A method that
    /// cannot use it ignores it.
    ///
    /// # Errors
    /// As [`Clusterer::cluster`].
    fn extend(&self, sample: &Sample, first: &Grouping, seed: u64) -> Result<Grouping> {
        self.cluster(sample, first.groups(), seed)
    }

    /// Sorts every row of a sample whose rows count differently, starting from a grouping of the
    /// same rows and from `fresh` random starts, of which the best is carried on. A method that
    /// cannot do so reclusters.
    ///
    /// # Errors
    /// As [`Clusterer::cluster`].
    fn refit(&self, sample: &Sample, near: &Grouping, fresh: usize, seed: u64) -> Result<Grouping> {
        let _ = fresh;
        self.recluster(sample, near, seed)
    }

    /// Sorts every row into `groups` groups with less effort, for comparisons among many fits.
    ///
    /// # Errors
    /// As [`Clusterer::cluster`].
    fn cluster_roughly(&self, sample: &Sample, groups: usize, seed: u64) -> Result<Grouping> {
        self.cluster(sample, groups, seed)
    }
}

/// Random starts of a full search: five times as many as asked for where rows are few, optima many
/// and starts next to free.
pub(super) fn starts_of(asked: usize, sample: &Sample) -> usize {
    const FEW_ROWS: usize = 100;
    if sample.rows() <= FEW_ROWS { 5 * asked } else { asked }
}

//! Sources that are read and joined, while the rest of the study is worked out.

use super::data::{Records, Rows, SourceData};
use super::opening::Opening;
use crate::finding::Findings;
use crate::manifest::{Manifest, Source};

/// A study whose records have their respondents.
pub(super) struct Building<'a> {
    pub(super) opening: &'a Opening,
    pub(super) manifest: &'a Manifest,
    pub(super) loaded: &'a [SourceData],
    pub(super) respondent_of: &'a [Vec<Option<u32>>],
    pub(super) findings: Findings,
}

impl<'a> Building<'a> {
    /// The sources that are tables, with their rows' respondents.
    pub(super) fn tables(
        &self,
    ) -> impl Iterator<Item = (&'a Source, &'a Rows, &'a [Option<u32>])> + use<'a> {
        self.manifest.sources.iter().zip(self.loaded).zip(self.respondent_of).filter_map(
            |((source, loaded), of)| match &loaded.content {
                Records::Rows(rows) => Some((source, rows, of.as_slice())),
                _ => None,
            },
        )
    }
}

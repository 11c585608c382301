//! The place of evidence in the files themselves, for other programs.

use crate::ids::{EvidenceId, SourceId};

/// Position of a piece of evidence in the source files: the file, and the words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Anchor {
    /// Id of the evidence.
    pub evidence: EvidenceId,
    /// Path of the file as the manifest has it, with `/` between folders; of a path from the root
    /// of a machine the file's name alone. Empty for a value computed outside the study.
    pub file: String,
    /// Document within the file, if the file is a project with several.
    pub document: Option<String>,
    /// True if the file is delimited text (CSV), in which rows and cells can be counted.
    pub delimited: bool,
    /// Up to 32 characters before the words; empty for a cell, for masked evidence, and if personal
    /// data is near.
    pub before: String,
    /// Up to 32 characters after the words, under the conditions of `before`.
    pub after: String,
    /// Guids of the selections of a REFI-QDA project that are these words, in lower case, including
    /// a selection that was cut to the respondent's own words.
    pub selections: Vec<String>,
    /// Guids of the codings on the words, in lower case: for a claim those with its codes, for a
    /// contradiction all.
    pub codings: Vec<String>,
}

/// A record of a CRM with its respondent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CrmRecord {
    /// Id of the source.
    pub source: SourceId,
    /// Id of the record.
    pub record: String,
    /// Position of the respondent among
    /// [`Draft::memberships`](crate::personas::Draft::memberships).
    pub membership: usize,
}

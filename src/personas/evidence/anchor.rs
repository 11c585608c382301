//! The place of evidence in the files themselves, for other programs.

use crate::ids::EvidenceId;

/// The file that holds a piece of evidence, and the words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// Id of the evidence.
    pub evidence: EvidenceId,
    /// Path of the file as the manifest has it, with `/` between folders; of a path from the root
    /// of a machine the file's name alone. Empty for a value computed outside the study.
    pub file: String,
    /// The document within the file, where the file is a project that holds several.
    pub document: Option<String>,
    /// Whether the file is delimited text (CSV), whose rows and cells can be counted in it.
    pub delimited: bool,
    /// Up to 32 characters before the words; empty for a cell, for masked evidence, and where
    /// personal data stands near.
    pub before: String,
    /// Up to 32 characters after them, likewise.
    pub after: String,
    /// Guids of the selections of a REFI-QDA project that the words are, in lower case; of a
    /// selection that was cut to the respondent's own words too.
    pub selections: Vec<String>,
    /// Guids of the codings on them, in lower case: of a claim those with its codes, of a
    /// contradiction all.
    pub codings: Vec<String>,
}

/// A record of a CRM, and the respondent whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrmRecord {
    /// Id of the source.
    pub source: String,
    /// Id of the record.
    pub record: String,
    /// Position of the respondent among [`Draft::memberships`](crate::personas::Draft::memberships).
    pub membership: usize,
}

//! Respondents as people, as a source has them: their kind, and whether they may be quoted.

use std::path::PathBuf;

use super::kind::PersonaKind;
use super::stated::Stated;

/// A column that gives the kind of persona that a respondent counts for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RoleRule {
    /// File of a table with a column `respondent`, relative to the manifest, for transcripts, which
    /// have no columns.
    pub file: Option<PathBuf>,
    /// Name of the column.
    pub column: Stated<String>,
    /// Values that mean each kind.
    pub values: Vec<(PersonaKind, Vec<String>)>,
}

/// A table of consent to be quoted, in the columns `respondent` and `quotable`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Consent {
    /// File of the table, relative to the manifest.
    pub file: PathBuf,
}

impl RoleRule {
    /// Makes a rule for a column of the source's own table, with the values that mean a kind.
    #[must_use]
    pub fn new<'a>(
        column: &str,
        kind: PersonaKind,
        values: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let values = vec![(kind, values.into_iter().map(str::to_owned).collect())];
        Self { file: None, column: column.into(), values }
    }
}

impl Consent {
    /// Names the file of the table, relative to the manifest.
    #[must_use]
    pub fn new(file: impl Into<PathBuf>) -> Self {
        Self { file: file.into() }
    }
}

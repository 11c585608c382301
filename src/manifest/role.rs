//! What a source says of its respondents as people: their kind, and whether they may be quoted.

use std::path::PathBuf;

use super::kind::PersonaKind;
use super::stated::Stated;

/// A column that says which kind of persona a respondent counts for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RoleRule {
    /// For transcripts, which have no columns: a table with a column `respondent`, relative to the
    /// manifest.
    pub file: Option<PathBuf>,
    /// The column.
    pub column: Stated<String>,
    /// The values that mean a kind.
    pub values: Vec<(PersonaKind, Vec<String>)>,
}

/// A table that says whose words may be quoted, in the columns `respondent` and `quotable`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Consent {
    /// The file, relative to the manifest.
    pub file: PathBuf,
}

impl RoleRule {
    /// A column of the source's own table, with the values that mean a kind.
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
    /// A table in a file, relative to the manifest.
    #[must_use]
    pub fn new(file: impl Into<PathBuf>) -> Self {
        Self { file: file.into() }
    }
}

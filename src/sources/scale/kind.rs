//! The kinds of answers.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::named::one_of;

/// Scale of the answers of an item.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Scale {
    /// One of several unordered answers.
    Nominal,
    /// One of several ordered answers.
    Ordinal,
    /// Any number of several options.
    Multiple,
    /// A count: a whole number; only if the manifest says so.
    Count,
    /// A number.
    Numeric,
    /// The respondent's own words.
    OpenText,
    /// Identifiers of persons or records.
    Identifier,
    /// A date or a time.
    Date,
    /// Names of people and dates of birth.
    Personal,
    /// What follows from other columns: a copy, a recode, a sum.
    Derived,
    /// One value in every row.
    Constant,
    /// No value in any row.
    Empty,
}

impl Scale {
    /// The scales that a manifest may state: all but `Derived`, `Constant` and `Empty`.
    pub(crate) const STATED: [Self; 9] = [
        Self::Nominal,
        Self::Ordinal,
        Self::Multiple,
        Self::Count,
        Self::Numeric,
        Self::OpenText,
        Self::Identifier,
        Self::Date,
        Self::Personal,
    ];

    /// Name of the scale in a manifest.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Ordinal => "ordinal",
            Self::Multiple => "multiple",
            Self::Count => "count",
            Self::Numeric => "numeric",
            Self::OpenText => "open-text",
            Self::Identifier => "identifier",
            Self::Date => "date",
            Self::Personal => "personal",
            Self::Derived => "derived",
            Self::Constant => "constant",
            Self::Empty => "empty",
        }
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Scale {
    type Err = Error;

    /// The scale of a name that a manifest may state.
    fn from_str(name: &str) -> Result<Self> {
        one_of("scale", name, Self::STATED.into_iter().map(|scale| (scale.name(), scale)))
    }
}

//! The kinds of answers.

use std::fmt;

/// The kind of answers an item has.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Scale {
    /// One of several answers without an order.
    Nominal,
    /// One of several answers in an order.
    Ordinal,
    /// Any number of several options.
    Multiple,
    /// A whole number of times; only where the manifest says so.
    Count,
    /// A number.
    Numeric,
    /// Words of the respondent's own.
    OpenText,
    /// Something that names a person or a record.
    Identifier,
    /// A date or a time.
    Date,
    /// One value in every row.
    Constant,
    /// No value in any row.
    Empty,
}

impl Scale {
    /// The scales that a manifest may state: all but `Constant` and `Empty`.
    pub const STATED: [Self; 8] = [
        Self::Nominal,
        Self::Ordinal,
        Self::Multiple,
        Self::Count,
        Self::Numeric,
        Self::OpenText,
        Self::Identifier,
        Self::Date,
    ];

    /// Name as a manifest states it.
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

//! Counts of a group and of everyone else, how they compare, and how far that may be relied on.

use serde::{Deserialize, Serialize};

use crate::locale::Words;

/// How a group compares with everyone else of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More often than elsewhere.
    More,
    /// Less often than elsewhere.
    Less,
    /// As often as elsewhere: said of everyone, never of this group in particular.
    Shared,
}

/// How far a claim may be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Written by a person in the manifest.
    Assumption,
    /// Seen, not confirmed on respondents who had no part in making the group.
    Tentative,
    /// Confirmed on held-out respondents: p-value of at most 0.05 after adjustment over all claims
    /// of the study. What is said of everyone is supported where the interval of the share lies
    /// above one half, in the group and elsewhere.
    Supported,
    /// Supported, and two kinds of source show the same direction, each asked of at least five of
    /// the group and five others.
    Validated,
}

impl Grade {
    /// Name as it stands in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Assumption => "assumption",
            Self::Tentative => "tentative",
            Self::Supported => "supported",
            Self::Validated => "validated",
        }
    }
}

/// How many of the group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Support {
    /// Members of whom it is so.
    pub with: usize,
    /// Members of whom it is known whether it is so: who were asked and answered, or whose
    /// interview was coded.
    pub asked: usize,
    /// Weighted share, 0..=1: of the population's respondents where their source speaks of it, see
    /// [`Claim::share_of`](crate::personas::Claim::share_of), else of those asked.
    pub share: f64,
    /// Lower end of Wilson's interval at 95 %, for Kish's effective number of those whom the share
    /// is of.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// How many of everyone else of the kind.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Others {
    /// Others of whom it is so.
    pub with: usize,
    /// Others of whom it is known.
    pub asked: usize,
    /// Weighted share, 0..=1, of the same as the group's; `None` where nobody else was asked.
    pub share: Option<f64>,
}

impl Words {
    /// The name of a grade.
    pub(crate) fn grade(&self, grade: Grade) -> &'static str {
        match grade {
            Grade::Validated => self.validated,
            Grade::Supported => self.supported,
            Grade::Tentative => self.tentative,
            Grade::Assumption => self.assumption,
        }
    }
}

//! Claims: sentences about a group, each with how many of how many, and the places that show it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::evidence::{Evidence, NonEmpty};
use super::stage::JourneyStage;
use super::triangulation::KindCounts;
use crate::sources::SourceKind;
use crate::study::Facet;

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
    /// Confirmed on held-out respondents: p-value of at most 0.05 after adjustment over all claims of the study. What is said of everyone is
    /// supported where the interval of the share lies above one half, in the group and elsewhere.
    Supported,
    /// Supported, and two kinds of source show the same direction, each asked of at least five of the group and five others.
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
    /// Members of whom it is known whether it is so: who were asked and answered, or whose interview was coded.
    pub asked: usize,
    /// Weighted share, 0..=1: of the population's respondents where their source speaks of it, see [`Claim::share_of`], else of those asked.
    pub share: f64,
    /// Lower end of Wilson's interval at 95 %, for Kish's effective number of those whom the share is of.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// How many of everyone else of the kind.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Elsewhere {
    /// Others of whom it is so.
    pub with: usize,
    /// Others of whom it is known.
    pub asked: usize,
    /// Weighted share, 0..=1, of the same as the group's; `None` where nobody else was asked.
    pub share: Option<f64>,
}

/// One sentence about a group, tied to the places in the sources that show it.
///
/// Its evidence is a [`NonEmpty`] list: a claim that rests on nothing cannot be written down, nor read from JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Claim {
    /// Id, unique in the result: the persona's and a number.
    pub id: String,
    /// The aspect it speaks of.
    pub facet: Facet,
    /// Name of the indicator.
    pub indicator: String,
    /// What it says in a few words, without counts.
    pub label: String,
    /// The question that the label begins with; `None` where the label says enough by itself.
    pub question: Option<String>,
    /// The sentence, with its counts.
    pub statement: String,
    /// How the group compares.
    pub direction: Direction,
    /// How far it may be relied on.
    pub grade: Grade,
    /// p-value of the comparison on respondents who had no part in making the group, adjusted over all claims of the study that were looked at
    /// (false discovery rate); 1 where there was nothing to test.
    pub p_adjusted: f64,
    /// Share over the share elsewhere; `None` where the latter is 0 or unknown.
    pub lift: Option<f64>,
    /// How many of the group.
    pub support: Support,
    /// How many of everyone else.
    pub elsewhere: Elsewhere,
    /// Id of the source that the shares are of, where the declared population speaks of it; `None` where they are of those asked.
    pub share_of: Option<String>,
    /// Whether it is a need of access or safety that few have, stated all the same.
    pub rare: bool,
    /// At which stage of their journey most members are who show it; for pains, objections and channels, where stages are known.
    pub stage: Option<JourneyStage>,
    /// The kinds of source in which its evidence stands.
    pub source_kinds: Vec<SourceKind>,
    /// What each kind of source of the study says of it: its row of the matrix of claims × kinds of source.
    pub by_source_kind: Vec<KindCounts>,
    /// Number of places that support it, of which `evidence` shows some.
    pub evidence_total: usize,
    /// Number of places that speak against it.
    pub counter_evidence_total: usize,
    /// Members whom such a place speaks of.
    pub contradicted_by: usize,
    /// Places that support it, at most five.
    pub evidence: NonEmpty<Evidence>,
    /// Places that speak against it, at most five.
    pub counter_evidence: Vec<Evidence>,
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.statement, self.grade.name())
    }
}

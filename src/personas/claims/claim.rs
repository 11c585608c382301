//! Claims: sentences about a group, each with how many of how many, and the places that show it.

use std::fmt;

use crate::ids::ClaimId;
use crate::manifest::Facet;
use crate::personas::evidence::types::{Evidence, NonEmpty};
use crate::personas::propositions::support::{Direction, Grade, Others, Support};
use crate::personas::propositions::triangulation::KindCounts;
use crate::sources::SourceKind;
use serde::{Deserialize, Serialize};

/// One sentence about a group, tied to the places in the sources that show it.
///
/// Its evidence is a [`NonEmpty`] list: a claim that rests on nothing cannot be written down, nor
/// read from JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Claim {
    /// Id, unique in the result: the persona's and a number.
    pub id: ClaimId,
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
    /// p-value of the comparison on respondents who had no part in making the group, adjusted over
    /// all claims of the study that were looked at (false discovery rate); 1 where there was
    /// nothing to test.
    pub p_adjusted: f64,
    /// Share over the share elsewhere; `None` where the latter is 0 or unknown.
    pub lift: Option<f64>,
    /// How many of the group.
    pub support: Support,
    /// How many of everyone else.
    pub elsewhere: Others,
    /// Id of the source that the shares are of, where the declared population speaks of it; `None`
    /// where they are of those asked.
    pub share_of: Option<String>,
    /// Whether it is a need of access or safety that few have, stated all the same.
    pub rare: bool,
    /// At which stage of their journey most members are who show it; for pains, objections and
    /// channels, where stages are known.
    pub stage: Option<JourneyStage>,
    /// The kinds of source in which its evidence stands.
    pub source_kinds: Vec<SourceKind>,
    /// What each kind of source of the study says of it: its row of the matrix of claims × kinds of
    /// source.
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

/// The stage at which most members are who show a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct JourneyStage {
    /// Its name, as coded or recorded.
    pub stage: String,
    /// Members who show the claim and are at this stage.
    pub with: usize,
    /// Members who show the claim and whose stage is known; who is at several counts at each.
    pub of: usize,
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.statement, self.grade.name())
    }
}

//! Claims: sentences about a group, each with how many of how many, and the places that show it.

use std::fmt;

use crate::ids::{ClaimId, SourceId};
use crate::manifest::Facet;
use crate::personas::claims::middles::Middles;
use crate::personas::evidence::types::{Evidence, NonEmpty};
use crate::personas::propositions::support::{Direction, Grade, GroupRate, Others, Support};
use crate::personas::propositions::triangulation::KindCounts;
use crate::phrases::{NamePart, Phrase, PhraseKind, agrees_to_trouble};
use crate::sources::SourceKind;
use serde::{Deserialize, Serialize};

/// One sentence about a group, linked to the places in the sources that support it.
///
/// Its evidence is a [`NonEmpty`] list: a claim that rests on nothing cannot be written down, nor
/// read from JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Claim {
    /// Id, unique in the result: the persona's and a number.
    pub id: ClaimId,
    /// Aspect of people that the claim is about.
    pub facet: Facet,
    /// Name of the indicator.
    pub indicator: String,
    /// Short text of the claim, without counts.
    pub label: String,
    /// Question that the label begins with; `None` if the label is enough without it.
    pub question: Option<String>,
    /// The claim as the predicate of a sentence about people: `keep a waiting list on paper`. Empty
    /// in results of earlier versions.
    #[serde(default = "unspoken")]
    pub phrase: Phrase,
    /// What it gives to the name of the group; `None` where it makes no name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<NamePart>,
    /// Median and middle half of the number that the claim is about; `None` for any other claim,
    /// and in guarded results.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub middle: Option<Middles>,
    /// The sentence, with its counts.
    pub statement: String,
    /// Direction in which the group differs from everyone else.
    pub direction: Direction,
    /// Strength of the claim.
    pub grade: Grade,
    /// p-value of the comparison on respondents who had no part in making the group, adjusted over
    /// all claims of the study that were considered (false discovery rate); 1 if there was nothing
    /// to test.
    pub p_adjusted: f64,
    /// p-value of the hypothesis that at most one kind of source shows the difference, adjusted
    /// over all differences of the study that one kind confirms alone; `None` where fewer than two
    /// kinds can be tested or none confirms it, and in results of earlier versions.
    #[serde(default)]
    pub p_two_kinds: Option<f64>,
    /// Share of the group divided by the share elsewhere; `None` if the latter is 0 or unknown.
    pub lift: Option<f64>,
    /// Count and base of the group.
    pub support: Support,
    /// Rate in the group itself, of which `support` counts the people sorted here; `None` with one
    /// group, of fewer than 30 asked, where nothing but the claim's own question tells the group
    /// apart, for methods without a model, in guarded results, and in results of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<GroupRate>,
    /// Count and base of everyone else of the kind.
    pub elsewhere: Others,
    /// Id of the source whose respondents are the base of the shares, if the declared population
    /// has an answer; `None` if the base is those asked.
    pub share_of: Option<SourceId>,
    /// True for a need of access or safety that is stated although few have it.
    pub rare: bool,
    /// Journey stage of most members who support the claim; for pain points, objections and
    /// channels, if stages are known.
    pub stage: Option<JourneyStage>,
    /// Kinds of source that hold its evidence.
    pub source_kinds: Vec<SourceKind>,
    /// Counts of each kind of source: the claim's row of the matrix of claims × kinds of source.
    pub by_source_kind: Vec<KindCounts>,
    /// Number of places that support it, of which `evidence` shows some.
    pub evidence_total: usize,
    /// Number of places that speak against it.
    pub counter_evidence_total: usize,
    /// Number of members with a place that speaks against it.
    pub contradicted_by: usize,
    /// What people decided of it.
    #[serde(default, skip_serializing_if = "DecidedClaim::is_nothing")]
    pub decided: DecidedClaim,
    /// Places that support it, at most five.
    pub evidence: NonEmpty<Evidence>,
    /// Places that speak against it, at most five.
    pub counter_evidence: Vec<Evidence>,
}

/// Journey stage of most members who support a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct JourneyStage {
    /// Name of the stage, as coded or recorded.
    pub stage: String,
    /// Number of members who support the claim and are at this stage.
    pub with: usize,
    /// Number of members who support the claim and whose stage is known; a member at several stages
    /// counts at each.
    pub of: usize,
}

/// What people decided of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct DecidedClaim {
    /// True if the phrase is in the words of the team.
    pub worded: bool,
    /// True if it comes first among the claims of its aspect.
    pub pinned: bool,
    /// True if it is left off the card and out of the sentences; the evidence keeps it.
    pub hidden: bool,
}

impl DecidedClaim {
    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.statement, self.grade.name())
    }
}

impl Claim {
    /// True of a point on a scale of trouble: which of its ends is the trouble is not known, so it
    /// is neither the pain of a group nor a question to a team. An agreement with a trouble is one.
    pub(crate) fn is_point(&self) -> bool {
        matches!(self.facet, Facet::PainPoint | Facet::Objection)
            && matches!(self.phrase.kind, PhraseKind::Rating | PhraseKind::Attitude)
            && !agrees_to_trouble(&self.phrase.text)
    }

    /// What it says of people: its phrase, or its label in results of earlier versions.
    pub(crate) fn said(&self) -> &str {
        if self.phrase.text.is_empty() { &self.label } else { &self.phrase.text }
    }
}

/// The phrase of a claim that was written before claims had one.
fn unspoken() -> Phrase {
    Phrase { text: String::new(), kind: PhraseKind::Quoted, quoted: true }
}

//! Draft personas as they are written out: plain data that reads back as it was.

use super::contradictions::Contradiction;
use super::doubts::OpenDoubt;
use super::quantity::Quantity;
use super::quoted::{OwnWords, Quote, Voice};
use super::segment::SegmentRule;
use super::title::Title;
use super::unshared::UnsharedFacet;
use super::vocabulary::DistinctiveWord;
use crate::clustering::{Candidate, Thresholds, Verdict};
use crate::ids::{ClaimId, PersonaId, RespondentId, SourceId};
use crate::manifest::{Facet, Language, PersonaKind, Profile};
use crate::named::named_values;
use crate::personas::claims::claim::Claim;
use crate::study::SourceSummary;
use serde::{Deserialize, Serialize};

/// A draft description of a group, or of everyone if the data hold no groups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Persona {
    /// Id: the letter of the kind and a number, largest group first.
    pub id: PersonaId,
    /// Kind of persona.
    pub kind: PersonaKind,
    /// Name, made of its claims: the first of its titles that is short and that no other persona of
    /// the kind has.
    pub label: String,
    /// What a reader must know of the name: that it rests on interviews alone, or on what is not
    /// confirmed. `None` where there is nothing to say, or people gave the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about_label: Option<String>,
    /// The line under the name: two sentences at most, on what they want and what gets in the way.
    #[serde(default)]
    pub tag_line: Vec<Sentence>,
    /// Titles that its claims allow, best first.
    #[serde(default)]
    pub titles: Vec<Title>,
    /// Number of respondents in the group.
    pub size: usize,
    /// Share of the population; `None` if no survey or CRM holds respondents of the kind.
    pub share: Option<Share>,
    /// Mean Jaccard index of the group under resampling, 0..=1.
    pub stability: f64,
    /// Number of members who match all defining claims; `None` if this would reveal a small group.
    pub joint_match: Option<JointMatch>,
    /// The claims, by facet in the order of the kind, strongest first.
    pub claims: Vec<Claim>,
    /// Contradictions between what members say about themselves and what records show.
    pub contradictions: Vec<Contradiction>,
    /// Quotes of members, each supporting or contradicting one of the claims.
    pub quotes: Vec<Quote>,
    /// Amounts that members name when they talk about goals and pain points.
    pub quantities: Vec<Quantity>,
    /// Sentences that summarise claims.
    pub narrative: Vec<Sentence>,
    /// Questions for the team, made of a goal or of what gets in the way: prompts, no findings.
    #[serde(default)]
    pub prompts: Vec<Sentence>,
    /// The quote at the head; `None` if no member says something that stands alone.
    #[serde(default)]
    pub head: Option<Quote>,
    /// One member in that member's own words; `None` if nobody says enough, and in guarded results.
    #[serde(default)]
    pub own_words: Option<OwnWords>,
    /// Who those quoted are, by their own answers; empty in guarded results.
    #[serde(default)]
    pub voices: Vec<Voice>,
    /// Facets that the kind should answer and that no member was asked about; in a guarded result
    /// also those that too few were asked about to tell.
    pub gaps: Vec<Facet>,
    /// Facets of the kind that members were asked about and that no claim follows on.
    #[serde(default)]
    pub unshared: Vec<UnsharedFacet>,
    /// Simple rule that selects its members; `None` if no rule does.
    pub segment_rule: Option<SegmentRule>,
    /// Words that members use more than others in interviews.
    pub words: Vec<DistinctiveWord>,
    /// Number of accounts of the members; `None` if the study has no accounts.
    pub accounts: Option<usize>,
    /// Number of members in each source.
    pub coverage: Vec<Coverage>,
    /// Members who are closest to the description.
    pub exemplars: Vec<Exemplar>,
    /// Human decisions about the persona, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}

/// Human decisions about a persona, besides its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Decision {
    /// Note to the readers.
    pub note: Option<String>,
    /// Day of its review.
    pub reviewed: Option<String>,
    /// Assumptions without evidence, each with its facet.
    pub assumptions: Vec<(Facet, String)>,
}

/// Number of a persona's members in one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Coverage {
    /// Id of the source.
    pub source: SourceId,
    /// Number of members in the source.
    pub respondents: usize,
    /// Number of transcripts or rows of its file about them: answers, contacts, deals, events.
    pub records: usize,
}

/// Share of a group in the population.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Share {
    /// Id of the source in which shares are counted.
    pub of: SourceId,
    /// Weighted mean probability of the group, 0..=1.
    pub estimate: f64,
    /// Lower end of the interval at 95 %, given the number of groups: normal on the logit, with the
    /// standard deviation over refits of the groups to reweighted respondents (O'Hagan, Murphy,
    /// Scrucca and Gormley 2019, doi 10.1007/s00180-019-00897-9). Where the size is uncertain, the
    /// least share of a refit.
    pub low: f64,
    /// Upper end of the interval, or the greatest share of a refit.
    pub high: f64,
    /// True where the group is another one in most refits, by a mean Jaccard index below 0.5: its
    /// size is uncertain, and the estimate should not be quoted. False in results of earlier
    /// versions.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub uncertain: bool,
}

/// Number of real people who match the whole description (Chapman and Milham 2006, doi
/// 10.1177/154193120605000503).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct JointMatch {
    /// Number of members who match every defining claim.
    pub with: usize,
    /// Number of members who match all defining claims but one.
    pub all_but_one: usize,
    /// Number of members with a known answer on every defining claim.
    pub of: usize,
    /// Number of defining claims: those that distinguish the group, chosen so that they hold of the
    /// same people, at most five.
    pub claims: usize,
}

/// A sentence that summarises claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Sentence {
    /// The sentence.
    pub text: String,
    /// Ids of the claims that it states, at least one.
    pub claims: Vec<ClaimId>,
}

/// A member who is close to the description of the persona.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Exemplar {
    /// Id of the respondent.
    pub respondent: RespondentId,
    /// Probability of the group, 0..=1.
    pub probability: f32,
    /// Number of defining claims that are true of the member.
    pub matches: usize,
    /// Number of defining claims with a known answer of the member.
    pub of: usize,
}

/// The number of groups chosen for a kind of persona, with the reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SelectionSummary {
    /// Kind of persona.
    pub kind: PersonaKind,
    /// Chosen number of groups.
    pub chosen: usize,
    /// How far the grouping can be relied on.
    pub verdict: Verdict,
    /// Reason for the number of groups, in words.
    pub reason: String,
    /// Name of the clustering method.
    pub method: String,
    /// Number of respondents of the kind.
    pub respondents: usize,
    /// p-value of the bootstrap likelihood-ratio test of one group: how often data without groups
    /// gain as much. `null` where it was not made.
    #[serde(alias = "one_group_p")]
    pub blrt_p: Option<f64>,
    /// Agreement with another method (adjusted Rand index).
    pub replicability: Option<f64>,
    /// Thresholds that a number of groups must pass.
    pub gate: Thresholds,
    /// Figures of every number of groups that was tried.
    pub candidates: Vec<Candidate>,
}

/// The respondents of a kind who are in no group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Unassigned {
    /// Id: the letter of the kind and 0.
    pub id: PersonaId,
    /// Kind of persona.
    pub kind: PersonaKind,
    /// Number of respondents.
    pub size: usize,
    /// Share of all respondents of the kind, 0..=1.
    pub share: f64,
    /// Number of them without a value on any indicator that shapes groups; the others fit no group,
    /// or several about equally.
    pub nothing_known: usize,
    /// Claims that hold of them more often than of the groups, or as often; never confirmed.
    pub claims: Vec<Claim>,
    /// Quotes of some of them.
    pub quotes: Vec<Quote>,
    /// Sentences that summarise claims.
    pub narrative: Vec<Sentence>,
}

/// Summary of a study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct StudySummary {
    /// Title of the study.
    pub title: String,
    /// Language of its sources and of its reports.
    pub language: Language,
    /// Privacy profile: the readers of the result.
    #[serde(default, skip_serializing_if = "Profile::is_internal")]
    pub privacy: Profile,
    /// Day on which the last of the data were collected, if the manifest says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collected: Option<String>,
    /// Check value of the privacy key of the result: sixteen hexadecimal digits of a keyed hash of
    /// a fixed text, by which `verify` tells the key from others. Absent without a key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_check: Option<String>,
    /// Number of respondents.
    pub respondents: usize,
    /// The sources.
    pub sources: Vec<SourceSummary>,
    /// Doubts about how the sources were read that nobody answered; at most five kinds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<OpenDoubt>,
}

/// Status of a respondent: in a group, between groups, or in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// In a group, with a probability of at least 0.7.
    Assigned,
    /// In a group, but another fits about as well.
    Borderline,
    /// In no group.
    None,
}

impl Status {
    /// All statuses.
    pub const ALL: [Self; 3] = [Self::Assigned, Self::Borderline, Self::None];

    /// Name of the status in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::Borderline => "borderline",
            Self::None => "none",
        }
    }
}

named_values!(Status "status");

/// The persona of one respondent.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Membership {
    /// Id of the respondent.
    pub respondent: RespondentId,
    /// Kind of persona.
    pub kind: PersonaKind,
    /// Id of the persona; `None` without a group.
    pub persona: Option<PersonaId>,
    /// Probability of the group, 0..=1.
    pub probability: f32,
    /// Probability of the group minus that of the next most probable one.
    pub margin: f32,
    /// Status of the respondent.
    pub status: Status,
}

//! Draft personas as they are written out: plain data that reads back as it was.

use super::contradictions::Contradiction;
use super::quantity::Quantity;
use super::segment::SegmentRule;
use super::vocabulary::DistinctiveWord;
use crate::clustering::{Candidate, Thresholds, Verdict};
use crate::ids::{ClaimId, PersonaId};
use crate::manifest::{Facet, Language, PersonaKind, Profile};
use crate::personas::claims::claim::Claim;
use crate::personas::evidence::types::Evidence;
use crate::study::SourceSummary;
use serde::{Deserialize, Serialize};

/// A draft description of a group, or of everyone where the data hold no groups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Persona {
    /// Id: the letter of the kind and a number, largest group first.
    pub id: PersonaId,
    /// Whom it describes.
    pub kind: PersonaKind,
    /// What sets it apart, in its own claims' words.
    pub label: String,
    /// Respondents in the group.
    pub size: usize,
    /// Share of the population; `None` if no survey or CRM holds respondents of the kind.
    pub share: Option<Share>,
    /// Mean Jaccard index of the group under resampling, 0..=1.
    pub stability: f64,
    /// How many members show all that sets the group apart; `None` where few people would be told
    /// of.
    pub joint_match: Option<JointMatch>,
    /// The claims, by facet in the order of the kind, strongest first.
    pub claims: Vec<Claim>,
    /// What members say of themselves against what records show.
    pub contradictions: Vec<Contradiction>,
    /// Words of members, each behind one of the claims.
    pub quotes: Vec<Quote>,
    /// Amounts that members name where they speak of goals and pain points.
    pub quantities: Vec<Quantity>,
    /// Sentences made of claims.
    pub narrative: Vec<Sentence>,
    /// How it may go; `None` where no member shows two steps and more.
    pub scenario: Option<Scenario>,
    /// Aspects that the kind asks for and no source speaks of.
    pub gaps: Vec<Facet>,
    /// The plain rule that picks its people; `None` where none does.
    pub segment_rule: Option<SegmentRule>,
    /// Words that members use more than others in interviews.
    pub words: Vec<DistinctiveWord>,
    /// Accounts that members belong to; `None` where the study knows no accounts.
    pub accounts: Option<usize>,
    /// How many members each source knows.
    pub coverage: Vec<Coverage>,
    /// The members nearest to the description.
    pub exemplars: Vec<Exemplar>,
    /// What people decided of it, if they did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}

/// What people decided of a persona, beside its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Decision {
    /// A note to the readers.
    pub note: Option<String>,
    /// The day of its review.
    pub reviewed: Option<String>,
    /// What is assumed without evidence.
    pub assumptions: Vec<(Facet, String)>,
}

/// Members of a persona whom a source knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Coverage {
    /// Id of the source.
    pub source: String,
    /// Members whom it knows.
    pub respondents: usize,
    /// Transcripts or rows of its file that speak of them: answers, contacts, deals, events.
    pub records: usize,
}

/// Size of a group in the population.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Share {
    /// Id of the source in which shares are counted.
    pub of: String,
    /// Weighted mean probability of the group, 0..=1.
    pub estimate: f64,
    /// Lower end of the interval at 95 %: bootstrap below 10,000 respondents, normal from there on.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// How many real people show the whole description (Chapman and Milham 2006, doi
/// 10.1177/154193120605000503).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct JointMatch {
    /// Members who show every defining claim.
    pub with: usize,
    /// Members who show all of them but one.
    pub all_but_one: usize,
    /// Members of whom every defining claim is known.
    pub of: usize,
    /// Number of defining claims: those that set the group apart, chosen so that they hold of the
    /// same people, at most five.
    pub claims: usize,
}

/// Words of a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Quote {
    /// Id of the claim that the words are evidence of.
    pub claim: ClaimId,
    /// Whether they speak against it.
    pub against: bool,
    /// The evidence.
    pub evidence: Evidence,
}

/// A sentence made of claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Sentence {
    /// The sentence.
    pub text: String,
    /// Ids of the claims that it states, at least one.
    pub claims: Vec<ClaimId>,
}

/// How it may go, as an illustration: claims that one real member shows together, put in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Scenario {
    /// Id of the member.
    pub respondent: String,
    /// The steps.
    pub sentences: Vec<Sentence>,
}

/// A member near to the description.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Exemplar {
    /// Id of the respondent.
    pub respondent: String,
    /// Probability of the group, 0..=1.
    pub probability: f32,
    /// Defining claims the member shows.
    pub matches: usize,
    /// Defining claims that are known of the member.
    pub of: usize,
}

/// What was chosen for a kind, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SelectionSummary {
    /// The kind.
    pub kind: PersonaKind,
    /// Number of groups.
    pub chosen: usize,
    /// What may be believed of them.
    pub verdict: Verdict,
    /// The rule as it was applied.
    pub reason: String,
    /// Name of the method.
    pub method: String,
    /// Respondents of the kind.
    pub respondents: usize,
    /// p-value of the bootstrap likelihood-ratio test of one group: how often data without groups
    /// gain as much. `null` where it was not made.
    #[serde(alias = "one_group_p")]
    pub blrt_p: Option<f64>,
    /// Agreement with another method (adjusted Rand index).
    pub replicability: Option<f64>,
    /// The thresholds.
    pub gate: Thresholds,
    /// Every number of groups that was looked at.
    pub candidates: Vec<Candidate>,
}

/// Respondents of a kind who are in no group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Unassigned {
    /// Id: the letter of the kind and 0.
    pub id: PersonaId,
    /// The kind.
    pub kind: PersonaKind,
    /// How many.
    pub size: usize,
    /// Of all respondents of the kind, 0..=1.
    pub share: f64,
    /// How many of them have no value on any indicator that shapes groups; the others fit no group,
    /// or several about equally.
    pub nothing_known: usize,
    /// What is said of them more often than in the groups, or as often: seen, never confirmed.
    pub claims: Vec<Claim>,
    /// Words of some of them.
    pub quotes: Vec<Quote>,
    /// Sentences made of claims.
    pub narrative: Vec<Sentence>,
}

/// What was studied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StudySummary {
    /// Title of the study.
    pub title: String,
    /// Language of its sources and of what is written about them.
    pub language: Language,
    /// Who is to read it.
    #[serde(default, skip_serializing_if = "Profile::is_internal")]
    pub privacy: Profile,
    /// The day on which the last of the data were collected, where the manifest says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collected: Option<String>,
    /// Check value of the privacy key that the result was made with: sixteen hexadecimal digits of
    /// a keyed hash of a fixed text, by which `verify` tells the key from others. Absent without a
    /// key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_check: Option<String>,
    /// Respondents.
    pub respondents: usize,
    /// The sources.
    pub sources: Vec<SourceSummary>,
}

/// A finding as it is written out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FindingRecord {
    /// Stable identifier.
    pub id: String,
    /// `note` or `warning`.
    pub level: crate::finding::Level,
    /// The sentence, in English.
    pub message: String,
    /// The first place, where there is one.
    pub at: Option<String>,
    /// The sentence in the language of the reports, where that is another. Programs that read the
    /// JSON have one language to match on.
    #[serde(skip)]
    pub(crate) translated: Option<String>,
}

impl FindingRecord {
    /// The sentence as reports say it.
    pub(crate) fn sentence(&self) -> &str {
        self.translated.as_deref().unwrap_or(&self.message)
    }
}

/// Where a respondent belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// In a group, with a probability of at least 0.7.
    Assigned,
    /// In a group, but another may do as well.
    Borderline,
    /// In no group.
    None,
}

impl Status {
    /// Name as it stands in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::Borderline => "borderline",
            Self::None => "none",
        }
    }
}

/// One respondent's place.
#[derive(Debug, Clone, PartialEq)]
pub struct Membership {
    /// Id of the respondent.
    pub respondent: String,
    /// The kind.
    pub kind: PersonaKind,
    /// Id of the persona, `None` without a group.
    pub persona: Option<PersonaId>,
    /// Probability of the group, 0..=1.
    pub probability: f32,
    /// How much more probable it is than the next.
    pub margin: f32,
    /// Where the respondent belongs.
    pub status: Status,
}

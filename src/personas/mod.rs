//! Draft personas: groups described by claims, each claim tied to the places in the sources that show it.

mod anchors;
mod belong;
mod choose;
mod claim;
mod comparison;
mod confirm;
mod contradictions;
mod coverage;
mod draft;
mod early;
mod evidence;
mod gather;
mod guard;
mod ids;
mod links;
mod map;
mod misplaced;
mod narrative;
mod next;
mod persona;
mod portrait;
mod profile;
mod proposition;
mod quantity;
mod reopen;
mod roster;
mod rules;
mod segment;
mod share;
mod sound;
mod stage;
mod statistics;
mod tally;
mod triangulation;
mod vocabulary;
mod wording;

use serde::{Deserialize, Serialize};

pub use anchors::{Anchor, CrmRecord};
pub(crate) use belong::{groups_of_matrix, matrix_of_study};
pub(crate) use choose::{Side, direction, direction_alone};
pub use claim::{Claim, Direction, Elsewhere, Grade, Support};
pub use comparison::Comparison;
pub use contradictions::Contradiction;
pub use early::EarlySigns;
pub use evidence::{Evidence, EvidenceSet, NonEmpty};
pub(crate) use guard::Seals;
pub use links::{Conflict, Link};
pub use map::{MapGroup, PeopleMap};
pub use next::{NextInterview, Unheard};
pub use persona::{
    Coverage, Decision, Exemplar, FindingRecord, JointMatch, Membership, Persona, Quote, Scenario, SelectionSummary,
    Sentence, Share, Status, StudySummary, Unassigned,
};
pub use profile::{Profile, ProfileRow};
pub use proposition::Condition;
pub(crate) use proposition::{halved_at, halving_level};
pub use quantity::Quantity;
pub(crate) use reopen::{Reopened, Sources};
pub use rules::GradeRule;
pub use segment::{SegmentCondition, SegmentRule};
pub use stage::JourneyStage;
pub use statistics::{false_discovery, two_shares_p, wilson_interval};
pub use triangulation::{KindCounts, Stance};
pub use vocabulary::DistinctiveWord;

use crate::clustering::Clustering;
use crate::coding::Coding;
use crate::error::Result;
use crate::indicators::IndicatorMatrix;
use crate::study::{ClusteringOptions, Study};

/// The personas of a study, with everything that is needed to judge them.
///
/// The public fields are what `personas.json` holds; they read back from it.
///
/// ```
/// use persona_synthesis::{Clustering, IndicatorMatrix, PersonaSet, Study};
///
/// let study = Study::open("data/interviews-only/study.toml")?;
/// let matrix = IndicatorMatrix::from_study(&study)?;
/// let personas = PersonaSet::draft(&study, &matrix, &Clustering::fit(&matrix)?)?;
/// for claim in personas.claims() {
///     let evidence = claim.evidence.first();
///     assert!(evidence.masked || study.resolve(&evidence.locator, 0)?.text == evidence.quote);
/// }
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PersonaSet {
    /// Version of the shape of the JSON.
    pub schema_version: u32,
    /// What was studied.
    pub study: StudySummary,
    /// What was chosen for each kind, and why.
    pub selections: Vec<SelectionSummary>,
    /// The personas, by kind, largest group first.
    pub personas: Vec<Persona>,
    /// Respondents in no group, for each kind.
    pub unassigned: Vec<Unassigned>,
    /// The groups of each kind side by side.
    pub profiles: Vec<Profile>,
    /// The respondents of each kind on two axes.
    pub maps: Vec<PeopleMap>,
    /// How to recognise early whom not to serve; `None` where no outcome marks anybody.
    pub early_signs: Option<EarlySigns>,
    /// Which personas that buy and that use meet in accounts.
    pub links: Vec<Link>,
    /// Whom to interview next, for each kind in turn, the most telling first.
    pub next_interviews: Vec<NextInterview>,
    /// How far the coding of interviews can be relied on.
    pub coding: Coding,
    /// What the grades of claims mean, strongest first.
    pub grades: Vec<GradeRule>,
    /// The findings of all stages.
    pub findings: Vec<FindingRecord>,
    #[serde(skip)]
    pub(crate) memberships: Vec<Membership>,
    #[serde(skip)]
    pub(crate) evidence_sets: Vec<EvidenceSet>,
    #[serde(skip)]
    pub(crate) anchors: Vec<Anchor>,
    #[serde(skip)]
    pub(crate) crm_records: Vec<CrmRecord>,
    #[serde(skip)]
    pub(crate) options: ClusteringOptions,
}

impl PersonaSet {
    /// Version of the shape of the JSON that this version of the crate writes.
    pub const SCHEMA_VERSION: u32 = 1;

    /// Drafts the personas of a study from its groups, as the privacy profile of the study's manifest lets them be
    /// handed on: under `team` and `public` this is the [guarded](PersonaSet::guarded) set.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`](crate::ErrorKind::Mismatch) if the matrix is not of the study; those of
    /// [`PersonaSet::guarded`], such as [`ErrorKind::Manifest`](crate::ErrorKind::Manifest) for a profile without a key.
    pub fn draft(study: &Study, matrix: &IndicatorMatrix, clustering: &Clustering) -> Result<Self> {
        let personas = Self::draft_internal(study, matrix, clustering)?;
        match study.manifest.privacy.profile.is_internal() {
            true => Ok(personas),
            false => personas.guarded(study, matrix),
        }
    }

    /// Drafts the personas for those who did the study, whatever the manifest's privacy profile: with memberships, sets
    /// of evidence and the ids of respondents. What is handed on of them is [`PersonaSet::guarded`].
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`](crate::ErrorKind::Mismatch) if the matrix is not of the study, or
    /// the groups are not of the matrix.
    pub fn draft_internal(study: &Study, matrix: &IndicatorMatrix, clustering: &Clustering) -> Result<Self> {
        draft::draft(study, matrix, clustering)
    }

    /// All claims, of personas, of those in no group, and signs of those not to be served.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        let of_no_group = self.unassigned.iter().flat_map(|none| &none.claims);
        let signs = self.early_signs.iter().flat_map(|signs| &signs.claims);
        self.personas.iter().flat_map(|persona| &persona.claims).chain(of_no_group).chain(signs)
    }

    /// All evidence that is shown: of claims, for and against, and of contradictions.
    pub fn evidence(&self) -> impl Iterator<Item = &Evidence> {
        let of_claims = self.claims().flat_map(|claim| claim.evidence.iter().chain(&claim.counter_evidence));
        let contradictions = self.personas.iter().flat_map(|persona| &persona.contradictions);
        of_claims.chain(contradictions.flat_map(|contradiction| contradiction.evidence.iter()))
    }

    /// The same, to be changed.
    pub(crate) fn evidence_mut(&mut self) -> impl Iterator<Item = &mut Evidence> {
        let Self { personas, unassigned, early_signs, .. } = self;
        let (claims, contradictions): (Vec<_>, Vec<_>) =
            personas.iter_mut().map(|persona| (&mut persona.claims, &mut persona.contradictions)).unzip();
        let others = unassigned.iter_mut().map(|none| &mut none.claims);
        let signs = early_signs.iter_mut().map(|signs| &mut signs.claims);
        let claims = claims.into_iter().chain(others).chain(signs).flatten();
        let of_claims = claims.flat_map(|claim| claim.evidence.iter_mut().chain(&mut claim.counter_evidence));
        let contradictions = contradictions.into_iter().flatten();
        of_claims.chain(contradictions.flat_map(|contradiction| contradiction.evidence.iter_mut()))
    }

    /// The claim of this id.
    #[must_use]
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims().find(|claim| claim.id == id)
    }

    /// Whether a persona describes everyone of its kind, for want of groups.
    #[must_use]
    pub fn describes_everyone(&self, persona: &Persona) -> bool {
        self.selections.iter().any(|selection| selection.kind == persona.kind && selection.chosen == 1)
    }

    /// Where each respondent belongs, in the order of their ids; empty for a set that was read from JSON.
    #[must_use]
    pub fn memberships(&self) -> &[Membership] {
        &self.memberships
    }

    /// The full evidence of each claim; empty for a set that was read from JSON.
    #[must_use]
    pub fn evidence_sets(&self) -> &[EvidenceSet] {
        &self.evidence_sets
    }

    /// Where each piece of evidence stands in the files, in the order of [`PersonaSet::evidence`]; empty for a set that was read from JSON.
    #[must_use]
    pub fn anchors(&self) -> &[Anchor] {
        &self.anchors
    }

    /// The records of CRM sources with the respondents whose they are; empty for a set that was read from JSON.
    #[must_use]
    pub fn crm_records(&self) -> &[CrmRecord] {
        &self.crm_records
    }
}

//! The personas of a study with what is needed to judge them: the result.

use super::claims::claim::Claim;
use super::evidence::types::Evidence;
use super::portrait::early::EarlySigns;
use super::portrait::links::Link;
use super::portrait::map::PeopleMap;
use super::portrait::next::NextInterview;
use super::portrait::persona::{
    FindingRecord, Persona, SelectionSummary, StudySummary, Unassigned,
};
use super::portrait::profile::Profile;
use super::propositions::rules::GradeRule;
use crate::coding::Coding;
use serde::{Deserialize, Serialize};

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
}

impl PersonaSet {
    /// Version of the shape of the JSON that this version of the crate writes.
    pub const SCHEMA_VERSION: u32 = 1;

    /// All claims, of personas, of those in no group, and signs of those not to be served.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        let of_no_group = self.unassigned.iter().flat_map(|none| &none.claims);
        let signs = self.early_signs.iter().flat_map(|signs| &signs.claims);
        self.personas.iter().flat_map(|persona| &persona.claims).chain(of_no_group).chain(signs)
    }

    /// All evidence that is shown: of claims, for and against, and of contradictions.
    pub fn evidence(&self) -> impl Iterator<Item = &Evidence> {
        let of_claims =
            self.claims().flat_map(|claim| claim.evidence.iter().chain(&claim.counter_evidence));
        let contradictions = self.personas.iter().flat_map(|persona| &persona.contradictions);
        of_claims.chain(contradictions.flat_map(|contradiction| contradiction.evidence.iter()))
    }

    /// Mutable access to all evidence that is shown.
    pub(crate) fn evidence_mut(&mut self) -> impl Iterator<Item = &mut Evidence> {
        let Self { personas, unassigned, early_signs, .. } = self;
        let (claims, contradictions): (Vec<_>, Vec<_>) = personas
            .iter_mut()
            .map(|persona| (&mut persona.claims, &mut persona.contradictions))
            .unzip();
        let others = unassigned.iter_mut().map(|none| &mut none.claims);
        let signs = early_signs.iter_mut().map(|signs| &mut signs.claims);
        let claims = claims.into_iter().chain(others).chain(signs).flatten();
        let of_claims =
            claims.flat_map(|claim| claim.evidence.iter_mut().chain(&mut claim.counter_evidence));
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
        self.selections
            .iter()
            .any(|selection| selection.kind == persona.kind && selection.chosen == 1)
    }
}

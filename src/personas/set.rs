//! The personas of a study with what is needed to judge them: the result.

use super::claims::claim::Claim;
use super::evidence::types::Evidence;
use super::portrait::early::EarlySigns;
use super::portrait::finding::ResultFinding;
use super::portrait::links::Link;
use super::portrait::map::PeopleMap;
use super::portrait::next::NextInterview;
use super::portrait::persona::{Persona, SelectionSummary, StudySummary, Unassigned};
use super::portrait::profile::ProfileTable;
use super::propositions::rules::GradeRule;
use crate::coding::Coding;
use crate::manifest::PersonaKind;
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
#[non_exhaustive]
pub struct PersonaSet {
    /// Version of the JSON format.
    pub schema_version: u32,
    /// Summary of the study.
    pub study: StudySummary,
    /// Chosen number of groups of each kind, with the reason.
    pub selections: Vec<SelectionSummary>,
    /// The personas, by kind, largest group first.
    pub personas: Vec<Persona>,
    /// Respondents without a group, for each kind.
    pub unassigned: Vec<Unassigned>,
    /// Shares of every group on the propositions that distinguish them, for each kind.
    pub profiles: Vec<ProfileTable>,
    /// Respondents of each kind on two axes.
    pub maps: Vec<PeopleMap>,
    /// Early signs of the kind *negative*; `None` if no outcome marks any respondent.
    pub early_signs: Option<EarlySigns>,
    /// Pairs of a buying and a using persona that occur in the same accounts.
    pub links: Vec<Link>,
    /// Respondents to interview next, kind by kind, the most informative first.
    pub next_interviews: Vec<NextInterview>,
    /// Quality of the coding of interviews.
    pub coding: Coding,
    /// Meanings of the grades of claims, strongest first.
    pub grades: Vec<GradeRule>,
    /// Findings of all stages.
    #[cfg_attr(test, schemars(with = "Vec<super::portrait::finding::FindingRecord>"))]
    pub findings: Vec<ResultFinding>,
}

impl PersonaSet {
    /// Version of the JSON format that this version of the crate writes.
    pub const SCHEMA_VERSION: u32 = 1;

    /// All claims: of personas, of respondents without a group, and early signs of the kind
    /// *negative*.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        let of_no_group = self.unassigned.iter().flat_map(|none| &none.claims);
        let signs = self.early_signs.iter().flat_map(|signs| &signs.claims);
        self.personas.iter().flat_map(|persona| &persona.claims).chain(of_no_group).chain(signs)
    }

    /// All evidence shown: supporting and contradicting evidence of claims, and evidence of
    /// contradictions.
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

    /// True if respondents of a kind are in no group.
    pub(crate) fn leaves_out(&self, kind: PersonaKind) -> bool {
        self.unassigned.iter().any(|none| none.kind == kind && none.size > 0)
    }

    /// True if a persona describes all respondents of its kind of whom enough is known, because no
    /// groups were found.
    #[must_use]
    pub fn describes_everyone(&self, persona: &Persona) -> bool {
        self.selections
            .iter()
            .any(|selection| selection.kind == persona.kind && selection.chosen == 1)
    }
}

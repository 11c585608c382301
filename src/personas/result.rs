//! A result with what only those who did the study may see: who is who, and every place.

use std::collections::BTreeSet;

use super::evidence::anchor::{Anchor, CrmRecord};
use super::evidence::types::EvidenceSet;
use super::portrait::persona::Membership;
use super::set::PersonaSet;
use crate::locator::indicator_of_caller;
use crate::manifest::ClusteringOptions;
use crate::sources::SourceKind;
use crate::study::Study;

/// The respondents of a result: the persona of each, and the full evidence of each claim.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Roster {
    /// Persona of each respondent, in the order of their ids.
    pub memberships: Vec<Membership>,
    /// Full evidence of each claim, in the order of [`PersonaSet::claims`].
    pub evidence_sets: Vec<EvidenceSet>,
}

/// A result as the files of a run hold it.
///
/// [`lifecycle::read_result`](crate::lifecycle::read_result) reads one, [`Draft::result`] is the
/// one of a draft.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RunResult {
    /// The personas: the file `personas.json`.
    pub personas: PersonaSet,
    /// Respondents and full evidence: the files `membership.csv` and `evidence-sets.json`. `None`
    /// for a guarded result, which names no respondents.
    pub roster: Option<Roster>,
}

impl RunResult {
    /// Makes a result that names no respondents, such as a guarded one.
    #[must_use]
    pub fn without_roster(personas: PersonaSet) -> Self {
        Self { personas, roster: None }
    }

    /// Persona of each respondent, in the order of their ids; empty without a roster.
    #[must_use]
    pub fn memberships(&self) -> &[Membership] {
        self.roster.as_ref().map_or(&[], |roster| &roster.memberships)
    }

    /// True if the roster names the respondents of the study, all of them and no others.
    pub(crate) fn names_respondents_of(&self, study: &Study) -> bool {
        self.memberships().iter().map(|one| one.respondent.as_str()).eq(study.names())
    }

    /// Names of the indicators that the caller computed outside the study, as far as claims rest on
    /// them. [`Model::computed_indicators`](crate::lifecycle::Model::computed_indicators) has those
    /// of which nothing is claimed too.
    #[must_use]
    pub fn computed_indicators(&self) -> BTreeSet<&str> {
        let of_claims =
            self.personas.claims().filter(|claim| claim.source_kinds.contains(&SourceKind::Caller));
        let sets = self.evidence_sets().iter();
        let places = sets.flat_map(|set| set.supporting.keys().chain(set.contradicting.keys()));
        let of_places = places.filter_map(|(source, _)| indicator_of_caller(source));
        of_claims.map(|claim| claim.indicator.as_str()).chain(of_places).collect()
    }

    /// Full evidence of each claim; empty without a roster.
    #[must_use]
    pub fn evidence_sets(&self) -> &[EvidenceSet] {
        self.roster.as_ref().map_or(&[], |roster| &roster.evidence_sets)
    }
}

/// Draft personas with everything that leads from them back to the sources.
///
/// ```
/// use persona_synthesis::personas::Draft;
/// use persona_synthesis::{Clustering, IndicatorMatrix, Study};
///
/// let study = Study::open("data/interviews-only/study.toml")?;
/// let matrix = IndicatorMatrix::from_study(&study)?;
/// let draft = Draft::new(&study, &matrix, &Clustering::fit(&matrix)?)?;
/// assert_eq!(draft.memberships().len(), study.len());
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub(crate) result: RunResult,
    pub(crate) anchors: Vec<Anchor>,
    pub(crate) crm_records: Vec<CrmRecord>,
    pub(crate) options: ClusteringOptions,
}

impl Draft {
    /// The personas.
    #[must_use]
    pub fn personas(&self) -> &PersonaSet {
        &self.result.personas
    }

    /// Mutable access to the personas, to change their texts before they are rendered.
    pub fn personas_mut(&mut self) -> &mut PersonaSet {
        &mut self.result.personas
    }

    /// The personas, without memberships and evidence sets.
    #[must_use]
    pub fn into_personas(self) -> PersonaSet {
        self.result.personas
    }

    /// The result as the files of a run hold it.
    #[must_use]
    pub fn result(&self) -> &RunResult {
        &self.result
    }

    /// Persona of each respondent, in the order of their ids; empty for a guarded draft.
    #[must_use]
    pub fn memberships(&self) -> &[Membership] {
        self.result.memberships()
    }

    /// Full evidence of each claim; empty for a guarded draft.
    #[must_use]
    pub fn evidence_sets(&self) -> &[EvidenceSet] {
        self.result.evidence_sets()
    }

    /// Position of each piece of evidence in the files, in the order of [`PersonaSet::evidence`].
    #[must_use]
    pub fn anchors(&self) -> &[Anchor] {
        &self.anchors
    }

    /// Records of CRM sources, each with its respondent; empty for a guarded draft.
    #[must_use]
    pub fn crm_records(&self) -> &[CrmRecord] {
        &self.crm_records
    }

    /// Clustering options behind the groups.
    #[must_use]
    pub fn options(&self) -> ClusteringOptions {
        self.options
    }
}

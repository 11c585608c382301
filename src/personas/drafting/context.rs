//! The study in work and the parts drafted so far.

use crate::finding::Findings;
use crate::indicators::IndicatorMatrix;
use crate::locale::Words;
use crate::manifest::PersonaKind;
use crate::personas::evidence::gather::Gathering;
use crate::personas::evidence::index::EvidenceIndex;
use crate::personas::evidence::types::EvidenceSet;
use crate::personas::portrait::next::NextInterview;
use crate::personas::portrait::persona::Persona;
use crate::personas::portrait::share::population;
use crate::personas::portrait::stage::Stages;
use crate::personas::portrait::told::Teller;
use crate::personas::portrait::vocabulary::Vocabulary;
use crate::personas::propositions::tally::GroupedRespondents;
use crate::study::Study;

pub(super) struct Drafting<'a> {
    pub(super) study: &'a Study,
    pub(super) matrix: &'a IndicatorMatrix,
    pub(super) archive: EvidenceIndex<'a>,
    pub(super) stages: Stages,
    pub(super) vocabulary: Vocabulary,
    /// What the users of the study are called after.
    pub(super) subject: Option<String>,
    pub(super) words: &'static Words,
    pub(super) findings: Findings,
    pub(super) personas: Vec<Persona>,
    pub(super) sets: Vec<EvidenceSet>,
    pub(super) next_interviews: Vec<NextInterview>,
}

impl<'a> Drafting<'a> {
    /// How claims about a group of a kind are told; `alone` where everyone is described.
    pub(super) fn teller(&self, kind: PersonaKind, alone: bool) -> Teller {
        Teller::new(self.study.manifest().language, kind, alone, false)
    }

    pub(super) fn gathering<'b>(&'b self, groups: &'b GroupedRespondents) -> Gathering<'b> {
        let Self { study, matrix, archive, .. } = self;
        Gathering { study, matrix, archive, groups, population: population(study) }
    }
}

//! What is said of a study as a whole: people, sources, groups.

use roaring::RoaringBitmap;

use super::Guard;
use super::cells::{coarse, is_safe};
use super::people::OfKind;
use crate::locator::count_of;
use crate::personas::{Coverage, Decision, Persona, SelectionSummary, StudySummary};
use crate::study::{Profile, SourceSummary};

impl Guard<'_> {
    pub(super) fn summary(&self, profile: Profile, kinds: &[OfKind]) -> StudySummary {
        let study = &self.set.study;
        let sources =
            study.sources.iter().enumerate().filter_map(|(number, source)| self.source(number, source, kinds));
        StudySummary {
            title: self.plain(&study.title),
            language: study.language,
            privacy: profile,
            collected: study.collected.clone(),
            respondents: kinds.iter().map(OfKind::size).sum(),
            sources: sources.collect(),
        }
    }

    /// A source with the people of whom we speak, and without the records of all others; `None` where these are few.
    fn source(&self, number: usize, source: &SourceSummary, kinds: &[OfKind]) -> Option<SourceSummary> {
        let owners: Vec<Option<u32>> = match self.study.segments_of(number) {
            Some(segments) => segments.placed.iter().map(|segment| segment.respondent).collect(),
            None => self.study.respondent_of[number].clone(),
        };
        let all: RoaringBitmap =
            kinds.iter().flat_map(|kind| &kind.columns).flat_map(|column| &column.people).collect();
        let own: RoaringBitmap = owners.iter().flatten().copied().filter(|owner| all.contains(*owner)).collect();
        let left_out = owners.iter().flatten().filter(|owner| !all.contains(**owner)).count();
        let respondents = count_of(own.len());
        let records = source.records.saturating_sub(left_out);
        let known = owners.iter().flatten().next().is_some();
        let shown = !known || (respondents > 0 && is_safe(respondents, self.least));
        shown.then(|| SourceSummary { records, respondents, ..source.clone() })
    }

    pub(super) fn selections(&self, kinds: &[OfKind]) -> Vec<SelectionSummary> {
        let known = self.set.selections.iter().zip(kinds).filter(|(_, kind)| kind.size() > 0);
        let selection = |(selection, kind): (&SelectionSummary, &OfKind)| SelectionSummary {
            // How many were compared says how many there are.
            reason: selection.reason.split("; compared on ").next().unwrap_or_default().to_owned(),
            respondents: kind.size(),
            replicability: selection.replicability.map(|agreement| coarse(agreement, 100.0)),
            // Likelihoods follow from the answers of everyone.
            candidates: Vec::new(),
            ..selection.clone()
        };
        known.map(selection).collect()
    }

    /// How many of each persona a source knows, where in every persona those whom it knows and those whom it does not are none or enough.
    pub(super) fn coverage(&self, personas: &mut [Persona], kinds: &[OfKind]) {
        for (number, source) in self.study.manifest.sources.iter().enumerate() {
            let knows = |person: u32| self.study.people.sources[person as usize] & (1 << number) != 0;
            let known = |people: &RoaringBitmap| people.iter().filter(|person| knows(*person)).count();
            let columns = || kinds.iter().flat_map(|kind| &kind.columns);
            let safe = columns().all(|column| {
                let inside = known(&column.people);
                is_safe(inside, self.least) && is_safe(column.size() - inside, self.least)
            });
            for persona in personas.iter_mut().filter(|_| safe) {
                let own = self.set.personas.iter().find(|own| own.id == persona.id);
                let own = own.and_then(|own| own.coverage.iter().find(|coverage| coverage.source == source.id));
                persona.coverage.extend(own.cloned().map(|coverage| Coverage { ..coverage }));
            }
        }
    }

    pub(super) fn decision(&self, decision: &Decision) -> Decision {
        let plain = |text: &String| self.shown.words(text);
        Decision {
            note: decision.note.as_ref().map(plain),
            reviewed: decision.reviewed.clone(),
            assumptions: decision.assumptions.iter().map(|(facet, text)| (*facet, plain(text))).collect(),
        }
    }
}

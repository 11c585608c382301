//! What is said of a study as a whole: people, sources, groups.

use roaring::RoaringBitmap;

use super::Guard;
use super::cells::{coarse, is_safe};
use super::parts::Parts;
use super::people::{Column, OfKind};
use crate::locator::count_of;
use crate::personas::coverage::records;
use crate::personas::{Coverage, Decision, Persona, SelectionSummary, StudySummary};
use crate::study::{Profile, Records, SourceSummary};

impl Guard<'_> {
    pub(super) fn summary(&self, profile: Profile, kinds: &[OfKind]) -> StudySummary {
        let study = &self.set.study;
        let everyone: RoaringBitmap = columns(kinds).flat_map(|column| &column.people).collect();
        let mut parts = Parts::new(self.least, [everyone.clone()]);
        let all = study.sources.iter().enumerate();
        let sources = all.filter_map(|(number, source)| self.source(number, source, kinds, &everyone, &mut parts));
        StudySummary {
            title: self.plain(&study.title),
            language: study.language,
            privacy: profile,
            collected: study.collected.clone(),
            key_check: Some(self.shown.pseudonyms.check()),
            respondents: count_of(everyone.len()),
            sources: sources.collect(),
        }
    }

    /// A source with the people of whom we speak and their records alone: how many records are of
    /// nobody would count those who refuse, withdrew or were left out. `None` where those whom it
    /// knows, those whom it does not, or those whom it and others know are few.
    fn source(
        &self,
        number: usize,
        source: &SourceSummary,
        kinds: &[OfKind],
        everyone: &RoaringBitmap,
        parts: &mut Parts,
    ) -> Option<SourceSummary> {
        let owners = self.owners(number);
        if owners.is_empty() {
            // A codebook is of nobody.
            let digest = self.shown.pseudonyms.digest_of_source(&source.id, &source.digest);
            return Some(SourceSummary { digest, ..source.clone() });
        }
        let known: RoaringBitmap = owners.iter().flatten().copied().filter(|owner| everyone.contains(*owner)).collect();
        let respondents = count_of(known.len());
        let records = self.records(number, &known, self.records_of_each(number, kinds).as_deref());
        // A plain digest would tell whether somebody holds the same file.
        let digest = self.shown.pseudonyms.digest_of_source(&source.id, &source.digest);
        parts.admit([&known]).then(|| SourceSummary { records, respondents, digest, ..source.clone() })
    }

    /// Whose each record of a source is; of a source of segments each segment.
    fn owners(&self, source: usize) -> Vec<Option<u32>> {
        match self.study.segments_of(source) {
            Some(segments) => segments.placed.iter().map(|segment| segment.respondent).collect(),
            None => self.study.respondent_of[source].clone(),
        }
    }

    /// How many records of a source are of each respondent; `None` where few people of a persona have
    /// several: everyone counts once there, as the rest would tell of these few.
    fn records_of_each(&self, source: usize, kinds: &[OfKind]) -> Option<Vec<usize>> {
        let rows = match &self.study.loaded[source].content {
            Records::Rows(rows) => Some(rows),
            Records::Interviews(_) => None,
        };
        let aggregated = rows.and_then(|rows| Some((rows, rows.aggregated.as_ref()?)));
        let mut of_each = vec![0; self.study.len()];
        for (record, owner) in self.owners(source).into_iter().enumerate() {
            let behind =
                || aggregated.map_or(1, |(rows, aggregated)| aggregated.rows_behind(rows.unit(record), 0).len());
            if let Some(owner) = owner {
                of_each[owner as usize] += behind();
            }
        }
        let several = |column: &Column| column.people.iter().filter(|person| of_each[*person as usize] > 1).count();
        columns(kinds).all(|column| is_safe(several(column), self.least)).then_some(of_each)
    }

    /// How many records of a source are of these people, by what [`Self::records_of_each`] gives.
    fn records(&self, source: usize, people: &RoaringBitmap, of_each: Option<&[usize]>) -> usize {
        match (of_each, self.study.segments_of(source)) {
            (None, _) => count_of(people.len()),
            (Some(of_each), Some(_)) => people.iter().map(|person| of_each[person as usize]).sum(),
            // What is of an account counts once.
            (Some(_), None) => records(self.study, source, people),
        }
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

    /// How many of each persona a source knows that the study names, where of every persona those
    /// whom each source knows, alone or with others, and those whom it does not are none or enough.
    pub(super) fn coverage(&self, personas: &mut [Persona], sources: &[SourceSummary], kinds: &[OfKind]) {
        let mut parts = Parts::new(self.least, columns(kinds).map(|column| column.people.clone()));
        for (number, source) in self.study.manifest.sources.iter().enumerate() {
            let knows = |person: &u32| self.study.people.sources[*person as usize] & (1 << number) != 0;
            let known: RoaringBitmap = columns(kinds).flat_map(|column| &column.people).filter(knows).collect();
            let named = sources.iter().any(|named| named.id == source.id);
            let covers = !self.study.respondent_of[number].is_empty();
            if !named || !covers || !parts.admit([&known]) {
                continue;
            }
            let of_each = self.records_of_each(number, kinds);
            for persona in personas.iter_mut() {
                let Some(column) = columns(kinds).find(|column| column.id == persona.id) else { continue };
                let own = &known & &column.people;
                let (respondents, records) = (count_of(own.len()), self.records(number, &own, of_each.as_deref()));
                persona.coverage.push(Coverage { source: source.id.clone(), respondents, records });
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

/// The columns of all kinds.
fn columns(kinds: &[OfKind]) -> impl Iterator<Item = &Column> + Clone {
    kinds.iter().flat_map(|kind| &kind.columns)
}

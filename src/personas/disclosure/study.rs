//! The guarded summary of a study: people, sources, groups.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use roaring::RoaringBitmap;

use super::guard::Guard;
use super::parts::Parts;
use super::people::{DescribedKind, PersonaColumn};
use super::sizes::{coarse, is_safe};
use crate::locale::without_counts;
use crate::locator::count_of;
use crate::manifest::Profile;
use crate::personas::portrait::coverage::records;
use crate::personas::portrait::doubts::without_data;
use crate::personas::{Coverage, Decision, Persona, SelectionSummary, StudySummary};
use crate::sources::Digest;
use crate::study::{Records, SourceSummary};

/// The people of the guarded set, by source.
pub(super) struct SourcePeople {
    everyone: RoaringBitmap,
    /// By position of each source that is of people: those whom it knows.
    known: BTreeMap<usize, RoaringBitmap>,
    /// The sources whose exact numbers tell of no few.
    exact: BTreeSet<usize>,
}

impl Guard<'_> {
    /// For each source the people of the guarded set that it knows.
    pub(super) fn source_people(&self, kinds: &[DescribedKind]) -> SourcePeople {
        let everyone: RoaringBitmap = columns(kinds).flat_map(|column| &column.people).collect();
        let known = self.known(&everyone);
        // Claims count within a kind, so that a source may be few in one kind alone.
        let exact = self.exact(of_each_kind(kinds), known.iter());
        SourcePeople { everyone, known, exact }
    }

    pub(super) fn summary(
        &self,
        profile: Profile,
        kinds: &[DescribedKind],
        people: &SourcePeople,
    ) -> StudySummary {
        let study = &self.set.study;
        let SourcePeople { everyone, known, exact } = people;
        let source = |(number, source): (usize, &SourceSummary)| match known.get(&number) {
            Some(people) => self.source(number, source, people, exact.contains(&number), kinds),
            // A codebook is of nobody.
            None => Some(SourceSummary { digest: self.sealed_digest(source), ..source.clone() }),
        };
        StudySummary {
            title: self.shown.words(&study.title),
            language: study.language,
            privacy: profile,
            collected: study.collected.clone(),
            key_check: Some(self.shown.pseudonyms.check()),
            respondents: count_of(everyone.len()),
            sources: study.sources.iter().enumerate().filter_map(source).collect(),
            doubts: without_data(&study.doubts),
        }
    }

    /// The people of the guarded set that each source of people knows, by position of the source.
    fn known(&self, everyone: &RoaringBitmap) -> BTreeMap<usize, RoaringBitmap> {
        let all = (0..self.study.source_count()).map(|source| (source, self.owners(source)));
        let of_people = all.filter(|(_, owners)| !owners.is_empty());
        let known = |owners: Vec<Option<u32>>| {
            owners.into_iter().flatten().collect::<RoaringBitmap>() & everyone
        };
        of_people.map(|(source, owners)| (source, known(owners))).collect()
    }

    /// Those of these sources whose exact numbers tell of no few: within each of these parts the
    /// people in a source, outside it, and in each combination of sources are none or enough. The
    /// largest sources come first, as they tell of most people.
    fn exact<'b>(
        &self,
        parts: impl IntoIterator<Item = RoaringBitmap>,
        known: impl Iterator<Item = (&'b usize, &'b RoaringBitmap)>,
    ) -> BTreeSet<usize> {
        let mut parts = Parts::new(self.least, parts);
        let mut known: Vec<(&usize, &RoaringBitmap)> = known.collect();
        known.sort_by_key(|(_, people)| Reverse(people.len()));
        known
            .into_iter()
            .filter(|(_, people)| parts.admit(people))
            .map(|(source, _)| *source)
            .collect()
    }

    /// A source with the people of the guarded set and their records alone: the number of other
    /// records would count those who refuse, withdrew or were left out. Numbers that are not told
    /// exactly are rounded down to a multiple of the least cell, so that a difference may be
    /// nobody; `None` where nothing is left of them.
    fn source(
        &self,
        number: usize,
        source: &SourceSummary,
        people: &RoaringBitmap,
        exact: bool,
        kinds: &[DescribedKind],
    ) -> Option<SourceSummary> {
        let records = self.records(number, people, self.records_of_each(number, kinds).as_deref());
        // Rounded down, never up: a rounded total less an exact part must not come out as few
        // people.
        let told = |count: usize| if exact { count } else { count / self.least * self.least };
        let (records, respondents) = (told(records), told(count_of(people.len())));
        let digest = self.sealed_digest(source);
        (exact || respondents > 0).then(|| SourceSummary {
            records,
            respondents,
            digest,
            ..source.clone()
        })
    }

    /// The keyed digest of a source: a plain one would tell whether somebody holds the same file.
    fn sealed_digest(&self, source: &SourceSummary) -> Digest {
        self.shown.pseudonyms.digest_of_source(&source.id, &source.digest)
    }

    /// The respondent of each record of a source, or of each segment.
    fn owners(&self, source: usize) -> Vec<Option<u32>> {
        match self.study.segments_of(source) {
            Some(segments) => segments.placed.iter().map(|segment| segment.respondent).collect(),
            None => self.study.record_owners(source).to_vec(),
        }
    }

    /// Number of records of each respondent in a source; `None` where few people of a persona have
    /// several: everyone counts once there, as the rest would tell of these few.
    fn records_of_each(&self, source: usize, kinds: &[DescribedKind]) -> Option<Vec<usize>> {
        let rows = match self.study.records(source) {
            Records::Rows(rows) => Some(rows),
            Records::Interviews(_) => None,
        };
        let aggregated = rows.and_then(|rows| Some((rows, rows.aggregated.as_ref()?)));
        let mut of_each = vec![0; self.study.len()];
        for (record, owner) in self.owners(source).into_iter().enumerate() {
            let behind = || {
                aggregated.map_or(1, |(rows, aggregated)| {
                    aggregated.rows_behind(rows.unit(record), 0).len()
                })
            };
            if let Some(owner) = owner {
                of_each[owner as usize] += behind();
            }
        }
        // Records beyond one a person would be those of the few who have several.
        let several = |column: &PersonaColumn| {
            column.people.iter().filter(|person| of_each[*person as usize] > 1).count()
        };
        columns(kinds).all(|column| is_safe(several(column), self.least)).then_some(of_each)
    }

    /// Number of records of these people in a source, counted as [`Self::records_of_each`] says.
    fn records(&self, source: usize, people: &RoaringBitmap, of_each: Option<&[usize]>) -> usize {
        match (of_each, self.study.segments_of(source)) {
            (None, _) => count_of(people.len()),
            (Some(of_each), Some(_)) => people.iter().map(|person| of_each[person as usize]).sum(),
            // What is of an account counts once.
            (Some(_), None) => records(self.study, source, people),
        }
    }

    pub(super) fn selections(&self, kinds: &[DescribedKind]) -> Vec<SelectionSummary> {
        let known = self.set.selections.iter().zip(kinds).filter(|(_, kind)| kind.size() > 0);
        let selection = |(selection, kind): (&SelectionSummary, &DescribedKind)| SelectionSummary {
            // How many were compared says how many there are.
            reason: without_counts(&selection.reason),
            respondents: kind.size(),
            // Two digits are all that is read, and many digits could be inverted to memberships.
            replicability: selection.replicability.map(|agreement| coarse(agreement, 100.0)),
            // Likelihoods follow from the answers of everyone.
            candidates: Vec::new(),
            ..selection.clone()
        };
        known.map(selection).collect()
    }

    /// Adds the coverage of each source whose exact counts may be shown for every persona.
    pub(super) fn coverage(
        &self,
        personas: &mut [Persona],
        kinds: &[DescribedKind],
        people: &SourcePeople,
    ) {
        let SourcePeople { known, exact, .. } = people;
        let covers =
            |source: &usize| exact.contains(source) && self.study.segments_of(*source).is_none();
        // Coverage counts within each persona, a finer partition than the one of the source totals.
        let columns_apart = columns(kinds).map(|column| column.people.clone());
        let covering = self.exact(columns_apart, known.iter().filter(|(source, _)| covers(source)));
        for source in covering {
            let of_each = self.records_of_each(source, kinds);
            for persona in personas.iter_mut() {
                let Some(column) = columns(kinds).find(|column| column.id == persona.id) else {
                    continue;
                };
                let own = &known[&source] & &column.people;
                let (respondents, records) =
                    (count_of(own.len()), self.records(source, &own, of_each.as_deref()));
                let source = self.study.source_id(source).to_owned();
                persona.coverage.push(Coverage { source, respondents, records });
            }
        }
    }

    pub(super) fn decision(&self, decision: &Decision) -> Decision {
        let plain = |text: &String| self.shown.words(text);
        Decision {
            note: decision.note.as_ref().map(plain),
            reviewed: decision.reviewed.clone(),
            assumptions: decision
                .assumptions
                .iter()
                .map(|(facet, text)| (*facet, plain(text)))
                .collect(),
        }
    }
}

/// The people of the guarded set of each kind: claims count within a kind.
fn of_each_kind(kinds: &[DescribedKind]) -> impl Iterator<Item = RoaringBitmap> {
    kinds.iter().map(|kind| kind.columns.iter().flat_map(|column| &column.people).collect())
}

/// The columns of all kinds.
fn columns(kinds: &[DescribedKind]) -> impl Iterator<Item = &PersonaColumn> + Clone {
    kinds.iter().flat_map(|kind| &kind.columns)
}

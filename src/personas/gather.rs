//! The evidence of a claim: every place for the full set, and a few to show.

use std::collections::{BTreeMap, BTreeSet};

use roaring::RoaringBitmap;

use super::choose::Chosen;
use super::claim::Direction;
use super::evidence::{Archive, Evidence, EvidenceSet, Side};
use super::proposition::{Answer, Condition, Proposition};
use super::tally::{Count, Groups, counted};
use super::triangulation::said_by;
use crate::finding::Findings;
use crate::indicators::{IndicatorMatrix, Origin, Values};
use crate::sources::{MISSING, SourceKind};
use crate::study::{Address, RespondentId, Study};

/// Places shown per claim and side.
const SHOWN: usize = 5;
/// Of these, places in interviews before those in tables.
const SPOKEN_FIRST: usize = 3;

/// What a claim rests on.
pub(super) struct Gathered {
    pub(super) set: EvidenceSet,
    pub(super) supporting: Places,
    pub(super) contradicting: Places,
}

/// Places in sources: all of them as numbers, the first ones to show.
#[derive(Default)]
pub(super) struct Places {
    /// Records by source and part, of which a claim has few.
    records: Vec<((u16, u16), Vec<u32>)>,
    kinds: BTreeSet<SourceKind>,
    spoken: Vec<(u32, Address)>,
    tabled: Vec<(u32, Address)>,
}

impl Places {
    pub(super) fn add(&mut self, member: u32, address: Address, kind: SourceKind) {
        let part = (address.source, address.part);
        match self.records.iter_mut().find(|(known, _)| *known == part) {
            Some((_, records)) => records.push(address.record),
            None => {
                self.records.push((part, vec![address.record]));
                self.kinds.insert(kind);
            }
        }
        let shown = if kind == SourceKind::Interviews { &mut self.spoken } else { &mut self.tabled };
        // One place of a respondent in a source; the places of a member come in turn.
        let known = |(own, other): &(u32, Address)| *own == member && other.source == address.source;
        if shown.len() < SHOWN && !shown.iter().any(known) {
            shown.push((member, address));
        }
    }

    /// Puts every place in order, once.
    fn settle(&mut self) {
        for (_, records) in &mut self.records {
            records.sort_unstable();
            records.dedup();
        }
    }

    /// Number of places.
    pub(super) fn total(&self) -> usize {
        self.records.iter().map(|(_, records)| records.len()).sum()
    }

    pub(super) fn kinds(&self) -> Vec<SourceKind> {
        self.kinds.iter().copied().collect()
    }

    fn sets(&self, study: &Study) -> BTreeMap<(String, u32), RoaringBitmap> {
        let name = |source: u16, part| {
            let source = usize::from(source);
            (study.manifest.sources[source].id.clone(), EvidenceSet::column(study, source, part))
        };
        let set = |((source, part), records): &((u16, u16), Vec<u32>)| {
            let rows = study.rows_in_file(*source, records, *part);
            (name(*source, *part), rows.unwrap_or_else(|| sorted(records)))
        };
        self.records.iter().map(set).collect()
    }
}

/// The set of ascending numbers.
fn sorted(numbers: &[u32]) -> RoaringBitmap {
    RoaringBitmap::from_sorted_iter(numbers.iter().copied()).expect("numbers ascend")
}

/// The stages that evidence is gathered from.
#[derive(Clone, Copy)]
pub(super) struct Gathering<'a> {
    pub(super) study: &'a Study,
    pub(super) matrix: &'a IndicatorMatrix,
    pub(super) archive: &'a Archive<'a>,
    pub(super) groups: &'a Groups,
    /// The source in which shares are counted.
    pub(super) population: Option<usize>,
}

impl Gathering<'_> {
    /// Every place for and against a claim about a group. `members` are its respondents in the order in which they are to be shown.
    pub(super) fn gather(&self, claim: &Chosen, members: &[u32]) -> Gathered {
        let (mut supporting, mut contradicting) = (Places::default(), Places::default());
        let indicator = claim.proposition.indicator;
        let shelves = self.archive.shelves(self.matrix, indicator);
        let add = |places: &mut Places, member: u32, side: Side| {
            shelves.each_place(member, side, &mut |address| {
                places.add(member, address, self.archive.kind_of(address));
            });
        };
        let answers = claim.proposition.of_all(self.matrix, &self.groups.people);
        let mut answer_of = vec![Answer::Unknown; self.matrix.respondents()];
        self.groups.people.iter().zip(&answers).for_each(|(person, answer)| answer_of[*person as usize] = *answer);
        for member in members {
            // Against "less", whoever has it; for it, whoever has not.
            match (claim.direction, answer_of[*member as usize]) {
                (Direction::Less, Answer::No) => add(&mut supporting, *member, Side::Against),
                (Direction::Less, Answer::Yes | Answer::Contradicted) => add(&mut contradicting, *member, Side::For),
                (_, Answer::Yes) => add(&mut supporting, *member, Side::For),
                (_, Answer::Contradicted) => add(&mut contradicting, *member, Side::Against),
                (_, Answer::No) if self.at_the_other_end(&claim.proposition, *member) => {
                    add(&mut contradicting, *member, Side::Against);
                }
                (_, Answer::No) => shelves.each_denial(*member, &mut |address| {
                    contradicting.add(*member, address, self.archive.kind_of(address));
                }),
                (_, Answer::Unknown) => {}
            }
        }
        supporting.settle();
        contradicting.settle();
        Gathered { set: self.set(&answers, &supporting, &contradicting), supporting, contradicting }
    }

    /// Whether a graded answer is the one farthest from what is claimed.
    fn at_the_other_end(&self, proposition: &Proposition, member: u32) -> bool {
        let Values::Codes(codes) = self.matrix.values(proposition.indicator) else { return false };
        let code = codes[member as usize];
        let top = self.matrix.indicators()[proposition.indicator].levels.len().saturating_sub(1);
        match proposition.condition {
            Condition::AtLeast(_) => code == 0,
            Condition::Below(_) => code != MISSING && usize::from(code) == top,
            _ => false,
        }
    }

    /// `answers` are those of all respondents of the kind.
    fn set(&self, answers: &[Answer], supporting: &Places, contradicting: &Places) -> EvidenceSet {
        let (mut asked, mut with) = (Vec::new(), Vec::new());
        for (person, answer) in self.groups.people.iter().zip(answers) {
            match answer {
                Answer::Unknown => continue,
                Answer::Yes => with.push(*person),
                Answer::No | Answer::Contradicted => {}
            }
            asked.push(*person);
        }
        EvidenceSet {
            claim: String::new(),
            persona: String::new(),
            asked: sorted(&asked),
            with: sorted(&with),
            supporting: supporting.sets(self.study),
            contradicting: contradicting.sets(self.study),
        }
    }

    /// Counts of a claim among the respondents of the population, in a group and elsewhere, by what sources of its kind say; `None` where they
    /// say nothing of it.
    pub(super) fn in_population(&self, claim: &Chosen, group: usize) -> Option<(Count, Count)> {
        let (population, indicator) = (self.population?, claim.proposition.indicator);
        let kind = self.study.loaded[population].format.kind();
        let origins = &self.matrix.indicators()[indicator].origins;
        if !origins.iter().any(|origin| origin.kind() == kind) {
            return None;
        }
        if let [Origin::Item { source, .. }] = origins.as_slice()
            && *source == population
        {
            return Some((claim.group, claim.elsewhere));
        }
        let answer = |person: u32| match origins.len() {
            _ if self.study.people.sources[person as usize] & (1 << population) == 0 => Answer::Unknown,
            1 => claim.proposition.of(self.matrix, person),
            _ => said_by(self.matrix, indicator, kind, person).into(),
        };
        let answers = self.groups.people.iter().map(|person| (*person, answer(*person)));
        let counts = counted(self.matrix, self.groups.groups, answers.zip(self.groups.group_of.iter().copied()));
        Some(counts[group]).filter(|(own, _)| own.asked > 0)
    }

    /// A few places to show: one per respondent, interviews first but not only.
    pub(super) fn shown(&self, id: &str, mark: char, places: &Places, findings: &mut Findings) -> Vec<Evidence> {
        let first = places.spoken.len().min(SPOKEN_FIRST.max(SHOWN.saturating_sub(places.tabled.len())));
        let shown = places.spoken.iter().take(first).chain(&places.tabled).take(SHOWN);
        let evidence = |((respondent, address), number): (&(u32, Address), usize)| {
            self.archive.evidence(format!("{id}-{mark}{number}"), RespondentId::new(*respondent), *address, findings)
        };
        shown.zip(1..).map(evidence).collect()
    }
}

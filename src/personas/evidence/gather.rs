//! The evidence of a claim: every place for the full set, and a few to show.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::types::{Evidence, EvidenceSet};
use crate::finding::Findings;
use crate::ids::SourceId;
use crate::indicators::{IndicatorMatrix, Origin, Values};
use crate::personas::evidence::index::{EvidenceIndex, EvidenceSide};
use crate::personas::propositions::proposition::{Answer, Condition, Proposition};
use crate::personas::propositions::support::Direction;
use crate::personas::propositions::tally::{Count, GroupedRespondents, counted};
use crate::personas::propositions::triangulation::said_by;
use crate::sources::{Digest, MISSING, SourceKind};
use crate::study::{Address, RespondentIndex, Study};
use roaring::RoaringBitmap;

/// Places shown per claim and side.
const SHOWN: usize = 5;
/// Of these, places in interviews before those in tables.
const SPOKEN_FIRST: usize = 3;

/// The gathered evidence of a claim.
pub(crate) struct Gathered {
    /// Without its digest.
    pub(crate) set: EvidenceSet,
    /// Plain digest of the words at all places.
    pub(crate) words: Digest,
    pub(crate) supporting: Places,
    pub(crate) contradicting: Places,
}

/// Places in sources: all of them as numbers, the first ones to show.
#[derive(Default)]
pub(crate) struct Places {
    /// Records by source and part, of which a claim has few.
    records: Vec<((u16, u16), Vec<u32>)>,
    kinds: BTreeSet<SourceKind>,
    /// Members whose places these are, who come one after the other.
    members: usize,
    last: Option<u32>,
    spoken: Vec<(u32, Address)>,
    tabled: Vec<(u32, Address)>,
}

impl Places {
    pub(crate) fn add(&mut self, member: u32, address: Address, kind: SourceKind) {
        // Members come in turn, so remembering the last one counts each once.
        if self.last.replace(member) != Some(member) {
            self.members += 1;
        }
        let part = (address.source, address.part);
        match self.records.iter_mut().find(|(known, _)| *known == part) {
            Some((_, records)) => records.push(address.record),
            None => {
                self.records.push((part, vec![address.record]));
                self.kinds.insert(kind);
            }
        }
        let shown =
            if kind == SourceKind::Interviews { &mut self.spoken } else { &mut self.tabled };
        // One place of a respondent in a source; the places of a member come in turn.
        let known =
            |(own, other): &(u32, Address)| *own == member && other.source == address.source;
        if shown.len() < SHOWN && !shown.iter().any(known) {
            shown.push((member, address));
        }
    }

    /// Puts every place in order, once.
    fn settle(&mut self) {
        self.records.sort_unstable_by_key(|(place, _)| *place);
        for (_, records) in &mut self.records {
            records.sort_unstable();
            records.dedup();
        }
    }

    /// Number of places.
    pub(crate) fn total(&self) -> usize {
        self.records.iter().map(|(_, records)| records.len()).sum()
    }

    /// The words at every place, source by source in the order of the respondents: the order of
    /// rows decides nothing.
    fn words<'a>(&self, archive: &EvidenceIndex<'a>) -> impl Iterator<Item = Cow<'a, str>> {
        let of = |((source, part), records): &((u16, u16), Vec<u32>)| {
            let place = |record: &u32| {
                let address = Address { source: *source, record: *record, part: *part };
                (archive.owner(address), archive.words(address))
            };
            let mut places: Vec<_> = records.iter().map(place).collect();
            places.sort_unstable();
            places.into_iter().map(|(_, words)| words)
        };
        self.records.iter().flat_map(of).collect::<Vec<_>>().into_iter()
    }

    /// Number of members whose places these are.
    pub(crate) fn members(&self) -> usize {
        self.members
    }

    pub(crate) fn kinds(&self) -> Vec<SourceKind> {
        self.kinds.iter().copied().collect()
    }

    fn sets(&self, archive: &EvidenceIndex<'_>) -> BTreeMap<(SourceId, u32), RoaringBitmap> {
        let set = |((source, part), records): &((u16, u16), Vec<u32>)| {
            let first = Address { source: *source, record: 0, part: *part };
            let rows = archive.rows_in_file(first, records);
            (archive.held_by(first), rows.unwrap_or_else(|| sorted(records)))
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
pub(crate) struct Gathering<'a> {
    pub(crate) study: &'a Study,
    pub(crate) matrix: &'a IndicatorMatrix,
    pub(crate) archive: &'a EvidenceIndex<'a>,
    pub(crate) groups: &'a GroupedRespondents,
    /// The source in which shares are counted.
    pub(crate) population: Option<usize>,
}

impl Gathering<'_> {
    /// Every place for and against a claim about a group. `members` are its respondents in the
    /// order in which they are to be shown.
    pub(crate) fn gather(
        &self,
        proposition: &Proposition,
        direction: Direction,
        members: &[u32],
    ) -> Gathered {
        let (mut supporting, mut contradicting) = (Places::default(), Places::default());
        let indicator = proposition.indicator;
        let shelves = self.archive.shelves(indicator);
        let add = |places: &mut Places, member: u32, side: EvidenceSide| {
            shelves.each_place(member, side, &mut |address| {
                places.add(member, address, self.archive.kind_of(address));
            });
        };
        let answers = proposition.answers(self.matrix, &self.groups.people);
        let mut answer_of = vec![Answer::Unknown; self.matrix.respondents()];
        self.groups
            .people
            .iter()
            .zip(&answers)
            .for_each(|(person, answer)| answer_of[*person as usize] = *answer);
        for member in members {
            // A claim of "less" is supported by members without the answer and contradicted by
            // those with it.
            match (direction, answer_of[*member as usize]) {
                (Direction::Less, Answer::No) => {
                    add(&mut supporting, *member, EvidenceSide::Against)
                }
                (Direction::Less, Answer::Yes | Answer::Contradicted) => {
                    add(&mut contradicting, *member, EvidenceSide::For)
                }
                (_, Answer::Yes) => add(&mut supporting, *member, EvidenceSide::For),
                (_, Answer::Contradicted) => {
                    add(&mut contradicting, *member, EvidenceSide::Against)
                }
                // A neighbouring level is no objection; only the opposite end of the scale
                // contradicts.
                (_, Answer::No) if self.at_the_other_end(proposition, *member) => {
                    add(&mut contradicting, *member, EvidenceSide::Against);
                }
                // Silence is no denial: only an express "no" in an interview speaks against.
                (_, Answer::No) => shelves.each_denial(*member, &mut |address| {
                    contradicting.add(*member, address, self.archive.kind_of(address));
                }),
                // Neither word nor cell says so, or otherwise.
                (_, Answer::Undecided | Answer::Unknown) => {}
            }
        }
        supporting.settle();
        contradicting.settle();
        Gathered {
            set: self.set(proposition.condition, &answers, &supporting, &contradicting),
            words: Digest::of_texts(
                supporting.words(self.archive).chain(contradicting.words(self.archive)),
            ),
            supporting,
            contradicting,
        }
    }

    /// True where a graded answer is the one farthest from what is claimed.
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
    fn set(
        &self,
        condition: Condition,
        answers: &[Answer],
        supporting: &Places,
        contradicting: &Places,
    ) -> EvidenceSet {
        let (mut asked, mut with) = (Vec::new(), Vec::new());
        for (person, answer) in self.groups.people.iter().zip(answers) {
            match answer {
                Answer::Unknown => continue,
                Answer::Yes => with.push(*person),
                Answer::No | Answer::Contradicted | Answer::Undecided => {}
            }
            asked.push(*person);
        }
        EvidenceSet {
            claim: String::new().into(),
            persona: String::new().into(),
            asked: sorted(&asked),
            with: sorted(&with),
            supporting: supporting.sets(self.archive),
            contradicting: contradicting.sets(self.archive),
            condition,
            digest: None,
        }
    }

    /// The digest of all words of a claim as it may be written. With a key nothing is looked for:
    /// masking all words would take longer than hashing them.
    pub(crate) fn written_digest(&self, gathered: &Gathered) -> Option<Digest> {
        let Gathered { words, supporting, contradicting, .. } = gathered;
        let hides = |places: &Places| {
            places.records.iter().any(|(of, records)| self.archive.hides_any(of.0, of.1, records))
        };
        // One hidden word is enough: a plain digest of the rest would let it be guessed.
        let hidden = self.study.pseudonyms().is_some() || hides(supporting) || hides(contradicting);
        self.study.written_digest(words.clone(), hidden)
    }

    /// Counts of a claim among the respondents of the population, in a group and elsewhere, by what
    /// sources of its kind say; `None` where they say nothing of it.
    pub(crate) fn in_population(
        &self,
        proposition: &Proposition,
        own: Count,
        elsewhere: Count,
        group: usize,
    ) -> Option<(Count, Count)> {
        let population = self.population?;
        // The counts are those of the population already; counting again would give the same.
        if is_from_alone(self.matrix, proposition.indicator, population) {
            return Some((own, elsewhere));
        }
        let answer = answer_in_population(self.study, self.matrix, population, proposition)?;
        let answers = self.groups.people.iter().map(|person| (*person, answer(*person)));
        let counts = counted(
            self.matrix,
            self.groups.groups,
            answers.zip(self.groups.group_of.iter().copied()),
        );
        Some(counts[group]).filter(|(own, _)| own.asked > 0)
    }

    /// A few places to show: one per respondent, interviews first but not only.
    pub(crate) fn shown(
        &self,
        id: &str,
        mark: char,
        places: &Places,
        findings: &mut Findings,
    ) -> Vec<Evidence> {
        // Room that tables leave goes to interviews, since a quote says more than a cell.
        let first =
            places.spoken.len().min(SPOKEN_FIRST.max(SHOWN.saturating_sub(places.tabled.len())));
        let shown = places.spoken.iter().take(first).chain(&places.tabled).take(SHOWN);
        let evidence = |((respondent, address), number): (&(u32, Address), usize)| {
            self.archive.evidence(
                format!("{id}-{mark}{number}"),
                RespondentIndex::new(*respondent),
                *address,
                findings,
            )
        };
        shown.zip(1..).map(evidence).collect()
    }
}

/// True where an indicator is one item of this source and of nothing else, so that everyone with a
/// value is in the source.
pub(crate) fn is_from_alone(matrix: &IndicatorMatrix, indicator: usize, source: usize) -> bool {
    let origins = matrix.indicators()[indicator].origins.as_slice();
    matches!(origins, [Origin::Item { source: own, .. }] if *own == source)
}

/// The answer of each respondent by the population's kind of source; `None` if that kind does not
/// cover the indicator.
pub(crate) fn answer_in_population<'a>(
    study: &'a Study,
    matrix: &'a IndicatorMatrix,
    population: usize,
    proposition: &'a Proposition,
) -> Option<impl Fn(u32) -> Answer + 'a> {
    let indicator = proposition.indicator;
    let kind = study.source_kind(population);
    let origins = &matrix.indicators()[indicator].origins;
    let speaks = origins.iter().any(|origin| origin.kind() == kind);
    speaks.then_some(move |person: u32| match origins.len() {
        _ if !study.is_in(person, population) => Answer::Unknown,
        1 => proposition.answer(matrix, person),
        _ => said_by(matrix, indicator, kind, person).into(),
    })
}

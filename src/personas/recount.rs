//! Claims of a result, counted and gathered again from the sources as they are now.

use std::collections::BTreeMap;

use crate::ids::{PersonaId, RespondentId, SourceId};
use crate::indicators::IndicatorMatrix;
use crate::locale::Words;
use crate::manifest::PersonaKind;
use crate::personas::claims::claim::Claim;
use crate::personas::evidence::gather::{Gathered, Gathering};
use crate::personas::evidence::index::EvidenceIndex;
use crate::personas::evidence::types::EvidenceSet;
use crate::personas::portrait::early::EarlySigns;
use crate::personas::portrait::persona::Membership;
use crate::personas::portrait::share::population;
use crate::personas::portrait::wording::{self, Assertion, Counts, ShareBase};
use crate::personas::propositions::proposition::{Condition, Proposition};
use crate::personas::propositions::support::{Others, Support};
use crate::personas::propositions::tally::{GroupedRespondents, shares_of};
use crate::personas::result::RunResult;
use crate::sources::{Digest, SourceKind};
use crate::study::Study;

/// A claim as the sources support it now.
pub(crate) struct Reopened {
    /// Respondents by position in the study that was opened again.
    pub(crate) set: EvidenceSet,
    /// Plain digest of the words at all its places.
    pub(crate) words: Digest,
    pub(crate) support: Support,
    pub(crate) elsewhere: Others,
    /// Places that support it.
    pub(crate) evidence_total: usize,
    /// Places that speak against it.
    pub(crate) counter_evidence_total: usize,
    /// Members whom a place against it speaks of.
    pub(crate) contradicted_by: usize,
    /// Kinds of source of its evidence.
    pub(crate) source_kinds: Vec<SourceKind>,
    /// Id of the source that the shares are of.
    pub(crate) share_of: Option<SourceId>,
    /// The question that the label begins with.
    pub(crate) question: Option<String>,
    /// The sentence with the counts that the result prints, and with those of now.
    pub(crate) statements: [String; 2],
}

/// The sources of a result, opened again, and who belonged where in it.
pub(crate) struct Sources<'a> {
    pub(crate) study: &'a Study,
    pub(crate) matrix: &'a IndicatorMatrix,
    pub(crate) archive: EvidenceIndex<'a>,
    /// Positions of the indicators by their names as results show them.
    indicators: BTreeMap<String, usize>,
    /// Positions of the respondents by their ids.
    people: BTreeMap<&'a str, u32>,
}

impl<'a> Sources<'a> {
    pub(crate) fn new(study: &'a Study, matrix: &'a IndicatorMatrix) -> Self {
        let names =
            matrix.indicators().iter().map(|indicator| study.mask_answer(&indicator.name).text);
        Self {
            study,
            matrix,
            archive: EvidenceIndex::new(study, matrix),
            indicators: names.zip(0..).collect(),
            people: study.names().zip(0..).collect(),
        }
    }

    /// A claim on one of these groups, or on those in none, as the sources support it now.
    pub(crate) fn claim(
        &self,
        claim: &Claim,
        set: &EvidenceSet,
        groups: &GroupedRespondents,
        group: Option<usize>,
    ) -> Option<Reopened> {
        let proposition = self.proposition(claim, set.condition)?;
        let of = groups.people.iter().zip(&groups.group_of);
        let members: Vec<u32> =
            of.filter(|(_, of)| **of == group).map(|(person, _)| *person).collect();
        let gathering = self.gathering(groups);
        let position = group.unwrap_or(groups.groups);
        let (own, others) = *groups.count(self.matrix, &proposition).get(position)?;
        let in_population = gathering.in_population(&proposition, own, others, position);
        let (support, elsewhere) = shares_of(own, others, in_population);
        let Gathered { set, words, supporting, contradicting } =
            gathering.gather(&proposition, claim.direction, &members);
        let population = in_population.and(gathering.population);
        let share_of = population.map(|source| self.study.source_id(source).to_owned());
        let indicator = &self.matrix.indicators()[proposition.indicator];
        let mask = |text: &str| self.study.mask_answer(text).text;
        let statement = |support: &Support, elsewhere: &Others, share_of: Option<&SourceId>| {
            let words = Words::of(self.study.manifest().language);
            let said = Assertion {
                proposition: &proposition,
                direction: claim.direction,
                rare: claim.rare,
            };
            let (own, others) = in_population.unwrap_or((own, others));
            let base = share_of.map(|of| ShareBase::counted(of.as_str(), &own, &others));
            // The groups are not fitted again: the rate stays the one that is printed.
            let counts = Counts { support, rate: claim.rate, elsewhere };
            mask(&wording::statement(words, indicator, said, counts, base))
        };
        Some(Reopened {
            evidence_total: supporting.total(),
            counter_evidence_total: contradicting.total(),
            contradicted_by: contradicting.members(),
            source_kinds: supporting.kinds(),
            question: wording::label_question(indicator, &proposition).map(mask),
            // With the counts that the result has, too: a sentence that differs from that was
            // edited, while one that differs from the other may only be out of date.
            statements: [
                statement(&claim.support, &claim.elsewhere, claim.share_of.as_ref()),
                statement(&support, &elsewhere, share_of.as_ref()),
            ],
            set,
            words,
            support,
            elsewhere,
            share_of,
        })
    }

    pub(crate) fn gathering<'b>(&'b self, groups: &'b GroupedRespondents) -> Gathering<'b> {
        let Self { study, matrix, archive, .. } = self;
        Gathering { study, matrix, archive, groups, population: population(study) }
    }

    /// Position of the respondent of this id.
    pub(crate) fn position(&self, respondent: &RespondentId) -> Option<u32> {
        self.people.get(respondent.as_str()).copied()
    }

    /// Those whom a result compared to describe a persona, as far as they are still there, and its
    /// position among them; `None` for those in no group. Signs of those not to be served compare
    /// these with everyone else.
    pub(crate) fn grouped(
        &self,
        result: &RunResult,
        persona: &str,
    ) -> Option<(GroupedRespondents, Option<usize>)> {
        let negative = |kind: PersonaKind| Some(usize::from(kind != PersonaKind::Negative));
        if persona == EarlySigns::ID {
            return Some((self.groups(result, 2, |one| Some(negative(one.kind))), Some(0)));
        }
        let described = result.personas.personas.iter().map(|persona| (&persona.id, persona.kind));
        let mut described =
            described.chain(result.personas.unassigned.iter().map(|none| (&none.id, none.kind)));
        let kind = described.find(|(id, _)| *id == persona)?.1;
        let of_kind = result.personas.personas.iter().filter(|persona| persona.kind == kind);
        let ids: Vec<&str> = of_kind.map(|persona| persona.id.as_str()).collect();
        let place = |id: &str| ids.iter().position(|own| *own == id);
        let groups = self.groups(result, ids.len(), |one| {
            (one.kind == kind).then(|| one.persona.as_ref().map(PersonaId::as_str).and_then(place))
        });
        Some((groups, place(persona)))
    }

    /// The respondents for whom `group` says where they are, as far as they are still there.
    fn groups(
        &self,
        result: &RunResult,
        groups: usize,
        group: impl Fn(&Membership) -> Option<Option<usize>>,
    ) -> GroupedRespondents {
        let known = result.memberships().iter().filter_map(|membership| {
            let group = group(membership)?;
            Some((*self.people.get(membership.respondent.as_str())?, group))
        });
        let mut known: Vec<(u32, Option<usize>)> = known.collect();
        // Propositions look respondents up by binary search.
        known.sort_unstable();
        known.dedup_by_key(|(person, _)| *person);
        let (people, group_of) = known.into_iter().unzip();
        GroupedRespondents { people, group_of, groups }
    }

    /// The proposition of a claim on the present scale of its indicator: levels are known by their
    /// words, not by their position.
    pub(crate) fn proposition(&self, claim: &Claim, condition: Condition) -> Option<Proposition> {
        let indicator = *self.indicators.get(&claim.indicator)?;
        let shape = &self.matrix.indicators()[indicator];
        let make = |condition| Proposition { indicator, condition };
        let words = Words::of(self.study.manifest().language);
        // Levels may have moved since; a claim is known by what it says.
        let same = |proposition: &Proposition| {
            self.study.mask_answer(&wording::label(words, shape, proposition)).text == claim.label
        };
        let levels = 0..u8::try_from(shape.levels.len()).unwrap_or(u8::MAX);
        let candidates: Vec<Proposition> = match condition {
            Condition::Is(_) if shape.levels.is_empty() => vec![make(condition)],
            Condition::Is(_) => levels.map(|level| make(Condition::Is(level))).collect(),
            Condition::AtLeast(_) => levels.map(|level| make(Condition::AtLeast(level))).collect(),
            Condition::Below(_) => levels.map(|level| make(Condition::Below(level))).collect(),
            Condition::Above(_) | Condition::AtMost(_) if shape.categories() == 0 => {
                vec![make(condition)]
            }
            Condition::Above(_) | Condition::AtMost(_) => Vec::new(),
        };
        candidates.into_iter().find(same)
    }
}

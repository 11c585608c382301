//! Claims with their evidence.

use rayon::prelude::*;

use super::context::Drafting;
use crate::finding::Findings;
use crate::ids::ClaimId;
use crate::indicators::{Indicator, Values};
use crate::manifest::Facet;
use crate::personas::claims::choose::SelectedClaim;
use crate::personas::claims::claim::{Claim, DecidedClaim};
use crate::personas::claims::middles::{Middle, Middles};
use crate::personas::evidence::types::NonEmpty;
use crate::personas::portrait::phrasing::{code_of, phrase_of, phrase_of_median, short_phrase_of};
use crate::personas::portrait::share::population;
use crate::personas::portrait::title::fits_a_name;
use crate::personas::portrait::wording::{self, Assertion, Counts, ShareBase};
use crate::personas::propositions::proposition::{Condition, Proposition};
use crate::personas::propositions::support::Direction;
use crate::personas::propositions::tally::{GroupedRespondents, shares_of};
use crate::personas::propositions::triangulation;
use crate::phrases::{NamePart, Phrase, PhraseKind, name_part};

impl Drafting<'_> {
    /// Claims with their evidence, and the proposition of each; what no place in a source shows is
    /// not claimed.
    pub(super) fn claims(
        &mut self,
        persona: &str,
        groups: &GroupedRespondents,
        group: usize,
        chosen: &[SelectedClaim],
        members: &[u32],
    ) -> (Vec<Claim>, Vec<Proposition>) {
        let gathering = self.gathering(groups);
        let mut chosen_facets: Vec<Facet> = chosen.iter().map(|claim| claim.facet).collect();
        chosen_facets.dedup();
        let mut chosen: Vec<(&SelectedClaim, _)> = self
            .told_once(chosen)
            .into_iter()
            .map(|claim| (claim, self.stages.most(self.matrix, claim, members)))
            .collect();
        // Pains, objections and channels in the order of the journey.
        chosen.sort_by_key(|(claim, stage)| {
            let facet = chosen_facets.iter().position(|facet| *facet == claim.facet);
            (facet, stage.as_ref().map(|(place, _)| *place))
        });
        let gather = |(claim, _): &(&SelectedClaim, _)| {
            let proposition = &claim.proposition;
            let mut gathered = gathering.gather(proposition, claim.direction, members);
            gathered.set.digest = gathering.written_digest(&gathered);
            (gathered, gathering.in_population(proposition, claim.group, claim.elsewhere, group))
        };
        // Gathering is costly and independent; numbering below is not, so that ids follow the
        // order.
        let gathered: Vec<_> = chosen.par_iter().map(gather).collect();
        let (mut claims, mut propositions) = (Vec::new(), Vec::new());
        let (mut findings, mut sets) = (Findings::default(), Vec::new());
        for ((claim, stage), (mut gathered, in_population)) in chosen.into_iter().zip(gathered) {
            let id = ClaimId::from(format!("{persona}-{:02}", claims.len() + 1));
            let shown = gathering.shown(id.as_str(), 'e', &gathered.supporting, &mut findings);
            // A claim without evidence is dropped before it takes a number, so that ids leave no
            // gap.
            let Some(evidence) = NonEmpty::from_vec(shown) else { continue };
            let indicator = &self.matrix.indicators()[claim.proposition.indicator];
            let (support, elsewhere) = shares_of(claim.group, claim.elsewhere, in_population);
            let of =
                in_population.and(gathering.population).map(|source| self.study.source_id(source));
            let said = Assertion {
                proposition: &claim.proposition,
                direction: claim.direction,
                rare: claim.rare,
            };
            let base = of
                .zip(in_population)
                .map(|(of, (own, elsewhere))| ShareBase::counted(of.as_str(), &own, &elsewhere));
            let counts = Counts { support: &support, rate: claim.rate, elsewhere: &elsewhere };
            let statement = wording::statement(self.words, indicator, said, counts, base);
            let phrase = self.phrase(indicator, &claim.proposition);
            gathered.set.claim.clone_from(&id);
            gathered.set.persona = persona.into();
            claims.push(Claim {
                facet: claim.facet,
                indicator: self.shown(&indicator.name),
                statement: self.shown(&statement),
                question: wording::label_question(indicator, &claim.proposition)
                    .map(|question| self.shown(question)),
                label: self.shown(&wording::label(self.words, indicator, &claim.proposition)),
                name: self.name(indicator, &phrase, claim, groups.groups < 2),
                middle: self.middles(groups, group, claim),
                phrase,
                direction: claim.direction,
                grade: claim.grade,
                p_adjusted: claim.p_adjusted,
                p_two_kinds: claim.p_two_kinds,
                lift: elsewhere
                    .share
                    .filter(|share| *share > 0.0)
                    .map(|share| support.share / share),
                support,
                rate: claim.rate,
                elsewhere,
                share_of: of.cloned(),
                rare: claim.rare,
                stage: stage.map(|(_, stage)| stage),
                source_kinds: gathered.supporting.kinds(),
                by_source_kind: triangulation::row(self.matrix, claim.direction, &claim.by_kind),
                evidence_total: gathered.supporting.total(),
                counter_evidence_total: gathered.contradicting.total(),
                contradicted_by: gathered.contradicting.members(),
                decided: DecidedClaim::default(),
                evidence,
                counter_evidence: gathering.shown(
                    id.as_str(),
                    'c',
                    &gathered.contradicting,
                    &mut findings,
                ),
                id,
            });
            sets.push(gathered.set);
            propositions.push(claim.proposition);
        }
        self.findings.extend(findings);
        self.sets.extend(sets);
        (claims, propositions)
    }

    /// Of claims that read alike, or exclude each other, one: the population's source counts before
    /// others, whose different counts of the same thing would stand beside its own.
    fn told_once<'c>(&self, chosen: &'c [SelectedClaim]) -> Vec<&'c SelectedClaim> {
        let kind = population(self.study).map(|source| self.study.source_kind(source));
        let label = |claim: &SelectedClaim| {
            let indicator = &self.matrix.indicators()[claim.proposition.indicator];
            wording::label(self.words, indicator, &claim.proposition).to_lowercase()
        };
        let counts = |claim: &SelectedClaim| {
            claim.by_kind.iter().any(|view| Some(view.kind) == kind && view.own.asked > 0)
        };
        let labels: Vec<String> = chosen.iter().map(label).collect();
        let is_told = |at: usize| {
            let mut alike = (0..chosen.len()).filter(|other| {
                labels[*other] == labels[at] && chosen[*other].facet == chosen[at].facet
            });
            let best = alike.clone().find(|other| counts(&chosen[*other]));
            // Of a scale that halves a group both sides would be said.
            let opposite =
                |other: &SelectedClaim| other.proposition.excludes(chosen[at].proposition);
            // A need that few have is told beside the many who do not have it.
            let is_new = chosen[at].rare || !chosen[..at].iter().any(opposite);
            best.or_else(|| alike.next()) == Some(at) && is_new
        };
        (0..chosen.len()).filter(|at| is_told(*at)).map(|at| &chosen[at]).collect()
    }

    /// The claim as a predicate, in words that may be shown.
    fn phrase(&self, indicator: &Indicator, proposition: &Proposition) -> Phrase {
        let phrase = phrase_of(self.study, indicator, proposition);
        Phrase { text: self.shown(&phrase.text), ..phrase }
    }

    /// What a claim gives to a name, where need be without what only explains. What everyone shares
    /// names nobody, unless `alone` they are described.
    fn name(
        &self,
        indicator: &Indicator,
        phrase: &Phrase,
        claim: &SelectedClaim,
        alone: bool,
    ) -> Option<NamePart> {
        if claim.direction == Direction::Shared && !alone {
            return None;
        }
        let language = self.study.manifest().language;
        let rarely = claim.direction == Direction::Less;
        let code = code_of(indicator).map(|code| self.shown(code)).unwrap_or_default();
        let part = |phrase: &Phrase| name_part(language, claim.facet, phrase, &code, rarely);
        part(phrase)
            .or_else(|| {
                // The words that a person gave stand as they are.
                if phrase.kind == PhraseKind::Stated {
                    return None;
                }
                let short = short_phrase_of(self.study, indicator, &claim.proposition);
                part(&Phrase { text: self.shown(&short.text), ..short })
            })
            .or_else(|| self.amount(indicator, claim))
    }

    /// What a number gives to a name: a limit would cut where nothing changes.
    fn amount(&self, indicator: &Indicator, claim: &SelectedClaim) -> Option<NamePart> {
        let more = match claim.proposition.condition {
            Condition::Above(_) => true,
            Condition::AtMost(_) => false,
            _ => return None,
        };
        let of = wording::label_question(indicator, &claim.proposition)?;
        let tells = claim.direction == Direction::More && claim.facet != Facet::Demographic;
        (tells && fits_a_name(of))
            .then(|| NamePart::Tail((self.words.telling.amount)(&self.shown(of), more)))
    }

    /// The median and middle half of a claim about a number, in the group and among all others.
    fn middles(
        &self,
        groups: &GroupedRespondents,
        group: usize,
        claim: &SelectedClaim,
    ) -> Option<Middles> {
        let Values::Numbers(numbers) = self.matrix.values(claim.proposition.indicator) else {
            return None;
        };
        let of = |is_of: &dyn Fn(usize) -> bool| {
            let people = groups.people.iter().zip(&groups.group_of);
            // Who is in no group is one of the others, as in the counts of a claim.
            let of = people.filter(|(_, of)| is_of(of.unwrap_or(groups.groups)));
            Middle::of(of.map(|(one, _)| (numbers[*one as usize], self.study.weight(*one))))
        };
        let own = of(&|of| of == group)?;
        let indicator = &self.matrix.indicators()[claim.proposition.indicator];
        let phrase = phrase_of_median(self.study, indicator, own.median);
        let phrase = Some(phrase).filter(|phrase| !phrase.quoted)?;
        Some(Middles { own, others: of(&|of| of != group), phrase: self.shown(&phrase.text) })
    }

    /// Words from codes and answers as they may be shown.
    fn shown(&self, text: &str) -> String {
        self.study.mask_answer(text).text
    }
}

//! Everything that could be said of groups, counted and tested: what claims are chosen from.

use rayon::prelude::*;

use super::confirm::{Hypothesis, held_out_p};
use crate::clustering::Selection;
use crate::indicators::{Indicator, IndicatorMatrix, Measure};
use crate::manifest::{Facet, PersonaKind, Role};
use crate::personas::propositions::proposition::{Proposition, propositions};
use crate::personas::propositions::statistics::{false_discovery, one_sided_p, two_sided_p};
use crate::personas::propositions::tally::{Count, GroupedRespondents};
use crate::personas::propositions::triangulation::{KindTally, KindView, by_kind};
use crate::sources::is_chosen;

/// A proposition with its counts in every group, and how sure its differences are.
pub(crate) struct TestedProposition {
    pub(super) proposition: Proposition,
    pub(super) facet: Facet,
    pub(super) measure: Measure,
    pub(super) essential: bool,
    pub(super) counts: Vec<(Count, Count)>,
    pub(super) by_kind: Vec<KindTally>,
    /// Of two propositions that exclude each other the second has the p-values of the first: one
    /// test, counted once.
    pub(super) complement: bool,
    /// The question that its indicator is one of several wordings of.
    pub(super) question: Option<usize>,
    /// p-value of each group by all answers.
    pub(super) p: Vec<f64>,
    /// For each group the adjusted p-value of the hypothesis that at most one kind of source shows
    /// the difference; `None` where that is not tested.
    pub(super) two_kinds: Vec<Option<f64>>,
}

/// Facets that a persona of the kind speaks of: those it must answer, those that shaped the groups,
/// demographics where they differ, and how it ended.
pub(crate) fn facets(kind: PersonaKind) -> Vec<Facet> {
    let mut facets = kind.facets().to_vec();
    facets.extend(
        Facet::ALL
            .iter()
            .copied()
            .filter(|facet| kind.shaped_by(*facet) && !kind.facets().contains(facet)),
    );
    facets.push(Facet::Demographic);
    if !facets.contains(&Facet::Outcome) {
        facets.push(Facet::Outcome);
    }
    facets
}

/// Everything that could be said of the groups of a kind, tested on held-out respondents.
pub(crate) fn look(
    matrix: &IndicatorMatrix,
    selection: &Selection,
    groups: &GroupedRespondents,
) -> Vec<TestedProposition> {
    let (kind, repeats) = (selection.kind, selection.repeats());
    let mut looked = counted(matrix, kind, &facets(kind), groups);
    // A copy says what its original says: one claim, one test.
    let copies = repeats.without_claims();
    looked.retain(|looked| !copies.contains(&looked.proposition.indicator));
    for looked in &mut looked {
        looked.question = repeats.wording(looked.proposition.indicator);
    }
    // A complement is the same test: counting it twice would make the correction too strict.
    let own = looked.iter().filter(|looked| !looked.complement);
    let hypotheses: Vec<Hypothesis<'_>> = own
        .map(|looked| Hypothesis {
            proposition: looked.proposition,
            more: (0..groups.groups).map(|group| looked.more(group)).collect(),
            kinds: &looked.by_kind,
        })
        .collect();
    // Groups were made to differ, so p-values on the same respondents would all be small.
    let found = held_out_p(matrix, selection.held_out(), &hypotheses);
    for (looked, found) in looked.iter_mut().filter(|looked| !looked.complement).zip(found) {
        looked.p = found.all;
        for (kind, p) in looked.by_kind.iter_mut().zip(found.by_kind) {
            kind.p = p;
        }
    }
    looked
}

/// Two given groups compared: nothing is fitted, so the test is Fisher's on all of them.
pub(super) fn given(
    matrix: &IndicatorMatrix,
    kind: PersonaKind,
    facets: &[Facet],
    groups: &GroupedRespondents,
) -> Vec<TestedProposition> {
    let mut looked = counted(matrix, kind, facets, groups);
    for looked in looked.iter_mut().filter(|looked| !looked.complement) {
        let sign = if looked.more(0) { 1.0 } else { -1.0 };
        let score = |(own, elsewhere): &(Count, Count)| sign * own.score_against(elsewhere);
        looked.p = vec![two_sided_p(score(&looked.counts[0]))];
        for kind in &mut looked.by_kind {
            let own = kind.own.as_ref();
            kind.p = own.map(|own| one_sided_p(score(&own.counts[0]))).into_iter().collect();
        }
    }
    looked
}

/// Every proposition of these aspects, counted.
fn counted(
    matrix: &IndicatorMatrix,
    kind: PersonaKind,
    facets: &[Facet],
    groups: &GroupedRespondents,
) -> Vec<TestedProposition> {
    let speaks = |position: &usize| {
        let position = *position;
        let indicator = &matrix.indicators()[position];
        facets.contains(&indicator.facet)
            && indicator.role_for(kind) != Role::Ignored
            && !chose_kind(matrix, position, &groups.people)
    };
    let propose = |indicator: usize| {
        let exclusive = propositions(matrix, indicator, &groups.people).into_iter();
        exclusive.flat_map(|exclusive| {
            exclusive.into_iter().zip(0..).map(|(proposition, place)| (proposition, place > 0))
        })
    };
    let all: Vec<(Proposition, bool)> = (0..matrix.indicators().len())
        .into_par_iter()
        .filter(speaks)
        .flat_map_iter(propose)
        .collect();
    let count = |(proposition, opposite): (Proposition, bool)| {
        // With answers off the scale the two sides of a cut are no longer each other's rest.
        let complement = opposite && matrix.off_scale(proposition.indicator).is_empty();
        let counts = groups.count(matrix, &proposition);
        let by_kind = by_kind(matrix, groups, &proposition, &counts);
        let Indicator { facet, measure, essential, ref levels, .. } =
            matrix.indicators()[proposition.indicator];
        let so =
            |(_, code): &(&String, u8)| proposition.condition.holds_for_code(*code) == Some(true);
        let essential =
            essential && levels.iter().zip(0..).filter(so).all(|(level, _)| is_chosen(level));
        TestedProposition {
            proposition,
            facet,
            measure,
            essential,
            counts,
            by_kind,
            complement,
            question: None,
            p: Vec::new(),
            two_kinds: Vec::new(),
        }
    };
    all.into_par_iter().map(count).collect()
}

/// True if these people are of their kind by this very answer: an outcome that all of them share
/// and others do not. To tell it of them would say nothing.
fn chose_kind(matrix: &IndicatorMatrix, indicator: usize, people: &[u32]) -> bool {
    let values = matrix.values(indicator);
    matrix.indicators()[indicator].facet == Facet::Outcome
        && !values.is_constant()
        && values.is_constant_among(people.iter().map(|one| *one as usize))
}

/// Adjusts the p-values over all propositions and groups of a study; a complement takes its
/// proposition's.
pub(crate) fn adjust(kinds: &mut [Vec<TestedProposition>]) {
    let own = || kinds.iter().flatten().filter(|looked| !looked.complement);
    // All kinds are adjusted together: they are read as one study, so its false claims are counted
    // once.
    let mut adjusted =
        false_discovery(&own().flat_map(|looked| looked.p.iter().copied()).collect::<Vec<_>>())
            .into_iter();
    for looked in kinds {
        for position in 0..looked.len() {
            looked[position].p = if looked[position].complement {
                looked[position - 1].p.clone()
            } else {
                adjusted.by_ref().take(looked[position].p.len()).collect()
            };
        }
    }
}

/// Share of a count; 0 where nobody was asked.
pub(crate) fn share(count: &Count) -> f64 {
    count.share().unwrap_or(0.0)
}

impl TestedProposition {
    pub(crate) fn proposition(&self) -> Proposition {
        self.proposition
    }

    pub(crate) fn facet(&self) -> Facet {
        self.facet
    }

    /// Counts of every group and of everyone else, last of those in no group.
    pub(crate) fn counts(&self) -> &[(Count, Count)] {
        &self.counts
    }

    /// Number of groups that are compared with everyone else and whose counts are enough; a
    /// complement is no comparison of its own.
    pub(crate) fn comparisons(&self, is_enough: impl Fn(Count) -> bool) -> usize {
        let groups = if self.complement { 0 } else { self.counts.len() - 1 };
        self.counts[..groups].iter().filter(|(own, _)| is_enough(*own)).count()
    }

    /// Counts of every group, if it is this proposition.
    pub(crate) fn counts_of(&self, proposition: Proposition) -> Option<&[(Count, Count)]> {
        (self.proposition == proposition).then_some(&self.counts)
    }

    /// True where a group has it more often than everyone else.
    pub(super) fn more(&self, group: usize) -> bool {
        let (own, elsewhere) = &self.counts[group];
        share(own) > share(elsewhere)
    }

    /// What each kind of source says of a group.
    pub(super) fn views(&self, group: usize) -> Vec<KindView> {
        self.by_kind.iter().map(|of| of.view(group)).collect()
    }
}

//! The choice of a persona's claims: tested over everything that was looked at, ranked by how far
//! they set the group apart.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::confirm::held_out_p;
use crate::clustering::HeldOut;
use crate::indicators::{Indicator, IndicatorMatrix, Measure};
use crate::manifest::{Facet, PersonaKind, Role};
use crate::personas::propositions::direction::{ComparedShare, direction, direction_alone};
use crate::personas::propositions::proposition::{Proposition, propositions};
use crate::personas::propositions::statistics::{false_discovery, two_sided_p};
use crate::personas::propositions::support::{Direction, Grade};
use crate::personas::propositions::tally::{Count, GroupedRespondents};
use crate::personas::propositions::triangulation::{OfKind, by_kind, is_carried_by_two};
use crate::sources::{SourceKind, is_chosen};

/// Most claims of a persona: a page's worth.
const PAGE: usize = 24;

/// A claim before its evidence is gathered.
#[derive(Debug, Clone)]
pub(crate) struct SelectedClaim {
    pub(crate) proposition: Proposition,
    pub(crate) facet: Facet,
    pub(crate) direction: Direction,
    pub(crate) grade: Grade,
    pub(crate) p_adjusted: f64,
    /// Cohen's h: difference of the shares after an arcsine transformation; signed.
    pub(crate) effect: f64,
    pub(crate) group: Count,
    pub(crate) elsewhere: Count,
    /// Counts of the group and elsewhere, for each kind of source that covers the indicator.
    pub(crate) by_kind: Vec<(SourceKind, Count, Count)>,
    /// True where it is a need of access or safety, stated although few have it.
    pub(crate) rare: bool,
}

impl SelectedClaim {
    /// Rank of a claim on its page: how far the group differs, and how much of it is described.
    fn weight(&self) -> f64 {
        let described = if self.direction == Direction::Less {
            1.0 - share(&self.group)
        } else {
            share(&self.group)
        };
        // The root keeps a large effect on few members below a fair one on most, without ruling it
        // out.
        self.effect.abs() * described.sqrt()
    }
}

/// A proposition with its counts in every group.
pub(crate) struct TestedProposition {
    pub(super) proposition: Proposition,
    facet: Facet,
    measure: Measure,
    essential: bool,
    pub(super) counts: Vec<(Count, Count)>,
    by_kind: Vec<OfKind>,
    /// Of two propositions that exclude each other the second has the p-values of the first: one
    /// test, counted once.
    complement: bool,
    pub(super) p: Vec<f64>,
}

/// The claims of every group of a kind, and last of those in no group, by facet in the order of the
/// kind, strongest first.
pub(crate) fn claims(
    looked: &[TestedProposition],
    kind: PersonaKind,
    groups: usize,
) -> Vec<Vec<SelectedClaim>> {
    (0..=groups).map(|group| of_group(looked, kind, group, groups == 1)).collect()
}

/// Facets that a persona of the kind speaks of: those it must answer, those that shaped the groups,
/// and demographics where they differ.
pub(crate) fn facets(kind: PersonaKind) -> Vec<Facet> {
    let mut facets = kind.facets().to_vec();
    facets.extend(
        Facet::ALL
            .iter()
            .copied()
            .filter(|facet| kind.shaped_by(*facet) && !kind.facets().contains(facet)),
    );
    facets.push(Facet::Demographic);
    facets
}

/// Everything that could be said of the groups of a kind, tested on held-out respondents.
pub(crate) fn look(
    matrix: &IndicatorMatrix,
    kind: PersonaKind,
    groups: &GroupedRespondents,
    held_out: &HeldOut,
) -> Vec<TestedProposition> {
    let mut looked = counted(matrix, kind, &facets(kind), groups);
    let more = |(own, elsewhere): &(Count, Count)| share(own) > share(elsewhere);
    // A complement is the same test: counting it twice would make the correction too strict.
    let own = looked.iter().filter(|looked| !looked.complement);
    let tested: Vec<(Proposition, Vec<bool>)> = own
        .map(|looked| {
            (looked.proposition, looked.counts[..groups.groups].iter().map(more).collect())
        })
        .collect();
    // Groups were made to differ, so p-values on the same respondents would all be small.
    let p = held_out_p(matrix, held_out, &tested);
    looked
        .iter_mut()
        .filter(|looked| !looked.complement)
        .zip(p)
        .for_each(|(looked, p)| looked.p = p);
    looked
}

/// Confirmed signs that the first of two given groups has more often than the second, strongest
/// first: nothing is fitted, so the test is Fisher's on all of them, with false discovery
/// controlled over all that was compared.
pub(crate) fn signs(
    matrix: &IndicatorMatrix,
    kind: PersonaKind,
    facets: &[Facet],
    groups: &GroupedRespondents,
) -> Vec<SelectedClaim> {
    let mut looked = counted(matrix, kind, facets, groups);
    for looked in looked.iter_mut().filter(|looked| !looked.complement) {
        // Members are marked by an outcome, not by a fit, so no respondents need be held out.
        looked.p = vec![two_sided_p(looked.counts[0].0.score_against(&looked.counts[0].1).abs())];
    }
    let mut all = [looked];
    adjust(&mut all);
    let [looked] = all;
    let mut signs: Vec<SelectedClaim> =
        looked.iter().filter_map(|looked| judge(looked, 0, false)).collect();
    signs.retain(|sign| sign.direction == Direction::More && sign.grade >= Grade::Supported);
    signs.sort_by(|a, b| b.weight().total_cmp(&a.weight()));
    // One sign an indicator: its other levels say much the same.
    let mut seen = BTreeSet::new();
    signs.retain(|sign| seen.insert(sign.proposition.indicator));
    signs
}

/// Every proposition of these aspects, counted.
fn counted(
    matrix: &IndicatorMatrix,
    kind: PersonaKind,
    facets: &[Facet],
    groups: &GroupedRespondents,
) -> Vec<TestedProposition> {
    let speaks = |indicator: &usize| {
        let indicator = &matrix.indicators()[*indicator];
        facets.contains(&indicator.facet) && indicator.role_for(kind) != Role::Ignored
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
    let count = |(proposition, complement): (Proposition, bool)| {
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
            p: Vec::new(),
        }
    };
    all.into_par_iter().map(count).collect()
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

fn of_group(
    looked: &[TestedProposition],
    kind: PersonaKind,
    group: usize,
    alone: bool,
) -> Vec<SelectedClaim> {
    let mut all: Vec<SelectedClaim> =
        looked.iter().filter_map(|looked| judge(looked, group, alone)).collect();
    // Confirmed ones first, then those that tell most.
    all.sort_by(|a, b| {
        let weight = b.weight().total_cmp(&a.weight());
        b.grade.cmp(&a.grade).then(weight).then_with(|| share(&b.group).total_cmp(&share(&a.group)))
    });
    let mut chosen = Vec::new();
    for facet in facets(kind) {
        // What sets a group apart comes first, what it shares last.
        for direction in [Direction::More, Direction::Less, Direction::Shared] {
            let fitting =
                all.iter().filter(|claim| claim.facet == facet && claim.direction == direction);
            chosen.extend(fitting.take(most(kind, facet, direction, alone)).cloned());
        }
    }
    let mut page = within_page(chosen, kind);
    // Needs are added after the page is cut, as they must never fall victim to its length.
    let stated = |looked: &&TestedProposition| {
        page.iter().any(|claim: &SelectedClaim| claim.proposition == looked.proposition)
    };
    let needs: Vec<SelectedClaim> =
        looked.iter().filter(|looked| !stated(looked)).filter_map(|l| need(l, group)).collect();
    page.extend(needs);
    page
}

/// Leaves out what tells least, first of facets that do not shape groups, until the rest fits on a
/// page.
fn within_page(mut claims: Vec<SelectedClaim>, kind: PersonaKind) -> Vec<SelectedClaim> {
    while claims.len() > PAGE {
        let order = |claim: &SelectedClaim| {
            (claim.direction == Direction::More, kind.shaped_by(claim.facet))
        };
        let least = claims.iter().enumerate().min_by(|(_, a), (_, b)| {
            order(a)
                .cmp(&order(b))
                .then(a.grade.cmp(&b.grade))
                .then(a.weight().total_cmp(&b.weight()))
        });
        let Some((least, _)) = least else { break };
        claims.remove(least);
    }
    claims
}

/// A need of access or safety that few of a group have and somebody does.
fn need(looked: &TestedProposition, group: usize) -> Option<SelectedClaim> {
    let (own, elsewhere) = looked.counts[group];
    (looked.essential && own.with > 0).then(|| SelectedClaim {
        proposition: looked.proposition,
        facet: looked.facet,
        direction: Direction::Shared,
        grade: Grade::Tentative,
        p_adjusted: looked.p.get(group).copied().unwrap_or(1.0),
        effect: 0.0,
        group: own,
        elsewhere,
        by_kind: looked.of_group(group),
        rare: true,
    })
}

/// Most claims of a facet and direction on a page.
fn most(kind: PersonaKind, facet: Facet, direction: Direction, alone: bool) -> usize {
    match (direction, kind.shaped_by(facet)) {
        (Direction::More, true) => 5,
        (Direction::More, false) if facet == Facet::Demographic => 1,
        (Direction::More, false) => 3,
        (Direction::Less, true) => 2,
        (Direction::Less, false) => 0,
        (Direction::Shared, true) if alone => 6,
        (Direction::Shared, true) => 2,
        (Direction::Shared, false) if facet == Facet::Demographic => 0,
        (Direction::Shared, false) => 1,
    }
}

pub(super) fn share(count: &Count) -> f64 {
    count.share().unwrap_or(0.0)
}

impl TestedProposition {
    /// Counts of every group, if it is this proposition.
    pub(crate) fn counts_of(&self, proposition: Proposition) -> Option<&[(Count, Count)]> {
        (self.proposition == proposition).then_some(&self.counts)
    }

    /// Counts of a group by each kind of source.
    fn of_group(&self, group: usize) -> Vec<(SourceKind, Count, Count)> {
        self.by_kind.iter().map(|of| (of.kind, of.counts[group].0, of.counts[group].1)).collect()
    }
}

/// The claim on a proposition in a group, if there is one; a claim on those in no group is never
/// confirmed.
pub(super) fn judge(
    looked: &TestedProposition,
    group: usize,
    alone: bool,
) -> Option<SelectedClaim> {
    let (own, elsewhere) = looked.counts[group];
    let (p_adjusted, mine) = (looked.p.get(group).copied().unwrap_or(1.0), own.share()?);
    let theirs = elsewhere.share();
    let angle = |share: f64| 2.0 * share.sqrt().asin();
    let effect = theirs.map_or(0.0, |theirs| angle(mine) - angle(theirs));
    let claim = |direction, confirmed: bool| {
        let by_kind = looked.of_group(group);
        let grade = match confirmed {
            true if is_carried_by_two(direction, &by_kind) => Grade::Validated,
            true => Grade::Supported,
            false => Grade::Tentative,
        };
        Some(SelectedClaim {
            proposition: looked.proposition,
            facet: looked.facet,
            direction,
            grade,
            p_adjusted,
            effect,
            group: own,
            elsewhere,
            by_kind,
            rare: false,
        })
    };
    let sides = [own, elsewhere].map(|count| ComparedShare {
        share: share(&count),
        low: count.support().low,
        with: count.with,
        asked: count.asked,
    });
    let (direction, confirmed) = if alone {
        direction_alone(sides[0])?
    } else {
        theirs?;
        let plain = matches!(looked.measure, Measure::Mention | Measure::Option);
        direction(sides, p_adjusted, plain, group < looked.p.len())?
    };
    claim(direction, confirmed)
}

//! Which claims a persona states: tested over everything that was looked at, chosen by how far they set the group apart.

use super::claim::{Direction, Grade};
use super::comparison::Comparison;
use super::confirm::held_out_p;
use super::proposition::{Proposition, propositions};
use super::statistics::false_discovery;
use super::tally::{Count, Groups};
use crate::clustering::HeldOut;
use crate::indicators::{IndicatorMatrix, Measure};
use crate::study::{Facet, PersonaKind, Role};

/// False discovery rate at which a difference is stated.
const DISCOVERY: f64 = 0.05;
/// Least share of a group that a claim describes.
const LEAST_SHARE: f64 = 0.25;
/// From this share on, in the group and elsewhere, something is said of everyone.
const SHARED_BY: f64 = 0.5;
/// Fewest asked on either side of whom it may be said that they do not differ.
const LEAST_ASKED: usize = 3;
/// A difference of this size that is not confirmed is stated as seen.
const SEEN_DIFFERENCE: f64 = 0.25;

/// A claim before its evidence is gathered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen {
    pub(super) proposition: Proposition,
    pub(super) facet: Facet,
    pub(super) direction: Direction,
    pub(super) grade: Grade,
    pub(super) p_adjusted: f64,
    /// Cohen's h: difference of the shares after an arcsine transformation; signed.
    pub(super) effect: f64,
    pub(super) group: Count,
    pub(super) elsewhere: Count,
}

/// A proposition with its counts in every group.
pub(super) struct Looked {
    proposition: Proposition,
    facet: Facet,
    measure: Measure,
    counts: Vec<(Count, Count)>,
    /// Of two propositions that exclude each other the second has the p-values of the first: one test, counted once.
    complement: bool,
    p: Vec<f64>,
}

/// The claims of every group of a kind, by facet in the order of the kind, strongest first.
pub(super) fn claims(looked: &[Looked], kind: PersonaKind, groups: usize) -> Vec<Vec<Chosen>> {
    (0..groups).map(|group| of_group(looked, kind, group, groups == 1)).collect()
}

/// Every comparison that was made for a kind.
pub(super) fn comparisons(looked: &[Looked], kind: PersonaKind, groups: usize) -> Vec<Comparison> {
    let compare = |(looked, group): (&Looked, usize)| {
        let (own, elsewhere) = looked.counts[group];
        let claim = judge(looked, group, groups == 1);
        Comparison {
            kind,
            group,
            indicator: looked.proposition.indicator,
            condition: looked.proposition.condition,
            direction: if share(&own) > share(&elsewhere) { Direction::More } else { Direction::Less },
            p_adjusted: looked.p[group],
            support: own.support(),
            elsewhere: elsewhere.elsewhere(),
            claim: claim.map(|claim| (claim.direction, claim.grade)),
        }
    };
    looked.iter().flat_map(|looked| (0..groups).map(move |group| (looked, group))).map(compare).collect()
}

/// Facets that a persona of the kind speaks of: those it must answer, those that shaped the groups, and demographics where they differ.
fn facets(kind: PersonaKind) -> Vec<Facet> {
    let mut facets = kind.facets().to_vec();
    facets.extend(Facet::ALL.iter().copied().filter(|facet| kind.shaped_by(*facet) && !kind.facets().contains(facet)));
    facets.push(Facet::Demographic);
    facets
}

/// Everything that could be said of the groups of a kind, tested on held-out respondents.
pub(super) fn look(matrix: &IndicatorMatrix, kind: PersonaKind, groups: &Groups, held_out: &HeldOut) -> Vec<Looked> {
    let facets = facets(kind);
    let mut looked = Vec::new();
    for (position, indicator) in matrix.indicators().iter().enumerate() {
        if !facets.contains(&indicator.facet) || indicator.role_for(kind) == Role::Ignored {
            continue;
        }
        for exclusive in propositions(matrix, position, &groups.people) {
            for (place, proposition) in exclusive.into_iter().enumerate() {
                let counts = groups.count(matrix, &proposition);
                let (facet, measure) = (indicator.facet, indicator.measure);
                looked.push(Looked { proposition, facet, measure, counts, complement: place > 0, p: Vec::new() });
            }
        }
    }
    let more = |(own, elsewhere): &(Count, Count)| share(own) > share(elsewhere);
    let own = looked.iter().filter(|looked| !looked.complement);
    let tested: Vec<(Proposition, Vec<bool>)> =
        own.map(|looked| (looked.proposition, looked.counts.iter().map(more).collect())).collect();
    let p = held_out_p(matrix, held_out, &tested);
    looked.iter_mut().filter(|looked| !looked.complement).zip(p).for_each(|(looked, p)| looked.p = p);
    looked
}

/// Adjusts the p-values over all propositions and groups of a study; a complement takes its proposition's.
pub(super) fn adjust(kinds: &mut [Vec<Looked>]) {
    let own = || kinds.iter().flatten().filter(|looked| !looked.complement);
    let mut adjusted =
        false_discovery(&own().flat_map(|looked| looked.p.iter().copied()).collect::<Vec<_>>()).into_iter();
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

fn of_group(looked: &[Looked], kind: PersonaKind, group: usize, alone: bool) -> Vec<Chosen> {
    let mut all: Vec<Chosen> = looked.iter().filter_map(|looked| judge(looked, group, alone)).collect();
    all.sort_by(|a, b| {
        b.effect.abs().total_cmp(&a.effect.abs()).then_with(|| share(&b.group).total_cmp(&share(&a.group)))
    });
    let mut chosen = Vec::new();
    for facet in facets(kind) {
        for direction in [Direction::More, Direction::Less, Direction::Shared] {
            let fitting = all.iter().filter(|claim| claim.facet == facet && claim.direction == direction);
            chosen.extend(fitting.take(most(kind, facet, direction, alone)).copied());
        }
    }
    chosen
}

/// How many claims of a facet and direction a page holds.
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

fn share(count: &Count) -> f64 {
    count.share().unwrap_or(0.0)
}

/// What, if anything, is to be said of a proposition in a group.
fn judge(looked: &Looked, group: usize, alone: bool) -> Option<Chosen> {
    let (own, elsewhere) = looked.counts[group];
    let (p_adjusted, mine) = (looked.p[group], own.share()?);
    let theirs = elsewhere.share();
    let claim = |direction, grade, effect| {
        Some(Chosen {
            proposition: looked.proposition,
            facet: looked.facet,
            direction,
            grade,
            p_adjusted,
            effect,
            group: own,
            elsewhere,
        })
    };
    let held_by_most = |count: &Count| count.support().low >= SHARED_BY;
    if alone {
        let grade = if held_by_most(&own) { Grade::Supported } else { Grade::Tentative };
        return if mine > SHARED_BY && own.asked >= 2 { claim(Direction::Shared, grade, 0.0) } else { None };
    }
    let theirs = theirs?;
    let angle = |share: f64| 2.0 * share.sqrt().asin();
    let effect = angle(mine) - angle(theirs);
    let differs = p_adjusted <= DISCOVERY;
    let seen = own.with >= 2 && mine - theirs >= SEEN_DIFFERENCE;
    if mine > theirs && mine >= LEAST_SHARE && (differs || seen) {
        return claim(Direction::More, if differs { Grade::Supported } else { Grade::Tentative }, effect);
    }
    let plain = matches!(looked.measure, Measure::Mention | Measure::Option);
    if differs && plain && theirs >= LEAST_SHARE && mine <= theirs / 2.0 {
        return claim(Direction::Less, Grade::Supported, effect);
    }
    let enough = own.asked >= LEAST_ASKED && elsewhere.asked >= LEAST_ASKED;
    if !differs && !seen && enough && mine >= SHARED_BY && theirs >= SHARED_BY {
        let surely = held_by_most(&own) && held_by_most(&elsewhere);
        return claim(Direction::Shared, if surely { Grade::Supported } else { Grade::Tentative }, effect);
    }
    None
}

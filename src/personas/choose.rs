//! Which claims a persona states: tested over everything that was looked at, chosen by how far they set the group apart.

use super::claim::Direction;
use super::proposition::{Proposition, propositions};
use super::statistics::{false_discovery, two_shares_p};
use super::tally::{Count, Groups};
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
/// Fewer asked than this cannot be confirmed; a difference of this size is stated as seen.
const FEW_ASKED: usize = 30;
const SEEN_DIFFERENCE: f64 = 0.25;

/// A claim before its evidence is gathered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen {
    pub(super) proposition: Proposition,
    pub(super) facet: Facet,
    pub(super) direction: Direction,
    pub(super) p_adjusted: f64,
    /// Cohen's h: difference of the shares after an arcsine transformation; signed.
    pub(super) effect: f64,
    pub(super) group: Count,
    pub(super) elsewhere: Count,
}

/// A proposition with its counts in every group.
struct Looked {
    proposition: Proposition,
    facet: Facet,
    measure: Measure,
    counts: Vec<(Count, Count)>,
    p: Vec<f64>,
}

/// The claims of every group of a kind, by facet in the order of the kind, strongest first.
pub(super) fn claims(matrix: &IndicatorMatrix, kind: PersonaKind, groups: &Groups) -> Vec<Vec<Chosen>> {
    let mut looked = look(matrix, kind, groups);
    adjust(&mut looked, groups.groups);
    (0..groups.groups).map(|group| of_group(&looked, kind, group, groups.groups == 1)).collect()
}

/// Facets that a persona of the kind speaks of: those it must answer, those that shaped the groups, and demographics where they differ.
fn facets(kind: PersonaKind) -> Vec<Facet> {
    let mut facets = kind.facets().to_vec();
    facets.extend(Facet::ALL.iter().copied().filter(|facet| kind.shaped_by(*facet) && !kind.facets().contains(facet)));
    facets.push(Facet::Demographic);
    facets
}

fn look(matrix: &IndicatorMatrix, kind: PersonaKind, groups: &Groups) -> Vec<Looked> {
    let facets = facets(kind);
    let mut looked = Vec::new();
    for (position, indicator) in matrix.indicators().iter().enumerate() {
        if !facets.contains(&indicator.facet) || indicator.role_for(kind) == Role::Ignored {
            continue;
        }
        for exclusive in propositions(matrix, position, &groups.people) {
            for (place, proposition) in exclusive.into_iter().enumerate() {
                let counts = groups.count(matrix, &proposition);
                // Of two that exclude each other the second has the same p-value: one test, counted once.
                let p = |(group, elsewhere): &(Count, Count)| {
                    if place == 0 {
                        two_shares_p(group.with, group.asked, elsewhere.with, elsewhere.asked)
                    } else {
                        f64::NAN
                    }
                };
                let p = counts.iter().map(p).collect();
                looked.push(Looked { proposition, facet: indicator.facet, measure: indicator.measure, counts, p });
            }
        }
    }
    looked
}

/// Adjusts the p-values over all propositions and groups of the kind; a complement takes its proposition's.
fn adjust(looked: &mut [Looked], groups: usize) {
    let cells: Vec<(usize, usize)> = (0..looked.len())
        .flat_map(|l| (0..groups).map(move |g| (l, g)))
        .filter(|(l, g)| !looked[*l].p[*g].is_nan())
        .collect();
    let adjusted = false_discovery(&cells.iter().map(|(l, g)| looked[*l].p[*g]).collect::<Vec<_>>());
    for ((l, g), p) in cells.into_iter().zip(adjusted) {
        looked[l].p[g] = p;
    }
    for l in 1..looked.len() {
        for g in 0..groups {
            if looked[l].p[g].is_nan() {
                looked[l].p[g] = looked[l - 1].p[g];
            }
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
    let claim = |direction, effect| {
        Some(Chosen {
            proposition: looked.proposition,
            facet: looked.facet,
            direction,
            p_adjusted,
            effect,
            group: own,
            elsewhere,
        })
    };
    if alone {
        return if mine > SHARED_BY && own.asked >= 2 { claim(Direction::Shared, 0.0) } else { None };
    }
    let theirs = theirs?;
    let angle = |share: f64| 2.0 * share.sqrt().asin();
    let effect = angle(mine) - angle(theirs);
    let differs = p_adjusted <= DISCOVERY;
    let seen = own.asked < FEW_ASKED && own.with >= 2 && mine - theirs >= SEEN_DIFFERENCE;
    if mine > theirs && mine >= LEAST_SHARE && (differs || seen) {
        return claim(Direction::More, effect);
    }
    let plain = matches!(looked.measure, Measure::Mention | Measure::Option);
    if differs && plain && theirs >= LEAST_SHARE && mine <= theirs / 2.0 {
        return claim(Direction::Less, effect);
    }
    let enough = own.asked >= LEAST_ASKED && elsewhere.asked >= LEAST_ASKED;
    if !differs && !seen && enough && mine >= SHARED_BY && theirs >= SHARED_BY {
        return claim(Direction::Shared, effect);
    }
    None
}

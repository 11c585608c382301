//! The choice of a persona's claims: tested over everything that was looked at, ranked by how far
//! they set the group apart.

use std::collections::{BTreeMap, BTreeSet};

use super::replication;
use super::tested::{TestedProposition, adjust, facets, given, share};
use crate::indicators::{IndicatorMatrix, Measure};
use crate::manifest::{Facet, PersonaKind};
use crate::personas::propositions::direction::{ComparedShare, direction, direction_alone};
use crate::personas::propositions::proposition::Proposition;
use crate::personas::propositions::support::{Direction, Grade, GroupRate};
use crate::personas::propositions::tally::{Count, GroupedRespondents};
use crate::personas::propositions::triangulation::{KindView, is_carried_by_two};

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
    /// Adjusted p-value of the hypothesis that at most one kind of source shows the difference.
    pub(crate) p_two_kinds: Option<f64>,
    /// What each kind of source that covers the indicator says.
    pub(crate) by_kind: Vec<KindView>,
    /// True where it is a need of access or safety, stated although few have it.
    pub(crate) rare: bool,
    /// Rate in the group; `None` until it is worked out, and where it cannot be.
    pub(crate) rate: Option<GroupRate>,
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

/// The claims of every group of a kind, and last of those in no group, by facet in the order of the
/// kind, strongest first.
pub(crate) fn claims(
    looked: &[TestedProposition],
    kind: PersonaKind,
    groups: usize,
) -> Vec<Vec<SelectedClaim>> {
    (0..=groups).map(|group| of_group(looked, kind, group, groups == 1)).collect()
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
    // Members are marked by an outcome, not by a fit, so no respondents need be held out.
    let mut all = [given(matrix, kind, facets, groups)];
    adjust(&mut all);
    replication::adjust(&mut all);
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

fn of_group(
    looked: &[TestedProposition],
    kind: PersonaKind,
    group: usize,
    alone: bool,
) -> Vec<SelectedClaim> {
    let judged = looked.iter().filter_map(|looked| Some((looked, judge(looked, group, alone)?)));
    let mut judged: Vec<(&TestedProposition, SelectedClaim)> = judged.collect();
    // Confirmed ones first, then those that tell most.
    judged.sort_by(|(_, a), (_, b)| {
        let weight = b.weight().total_cmp(&a.weight());
        b.grade.cmp(&a.grade).then(weight).then_with(|| share(&b.group).total_cmp(&share(&a.group)))
    });
    let all = one_a_question(judged);
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

/// These claims, and of the wordings of a question those on the wording that comes first.
fn one_a_question(judged: Vec<(&TestedProposition, SelectedClaim)>) -> Vec<SelectedClaim> {
    let mut wordings: BTreeMap<usize, usize> = BTreeMap::new();
    let first = |(looked, claim): (&TestedProposition, SelectedClaim)| {
        let indicator = claim.proposition.indicator;
        let first = looked.question.map(|of| *wordings.entry(of).or_insert(indicator));
        first.is_none_or(|first| first == indicator).then_some(claim)
    };
    judged.into_iter().filter_map(first).collect()
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
        p_two_kinds: None,
        by_kind: looked.views(group),
        rare: true,
        rate: None,
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
        let by_kind = looked.views(group);
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
            p_two_kinds: looked
                .two_kinds
                .get(group)
                .copied()
                .flatten()
                .filter(|_| direction != Direction::Shared),
            by_kind,
            rare: false,
            rate: None,
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

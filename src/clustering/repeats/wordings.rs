//! Wordings of one question: columns that agree far more than groups and other columns explain.

use rayon::prelude::*;

use super::log_odds::within;
use super::symmetric::Symmetric;
use super::unit::Unit;
use crate::clustering::grouping::Grouping;
use crate::clustering::latent_class::LatentClass;
use crate::clustering::method::Clusterer as _;
use crate::clustering::sample::{SMALL_PART, Sample};
use crate::error::Result;
use crate::indicators::IndicatorMatrix;

/// Rows that are looked at.
const MOST_ROWS: usize = SMALL_PART;
/// Fewest rows that must know both of a pair.
const LEAST_ROWS: usize = 50;
/// Numbers of columns that may carry groups and are too few to tell them from repeats: nothing is
/// bound. Fewer carry no groups.
const AMBIGUOUS: std::ops::Range<usize> = 4..6;
/// Columns that are looked at, those with the strongest correlations.
const MOST_COLUMNS: usize = 400;
/// Pairs of a round for which groups are fitted, those with the strongest partial correlations.
const MOST_PAIRS: usize = 60;
/// Rounds: what was bound is compared with the rest again.
const MOST_ROUNDS: usize = 4;
/// Shrinkage of the correlations towards none.
const SHRINKAGE: f64 = 0.05;
/// Log odds over all rows from which groups are fitted for a pair.
const MARGINAL: f64 = 1.5;
/// A pair must be among so many strongest partial correlations of either.
const NEAREST: usize = 3;
/// Log odds within groups, in standard errors.
const LEAST_ERRORS: f64 = 4.0;
/// Starts and greatest number of groups of the fits without a pair.
const STARTS: usize = 4;
const MOST_GROUPS: usize = 6;

/// What a pair must reach to be bound: a partial correlation, log odds within groups, and what
/// these exceed of the third strongest of either with any other.
///
/// Answers that are repeated with a slip of probability `e` have log odds of `2 ln ((1 - e) / e)`,
/// whatever their share: 5.9, 4.4, 3.5 and 2.8 at 5, 10, 15 and 20 %.
const PARTIAL: f64 = 0.35;
const WITHIN: f64 = 2.4;
const BEYOND: f64 = 1.0;

/// Columns that ask the same, by position in the sample; `apart` holds for two columns that must
/// not be bound.
///
/// Groups explain why answers go together, so a pair is judged within groups that were fitted
/// without either. It is bound where its partial correlation given all other columns, its log odds
/// within groups, and what these exceed of the third strongest that either has with another column
/// all reach their bounds: two wordings may have as much in common with two others, but not with
/// three. Bound columns are replaced by their sum, and the search goes on. Of four and more equally
/// good wordings none need be bound, since their partial correlations fall to `1 / (m - 1)`.
pub(super) fn find(
    matrix: &IndicatorMatrix,
    sample: &Sample,
    seed: u64,
    apart: &(dyn Fn(usize, usize) -> bool + Sync),
) -> Result<Vec<Vec<usize>>> {
    let sample = sample.first(MOST_ROWS);
    let mut units = strongest(Unit::of_columns(matrix, &sample));
    if sample.rows() < LEAST_ROWS {
        return Ok(Vec::new());
    }
    for _ in 0..MOST_ROUNDS {
        if AMBIGUOUS.contains(&units.len()) {
            break;
        }
        let pairs = candidates(&units, apart);
        let judge = |pair: &Pair| Ok(sign(&units, pair, &sample, seed)?.map(|sign| (*pair, sign)));
        let signs = pairs.par_iter().map(judge).collect::<Result<Vec<_>>>()?;
        let bound: Vec<(Pair, f64)> = signs.into_iter().flatten().collect();
        if bound.is_empty() {
            break;
        }
        units = united(&units, &bound, apart);
    }
    Ok(units.into_iter().map(|unit| unit.columns).filter(|columns| columns.len() > 1).collect())
}

/// Two units, by position.
#[derive(Debug, Clone, Copy)]
struct Pair {
    first: usize,
    second: usize,
    partial: f64,
}

/// The units with the strongest correlations, where there are too many.
fn strongest(units: Vec<Unit>) -> Vec<Unit> {
    if units.len() <= MOST_COLUMNS {
        return units;
    }
    let correlations = correlations(&units);
    let most = |unit: usize| {
        let others = (0..units.len()).filter(|other| *other != unit);
        others.map(|other| correlations.at(unit, other).abs()).fold(0.0, f64::max)
    };
    let most: Vec<f64> = (0..units.len()).map(most).collect();
    let mut order: Vec<usize> = (0..units.len()).collect();
    order.sort_by(|a, b| most[*b].total_cmp(&most[*a]));
    order.truncate(MOST_COLUMNS);
    order.sort_unstable();
    order.into_iter().map(|unit| units[unit].clone()).collect()
}

fn correlations(units: &[Unit]) -> Symmetric {
    let scores: Vec<&[f64]> = units.iter().map(|unit| unit.scores.as_slice()).collect();
    Symmetric::correlations(&scores, LEAST_ROWS)
}

/// Absolute partial correlations `|P_ab| / √(P_aa P_bb)`, `P` being the inverse of the correlations
/// shrunk towards none: more where rows are few for so many columns, and until they are positive
/// definite, which correlations over different rows need not be.
#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn partial(units: &[Unit]) -> impl Fn(usize, usize) -> f64 {
    let rows = units.first().map_or(1, |unit| unit.scores.len().max(1));
    let crowded = units.len() as f64 / (0.3 * rows as f64);
    let mut part = (SHRINKAGE * crowded.max(1.0)).min(0.5);
    let correlations = correlations(units);
    let inverse = loop {
        match correlations.shrunk(part).inverse() {
            Some(inverse) => break inverse,
            // At 1 nothing but the diagonal is left.
            None => part = (2.0 * part).min(1.0),
        }
    };
    move |a, b| inverse.at(a, b).abs() / (inverse.at(a, a) * inverse.at(b, b)).sqrt()
}

/// The pairs for which groups are fitted, by their partial correlation.
fn candidates(units: &[Unit], apart: &(dyn Fn(usize, usize) -> bool + Sync)) -> Vec<Pair> {
    let partial = partial(units);
    let nearest: Vec<Vec<usize>> = (0..units.len())
        .map(|unit| {
            let mut others: Vec<usize> = (0..units.len()).filter(|other| *other != unit).collect();
            others.sort_by(|a, b| partial(unit, *b).total_cmp(&partial(unit, *a)));
            others.truncate(NEAREST);
            others
        })
        .collect();
    let all = Grouping::from_labels(1, &vec![0; units.first().map_or(0, |u| u.scores.len())])
        .expect("every row is in the one group");
    let mut pairs = Vec::new();
    for (first, near) in nearest.iter().enumerate() {
        for second in near.iter().copied().filter(|second| *second > first) {
            let (a, b) = (&units[first], &units[second]);
            let pair = Pair { first, second, partial: partial(first, second) };
            let meets = nearest[second].contains(&first)
                && pair.partial >= PARTIAL
                && a.is_comparable_to(b)
                && !are_apart(a, b, apart)
                && within(&a.high, &b.high, &all).value.abs() >= MARGINAL;
            if meets {
                pairs.push(pair);
            }
        }
    }
    pairs.sort_by(|a, b| b.partial.total_cmp(&a.partial));
    pairs.truncate(MOST_PAIRS);
    pairs
}

fn are_apart(a: &Unit, b: &Unit, apart: &(dyn Fn(usize, usize) -> bool + Sync)) -> bool {
    a.columns.iter().any(|one| b.columns.iter().any(|other| apart(*one, *other)))
}

/// 1 where a pair asks the same, -1 where one is the reverse of the other, `None` where it is not
/// bound.
fn sign(units: &[Unit], pair: &Pair, sample: &Sample, seed: u64) -> Result<Option<f64>> {
    let (a, b) = (&units[pair.first], &units[pair.second]);
    let groups = groups_without(sample, &[a.columns.as_slice(), &b.columns].concat(), seed)?;
    let own = within(&a.high, &b.high, &groups);
    let strength = own.value.abs();
    if strength < LEAST_ERRORS * own.error {
        return Ok(None);
    }
    let mut others: Vec<f64> = (0..units.len())
        .filter(|other| *other != pair.first && *other != pair.second)
        .map(|other| {
            let with = |unit: &Unit| within(&unit.high, &units[other].high, &groups).value.abs();
            with(a).max(with(b))
        })
        .collect();
    others.sort_by(|a, b| b.total_cmp(a));
    let third = others.get(2).copied().unwrap_or(0.0);
    let bound = strength >= WITHIN && strength - third >= BEYOND;
    Ok(bound.then_some(own.value.signum()))
}

/// Groups that some columns have no part in: as many as AIC3 asks for until it rises.
fn groups_without(sample: &Sample, columns: &[usize], seed: u64) -> Result<Grouping> {
    let method = LatentClass { starts: STARTS, ..LatentClass::default() };
    if columns.len() == sample.columns().len() {
        return Grouping::from_labels(1, &vec![0; sample.rows()]);
    }
    let rest = sample.without(columns);
    #[allow(clippy::cast_precision_loss, reason = "few parameters")]
    let criterion = |grouping: &Grouping| {
        // Not the grouping's own fit, which is kept to likelihoods: sources may have weights.
        let fit = grouping.model().map(|model| *model.fit());
        fit.map_or(0.0, |fit| -2.0 * fit.log_likelihood + 3.0 * fit.parameters as f64)
    };
    let mut best = method.cluster_roughly(&rest, 1, seed)?;
    for groups in 2..=MOST_GROUPS {
        let next = method.cluster_roughly(&rest, groups, seed)?;
        if criterion(&next) >= criterion(&best) {
            break;
        }
        best = next;
    }
    Ok(best)
}

/// The units, those of bound pairs replaced by their sum.
fn united(
    units: &[Unit],
    bound: &[(Pair, f64)],
    apart: &(dyn Fn(usize, usize) -> bool + Sync),
) -> Vec<Unit> {
    // For each unit the first of its block, and its sign beside it.
    let mut block: Vec<(usize, f64)> = (0..units.len()).map(|unit| (unit, 1.0)).collect();
    for (pair, sign) in bound {
        let ((to, own), (from, other)) = (block[pair.first], block[pair.second]);
        let members = |of: usize| -> Vec<usize> {
            (0..units.len()).filter(|unit| block[*unit].0 == of).collect()
        };
        let (kept, joined) = (members(to), members(from));
        let conflict =
            kept.iter().any(|a| joined.iter().any(|b| are_apart(&units[*a], &units[*b], apart)));
        if to == from || conflict {
            continue;
        }
        // The sign of what joins is turned so that the pair has the sign that was found.
        let turn = own * sign * other;
        joined.iter().for_each(|unit| block[*unit] = (to, turn * block[*unit].1));
    }
    let mut firsts: Vec<usize> = block.iter().map(|(first, _)| *first).collect();
    firsts.sort_unstable();
    firsts.dedup();
    let unit = |first: usize| {
        let members: Vec<(&Unit, f64)> = units
            .iter()
            .zip(&block)
            .filter(|(_, (of, _))| *of == first)
            .map(|(unit, (_, sign))| (unit, *sign))
            .collect();
        if members.len() == 1 { members[0].0.clone() } else { Unit::sum(&members) }
    };
    firsts.into_iter().map(unit).collect()
}

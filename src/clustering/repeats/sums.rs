//! Sums, means and differences of other indicators, and options of which exactly one is chosen.

use super::answers::Answers;
use super::block::{Block, Sameness};
use super::symmetric::Symmetric;
use crate::clustering::sample::SMALL_PART;

/// Share of the variance that others leave unexplained, up to which an indicator is taken for their
/// sum; means that are rounded to two decimals leave less.
const UNEXPLAINED: f64 = 0.002;
/// Standardised coefficient from which an indicator is a part of the sum.
const PART: f64 = 0.05;
/// Rows that are looked at.
const MOST_ROWS: usize = SMALL_PART;
/// Indicators beyond which sums are not looked for: the cost grows with the cube.
const MOST_COLUMNS: usize = 400;
/// Keeps the inverse of correlations finite where a column follows from others.
const RIDGE: f64 = 1e-8;

/// The sums and the options that exclude each other among these indicators; `apart` holds for two
/// that must not be bound.
///
/// With the inverse `P` of the correlations, `1 / P_bb` is the share of the variance of `b` that a
/// linear regression on all others leaves. Parts of a sum follow from it too, so what shapes no
/// groups, then what has most different values, then the longest name, is taken for the sum.
pub(super) fn find(answers: &[Answers], apart: &dyn Fn(usize, usize) -> bool) -> Vec<Block> {
    let mut left: Vec<&Answers> = answers.iter().filter(|answers| answers.is_ordered()).collect();
    left.sort_by(|a, b| {
        let key = |of: &Answers| {
            (!of.passive, usize::MAX - of.occurrences.len(), usize::MAX - of.name.len())
        };
        key(a).cmp(&key(b)).then_with(|| b.name.cmp(&a.name))
    });
    let mut blocks = Vec::new();
    if left.len() > MOST_COLUMNS {
        return blocks;
    }
    while let Some((sum, block)) = first_sum(&left, apart) {
        left.retain(|answers| answers.indicator != sum);
        blocks.push(block);
    }
    blocks
}

/// The first indicator in this order that follows from others, and its block.
fn first_sum(left: &[&Answers], apart: &dyn Fn(usize, usize) -> bool) -> Option<(usize, Block)> {
    let numbers: Vec<Vec<f64>> = left
        .iter()
        .map(|of| (0..of.values.len().min(MOST_ROWS)).map(|row| of.number(row)).collect())
        .collect();
    let mut seen: Vec<usize> = Vec::new();
    for (position, own) in numbers.iter().enumerate() {
        let covers = |other: &[f64], own: &[f64]| {
            other.iter().zip(own).all(|(x, y)| y.is_nan() || !x.is_nan())
        };
        // Columns that are known of the same people are looked at together.
        if seen.iter().any(|known| covers(&numbers[*known], own) && covers(own, &numbers[*known])) {
            continue;
        }
        seen.push(position);
        let columns: Vec<usize> =
            (0..left.len()).filter(|other| covers(&numbers[*other], own)).collect();
        let found = within(&columns, own, &numbers).into_iter().find_map(|(sum, parts)| {
            let all: Vec<usize> =
                std::iter::once(sum).chain(parts).map(|column| left[column].indicator).collect();
            let bound = all
                .iter()
                .enumerate()
                .all(|(a, one)| all[..a].iter().all(|other| !apart(*one, *other)));
            let of = |column: &&Answers| all.contains(&column.indicator);
            let sameness = if excludes(&left.iter().copied().filter(of).collect::<Vec<_>>()) {
                Sameness::Exclusive
            } else {
                Sameness::Sum
            };
            bound.then_some((all[0], Block { indicators: all, sameness }))
        });
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The columns that follow from others over the rows that know `own`, each with its parts.
#[allow(clippy::cast_precision_loss, reason = "few rows")]
fn within(columns: &[usize], own: &[f64], numbers: &[Vec<f64>]) -> Vec<(usize, Vec<usize>)> {
    let known: Vec<usize> = (0..own.len()).filter(|row| !own[*row].is_nan()).collect();
    // Few rows would be explained by many columns whatever they say.
    if columns.len() < 3 || known.len() < 2 * columns.len() + 30 {
        return Vec::new();
    }
    let values: Vec<Vec<f64>> = columns
        .iter()
        .map(|column| known.iter().map(|row| numbers[*column][*row]).collect())
        .collect();
    let slices: Vec<&[f64]> = values.iter().map(Vec::as_slice).collect();
    let correlations = Symmetric::correlations(&slices, 2);
    let Some(inverse) = correlations.shrunk(RIDGE).inverse() else { return Vec::new() };
    let freedom = (known.len() - 1) as f64 / (known.len() - columns.len()) as f64;
    let follows = |b: &usize| {
        let same = numbers[columns[*b]].iter().zip(own).all(|(x, y)| x.is_nan() == y.is_nan());
        same && freedom / inverse.at(*b, *b) <= UNEXPLAINED
    };
    let parts = |b: usize| {
        let part = |c: &usize| *c != b && (inverse.at(b, *c) / inverse.at(b, b)).abs() >= PART;
        (columns[b], (0..columns.len()).filter(part).map(|c| columns[c]).collect())
    };
    (0..columns.len()).filter(follows).map(parts).collect()
}

/// True where exactly one of several options is true in every row.
fn excludes(options: &[&Answers]) -> bool {
    let rows = options.first().map_or(0, |option| option.values.len());
    options.iter().all(|option| option.levels == 2)
        && (0..rows).all(|row| {
            let sum: f64 = options.iter().map(|option| option.values[row]).sum();
            sum.is_nan() || (sum - 1.0).abs() < 0.5
        })
}

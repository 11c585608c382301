//! Columns that are a sum, a mean, a difference, a product or a ratio of others.

use super::super::super::derivation::Derivation;
use super::super::kind::Scale;
use super::found::Found;
use super::variable::{Variable, Variables};

/// Columns that a sum is looked for among: those nearest to it.
const MOST_TERMS: usize = 60;
/// Columns on each side that are looked at: some of them follow from others.
const MOST_AROUND: usize = 120;
/// Rows beyond the number of columns, which a sum must fit as well.
const ROWS_LEFT: usize = 15;
/// A total has more different values than this.
const LEAST_DIFFERENT: usize = 6;
/// Columns that a product is looked for among.
const MOST_FACTORS: usize = 30;
/// Rows that are enough to find a sum by; those left must fit too.
const MOST_ROWS: usize = 600;
/// Totals that are looked for in one table, so that the time is bounded.
const MOST_TOTALS: usize = 150;

pub(super) fn sums(variables: &Variables, found: &mut Found) {
    let mut with_numbers: Vec<&Variable> =
        variables.all.iter().filter(|variable| !variable.numbers.is_empty()).collect();
    with_numbers.sort_by_key(|variable| variable.column);
    let totals = with_numbers.iter().filter(|variable| {
        variable.may_follow
            && variable.is_of_numbers()
            && matches!(variable.scale, Scale::Numeric | Scale::Count | Scale::Ordinal)
            && variable.labels.len() >= LEAST_DIFFERENT
    });
    for total in totals.take(MOST_TOTALS) {
        if !found.is_open(total) {
            continue;
        }
        let at = with_numbers.partition_point(|variable| variable.column < total.column);
        let around = at.saturating_sub(MOST_AROUND)..(at + MOST_AROUND).min(with_numbers.len());
        let mut near: Vec<&Variable> = with_numbers[around]
            .iter()
            .copied()
            .filter(|variable| variable.column != total.column && found.is_open(variable))
            .collect();
        near.sort_by_key(|variable| (variable.column.abs_diff(total.column), variable.column));
        if let Some(terms) = sum(total, &near) {
            found.add(total, terms, Derivation::Sum);
        } else if let Some(factors) = product(total, &near) {
            found.add(total, factors, Derivation::Product);
        }
    }
}

/// Rows that have a number in all these columns.
fn complete(total: &Variable, terms: &[&Variable]) -> Vec<usize> {
    let known = |row: &usize| {
        !total.numbers[*row].is_nan() && terms.iter().all(|term| !term.numbers[*row].is_nan())
    };
    (0..total.numbers.len()).filter(known).collect()
}

/// The columns of which a column is a weighted sum, on every row that has them all.
fn sum(total: &Variable, near: &[&Variable]) -> Option<Vec<usize>> {
    // The nearest columns first, and more of them only if these are not enough.
    let mut tried = 0;
    for terms in [6, 15, MOST_TERMS] {
        let mut terms: Vec<&Variable> = near.iter().copied().take(terms).collect();
        if terms.len() == tried {
            break;
        }
        tried = terms.len();
        let mut rows = complete(total, &terms);
        // A column that few answered would leave no rows.
        while rows.len() < terms.len() + 1 + ROWS_LEFT && terms.len() > 2 {
            let fewest = (0..terms.len()).min_by_key(|at| terms[*at].answered())?;
            terms.remove(fewest);
            rows = complete(total, &terms);
        }
        if rows.len() < terms.len() + 1 + ROWS_LEFT {
            continue;
        }
        if let Some(weights) = fit(total, &terms, &rows) {
            return is_total(total, &terms, &weights);
        }
    }
    None
}

/// The columns of a sum, if the column is the sum and not one of what is summed.
fn is_total(total: &Variable, terms: &[&Variable], weights: &[f64]) -> Option<Vec<usize>> {
    let spread = deviation(&total.numbers);
    let used: Vec<(usize, f64)> = terms
        .iter()
        .zip(weights)
        .filter(|(term, weight)| (*weight * deviation(&term.numbers)).abs() > 1e-3 * spread)
        .map(|(term, weight)| (term.column, *weight))
        .collect();
    let added = used.iter().filter(|(_, weight)| *weight > 0.0).count();
    let negative = total.numbers.iter().any(|number| *number < 0.0);
    // Points shared out among columns: each is what the others leave. With one added and nothing
    // below nought, the added one is the total.
    let is_part = added == 0 || (added == 1 && used.len() > 1 && !negative);
    (!is_part && used.len() >= 2).then(|| {
        let mut columns: Vec<usize> = used.into_iter().map(|(column, _)| column).collect();
        columns.sort_unstable();
        columns
    })
}

/// The weights by which columns add up to another on all rows, by least squares.
fn fit(total: &Variable, terms: &[&Variable], rows: &[usize]) -> Option<Vec<f64>> {
    let step = rows.len().div_ceil(MOST_ROWS).max(1);
    let some: Vec<usize> = rows.iter().copied().step_by(step).collect();
    let means: Vec<f64> = terms.iter().map(|term| mean(term, &some)).collect();
    let middle = mean(total, &some);
    let size = terms.len();
    // Normal equations of the deviations from the means.
    let mut matrix = vec![vec![0.0; size + 1]; size];
    for row in &some {
        let own: Vec<f64> =
            terms.iter().zip(&means).map(|(term, mean)| term.numbers[*row] - mean).collect();
        let value = total.numbers[*row] - middle;
        for (at, first) in own.iter().enumerate() {
            for (place, second) in own.iter().enumerate().take(at + 1) {
                matrix[at][place] += first * second;
            }
            matrix[at][size] += first * value;
        }
    }
    for at in 0..size {
        let (above, below) = matrix.split_at_mut(at + 1);
        below.iter().enumerate().for_each(|(place, row)| above[at][at + 1 + place] = row[at]);
    }
    let weights = solve(matrix);
    let expected = |row: usize| {
        let deviations = terms.iter().zip(&means).zip(&weights);
        middle
            + deviations
                .map(|((term, mean), weight)| weight * (term.numbers[row] - mean))
                .sum::<f64>()
    };
    let slack = tolerance(total)?;
    rows.iter().all(|row| (expected(*row) - total.numbers[*row]).abs() <= slack).then_some(weights)
}

/// Solves equations by elimination; a column that others make up has the weight 0.
fn solve(mut matrix: Vec<Vec<f64>>) -> Vec<f64> {
    let size = matrix.len();
    let scale: Vec<f64> = (0..size).map(|at| matrix[at][at]).collect();
    let mut used = vec![false; size];
    for at in 0..size {
        let pivot = matrix[at][at];
        if pivot <= 1e-9 * scale[at] || pivot <= 0.0 {
            continue;
        }
        used[at] = true;
        let row = matrix[at].clone();
        for (other, target) in matrix.iter_mut().enumerate() {
            if other != at {
                let times = target[at] / pivot;
                target.iter_mut().zip(&row).for_each(|(cell, own)| *cell -= times * own);
            }
        }
    }
    (0..size).map(|at| if used[at] { matrix[at][size] / matrix[at][at] } else { 0.0 }).collect()
}

/// How far a rounded total may be from what it is made of; `None` if rounding hides too much.
fn tolerance(total: &Variable) -> Option<f64> {
    const FINEST: usize = 12;
    let spread = deviation(&total.numbers);
    let exact = 1e-7 * spread.max(1e-9);
    if total.decimals == 0 {
        return Some(exact);
    }
    let decimals = i32::try_from(total.decimals.min(FINEST)).ok()?;
    let rounded = 0.51 * libm::pow(10.0, -f64::from(decimals));
    (rounded <= 0.05 * spread).then_some(rounded.max(exact))
}

/// The two columns whose product or ratio a column is, on every row that has them.
fn product(total: &Variable, near: &[&Variable]) -> Option<Vec<usize>> {
    const LEAST: usize = 12;
    const MOST_FIRST: usize = 80;
    let factor = |variable: &&&Variable| variable.is_of_numbers() && variable.labels.len() >= 2;
    let factors: Vec<&Variable> = near.iter().filter(factor).copied().take(MOST_FACTORS).collect();
    for (at, first) in factors.iter().enumerate() {
        for second in &factors[at + 1..] {
            let rows = complete(total, &[first, second]);
            if rows.len() < LEAST {
                continue;
            }
            // A few rows refute nearly every pair.
            let few: Vec<usize> =
                rows.iter().copied().step_by(rows.len().div_ceil(MOST_FIRST)).collect();
            for power in [(1, 1), (1, -1), (-1, 1), (1, -2), (-2, 1)] {
                let fits =
                    |rows: &[usize]| is_product(total, (first, power.0), (second, power.1), rows);
                if fits(&few) && fits(&rows) {
                    let mut columns = vec![first.column, second.column];
                    columns.sort_unstable();
                    return Some(columns);
                }
            }
        }
    }
    None
}

fn is_product(
    total: &Variable,
    (first, of_first): (&Variable, i32),
    (second, of_second): (&Variable, i32),
    rows: &[usize],
) -> bool {
    let made =
        |row: usize| power(first.numbers[row], of_first) * power(second.numbers[row], of_second);
    let tells = |row: &&usize| made(**row).is_finite() && made(**row).abs() > 1e-12;
    // The factor is what it is in the row with the largest total, where rounding matters least.
    let largest = rows.iter().filter(tells).max_by(|a, b| {
        total.numbers[**a].abs().total_cmp(&total.numbers[**b].abs()).then(b.cmp(a))
    });
    let Some(largest) = largest else { return false };
    let times = total.numbers[*largest] / made(*largest);
    if times == 0.0 {
        return false;
    }
    let Some(slack) = tolerance(total) else { return false };
    let known = rows.iter().filter(|row| made(**row).is_finite());
    let fits = |row: &usize| {
        let expected = times * made(*row);
        (expected - total.numbers[*row]).abs() <= slack + 2e-6 * expected.abs()
    };
    let mut pairs: Vec<(u64, u64)> = Vec::new();
    for row in known {
        if !fits(row) {
            return false;
        }
        pairs.push((first.numbers[*row].to_bits(), second.numbers[*row].to_bits()));
    }
    // Where nothing was rounded, a ratio is what its product was made of.
    let is_ratio = of_first < 0 || of_second < 0;
    let exact = |row: &usize| {
        let expected = times * made(*row);
        (expected - total.numbers[*row]).abs() <= 1e-12 * expected.abs()
    };
    if is_ratio && rows.iter().filter(|row| made(**row).is_finite()).all(exact) {
        return false;
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.len() >= LEAST_DIFFERENT && varies(first, rows) && varies(second, rows)
}

/// A number, its reciprocal, or that of its square.
fn power(number: f64, exponent: i32) -> f64 {
    match exponent {
        1 => number,
        -1 => 1.0 / number,
        _ => 1.0 / (number * number),
    }
}

fn varies(variable: &Variable, rows: &[usize]) -> bool {
    let Some(first) = rows.first() else { return false };
    rows.iter().any(|row| variable.numbers[*row].total_cmp(&variable.numbers[*first]).is_ne())
}

#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn mean(variable: &Variable, rows: &[usize]) -> f64 {
    rows.iter().map(|row| variable.numbers[*row]).sum::<f64>() / rows.len().max(1) as f64
}

#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn deviation(numbers: &[f64]) -> f64 {
    let known: Vec<f64> = numbers.iter().copied().filter(|number| !number.is_nan()).collect();
    let mean = known.iter().sum::<f64>() / known.len().max(1) as f64;
    let square = known.iter().map(|number| (number - mean).powi(2)).sum::<f64>();
    (square / known.len().max(1) as f64).sqrt()
}

//! One pass over the rows: posteriors, and the counts that the next parameters follow from.
//!
//! Rows are worked off in blocks that stay in the L1 cache, in three short loops: sums of
//! logarithms, posteriors, sums of posteriors. The order of all sums is fixed, so that the result
//! does not depend on the threads.

use std::marker::PhantomData;
use std::ops::Range;

use rayon::prelude::*;

use super::super::sample::PackedRows;
use super::elementary::{Real, ln};
use super::layout::{Counts, Layout, Parameters};
use super::tables::{Lanes, Tables};
use super::view::View;

/// Rows of a block.
const BLOCK: usize = 64;
/// Rows after which sums are carried over into 64 bits.
const FLUSH: usize = 8192;
/// Rows are worked off in this many parts at most; parts are summed in order.
const MOST_PARTS: usize = 64;
/// Rows from which passes use 32 bits.
const MANY: usize = 4096;

/// Passes over the rows of a view.
pub(super) trait Pass: Sync {
    /// Log-likelihood of the parameters, and the counts under their posteriors (the E-step).
    fn counts(&self, layout: &Layout, parameters: &Parameters) -> Counts;

    /// Log-likelihood, and the posteriors of every row, rows × groups, in 64 bits.
    fn posteriors(&self, layout: &Layout, parameters: &Parameters) -> (f64, Vec<f32>);

    /// Log-likelihood in 64 bits.
    fn log_likelihood(&self, layout: &Layout, parameters: &Parameters) -> f64;
}

/// Passes for this many lanes, in 64 bits over few rows unless they may be rough.
pub(super) fn over<'a>(
    packed: &'a PackedRows,
    view: &'a View<'a>,
    lanes: usize,
    rough: bool,
) -> Box<dyn Pass + 'a> {
    // 32 bits double the lanes of an instruction; over few rows exactness costs nothing.
    let few = view.rows < MANY && !rough;
    macro_rules! passes {
        ($($lanes:literal)*) => {
            match lanes {
                $($lanes if few => Box::new(
                    Over::<f64, $lanes> { packed, view, real: PhantomData },
                ),
                $lanes => Box::new(Over::<f32, $lanes> { packed, view, real: PhantomData }),)*
                _ => unreachable!("at most 64 groups"),
            }
        };
    }
    passes!(1 2 4 8 16 32 64)
}

struct Over<'a, T, const L: usize> {
    packed: &'a PackedRows,
    view: &'a View<'a>,
    real: PhantomData<T>,
}

impl<T: Real, const L: usize> Pass for Over<'_, T, L> {
    fn counts(&self, layout: &Layout, parameters: &Parameters) -> Counts {
        let tables = Tables::<T, L>::new(self.packed, layout, parameters);
        let (log_likelihood, sums) = self.sum(&tables);
        layout.of_groups(log_likelihood, &sums.shares, sums.by_column(self.packed, layout))
    }

    fn posteriors(&self, layout: &Layout, parameters: &Parameters) -> (f64, Vec<f32>) {
        let tables = Tables::<f64, L>::new(self.packed, layout, parameters);
        let parts: Vec<(f64, Vec<f32>)> = parts(self.view.rows)
            .into_par_iter()
            .map(|part| {
                let mut posteriors = Vec::with_capacity(part.len() * layout.groups);
                let log_likelihood = each_block(self.view, &tables, part, |_, block, _| {
                    #[allow(
                        clippy::cast_possible_truncation,
                        reason = "probabilities are kept in 32 bits"
                    )]
                    for row in block.iter() {
                        let states = &row[..layout.groups * layout.style.steps];
                        posteriors.extend(layout.posteriors_of_groups(states).map(|p| p as f32));
                    }
                });
                (log_likelihood, posteriors)
            })
            .collect();
        let log_likelihood = parts.iter().map(|(sum, _)| sum).sum();
        (log_likelihood, parts.into_iter().flat_map(|(_, posteriors)| posteriors).collect())
    }

    fn log_likelihood(&self, layout: &Layout, parameters: &Parameters) -> f64 {
        let tables = Tables::<f64, L>::new(self.packed, layout, parameters);
        let parts: Vec<f64> = parts(self.view.rows)
            .into_par_iter()
            .map(|part| each_block(self.view, &tables, part, |_, _, _| ()))
            .collect();
        parts.iter().sum()
    }
}

impl<T: Real, const L: usize> Over<'_, T, L> {
    /// Log-likelihood and sums of weighted posteriors.
    fn sum(&self, tables: &Tables<T, L>) -> (f64, Tables<f64, L>) {
        let part = |part: Range<usize>| {
            // Sums of 32 bits lose digits as they grow: they are flushed into 64 bits every `FLUSH`
            // rows.
            let mut sums = Tables::<T, L>::zero(self.packed);
            let mut total = Tables::<f64, L>::zero(self.packed);
            let mut log_likelihood = 0.0;
            let mut start = part.start;
            while start < part.end {
                let end = (start + FLUSH).min(part.end);
                log_likelihood +=
                    each_block(self.view, tables, start..end, |rows, block, numbers| {
                        weigh(self.view, rows.clone(), block);
                        accumulate(self.view, rows, block, numbers, &mut sums);
                    });
                sums.flush(&mut total);
                start = end;
            }
            (log_likelihood, total)
        };
        let parts = parts(self.view.rows);
        let done: Vec<(f64, Tables<f64, L>)> = if parts.len() > 1 {
            parts.into_par_iter().map(part).collect()
        } else {
            parts.into_iter().map(part).collect()
        };
        // In the order of the parts, so that any number of threads gives the same bits.
        let mut sums = Tables::zero(self.packed);
        let mut log_likelihood = 0.0;
        for (sum, mut tables) in done {
            log_likelihood += sum;
            tables.flush(&mut sums);
        }
        (log_likelihood, sums)
    }
}

fn parts(rows: usize) -> Vec<Range<usize>> {
    // Borders depend on the number of rows alone, never on the number of threads.
    let size = FLUSH * rows.div_ceil(FLUSH * MOST_PARTS).max(1);
    (0..rows.div_ceil(size)).map(|part| part * size..((part + 1) * size).min(rows)).collect()
}

/// Gives the posteriors of the rows, block by block, with the block's numbers to a function;
/// returns the weighted log-likelihood.
fn each_block<T: Real, const L: usize>(
    view: &View<'_>,
    tables: &Tables<T, L>,
    rows: Range<usize>,
    mut then: impl FnMut(Range<usize>, &mut [Lanes<T, L>], &[[T; 2]]),
) -> f64 {
    let mut buffer = [[T::ZERO; L]; BLOCK];
    let mut numbers = vec![[T::ZERO; 2]; BLOCK * tables.numbers.len()];
    let mut log_likelihood = 0.0;
    let mut start = rows.start;
    while start < rows.end {
        let end = (start + BLOCK).min(rows.end);
        row_by_row(view, start..end, &mut numbers);
        log_joint(view, start..end, tables, &mut buffer[..end - start], &numbers);
        log_likelihood += normalise(view, start..end, &mut buffer);
        then(start..end, &mut buffer[..end - start], &numbers);
        start = end;
    }
    log_likelihood
}

/// The numbers of a block row by row, each with 1, or 0 and 0 where nothing is known: without a
/// branch that cannot be foreseen.
#[inline(never)]
fn row_by_row<T: Real>(view: &View<'_>, rows: Range<usize>, numbers: &mut [[T; 2]]) {
    let columns = view.numbers.len();
    for (position, column) in view.numbers.iter().enumerate() {
        for (row, value) in column[rows.clone()].iter().enumerate() {
            // All bits set where the value is known, none where it is NaN.
            let mask = u64::from(!value.is_nan()).wrapping_neg();
            let number = f64::from_bits(mask & value.to_bits());
            let known = f64::from_bits(mask & 1.0_f64.to_bits());
            numbers[row * columns + position] = [T::from_f64(number), T::from_f64(known)];
        }
    }
}

/// `ln π_k + Σ_j ln f_j(x_ij | k)` for each row and group; missing values leave the sum as it is.
#[inline(never)]
fn log_joint<T: Real, const L: usize>(
    view: &View<'_>,
    rows: Range<usize>,
    tables: &Tables<T, L>,
    block: &mut [Lanes<T, L>],
    numbers: &[[T; 2]],
) {
    let codes = &view.codes[rows.start * view.packs..rows.end * view.packs];
    let columns = tables.numbers.len();
    for (position, sum) in block.iter_mut().enumerate() {
        // Several columns share a byte, so that one lookup adds the logarithms of all of them.
        let mut own = tables.shares;
        let codes = &codes[position * view.packs..(position + 1) * view.packs];
        for (code, offset) in codes.iter().zip(&tables.offsets) {
            let entry = &tables.codes[offset + usize::from(*code)];
            for lane in 0..L {
                own[lane] += entry[lane];
            }
        }
        let numbers = &numbers[position * columns..(position + 1) * columns];
        for ([number, known], [mean, precision, constant]) in numbers.iter().zip(&tables.numbers) {
            for lane in 0..L {
                let apart = *number - mean[lane];
                own[lane] += *known * (constant[lane] - apart * apart * precision[lane]);
            }
        }
        *sum = own;
    }
    if !view.starts.is_empty() {
        for (sum, row) in block.iter_mut().zip(rows) {
            for entry in &view.present[view.starts[row] as usize..view.starts[row + 1] as usize] {
                let entry = &tables.present[usize::from(*entry)];
                for lane in 0..L {
                    sum[lane] += entry[lane];
                }
            }
        }
    }
}

/// Turns logarithms of joint densities into posteriors; returns the weighted log-likelihood.
fn normalise<T: Real, const L: usize>(
    view: &View<'_>,
    rows: Range<usize>,
    block: &mut [Lanes<T, L>; BLOCK],
) -> f64 {
    let (greatest, totals) = exponentials(block);
    let greatest = greatest[..rows.len()].iter().map(|value| value.to_f64());
    let totals = totals[..rows.len()].iter().map(|value| value.to_f64());
    if view.weights.is_empty() {
        // The logarithm of a product of numbers from 1 to the number of groups, which stays far
        // below the largest number there is.
        return greatest.sum::<f64>() + ln(totals.product());
    }
    let logs = greatest.zip(totals).map(|(greatest, total)| greatest + ln(total));
    logs.zip(&view.weights[rows]).map(|(log, weight)| log * weight).sum()
}

/// Replaces logarithms by what they are logarithms of, scaled to a sum of 1 in each row; returns
/// each row's greatest logarithm and its sum before.
#[inline(never)]
fn exponentials<T: Real, const L: usize>(
    block: &mut [Lanes<T, L>; BLOCK],
) -> ([T; BLOCK], [T; BLOCK]) {
    let (mut most, mut totals) = ([T::ZERO; BLOCK], [T::ZERO; BLOCK]);
    for row in 0..BLOCK {
        let mut own = block[row];
        // Softmax by log-sum-exp: without the greatest taken off, many columns underflow to 0.
        let greatest = fold(own, |a, b| if a > b { a } else { b });
        for value in &mut own {
            *value = (*value - greatest).exp();
        }
        let sum = fold(own, |a, b| a + b);
        // One division, then products: divisions of all lanes cost more.
        let scale = sum.inverse();
        for value in &mut own {
            *value = *value * scale;
        }
        block[row] = own;
        most[row] = greatest;
        totals[row] = sum;
    }
    (most, totals)
}

/// Combines all lanes, halves with halves.
#[inline]
fn fold<T: Real, const L: usize>(mut lanes: Lanes<T, L>, combine: impl Fn(T, T) -> T) -> T {
    let mut half = L / 2;
    while half > 0 {
        for lane in 0..half {
            lanes[lane] = combine(lanes[lane], lanes[lane + half]);
        }
        half /= 2;
    }
    lanes[0]
}

#[inline]
fn weigh<T: Real, const L: usize>(view: &View<'_>, rows: Range<usize>, block: &mut [Lanes<T, L>]) {
    if view.weights.is_empty() {
        return;
    }
    for (row, weight) in block.iter_mut().zip(&view.weights[rows]) {
        let weight = T::from_f64(*weight);
        for value in row.iter_mut() {
            *value = *value * weight;
        }
    }
}

#[inline(never)]
fn accumulate<T: Real, const L: usize>(
    view: &View<'_>,
    rows: Range<usize>,
    block: &[Lanes<T, L>],
    numbers: &[[T; 2]],
    sums: &mut Tables<T, L>,
) {
    let codes = &view.codes[rows.start * view.packs..rows.end * view.packs];
    let columns = sums.numbers.len();
    // A local copy stays in registers over the rows of the block.
    let mut shares = sums.shares;
    for (position, row) in block.iter().enumerate() {
        let own = *row;
        for lane in 0..L {
            shares[lane] += own[lane];
        }
        let codes = &codes[position * view.packs..(position + 1) * view.packs];
        for (code, offset) in codes.iter().zip(&sums.offsets) {
            let sum = &mut sums.codes[offset + usize::from(*code)];
            for lane in 0..L {
                sum[lane] += own[lane];
            }
        }
        let numbers = &numbers[position * columns..(position + 1) * columns];
        for ([number, known], kept) in numbers.iter().zip(&mut sums.numbers) {
            // Weight, sum and sum of squares, from which mean and variance follow.
            let [mut n, mut sum, mut squares] = *kept;
            for lane in 0..L {
                let product = own[lane] * *number;
                n[lane] += own[lane] * *known;
                sum[lane] += product;
                squares[lane] += product * *number;
            }
            *kept = [n, sum, squares];
        }
    }
    sums.shares = shares;
    if !view.starts.is_empty() {
        for (own, row) in block.iter().zip(rows) {
            for entry in &view.present[view.starts[row] as usize..view.starts[row + 1] as usize] {
                let sum = &mut sums.present[usize::from(*entry)];
                for lane in 0..L {
                    sum[lane] += own[lane];
                }
            }
        }
    }
}

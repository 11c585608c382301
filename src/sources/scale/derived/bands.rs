//! Columns that cut the numbers of another into bands: ages into age groups.

use rayon::prelude::*;

use super::super::super::derivation::Derivation;
use super::super::kind::Scale;
use super::super::ranges::range_rank;
use super::found::Found;
use super::variable::{LEAST_ROWS, Variable, Variables};

/// Bands that a number is cut into.
const BANDS: std::ops::RangeInclusive<usize> = 2..=30;
/// As many numbers for each band show that they were cut.
const NUMBERS_A_BAND: usize = 2;
/// How far below its number the rank of a range with an open lower end is.
const UNDER: f64 = 1e9;
/// With more columns, sources are looked for among those so near.
const NEAR: usize = 250;
/// Unlikelihood of chance, as a natural logarithm.
const LEAST_EVIDENCE: f64 = 12.0;

/// Finds the columns whose answers each stand for a stretch of the numbers of another.
pub(super) fn bands(variables: &Variables, found: &mut Found) {
    let sources: Vec<(&Variable, Vec<usize>)> = variables
        .all
        .iter()
        .filter(|variable| matches!(variable.scale, Scale::Numeric | Scale::Count))
        .filter(|variable| found.is_open(variable))
        .map(|variable| (variable, by_number(variable)))
        .filter(|(_, order)| order.len() >= LEAST_ROWS)
        .collect();
    let known: &Found = found;
    let source_of = |column: &Variable| {
        if !column.may_follow || !known.is_open(column) || !BANDS.contains(&column.labels.len()) {
            return None;
        }
        let near = if sources.len() <= 2 * NEAR {
            &sources[..]
        } else {
            let at = sources.partition_point(|(source, _)| source.column < column.column);
            &sources[at.saturating_sub(NEAR)..(at + NEAR).min(sources.len())]
        };
        let mut near = near.iter().filter(|(source, _)| source.column != column.column);
        near.find(|(source, order)| is_cut(source, order, column) && says_bands(source, column))
            .map(|(source, _)| source.column)
    };
    let found_sources: Vec<Option<usize>> = variables.all.par_iter().map(source_of).collect();
    for (column, source) in variables.all.iter().zip(found_sources) {
        if let Some(source) = source {
            found.add(column, vec![source], Derivation::Bands);
        }
    }
}

/// Rows with a number, by it.
fn by_number(variable: &Variable) -> Vec<usize> {
    let numbers = &variable.numbers;
    let mut rows: Vec<usize> = (0..numbers.len()).filter(|row| !numbers[*row].is_nan()).collect();
    rows.sort_by(|a, b| numbers[*a].total_cmp(&numbers[*b]));
    rows
}

/// True if the answers of a column say which numbers they stand for ("18-24", "65+"), all but one,
/// or a header of three bands or more says so ("age" and "age band").
fn says_bands(source: &Variable, column: &Variable) -> bool {
    let mut ends = vec![(f64::INFINITY, f64::NEG_INFINITY); column.labels.len()];
    for (number, code) in source.numbers.iter().zip(&column.codes) {
        if let (false, Some(at)) = (number.is_nan(), (*code as usize).checked_sub(1)) {
            let (low, high) = &mut ends[at];
            (*low, *high) = (low.min(*number), high.max(*number));
        }
    }
    let fits = |(label, (low, high)): &(&String, &(f64, f64))| match range_rank(label) {
        // Ranges with an open lower end stand far below all numbers.
        Some(rank) if rank < -UNDER / 2.0 => *high <= rank + UNDER,
        Some(rank) => *low >= rank.floor(),
        None => false,
    };
    let bands = column.labels.len();
    let fitting = column.labels.iter().zip(&ends).filter(fits).count();
    fitting + 1 >= bands.max(2) || (bands > 2 && source.is_headed_like(column))
}

/// True if each answer of a column has a stretch of the numbers of another to itself.
#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn is_cut(source: &Variable, order: &[usize], column: &Variable) -> bool {
    let mut seen = vec![0_usize; column.labels.len()];
    let (mut last, mut number, mut different, mut rows) = (0_u32, f64::NAN, 0, 0_usize);
    for row in order {
        let code = column.codes[*row];
        if code == 0 {
            continue;
        }
        rows += 1;
        let same = source.numbers[*row].total_cmp(&number).is_eq();
        different += usize::from(!same);
        number = source.numbers[*row];
        if code != last {
            // One number in two bands, or a band that begins again.
            if same || seen[code as usize - 1] > 0 {
                return false;
            }
            last = code;
        }
        seen[code as usize - 1] += 1;
    }
    let bands = seen.iter().filter(|count| **count > 0).count();
    if bands < *BANDS.start() || different < NUMBERS_A_BAND * bands || rows < LEAST_ROWS {
        return false;
    }
    let all = different as f64;
    let share = |count: &usize| *count as f64 / rows as f64;
    let entropy = |count: &usize| -share(count) * libm::log(share(count));
    let spread: f64 = seen.iter().filter(|count| **count > 0).map(entropy).sum();
    // Rows of one number go into one band, so it is the numbers that chance would have to sort; the
    // bands may stand in any order and be cut anywhere.
    let orders: f64 = (2..=bands).map(|band| libm::log(band as f64)).sum();
    let cuts = (bands - 1) as f64 * libm::log(all);
    rows * 10 >= column.answered() * 9 && all * spread - orders - cuts >= LEAST_EVIDENCE
}

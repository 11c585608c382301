//! Columns of ids and accounts, and the values in them.

use std::collections::BTreeSet;

use crate::sources::Column;

/// Cells that pass a test, and cells that are filled.
pub(super) fn counts(column: &Column, test: impl Fn(&str) -> bool) -> (usize, usize) {
    let mut counts = (0, 0);
    let mut count = |text: &str, rows: usize| {
        if !text.trim().is_empty() {
            counts.0 += if test(text) { rows } else { 0 };
            counts.1 += rows;
        }
    };
    match column.levels() {
        Some(levels) => levels.into_iter().for_each(|(text, rows)| count(text, rows)),
        None => (0..column.len()).for_each(|row| count(&column.text(row), 1)),
    }
    counts
}

/// True if nine in ten of the filled cells pass a test. Ends as soon as too many do not: columns
/// of a million rows are many, and ids are few.
pub(super) fn mostly(column: &Column, test: impl Fn(&str) -> bool) -> bool {
    if column.is_of_levels() {
        let (passes, filled) = counts(column, test);
        return filled > 0 && passes * 10 >= filled * 9;
    }
    let (mut fails, mut filled) = (0, 0);
    for row in 0..column.len() {
        let text = column.text(row);
        if !text.trim().is_empty() {
            filled += 1;
            fails += usize::from(!test(&text));
        }
        if fails * 10 > column.len() {
            return false;
        }
    }
    filled > 0 && fails * 10 <= filled
}

/// The different values of a column in the form in which keys are compared.
pub(super) fn values(column: &Column) -> BTreeSet<String> {
    let key = |text: &str| Some(text.trim().to_lowercase()).filter(|text| !text.is_empty());
    match column.levels() {
        Some(levels) => {
            let used = levels.into_iter().filter(|(_, rows)| *rows > 0);
            used.filter_map(|(text, _)| key(text)).collect()
        }
        None => (0..column.len()).filter_map(|row| key(&column.text(row))).collect(),
    }
}

/// Share of the first values that are among the second.
#[allow(clippy::cast_precision_loss, reason = "a share is rounded to a hundredth")]
pub(super) fn share(own: &BTreeSet<String>, theirs: &BTreeSet<String>) -> f64 {
    own.iter().filter(|value| theirs.contains(*value)).count() as f64 / own.len().max(1) as f64
}

/// The different values of a column, each of a list its own.
pub(super) fn id_list(column: &Column) -> BTreeSet<String> {
    let values = values(column);
    if !values.iter().any(|text| text.contains(';')) {
        return values;
    }
    values
        .iter()
        .flat_map(|text| text.split(';').map(|part| part.trim().to_owned()))
        .filter(|id| !id.is_empty())
        .collect()
}

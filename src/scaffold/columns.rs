//! Columns of ids and accounts, and the values in them.

use std::collections::BTreeSet;

use crate::sources::Column;

/// Cells that pass a test, and cells that are filled.
pub(super) fn counts(column: &Column, test: impl Fn(&str) -> bool) -> (usize, usize) {
    let mut counts = (0, 0);
    column
        .map(|text| (!text.trim().is_empty(), test(text)))
        .into_iter()
        .filter(|(filled, _)| *filled)
        .for_each(|(_, passes)| {
            counts.0 += usize::from(passes);
            counts.1 += 1;
        });
    counts
}

/// The different values of a column in the form in which keys are compared.
pub(super) fn values(column: &Column) -> BTreeSet<String> {
    (0..column.len())
        .map(|row| column.text(row).trim().to_lowercase())
        .filter(|text| !text.is_empty())
        .collect()
}

/// Share of the first values that are among the second.
#[allow(clippy::cast_precision_loss, reason = "a share is rounded to a hundredth")]
pub(super) fn share(own: &BTreeSet<String>, theirs: &BTreeSet<String>) -> f64 {
    own.iter().filter(|value| theirs.contains(*value)).count() as f64 / own.len().max(1) as f64
}

/// The different values of a column, each of a list its own.
pub(super) fn id_list(column: &Column) -> BTreeSet<String> {
    values(column)
        .iter()
        .flat_map(|text| text.split(';').map(|part| part.trim().to_owned()))
        .filter(|id| !id.is_empty())
        .collect()
}

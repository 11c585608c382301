//! Columns of ids and accounts, and the values in them.

use std::collections::BTreeSet;

use crate::sources::{Column, Table, names_identifier};

/// Columns of the company that a customer belongs to, the most telling first.
pub(super) const ACCOUNTS: [&str; 12] = [
    "Associated Company IDs (Primary)",
    "Associated Company IDs",
    "Associated Company",
    "AccountId",
    "Account ID",
    "Account Name.id",
    "Organization - ID",
    "Account Name",
    "Organization - Name",
    "Company",
    "Company name",
    "WhatId",
];

/// The column that tells the rows apart: named as one, and in nineteen of twenty rows filled and
/// not repeated; the first of them. A column of e-mail addresses is none, for ids stand in the
/// output.
pub(super) fn respondent(table: &Table) -> Option<usize> {
    let rows = table.rows() - table.set_aside();
    let tells = |column: &&Column| {
        let (addresses, filled) = counts(column, |text| text.contains('@'));
        // 95 %: exports have a few empty or repeated ids.
        filled * 20 >= rows * 19 && values(column).len() * 20 >= rows * 19 && addresses == 0
    };
    let named = |column: &&Column| names_identifier(&column.name);
    table.columns.iter().filter(named).find(tells).map(|column| column.index)
}

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

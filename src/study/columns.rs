//! Columns that a manifest names.

use crate::error::{Error, Result};
use crate::manifest::{Manifest, Source, Stated};
use crate::sources::{Column, Table};

/// A column that the manifest names.
pub(super) fn column<'a>(
    manifest: &Manifest,
    table: &'a Table,
    name: &Stated<String>,
) -> Result<&'a Column> {
    table.column(&name.value).ok_or_else(|| no_column(manifest, table, name))
}

pub(super) fn no_column(manifest: &Manifest, table: &Table, name: &Stated<String>) -> Error {
    let expected = format!("a column of {}", table.name);
    manifest
        .unknown(name, &expected, table.columns.iter().map(|column| column.label.as_str()))
        .into()
}

/// Refuses readings of a source that name columns it does not have, chosen or not.
pub(super) fn check_readings(manifest: &Manifest, source: &Source, table: &Table) -> Result<()> {
    let readings = manifest.decisions.iter().flat_map(|decision| &decision.alternatives);
    let changes = readings.flat_map(|reading| &reading.changes);
    let own = changes.filter(|change| *change.source() == source.id);
    let mut named = own.flat_map(|change| change.columns(&source.aggregation));
    match named.find(|name| table.column(&name.value).is_none()) {
        Some(name) => Err(no_column(manifest, table, name)),
        None => Ok(()),
    }
}

/// The positions of the columns that the manifest speaks of: in a part of the source, or in a
/// pattern. Of a table of aggregates it has stated every column.
pub(super) fn spoken_of(manifest: &Manifest, source: &Source, table: &Table) -> Vec<usize> {
    let parts = source.keys.iter().map(|(_, column)| column);
    let parts = parts
        .chain(&source.weight)
        .chain(&source.account)
        .chain(source.role.iter().map(|role| &role.column))
        .chain(source.outcome.iter().map(|rule| &rule.column));
    let themes = manifest.themes.iter().flat_map(|theme| &theme.members);
    let patterns = manifest.facets.iter().map(|(_, pattern)| pattern);
    let patterns = patterns
        .chain(manifest.say.iter().map(|(pattern, _)| pattern))
        .chain(themes)
        .chain(manifest.kept_apart.iter().flatten())
        .chain(manifest.essential.iter().flatten());
    let said: Vec<&str> = parts.chain(patterns).map(|text| text.value.as_str()).collect();
    let is_said = |column: &&Column| {
        let label = column.label.as_str();
        // Members of themes name a source before the column and an answer behind it.
        said.iter().any(|text| text.contains(label) || fits(text, label))
    };
    let aggregated = !source.aggregation.rules.is_empty();
    let spoken = table.columns.iter().filter(|column| aggregated || is_said(column));
    spoken.map(|column| column.index).collect()
}

/// True if a label has the parts of a pattern with stars.
fn fits(pattern: &str, label: &str) -> bool {
    pattern.contains('*') && pattern.split('*').all(|part| label.contains(part))
}

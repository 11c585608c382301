//! Columns that a manifest names.

use crate::error::{Error, Result};
use crate::manifest::{Manifest, Stated};
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

//! The columns of a table by label and name.

use std::collections::BTreeMap;

use super::column::Column;
use super::table::Table;

/// The columns of a table by label and name, for where many are looked up.
pub(crate) struct ColumnNames<'a> {
    labels: BTreeMap<&'a str, &'a Column>,
    names: BTreeMap<&'a str, &'a Column>,
}

impl<'a> ColumnNames<'a> {
    pub(crate) fn index(table: &'a Table) -> Self {
        // Of equal names the first column counts, so it comes last.
        let columns = || table.columns.iter().rev();
        Self {
            labels: columns().map(|column| (column.label.as_str(), column)).collect(),
            names: columns().map(|column| (column.name.as_str(), column)).collect(),
        }
    }

    /// The column of this label or name, as [`Table::column`] finds it.
    pub(crate) fn get(&self, name: &str) -> Option<&'a Column> {
        let name = name.trim();
        self.labels.get(name).or_else(|| self.names.get(name)).copied()
    }
}

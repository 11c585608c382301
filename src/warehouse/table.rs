//! The table of an engine that respondents stand in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Dialect;

/// A table of an engine with a row a respondent.
///
/// ```
/// use persona_synthesis::warehouse::{Dialect, WarehouseTable};
///
/// let table = WarehouseTable::new(Dialect::DuckDb, "crm.people", "customer id").column("How often?", "q1");
/// assert_eq!(table.quoted(), "\"crm\".\"people\"");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarehouseTable {
    pub(super) dialect: Dialect,
    pub(super) name: String,
    pub(super) key: String,
    pub(super) weight: Option<String>,
    pub(super) columns: BTreeMap<String, String>,
}

impl WarehouseTable {
    /// A table by its name, with its schema before it and a dot between where it has one, and the column that holds the respondent's id.
    #[must_use]
    pub fn new(dialect: Dialect, name: impl Into<String>, key: impl Into<String>) -> Self {
        Self { dialect, name: name.into(), key: key.into(), weight: None, columns: BTreeMap::new() }
    }

    /// The column of a question of the study's export, where the table calls it otherwise.
    #[must_use]
    pub fn column(mut self, question: impl Into<String>, column: impl Into<String>) -> Self {
        self.columns.insert(question.into(), column.into());
        self
    }

    /// The column that says for how many others a respondent stands; without one everybody counts 1.
    #[must_use]
    pub fn weight(mut self, column: impl Into<String>) -> Self {
        self.weight = Some(column.into());
        self
    }

    /// The table's name in quotes.
    #[must_use]
    pub fn quoted(&self) -> String {
        self.name.split('.').map(|part| self.dialect.name_of(part)).collect::<Vec<String>>().join(".")
    }

    /// The column's name in quotes, for a question of the study.
    pub(super) fn quoted_column(&self, question: &str) -> String {
        self.dialect.name_of(self.columns.get(question).map_or(question, String::as_str))
    }

    pub(super) fn quoted_key(&self) -> String {
        self.dialect.name_of(&self.key)
    }
}

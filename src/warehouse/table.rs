//! The table of an engine that respondents stand in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Dialect;
use crate::error::{ErrorKind, Result};

/// A table of an engine with one row per respondent.
///
/// ```
/// use persona_synthesis::warehouse::{Dialect, WarehouseTable};
///
/// let table = WarehouseTable::new(Dialect::DuckDb, "crm.people", "customer id")
///     .column("How often?", "q1");
/// assert_eq!(table.sql_name(), "\"crm\".\"people\"");
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
    /// Makes a table from its name, after its schema and a dot if it has one, and the column that
    /// holds the respondent's id.
    #[must_use]
    pub fn new(dialect: Dialect, name: impl Into<String>, key: impl Into<String>) -> Self {
        Self { dialect, name: name.into(), key: key.into(), weight: None, columns: BTreeMap::new() }
    }

    /// Sets the column of a question of the study's export, if the table has another name for it.
    #[must_use]
    pub fn column(mut self, question: impl Into<String>, column: impl Into<String>) -> Self {
        self.columns.insert(question.into(), column.into());
        self
    }

    /// Sets the column of weights: the number of people that a respondent represents; unless set,
    /// each counts 1.
    #[must_use]
    pub fn weight(mut self, column: impl Into<String>) -> Self {
        self.weight = Some(column.into());
        self
    }

    /// SQL statement that draws a sample: all columns of about this share of the rows, always the
    /// same rows however the table is split, because they are chosen by a hash of the id. Write its
    /// answer to a file, and use it as a source of a study.
    ///
    /// ```
    /// use persona_synthesis::warehouse::{Dialect, WarehouseTable};
    ///
    /// let table = WarehouseTable::new(Dialect::DuckDb, "people", "id");
    /// assert_eq!(
    ///     table.sample(0.25, 7)?,
    ///     "SELECT * FROM \"people\" WHERE \
    ///      SUBSTR(MD5(CAST(\"id\" AS VARCHAR)||':7'),1,8)<'40000000'"
    /// );
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] unless the share is above 0 and at most 1.
    pub fn sample(&self, share: f64, seed: u64) -> Result<String> {
        if !(share > 0.0 && share <= 1.0) {
            let (expected, found) = ("above 0 and at most 1".to_owned(), share.to_string());
            return Err(ErrorKind::Parameter { name: "share", expected, found }.into());
        }
        let from = format!("SELECT * FROM {}", self.sql_name());
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of 2^32, rounded down"
        )]
        let below = (share * 4_294_967_296.0) as u64;
        if share >= 1.0 {
            return Ok(from);
        }
        Ok(format!("{from} WHERE {}<'{below:08x}'", self.hash(seed)))
    }

    /// The first eight digits of a hash of the id, in hexadecimal: as good as random, the same in
    /// every engine.
    pub(super) fn hash(&self, seed: u64) -> String {
        self.hash_of(&self.quoted_key(), seed)
    }

    /// The hash of an expression that holds the id.
    pub(super) fn hash_of(&self, key: &str, seed: u64) -> String {
        format!("SUBSTR(MD5(CAST({key} AS {})||':{seed}'),1,8)", self.dialect.string())
    }

    /// SQL dialect of its engine.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Name of the table in SQL, in quotes.
    #[must_use]
    pub fn sql_name(&self) -> String {
        self.name
            .split('.')
            .map(|part| self.dialect.name_of(part))
            .collect::<Vec<String>>()
            .join(".")
    }

    /// The column's name in quotes, for a question of the study.
    pub(super) fn quoted_column(&self, question: &str) -> String {
        self.dialect.name_of(self.columns.get(question).map_or(question, String::as_str))
    }

    /// Name of the column with the respondent's id, in quotes.
    #[must_use]
    pub fn quoted_key(&self) -> String {
        self.dialect.name_of(&self.key)
    }
}

//! A database of a stranger, opened in memory and read table by table.

use std::cell::Cell;
use std::collections::BTreeMap;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, Statement};

use super::super::file::SourceFile;
use crate::error::{Error, ErrorKind, Result};
use crate::locator::Place;

/// Most steps of SQLite's virtual machine for one database: some ten seconds.
const MOST_STEPS: u64 = 1_000_000_000;
/// Steps between two looks at the limit.
const STEPS: i32 = 100_000;
/// Most bytes that may be read out of one database: damaged pages can give the same bytes again and
/// again.
const MOST_BYTES: usize = 1 << 30;
/// Most bytes of one value.
const LONGEST_VALUE: i32 = 1 << 28;

/// A database in memory.
pub(super) struct Database {
    connection: Connection,
    pub(super) name: String,
    pub(super) tables: Vec<String>,
    /// Bytes that may still be read out of it.
    left: Cell<usize>,
}

impl Database {
    pub(super) fn open(file: &SourceFile) -> Result<Self> {
        let damage_error = |error: rusqlite::Error| damage_error(file.place(), &error);
        let mut bytes = file.bytes().to_vec();
        // A database that was written ahead of a log says so here, and cannot be opened without it;
        // what was in the log is not there.
        if let Some(versions) = bytes.get_mut(18..20) {
            versions.fill(1);
        }
        let mut connection = Connection::open_in_memory().map_err(damage_error)?;
        // Defensive mode keeps SQL of the file from changing pages; untrusted schemas run no
        // function; triggers and views are code of the file.
        for (setting, value) in [
            (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
            (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        ] {
            connection.set_db_config(setting, value).map_err(damage_error)?;
        }
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST_VALUE).map_err(damage_error)?;
        connection
            .deserialize_read_exact("main", bytes.as_slice(), bytes.len(), true)
            .map_err(damage_error)?;
        let mut passed = 0;
        connection.progress_handler(
            STEPS,
            Some(move || {
                passed += u64::from(STEPS.unsigned_abs());
                // A file can hold pages that refer to each other without end.
                passed > MOST_STEPS
            }),
        );
        let mut database = Self {
            connection,
            name: file.name().to_owned(),
            tables: Vec::new(),
            left: Cell::new(MOST_BYTES),
        };
        // Virtual tables and views have no root page.
        let named = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0";
        database.tables = database.rows("sqlite_schema", named, |record| record.text(0))?;
        Ok(database)
    }

    /// A row of a table as a place.
    pub(super) fn place(&self, table: &str, row: i64) -> Place {
        let line = u64::try_from(row).unwrap_or_default();
        Place::file(format!("{}/{table}", self.name)).line(line)
    }

    /// The rows of a query over one table.
    fn rows<T>(
        &self,
        table: &str,
        query: &str,
        mut read: impl FnMut(&DatabaseRow<'_, '_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let place = || Place::file(format!("{}/{table}", self.name));
        let mut statement: Statement<'_> =
            self.connection.prepare(query).map_err(|error| damage_error(place(), &error))?;
        let mut rows = statement.query([]).map_err(|error| damage_error(place(), &error))?;
        let mut all = Vec::new();
        while let Some(row) = rows.next().map_err(|error| damage_error(place(), &error))? {
            all.push(read(&DatabaseRow { row, table, database: self })?);
        }
        Ok(all)
    }

    /// The rows of a table: these columns, in this order; a column after `?` may be missing and is
    /// then without values.
    ///
    /// # Errors
    /// [`ErrorKind::Header`] without the columns, [`ErrorKind::Format`] without the table.
    pub(super) fn table<T>(
        &self,
        table: &str,
        columns: &[&str],
        order: &str,
        read: impl FnMut(&DatabaseRow<'_, '_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        if !self.tables.iter().any(|known| known == table) {
            let (place, expected) = (Place::file(&self.name), format!("a table {table:?}"));
            return Err(ErrorKind::Format { place, expected, found: "none".to_owned() }.into());
        }
        // Generated columns are code of the file.
        let info = format!("SELECT name FROM pragma_table_xinfo('{table}') WHERE hidden = 0");
        let found = self.rows(table, &info, |record| record.text(0))?;
        let has = |column: &str| found.iter().any(|found| found == column);
        let missing: Vec<String> = columns
            .iter()
            .filter(|column| !column.starts_with('?') && !has(column))
            .map(ToString::to_string)
            .collect();
        if !missing.is_empty() {
            let place = Place::file(format!("{}/{table}", self.name));
            return Err(ErrorKind::Header { place, missing, found }.into());
        }
        let select = |column: &&str| match column.strip_prefix('?') {
            // Older versions of a program lack some columns.
            Some(optional) if !has(optional) => "NULL".to_owned(),
            Some(optional) => format!("\"{optional}\""),
            None => format!("\"{column}\""),
        };
        let selected = columns.iter().map(select).collect::<Vec<_>>().join(", ");
        self.rows(table, &format!("SELECT {selected} FROM \"{table}\" ORDER BY {order}"), read)
    }

    /// Number of rows of a table; 0 where it is not there.
    pub(super) fn count(&self, table: &str) -> Result<usize> {
        if !self.tables.iter().any(|known| known == table) {
            return Ok(0);
        }
        let counts = self.rows(table, &format!("SELECT count(*) FROM \"{table}\""), |record| {
            record.integer(0)
        })?;
        Ok(counts.first().and_then(|count| usize::try_from(*count).ok()).unwrap_or(0))
    }
}

/// A row while it is read.
pub(super) struct DatabaseRow<'a, 'r> {
    row: &'a Row<'r>,
    table: &'a str,
    database: &'a Database,
}

impl DatabaseRow<'_, '_> {
    fn value(&self, column: usize) -> Result<ValueRef<'_>> {
        let place = || Place::file(format!("{}/{}", self.database.name, self.table));
        self.row.get_ref(column).map_err(|error| damage_error(place(), &error))
    }

    /// A text; numbers are written out, nothing is empty.
    pub(super) fn text(&self, column: usize) -> Result<String> {
        let text = match self.value(column)? {
            ValueRef::Null => String::new(),
            ValueRef::Integer(number) => number.to_string(),
            ValueRef::Real(number) => number.to_string(),
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                String::from_utf8_lossy(bytes).into_owned()
            }
        };
        let left = self.database.left.get();
        // Overflow pages can be shared, so values may exceed the file.
        let Some(rest) = left.checked_sub(text.len() + 1) else {
            let place = Place::file(format!("{}/{}", self.database.name, self.table));
            return Err(ErrorKind::TooLarge {
                place,
                limit: MOST_BYTES as u64,
                found: MOST_BYTES as u64 + 1,
            }
            .into());
        };
        self.database.left.set(rest);
        Ok(text)
    }

    /// A whole number; -1 where there is none, which is no id and no position.
    pub(super) fn integer(&self, column: usize) -> Result<i64> {
        Ok(match self.value(column)? {
            ValueRef::Integer(number) => number,
            // Some programs keep positions as real numbers.
            ValueRef::Real(number) if number.abs() < 9e15 && number.fract() == 0.0 => number as i64,
            ValueRef::Text(bytes) => {
                std::str::from_utf8(bytes).ok().and_then(|text| text.parse().ok()).unwrap_or(-1)
            }
            _ => -1,
        })
    }
}

fn damage_error(place: Place, error: &rusqlite::Error) -> Error {
    let expected = "a whole SQLite database".to_owned();
    ErrorKind::Format { place, expected, found: error.to_string() }.into()
}

/// A position that a text can have.
pub(super) fn position(number: i64) -> Option<u32> {
    u32::try_from(number).ok()
}

/// Names of documents made different from each other, as an archive of files would need them.
pub(super) fn different(names: &mut BTreeMap<String, usize>, name: String) -> String {
    let times = names.entry(name.clone()).or_default();
    *times += 1;
    if *times > 1 { format!("{name}#{times}") } else { name }
}

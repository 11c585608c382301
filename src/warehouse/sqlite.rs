//! SQLite as an engine: tables in one file, on one machine, with nothing to install.

use std::path::Path;

use md5::{Digest as _, Md5};
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use super::Dialect;
use super::engine::{Cell, EachRow, Engine};
use crate::error::{ErrorKind, Result};

/// An SQLite database, opened for reading.
///
/// ```
/// use persona_synthesis::warehouse::{Cell, Engine, Sqlite};
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("people.sqlite3");
/// # rusqlite::Connection::open(&path)?.execute_batch(
/// #     "CREATE TABLE people (id TEXT); INSERT INTO people VALUES ('a'), ('b')",
/// # )?;
/// let mut engine = Sqlite::open(path)?;
/// assert_eq!(engine.query("SELECT COUNT(*) FROM people").unwrap(), [[Cell::Integer(2)]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    /// Opens a database, and adds the functions that SQLite may lack: `EXP`, `LN` and `MD5`.
    ///
    /// # Errors
    /// [`ErrorKind::Engine`] if the file is no database that can be read.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let open = || -> rusqlite::Result<Connection> {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(path, flags)?;
            // Text and column names that look like one another must not be taken for one another.
            connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
            register(&connection)?;
            Ok(connection)
        };
        let connection =
            open().map_err(|cause| ErrorKind::Engine { message: cause.to_string() })?;
        Ok(Self { connection })
    }

    /// Runs a statement whose answer may be larger than memory, and passes its rows on one by one,
    /// each with the names of the columns.
    ///
    /// # Errors
    /// [`ErrorKind::Engine`] for whatever prevents an answer.
    pub fn each(&mut self, statement: &str, row: &mut EachRow<'_>) -> Result<()> {
        let failed = |cause: rusqlite::Error| ErrorKind::Engine { message: cause.to_string() };
        let mut prepared = self.connection.prepare(statement).map_err(failed)?;
        let names: Vec<String> = prepared.column_names().into_iter().map(str::to_owned).collect();
        let mut rows = prepared.query([]).map_err(failed)?;
        while let Some(found) = rows.next().map_err(failed)? {
            if row(&names, cells(found, names.len()).map_err(failed)?).is_break() {
                break;
            }
        }
        Ok(())
    }
}

fn register(connection: &Connection) -> rusqlite::Result<()> {
    // SQLite may be built without these, and libm gives the same digits on every machine.
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    let number = |context: &Context<'_>| context.get::<Option<f64>>(0);
    connection.create_scalar_function("EXP", 1, flags, move |context| {
        Ok(number(context)?.map(libm::exp))
    })?;
    connection.create_scalar_function("LN", 1, flags, move |context| {
        Ok(number(context)?.filter(|number| *number > 0.0).map(libm::log))
    })?;
    connection.create_scalar_function("FLOOR", 1, flags, move |context| {
        Ok(number(context)?.map(f64::floor))
    })?;
    connection.create_scalar_function("MD5", 1, flags, |context| {
        let text = context.get::<Option<String>>(0)?;
        Ok(text.map(|text| {
            Md5::digest(text).iter().map(|byte| format!("{byte:02x}")).collect::<String>()
        }))
    })
}

impl Engine for Sqlite {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn query(
        &mut self,
        statement: &str,
    ) -> std::result::Result<Vec<Vec<Cell>>, Box<dyn std::error::Error + Send + Sync>> {
        let mut prepared = self.connection.prepare(statement)?;
        let columns = prepared.column_count();
        let rows = prepared.query_map([], |row| cells(row, columns))?;
        Ok(rows.collect::<rusqlite::Result<Vec<Vec<Cell>>>>()?)
    }
}

fn cells(row: &rusqlite::Row<'_>, columns: usize) -> rusqlite::Result<Vec<Cell>> {
    (0..columns).map(|column| Ok(cell(row.get_ref(column)?))).collect()
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Integer(number.into()),
        ValueRef::Real(number) => Cell::Number(number),
        ValueRef::Text(text) | ValueRef::Blob(text) => {
            Cell::Text(String::from_utf8_lossy(text).into_owned())
        }
    }
}

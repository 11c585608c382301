//! Engines that answer statements: that of a file, or one elsewhere whose answers come to a folder.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use persona_synthesis::Error;
#[cfg(not(all(feature = "sqlite", feature = "datafusion")))]
use persona_synthesis::ErrorKind;
#[cfg(feature = "sqlite")]
use persona_synthesis::warehouse::Sqlite;
use persona_synthesis::warehouse::{Cell, Dialect, EachRow, Engine, FileEngine};
#[cfg(feature = "datafusion")]
use persona_synthesis::warehouse::{DataFusion, DataFusionOptions};

use crate::request::{EngineAt, TableAt};

/// The name of a table in statements where a file holds nothing else.
const TABLE: &str = "data";

pub(crate) enum Answering {
    #[cfg(feature = "datafusion")]
    DataFusion(Box<DataFusion>),
    #[cfg(feature = "sqlite")]
    Sqlite(Sqlite),
    Somebody(FileEngine),
}

impl Answering {
    /// The engine of a table.
    pub(crate) fn to(table: &TableAt) -> Result<Self, Error> {
        match &table.engine {
            EngineAt::Elsewhere(dialect) => Ok(Self::Somebody(FileEngine::new(*dialect))),
            // By content, since databases have many endings.
            EngineAt::Data(path) if begins(path, b"SQLite format 3\0") => database(path),
            EngineAt::Data(path) => files(path, name(table)),
        }
    }

    /// Returns whether answers come at once.
    pub(crate) fn is_there(&self) -> bool {
        !matches!(self, Self::Somebody(_))
    }

    /// Hands over the rows of an answer one by one.
    pub(crate) fn each(&mut self, statement: &str, row: &mut EachRow<'_>) -> Result<(), Error> {
        match self {
            #[cfg(feature = "datafusion")]
            Self::DataFusion(engine) => engine.each(statement, row),
            #[cfg(feature = "sqlite")]
            Self::Sqlite(engine) => engine.each(statement, row),
            Self::Somebody(_) => {
                let _ = (statement, row);
                Ok(())
            }
        }
    }
}

impl Engine for Answering {
    fn dialect(&self) -> Dialect {
        match self {
            #[cfg(feature = "datafusion")]
            Self::DataFusion(engine) => engine.dialect(),
            #[cfg(feature = "sqlite")]
            Self::Sqlite(engine) => engine.dialect(),
            Self::Somebody(somebody) => somebody.dialect(),
        }
    }

    fn query(
        &mut self,
        statement: &str,
    ) -> Result<Vec<Vec<Cell>>, Box<dyn std::error::Error + Send + Sync>> {
        match self {
            #[cfg(feature = "datafusion")]
            Self::DataFusion(engine) => engine.query(statement),
            #[cfg(feature = "sqlite")]
            Self::Sqlite(engine) => engine.query(statement),
            Self::Somebody(somebody) => somebody.query(statement),
        }
    }
}

/// The table's name in statements. Files that hold one table alone may have any.
pub(crate) fn name(table: &TableAt) -> &str {
    table.name.as_deref().unwrap_or(TABLE)
}

#[cfg(feature = "sqlite")]
fn database(path: &Path) -> Result<Answering, Error> {
    Ok(Answering::Sqlite(Sqlite::open(path)?))
}

#[cfg(not(feature = "sqlite"))]
fn database(path: &Path) -> Result<Answering, Error> {
    Err(without(path, "sqlite"))
}

#[cfg(feature = "datafusion")]
fn files(path: &Path, table: &str) -> Result<Answering, Error> {
    let engine = DataFusion::new(DataFusionOptions::default())?;
    let is_csv = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let engine = if is_csv { engine.csv(table, path)? } else { engine.parquet(table, path)? };
    Ok(Answering::DataFusion(Box::new(engine)))
}

#[cfg(not(feature = "datafusion"))]
fn files(path: &Path, _: &str) -> Result<Answering, Error> {
    if let Err(cause) = path.metadata() {
        return Err(ErrorKind::Engine { message: format!("{}: {cause}", path.display()) }.into());
    }
    Err(without(path, "datafusion"))
}

#[cfg(not(all(feature = "sqlite", feature = "datafusion")))]
fn without(path: &Path, feature: &str) -> Error {
    let message = format!(
        "{} is read by a command built with `--features cli,{feature}`, and this one was not",
        path.display()
    );
    ErrorKind::Engine { message }.into()
}

fn begins(path: &Path, with: &[u8]) -> bool {
    let mut start = vec![0; with.len()];
    // A pipe would wait for a writer if it were opened.
    path.is_file()
        && File::open(path)
            .and_then(|mut file| file.read_exact(&mut start))
            .is_ok_and(|()| start == with)
}

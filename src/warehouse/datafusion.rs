//! DataFusion as an engine: Parquet and CSV files larger than memory, in this process.

use std::path::Path;

use datafusion::common::ScalarValue;
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::error::DataFusionError;
use datafusion::execution::context::{SQLOptions, SessionConfig, SessionContext};
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{CsvReadOptions, DataFrame, ParquetReadOptions};
use datafusion::sql::TableReference;
use tokio::runtime::Runtime;

use super::Dialect;
use super::engine::{Cell, Engine};
use crate::error::{ErrorKind, Result};

/// Apache DataFusion over files. It reads row group by row group and keeps only sums, so that files may be many times larger than memory.
///
/// ```
/// use persona_synthesis::warehouse::{Cell, DataFusion, Engine};
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("people.csv");
/// # std::fs::write(&path, "id,seats\na,3\nb,4\n")?;
/// let mut engine = DataFusion::new(1 << 30)?;
/// engine.table("people", &path)?;
/// assert_eq!(engine.query("SELECT SUM(seats) FROM people").unwrap(), [[Cell::Integer(7)]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct DataFusion {
    runtime: Runtime,
    context: SessionContext,
}

impl std::fmt::Debug for DataFusion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DataFusion").field("id", &self.context.session_id()).finish_non_exhaustive()
    }
}

impl DataFusion {
    /// An engine without tables that takes at most so many bytes for what it computes, on every core that there is.
    ///
    /// # Errors
    /// [`ErrorKind::Engine`] if the system gives it no threads or no room.
    pub fn new(memory: usize) -> Result<Self> {
        let environment = RuntimeEnvBuilder::new().with_memory_limit(memory, 1.0).build_arc().map_err(refused)?;
        let context = SessionContext::new_with_config_rt(SessionConfig::new(), environment);
        let runtime = Runtime::new().map_err(|cause| ErrorKind::Engine { message: cause.to_string() })?;
        Ok(Self { runtime, context })
    }

    /// Gives a table of this name: a `.csv` file, a `.parquet` file, or a folder of such.
    ///
    /// # Errors
    /// [`ErrorKind::Engine`] for files that are neither.
    pub fn table(&mut self, name: &str, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let text = path.to_string_lossy();
        let name = TableReference::bare(name.to_owned());
        let is_csv = |path: &Path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
        let mut entries = path.read_dir().into_iter().flatten().flatten();
        let csv = if path.is_dir() { entries.any(|entry| is_csv(&entry.path())) } else { is_csv(path) };
        let registered = self.runtime.block_on(async {
            if csv {
                self.context.register_csv(name, text, CsvReadOptions::new()).await
            } else {
                self.context.register_parquet(name, text, ParquetReadOptions::default()).await
            }
        });
        registered.map_err(refused)
    }

    /// Writes the rows of a statement to a Parquet file, without holding them: assignments of more rows than memory has room for.
    ///
    /// # Errors
    /// [`ErrorKind::Engine`] in the engine's words.
    pub fn write(&mut self, statement: &str, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref().to_string_lossy().into_owned();
        let written = self.runtime.block_on(async {
            let frame = self.planned(statement).await?;
            frame.write_parquet(&path, DataFrameWriteOptions::new().with_single_file_output(true), None).await
        });
        written.map(drop).map_err(refused)
    }

    /// A statement that only reads.
    async fn planned(&self, statement: &str) -> std::result::Result<DataFrame, DataFusionError> {
        let options = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
        self.context.sql_with_options(statement, options).await
    }
}

fn refused(cause: DataFusionError) -> crate::Error {
    ErrorKind::Engine { message: cause.strip_backtrace() }.into()
}

impl Engine for DataFusion {
    fn dialect(&self) -> Dialect {
        Dialect::DataFusion
    }

    fn query(
        &mut self,
        statement: &str,
    ) -> std::result::Result<Vec<Vec<Cell>>, Box<dyn std::error::Error + Send + Sync>> {
        let batches = self.runtime.block_on(async { self.planned(statement).await?.collect().await })?;
        let mut rows = Vec::new();
        for batch in batches {
            for row in 0..batch.num_rows() {
                let cells = batch.columns().iter().map(|column| ScalarValue::try_from_array(column, row).map(cell));
                rows.push(cells.collect::<std::result::Result<Vec<Cell>, DataFusionError>>()?);
            }
        }
        Ok(rows)
    }
}

fn cell(value: ScalarValue) -> Cell {
    match value {
        value if value.is_null() => Cell::Null,
        ScalarValue::Boolean(Some(value)) => Cell::Boolean(value),
        ScalarValue::Int8(Some(value)) => Cell::Integer(value.into()),
        ScalarValue::Int16(Some(value)) => Cell::Integer(value.into()),
        ScalarValue::Int32(Some(value)) => Cell::Integer(value.into()),
        ScalarValue::Int64(Some(value)) => Cell::Integer(value.into()),
        ScalarValue::UInt8(Some(value)) => Cell::Integer(value.into()),
        ScalarValue::UInt16(Some(value)) => Cell::Integer(value.into()),
        ScalarValue::UInt32(Some(value)) => Cell::Integer(value.into()),
        ScalarValue::UInt64(Some(value)) => Cell::Integer(value.into()),
        ScalarValue::Float32(Some(value)) => Cell::Number(value.into()),
        ScalarValue::Float64(Some(value)) => Cell::Number(value),
        ScalarValue::Decimal128(Some(value), _, 0) => Cell::Integer(value),
        value => Cell::Text(value.to_string()),
    }
}

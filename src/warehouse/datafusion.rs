//! DataFusion as an engine: files of Parquet and CSV larger than memory, read by this program
//! itself.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::{DataType, Field, Fields, Schema};
use datafusion::common::{ScalarValue, TableReference};
use datafusion::datasource::file_format::options::ReadOptions as _;
use datafusion::datasource::listing::ListingTableUrl;
use datafusion::error::{DataFusionError, Result as Answered};
use datafusion::execution::context::SQLOptions;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{
    CsvReadOptions, DataFrame, ParquetReadOptions, SessionConfig, SessionContext,
};
use futures::StreamExt as _;
use tokio::runtime::Runtime;
use url::Url;

use super::Dialect;
use super::engine::{Cell, EachRow, Engine};
use crate::error::{ErrorKind, Result};

/// Room for each thread to take expressions apart that are nested deeply.
const STACK: usize = 16 * 1024 * 1024;

/// How much of the machine DataFusion may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataFusionOptions {
    /// Bytes of memory for what it keeps between rows, at least 16 MiB; what needs more goes to
    /// files in the folder for temporary files.
    pub memory: usize,
    /// Threads, at least 1. They change the time, not a bit of what is found.
    pub threads: usize,
}

impl Default for DataFusionOptions {
    /// 2 GiB, and as many threads as the machine has cores.
    fn default() -> Self {
        Self {
            memory: 2 << 30,
            threads: std::thread::available_parallelism().map_or(1, usize::from),
        }
    }
}

/// Apache DataFusion within this program, or a cluster of it, over tables in files.
///
/// ```
/// use persona_synthesis::warehouse::{Cell, DataFusion, DataFusionOptions, Engine};
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("people.csv");
/// std::fs::write(&path, "id,visits\na,3\nb,\nc,4\n")?;
/// let mut engine = DataFusion::new(DataFusionOptions::default())?.csv("people", path)?;
/// let statement = "SELECT COUNT(visits), SUM(CAST(visits AS INT)) FROM people";
/// assert_eq!(engine.query(statement).unwrap(), [[Cell::Integer(2), Cell::Integer(7)]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct DataFusion {
    context: SessionContext,
    runtime: Runtime,
}

impl fmt::Debug for DataFusion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DataFusion")
            .field("session", &self.context.session_id())
            .finish_non_exhaustive()
    }
}

impl DataFusion {
    /// An engine without tables.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] for options out of range, [`ErrorKind::Engine`] if threads cannot
    /// be had.
    pub fn new(options: DataFusionOptions) -> Result<Self> {
        if options.threads == 0 || options.memory < 16 << 20 {
            let (expected, found) =
                ("at least 1 thread and 16 MiB".to_owned(), format!("{options:?}"));
            return Err(ErrorKind::Parameter { name: "DataFusion", expected, found }.into());
        }
        let runtime = runtime(options.threads)?;
        let memory = RuntimeEnvBuilder::new().with_memory_limit(options.memory, 1.0).build_arc();
        let config = SessionConfig::new().with_target_partitions(options.threads);
        let context =
            SessionContext::new_with_config_rt(config, memory.map_err(|cause| failed(&cause))?);
        Ok(Self { context, runtime })
    }

    /// An engine without tables whose statements a Ballista cluster runs; `scheduler` is its
    /// address, as `df://host:50050`. Files of tables must have the same paths here and for every
    /// executor. What an executor takes with it when it is lost, others do again.
    ///
    /// # Errors
    /// [`ErrorKind::Engine`] if this is no address, or threads cannot be had; whether a scheduler
    /// answers there, the first statement tells.
    #[cfg(feature = "ballista")]
    pub fn ballista(scheduler: &str) -> Result<Self> {
        use ballista::prelude::SessionContextExt as _;
        let runtime = runtime(DataFusionOptions::default().threads)?;
        let context =
            runtime.block_on(SessionContext::remote(scheduler)).map_err(|cause| failed(&cause))?;
        Ok(Self { context, runtime })
    }

    /// Adds a table: a Parquet file, or a folder of files with the same columns.
    ///
    /// # Errors
    /// [`ErrorKind::Engine`] if there is none, or it cannot be read.
    pub fn parquet(self, table: &str, path: impl AsRef<Path>) -> Result<Self> {
        let (path, extension) = address(path.as_ref(), ".parquet")?;
        let options = ParquetReadOptions::default().file_extension(&extension);
        let added = self.context.register_parquet(named(table), path, options);
        self.runtime.block_on(added).map_err(|cause| failed(&cause))?;
        Ok(self)
    }

    /// Adds a table: a CSV file with names in its first row, or a folder of files with the same
    /// columns. Its cells are texts, so that an id keeps its zeros in front; an empty one is
    /// nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Engine`] if there is none, or it cannot be read.
    pub fn csv(self, table: &str, path: impl AsRef<Path>) -> Result<Self> {
        let (path, extension) = address(path.as_ref(), ".csv")?;
        let options = CsvReadOptions::new().file_extension(&extension).newlines_in_values(true);
        let added = async {
            let listed = options.to_listing_options(
                &self.context.copied_config(),
                self.context.copied_table_options(),
            );
            let found =
                listed.infer_schema(&self.context.state(), &ListingTableUrl::parse(&path)?).await?;
            // Types inferred from the first rows may be wrong, and drop leading zeros.
            let text = |field: &Arc<Field>| Field::new(field.name(), DataType::Utf8, true);
            let texts = Schema::new(found.fields().iter().map(text).collect::<Fields>());
            self.context.register_csv(named(table), &path, options.clone().schema(&texts)).await
        };
        self.runtime.block_on(added).map_err(|cause| failed(&cause))?;
        Ok(self)
    }

    /// Runs a statement whose answer may be longer than memory, and hands over its rows one by one,
    /// each with the names of the columns.
    ///
    /// # Errors
    /// [`ErrorKind::Engine`] for whatever prevents an answer.
    pub fn each(&mut self, statement: &str, row: &mut EachRow<'_>) -> Result<()> {
        let frame = self.frame(statement).map_err(|cause| failed(&cause))?;
        let names: Vec<String> =
            frame.schema().fields().iter().map(|field| field.name().clone()).collect();
        let stream = self.runtime.block_on(frame.execute_stream());
        let mut stream = stream.map_err(|cause| failed(&cause))?;
        while let Some(batch) = self.runtime.block_on(stream.next()) {
            let batch = batch.map_err(|cause| failed(&cause))?;
            for at in 0..batch.num_rows() {
                if row(&names, cells(&batch, at).map_err(|cause| failed(&cause))?).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// A statement as a plan, made in a thread of the runtime, whose stack is large.
    fn frame(&self, statement: &str) -> Answered<DataFrame> {
        let (context, statement) = (self.context.clone(), statement.to_owned());
        // No statement may change data.
        let reading = SQLOptions::new()
            .with_allow_ddl(false)
            .with_allow_dml(false)
            .with_allow_statements(false);
        // Planning long expressions needs the large stack of the workers.
        let planned =
            self.runtime.spawn(async move { context.sql_with_options(&statement, reading).await });
        self.runtime.block_on(planned).map_err(|cause| DataFusionError::External(cause.into()))?
    }
}

impl Engine for DataFusion {
    fn dialect(&self) -> Dialect {
        Dialect::DataFusion
    }

    fn query(
        &mut self,
        statement: &str,
    ) -> std::result::Result<Vec<Vec<Cell>>, Box<dyn std::error::Error + Send + Sync>> {
        let frame = self.frame(statement)?;
        let batches = self.runtime.block_on(self.runtime.spawn(frame.collect()))??;
        let rows =
            batches.iter().flat_map(|batch| (0..batch.num_rows()).map(move |at| cells(batch, at)));
        Ok(rows.collect::<Answered<Vec<Vec<Cell>>>>()?)
    }
}

fn runtime(threads: usize) -> Result<Runtime> {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.worker_threads(threads).thread_stack_size(STACK).enable_all().build();
    runtime.map_err(|cause| failed(&cause))
}

/// A table's name as it is, not folded to lower case.
fn named(table: &str) -> TableReference {
    // A dot in a file's name must not divide it into schema and table.
    TableReference::bare(table)
}

/// The address of a file or folder, for a path may look like a pattern, and how the names of its
/// files end.
fn address(path: &Path, usual: &str) -> Result<(Url, String)> {
    let found =
        path.canonicalize().map_err(|cause| failed(&format!("{}: {cause}", path.display())))?;
    let address =
        if found.is_dir() { Url::from_directory_path(&found) } else { Url::from_file_path(&found) };
    let address =
        address.map_err(|()| failed(&format!("{}: no path of a file", path.display())))?;
    let own = || {
        found
            .extension()
            .map_or_else(String::new, |extension| format!(".{}", extension.to_string_lossy()))
    };
    Ok((address, if found.is_dir() { usual.to_owned() } else { own() }))
}

fn cells(batch: &RecordBatch, at: usize) -> Answered<Vec<Cell>> {
    batch.columns().iter().map(|column| cell(ScalarValue::try_from_array(column, at)?)).collect()
}

fn cell(value: ScalarValue) -> Answered<Cell> {
    Ok(match value {
        value if value.is_null() => Cell::Null,
        ScalarValue::Boolean(Some(value)) => Cell::Boolean(value),
        ScalarValue::Int8(Some(number)) => Cell::Integer(number.into()),
        ScalarValue::Int16(Some(number)) => Cell::Integer(number.into()),
        ScalarValue::Int32(Some(number)) => Cell::Integer(number.into()),
        ScalarValue::Int64(Some(number)) => Cell::Integer(number.into()),
        ScalarValue::UInt8(Some(number)) => Cell::Integer(number.into()),
        ScalarValue::UInt16(Some(number)) => Cell::Integer(number.into()),
        ScalarValue::UInt32(Some(number)) => Cell::Integer(number.into()),
        ScalarValue::UInt64(Some(number)) => Cell::Integer(number.into()),
        ScalarValue::Decimal128(Some(number), _, 0) => Cell::Integer(number),
        ScalarValue::Float32(Some(number)) => Cell::Number(number.into()),
        ScalarValue::Float64(Some(number)) => Cell::Number(number),
        ScalarValue::Dictionary(_, value) => cell(*value)?,
        other => match other.cast_to(&DataType::Utf8)? {
            ScalarValue::Utf8(Some(text)) => Cell::Text(text),
            other => {
                return Err(DataFusionError::Internal(format!(
                    "a cell of type {}",
                    other.data_type()
                )));
            }
        },
    })
}

fn failed(cause: &dyn fmt::Display) -> crate::error::Error {
    ErrorKind::Engine { message: cause.to_string() }.into()
}

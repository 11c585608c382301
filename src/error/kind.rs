//! Reasons why the work stops, with their details and messages.

use std::io;
use std::path::PathBuf;

use super::wording::{hint, list};
use crate::finding::Finding;
use crate::locator::Place;

/// Reason why the work stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file or folder cannot be read.
    #[error("{place}: cannot read")]
    Read {
        /// The file.
        place: Place,
        /// Error of the operating system.
        source: io::Error,
    },
    /// A path that leads out of the folder to which its study is confined, or in which it was
    /// found.
    #[error("{place}: expected a path within {}, found one that leads out of it", .root.display())]
    Outside {
        /// The path, as it is stated or was met.
        place: Place,
        /// The folder.
        root: PathBuf,
    },
    /// A file or folder cannot be written.
    #[error("{}: cannot write", .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Error of the operating system.
        source: io::Error,
    },
    /// A path that results must not be written to, because they would replace something else.
    #[error("{} {why}", .path.display())]
    OutputFolder {
        /// The folder or file.
        path: PathBuf,
        /// The reason, as the rest of a sentence about the folder or file.
        why: String,
    },
    /// A file is larger than the limit of the reader.
    #[error("{place}: expected at most {limit} bytes, found {found}")]
    TooLarge {
        /// The file.
        place: Place,
        /// The limit in bytes.
        limit: u64,
        /// The size in bytes.
        found: u64,
    },
    /// Bytes that are not text in the encoding that was stated or detected.
    #[error("{place}: expected {expected}, found {found}")]
    Encoding {
        /// The file.
        place: Place,
        /// The encodings that are read.
        expected: &'static str,
        /// Description of the bytes that were found.
        found: String,
    },
    /// A file that is not in the stated or expected format.
    #[error("{place}: expected {expected}, found {found}")]
    Format {
        /// The file.
        place: Place,
        /// The format.
        expected: String,
        /// The content that was found.
        found: String,
    },
    /// A file of a run with values that no run writes.
    #[error("{place}: {fault}")]
    Unsound {
        /// The file.
        place: Place,
        /// The value, and what was expected of it.
        fault: String,
    },
    /// A header without a column that the format needs.
    #[error("{place}: header has no column {}; found {}", list(missing), list(found))]
    Header {
        /// The file.
        place: Place,
        /// Columns that are not there.
        missing: Vec<String>,
        /// Columns that are there.
        found: Vec<String>,
    },
    /// A cell with a value that cannot be read.
    #[error("{place}: expected {expected}, found {found:?}")]
    Cell {
        /// File, line and column.
        place: Place,
        /// Values that the column may hold.
        expected: String,
        /// The value, cut at 60 characters.
        found: String,
    },
    /// A name that must be unique occurs twice.
    #[error("{place}: {what} {id:?} repeats {first}")]
    Duplicate {
        /// The second occurrence.
        place: Place,
        /// The thing that must be unique.
        what: &'static str,
        /// The repeated name.
        id: String,
        /// The first occurrence.
        first: Place,
    },
    /// A codebook in which a code is its own ancestor.
    #[error(
        "{place}: code {:?} is its own ancestor ({})",
        cycle.first().map_or("", String::as_str),
        cycle.join(" > ")
    )]
    Codebook {
        /// The file and line.
        place: Place,
        /// The cycle, the first code again at its end.
        cycle: Vec<String>,
    },
    /// The manifest has an unknown key or value, or names something that does not exist.
    #[error("{place}: expected {expected}, found {found}{}", hint(nearest.as_deref()))]
    Manifest {
        /// The file and line.
        place: Place,
        /// The values that are allowed.
        expected: String,
        /// The value that was found.
        found: String,
        /// The existing name that is nearest to what was found.
        nearest: Option<String>,
    },
    /// An option out of its range.
    #[error("parameter `{name}`: expected {expected}, found {found}")]
    Parameter {
        /// Name of the option.
        name: &'static str,
        /// Its range.
        expected: String,
        /// Its value.
        found: String,
    },
    /// There is no data to compute on.
    #[error("{what} is empty: {why}")]
    Empty {
        /// The thing that is empty.
        what: &'static str,
        /// The reason.
        why: String,
    },
    /// Two stages of different studies or runs.
    #[error("expected {expected}, found {found}")]
    Mismatch {
        /// The earlier stage.
        expected: String,
        /// The later stage.
        found: String,
    },
    /// Evidence that does not lead back to its text.
    #[error("{locator}: {reason}")]
    Unresolved {
        /// The locator in words.
        locator: String,
        /// Why.
        reason: String,
    },
    /// A clustering method failed.
    #[error("{method} could not be fitted")]
    Fit {
        /// Name of the method.
        method: String,
        /// Error of the method.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The caller cancelled the run.
    #[error("ended before it was done, as asked for")]
    Cancelled,
    /// An engine that runs SQL failed or refused; the run can be resumed.
    #[error("the engine says: {message}")]
    Engine {
        /// In the engine's words.
        message: String,
    },
    /// A statement that was written to a file and has no answer from the engine yet.
    #[error(
        "{} waits to be run: its rows go to {}, one JSON array a line; then go on",
        .statement.display(),
        .answer.display()
    )]
    Unanswered {
        /// The file with the statement.
        statement: PathBuf,
        /// The file that the rows go to.
        answer: PathBuf,
    },
    /// A table of an engine that does not match the model or the rules.
    #[error("table {table}, column {column}: expected {expected}, found {found}")]
    EngineTable {
        /// The table.
        table: String,
        /// The column, or what was asked of it.
        column: String,
        /// Expected value or type.
        expected: String,
        /// Found value or type.
        found: String,
    },
    /// A finding at a level that the caller does not accept.
    #[error("denied: {0}")]
    Denied(Box<Finding>),
}

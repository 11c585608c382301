//! Replacement for the reader of Parquet files where the crate feature `parquet` is off: it says
//! so.

use super::file::SourceFile;
use super::table::Table;
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;

/// True if a file begins as Parquet files do.
pub(super) fn is_parquet(start: &[u8]) -> bool {
    start.starts_with(b"PAR1\x15")
}

/// Refuses a file: the crate feature `parquet` is off.
///
/// # Errors
/// [`ErrorKind::Format`] always.
pub(super) fn read(file: SourceFile, _: &mut Findings) -> Result<Table> {
    let expected = "a file that is read without the crate feature `parquet`".to_owned();
    Err(ErrorKind::Format { place: file.place(), expected, found: "a Parquet file".to_owned() }
        .into())
}

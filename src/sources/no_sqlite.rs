//! Replacement for the reader of databases where the crate feature `sqlite` is off: it says so.

use super::file::SourceFile;
use super::format::Format;
use super::interviews::Interviews;
use crate::error::{Error, ErrorKind, Result};
use crate::finding::Findings;
use crate::sources::clue::FormatClue;

/// Bytes that every SQLite database begins with.
pub(super) const MAGIC: &[u8] = b"SQLite format 3\0";

/// Refuses a database: the crate feature `sqlite` is off.
///
/// # Errors
/// [`ErrorKind::Format`] always.
pub fn read_database(
    file: &SourceFile,
    _: Format,
    _: &[String],
    _: &mut Findings,
) -> Result<Interviews> {
    Err(refusal(file))
}

/// Refuses a database, as [`read_database`] does.
pub(super) fn detect_format(file: &SourceFile) -> Result<(Format, FormatClue)> {
    Err(refusal(file))
}

fn refusal(file: &SourceFile) -> Error {
    let expected = "a file that is read without the crate feature `sqlite`".to_owned();
    ErrorKind::Format { place: file.place(), expected, found: "an SQLite database".to_owned() }
        .into()
}

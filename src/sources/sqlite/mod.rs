//! Projects that are SQLite databases: Taguette's and QualCoder's.
//!
//! A database is read from memory, read-only, and as a file from a stranger: through tables alone
//! (no view, virtual table or generated column is touched, no trigger can fire, no extension is
//! loaded), within limits on steps, rows and bytes, whatever its pages claim.

mod database;
mod html_text;
mod qualcoder;
mod taguette;

use super::file::SourceFile;
use super::format::Format;
use super::interviews::Interviews;
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::sources::clue::FormatClue;
use database::Database;

/// Bytes that every SQLite database begins with.
pub(super) const MAGIC: &[u8] = b"SQLite format 3\0";

/// Reads a project of Taguette or QualCoder, which are SQLite databases.
///
/// # Errors
/// [`ErrorKind::Format`] if the database is damaged, lacks a table or column, or has views in their
/// place; [`ErrorKind::TooLarge`] beyond the limits; [`ErrorKind::Codebook`] for categories that
/// contain themselves.
pub fn read_database(
    file: &SourceFile,
    format: Format,
    interviewers: &[String],
    findings: &mut Findings,
) -> Result<Interviews> {
    let database = Database::open(file)?;
    match format {
        Format::TaguetteProject => taguette::read(&database, interviewers, findings),
        _ => qualcoder::read(&database, interviewers, findings),
    }
}

/// Which project a database is, by its tables, and what it was recognised by.
///
/// # Errors
/// [`ErrorKind::Format`] if the database is damaged or of no program that is read.
pub(super) fn detect_format(file: &SourceFile) -> Result<(Format, FormatClue)> {
    let database = Database::open(file)?;
    let has = |name: &str| database.tables.iter().any(|table| table == name);
    if has("highlight_tags") {
        return Ok((Format::TaguetteProject, FormatClue::TaguetteTables));
    }
    if has("code_text") {
        return Ok((Format::QualcoderProject, FormatClue::QualcoderTables));
    }
    // A table by which RQDA is known.
    let found = if has("treecode") {
        "one of RQDA, which is not read yet"
    } else {
        "one with other tables"
    };
    let expected = "a database of Taguette or QualCoder".to_owned();
    Err(ErrorKind::Format { place: file.place(), expected, found: found.to_owned() }.into())
}

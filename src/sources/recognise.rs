//! What a file of interviews is, from its content.

use super::archive::Archive;
use super::file::{SourceFile, StoredFile};
use super::format::Format;
use super::{document, refi, sqlite, subtitles};
use crate::error::{ErrorKind, Result};

/// Bytes that are looked at for the marks of a text format.
const START: usize = 2000;

/// The format of a file of interviews, and what it was recognised by; none for tables and for text without marks of its own.
///
/// # Errors
/// Those of a damaged archive, and of [`SourceFile::from_path`].
pub(crate) fn recognise_interviews(file: &StoredFile) -> Result<Option<(Format, &'static str)>> {
    let start = file.start();
    if Archive::is(start) {
        let file = file.whole()?;
        return Ok(in_archive(&file, &Archive::open(&file)?));
    }
    if let Some(why) =
        subtitles::recognises(String::from_utf8_lossy(&start[..start.len().min(START)]).trim_start_matches('\u{feff}'))
    {
        return Ok(Some((Format::Transcripts, why)));
    }
    if start.starts_with(sqlite::MAGIC) {
        return sqlite::recognise(&file.whole()?).map(Some);
    }
    Ok(match refi::recognises(start) {
        Some("Project") => Some((Format::RefiProject, "its XML is a project of REFI-QDA")),
        Some(_) => Some((Format::RefiCodebook, "its XML is a codebook of REFI-QDA")),
        None => None,
    })
}

fn in_archive(file: &SourceFile, archive: &Archive<'_>) -> Option<(Format, &'static str)> {
    let members = archive.members();
    if refi::project_member(members).next().is_some() {
        return Some((Format::RefiProject, "the archive holds a project of REFI-QDA (.qde)"));
    }
    if qualcoder_member(members).is_some() {
        return Some((Format::QualcoderProject, "the archive holds a project of QualCoder (data.qda)"));
    }
    document::recognises(file, members).map(|why| (Format::Transcripts, why))
}

/// The member of an archive that is the database of a project of QualCoder.
fn qualcoder_member(members: &[String]) -> Option<usize> {
    members.iter().position(|name| name.rsplit('/').next() == Some(QUALCODER))
}

/// Name of the database in the folder of a project of QualCoder.
pub(crate) const QUALCODER: &str = "data.qda";

/// The database of a project of QualCoder out of an archive of its folder; a file that is none is the database itself.
///
/// # Errors
/// Those of a damaged archive; [`ErrorKind::Format`] if the database is not in it.
pub(crate) fn qualcoder_database(file: SourceFile) -> Result<SourceFile> {
    if !Archive::is(file.bytes()) {
        return Ok(file);
    }
    let mut archive = Archive::open(&file)?;
    let Some(member) = qualcoder_member(archive.members()) else {
        let (expected, found) = (format!("a member called {QUALCODER}"), "none".to_owned());
        return Err(ErrorKind::Format { place: file.place(), expected, found }.into());
    };
    archive.read(member)
}

//! Recognises the kind of a file of interviews by its content.

use std::path::Path;

use super::archive::Archive;
use super::file::{SourceFile, StoredFile};
use super::format::Format;
use super::reach::Reach;
use super::{document, refi, sqlite, subtitles};
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::Place;
use crate::sources::clue::FormatClue;
use crate::sources::findings::SourcesFinding;

/// Bytes that are looked at for the marks of a text format.
const START: usize = 2000;

/// The format of a file of interviews, and what it was recognised by; none for tables and for text
/// without marks of its own.
///
/// # Errors
/// Those of a damaged archive, and of [`SourceFile::from_path`].
pub(crate) fn recognise_interviews(file: &StoredFile) -> Result<Option<(Format, FormatClue)>> {
    let start = file.start();
    // Several formats are archives, so the names of the members tell.
    if Archive::is(start) {
        let file = file.whole()?;
        return Ok(in_archive(&file, &Archive::open(&file)?));
    }
    if let Some(why) = subtitles::detect_subtitles(
        String::from_utf8_lossy(&start[..start.len().min(START)]).trim_start_matches('\u{feff}'),
    ) {
        return Ok(Some((Format::Transcripts, why)));
    }
    if start.starts_with(sqlite::MAGIC) {
        return sqlite::detect_format(&file.whole()?).map(Some);
    }
    Ok(match refi::detect_root(start) {
        Some("Project") => Some((Format::RefiProject, FormatClue::ProjectXml)),
        Some(_) => Some((Format::RefiCodebook, FormatClue::CodebookXml)),
        None => None,
    })
}

fn in_archive(file: &SourceFile, archive: &Archive<'_>) -> Option<(Format, FormatClue)> {
    let members = archive.members();
    if refi::project_member(members).next().is_some() {
        return Some((Format::RefiProject, FormatClue::ArchivedRefiProject));
    }
    if qualcoder_member(members).is_some() {
        return Some((Format::QualcoderProject, FormatClue::ArchivedQualcoderProject));
    }
    document::detect_document(file, members).map(|why| (Format::Transcripts, why))
}

/// The member of an archive that is the database of a project of QualCoder.
fn qualcoder_member(members: &[String]) -> Option<usize> {
    members.iter().position(|name| name.rsplit('/').next() == Some(QUALCODER))
}

/// Name of the database in the folder of a project of QualCoder.
pub(crate) const QUALCODER: &str = "data.qda";

/// The database of a project of QualCoder out of an archive of its folder; a file that is none is
/// the database itself.
///
/// # Errors
/// Those of a damaged archive; [`ErrorKind::Format`] if the database is not in it.
pub(crate) fn qualcoder_database(file: SourceFile, findings: &mut Findings) -> Result<SourceFile> {
    if !Archive::is(file.bytes()) {
        return Ok(file);
    }
    let mut archive = Archive::open(&file)?;
    let Some(member) = qualcoder_member(archive.members()) else {
        let (expected, found) = (format!("a member called {QUALCODER}"), "none".to_owned());
        return Err(ErrorKind::Format { place: file.place(), expected, found }.into());
    };
    for ending in CHANGES {
        let beside = archive.find(&format!("{}{ending}", archive.members()[member]));
        if let Some(changes) = beside.map(|beside| archive.read(beside)).transpose()?
            && holds_changes(ending, changes.bytes())
        {
            let file = format!("{QUALCODER}{ending}");
            findings.add_at(SourcesFinding::ChangesBeside { file }, changes.place());
        }
    }
    archive.read(member)
}

/// Names of the files in which SQLite keeps changes of a database, after the database's own: those
/// that are to go into it, and what they are undone with.
const CHANGES: [&str; 2] = ["-wal", "-journal"];

/// True if such a file holds something: a log has frames after its header, a journal that was done
/// with has lost the beginning of its own.
fn holds_changes(ending: &str, start: &[u8]) -> bool {
    const HEADER: usize = 32;
    if ending == CHANGES[0] {
        // A log of the header alone holds no pages.
        start.len() > HEADER
    } else {
        // SQLite zeroes the header of a journal that is done with.
        start.first().is_some_and(|byte| *byte != 0)
    }
}

/// Reports changes that stand beside a database and not in it. They are not read: SQLite would
/// write them into the database, or undo it.
///
/// # Errors
/// As [`Reach::open`].
pub(crate) fn report_changes_beside(
    reach: &Reach,
    database: &Path,
    name: &str,
    findings: &mut Findings,
) -> Result<()> {
    for ending in CHANGES {
        let mut path = database.as_os_str().to_owned();
        path.push(ending);
        let path = Path::new(&path);
        let place = Place::file(format!("{name}{ending}"));
        if reach.exists(path, &place)?
            && holds_changes(ending, StoredFile::open(reach, path, &*place.file)?.start())
        {
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            findings.add_at(SourcesFinding::ChangesBeside { file }, place);
        }
    }
    Ok(())
}

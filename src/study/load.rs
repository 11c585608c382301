//! Reads one source: finds out what it is, and hands it to its reader.

use std::path::Path;

use super::data::SourceData;
use super::format_report::report_format;
use super::opening::{InMemory, Opening};
use super::tables::table;
use super::transcripts::{project, transcripts, transcripts_in_memory};
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::Place;
use crate::manifest::{Material, MemoryFile, RespondentRule, Source};
use crate::sources::clue::FormatClue;
use crate::sources::{Format, QUALCODER, SourceFile, StoredFile, recognise_interviews};

/// Reads one source.
pub(super) fn load(
    opening: &Opening,
    source: &Source,
    findings: &mut Findings,
) -> Result<SourceData> {
    match &source.material {
        Material::Path(path) => match opening.in_memory(path) {
            Some(InMemory::File(file)) => from_memory(opening, file, source, findings),
            Some(InMemory::Folder(documents)) => {
                let name = shown_name(path);
                check_is_of_transcripts(source, name.clone())?;
                transcripts_in_memory(opening, Some(&name), &documents, source, findings)
            }
            None => from_disk(opening, path, source, findings),
        },
        Material::File(file) => from_memory(opening, file, source, findings),
        Material::Documents(documents) => {
            check_is_of_transcripts(source, source.shown_path())?;
            transcripts_in_memory(opening, Some(source.id.as_str()), documents, source, findings)
        }
        Material::Records(records) => {
            let (name, bytes) = (records.text.name(), records.text.bytes());
            table(opening, &StoredFile::in_memory(name, bytes)?, source, findings)
        }
    }
}

/// Reads a source from one file in memory.
fn from_memory(
    opening: &Opening,
    file: &MemoryFile,
    source: &Source,
    findings: &mut Findings,
) -> Result<SourceData> {
    let stored = StoredFile::in_memory(file.name(), file.bytes())?;
    match format_of(&stored, Path::new(file.name()), source, findings)? {
        Some(Format::Transcripts) => {
            transcripts_in_memory(opening, None, std::slice::from_ref(file), source, findings)
        }
        format => from_file(opening, format, &stored, None, source, findings),
    }
}

/// Name of a file or folder in messages.
fn shown_name(path: &Path) -> String {
    path.to_string_lossy().trim_end_matches(std::path::is_separator).to_owned()
}

/// Reads a source from a file or folder.
fn from_disk(
    opening: &Opening,
    path: &Path,
    source: &Source,
    findings: &mut Findings,
) -> Result<SourceData> {
    let name = shown_name(path);
    let path = opening.manifest.folder.join(path);
    opening.reach.check(&path, &Place::file(&name))?;
    let database = path.join(QUALCODER);
    if database.is_file() {
        // The documents of a project lie in its folder, and links in it must not lead out.
        let reach = opening.reach.narrowed(&path, &Place::file(&name))?;
        let file = SourceFile::from_path_in(&reach, &database, format!("{name}/{QUALCODER}"))?;
        let format = Format::QualcoderProject;
        report_format(format, FormatClue::QualcoderFolder, &name, findings);
        return project(opening, format, file, Some(&path), source, findings);
    }
    if path.is_dir() {
        check_is_of_transcripts(source, name.clone())?;
        return transcripts(opening, &path, &name, source, findings);
    }
    let file = StoredFile::open(&opening.reach, &path, &name)?;
    match format_of(&file, &path, source, findings)? {
        Some(Format::Transcripts) => transcripts(opening, &path, &name, source, findings),
        format => from_file(opening, format, &file, Some(&path), source, findings),
    }
}

/// Refuses a folder, or documents, for a source whose stated format is that of one file.
fn check_is_of_transcripts(source: &Source, name: String) -> Result<()> {
    match source.format {
        None | Some(Format::Transcripts) => Ok(()),
        Some(format) => {
            let (place, expected) = (Place::file(name), format!("one file of format {format}"));
            let found = match source.material {
                Material::Documents(_) => "documents",
                Material::Path(_) | Material::File(_) | Material::Records(_) => "a folder",
            };
            Err(ErrorKind::Format { place, expected, found: found.to_owned() }.into())
        }
    }
}

/// The format of a file: the one that is stated, or that of interviews; `None` for a table whose
/// header is to tell.
fn format_of(
    file: &StoredFile,
    path: &Path,
    source: &Source,
    findings: &mut Findings,
) -> Result<Option<Format>> {
    if source.format.is_some() {
        return Ok(source.format);
    }
    if let Some((format, clue)) = recognise_interviews(file)? {
        return Ok(Some(report_format(format, clue, &file.place().file, findings)));
    }
    Ok(is_named_a_transcript(path, source).then_some(Format::Transcripts))
}

/// Reads one file that holds no transcript; `path` is where it lies on the disk, if it does.
fn from_file(
    opening: &Opening,
    format: Option<Format>,
    file: &StoredFile,
    path: Option<&Path>,
    source: &Source,
    findings: &mut Findings,
) -> Result<SourceData> {
    match format {
        Some(
            format @ (Format::RefiProject
            | Format::RefiCodebook
            | Format::TaguetteProject
            | Format::QualcoderProject),
        ) => project(opening, format, file.whole()?, path, source, findings),
        // A file of transcripts was read as one.
        Some(
            Format::Transcripts
            | Format::Segments
            | Format::TaguetteHighlights
            | Format::Cases
            | Format::Codebook
            | Format::Survey
            | Format::Crm
            | Format::HubspotContacts,
        )
        | None => table(opening, file, source, findings),
    }
}

/// True if a file has the name of a transcript. Respondents in a column or row are those of a
/// table, whatever the file is called.
fn is_named_a_transcript(path: &Path, source: &Source) -> bool {
    // A `.txt` file whose respondents are in a column is a table.
    let tabled = matches!(source.respondent, Some(RespondentRule::Column(_) | RespondentRule::Row));
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    !tabled && matches!(extension.as_deref(), Some("txt" | "md" | "markdown"))
}

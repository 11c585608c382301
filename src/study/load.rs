//! Reads one source: finds out what it is, and hands it to its reader.

use std::path::Path;

use super::data::SourceData;
use super::opening::Opening;
use super::recognised::recognised;
use super::tables::table;
use super::transcripts::{project, transcripts};
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::Place;
use crate::manifest::{Respondent, Source};
use crate::sources::{Format, QUALCODER, SourceFile, StoredFile, recognise_interviews};

/// Reads one source.
pub(super) fn load(
    opening: &Opening,
    source: &Source,
    findings: &mut Findings,
) -> Result<SourceData> {
    let path = opening.manifest.folder.join(&source.path);
    let name = source.path.to_string_lossy().trim_end_matches(std::path::is_separator).to_owned();
    opening.reach.check(&path, &Place::file(&name))?;
    let database = path.join(QUALCODER);
    if database.is_file() {
        let reach = opening.reach.narrowed(&path, &Place::file(&name))?;
        let file = SourceFile::from_path_in(&reach, &database, format!("{name}/{QUALCODER}"))?;
        recognised(
            Format::QualcoderProject,
            "the folder holds a project of QualCoder (data.qda)",
            &name,
            findings,
        );
        return project(opening, Format::QualcoderProject, (file, &path), source, findings);
    }
    if path.is_dir() {
        if source.format.is_none_or(|format| format == Format::Transcripts) {
            return transcripts(opening, &path, &name, source, findings);
        }
        let expected =
            source.format.map_or_else(String::new, |format| format!("one file of format {format}"));
        return Err(ErrorKind::Format {
            place: Place::file(name),
            expected,
            found: "a folder".into(),
        }
        .into());
    }
    let file = StoredFile::open(&opening.reach, &path, &name)?;
    let format = match source.format {
        Some(format) => Some(format),
        None => recognise_interviews(&file)?
            .map(|(format, why)| recognised(format, why, &name, findings)),
    };
    match format.or_else(|| is_named_a_transcript(&path, source).then_some(Format::Transcripts)) {
        Some(Format::Transcripts) => transcripts(opening, &path, &name, source, findings),
        Some(
            format @ (Format::RefiProject
            | Format::RefiCodebook
            | Format::TaguetteProject
            | Format::QualcoderProject),
        ) => project(opening, format, (file.whole()?, &path), source, findings),
        _ => table(opening, &file, source, findings),
    }
}

/// Whether a file is called as transcripts are. Respondents in a column or row are those of a
/// table, whatever the file is called.
fn is_named_a_transcript(path: &Path, source: &Source) -> bool {
    let tabled = matches!(source.respondent, Some(Respondent::Column(_) | Respondent::Row));
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    !tabled && matches!(extension.as_deref(), Some("txt" | "md" | "markdown"))
}

//! Sources of interviews: transcripts, projects and codebooks of programs for qualitative analysis.

use std::cell::Cell;
use std::path::Path;

use super::data::{Records, SourceData};
use super::format_report::tell_passed_over;
use super::opening::Opening;
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::Place;
use crate::manifest::{MemoryFile, Source};
use crate::sources::findings::SourcesFinding;
use crate::sources::{
    Digest, Format, Interviews, ProjectOptions, QUALCODER, SourceFile, Transcript,
    TranscriptFolder, TranscriptSettings, find_speakers, is_stray, leave_out_empty,
    qualcoder_database, read_codebook, read_database, read_project, read_transcripts_but,
    report_changes_beside,
};

/// Reads transcripts from a file or folder.
pub(super) fn transcripts(
    opening: &Opening,
    path: &Path,
    name: &str,
    source: &Source,
    findings: &mut Findings,
) -> Result<SourceData> {
    let passed_over = Cell::new(0);
    let theirs = |document: &str| is_passed_over(opening, document, &passed_over);
    let settings =
        TranscriptSettings { interviewers: &source.interviewers, encoding: source.encoding };
    let folder = TranscriptFolder { reach: &opening.reach, path, name };
    let transcripts = read_transcripts_but(folder, settings, &theirs, findings)?;
    tell_passed_over(source, passed_over.get(), findings);
    Ok(data(transcripts))
}

/// Reads transcripts that are in memory, in the order in which a folder would have them; `folder`
/// is what messages call that, unless it is a single file.
pub(super) fn transcripts_in_memory(
    opening: &Opening,
    folder: Option<&str>,
    documents: &[MemoryFile],
    source: &Source,
    findings: &mut Findings,
) -> Result<SourceData> {
    let mut documents: Vec<&MemoryFile> = documents.iter().collect();
    // In the order of a folder, so that memory and disk give one result.
    documents.sort_by(|a, b| Path::new(a.name()).cmp(Path::new(b.name())));
    if documents.is_empty() {
        let (what, why) = ("source", format!("{:?} was given no document", source.id));
        return Err(ErrorKind::Empty { what, why }.into());
    }
    let shown = |document: &MemoryFile| match folder {
        Some(folder) => format!("{folder}/{}", document.name()),
        None => document.name().to_owned(),
    };
    let place = |document: &MemoryFile| Place::file(shown(document));
    if let Some(pair) = documents.windows(2).find(|pair| pair[0].name() == pair[1].name()) {
        let (first, id) = (place(pair[0]), pair[0].name().to_owned());
        let (what, place) = ("document", place(pair[1]));
        return Err(ErrorKind::Duplicate { place, what, id, first }.into());
    }
    let passed_over = Cell::new(0);
    // Where all are called so, in a folder for each person, they are the interviews.
    let others = documents.iter().any(|document| !is_stray(document.name()));
    let (mut transcripts, mut bytes) = (Vec::with_capacity(documents.len()), 0);
    for document in documents {
        if is_passed_over(opening, document.name(), &passed_over) {
            continue;
        }
        // A file that somebody hands over alone is what is to be read, whatever it is called.
        if folder.is_some() && others && is_stray(document.name()) {
            let name = document.name().to_owned();
            findings.add_at(SourcesFinding::AboutStudy { name }, place(document));
            continue;
        }
        let file = SourceFile::from_bytes(shown(document), document.bytes())?;
        let name = document.name().to_owned();
        let (interviewers, encoding) = (&source.interviewers, source.encoding);
        let transcript = Transcript::read(file, name, interviewers, encoding, findings)?;
        bytes += transcript.text.as_str().len() as u64;
        // Together they are no larger than a file, as those of a folder.
        if bytes > SourceFile::MAX_BYTES {
            let (place, limit) = (place(document), SourceFile::MAX_BYTES);
            return Err(ErrorKind::TooLarge { place, limit, found: bytes }.into());
        }
        transcripts.push(transcript);
    }
    let place = |name: &str| match folder {
        Some(folder) => Place::file(format!("{folder}/{name}")),
        None => Place::file(name),
    };
    leave_out_empty(&mut transcripts, &place, findings);
    find_speakers(&mut transcripts, &source.interviewers, &place, findings);
    tell_passed_over(source, passed_over.get(), findings);
    Ok(data(transcripts))
}

/// True if a document is that of somebody who withdrew, counted if so.
fn is_passed_over(opening: &Opening, document: &str, passed_over: &Cell<usize>) -> bool {
    let theirs = opening.withdrawn().is_some_and(|list| list.holds_document(document));
    passed_over.set(passed_over.get() + usize::from(theirs));
    theirs
}

fn data(transcripts: Vec<Transcript>) -> SourceData {
    let digest =
        Digest::of_parts(transcripts.iter().map(|read| (read.document.as_str(), &read.digest)));
    let records = transcripts.len();
    let interviews = Interviews { transcripts, ..Interviews::default() };
    SourceData::new(Format::Transcripts, digest, records, Records::Interviews(interviews))
}

/// Reads a project or codebook of a program for qualitative analysis; `path` is where it lies on
/// the disk, if it does.
pub(super) fn project(
    opening: &Opening,
    format: Format,
    file: SourceFile,
    path: Option<&Path>,
    source: &Source,
    findings: &mut Findings,
) -> Result<SourceData> {
    let mut digest = file.digest();
    if let Some(path) = path
        && matches!(format, Format::TaguetteProject | Format::QualcoderProject)
    {
        let database = if path.is_dir() { path.join(QUALCODER) } else { path.to_path_buf() };
        report_changes_beside(&opening.reach, &database, file.name(), findings)?;
    }
    let options =
        ProjectOptions { interviewers: &source.interviewers, positions: source.positions };
    let mut interviews = match format {
        Format::RefiCodebook => {
            let codebook = Some(read_codebook(&file, findings)?);
            Interviews { codebook, ..Interviews::default() }
        }
        Format::TaguetteProject => read_database(&file, format, &source.interviewers, findings)?,
        Format::QualcoderProject => {
            let database = qualcoder_database(file, findings)?;
            read_database(&database, format, &source.interviewers, findings)?
        }
        _ => {
            let beside = path.and_then(Path::parent);
            let place = file.place();
            beside.map_or(Ok(()), |folder| opening.reach.check(folder, &place))?;
            read_project(&file, beside, &options, findings)?
        }
    };
    if let Some(list) = opening.withdrawn() {
        let passed_over = list.pass_over(&mut interviews);
        if passed_over > 0 {
            // The digest of the file would still hold who withdrew.
            digest = digest_of(&interviews);
        }
        tell_passed_over(source, passed_over, findings);
    }
    let records = interviews.records();
    Ok(SourceData::new(format, digest, records, Records::Interviews(interviews)))
}

/// Digest of what is left of a project.
fn digest_of(interviews: &Interviews) -> Digest {
    let texts =
        interviews.transcripts.iter().flat_map(|one| [one.document.as_str(), one.text.as_str()]);
    let segments = interviews.segments.iter().flat_map(|segments| &segments.segments);
    let segments = segments.flat_map(|one| {
        [one.document.as_str(), &one.code, one.quote.as_deref().unwrap_or_default()]
    });
    Digest::of_texts(texts.chain(segments))
}

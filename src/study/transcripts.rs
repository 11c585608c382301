//! Sources of interviews: transcripts, projects and codebooks of programs for qualitative analysis.

use std::cell::Cell;
use std::path::Path;

use super::data::{Records, SourceData};
use super::opening::Opening;
use super::recognised::tell_passed_over;
use crate::error::Result;
use crate::finding::Findings;
use crate::manifest::Source;
use crate::sources::{
    Digest, Format, Interviews, ProjectOptions, QUALCODER, SourceFile, qualcoder_database,
    read_codebook, read_database, read_project, read_transcripts_but, report_changes_beside,
};

/// Reads transcripts.
pub(super) fn transcripts(
    opening: &Opening,
    path: &Path,
    name: &str,
    source: &Source,
    findings: &mut Findings,
) -> Result<SourceData> {
    let passed_over = Cell::new(0);
    let theirs = |document: &str| {
        let theirs = opening.withdrawn().is_some_and(|list| list.holds_document(document));
        passed_over.set(passed_over.get() + usize::from(theirs));
        theirs
    };
    let how = (source.interviewers.as_slice(), source.encoding);
    let within = (&opening.reach, path, name);
    let transcripts = read_transcripts_but(within, how, &theirs, findings)?;
    tell_passed_over(source, passed_over.get(), findings);
    let digest =
        Digest::of_parts(transcripts.iter().map(|read| (read.document.as_str(), &read.digest)));
    let records = transcripts.len();
    let interviews = Interviews { transcripts, ..Interviews::default() };
    Ok(SourceData::new(Format::Transcripts, digest, records, Records::Interviews(interviews)))
}

/// Reads a project or codebook of a program for qualitative analysis.
pub(super) fn project(
    opening: &Opening,
    format: Format,
    (file, path): (SourceFile, &Path),
    source: &Source,
    findings: &mut Findings,
) -> Result<SourceData> {
    let mut digest = file.digest();
    if matches!(format, Format::TaguetteProject | Format::QualcoderProject) {
        let database = if path.is_dir() { path.join(QUALCODER) } else { path.to_path_buf() };
        report_changes_beside((&opening.reach, &database, file.name()), findings)?;
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
            let beside = path.parent();
            let place = file.place();
            beside.map_or(Ok(()), |folder| opening.reach.check(folder, &place))?;
            read_project(&file, beside, &options, findings)?
        }
    };
    if let Some(list) = opening.withdrawn() {
        let passed_over = list.pass_over(&mut interviews);
        if passed_over > 0 {
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

//! Projects of programs for qualitative analysis in a draft.

use std::collections::BTreeSet;
use std::path::Path;

use super::speakers::SpeakersDraft;
use crate::error::Result;
use crate::finding::Findings;
use crate::locale::ScaffoldWords;
use crate::sources::clue::FormatClue;
use crate::sources::{
    Format, Interviews, ProjectOptions, QUALCODER, Reach, SourceFile, StoredFile,
    qualcoder_database, read_database, read_project, recognise_interviews, stem,
};

/// A project: its documents, their speakers, and the people whom it knows.
pub(super) struct ProjectDraft {
    pub(super) format: Format,
    pub(super) clue: FormatClue,
    /// Names of its documents in lower case, without extensions.
    pub(super) documents: BTreeSet<String>,
    /// Number of its documents with text.
    pub(super) transcripts: usize,
    pub(super) codings: usize,
    /// Number of its cases that have names: its respondents, unless it has none.
    pub(super) cases: usize,
    pub(super) speakers: SpeakersDraft,
    /// True if the name of each document is all that tells its respondent.
    plain: bool,
}

/// What a file of interviews is.
pub(super) enum Recognised {
    Project(Box<ProjectDraft>),
    Codebook(FormatClue),
    /// A transcript, or nothing that is recognised.
    Other,
}

/// Recognises a file by its content.
///
/// # Errors
/// Those of a damaged file.
pub(super) fn recognise(reach: &Reach, path: &Path, shown: &str) -> Result<Recognised> {
    let stored = StoredFile::open(reach, path, shown)?;
    Ok(match recognise_interviews(&stored)? {
        Some((Format::RefiCodebook, clue)) => Recognised::Codebook(clue),
        Some((format, clue)) if is_project(format) => {
            let interviews = interviews(format, stored.whole()?, path)?;
            Recognised::Project(Box::new(ProjectDraft::new(format, clue, &interviews)))
        }
        _ => Recognised::Other,
    })
}

/// Reads the project of QualCoder in a folder.
///
/// # Errors
/// Those of a damaged database.
pub(super) fn in_folder(reach: &Reach, folder: &Path, shown: &str) -> Result<Box<ProjectDraft>> {
    let path = folder.join(QUALCODER);
    let file = SourceFile::from_path_in(reach, &path, format!("{shown}/{QUALCODER}"))?;
    let format = Format::QualcoderProject;
    let interviews = interviews(format, file, &path)?;
    Ok(Box::new(ProjectDraft::new(format, FormatClue::QualcoderFolder, &interviews)))
}

fn is_project(format: Format) -> bool {
    matches!(format, Format::RefiProject | Format::TaguetteProject | Format::QualcoderProject)
}

fn interviews(format: Format, file: SourceFile, path: &Path) -> Result<Interviews> {
    // What is odd in it, the study will say.
    let findings = &mut Findings::default();
    match format {
        Format::TaguetteProject => read_database(&file, format, &[], findings),
        Format::QualcoderProject => {
            read_database(&qualcoder_database(file, findings)?, format, &[], findings)
        }
        _ => {
            let options = ProjectOptions { interviewers: &[], positions: None };
            read_project(&file, path.parent(), &options, findings)
        }
    }
}

impl ProjectDraft {
    fn new(format: Format, clue: FormatClue, interviews: &Interviews) -> Self {
        let names = || interviews.transcripts.iter().map(|read| read.document.as_str());
        Self {
            format,
            clue,
            documents: names().map(|name| stem(name).to_lowercase()).collect(),
            transcripts: interviews.transcripts.len(),
            codings: interviews.segments.as_ref().map_or(0, |segments| segments.segments.len()),
            cases: interviews.cases.iter().filter(|case| case.name.is_some()).count(),
            speakers: SpeakersDraft::of(&interviews.transcripts),
            plain: !names().all(is_numbered),
        }
    }

    /// The rule that finds respondents, and the labels of those who ask.
    pub(super) fn keys(&self, words: &ScaffoldWords) -> String {
        let respondent = match () {
            // The cases are the respondents where nothing else is stated.
            () if self.cases > 0 => format!("# {}\n", (words.respondents_are_cases)(self.cases)),
            () if self.speakers.is_of_groups() || !self.plain => self.speakers.respondent(NUMBERED),
            // And without cases the documents.
            () => format!("# {}\n", words.respondents_are_documents),
        };
        respondent + &self.speakers.interviewers(words)
    }
}

/// The pattern of names that begin with letters and a number.
pub(super) const NUMBERED: &str = r"^([A-Za-z]+\d+)";

/// True for a name such as `P01_second.txt`, which belongs to P01.
pub(super) fn is_numbered(name: &str) -> bool {
    let letters = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len());
    (1..=4).contains(&letters) && name[letters..].starts_with(|c: char| c.is_ascii_digit())
}

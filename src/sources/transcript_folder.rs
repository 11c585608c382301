//! Transcripts in a folder.

use std::path::{Path, PathBuf};

use super::encoding::Encoding;
use super::file::SourceFile;
use super::folder::{Entry, shown as shown_path, walk};
use super::reach::Reach;
use super::transcript::{Transcript, find_speakers};
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::Place;
use crate::sources::findings::SourcesFinding;

/// Where transcripts are: a path, what messages call it, and the folder that nothing leads out of.
pub(crate) struct TranscriptFolder<'a> {
    pub(crate) reach: &'a Reach,
    pub(crate) path: &'a Path,
    pub(crate) name: &'a str,
}

/// Settings of the manifest for transcripts.
pub(crate) struct TranscriptSettings<'a> {
    /// Labels of those who ask, beside those that are known anyway.
    pub(crate) interviewers: &'a [String],
    /// The encoding, if it is not to be detected.
    pub(crate) encoding: Option<Encoding>,
}

/// Extensions of the files that are taken for transcripts in a folder.
const EXTENSIONS: [&str; 8] = ["txt", "md", "markdown", "docx", "odt", "vtt", "srt", "sbv"];

/// Reads every transcript (`.txt`, `.md`, `.docx`, `.odt`, `.vtt`, `.srt`, `.sbv`) of a folder and
/// its subfolders, in the order of their names; or one such file. Links that lead out of the folder
/// are not followed; a finding names them.
///
/// # Errors
/// [`ErrorKind::Read`] if a file or folder cannot be read, [`ErrorKind::Format`] if there is no
/// transcript, [`ErrorKind::TooLarge`] if the texts have more than [`SourceFile::MAX_BYTES`] in
/// all.
pub fn read_transcripts(
    path: &Path,
    name: &str,
    interviewers: &[String],
    encoding: Option<Encoding>,
    findings: &mut Findings,
) -> Result<Vec<Transcript>> {
    let folder = TranscriptFolder { reach: &Reach::default(), path, name };
    read_transcripts_but(
        folder,
        TranscriptSettings { interviewers, encoding },
        &|_| false,
        findings,
    )
}

/// Reads transcripts within reach, without the documents that `passed_over` names: those are
/// treated as if they were not there.
pub(crate) fn read_transcripts_but(
    TranscriptFolder { reach, path, name }: TranscriptFolder<'_>,
    TranscriptSettings { interviewers, encoding }: TranscriptSettings<'_>,
    passed_over: &dyn Fn(&str) -> bool,
    findings: &mut Findings,
) -> Result<Vec<Transcript>> {
    reach.check(path, &Place::file(name))?;
    let (files, reach) = if path.is_dir() {
        let reach = reach.narrowed(path, &Place::file(name))?;
        (in_folder(path, name, findings)?, reach)
    } else {
        let document = path
            .file_name()
            .map_or_else(|| name.to_owned(), |name| name.to_string_lossy().into_owned());
        (vec![(path.to_path_buf(), document)], reach.clone())
    };
    if files.is_empty() {
        let (expected, found) = (
            "a folder with transcripts (.txt, .md, .docx, .odt, .vtt, .srt, .sbv)".to_owned(),
            "none".to_owned(),
        );
        return Err(ErrorKind::Format { place: Place::file(name), expected, found }.into());
    }
    let (mut transcripts, mut bytes) = (Vec::with_capacity(files.len()), 0);
    for (path, document) in files.into_iter().filter(|(_, document)| !passed_over(document)) {
        let shown =
            if path.ends_with(name) { name.to_owned() } else { format!("{name}/{document}") };
        let file = SourceFile::from_path_in(&reach, &path, shown)?;
        let transcript = Transcript::read(file, document, interviewers, encoding, findings)?;
        // All texts stay in memory, so the limit of a file holds for the folder.
        bytes += transcript.text.as_str().len() as u64;
        if bytes > SourceFile::MAX_BYTES {
            let (place, limit) = (Place::file(name), SourceFile::MAX_BYTES);
            return Err(ErrorKind::TooLarge { place, limit, found: bytes }.into());
        }
        transcripts.push(transcript);
    }
    let place = |document: &str| match path.is_dir() {
        true => Place::file(format!("{name}/{document}")),
        false => Place::file(name),
    };
    find_speakers(&mut transcripts, interviewers, &place, findings);
    // In an empty one nobody said anything; a finding has named it.
    let has_words = |one: &Transcript| !one.text.as_str().trim().is_empty();
    if transcripts.iter().any(has_words) {
        transcripts.retain(has_words);
    }
    Ok(transcripts)
}

/// Words of the names of files that stand beside transcripts: guides, forms, read-me files.
const BESIDE: [&str; 44] = [
    "readme",
    "read",
    "me",
    "liesmich",
    "lisezmoi",
    "leeme",
    "léeme",
    "leggimi",
    "leiame",
    "leesmij",
    "interview",
    "interviews",
    "guide",
    "guideline",
    "leitfaden",
    "interviewleitfaden",
    "protocol",
    "template",
    "vorlage",
    "instructions",
    "consent",
    "form",
    "topic",
    "discussion",
    "moderator",
    "moderation",
    "script",
    "questions",
    "guía",
    "guia",
    "entrevista",
    "guion",
    "entretien",
    "guida",
    "intervista",
    "roteiro",
    "gesprächsleitfaden",
    "fragen",
    "changelog",
    "license",
    "notes",
    "the",
    "for",
    "of",
];

/// True if a file is the lock that a program keeps beside an open document.
fn is_lock(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("~$") || name.starts_with(".~lock")
}

/// True if a name is made only of words for guides and the like. "P02 tour guide" names somebody.
fn is_about_interviews(path: &Path) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let mut words = stem.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let whole =
        words.clone().count() > 1 || stem.starts_with("read") || stem.ends_with("leitfaden");
    whole && words.all(|word| BESIDE.contains(&word))
}

/// The transcripts of a folder and the folders in it, in the order of their names.
fn in_folder(folder: &Path, name: &str, findings: &mut Findings) -> Result<Vec<(PathBuf, String)>> {
    const DEEPEST: usize = 8;
    let mut files = Vec::new();
    for Entry { below, left_out } in walk(folder, name, DEEPEST)? {
        let document = shown_path(&below);
        let extension =
            below.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        let is_transcript =
            extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()));
        let ignored = if !is_transcript || is_lock(&below) {
            Some(SourcesFinding::FileIgnored {})
        } else if is_about_interviews(&below) {
            Some(SourcesFinding::BesideInterviews { document: document.clone() })
        } else {
            None
        };
        let left_out = left_out.or(ignored);
        match left_out {
            Some(kind) => findings.add_at(kind, Place::file(format!("{name}/{document}"))),
            None => files.push((folder.join(&below), document)),
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guides_are_told_from_transcripts_by_their_names() {
        for name in ["README.md", "Interview guide.txt", "Interviewleitfaden.docx"] {
            assert!(is_about_interviews(Path::new(name)), "{name}");
        }
        for name in
            ["P02 tour guide.txt", "interview_01.txt", "P01.txt", "Template maker.txt", "guide.txt"]
        {
            assert!(!is_about_interviews(Path::new(name)), "{name}");
        }
    }
}

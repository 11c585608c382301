//! Transcripts in a folder.

use std::path::{Path, PathBuf};

use super::encoding::Encoding;
use super::file::SourceFile;
use super::folder::{Entry, shown as shown_path, walk};
use super::reach::Reach;
use super::strays::{is_about_study, is_lock};
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
pub(crate) const EXTENSIONS: [&str; 8] =
    ["txt", "md", "markdown", "docx", "odt", "vtt", "srt", "sbv"];

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
    leave_out_empty(&mut transcripts, &place, findings);
    find_speakers(&mut transcripts, interviewers, &place, findings);
    Ok(transcripts)
}

/// Leaves out transcripts without a word, unless there is no other.
pub(crate) fn leave_out_empty(
    transcripts: &mut Vec<Transcript>,
    place: &dyn Fn(&str) -> Place,
    findings: &mut Findings,
) {
    let is_empty = |read: &Transcript| read.text.as_str().trim().is_empty();
    if transcripts.iter().all(is_empty) {
        return;
    }
    transcripts.retain(|read| {
        if is_empty(read) {
            findings.add_at(SourcesFinding::EmptyTranscript {}, place(&read.document));
        }
        !is_empty(read)
    });
}

/// Why a file in a folder of transcripts is none, by its name.
fn no_interview(document: &str) -> Option<SourcesFinding> {
    let name = document.rsplit('/').next().unwrap_or(document);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    let is_transcript = extension.is_some_and(|extension| EXTENSIONS.contains(&&*extension));
    if !is_transcript || is_lock(name) {
        return Some(SourcesFinding::FileIgnored {});
    }
    is_about_study(name).then(|| SourcesFinding::AboutStudy { name: name.to_owned() })
}

/// The transcripts of a folder and the folders in it, in the order of their names.
fn in_folder(folder: &Path, name: &str, findings: &mut Findings) -> Result<Vec<(PathBuf, String)>> {
    const DEEPEST: usize = 8;
    let (mut files, mut about) = (Vec::new(), Vec::new());
    for Entry { below, left_out } in walk(folder, name, DEEPEST)? {
        let document = shown_path(&below);
        let path = folder.join(&below);
        match left_out.or_else(|| no_interview(&document)) {
            Some(kind @ SourcesFinding::AboutStudy { .. }) => about.push((path, document, kind)),
            Some(kind) => findings.add_at(kind, Place::file(format!("{name}/{document}"))),
            None => files.push((path, document)),
        }
    }
    // In a folder for each person, all files may be called the same: then these are the interviews.
    if files.is_empty() && about.len() > 1 {
        return Ok(about.into_iter().map(|(path, document, _)| (path, document)).collect());
    }
    for (_, document, kind) in about {
        findings.add_at(kind, Place::file(format!("{name}/{document}")));
    }
    Ok(files)
}

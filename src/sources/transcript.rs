//! Transcripts of interviews: text, and who speaks where.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::archive::Archive;
use super::decoded::decode;
use super::encoding::Encoding;
use super::file::{Digest, SourceFile};
use super::folder::{Entry, shown as shown_path, walk};
use super::reach::Reach;
use super::speaker::{INTERVIEWERS, Speakers, speakers};
use super::text::PlainText;
use super::{document, subtitles};
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::{Place, Timecode, position32};
use crate::sources::findings::SourcesFinding;

/// Text of a file before it is split by speakers.
pub(super) struct TranscriptText {
    pub(super) text: String,
    pub(super) cues: Vec<Cue>,
    pub(super) digest: Digest,
    pub(super) encoding: Encoding,
}

/// The file that a transcript was read from.
struct FileOrigin {
    digest: Digest,
    encoding: Encoding,
}

/// Where transcripts are: a path, what messages call it, and the folder that nothing leads out of.
pub(crate) struct TranscriptFolder<'a> {
    pub(crate) reach: &'a Reach,
    pub(crate) path: &'a Path,
    pub(crate) name: &'a str,
}

/// Settings of the manifest for transcripts.
pub(crate) struct TranscriptSettings<'a> {
    /// Labels of those who ask; the usual ones if there are none.
    pub(crate) interviewers: &'a [String],
    /// The encoding, if it is not to be detected.
    pub(crate) encoding: Option<Encoding>,
}

/// Speaker of a stretch of a transcript.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The respondent, whose words may become evidence.
    Respondent,
    /// The interviewer, whose words are never evidence.
    Interviewer,
    /// No speaker: a heading or a note before the first turn.
    Nobody,
}

/// One speaker's uninterrupted stretch of a transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The label as the text has it, if there is one.
    pub speaker: Option<String>,
    /// Speaker of the words.
    pub voice: Voice,
    /// Position of the words in code points, without the label.
    pub chars: Range<u32>,
}

/// The respondent's own words within a stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnWords {
    /// The whole stretch.
    Whole,
    /// This part of the stretch, the longest.
    Part(Range<u32>),
    /// No part of the stretch.
    Nothing,
}

/// A position in a transcript with the time of its recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cue {
    /// Code point that is said at this time.
    pub start: u32,
    /// The time.
    pub time: Timecode,
}

/// One interview: its text and the turns of its speakers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    /// Name of the file, relative to the folder of transcripts, with `/` between folders.
    pub document: String,
    /// Text of the interview: for a text file the decoded file; for subtitles a line per turn, the
    /// words of its cues joined by spaces; for a document of a word processor a line per paragraph.
    pub text: PlainText,
    /// Turns of the speakers, in order.
    pub turns: Vec<Turn>,
    /// Times of the recording, in the order of the text; empty if the file has none.
    pub cues: Vec<Cue>,
    /// Digest of the file.
    pub digest: Digest,
    /// Encoding of the file.
    pub encoding: Encoding,
}

impl Transcript {
    /// Reads a transcript in plain text or Markdown, subtitles (WebVTT, SubRip, SBV) or a document
    /// of a word processor (`.docx`, `.odt`): the content decides, not the name. `interviewers` are
    /// the labels of the interviewers; if there are none, the usual ones (`I`, `Interviewer`,
    /// `Moderator` …) are taken.
    ///
    /// # Errors
    /// [`ErrorKind::Encoding`] if the bytes are no text, [`ErrorKind::Format`] for a damaged
    /// document or an archive that is none.
    pub fn from_file(
        file: SourceFile,
        document: String,
        interviewers: &[String],
        encoding: Option<Encoding>,
        findings: &mut Findings,
    ) -> Result<Self> {
        let (digest, place) = (file.digest(), file.place());
        if Archive::is(file.bytes()) {
            let (text, encoding) = (document::text_of(&file, findings)?, Encoding::Utf8);
            let text = TranscriptText { text, cues: Vec::new(), digest, encoding };
            return Ok(Self::from_text(text, document, interviewers, place, findings));
        }
        let (text, encoding) = decode(&file, encoding, findings)?;
        if subtitles::detect_subtitles(&text).is_some() {
            let read = subtitles::read(&text, &or_usual(interviewers), &place, findings);
            let text = PlainText::new(read.text);
            let cue = |(byte, time)| Cue { start: text.char_of(byte), time };
            let cues = read.times.into_iter().map(cue).collect();
            return Ok(Self::with_turns(
                text,
                cues,
                read.speakers,
                document,
                FileOrigin { digest, encoding },
                place,
                findings,
            ));
        }
        let text = TranscriptText { text, cues: Vec::new(), digest, encoding };
        Ok(Self::from_text(text, document, interviewers, place, findings))
    }

    /// Splits a text by its speakers.
    pub(super) fn from_text(
        TranscriptText { text, cues, digest, encoding }: TranscriptText,
        document: String,
        interviewers: &[String],
        place: Place,
        findings: &mut Findings,
    ) -> Self {
        let found = speakers(&text, &or_usual(interviewers));
        let text = PlainText::new(text);
        let mut cues = cues;
        // Times of a format of subtitles are more exact than those beside labels.
        if cues.is_empty() {
            let timed = found
                .stretches
                .iter()
                .filter_map(|stretch| stretch.time.map(|time| (stretch.bytes.start, time)));
            cues.extend(timed.map(|(byte, time)| Cue { start: text.char_of(byte), time }));
        }
        Self::with_turns(
            text,
            cues,
            found,
            document,
            FileOrigin { digest, encoding },
            place,
            findings,
        )
    }

    fn with_turns(
        text: PlainText,
        cues: Vec<Cue>,
        found: Speakers,
        document: String,
        FileOrigin { digest, encoding }: FileOrigin,
        place: Place,
        findings: &mut Findings,
    ) -> Self {
        let silent = text.as_str().trim().is_empty();
        if silent {
            findings.add_at(SourcesFinding::EmptyTranscript {}, place.clone());
        }
        if !found.labelled && !silent {
            findings.add_at(SourcesFinding::NoTurns {}, place);
        }
        let turns = found
            .stretches
            .into_iter()
            .map(|stretch| Turn {
                voice: match (&stretch.speaker, stretch.interviewer) {
                    (_, true) => Voice::Interviewer,
                    // Where respondents have labels, words without one may be a heading or a note.
                    (None, false) if found.respondent_labelled => Voice::Nobody,
                    _ => Voice::Respondent,
                },
                chars: text.char_of(stretch.bytes.start)..text.char_of(stretch.bytes.end),
                speaker: stretch.speaker,
            })
            .collect();
        Self { document, text, turns, cues, digest, encoding }
    }

    /// Time at which a character is said: the last time given at or before it.
    #[must_use]
    pub fn time_at(&self, position: u32) -> Option<Timecode> {
        // Cues are in the order of the text, so the last one before is found by halving.
        let after = self.cues.partition_point(|cue| cue.start <= position);
        Some(self.cues[after.checked_sub(1)?].time)
    }

    /// Finds the respondent's own words in a stretch of code points. Labels between two of the
    /// respondent's turns do not matter.
    #[must_use]
    pub fn own_words(&self, chars: Range<u32>) -> OwnWords {
        let overlap =
            |turn: &Turn| turn.chars.start.max(chars.start)..turn.chars.end.min(chars.end);
        let spoken = |range: &Range<u32>| {
            self.text
                .slice(range.clone())
                // Coders often select a blank or a period of the next turn.
                .is_some_and(|words| words.contains(char::is_alphanumeric))
        };
        let (own, others): (Vec<_>, Vec<_>) = self
            .turns_in(&chars)
            .map(|(_, turn)| (turn.voice, overlap(turn)))
            .filter(|(_, range)| range.start < range.end && spoken(range))
            .partition(|(voice, _)| *voice == Voice::Respondent);
        if others.is_empty() {
            return if own.is_empty() { OwnWords::Nothing } else { OwnWords::Whole };
        }
        let longest = own
            .into_iter()
            .map(|(_, range)| range)
            .reduce(|a, b| if b.len() > a.len() { b } else { a });
        longest.map_or(OwnWords::Nothing, |range| OwnWords::Part(self.trim(range)))
    }

    /// The turns that a stretch touches, with their numbers.
    pub(crate) fn turns_in(&self, chars: &Range<u32>) -> impl Iterator<Item = (usize, &Turn)> {
        let end = chars.end;
        let first = self.turns.partition_point(|turn| turn.chars.end <= chars.start);
        self.turns
            .iter()
            .enumerate()
            .skip(first)
            .take_while(move |(_, turn)| turn.chars.start < end)
    }

    fn trim(&self, range: Range<u32>) -> Range<u32> {
        let words = self.text.slice(range.clone()).unwrap_or_default();
        let before = words.chars().take_while(|c| c.is_whitespace()).count();
        let after = words.chars().rev().take_while(|c| c.is_whitespace()).count();
        range.start + position32(before)..range.end - position32(after)
    }
}

/// The labels of those who ask: those stated, or the usual ones.
fn or_usual(interviewers: &[String]) -> Vec<String> {
    match interviewers {
        [] => INTERVIEWERS.iter().map(|name| (*name).to_owned()).collect(),
        stated => stated.to_vec(),
    }
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
        let transcript = Transcript::from_file(file, document, interviewers, encoding, findings)?;
        // All texts stay in memory, so the limit of a file holds for the folder.
        bytes += transcript.text.as_str().len() as u64;
        if bytes > SourceFile::MAX_BYTES {
            let (place, limit) = (Place::file(name), SourceFile::MAX_BYTES);
            return Err(ErrorKind::TooLarge { place, limit, found: bytes }.into());
        }
        transcripts.push(transcript);
    }
    Ok(transcripts)
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
        let left_out = left_out.or((!is_transcript).then_some(SourcesFinding::FileIgnored {}));
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

    fn transcript(text: &str) -> Transcript {
        let file = SourceFile::from_bytes("P1.txt", text).unwrap();
        Transcript::from_file(file, "P1.txt".to_owned(), &[], None, &mut Findings::default())
            .unwrap()
    }

    #[test]
    fn turns_are_counted_in_code_points() {
        let transcript = transcript("I: Ça va? 😄\r\nP1: Très bien.\r\nI: Et?\r\nP1: Non.\r\n");
        let words: Vec<_> = transcript
            .turns
            .iter()
            .map(|turn| transcript.text.slice(turn.chars.clone()).unwrap().trim())
            .collect();
        assert_eq!(words, ["Ça va? 😄", "Très bien.", "Et?", "Non."]);
        assert_eq!(transcript.turns[0].voice, Voice::Interviewer);
        assert_eq!(transcript.turns[1].voice, Voice::Respondent);
    }

    #[test]
    fn interviewer_words_are_never_the_respondents() {
        let transcript = transcript("I: Is it slow?\nP1: Quite.\nI: Hm.\nP1: Quite slow, yes.\n");
        let whole = transcript.text.as_str();
        let span = |part: &str| {
            let start = whole.find(part).unwrap() as u32;
            start..start + part.len() as u32
        };
        assert_eq!(transcript.own_words(span("Is it slow?")), OwnWords::Nothing);
        assert_eq!(transcript.own_words(span("Quite.")), OwnWords::Whole);
        let crossing = span("Quite.\nI: Hm.\nP1: Quite slow");
        assert_eq!(transcript.own_words(crossing), OwnWords::Part(span("Quite slow")));
    }
}

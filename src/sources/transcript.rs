//! Transcripts of interviews: text, and who speaks where.

use std::ops::Range;

use super::archive::Archive;
use super::decoded::decode;
use super::encoding::Encoding;
use super::file::{Digest, SourceFile};
use super::talk::{FoundTurns, SpokenStretch, SpokenTurn, TalkText, Voice, find_turns};
use super::text::PlainText;
use super::{document, subtitles};
use crate::error::Result;
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
    /// Paragraphs in bold, in bytes, until the speakers are found.
    bold: Vec<Range<usize>>,
    /// Bold beginnings of paragraphs, in bytes, until the speakers are found.
    heads: Vec<Range<usize>>,
    /// True if the file began with a byte order mark.
    byte_order_mark: bool,
    /// Turns that the format of the file marks, until the speakers are found.
    marked: Option<Vec<SpokenStretch>>,
}

impl Transcript {
    /// Reads a transcript in plain text or Markdown, subtitles (WebVTT, SubRip, SBV) or a document
    /// of a word processor (`.docx`, `.odt`): the content decides, not the name. `interviewers` are
    /// labels of interviewers beside those that say so themselves (`I`, `Interviewer`,
    /// `Moderatorin` …).
    ///
    /// # Errors
    /// [`ErrorKind::Encoding`](crate::ErrorKind::Encoding) if the bytes are no text,
    /// [`ErrorKind::Format`](crate::ErrorKind::Format) for a damaged document or an archive that
    /// is none.
    pub fn from_file(
        file: SourceFile,
        document: String,
        interviewers: &[String],
        encoding: Option<Encoding>,
        findings: &mut Findings,
    ) -> Result<Self> {
        let place = file.place();
        let mut read = Self::read(file, document, interviewers, encoding, findings)?;
        let one = std::slice::from_mut(&mut read);
        find_speakers(one, interviewers, &|_| place.clone(), findings);
        Ok(read)
    }

    /// Reads a transcript whose speakers are to be found among those of others.
    pub(crate) fn read(
        file: SourceFile,
        document: String,
        interviewers: &[String],
        encoding: Option<Encoding>,
        findings: &mut Findings,
    ) -> Result<Self> {
        let (digest, place) = (file.digest(), file.place());
        if Archive::is(file.bytes()) {
            let (read, encoding) = (document::text_of(&file, findings)?, Encoding::Utf8);
            let text = TranscriptText { text: read.text, cues: Vec::new(), digest, encoding };
            let (bold, heads) = (read.bold, read.heads);
            return Ok(Self { bold, heads, ..Self::from_text(text, document) });
        }
        let byte_order_mark = has_byte_order_mark(file.bytes());
        let (text, encoding) = decode(&file, encoding, findings)?;
        if subtitles::detect_subtitles(&text).is_none() {
            let text = TranscriptText { text, cues: Vec::new(), digest, encoding };
            return Ok(Self { byte_order_mark, ..Self::from_text(text, document) });
        }
        let read = subtitles::read(&text, interviewers, &place, findings);
        let mut transcript = Self::from_text(
            TranscriptText { text: read.text, cues: Vec::new(), digest, encoding },
            document,
        );
        let cue = |(byte, time)| Cue { start: transcript.text.char_of(byte), time };
        transcript.cues = read.times.into_iter().map(cue).collect();
        transcript.marked = Some(read.stretches);
        Ok(transcript)
    }

    /// A text whose speakers are to be found.
    pub(super) fn from_text(text: TranscriptText, document: String) -> Self {
        let TranscriptText { text, cues, digest, encoding } = text;
        let text = PlainText::new(text);
        Self {
            document,
            text,
            turns: Vec::new(),
            cues,
            digest,
            encoding,
            bold: Vec::new(),
            heads: Vec::new(),
            byte_order_mark: false,
            marked: None,
        }
    }

    /// True if the file began with a byte order mark, which some programs count.
    pub(crate) fn is_marked(&self) -> bool {
        self.byte_order_mark
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
            .partition(|(voice, _)| voice.counts());
        if others.is_empty() {
            return if own.is_empty() { OwnWords::Nothing } else { OwnWords::Whole };
        }
        let longest = own
            .into_iter()
            .map(|(_, range)| range)
            .reduce(|a, b| if b.len() > a.len() { b } else { a });
        longest.map_or(OwnWords::Nothing, |range| OwnWords::Part(self.trim(range)))
    }

    /// True if a stretch holds words of speakers whom nothing tells apart for sure.
    pub(crate) fn is_unclear(&self, chars: &Range<u32>) -> bool {
        let spoken = |turn: &Turn| {
            let both = turn.chars.start.max(chars.start)..turn.chars.end.min(chars.end);
            self.text.slice(both).is_some_and(|words| words.contains(char::is_alphanumeric))
        };
        self.turns_in(chars).any(|(_, turn)| turn.voice == Voice::Unclear && spoken(turn))
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

fn has_byte_order_mark(bytes: &[u8]) -> bool {
    [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF"].iter().any(|mark| bytes.starts_with(mark))
}

/// Finds the speakers of transcripts that were read together: a label shows in several of them what
/// it is. `interviewers` are labels beside those that say so themselves, `place` is that of a
/// document.
pub(crate) fn find_speakers(
    transcripts: &mut [Transcript],
    interviewers: &[String],
    place: &dyn Fn(&str) -> Place,
    findings: &mut Findings,
) {
    let texts: Vec<TalkText<'_>> = transcripts
        .iter()
        .map(|read| TalkText {
            document: &read.document,
            text: read.text.as_str(),
            bold: &read.bold,
            heads: &read.heads,
            marked: read.marked.clone(),
        })
        .collect();
    let found = find_turns(&texts, interviewers);
    let mut unlabelled: Vec<String> = Vec::new();
    for (read, FoundTurns { turns, disputed }) in transcripts.iter_mut().zip(found) {
        if read.text.as_str().trim().is_empty() {
            findings.add_at(SourcesFinding::EmptyTranscript {}, place(&read.document));
        } else if turns.iter().all(|turn| turn.voice == Voice::Respondent && !turn.is_labelled()) {
            findings.add_at(SourcesFinding::NoTurns {}, place(&read.document));
        } else if turns.iter().all(|turn| turn.voice == Voice::Unclear && !turn.is_labelled()) {
            unlabelled.push(read.document.clone());
        }
        for label in disputed {
            findings.add_at(SourcesFinding::SpeakerDisputed { label }, place(&read.document));
        }
        let text = &read.text;
        // Times of a format of subtitles are more exact than those beside labels.
        if read.cues.is_empty() {
            let timed = turns.iter().map(|turn| &turn.stretch);
            let timed = timed.filter_map(|one| one.time.map(|time| (one.bytes.start, time)));
            read.cues = timed.map(|(byte, time)| Cue { start: text.char_of(byte), time }).collect();
        }
        let turn = |SpokenTurn { stretch, voice }: SpokenTurn| Turn {
            chars: text.char_of(stretch.bytes.start)..text.char_of(stretch.bytes.end),
            speaker: stretch.speaker,
            voice,
        };
        read.turns = turns.into_iter().map(turn).collect();
        (read.bold, read.heads, read.marked) = (Vec::new(), Vec::new(), None);
    }
    if let Some(first) = unlabelled.first() {
        let (count, at) = (unlabelled.len(), place(first));
        let what = SourcesFinding::TalkUnlabelled { documents: unlabelled };
        findings.add_counted(what, count, Some(at));
    }
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

//! Coded segments placed in their transcripts: by offsets, by quote, or lost.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::findings::StudyFinding;
use super::recount::recounted;
use super::same_words::{same_words, same_words_masked};
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::position32;
use crate::manifest::Source;
use crate::sources::{
    CodedSegment, CodedSegments, OwnWords, QuoteIndex, QuotePlace, Transcript, stem,
};

/// A coded segment in its place in a transcript, as an observation of the respondent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlacedSegment {
    /// Position of the transcript within its source; where the quotes of a table are all there is,
    /// its row.
    pub(crate) transcript: u32,
    /// Position among the segments of the export.
    pub(crate) record: u32,
    /// Path of the code.
    pub(crate) code: String,
    /// Who applied the code.
    pub(crate) coder: Option<String>,
    /// The respondent's words, in code points.
    pub(crate) chars: Range<u32>,
    /// True if some of the words are those of speakers whom nothing tells apart for sure.
    pub(crate) unclear: bool,
    /// Whose words they are, by position among the respondents.
    pub(crate) respondent: Option<u32>,
}

/// Numbers of segments of a source by how they were placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[non_exhaustive]
pub struct Placement {
    /// Segments read.
    pub read: usize,
    /// Segments placed by offsets that agree with the quote, or without a quote to compare.
    pub by_offsets: usize,
    /// Segments placed by a quote that occurs once.
    pub unique: usize,
    /// Segments placed by a quote that occurs several times.
    pub ambiguous: usize,
    /// Segments not placed: the quote does not occur, or the offsets are outside the text and there
    /// is no quote.
    pub lost: usize,
    /// Segments of a document that does not exist.
    pub unknown_document: usize,
    /// Segments placed, but only on the interviewer's words.
    pub interviewer: usize,
    /// Segments placed that repeat a code of the same coder.
    pub repeated: usize,
}

/// As many lost segments as a finding lists.
const MOST_LISTED: usize = 1000;

/// Most bytes of transcripts that are looked through for the segments of a source: a quote is
/// looked for in the whole of its document, and a segment may span it.
const MOST_LOOKED_THROUGH: u64 = 1 << 36;

/// Places every segment of a source.
///
/// # Errors
/// [`ErrorKind::Format`] where too much text is to be looked through.
pub(super) fn place(
    source: &Source,
    segments: &CodedSegments,
    transcripts: &[Transcript],
    findings: &mut Findings,
) -> Result<(Vec<PlacedSegment>, Placement)> {
    // A whole name goes before one without its extension.
    let mut documents: BTreeMap<&str, usize> =
        transcripts.iter().map(|t| stem(&t.document)).zip(0..).collect();
    documents.extend(transcripts.iter().map(|t| t.document.as_str()).zip(0..));
    let numbers: Vec<Option<usize>> = segments
        .segments
        .iter()
        .map(|segment| {
            let whole = documents.get(segment.document.as_str());
            whole.or_else(|| documents.get(stem(&segment.document))).copied()
        })
        .collect();
    let chars = recounted(segments, &numbers, transcripts, source.positions, findings);
    let mut placing = Placing {
        segments,
        masked: segments.are_suggested(),
        transcripts,
        anchors: transcripts.iter().map(|_| None).collect(),
        last: transcripts.iter().map(|_| None).collect(),
        seen: BTreeSet::new(),
        lost: Vec::new(),
        left_out: Vec::new(),
        looked_through: 0,
        count: Placement { read: segments.segments.len(), ..Placement::default() },
        findings,
    };
    let mut placed = Vec::with_capacity(segments.segments.len());
    let stated = segments.segments.iter().zip(0_u32..);
    for ((segment, record), (number, chars)) in stated.zip(numbers.into_iter().zip(chars)) {
        match number {
            Some(number) => {
                placed.extend(placing.place(segment, record, number, chars));
                placing.check(segment)?;
            }
            None => {
                placing.count.unknown_document += 1;
                let document = segment.document.clone();
                placing.report(StudyFinding::UnknownDocument { document }, segment);
            }
        }
    }
    let Placing { count, lost, left_out, .. } = placing;
    report_lost(lost, segments, findings);
    if let Some((first, _)) = left_out.first() {
        let characters = left_out.iter().map(|(_, characters)| characters).sum();
        let kind = StudyFinding::QuoteElided { characters };
        findings.add_counted(kind, left_out.len(), Some(segments.place(first)));
    }
    let kind = StudyFinding::SegmentAnchored {
        source: source.id.clone(),
        segments: count.unique,
        of: count.read,
    };
    findings.add_counted(kind, usize::from(count.unique > 0), None);
    Ok((placed, count))
}

/// Reports the segments whose words are not there, each by its line: they are to be found and
/// mended.
pub(super) fn report_lost(
    lost: Vec<&CodedSegment>,
    segments: &CodedSegments,
    findings: &mut Findings,
) {
    let Some(first) = lost.first() else { return };
    let (place, count) = (segments.place(first), lost.len());
    let lines = lost.into_iter().map(|segment| segment.line).take(MOST_LISTED).collect();
    findings.add_counted(StudyFinding::SegmentLost { lines }, count, Some(place));
}

struct Placing<'a, 'f> {
    segments: &'a CodedSegments,
    /// True if this crate has masked their words.
    masked: bool,
    transcripts: &'a [Transcript],
    anchors: Vec<Option<QuoteIndex<'a>>>,
    /// The last placed segment of each transcript, and where it begins.
    last: Vec<Option<(&'a CodedSegment, u32)>>,
    seen: BTreeSet<(usize, u32, u32, &'a str, Option<&'a str>)>,
    /// Segments whose words are not in their transcript.
    lost: Vec<&'a CodedSegment>,
    /// Segments whose quotes leave words out, and how many characters.
    left_out: Vec<(&'a CodedSegment, usize)>,
    /// Bytes of text that were looked through.
    looked_through: u64,
    count: Placement,
    findings: &'f mut Findings,
}

impl<'a> Placing<'a, '_> {
    fn report(&mut self, kind: StudyFinding, segment: &CodedSegment) {
        self.findings.add_at(kind, self.segments.place(segment));
    }

    fn check(&self, segment: &CodedSegment) -> Result<()> {
        if self.looked_through <= MOST_LOOKED_THROUGH {
            return Ok(());
        }
        let expected = format!(
            "segments for which at most {MOST_LOOKED_THROUGH} bytes of transcripts are looked \
             through"
        );
        let (place, found) = (self.segments.place(segment), "more".to_owned());
        Err(ErrorKind::Format { place, expected, found }.into())
    }

    fn place(
        &mut self,
        segment: &'a CodedSegment,
        record: u32,
        number: usize,
        stated: Option<Range<u32>>,
    ) -> Option<PlacedSegment> {
        let found = self.stretch(segment, number, stated)?;
        self.last[number] = Some((segment, found.start));
        self.looked_through += u64::from(found.end - found.start);
        let chars = match self.transcripts[number].own_words(found.clone()) {
            OwnWords::Whole => found,
            OwnWords::Part(part) => {
                self.report(StudyFinding::SegmentClipped {}, segment);
                part
            }
            OwnWords::Nothing => {
                self.count.interviewer += 1;
                self.report(StudyFinding::InterviewerWords {}, segment);
                return None;
            }
        };
        let coder = segment.coder.as_deref();
        // A segment that is listed twice must count once.
        if !self.seen.insert((number, chars.start, chars.end, &segment.code, coder)) {
            self.count.repeated += 1;
            self.report(StudyFinding::SegmentRepeated {}, segment);
            return None;
        }
        let unclear = self.transcripts[number].is_unclear(&chars);
        Some(PlacedSegment {
            transcript: position32(number),
            record,
            code: segment.code.clone(),
            coder: segment.coder.clone(),
            chars,
            unclear,
            respondent: None,
        })
    }

    /// True if a stretch holds words of several turns.
    fn leaves_turn(&self, number: usize, chars: &Range<u32>) -> bool {
        self.transcripts[number].turns_in(chars).nth(1).is_some()
    }

    /// The stretch of the transcript that a segment means.
    fn stretch(
        &mut self,
        segment: &'a CodedSegment,
        number: usize,
        stated: Option<Range<u32>>,
    ) -> Option<Range<u32>> {
        let text = &self.transcripts[number].text;
        if let Some(unread) = &segment.chars {
            // Without a reading of its own, a stretch is outside the text.
            let chars = stated.as_ref().unwrap_or(unread);
            let there = stated.as_ref().and_then(|chars| text.slice(chars.clone()));
            let there = there.filter(|words| !words.trim().is_empty());
            let same = if self.masked { same_words_masked } else { same_words };
            let agrees =
                |words: &str| segment.quote.as_ref().is_none_or(|quote| same(words, quote));
            match there {
                Some(words) if agrees(words) => {
                    self.count.by_offsets += 1;
                    return Some(chars.clone());
                }
                None if segment.quote.is_none() => {
                    let (start, end, length) = (unread.start, unread.end, text.chars());
                    self.count.lost += 1;
                    self.report(
                        StudyFinding::SegmentOutsideTranscript { start, end, length },
                        segment,
                    );
                    return None;
                }
                _ => {}
            }
        }
        // Another segment of the same words stands further on; another code of the same segment
        // stands in the same place.
        let follows = self.last[number].map_or(0, |(last, start)| {
            start
                + u32::from(
                    last.quote == segment.quote && last.id.is_some() && last.id != segment.id,
                )
        });
        let after = stated.as_ref().map_or(follows, |chars| chars.start);
        if segment.quote.is_some() {
            self.looked_through += text.as_str().len() as u64;
        }
        let anchors = self.anchors[number].get_or_insert_with(|| QuoteIndex::new(text));
        let anchor =
            segment.quote.as_ref().map_or(QuotePlace::Lost, |quote| anchors.place(quote, after));
        if segment.chars.is_some()
            && anchor.chars().is_some_and(|chars| Some(chars) != stated.as_ref())
        {
            self.report(StudyFinding::QuoteMoved {}, segment);
        }
        match anchor {
            QuotePlace::Unique(chars) => {
                self.count.unique += 1;
                Some(chars)
            }
            QuotePlace::Ambiguous { chars, places } => {
                self.count.ambiguous += 1;
                self.report(StudyFinding::SegmentAmbiguous { places }, segment);
                Some(chars)
            }
            // Beyond one turn, what is left out may be somebody else's words.
            QuotePlace::Elided { chars, .. } if self.leaves_turn(number, &chars) => {
                self.count.lost += 1;
                self.lost.push(segment);
                None
            }
            QuotePlace::Elided { chars, left_out } => {
                self.count.unique += 1;
                self.left_out.push((segment, left_out));
                Some(chars)
            }
            QuotePlace::Lost => {
                self.count.lost += 1;
                self.lost.push(segment);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::{SegmentColumns, SourceFile, Table};

    fn placed(rows: &str) -> (Vec<PlacedSegment>, Placement, Findings) {
        let mut findings = Findings::default();
        let text = "I: Slow?\nP1: Very slow. 😄 Very slow, yes.\nI: And then?\nP1: I wait.\n";
        let file = SourceFile::from_bytes("P1.txt", text).unwrap();
        let transcript =
            Transcript::from_file(file, "P1.txt".into(), &[], None, &mut findings).unwrap();
        let file = SourceFile::from_bytes(
            "segments.csv",
            format!("document,code,start,end,quote,coder\n{rows}"),
        )
        .unwrap();
        let table = Table::from_file(file, None, None, &mut findings).unwrap();
        let segments =
            CodedSegments::from_table(table, &SegmentColumns::default(), &mut findings).unwrap();
        let (placed, count) =
            place(&Source::new("codes", "segments.csv"), &segments, &[transcript], &mut findings)
                .unwrap();
        (placed, count, findings)
    }

    #[test]
    fn offsets_quotes_and_both() {
        let (segments, count, findings) = placed(
            "P1,slow,13,23,Very slow.,\nP1.txt,slow,13,23,\"Very slow, yes.\",\n\
             P1.docx,wait,,,I  wait.,\nP1,slow,,,Very slow,\n",
        );
        assert_eq!((count.by_offsets, count.unique, count.ambiguous, count.lost), (1, 2, 1, 0));
        assert_eq!(findings.count("quote-moved"), 1);
        let starts: Vec<u32> = segments.iter().map(|segment| segment.chars.start).collect();
        assert_eq!(starts, [13, 26, 59, 13]);
    }

    #[test]
    fn what_cannot_be_placed_is_named() {
        let (segments, count, findings) = placed(
            "P1,a,900,950,,\nP1,a,,,never said,\nP9,a,0,3,,\nP1,a,3,8,,\nP1,b,13,23,,x\n\
             P1,b,13,23,,x\n",
        );
        assert_eq!(segments.len(), 1);
        assert_eq!(
            (count.lost, count.unknown_document, count.interviewer, count.repeated),
            (2, 1, 1, 1)
        );
        for id in [
            "segment-outside-transcript",
            "segment-lost",
            "unknown-document",
            "interviewer-words",
            "segment-repeated",
        ] {
            assert_eq!(findings.count(id), 1, "{id}");
        }
    }

    #[test]
    fn a_segment_across_turns_keeps_the_respondents_words() {
        let (segments, _, findings) = placed("P1,slow,26,67,,\n");
        assert_eq!(segments[0].chars, 26..41);
        assert_eq!(findings.count("segment-clipped"), 1);
    }
}

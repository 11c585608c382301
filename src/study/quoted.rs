//! Segments of a table whose quotes are all there is of the interviews.

use std::collections::BTreeSet;

use super::findings::StudyFinding;
use super::placement::{PlacedSegment, Placement, report_lost};
use crate::finding::Findings;
use crate::locator::position32;
use crate::sources::CodedSegments;

/// Takes the segments of a table as they are: its quotes are all there is of the interviews.
/// `respondents` says whose each row is.
pub(super) fn place_quotes(
    segments: &CodedSegments,
    respondents: &[Option<u32>],
    findings: &mut Findings,
) -> (Vec<PlacedSegment>, Placement) {
    let mut count = Placement { read: segments.segments.len(), ..Placement::default() };
    let (mut placed, mut seen, mut lost) = (Vec::new(), BTreeSet::new(), Vec::new());
    let rows = segments.table.iter().flat_map(|table| &table.rows);
    let asked = |row: &u32| segments.table.as_ref().is_some_and(|table| table.asked.contains(row));
    for ((segment, record), row) in segments.segments.iter().zip(0_u32..).zip(rows) {
        let Some(quote) = &segment.quote else {
            count.lost += 1;
            lost.push(segment);
            continue;
        };
        if asked(row) {
            count.interviewer += 1;
            findings.add_at(StudyFinding::InterviewerWords {}, segments.place(segment));
            continue;
        }
        let respondent = respondents.get(*row as usize).copied().flatten();
        // Whose a row of several people is, is told later: it repeats no other.
        let of = respondent.ok_or(row);
        if !seen.insert((of, quote, &segment.code, &segment.coder)) {
            count.repeated += 1;
            findings.add_at(StudyFinding::SegmentRepeated {}, segments.place(segment));
            continue;
        }
        count.unique += 1;
        let (code, coder) = (segment.code.clone(), segment.coder.clone());
        placed.push(PlacedSegment {
            transcript: *row,
            record,
            code,
            coder,
            chars: 0..position32(quote.chars().count()),
            unclear: false,
            respondent,
        });
    }
    report_lost(lost, segments, findings);
    (placed, count)
}

//! Whose words transcripts and parts of them are.

use std::ops::Range;

use super::placement::PlacedSegment;

/// The respondents of a source of interviews.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct TranscriptOwners {
    /// Ids: one for each transcript, empty where it is nobody's or several people's; then one for
    /// each part.
    pub(super) ids: Vec<String>,
    /// Stretches that are one respondent's in transcripts of several, sorted: transcript,
    /// characters.
    pub(super) parts: Vec<(u32, Range<u32>)>,
    /// For each part the furthest end of it and those before it in its transcript.
    furthest: Vec<u32>,
}

impl TranscriptOwners {
    pub(super) fn new(ids: Vec<String>, parts: Vec<(u32, Range<u32>)>) -> Self {
        let mut furthest: Vec<u32> = Vec::with_capacity(parts.len());
        for (position, (of, chars)) in parts.iter().enumerate() {
            let before = position.checked_sub(1).filter(|before| parts[*before].0 == *of);
            // Parts may overlap and nest, so starts alone would not bound the search.
            furthest.push(before.map_or(chars.end, |before| chars.end.max(furthest[before])));
        }
        Self { ids, parts, furthest }
    }

    /// The record of a source that a segment belongs to: its transcript's, or the part of it that
    /// has most of the segment.
    pub(super) fn record_of(
        &self,
        segment: &PlacedSegment,
        owned: impl Fn(usize) -> bool,
    ) -> usize {
        let transcript = segment.transcript as usize;
        if owned(transcript) {
            return transcript;
        }
        let transcripts = self.ids.len() - self.parts.len();
        let (of, wanted) = (segment.transcript, &segment.chars);
        let first = self.parts.partition_point(|(part, _)| *part < of);
        let end = self
            .parts
            .partition_point(|(part, chars)| (*part, chars.start) < (of, wanted.end))
            .max(first);
        let first = first + self.furthest[first..end].partition_point(|end| *end <= wanted.start);
        let overlap = |chars: &Range<u32>| {
            chars.end.min(wanted.end).saturating_sub(chars.start.max(wanted.start))
        };
        let own = self.parts[first..end].iter().zip(first..);
        // A segment may touch the parts of several; the one with most of it has it.
        let most = own.map(|((_, chars), part)| (overlap(chars), std::cmp::Reverse(part))).max();
        most.filter(|(overlap, _)| *overlap > 0)
            .map_or(transcript, |(_, part)| transcripts + part.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_belongs_to_the_part_that_has_most_of_it() {
        let record = |parts: Vec<(u32, Range<u32>)>, transcript, chars| {
            let ids = ["P1", "", "Ana", "Ben", "Eva"].into_iter().take(2 + parts.len());
            let people = TranscriptOwners::new(ids.map(str::to_owned).collect(), parts);
            let segment = PlacedSegment {
                transcript,
                record: 0,
                code: String::new(),
                coder: None,
                chars,
                unclear: false,
                respondent: None,
            };
            people.record_of(&segment, |transcript| !people.ids[transcript].is_empty())
        };
        let turns = || vec![(1, 0..10), (1, 10..30)];
        assert_eq!(record(turns(), 0, 0..5), 0);
        assert_eq!([0..5, 8..15, 40..50].map(|chars| record(turns(), 1, chars)), [2, 3, 1]);
        let nested = || vec![(1, 0..60), (1, 10..30), (1, 70..80)];
        assert_eq!([40..50, 60..70, 75..90].map(|chars| record(nested(), 1, chars)), [2, 1, 4]);
    }
}

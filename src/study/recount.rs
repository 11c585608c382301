//! Positions of segments as code points of their transcripts, whatever the table counts.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::finding::Findings;
use crate::locator::Place;
use crate::sources::finding_data::PositionsFit;
use crate::sources::findings::SourcesFinding;
use crate::sources::{
    ChosenPositions, CodedSegments, PositionIndex, PositionedText, Positions, StatedStretch,
    Transcript, choose_positions,
};

/// Most characters of transcripts on which readings are tried.
const MOST_TRIED: u32 = 1 << 24;

/// Segments that must fit another reading better than the usual one.
const LEAST_GAIN: usize = 2;

/// The stretch of each segment in code points of the transcript of this number; none where a table
/// states none, or one outside the text. A reading other than the usual one is chosen by how many
/// segments then begin and end with words, unless the manifest states one.
pub(super) fn recounted(
    segments: &CodedSegments,
    numbers: &[Option<usize>],
    transcripts: &[Transcript],
    stated: Option<Positions>,
    findings: &mut Findings,
) -> Vec<Option<Range<u32>>> {
    let mut chars: Vec<Option<Range<u32>>> =
        segments.segments.iter().map(|segment| segment.chars.clone()).collect();
    // Projects say themselves how they count, or were read by what fits.
    if segments.table.is_none() {
        return chars;
    }
    let mut of_transcript: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, number) in numbers.iter().enumerate() {
        if let Some(number) = number.filter(|_| chars[at].is_some()) {
            of_transcript.entry(number).or_default().push(at);
        }
    }
    let text = |number: usize, of: &[usize]| positioned(segments, &transcripts[number], of);
    let positions = stated.unwrap_or_else(|| {
        let mut room = MOST_TRIED;
        let texts: Vec<PositionedText<'_>> = of_transcript
            .iter()
            .take_while(|(number, _)| {
                let tried = room > 0;
                room = room.saturating_sub(transcripts[**number].text.chars());
                tried
            })
            .map(|(number, of)| text(*number, of))
            .collect();
        let chosen = choose_positions(&texts, false);
        // Another reading of one segment may fit by chance.
        if chosen.positions != Positions::default() && chosen.gain < LEAST_GAIN {
            return Positions::default();
        }
        report(&chosen, &texts, &segments.name, findings);
        chosen.positions
    });
    if positions == Positions::default() {
        return chars;
    }
    for (number, of) in &of_transcript {
        let index = PositionIndex::new(&text(*number, of), positions);
        for at in of {
            chars[*at] = chars[*at]
                .as_ref()
                .and_then(|chars| index.chars(chars.start.into(), chars.end.into()));
        }
    }
    chars
}

/// A transcript with the stretches of segments in it; quotes are what a stretch is named after.
fn positioned<'a>(
    segments: &'a CodedSegments,
    transcript: &Transcript,
    of: &[usize],
) -> PositionedText<'a> {
    let stretch = |at: &usize| {
        let segment = &segments.segments[*at];
        let chars = segment.chars.as_ref()?;
        let name = segment.quote.as_deref().unwrap_or_default();
        Some(StatedStretch { name, start: chars.start.into(), end: chars.end.into() })
    };
    PositionedText {
        chars: transcript.text.as_str().chars().collect(),
        marked: transcript.is_marked(),
        stretches: of.iter().filter_map(stretch).collect(),
    }
}

/// Says which reading was chosen where it is not the usual one, and where none fits.
fn report(
    chosen: &ChosenPositions,
    texts: &[PositionedText<'_>],
    file: &str,
    findings: &mut Findings,
) {
    let ChosenPositions { positions, agree, of, differ, here, there, .. } = *chosen;
    let fit = PositionsFit { agree, of, differ, here, there };
    let quoted = texts.iter().flat_map(|text| &text.stretches).any(|one| !one.name.is_empty());
    // Quotes show one by one where positions are wrong, and so do those outside the text.
    let inside = texts.iter().map(|text| {
        let end = i64::try_from(text.chars.len()).unwrap_or(i64::MAX);
        text.stretches.iter().filter(|one| one.end <= end).count()
    });
    let is_poor = agree * 10 < inside.sum::<usize>() * 7 && !quoted;
    if is_poor || (positions != Positions::default() && !chosen.is_clear()) {
        findings.add_at(SourcesFinding::PositionsDoubtful { positions, fit }, Place::file(file));
    } else if positions != Positions::default() {
        findings.add_at(SourcesFinding::PositionsRecognised { positions, fit }, Place::file(file));
    }
}

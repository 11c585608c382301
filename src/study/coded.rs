//! Coded segments, placed in the transcripts that they point into.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::building::Building;
use super::data::{Records, SourceData};
use super::doubtful::report_doubtful_speakers;
use super::findings::StudyFinding;
use super::opened::SourceSegments;
use super::placement::{PlacedSegment, place};
use super::quoted::place_quotes;
use crate::error::{ErrorKind, Result};
use crate::sources::{Codebook, CodedSegments, Transcript, stem};

impl Building<'_> {
    pub(super) fn codebook(&self) -> Option<Codebook> {
        let mut books = self.loaded.iter().filter_map(|loaded| match &loaded.content {
            Records::Interviews(interviews) => interviews.codebook.clone(),
            Records::Rows(_) => None,
        });
        let first = books.next()?;
        Some(books.fold(first, Codebook::merge))
    }

    /// The coded segments of every source, placed in their transcripts.
    pub(super) fn segments(&mut self, codebook: Option<&Codebook>) -> Result<Vec<SourceSegments>> {
        let mut all = Vec::new();
        for (number, (source, loaded)) in self.manifest.sources.iter().zip(self.loaded).enumerate()
        {
            let Some(segments) = loaded.segments() else { continue };
            let transcripts = self.transcripts_of(number, segments)?;
            let texts = self.loaded[transcripts].transcripts();
            let (mut placed, placement) = if transcripts == number && texts.is_empty() {
                place_quotes(segments, &self.respondent_of[number], &mut self.findings)
            } else {
                place(source, segments, texts, &mut self.findings)?
            };
            let (people, of) =
                (&self.loaded[transcripts].interviewees, &self.respondent_of[transcripts]);
            if transcripts == number && texts.is_empty() {
                placed = of_each(placed, &people.parts, of);
            } else {
                for segment in &mut placed {
                    let record = people.record_of(segment, |transcript| of[transcript].is_some());
                    segment.respondent = of[record];
                    // A part is somebody's by name, so that it is known whose words it holds.
                    segment.unclear &= record < texts.len();
                }
            }
            self.report_speakers(transcripts);
            let coders: BTreeSet<&str> =
                placed.iter().filter_map(|segment| segment.coder.as_deref()).collect();
            // With one coder there is no agreement to measure.
            if coders.len() == 1 {
                self.findings.add(StudyFinding::SingleCoder { source: source.id.clone() });
            }
            all.push(SourceSegments { source: number, transcripts, placed, placement });
        }
        let coded: BTreeSet<usize> = all.iter().map(|segments| segments.transcripts).collect();
        for number in (0..self.loaded.len()).filter(|number| !coded.contains(number)) {
            self.report_speakers(number);
        }
        self.check_codes(codebook, &all);
        self.check_uncoded(&all);
        Ok(all)
    }

    /// Reports transcripts of a source in which it is not known for sure who speaks.
    fn report_speakers(&mut self, transcripts: usize) {
        let source = &self.manifest.sources[transcripts];
        let of = &self.respondent_of[transcripts];
        report_doubtful_speakers(
            &source.id,
            &source.shown_path(),
            self.loaded[transcripts].transcripts(),
            |transcript| of[transcript].is_some(),
            &mut self.findings,
        );
    }

    /// The source of transcripts that segments point into: their own, if it has any or names
    /// respondents itself, the one stated, or the one that has most of their documents.
    fn transcripts_of(&self, number: usize, segments: &CodedSegments) -> Result<usize> {
        let source = &self.manifest.sources[number];
        let own = !self.loaded[number].transcripts().is_empty();
        if own || (source.respondent.is_some() && source.transcripts.is_none()) {
            return Ok(number);
        }
        let candidates = || {
            let loaded = self.loaded.iter().map(SourceData::transcripts).enumerate();
            loaded.filter(|(_, transcripts)| !transcripts.is_empty())
        };
        let ids = || candidates().map(|(number, _)| self.manifest.sources[number].id.as_str());
        if let Some(stated) = &source.transcripts {
            let found =
                candidates().find(|(number, _)| self.manifest.sources[*number].id == stated.value);
            let error =
                || self.manifest.unknown(stated, "the id of a source of transcripts", ids()).into();
            return found.map(|(number, _)| number).ok_or_else(error);
        }
        // Exports name documents with or without an extension.
        let documents: BTreeSet<&str> =
            segments.segments.iter().map(|segment| stem(&segment.document)).collect();
        let matches = |transcripts: &[Transcript]| {
            transcripts
                .iter()
                .filter(|transcript| documents.contains(stem(&transcript.document)))
                .count()
        };
        let best = candidates()
            .map(|(number, transcripts)| (matches(transcripts), std::cmp::Reverse(number)))
            .max();
        match best {
            Some((_, std::cmp::Reverse(number))) => Ok(number),
            None => Err(ErrorKind::Manifest {
                place: self.manifest.place(source.line),
                expected: format!(
                    "a source of transcripts that the segments of {:?} point into, or its \
                     `respondent` as a column name",
                    source.id
                ),
                found: "none".to_owned(),
                nearest: None,
            }
            .into()),
        }
    }
}

/// The segments of a table of quotes with whose they are: a row of several respondents is a segment
/// of each. `parts` are these rows, whose respondents follow those of the rows.
fn of_each(
    placed: Vec<PlacedSegment>,
    parts: &[(u32, Range<u32>)],
    respondents: &[Option<u32>],
) -> Vec<PlacedSegment> {
    let first = respondents.len() - parts.len();
    let mut several: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for ((row, _), respondent) in parts.iter().zip(&respondents[first..]) {
        several.entry(*row).or_default().extend(respondent);
    }
    let mut all = Vec::with_capacity(placed.len());
    for segment in placed {
        match several.get(&segment.transcript) {
            Some(people) => all.extend(
                people
                    .iter()
                    .map(|person| PlacedSegment { respondent: Some(*person), ..segment.clone() }),
            ),
            None => all.push(segment),
        }
    }
    all
}

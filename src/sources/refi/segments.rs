//! The codings of a project as coded segments, and its documents as transcripts.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::convention::Positions;
use super::super::interviews::Interviews;
use super::super::positions::PositionIndex;
use super::super::segment_room::Room;
use super::super::segments::{CodedSegment, CodedSegments};
use super::super::transcript::{Cue, Transcript, TranscriptText, find_speakers};
use super::cases::{CasePlaces, read_cases};
use super::codes::ProjectCodes;
use super::documents::ProjectText;
use super::options::ProjectOptions;
use super::project::{CodingElement, OWN_USER, Project, SelectionElement, SourceElement};
use crate::error::Result;
use crate::finding::Findings;
use crate::locator::{Place, Timecode, position32};
use crate::sources::finding_data::Wordless;
use crate::sources::findings::SourcesFinding;

/// A project while its codings become coded segments.
pub(super) struct ProjectReader<'a> {
    pub(super) place: Place,
    pub(super) project: &'a Project,
    pub(super) codes: &'a ProjectCodes,
    pub(super) documents: &'a [Option<ProjectText>],
    pub(super) positions: Positions,
}

impl ProjectReader<'_> {
    pub(super) fn interviews(
        &self,
        cases: BTreeSet<&str>,
        options: &ProjectOptions<'_>,
        findings: &mut Findings,
    ) -> Result<Interviews> {
        let mut transcripts = Vec::new();
        let (mut segments, mut room) = (Vec::new(), Room::default());
        let mut places = CasePlaces::default();
        let mut of_cases = 0;
        let (mut known, mut repeated) = (BTreeSet::new(), BTreeSet::new());
        for source in &self.project.sources {
            if !known.insert(source.guid.as_str()) {
                repeated.insert(source.guid.as_str());
            }
        }
        for (source, document) in self.project.sources.iter().zip(self.documents) {
            for (on, coding) in &source.elsewhere {
                let kind = SourcesFinding::CodingWithoutText { on: *on };
                findings.add_at(kind, self.place.clone().line(coding.line));
            }
            let Some(document) = document else {
                let lost = source.selections.iter().map(|selection| selection.codings.len()).sum();
                let kind = SourcesFinding::CodingWithoutText { on: Wordless::DocumentWithoutText };
                findings.add_counted(kind, lost, Some(self.place.clone().line(source.line)));
                continue;
            };
            let number = position32(transcripts.len());
            if !repeated.contains(source.guid.as_str()) {
                places.transcripts.insert(&source.guid, number);
            }
            let index = PositionIndex::new(&document.positioned(source), self.positions);
            for selection in &source.selections {
                let found = index.chars(selection.start, selection.end);
                if let Some(chars) = &found {
                    places.selections.insert(&selection.guid, (number, chars.clone()));
                }
                if selection.codings.is_empty() {
                    findings.add_at(
                        SourcesFinding::SegmentUncoded {},
                        self.place.clone().line(selection.line),
                    );
                }
                for coding in &selection.codings {
                    // NVivo codes what a case says with the case: who speaks, not what it means.
                    if cases.contains(coding.code.as_str()) {
                        of_cases += 1;
                        let of_case = places.of_cases.entry(coding.code.as_str()).or_default();
                        of_case.extend(found.clone().map(|chars| (number, chars)));
                        continue;
                    }
                    if let Some(segment) =
                        self.segment(document, selection, coding, found.clone(), findings)
                    {
                        room.take(segment.bytes(), || self.place.clone().line(coding.line))?;
                        segments.push(segment);
                    }
                }
            }
            transcripts.push(transcript(document, source, &index));
        }
        let place = |document: &str| Place::file(document);
        find_speakers(&mut transcripts, options.interviewers, &place, findings);
        let kind = SourcesFinding::CodesAreCases { codes: cases.len() };
        findings.add_counted(kind, of_cases, Some(self.place.clone()));
        let read = self.project.sources.iter().map(SourceElement::codings).sum::<usize>();
        Ok(Interviews {
            set_aside: read - segments.len(),
            transcripts,
            segments: Some(CodedSegments { segments, name: self.place.file.clone(), table: None }),
            codebook: Some(self.codes.codebook(|guid| cases.contains(guid)))
                .filter(|book| !book.codes().is_empty()),
            cases: read_cases(self.project, &places, &self.place, findings)?,
        })
    }

    /// A coding as a coded segment; none if its code is not in the project, or is a claim's.
    fn segment(
        &self,
        document: &ProjectText,
        selection: &SelectionElement,
        coding: &CodingElement,
        chars: Option<Range<u32>>,
        findings: &mut Findings,
    ) -> Option<CodedSegment> {
        let Some(code) = self.codes.paths.get(&coding.code) else {
            let kind = SourcesFinding::CodingWithoutCode { code: coding.code.clone() };
            findings.add_at(kind, self.place.clone().line(coding.line));
            return None;
        };
        let user =
            coding.user.as_ref().map(|user| self.project.users.get(user).unwrap_or(user).clone());
        // Claims of an earlier run were written into the project; read as codes they would confirm
        // themselves.
        if user.as_deref() == Some(OWN_USER) {
            findings.add_at(SourcesFinding::CodingOfClaim {}, self.place.clone().line(coding.line));
            return None;
        }
        // Outside the text, the name may still lead to the words.
        let quote = (chars.is_none() && !selection.name.is_empty()).then(|| selection.name.clone());
        let outside = || {
            let position = |position: i64| u32::try_from(position).unwrap_or(u32::MAX);
            position(selection.start)..position(selection.end)
        };
        Some(CodedSegment {
            id: Some(selection.guid.clone()).filter(|guid| !guid.is_empty()),
            coding: Some(coding.guid.clone()).filter(|guid| !guid.is_empty()),
            document: document.name.clone(),
            code: code.clone(),
            coder: user,
            chars: Some(chars.unwrap_or_else(outside)),
            quote,
            line: coding.line,
        })
    }
}

/// The transcript of a document, with the times of its recording where the project has them.
fn transcript(document: &ProjectText, source: &SourceElement, index: &PositionIndex) -> Transcript {
    let mut cues: Vec<Cue> = Vec::with_capacity(source.times.len());
    for (position, milliseconds) in &source.times {
        if let Some(chars) = index.chars(*position, *position) {
            cues.push(Cue { start: chars.start, time: Timecode::from_milliseconds(*milliseconds) });
        }
    }
    let text = TranscriptText {
        text: document.text.clone(),
        cues,
        digest: document.digest.clone(),
        encoding: document.encoding,
    };
    Transcript::from_text(text, document.name.clone())
}

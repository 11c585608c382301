//! Whose words transcripts and parts of them are, and what a project says of these people.

use std::collections::BTreeSet;
use std::ops::Range;

use super::coded_people::by_column;
use super::findings::{NamedBy, StudyFinding};
use super::owners::TranscriptOwners;
use crate::error::{ErrorKind, Result, shown};
use crate::finding::Findings;
use crate::locator::Place;
use crate::manifest::{Manifest, RespondentRule, Source};
use crate::sources::{Interviews, SegmentTable, Transcript, stem};

/// Finds out whose words the transcripts of a source are.
pub(super) fn interviewees(
    manifest: &Manifest,
    source: &Source,
    interviews: &Interviews,
    findings: &mut Findings,
) -> Result<TranscriptOwners> {
    let transcripts = &interviews.transcripts;
    if transcripts.is_empty() && interviews.cases.is_empty() {
        return of_rows(manifest, source, interviews, findings);
    }
    let project = interviews.segments.is_some();
    let cases = interviews.cases.iter().any(|case| case.name.is_some());
    let mut reading = OwnerReader { source, interviews, findings };
    Ok(match &source.respondent {
        Some(RespondentRule::Document(pattern)) => {
            let ids = transcripts
                .iter()
                .map(|transcript| reading.by_pattern(pattern, transcript))
                .collect();
            TranscriptOwners::new(ids, Vec::new())
        }
        Some(RespondentRule::Speaker(pattern)) => reading.by_speaker(pattern),
        Some(RespondentRule::Case) if cases => reading.by_case(),
        // Nothing is stated: the cases of a project are mostly its people.
        None if project && cases => {
            reading.report_recognition(NamedBy::Cases);
            reading.by_case()
        }
        // Without cases, one document is mostly one interview.
        None if project => {
            reading.report_recognition(NamedBy::Documents);
            let ids = transcripts
                .iter()
                .map(|transcript| stem(&transcript.document).to_owned())
                .collect();
            TranscriptOwners::new(ids, Vec::new())
        }
        stated => {
            let found = match stated {
                None => "none",
                Some(RespondentRule::Case) => "cases, of which the file has none",
                Some(_) => "a column or row",
            };
            return Err(ErrorKind::Manifest {
                place: manifest.place(source.line),
                expected: format!(
                    "`respondent = {{ document = 'pattern' }}` for the transcripts of source {:?}",
                    source.id
                ),
                found: found.to_owned(),
                nearest: None,
            }
            .into());
        }
    })
}

/// The respondents of a table of segments that points into no transcripts: named by a column, or by
/// the names of its documents.
fn of_rows(
    manifest: &Manifest,
    source: &Source,
    interviews: &Interviews,
    findings: &mut Findings,
) -> Result<TranscriptOwners> {
    let table = interviews.segments.as_ref().and_then(|segments| segments.table.as_ref());
    let (Some(segments), None) = (table, &source.transcripts) else {
        return Ok(TranscriptOwners::default());
    };
    let SegmentTable { table, document, .. } = segments;
    let ids: Vec<String> = match (&source.respondent, document) {
        (Some(RespondentRule::Column(name)), _) => {
            return by_column(manifest, name, segments, findings);
        }
        (Some(RespondentRule::Document(pattern)), Some(document)) => (0..table.rows())
            .map(|row| first_capture(pattern, &table.columns[*document].text(row)))
            .collect(),
        _ => return Ok(TranscriptOwners::default()),
    };
    let used = |row: &usize| !table.is_set_aside(*row) && ids[*row].is_empty();
    let nameless: Vec<usize> = (0..ids.len()).filter(used).collect();
    let at = nameless.first().map(|first| table.place(*first));
    findings.add_counted(StudyFinding::NoRespondentId {}, nameless.len(), at);
    Ok(TranscriptOwners::new(ids, Vec::new()))
}

struct OwnerReader<'a, 'f> {
    source: &'a Source,
    interviews: &'a Interviews,
    findings: &'f mut Findings,
}

impl OwnerReader<'_, '_> {
    fn report_recognition(&mut self, by: NamedBy) {
        let kind = StudyFinding::RespondentsRecognised { source: self.source.id.clone(), by };
        self.findings.add(kind);
    }

    fn place(&self, transcript: &Transcript) -> Place {
        Place::file(format!("{}/{}", self.source.shown_path(), transcript.document))
    }

    fn by_pattern(&mut self, pattern: &regex::Regex, transcript: &Transcript) -> String {
        let name = transcript.document.rsplit('/').next().unwrap_or_default();
        let id = first_capture(pattern, name);
        if id.is_empty() {
            let kind = StudyFinding::NoRespondent { pattern: pattern.as_str().to_owned() };
            self.findings.add_at(kind, self.place(transcript));
        }
        id
    }

    /// Every turn belongs to the person its label names; a document in which nobody is named is
    /// nobody's.
    fn by_speaker(&mut self, pattern: &regex::Regex) -> TranscriptOwners {
        let mut parts = Vec::new();
        for (transcript, number) in self.interviews.transcripts.iter().zip(0_u32..) {
            let before = parts.len();
            for turn in transcript.turns.iter().filter(|turn| turn.voice.counts()) {
                let id = turn
                    .speaker
                    .as_ref()
                    .map_or_else(String::new, |label| first_capture(pattern, label));
                if !id.is_empty() {
                    parts.push((number, turn.chars.clone(), id));
                }
            }
            if parts.len() == before {
                let kind = StudyFinding::NoRespondent { pattern: pattern.as_str().to_owned() };
                self.findings.add_at(kind, self.place(transcript));
            }
        }
        self.with_parts(vec![String::new(); self.interviews.transcripts.len()], parts)
    }

    /// A transcript is the case's that has all of it; where several have parts of it, these are
    /// theirs.
    fn by_case(&mut self) -> TranscriptOwners {
        let transcripts = &self.interviews.transcripts;
        let mut owners: Vec<Vec<&str>> = vec![Vec::new(); transcripts.len()];
        let mut parts = Vec::new();
        for case in &self.interviews.cases {
            let Some(name) = &case.name else { continue };
            for transcript in &case.transcripts {
                let owners = &mut owners[*transcript as usize];
                // That there are two is all that matters.
                if owners.len() < 2 && !owners.contains(&name.as_str()) {
                    owners.push(name);
                }
            }
            parts.extend(
                case.parts
                    .iter()
                    .map(|(transcript, chars)| (*transcript, chars.clone(), name.clone())),
            );
        }
        let with_parts: BTreeSet<u32> = parts.iter().map(|(of, ..)| *of).collect();
        let mut ids = Vec::with_capacity(transcripts.len());
        for (transcript, (number, owners)) in transcripts.iter().zip((0_u32..).zip(owners)) {
            let shared = with_parts.contains(&number);
            match owners[..] {
                [owner] => ids.push(owner.to_owned()),
                [] => {
                    ids.push(String::new());
                    if !shared {
                        self.findings.add_at(StudyFinding::NoCase {}, self.place(transcript));
                    }
                }
                [first, second, ..] => {
                    let kind =
                        StudyFinding::SeveralCases { first: shown(first), second: shown(second) };
                    self.findings.add_at(kind, self.place(transcript));
                    ids.push(String::new());
                }
            }
        }
        self.with_parts(ids, parts)
    }

    fn with_parts(
        &self,
        mut ids: Vec<String>,
        mut parts: Vec<(u32, Range<u32>, String)>,
    ) -> TranscriptOwners {
        // Files list cases in any order.
        parts.sort_by(|a, b| (a.0, a.1.start, a.1.end, &a.2).cmp(&(b.0, b.1.start, b.1.end, &b.2)));
        ids.extend(parts.iter().map(|(.., id)| id.clone()));
        TranscriptOwners::new(
            ids,
            parts.into_iter().map(|(transcript, chars, _)| (transcript, chars)).collect(),
        )
    }
}

/// The first group of a pattern, or all it matches; empty where it does not match.
fn first_capture(pattern: &regex::Regex, text: &str) -> String {
    let found =
        pattern.captures(text).and_then(|captures| captures.get(1).or_else(|| captures.get(0)));
    found.map_or("", |found| found.as_str().trim()).to_owned()
}

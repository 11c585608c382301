//! Whose words transcripts and parts of them are, and what a project says of these people.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::load::{Records, SourceData, column, rows};
use super::opening::Opening;
use super::placement::{PlacedSegment, stem};
use crate::error::{ErrorKind, Result, shown};
use crate::finding::Findings;
use crate::locator::Place;
use crate::manifest::{ColumnRule, Manifest, Respondent, Role, Source, Stated};
use crate::sources::{
    Case, Delimiter, Encoding, Format, Interviews, SegmentTable, SourceFile, Table, Transcript,
    Voice,
};
use crate::study::findings::{NamedBy, StudyFinding};

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
    fn new(ids: Vec<String>, parts: Vec<(u32, Range<u32>)>) -> Self {
        let mut furthest: Vec<u32> = Vec::with_capacity(parts.len());
        for (position, (of, chars)) in parts.iter().enumerate() {
            let before = position.checked_sub(1).filter(|before| parts[*before].0 == *of);
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
        let most = own.map(|((_, chars), part)| (overlap(chars), std::cmp::Reverse(part))).max();
        most.filter(|(overlap, _)| *overlap > 0)
            .map_or(transcript, |(_, part)| transcripts + part.0)
    }
}

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
    let mut reading = Reading { source, interviews, findings };
    Ok(match &source.respondent {
        Some(Respondent::Document(pattern)) => {
            let ids = transcripts
                .iter()
                .map(|transcript| reading.by_pattern(pattern, transcript))
                .collect();
            TranscriptOwners::new(ids, Vec::new())
        }
        Some(Respondent::Speaker(pattern)) => reading.by_speaker(pattern),
        Some(Respondent::Case) if cases => reading.by_case(),
        None if project && cases => {
            reading.recognised(NamedBy::Cases);
            reading.by_case()
        }
        None if project => {
            reading.recognised(NamedBy::Documents);
            let ids = transcripts
                .iter()
                .map(|transcript| stem(&transcript.document).to_owned())
                .collect();
            TranscriptOwners::new(ids, Vec::new())
        }
        stated => {
            let found = match stated {
                None => "none",
                Some(Respondent::Case) => "cases, of which the file has none",
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
    let (Some(SegmentTable { table, document, .. }), None) = (table, &source.transcripts) else {
        return Ok(TranscriptOwners::default());
    };
    let ids: Vec<String> = match (&source.respondent, document) {
        (Some(Respondent::Column(name)), _) => {
            let column = column(manifest, table, name)?;
            (0..table.rows()).map(|row| column.text(row).trim().to_owned()).collect()
        }
        (Some(Respondent::Document(pattern)), Some(document)) => (0..table.rows())
            .map(|row| captured(pattern, &table.columns[*document].text(row)))
            .collect(),
        _ => return Ok(TranscriptOwners::default()),
    };
    let used = |row: &usize| !table.is_set_aside(*row) && ids[*row].is_empty();
    let nameless: Vec<usize> = (0..ids.len()).filter(used).collect();
    let at = nameless.first().map(|first| table.place(*first));
    findings.add_counted(StudyFinding::NoRespondentId {}, nameless.len(), at);
    Ok(TranscriptOwners::new(ids, Vec::new()))
}

struct Reading<'a, 'f> {
    source: &'a Source,
    interviews: &'a Interviews,
    findings: &'f mut Findings,
}

impl Reading<'_, '_> {
    fn recognised(&mut self, by: NamedBy) {
        let kind = StudyFinding::RespondentsRecognised { source: self.source.id.clone(), by };
        self.findings.add(kind);
    }

    fn place(&self, transcript: &Transcript) -> Place {
        Place::file(format!("{}/{}", self.source.path.display(), transcript.document))
    }

    fn by_pattern(&mut self, pattern: &regex::Regex, transcript: &Transcript) -> String {
        let name = transcript.document.rsplit('/').next().unwrap_or_default();
        let id = captured(pattern, name);
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
            for turn in transcript.turns.iter().filter(|turn| turn.voice == Voice::Respondent) {
                let id = turn
                    .speaker
                    .as_ref()
                    .map_or_else(String::new, |label| captured(pattern, label));
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
        parts.sort_by(|a, b| (a.0, a.1.start, a.1.end, &a.2).cmp(&(b.0, b.1.start, b.1.end, &b.2)));
        ids.extend(parts.iter().map(|(.., id)| id.clone()));
        TranscriptOwners::new(
            ids,
            parts.into_iter().map(|(transcript, chars, _)| (transcript, chars)).collect(),
        )
    }
}

/// The first group of a pattern, or all it matches; empty where it does not match.
/// Most cells of the table that variables make.
const MOST_VALUES: usize = 1 << 28;

fn captured(pattern: &regex::Regex, text: &str) -> String {
    let found =
        pattern.captures(text).and_then(|captures| captures.get(1).or_else(|| captures.get(0)));
    found.map_or("", |found| found.as_str().trim()).to_owned()
}

/// The source that a project's variables make: a table with a row for each respondent. They
/// describe and shape no groups unless the manifest says otherwise.
pub(super) fn attributes(
    opening: &Opening,
    source: &Source,
    loaded: &SourceData,
    findings: &mut Findings,
) -> Result<Option<(Source, SourceData)>> {
    let Some(interviews) = loaded.interviews() else { return Ok(None) };
    let people = said_of_people(interviews, &loaded.interviewees.ids, findings);
    let mut names: Vec<&str> = people.values().flat_map(|said| said.keys().copied()).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return Ok(None);
    }
    if people.len() * names.len() > MOST_VALUES {
        let place = Place::file(format!("{}/cases", source.path.display()));
        let expected =
            format!("at most {MOST_VALUES} values of variables, one of each for every respondent");
        let found = format!("{} variables of {} respondents", names.len(), people.len());
        return Err(ErrorKind::Format { place, expected, found }.into());
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = std::iter::once(RESPONDENT).chain(names.iter().copied());
    let written =
        |result: csv::Result<()>| result.expect("rows of one width are written to memory");
    written(writer.write_record(header));
    for (id, said) in &people {
        let values = names.iter().map(|name| said.get(name).copied().unwrap_or_default());
        written(writer.write_record(std::iter::once(*id).chain(values)));
    }
    let bytes = writer.into_inner().expect("memory can be written to");
    let file = SourceFile::from_bytes(format!("{}/cases", source.path.display()), bytes)?;
    let table = Table::from_file(file, Some(Encoding::Utf8), Some(Delimiter::Comma), findings)?;

    let mut cases =
        Source::new(format!("{}-cases", source.id), source.path.clone()).respondent(RESPONDENT);
    cases.line = source.line;
    cases.ids.clone_from(&source.ids);
    cases.format = Some(Format::Cases);
    cases.columns.clone_from(&source.columns);
    for name in
        names.iter().filter(|name| !source.columns.iter().any(|(column, _)| column.value == **name))
    {
        let rule = ColumnRule { role: Some(Role::Descriptive), ..ColumnRule::default() };
        cases.columns.push((Stated::new((*name).to_owned()), rule));
    }
    let (digest, records) = (loaded.digest.clone(), table.rows());
    let content = Records::Rows(rows(opening, &cases, table, findings)?);
    Ok(Some((cases, SourceData::new(Format::Cases, digest, records, content))))
}

/// Header of the column of respondents.
const RESPONDENT: &str = "Respondent";

/// The values of variables by respondent; the first of several different ones is kept.
fn said_of_people<'a>(
    interviews: &'a Interviews,
    ids: &'a [String],
    findings: &mut Findings,
) -> BTreeMap<&'a str, BTreeMap<&'a str, &'a str>> {
    let mut people: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    let known: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    let cases: BTreeSet<&str> =
        interviews.cases.iter().filter_map(|case| case.name.as_deref()).collect();
    let by_cases = known.iter().all(|id| id.is_empty() || cases.contains(id));
    let names_a_respondent = |name: &str| by_cases || known.contains(name);
    for case in interviews.cases.iter().filter(|case| !case.attributes.is_empty()) {
        let about = subjects(case, ids, names_a_respondent);
        if about.is_empty() {
            let case = case.name.clone().unwrap_or_else(|| "a document".to_owned());
            findings.add_counted(StudyFinding::AttributesOfNobody { case }, 1, None);
        }
        for id in about {
            let said = people.entry(id).or_default();
            for (name, value) in &case.attributes {
                let kept = *said.entry(name).or_insert(value);
                if kept != value {
                    let (respondent, variable) = (shown(id), shown(name));
                    findings.add(StudyFinding::AttributeConflict { variable, respondent });
                }
            }
        }
    }
    people
}

/// The respondents a case speaks of: those of its transcripts, or the one it names.
fn subjects<'a>(
    case: &'a Case,
    ids: &'a [String],
    names_a_respondent: impl Fn(&str) -> bool,
) -> Vec<&'a str> {
    let of_transcripts =
        case.transcripts.iter().map(|transcript| ids[*transcript as usize].as_str());
    let mut subjects: Vec<&str> = of_transcripts.filter(|id| !id.is_empty()).collect();
    let named = case.name.as_deref().filter(|name| subjects.is_empty() && names_a_respondent(name));
    subjects.extend(named);
    subjects.sort_unstable();
    subjects.dedup();
    subjects
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

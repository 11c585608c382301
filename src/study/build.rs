//! Builds a study: reads the sources, joins them by respondent, and reports what did not join.

use std::collections::BTreeSet;

use super::accounts::spread;
use super::identity::{Identified, Joined, PEOPLE, join};
use super::interviewees::{attributes, interviewees};
use super::load::{Records, Rows, SourceData, column, load};
use super::masking::Masker;
use super::opening::Opening;
use super::placement::{place, stem, unplaced};
use super::respondents::Respondents;
use super::{Segments, Study};
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::Place;
use crate::manifest::{MOST_SOURCES, Manifest, Source};
use crate::sources::{
    Codebook, CodedSegments, Column, NamesOfPeople, Scale, SourceKind, Texts, Transcript,
    is_personal,
};
use crate::study::findings::StudyFinding;

fn check_sources(sources: &[Source]) -> Result<()> {
    let wrong = |name, expected: String, found: String| {
        Err(ErrorKind::Parameter { name, expected, found }.into())
    };
    if sources.len() > MOST_SOURCES {
        return wrong("source", format!("at most {MOST_SOURCES}"), sources.len().to_string());
    }
    let weights = sources.iter().map(|source| source.block_weight);
    match weights.into_iter().find(|weight| !weight.is_finite() || *weight < 0.0) {
        Some(weight) => {
            wrong("block_weight", "a number of at least 0".to_owned(), weight.to_string())
        }
        None => Ok(()),
    }
}

pub(super) fn build(mut opening: Opening) -> Result<Study> {
    opening.read_keys()?;
    let mut findings = Findings::default();
    if opening.manifest.sources.is_empty() {
        let why = format!("{} names no [[source]]", opening.manifest.name);
        return Err(ErrorKind::Empty { what: "study", why }.into());
    }
    check_sources(&opening.manifest.sources)?;
    opening.name_missing(&mut findings)?;
    let (mut sources, mut loaded) = (Vec::new(), Vec::new());
    for source in &opening.manifest.sources {
        let mut read = load(&opening, source, &mut findings)?;
        if let Some(interviews) = read.interviews() {
            read.interviewees = interviewees(&opening.manifest, source, interviews, &mut findings)?;
        }
        let cases = attributes(&opening, source, &read, &mut findings)?;
        let all = std::iter::once((source.clone(), read)).chain(cases);
        all.for_each(|(source, read)| {
            sources.push(source);
            loaded.push(read);
        });
    }
    // The cases of a project are a source of their own.
    check_sources(&sources)?;
    opening.manifest.sources = sources;
    let manifest = &opening.manifest;
    let (names, mut respondent_of) = {
        let mut identified = Vec::with_capacity(loaded.len());
        for (source, loaded) in manifest.sources.iter().zip(&loaded) {
            identified.push(identify(manifest, source, loaded, &mut findings)?);
        }
        let Joined { names, respondent_of } = join(&identified, &mut findings);
        (names, respondent_of)
    };
    if names.is_empty() {
        let why = format!("no source has a respondent{}", findings.causes());
        return Err(ErrorKind::Empty { what: "study", why }.into());
    }
    let mut people = Respondents {
        kinds: vec![manifest.kind; names.len()],
        sources: vec![0; names.len()],
        weights: vec![1.0; names.len()],
        account_of: vec![None; names.len()],
        accounts: Texts::default(),
        unquotable: vec![false; names.len()],
        consenting: vec![false; names.len()],
        names: Texts::default(),
    };
    names.iter().for_each(|name| people.names.push(name));
    for (source, of) in respondent_of.iter().enumerate() {
        of.iter()
            .flatten()
            .for_each(|respondent| people.sources[*respondent as usize] |= 1 << source);
    }
    let mut building = Building {
        opening: &opening,
        manifest,
        loaded: &loaded,
        respondent_of: &respondent_of,
        findings,
    };
    building.roles(&mut people)?;
    building.weights(&mut people)?;
    building.accounts(&mut people)?;
    building.consent(&mut people)?;
    let codebook = building.codebook();
    let segments = building.segments(codebook.as_ref())?;
    building.check_lists(&people)?;
    building.not_joined(&people);
    let masker = building.masker();
    let mut findings = building.findings;
    spread(manifest, &mut loaded, &mut respondent_of, &mut people, &mut findings)?;
    let Opening { manifest, pseudonyms, exclusions, adopted, reach: _ } = opening;
    Ok(Study {
        manifest,
        pseudonyms,
        exclusions,
        adopted,
        loaded,
        respondent_of,
        people,
        codebook,
        segments,
        masker,
        findings,
    })
}

/// Ids and keys of the records of a source.
fn identify<'a>(
    manifest: &Manifest,
    source: &Source,
    loaded: &'a SourceData,
    findings: &mut Findings,
) -> Result<Identified<'a>> {
    let default = if loaded.format.kind() == SourceKind::Crm { &source.id } else { PEOPLE };
    let mut identified = Identified {
        namespace: source.ids.clone().unwrap_or_else(|| default.to_owned()),
        ids: Vec::new(),
        keys: Vec::new(),
        one_record_each: true,
        fullness: Box::new(|_| (0, String::new())),
        place: Box::new(|_| Place::default()),
    };
    match &loaded.content {
        Records::Interviews(_) => {
            identified.ids.clone_from(&loaded.interviewees.ids);
            identified.one_record_each = false;
        }
        Records::Rows(rows) => {
            let table = &rows.table;
            if source.is_of_accounts() {
                identified.ids = vec![String::new(); table.rows()];
                return Ok(identified);
            }
            identified.ids = row_ids(source, rows, findings);
            if rows.respondent.is_none() {
                identified.namespace = source.ids.clone().unwrap_or_else(|| source.id.clone());
            }
            for (name, stated) in &source.keys {
                let column = column(manifest, table, stated)?;
                let values =
                    (0..table.rows()).map(|row| normalised_key(&column.text(row))).collect();
                identified.keys.push((name.clone(), values, column.label.clone()));
            }
            identified.fullness = Box::new(move |row| {
                let cells: Vec<_> = table.columns.iter().map(|column| column.text(row)).collect();
                (cells.iter().filter(|cell| !cell.trim().is_empty()).count(), cells.join("\u{1f}"))
            });
            identified.place = Box::new(move |row| table.place(row));
        }
    }
    Ok(identified)
}

fn row_ids(source: &Source, rows: &Rows, findings: &mut Findings) -> Vec<String> {
    let table = &rows.table;
    let used = |row: &usize| !table.is_set_aside(*row);
    let Some(column) = rows.respondent.map(|column| &table.columns[column]) else {
        let number = |row| if used(&row) { (row + 1).to_string() } else { String::new() };
        return (0..table.rows()).map(number).collect();
    };
    let id = |row| column.text(row).trim().to_owned();
    let ids: Vec<String> = (0..table.rows())
        .map(id)
        .map(|id| record_id(&id).map_or(id.clone(), str::to_owned))
        .collect();
    let nameless: Vec<usize> =
        (0..ids.len()).filter(used).filter(|row| ids[*row].is_empty()).collect();
    if let Some(first) = nameless.first() {
        let at = table.place(*first).column(&column.label);
        findings.add_counted(StudyFinding::NoRespondentId {}, nameless.len(), Some(at));
    }
    let addresses = ids.iter().filter(|id| id.contains('@')).count();
    if is_personal(&column.name) || addresses * 2 > ids.len() {
        findings.add(StudyFinding::PersonalIdentifier {
            source: source.id.clone(),
            column: column.label.clone(),
        });
    }
    ids
}

/// The form in which linking keys are compared: white space collapsed; e-mail addresses in lower
/// case; record ids of Salesforce without their checksum.
pub(super) fn normalised_key(text: &str) -> String {
    let key = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match record_id(&key) {
        Some(id) => id.to_owned(),
        None if key.contains('@') => key.to_lowercase(),
        None => key,
    }
}

/// The 15 characters, whose case matters, of a record id of Salesforce that is written with its
/// checksum of three: a letter or digit for each five characters, by which of them are capitals.
pub(super) fn record_id(text: &str) -> Option<&str> {
    const DIGITS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    let (id, checksum) = text.split_at_checked(15)?;
    let capitals = |five: &[u8]| {
        (0..)
            .zip(five)
            .map(|(bit, byte)| usize::from(byte.is_ascii_uppercase()) << bit)
            .sum::<usize>()
    };
    let expected = id.as_bytes().chunks(5).map(|five| DIGITS[capitals(five)]);
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (plain && expected.eq(checksum.bytes())).then_some(id)
}

pub(super) struct Building<'a> {
    pub(super) opening: &'a Opening,
    pub(super) manifest: &'a Manifest,
    pub(super) loaded: &'a [SourceData],
    pub(super) respondent_of: &'a [Vec<Option<u32>>],
    pub(super) findings: Findings,
}

impl<'a> Building<'a> {
    /// The sources that are tables, with their rows' respondents.
    pub(super) fn tables(
        &self,
    ) -> impl Iterator<Item = (&'a Source, &'a Rows, &'a [Option<u32>])> + use<'a> {
        self.manifest.sources.iter().zip(self.loaded).zip(self.respondent_of).filter_map(
            |((source, loaded), of)| match &loaded.content {
                Records::Rows(rows) => Some((source, rows, of.as_slice())),
                _ => None,
            },
        )
    }

    fn codebook(&self) -> Option<Codebook> {
        let mut books = self.loaded.iter().filter_map(|loaded| match &loaded.content {
            Records::Interviews(interviews) => interviews.codebook.clone(),
            Records::Rows(_) => None,
        });
        let first = books.next()?;
        Some(books.fold(first, Codebook::merged))
    }

    /// The coded segments of every source, placed in their transcripts.
    fn segments(&mut self, codebook: Option<&Codebook>) -> Result<Vec<Segments>> {
        let mut all = Vec::new();
        for (number, (source, loaded)) in self.manifest.sources.iter().zip(self.loaded).enumerate()
        {
            let Some(segments) = loaded.segments() else { continue };
            let transcripts = self.transcripts_of(number, segments)?;
            let texts = self.loaded[transcripts].transcripts();
            let (mut placed, placement) = if transcripts == number && texts.is_empty() {
                unplaced(segments, &self.respondent_of[number], &mut self.findings)
            } else {
                place(&source.id, segments, texts, &mut self.findings)?
            };
            let (people, of) =
                (&self.loaded[transcripts].interviewees, &self.respondent_of[transcripts]);
            for segment in &mut placed {
                segment.respondent =
                    of[people.record_of(segment, |transcript| of[transcript].is_some())];
            }
            let coders: BTreeSet<&str> =
                placed.iter().filter_map(|segment| segment.coder.as_deref()).collect();
            if coders.len() == 1 {
                self.findings.add(StudyFinding::SingleCoder { source: source.id.clone() });
            }
            all.push(Segments { source: number, transcripts, placed, placement });
        }
        self.check_codes(codebook, &all);
        self.check_uncoded(&all);
        Ok(all)
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
                    "a source of transcripts that the segments of {:?} point into, or its `respondent` as a column name",
                    source.id
                ),
                found: "none".to_owned(),
                nearest: None,
            }
            .into()),
        }
    }

    fn masker(&self) -> Masker {
        let mut masker = Masker::default();
        self.loaded
            .iter()
            .flat_map(|loaded| &loaded.passed_over)
            .for_each(|name| masker.learn(name));
        let mut texts: Vec<&Column> = Vec::new();
        for (_, rows, _) in self.tables() {
            // A column that says of everyone whether they are the owner holds no names.
            let of = |wanted: fn(Scale) -> bool| -> BTreeSet<usize> {
                let items = rows.items.iter().filter(|item| wanted(item.scale));
                items.flat_map(|item| item.columns.iter().copied()).collect()
            };
            let ordinal = of(|scale| scale == Scale::Ordinal);
            let numbers = of(|scale| matches!(scale, Scale::Numeric | Scale::Count));
            let graded =
                |column: &Column| rows.aggregated.is_none() && ordinal.contains(&column.index);
            let of_people = NamesOfPeople::of(rows.file());
            let names = |column: &&Column| of_people.hold(&column.name) && !graded(column);
            let (names, others): (Vec<_>, Vec<_>) = rows.file().columns.iter().partition(names);
            names.into_iter().for_each(|column| different(column, |name| masker.learn(name)));
            texts.extend(others.into_iter().filter(|column| !numbers.contains(&column.index)));
        }
        let turns = self
            .loaded
            .iter()
            .flat_map(SourceData::transcripts)
            .flat_map(|transcript| &transcript.turns);
        let speakers: BTreeSet<&str> = turns.filter_map(|turn| turn.speaker.as_deref()).collect();
        speakers.into_iter().for_each(|speaker| masker.learn_speaker(speaker));
        if masker.has_names() {
            let transcripts = self.loaded.iter().flat_map(SourceData::transcripts);
            transcripts.for_each(|transcript| masker.note(transcript.text.as_str()));
            texts.into_iter().for_each(|column| different(column, |text| masker.note(text)));
        }
        masker
    }
}

/// Goes through the texts of a column; through answers to choose from once each.
fn different(column: &Column, mut each: impl FnMut(&str)) {
    match column.levels() {
        Some(levels) => levels.iter().for_each(|(text, _)| each(text)),
        None => (0..column.len()).for_each(|row| each(&column.text(row))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn record_ids_with_and_without_checksum_are_one_key() {
        assert_eq!(normalised_key(" 001x0000003xLD0AAM "), "001x0000003xLD0");
        assert_eq!(normalised_key("001x0000003xLD0"), "001x0000003xLD0");
        assert_eq!(normalised_key("001x0000003xLD0AAA"), "001x0000003xLD0AAA");
        assert_eq!(normalised_key("Marta@Example.ORG"), "marta@example.org");
    }
}

//! One link of evidence against the sources as they are now.

use serde::Serialize;

use super::key::{Checkable, Checker};
use crate::ids::{EvidenceId, SourceId};
use crate::indicators::IndicatorMatrix;
use crate::locale::{VerificationTexts, Words};
use crate::locator::{Locator, position32};
use crate::manifest::Language;
use crate::personas::Evidence;
use crate::sources::{Table, Transcript};
use crate::study::{Records, Study};

/// The text in place of a quote that people left out.
pub(super) const LEFT_OUT: &str = "[left out]";

/// State of a place that a claim points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LinkState {
    /// The place still has the same words.
    Intact,
    /// Its words are at another place.
    Moved,
    /// The place now has other words.
    Changed,
    /// The document, row or column is no longer there.
    Missing,
    /// The place is there, but its words cannot be compared: they are masked and their digest needs
    /// a key that is missing, or the digest was left out. Neither a pass nor a failure.
    NotCheckable,
    /// The value was computed outside the study, and the matrix has no indicator of the caller's of
    /// that name to look it up in. Neither a pass nor a failure.
    OfCaller,
}

impl LinkState {
    /// Every state, in the order in which they are told.
    pub const ALL: [Self; 6] = [
        Self::Intact,
        Self::Moved,
        Self::Changed,
        Self::Missing,
        Self::NotCheckable,
        Self::OfCaller,
    ];

    /// Name of the state in English reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.name_in(&Words::of(Language::default()).verification)
    }

    /// Name of the state in reports of a language.
    pub(super) fn name_in(self, texts: &VerificationTexts) -> &'static str {
        match self {
            Self::Intact => texts.intact,
            Self::Moved => texts.moved,
            Self::Changed => texts.changed,
            Self::Missing => texts.missing,
            Self::NotCheckable => texts.not_checkable,
            Self::OfCaller => texts.of_caller,
        }
    }
}

/// Result of checking one link from a claim to its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LinkCheck {
    /// Id of the evidence.
    pub evidence: EvidenceId,
    /// State of the link.
    pub state: LinkState,
    /// Location of the evidence in the result.
    pub locator: Locator,
    /// Location of the words now, if they moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<Locator>,
}

impl LinkCheck {
    /// Looks a link up and, if its words are no longer there, searches for them: in a transcript by
    /// the quote, or by the digest if it is masked, at the place nearest to the old one; in a table
    /// by the respondent's row and the column's name.
    pub(super) fn check(checker: Checker<'_>, evidence: &Evidence) -> Self {
        let link = OpenedLink {
            study: checker.study,
            evidence,
            digest: checker.checkable(evidence.digest.as_ref()),
        };
        let (state, now) = match &evidence.locator {
            Locator::Text { .. } => text(&link),
            Locator::Cell { .. } => cell(&link),
            Locator::Rows { .. } => rows(&link),
            Locator::Caller { indicator, row_key } => {
                caller(&link, checker.matrix, indicator, row_key.as_deref())
            }
        };
        // The place is there, but nothing says whether masked words are the same. Words that are
        // shown can be compared with the quote itself.
        let unknown = link.digest.is_none() && evidence.masked && state == LinkState::Changed;
        let state = if unknown { LinkState::NotCheckable } else { state };
        Self { evidence: evidence.id.clone(), state, locator: evidence.locator.clone(), now }
    }
}

type LinkOutcome = (LinkState, Option<Locator>);

/// A link, and by what its words are known.
struct OpenedLink<'a> {
    study: &'a Study,
    evidence: &'a Evidence,
    /// `None` where there is nothing to compare words with.
    digest: Option<Checkable<'a>>,
}

impl OpenedLink<'_> {
    /// True if words are those of the link, as far as that can be told.
    fn is_of(&self, words: &str) -> bool {
        // A digest can be edited along with its quote; the words in the source cannot.
        let quoted = self.evidence.masked || self.evidence.quote == words;
        quoted && self.digest.is_some_and(|digest| digest.is_of(words))
    }

    /// True if its words are where they were.
    fn holds(&self) -> bool {
        self.study.resolve(&self.evidence.locator, 0).is_ok_and(|passage| self.is_of(&passage.text))
    }
}

fn text(link: &OpenedLink<'_>) -> LinkOutcome {
    let OpenedLink { study, evidence, .. } = *link;
    let Locator::Text { source, document, start, end, .. } = &evidence.locator else {
        return (LinkState::Missing, None);
    };
    if link.holds() {
        return (LinkState::Intact, None);
    }
    let transcripts = source_of(study, source).map_or(&[][..], |number| study.transcripts(number));
    let same = |transcript: &&Transcript| transcript.document == *document;
    let length = end.saturating_sub(*start);
    let locator = |transcript: &Transcript, at: u32| Locator::Text {
        source: source.clone(),
        document: transcript.document.clone(),
        start: at,
        end: at.saturating_add(length),
        time: transcript.time_at(at),
    };
    let find = |transcript: &Transcript| {
        found_in(transcript, link, *start, length)
            .map(|at| (LinkState::Moved, Some(locator(transcript, at))))
    };
    let own = transcripts.iter().find(same);
    if let Some(found) = own.and_then(find) {
        return found;
    }
    // A few words are said by many: only a longer quote is known again in a document of another
    // name.
    let elsewhere = if length >= LEAST_ELSEWHERE {
        transcripts.iter().filter(|t| !same(t)).find_map(find)
    } else {
        None
    };
    let lost = if own.is_some() { LinkState::Changed } else { LinkState::Missing };
    elsewhere.unwrap_or((lost, None))
}

/// Fewest characters of a quote that is looked for in other documents.
const LEAST_ELSEWHERE: u32 = 20;
/// Characters of the longest transcript that is looked through for masked words.
const MOST_CHARS: u32 = 1 << 21;

/// Place of the words in a transcript, the nearest to the former one.
fn found_in(
    transcript: &Transcript,
    link: &OpenedLink<'_>,
    start: u32,
    length: u32,
) -> Option<u32> {
    let text = &transcript.text;
    let at_digest = |at: &u32| {
        text.slice(*at..at.saturating_add(length)).is_some_and(|words| link.is_of(words))
    };
    let nearest = |places: &mut dyn Iterator<Item = u32>| {
        places.filter(at_digest).min_by_key(|at| at.abs_diff(start))
    };
    // Each place is hashed, so a very long text would take too long.
    if length == 0 || text.chars() > MOST_CHARS || link.digest.is_none() {
        None
    } else if link.evidence.masked {
        // Masked words cannot be searched for, so every place is tried.
        nearest(&mut (0..(text.chars() + 1).saturating_sub(length)))
    } else {
        nearest(
            &mut text
                .as_str()
                .match_indices(&link.evidence.quote)
                .map(|(byte, _)| text.char_of(byte)),
        )
    }
}

fn cell(link: &OpenedLink<'_>) -> LinkOutcome {
    let OpenedLink { study, evidence, .. } = *link;
    let Locator::Cell { source, row, row_key, column, column_index } = &evidence.locator else {
        return (LinkState::Missing, None);
    };
    let Some((table, key)) = source_of(study, source).and_then(|number| table_of(study, number))
    else {
        return (LinkState::Missing, None);
    };
    let keyed = |at: usize| match (key, row_key) {
        (Some(key), Some(known)) => table.columns[key].text(at).trim() == known,
        _ => true,
    };
    let (row, index) =
        ((*row as usize).saturating_sub(1), (*column_index as usize).saturating_sub(1));
    // The index alone would take an inserted column for the old one.
    let same_column = table.columns.get(index).is_some_and(|found| found.name == *column);
    if same_column && row < table.rows() && keyed(row) && link.holds() {
        return (LinkState::Intact, None);
    }
    let by_name =
        || table.columns.iter().find(|found| found.name == *column).map(|found| found.index);
    let index = if same_column { Some(index) } else { by_name() };
    let Some(index) = index else { return (LinkState::Missing, None) };
    let words_at = |at: &usize| link.is_of(&table.columns[index].text(*at));
    // Without a key a row is known by its number alone.
    let rows: Vec<usize> = match (key, row_key) {
        (Some(_), Some(_)) => (0..table.rows()).filter(|at| keyed(*at)).collect(),
        _ => (row < table.rows()).then_some(row).into_iter().collect(),
    };
    match rows.iter().copied().filter(words_at).min_by_key(|at| at.abs_diff(row)) {
        Some(at) => {
            let (source, row_key, column) = (source.clone(), row_key.clone(), column.clone());
            let now = Locator::Cell {
                source,
                row: position32(at) + 1,
                row_key,
                column,
                column_index: position32(index) + 1,
            };
            (LinkState::Moved, Some(now))
        }
        None if rows.is_empty() => (LinkState::Missing, None),
        None => (LinkState::Changed, None),
    }
}

/// A value that is worked out of several rows stands where it stood as long as it comes to the
/// same, even of other rows.
fn rows(link: &OpenedLink<'_>) -> LinkOutcome {
    let OpenedLink { study, evidence, .. } = *link;
    if link.holds() {
        return (LinkState::Intact, None);
    }
    let Locator::Rows { source, row_key, column, .. } = &evidence.locator else {
        return (LinkState::Missing, None);
    };
    let number = source_of(study, source);
    let Some(Records::Rows(rows)) = number.map(|number| study.records(number)) else {
        return (LinkState::Missing, None);
    };
    let (Some(number), Some(key)) = (number, rows.key()) else { return (LinkState::Missing, None) };
    let part = rows.table.columns.iter().position(|found| found.name == *column);
    // Row numbers of an aggregated table change with the file; the key does not.
    let row = (0..rows.table.rows())
        .find(|row| Some(rows.table.columns[key].text(*row).trim()) == row_key.as_deref());
    let (Some(part), Some(row)) = (part, row) else { return (LinkState::Missing, None) };
    let address = crate::study::Address::new(number, row, part);
    if link.is_of(&study.words(address)) {
        (LinkState::Moved, Some(study.locator(address)))
    } else {
        (LinkState::Changed, None)
    }
}

/// A value that the caller computed is known by the respondent, the key of the record and its
/// digest. The same value under another key has moved.
fn caller(
    link: &OpenedLink<'_>,
    matrix: &IndicatorMatrix,
    name: &str,
    row_key: Option<&str>,
) -> LinkOutcome {
    let Some(indicator) = matrix.caller_indicator(name) else { return (LinkState::OfCaller, None) };
    let person = link.study.respondent(&link.evidence.respondent).map(|one| one.index().number());
    let record = person.and_then(|person| matrix.caller_record(indicator, person));
    match record {
        None => (LinkState::Missing, None),
        Some(record) if !link.is_of(&record.value) => (LinkState::Changed, None),
        Some(record) if Some(record.key.as_str()) == row_key => (LinkState::Intact, None),
        Some(record) => {
            let (indicator, row_key) = (name.to_owned(), Some(record.key.clone()));
            (LinkState::Moved, Some(Locator::Caller { indicator, row_key }))
        }
    }
}

fn source_of(study: &Study, id: &SourceId) -> Option<usize> {
    study.source_position(id)
}

/// The table that a source's cells are in, and the column that names its rows.
fn table_of(study: &Study, number: usize) -> Option<(&Table, Option<usize>)> {
    match study.records(number) {
        Records::Rows(rows) => Some((rows.file(), rows.key())),
        Records::Interviews(interviews) => {
            let segments = interviews.segments.as_ref()?.table.as_ref()?;
            Some((&segments.table, None))
        }
    }
}

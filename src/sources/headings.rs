//! Headings of a table, its first rows: one row of names, or several as survey tools write them.

use std::collections::{BTreeMap, BTreeSet};

use super::column::Column;
use super::legend::Legend;
use super::records::{Record, is_blank};
use super::scale::parse_number;
use crate::error::shown;
use crate::finding::Findings;
use crate::locator::Place;
use crate::sources::findings::SourcesFinding;

/// Layout of the header of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeaderShape {
    /// One row of names.
    Plain,
    /// Qualtrics: names, the questions in words, and `{"ImportId":…}`.
    Qualtrics,
    /// Qualtrics before 2017: names and the questions in words, the first ten called `V1` to `V10`.
    LegacyQualtrics,
    /// SurveyMonkey: questions, each above the first of its columns, and below them the options or
    /// `Response`.
    SurveyMonkey,
    /// Ids of questions, and their words in the row below.
    WordsBelow,
    /// Questions in words, and their ids in the row below.
    IdsBelow,
}

impl HeaderShape {
    /// The shape of a header, by the rows that follow it.
    pub(super) fn detect(header: Record<'_>, following: &[Record<'_>]) -> Self {
        let cell = |row: usize, column: usize| {
            following.get(row).and_then(|row| row.get(column)).unwrap_or_default()
        };
        // The import ids are unmistakable, so they are looked for first.
        if following.get(1).is_some_and(|row| row.iter().any(is_import)) {
            return Self::Qualtrics;
        }
        if header.get(0) == Some("V1") && cell(0, 0).eq_ignore_ascii_case("ResponseID") {
            return Self::LegacyQualtrics;
        }
        let response = |cell: &str| matches!(cell.trim(), "Response" | "Open-Ended Response");
        let options = following.first().is_some_and(|row| row.iter().any(response));
        if is_blank(cell(0, 0)) && options {
            Self::SurveyMonkey
        } else if has_words_below(header, following) {
            Self::WordsBelow
        } else if has_ids_below(header, following) {
            Self::IdsBelow
        } else {
            Self::Plain
        }
    }

    /// Rows after the first that belong to the header.
    pub(super) fn further_rows(self) -> usize {
        match self {
            Self::Plain => 0,
            Self::LegacyQualtrics | Self::SurveyMonkey | Self::WordsBelow | Self::IdsBelow => 1,
            Self::Qualtrics => 2,
        }
    }

    /// The columns, without cells. Names that repeat or are empty get a label of their own.
    pub(super) fn columns(
        self,
        file: &str,
        line: u64,
        header: Record<'_>,
        following: &[Record<'_>],
        findings: &mut Findings,
    ) -> Vec<Column> {
        let mut labels = Labels::default();
        let mut columns = Vec::with_capacity(header.len());
        let mut question = "";
        for (index, name) in header.iter().enumerate() {
            let name = name.trim();
            let cell = |row: usize| {
                following.get(row).and_then(|row| row.get(index)).unwrap_or_default().trim()
            };
            // SurveyMonkey writes a question over the first of its columns alone.
            question = if name.is_empty() && !cell(0).is_empty() { question } else { name };
            let legend = self.legend(question, cell(0), cell(1));
            let wanted = legend.heading().unwrap_or_else(|| name.to_owned());
            let label = labels.unique(&wanted, index);
            if wanted.is_empty() {
                findings.add_at(
                    SourcesFinding::EmptyHeader { shown: label.clone() },
                    Place::file(file).line(line),
                );
            } else if label != wanted {
                let kind =
                    SourcesFinding::DuplicateHeader { name: shown(&wanted), shown: shown(&label) };
                findings.add_at(kind, Place::file(file).line(line));
            }
            columns.push(Column::new(name.to_owned(), label, index).with_legend(legend));
        }
        columns
    }

    /// Description of a column, from the rows below its name.
    fn legend(self, question: &str, below: &str, last: &str) -> Legend {
        let stated = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        match self {
            Self::Qualtrics if is_question(last) => {
                Legend { question: stated(below), ..Legend::default() }
            }
            Self::LegacyQualtrics | Self::WordsBelow => {
                Legend { question: stated(below), ..Legend::default() }
            }
            Self::SurveyMonkey if !matches!(below, "" | "Response" | "Open-Ended Response") => {
                Legend { question: stated(question), option: stated(below), ..Legend::default() }
            }
            _ => Legend::default(),
        }
    }
}

/// True if the row below the questions holds their ids: most headers are of several words, each cell
/// below is another code without blanks such as `Q1_2`, and no later cell of most columns is one.
fn has_ids_below(header: Record<'_>, following: &[Record<'_>]) -> bool {
    const LEAST_ROWS: usize = 3;
    let Some((ids, rows)) = following.split_first() else { return false };
    let columns = header.len();
    let worded = header.iter().filter(|name| name.trim().contains(char::is_whitespace)).count();
    let different: BTreeSet<&str> = ids.iter().map(str::trim).collect();
    let plain = |cell: &str| !cell.is_empty() && !cell.contains(char::is_whitespace);
    if rows.len() < LEAST_ROWS
        || columns < 2
        || worded * 2 <= columns
        || different.len() != columns
        || !different.iter().all(|cell| plain(cell) && parse_number(cell).is_none())
    {
        return false;
    }
    let below = |column: usize| rows.iter().filter_map(move |row| row.get(column)).map(str::trim);
    let told_apart = |(column, id): &(usize, &str)| {
        is_question_id(id.trim()) && !below(*column).any(is_question_id)
    };
    ids.iter().enumerate().filter(told_apart).count() * 3 >= columns * 2
}

/// True for letters followed by numbers, as questions are called.
fn is_question_id(text: &str) -> bool {
    let letters = text.chars().take_while(|c| c.is_alphabetic()).count();
    let mut rest = text.chars().skip(letters).peekable();
    (1..=4).contains(&letters)
        && rest.peek().is_some_and(|c| c.is_ascii_digit() || *c == '_')
        && rest.all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '[' | ']'))
}

/// True if the row below the names holds the words of the questions: names without blanks, below
/// each of them words that no later row repeats, most of them several, and numbers or short codes
/// under a third of them at least.
fn has_words_below(header: Record<'_>, following: &[Record<'_>]) -> bool {
    const LEAST_ROWS: usize = 3;
    let Some((words, rows)) = following.split_first() else { return false };
    let columns = header.len();
    let plain = |name: &str| !name.trim().is_empty() && !name.trim().contains(char::is_whitespace);
    let cells = || words.iter().map(str::trim);
    let shape = columns >= 2
        && words.len() == columns
        && header.iter().all(plain)
        && cells().filter(|cell| !cell.is_empty()).count() * 10 >= columns * 9
        && cells().all(|cell| parse_number(cell).is_none());
    if !shape || rows.len() < LEAST_ROWS {
        return false;
    }
    let several = cells().filter(|cell| cell.contains(char::is_whitespace)).count();
    let below = |column: usize| {
        rows.iter()
            .filter_map(move |row| row.get(column))
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
    };
    let (mut repeated, mut unlike) = (0, 0);
    for (column, cell) in cells().enumerate() {
        repeated += usize::from(below(column).any(|other| other == cell));
        let longest = below(column).map(|other| other.chars().count()).max();
        // Of an answer in words of one's own, others are as long, or words too.
        let unlike_all = longest.is_some_and(|longest| longest * 2 < cell.chars().count());
        let mut kinds: Vec<&str> = below(column).collect();
        let rows = kinds.len();
        kinds.sort_unstable();
        kinds.dedup();
        let is_code = |other: &str| parse_number(other).is_some() || kinds.len() * 2 <= rows;
        let are_codes = below(column).all(is_code);
        unlike += usize::from(unlike_all && are_codes && cell.contains(char::is_whitespace));
    }
    repeated == 0 && several * 2 > columns && unlike * 3 >= columns
}

/// True if a row is one of the lines that reports of Salesforce end with.
pub(super) fn is_footer(record: Record<'_>, width: usize) -> bool {
    const BEGINS: [&str; 3] =
        ["Copyright (c) 2000-", "Confidential Information - Do Not Distribute", "Generated By:"];
    let text = record.get(0).unwrap_or_default().trim();
    width > 1 && record.len() == 1 && BEGINS.iter().any(|begins| text.starts_with(begins))
}

fn is_import(cell: &str) -> bool {
    cell.starts_with("{\"ImportId\"")
}

/// True if a cell of Qualtrics' third row is that of a question rather than of what the tool notes.
fn is_question(import: &str) -> bool {
    import.starts_with("{\"ImportId\":\"QID")
}

/// The labels of the columns so far.
#[derive(Default)]
struct Labels {
    taken: BTreeSet<String>,
    /// How often each base was counted up.
    times: BTreeMap<String, usize>,
}

impl Labels {
    /// A label that no other column has.
    fn unique(&mut self, wanted: &str, index: usize) -> String {
        let base =
            if wanted.is_empty() { format!("column {}", index + 1) } else { wanted.to_owned() };
        if self.taken.insert(base.clone()) {
            return base;
        }
        // Counted on from the last label, or many equal names would take quadratic time.
        let times = self.times.entry(base.clone()).or_insert(1);
        loop {
            *times += 1;
            let label = format!("{base}#{times}");
            if self.taken.insert(label.clone()) {
                return label;
            }
        }
    }
}

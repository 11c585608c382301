//! What the first rows of a table say of its columns: one row of names, or several as survey tools write them.

use std::collections::BTreeSet;

use csv::StringRecord;

use super::column::{Column, Legend};
use super::records::is_blank;
use crate::error::shown;
use crate::finding::{FindingKind, Findings};
use crate::locator::Place;

/// How the header of a table is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeaderShape {
    /// One row of names.
    Plain,
    /// Qualtrics: names, the questions in words, and `{"ImportId":…}`.
    Qualtrics,
    /// Qualtrics before 2017: names and the questions in words, the first ten called `V1` to `V10`.
    LegacyQualtrics,
    /// SurveyMonkey: questions, each above the first of its columns, and below them the options or `Response`.
    SurveyMonkey,
}

impl HeaderShape {
    /// The shape of a header, by the rows that follow it.
    pub(super) fn of(header: &StringRecord, following: &[StringRecord]) -> Self {
        let cell = |row: usize, column: usize| following.get(row).and_then(|row| row.get(column)).unwrap_or_default();
        if following.get(1).is_some_and(|row| row.iter().any(is_import)) {
            return Self::Qualtrics;
        }
        if header.get(0) == Some("V1") && cell(0, 0).eq_ignore_ascii_case("ResponseID") {
            return Self::LegacyQualtrics;
        }
        let response = |cell: &str| matches!(cell.trim(), "Response" | "Open-Ended Response");
        let options = following.first().is_some_and(|row| row.iter().any(response));
        if is_blank(cell(0, 0)) && options { Self::SurveyMonkey } else { Self::Plain }
    }

    /// Rows after the first that belong to the header.
    pub(super) fn further_rows(self) -> usize {
        match self {
            Self::Plain => 0,
            Self::LegacyQualtrics | Self::SurveyMonkey => 1,
            Self::Qualtrics => 2,
        }
    }

    /// The columns, without cells. Names that repeat or are empty get a label of their own.
    pub(super) fn columns(
        self,
        file: &str,
        line: u64,
        header: &StringRecord,
        following: &[StringRecord],
        findings: &mut Findings,
    ) -> Vec<Column> {
        let mut labels = BTreeSet::new();
        let mut columns = Vec::with_capacity(header.len());
        let mut question = "";
        for (index, name) in header.iter().enumerate() {
            let name = name.trim();
            let cell = |row: usize| following.get(row).and_then(|row| row.get(index)).unwrap_or_default().trim();
            question = if name.is_empty() && !cell(0).is_empty() { question } else { name };
            let legend = self.legend(question, cell(0), cell(1));
            let wanted = legend.heading().unwrap_or_else(|| name.to_owned());
            let label = unique(&wanted, index, &mut labels);
            if wanted.is_empty() {
                findings.add_at(FindingKind::EmptyHeader { shown: label.clone() }, Place::file(file).line(line));
            } else if label != wanted {
                let kind = FindingKind::DuplicateHeader { name: shown(&wanted), shown: shown(&label) };
                findings.add_at(kind, Place::file(file).line(line));
            }
            columns.push(Column::new(name.to_owned(), label, index).with_legend(legend));
        }
        columns
    }

    /// What the rows below a name say of its column.
    fn legend(self, question: &str, below: &str, last: &str) -> Legend {
        let stated = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        match self {
            Self::Qualtrics if is_question(last) => Legend { question: stated(below), ..Legend::default() },
            Self::LegacyQualtrics => Legend { question: stated(below), ..Legend::default() },
            Self::SurveyMonkey if !matches!(below, "" | "Response" | "Open-Ended Response") => {
                Legend { question: stated(question), option: stated(below), ..Legend::default() }
            }
            _ => Legend::default(),
        }
    }
}

fn is_import(cell: &str) -> bool {
    cell.starts_with("{\"ImportId\"")
}

/// Whether a cell of Qualtrics' third row is that of a question rather than of what the tool notes.
fn is_question(import: &str) -> bool {
    import.starts_with("{\"ImportId\":\"QID")
}

/// A label that no other column has.
fn unique(wanted: &str, index: usize, labels: &mut BTreeSet<String>) -> String {
    let base = if wanted.is_empty() { format!("column {}", index + 1) } else { wanted.to_owned() };
    let mut label = base.clone();
    let mut times = 1;
    while !labels.insert(label.clone()) {
        times += 1;
        label = format!("{base}#{times}");
    }
    label
}

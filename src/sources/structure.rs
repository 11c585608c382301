//! Structure files: what a questionnaire's tool says of questions and answers in a file beside the
//! export, so that codes read as words.
//!
//! Two are read: an XLSForm (KoboToolbox, ODK, SurveyCTO), a workbook with the sheets `survey` and
//! `choices`; and LimeSurvey's structure as tab-separated text. Of several languages the first
//! counts.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::column::Column;
use super::file::SourceFile;
use super::legend::Legend;
use super::reading::TableOptions;
use super::table::Table;
use super::workbook::is_workbook;
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::Place;

/// Questions of a questionnaire by their codes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Structure {
    questions: BTreeMap<String, FormQuestion>,
}

#[derive(Debug, Clone, PartialEq, Default)]
struct FormQuestion {
    text: String,
    /// Codes of the answers with their words.
    answers: Arc<AnswerWords>,
    /// Codes of the rows or options that have a column each.
    parts: Arc<AnswerWords>,
    /// True if several answers may be chosen.
    several: bool,
    /// True if there is an answer `other` beside them.
    other: bool,
}

/// Words by code, shared by all questions with the same answers; of equal codes the first.
type AnswerWords = BTreeMap<String, String>;

impl FormQuestion {
    fn answer(&self, code: &str) -> Option<&str> {
        let own = self.answers.get(code).map(String::as_str);
        own.or_else(|| (self.other && code == "other").then_some("Other"))
    }

    fn part(&self, code: &str) -> Option<&str> {
        let own = self.parts.get(code).map(String::as_str);
        own.or_else(|| (self.other && self.several && code == "other").then_some("Other"))
    }
}

impl Structure {
    /// Reads a structure file.
    ///
    /// # Errors
    /// [`ErrorKind::Header`] if it is neither an XLSForm nor LimeSurvey's structure; the errors of
    /// [`Table::read`].
    pub fn read(file: SourceFile, findings: &mut Findings) -> Result<Self> {
        let structure = if is_workbook(&file) {
            Self::xlsform(&file, findings)?
        } else {
            Self::limesurvey(file, findings)?
        };
        Ok(structure)
    }

    fn xlsform(file: &SourceFile, findings: &mut Findings) -> Result<Self> {
        let mut sheet = |name: &str| {
            let options = TableOptions { sheet: Some(name.to_owned()), ..TableOptions::default() };
            Table::read(file.clone(), &options, findings)
        };
        let (survey, choices) = (sheet("survey")?, sheet("choices")?);
        let mut lists: BTreeMap<String, Arc<AnswerWords>> = BTreeMap::new();
        let [list, code] = [&["list_name", "list name"][..], &["name", "value"][..]]
            .map(|names| choices.column_of(names));
        if let (Some(list), Some(code)) = (list, code) {
            for row in 0..choices.rows() {
                let code = code.text(row).trim().to_owned();
                let label = label(&choices, row).unwrap_or_else(|| code.clone());
                let list = lists.entry(list.text(row).trim().to_owned()).or_default();
                Arc::make_mut(list).entry(code).or_insert(label);
            }
        }
        let (kind, name) = (required_column(&survey, "type")?, required_column(&survey, "name")?);
        let mut structure = Self::default();
        for row in 0..survey.rows() {
            let (kind, name) = (kind.text(row), name.text(row).trim().to_owned());
            let mut words = kind.split_whitespace();
            let select = words.next().unwrap_or_default();
            // Other types have other words behind them.
            let choice = matches!(select, "select_one" | "select_multiple" | "rank");
            let list = words.next().filter(|_| choice).and_then(|list| lists.get(list));
            // Lists are shared: a questionnaire of a thousand grids holds each list once.
            let answers = list.cloned().unwrap_or_default();
            let other = words.next() == Some("or_other");
            let text = label(&survey, row);
            if let Some(text) = text.filter(|_| !name.is_empty() && !kind.starts_with("begin")) {
                let several = select == "select_multiple";
                let parts = if several { answers.clone() } else { Arc::default() };
                structure
                    .questions
                    .insert(name, FormQuestion { text, answers, parts, several, other });
            }
        }
        Ok(structure)
    }

    fn limesurvey(file: SourceFile, findings: &mut Findings) -> Result<Self> {
        let table = Table::read(file, &TableOptions::default(), findings)?;
        let [class, kind, name, text, language] =
            ["class", "type/scale", "name", "text", "language"]
                .map(|column| required_column(&table, column));
        let (class, kind, name, text, language) = (class?, kind?, name?, text?, language?);
        let (mut structure, mut current) = (Self::default(), String::new());
        let first = (0..table.rows())
            .map(|row| language.text(row).trim().to_owned())
            .find(|text| !text.is_empty());
        for row in 0..table.rows() {
            let own = language.text(row).trim().to_owned();
            // Each question is there once for each language; the first is the language of the
            // survey.
            if !own.is_empty() && Some(own) != first {
                continue;
            }
            let entry = (name.text(row).trim().to_owned(), without_tags(&text.text(row)));
            let question = structure.questions.entry(current.clone());
            match class.text(row).trim() {
                "Q" => {
                    current.clone_from(&entry.0);
                    let several = matches!(kind.text(row).trim(), "M" | "P");
                    structure.questions.insert(
                        entry.0,
                        FormQuestion { text: entry.1, several, ..FormQuestion::default() },
                    );
                }
                "SQ" if !current.is_empty() => {
                    Arc::make_mut(&mut question.or_default().parts)
                        .entry(entry.0)
                        .or_insert(entry.1);
                }
                "A" if !current.is_empty() => {
                    Arc::make_mut(&mut question.or_default().answers)
                        .entry(entry.0)
                        .or_insert(entry.1);
                }
                _ => {}
            }
        }
        Ok(structure)
    }

    /// Applies the structure to the columns of an export: codes become answers, headers become
    /// questions. Returns the number of columns that the structure describes.
    pub fn explain(&self, table: &mut Table) -> usize {
        let mut legends = Vec::new();
        for index in 0..table.columns.len() {
            let Some((question, part)) = self.question(&table.columns[index].name) else {
                continue;
            };
            let question = question.clone();
            let option = part.map(str::to_owned);
            let column = &mut table.columns[index];
            // A column of one option of several holds marks, not codes of answers.
            if part.is_none() || !question.several {
                relabel(column, &question);
            }
            legends.push((
                index,
                Legend { question: Some(question.text), option, ..Legend::default() },
            ));
        }
        let explained = legends.len();
        table.explain(legends);
        explained
    }

    /// The question that a header names, and the words of the row or option behind it: `Q2`,
    /// `Q2[SQ001]`, `Q2_SQ001`, `group/q2`, `group/q2/a`.
    fn question(&self, header: &str) -> Option<(&FormQuestion, Option<&str>)> {
        let named = |code: &str| {
            // Exports put the groups of a form before the name.
            let last = code.rsplit(['/', '-']).next().unwrap_or(code);
            self.questions.get(code).or_else(|| self.questions.get(last))
        };
        if let Some(question) = named(header) {
            return Some((question, None));
        }
        let split = header.strip_suffix(']').and_then(|header| header.split_once('['));
        let (code, part) =
            // LimeSurvey writes Q1[SQ1] or Q1_SQ1, forms write group/question/option.
            split.or_else(|| header.rsplit_once('/')).or_else(|| header.rsplit_once('_'))?;
        let question = named(code)?;
        question.part(part).map(|words| (question, Some(words)))
    }
}

/// Cells as the words of their answers; of several codes in one cell each.
fn relabel(column: &mut Column, question: &FormQuestion) {
    let words = |code: &str| question.answer(code.trim());
    if question.answers.is_empty() && !question.other {
        return;
    }
    column.rewrite(|_, text| {
        if let Some(words) = words(text) {
            return words.to_owned();
        }
        // All must be known, or it is a text with blanks.
        let codes: Option<Vec<&str>> = text.split_whitespace().map(words).collect();
        match codes.filter(|codes| question.several && !codes.is_empty()) {
            Some(codes) => codes.join("; "),
            None => text.to_owned(),
        }
    });
}

fn required_column<'a>(table: &'a Table, name: &str) -> Result<&'a Column> {
    table.column_of(&[name]).ok_or_else(|| {
        let found = table.columns.iter().map(|column| column.label.clone()).collect();
        ErrorKind::Header {
            place: Place::file(&table.name).line(1),
            missing: vec![name.to_owned()],
            found,
        }
        .into()
    })
}

/// The words of a row: its `label`, or the first of its `label::language`.
fn label(table: &Table, row: usize) -> Option<String> {
    let is_label = |column: &&Column| column.name == "label" || column.name.starts_with("label:");
    let text = table.columns.iter().find(is_label)?.text(row).trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// A text of LimeSurvey without the tags of its editor.
fn without_tags(text: &str) -> String {
    let (mut plain, mut inside) = (String::with_capacity(text.len()), false);
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            c if !inside => plain.push(c),
            _ => {}
        }
    }
    plain.replace("&nbsp;", " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

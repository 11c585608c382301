//! What kind of answers a column holds: recognised from its cells, or stated by the manifest.
//!
//! The result is a list of [`Item`]s: most items are one column, some are a column per option. Each
//! item turns its cells into level codes, option marks or numbers, with missing answers apart.

mod header;
mod kind;
mod multiple;
mod number;
mod options;
mod ordinal;
mod tally;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::column::Column;
use super::table::Table;
use crate::error::shown;
use crate::finding::Findings;
use crate::locator::Place;
use crate::sources::findings::SourcesFinding;
use multiple::OptionList;
use options::Group;
pub(crate) use tally::fold;
use tally::{Tally, is_missing};

pub(crate) use header::{
    NamesOfPeople, is_personal, names_identifier, names_no_question, names_paradata, names_weight,
};
pub use kind::Scale;
pub(crate) use number::parse_amount;
pub use number::parse_number;
pub(crate) use options::is_chosen;
pub(crate) use ordinal::is_grade;
pub(super) use ordinal::is_no_answer;

/// Code of an answer that is not there.
pub const MISSING: u8 = u8::MAX;

/// Most levels a categorical item may have; further answers are counted together.
const MOST_LEVELS: usize = 40;
/// Label of the level that holds the rare answers.
pub(crate) const OTHER: &str = "other answers";

/// What a manifest states of a column; everything else is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnSettings {
    /// The scale.
    pub scale: Option<Scale>,
    /// The levels from low to high, or the options.
    pub levels: Vec<String>,
    /// What stands between the options of one cell.
    pub separator: Option<String>,
}

/// A question of a survey or a field of a CRM export, with its columns and the answers it takes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The question, as the header says it.
    pub name: String,
    /// The columns, by position from 0: one, or one per option.
    pub columns: Vec<usize>,
    /// The kind of answers.
    pub scale: Scale,
    answers: Answers,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Answers {
    /// Nothing to count: text, names, dates.
    Words,
    Numbers,
    Levels {
        labels: Vec<String>,
        codes: BTreeMap<String, u8>,
    },
    InOneCell(OptionList),
    ColumnEach {
        labels: Vec<String>,
    },
}

impl Item {
    /// The same item of a table that has its columns in these places.
    pub(crate) fn moved(&self, columns: Vec<usize>) -> Self {
        Self { columns, ..self.clone() }
    }

    /// Labels of the levels from low to high, or of the options; empty for numbers and words.
    #[must_use]
    pub fn labels(&self) -> &[String] {
        match &self.answers {
            Answers::Levels { labels, .. } | Answers::ColumnEach { labels } => labels,
            Answers::InOneCell(options) => &options.labels,
            Answers::Words | Answers::Numbers => &[],
        }
    }

    /// The position of each row's answer among the levels, [`MISSING`] where there is none; `None`
    /// if the item has no levels.
    #[must_use]
    pub fn levels(&self, table: &Table) -> Option<Vec<u8>> {
        let Answers::Levels { codes, .. } = &self.answers else { return None };
        Some(table.columns[self.columns[0]].map(|text| level(codes, text)))
    }

    /// For each option whether each row chose it: 1, 0, or [`MISSING`] where the row answered
    /// nothing; `None` if there are no options.
    #[must_use]
    pub fn options(&self, table: &Table) -> Option<Vec<Vec<u8>>> {
        match &self.answers {
            Answers::InOneCell(options) => Some(options.marks(&table.columns[self.columns[0]])),
            Answers::ColumnEach { labels } => Some(options::marks(table, &self.columns, labels)),
            _ => None,
        }
    }

    /// Each row's number, NaN where there is none; `None` if the item is not numeric.
    #[must_use]
    pub fn numbers(&self, table: &Table) -> Option<Vec<f64>> {
        let column = &table.columns[self.columns[0]];
        let read = || column.map(|text| parse_number(text).unwrap_or(f64::NAN));
        matches!(self.answers, Answers::Numbers)
            .then(|| column.plain_numbers().map_or_else(read, <[f64]>::to_vec))
    }

    /// Whether a cell holds listed answers or a number only, so that it cannot hold anybody's own
    /// words.
    #[must_use]
    pub fn is_listed(&self, text: &str) -> bool {
        match &self.answers {
            Answers::Levels { codes, .. } => codes.contains_key(&fold(text)),
            Answers::InOneCell(options) => options.lists_all_of(text),
            Answers::Numbers => parse_number(text).is_some(),
            Answers::ColumnEach { .. } => true,
            Answers::Words => false,
        }
    }

    /// The code that one cell gives the item, or one of its options: a level, or 1 or 0;
    /// [`MISSING`] where the cell answers nothing.
    pub(crate) fn code_of(&self, option: Option<usize>, text: &str) -> u8 {
        match (&self.answers, option) {
            (Answers::Levels { codes, .. }, None) => level(codes, text),
            (Answers::InOneCell(options), Some(option)) => {
                options.marks_of(text).get(option).copied().unwrap_or(MISSING)
            }
            (Answers::ColumnEach { labels }, Some(option)) => {
                labels.get(option).map_or(MISSING, |label| options::mark(text, label))
            }
            _ => MISSING,
        }
    }

    /// Whether each option has a column of its own: an empty cell is then a no where another column
    /// of the item is marked.
    pub(crate) fn has_column_each(&self) -> bool {
        matches!(self.answers, Answers::ColumnEach { .. })
    }

    /// Whether its cells are numbers.
    pub(crate) fn is_numeric(&self) -> bool {
        matches!(self.answers, Answers::Numbers)
    }

    /// Whether its labels, codes and columns fit each other, as they do unless somebody wrote it by
    /// hand.
    pub(crate) fn is_sound(&self, columns: usize) -> bool {
        let few = |labels: &[String]| (1..usize::from(MISSING)).contains(&labels.len());
        match &self.answers {
            Answers::Words | Answers::Numbers => columns == 1,
            Answers::Levels { labels, codes } => {
                columns == 1
                    && few(labels)
                    && codes.values().all(|code| usize::from(*code) < labels.len())
            }
            Answers::InOneCell(options) => columns == 1 && options.is_sound(),
            Answers::ColumnEach { labels } => columns > 0 && columns == labels.len(),
        }
    }

    /// The column whose cell shows a row's answer: the option's own, or the item's only one.
    #[must_use]
    pub fn column_of_option(&self, option: usize) -> usize {
        *self.columns.get(option).unwrap_or(&self.columns[0])
    }
}

/// The items of a table. `settings` gives what the manifest states of a column, by its position.
pub fn recognise(
    table: &Table,
    settings: &BTreeMap<usize, ColumnSettings>,
    findings: &mut Findings,
) -> Vec<Item> {
    let mut items = Vec::new();
    let tallies: Vec<Tally> = table.columns.par_iter().map(Tally::of).collect();
    let groups = options::groups(table, &tallies, settings);
    let mut group_of: BTreeMap<usize, &Group> = BTreeMap::new();
    for group in &groups {
        group_of.extend(group.columns.iter().map(|column| (*column, group)));
    }
    let questions: BTreeSet<&str> = groups.iter().map(|group| group.name.as_str()).collect();
    for column in &table.columns {
        if let Some(group) = group_of.get(&column.index) {
            tallies[column.index]
                .declined
                .iter()
                .for_each(|(found, count)| no_answer(table, column, found, *count, findings));
            if group.columns[0] == column.index {
                note(table, column, Scale::Multiple, findings);
                items.push(Item {
                    name: group.name.clone(),
                    columns: group.columns.clone(),
                    scale: Scale::Multiple,
                    answers: Answers::ColumnEach { labels: group.labels.clone() },
                });
            }
            continue;
        }
        if options::joins(column, &questions) {
            let kind = SourcesFinding::OptionsJoined { question: shown(&column.name) };
            findings.add_at(kind, Place::file(&table.name).column(&column.label));
            continue;
        }
        items.push(one_column(
            table,
            column,
            &tallies[column.index],
            settings.get(&column.index),
            findings,
        ));
    }
    items
}

fn note(table: &Table, column: &Column, scale: Scale, findings: &mut Findings) {
    let kind = SourcesFinding::ScaleRecognised { scale };
    findings.add_at(kind, Place::file(&table.name).column(&column.label));
}

fn one_column(
    table: &Table,
    column: &Column,
    tally: &Tally,
    stated: Option<&ColumnSettings>,
    findings: &mut Findings,
) -> Item {
    let place = || Place::file(&table.name).column(&column.label);
    let mut stated = stated.cloned().unwrap_or_default();
    if stated.levels.is_empty()
        && stated.scale.is_none_or(|scale| matches!(scale, Scale::Nominal | Scale::Ordinal))
    {
        stated.levels.clone_from(&column.legend.levels);
    }
    let scale = stated.scale.or(column.legend.scale).unwrap_or_else(|| {
        let scale = if stated.levels.is_empty() { tally.scale(column) } else { Scale::Ordinal };
        note(table, column, scale, findings);
        scale
    });
    let counted = matches!(scale, Scale::Nominal | Scale::Ordinal | Scale::Multiple)
        || (tally.partial && matches!(scale, Scale::Numeric | Scale::Count));
    let complete =
        (counted && (tally.partial || tally.numbers.is_some())).then(|| Tally::with_all(column));
    let tally = complete.as_ref().unwrap_or(tally);
    let mut answers = match scale {
        Scale::Ordinal => {
            levels(tally, ordinal_labels(tally, &stated.levels), false, &place, findings)
        }
        Scale::Nominal => {
            levels(tally, nominal_labels(tally, &stated.levels), true, &place, findings)
        }
        Scale::Multiple => {
            Answers::InOneCell(OptionList::of(tally, &stated.levels, stated.separator.as_deref()))
        }
        Scale::Numeric | Scale::Count => {
            let bad = |(text, count): &(String, usize)| {
                parse_number(text).is_none().then_some((text.clone(), *count))
            };
            out_of_scale(tally.answers.iter().filter_map(bad), &place, findings);
            Answers::Numbers
        }
        _ => Answers::Words,
    };
    if let Answers::Levels { codes, .. } = &mut answers {
        codes.extend(column.legend.missing.iter().map(|text| (fold(text), MISSING)));
    }
    match scale {
        Scale::Empty if table.rows() > 0 => findings.add_at(SourcesFinding::AllMissing {}, place()),
        Scale::Constant => findings.add_at(SourcesFinding::ConstantColumn {}, place()),
        _ => {}
    }
    if !matches!(answers, Answers::Words) {
        let graded = |text: &str| matches!(&answers, Answers::Levels { codes, .. } if !codes.contains_key(text));
        let refusals = tally.answers.iter().map(|(text, count)| (fold(text), *count));
        let refusals = refusals
            .filter(|(text, _)| scale == Scale::Ordinal && graded(text) && is_no_answer(text));
        let declined = tally.declined.iter().map(|(text, count)| (text.clone(), *count));
        declined
            .chain(refusals)
            .for_each(|(found, count)| no_answer(table, column, &found, count, findings));
    }
    Item { name: column.label.clone(), columns: vec![column.index], scale, answers }
}

/// Says that words of a column, folded, count as no answer, once for each text of the file.
fn no_answer(table: &Table, column: &Column, found: &str, count: usize, findings: &mut Findings) {
    let first = (0..table.rows()).find(|row| fold(&column.text(*row)) == found).unwrap_or(0);
    let kind = SourcesFinding::NoAnswer { found: shown(found), column: shown(&column.label) };
    findings.add_counted(kind, count, Some(table.place(first)));
}

fn out_of_scale(
    bad: impl Iterator<Item = (String, usize)>,
    place: &dyn Fn() -> Place,
    findings: &mut Findings,
) {
    for (text, count) in bad {
        let found = format!("{:?}", shown(&text));
        findings.add_counted(SourcesFinding::OutOfScale { found }, count, Some(place()));
    }
}

/// Levels from low to high: as stated, by the words people use for grades, or by number.
fn ordinal_labels(tally: &Tally, stated: &[String]) -> Vec<String> {
    if !stated.is_empty() {
        return stated.to_vec();
    }
    if let Some(labels) = ordinal::order(tally) {
        return labels;
    }
    let mut numbers: Vec<(f64, String)> = tally
        .answers
        .iter()
        .filter_map(|(text, _)| Some((parse_number(text)?, text.clone())))
        .collect();
    numbers.sort_by(|a, b| a.0.total_cmp(&b.0));
    numbers.dedup_by(|a, b| a.0.total_cmp(&b.0).is_eq());
    numbers.into_iter().map(|(_, text)| text).take(usize::from(MISSING)).collect()
}

/// Levels by frequency: as stated, or those given often enough.
fn nominal_labels(tally: &Tally, stated: &[String]) -> Vec<String> {
    if stated.is_empty() {
        tally.frequent().take(MOST_LEVELS).map(|(text, _)| text.clone()).collect()
    } else {
        stated.to_vec()
    }
}

/// Codes of the labels; other answers are pooled into a level of their own or counted as missing.
fn levels(
    tally: &Tally,
    mut labels: Vec<String>,
    pool: bool,
    place: &dyn Fn() -> Place,
    findings: &mut Findings,
) -> Answers {
    let mut codes: BTreeMap<String, u8> = BTreeMap::new();
    for label in &labels {
        let code = u8::try_from(codes.len()).expect("at most MISSING levels");
        codes.entry(fold(label)).or_insert(code);
    }
    let rest: Vec<&(String, usize)> =
        tally.answers.iter().filter(|(text, _)| !codes.contains_key(&fold(text))).collect();
    if pool && !rest.is_empty() {
        let rows = rest.iter().map(|(_, count)| count).sum();
        findings.add_at(SourcesFinding::LevelsPooled { levels: rest.len(), rows }, place());
        codes.insert(OTHER.to_owned(), u8::try_from(labels.len()).expect("at most MISSING levels"));
        labels.push(OTHER.to_owned());
    } else {
        out_of_scale(
            rest.into_iter().filter(|(text, _)| !is_no_answer(&fold(text))).cloned(),
            place,
            findings,
        );
    }
    Answers::Levels { labels, codes }
}

fn level(codes: &BTreeMap<String, u8>, text: &str) -> u8 {
    let text = fold(text);
    if is_missing(&text) {
        return MISSING;
    }
    codes.get(&text).or_else(|| codes.get(OTHER)).copied().unwrap_or(MISSING)
}

#[cfg(test)]
mod tests {
    use super::super::file::SourceFile;
    use super::*;

    /// The one item after the id of a survey with these answers, and what was found.
    fn item(answers: &[(&str, usize)]) -> (Item, Findings) {
        let mut text = String::from("id,How often?\n");
        let cells = answers.iter().flat_map(|(answer, count)| std::iter::repeat_n(answer, *count));
        cells
            .enumerate()
            .for_each(|(row, answer)| text.push_str(&format!("P{row},\"{answer}\"\n")));
        let mut findings = Findings::default();
        let table = Table::from_file(
            SourceFile::from_bytes("t.csv", text).unwrap(),
            None,
            None,
            &mut findings,
        )
        .unwrap();
        (recognise(&table, &BTreeMap::new(), &mut findings).remove(1), findings)
    }

    #[test]
    fn what_counts_as_no_answer_is_counted_in_a_finding() {
        let (item, findings) =
            item(&[("Never", 8), ("Often", 9), ("N/A", 2), ("", 4), ("Don't know", 3)]);
        assert_eq!((item.scale, item.labels().len()), (Scale::Ordinal, 2));
        let said: Vec<String> = findings
            .iter()
            .filter(|one| one.id() == "no-answer")
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            said,
            [
                "t.csv:19: \"n/a\" counts as no answer, first in column \"How often?\" (2 in all)",
                "t.csv:25: \"don't know\" counts as no answer, first in column \"How often?\" (3 in all)",
            ]
        );
    }

    #[test]
    fn an_answer_that_is_no_grade_is_kept() {
        let (item, findings) =
            item(&[("Never", 40), ("Often", 50), ("I don't know what Shiny is.", 9)]);
        assert_eq!((item.scale, item.labels().len()), (Scale::Nominal, 3));
        assert_eq!(findings.count("no-answer") + findings.count("out-of-scale"), 0);
    }
}

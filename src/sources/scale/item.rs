//! An item: its columns, the answers it takes, and the codes or numbers its cells become.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::personal_kind::PersonalKind;
use super::super::table::Table;
use super::codes::{MISSING, OTHER};
use super::fold::{fold, is_missing};
use super::grades::{is_inapplicable, is_undecided};
use super::kind::Scale;
use super::multiple::OptionList;
use super::number::number_or_open_end;
use super::options;

/// A question of a survey or a field of a CRM export, with its columns and answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The question, as in the header.
    pub name: String,
    /// Columns of the item, by position from 0: one, or one per option.
    pub columns: Vec<usize>,
    /// Scale of the answers.
    pub scale: Scale,
    /// Column of the words of those who chose none of the listed answers, if it has one.
    #[serde(skip)]
    pub(crate) write_in: Option<usize>,
    /// Values that somebody declared to stand for no answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) missing: Vec<String>,
    /// True if its scale is a guess.
    #[serde(skip)]
    pub(crate) in_doubt: bool,
    /// What its values say of somebody, where they were recognised.
    #[serde(skip)]
    pub(crate) personal: Option<PersonalKind>,
    pub(super) answers: ItemAnswers,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ItemAnswers {
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
    /// This item for a table that has its columns in other positions.
    pub(crate) fn with_columns(&self, columns: Vec<usize>, write_in: Option<usize>) -> Self {
        Self { columns, write_in, ..self.clone() }
    }

    /// Labels of the levels from low to high, or of the options; empty for numbers and words.
    #[must_use]
    pub fn labels(&self) -> &[String] {
        match &self.answers {
            ItemAnswers::Levels { labels, .. } | ItemAnswers::ColumnEach { labels } => labels,
            ItemAnswers::InOneCell(options) => &options.labels,
            ItemAnswers::Words | ItemAnswers::Numbers => &[],
        }
    }

    /// Position of each row's answer among the levels, [`MISSING`] if there is none; `None` if the
    /// item has no levels.
    #[must_use]
    pub fn levels(&self, table: &Table) -> Option<Vec<u8>> {
        let ItemAnswers::Levels { codes, .. } = &self.answers else { return None };
        Some(table.columns[self.columns[0]].map(|text| level(codes, text)))
    }

    /// For each option the choice of each row: 1 if chosen, 0 if not, or [`MISSING`] if the row
    /// answered nothing; `None` if there are no options.
    #[must_use]
    pub fn options(&self, table: &Table) -> Option<Vec<Vec<u8>>> {
        let mut marks = match &self.answers {
            ItemAnswers::InOneCell(options) => options.marks(&table.columns[self.columns[0]]),
            ItemAnswers::ColumnEach { labels } => options::marks(table, &self.columns, labels),
            _ => return None,
        };
        // Who writes another answer was asked and chose none of those listed.
        for row in self.written_in(table) {
            marks.iter_mut().filter(|of| of[row] == MISSING).for_each(|of| of[row] = 0);
        }
        Some(marks)
    }

    /// For each row true if it answered without a place on the scale: that it does not know, words
    /// among numbers, or another answer in a column of its own. Such a row was asked, and has none
    /// of the levels. Empty for options.
    pub(crate) fn off_scale(&self, table: &Table) -> Vec<bool> {
        let column = &table.columns[self.columns[0]];
        let mut off = match &self.answers {
            ItemAnswers::Levels { codes, .. } => column.map(|text| {
                level(codes, text) == MISSING
                    && is_off_scale(text, |folded| codes.get(folded) == Some(&MISSING))
            }),
            ItemAnswers::Numbers if column.plain_numbers().is_some() => return Vec::new(),
            ItemAnswers::Numbers => {
                let declared: Vec<String> =
                    column.legend.missing.iter().map(|text| fold(text)).collect();
                column.map(|text| {
                    number_or_open_end(text).is_none()
                        && is_off_scale(text, |folded| declared.iter().any(|own| own == folded))
                })
            }
            _ => return Vec::new(),
        };
        for row in self.written_in(table) {
            off[row] |= is_missing(&fold(&column.text(row)));
        }
        off
    }

    /// The rows with words in the column beside the listed answers.
    fn written_in(&self, table: &Table) -> Vec<usize> {
        let Some(column) = self.write_in else { return Vec::new() };
        let written = table.columns[column].map(|text| !is_missing(&fold(text)));
        (0..table.rows()).filter(|row| written[*row]).collect()
    }

    /// Number of each row, NaN if there is none; `None` if the item is not numeric.
    #[must_use]
    pub fn numbers(&self, table: &Table) -> Option<Vec<f64>> {
        let column = &table.columns[self.columns[0]];
        let read = || column.map(|text| number_or_open_end(text).unwrap_or(f64::NAN));
        matches!(self.answers, ItemAnswers::Numbers)
            .then(|| column.plain_numbers().map_or_else(read, <[f64]>::to_vec))
    }

    /// True if a cell holds listed answers or a number only, so that it cannot hold anybody's own
    /// words.
    #[must_use]
    pub(crate) fn is_listed(&self, text: &str) -> bool {
        match &self.answers {
            ItemAnswers::Levels { codes, .. } => codes.contains_key(&fold(text)),
            ItemAnswers::InOneCell(options) => options.lists_all_of(text),
            ItemAnswers::Numbers => number_or_open_end(text).is_some(),
            ItemAnswers::ColumnEach { .. } => true,
            ItemAnswers::Words => false,
        }
    }

    /// The code that one cell gives the item, or one of its options: a level, or 1 or 0;
    /// [`MISSING`] where the cell answers nothing.
    pub(crate) fn code_of(&self, option: Option<usize>, text: &str) -> u8 {
        match (&self.answers, option) {
            (ItemAnswers::Levels { codes, .. }, None) => level(codes, text),
            (ItemAnswers::InOneCell(options), Some(option)) => {
                options.marks_of(text).get(option).copied().unwrap_or(MISSING)
            }
            (ItemAnswers::ColumnEach { labels }, Some(option)) => {
                labels.get(option).map_or(MISSING, |label| options::mark(text, label))
            }
            _ => MISSING,
        }
    }

    /// True if each option has a column of its own: an empty cell is then a no where another column
    /// of the item is marked.
    pub(crate) fn has_column_each(&self) -> bool {
        matches!(self.answers, ItemAnswers::ColumnEach { .. })
    }

    /// True if its cells are numbers.
    pub(crate) fn is_numeric(&self) -> bool {
        matches!(self.answers, ItemAnswers::Numbers)
    }

    /// True if its labels, codes and columns fit each other, as they do unless somebody wrote it by
    /// hand.
    pub(crate) fn is_sound(&self, columns: usize) -> bool {
        let few = |labels: &[String]| (1..usize::from(MISSING)).contains(&labels.len());
        match &self.answers {
            ItemAnswers::Words | ItemAnswers::Numbers => columns == 1,
            ItemAnswers::Levels { labels, codes } => {
                columns == 1
                    && few(labels)
                    && codes.values().all(|code| usize::from(*code) < labels.len())
            }
            ItemAnswers::InOneCell(options) => columns == 1 && options.is_sound(),
            ItemAnswers::ColumnEach { labels } => columns > 0 && columns == labels.len(),
        }
    }

    /// Column whose cell has a row's answer: the option's own, or the only one of the item.
    #[must_use]
    pub(crate) fn column_of_option(&self, option: usize) -> usize {
        *self.columns.get(option).unwrap_or(&self.columns[0])
    }
}

/// True if a cell without a level or number answers all the same. Of the values that a file
/// declares missing, those alone do which say that somebody does not know.
fn is_off_scale(text: &str, is_declared: impl Fn(&str) -> bool) -> bool {
    let folded = fold(text);
    is_undecided(&folded)
        || !(is_missing(&folded) || is_inapplicable(&folded) || is_declared(&folded))
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
    use super::super::super::file::SourceFile;
    use super::super::infer::infer_items;
    use super::super::settings::ColumnSettings;
    use super::*;
    use crate::finding::Findings;

    fn off_scale(cells: &str, scale: Scale, levels: &[&str]) -> Vec<bool> {
        let file = SourceFile::from_bytes("t.csv", format!("q\n{cells}\n")).unwrap();
        let mut findings = Findings::default();
        let table = Table::from_file(file, None, None, &mut findings).unwrap();
        let levels = levels.iter().map(ToString::to_string).collect();
        let stated = ColumnSettings { scale: Some(scale), levels, ..ColumnSettings::default() };
        let items = infer_items(&table, &BTreeMap::from([(0, stated)]), &mut findings);
        items[0].off_scale(&table)
    }

    #[test]
    fn an_answer_without_a_level_was_given_all_the_same() {
        let levels = &["nie", "oft"];
        assert_eq!(
            off_scale("nie\nweiß nicht\nkeine Angabe\nje nach Wetter\noft", Scale::Ordinal, levels),
            [false, true, false, true, false]
        );
        // The question does not concern whom it does not apply to.
        assert_eq!(
            off_scale("nie\nnot applicable\nprefer not to say\noft", Scale::Ordinal, levels),
            [false; 4]
        );
        assert_eq!(
            off_scale("3\nmany\n\"\"\nI don't know\n7", Scale::Numeric, &[]),
            [false, true, false, true, false]
        );
        // What is pooled has a level.
        assert_eq!(off_scale("a\na\nb\nb\nc", Scale::Nominal, &["a", "b"]), [false; 5]);
    }
}

//! An item: its columns, the answers it takes, and the codes or numbers its cells become.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::table::Table;
use super::codes::{MISSING, OTHER};
use super::fold::{fold, is_missing};
use super::kind::Scale;
use super::multiple::OptionList;
use super::number::parse_number;
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
    pub(crate) fn with_columns(&self, columns: Vec<usize>) -> Self {
        Self { columns, ..self.clone() }
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
        match &self.answers {
            ItemAnswers::InOneCell(options) => Some(options.marks(&table.columns[self.columns[0]])),
            ItemAnswers::ColumnEach { labels } => {
                Some(options::marks(table, &self.columns, labels))
            }
            _ => None,
        }
    }

    /// Number of each row, NaN if there is none; `None` if the item is not numeric.
    #[must_use]
    pub fn numbers(&self, table: &Table) -> Option<Vec<f64>> {
        let column = &table.columns[self.columns[0]];
        let read = || column.map(|text| parse_number(text).unwrap_or(f64::NAN));
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
            ItemAnswers::Numbers => parse_number(text).is_some(),
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

fn level(codes: &BTreeMap<String, u8>, text: &str) -> u8 {
    let text = fold(text);
    if is_missing(&text) {
        return MISSING;
    }
    codes.get(&text).or_else(|| codes.get(OTHER)).copied().unwrap_or(MISSING)
}

//! What the cells of a column are like, counted once.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::super::column::Column;
use super::super::scale::parse_number;
use super::super::table::Table;
use super::super::transcript_folder::EXTENSIONS;

/// Most cells of a table that are looked at: no table of codings is as large.
const MOST_CELLS: usize = 2_000_000;

/// The used rows of a table, and what its columns hold.
pub(super) struct TableFacts<'a> {
    pub(super) rows: Vec<usize>,
    pub(super) columns: Vec<Facts<'a>>,
}

/// What one column holds.
pub(super) struct Facts<'a> {
    pub(super) column: &'a Column,
    /// The different values, trimmed, with the number of cells of each.
    pub(super) values: BTreeMap<String, usize>,
    /// Cells that are not empty.
    pub(super) filled: usize,
}

impl<'a> TableFacts<'a> {
    /// Counts the columns of a table, unless it is too large to be one of codings.
    pub(super) fn count(table: &'a Table) -> Option<Self> {
        if table.rows().saturating_mul(table.columns.len()) > MOST_CELLS {
            return None;
        }
        let rows: Vec<usize> = (0..table.rows()).filter(|row| !table.is_set_aside(*row)).collect();
        let columns = table.columns.iter().map(|column| Facts::count(column, &rows)).collect();
        Some(Self { rows, columns })
    }

    /// True if rows of one value of a column all have one value of another, empty cells apart.
    pub(super) fn decides(&self, column: usize, other: usize) -> bool {
        let mut seen: BTreeMap<Cow<'_, str>, Cow<'_, str>> = BTreeMap::new();
        self.rows.iter().all(|row| {
            let (key, value) = (self.text(column, *row), self.text(other, *row));
            if key.trim().is_empty() || value.trim().is_empty() {
                return true;
            }
            *seen.entry(key).or_insert_with(|| value.clone()) == value
        })
    }

    pub(super) fn text(&self, column: usize, row: usize) -> Cow<'a, str> {
        self.columns[column].column.text(row)
    }
}

impl<'a> Facts<'a> {
    fn count(column: &'a Column, rows: &[usize]) -> Self {
        let mut values: BTreeMap<String, usize> = BTreeMap::new();
        for row in rows {
            let text = column.text(*row);
            let text = text.trim();
            match values.get_mut(text) {
                _ if text.is_empty() => {}
                Some(count) => *count += 1,
                None => drop(values.insert(text.to_owned(), 1)),
            }
        }
        let filled = values.values().sum();
        Self { column, values, filled }
    }

    /// Number of different values.
    pub(super) fn different(&self) -> usize {
        self.values.len()
    }

    /// Mean length of the cells in letters; one of East Asia counts as two.
    pub(super) fn length(&self) -> f64 {
        self.mean(|text| text.chars().map(|c| 1 + usize::from(is_wide(c))).sum())
    }

    /// Mean number of words of the cells; two letters of East Asia count as one.
    pub(super) fn words(&self) -> f64 {
        self.mean(|text| {
            text.split_whitespace().count() + text.chars().filter(|c| is_wide(*c)).count() / 2
        })
    }

    #[allow(clippy::cast_precision_loss, reason = "a mean of small numbers")]
    fn mean(&self, of: impl Fn(&str) -> usize) -> f64 {
        let sum: usize = self.values.iter().map(|(text, count)| of(text) * count).sum();
        sum as f64 / self.filled.max(1) as f64
    }

    /// True if nine of ten cells are numbers, dates, times or signs: nothing that reads as a name.
    pub(super) fn is_wordless(&self) -> bool {
        self.most(|text| is_date(text) || !text.chars().any(char::is_alphabetic))
    }

    /// True if nine of ten cells are dates or times.
    pub(super) fn is_dated(&self) -> bool {
        self.most(is_date)
    }

    /// True if every cell is a number.
    pub(super) fn is_numeric(&self) -> bool {
        self.filled > 0 && self.values.keys().all(|text| parse_number(text).is_some())
    }

    /// True if every cell is a whole number.
    pub(super) fn is_whole(&self) -> bool {
        self.filled > 0 && self.values.keys().all(|text| text.bytes().all(|b| b.is_ascii_digit()))
    }

    /// True if nine of ten cells are names of texts or recordings. Names of web sites have points
    /// too, so that the endings are listed.
    pub(super) fn is_of_files(&self) -> bool {
        const RECORDINGS: [&str; 16] = [
            "mp3", "mp4", "m4a", "wav", "mov", "avi", "webm", "ogg", "aac", "flac", "wma", "mkv",
            "mpg", "pdf", "rtf", "doc",
        ];
        self.most(|text| {
            let ending = text.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
            let is_of = |list: &[&str]| ending.as_deref().is_some_and(|own| list.contains(&own));
            is_of(&EXTENSIONS) || is_of(&RECORDINGS)
        })
    }

    fn most(&self, test: impl Fn(&str) -> bool) -> bool {
        let passing: usize =
            self.values.iter().filter(|(text, _)| test(text)).map(|(_, count)| count).sum();
        self.filled > 0 && passing * 10 >= self.filled * 9
    }

    /// True if its values are numbered names of one kind, such as `P01`, `Interview 7` or
    /// `07_TN.docx`: with their digits taken out few differ.
    pub(super) fn is_numbered(&self) -> bool {
        let mut shapes: BTreeSet<String> = BTreeSet::new();
        let mut numbered = 0;
        for text in self.values.keys().filter(|text| text.chars().any(char::is_alphabetic)) {
            if let Some(shape) = shape(text) {
                numbered += 1;
                shapes.insert(shape);
            }
        }
        // A few others may be among them, such as "Multiple" or "Pilot".
        numbered >= 2 && shapes.len() * 2 <= numbered && numbered * 10 >= self.different() * 6
    }
}

/// The shape of a numbered name: digits as one sign, letters small; `None` without digits.
pub(super) fn shape(text: &str) -> Option<String> {
    let mut shape = String::new();
    let (mut numbers, mut within) = (0, false);
    for c in text.chars() {
        let digit = c.is_numeric();
        if digit && !within {
            numbers += 1;
            shape.push('#');
        } else if !digit {
            shape.extend(c.to_lowercase());
        }
        within = digit;
    }
    (numbers > 0).then_some(shape)
}

/// True for the signs of East Asia.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}')
}

/// True for `2025-01-31`, `31.1.2025 10:00`, `00:12:31` and the like.
fn is_date(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let marks = text.chars().filter(|c| matches!(c, '-' | '/' | '.' | ':')).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    text.starts_with(|c: char| c.is_ascii_digit()) && digits >= 4 && marks >= 2 && letters <= 4
}

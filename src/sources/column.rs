//! One column of a table, kept compactly: no heap object per cell.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;

use super::cells::{ColumnCells, LevelCodes, MOST_LEVELS, plain_number};
use super::entities::without_entities;
use super::legend::Legend;
use super::levels::{CellText, Levels};
use super::scale::Scale;
use super::texts::Texts;
use crate::locator::position32;

/// A column of a table: its name and its cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Name in the header, without white space at the ends.
    pub name: String,
    /// Name that is unique in the table: a second `Comments` is `Comments#2`, a nameless column
    /// `column 4`.
    pub label: String,
    /// Position from 0.
    pub index: usize,
    /// Question, answers and scale, from the file or the structure file beside it.
    pub(crate) legend: Legend,
    pub(super) cells: ColumnCells,
}

impl Column {
    pub(super) fn new(name: String, label: String, index: usize) -> Self {
        let cells = ColumnCells::Levels {
            levels: Levels::default(),
            codes: LevelCodes::Narrow(Vec::new()),
        };
        Self { name, label, index, legend: Legend::default(), cells }
    }

    pub(super) fn with_legend(mut self, legend: Legend) -> Self {
        self.legend = legend;
        self
    }

    /// A column made of computed cells, which no file holds.
    pub(crate) fn from_texts<T: AsRef<str>>(
        label: &str,
        index: usize,
        scale: Option<Scale>,
        cells: impl IntoIterator<Item = T>,
    ) -> Self {
        let mut column = Self::new(label.to_owned(), label.to_owned(), index);
        column.legend.scale = scale;
        cells.into_iter().for_each(|cell| column.push(cell.as_ref()));
        column
    }

    /// A column of these rows of this one; a row may occur several times.
    pub(crate) fn pick(&self, rows: &[u32]) -> Self {
        let rows = || rows.iter().map(|row| *row as usize);
        let cells = match &self.cells {
            ColumnCells::Levels { levels, codes } => {
                let codes = match codes {
                    LevelCodes::Narrow(codes) => {
                        LevelCodes::Narrow(rows().map(|row| codes[row]).collect())
                    }
                    LevelCodes::Wide(codes) => {
                        LevelCodes::Wide(rows().map(|row| codes[row]).collect())
                    }
                };
                ColumnCells::Levels { levels: levels.clone(), codes }
            }
            ColumnCells::Numbers(numbers) => {
                ColumnCells::Numbers(rows().map(|row| numbers[row]).collect())
            }
            ColumnCells::Texts(texts) => {
                let mut texts_of_rows = Texts::default();
                rows().for_each(|row| texts_of_rows.push(texts.get(row)));
                ColumnCells::Texts(texts_of_rows)
            }
        };
        Self { cells, ..Self::new(self.name.clone(), self.label.clone(), self.index) }
            .with_legend(self.legend.clone())
    }

    /// Text of a cell as the file has it, without the quotation marks of the format.
    ///
    /// # Panics
    /// If there is no such row.
    #[must_use]
    pub fn text(&self, row: usize) -> Cow<'_, str> {
        match &self.cells {
            ColumnCells::Levels { levels, codes } => Cow::Borrowed(levels.get(codes.get(row))),
            ColumnCells::Numbers(numbers) if numbers[row].is_nan() => Cow::Borrowed(""),
            ColumnCells::Numbers(numbers) => Cow::Owned(numbers[row].to_string()),
            ColumnCells::Texts(texts) => Cow::Borrowed(texts.get(row)),
        }
    }

    /// Number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.cells {
            ColumnCells::Levels { codes, .. } => codes.len(),
            ColumnCells::Numbers(numbers) => numbers.len(),
            ColumnCells::Texts(texts) => texts.len(),
        }
    }

    /// True if there are no cells.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The different texts with the number of cells of each, in order of first occurrence; `None`
    /// if there are too many to be answers to choose from.
    #[must_use]
    pub(crate) fn levels(&self) -> Option<Vec<(&str, usize)>> {
        let ColumnCells::Levels { levels, codes } = &self.cells else { return None };
        let mut counted: Vec<(&str, usize)> = levels.iter().map(|level| (level, 0)).collect();
        match codes {
            LevelCodes::Narrow(codes) => {
                codes.iter().for_each(|code| counted[usize::from(*code)].1 += 1)
            }
            LevelCodes::Wide(codes) => {
                codes.iter().for_each(|code| counted[usize::from(*code)].1 += 1)
            }
        }
        Some(counted)
    }

    /// True if its different texts are few enough to be held once each.
    pub(crate) fn is_of_levels(&self) -> bool {
        matches!(self.cells, ColumnCells::Levels { .. })
    }

    /// The most frequent of the different texts with how many cells hold each, and whether these
    /// are all. Of texts that occur equally often some are left out whose choice does not depend on
    /// the order of the rows.
    pub(super) fn most_frequent(&self, most: usize) -> (Vec<(Cow<'_, str>, usize)>, bool) {
        if let Some(levels) = self.levels() {
            return (
                levels.into_iter().map(|(text, count)| (Cow::Borrowed(text), count)).collect(),
                true,
            );
        }
        // Sorting hashes takes twelve bytes a row, where a map of texts would take the column
        // again.
        let mut hashes: Vec<(u64, u32)> = (0..self.len())
            .map(|row| (FixedState::default().hash_one(self.text(row)), position32(row)))
            .collect();
        hashes.sort_unstable();
        let equal = hashes.chunk_by(|a, b| a.0 == b.0);
        let mut different: Vec<(Reverse<usize>, (u64, u32))> =
            equal.map(|equal| (Reverse(equal.len()), equal[0])).collect();
        let all = different.len() <= most;
        if !all {
            // Only the first `most` are needed, so the rest stays unsorted; the hash breaks ties
            // without the order of rows.
            different.select_nth_unstable_by_key(most, |(count, (hash, _))| (*count, *hash));
            different.truncate(most);
        }
        (
            different
                .into_iter()
                .map(|(count, (_, row))| (self.text(row as usize), count.0))
                .collect(),
            all,
        )
    }

    /// The different numbers from low to high with how many cells hold each, where every cell is
    /// empty or a plainly written number and too many differ to be answers to choose from.
    pub(super) fn different_numbers(&self) -> Option<Vec<(f64, usize)>> {
        let ColumnCells::Numbers(numbers) = &self.cells else { return None };
        let mut sorted: Vec<f64> =
            numbers.iter().copied().filter(|number| !number.is_nan()).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let mut counted: Vec<(f64, usize)> = Vec::new();
        for number in sorted {
            match counted.last_mut() {
                Some((last, count)) if last.total_cmp(&number).is_eq() => *count += 1,
                _ => counted.push((number, 1)),
            }
        }
        Some(counted)
    }

    /// Number of each cell where [`Column::different_numbers`] returns some; NaN for an empty cell.
    pub(super) fn plain_numbers(&self) -> Option<&[f64]> {
        match &self.cells {
            ColumnCells::Numbers(numbers) => Some(numbers),
            _ => None,
        }
    }

    /// Applies `value` to the text of each cell; repeated texts are converted only once.
    pub(crate) fn map<T: Copy>(&self, mut value: impl FnMut(&str) -> T) -> Vec<T> {
        match &self.cells {
            ColumnCells::Levels { levels, codes } => {
                let values: Vec<T> = levels.iter().map(&mut value).collect();
                match codes {
                    LevelCodes::Narrow(codes) => {
                        codes.iter().map(|code| values[usize::from(*code)]).collect()
                    }
                    LevelCodes::Wide(codes) => {
                        codes.iter().map(|code| values[usize::from(*code)]).collect()
                    }
                }
            }
            _ => (0..self.len()).map(|row| value(&self.text(row))).collect(),
        }
    }

    /// Replaces the text of every cell.
    pub(crate) fn rewrite(&mut self, text: impl Fn(usize, &str) -> String) {
        // The new texts may need other storage than the old ones.
        let mut rewritten = Self::new(String::new(), String::new(), self.index);
        (0..self.len()).for_each(|row| rewritten.push(&text(row, &self.text(row))));
        self.cells = rewritten.cells;
    }

    /// Replaces entities of web pages by the signs that they stand for, in the header too; gives
    /// the number of cells that had some.
    pub(super) fn read_entities(&mut self) -> usize {
        self.name = without_entities(&self.name).into_owned();
        if matches!(self.cells, ColumnCells::Numbers(_)) {
            return 0;
        }
        let has = self.map(|text| matches!(without_entities(text), Cow::Owned(_)));
        let cells = has.into_iter().filter(|has| *has).count();
        if cells > 0 {
            self.rewrite(|_, text| without_entities(text).into_owned());
        }
        cells
    }

    /// Takes the decimal from grades that all have an empty one (`4.0`), as programs write whole
    /// numbers where a cell of the column is empty; gives the number of cells that had it.
    pub(super) fn read_whole_numbers(&mut self) -> usize {
        const HIGHEST_GRADE: u32 = 10;
        if matches!(self.cells, ColumnCells::Numbers(_)) {
            return 0;
        }
        let grade = |text: &str| {
            let whole = text.trim().strip_suffix(".0")?;
            whole.parse::<u32>().ok().filter(|number| *number <= HIGHEST_GRADE)
        };
        let cells = self.map(|text| (text.trim().is_empty(), grade(text)));
        let had = cells.iter().filter(|(_, grade)| grade.is_some()).count();
        if had == 0 || cells.iter().any(|(empty, grade)| !empty && grade.is_none()) {
            return 0;
        }
        self.rewrite(|_, text| grade(text).map_or_else(String::new, |grade| grade.to_string()));
        had
    }

    /// Adds cells.
    pub(super) fn extend<'a>(&mut self, mut cells: impl Iterator<Item = CellText<'a>>) {
        // New levels are rare; known ones run through the tight loop of `extend_known`.
        while let Some(other) = self.extend_known(&mut cells) {
            self.push(other.text());
        }
    }

    /// Adds cells as long as they are known levels; gives the first that is none.
    fn extend_known<'a>(
        &mut self,
        cells: &mut impl Iterator<Item = CellText<'a>>,
    ) -> Option<CellText<'a>> {
        let ColumnCells::Levels { levels, codes } = &mut self.cells else { return cells.next() };
        match codes {
            LevelCodes::Narrow(codes) => {
                cells.find(|cell| levels.code(*cell).map(|code| codes.push(code)).is_none())
            }
            LevelCodes::Wide(codes) => {
                cells.find(|cell| levels.code(*cell).map(|code| codes.push(code)).is_none())
            }
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        match &mut self.cells {
            ColumnCells::Levels { levels, codes } => {
                if let Some(code) = levels.position(CellText::from(text)) {
                    codes.push(code);
                } else if levels.len() < MOST_LEVELS {
                    codes.push(levels.len());
                    levels.push(text);
                } else {
                    self.widen(text);
                    self.push(text);
                }
            }
            ColumnCells::Numbers(numbers) => match plain_number(text) {
                Some(number) => numbers.push(number),
                None => {
                    self.cells = self.as_texts();
                    self.push(text);
                }
            },
            ColumnCells::Texts(texts) => texts.push(text),
        }
    }

    /// Leaves the level table: for numbers if every text and `next` is one in its plain form, else
    /// for texts.
    fn widen(&mut self, next: &str) {
        let numbers = plain_number(next)
            .and_then(|_| (0..self.len()).map(|row| plain_number(&self.text(row))).collect());
        self.cells = match numbers {
            Some(numbers) => ColumnCells::Numbers(numbers),
            None => self.as_texts(),
        };
    }

    fn as_texts(&self) -> ColumnCells {
        let mut texts = Texts::default();
        (0..self.len()).for_each(|row| texts.push(&self.text(row)));
        ColumnCells::Texts(texts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn column(cells: &[String]) -> Column {
        let mut column = Column::new("q".into(), "q".into(), 0);
        cells.iter().for_each(|cell| column.push(cell));
        column
    }

    #[test]
    fn many_numbers_are_kept_as_numbers_and_read_as_written() {
        let cells: Vec<String> = (0..6000)
            .map(|n| if n % 7 == 0 { String::new() } else { format!("{}", f64::from(n) / 4.0) })
            .collect();
        let column = column(&cells);
        assert!(matches!(column.cells, ColumnCells::Numbers(_)));
        assert!(cells.iter().enumerate().all(|(row, cell)| column.text(row) == *cell));
    }

    #[test]
    fn a_number_written_otherwise_keeps_its_text() {
        let cells: Vec<String> = (0..6000).map(|n| format!("{n:05}")).collect();
        assert_eq!(column(&cells).text(12), "00012");
        let mut late: Vec<String> = (0..6000).map(|n| n.to_string()).collect();
        late.push("1,5".into());
        assert_eq!(column(&late).text(6000), "1,5");
        assert_eq!(column(&late).text(5999), "5999");
    }

    proptest! {
        #[test]
        fn every_cell_reads_as_it_was_written(
            cells in proptest::collection::vec("[a-c1é\n]{0,3}", 0..300),
        ) {
            let column = column(&cells);
            prop_assert_eq!(column.len(), cells.len());
            for (row, cell) in cells.iter().enumerate() {
                prop_assert_eq!(column.text(row), cell.as_str());
            }
            let counted: usize = column.levels().unwrap().iter().map(|(_, count)| count).sum();
            prop_assert_eq!(counted, cells.len());
        }
    }
}

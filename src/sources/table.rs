//! Tables: survey rows, CRM records, and every other file of rows and columns.

use std::borrow::Cow;
use std::collections::BTreeMap;

use roaring::RoaringBitmap;

use super::column::Column;
use super::dialect::Delimiter;
use super::encoding::Encoding;
use super::file::Digest;
use super::headings::{HeaderShape, is_footer};
use super::leading::{MOST_AHEAD, header_position, is_separator_line};
use super::legend::Legend;
use super::lines::Lines;
use super::listed::read_lists;
use super::records::{Record, RecordBlock, RecordSource, is_blank};
use super::totals::{Below, rows_below};
use crate::error::{Error, ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::{Place, count_of, position32};
use crate::sources::findings::SourcesFinding;

/// A table in columns, with the place of every row.
///
/// Rows are numbered from 0 here; locators count the same rows from 1. A row that cannot be used is
/// set aside: it keeps its number, its cells read as empty, and a finding names it.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Name of the file in messages.
    pub name: String,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// Digest of the file.
    pub digest: Digest,
    /// Encoding of the file, if it is text.
    pub encoding: Option<Encoding>,
    /// Delimiter of the file, if it is text.
    pub delimiter: Option<Delimiter>,
    rows: usize,
    set_aside: RoaringBitmap,
    lines: Lines,
}

/// Most columns of a table: addresses have 16 bits for them.
pub(super) const MOST_COLUMNS: usize = u16::MAX as usize;
/// Most cells of a sheet, empty ones included: a few bytes of a workbook may claim any number of
/// them.
pub(super) const MOST_SHEET_CELLS: usize = 1 << 28;

impl Table {
    /// Words of messages for a table without a header.
    pub(super) const EMPTY: &str = "an empty file";

    pub(super) fn new(name: String, digest: Digest) -> Self {
        Self {
            name,
            columns: Vec::new(),
            digest,
            encoding: None,
            delimiter: None,
            rows: 0,
            set_aside: RoaringBitmap::new(),
            lines: Lines::default(),
        }
    }

    pub(super) fn fill<R: RecordSource>(
        &mut self,
        records: &mut R,
        findings: &mut Findings,
    ) -> Result<()> {
        let mut ahead = RecordBlock::default();
        let lines = ahead.read(records, MOST_AHEAD)?;
        let ahead: Vec<Record<'_>> = ahead.records().collect();
        let at = header_position(&ahead);
        let header = ahead.get(at).filter(|header| !header.iter().all(is_blank));
        let (Some(&header), Some(&line)) = (header, lines.get(at)) else {
            return Err(self.refusal("a table with a header", Self::EMPTY.to_owned()));
        };
        if header.len() > MOST_COLUMNS {
            return Err(self.refusal("at most 65,535 columns", header.len().to_string()));
        }
        self.report_lines_above(&ahead[..at], &lines, findings);
        let (mut block, mut next, mut width) =
            (RecordBlock::default(), RecordBlock::default(), header.len());
        let first = &ahead[at + 1..];
        let shape = HeaderShape::detect(header, first);
        self.columns = shape.columns(&self.name, line, header, first, findings);
        // The rows read ahead go into the first block; further headings keep their numbers but are
        // set aside.
        let headings = shape.further_rows();
        for (number, (line, record)) in lines[at + 1..].iter().zip(first).enumerate() {
            record.iter().for_each(|cell| block.push(cell));
            self.add_row::<R>(*line, number < headings, width, &mut block, findings)?;
        }
        while block.rows() > 0 {
            if R::STRETCHES {
                self.stretch(block.width, self.rows - block.rows(), findings)?;
                width = self.columns.len();
            }
            let mut columns = std::mem::take(&mut self.columns);
            // One block is read while the one before it goes into the columns.
            let read = rayon::in_place_scope(|scope| {
                scope.spawn(|_| block.pour(&mut columns));
                self.read_block(width, records, &mut next, findings)
            });
            self.columns = columns;
            read?;
            std::mem::swap(&mut block, &mut next);
        }
        self.finish(findings);
        Ok(())
    }

    /// Says which lines above the header are not read.
    fn report_lines_above(&self, above: &[Record<'_>], lines: &[u64], findings: &mut Findings) {
        let titles = above
            .iter()
            .zip(lines)
            .filter(|(record, _)| !record.iter().all(is_blank) && !is_separator_line(record));
        titles.for_each(|(_, line)| {
            findings.add_at(SourcesFinding::TitleRow {}, Place::file(&self.name).line(*line));
        });
    }

    /// Reads what programs write around the words of cells, and sets aside what is below
    /// the records.
    fn finish(&mut self, findings: &mut Findings) {
        for column in &mut self.columns {
            let at = Some(Place::file(&self.name).column(&column.label));
            let entities = column.read_entities();
            let lists = read_lists(column);
            let whole = column.read_whole_numbers();
            for (kind, cells) in [
                (SourcesFinding::EntitiesRead { cells: entities }, entities),
                (SourcesFinding::ListsRead { cells: lists }, lists),
                (SourcesFinding::WholeNumbersRead { cells: whole }, whole),
            ] {
                findings.add_counted(kind, usize::from(cells > 0), at.clone());
            }
        }
        let mut below = RoaringBitmap::new();
        let used = (0..self.rows).rev().filter(|row| !self.is_set_aside(*row));
        for (row, what) in rows_below(&self.columns, used) {
            let kind = match what {
                Below::Total => SourcesFinding::TotalRow {},
                Below::Footer => SourcesFinding::FooterRow {},
            };
            findings.add_at(kind, self.place(row));
            below.insert(position32(row));
        }
        if !below.is_empty() {
            self.leave_out(&below);
        }
    }

    fn refusal(&self, expected: &str, found: String) -> Error {
        ErrorKind::Format { place: Place::file(&self.name), expected: expected.to_owned(), found }
            .into()
    }

    /// Fills a block, for columns of this number.
    fn read_block<R: RecordSource>(
        &mut self,
        width: usize,
        records: &mut R,
        block: &mut RecordBlock,
        findings: &mut Findings,
    ) -> Result<()> {
        block.clear();
        while !block.is_full() {
            let Some(line) = records.next(block)? else { break };
            self.add_row::<R>(line, false, width, block, findings)?;
        }
        Ok(())
    }

    /// Makes the record that was read last a row of a block: used, or set aside with a finding.
    fn add_row<R: RecordSource>(
        &mut self,
        line: u64,
        heading: bool,
        width: usize,
        block: &mut RecordBlock,
        findings: &mut Findings,
    ) -> Result<()> {
        let record = block.last();
        let row = self.rows;
        self.lines.push(row, line);
        self.rows += 1;
        let cells = self.rows * width.max(record.len());
        if R::STRETCHES && cells > MOST_SHEET_CELLS {
            let (expected, found) =
                (format!("at most {MOST_SHEET_CELLS} cells"), cells.to_string());
            return Err(ErrorKind::Format {
                place: Place::file(&self.name).line(line),
                expected,
                found,
            }
            .into());
        }
        // Spreadsheets save rows with empty cells behind the last column.
        let fits = record.len() == width
            || R::STRETCHES
            || (record.len() > width && record.iter().skip(width).all(is_blank));
        let odd = if heading {
            Some(SourcesFinding::FurtherHeading {})
        } else if record.iter().all(is_blank) {
            Some(SourcesFinding::BlankRow {})
        } else if is_footer(record, width) {
            Some(SourcesFinding::FooterRow {})
        } else {
            (!fits).then(|| SourcesFinding::RaggedRow { expected: width, found: record.len() })
        };
        block.end_row(odd.is_none());
        if let Some(kind) = odd {
            findings.add_at(kind, self.place(row));
            self.set_aside.insert(position32(row));
        }
        Ok(())
    }

    /// Adds nameless columns up to `width`, with `rows` empty cells each, for rows wider than the
    /// header.
    fn stretch(&mut self, width: usize, rows: usize, findings: &mut Findings) -> Result<()> {
        if width > MOST_COLUMNS {
            return Err(self.refusal(&format!("at most {MOST_COLUMNS} columns"), width.to_string()));
        }
        for index in self.columns.len()..width {
            let label = format!("column {}", index + 1);
            findings.add_at(
                SourcesFinding::EmptyHeader { shown: label.clone() },
                Place::file(&self.name),
            );
            let mut column = Column::new(String::new(), label, index);
            (0..rows).for_each(|_| column.push(""));
            self.columns.push(column);
        }
        Ok(())
    }

    /// Takes columns that were read one by one: names them, and sets aside the rows that are no
    /// records.
    #[cfg(feature = "parquet")]
    pub(super) fn fill_columns(
        &mut self,
        names: Record<'_>,
        cells: Vec<Column>,
        findings: &mut Findings,
    ) {
        self.rows = cells.first().map_or(0, Column::len);
        self.lines.push(0, 1);
        let mut following = RecordBlock::default();
        for row in 0..self.rows.min(2) {
            cells.iter().for_each(|column| following.push(&column.text(row)));
            following.end_row(true);
        }
        let first: Vec<Record<'_>> = following.records().collect();
        let shape = HeaderShape::detect(names, &first);
        self.columns = shape.columns(&self.name, 1, names, &first, findings);
        for (column, read) in self.columns.iter_mut().zip(cells) {
            (column.cells, column.legend.scale) = (read.cells, read.legend.scale);
        }
        let mut rows: RoaringBitmap =
            (0..position32(shape.further_rows().min(self.rows))).collect();
        rows.iter().for_each(|row| {
            findings.add_at(SourcesFinding::FurtherHeading {}, self.place(row as usize))
        });
        let mut blank: Vec<usize> = (0..self.rows).collect();
        self.columns.iter().for_each(|column| blank.retain(|row| is_blank(&column.text(*row))));
        blank.iter().for_each(|row| findings.add_at(SourcesFinding::BlankRow {}, self.place(*row)));
        rows.extend(blank.into_iter().map(position32));
        self.leave_out(&rows);
    }

    /// Says of columns what their file says of them; the question becomes the label.
    pub(super) fn explain(&mut self, legends: impl IntoIterator<Item = (usize, Legend)>) {
        let mut labels: BTreeMap<String, usize> = BTreeMap::new();
        self.columns
            .iter()
            .for_each(|column| *labels.entry(column.label.clone()).or_default() += 1);
        for (column, legend) in legends {
            let column = &mut self.columns[column];
            if let Some(heading) = legend.heading() {
                labels.entry(column.label.clone()).and_modify(|count| *count -= 1);
                // A question of several columns labels the first; the others add their name to stay
                // unique.
                let is_taken = labels.get(&heading).is_some_and(|count| *count > 0);
                column.label =
                    if is_taken { format!("{heading} ({})", column.name) } else { heading };
                *labels.entry(column.label.clone()).or_default() += 1;
            }
            column.legend = legend;
        }
    }

    /// Sets aside rows that are no response: their cells read as empty.
    pub(super) fn leave_out(&mut self, rows: &RoaringBitmap) {
        self.set_aside |= rows;
        let text = |row, text: &str| {
            if rows.contains(position32(row)) { String::new() } else { text.to_owned() }
        };
        let says =
            |column: &&mut Column| rows.iter().any(|row| !column.text(row as usize).is_empty());
        self.columns.iter_mut().filter(says).for_each(|column| column.rewrite(text));
    }

    /// Passes over rows as if they stood in no file: they keep their numbers, and the digest is
    /// that of all others.
    pub(crate) fn pass_over(&mut self, rows: &[u32]) {
        let rows: RoaringBitmap = rows.iter().copied().collect();
        self.leave_out(&rows);
        let kept = (0..self.rows).filter(|row| !rows.contains(position32(*row)));
        let kept: Vec<usize> = kept.collect();
        let names = self.columns.iter().map(|column| Cow::Borrowed(column.name.as_str()));
        let cells = self.columns.iter().flat_map(|column| kept.iter().map(|row| column.text(*row)));
        // The digest of the file would still hold what was removed.
        self.digest = Digest::of_texts(names.chain(cells));
    }

    /// A table of other columns, whose rows have the places of these rows.
    pub(crate) fn rebuild(&self, columns: Vec<Column>, rows: &[u32]) -> Self {
        let mut table = Self::new(self.name.clone(), self.digest.clone());
        (table.encoding, table.delimiter) = (self.encoding, self.delimiter);
        rows.iter()
            .enumerate()
            .for_each(|(row, of)| table.lines.push(row, self.lines.get(*of as usize)));
        (table.columns, table.rows) = (columns, rows.len());
        table
    }

    /// Number of rows, including those set aside.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// True if a row was set aside.
    #[must_use]
    pub(crate) fn is_set_aside(&self, row: usize) -> bool {
        u32::try_from(row).is_ok_and(|row| self.set_aside.contains(row))
    }

    /// Number of rows set aside.
    #[must_use]
    pub fn set_aside(&self) -> usize {
        count_of(self.set_aside.len())
    }

    /// Number of rows that are read: all but those set aside.
    pub(crate) fn kept_rows(&self) -> usize {
        self.rows() - self.set_aside()
    }

    /// File and line at which a row begins.
    #[must_use]
    pub fn place(&self, row: usize) -> Place {
        Place::file(&self.name).line(self.lines.get(row))
    }

    /// Column of this label or name; the first one if a name repeats.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        let name = name.trim();
        self.columns
            .iter()
            .find(|column| column.label == name)
            .or_else(|| self.columns.iter().find(|column| column.name == name))
    }

    /// The first of several names that a column has, ignoring case.
    pub(super) fn column_of(&self, names: &[&str]) -> Option<&Column> {
        names.iter().find_map(|name| {
            self.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name))
        })
    }
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;

//! Rows on their way from a file into the columns of a table.

use super::column::Column;
use super::levels::CellText;
use crate::error::Result;
use crate::locator::position32;

/// Rows of cells as a reader gives them, the header first.
pub(super) trait RecordSource {
    /// True if a record may have more or fewer cells than the header, as rows of a sheet do, or is
    /// then set aside.
    const STRETCHES: bool;

    /// Adds the cells of the next record to a block; gives the physical line on which it begins,
    /// `None` after the last.
    fn next(&mut self, block: &mut RecordBlock) -> Result<Option<u64>>;
}

/// Some rows on their way into the columns: their cells one after the other in one text.
#[derive(Debug, Default)]
pub(super) struct RecordBlock {
    text: String,
    /// Where each cell begins and ends.
    cells: Vec<(u32, u32)>,
    /// For each row the number of cells up to its end.
    ends: Vec<u32>,
    /// For each row whether it is used or set aside.
    used: Vec<bool>,
    /// Cells of the widest row that is used.
    pub(super) width: usize,
}

impl RecordBlock {
    pub(super) fn rows(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn is_full(&self) -> bool {
        // Threads seldom wait for each other, and what they hand over stays in near memory.
        const ROWS: usize = 4096;
        const BYTES: usize = 1 << 18;
        self.rows() >= ROWS || self.text.len() >= BYTES
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.ends.clear();
        self.used.clear();
        self.width = 0;
    }

    /// Makes rows of some of the next records; gives the lines on which they begin.
    pub(super) fn read<R: RecordSource>(
        &mut self,
        records: &mut R,
        most: usize,
    ) -> Result<Vec<u64>> {
        let mut lines = Vec::with_capacity(most);
        while lines.len() < most {
            let Some(line) = records.next(self)? else { break };
            self.end_row(true);
            lines.push(line);
        }
        Ok(lines)
    }

    /// Adds a cell to the record that is being read.
    pub(super) fn push(&mut self, cell: &str) {
        self.push_record(cell, &[cell.len()], 0);
    }

    /// Adds the cells of a whole record, which end there in its text, with that number of bytes
    /// between one and the next.
    pub(super) fn push_record(&mut self, record: &str, ends: &[usize], between: usize) {
        let mut start = self.text.len();
        let first = start;
        self.text.push_str(record);
        self.cells.extend(ends.iter().map(|end| {
            let cell = (position32(start), position32(first + end));
            start = first + end + between;
            cell
        }));
    }

    /// The record that is being read.
    pub(super) fn last(&self) -> Record<'_> {
        self.cells(self.ends.last().map_or(0, |end| *end as usize), self.cells.len())
    }

    /// The record of a row.
    pub(super) fn record(&self, row: usize) -> Record<'_> {
        self.cells(
            row.checked_sub(1).map_or(0, |before| self.ends[before] as usize),
            self.ends[row] as usize,
        )
    }

    pub(super) fn records(&self) -> impl Iterator<Item = Record<'_>> {
        (0..self.rows()).map(|row| self.record(row))
    }

    fn cells(&self, from: usize, to: usize) -> Record<'_> {
        Record { text: &self.text, cells: &self.cells[from..to] }
    }

    /// Makes a row of the record that was being read.
    pub(super) fn end_row(&mut self, used: bool) {
        let cells = self.last().len();
        self.width = if used { self.width.max(cells) } else { self.width };
        self.ends.push(position32(self.cells.len()));
        self.used.push(used);
    }

    /// Adds the rows to the columns; where a row ends early its cells are empty.
    pub(super) fn pour(&self, columns: &mut [Column]) {
        // Rows that stay in the nearest memory while all columns take their cells.
        const NEAR: usize = 256;
        for from in (0..self.rows()).step_by(NEAR) {
            let near = from..self.rows().min(from + NEAR);
            let rows: Vec<Option<Record<'_>>> =
                near.map(|row| self.used[row].then(|| self.record(row))).collect();
            for column in &mut *columns {
                let index = column.index;
                column.extend(
                    rows.iter().map(|row| {
                        row.and_then(|row| row.cell(index)).unwrap_or(CellText::from(""))
                    }),
                );
            }
        }
    }
}

/// The cells of a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    text: &'a str,
    /// Where each begins and ends.
    cells: &'a [(u32, u32)],
}

impl<'a> Record<'a> {
    pub(super) fn len(self) -> usize {
        self.cells.len()
    }

    pub(super) fn get(self, cell: usize) -> Option<&'a str> {
        self.cell(cell).map(CellText::text)
    }

    #[inline]
    fn cell(self, cell: usize) -> Option<CellText<'a>> {
        let (start, end) = *self.cells.get(cell)?;
        Some(CellText::within(self.text, start as usize, end as usize))
    }

    pub(super) fn iter(self) -> impl Iterator<Item = &'a str> {
        self.cells.iter().map(move |(start, end)| &self.text[*start as usize..*end as usize])
    }
}

/// True if a cell holds nothing but white space.
pub(super) fn is_blank(cell: &str) -> bool {
    cell.trim_ascii().is_empty()
}

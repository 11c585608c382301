//! Rows on their way from a file into the columns of a table.

use csv::StringRecord;

use super::column::Column;
use super::dialect::{Delimiter, reader};
use crate::error::Result;
use crate::locator::count_of;

/// Rows of cells as a reader gives them, the header first.
pub(super) trait RecordSource {
    /// Whether a record may have more or fewer cells than the header, as rows of a sheet do, or is then set aside.
    const STRETCHES: bool;

    /// Reads the next record; gives the physical line on which it begins, `None` after the last.
    fn next(&mut self, record: &mut StringRecord) -> Result<Option<u64>>;
}

/// Some rows on their way into the columns.
#[derive(Default)]
pub(super) struct Block {
    /// Room for records, used again and again.
    records: Vec<StringRecord>,
    /// For each row whether it is used or set aside.
    used: Vec<bool>,
    /// Cells of the widest row that is used.
    pub(super) width: usize,
}

impl Block {
    pub(super) fn rows(&self) -> usize {
        self.used.len()
    }

    pub(super) fn is_full(&self) -> bool {
        // Threads seldom wait for each other.
        const ROWS: usize = 4096;
        self.rows() >= ROWS
    }

    pub(super) fn clear(&mut self) {
        self.used.clear();
        self.width = 0;
    }

    /// Room for the next row's record; [`Block::end_row`] makes it a row.
    pub(super) fn record(&mut self) -> &mut StringRecord {
        let row = self.rows();
        if self.records.len() == row {
            self.records.push(StringRecord::new());
        }
        &mut self.records[row]
    }

    /// The records of the first rows.
    pub(super) fn first(&self, rows: usize) -> &[StringRecord] {
        &self.records[..rows]
    }

    pub(super) fn end_row(&mut self, used: bool) {
        let cells = self.records[self.rows()].len();
        self.width = if used { self.width.max(cells) } else { self.width };
        self.used.push(used);
    }

    /// Adds the rows to the columns; where a row ends early its cells are empty.
    pub(super) fn pour(&self, columns: &mut [Column]) {
        // Rows that stay in the nearest memory while all columns take their cells.
        const NEAR: usize = 256;
        for (records, used) in self.records.chunks(NEAR).zip(self.used.chunks(NEAR)) {
            for column in &mut *columns {
                for (record, used) in records.iter().zip(used) {
                    column.push(record.get(column.index).filter(|_| *used).unwrap_or_default());
                }
            }
        }
    }
}

/// Records of a text table.
pub(super) struct TextRecords<'a> {
    reader: csv::Reader<&'a [u8]>,
    text: &'a [u8],
    byte: usize,
    line: u64,
}

impl<'a> TextRecords<'a> {
    pub(super) fn new(text: &'a str, delimiter: Delimiter) -> Self {
        Self { reader: reader(text, delimiter), text: text.as_bytes(), byte: 0, line: 1 }
    }

    /// The line on which the record begins that is read from this byte on; empty lines before it are passed over. Any of `\n`, `\r` and
    /// `\r\n` ends a line.
    fn line_of(&mut self, record: u64) -> u64 {
        let passed = count_of(record).min(self.text.len()).max(self.byte);
        let blank = self.text[passed..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let start = passed + blank;
        for end in memchr::memchr2_iter(b'\n', b'\r', &self.text[self.byte..start]) {
            let end = self.byte + end;
            let half = self.text[end] == b'\r' && self.text.get(end + 1) == Some(&b'\n');
            self.line += u64::from(!half);
        }
        self.byte = start;
        self.line
    }
}

impl RecordSource for TextRecords<'_> {
    const STRETCHES: bool = false;

    fn next(&mut self, record: &mut StringRecord) -> Result<Option<u64>> {
        let more = self.reader.read_record(record).expect("text in memory is UTF-8, and records may have any width");
        if !more {
            return Ok(None);
        }
        let byte = record.position().map_or(0, csv::Position::byte);
        Ok(Some(self.line_of(byte)))
    }
}

/// Whether a cell holds nothing but white space.
pub(super) fn is_blank(cell: &str) -> bool {
    cell.trim_ascii().is_empty()
}

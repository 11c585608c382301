//! Records of text whose cells are parted by a delimiter, as the library `csv` cuts them.

use csv::{Position, StringRecord};

use super::dialect::{Delimiter, reader};
use super::records::{Block, RecordSource};
use crate::error::Result;
use crate::locator::count_of;

/// Records of a text table.
pub(super) struct TextRecords<'a> {
    reader: csv::Reader<&'a [u8]>,
    text: &'a [u8],
    /// Room for a record.
    record: StringRecord,
    byte: usize,
    line: u64,
}

impl<'a> TextRecords<'a> {
    pub(super) fn new(text: &'a str, delimiter: Delimiter) -> Self {
        let record = StringRecord::new();
        Self { reader: reader(text, delimiter), text: text.as_bytes(), record, byte: 0, line: 1 }
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

    fn next(&mut self, block: &mut Block) -> Result<Option<u64>> {
        let read = self.reader.read_record(&mut self.record);
        if !read.expect("text in memory is UTF-8, and records may have any width") {
            return Ok(None);
        }
        block.push_record(&self.record);
        let byte = self.record.position().map_or(0, Position::byte);
        Ok(Some(self.line_of(byte)))
    }
}

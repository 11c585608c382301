//! Records of text whose cells are parted by a delimiter.
//!
//! A record without quotation marks is cut where its delimiters are, many bytes at a time. In any other a cell that begins with a quotation
//! mark goes on to the next one that is not doubled, over delimiters and ends of lines; what follows up to the next delimiter belongs to it.

use std::borrow::Cow;

use super::dialect::Delimiter;
use super::records::{Block, RecordSource};
use crate::error::Result;

const QUOTE: u8 = b'"';

/// Records of a text table; any of `\n`, `\r` and `\r\n` ends one, and empty lines are none.
pub(super) struct TextRecords<'a> {
    text: &'a str,
    delimiter: Delimiter,
    /// Where the next record is read from.
    at: usize,
    /// The line that is there.
    line: u64,
    /// The first quotation mark from there on, or the end of the text.
    quote: usize,
}

impl<'a> TextRecords<'a> {
    pub(super) fn new(text: &'a str, delimiter: Delimiter) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut records = Self { text, delimiter, at: 0, line: 1, quote: 0 };
        records.quote = records.find(QUOTE);
        records
    }

    fn rest(&self) -> &'a [u8] {
        &self.text.as_bytes()[self.at..]
    }

    /// The first such byte from here on, or the end of the text.
    fn find(&self, byte: u8) -> usize {
        memchr::memchr(byte, self.rest()).map_or(self.text.len(), |found| self.at + found)
    }

    /// Reads a record with quotation marks.
    fn read_quoted(&mut self, block: &mut Block) {
        let start = self.at;
        loop {
            let (cell, length) = cell(&self.text[self.at..], self.delimiter.byte());
            block.push(&cell);
            self.at += length;
            if self.rest().first() != Some(&self.delimiter.byte()) {
                break;
            }
            self.at += 1;
        }
        self.line += count_lines(&self.text.as_bytes()[start..self.at]);
        self.quote = self.find(QUOTE);
    }
}

impl RecordSource for TextRecords<'_> {
    const STRETCHES: bool = false;

    fn next(&mut self, block: &mut Block) -> Result<Option<u64>> {
        let blank = self.rest().iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        self.line += count_lines(&self.rest()[..blank]);
        self.at += blank;
        if self.rest().is_empty() {
            return Ok(None);
        }
        let line = self.line;
        let end = memchr::memchr2(b'\n', b'\r', self.rest()).map_or(self.text.len(), |end| self.at + end);
        if self.quote < end {
            self.read_quoted(block);
        } else {
            block.push_delimited(&self.text[self.at..end], self.delimiter.byte());
            self.at = end;
        }
        Ok(Some(line))
    }
}

/// The cell that a text begins with, and how many bytes it takes in it.
fn cell(text: &str, delimiter: u8) -> (Cow<'_, str>, usize) {
    let plain = |text: &str| memchr::memchr3(delimiter, b'\n', b'\r', text.as_bytes()).unwrap_or(text.len());
    let Some(quoted) = text.strip_prefix('"') else {
        let end = plain(text);
        return (Cow::Borrowed(&text[..end]), end);
    };
    let mut cell = Cow::Borrowed("");
    let mut rest = quoted;
    loop {
        let end = memchr::memchr(QUOTE, rest.as_bytes()).unwrap_or(rest.len());
        append(&mut cell, &rest[..end]);
        rest = rest.get(end + 1..).unwrap_or_default();
        let Some(after) = rest.strip_prefix('"') else { break };
        append(&mut cell, "\"");
        rest = after;
    }
    let end = plain(rest);
    append(&mut cell, &rest[..end]);
    (cell, text.len() - rest.len() + end)
}

fn append<'a>(cell: &mut Cow<'a, str>, part: &'a str) {
    if cell.is_empty() {
        *cell = Cow::Borrowed(part);
    } else if !part.is_empty() {
        cell.to_mut().push_str(part);
    }
}

/// Ends of lines.
fn count_lines(text: &[u8]) -> u64 {
    memchr::memchr2_iter(b'\n', b'\r', text).filter(|at| !text[*at..].starts_with(b"\r\n")).count() as u64
}

/// Bytes that are looked at together.
const RUN: usize = 64;

/// Where a byte stands in a text, in ascending order, handed over some at a time.
pub(super) fn each_run(text: &[u8], byte: u8, mut take: impl FnMut(&[u32])) {
    let mut places = [0; RUN];
    for (run, from) in text.chunks(RUN).zip((0_u32..).step_by(RUN)) {
        let mut bits = match run.first_chunk() {
            Some(run) => bits_of(run, byte),
            None => {
                let mut last = [!byte; RUN];
                last[..run.len()].copy_from_slice(run);
                bits_of(&last, byte)
            }
        };
        let mut count = 0;
        while bits != 0 {
            places[count] = from + bits.trailing_zeros();
            bits &= bits - 1;
            count += 1;
        }
        take(&places[..count]);
    }
}

/// A bit for each byte of a run, the first byte's lowest: set where it is the one that is looked for.
fn bits_of(run: &[u8; RUN], byte: u8) -> u64 {
    const LOW: u64 = u64::MAX / 255;
    const REST: u64 = LOW * 0x7F;
    // Moves the highest bits of eight bytes together into the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    run.chunks_exact(8).rev().fold(0, |bits, word| {
        let word = u64::from_le_bytes(word.try_into().expect("eight bytes"));
        let other = word ^ (LOW * u64::from(byte));
        let equal = !(((other & REST) + REST) | other | REST);
        bits << 8 | (equal >> 7).wrapping_mul(GATHER) >> 56
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Cells and line of each record.
    type Records = Vec<(Vec<String>, u64)>;

    fn read(text: &str) -> Records {
        let (mut records, mut block) = (TextRecords::new(text, Delimiter::Comma), Block::default());
        let mut read = Vec::new();
        while let Some(line) = records.next(&mut block).unwrap() {
            read.push((block.last().iter().map(str::to_owned).collect(), line));
            block.end_row(true);
        }
        read
    }

    /// What the library `csv` reads, with lines counted by hand.
    fn expected(text: &str) -> Records {
        let line = |byte: usize| {
            let blank = text[byte..].len() - text[byte..].trim_start_matches(['\n', '\r']).len();
            1 + text[..byte + blank].replace("\r\n", "\n").matches(['\n', '\r']).count() as u64
        };
        let mut reader = super::super::dialect::reader(text, Delimiter::Comma);
        let records = reader.records().map(|record| record.unwrap());
        records
            .map(|record| {
                let byte = usize::try_from(record.position().unwrap().byte()).unwrap();
                (record.iter().map(str::to_owned).collect(), line(byte))
            })
            .collect()
    }

    proptest! {
        #[test]
        fn any_text_is_cut_as_the_library_cuts_it(text in "[ab,\"\n\ré]{0,60}") {
            prop_assert_eq!(read(&text), expected(&text));
        }

        #[test]
        fn long_records_are_cut_at_every_delimiter(cells in proptest::collection::vec("[-+;é]{0,9}", 1..200)) {
            let text = format!("{}\n\r\nx", cells.join(","));
            prop_assert_eq!(read(&text), expected(&text));
        }
    }

    #[test]
    fn quotation_marks_are_those_of_the_format_only_at_the_start_of_a_cell() {
        let (read, _) = read("a\"b\",\"c\"\"d\"e\"f,\"\"\r\n")[0].clone();
        assert_eq!(read, ["a\"b\"", "c\"de\"f", ""]);
    }
}

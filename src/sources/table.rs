//! Tables: survey rows, CRM records, and every other file of rows and columns.

use roaring::RoaringBitmap;

use super::column::Column;
use super::dialect::{Delimiter, reader};
use super::encoding::{Encoding, decode};
use super::file::{Digest, SourceFile};
use crate::error::{ErrorKind, Result, shown};
use crate::finding::{FindingKind, Findings};
use crate::locator::{Place, count_of, position32};

/// A table in columns, with the place of every row.
///
/// Rows are numbered from 0 here; locators count the same rows from 1. A row that cannot be used is set aside: it keeps its number, its
/// cells read as empty, and a finding names it.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What messages call the file.
    pub name: String,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// Digest of the file.
    pub digest: Digest,
    /// Encoding of the file.
    pub encoding: Encoding,
    /// Delimiter of the file.
    pub delimiter: Delimiter,
    rows: usize,
    set_aside: RoaringBitmap,
    lines: Lines,
}

/// Physical lines of the rows: only rows that do not follow on the next line are stored.
#[derive(Debug, Clone, PartialEq, Default)]
struct Lines(Vec<(usize, u64)>);

impl Lines {
    fn push(&mut self, row: usize, line: u64) {
        let expected = self.0.last().map(|(first, at)| at + (row - first) as u64);
        if expected != Some(line) {
            self.0.push((row, line));
        }
    }

    fn get(&self, row: usize) -> u64 {
        let position = self.0.partition_point(|(first, _)| *first <= row);
        position.checked_sub(1).map_or(1, |position| self.0[position].1 + (row - self.0[position].0) as u64)
    }
}

/// Counts physical lines up to the records of a text, whatever ends a line.
struct LineCounter<'a> {
    text: &'a [u8],
    byte: usize,
    line: u64,
}

impl LineCounter<'_> {
    /// The line on which the record begins that is read from this byte on; empty lines before it are passed over.
    fn line_of(&mut self, record: u64) -> u64 {
        let record = count_of(record);
        while let Some(byte) = self.text.get(self.byte) {
            let ends_line = matches!(byte, b'\n' | b'\r');
            if self.byte >= record && !ends_line {
                break;
            }
            let half = *byte == b'\r' && self.text.get(self.byte + 1) == Some(&b'\n');
            self.line += u64::from(ends_line && !half);
            self.byte += 1;
        }
        self.line
    }
}

impl Table {
    /// Reads comma-, semicolon-, tab- or bar-separated text. Encoding and delimiter are recognised unless stated.
    ///
    /// ```
    /// use persona_synthesis::Findings;
    /// use persona_synthesis::sources::{SourceFile, Table};
    ///
    /// let file = SourceFile::from_bytes("survey.csv", "id;How often?\nP1;weekly\nP2;\"now\nand then\"\n")?;
    /// let table = Table::from_file(file, None, None, &mut Findings::default())?;
    /// assert_eq!(table.rows(), 2);
    /// assert_eq!(table.columns[1].text(1), "now\nand then");
    /// assert_eq!(table.place(1).to_string(), "survey.csv:3");
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Format`] for a file without a header or with more than 65,535 columns, [`ErrorKind::Encoding`] if the bytes are no text.
    pub fn from_file(
        file: SourceFile,
        encoding: Option<Encoding>,
        delimiter: Option<Delimiter>,
        findings: &mut Findings,
    ) -> Result<Self> {
        let (name, digest) = (file.name().to_owned(), file.digest());
        let (text, encoding) = decode(file, encoding, findings)?;
        let recognised = delimiter.unwrap_or_else(|| Delimiter::recognise(&text));
        if delimiter.is_none() && recognised != Delimiter::Comma {
            findings.add_at(FindingKind::DialectRecognised { delimiter: recognised.to_string() }, Place::file(&name));
        }
        let mut table = Self {
            name,
            columns: Vec::new(),
            digest,
            encoding,
            delimiter: recognised,
            rows: 0,
            set_aside: RoaringBitmap::new(),
            lines: Lines::default(),
        };
        table.fill(&text, findings)?;
        Ok(table)
    }

    fn fill(&mut self, text: &str, findings: &mut Findings) -> Result<()> {
        let mut reader = reader(text, self.delimiter);
        let mut record = csv::ByteRecord::new();
        let mut next = |record: &mut csv::ByteRecord| {
            reader.read_byte_record(record).expect("text in memory can be read, and records may have any width")
        };
        if !next(&mut record) || record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            let (expected, found) = ("a table with a header".to_owned(), "an empty file".to_owned());
            return Err(ErrorKind::Format { place: Place::file(&self.name), expected, found }.into());
        }
        if record.len() > usize::from(u16::MAX) {
            let (expected, found) = ("at most 65,535 columns".to_owned(), record.len().to_string());
            return Err(ErrorKind::Format { place: Place::file(&self.name), expected, found }.into());
        }
        self.columns = header(&self.name, &record, findings);
        let mut lines = LineCounter { text: text.as_bytes(), byte: 0, line: 1 };
        let mut ahead = Vec::with_capacity(2);
        while ahead.len() < 2 && next(&mut record) {
            ahead.push(record.clone());
        }
        let headings = further_headings(&ahead);
        let mut ahead = ahead.into_iter();
        while ahead.next().map(|first| record = first).is_some() || next(&mut record) {
            self.lines.push(self.rows, lines.line_of(record.position().map_or(0, csv::Position::byte)));
            self.push(&record, self.rows < headings, findings);
            self.rows += 1;
        }
        Ok(())
    }

    fn push(&mut self, record: &csv::ByteRecord, heading: bool, findings: &mut Findings) {
        let row = position32(self.rows);
        let blank = |cell: &[u8]| cell.trim_ascii().is_empty();
        let surplus = record.iter().skip(self.columns.len()).any(|cell| !blank(cell));
        if heading {
            findings.add_at(FindingKind::FurtherHeading {}, self.place(self.rows));
        } else if record.iter().all(blank) {
            findings.add_at(FindingKind::BlankRow {}, self.place(self.rows));
        } else if record.len() < self.columns.len() || surplus {
            let kind = FindingKind::RaggedRow { expected: self.columns.len(), found: record.len() };
            findings.add_at(kind, self.place(self.rows));
        } else {
            for (column, cell) in self.columns.iter_mut().zip(record) {
                column.push(std::str::from_utf8(cell).expect("cells end at separators, which are whole characters"));
            }
            return;
        }
        self.set_aside.insert(row);
        self.columns.iter_mut().for_each(|column| column.push(""));
    }

    /// Number of rows, those set aside included.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Whether a row was set aside.
    #[must_use]
    pub fn is_set_aside(&self, row: usize) -> bool {
        u32::try_from(row).is_ok_and(|row| self.set_aside.contains(row))
    }

    /// Number of rows set aside.
    #[must_use]
    pub fn set_aside(&self) -> usize {
        count_of(self.set_aside.len())
    }

    /// File and line at which a row begins.
    #[must_use]
    pub fn place(&self, row: usize) -> Place {
        Place::file(&self.name).line(self.lines.get(row))
    }

    /// The column of this label or name; the first one where a name repeats.
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
        names.iter().find_map(|name| self.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name)))
    }
}

/// How many of the first rows continue the header: Qualtrics repeats it in words and as `{"ImportId":…}`, SurveyMonkey puts options and
/// `Response` below the questions.
fn further_headings(first: &[csv::ByteRecord]) -> usize {
    let import = |record: &csv::ByteRecord| record.iter().any(|cell| cell.starts_with(b"{\"ImportId\""));
    if let Some(row) = first.iter().position(import) {
        return row + 1;
    }
    let response = |cell: &[u8]| matches!(cell, b"Response" | b"Open-Ended Response");
    let options = |record: &csv::ByteRecord| {
        record.iter().next().is_some_and(|id| id.trim_ascii().is_empty()) && record.iter().any(response)
    };
    usize::from(first.first().is_some_and(options))
}

/// Columns named by the header; names that repeat or are empty get a label of their own.
fn header(file: &str, record: &csv::ByteRecord, findings: &mut Findings) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::with_capacity(record.len());
    let mut labels = std::collections::BTreeSet::new();
    for (index, cell) in record.iter().enumerate() {
        let name = String::from_utf8_lossy(cell).trim().to_owned();
        let mut label = if name.is_empty() { format!("column {}", index + 1) } else { name.clone() };
        let base = label.clone();
        let mut times = 1;
        while !labels.insert(label.clone()) {
            times += 1;
            label = format!("{base}#{times}");
        }
        if name.is_empty() {
            findings.add_at(FindingKind::EmptyHeader { shown: label.clone() }, Place::file(file).line(1));
        } else if times > 1 {
            let kind = FindingKind::DuplicateHeader { name: shown(&name), shown: shown(&label) };
            findings.add_at(kind, Place::file(file).line(1));
        }
        columns.push(Column::new(name, label, index));
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: impl Into<Vec<u8>>) -> (Table, Findings) {
        let mut findings = Findings::default();
        let file = SourceFile::from_bytes("t.csv", bytes).unwrap();
        (Table::from_file(file, None, None, &mut findings).unwrap(), findings)
    }

    #[test]
    fn repeated_and_empty_headers_get_labels() {
        let (table, findings) = read("a,Comments,,Comments,Comments#2\n1,2,3,4,5\n");
        let labels: Vec<&str> = table.columns.iter().map(|column| column.label.as_str()).collect();
        assert_eq!(labels, ["a", "Comments", "column 3", "Comments#2", "Comments#2#2"]);
        assert_eq!((findings.count("duplicate-header"), findings.count("empty-header")), (2, 1));
        assert_eq!(table.column("Comments#2").unwrap().index, 3);
    }

    #[test]
    fn ragged_rows_are_set_aside_and_counted() {
        let (table, findings) = read("a,b\n1,2\n1\n1,2,3\n1,2,\n,\n3,4\n");
        assert_eq!((table.rows(), table.set_aside()), (6, 3));
        assert_eq!((findings.count("ragged-row"), findings.count("blank-row")), (2, 1));
        assert_eq!(table.columns[0].text(5), "3");
        assert_eq!(
            findings.iter().next().unwrap().to_string(),
            "t.csv:3: row has 1 cells, expected 2; set aside (2 in all)"
        );
    }

    #[test]
    fn further_lines_of_the_header_are_no_respondents() {
        let qualtrics = "ResponseId,Q1\nAntwort-ID,How often?\n\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\nR_1,3\n";
        let (table, findings) = read(qualtrics);
        assert_eq!((table.rows(), table.set_aside(), findings.count("further-heading")), (3, 2, 2));
        assert_eq!((table.columns[1].text(0).as_ref(), table.columns[1].text(2).as_ref()), ("", "3"));
        let (table, _) = read("id,Which films?,\n,Response,A New Hope\n1,Yes,\n");
        assert_eq!((table.rows(), table.set_aside(), table.place(1).line), (2, 1, Some(3)));
    }

    #[test]
    fn rows_know_their_line_after_cells_of_several_lines() {
        let (table, _) = read("a,b\r\n1,\"x\r\ny\"\r\n2,z\r\n");
        assert_eq!((table.place(0).line, table.place(1).line), (Some(2), Some(4)));
        assert_eq!(table.columns[1].text(0), "x\r\ny");
    }

    #[test]
    fn header_only_is_a_table_of_no_rows_and_nothing_is_an_error() {
        assert_eq!(read("a,b\n").0.rows(), 0);
        let empty =
            Table::from_file(SourceFile::from_bytes("t.csv", "").unwrap(), None, None, &mut Findings::default());
        assert_eq!(empty.unwrap_err().to_string(), "t.csv: expected a table with a header, found an empty file");
    }
}

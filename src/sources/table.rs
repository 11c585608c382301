//! Tables: survey rows, CRM records, and every other file of rows and columns.

use csv::StringRecord;
use roaring::RoaringBitmap;

use super::column::Column;
use super::dialect::{Delimiter, reader};
use super::encoding::{Encoding, decode};
use super::file::{Digest, SourceFile};
use super::format::refuse_unread;
use super::workbook::{is_workbook, read_sheet};
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
    /// Encoding of the file, where it is text.
    pub encoding: Option<Encoding>,
    /// Delimiter of the file, where it is text.
    pub delimiter: Option<Delimiter>,
    rows: usize,
    set_aside: RoaringBitmap,
    lines: Lines,
}

/// Most columns of a table: addresses have 16 bits for them.
const MOST_COLUMNS: usize = u16::MAX as usize;
/// Most cells of a sheet, empty ones included: a few bytes of a workbook may claim any number of them.
pub(super) const MOST_SHEET_CELLS: usize = 1 << 28;

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

/// Rows of cells as a reader gives them, the header first.
pub(super) trait RecordSource {
    /// Whether a record may have more or fewer cells than the header, as rows of a sheet do, or is then set aside.
    const STRETCHES: bool;

    /// Reads the next record; gives the physical line on which it begins, `None` after the last.
    fn next(&mut self, record: &mut StringRecord) -> Result<Option<u64>>;
}

/// Some rows on their way into the columns: cell after cell, and where each ends.
#[derive(Default)]
struct Block {
    text: String,
    cells: Vec<usize>,
    rows: Vec<usize>,
    /// Cells of the widest row.
    width: usize,
}

impl Block {
    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn is_full(&self) -> bool {
        const ROWS: usize = 1024;
        const BYTES: usize = 1 << 20;
        self.rows.len() >= ROWS || self.text.len() >= BYTES
    }

    /// Adds a row with so many of the cells of a record.
    fn push(&mut self, record: &StringRecord, cells: usize) {
        for cell in record.iter().take(cells) {
            self.text.push_str(cell);
            self.cells.push(self.text.len());
        }
        self.width = self.width.max(cells);
        self.rows.push(self.cells.len());
    }

    /// Adds the rows to the columns; where a row ends early its cells are empty.
    fn pour(&self, columns: &mut [Column]) {
        for column in columns {
            let mut first = 0;
            for end in &self.rows {
                let at = first + column.index;
                let cell = if at < *end {
                    let start = at.checked_sub(1).map_or(0, |before| self.cells[before]);
                    &self.text[start..self.cells[at]]
                } else {
                    ""
                };
                column.push(cell);
                first = *end;
            }
        }
    }
}

/// Records of a text table.
struct TextRecords<'a> {
    reader: csv::Reader<&'a [u8]>,
    text: &'a [u8],
    byte: usize,
    line: u64,
}

impl<'a> TextRecords<'a> {
    fn new(text: &'a str, delimiter: Delimiter) -> Self {
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

/// What is known of a file beforehand; everything else is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableOptions {
    /// Encoding of a text file.
    pub encoding: Option<Encoding>,
    /// Delimiter of a text file.
    pub delimiter: Option<Delimiter>,
    /// Sheet of a workbook; the first that holds a table unless stated.
    pub sheet: Option<String>,
}

impl Table {
    /// Reads a table of any format: a workbook (`.xlsx`, `.ods`), or else text as [`Table::from_file`]. The first bytes decide, not the file's name.
    ///
    /// # Errors
    /// As [`Table::from_file`]; [`ErrorKind::Format`] for a damaged workbook, one without the stated sheet, or one of more than 2²⁸ cells,
    /// [`ErrorKind::TooLarge`] if it unpacks to more than 4 GiB, or 32 MiB in one cell.
    pub fn read(file: SourceFile, options: &TableOptions, findings: &mut Findings) -> Result<Self> {
        if is_workbook(&file) {
            return read_sheet(&file, options.sheet.as_deref(), findings);
        }
        refuse_unread(&file)?;
        Self::from_file(file, options.encoding, options.delimiter, findings)
    }

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
        let mut table = Self::new(name, digest);
        (table.encoding, table.delimiter) = (Some(encoding), Some(recognised));
        table.fill(&mut TextRecords::new(&text, recognised), findings)?;
        Ok(table)
    }

    /// What messages say of a table without a header.
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

    pub(super) fn fill<R: RecordSource>(&mut self, records: &mut R, findings: &mut Findings) -> Result<()> {
        let mut record = StringRecord::new();
        let refuse = |expected: &str, found: String| -> Result<()> {
            Err(ErrorKind::Format { place: Place::file(&self.name), expected: expected.to_owned(), found }.into())
        };
        let line = records.next(&mut record)?.filter(|_| !record.iter().all(is_blank));
        let Some(line) = line else { return refuse("a table with a header", Self::EMPTY.to_owned()) };
        if record.len() > MOST_COLUMNS {
            return refuse("at most 65,535 columns", record.len().to_string());
        }
        self.columns = header(&self.name, &record, line, findings);
        let mut ahead = Vec::with_capacity(2);
        while ahead.len() < 2 {
            let Some(line) = records.next(&mut record)? else { break };
            ahead.push((line, record.clone()));
        }
        let headings = further_headings(&ahead);
        let (mut width, mut block) = (self.columns.len(), Block::default());
        for (number, (line, record)) in ahead.iter().enumerate() {
            self.add::<R>(record, *line, number < headings, width, &mut block, findings)?;
        }
        while block.rows() > 0 {
            self.stretch(width.max(block.width), self.rows - block.rows(), findings)?;
            width = self.columns.len();
            let (mut columns, mut next) = (std::mem::take(&mut self.columns), Block::default());
            // One block is read while the one before it goes into the columns.
            let read = rayon::in_place_scope(|scope| {
                scope.spawn(|_| block.pour(&mut columns));
                self.read_block(width, records, &mut next, findings)
            });
            self.columns = columns;
            read?;
            block = next;
        }
        Ok(())
    }

    /// Fills a block, for columns of this number.
    fn read_block<R: RecordSource>(
        &mut self,
        width: usize,
        records: &mut R,
        block: &mut Block,
        findings: &mut Findings,
    ) -> Result<()> {
        let mut record = StringRecord::new();
        while !block.is_full() {
            let Some(line) = records.next(&mut record)? else { break };
            self.add::<R>(&record, line, false, width, block, findings)?;
        }
        Ok(())
    }

    /// Adds a row to a block; one that cannot be used is set aside as an empty one.
    fn add<R: RecordSource>(
        &mut self,
        record: &StringRecord,
        line: u64,
        heading: bool,
        width: usize,
        block: &mut Block,
        findings: &mut Findings,
    ) -> Result<()> {
        let row = self.rows;
        self.lines.push(row, line);
        self.rows += 1;
        if R::STRETCHES && self.rows * width.max(record.len()) > MOST_SHEET_CELLS {
            let (expected, found) =
                (format!("at most {MOST_SHEET_CELLS} cells"), (self.rows * width.max(record.len())).to_string());
            return Err(ErrorKind::Format { place: Place::file(&self.name).line(line), expected, found }.into());
        }
        let fits =
            record.len() == width || R::STRETCHES || (record.len() > width && record.iter().skip(width).all(is_blank));
        let kind = if heading {
            FindingKind::FurtherHeading {}
        } else if record.iter().all(is_blank) {
            FindingKind::BlankRow {}
        } else if fits {
            let cells = if R::STRETCHES { record.len() } else { width };
            block.push(record, cells);
            return Ok(());
        } else {
            FindingKind::RaggedRow { expected: width, found: record.len() }
        };
        findings.add_at(kind, self.place(row));
        self.set_aside.insert(position32(row));
        block.push(record, 0);
        Ok(())
    }

    /// Makes columns without a name for rows wider than the header, after so many rows without them.
    fn stretch(&mut self, width: usize, rows: usize, findings: &mut Findings) -> Result<()> {
        let refuse = |limit: usize, what: &str, found: usize| {
            let (expected, found) = (format!("at most {limit} {what}"), found.to_string());
            ErrorKind::Format { place: Place::file(&self.name), expected, found }
        };
        if width > MOST_COLUMNS {
            return Err(refuse(MOST_COLUMNS, "columns", width).into());
        }
        for index in self.columns.len()..width {
            let label = format!("column {}", index + 1);
            findings.add_at(FindingKind::EmptyHeader { shown: label.clone() }, Place::file(&self.name));
            let mut column = Column::new(String::new(), label, index);
            (0..rows).for_each(|_| column.push(""));
            self.columns.push(column);
        }
        Ok(())
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
fn further_headings(first: &[(u64, StringRecord)]) -> usize {
    let import = |(_, record): &(u64, StringRecord)| record.iter().any(|cell| cell.starts_with("{\"ImportId\""));
    if let Some(row) = first.iter().position(import) {
        return row + 1;
    }
    let response = |cell: &str| matches!(cell, "Response" | "Open-Ended Response");
    let options =
        |(_, record): &(u64, StringRecord)| record.iter().next().is_some_and(is_blank) && record.iter().any(response);
    usize::from(first.first().is_some_and(options))
}

fn is_blank(cell: &str) -> bool {
    cell.trim_ascii().is_empty()
}

/// Columns named by the header; names that repeat or are empty get a label of their own.
fn header(file: &str, record: &StringRecord, line: u64, findings: &mut Findings) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::with_capacity(record.len());
    let mut labels = std::collections::BTreeSet::new();
    for (index, cell) in record.iter().enumerate() {
        let name = cell.trim().to_owned();
        let mut label = if name.is_empty() { format!("column {}", index + 1) } else { name.clone() };
        let base = label.clone();
        let mut times = 1;
        while !labels.insert(label.clone()) {
            times += 1;
            label = format!("{base}#{times}");
        }
        if name.is_empty() {
            findings.add_at(FindingKind::EmptyHeader { shown: label.clone() }, Place::file(file).line(line));
        } else if times > 1 {
            let kind = FindingKind::DuplicateHeader { name: shown(&name), shown: shown(&label) };
            findings.add_at(kind, Place::file(file).line(line));
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

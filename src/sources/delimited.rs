//! Records of text whose cells are parted by a delimiter, as the library `csv-core` cuts them;
//! plain lines are cut at every delimiter.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::decoded::DecodedText;
use super::dialect::Delimiter;
use super::lines::LineCount;
use super::records::{RecordBlock, RecordSource};
use crate::error::{Error, ErrorKind, Result};

/// Cells of a record, and its bytes: memory ends where a delimiter fills a file, or a quote has no
/// end.
const MOST_CELLS: usize = 1 << 20;
const MOST_BYTES: usize = 1 << 26;

/// Records of a text table.
pub(super) struct TextRecords<'t, 'a> {
    text: &'t mut DecodedText<'a>,
    delimiter: u8,
    cutter: Reader,
    /// True if the cutter has seen the beginning, where it passes over a byte order mark.
    begun: bool,
    /// Room for the cells of a record, and for where each ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
    lines: LineCount,
}

impl<'t, 'a> TextRecords<'t, 'a> {
    pub(super) fn new(text: &'t mut DecodedText<'a>, delimiter: Delimiter) -> Self {
        let delimiter = delimiter.byte();
        let cutter = ReaderBuilder::new().delimiter(delimiter).build();
        let (cells, ends) = (vec![0; 1 << 10], vec![0; 1 << 6]);
        Self { text, delimiter, cutter, begun: false, cells, ends, lines: LineCount::default() }
    }

    /// Says of a record that begins on a line that it is too large.
    fn too_large(&self, line: Option<u64>, found: &str) -> Error {
        let expected = format!("a row of at most {MOST_CELLS} cells and {MOST_BYTES} bytes");
        let place = self.text.place().line(line.unwrap_or(1));
        ErrorKind::Format { place, expected, found: found.to_owned() }.into()
    }

    /// Adds the next record if it is a plain line; gives on which line it begins.
    fn next_plain(&mut self, block: &mut RecordBlock) -> Result<Option<u64>> {
        let text = self.text.piece()?;
        let Some((line, taken)) = plain_line(text).filter(|_| self.begun) else { return Ok(None) };
        self.ends.resize(self.ends.len().max(line.len() + 1), 0);
        let mut cell = 0;
        for (at, byte) in line.iter().enumerate() {
            // Without a branch, for where cells end is not to be foreseen.
            self.ends[cell] = at;
            cell += usize::from(*byte == self.delimiter);
        }
        self.ends[cell] = line.len();
        block.push_record(text_of(line), &self.ends[..=cell], 1);
        self.text.consume(taken);
        Ok(Some(self.lines.pass_line()))
    }
}

impl RecordSource for TextRecords<'_, '_> {
    const STRETCHES: bool = false;

    fn next(&mut self, block: &mut RecordBlock) -> Result<Option<u64>> {
        // Most lines have no quotes, and finding the delimiters of those is several times faster.
        if let Some(line) = self.next_plain(block)? {
            return Ok(Some(line));
        }
        self.begun = true;
        let (mut written, mut cells, mut line) = (0, 0, None);
        loop {
            let text = self.text.piece()?;
            let (result, read, bytes, ends) =
                self.cutter.read_record(text, &mut self.cells[written..], &mut self.ends[cells..]);
            let begun = self.lines.pass(&text[..read]);
            line = line.or(begun);
            self.text.consume(read);
            (written, cells) = (written + bytes, cells + ends);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.cells.len() >= MOST_BYTES => {
                    return Err(self.too_large(
                        line,
                        "more bytes, as after a quotation mark that nothing ends",
                    ));
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() >= MOST_CELLS => {
                    return Err(self.too_large(line, "more cells"));
                }
                ReadRecordResult::OutputFull => {
                    self.cells.resize(MOST_BYTES.min(2 * self.cells.len()), 0)
                }
                ReadRecordResult::OutputEndsFull => {
                    self.ends.resize(MOST_CELLS.min(2 * self.ends.len()), 0)
                }
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(None),
            }
        }
        block.push_record(text_of(&self.cells[..written]), &self.ends[..cells], 0);
        Ok(line)
    }
}

/// The line at the beginning of a text, if it ends there, is not blank and has no quote, so that
/// every delimiter ends a cell; and the number of its bytes with its end.
fn plain_line(text: &[u8]) -> Option<(&[u8], usize)> {
    let length = memchr::memchr3(b'\n', b'\r', b'"', text).filter(|length| *length > 0)?;
    match text[length..] {
        [b'\n', ..] => Some((&text[..length], length + 1)),
        [b'\r', b'\n', ..] => Some((&text[..length], length + 2)),
        _ => None,
    }
}

fn text_of(record: &[u8]) -> &str {
    str::from_utf8(record).expect("text is cut at characters of ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Findings;
    use crate::locator::Place;
    use crate::sources::decoded::TextFile;
    use crate::sources::{SourceFile, Table};
    use proptest::prelude::*;

    type DelimitedRecords = Vec<(u64, Vec<String>)>;

    fn in_pieces(text: &str, piece: usize) -> DelimitedRecords {
        let bytes = text.as_bytes();
        let file =
            TextFile::in_pieces(&bytes, piece, Place::file("t"), None, &mut Findings::default())
                .unwrap();
        let mut decoded = file.decode().unwrap();
        let mut records = TextRecords::new(&mut decoded, Delimiter::Comma);
        let mut found = Vec::new();
        loop {
            let mut block = RecordBlock::default();
            let Some(line) = records.next(&mut block).unwrap() else { return found };
            found.push((line, block.last().iter().map(str::to_owned).collect()));
        }
    }

    /// The records of the library `csv`, each with the ends of lines counted before it.
    fn at_once(text: &str) -> DelimitedRecords {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let records = reader.into_records().map(|record| {
            let record = record.unwrap();
            let at = usize::try_from(record.position().unwrap().byte()).unwrap();
            let blank = text[at..].bytes().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            let before = text[..at + blank].replace("\r\n", "\n");
            let ends = before.matches(['\n', '\r']).count();
            (1 + ends as u64, record.iter().map(str::to_owned).collect())
        });
        records.collect()
    }

    proptest! {
        #[test]
        fn pieces_of_any_size_make_the_records_and_lines_of_the_whole(
            text in "[aé,\"\r\n]{0,80}",
            piece in 1..9_usize,
        ) {
            prop_assert_eq!(in_pieces(&text, piece), at_once(&text));
        }

        #[test]
        fn plain_lines_among_others_are_cut_alike(
            lines in proptest::collection::vec(
                "[aé\u{feff},]{0,12}(\"[a,\n]{0,3}\",a)?(\n|\r\n|\r)",
                1..8,
            ),
            piece in 1..40_usize,
        ) {
            let text = format!("a{}", lines.concat());
            prop_assert_eq!(in_pieces(&text, piece), at_once(&text));
        }
    }

    #[test]
    fn records_without_bound_are_refused() {
        let refused = |text: String| {
            let file = SourceFile::from_bytes("t.csv", text).unwrap();
            Table::from_file(file, None, None, &mut Findings::default()).unwrap_err().to_string()
        };
        let cells = refused(format!("a,b\n1,2\n\"x\"{}\n", ",".repeat(1 << 20)));
        assert_eq!(
            cells,
            "t.csv:3: expected a row of at most 1048576 cells and 67108864 bytes, found more cells"
        );
        let bytes = refused(format!("a,b\n1,\"2\n{}", "3,4\n".repeat(1 << 24)));
        let expected = concat!(
            "t.csv:2: expected a row of at most 1048576 cells and 67108864 bytes, ",
            "found more bytes, as after a quotation mark that nothing ends"
        );
        assert_eq!(bytes, expected);
    }

    #[test]
    fn records_of_many_and_of_long_cells_are_whole() {
        let text = format!("{},{}\n", "é".repeat(3000), "a,".repeat(300));
        assert_eq!(in_pieces(&text, 7), at_once(&text));
        assert_eq!(in_pieces(&text, 7)[0].1.len(), 302);
    }
}

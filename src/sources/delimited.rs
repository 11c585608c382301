//! Records of text whose cells are parted by a delimiter, as the library `csv-core` cuts them.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::decoded::Decoded;
use super::dialect::Delimiter;
use super::file::Digest;
use super::lines::LineCount;
use super::records::{Block, RecordSource};
use crate::error::Result;

/// Records of a text table.
pub(super) struct TextRecords<'a> {
    text: Decoded<'a>,
    cutter: Reader,
    /// Room for the cells of a record, and for where each ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
    lines: LineCount,
}

impl<'a> TextRecords<'a> {
    pub(super) fn new(text: Decoded<'a>, delimiter: Delimiter) -> Self {
        let cutter = ReaderBuilder::new().delimiter(delimiter.byte()).build();
        Self { text, cutter, cells: vec![0; 1 << 10], ends: vec![0; 1 << 6], lines: LineCount::default() }
    }

    /// Digest of the bytes that were cut; to be asked for after the last record.
    ///
    /// # Errors
    /// As [`Decoded::digest`].
    pub(super) fn digest(self) -> Result<Digest> {
        self.text.digest()
    }
}

impl RecordSource for TextRecords<'_> {
    const STRETCHES: bool = false;

    fn next(&mut self, block: &mut Block) -> Result<Option<u64>> {
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
                ReadRecordResult::OutputFull => self.cells.resize(2 * self.cells.len(), 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(None),
            }
        }
        let record = str::from_utf8(&self.cells[..written]).expect("text is cut at characters of ASCII");
        block.push_record(record, &self.ends[..cells]);
        Ok(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Findings;
    use crate::locator::Place;
    use crate::sources::decoded::TextFile;
    use proptest::prelude::*;

    type Records = Vec<(u64, Vec<String>)>;

    fn in_pieces(text: &str, piece: usize) -> Records {
        let bytes = text.as_bytes();
        let file = TextFile::in_pieces(&bytes, piece, Place::file("t"), None, &mut Findings::default()).unwrap();
        let mut records = TextRecords::new(file.decoded().unwrap(), Delimiter::Comma);
        let mut found = Vec::new();
        loop {
            let mut block = Block::default();
            let Some(line) = records.next(&mut block).unwrap() else { return found };
            found.push((line, block.last().iter().map(str::to_owned).collect()));
        }
    }

    /// The records of the library `csv`, each with the ends of lines counted before it.
    fn at_once(text: &str) -> Records {
        let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
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
    }

    #[test]
    fn records_of_many_and_of_long_cells_are_whole() {
        let text = format!("{},{}\n", "é".repeat(3000), "a,".repeat(300));
        assert_eq!(in_pieces(&text, 7), at_once(&text));
        assert_eq!(in_pieces(&text, 7)[0].1.len(), 302);
    }
}

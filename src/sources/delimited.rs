//! Records of text whose cells are parted by a delimiter, as the library `csv-core` cuts them; plain lines are cut at every delimiter.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::decoded::Decoded;
use super::dialect::Delimiter;
use super::encoding::count;
use super::lines::LineCount;
use super::records::{Block, RecordSource};
use crate::error::Result;

/// Records of a text table.
pub(super) struct TextRecords<'t, 'a> {
    text: &'t mut Decoded<'a>,
    cutter: Reader,
    /// Room for the cells of a record, and for where each ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
    lines: LineCount,
}

impl<'t, 'a> TextRecords<'t, 'a> {
    pub(super) fn new(text: &'t mut Decoded<'a>, delimiter: Delimiter) -> Self {
        let cutter = ReaderBuilder::new().delimiter(delimiter.byte()).build();
        Self { text, cutter, cells: vec![0; 1 << 10], ends: vec![0; 1 << 6], lines: LineCount::default() }
    }
}

impl RecordSource for TextRecords<'_, '_> {
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
        block.push_record(text_of(&self.cells[..written]), &self.ends[..cells], 0);
        Ok(line)
    }
}

/// Records of a text table in plain lines.
pub(super) struct PlainRecords<'t, 'a> {
    text: &'t mut Decoded<'a>,
    delimiter: u8,
    record: Vec<u8>,
    /// Where each of its cells ends, and room for more.
    ends: Vec<usize>,
    line: u64,
}

impl<'t, 'a> PlainRecords<'t, 'a> {
    /// Of a text that is known to be plain.
    pub(super) fn new(text: &'t mut Decoded<'a>, delimiter: Delimiter) -> Self {
        Self { text, delimiter: delimiter.byte(), record: Vec::new(), ends: Vec::new(), line: 0 }
    }

    /// Reads a line without its end; gives whether there was one.
    fn read_line(&mut self) -> Result<bool> {
        self.record.clear();
        loop {
            let text = self.text.piece()?;
            let end = memchr::memchr(b'\n', text);
            let (line, taken) = end.map_or((text, text.len()), |end| (&text[..end], end + 1));
            self.record.extend_from_slice(line);
            self.text.consume(taken);
            if end.is_some() || taken == 0 {
                self.record.pop_if(|last| *last == b'\r');
                return Ok(end.is_some() || !self.record.is_empty());
            }
        }
    }
}

impl RecordSource for PlainRecords<'_, '_> {
    const STRETCHES: bool = false;

    fn next(&mut self, block: &mut Block) -> Result<Option<u64>> {
        if !self.read_line()? {
            return Ok(None);
        }
        let delimiters = count(&self.record, |byte| byte == self.delimiter);
        self.ends.resize(self.ends.len().max(delimiters + 1), 0);
        let mut cell = 0;
        for (at, byte) in self.record.iter().enumerate() {
            // Without a branch, for where cells end is not to be foreseen.
            self.ends[cell] = at;
            cell += usize::from(*byte == self.delimiter);
        }
        self.ends[cell] = self.record.len();
        block.push_record(text_of(&self.record), &self.ends[..=cell], 1);
        self.line += 1;
        Ok(Some(self.line))
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
    use proptest::prelude::*;

    type Records = Vec<(u64, Vec<String>)>;

    fn in_pieces(text: &str, piece: usize) -> Records {
        let bytes = text.as_bytes();
        let file = TextFile::in_pieces(&bytes, piece, Place::file("t"), None, &mut Findings::default()).unwrap();
        let cut = all(TextRecords::new(&mut file.decoded().unwrap(), Delimiter::Comma));
        if file.plain {
            assert_eq!(all(PlainRecords::new(&mut file.decoded().unwrap(), Delimiter::Comma)), cut);
        }
        cut
    }

    fn all(mut records: impl RecordSource) -> Records {
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

    proptest! {
        #[test]
        fn plain_lines_are_seen_and_cut_at_every_delimiter(
            lines in proptest::collection::vec("[aé, ]{1,12}", 1..8),
            end in proptest::sample::select(vec!["\n", "\r\n"]),
            ended: bool,
            mark: bool,
            piece in 1..9_usize,
        ) {
            let text = format!("{}{}", lines.join(end), if ended { end } else { "" });
            let marked = format!("{}{text}", if mark { "\u{feff}" } else { "" });
            let bytes = &marked.as_bytes();
            let file = TextFile::in_pieces(bytes, piece, Place::file("t"), None, &mut Findings::default()).unwrap();
            prop_assert!(file.plain);
            let records = all(PlainRecords::new(&mut file.decoded().unwrap(), Delimiter::Comma));
            prop_assert_eq!(records, at_once(&text));
        }
    }

    #[test]
    fn quotes_blank_lines_and_lone_returns_are_not_plain() {
        for text in ["a\n\nb", "\na", "a\r\n\r\nb", "a\rb", "a\r", "a\n\"b\"", "\u{feff}\na", "a\r\rb"] {
            for piece in 1..9 {
                let bytes = &text.as_bytes();
                let file = TextFile::in_pieces(bytes, piece, Place::file("t"), None, &mut Findings::default());
                assert!(!file.unwrap().plain, "{text:?}");
            }
        }
    }

    #[test]
    fn records_of_many_and_of_long_cells_are_whole() {
        let text = format!("{},{}\n", "é".repeat(3000), "a,".repeat(300));
        assert_eq!(in_pieces(&text, 7), at_once(&text));
        assert_eq!(in_pieces(&text, 7)[0].1.len(), 302);
    }
}

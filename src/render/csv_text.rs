//! Tables in CSV, safe to open in a spreadsheet.

use super::cells::safe;

/// Reason why writing to memory never fails.
const IN_MEMORY: &str = "memory can be written to";

/// A table in CSV in the making.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
pub(crate) struct CsvText {
    bytes: Vec<u8>,
}

impl CsvText {
    /// A table with this header.
    pub(crate) fn new<'a>(header: impl IntoIterator<Item = &'a str>) -> Self {
        Self::after("", header)
    }

    /// A table with a remark before its header.
    pub(crate) fn after<'a>(remark: &str, header: impl IntoIterator<Item = &'a str>) -> Self {
        let mut table = Self { bytes: remark.as_bytes().to_vec() };
        table.row(header);
        table
    }

    /// Adds a row.
    pub(crate) fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        let cells: Vec<String> = cells.into_iter().map(|cell| safe(cell.to_owned())).collect();
        // Spreadsheets in many countries split unquoted text at semicolons, and pasting splits it
        // at tabs. What follows could then act as a formula, so such a row is quoted throughout.
        let splits = cells.iter().any(|cell| cell.contains([';', '\t']));
        let style = if splits { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let mut writer = csv::WriterBuilder::new()
            .quote_style(style)
            // A writer lives for one row: a small buffer costs less to make than the default.
            .buffer_capacity(1 << 10)
            .from_writer(&mut self.bytes);
        writer.write_record(&cells).and_then(|()| Ok(writer.flush()?)).expect(IN_MEMORY);
    }

    /// The table as text.
    pub(crate) fn finish(self) -> String {
        String::from_utf8(self.bytes).expect("cells are texts")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(cells: &[&str]) -> String {
        let mut table = CsvText { bytes: Vec::new() };
        table.row(cells.iter().copied());
        table.finish()
    }

    #[test]
    fn rows_are_neither_broken_nor_formulas() {
        assert_eq!(row(&["P01", "a,\"b\""]), "P01,\"a,\"\"b\"\"\"\n");
        assert_eq!(row(&["=1+1", "-7", "-7+cmd"]), "'=1+1,-7,'-7+cmd\n");
        assert_eq!(row(&[" @SUM(A1)", "＝1"]), "' @SUM(A1),'＝1\n");
        assert_eq!(row(&["a;=1", "b"]), "\"a;=1\",\"b\"\n");
    }

    proptest! {
        /// Whatever the texts, another reader finds them again, a formula behind its apostrophe.
        #[test]
        fn rows_read_back(
            cells in proptest::collection::vec("\\PC{0,12}|[=+@,\"\n\r;\t -]{0,6}", 2..6),
        ) {
            let text = row(&cells.iter().map(String::as_str).collect::<Vec<_>>());
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let read = reader.records().next().unwrap().unwrap();
            prop_assert_eq!(read.len(), cells.len());
            for (read, cell) in read.iter().zip(&cells) {
                prop_assert!(read == cell || read.strip_prefix('\'') == Some(cell));
                prop_assert!(!read.starts_with(['=', '+', '@']));
            }
        }
    }
}

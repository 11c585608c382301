//! From a file to a table: which reader it goes to, and text read piece by piece.

use std::path::Path;

use super::decoded::TextFile;
use super::delimited::TextRecords;
use super::dialect::Delimiter;
use super::encoding::Encoding;
use super::file::{Digest, Rereadable, SourceFile, StoredFile};
use super::format::refuse_unread;
use super::parquet;
use super::reach::Reach;
use super::sniffed::Dialect;
use super::spss;
use super::table::Table;
use super::workbook::{is_workbook, read_sheet};
use crate::error::Result;
use crate::finding::Findings;
use crate::locator::Place;
use crate::sources::findings::SourcesFinding;

/// Options for reading a table; everything else is detected.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableOptions {
    /// Encoding of a text file.
    pub encoding: Option<Encoding>,
    /// Delimiter of a text file.
    pub delimiter: Option<Delimiter>,
    /// Sheet of a workbook; the first that holds a table unless set.
    pub sheet: Option<String>,
}

impl Table {
    /// Reads a table of any format: a workbook (`.xlsx`, `.ods`), an SPSS file (`.sav`, `.zsav`), a
    /// Parquet file (crate feature `parquet`), or else text like [`Table::from_file`]. The first
    /// bytes decide, not the file's name.
    ///
    /// # Errors
    /// As [`Table::from_file`]; [`ErrorKind::Format`](crate::ErrorKind::Format) for a damaged
    /// workbook, SPSS or Parquet file, a workbook without the stated sheet, or a file of more than
    /// 2²⁸ cells, [`ErrorKind::TooLarge`](crate::ErrorKind::TooLarge) if it unpacks to more than 4
    /// GiB, or 32 MiB in one cell.
    pub fn read(file: SourceFile, options: &TableOptions, findings: &mut Findings) -> Result<Self> {
        if is_workbook(&file) {
            return read_sheet(&file, options.sheet.as_deref(), findings);
        }
        if spss::is_spss(file.bytes()) {
            return spss::read(&file, findings);
        }
        if parquet::is_parquet(file.bytes()) {
            return parquet::read(file, findings);
        }
        refuse_unread(file.bytes(), file.place())?;
        Self::from_file(file, options.encoding, options.delimiter, findings)
    }

    /// Reads a table from a file on disk, like [`Table::read`]; messages and locators call it
    /// `name`. Text is read twice from its beginning, first for its encoding and then for its
    /// cells, so that memory never holds it whole.
    ///
    /// # Errors
    /// As [`Table::read`] and [`SourceFile::from_path`];
    /// [`ErrorKind::Read`](crate::ErrorKind::Read) if the file changes in between.
    pub fn open(
        path: &Path,
        name: impl Into<String>,
        options: &TableOptions,
        findings: &mut Findings,
    ) -> Result<Self> {
        Self::read_stored(&StoredFile::open(&Reach::default(), path, name)?, options, findings)
    }

    pub(crate) fn read_stored(
        file: &StoredFile,
        options: &TableOptions,
        findings: &mut Findings,
    ) -> Result<Self> {
        let start = file.start();
        // Only text is cut piece by piece; other formats need the whole file.
        let is_text = !spss::is_spss(start)
            && !parquet::is_parquet(start)
            && refuse_unread(start, file.place()).is_ok();
        match file.large() {
            Some(large) if is_text => {
                Self::from_text(large, file.place(), options.encoding, options.delimiter, findings)
            }
            _ => Self::read(file.whole()?, options, findings),
        }
    }

    /// Reads comma-, semicolon-, tab- or bar-separated text. Encoding and delimiter are detected
    /// unless stated.
    ///
    /// ```
    /// use persona_synthesis::Findings;
    /// use persona_synthesis::sources::{SourceFile, Table};
    ///
    /// let text = "id;How often?\nP1;weekly\nP2;\"now\nand then\"\n";
    /// let file = SourceFile::from_bytes("survey.csv", text)?;
    /// let table = Table::from_file(file, None, None, &mut Findings::default())?;
    /// assert_eq!(table.rows(), 2);
    /// assert_eq!(table.columns[1].text(1), "now\nand then");
    /// assert_eq!(table.place(1).to_string(), "survey.csv:3");
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Format`](crate::ErrorKind::Format) for a file without a header, with more than
    /// 65,535 columns, or with a row of more than 2²⁰ cells or 64 MiB, as after a quotation mark
    /// that nothing ends; [`ErrorKind::Encoding`](crate::ErrorKind::Encoding) if the bytes are no
    /// text.
    pub fn from_file(
        file: SourceFile,
        encoding: Option<Encoding>,
        delimiter: Option<Delimiter>,
        findings: &mut Findings,
    ) -> Result<Self> {
        Self::from_text(&file.bytes(), file.place(), encoding, delimiter, findings)
    }

    fn from_text(
        bytes: &dyn Rereadable,
        place: Place,
        encoding: Option<Encoding>,
        delimiter: Option<Delimiter>,
        findings: &mut Findings,
    ) -> Result<Self> {
        let text = TextFile::new(bytes, place.clone(), encoding, findings)?;
        let dialect = Dialect::detect(delimiter, || text.decode())?;
        let recognised = dialect.delimiter;
        if delimiter.is_none() && recognised != Delimiter::Comma {
            findings
                .add_at(SourcesFinding::DialectRecognised { delimiter: recognised }, place.clone());
        }
        // The digest is that of the bytes which are cut, so it is known at the end.
        let mut table = Self::new(place.file, Digest::of(&[]));
        (table.encoding, table.delimiter) = (Some(text.encoding), Some(recognised));
        let mut decoded = text.decode()?;
        if dialect.padded {
            decoded = decoded.without_padding(recognised.byte());
        }
        table.fill(&mut TextRecords::new(&mut decoded, recognised), findings)?;
        table.digest = decoded.digest()?;
        Ok(table)
    }
}

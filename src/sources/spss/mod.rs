//! SPSS data files (`.sav`, `.zsav`) as tables.
//!
//! A cell reads as its value label where it has one, dates in the ISO form, other numbers as short
//! as they can be written; a system-missing value is an empty cell. User-missing values keep their
//! label and count as no answer. The question of a column is its variable label, and variables of a
//! multiple response set are its options.
//!
//! The layout follows the description that the PSPP project gives of it; what pyreadstat reads of
//! the same files is what tests compare with.

mod data;
mod dictionary;
mod values;

use super::encoding::Encoding;
use super::file::SourceFile;
use super::records::{Block, RecordSource};
use super::table::Table;
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::sources::findings::SourcesFinding;
use data::Cases;
use dictionary::Dictionary;
use values::Reading;

/// Whether a file begins as SPSS data files do.
pub(super) fn is_spss(start: &[u8]) -> bool {
    start.starts_with(b"$FL2") || start.starts_with(b"$FL3")
}

/// Reads a data file.
///
/// # Errors
/// [`ErrorKind::Format`] for a damaged file, with the byte at which it could not be read on.
pub(super) fn read(file: &SourceFile, findings: &mut Findings) -> Result<Table> {
    let mut bytes = Bytes { file, at: 0, little: true };
    let dictionary = Dictionary::read(&mut bytes)?;
    if let Some(encoding) = &dictionary.encoding_unknown {
        let kind = SourcesFinding::EncodingRecognised {
            encoding: Encoding::Windows1252,
            in_place_of: Some(encoding.clone()),
        };
        findings.add_at(kind, file.place());
    }
    let cases = Cases::open(&mut bytes, &dictionary)?;
    let values = cases.read(&dictionary)?;
    let reading = Reading::new(&dictionary, &values);
    let mut table = Table::new(file.name().to_owned(), file.digest());
    table.fill(&mut Records { reading: &reading, next: None }, findings)?;
    reading.tell(&mut table);
    if dictionary.cases.is_some_and(|stated| stated != values.cases) {
        let stated = dictionary.cases.unwrap_or_default();
        findings.add_at(SourcesFinding::CasesMissing { stated, found: values.cases }, file.place());
    }
    Ok(table)
}

/// The names of the variables, then a record for each case.
struct Records<'a> {
    reading: &'a Reading<'a>,
    next: Option<usize>,
}

impl RecordSource for Records<'_> {
    // No case is ragged; one without any value is empty and not set aside for its width.
    const STRETCHES: bool = false;

    fn next(&mut self, block: &mut Block) -> Result<Option<u64>> {
        let Some(case) = self.next else {
            self.reading.names().for_each(|name| block.push(name));
            self.next = Some(0);
            return Ok(Some(1));
        };
        if case >= self.reading.cases() {
            return Ok(None);
        }
        self.reading.cells(case, |cell| block.push(cell));
        self.next = Some(case + 1);
        Ok(Some(case as u64 + 1))
    }
}

/// The bytes of a file, read from the front.
struct Bytes<'a> {
    file: &'a SourceFile,
    at: usize,
    little: bool,
}

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let rest = self.file.bytes().get(self.at..).unwrap_or_default();
        match rest.get(..count) {
            Some(bytes) => {
                self.at += count;
                Ok(bytes)
            }
            None => Err(self.error(
                &format!("{count} more bytes"),
                &format!("the end of the file after {}", rest.len()),
            )),
        }
    }

    fn int(&mut self) -> Result<i32> {
        let little = self.little;
        let bytes = self.take(4)?.try_into().expect("four bytes were taken");
        Ok(if little { i32::from_le_bytes(bytes) } else { i32::from_be_bytes(bytes) })
    }

    fn long(&mut self) -> Result<i64> {
        let little = self.little;
        let bytes = self.take(8)?.try_into().expect("eight bytes were taken");
        Ok(if little { i64::from_le_bytes(bytes) } else { i64::from_be_bytes(bytes) })
    }

    /// A count, which must not be negative.
    fn count(&mut self, what: &str) -> Result<usize> {
        let count = self.int()?;
        usize::try_from(count).map_err(|_| self.error(what, &count.to_string()))
    }

    fn error(&self, expected: &str, found: &str) -> crate::Error {
        let place = self.file.place().byte(self.at as u64);
        let (expected, found) = (format!("{expected} of an SPSS file"), found.to_owned());
        ErrorKind::Format { place, expected, found }.into()
    }
}

/// A number from eight bytes.
fn double(bytes: [u8; 8], little: bool) -> f64 {
    if little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) }
}

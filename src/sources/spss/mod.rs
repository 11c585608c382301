//! SPSS data files (`.sav`, `.zsav`) as tables.
//!
//! A cell reads as its value label where it has one, dates in the ISO form, other numbers as short
//! as they can be written; a system-missing value is an empty cell. User-missing values keep their
//! label and count as no answer. The question of a column is its variable label, and variables of a
//! multiple response set are its options.
//!
//! The layout follows the description that the PSPP project gives of it; what pyreadstat reads of
//! the same files is what tests compare with.

mod bytes;
mod data;
mod dictionary;
mod values;

use super::encoding::Encoding;
use super::file::SourceFile;
use super::records::{RecordBlock, RecordSource};
use super::table::Table;
use crate::error::Result;
use crate::finding::Findings;
use crate::sources::findings::SourcesFinding;
use bytes::Bytes;
use data::Cases;
use dictionary::Dictionary;
use values::CaseTexts;

/// True if a file begins as SPSS data files do.
pub(super) fn is_spss(start: &[u8]) -> bool {
    start.starts_with(b"$FL2") || start.starts_with(b"$FL3")
}

/// Reads a data file.
///
/// # Errors
/// [`crate::ErrorKind::Format`] for a damaged file, with the byte at which it could not be read on.
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
    let texts = CaseTexts::new(&dictionary, &values);
    let mut table = Table::new(file.name().to_owned(), file.digest());
    table.fill(&mut CaseRecords { texts: &texts, next: None }, findings)?;
    texts.tell(&mut table);
    if dictionary.cases.is_some_and(|stated| stated != values.cases) {
        let stated = dictionary.cases.unwrap_or_default();
        findings.add_at(SourcesFinding::CasesMissing { stated, found: values.cases }, file.place());
    }
    Ok(table)
}

/// The names of the variables, then a record for each case.
struct CaseRecords<'a> {
    texts: &'a CaseTexts<'a>,
    next: Option<usize>,
}

impl RecordSource for CaseRecords<'_> {
    // No case is ragged; one without any value is empty and not set aside for its width.
    const STRETCHES: bool = false;

    fn next(&mut self, block: &mut RecordBlock) -> Result<Option<u64>> {
        let Some(case) = self.next else {
            self.texts.names().for_each(|name| block.push(name));
            self.next = Some(0);
            return Ok(Some(1));
        };
        if case >= self.texts.cases() {
            return Ok(None);
        }
        self.texts.cells(case, |cell| block.push(cell));
        self.next = Some(case + 1);
        Ok(Some(case as u64 + 1))
    }
}

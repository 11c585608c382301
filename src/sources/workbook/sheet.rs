//! A sheet as records: cells one after the other become rows, within the bounds of a sheet.

use super::super::file::SourceFile;
use super::super::records::{RecordBlock, RecordSource};
use crate::error::{ErrorKind, Result};
use crate::locator::Place;

/// A cell that is not empty. Readers give the cells of a sheet row by row, from left to right.
pub(super) struct SheetCell {
    /// Row from 0.
    pub(super) row: u32,
    /// Column from 0.
    pub(super) column: u32,
    pub(super) text: String,
}

/// Most bytes of all cells of a sheet: a workbook holds a text once, however many cells have it.
pub(super) const MOST_BYTES: usize = 1 << 30;

/// As many rows and columns as spreadsheet programs have.
pub(super) const MOST_ROWS: u32 = 1 << 20;
pub(super) const MOST_COLUMNS: u32 = 1 << 14;

/// The rows of a sheet from its first that holds anything; rows without cells in between are empty
/// records.
pub(super) struct SheetRecords<'a, C> {
    pub(super) cells: C,
    /// The cell read last, which belongs to the next record; `None` after the last cell.
    pub(super) next: Option<SheetCell>,
    /// The row to give next, from 0; `None` before the first.
    pub(super) row: Option<u32>,
    /// Bytes that the cells to come may have.
    pub(super) left: usize,
    pub(super) name: &'a str,
}

impl<C: FnMut() -> Result<Option<SheetCell>>> RecordSource for SheetRecords<'_, C> {
    const STRETCHES: bool = true;

    fn next(&mut self, block: &mut RecordBlock) -> Result<Option<u64>> {
        let Some(first) = self.next.as_ref().map(|cell| cell.row) else { return Ok(None) };
        let row = *self.row.get_or_insert(first);
        while let Some(cell) = self.next.take() {
            let (at, column) = (cell.row, cell.column);
            within(self.name, at, column)?;
            if at < row {
                let place = Place::file(self.name).line(u64::from(at) + 1);
                let (expected, found) =
                    ("rows in ascending order".to_owned(), format!("row {} after it", row + 1));
                return Err(ErrorKind::Format { place, expected, found }.into());
            }
            if at > row {
                self.next = Some(cell);
                break;
            }
            self.left = self.left.checked_sub(cell.text.len()).ok_or_else(|| {
                let place = Place::file(self.name).line(u64::from(at) + 1);
                ErrorKind::TooLarge {
                    place,
                    limit: MOST_BYTES as u64,
                    found: MOST_BYTES as u64 + 1,
                }
            })?;
            while block.last().len() < column as usize {
                block.push("");
            }
            block.push(&cell.text);
            self.next = (self.cells)()?;
        }
        self.row = Some(row + 1);
        Ok(Some(u64::from(row) + 1))
    }
}

/// A cell far outside would need room for all that is missing before it.
fn within(name: &str, row: u32, column: u32) -> Result<()> {
    if row < MOST_ROWS && column < MOST_COLUMNS {
        return Ok(());
    }
    let place = Place::file(name).line(u64::from(row) + 1);
    let expected = format!("cells within {MOST_ROWS} rows and {MOST_COLUMNS} columns");
    let found = format!("one in column {}", u64::from(column) + 1);
    Err(ErrorKind::Format { place, expected, found }.into())
}

/// A number as short as it can be written.
pub(super) fn number(value: f64) -> String {
    value.to_string()
}

/// The error for a file that is no whole workbook.
pub(super) fn damage_error(file: &SourceFile, found: &str) -> crate::Error {
    let (expected, found) = ("a workbook (.xlsx, .ods)".to_owned(), found.to_owned());
    ErrorKind::Format { place: file.place(), expected, found }.into()
}

//! Parquet files as tables.
//!
//! A cell reads as exporters of text would write its value: dates and times in the ISO form with
//! the parts of a second that they have, truth values as `TRUE` and `FALSE`, decimals with all
//! their digits, other numbers as short as they can be written; null and not-a-number are empty
//! cells. Fields of a structure are columns called `structure.field`; lists, maps and bytes that
//! are no text are left out, and findings name them.
//!
//! Columns are read one by one on all threads. The library that decodes them trusts what files
//! claim in places; what could make it take memory without end is refused before, and what makes it
//! panic is an error.

mod footer;
mod pages;
mod values;

use std::panic::{AssertUnwindSafe, catch_unwind};

use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use ::parquet::data_type::{AsBytes as _, DataType};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::ParquetMetaData;
use ::parquet::schema::types::ColumnDescriptor;
use bytes::Bytes;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::column::Column;
use super::file::SourceFile;
use super::records::RecordBlock;
use super::scale::Scale;
use super::table::{MOST_COLUMNS, MOST_SHEET_CELLS, Table};
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::Place;
use crate::sources::finding_data::UnreadColumn;
use crate::sources::findings::SourcesFinding;
use pages::{BytesLeft, UnpackedPages};
use values::ValueFormat;

/// Most bytes that all pages unpack to, and most bytes of all cells.
const MOST_UNPACKED: u64 = 1 << 32;
const MOST_TEXT: u64 = 1 << 30;
/// Values that are decoded at a time.
const BATCH: usize = 4096;

/// True if a file begins as Parquet files do: with the magic and then a structure or the end.
pub(super) fn is_parquet(start: &[u8]) -> bool {
    start.starts_with(b"PAR1\x15")
}

/// A column that is read: its position among those of the file, and how.
struct WantedColumn {
    leaf: usize,
    name: String,
    reading: ValueFormat,
}

/// Reads a file.
///
/// # Errors
/// [`ErrorKind::Format`] for a damaged file, or one of more cells or bytes than the limits.
pub(super) fn read(file: SourceFile, findings: &mut Findings) -> Result<Table> {
    let place = file.place();
    let mut table = Table::new(file.name().to_owned(), file.digest());
    let bytes = Bytes::from(file.into_bytes());
    let metadata = catch_panics(&place, || footer::read(&bytes))?;
    let wanted = readable_columns(&metadata, &place, findings);
    check_size(&metadata, &place, wanted.len())?;
    let (unpacked, text) = (BytesLeft::new(MOST_UNPACKED), BytesLeft::new(MOST_TEXT));
    let source =
        ParquetSource { bytes: &bytes, metadata: &metadata, unpacked: &unpacked, text: &text };
    let read = |wanted: &WantedColumn| {
        catch_panics(&place.clone().column(&wanted.name), || source.column(wanted))
    };
    // In the order of the columns, so that the first error is always the same.
    let columns: Vec<Result<Option<Column>>> = wanted.par_iter().map(read).collect();
    let (mut names, mut cells) = (RecordBlock::default(), Vec::new());
    for (wanted, column) in wanted.iter().zip(columns) {
        if let Some(column) = column? {
            names.push(&wanted.name);
            cells.push(column);
        } else {
            report_unread(&wanted.name, UnreadColumn::Bytes, &place, findings);
        }
    }
    if cells.is_empty() {
        return Err(refusal(&place, "a table with a header", Table::EMPTY));
    }
    table.fill_columns(names.last(), cells, findings);
    Ok(table)
}

/// The columns whose values are cells; a finding names each other one.
fn readable_columns(
    metadata: &ParquetMetaData,
    place: &Place,
    findings: &mut Findings,
) -> Vec<WantedColumn> {
    let (mut wanted, mut named) = (Vec::new(), "");
    for (leaf, column) in metadata.file_metadata().schema_descr().columns().iter().enumerate() {
        let parts = column.path().parts();
        if column.max_rep_level() > 0 {
            // A list has several leaves and is reported once.
            if parts[0] != named {
                report_unread(&parts[0], UnreadColumn::ListOrMap, place, findings);
            }
            named = &parts[0];
        } else if let Some(reading) = ValueFormat::for_column(column) {
            wanted.push(WantedColumn { leaf, name: parts.join("."), reading });
        } else {
            report_unread(&parts.join("."), UnreadColumn::OfType(type_of(column)), place, findings);
        }
    }
    wanted
}

fn type_of(column: &ColumnDescriptor) -> String {
    let physical = column.physical_type().to_string();
    column.logical_type_ref().map_or(physical, |logical| format!("{logical:?}"))
}

fn report_unread(column: &str, holds: UnreadColumn, place: &Place, findings: &mut Findings) {
    findings.add_at(SourcesFinding::ColumnUnread { holds }, place.clone().column(column));
}

fn check_size(metadata: &ParquetMetaData, place: &Place, columns: usize) -> Result<()> {
    if columns > MOST_COLUMNS {
        return Err(refusal(place, "at most 65,535 columns", &columns.to_string()));
    }
    let rows = metadata
        .row_groups()
        .iter()
        .map(|group| u64::try_from(group.num_rows()).unwrap_or(u64::MAX));
    let cells = rows.fold(0, u64::saturating_add).saturating_mul(columns as u64);
    if cells > MOST_SHEET_CELLS as u64 {
        return Err(refusal(
            place,
            &format!("at most {MOST_SHEET_CELLS} cells"),
            &cells.to_string(),
        ));
    }
    Ok(())
}

fn refusal(place: &Place, expected: &str, found: &str) -> crate::Error {
    ErrorKind::Format {
        place: place.clone(),
        expected: expected.to_owned(),
        found: found.to_owned(),
    }
    .into()
}

/// Runs a step of the library and turns its errors and panics into errors of this place.
fn catch_panics<T>(place: &Place, work: impl FnOnce() -> Result<T, ParquetError>) -> Result<T> {
    // The library panics on some damaged pages.
    let done = catch_unwind(AssertUnwindSafe(work));
    let done = done
        .unwrap_or_else(|_| Err(ParquetError::General("values that cannot be decoded".to_owned())));
    done.map_err(|error| {
        let found = match error {
            ParquetError::General(found) | ParquetError::EOF(found) => found,
            other => other.to_string(),
        };
        refusal(place, "a Parquet file", &found)
    })
}

/// A file whose footer was read.
#[derive(Clone, Copy)]
struct ParquetSource<'a> {
    bytes: &'a Bytes,
    metadata: &'a ParquetMetaData,
    unpacked: &'a BytesLeft,
    text: &'a BytesLeft,
}

impl ParquetSource<'_> {
    /// The cells of a column; `None` if they are bytes that are no text.
    fn column(self, wanted: &WantedColumn) -> Result<Option<Column>, ParquetError> {
        let mut cells = ColumnBuilder {
            column: Column::new(String::new(), String::new(), 0),
            text: self.text,
            readable: true,
        };
        for group in self.metadata.row_groups() {
            let rows = usize::try_from(group.num_rows())?;
            let chunk = group.column(wanted.leaf);
            let pages = UnpackedPages::open(self.bytes, chunk, rows, self.unpacked.clone())?;
            let reader = get_column_reader(chunk.column_descr_ptr(), Box::new(pages));
            cells.take(reader, chunk.column_descr(), rows, wanted.reading)?;
        }
        cells.column.legend.scale = wanted.reading.is_date().then_some(Scale::Date);
        Ok(cells.readable.then_some(cells.column))
    }
}

/// A column on its way.
struct ColumnBuilder<'a> {
    column: Column,
    text: &'a BytesLeft,
    readable: bool,
}

impl ColumnBuilder<'_> {
    fn take(
        &mut self,
        reader: ColumnReader,
        column: &ColumnDescriptor,
        rows: usize,
        reading: ValueFormat,
    ) -> Result<(), ParquetError> {
        let full = column.max_def_level();
        let mut readable = true;
        let mut bytes = |value: &[u8], cell: &mut String| readable &= reading.bytes(value, cell);
        match reader {
            ColumnReader::BoolColumnReader(reader) => {
                self.fill(reader, full, rows, |value, cell| ValueFormat::truth(*value, cell))
            }
            ColumnReader::Int32ColumnReader(reader) => {
                self.fill(reader, full, rows, |value, cell| reading.narrow(*value, cell))
            }
            ColumnReader::Int64ColumnReader(reader) => {
                self.fill(reader, full, rows, |value, cell| reading.wide(*value, cell))
            }
            ColumnReader::Int96ColumnReader(reader) => {
                self.fill(reader, full, rows, |value, cell| reading.julian(value, cell))
            }
            ColumnReader::FloatColumnReader(reader) => {
                self.fill(reader, full, rows, |value, cell| {
                    ValueFormat::float((*value).into(), value, cell)
                })
            }
            ColumnReader::DoubleColumnReader(reader) => {
                self.fill(reader, full, rows, |value, cell| ValueFormat::float(*value, value, cell))
            }
            ColumnReader::ByteArrayColumnReader(reader) => {
                self.fill(reader, full, rows, |value, cell| bytes(value.as_bytes(), cell))
            }
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                self.fill(reader, full, rows, |value, cell| bytes(value.as_bytes(), cell))
            }
        }?;
        self.readable &= readable;
        Ok(())
    }

    /// Takes the values of `rows` rows; one is present where its level is `full`.
    fn fill<T: DataType>(
        &mut self,
        mut reader: ColumnReaderImpl<T>,
        full: i16,
        rows: usize,
        mut write: impl FnMut(&T::T, &mut String),
    ) -> Result<(), ParquetError> {
        let (mut levels, mut values, mut cell) = (Vec::new(), Vec::new(), String::new());
        let mut left = rows;
        while left > 0 {
            levels.clear();
            values.clear();
            let (records, ..) =
                reader.read_records(left.min(BATCH), Some(&mut levels), None, &mut values)?;
            // Or a page without values would be asked for again and again.
            if records == 0 {
                return Err(ParquetError::General(format!("{} values of {rows}", rows - left)));
            }
            let (mut values, mut written) = (values.iter(), 0);
            let mut given = levels.iter();
            for _ in 0..records {
                cell.clear();
                // A column that is always there has no levels.
                if full == 0
                    || *given.next().expect("the reader gives a level for each record") == full
                {
                    write(
                        values.next().expect("the reader counts a value for each full level"),
                        &mut cell,
                    );
                }
                written += cell.len();
                self.column.push(&cell);
            }
            self.text.take(written)?;
            left -= records;
        }
        // A column longer than its row group would shift every later row.
        match reader.read_records(1, Some(&mut levels), None, &mut values)? {
            (0, ..) => Ok(()),
            _ => Err(ParquetError::General(format!("more than {rows} values"))),
        }
    }
}

//! Sheets of `.xlsx` workbooks, through calamine.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};
use jiff::ToSpan as _;
use jiff::civil::DateTime;

use super::super::archive::Archive;
use super::super::file::SourceFile;
use super::sheet::{SheetCell, damage_error, number};
use crate::error::{ErrorKind, Result};
use crate::locator::Place;

/// A workbook with its sheets.
pub(super) struct Book<'a> {
    file: &'a SourceFile,
    book: Xlsx<Cursor<&'a [u8]>>,
}

impl<'a> Book<'a> {
    pub(super) fn open(file: &'a SourceFile, archive: &mut Archive<'a>) -> Result<Self> {
        check_members(archive)?;
        let book = catch_panics(file.name(), || {
            Xlsx::new(Cursor::new(file.bytes()))
                .map_err(|error| damage_error(file, &error.to_string()))
        })?;
        Ok(Self { file, book })
    }

    pub(super) fn sheets(&self) -> Vec<String> {
        self.book.sheet_names()
    }

    /// The cells of a sheet that are not empty.
    pub(super) fn cells(
        &mut self,
        sheet: &str,
    ) -> Result<impl FnMut() -> Result<Option<SheetCell>>> {
        let name = format!("{}/{sheet}", self.file.name());
        let book = &mut self.book;
        let mut cells = catch_panics(&name, || {
            book.worksheet_cells_reader(sheet).map_err(|error| unreadable(&name, &error))
        })?;
        let mut next = move |name: &str| {
            while let Some(cell) = cells.next_cell().map_err(|error| unreadable(name, &error))? {
                let text = text(cell.get_value());
                if !text.is_empty() {
                    let (row, column) = cell.get_position();
                    return Ok(Some(SheetCell { row, column, text }));
                }
            }
            Ok(None)
        };
        Ok(move || catch_panics(&name, || next(&name)))
    }
}

/// Runs a step of the library, which computes references of cells without a look at where they
/// lead: in builds that check arithmetic it panics where they lead beyond all numbers.
fn catch_panics<T>(name: &str, step: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(step)).unwrap_or_else(|_| {
        let (expected, found) =
            ("a sheet".to_owned(), "references that lead beyond every sheet".to_owned());
        Err(ErrorKind::Format { place: Place::file(name), expected, found }.into())
    })
}

/// Makes sure that no member unpacks to more than memory holds, and that the table of texts is as
/// long as it says: room is made for it beforehand.
fn check_members(archive: &mut Archive<'_>) -> Result<()> {
    const TEXTS: &str = "xl/sharedStrings.xml";
    const COUNT: &[u8] = b"uniqueCount=";
    for member in members_of_xml(archive)? {
        archive.check_streamed(member)?;
    }
    let Some(member) = archive.find(TEXTS) else { return Ok(()) };
    let place = archive.place(member);
    let texts = archive.read(member)?;
    let texts = texts.bytes();
    // Searched as bytes, since the library reserves room before it parses.
    for found in memchr::memmem::find_iter(texts, COUNT) {
        let digits =
            texts[found + COUNT.len()..].iter().skip(1).take_while(|byte| byte.is_ascii_digit());
        let count = digits.fold(0_u64, |count, digit| {
            count.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
        });
        // The shortest entry is `<si/>`.
        let most = texts.len() as u64 / 5;
        if count > most {
            let (expected, found) =
                (format!("at most {most} texts"), format!("a count of {count}"));
            return Err(ErrorKind::Format { place, expected, found }.into());
        }
    }
    Ok(())
}

/// The members that the library may read as XML: those that are called so, and those that the
/// workbook relates to, whatever they are called.
fn members_of_xml(archive: &mut Archive<'_>) -> Result<Vec<usize>> {
    const RELATIONS: &str = "workbook.xml.rels";
    let lower: Vec<String> =
        archive.members().iter().map(|name| name.to_ascii_lowercase()).collect();
    let mut related = BTreeSet::new();
    for (member, _) in lower.iter().enumerate().filter(|(_, name)| name.ends_with(RELATIONS)) {
        let relations = archive.read(member)?;
        let text = String::from_utf8_lossy(relations.bytes()).to_ascii_lowercase();
        related.extend(text.split(['"', '\'', '/', '\\']).map(str::to_owned));
    }
    let is_xml = |name: &str| {
        let last = name.rsplit('/').next().unwrap_or_default();
        name.ends_with(".xml") || name.ends_with(".rels") || related.contains(last)
    };
    Ok((0..lower.len()).filter(|at| is_xml(&lower[*at])).collect())
}

fn unreadable(name: &str, error: &XlsxError) -> crate::Error {
    let (expected, found) = ("a sheet".to_owned(), error.to_string());
    ErrorKind::Format { place: Place::file(name), expected, found }.into()
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(value) => value.to_string(),
        DataRef::Float(value) => number(*value),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(serial) if serial.is_duration() => duration(serial.as_f64()),
        DataRef::DateTime(serial) => moment(serial).unwrap_or_else(|| number(serial.as_f64())),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// Date, time or both, to the nearest second; `None` for a serial number that is no date.
fn moment(serial: &calamine::ExcelDateTime) -> Option<String> {
    let (year, month, day, hour, minute, second, milli) = serial.to_ymd_hms_milli();
    let part = |n: u8| i8::try_from(n).ok();
    let year = i16::try_from(year).ok()?;
    let moment =
        DateTime::new(year, part(month)?, part(day)?, part(hour)?, part(minute)?, part(second)?, 0)
            .ok()?;
    let moment = if milli >= 500 { moment.checked_add(1.second()).ok()? } else { moment };
    let value = serial.as_f64();
    Some(if (0.0..1.0).contains(&value) {
        moment.strftime("%H:%M:%S").to_string()
    } else if moment.time() == jiff::civil::Time::midnight() {
        moment.date().to_string()
    } else {
        moment.strftime("%Y-%m-%d %H:%M:%S").to_string()
    })
}

/// Days as hours, minutes and seconds.
fn duration(days: f64) -> String {
    const DAY: f64 = 86_400.0;
    let seconds = (days.abs() * DAY).round();
    if seconds >= 1e15 {
        return number(days);
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    let seconds = seconds as u64;
    let sign = if days < 0.0 { "-" } else { "" };
    format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

//! Sheets of `.ods` workbooks, read event by event: what a sheet repeats is never laid out before
//! it is counted.

use std::io::{BufReader, Read};

use jiff::ToSpan as _;
use jiff::civil::DateTime;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::archive::Archive;
use super::super::file::SourceFile;
use super::super::table::MOST_SHEET_CELLS;
use super::sheet::{MOST_COLUMNS, MOST_ROWS, SheetCell, damage_error, number};
use crate::error::{ErrorKind, Result};
use crate::locator::Place;

const CONTENT: &str = "content.xml";
/// Most bytes of the text of one cell.
const LONGEST_CELL: usize = 1 << 25;

/// Names of the sheets.
pub(super) fn sheets(file: &SourceFile, archive: &mut Archive<'_>) -> Result<Vec<String>> {
    let content = archive.find(CONTENT).ok_or_else(|| damage_error(file, "no content"))?;
    archive.check_streamed(content)?;
    let mut xml = OdsXml::open(file, archive)?;
    let mut names = Vec::new();
    loop {
        match xml.next()? {
            OdsEvent::Begin(tag) if tag.name == "table" => {
                names.push(tag.attribute("name").to_owned())
            }
            OdsEvent::EndOfFile => return Ok(names),
            _ => {}
        }
    }
}

/// The cells of one sheet after another, in the order of the file, which is read once.
pub(super) struct OdsCells<'f, R> {
    xml: OdsXml<'f, R>,
    /// Cells of the present row that are not empty: first column, the column after the last, text.
    cells: Vec<(u32, u32, String)>,
    /// The cell and column to give next.
    at: (usize, u32),
    row: u32,
    repeats: u32,
    /// Cells given once all rows up to this one are.
    counted: usize,
    sheet: Place,
}

impl<'f> OdsCells<'f, ()> {
    /// Cells of no sheet yet, see [`OdsCells::go_to`].
    pub(super) fn open<'z, 'a>(
        file: &'f SourceFile,
        archive: &'z mut Archive<'a>,
    ) -> Result<OdsCells<'f, impl Read + use<'z, 'a>>> {
        let xml = OdsXml::open(file, archive)?;
        Ok(OdsCells {
            xml,
            cells: Vec::new(),
            at: (0, 0),
            row: 0,
            repeats: 0,
            counted: 0,
            sheet: file.place(),
        })
    }
}

impl<R: Read> OdsCells<'_, R> {
    /// Goes on to a sheet; false if none of this name begins after those that were read, as one
    /// that lies within another.
    pub(super) fn go_to(&mut self, sheet: &str) -> Result<bool> {
        self.sheet = Place::file(format!("{}/{sheet}", self.xml.file.name()));
        (self.at, self.row, self.repeats, self.counted) = ((0, 0), 0, 0, 0);
        self.cells.clear();
        loop {
            match self.xml.next()? {
                OdsEvent::Begin(tag) if tag.name == "table" && tag.attribute("name") == sheet => {
                    return Ok(true);
                }
                OdsEvent::EndOfFile => return Ok(false),
                _ => {}
            }
        }
    }

    /// The next cell that is not empty.
    pub(super) fn next_cell(&mut self) -> Result<Option<SheetCell>> {
        loop {
            if let Some((first, end, text)) = self.cells.get(self.at.0) {
                let column = self.at.1.max(*first);
                self.at =
                    if column + 1 < *end { (self.at.0, column + 1) } else { (self.at.0 + 1, 0) };
                return Ok(Some(SheetCell { row: self.row, column, text: text.clone() }));
            }
            if self.repeats > 1 && !self.cells.is_empty() {
                (self.repeats, self.row, self.at) = (self.repeats - 1, self.row + 1, (0, 0));
            } else if !self.next_row()? {
                return Ok(None);
            }
        }
    }

    /// Reads the next row; false after the last.
    fn next_row(&mut self) -> Result<bool> {
        self.row = self.row.saturating_add(self.repeats).min(MOST_ROWS);
        (self.repeats, self.at) = (0, (0, 0));
        self.cells.clear();
        let mut column = 0_u32;
        loop {
            match self.xml.next()? {
                OdsEvent::Begin(tag) if tag.name == "table-row" => {
                    self.repeats = tag.repeats("number-rows-repeated")
                }
                OdsEvent::Begin(tag)
                    if matches!(tag.name.as_str(), "table-cell" | "covered-table-cell") =>
                {
                    // Spreadsheets repeat the last empty cell to the edge of the sheet, so bounds
                    // are applied before cells are made.
                    let end = column
                        .saturating_add(tag.repeats("number-columns-repeated"))
                        .min(MOST_COLUMNS);
                    let words = self.words(&tag.name)?;
                    let text = value(&tag, words);
                    if !text.is_empty() && column < end {
                        self.cells.push((column, end, text));
                    }
                    column = end;
                }
                OdsEvent::End(name) if name == "table-row" => {
                    self.count()?;
                    return Ok(self.row < MOST_ROWS);
                }
                OdsEvent::End(name) if name == "table" => return Ok(false),
                OdsEvent::EndOfFile => {
                    return Err(damage_error(self.xml.file, "a sheet without an end"));
                }
                _ => {}
            }
        }
    }

    /// Refuses a row whose repetitions are more cells than a sheet may have.
    fn count(&mut self) -> Result<()> {
        let cells: u32 = self.cells.iter().map(|(first, end, _)| end - first).sum();
        self.counted += self.repeats as usize * cells as usize;
        if self.counted > MOST_SHEET_CELLS {
            let (expected, found) =
                (format!("at most {MOST_SHEET_CELLS} cells"), self.counted.to_string());
            return Err(ErrorKind::Format { place: self.sheet.clone(), expected, found }.into());
        }
        Ok(())
    }

    /// The paragraphs of a cell; remarks at its side are no part of it.
    fn words(&mut self, cell: &str) -> Result<String> {
        let (mut words, mut paragraphs, mut aside) = (String::new(), 0, 0_u32);
        loop {
            if words.len() > LONGEST_CELL {
                let (place, limit) = (self.sheet.clone(), LONGEST_CELL as u64);
                return Err(ErrorKind::TooLarge { place, limit, found: words.len() as u64 }.into());
            }
            match self.xml.next()? {
                OdsEvent::Begin(tag) => match tag.name.as_str() {
                    "annotation" => aside += 1,
                    _ if aside > 0 => {}
                    "p" if paragraphs > 0 => words.push('\n'),
                    "p" => paragraphs += 1,
                    "s" => words.extend(std::iter::repeat_n(
                        ' ',
                        tag.repeats("c").min(MOST_COLUMNS) as usize,
                    )),
                    "tab" => words.push('\t'),
                    "line-break" => words.push('\n'),
                    _ => {}
                },
                OdsEvent::End(name) if name == cell => return Ok(words),
                OdsEvent::End(name) if name == "annotation" => aside = aside.saturating_sub(1),
                OdsEvent::Words(text) if aside == 0 && paragraphs > 0 => words.push_str(&text),
                OdsEvent::EndOfFile => {
                    return Err(damage_error(self.xml.file, "a cell without an end"));
                }
                _ => {}
            }
        }
    }
}

/// The text of a cell: its typed value, or else its words.
fn value(tag: &OdsTag, words: String) -> String {
    match tag.attribute("value-type") {
        "float" | "currency" | "percentage" => {
            let stated = tag.attribute("value");
            stated.parse().map_or_else(|_| stated.to_owned(), number)
        }
        "boolean" => tag.attribute("boolean-value").to_uppercase(),
        "date" => moment(tag.attribute("date-value")),
        "time" => time(tag.attribute("time-value")),
        _ if words.is_empty() => tag.attribute("string-value").to_owned(),
        _ => words,
    }
}

/// A date, or date and time to the nearest second.
fn moment(text: &str) -> String {
    let Some(moment) = text.contains('T').then(|| text.parse::<DateTime>().ok()).flatten() else {
        return text.to_owned();
    };
    let whole = moment.with().subsec_nanosecond(0).build().unwrap_or(moment);
    let half = moment.subsec_nanosecond() >= 500_000_000;
    let nearest = if half { whole.checked_add(1.second()).unwrap_or(whole) } else { whole };
    nearest.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// `PT09H50M30S` as `09:50:30`.
fn time(text: &str) -> String {
    let parts = text.strip_prefix("PT").and_then(|rest| {
        let (hours, rest) = rest.split_once('H')?;
        let (minutes, rest) = rest.split_once('M')?;
        let seconds: f64 = rest.strip_suffix('S')?.replace(',', ".").parse().ok()?;
        Some((hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?, seconds.round()))
    });
    parts.map_or_else(
        || text.to_owned(),
        |(hours, minutes, seconds)| format!("{hours:02}:{minutes:02}:{seconds:02}"),
    )
}

/// An element that begins: its name and attributes without prefixes.
struct OdsTag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl OdsTag {
    fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }

    /// A number of repetitions, 1 unless stated; what is no number repeats nothing.
    fn repeats(&self, name: &str) -> u32 {
        let stated = self.attribute(name);
        if stated.is_empty() || !stated.bytes().all(|byte| byte.is_ascii_digit()) {
            return 1;
        }
        stated.parse().map_or(MOST_ROWS, |repeats: u32| repeats.clamp(1, MOST_ROWS))
    }
}

enum OdsEvent {
    Begin(OdsTag),
    End(String),
    Words(String),
    Other,
    EndOfFile,
}

/// The content of a workbook as a stream of parts.
struct OdsXml<'f, R> {
    file: &'f SourceFile,
    reader: Reader<BufReader<R>>,
    buffer: Vec<u8>,
}

impl<'f> OdsXml<'f, ()> {
    fn open<'z, 'a>(
        file: &'f SourceFile,
        archive: &'z mut Archive<'a>,
    ) -> Result<OdsXml<'f, impl Read + use<'z, 'a>>> {
        let content = archive.find(CONTENT).ok_or_else(|| damage_error(file, "no content"))?;
        let mut reader = Reader::from_reader(BufReader::new(archive.member(content)?));
        // So `<table-cell/>` begins and ends like any other cell.
        reader.config_mut().expand_empty_elements = true;
        Ok(OdsXml { file, reader, buffer: Vec::new() })
    }
}

impl<R: Read> OdsXml<'_, R> {
    fn next(&mut self) -> Result<OdsEvent> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer);
        let event =
            event.map_err(|error| damage_error(self.file, &format!("in {CONTENT} {error}")))?;
        Ok(match event {
            Event::Start(tag) => OdsEvent::Begin(begin(&tag)),
            Event::End(tag) => {
                OdsEvent::End(String::from_utf8_lossy(tag.local_name().as_ref()).into_owned())
            }
            Event::Text(text) => OdsEvent::Words(String::from_utf8_lossy(&text).into_owned()),
            Event::CData(text) => OdsEvent::Words(String::from_utf8_lossy(&text).into_owned()),
            Event::GeneralRef(name) => OdsEvent::Words(match name.resolve_char_ref() {
                Ok(Some(c)) => c.to_string(),
                // Entities of the document's own are not expanded.
                _ => quick_xml::escape::resolve_xml_entity(&String::from_utf8_lossy(&name))
                    .unwrap_or("")
                    .to_owned(),
            }),
            Event::Eof => OdsEvent::EndOfFile,
            _ => OdsEvent::Other,
        })
    }
}

fn begin(tag: &BytesStart<'_>) -> OdsTag {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    // To look for one that is stated twice would cost the square of their number.
    let mut stated = tag.attributes();
    stated.with_checks(false);
    let attributes = stated.flatten().map(|attribute| {
        let value = text(&attribute.value);
        let value = quick_xml::escape::unescape(&value)
            .map_or_else(|_| value.clone(), |value| value.into_owned());
        (text(attribute.key.local_name().as_ref()), value)
    });
    OdsTag { name: text(tag.local_name().as_ref()), attributes: attributes.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetitions_are_bounded_and_nonsense_repeats_nothing() {
        let repeats = |stated: &str| {
            let attributes = vec![("c".to_owned(), stated.to_owned())];
            OdsTag { name: String::new(), attributes }.repeats("c")
        };
        let found = ["", "3", "0", "2\u{fffd}\u{fffd}", "-5", "99999999999999"].map(repeats);
        assert_eq!(found, [1, 3, 1, 1, 1, MOST_ROWS]);
    }
}

//! Coded segments: stretches of transcripts that carry a code.

use std::ops::Range;

use super::codebook::Codebook;
use super::column::Column;
use super::table::Table;
use crate::error::{Error, ErrorKind, Result, shown};
use crate::finding::Findings;
use crate::locator::{Place, position32};
use crate::sources::clue::FormatClue;
use crate::sources::findings::SourcesFinding;

/// A stretch of a transcript with a code, as the export has it: not yet placed in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedSegment {
    /// Id of the segment in the export, if it has one; several codes of one segment share it.
    pub id: Option<String>,
    /// Id of the application of this code to the segment, if the export has one.
    pub coding: Option<String>,
    /// Name of the transcript, with or without its extension.
    pub document: String,
    /// Path of the code.
    pub code: String,
    /// Name of the coder, if the export has it.
    pub coder: Option<String>,
    /// Range of code points in the transcript, if the export has it.
    pub chars: Option<Range<u32>>,
    /// Words of the segment, if the export has them.
    pub quote: Option<String>,
    /// Line of the export, from 1; in a table of a database, the number of the row.
    pub line: u64,
}

/// The coded segments of one export, in its order.
#[derive(Debug, Clone, PartialEq)]
pub struct CodedSegments {
    /// The segments.
    pub segments: Vec<CodedSegment>,
    /// Name of the file in messages.
    pub name: String,
    /// Table from which the segments were read, if they are from a table.
    pub table: Option<SegmentTable>,
}

/// A table of coded segments, for studies that have no interviews beyond its quotes.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentTable {
    /// The table from which the segments were read.
    pub table: Table,
    /// Position of the column of quotes, if it has one.
    pub quote: Option<usize>,
    /// Position of the column of documents, if it has one.
    pub document: Option<usize>,
    /// Row of each segment, from 0.
    pub rows: Vec<u32>,
}

/// Columns of a table of coded segments, by their headers; those that are not named are detected.
///
/// Programs for qualitative analysis differ in their headers, by version and language too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SegmentColumns {
    /// Column of the transcript's name.
    pub document: Option<String>,
    /// Column of the code, or of several.
    pub code: Option<String>,
    /// Separator of several codes in a cell, such as a line end.
    pub code_separator: Option<String>,
    /// Separator of the parts of a code's path, such as ` > `; `/` always separates them too.
    pub path_separator: Option<String>,
    /// Column of the segment's words.
    pub quote: Option<String>,
    /// Column of the first code point of the segment in the transcript.
    pub start: Option<String>,
    /// Column of the code point after the last of the segment.
    pub end: Option<String>,
    /// Column of the coder's name.
    pub coder: Option<String>,
    /// Column of the segment's id.
    pub id: Option<String>,
}

/// Taguette's export of highlights.
pub(super) const TAGUETTE: [&str; 4] = ["id", "document", "tag", "content"];
/// Headers of the columns that are recognised; `filename`, `case`, `codename` and `coded` are those
/// of QualCoder's report.
pub(crate) const DOCUMENT: [&str; 5] = ["document", "transcript", "file", "filename", "case"];
const CODE: [&str; 3] = ["code", "tag", "codename"];
const QUOTE: [&str; 5] = ["quote", "content", "text", "segment", "coded"];

/// The columns of a table with their roles.
struct ColumnRoles<'a> {
    document: Option<&'a Column>,
    code: &'a Column,
    quote: Option<&'a Column>,
    placed: Option<(&'a Column, &'a Column)>,
    coder: Option<&'a Column>,
    id: Option<&'a Column>,
}

impl<'a> ColumnRoles<'a> {
    fn find(table: &'a Table, stated: &SegmentColumns) -> Result<Self> {
        let header = |missing: Vec<String>| -> Error {
            let found = table.columns.iter().map(|column| column.label.clone()).collect();
            ErrorKind::Header { place: Place::file(&table.name).line(1), missing, found }.into()
        };
        let column = |name: &Option<String>, usual: &[&str]| match name {
            Some(name) => table.column(name).map(Some).ok_or_else(|| header(vec![name.clone()])),
            None => Ok(table.column_of(usual)),
        };
        let (document, code) = (column(&stated.document, &DOCUMENT)?, column(&stated.code, &CODE)?);
        let (start, end) = (column(&stated.start, &["start"])?, column(&stated.end, &["end"])?);
        let (quote, placed) = (column(&stated.quote, &QUOTE)?, start.zip(end));
        let (Some(code), true) = (code, placed.is_some() || quote.is_some()) else {
            let wanted = [
                (document.is_some(), DOCUMENT[0]),
                (code.is_some(), CODE[0]),
                (placed.is_some() || quote.is_some(), "start and end, or quote"),
            ];
            let missing = wanted
                .iter()
                .filter(|(there, _)| !there)
                .map(|(_, name)| (*name).to_owned())
                .collect();
            return Err(header(missing));
        };
        let (coder, id) = (column(&stated.coder, &["coder"])?, column(&stated.id, &["id"])?);
        Ok(Self { document, code, quote, placed, coder, id })
    }
}

impl CodedSegments {
    /// Reads segments from a table with the columns `document` and `code`, and `start` and `end`
    /// (code points, end exclusive) or `quote`, or all three; `coder` if several people coded; or
    /// with other columns if `columns` names them. One row is one segment with one code, or several
    /// where a separator is named. Taguette's export of highlights has this shape under other names
    /// and is read as it is.
    ///
    /// ```
    /// use persona_synthesis::Findings;
    /// use persona_synthesis::sources::{CodedSegments, SegmentColumns, SourceFile, Table};
    ///
    /// let text = "Document name,Code,Segment\nP1,Pains > slow;Goals > rest,It takes ages.\n";
    /// let file = SourceFile::from_bytes("coded segments.csv", text)?;
    /// let table = Table::from_file(file, None, None, &mut Findings::default())?;
    /// let columns = SegmentColumns {
    ///     document: Some("Document name".into()),
    ///     path_separator: Some(" > ".into()),
    ///     code_separator: Some(";".into()),
    ///     ..SegmentColumns::default()
    /// };
    /// let read = CodedSegments::from_table(table, &columns, &mut Findings::default())?;
    /// let codes: Vec<&str> = read.segments.iter().map(|segment| segment.code.as_str()).collect();
    /// assert_eq!(codes, ["Pains/slow", "Goals/rest"]);
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Header`] without the columns, [`ErrorKind::Cell`] for a start or end that is no
    /// whole number, [`ErrorKind::TooLarge`] if segments repeat the words of their rows to more
    /// than 1 GiB.
    pub fn from_table(
        table: Table,
        columns: &SegmentColumns,
        findings: &mut Findings,
    ) -> Result<Self> {
        let roles = ColumnRoles::find(&table, columns)?;
        let (mut segments, mut rows) =
            (Vec::with_capacity(table.rows()), Vec::with_capacity(table.rows()));
        let mut room = Room::default();
        for row in (0..table.rows()).filter(|row| !table.is_set_aside(*row)) {
            let chars = match roles.placed {
                Some((start, end)) => {
                    let (first, last) =
                        (position(&table, start, row)?, position(&table, end, row)?);
                    first.zip(last).map(|(first, last)| first..last)
                }
                None => None,
            };
            let text = |column: Option<&Column>| {
                column
                    .map(|column| column.text(row).into_owned())
                    // An empty cell states nothing.
                    .filter(|text| !text.trim().is_empty())
            };
            let cell = roles.code.text(row);
            let codes = columns.codes(&cell);
            if codes.is_empty() {
                findings.add_at(SourcesFinding::SegmentUncoded {}, table.place(row));
            }
            // Each code is a segment of its own, so that several codes of a cell count alike with
            // several rows.
            for code in codes {
                let segment = CodedSegment {
                    id: text(roles.id),
                    coding: None,
                    document: text(roles.document).unwrap_or_default().trim().to_owned(),
                    code,
                    coder: text(roles.coder).map(|name| name.trim().to_owned()),
                    chars: chars.clone(),
                    quote: text(roles.quote),
                    line: table.place(row).line.unwrap_or(0),
                };
                room.take(&segment, || table.place(row))?;
                segments.push(segment);
                rows.push(position32(row));
            }
        }
        let index = |column: Option<&Column>| column.map(|column| column.index);
        let (name, quote, document) =
            (table.name.clone(), index(roles.quote), index(roles.document));
        Ok(Self { segments, name, table: Some(SegmentTable { table, quote, document, rows }) })
    }

    /// File and line of a segment.
    #[must_use]
    pub fn place(&self, segment: &CodedSegment) -> Place {
        Place::file(&self.name).line(segment.line)
    }

    /// The reason why a table holds coded segments; `None` if it has not their columns.
    pub(super) fn detect(table: &Table) -> Option<FormatClue> {
        let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        // Its highlights have no positions, and their other names would fit exports of other
        // programs too.
        if names == TAGUETTE {
            return Some(FormatClue::TaguetteHeader);
        }
        let has = |names: &[&str]| table.column_of(names).is_some();
        (has(&DOCUMENT) && has(&CODE) && (has(&QUOTE) || has(&["start"])))
            .then_some(FormatClue::SegmentsHeader)
    }

    /// True if a table has the columns of a codebook.
    pub(super) fn has_codebook_columns(table: &Table) -> bool {
        table.column_of(&Codebook::CODE).is_some()
            && ["definition", "description", "parent"]
                .iter()
                .any(|name| table.column_of(&[name]).is_some())
            // A table with documents holds segments, not definitions.
            && table.column_of(&DOCUMENT).is_none()
    }
}

/// Room for segments: a text that a file holds once is repeated in every segment that refers to it,
/// so that few bytes may make any number.
#[derive(Debug, Default)]
pub(super) struct Room {
    taken: usize,
}

impl Room {
    /// Most bytes of the texts of all segments of a file.
    const MOST: usize = 1 << 30;

    /// Takes the room of a segment.
    ///
    /// # Errors
    /// [`ErrorKind::TooLarge`] if there is none left.
    pub(super) fn take(
        &mut self,
        segment: &CodedSegment,
        place: impl FnOnce() -> Place,
    ) -> Result<()> {
        let CodedSegment { id, coding, document, code, coder, quote, chars: _, line: _ } = segment;
        let further =
            [id, coding, coder, quote].into_iter().flatten().map(String::len).sum::<usize>();
        // Codes of a cell repeat its texts, so a small file can take much memory.
        self.taken += document.len() + code.len() + further;
        if self.taken > Self::MOST {
            let (limit, found) = (Self::MOST as u64, self.taken as u64);
            return Err(ErrorKind::TooLarge { place: place(), limit, found }.into());
        }
        Ok(())
    }
}

impl SegmentColumns {
    /// The codes of a cell, the parts of their paths separated by `/`.
    fn codes(&self, cell: &str) -> Vec<String> {
        let path = |code: &str| match &self.path_separator {
            Some(separator) if !separator.is_empty() => {
                code.split(separator.as_str()).map(str::trim).collect::<Vec<_>>().join("/")
            }
            _ => code.trim().to_owned(),
        };
        let codes = match &self.code_separator {
            Some(separator) if !separator.is_empty() => {
                cell.split(separator.as_str()).map(path).collect()
            }
            _ => vec![path(cell)],
        };
        codes.into_iter().filter(|code: &String| !code.is_empty()).collect()
    }
}

/// A whole number or an empty cell.
fn position(table: &Table, column: &Column, row: usize) -> Result<Option<u32>> {
    let text = column.text(row);
    if text.trim().is_empty() {
        return Ok(None);
    }
    text.trim().parse().map(Some).map_err(|_| {
        ErrorKind::Cell {
            place: table.place(row).column(&column.label),
            expected: "a whole number of characters".to_owned(),
            found: shown(&text),
        }
        .into()
    })
}

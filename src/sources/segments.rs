//! Coded segments: stretches of transcripts that carry a code.

use std::ops::Range;

use super::codebook::Codebook;
use super::table::Table;
use crate::error::{ErrorKind, Result, shown};
use crate::locator::Place;

/// A stretch of a transcript that carries a code, as the export states it: not yet placed in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedSegment {
    /// What the export calls the segment, where it says so; several codes of one segment share it.
    pub id: Option<String>,
    /// What the export calls the application of this code to the segment, where it says so.
    pub coding: Option<String>,
    /// Name of the transcript, with or without its extension.
    pub document: String,
    /// Path of the code.
    pub code: String,
    /// Who applied the code, where the export says so.
    pub coder: Option<String>,
    /// Code points of the transcript, where the export says so.
    pub chars: Option<Range<u32>>,
    /// The words of the segment, where the export has them.
    pub quote: Option<String>,
    /// Line of the export, from 1; in a table of a database, the number of the row.
    pub line: u64,
}

/// The coded segments of one export, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedSegments {
    /// The segments.
    pub segments: Vec<CodedSegment>,
    /// What messages call the file.
    pub name: String,
}

/// Taguette's export of highlights.
pub(super) const TAGUETTE: [&str; 4] = ["id", "document", "tag", "content"];
const DOCUMENT: [&str; 3] = ["document", "transcript", "file"];
const CODE: [&str; 2] = ["code", "tag"];
const QUOTE: [&str; 4] = ["quote", "content", "text", "segment"];

impl CodedSegments {
    /// Reads segments from a table with the columns `document` and `code`, and `start` and `end` (code points, end exclusive) or `quote`, or
    /// all three; `coder` if several people coded. One row is one code on one segment. Taguette's export of highlights has this shape
    /// under other names and is read as it is.
    ///
    /// # Errors
    /// [`ErrorKind::Header`] without the columns, [`ErrorKind::Cell`] for a start or end that is no whole number.
    pub fn from_table(table: &Table) -> Result<Self> {
        let (document, code) = (table.column_of(&DOCUMENT), table.column_of(&CODE));
        let (start, end, quote) = (table.column_of(&["start"]), table.column_of(&["end"]), table.column_of(&QUOTE));
        let placed = start.is_some() && end.is_some();
        let (Some(document), Some(code), true) = (document, code, placed || quote.is_some()) else {
            let wanted = [
                (document.is_some(), DOCUMENT[0]),
                (code.is_some(), CODE[0]),
                (placed || quote.is_some(), "start and end, or quote"),
            ];
            return Err(ErrorKind::Header {
                place: Place::file(&table.name).line(1),
                missing: wanted.iter().filter(|(there, _)| !there).map(|(_, name)| (*name).to_owned()).collect(),
                found: table.columns.iter().map(|column| column.label.clone()).collect(),
            }
            .into());
        };
        let (coder, id) = (table.column_of(&["coder"]), table.column_of(&["id"]));
        let mut segments = Vec::with_capacity(table.rows());
        for row in (0..table.rows()).filter(|row| !table.is_set_aside(*row)) {
            let chars = match (start, end) {
                (Some(start), Some(end)) => {
                    let first = position(table, start, row)?;
                    let last = position(table, end, row)?;
                    first.zip(last).map(|(first, last)| first..last)
                }
                _ => None,
            };
            let text = |column: Option<&super::Column>| {
                column.map(|column| column.text(row).into_owned()).filter(|text| !text.trim().is_empty())
            };
            segments.push(CodedSegment {
                id: text(id),
                coding: None,
                document: document.text(row).trim().to_owned(),
                code: code.text(row).trim().to_owned(),
                coder: text(coder).map(|name| name.trim().to_owned()),
                chars,
                quote: text(quote),
                line: table.place(row).line.unwrap_or(0),
            });
        }
        Ok(Self { segments, name: table.name.clone() })
    }

    /// File and line of a segment.
    #[must_use]
    pub fn place(&self, segment: &CodedSegment) -> Place {
        Place::file(&self.name).line(segment.line)
    }

    /// Whether a table has the columns of coded segments.
    pub(super) fn recognises(table: &Table) -> Option<&'static str> {
        let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        if names == TAGUETTE {
            return Some("its header is that of Taguette's highlights");
        }
        let has = |names: &[&str]| table.column_of(names).is_some();
        (has(&DOCUMENT) && has(&CODE) && (has(&QUOTE) || has(&["start"])))
            .then_some("its header names a document, a code and a stretch")
    }

    /// Whether a table has the columns of a codebook.
    pub(super) fn recognises_codebook(table: &Table) -> bool {
        table.column_of(&Codebook::CODE).is_some()
            && ["definition", "description", "parent"].iter().any(|name| table.column_of(&[name]).is_some())
            && table.column_of(&DOCUMENT).is_none()
    }
}

/// A whole number or an empty cell.
fn position(table: &Table, column: &super::Column, row: usize) -> Result<Option<u32>> {
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

//! Coded segments: stretches of transcripts that carry a code.

use std::collections::BTreeSet;
use std::ops::Range;

use super::codebook::Codebook;
use super::codings::{KeptSuggestions, SaidNothing, asking, flag_names, is_applied};
use super::column::Column;
use super::quotes::{parts_outside_brackets, without_marks};
use super::segment_columns::SegmentColumns;
use super::segment_room::Room;
use super::table::Table;
use super::talk::is_stated;
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

impl CodedSegment {
    /// Bytes of its texts.
    pub(super) fn bytes(&self) -> usize {
        let Self { id, coding, document, code, coder, quote, chars: _, line: _ } = self;
        let further = [id, coding, coder, quote].into_iter().flatten().map(String::len);
        document.len() + code.len() + further.sum::<usize>()
    }
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

fn is_one_of(stated: &[String], label: &str) -> bool {
    stated.iter().any(|stated| is_stated(stated, label))
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
    /// Position of the column that shows each segment: that of quotes, or that of its code.
    pub(crate) shown: Vec<u32>,
    /// Rows in which an interviewer speaks.
    pub(crate) asked: BTreeSet<u32>,
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
    code: Option<&'a Column>,
    /// Further columns of codes.
    further: Vec<&'a Column>,
    /// Categories above the code, the widest first.
    categories: Vec<&'a Column>,
    /// Columns of a code each, with the code.
    applied: Vec<(&'a Column, String)>,
    speaker: Option<&'a Column>,
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
        let all = |names: &[String]| -> Result<Vec<&'a Column>> {
            names.iter().filter_map(|name| column(&Some(name.clone()), &[]).transpose()).collect()
        };
        let document = column(&stated.document, &DOCUMENT)?;
        let (categories, applied) = (all(&stated.categories)?, all(&stated.applied)?);
        let further = all(&stated.further_codes)?;
        // A column of codes beside columns of a code each would count the same codes twice.
        let usual: &[&str] = if applied.is_empty() { &CODE } else { &[] };
        let (code, speaker) = (column(&stated.code, usual)?, column(&stated.speaker, &[])?);
        let (start, end) = (column(&stated.start, &["start"])?, column(&stated.end, &["end"])?);
        let (quote, placed) = (column(&stated.quote, &QUOTE)?, start.zip(end));
        // The words of a suggestion tell whether its transcript has changed since.
        let quote = quote.or_else(|| KeptSuggestions::words(table));
        let coded = code.is_some() || !applied.is_empty();
        let worded = placed.is_some() || quote.is_some() || !applied.is_empty();
        if !coded || !worded {
            let wanted = [
                (document.is_some(), DOCUMENT[0]),
                (coded, CODE[0]),
                (worded, "start and end, or quote"),
            ];
            let missing = wanted
                .iter()
                .filter(|(there, _)| !there)
                .map(|(_, name)| (*name).to_owned())
                .collect();
            return Err(header(missing));
        }
        let headers: Vec<&str> = applied.iter().map(|column| column.name.as_str()).collect();
        let names = flag_names(&headers);
        let applied = applied.into_iter().zip(names).collect();
        let (coder, id) = (column(&stated.coder, &["coder"])?, column(&stated.id, &["id"])?);
        Ok(Self { document, code, further, categories, applied, speaker, quote, placed, coder, id })
    }

    /// Rows in which an interviewer speaks: by a stated label, or by what is recognised.
    fn asked(&self, table: &Table, interviewers: &[String]) -> BTreeSet<u32> {
        let rows = |column: &Column, asks: &dyn Fn(&str) -> bool| {
            let asked = (0..table.rows()).filter(|row| asks(column.text(*row).trim()));
            asked.map(position32).collect()
        };
        let stated = self.speaker.filter(|column| {
            !interviewers.is_empty()
                && (0..column.len()).any(|row| is_one_of(interviewers, column.text(row).trim()))
        });
        if let Some(column) = stated {
            return rows(column, &|label| is_one_of(interviewers, label));
        }
        let Some(quote) = self.quote else { return BTreeSet::new() };
        let index = |column: Option<&Column>| column.map(|column| column.index);
        let taken: Vec<usize> =
            [index(self.code), index(self.coder), index(self.id)].into_iter().flatten().collect();
        let taken: Vec<usize> =
            taken.into_iter().chain(self.labels().map(|column| column.index)).collect();
        match asking(table, index(self.speaker), index(self.document), quote.index, &taken) {
            Some(turns) => {
                rows(&table.columns[turns.column], &|label| turns.labels.contains(label))
            }
            None => BTreeSet::new(),
        }
    }

    /// The columns of categories and further codes.
    fn labels(&self) -> impl Iterator<Item = &&'a Column> {
        self.categories.iter().chain(&self.further)
    }

    /// The codes of a row, each with the column that says so where columns are codes.
    fn codes(
        &self,
        stated: &SegmentColumns,
        row: usize,
        said_nothing: &SaidNothing,
    ) -> Vec<(String, Option<&'a Column>)> {
        let above: Vec<String> = self
            .categories
            .iter()
            .map(|column| column.text(row).trim().to_owned())
            .filter(|category| !category.is_empty())
            .collect();
        let mut cells: Vec<String> = Vec::new();
        for column in self.code.iter().chain(&self.further) {
            let codes = stated.codes(&column.text(row));
            // Two coders may give a row the same code.
            let new: Vec<String> = codes.into_iter().filter(|code| !cells.contains(code)).collect();
            cells.extend(new);
        }
        let listed = cells.into_iter().map(|code| {
            let path: Vec<&str> = above.iter().map(String::as_str).chain([code.as_str()]).collect();
            (path.join("/"), None)
        });
        let applies = |cell: &str| is_applied(cell) || said_nothing.leaves(cell);
        let applied = self.applied.iter().filter(|(column, _)| applies(&column.text(row)));
        listed
            .chain(applied.flat_map(|(column, name)| {
                stated.path(name).into_iter().map(move |code| (code, Some(*column)))
            }))
            .collect()
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
        Self::from_turns(table, columns, &[], findings)
    }

    /// Reads segments of a table in which a column may tell who speaks; `interviewers` are the
    /// labels of those who ask, where they are stated.
    ///
    /// # Errors
    /// As [`CodedSegments::from_table`].
    pub(crate) fn from_turns(
        table: Table,
        columns: &SegmentColumns,
        interviewers: &[String],
        findings: &mut Findings,
    ) -> Result<Self> {
        let roles = ColumnRoles::find(&table, columns)?;
        let (mut segments, mut rows, mut shown) = (Vec::new(), Vec::new(), Vec::new());
        let mut room = Room::default();
        let suggested = KeptSuggestions::find(&table);
        let kept: Vec<usize> = (0..table.rows()).filter(|row| !table.is_set_aside(*row)).collect();
        let applied: Vec<&Column> = roles.applied.iter().map(|(column, _)| *column).collect();
        let said_nothing = SaidNothing::learn(&applied, &kept);
        for row in kept {
            if suggested.as_ref().is_some_and(|kept| !kept.has(row)) {
                findings.add_at(SourcesFinding::SuggestionNotKept {}, table.place(row));
                continue;
            }
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
            let codes = roles.codes(columns, row, &said_nothing);
            if codes.is_empty() && roles.quote.is_some() {
                findings.add_at(SourcesFinding::SegmentUncoded {}, table.place(row));
            }
            // Each code is a segment of its own, so that several codes of a cell count alike with
            // several rows.
            for (code, column) in codes {
                if suggested.as_ref().is_some_and(|kept| kept.is_unedited(row, &code)) {
                    findings.add_at(SourcesFinding::SuggestionUnedited {}, table.place(row));
                }
                let words = roles.quote.or(column);
                let quote = text(words).filter(|quote| suggested.is_none() || is_worded(quote));
                if suggested.is_some() && quote.is_none() {
                    findings.add_at(SourcesFinding::SuggestionUnchecked {}, table.place(row));
                }
                let segment = CodedSegment {
                    id: text(roles.id),
                    coding: None,
                    document: text(roles.document).unwrap_or_default().trim().to_owned(),
                    code,
                    coder: text(roles.coder).map(|name| name.trim().to_owned()),
                    chars: chars.clone(),
                    quote: quote.map(|words| without_marks(&words).to_owned()),
                    line: table.place(row).line.unwrap_or(0),
                };
                room.take(segment.bytes(), || table.place(row))?;
                segments.push(segment);
                rows.push(position32(row));
                shown.push(words.map_or(0, |column| position32(column.index)));
            }
        }
        let asked = roles.asked(&table, interviewers);
        let index = |column: Option<&Column>| column.map(|column| column.index);
        let (name, quote, document) =
            (table.name.clone(), index(roles.quote), index(roles.document));
        let table = SegmentTable { table, quote, document, rows, shown, asked };
        Ok(Self { segments, name, table: Some(table) })
    }

    /// True if they are kept suggestions, whose words this crate has masked.
    pub(crate) fn are_suggested(&self) -> bool {
        let table = self.table.as_ref().map(|own| &own.table);
        table.is_some_and(|table| KeptSuggestions::find(table).is_some())
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

    /// True if the header of a table names the columns of segments as this crate does.
    pub(crate) fn has_usual_columns(table: &Table) -> bool {
        Self::detect(table).is_some()
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

/// True for a quote with words of its own, and not only with what stands for them: `[name]`.
fn is_worded(quote: &str) -> bool {
    parts_outside_brackets(quote).iter().any(|part| part.contains(char::is_alphanumeric))
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

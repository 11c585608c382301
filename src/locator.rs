//! Where a datum stands: for evidence (a [`Locator`]) and for messages (a [`Place`]).
//!
//! A locator names the logical address in a source, which stays true when a file is opened by another program.
//! A place names the physical line, which an editor can jump to. Neither holds any text of the source.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The logical address of a datum in a source, from which its text can be found again.
///
/// ```
/// use persona_synthesis::Locator;
///
/// let locator = Locator::Text { source: "interviews".into(), document: "P01.txt".into(), start: 94, end: 165 };
/// assert_eq!(locator.to_string(), "interviews, P01.txt, characters 94 to 165");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Locator {
    /// A stretch of a transcript.
    Text {
        /// Id of the source of transcripts.
        source: String,
        /// File name of the transcript, relative to the source's folder.
        document: String,
        /// First character, counted from 0 in Unicode code points of the document's plain text: the decoded file
        /// without a byte order mark, line ends as they stand.
        start: u32,
        /// The character after the last, counted like `start`.
        end: u32,
    },
    /// One cell of a table.
    Cell {
        /// Id of the source.
        source: String,
        /// Record, counted from 1 over the parsed records; the header is not counted.
        row: u32,
        /// Respondent id of the record, where the source has one.
        row_key: Option<String>,
        /// Name of the column as the header says it.
        column: String,
        /// Position of the column, counted from 1. Names may repeat; positions do not.
        column_index: u32,
    },
}

impl Locator {
    /// Id of the source the datum stands in.
    #[must_use]
    pub fn source(&self) -> &str {
        match self {
            Self::Text { source, .. } | Self::Cell { source, .. } => source,
        }
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { source, document, start, end } => {
                write!(f, "{source}, {document}, characters {start} to {end}")
            }
            Self::Cell { source, row, row_key, column, .. } => {
                write!(f, "{source}, row {row}")?;
                if let Some(key) = row_key {
                    write!(f, " ({key})")?;
                }
                write!(f, ", column {column:?}")
            }
        }
    }
}

/// The physical place in a file that a message speaks of.
///
/// Lines count from 1 as an editor shows them (a header is line 1), bytes from 0, columns are named as in the header.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Place {
    /// The file, as the manifest or the caller names it.
    pub file: String,
    /// Line, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Name of the column, for tables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Byte, counted from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byte: Option<u64>,
}

impl Place {
    /// A whole file.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    /// The same file, at this line.
    #[must_use]
    pub fn line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// The same line, in this column.
    #[must_use]
    pub fn column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// The same line, at this byte.
    #[must_use]
    pub fn byte(mut self, byte: u64) -> Self {
        self.byte = Some(byte);
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column:?}")?;
        }
        if let Some(byte) = self.byte {
            write!(f, " (byte {byte})")?;
        }
        Ok(())
    }
}

/// A position or count within a file or a study as it is stored: 32 bits hold it, because files are shorter than 4 GiB
/// and every record takes a byte.
pub(crate) fn position32(n: usize) -> u32 {
    u32::try_from(n).expect("files are shorter than 4 GiB")
}

/// A count of a set of such positions.
pub(crate) fn count_of(n: u64) -> usize {
    usize::try_from(n).expect("a set of positions in memory is not larger than memory")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn place_reads_as_an_editor_link() {
        let place = Place::file("survey.csv").line(14).column("q3 \"trust\"").byte(1893);
        assert_eq!(place.to_string(), r#"survey.csv:14, column "q3 \"trust\"" (byte 1893)"#);
    }

    #[test]
    fn locator_json_is_tagged_by_type() {
        let cell = Locator::Cell {
            source: "survey".into(),
            row: 3,
            row_key: Some("P02".into()),
            column: "Age".into(),
            column_index: 7,
        };
        let json = serde_json::to_string(&cell).unwrap();
        assert_eq!(
            json,
            r#"{"type":"cell","source":"survey","row":3,"row_key":"P02","column":"Age","column_index":7}"#
        );
        assert_eq!(serde_json::from_str::<Locator>(&json).unwrap(), cell);
    }
}

//! Where a datum stands: for evidence (a [`Locator`]) and for messages (a [`Place`]).
//!
//! A locator names the logical address in a source, which stays true when a file is opened by
//! another program. A place names the physical line, which an editor can jump to. Neither holds any
//! text of the source.

use std::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};

use crate::visible::Visible;

/// The logical address of a datum in a source, from which its text can be found again.
///
/// ```
/// use persona_synthesis::Locator;
///
/// let locator = Locator::Text { source: "interviews".into(), document: "P01.txt".into(), start: 94, end: 165, time: None };
/// assert_eq!(locator.to_string(), "interviews, P01.txt, characters 94 to 165");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Locator {
    /// A stretch of a transcript.
    Text {
        /// Id of the source of transcripts.
        source: String,
        /// File name of the transcript, relative to the source's folder. In a guarded result the
        /// seal of the place, which hides document, `start` and `end`.
        document: String,
        /// First character, counted from 0 in Unicode code points of the document's plain text: the
        /// decoded file without a byte order mark, line ends as they stand; of subtitles and word
        /// processor documents, the text that [`Transcript`](crate::sources::Transcript) says. 0
        /// where the place is sealed.
        start: u32,
        /// The character after the last, counted like `start`. 0 where the place is sealed.
        end: u32,
        /// When in the recording it is said, where the transcript has times: the last time given at
        /// or before `start`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        time: Option<Timecode>,
    },
    /// One cell of a table.
    Cell {
        /// Id of the source.
        source: String,
        /// Record, counted from 1 over the parsed records; the header is not counted. 0 where the
        /// place is sealed.
        row: u32,
        /// Respondent id of the record, where the source has one; of a table of accounts the
        /// account. In a guarded result the seal of the place.
        row_key: Option<String>,
        /// Name of the column as the header says it.
        column: String,
        /// Position of the column, counted from 1. Names may repeat; positions do not.
        column_index: u32,
    },
    /// The records that a value is worked out of, such as the events behind a count.
    Rows {
        /// Id of the source.
        source: String,
        /// First and last record of each stretch, counted from 1 over the parsed records: those
        /// that were counted or decided, or else all of the respondent or account. Empty where the
        /// place is sealed.
        rows: Vec<(u32, u32)>,
        /// Respondent or account whose records they are. In a guarded result the seal of the place.
        row_key: Option<String>,
        /// Name of the value, as the manifest has it.
        column: String,
        /// Position of the value among those that are worked out, counted from 1; the respondent or
        /// account is the first.
        column_index: u32,
    },
}

impl Locator {
    /// Id of the source the datum stands in.
    #[must_use]
    pub fn source(&self) -> &str {
        match self {
            Self::Text { source, .. } | Self::Cell { source, .. } | Self::Rows { source, .. } => {
                source
            }
        }
    }

    /// Whether the place is that of a guarded result, legible with the key alone.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        match self {
            Self::Text { end, .. } => *end == 0,
            Self::Cell { row, .. } => *row == 0,
            Self::Rows { rows, .. } => rows.is_empty(),
        }
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { source, .. } if self.is_sealed() => write!(f, "{source}, a sealed place"),
            Self::Cell { source, column, .. } | Self::Rows { source, column, .. }
                if self.is_sealed() =>
            {
                write!(f, "{source}, a sealed place, column {column:?}")
            }
            Self::Text { source, document, start, end, time } => {
                write!(f, "{source}, {document}, ")?;
                if let Some(time) = time {
                    write!(f, "{time}, ")?;
                }
                write!(f, "characters {start} to {end}")
            }
            Self::Cell { source, row, row_key, column, .. } => {
                write!(f, "{source}, row {row}")?;
                if let Some(key) = row_key {
                    write!(f, " ({key})")?;
                }
                write!(f, ", column {column:?}")
            }
            Self::Rows { source, rows, row_key, column, .. } => {
                write!(f, "{source}, rows {}", stretches(rows))?;
                if let Some(key) = row_key {
                    write!(f, " ({key})")?;
                }
                write!(f, ", {column:?}")
            }
        }
    }
}

/// Stretches of rows in words, the first few of them.
pub(crate) fn stretches(rows: &[(u32, u32)]) -> String {
    const MOST: usize = 5;
    let shown = |(first, last): &(u32, u32)| {
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    };
    let text = rows.iter().take(MOST).map(shown).collect::<Vec<_>>().join(", ");
    let more: u64 =
        rows.iter().skip(MOST).map(|(first, last)| u64::from(last.abs_diff(*first)) + 1).sum();
    if more > 0 { format!("{text} and {more} more") } else { text }
}

/// A point in a recording, counted from its beginning in milliseconds.
///
/// It is written `00:14:03`, and with its milliseconds in JSON: `00:14:03.250`.
///
/// ```
/// use persona_synthesis::locator::Timecode;
///
/// let time = Timecode::from_milliseconds(843_250);
/// assert_eq!(time.to_string(), "00:14:03");
/// assert_eq!("00:14:03.250".parse(), Ok(time));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct Timecode(u64);

impl Timecode {
    /// The point so many milliseconds after the beginning.
    #[must_use]
    pub fn from_milliseconds(milliseconds: u64) -> Self {
        Self(milliseconds)
    }

    /// Milliseconds after the beginning.
    #[must_use]
    pub fn milliseconds(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Timecode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0 / 1000;
        write!(f, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

impl From<Timecode> for String {
    fn from(time: Timecode) -> Self {
        format!("{time}.{:03}", time.0 % 1000)
    }
}

/// From hours, minutes and seconds, or minutes and seconds; a fraction after a point or comma.
impl std::str::FromStr for Timecode {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str = "expected a time such as 00:14:03.250";
        let whole = |part: &str| {
            let digits =
                (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse::<u64>().ok()).flatten().ok_or(EXPECTED)
        };
        let (clock, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
        let milliseconds =
            whole(&format!("{:0<3}", fraction.get(..fraction.len().min(3)).unwrap_or("x")))?;
        let parts = clock.split(':').map(whole).collect::<Result<Vec<_>, _>>()?;
        let (hours, minutes, seconds) = match parts[..] {
            [minutes, seconds] => (0, minutes, seconds),
            [hours, minutes, seconds] => (hours, minutes, seconds),
            _ => return Err(EXPECTED),
        };
        if seconds >= 60 || (parts.len() == 3 && minutes >= 60) {
            return Err(EXPECTED);
        }
        Ok(Self(((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds))
    }
}

impl TryFrom<String> for Timecode {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// The physical place in a file that a message speaks of.
///
/// Lines count from 1 as an editor shows them (a header is line 1), bytes from 0, columns are named
/// as in the header.
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
        Visible(f).write_str(&self.file)?;
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

/// A position or count within a file or a study as it is stored: 32 bits hold it, because files are
/// shorter than 4 GiB and every record takes a byte.
#[inline]
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
    fn times_are_read_as_tools_write_them() {
        for (text, milliseconds) in [
            ("00:14:03.250", 843_250),
            ("14:03,5", 843_500),
            ("75:00", 4_500_000),
            ("1:00:00", 3_600_000),
            ("0:12", 12_000),
        ] {
            assert_eq!(text.parse(), Ok(Timecode::from_milliseconds(milliseconds)), "{text}");
        }
        for text in
            ["", "12", "1:2:3:4", "00:61:00", "00:99", "a:b", "-1:00", "9999999:00", "00:00.é"]
        {
            assert!(text.parse::<Timecode>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_time_of_a_stretch_is_in_its_json_where_there_is_one() {
        let text = |time| Locator::Text {
            source: "i".into(),
            document: "P1.vtt".into(),
            start: 0,
            end: 4,
            time,
        };
        let timed = text(Some(Timecode::from_milliseconds(843_250)));
        let json = serde_json::to_string(&timed).unwrap();
        assert_eq!(
            json,
            r#"{"type":"text","source":"i","document":"P1.vtt","start":0,"end":4,"time":"00:14:03.250"}"#
        );
        assert_eq!(serde_json::from_str::<Locator>(&json).unwrap(), timed);
        assert_eq!(timed.to_string(), "i, P1.vtt, 00:14:03, characters 0 to 4");
        assert!(!serde_json::to_string(&text(None)).unwrap().contains("time"));
    }

    #[test]
    fn a_sealed_place_is_told_as_one() {
        let text = |end| Locator::Text {
            source: "i".into(),
            document: "7f".into(),
            start: 0,
            end,
            time: None,
        };
        assert!(text(0).is_sealed() && !text(1).is_sealed());
        assert_eq!(text(0).to_string(), "i, a sealed place");
        let cell = |row| Locator::Cell {
            source: "survey".into(),
            row,
            row_key: Some("7f".into()),
            column: "Age".into(),
            column_index: 7,
        };
        assert!(cell(0).is_sealed() && !cell(1).is_sealed());
        assert_eq!(cell(0).to_string(), "survey, a sealed place, column \"Age\"");
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

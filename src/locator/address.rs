//! The logical address of a datum in a source.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::timecode::Timecode;
use crate::ids::SourceId;

/// The logical address of a datum in a source, from which its text can be found again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Locator {
    /// A stretch of a transcript.
    Text {
        /// Id of the source of transcripts.
        source: SourceId,
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
        source: SourceId,
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
    /// The records from which a value is computed, such as the events behind a count.
    Rows {
        /// Id of the source.
        source: SourceId,
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
    /// A record of the caller's, from which an indicator was computed outside the study.
    Caller {
        /// Name of the indicator.
        indicator: String,
        /// The caller's key of the record. Left out of a guarded result.
        row_key: Option<String>,
    },
}

impl Locator {
    /// Id of the source that holds the datum; `None` for one computed outside the study.
    #[must_use]
    pub fn source(&self) -> Option<&SourceId> {
        match self {
            Self::Text { source, .. } | Self::Cell { source, .. } | Self::Rows { source, .. } => {
                Some(source)
            }
            Self::Caller { .. } => None,
        }
    }

    /// Name of what holds the datum, as evidence shows it: the id of the source, or `caller:` and
    /// the name of the indicator.
    #[must_use]
    pub(crate) fn held_by(&self) -> Cow<'_, SourceId> {
        match self {
            Self::Text { source, .. } | Self::Cell { source, .. } | Self::Rows { source, .. } => {
                Cow::Borrowed(source)
            }
            Self::Caller { indicator, .. } => Cow::Owned(held_by_caller(indicator)),
        }
    }

    /// The address in words, such as `survey, row 3 (P02), column "Age"`.
    ///
    /// It is for people: long lists of rows are cut, and positions of columns left out. The text
    /// form of [`Display`](fmt::Display) is complete.
    #[must_use]
    pub fn in_words(&self) -> String {
        InWords(self).to_string()
    }

    /// True for a place of a guarded result, which only the holder of the key can read.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        match self {
            Self::Text { end, .. } => *end == 0,
            Self::Cell { row, .. } => *row == 0,
            Self::Rows { rows, .. } => rows.is_empty(),
            Self::Caller { row_key, .. } => row_key.is_none(),
        }
    }
}

/// A locator in words, for sentences and tables that people read.
struct InWords<'a>(&'a Locator);

impl fmt::Display for InWords<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let locator = self.0;
        match locator {
            Locator::Text { source, .. } if locator.is_sealed() => {
                write!(f, "{source}, a sealed place")
            }
            Locator::Cell { source, column, .. } | Locator::Rows { source, column, .. }
                if locator.is_sealed() =>
            {
                write!(f, "{source}, a sealed place, column {column:?}")
            }
            Locator::Text { source, document, start, end, time } => {
                write!(f, "{source}, {document}, ")?;
                if let Some(time) = time {
                    write!(f, "{time}, ")?;
                }
                write!(f, "characters {start} to {end}")
            }
            Locator::Cell { source, row, row_key, column, .. } => {
                write!(f, "{source}, row {row}")?;
                if let Some(key) = row_key {
                    write!(f, " ({key})")?;
                }
                write!(f, ", column {column:?}")
            }
            Locator::Rows { source, rows, row_key, column, .. } => {
                write!(f, "{source}, rows {}", stretches(rows))?;
                if let Some(key) = row_key {
                    write!(f, " ({key})")?;
                }
                write!(f, ", {column:?}")
            }
            Locator::Caller { indicator, row_key } => {
                write!(f, "computed outside the study: {indicator}")?;
                row_key.as_ref().map_or(Ok(()), |key| write!(f, ", record {key}"))
            }
        }
    }
}

/// Stands before the name of an indicator of the caller's, where else the id of a source stands.
const CALLER: &str = "caller:";

/// The name under which evidence of an indicator of the caller's is held.
pub(crate) fn held_by_caller(indicator: &str) -> SourceId {
    format!("{CALLER}{indicator}").into()
}

/// The indicator of the caller's that holds evidence under this name.
pub(crate) fn indicator_of_caller(held_by: &SourceId) -> Option<&str> {
    held_by.as_str().strip_prefix(CALLER)
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

#[cfg(test)]
mod tests {
    use super::*;

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
            concat!(
                r#"{"type":"text","source":"i","document":"P1.vtt","start":0,"end":4,"#,
                r#""time":"00:14:03.250"}"#
            )
        );
        assert_eq!(serde_json::from_str::<Locator>(&json).unwrap(), timed);
        assert_eq!(timed.in_words(), "i, P1.vtt, 00:14:03, characters 0 to 4");
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
        assert_eq!(text(0).in_words(), "i, a sealed place");
        let cell = |row| Locator::Cell {
            source: "survey".into(),
            row,
            row_key: Some("7f".into()),
            column: "Age".into(),
            column_index: 7,
        };
        assert!(cell(0).is_sealed() && !cell(1).is_sealed());
        assert_eq!(cell(0).in_words(), "survey, a sealed place, column \"Age\"");
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
            concat!(
                r#"{"type":"cell","source":"survey","row":3,"row_key":"P02","column":"Age","#,
                r#""column_index":7}"#
            )
        );
        assert_eq!(serde_json::from_str::<Locator>(&json).unwrap(), cell);
    }
}

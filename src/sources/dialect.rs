//! How the cells of a text table are separated.

use std::fmt;
use std::io::Read;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Result, shown};

/// The character between the cells of a row.
///
/// Detected on the first 100 records: each candidate reads them, and the one wins under which most
/// records have as many cells as the header; among equals the one with more cells, then in the
/// order comma, semicolon, tab, bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// Tab
    Tab,
    /// `|`
    Bar,
}

impl Delimiter {
    /// Every delimiter that is detected, in order of preference.
    pub const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Bar];

    /// The delimiter as an ASCII byte.
    #[must_use]
    pub fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }

    /// The delimiter as a text of one character, as in a manifest.
    #[must_use]
    pub fn character(self) -> &'static str {
        match self {
            Self::Comma => ",",
            Self::Semicolon => ";",
            Self::Tab => "\t",
            Self::Bar => "|",
        }
    }

    /// Detects the delimiter of a text that is opened again for each candidate.
    ///
    /// # Errors
    /// The errors of `text`.
    pub(super) fn detect_in<R: Read>(mut text: impl FnMut() -> Result<R>) -> Result<Self> {
        let mut scores = [(0, 0); Self::ALL.len()];
        for (candidate, score) in Self::ALL.into_iter().zip(&mut scores) {
            *score = candidate.score(text()?);
        }
        Ok(Self::most_like(scores))
    }

    /// The first of those with the highest score.
    fn most_like(scores: [(usize, usize); Self::ALL.len()]) -> Self {
        let best = scores.into_iter().max().unwrap_or_default();
        Self::ALL
            .into_iter()
            .zip(scores)
            .find(|(_, score)| *score == best)
            .map_or(Self::Comma, |(candidate, _)| candidate)
    }

    /// Share of records as wide as the header in 1/1000, and that width; nothing for a single
    /// column.
    fn score(self, text: impl Read) -> (usize, usize) {
        const RECORDS: usize = 100;
        // A quote that nothing ends would make a record of the whole file.
        const BYTES: u64 = 1 << 24;
        // Records of any width, header included.
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader
            .delimiter(self.byte())
            .has_headers(false)
            .flexible(true)
            .from_reader(text.take(BYTES));
        let mut widths =
            reader.into_byte_records().take(RECORDS).map_while(|record| Some(record.ok()?.len()));
        let Some(header) = widths.next().filter(|width| *width > 1) else { return (0, 0) };
        let (mut records, mut equal) = (0, 0);
        for width in widths {
            records += 1;
            equal += usize::from(width == header);
        }
        // Even rows speak for a delimiter more than wide ones.
        (1 + (999 * equal).checked_div(records).unwrap_or(999), header)
    }
}

impl fmt::Display for Delimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.character())
    }
}

impl FromStr for Delimiter {
    type Err = Error;

    /// The delimiter of a character, as in a manifest.
    fn from_str(character: &str) -> Result<Self> {
        let known = Self::ALL.into_iter().find(|one| one.character() == character);
        known.ok_or_else(|| {
            // Quoted and escaped, because commas and tabs would not be seen in a list.
            let names = Self::ALL.map(|one| format!("{:?}", one.character())).join(", ");
            let (expected, found) = (format!("one of {names}"), format!("{:?}", shown(character)));
            ErrorKind::Parameter { name: "delimiter", expected, found }.into()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_that_makes_a_table_wins() {
        for (text, delimiter) in [
            ("a,b\n1,2\n", Delimiter::Comma),
            ("a;b\n1,5;2,5\n", Delimiter::Semicolon),
            ("a\tb, c\n1\t2\n", Delimiter::Tab),
            ("a|b\n1|2\n", Delimiter::Bar),
            ("\"a;b\",c\n\"1;2\",3\n", Delimiter::Comma),
            ("only one\nyes, no\n", Delimiter::Comma),
            ("", Delimiter::Comma),
        ] {
            assert_eq!(
                Delimiter::detect_in(|| Ok(text.as_bytes())).unwrap(),
                delimiter,
                "{text:?}"
            );
        }
    }
}

//! Detection of how the cells of a text are separated, on its first records.

use std::io::Read;

use super::decoded::DecodedText;
use super::dialect::Delimiter;
use crate::error::Result;

/// How the cells of a text are separated, and whether blanks stand before their quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    pub(super) delimiter: Delimiter,
    pub(super) padded: bool,
}

impl Dialect {
    /// Detects the dialect of a text that is opened again for each candidate, unless the delimiter
    /// is stated.
    ///
    /// # Errors
    /// The errors of `text`.
    pub(super) fn detect<'a>(
        stated: Option<Delimiter>,
        mut text: impl FnMut() -> Result<DecodedText<'a>>,
    ) -> Result<Self> {
        let stated = match stated {
            Some(stated) => Some(stated),
            None => stated_delimiter(text()?.piece()?),
        };
        let candidates = |delimiter: &Delimiter| stated.is_none_or(|stated| stated == *delimiter);
        let mut scored = Vec::new();
        for delimiter in Delimiter::ALL.into_iter().filter(candidates) {
            let plain = Score::of(delimiter, text()?);
            let mut text = text()?.without_padding(delimiter.byte());
            let padded = Score::of(delimiter, &mut text);
            // Quotation marks that nothing ends make rows uneven, or one row of all that follow.
            let ended = padded.full || !text.is_within_quotes();
            let is_padded = text.had_padding() && ended && padded.rank() >= plain.rank();
            let score = if is_padded { padded } else { plain };
            scored.push((Self { delimiter, padded: is_padded }, score));
        }
        // A line above the table may look like a header under another delimiter, but not like one
        // of a wider table.
        let of_first = scored.iter().filter(|(_, score)| !score.below);
        let widest = of_first.map(|(_, score)| score.width).max().unwrap_or_default();
        scored.retain(|(_, score)| !score.below || score.width > widest);
        let best = scored.iter().map(|(_, score)| score.rank()).max();
        // Of equals the one that stands first in the order of preference.
        let found = scored.into_iter().find(|(_, score)| Some(score.rank()) == best);
        let none = Self { delimiter: stated.unwrap_or(Delimiter::Comma), padded: false };
        Ok(found.map_or(none, |(dialect, _)| dialect))
    }
}

/// The delimiter that the first line of a text states, as in `sep=;`.
fn stated_delimiter(start: &[u8]) -> Option<Delimiter> {
    let line = start.split(|byte| matches!(byte, b'\n' | b'\r')).next()?;
    let line = line.strip_prefix(b"\"").unwrap_or(line);
    let (word, rest) = line.split_at_checked(4)?;
    let known = Delimiter::ALL.into_iter();
    let stated = known.into_iter().find(|one| rest.first() == Some(&one.byte()));
    stated.filter(|_| word.eq_ignore_ascii_case(b"sep=") && rest.len() <= 2)
}

/// How much the records that a delimiter cuts are like a table.
#[derive(Clone, Copy, Default)]
struct Score {
    /// Share of records as wide as the header in 1/1000; nothing for a single column.
    even: usize,
    /// Cells of the header.
    width: usize,
    /// True if the header is not the first record.
    below: bool,
    /// True if there are as many records as are looked at.
    full: bool,
}

impl Score {
    fn of(delimiter: Delimiter, text: impl Read) -> Self {
        const RECORDS: usize = 100;
        // A quote that nothing ends would make a record of the whole file.
        const BYTES: u64 = 1 << 24;
        // Records of any width, header included.
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader
            .delimiter(delimiter.byte())
            .has_headers(false)
            .flexible(true)
            .from_reader(text.take(BYTES));
        let widths: Vec<usize> = reader
            .into_byte_records()
            .take(RECORDS)
            .map_while(|record| Some(record.ok()?.len()))
            .collect();
        let Some(first) = widths.iter().position(|width| *width > 1) else {
            return Self::default();
        };
        let (width, rows) = (widths[first], &widths[first + 1..]);
        let equal = rows.iter().filter(|row| **row == width).count();
        // Lines above the header have no cells to part, but then the table below them is even.
        let below = first > 0;
        if below && (rows.is_empty() || equal * 10 < rows.len() * 9) {
            return Self::default();
        }
        let even = 1 + (999 * equal).checked_div(rows.len()).unwrap_or(999);
        Self { even, width, below, full: widths.len() == RECORDS }
    }

    /// Even rows speak for a delimiter more than wide ones.
    fn rank(self) -> (usize, usize) {
        (self.even, self.width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Findings;
    use crate::locator::Place;
    use crate::sources::decoded::TextFile;

    fn detected(text: &str) -> Dialect {
        let bytes = text.as_bytes();
        let file = TextFile::new(&bytes, Place::file("t"), None, &mut Findings::default()).unwrap();
        Dialect::detect(None, || file.decode()).unwrap()
    }

    #[test]
    fn the_delimiter_that_makes_a_table_wins() {
        for (text, delimiter) in [
            ("a,b\n1,2\n", Delimiter::Comma),
            ("a;b\n1,5;2,5\n", Delimiter::Semicolon),
            ("a\tb, c\n1\t2\n", Delimiter::Tab),
            ("a|b\n1|2\n", Delimiter::Bar),
            ("\"a;b\",c\n\"1;2\",3\n", Delimiter::Comma),
            ("only one\nyes, no\n", Delimiter::Comma),
            ("Title, long\n\na;b;c\n1,5;2;3\n2,5;3;4\n", Delimiter::Semicolon),
            ("id;when;a\n1;May 1, 2023;2;\n2;May 2, 2023;3\n", Delimiter::Semicolon),
            ("sep=|\na;b|c\n1;2|3\n", Delimiter::Bar),
            ("", Delimiter::Comma),
        ] {
            assert_eq!(detected(text).delimiter, delimiter, "{text:?}");
        }
    }

    #[test]
    fn blanks_before_quotation_marks_count_where_cells_come_out_even() {
        assert!(detected("a; b; c\n1; \"x; y\"; 3\n2; \"z\"; 4\n").padded);
        assert!(detected("a, b\n1, \"x\"\n2, \"z\"\n").padded);
        for text in
            ["a,b\n1,\"x, \"\"y\"\"\"\n", "a, b\n1, 5\" wide\n", "a, b\n1, \"x\n2, y\n3, z\n"]
        {
            assert!(!detected(text).padded, "{text:?}");
        }
    }
}

//! Placing a segment in its transcript by the words it quotes.
//!
//! Tools that export quotes without positions collapse line breaks and blanks, so words are
//! compared with white space collapsed. A quote that occurs several times is placed at the first
//! occurrence after the segment before it, since exports list segments in their order.

use std::ops::Range;

use memchr::memmem;

use super::text::PlainText;
use crate::locator::position32;

/// Most places of one quote that are counted.
const MOST_PLACES: usize = 10_000;

/// Place of a quote in a transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuotePlace {
    /// The quote occurs once, here.
    Unique(Range<u32>),
    /// The quote occurs several times; this is the place that the order of the segments suggests.
    Ambiguous {
        /// The suggested place.
        chars: Range<u32>,
        /// How many there are, counted up to 10,000.
        places: usize,
    },
    /// The quote does not occur.
    Lost,
}

/// A transcript that is prepared for placing quotes.
#[derive(Debug)]
pub struct QuoteIndex<'a> {
    text: &'a PlainText,
    collapsed: Collapsed,
}

/// Text with runs of white space as one blank and typographic marks as plain ones, and the byte
/// each character came from.
#[derive(Debug)]
struct Collapsed {
    text: String,
    /// For each byte of `text`, the byte in the original.
    origin: Vec<u32>,
}

impl Collapsed {
    fn new(text: &str) -> Self {
        let mut collapsed = Self {
            text: String::with_capacity(text.len()),
            origin: Vec::with_capacity(text.len()),
        };
        // As after a blank, so that none is kept at the front.
        let mut blank = true;
        for (byte, c) in text.char_indices() {
            let c = plain(c);
            if c == ' ' && blank {
                continue;
            }
            blank = c == ' ';
            collapsed.text.push(c);
            let byte = position32(byte);
            collapsed.origin.resize(collapsed.text.len(), byte);
        }
        collapsed
    }
}

/// White space as a blank, typographic quotation marks and dashes as typed ones.
fn plain(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201B}' => '\'',
        '\u{201C}' | '\u{201D}' => '"',
        '\u{2010}'..='\u{2014}' => '-',
        c if c.is_whitespace() || c == '\u{FEFF}' || c == '\u{200B}' => ' ',
        c => c,
    }
}

/// A quote without the quotation marks around the whole of it, which tables of quotes often have.
pub(crate) fn without_marks(quote: &str) -> &str {
    const PAIRS: [(char, char); 6] =
        [('“', '”'), ('„', '“'), ('„', '”'), ('«', '»'), ('»', '«'), ('"', '"')];
    let bare = quote.trim();
    for (open, close) in PAIRS {
        let within = bare.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        // Marks within belong to two quotes in one cell.
        if let Some(within) = within.filter(|within| !within.contains([open, close])) {
            return within.trim();
        }
    }
    quote
}

impl<'a> QuoteIndex<'a> {
    /// Prepares a transcript.
    #[must_use]
    pub fn new(text: &'a PlainText) -> Self {
        Self { text, collapsed: Collapsed::new(text.as_str()) }
    }

    /// Finds the place of a quote. `after` is the code point at which the segment before it in the
    /// export begins.
    ///
    /// ```
    /// use persona_synthesis::sources::{QuotePlace, QuoteIndex, PlainText};
    ///
    /// let text = PlainText::new("Yes. It’s\n  slow. Yes.".to_owned());
    /// let anchors = QuoteIndex::new(&text);
    /// assert_eq!(anchors.place("It's slow.", 0), QuotePlace::Unique(5..17));
    /// assert_eq!(anchors.place("Yes.", 5), QuotePlace::Ambiguous { chars: 18..22, places: 2 });
    /// assert_eq!(anchors.place("Never.", 0), QuotePlace::Lost);
    /// ```
    #[must_use]
    pub fn place(&self, quote: &str, after: u32) -> QuotePlace {
        let wanted = Collapsed::new(quote);
        // Text is collapsed without a blank at the front; one at the end may be missing in the
        // transcript.
        let wanted = wanted.text.trim_end();
        if wanted.is_empty() {
            return QuotePlace::Lost;
        }
        let Collapsed { text, origin } = &self.collapsed;
        let mut found = memmem::find_iter(text.as_bytes(), wanted);
        let Some(first) = found.next() else { return QuotePlace::Lost };
        let after = position32(self.text.byte_of(after));
        let (mut chosen, mut places) = ((origin[first] >= after).then_some(first), 1);
        for byte in found.take(MOST_PLACES - 1) {
            places += 1;
            chosen = chosen.or((origin[byte] >= after).then_some(byte));
        }
        // A quote of one letter is everywhere, and there may be as many quotes as places.
        let further = || {
            let from = origin.partition_point(|origin| *origin < after);
            memmem::find(&text.as_bytes()[from..], wanted.as_bytes()).map(|byte| from + byte)
        };
        let chosen = chosen
            .or_else(|| if places == MOST_PLACES { further() } else { None })
            .unwrap_or(first);
        let chars = self.original(chosen, chosen + wanted.len());
        if places == 1 {
            QuotePlace::Unique(chars)
        } else {
            QuotePlace::Ambiguous { chars, places }
        }
    }

    /// Code points of the original text for bytes of the collapsed one.
    fn original(&self, start: usize, end: usize) -> Range<u32> {
        let first = self.collapsed.origin[start] as usize;
        let last = self.collapsed.origin[end - 1] as usize;
        let width = self.text.as_str()[last..].chars().next().map_or(0, char::len_utf8);
        self.text.char_of(first)..self.text.char_of(last + width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn of_many_places_the_one_after_the_last_is_found_wherever_it_is() {
        let text = PlainText::new("é, ".repeat(3 * MOST_PLACES));
        let anchors = QuoteIndex::new(&text);
        let placed = |after: u32| match anchors.place("é,", after) {
            QuotePlace::Ambiguous { chars, places } => (chars.start, places),
            other => panic!("{other:?}"),
        };
        let last = 3 * (3 * MOST_PLACES as u32 - 1);
        assert_eq!(
            [0, 1, last - 1, last + 1].map(placed),
            [0, 3, last, 0].map(|start| (start, MOST_PLACES))
        );
    }

    proptest! {
        #[test]
        fn a_quote_with_its_blanks_collapsed_is_found_where_it_stands(
            text in "[ab é\n\t😄]{1,80}", start in 0_usize..80, length in 1_usize..20,
        ) {
            let chars: Vec<char> = text.chars().collect();
            let part: String = chars.iter().skip(start).take(length).collect();
            let quote = part.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assume!(!quote.is_empty());
            let plain = PlainText::new(text);
            match QuoteIndex::new(&plain).place(&quote, 0) {
                QuotePlace::Lost => prop_assert!(false, "lost"),
                QuotePlace::Unique(chars) | QuotePlace::Ambiguous { chars, .. } => {
                    let found = plain.slice(chars).unwrap();
                    prop_assert_eq!(found.split_whitespace().collect::<Vec<_>>().join(" "), quote);
                }
            }
        }
    }
}

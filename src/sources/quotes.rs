//! Placing a segment in its transcript by the words it quotes.
//!
//! Tools that export quotes without positions collapse line breaks and blanks, so words are
//! compared with white space collapsed, and people who copy quotes change more: see
//! [`QuoteIndex::place`]. A quote that occurs several times is placed at the first
//! occurrence after the segment before it, since exports list segments in their order.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use memchr::memmem;
use unicode_normalization::char::is_combining_mark;

use super::collapsed::Collapsed;
use super::elisions::{Piece, pieces};
use super::text::PlainText;
use crate::locator::position32;

/// Most places of one quote that are counted.
const MOST_PLACES: usize = 10_000;
/// Most places of the first piece of a quote from which the others are looked for.
const MOST_STARTS: usize = 1000;

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
    /// The quote leaves out or adds words; this is the stretch from its first piece to its last.
    Elided {
        /// The stretch.
        chars: Range<u32>,
        /// Number of its characters that the quote does not have.
        left_out: usize,
    },
    /// The quote does not occur.
    Lost,
}

impl QuotePlace {
    /// The stretch, if the quote was found.
    #[must_use]
    pub fn chars(&self) -> Option<&Range<u32>> {
        match self {
            Self::Unique(chars) | Self::Ambiguous { chars, .. } | Self::Elided { chars, .. } => {
                Some(chars)
            }
            Self::Lost => None,
        }
    }
}

/// A transcript that is prepared for placing quotes.
#[derive(Debug)]
pub struct QuoteIndex<'a> {
    text: &'a PlainText,
    collapsed: Collapsed,
    /// The same in small letters, made for the first quote that needs it.
    lowered: OnceCell<Collapsed>,
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

/// The parts of a quote before, between and after what stands in square brackets: the words of a
/// quote in which some are masked, as in `[name] called me`.
pub(crate) fn parts_outside_brackets(quote: &str) -> Vec<&str> {
    let (mut parts, mut rest) = (Vec::new(), quote);
    while let Some((before, after)) = rest.split_once('[') {
        let Some((_, after)) = after.split_once(']') else { break };
        parts.push(before);
        rest = after;
    }
    parts.push(rest);
    parts
}

impl<'a> QuoteIndex<'a> {
    /// Prepares a transcript.
    #[must_use]
    pub fn new(text: &'a PlainText) -> Self {
        Self { text, collapsed: Collapsed::new(text.as_str()), lowered: OnceCell::new() }
    }

    /// Finds the place of a quote. `after` is the code point at which the segment before it in the
    /// export begins. A quote that is not there word for word is looked for without regard to
    /// case, without the marks around it and the label before it, and piece by piece where it
    /// leaves words out.
    ///
    /// ```
    /// use persona_synthesis::sources::{QuotePlace, QuoteIndex, PlainText};
    ///
    /// let text = PlainText::new("Yes. It’s\n  slow, on most days, and dear. Yes.".to_owned());
    /// let anchors = QuoteIndex::new(&text);
    /// assert_eq!(anchors.place("It's slow", 0), QuotePlace::Unique(5..16));
    /// assert_eq!(anchors.place("Yes.", 5), QuotePlace::Ambiguous { chars: 42..46, places: 2 });
    /// let elided = QuotePlace::Elided { chars: 5..40, left_out: 16 };
    /// assert_eq!(anchors.place("it's slow … and dear.", 0), elided);
    /// assert_eq!(anchors.place("Never.", 0), QuotePlace::Lost);
    /// ```
    #[must_use]
    pub fn place(&self, quote: &str, after: u32) -> QuotePlace {
        let wanted = Collapsed::new(&with_letters_in_brackets(quote));
        let after = position32(self.text.byte_of(after));
        // Text is collapsed without a blank at the front; one at the end may be missing in the
        // transcript.
        let found = self.place_in(&self.collapsed, wanted.text.trim_end(), after, false);
        if found != QuotePlace::Lost {
            return found;
        }
        let lowered = self.lowered.get_or_init(|| self.collapsed.lowered());
        let wanted = wanted.lowered();
        let quote = wanted.text.trim_end();
        let forms = [quote, bare(quote), without_label(bare(quote))];
        for form in forms.into_iter().filter(|form| is_telling(form)) {
            let found = self.place_in(lowered, form, after, true);
            if found != QuotePlace::Lost {
                return found;
            }
        }
        let pieces = pieces(bare(quote)).unwrap_or_default();
        self.place_pieces(lowered, &pieces, after)
    }

    /// The places of words in one form of the text; `whole` asks that no word is cut.
    fn place_in(&self, form: &Collapsed, wanted: &str, after: u32, whole: bool) -> QuotePlace {
        if !wanted.contains(|c: char| !c.is_whitespace()) {
            return QuotePlace::Lost;
        }
        let Collapsed { text, origin } = form;
        let cuts_none = |at: &usize| !whole || is_of_words(text, *at..*at + wanted.len());
        let mut found = memmem::find_iter(text.as_bytes(), wanted).filter(cuts_none);
        let Some(first) = found.next() else { return QuotePlace::Lost };
        let (mut chosen, mut places) = ((origin[first] >= after).then_some(first), 1);
        for byte in found.take(MOST_PLACES - 1) {
            places += 1;
            chosen = chosen.or((origin[byte] >= after).then_some(byte));
        }
        // A quote of one letter is everywhere, and there may be as many quotes as places.
        let further = || {
            let from = origin.partition_point(|origin| *origin < after);
            let found = memmem::find_iter(&text.as_bytes()[from..], wanted.as_bytes());
            found.map(|byte| from + byte).find(cuts_none)
        };
        let chosen = chosen
            .or_else(|| if places == MOST_PLACES { further() } else { None })
            .unwrap_or(first);
        let chars = self.original(form, chosen..chosen + wanted.len());
        if places == 1 {
            QuotePlace::Unique(chars)
        } else {
            QuotePlace::Ambiguous { chars, places }
        }
    }

    /// The stretch from the first piece of a quote to its last; of several the first after the
    /// segment before it.
    fn place_pieces(&self, form: &Collapsed, pieces: &[Piece<'_>], after: u32) -> QuotePlace {
        let Some((first, rest)) = pieces.split_first() else { return QuotePlace::Lost };
        let Collapsed { text, origin } = form;
        let mut chosen: Option<Range<usize>> = None;
        let mut ends = BTreeSet::new();
        let starts = memmem::find_iter(text.as_bytes(), first.text).take(MOST_STARTS);
        for start in starts.filter(|at| is_of_words(text, *at..*at + first.text.len())) {
            let Some(end) = chain(text, start + first.text.len(), rest) else { continue };
            ends.insert(end);
            // A later beginning of the same stretch leaves less out.
            let is_tighter = chosen.as_ref().is_some_and(|known| known.end == end);
            if is_tighter || chosen.as_ref().is_none_or(|known| origin[known.start] < after) {
                chosen = Some(start..end);
            }
        }
        let Some(bytes) = chosen else { return QuotePlace::Lost };
        let said: usize = pieces.iter().map(|piece| piece.text.chars().count()).sum();
        let left_out = text[bytes.clone()].chars().count().saturating_sub(said);
        let chars = self.original(form, bytes);
        match ends.len() {
            1 => QuotePlace::Elided { chars, left_out },
            places => QuotePlace::Ambiguous { chars, places },
        }
    }

    /// Code points of the original text for bytes of a form of it.
    fn original(&self, form: &Collapsed, bytes: Range<usize>) -> Range<u32> {
        let first = form.origin[bytes.start] as usize;
        let last = form.origin[bytes.end - 1] as usize;
        let mut rest = self.text.as_str()[last..].chars();
        let width = rest.next().map_or(0, char::len_utf8);
        // An accent belongs to the letter before it.
        let accents = rest.take_while(|c| is_combining_mark(*c)).map(char::len_utf8);
        self.text.char_of(first)..self.text.char_of(last + width + accents.sum::<usize>())
    }
}

/// The end of pieces that follow each other from this byte on, each within its gap.
fn chain(text: &str, from: usize, pieces: &[Piece<'_>]) -> Option<usize> {
    pieces.iter().try_fold(from, |from, piece| {
        let end = text.len().min(from + piece.gap + piece.text.len());
        let found = memmem::find_iter(&text.as_bytes()[from..end], piece.text.as_bytes());
        let ends = found.map(|at| from + at + piece.text.len());
        ends.into_iter().find(|end| is_of_words(text, *end - piece.text.len()..*end))
    })
}

/// True if bytes of a text neither begin nor end within a word. Scripts without blanks between
/// words have no such places.
fn is_of_words(text: &str, bytes: Range<usize>) -> bool {
    let spelt = |c: char| c.is_alphanumeric() && c < '\u{2E80}';
    let meet = |at: usize| {
        let before = text[..at].chars().next_back().is_some_and(spelt);
        before && text[at..].chars().next().is_some_and(spelt)
    };
    !meet(bytes.start) && !meet(bytes.end)
}

/// True if words are enough not to be found anywhere by chance, within other words.
fn is_telling(words: &str) -> bool {
    const LEAST_BYTES: usize = 8;
    words.chars().filter(|c| c.is_alphanumeric()).map(char::len_utf8).sum::<usize>() >= LEAST_BYTES
}

/// A quote without the marks and dots around it, and without the full stop that a writer may have
/// put behind it.
fn bare(quote: &str) -> &str {
    const AROUND: [char; 7] = [' ', '"', '\'', '.', '-', ',', ';'];
    let mut bare = quote;
    loop {
        let before = bare.len();
        bare = bare.trim_matches(AROUND);
        for dots in ["[...]", "(...)", "[..]"] {
            bare = bare.strip_prefix(dots).unwrap_or(bare);
            bare = bare.strip_suffix(dots).unwrap_or(bare);
        }
        if bare.len() == before {
            return bare;
        }
    }
}

/// A quote without the label of its speaker, which transcripts may write otherwise.
fn without_label(quote: &str) -> &str {
    const LONGEST: usize = 40;
    /// So many letters are found in one place only by chance.
    const LEAST: usize = 12;
    match quote.split_once(": ") {
        Some((label, words))
            if label.chars().count() <= LONGEST
                && words.chars().filter(|c| c.is_alphanumeric()).count() >= LEAST =>
        {
            words.trim_start()
        }
        _ => quote,
    }
}

/// Takes the brackets off a letter that begins a word: "[T]he" was "the".
fn with_letters_in_brackets(quote: &str) -> Cow<'_, str> {
    if !quote.contains('[') {
        return Cow::Borrowed(quote);
    }
    let chars: Vec<char> = quote.chars().collect();
    let is_letter = |at: usize| {
        let at = |offset: usize| chars.get(at + offset).copied().unwrap_or(' ');
        at(0) == '[' && at(1).is_alphabetic() && at(2) == ']' && at(3).is_alphabetic()
    };
    let in_brackets = |at: &usize| !is_letter(*at) && !at.checked_sub(2).is_some_and(is_letter);
    Cow::Owned((0..chars.len()).filter(in_brackets).map(|at| chars[at]).collect())
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

    #[test]
    fn quotes_are_found_in_the_forms_that_people_write() {
        let said = "Nurse: We can’t book – it’s “gone” somewhere… Each café calls us, twice a day. \
                    Then I write it down.\nMod: Where?\nNurse: In the red book, by the phone.";
        let text = PlainText::new(said.to_owned());
        let anchors = QuoteIndex::new(&text);
        for (quote, wanted) in [
            (
                "\"We can't book - it's \"gone\" somewhere...\"",
                "We can’t book – it’s “gone” somewhere",
            ),
            ("“Then I write it down”", "Then I write it down"),
            ("... then I WRITE it down ...", "Then I write it down"),
            ("each cafe\u{301} calls us", "Each café calls us"),
            ("Each ca\u{200b}fé calls us,", "Each café calls us,"),
            ("[T]hen I write it down", "Then I write it down"),
            ("Anna: In the red book, by the phone", "In the red book, by the phone"),
            (
                "Each café calls us [...] I write it down",
                "Each café calls us, twice a day. Then I write it down",
            ),
            ("Each [shop] calls us, twice a day", "Each café calls us, twice a day"),
            (
                "Then I write it down (…) in the red book.",
                "Then I write it down.\nMod: Where?\nNurse: In the red book",
            ),
        ] {
            let chars = match anchors.place(quote, 0) {
                QuotePlace::Unique(chars) | QuotePlace::Elided { chars, .. } => chars,
                other => panic!("{quote}: {other:?}"),
            };
            assert_eq!(text.slice(chars), Some(wanted), "{quote}");
        }
        for never in [
            "Each café closes",
            "unit shop ... a day",
            "by the phone ... We can't book",
            "[…]",
            "“”",
            "us ... a",
        ] {
            assert_eq!(anchors.place(never, 0), QuotePlace::Lost, "{never}");
        }
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
                QuotePlace::Lost | QuotePlace::Elided { .. } => prop_assert!(false, "lost"),
                QuotePlace::Unique(chars) | QuotePlace::Ambiguous { chars, .. } => {
                    let found = plain.slice(chars).unwrap();
                    prop_assert_eq!(found.split_whitespace().collect::<Vec<_>>().join(" "), quote);
                }
            }
        }
    }
}

//! Cuts a quotation where it says that it leaves words out or puts some in.

use std::ops::Range;

use super::words::{Word, words};

/// A quotation in pieces that are each said to be somebody's very words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pieces {
    /// The words of all pieces, in order.
    pub(super) words: Vec<Word>,
    /// For each piece its words.
    pub(super) pieces: Vec<Range<usize>>,
    /// True where words were put in or masked: `[name]`.
    pub(super) inserted: bool,
    /// True where words were left out: `…`, `[…]`.
    pub(super) elided: bool,
}

/// Longest words in brackets that may be put into a quotation.
const BRACKETED: usize = 80;

/// Cuts a quotation at dots and brackets; dots around the whole of it mean nothing.
pub(super) fn pieces(text: &str) -> Pieces {
    let chars: Vec<char> = text.chars().collect();
    let mut kept = String::with_capacity(text.len());
    // Where marks begin, in bytes, and whether they stand for words that were left out.
    let mut cuts: Vec<(usize, bool)> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let (length, left_out) = mark_at(&chars[at..]);
        if length == 0 {
            kept.push(chars[at]);
            at += 1;
            continue;
        }
        cuts.push((kept.len(), left_out));
        // As long as before, so that words keep their places.
        let bytes: usize = chars[at..at + length].iter().map(|c| c.len_utf8()).sum();
        kept.extend(std::iter::repeat_n(' ', bytes));
        at += length;
    }
    let all = words(&kept);
    let mut found = Pieces { words: all, pieces: Vec::new(), inserted: false, elided: false };
    let mut start = 0;
    for (cut, left_out) in cuts {
        let end = found.words.partition_point(|word| word.at.start < cut);
        let within = end > 0 && end < found.words.len();
        found.inserted |= !left_out;
        found.elided |= left_out && within;
        if end > start {
            found.pieces.push(start..end);
        }
        start = end;
    }
    if found.words.len() > start {
        found.pieces.push(start..found.words.len());
    }
    found
}

/// The length of the mark that begins here, 0 if there is none, and whether it stands for words
/// that were left out.
fn mark_at(chars: &[char]) -> (usize, bool) {
    let dots = chars.iter().take_while(|c| matches!(c, '.' | '…')).count();
    if chars[0] == '…' || dots >= 3 {
        return (dots, true);
    }
    let close = match chars[0] {
        '[' => ']',
        '(' => ')',
        _ => return (0, false),
    };
    let Some(end) = chars.iter().take(BRACKETED).position(|c| *c == close) else {
        return (0, false);
    };
    let within = &chars[1..end];
    let only_dots = !within.is_empty() && within.iter().all(|c| matches!(c, '.' | '…' | ' '));
    // "[T]he" was "the": one letter belongs to its word.
    let one_letter = within.len() == 1 && chars.get(end + 1).is_some_and(|c| c.is_alphabetic());
    match (chars[0], only_dots, one_letter) {
        (_, true, _) => (end + 1, true),
        ('[', false, false) => (end + 1, false),
        _ => (0, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> (Vec<String>, bool, bool) {
        let found = pieces(text);
        let text = |range: &Range<usize>| {
            let keys = found.words[range.clone()].iter().map(|word| word.key.as_str());
            keys.collect::<Vec<_>>().join(" ")
        };
        (found.pieces.iter().map(text).collect(), found.inserted, found.elided)
    }

    #[test]
    fn pieces_lie_between_dots_and_brackets() {
        let of = |text| cut(text).0;
        assert_eq!(of("I call … twice [a day] (…) or so"), ["i call", "twice", "or so"]);
        assert_eq!(of("... I call twice ..."), ["i call twice"]);
        assert_eq!(of("I call (mostly) twice"), ["i call mostly twice"]);
        assert!(!cut("... I call twice …").2);
        assert!(cut("I call … twice").2);
        assert!(cut("I call [name] twice").1);
    }
}

//! Finds what a text quotes: words between quotation marks, and block quotes.

use std::collections::BTreeMap;
use std::ops::Range;

use super::document::{Block, BlockKind};
use super::words::words;

/// A quotation in a block of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundQuotation {
    /// The quoted words without their marks, in bytes of the block.
    pub(super) at: Range<usize>,
    /// The same with marks, so that what stands beside it is told apart.
    pub(super) whole: Range<usize>,
}

/// Fewest words, and fewest letters, that are taken for somebody's words and not for a term.
const LEAST_WORDS: usize = 3;
const LEAST_LETTERS: usize = 10;

/// Marks that open a quotation, with those that may close it.
const MARKS: [(char, &[char]); 14] = [
    ('“', &['”', '“']),
    ('„', &['“', '”', '‟', '"']),
    ('‟', &['”']),
    ('”', &['”']),
    ('"', &['"']),
    ('«', &['»']),
    ('»', &['«', '»']),
    ('‹', &['›']),
    ('›', &['‹']),
    ('‘', &['’']),
    ('‚', &['‘', '’']),
    ('\'', &['\'']),
    ('「', &['」']),
    ('『', &['』']),
];

/// The quotations of a block, in order. Of nested ones the outer.
pub(super) fn quotations(block: &Block) -> Vec<FoundQuotation> {
    let text = block.text.as_str();
    let marked = Marks::of(text).quotations();
    let found = match block.kind {
        BlockKind::Quote => {
            let end = without_attribution(text);
            let quoted: usize = marked.iter().map(|one| one.at.len()).sum();
            // Marks within a block quote are those of the whole of it, or of a word in it.
            if 10 * quoted >= 7 * end {
                marked
            } else {
                vec![FoundQuotation { at: 0..end, whole: 0..text.len() }]
            }
        }
        BlockKind::Text => marked,
    };
    found.into_iter().filter(|one| is_telling(&text[one.at.clone()])).collect()
}

/// A text with the places of its marks.
struct Marks {
    chars: Vec<(usize, char)>,
    end: usize,
    /// Positions of each character that may close a quotation.
    closing: BTreeMap<char, Vec<usize>>,
}

impl Marks {
    fn of(text: &str) -> Self {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let mut marks = Self { chars, end: text.len(), closing: BTreeMap::new() };
        for at in 0..marks.chars.len() {
            let c = marks.chars[at].1;
            let closes = MARKS.iter().any(|(_, closing)| closing.contains(&c));
            if closes && !marks.is_apostrophe(at) {
                marks.closing.entry(c).or_default().push(at);
            }
        }
        marks
    }

    /// What stands between marks.
    fn quotations(&self) -> Vec<FoundQuotation> {
        let (mut found, mut at) = (Vec::new(), 0);
        while at < self.chars.len() {
            match self.closed(at) {
                Some(end) => {
                    let (within, whole) = (self.bytes(at + 1, end), self.bytes(at, end + 1));
                    found.push(FoundQuotation { at: within, whole });
                    at = end + 1;
                }
                None => at += 1,
            }
        }
        found
    }

    /// Where the quotation ends that a character opens; `None` if it opens none.
    fn closed(&self, at: usize) -> Option<usize> {
        let open = self.chars[at].1;
        let (_, closing) = MARKS.iter().find(|(mark, _)| *mark == open)?;
        let before = at.checked_sub(1).map_or(' ', |before| self.chars[before].1);
        let next = self.chars.get(at + 1)?.1;
        // A mark behind a word closes, or is an apostrophe; these are used for both.
        let ambiguous = matches!(open, '"' | '\'' | '”' | '»' | '›' | '‘' | '’');
        if ambiguous && (next.is_whitespace() || before.is_alphanumeric()) {
            return None;
        }
        // The first of each that follows.
        let first = |mark: &char| {
            let places = self.closing.get(mark)?;
            places.get(places.partition_point(|place| *place <= at)).copied()
        };
        closing.iter().filter_map(first).min()
    }

    fn is_apostrophe(&self, at: usize) -> bool {
        let side = |at: Option<usize>| {
            at.and_then(|at| self.chars.get(at)).is_some_and(|(_, c)| c.is_alphanumeric())
        };
        matches!(self.chars[at].1, '\'' | '’' | '‘')
            && side(Some(at + 1))
            && side(at.checked_sub(1))
    }

    fn bytes(&self, start: usize, end: usize) -> Range<usize> {
        let byte = |at: usize| self.chars.get(at).map_or(self.end, |(byte, _)| *byte);
        byte(start)..byte(end)
    }
}

/// Bytes of a block quote without the name that stands below it: "… — P07, nurse".
fn without_attribution(text: &str) -> usize {
    const LONGEST: usize = 80;
    const MOST_WORDS: usize = 8;
    let last = text.char_indices().rev().take(LONGEST).find(|(at, c)| {
        let (before, behind) = (&text[..*at], &text[at + c.len_utf8()..]);
        let stands_apart = before.ends_with(|c: char| {
            c.is_whitespace() || matches!(c, '.' | '”' | '"' | '“' | '!' | '?')
        });
        let joins = *c == '-' && behind.starts_with(char::is_alphanumeric);
        matches!(c, '—' | '–' | '―' | '-') && stands_apart && !joins
    });
    let Some((at, dash)) = last else { return text.len() };
    let name = &text[at + dash.len_utf8()..];
    // A sentence behind a dash goes on with the quotation.
    let is_name = (1..=MOST_WORDS).contains(&words(name).len())
        && !name.trim_end().ends_with(['.', '?', '!']);
    if is_name { at } else { text.len() }
}

/// True for words enough to be somebody's.
fn is_telling(text: &str) -> bool {
    let letters: usize = text.chars().filter(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    letters >= LEAST_LETTERS && words(text).len() >= LEAST_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(kind: BlockKind, text: &str) -> Vec<String> {
        let block = Block { text: text.to_owned(), kind, line: 1 };
        let cut = |one: FoundQuotation| text[one.at].trim().to_owned();
        quotations(&block).into_iter().map(cut).collect()
    }

    #[test]
    fn marks_of_many_languages_are_known() {
        for (text, wanted) in [
            ("She said “we don’t call them back” twice.", "we don’t call them back"),
            ("She said \"we don't call them back\" twice.", "we don't call them back"),
            ("Sie sagt: „Wir rufen nicht zurück“.", "Wir rufen nicht zurück"),
            ("Sie sagt: »Wir rufen nicht zurück«.", "Wir rufen nicht zurück"),
            ("Elle dit : « on ne rappelle pas ».", "on ne rappelle pas"),
            ("Hon sade ”vi ringer inte tillbaka” igen.", "vi ringer inte tillbaka"),
            ("He said 'we don't call them back'.", "we don't call them back"),
            ("彼女は「もう電話しません」と言った。", "もう電話しません"),
        ] {
            assert_eq!(quoted(BlockKind::Text, text), [wanted], "{text}");
        }
    }

    #[test]
    fn terms_and_apostrophes_are_no_quotations() {
        for text in [
            "The “no-show” list is the users' own.",
            "It's the clinic's, isn't it? That's theirs.",
            "A 6\" screen and a 7\" one.",
        ] {
            assert_eq!(quoted(BlockKind::Text, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_block_quote_is_quoted_without_the_name_below_it() {
        let text = "I keep a list – on paper – by the phone. — P07, nurse";
        assert_eq!(quoted(BlockKind::Quote, text), ["I keep a list – on paper – by the phone."]);
        let text = "“I keep a list by the phone.” — P07";
        assert_eq!(quoted(BlockKind::Quote, text), ["I keep a list by the phone."]);
    }
}

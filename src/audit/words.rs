//! Texts as words, in the form in which they are compared.

use std::ops::Range;

use crate::sources::is_unseen;
use crate::study::spellings;

/// A word with its place in the text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// In small letters, without diacritics and apostrophes.
    pub(super) key: String,
    pub(super) at: Range<usize>,
}

/// The words of a text. Numbers keep the separators within them; each sign of a script without
/// blanks between words is a word.
pub(super) fn words(text: &str) -> Vec<Word> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let byte = |at: usize| chars.get(at).map_or(text.len(), |(byte, _)| *byte);
    let mut words = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let first = chars[at].1;
        if !first.is_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        if !is_unspaced(first) {
            while at < chars.len() && goes_on(&chars, at) {
                at += 1;
            }
        }
        let range = byte(start)..byte(at);
        let kept = text[range.clone()].chars().filter(|c| !is_apostrophe(*c) && !is_unseen(*c));
        let key: String = kept.map(|c| if c == ',' || c == '\u{066B}' { '.' } else { c }).collect();
        words.push(Word { key: spellings(&key).0, at: range });
    }
    words
}

/// True if the character at a place belongs to the word before it.
fn goes_on(chars: &[(usize, char)], at: usize) -> bool {
    let c = chars[at].1;
    if is_unspaced(c) {
        return false;
    }
    if c.is_alphanumeric() || is_unseen(c) || is_mark(c) {
        return true;
    }
    let next = chars.get(at + 1).map_or(' ', |(_, next)| *next);
    let before = chars[at - 1].1;
    if is_apostrophe(c) {
        return before.is_alphabetic() && next.is_alphabetic();
    }
    matches!(c, '.' | ',' | '\u{066B}') && before.is_numeric() && next.is_numeric()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '\u{2BC}' | '´' | '`')
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Scripts that do not part words by blanks: Thai, Lao, Khmer, Chinese and Japanese.
fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{0E00}'..='\u{0EFF}'
            | '\u{1780}'..='\u{17FF}'
            | '\u{2E80}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_what_typesetting_changes() {
        let keys = |text: &str| words(text).into_iter().map(|word| word.key).collect::<Vec<_>>();
        assert_eq!(keys("Don’t CALL, Café!"), ["dont", "call", "cafe"]);
        assert_eq!(keys("don't call cafe\u{301}"), ["dont", "call", "cafe"]);
        assert_eq!(keys("3,5 of 1.000 no-shows"), ["3.5", "of", "1.000", "no", "shows"]);
        assert_eq!(keys("太贵了 ok"), ["太", "贵", "了", "ok"]);
        assert_eq!(words("é, so")[1].at, 4..6);
    }
}

//! A list of words that a text is looked through for.

use std::collections::BTreeSet;

use super::composed::plain_words;

/// Words in the form of [`plain_words`]. A star at the end of one stands for any ending; one in a
/// script without blanks may stand within a word.
#[derive(Debug, Default)]
pub(super) struct WordList {
    whole: BTreeSet<String>,
    stems: Vec<String>,
    within: Vec<String>,
}

impl WordList {
    /// The words of a text, parted by blanks.
    pub(super) fn new(words: &str) -> Self {
        let mut list = Self::default();
        for word in words.split_whitespace() {
            let plain = plain_words(word);
            if plain.chars().all(|c| c > '\u{2e80}') {
                list.within.push(plain);
            } else if word.ends_with('*') {
                list.stems.push(plain);
            } else {
                list.whole.insert(plain);
            }
        }
        list
    }

    /// True if a word, as [`plain_words`] gives it, is in the list.
    pub(super) fn has(&self, word: &str) -> bool {
        self.whole.contains(word)
            || self.stems.iter().any(|stem| word.starts_with(stem.as_str()))
            || (!word.is_ascii() && self.within.iter().any(|part| word.contains(part.as_str())))
    }

    /// True if one of the words of a text, as [`plain_words`] gives it, is in the list.
    pub(super) fn is_in(&self, plain: &str) -> bool {
        plain.split(' ').any(|word| self.has(word))
    }
}

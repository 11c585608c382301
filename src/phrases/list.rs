//! Closed lists of words.

/// Words or beginnings of sentences, with `|` between them.
#[derive(Debug, Clone, Copy)]
pub(super) struct List(pub(super) &'static str);

impl List {
    pub(super) fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split('|')
    }

    pub(super) fn contains(self, word: impl AsRef<str>) -> bool {
        let word = word.as_ref();
        !word.is_empty() && self.iter().any(|entry| entry == word)
    }
}

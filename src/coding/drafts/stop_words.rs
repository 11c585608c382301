//! Words that hold sentences together and say nothing by themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::word_lists::{LANGUAGES, WordsOfLanguage};

/// The lists, to look up.
struct Listed {
    stop: BTreeSet<&'static str>,
    amounts: BTreeSet<&'static str>,
}

static LISTED: LazyLock<Vec<Listed>> = LazyLock::new(|| {
    let set = |words: &'static str| words.split_ascii_whitespace().collect();
    let listed = |of: &WordsOfLanguage| Listed { stop: set(of.stop), amounts: set(of.amounts) };
    LANGUAGES.iter().map(listed).collect()
});

/// Such words of the language of a text. Those of other languages mean something in it: French
/// "pour" is an English word.
pub(super) struct StopWords {
    listed: Option<&'static Listed>,
}

impl StopWords {
    /// Tells the language of a text by its words: the one whose small words are the most. None
    /// where these are too few, as in a language that is not listed.
    pub(super) fn of_text(text: &str) -> Self {
        /// Share of words that hold sentences together, which is about half of any talk.
        const LEAST: f64 = 0.15;
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        let mut all = 0;
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        for word in words {
            *times.entry(word.to_lowercase()).or_default() += 1;
            all += 1;
        }
        let held = |listed: &Listed| -> usize {
            let held = times.iter().filter(|(word, _)| listed.stop.contains(word.as_str()));
            held.map(|(_, times)| times).sum()
        };
        let counted = LISTED.iter().map(|listed| (held(listed), listed));
        // Of two that hold as many, the first.
        let best = counted.rev().max_by_key(|(held, _)| *held);
        #[allow(clippy::cast_precision_loss, reason = "numbers of words")]
        let enough = |held: usize| held as f64 >= LEAST * f64::max(1.0, all as f64);
        Self { listed: best.filter(|(held, _)| enough(*held)).map(|(_, listed)| listed) }
    }

    /// True for a word, in lower case, that holds sentences together, or is too short to say more.
    pub(super) fn has(&self, word: &str) -> bool {
        let is_short = word.is_ascii() && word.len() < 3;
        // "isn't" is "is not".
        let listed = || self.listed.is_some_and(|listed| listed.stop.contains(word));
        is_short || word.ends_with("n't") || listed()
    }

    /// True for a word, in lower case, of number, time or money.
    pub(super) fn is_amount(&self, word: &str) -> bool {
        let listed = || self.listed.is_some_and(|listed| listed.amounts.contains(word));
        word.starts_with(char::is_numeric) || listed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_language_of_the_text() {
        let english =
            StopWords::of_text("I pour the milk and it is good, so we have what we need.");
        let german = StopWords::of_text("Die Ware ist gut, und wir haben, was wir brauchen.");
        let french =
            StopWords::of_text("Il y a de la place pour tous et on est bien dans le parc.");
        assert!(english.has("the") && !english.has("pour") && french.has("pour"));
        assert!(german.has("die") && !german.has("pour") && !english.has("die"));
        for word in ["evening", "goods", "others", "useful", "wants"] {
            assert_eq!(english.has(word), word == "wants", "{word}");
        }
        assert!(english.is_amount("evening") && !german.is_amount("evening"));
        let other = StopWords::of_text("Mtoto wangu anapenda kusoma vitabu vya hadithi.");
        assert!(!other.has("pour") && other.has("ya"));
    }
}

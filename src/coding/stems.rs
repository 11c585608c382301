//! Words reduced to stems, and how alike two sets of them are.

use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};

use crate::manifest::Language;

/// Words too common to mean anything by themselves.
const STOP_WORDS: [&str; 48] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "for", "from", "has", "have",
    "i", "in", "is", "it", "its", "me", "my", "no", "not", "of", "on", "or", "our", "so", "that",
    "the", "their", "them", "they", "this", "to", "too", "up", "us", "use", "using", "was", "we",
    "what", "which", "with", "you", "your", "other",
];

/// The stems of the words of a text that mean something.
pub(crate) fn stems(text: &str, language: Language) -> BTreeSet<String> {
    stem_list(text, &stemmer(language)).collect()
}

/// The stems of a text in order, each as often as it occurs.
pub(super) fn stem_list<'a>(
    text: &'a str,
    stemmer: &'a Stemmer,
) -> impl Iterator<Item = String> + 'a {
    text.split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        // Short words are mostly articles and pronouns, in any language.
        .filter(|word| word.chars().count() > 2 && !STOP_WORDS.contains(&word.as_str()))
        .map(|word| stemmer.stem(&word).into_owned())
}

/// Stemmer for a language; that for English where there is none.
pub(super) fn stemmer(language: Language) -> Stemmer {
    Stemmer::create(algorithm(language))
}

/// How alike two sets of stems are: shared over all (Jaccard 1901), 0 where one is empty.
#[allow(clippy::cast_precision_loss, reason = "names have a handful of words")]
pub(crate) fn similarity(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let shared = a.intersection(b).count();
    let all = a.len() + b.len() - shared;
    if all == 0 { 0.0 } else { shared as f64 / all as f64 }
}

fn algorithm(language: Language) -> Algorithm {
    match language.code() {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "nl" => Algorithm::Dutch,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "no" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "es" => Algorithm::Spanish,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => Algorithm::English,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let english = Language::default();
        let code = stems("slow reports", english);
        assert!(similarity(&code, &stems("Reporting is slow", english)) > 0.999);
        assert!(similarity(&code, &stems("No-shows", english)) < 0.001);
        let german = Language::from_code("de").unwrap();
        assert!(
            similarity(&stems("langsame Berichte", german), &stems("Bericht: langsam", german))
                > 0.999
        );
    }
}

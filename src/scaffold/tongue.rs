//! The language in which a study asks, by the small words of its questions.

use super::content::{Content, Found};
use crate::manifest::Language;

/// Small words of German questions and of English ones; none is a word of both.
const GERMAN: [&str; 22] = [
    "sie", "wie", "welche", "welchen", "welcher", "welches", "ihre", "ihrer", "ihnen", "ihr",
    "haben", "nicht", "und", "oder", "der", "den", "für", "von", "mit", "bei", "sind", "ist",
];
const ENGLISH: [&str; 18] = [
    "you", "your", "how", "what", "which", "do", "did", "are", "is", "the", "of", "and", "or",
    "with", "for", "to", "have", "not",
];
/// Fewest small words for a language, and how many times as many as of the other.
const FEWEST: usize = 4;
const TIMES: usize = 4;

/// German where the questions of the tables are German; `None` for English, and in doubt.
pub(super) fn asked_in(found: &[Found]) -> Option<Language> {
    let questions = found.iter().filter_map(|found| match &found.content {
        Content::Rows { items, .. } => Some(items.iter().map(|item| item.name.as_str())),
        _ => None,
    });
    if is_german(questions.flatten()) { "de".parse().ok() } else { None }
}

fn is_german<'q>(questions: impl Iterator<Item = &'q str>) -> bool {
    let (mut german, mut english) = (0, 0);
    for question in questions {
        let words = question.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
        for word in words {
            german += usize::from(GERMAN.contains(&word.as_str()));
            english += usize::from(ENGLISH.contains(&word.as_str()));
        }
    }
    german >= FEWEST && german >= TIMES * english
}

#[cfg(test)]
mod tests {
    use super::is_german;

    #[test]
    fn small_words_tell_german_from_english() {
        let asked = ["Wie oft kochen Sie?", "Welche Geräte nutzen Sie in der Küche?"];
        assert!(is_german(asked.into_iter()));
        assert!(!is_german(asked[..1].iter().copied()), "a question is no study");
        assert!(!is_german(["id", "Alter", "Ort", "Beruf"].into_iter()));
        let english = ["How often do you cook?", "Which devices do you use with a Wie Sie?"];
        assert!(!is_german(english.into_iter()));
        assert!(!is_german(asked.into_iter().chain(english)), "two languages are none");
    }
}

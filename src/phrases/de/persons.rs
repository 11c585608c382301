//! From `Sie`, `ich` and `wir` to `sie`.

use crate::phrases::text::{bare, words};

/// Rewrites the polite form of a question: `Ihre` gives `ihre`.
pub(super) fn third(text: &str) -> String {
    let polite = |word: &&str| match bare_cased(word) {
        "Sie" | "Ihr" | "Ihre" | "Ihren" | "Ihrem" | "Ihrer" | "Ihres" | "Ihnen" => {
            crate::phrases::text::lower_first(word)
        }
        _ => (*word).to_owned(),
    };
    words(text).iter().map(polite).collect::<Vec<_>>().join(" ")
}

/// Rewrites an answer in the first person, without its subject: `meinem` gives `ihrem`.
pub(super) fn of_them(text: &str) -> String {
    let first = |word: &&str| {
        let low = bare(word);
        let new = match low.as_str() {
            "mich" | "mir" | "uns" => "sich",
            "ich" | "wir" => "sie",
            _ => match (low.strip_prefix("mein"), low.strip_prefix("unser")) {
                (Some(end), _) if is_ending(end) => return owned(word, 4),
                (_, Some(end)) if is_ending(end) => return owned(word, 5),
                _ => return (*word).to_owned(),
            },
        };
        let tail: String = word.chars().rev().take_while(|c| !c.is_alphanumeric()).collect();
        format!("{new}{}", tail.chars().rev().collect::<String>())
    };
    words(text).iter().map(first).collect::<Vec<_>>().join(" ")
}

/// `mein` or `unser` of so many letters as `ihr`.
fn owned(word: &str, letters: usize) -> String {
    match bare_cased(word).get(..letters) {
        Some(own) => word.replacen(own, "ihr", 1),
        None => word.to_owned(),
    }
}

fn is_ending(end: &str) -> bool {
    matches!(end, "" | "e" | "en" | "em" | "er" | "es")
}

fn bare_cased(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

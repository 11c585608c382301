//! The letters and words of names.

use super::super::composed::plain_words;
use super::given::is_given_name;

/// How the words of a name begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// With capital letters, or in a script that has none.
    Capital,
    /// Some in small letters, as people type them into forms, and as other words are written.
    Mixed,
}

/// Most letters of a name.
const LONGEST: usize = 50;
const MOST_WORDS: usize = 5;

/// How the words of a text begin, if it may be a name: up to five words without digits. Particles
/// of names are small beside capital letters. Scripts without capitals write few letters.
pub(super) fn letters(text: &str) -> Option<Letters> {
    let mark = |c: char| matches!(c, ' ' | '-' | '\'' | '\u{2019}' | '.' | ',' | '・' | '\u{3000}');
    if text.len() > LONGEST * 2
        || !text.chars().all(|c| c.is_alphabetic() || mark(c) || is_joining(c))
    {
        return None;
    }
    let words: Vec<&str> =
        text.split([' ', '-', '\u{3000}', ',']).filter(|word| !word.is_empty()).collect();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if words.is_empty() || words.len() > MOST_WORDS || !(2..=LONGEST).contains(&letters) {
        return None;
    }
    if !text.chars().any(|c| c.is_lowercase() || c.is_uppercase()) {
        // A name in Chinese letters has four at most, a foreign one is cut into words.
        let most = if words.len() == 1 { 5 } else { 24 };
        return (letters <= most).then_some(Letters::Capital);
    }
    // "van", "de la", "bin".
    let particle = |word: &str| word.chars().count() <= 3 && word.chars().all(char::is_lowercase);
    let capital = |word: &&str| word.starts_with(char::is_uppercase) || is_elided(word);
    let others = words.iter().filter(|word| !capital(word));
    let is_capital = capital(&words[words.len() - 1])
        && others.clone().count() <= 2
        && others.into_iter().all(|word| particle(word));
    Some(if is_capital { Letters::Capital } else { Letters::Mixed })
}

/// "d'Angelo", "o'Neill".
fn is_elided(word: &str) -> bool {
    let behind = word.split(['\'', '\u{2019}']).nth(1);
    behind.is_some_and(|behind| behind.starts_with(char::is_uppercase))
}

/// Signs that belong to letters of Indian and Arabic scripts.
fn is_joining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{65f}' | '\u{900}'..='\u{eff}'
        | '\u{200c}' | '\u{200d}')
}

/// The words of a name in small letters.
pub(super) fn name_words(text: &str) -> Vec<String> {
    text.split([' ', ',', '\u{3000}', '・', '.'])
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// True if a word of the text is a given name that is frequent somewhere.
pub(super) fn has_given_name(text: &str) -> bool {
    let words = name_words(text);
    // San José and Santa Maria are places.
    let is_of_saint = |at: usize| at > 0 && is_saint(&words[at - 1]);
    let mut given = words.iter().enumerate().filter(|(_, word)| is_given_name(word));
    given.any(|(at, _)| !is_of_saint(at))
}

/// True for a word before the name of a saint, after whom places are called.
fn is_saint(word: &str) -> bool {
    const SAINTS: [&str; 12] = [
        "san", "santa", "santo", "saint", "sainte", "sao", "sankt", "st", "ste", "sant", "sint",
        "szent",
    ];
    SAINTS.contains(&plain_words(word).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_no_digits_and_begin_alike() {
        for name in
            ["Ana Lucía Prado", "Jan van der Berg", "O'Neill", "LEE MIN", "王小明", "Игорь Ветров"]
        {
            assert_eq!(letters(name), Some(Letters::Capital), "{name}");
        }
        for text in ["ngozi eze", "abena", "ngozi Eze", "Great tool, really", "Zu teuer"] {
            assert_eq!(letters(text), Some(Letters::Mixed), "{text}");
        }
        for text in ["it was fine, but we left it", "Plan B 2", "a", "Tools (old)"] {
            assert_eq!(letters(text), None, "{text}");
        }
    }

    #[test]
    fn saints_are_places() {
        for town in ["San José", "Santa Maria", "Saint Paul", "São Paulo", "Sankt Peter"] {
            assert!(!has_given_name(town), "{town}");
        }
        assert!(has_given_name("José Santana") && has_given_name("Maria Sanders"));
    }
}

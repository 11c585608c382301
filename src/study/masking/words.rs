//! The words of a folded text, as names are compared with them.

use std::ops::Range;

use super::folded::{is_letter, is_unsegmented, spellings};

/// A stretch of letters.
pub(super) struct Word {
    pub(super) at: Range<usize>,
    /// How it is compared: in small letters, without diacritics.
    pub(super) key: String,
    /// The key as written where there are no diacritics, if that is another.
    pub(super) other: Option<String>,
    pub(super) kind: Kind,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It begins with a capital letter.
    Capital,
    /// It begins with a small letter, or with one of a script that has no capitals.
    Small,
    /// It is of a script in which no gap parts words.
    Unsegmented,
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<(Range<usize>, bool)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| is_letter(*c)) {
        let end = at + c.len_utf8();
        match found.last_mut() {
            Some((last, unsegmented)) if last.end == at && *unsegmented == is_unsegmented(c) => {
                last.end = end
            }
            _ => found.push((at..end, is_unsegmented(c))),
        }
    }
    let word = |(at, unsegmented): (Range<usize>, bool)| {
        let own = &text[at.clone()];
        let kind = match own.starts_with(char::is_uppercase) {
            _ if unsegmented => Kind::Unsegmented,
            true => Kind::Capital,
            false => Kind::Small,
        };
        let (key, other) = if unsegmented { (own.to_owned(), None) } else { spellings(own) };
        Word { at, key, other, kind }
    };
    found.into_iter().map(word).collect()
}

/// Endings that a language puts to a name, and those that the name itself has in their place.
struct Declension {
    script: std::ops::RangeInclusive<char>,
    endings: &'static [&'static str],
    nominative: &'static [&'static str],
}

/// Slavic, Finnish, Hungarian and Turkish endings in Latin letters; Slavic ones in Cyrillic; Greek
/// ones. All without diacritics.
const DECLENSIONS: [Declension; 3] = [
    Declension {
        script: 'a'..='z',
        endings: &[
            "a", "ban", "ben", "dan", "de", "den", "e", "em", "es", "hez", "hoz", "i", "ie", "lla",
            "lle", "lta", "n", "nak", "nek", "nin", "nun", "o", "om", "ou", "ovi", "owi", "ssa",
            "sta", "tol", "u", "val", "vel", "y", "ya", "ye",
        ],
        nominative: &["", "a"],
    },
    Declension {
        script: 'а'..='ӿ',
        endings: &[
            "а", "ам", "ами", "ах", "е", "еви", "ев", "еи", "ем", "ею", "и", "им", "ов", "ови",
            "ого", "ои", "ом", "ому", "ою", "у", "ы", "ым", "ю", "я", "і", "ові", "еві", "ів",
        ],
        nominative: &["", "а", "я", "и", "ь", "о"],
    },
    Declension {
        script: 'α'..='ω',
        endings: &["α", "ασ", "ε", "η", "ησ", "ο", "ου", "ων"],
        nominative: &["", "σ", "α", "η", "ασ", "ησ", "οσ", "ισ"],
    },
];

/// Letters that Hebrew and Arabic write before a word without a gap: and, to, in, from …
const PREFIXES: [char; 12] = ['ל', 'ב', 'ו', 'ש', 'מ', 'ה', 'כ', 'و', 'ل', 'ب', 'ف', 'ك'];
const MOST_PREFIXES: usize = 3;
/// Fewest letters of a name that endings are looked for behind.
const LEAST_DECLINED: usize = 4;

/// The names that a word may be a form of, besides itself; `is_name` tells which there are.
pub(super) fn base(word: &Word, is_name: impl Fn(&str) -> bool) -> Option<String> {
    let keys = || [Some(&word.key), word.other.as_ref()].into_iter().flatten();
    if let Some(own) = keys().find(|key| is_name(key)) {
        return Some(own.clone());
    }
    // In small letters an s makes a plural of many a word.
    let least = if word.kind == Kind::Small { LEAST_DECLINED } else { 3 };
    let possessive = |key: &String| {
        let name = key.strip_suffix('s').filter(|name| name.len() >= least && is_name(name))?;
        Some(name.to_owned())
    };
    let prefixed = |key: &String| {
        let shorter =
            std::iter::successors(key.strip_prefix(PREFIXES), |rest| rest.strip_prefix(PREFIXES));
        let mut names = shorter.take(MOST_PREFIXES).filter(|name| name.chars().count() > 2);
        names.find(|name| is_name(name)).map(str::to_owned)
    };
    let found = keys().find_map(|key| possessive(key).or_else(|| prefixed(key)));
    found.or_else(|| keys().find_map(|key| undecline(key, word.kind, &is_name)))
}

fn undecline(key: &str, kind: Kind, is_name: &impl Fn(&str) -> bool) -> Option<String> {
    let first = key.chars().next()?;
    let own = DECLENSIONS.iter().find(|declension| declension.script.contains(&first))?;
    // Small Latin letters with such an ending are a word more often than a name.
    if first.is_ascii() && kind == Kind::Small {
        return None;
    }
    let stems = own.endings.iter().filter_map(|ending| key.strip_suffix(ending));
    let long = |name: &String| name.chars().count() >= LEAST_DECLINED && is_name(name);
    stems
        .flat_map(|stem| own.nominative.iter().map(move |ending| format!("{stem}{ending}")))
        .find(long)
}

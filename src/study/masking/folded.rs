//! A copy of a text in which one thing is written in one way, with the way back to the original.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Filler for a stretch that was recognised: not a letter, digit or separator.
const TAKEN: &str = "\0";

/// A text for recognition: decimal digits of every script are ASCII, full-width forms plain, dashes
/// and spaces one each, and characters that nobody sees are left out.
pub(crate) struct Folded {
    pub(crate) text: String,
    /// Where the copy and the original part: a place in the copy, and the same place in the
    /// original.
    shifts: Vec<(usize, usize)>,
}

impl Folded {
    pub(crate) fn fold(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), shifts: Vec::new() };
        // Most texts are ASCII and need no folding.
        if text.is_ascii() {
            folded.text.push_str(text);
            return folded;
        }
        for (at, c) in text.char_indices() {
            let plain = plain(c);
            folded.text.extend(plain);
            // Places differ only from here on, so few shifts are kept.
            if plain.map_or(0, char::len_utf8) != c.len_utf8() {
                folded.shifts.push((folded.text.len(), at + c.len_utf8()));
            }
        }
        folded
    }

    /// The stretch of the original that corresponds to a stretch of the copy.
    pub(crate) fn original(&self, at: &Range<usize>) -> Range<usize> {
        let moved = |place: usize, shifts: usize| {
            let (copy, original) = shifts.checked_sub(1).map_or((0, 0), |last| self.shifts[last]);
            original + (place - copy)
        };
        let start = moved(at.start, self.shifts.partition_point(|(copy, _)| *copy <= at.start));
        // A place of the copy may be several of the original, with characters between them that
        // nobody sees.
        let before = self.shifts.partition_point(|(copy, _)| *copy < at.end);
        let end = match self.shifts.get(before) {
            Some((copy, original)) if *copy == at.end => *original,
            _ => moved(at.end, before),
        };
        start..end
    }

    /// Takes a stretch out of the copy, so that nothing else is recognised in it. Places stay what
    /// they are.
    pub(super) fn take(&mut self, at: &Range<usize>) {
        // As many bytes as before, so that later places still lead to the original.
        self.text.replace_range(at.clone(), &TAKEN.repeat(at.len()));
    }
}

/// The character in the copy; `None` if it is left out.
fn plain(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c);
    }
    match c {
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' => {
            None
        }
        '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => None,
        '\u{e0000}'..='\u{e01ef}' => None,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            Some(' ')
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => Some('-'),
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => Some('\''),
        '\u{2044}' | '\u{2215}' => Some('/'),
        '\u{2024}' | '\u{fe52}' => Some('.'),
        '\u{fe6b}' => Some('@'),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        _ => Some(decimal(c).unwrap_or(c)),
    }
}

/// The zeros of the scripts that have decimal digits (general category Nd); the other nine follow
/// each.
const ZEROS: [u32; 76] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0,
    0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50,
    0x11da0, 0x11de0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce,
    0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950, 0x1fbf0,
];

/// The ASCII digit of a decimal digit of any script.
fn decimal(c: char) -> Option<char> {
    let code = u32::from(c);
    let zero = ZEROS[..ZEROS.partition_point(|zero| *zero <= code)].last()?;
    char::from_digit(code - zero, 10)
}

/// A word as words are compared: in small letters without diacritics; and as German and the Nordic
/// languages write it where these are not at hand ("Müller", "Mueller").
pub(crate) fn spellings(word: &str) -> (String, Option<String>) {
    if word.is_ascii() {
        return (word.to_ascii_lowercase(), None);
    }
    // Ligatures and full-width letters compare as plain ones.
    let small: String = word.nfkc().flat_map(char::to_lowercase).collect();
    let mut written_out = String::with_capacity(small.len());
    for c in small.chars() {
        match c {
            // Names are also written out: Müller as Mueller, Åse as Aase.
            'ä' => written_out.push_str("ae"),
            'ö' | 'ø' => written_out.push_str("oe"),
            'ü' => written_out.push_str("ue"),
            'å' => written_out.push_str("aa"),
            _ => written_out.push(c),
        }
    }
    let second = (written_out != small).then(|| bare(&written_out));
    (bare(&small), second)
}

/// Small letters without diacritics.
fn bare(small: &str) -> String {
    let mut bare = String::with_capacity(small.len());
    for c in small.nfkd().filter(|c| !is_diacritic(*c)) {
        match letters(c) {
            "" => bare.push(c),
            letters => bare.push_str(letters),
        }
    }
    bare
}

/// Letters for a letter that has no decomposition; empty for others.
fn letters(c: char) -> &'static str {
    match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ς' => "σ",
        'ى' => "ي",
        'ة' => "ه",
        _ => "",
    }
}

/// Marks that may be left out: accents, the points of Hebrew and Arabic, and what stretches Arabic
/// letters. The vowel signs of other scripts are letters.
fn is_diacritic(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{591}'..='\u{5c7}'
            | '\u{640}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
    )
}

/// True if words of a script follow each other without a gap, or take endings that no gap parts
/// from them.
pub(super) fn is_unsegmented(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1100}'..='\u{11ff}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{3130}'..='\u{318f}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7af}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// True if a character is part of a word.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_decimal_digit_is_known() {
        let digit = regex::Regex::new(r"^\d$").unwrap();
        for c in (0x80..=0x10_ffff).filter_map(char::from_u32) {
            let is_digit = digit.is_match(c.encode_utf8(&mut [0; 4]));
            // A newer Unicode may have more scripts than the list of the pattern.
            assert!(!is_digit || decimal(c).is_some(), "{c:?}");
            assert!(is_digit || decimal(c).is_none() || !c.is_alphabetic(), "{c:?}");
        }
        assert_eq!(
            [decimal('०'), decimal('٩'), decimal('𝟗'), decimal('Ⅷ')],
            [Some('0'), Some('9'), Some('9'), None]
        );
    }

    #[test]
    fn places_lead_back_to_the_original() {
        let text = "\u{feff}ａ\u{200b}b\u{a0}٣\u{ad}c–d\u{200b}";
        let folded = Folded::fold(text);
        assert_eq!(folded.text, "ab 3c-d");
        for (at, expected) in [
            (0..1, "ａ"),
            (1..2, "b"),
            (0..2, "ａ\u{200b}b"),
            (2..4, "\u{a0}٣"),
            (3..7, "٣\u{ad}c–d\u{200b}"),
        ] {
            assert_eq!(&text[folded.original(&at)], expected, "{at:?}");
        }
    }

    #[test]
    fn words_are_compared_without_diacritics() {
        let pairs = [
            ("José", "jose"),
            ("Łukasz", "lukasz"),
            ("Σοφίας", "σοφιασ"),
            ("أحمد", "احمد"),
            ("ｏｔｔｏ", "otto"),
        ];
        for (word, expected) in pairs {
            assert_eq!(spellings(word), (expected.to_owned(), None), "{word}");
        }
        assert_eq!(spellings("Müßig"), ("mussig".to_owned(), Some("muessig".to_owned())));
        assert_eq!(spellings("Mu\u{308}ller").1.as_deref(), Some("mueller"));
    }
}

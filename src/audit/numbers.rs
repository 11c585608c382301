//! Finds the numbers in a text that say how many of how many.

use std::ops::Range;

use super::words::{Word, words};

/// A number with its place in a text, in bytes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FoundNumber {
    pub(super) at: Range<usize>,
    pub(super) value: SaidNumber,
    /// True behind "about" and its like.
    pub(super) roughly: bool,
}

/// What a number says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum SaidNumber {
    /// `6 of 12`
    CountOf { with: u32, of: u32 },
    /// `76 %`, as a share of 1, with half of its last digit.
    Percent { share: f64, within: f64 },
    /// `three in four`, `a third`, `half`
    Part(f64),
    /// `most`
    Most,
}

impl FoundNumber {
    /// True for "most" and for parts in words.
    pub(super) fn is_vague(&self) -> bool {
        matches!(self.value, SaidNumber::Most | SaidNumber::Part(_))
    }
}

/// Words between a part and its whole.
const OF: [&str; 12] = ["of", "von", "der", "sur", "de", "di", "van", "av", "af", "z", "из", "des"];
/// Words for per cent, the second where it is written in two.
const PERCENT: [&str; 7] =
    ["percent", "pct", "prozent", "procent", "prosent", "porcento", "procento"];
const PER: [&str; 4] = ["per", "pour", "por", "pro"];
const CENT: [&str; 4] = ["cent", "ciento", "cento", "centum"];
/// Words that say that a number is not exact.
const ROUGHLY: [&str; 18] = [
    "about",
    "around",
    "roughly",
    "approximately",
    "nearly",
    "almost",
    "some",
    "over",
    "circa",
    "ca",
    "rund",
    "etwa",
    "ungefahr",
    "fast",
    "knapp",
    "gut",
    "environ",
    "unos",
];
/// Words for numbers in English and German, by their value from 1 on.
const COUNTS: [&[&str]; 12] = [
    &["one", "a", "ein", "eine", "einer", "einem", "eines"],
    &["two", "zwei"],
    &["three", "drei"],
    &["four", "vier"],
    &["five", "funf"],
    &["six", "sechs"],
    &["seven", "sieben"],
    &["eight", "acht"],
    &["nine", "neun"],
    &["ten", "zehn"],
    &["eleven", "elf"],
    &["twelve", "zwolf"],
];
/// Parts of a whole.
const PARTS: [(&[&str], f64); 5] = [
    (&["half", "halfte"], 2.0),
    (&["third", "thirds", "drittel"], 3.0),
    (&["quarter", "quarters", "viertel"], 4.0),
    (&["fifth", "fifths", "funftel"], 5.0),
    (&["tenth", "zehntel"], 10.0),
];
const MOST: [&str; 6] = ["most", "majority", "meisten", "mehrheit", "plupart", "mayoria"];

/// The numbers of a text, in order; none within another.
pub(super) fn numbers(text: &str) -> Vec<FoundNumber> {
    let all = words(text);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < all.len() {
        let Some((length, end, value)) = number_at(&all[at..], text) else {
            at += 1;
            continue;
        };
        let before = at.checked_sub(1).map(|before| all[before].key.as_str());
        let roughly = before.is_some_and(|before| ROUGHLY.contains(&before));
        found.push(FoundNumber { at: all[at].at.start..end, value, roughly });
        at += length;
    }
    found
}

/// The number that these words begin with: how many of them it has, where it ends, and its value.
fn number_at(words: &[Word], text: &str) -> Option<(usize, usize, SaidNumber)> {
    let key = |at: usize| words.get(at).map(|word| word.key.as_str());
    let end = |length: usize| words[length - 1].at.end;
    let first = key(0)?;
    if MOST.contains(&first) && key(1) != Some("recent") {
        return Some((1, end(1), SaidNumber::Most));
    }
    if let Some(part) = part_of(first).filter(|whole| *whole < 2.5) {
        return Some((1, end(1), SaidNumber::Part(1.0 / part)));
    }
    let (value, is_digits) = (value_of(first)?, first.starts_with(|c: char| c.is_ascii_digit()));
    let between = |at: usize| {
        let end = words.get(at + 1).map_or(text.len(), |word| word.at.start);
        &text[words[at].at.end..end]
    };
    if let Some(percent) = percent(words, text, value).filter(|_| is_digits) {
        return Some(percent);
    }
    let whole = |at: usize| value_of(key(at)?).filter(|whole| *whole >= value && *whole > 1.0);
    let is_date = text[..words[0].at.start].trim_end().ends_with('/')
        || (words.len() > 1 && between(1).trim_start().starts_with('/'));
    if is_digits && !is_date && between(0).trim() == "/" {
        return count(value, whole(1)?).map(|value| (2, end(2), value));
    }
    if let Some(part) = key(1).and_then(part_of) {
        return (value < part).then(|| (2, end(2), SaidNumber::Part(value / part)));
    }
    // "out of", "of the", "von den".
    let mut next = if key(1) == Some("out") { 2 } else { 1 };
    let linked = key(next)?;
    if linked == "in" && !is_digits {
        let whole = whole(next + 1).filter(|whole| *whole <= 20.0)?;
        return Some((next + 2, end(next + 2), SaidNumber::Part(value / whole)));
    }
    if !OF.contains(&linked) {
        return None;
    }
    next += 1;
    if key(next).is_some_and(|word| matches!(word, "the" | "all" | "den" | "allen" | "our")) {
        next += 1;
    }
    count(value, whole(next)?).map(|value| (next + 1, end(next + 1), value))
}

/// A number with the sign or word for per cent behind it.
fn percent(words: &[Word], text: &str, value: f64) -> Option<(usize, usize, SaidNumber)> {
    let key = |at: usize| words.get(at).map(|word| word.key.as_str());
    let first = &words[0];
    let decimals = first.key.split_once('.').map_or(0, |(_, digits)| digits.len());
    let within = 0.5 * 0.1_f64.powi(i32::try_from(decimals).unwrap_or(9)) / 100.0;
    let said = SaidNumber::Percent { share: value / 100.0, within };
    let behind = &text[first.at.end..];
    let rest = behind.trim_start_matches([' ', '\u{A0}', '\u{202F}', '\u{2009}']);
    if let Some(sign) = ["%", "٪", "％"].into_iter().find(|sign| rest.starts_with(sign)) {
        let end = first.at.end + behind.len() - rest.len() + sign.len();
        return Some((1, end, said));
    }
    if key(1).is_some_and(|word| PERCENT.contains(&word)) {
        return Some((2, words[1].at.end, said));
    }
    let two = key(1).is_some_and(|word| PER.contains(&word))
        && key(2).is_some_and(|word| CENT.contains(&word));
    two.then(|| (3, words[2].at.end, said))
}

fn count(with: f64, of: f64) -> Option<SaidNumber> {
    let whole = |value: f64| {
        let is_count = value.fract() == 0.0 && (0.0..1e9).contains(&value);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
        is_count.then_some(value as u32)
    };
    Some(SaidNumber::CountOf { with: whole(with)?, of: whole(of)? })
}

/// The value of a word for a number; thousands may be parted by a point.
#[allow(clippy::cast_precision_loss, reason = "up to twelve")]
fn value_of(key: &str) -> Option<f64> {
    if let Some(at) = COUNTS.iter().position(|forms| forms.contains(&key)) {
        return Some((at + 1) as f64);
    }
    if !key.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // "1.311" of "1,311": words have one separator for both.
    let parted = key
        .split_once('.')
        .filter(|(ahead, behind)| behind.len() == 3 && ahead.len() <= 3 && !ahead.starts_with('0'));
    match parted {
        Some((ahead, behind)) => format!("{ahead}{behind}").parse().ok(),
        None => key.parse().ok(),
    }
}

fn part_of(key: &str) -> Option<f64> {
    PARTS.iter().find(|(forms, _)| forms.contains(&key)).map(|(_, whole)| *whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_how_many_are_found() {
        let count = |with, of| SaidNumber::CountOf { with, of };
        let percent = |share| SaidNumber::Percent { share, within: 0.005 };
        for (text, wanted) in [
            ("6 of 12 interviewed", count(6, 12)),
            ("six of the twelve", count(6, 12)),
            ("6 out of 12", count(6, 12)),
            ("6/12 said so", count(6, 12)),
            ("sechs von zwölf", count(6, 12)),
            ("984 of 1,311 people", count(984, 1311)),
            ("76 % of them", percent(0.76)),
            ("76% of them", percent(0.76)),
            ("76 percent", percent(0.76)),
            ("76 per cent", percent(0.76)),
            ("76 Prozent", percent(0.76)),
            ("three in four", SaidNumber::Part(0.75)),
            ("two thirds", SaidNumber::Part(2.0 / 3.0)),
            ("half of them", SaidNumber::Part(0.5)),
            ("Most of them", SaidNumber::Most),
            ("die meisten", SaidNumber::Most),
        ] {
            let found: Vec<SaidNumber> = numbers(text).into_iter().map(|one| one.value).collect();
            assert_eq!(found, [wanted], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in
            ["on 3/4/2024", "5 hours a week", "version 2 of it", "in 2024", "U1-03", "a of b"]
        {
            assert_eq!(numbers(text), [], "{text}");
        }
        assert!(numbers("about 76 %")[0].roughly);
    }
}

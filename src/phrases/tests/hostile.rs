//! Texts that nobody would ask: no phrase may fail, or take long.

use std::time::{Duration, Instant};

use super::{answer, language};
use crate::manifest::Facet;
use crate::phrases::{Answer, Described, phrase};

/// Pieces that patterns look for, between which random characters stand.
const PIECES: &[&str] = &[
    "How often do you ",
    "How many hours ",
    "Which of these ",
    "What stops you ",
    "Is it ",
    "(",
    ")",
    "[",
    "]",
    " - ",
    "?",
    ". ",
    "1 = no, 5 = yes",
    "“",
    "\"",
    "I ",
    "meine ",
    "Wie oft ",
    "Wie viele ",
    "Was war der ",
    "Sie ",
    "ich ",
    " bis ",
    "18-29",
    "über 60",
    "%",
    "_",
    "/",
    "not ",
    "yes, ",
    "Dass ",
    "mein",
    "unsere",
    "on a scale of 1 to 5",
    ", how ",
    "é",
    "ẞ",
    "İ",
    "\u{301}",
    "🙂",
    "\u{0}",
    "\u{202e}",
    "漢字",
    "ﬁ",
    "9999999999999999999999",
    "-",
    "a",
    "ing ",
    "nearly ",
    "else ",
    "of us ",
    "a month",
    "in EUR",
    "seit ",
    "(30 days)",
    "Type",
    "since",
];

/// A generator of its own, so that a failure comes again.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).unwrap_or(1)).unwrap_or(0)
    }

    fn text(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..self.below(9) {
            if self.below(4) == 0 {
                let point = u32::try_from(self.below(0x3_0000)).unwrap_or(0);
                text.extend(char::from_u32(point));
            } else {
                text.push_str(PIECES[self.below(PIECES.len())]);
            }
        }
        text
    }
}

#[test]
fn no_text_fails() {
    const FACETS: [Facet; 6] = [
        Facet::Goal,
        Facet::PainPoint,
        Facet::Behaviour,
        Facet::Outcome,
        Facet::Value,
        Facet::Trigger,
    ];
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for round in 0..40_000 {
        let (question, given, definition) = (random.text(), random.text(), random.text());
        let language = language(if round % 2 == 0 { "en" } else { "de" });
        let facet = FACETS[random.below(FACETS.len())];
        let said = match round % 3 {
            0 => phrase(&Described::survey(language, facet, &question, answer(&given))),
            1 => phrase(&Described::code(language, facet, &question, &definition)),
            _ => phrase(&Described::record(language, facet, &question, answer(&given))),
        };
        assert!(!said.text.is_empty());
    }
}

#[test]
fn many_levels_and_long_texts_take_no_time() {
    let start = Instant::now();
    let long = "very ".repeat(200_000);
    let levels: Vec<String> = (0..20_000).map(|level| format!("{level}-{}", level + 1)).collect();
    for question in ["How old are you?", "How often do you read?", &long] {
        let given = Answer::Levels(levels.iter().map(String::as_str).collect());
        let said = phrase(&Described::survey(language("en"), Facet::Behaviour, question, given));
        assert!(!said.text.is_empty());
    }
    let given = Answer::Levels(vec![&long]);
    assert!(phrase(&Described::survey(language("de"), Facet::Goal, "Wie alt?", given)).quoted);
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn empty_texts_are_quoted() {
    for code in ["en", "de"] {
        let language = language(code);
        assert!(phrase(&Described::survey(language, Facet::Goal, "", answer(""))).quoted);
        assert!(phrase(&Described::code(language, Facet::Goal, "", "")).quoted);
        assert!(phrase(&Described::record(language, Facet::Goal, "", answer(" "))).quoted);
        let none = Answer::Levels(Vec::new());
        assert!(phrase(&Described::survey(language, Facet::Goal, "Why?", none)).quoted);
    }
}

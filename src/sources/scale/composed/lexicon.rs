//! The words of grades as one index, and an answer cut into them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::degrees::{AT_ALL, DEGREES, EITHER, FILLERS, HARDLY, MIDDLE, NIL, NOT, NOTHING_OF_IT};
use super::ladders::{CHANGES, LADDERS};
use super::plain::{is_unspaced, plain_words};
use super::poles::{Family, POLES};
use super::schooling::{SCHOOLING, UNFINISHED, UNFINISHED_WORDS};

/// What a word or phrase may mean in a grade.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Part {
    /// How much.
    Degree(f64),
    /// Turns what it stands beside into its strongest opposite.
    NothingOfIt,
    /// The lowest of what it stands beside, whether or not that is negated too.
    Nil,
    /// Turns what it stands beside into a weak opposite.
    Hardly,
    Not,
    /// With a negation the lowest: "not rude at all".
    AtAll,
    Middle,
    /// The middle where it stands twice: "ni … ni".
    Either,
    Filler,
    /// An end of a family: 1 is high, -1 low.
    Pole(Family, f64),
    /// A grade of a family with poles that stands for itself.
    Fixed(Family, f64),
    /// A step of a family without poles.
    Step(Family, f64),
}

/// A word or phrase of an answer with all that it may mean; nothing where it is unknown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) parts: &'a [Part],
}

/// Most words of a phrase, and most letters of one in a script without blanks.
const MOST_WORDS: usize = 5;
const MOST_LETTERS: usize = 12;
/// Fewest letters of a stem that endings may follow.
const SHORTEST_STEM: usize = 2;

#[derive(Default)]
struct Lexicon {
    phrases: BTreeMap<String, Vec<Part>>,
    /// Words that endings may follow.
    stems: BTreeMap<String, Vec<Part>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for poles in POLES {
        lexicon.add(poles.high, Part::Pole(poles.family, 1.0));
        lexicon.add(poles.low, Part::Pole(poles.family, -1.0));
        for (value, words) in poles.fixed {
            lexicon.add(words, Part::Fixed(poles.family, *value));
        }
    }
    for ladder in LADDERS {
        for (value, words) in ladder.steps {
            lexicon.add(words, Part::Step(ladder.family, *value));
        }
    }
    for (value, words) in SCHOOLING {
        lexicon.add(words, Part::Step(Family::Education, *value));
    }
    lexicon.add(UNFINISHED_WORDS, Part::Step(Family::Education, UNFINISHED));
    for (value, words) in CHANGES {
        lexicon.add(words, Part::Step(Family::Change, *value));
    }
    for (strength, words) in DEGREES {
        lexicon.add(words, Part::Degree(*strength));
    }
    for (words, part) in [
        (NOTHING_OF_IT, Part::NothingOfIt),
        (NIL, Part::Nil),
        (HARDLY, Part::Hardly),
        (NOT, Part::Not),
        (AT_ALL, Part::AtAll),
        (MIDDLE, Part::Middle),
        (EITHER, Part::Either),
        (FILLERS, Part::Filler),
    ] {
        lexicon.add(words, part);
    }
    lexicon
});

impl Lexicon {
    fn add(&mut self, words: &str, part: Part) {
        for phrase in words.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()) {
            let (index, phrase) = match phrase.strip_suffix('*') {
                Some(stem) => (&mut self.stems, stem),
                None => (&mut self.phrases, phrase),
            };
            let parts = index.entry(plain_words(phrase)).or_default();
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
    }

    /// The longest phrase at the beginning of a text, and what it means.
    fn longest<'a>(&'a self, text: &'a str) -> Option<Token<'a>> {
        let unspaced = text.starts_with(is_unspaced);
        let ends = if unspaced { letter_ends(text) } else { word_ends(text) };
        let phrase = |end: &usize| {
            let parts = self.phrases.get(&text[..*end])?;
            Some(Token { text: &text[..*end], parts })
        };
        let phrase = ends.iter().rev().find_map(phrase);
        let word = text.split(' ').next().unwrap_or_default();
        let ends = word.char_indices().skip(if unspaced { 0 } else { SHORTEST_STEM });
        let mut ends: Vec<usize> = ends.map(|(at, c)| at + c.len_utf8()).collect();
        // Endings of Korean follow without a blank: the longer of the two is meant.
        ends.retain(|end| phrase.is_none_or(|phrase| phrase.text.len() < *end));
        let stem = |end: &usize| self.stems.get(&word[..*end]);
        let stem = ends.iter().rev().find_map(stem).filter(|_| unspaced || phrase.is_none());
        stem.map(|parts| Token { text: word, parts }).or(phrase)
    }
}

/// Where the first words of a text end, the first word first.
fn word_ends(text: &str) -> Vec<usize> {
    let blanks = text.match_indices(' ').map(|(at, _)| at);
    blanks.chain([text.len()]).take(MOST_WORDS).collect()
}

/// Where the first letters of a text end.
fn letter_ends(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, c)| at + c.len_utf8()).take(MOST_LETTERS).collect()
}

/// An answer, as [`plain_words`] gives it, cut into its words and phrases.
pub(super) fn tokens(plain: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = plain.trim_start();
    while !rest.is_empty() {
        let token = LEXICON.longest(rest).unwrap_or_else(|| {
            let first = rest.chars().next().map_or(0, char::len_utf8);
            let end = if rest.starts_with(is_unspaced) {
                first
            } else {
                rest.find(|c: char| c == ' ' || is_unspaced(c)).unwrap_or(rest.len())
            };
            Token { text: &rest[..end], parts: &[] }
        });
        tokens.push(token);
        rest = rest[token.text.len()..].trim_start();
    }
    tokens
}

/// The steps of a family that an answer names.
pub(super) fn steps(tokens: &[Token<'_>], family: Family) -> Vec<f64> {
    let of_family = |part: &Part| match part {
        Part::Step(of, value) if *of == family => Some(*value),
        _ => None,
    };
    tokens.iter().flat_map(|token| token.parts).filter_map(of_family).collect()
}

//! Grades with two sides: from "not at all" over a middle to "completely".

use std::collections::BTreeMap;

use super::degrees::{NOT_AT_ALL, NOT_VERY, PLAIN};
use super::lexicon::{Part, Token};
use super::poles::Family;

/// Prefixes that make an opposite: "unclear", "onduidelijk", "niejasne".
const OPPOSITES: [&str; 15] =
    ["un", "in", "im", "ir", "il", "dis", "nie", "non", "on", "o", "des", "mis", "не", "不", "불"];

/// From this strength on a degree that is denied leaves something: "not completely".
const STRONG: f64 = 2.5;

/// Denials that are an answer by themselves, as words are written for comparison.
const STANDING_ALONE: [&str; 9] = ["no", "nein", "non", "nao", "nee", "nie", "nej", "нет", "hayir"];

/// An answer as a grade with two sides.
#[derive(Debug, Clone)]
pub(super) struct Sided {
    /// What is graded: the unknown words.
    about: String,
    /// Whether a pole of the family stands in it.
    pole: bool,
    /// True if it is graded from its low pole alone: "slightly difficult".
    low: bool,
    /// Whether a word says how much.
    degree: bool,
    middle: bool,
    value: f64,
}

/// The words of one answer, counted by what they do.
#[derive(Default)]
struct Words {
    about: Vec<String>,
    degree: Option<f64>,
    poles: Vec<f64>,
    fixed: Option<f64>,
    nothing_of_it: bool,
    nil: bool,
    hardly: bool,
    not: bool,
    /// True if the last word that counts denies, and whether it is one that may stand alone.
    denied: Option<bool>,
    /// What is denied is a strong degree, by a word that may stand alone or not.
    degree_denied: Option<bool>,
    /// True if something is graded behind a degree that is denied.
    graded_after: bool,
    at_all: bool,
    middle: bool,
    either: usize,
}

impl Sided {
    /// The ranks of answers that all grade the same: a family with poles, or whatever words stay
    /// equal. None where they do not.
    pub(super) fn read(cut: &[Vec<Token<'_>>], family: Option<Family>) -> Option<Vec<Option<f64>>> {
        let grades: Vec<Option<Self>> =
            cut.iter().map(|tokens| Words::read(tokens, family).grade()).collect();
        let known: Vec<&Self> = grades.iter().flatten().filter(|grade| !grade.middle).collect();
        let base = Self::base(&known)?;
        let agrees = |grade: &Self| {
            let bare = grade.about.is_empty() && (grade.degree || grade.value < 0.0);
            grade.about == base || bare || is_opposite(&grade.about, &base)
        };
        let with_pole = known.iter().filter(|grade| grade.pole).count();
        let degrees = known.iter().filter(|grade| grade.degree && agrees(grade)).count();
        // Without a known pole only degrees tell that something is graded; "yes" and "no" alone
        // are two answers.
        let needs_degrees = with_pole == 0 || family == Some(Family::Consent);
        if (needs_degrees && degrees < 2) || (family.is_some() && with_pole < 2) {
            return None;
        }
        let all_low = with_pole > 0 && known.iter().filter(|grade| grade.pole).all(|one| one.low);
        let turned = if all_low { -1.0 } else { 1.0 };
        let rank = |grade: &Option<Self>| {
            let grade = grade.as_ref()?;
            if grade.middle {
                return (grade.about.is_empty() || grade.about == base).then_some(0.0);
            }
            let opposite = if is_opposite(&grade.about, &base) { -1.0 } else { 1.0 };
            agrees(grade).then_some(grade.value * opposite * turned)
        };
        Some(grades.iter().map(rank).collect())
    }

    /// What most answers grade; of two opposites the one without a prefix.
    fn base(known: &[&Self]) -> Option<String> {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        known.iter().for_each(|grade| *times.entry(&grade.about).or_default() += 1);
        if known.is_empty() || times.len() > known.len() / 2 + 1 {
            return None;
        }
        let named = times.iter().filter(|(about, _)| !about.is_empty());
        let most = named.max_by_key(|(_, times)| **times).map_or("", |(about, _)| about);
        let plain = times.keys().find(|about| is_opposite(most, about));
        Some((*plain.unwrap_or(&most)).to_owned())
    }
}

/// True if one is the other with a prefix that makes it the opposite.
fn is_opposite(one: &str, base: &str) -> bool {
    !base.is_empty()
        && OPPOSITES
            .iter()
            .any(|prefix| one.strip_prefix(prefix).is_some_and(|rest| rest.trim_start() == base))
}

impl Words {
    fn read(tokens: &[Token<'_>], family: Option<Family>) -> Self {
        let mut words = Self::default();
        let of_family = |part: &Part| match part {
            Part::Pole(of, _) | Part::Fixed(of, _) => Some(*of) == family,
            _ => false,
        };
        for (at, token) in tokens.iter().enumerate() {
            let pole = token.parts.iter().find(|part| of_family(part));
            let yes = |part: &Part| matches!(part, Part::Pole(Family::Consent, _));
            // "Yes, very rude": the question was asked for it, and it adds nothing.
            if pole.is_none() && !token.parts.is_empty() && token.parts.iter().all(yes) {
                continue;
            }
            let other = token
                .parts
                .iter()
                .find(|part| !matches!(part, Part::Pole(..) | Part::Fixed(..) | Part::Step(..)));
            // "Leicht" is easy alone, and slightly beside another pole.
            let elsewhere = tokens.iter().enumerate().any(|(place, other)| {
                place != at && (other.parts.is_empty() || other.parts.iter().any(of_family))
            });
            let degree = matches!(other, Some(Part::Degree(_)));
            match pole.filter(|_| !(degree && elsewhere)).or(other) {
                Some(part) => words.add(*part, token.text),
                None => {
                    words.about.push(token.text.to_owned());
                    words.graded();
                }
            }
        }
        words
    }

    fn graded(&mut self) {
        self.denied = None;
        self.graded_after |= self.degree_denied.is_some();
    }

    fn add(&mut self, part: Part, text: &str) {
        match part {
            Part::Degree(strength) => {
                let denied = self.denied.take().filter(|_| strength >= STRONG);
                self.degree_denied = self.degree_denied.or(denied);
                self.degree = Some(self.degree.map_or(strength, |known| known.max(strength)));
            }
            Part::Pole(_, side) => {
                self.poles.push(side);
                self.graded();
            }
            Part::Fixed(_, value) => {
                self.fixed = Some(value);
                self.graded();
            }
            Part::NothingOfIt => self.nothing_of_it = true,
            Part::Nil => self.nil = true,
            Part::Hardly => self.hardly = true,
            Part::Not => {
                self.not = true;
                self.denied = Some(STANDING_ALONE.contains(&text));
            }
            Part::AtAll => self.at_all = true,
            Part::Middle => self.middle = true,
            Part::Either => self.either += 1,
            Part::Filler | Part::Step(..) => {}
        }
    }

    /// The grade that the words make together.
    fn grade(self) -> Option<Sided> {
        let both = self.poles.contains(&1.0) && self.poles.contains(&-1.0);
        let middle = self.either >= 2 || (both && self.either > 0) || self.middle;
        let pole = !self.poles.is_empty() || self.fixed.is_some();
        let side = self.poles.first().copied().unwrap_or(1.0);
        let nothing_of_it = self.nothing_of_it || (self.not && self.at_all);
        let denies = self.not || self.hardly || self.nil || nothing_of_it;
        let degree = self.degree.is_some() || self.hardly || self.nil || nothing_of_it;
        let about = self.about.join(" ");
        if !middle && !pole && about.is_empty() && !degree && !denies {
            return None;
        }
        // "Not fully" is something, "no, absolutely" is nothing.
        let weakened = self.degree_denied.is_some_and(|alone| !alone || self.graded_after);
        let value = if middle {
            0.0
        } else if self.nil {
            -NOT_AT_ALL
        } else if nothing_of_it {
            -side * NOT_AT_ALL
        } else if self.hardly || weakened {
            -side * NOT_VERY
        } else if let Some(value) = self.fixed.filter(|_| self.poles.is_empty()) {
            value
        } else {
            let strength = self.degree.unwrap_or(PLAIN);
            if self.not { -side * strength } else { side * strength }
        };
        // Two poles without a word that joins them are two statements.
        let single = middle || !both;
        single.then_some(Sided { about, pole, low: side < 0.0, degree, middle, value })
    }
}

//! Quotations that are made of what respondents said, each by one way of quoting right or wrong.

use persona_synthesis::audit::{CheckedQuotation, QuotationVerdict, Turned};
use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::sources::{Transcript, Voice};

/// Ways of quoting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Planted {
    Verbatim,
    Typography,
    Case,
    Elision,
    OneWord,
    Negation,
    Number,
    Name,
    Stitched,
    Interviewer,
    OtherRespondent,
    Paraphrase,
    Invented,
}

impl Planted {
    pub(super) const ALL: [Self; 13] = [
        Self::Verbatim,
        Self::Typography,
        Self::Case,
        Self::Elision,
        Self::OneWord,
        Self::Negation,
        Self::Number,
        Self::Name,
        Self::Stitched,
        Self::Interviewer,
        Self::OtherRespondent,
        Self::Paraphrase,
        Self::Invented,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Typography => "other marks and apostrophes",
            Self::Case => "other capital letters",
            Self::Elision => "words left out, and said so",
            Self::OneWord => "one word replaced",
            Self::Negation => "a negation put in or taken out",
            Self::Number => "a number changed",
            Self::Name => "a name swapped",
            Self::Stitched => "put together from two turns",
            Self::Interviewer => "an interviewer's words",
            Self::OtherRespondent => "another respondent's words",
            Self::Paraphrase => "said in other words",
            Self::Invented => "invented",
        }
    }

    /// True for a verdict that tells what was done.
    pub(super) fn is_told(self, checked: &CheckedQuotation) -> bool {
        let turns = |turned| checked.changes.iter().any(|change| change.turned.contains(&turned));
        let altered = checked.verdict == QuotationVerdict::Altered;
        match self {
            Self::Verbatim | Self::Typography | Self::Case => {
                checked.verdict == QuotationVerdict::Verbatim
            }
            Self::Elision => checked.verdict == QuotationVerdict::Shortened,
            Self::OneWord => altered,
            Self::Negation => altered && turns(Turned::Negation),
            Self::Number => altered && turns(Turned::Number),
            Self::Name => altered && turns(Turned::Name),
            Self::Stitched => checked.verdict == QuotationVerdict::Stitched,
            Self::Interviewer | Self::OtherRespondent => {
                checked.verdict == QuotationVerdict::AnotherSpeaker
            }
            Self::Paraphrase | Self::Invented => checked.verdict == QuotationVerdict::NotFound,
        }
    }
}

/// A sentence that somebody says.
pub(super) struct Said {
    pub(super) respondent: Option<String>,
    turn: usize,
    pub(super) text: String,
}

/// A quotation with the respondent whom the document names.
pub(super) struct Quotation {
    pub(super) planted: Planted,
    pub(super) text: String,
    pub(super) ascribed: Option<String>,
}

/// The sentences of transcripts with at least six words.
pub(super) fn sentences(transcripts: &[(Option<String>, &Transcript)]) -> Vec<Said> {
    let mut said = Vec::new();
    let mut turn = 0;
    for (respondent, transcript) in transcripts {
        for of in &transcript.turns {
            turn += 1;
            let text = transcript.text.slice(of.chars.clone()).unwrap();
            let respondent = match of.voice {
                Voice::Respondent => respondent.clone(),
                Voice::Interviewer => None,
                _ => continue,
            };
            let sentences = text.split_inclusive(". ").flat_map(|part| part.split_inclusive("? "));
            for sentence in sentences.map(str::trim) {
                let plain = !sentence.contains(['“', '”', '"', '[', '(', '…', '‘', '\n']);
                if plain && sentence.split_whitespace().count() >= 6 {
                    let (text, respondent) = (sentence.to_owned(), respondent.clone());
                    said.push(Said { respondent, turn, text });
                }
            }
        }
    }
    said
}

/// Words that some language does not use for another of the kind.
const NUMBERS: [(&str, &str); 16] = [
    ("two", "three"),
    ("three", "five"),
    ("four", "two"),
    ("five", "nine"),
    ("six", "seven"),
    ("eight", "six"),
    ("ten", "twelve"),
    ("twenty", "thirty"),
    ("once", "twice"),
    ("half", "third"),
    ("zwei", "drei"),
    ("drei", "fünf"),
    ("fünf", "sechs"),
    ("vier", "zwei"),
    ("neun", "elf"),
    ("zehn", "zwölf"),
];

/// Makes a quotation in one way; `None` where the sentence does not lend itself to it.
pub(super) fn plant(
    planted: Planted,
    said: &[Said],
    names: &[&str],
    draws: &mut SplitMix64,
    german: bool,
) -> Option<Quotation> {
    let own: Vec<&Said> = said.iter().filter(|one| one.respondent.is_some()).collect();
    let one = own[draws.below(own.len())];
    let words: Vec<&str> = one.text.split_whitespace().collect();
    let at = |draws: &mut SplitMix64| 1 + draws.below(words.len() - 2);
    let mut ascribed = None;
    let text = match planted {
        Planted::Verbatim => one.text.clone(),
        Planted::Typography => {
            let text = one.text.replace('\'', "’").replace(" - ", " – ").replace(", ", " – ");
            if text == one.text { return None } else { text }
        }
        Planted::Case => one.text.to_lowercase(),
        Planted::Elision => {
            let cut = 3.min(words.len() - 3);
            let rest = words.len() - 2;
            if rest <= cut + 1 {
                return None;
            }
            format!("{} … {}", words[..cut].join(" "), words[rest..].join(" "))
        }
        Planted::OneWord => {
            let mut words = words.clone();
            let at = at(draws);
            let other = if german { "irgendetwas" } else { "marmalade" };
            words[at] = other;
            words.join(" ")
        }
        Planted::Negation => {
            let put = if german { "nicht" } else { "not" };
            let negations = ["not", "never", "no", "nicht", "kein", "keine", "nie"];
            let place = words.iter().position(|word| negations.contains(word));
            let mut words = words.clone();
            match place {
                Some(place) => drop(words.remove(place)),
                None => words.insert(at(draws), put),
            }
            words.join(" ")
        }
        Planted::Number => {
            let change = |word: &&str| NUMBERS.iter().find(|(from, _)| from == word);
            let place = words.iter().position(|word| change(word).is_some())?;
            let mut words = words.clone();
            words[place] = change(&words[place])?.1;
            words.join(" ")
        }
        Planted::Name => {
            let place = words.iter().position(|word| {
                names.contains(&word.trim_end_matches(|c: char| !c.is_alphanumeric()))
            });
            let place = place.filter(|place| *place > 0)?;
            let mut words = words.clone();
            words[place] = "Ludmilla";
            words.join(" ")
        }
        Planted::Stitched => {
            let other = own[draws.below(own.len())];
            if other.turn == one.turn {
                return None;
            }
            let one = one.text.trim_end_matches(['.', '?', '!']);
            format!("{one}, {}", other.text)
        }
        Planted::Interviewer => {
            let asked: Vec<&Said> = said.iter().filter(|one| one.respondent.is_none()).collect();
            asked[draws.below(asked.len())].text.clone()
        }
        Planted::OtherRespondent => {
            let other = own[draws.below(own.len())];
            if other.respondent == one.respondent {
                return None;
            }
            ascribed.clone_from(&other.respondent);
            one.text.clone()
        }
        Planted::Paraphrase | Planted::Invented => return None,
    };
    Some(Quotation { planted, text, ascribed })
}

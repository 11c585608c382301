//! Personal data in quotes: found and replaced by what it was, in brackets.
//!
//! Everything is recognised in a [copy](folded) of the text that is written in one way; what is
//! replaced is the stretch of the original.

mod contacts;
mod digit_groups;
#[cfg(test)]
mod doubts;
mod folded;
mod handles;
mod hosts;
#[cfg(test)]
mod laws;
mod names;
mod ordinary;
mod pattern;
mod phones;
mod spelt;
mod surroundings;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;

pub(crate) use folded::{Folded, spellings};
use names::{Names, TextKind};
use surroundings::join_adjacent;

/// Text in which personal data are replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Masked {
    /// The words, personal data replaced by `[e-mail]`, `[web address]`, `[IP address]`,
    /// `[handle]`, `[IBAN]`, `[card number]`, `[phone]` or `[name]`.
    pub text: String,
    /// True if anything was replaced.
    pub masked: bool,
}

/// Replacement for the words of people who do not consent to be quoted.
pub(crate) const WITHHELD: &str = "[not to be quoted]";

/// Replacement for words of which it is not known for sure who says them.
pub(crate) const UNCLEAR: &str = "[speaker not known]";

/// Replacement for one person's answer in guarded results.
pub(crate) const ANSWERED: &str = "[one answer]";

const EMAIL: &str = "[e-mail]";
const WEB: &str = "[web address]";
const IP: &str = "[IP address]";
const HANDLE: &str = "[handle]";
const IBAN: &str = "[IBAN]";
const CARD: &str = "[card number]";
const PHONE: &str = "[phone]";
const NAME: &str = "[name]";

/// Replacements for personal data and for words that are not shown.
pub(crate) const MARKS: [&str; 11] =
    [EMAIL, WEB, IP, HANDLE, IBAN, CARD, PHONE, NAME, WITHHELD, UNCLEAR, ANSWERED];

/// True if a quote is withheld as a whole, whatever its words are.
pub(crate) fn is_withheld(quote: &str) -> bool {
    quote == WITHHELD || quote == UNCLEAR
}

/// Labels of speakers that name a part in a conversation, not a person.
const PARTS: [&str; 20] = [
    "befragte",
    "befragter",
    "client",
    "customer",
    "guest",
    "host",
    "interviewee",
    "interviewer",
    "moderator",
    "participant",
    "person",
    "proband",
    "researcher",
    "respondent",
    "sprecher",
    "speaker",
    "teilnehmer",
    "unknown",
    "user",
    "voice",
];

/// Masks personal data: e-mail, web and IP addresses, handles of social networks, IBANs, payment
/// cards, telephone numbers, and the names in identifier columns and speaker lists.
///
/// All of them are found however they are written: digits of any script, full-width letters,
/// characters that nobody sees within them, numbers in any groups, addresses with their signs spelt
/// out ("jane (at) example (dot) org"), names with and without diacritics, in small letters, with a
/// possessive or case ending.
///
/// # Limits
///
/// A name in small letters that is an ordinary word too ("will", "rose", "hope") is masked only
/// beside another part of the same person's name, and where it is said of a person ("ask rose",
/// "mr. may"). Such words are those of a list, and in words that are not handed on also those that
/// several texts of the study use in small letters, behind several different words, and hardly ever
/// with a capital letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Masker {
    names: Names,
}

impl Masker {
    /// Adds the words of a name that a column of names holds.
    pub(crate) fn learn(&mut self, name: &str) {
        self.names.learn(name, true);
    }

    /// Adds the label of a speaker, where it is a name and no part in the conversation.
    pub(crate) fn learn_speaker(&mut self, label: &str) {
        let folded = Folded::fold(label);
        if !words::words(&folded.text).iter().any(|word| PARTS.contains(&word.key.as_str())) {
            self.names.learn(label, false);
        }
    }

    /// Notes how a text of the study uses the words that are names.
    pub(crate) fn note(&mut self, text: &str) {
        self.names.note(text);
    }

    /// True if there is a name to be found.
    pub(crate) fn has_names(&self) -> bool {
        !self.names.is_empty()
    }

    /// Number of replacements that masking makes in a text, by the text that replaces them.
    #[must_use]
    pub(crate) fn replaced(&self, text: &str) -> BTreeMap<&'static str, usize> {
        let masked = self.mask(text).text;
        let more = |mark: &&'static str| {
            let more = masked.matches(*mark).count().saturating_sub(text.matches(*mark).count());
            (more > 0).then_some((*mark, more))
        };
        MARKS.iter().filter_map(more).collect()
    }

    /// Masks contact data and names in a respondent's own words.
    #[must_use]
    pub fn mask(&self, text: &str) -> Masked {
        self.masked(text, TextKind::Words)
    }

    /// Masks contact data and names in answers that many may give, and in texts made of them. There
    /// a word that is both a name and an ordinary answer ("White") is masked only beside another
    /// name, and a host without a path ("booking.com") counts as a name of a product.
    #[must_use]
    pub(crate) fn mask_answer(&self, text: &str) -> Masked {
        self.masked(text, TextKind::Answer)
    }

    /// Masks contact data and names in words that are handed on: there a doubt is no reason to show
    /// them.
    pub(crate) fn mask_guarded(&self, text: &str) -> Masked {
        self.masked(text, TextKind::Guarded)
    }

    fn masked(&self, text: &str, kind: TextKind) -> Masked {
        let mut search = Search { folded: Folded::fold(text), found: Vec::new() };
        // What is masked already stays as it is.
        for mark in MARKS {
            let marks = search.folded.text.match_indices(mark).map(|(at, _)| at..at + mark.len());
            marks.collect::<Vec<_>>().iter().for_each(|at| search.folded.take(at));
        }
        let guarded = kind == TextKind::Guarded;
        search.take(EMAIL, |text| spelt::emails(text, guarded));
        search.take(EMAIL, contacts::emails);
        search.take(WEB, |text| contacts::web_addresses(text, kind == TextKind::Answer));
        search.take(WEB, spelt::hosts);
        search.take(IP, contacts::ip_addresses);
        search.take(HANDLE, |text| handles::handles(text, guarded));
        search.take(IBAN, contacts::ibans);
        search.take(CARD, contacts::cards);
        search.take(PHONE, |text| phones::phones(text, guarded));
        search.take(NAME, |text| join_adjacent(text, self.names.find(text, kind)));
        search.replaced(text)
    }
}

/// Stretches found in a text, one kind after the other.
struct Search {
    folded: Folded,
    found: Vec<(Range<usize>, &'static str)>,
}

impl Search {
    /// Takes all stretches of a kind out of the copy.
    fn take(&mut self, mark: &'static str, find: impl Fn(&str) -> Vec<Range<usize>>) {
        for at in find(&self.folded.text) {
            self.folded.take(&at);
            self.found.push((at, mark));
        }
    }

    /// The original with marks for what is found in its copy.
    fn replaced(mut self, text: &str) -> Masked {
        self.found.sort_unstable_by_key(|(at, _)| at.start);
        let (mut masked, mut end) = (String::with_capacity(text.len()), 0);
        for (at, mark) in &self.found {
            let original = self.folded.original(at);
            // Of two that overlap the mark of the first stands for both.
            if original.start < end {
                end = end.max(original.end);
                continue;
            }
            masked.push_str(&text[end..original.start]);
            masked.push_str(mark);
            end = original.end;
        }
        masked.push_str(&text[end..]);
        Masked { masked: masked != text, text: masked }
    }
}

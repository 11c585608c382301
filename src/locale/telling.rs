//! The sentences of a portrait: how many, what is said of them, and how many of the others.

use super::shares::HowMany;
use crate::manifest::{Facet, PersonaKind};

/// How those behind a count were met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Met {
    /// In interviews.
    Interviewed,
    /// By a question.
    Asked,
    /// In interviews and by a question.
    Either,
    /// In records.
    Recorded,
    /// By a computation of a program.
    Computed,
}

/// A number as one of these words for the smallest ones, or in digits.
pub(super) fn numeral(words: &[&str], number: usize) -> String {
    words.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// Clauses in a row, the last behind `and`.
pub(super) fn listed(items: &[String], and: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        // A comma within a clause would be taken for one between two.
        [first @ .., last] if items.iter().any(|item| item.contains(", ")) => {
            format!("{}; {last}", first.join("; "))
        }
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// Texts of portraits.
pub(crate) struct Telling {
    /// Those of whom a predicate is said: `three in four`, `five of six we talked to`.
    pub(crate) many: fn(HowMany, Met) -> String,
    /// The same without a verb: `three in ten`.
    pub(crate) bare: fn(HowMany) -> String,
    /// `they`, of all of a group.
    pub(crate) they: &'static str,
    /// A subject with its predicate, as they stand behind the words that say how they were met.
    pub(crate) clause: fn(many: &str, predicate: &str, met: Met) -> String,
    /// Clauses behind the words that say how those counted were met.
    pub(crate) led: fn(clauses: &str, met: Met) -> String,
    /// Clauses in a row.
    pub(crate) listed: fn(&[String]) -> String,
    /// So many as were counted just before.
    pub(crate) as_many: &'static str,
    /// A median of 0.
    pub(crate) nothing: &'static str,
    /// The end of a sentence that compares: `; of other users, three in ten`.
    pub(crate) of_others: fn(others: &str, parts: &str) -> String,
    /// The same of a median: `; other users 2`.
    pub(crate) typical_others: fn(others: &str, median: &str) -> String,
    /// What others say too: `like other users, three in four …`.
    pub(crate) like_others: fn(others: &str, clauses: &str) -> String,
    /// Needs of access and safety, which few have.
    pub(crate) rare: fn(clauses: &str) -> String,
    /// What one person of several shows, where the predicate has no singular.
    pub(crate) one_of: fn(asked: usize, label: &str) -> String,
    /// The others of a kind: `other users`.
    pub(crate) others: fn(PersonaKind) -> &'static str,
    /// One of a kind, at the head of a name, or several where the language does so.
    pub(crate) head: fn(PersonaKind) -> &'static str,
    /// Those whom nothing names, or all of a kind where it has one group: `All users`.
    pub(crate) unnamed: fn(kind: PersonaKind, alone: bool) -> String,
    /// An answer, or what was spoken of, that tells them apart in a name where no phrase is short
    /// enough.
    pub(crate) answer: fn(label: &str, spoken: bool) -> String,
    /// An answer with its question, in a name.
    pub(crate) answer_to: fn(label: &str, question: &str) -> String,
    /// What one of them does, in a name.
    pub(crate) who: fn(predicate: &str) -> String,
    /// A number that is greater in the group than elsewhere, or less, in a name.
    pub(crate) amount: fn(of: &str, more: bool) -> String,
    /// Who they are where the study is about those who use one thing: `R user`.
    pub(crate) user_of: fn(thing: &str) -> String,
    /// A name, of who they are and what tells them apart.
    pub(crate) name: fn(head: &str, tail: &str) -> String,
    /// Who somebody is by a role that may be a place: `Nutzende am Empfang`.
    pub(crate) role: fn(kind: PersonaKind, role: &str) -> String,
    /// A name that rests on interviews alone.
    pub(crate) by_interviews: &'static str,
    /// A name that rests on what is not confirmed.
    pub(crate) by_doubt: &'static str,
    /// What a quote of an aspect tells: `wants`, `meets`.
    pub(crate) step: fn(Facet) -> &'static str,
    /// A question for the team about a goal, by the predicate of the goal; `None` where it is none
    /// that can be asked so.
    pub(crate) ask_of_goal: fn(predicate: &str) -> Option<String>,
    /// A question for the team about those who have some trouble.
    pub(crate) ask_of_trouble: fn(predicate: &str) -> Option<String>,
}

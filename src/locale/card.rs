//! The texts of cards: a persona on one sheet.

use crate::manifest::{Facet, PersonaKind};
use crate::sources::SourceKind;

/// How often a group comes back when others are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Return {
    /// From a stability of 0.90.
    NearlyAlways,
    /// From 0.70.
    Mostly,
    OftenNot,
}

impl Return {
    /// How often a group of this stability comes back.
    pub(crate) fn of(stability: f64) -> Self {
        match stability {
            0.9.. => Self::NearlyAlways,
            0.7.. => Self::Mostly,
            _ => Self::OftenNot,
        }
    }
}

/// A heading of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CardHeading {
    InShort,
    Want,
    InTheWay,
    Do,
    Surroundings,
    Reached,
    SetsOff,
    Looks,
    Weighs,
    WinsOver,
    NearlyStops,
    Closes,
    CameBecause,
    UsesFor,
    Values,
    StaysOrLeaves,
    Recognised,
    Happened,
    Firm,
    About,
    SayIt,
    OnePerson,
    NotTheirTrouble,
    DoLess,
    WantLess,
    SetsOffLess,
    DoesNotMove,
    LessOften,
    Questions,
    HowSure,
    NotAsked,
    NotAskedOrFew,
    LikeOthers,
    NothingShared,
    Assumed,
}

/// People of a kind, for a sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PeopleNames {
    /// `User`, as a name begins.
    pub(crate) head: &'static str,
    /// `users`.
    pub(crate) several: &'static str,
    /// `users` after a preposition of German.
    pub(crate) among: &'static str,
    /// `other users`.
    pub(crate) others: &'static str,
    /// `user`, as an attribution.
    pub(crate) one: &'static str,
}

/// What people decided of a claim.
pub(crate) struct DecidedTexts {
    pub(crate) worded: fn(said: &str) -> String,
    pub(crate) pinned: &'static str,
    pub(crate) hidden: &'static str,
}

/// The texts of cards.
pub(crate) struct CardTexts {
    pub(crate) heading: fn(CardHeading) -> &'static str,
    pub(crate) people: fn(PersonaKind) -> PeopleNames,
    /// Names of aspects within a sentence: `goals`.
    pub(crate) facet: fn(Facet) -> &'static str,
    pub(crate) persona: fn(PersonaKind, id: &str) -> String,
    pub(crate) draft: &'static str,
    pub(crate) reviewed: fn(day: &str) -> String,
    pub(crate) note: fn(text: &str) -> String,
    pub(crate) in_hundred: fn(number: &str) -> String,
    pub(crate) of: fn(with: usize, of: usize) -> String,
    /// The base of a share: `users who answered the survey`.
    pub(crate) base: fn(people: PeopleNames, kind: SourceKind) -> String,
    pub(crate) base_all: fn(people: PeopleNames) -> String,
    pub(crate) by_chance: fn(low: &str, high: &str) -> String,
    pub(crate) size_uncertain: &'static str,
    pub(crate) everyone: &'static str,
    pub(crate) everyone_known: &'static str,
    pub(crate) no_words: &'static str,
    pub(crate) in_the_interview: &'static str,
    pub(crate) in_the_answer: &'static str,
    /// What a quote that cannot stand alone begins with, in lower case.
    pub(crate) leaning: &'static [&'static str],
    pub(crate) counted: fn(with: usize, asked: usize, kind: SourceKind) -> String,
    /// Counts over several kinds of source; true where all of them asked people.
    pub(crate) counted_across: fn(with: usize, asked: usize, by_asking: bool) -> String,
    pub(crate) others_too: fn(counts: &str) -> String,
    pub(crate) share_and_others: fn(share: &str, others: &str) -> String,
    pub(crate) like_others: fn(people: PeopleNames) -> String,
    pub(crate) rare: &'static str,
    pub(crate) of_the_group: fn(share: &str) -> String,
    pub(crate) less: fn(what: &str, own: &str, people: PeopleNames, others: &str) -> String,
    pub(crate) yet_raised: fn(with: usize, of: usize) -> String,
    pub(crate) not_asked: &'static str,
    pub(crate) not_asked_or_few: &'static str,
    pub(crate) nothing_shared: fn(answers: &str) -> String,
    pub(crate) alike: fn(answers: &str, people: PeopleNames) -> String,
    pub(crate) nothing: &'static str,
    pub(crate) nothing_apart: fn(people: PeopleNames) -> String,
    pub(crate) found: fn(answer: &str, with: usize, of: usize) -> String,
    pub(crate) named: fn(name: &str, text: &str) -> String,
    pub(crate) more: fn(more: usize) -> String,
    pub(crate) in_order_told: fn(who: &str) -> String,
    pub(crate) unlike: fn(what: &str) -> String,
    pub(crate) prompts: &'static str,
    pub(crate) own_words: &'static str,
    pub(crate) basis: fn(parts: &str, back: Return) -> String,
    pub(crate) people_of: fn(kind: SourceKind, number: usize) -> String,
    pub(crate) stability: fn(stability: &str) -> String,
    pub(crate) joint: fn(with: usize, of: usize, claims: usize, nearly: usize) -> String,
    pub(crate) two_sources: fn(what: &str) -> String,
    pub(crate) contested: fn(what: &str) -> String,
    /// Claims in the words of the team.
    pub(crate) worded: fn(what: &str) -> String,
    /// How many claims the team left off the card.
    pub(crate) left_off: fn(claims: usize) -> String,
    /// The words of somebody in another language.
    pub(crate) translated: fn(words: &str) -> String,
    /// What the evidence says of a claim that people worded, put first or left off the card.
    pub(crate) decided: DecidedTexts,
    pub(crate) talk_next: fn(respondent: &str) -> String,
    pub(crate) talk_next_shows: fn(respondent: &str, what: &str) -> String,
    pub(crate) key_others: fn(people: PeopleNames) -> String,
    pub(crate) middle_others: fn(low: &str, high: &str, known: usize) -> String,
    pub(crate) middle_half: fn(low: &str, high: &str, known: usize) -> String,
    pub(crate) several_sources: &'static str,
    pub(crate) groups_found: fn(people: PeopleNames, groups: usize, back: Return) -> String,
    pub(crate) no_groups: fn(people: PeopleNames) -> String,
    pub(crate) why: fn(groups: usize) -> String,
    pub(crate) verdict: fn(crate::clustering::Verdict) -> &'static str,
}

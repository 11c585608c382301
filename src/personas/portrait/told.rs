//! One claim in a sentence: how many of the group, what of them, and how many of the others.

use super::wording::LEAST_FOR_PERCENT;
use crate::locale::{HowMany, Met, Words};
use crate::manifest::{Language, PersonaKind};
use crate::personas::claims::claim::Claim;
use crate::personas::claims::middles::{Middle, Middles};
use crate::personas::propositions::support::{Direction, Support};
use crate::phrases::{of_one, rest_after_lead};
use crate::sources::SourceKind;

/// How a claim is told in the sentences of a portrait.
#[derive(Clone, Copy)]
pub(crate) struct Teller {
    pub(super) words: &'static Words,
    pub(super) language: Language,
    pub(super) kind: PersonaKind,
    /// True where everyone is described: there are no others.
    pub(super) alone: bool,
    /// True of a guarded result, whose shares are rounded already: counts give the words.
    pub(super) guarded: bool,
}

impl Teller {
    /// Tells in the words of a language.
    pub(crate) fn new(language: Language, kind: PersonaKind, alone: bool, guarded: bool) -> Self {
        Self { words: Words::of(language), language, kind, alone, guarded }
    }
}

/// How those behind a claim were met.
pub(super) fn met(claim: &Claim) -> Met {
    let kinds = &claim.source_kinds;
    let has = |kind: SourceKind| kinds.contains(&kind);
    match () {
        () if kinds.iter().all(|kind| *kind == SourceKind::Interviews) => Met::Interviewed,
        () if kinds.iter().all(|kind| *kind == SourceKind::Crm) => Met::Recorded,
        () if kinds.iter().all(|kind| *kind == SourceKind::Caller) => Met::Computed,
        () if has(SourceKind::Interviews) => Met::Either,
        () => Met::Asked,
    }
}

/// How many of the group a claim is true of, by its counts alone where they are `exact`.
pub(super) fn own(claim: &Claim, exact: bool) -> HowMany {
    let support = &claim.support;
    let (with, asked) = (support.with, support.asked);
    if asked < LEAST_FOR_PERCENT || met(claim) == Met::Interviewed {
        return HowMany::Count { with, asked };
    }
    let told = match exact {
        true => Support::of_counts(with, asked).told(None),
        false => support.told(claim.rate),
    };
    match with {
        0 => HowMany::None,
        all if all == asked => HowMany::All,
        _ => HowMany::share(told.share, told.low, told.high),
    }
}

/// How many of the others it is true of; `None` where nobody else was asked.
pub(super) fn of_others(claim: &Claim, exact: bool) -> Option<HowMany> {
    let others = &claim.elsewhere;
    let share = others.share.filter(|_| others.asked > 0)?;
    if others.asked < LEAST_FOR_PERCENT || met(claim) == Met::Interviewed {
        return Some(HowMany::Count { with: others.with, asked: others.asked });
    }
    Some(match others.with {
        0 => HowMany::None,
        all if all == others.asked => HowMany::All,
        // Its interval is not told, so nothing is nearly or just over.
        _ if exact => HowMany::share(Support::of_counts(others.with, others.asked).share, 0.0, 1.0),
        _ => HowMany::share(share, 0.0, 1.0),
    })
}

impl Teller {
    /// What a claim says of people.
    pub(super) fn predicate(self, claim: &Claim) -> String {
        match claim.phrase.text.as_str() {
            "" => self.words.quote(&claim.label),
            text => text.to_owned(),
        }
    }

    /// The medians of a claim about a number, where they tell more than its limit does.
    pub(super) fn medians(self, claim: &Claim) -> Option<&Middles> {
        // The words of the team are of the limit, whose counts stand beside them.
        let middles = claim.middle.as_ref().filter(|_| !claim.decided.worded)?;
        let differ = |of: Middle| of.median.total_cmp(&middles.own.median).is_ne();
        let tells = self.alone || middles.others.is_some_and(differ);
        tells.then_some(middles)
    }

    /// `they typically spend 6.5 hours a week; other users 2`.
    pub(super) fn typical(self, claim: &Claim, middles: &Middles) -> String {
        let telling = &self.words.telling;
        let clause = (telling.clause)(telling.they, &middles.phrase, met(claim));
        let clause = (telling.led)(&clause, met(claim));
        let others = middles.others.filter(|_| !self.alone).map_or_else(String::new, |others| {
            let median = match others.median.abs() < f64::EPSILON {
                true => telling.nothing.to_owned(),
                false => self.words.number(others.median),
            };
            (telling.typical_others)((telling.others)(self.kind), &median)
        });
        format!("{clause}{others}")
    }

    /// Several claims that were met alike in one sentence, without a capital and a full stop; with
    /// those of the others where they are to be compared.
    pub(super) fn clauses(self, claims: &[&Claim], compared: bool) -> String {
        let telling = &self.words.telling;
        let (first, rest) = claims.split_first().expect("a sentence states a claim");
        let with = met(first);
        let mut before = (own(first, self.guarded), self.predicate(first));
        let mut parts = vec![self.counted(first, &before.1, (with, with))];
        for claim in rest {
            let predicate = self.predicate(claim);
            let left = rest_after_lead(self.language, &before.1, &predicate).unwrap_or(&predicate);
            let many = own(claim, self.guarded);
            let same = many == before.0;
            // The first clause says how those counted were met, and how that is known.
            parts.push(match many {
                HowMany::Count { .. } => self.counted(claim, left, (Met::Recorded, Met::Asked)),
                _ if same => format!("{} {left}", telling.as_many),
                _ => self.counted(claim, left, (Met::Recorded, Met::Asked)),
            });
            before = (many, predicate);
        }
        let mut text = (telling.led)(&(telling.listed)(&parts), with);
        if let Some(others) = self.others(claims).filter(|_| compared) {
            text.push_str(&(telling.of_others)((telling.others)(self.kind), &others));
        }
        text
    }

    /// A claim with those of whom it is true: how they are called, and what stands in front of the
    /// clause, by how they were met.
    fn counted(self, claim: &Claim, predicate: &str, (called, led): (Met, Met)) -> String {
        let telling = &self.words.telling;
        let many = own(claim, self.guarded);
        let said = (telling.many)(many, called);
        match many {
            HowMany::Count { with: 1, asked } => match of_one(self.language, predicate) {
                Some(one) => format!("{said} {one}"),
                None => (telling.one_of)(asked, &self.words.quote(&claim.label)),
            },
            _ => (telling.clause)(&said, predicate, led),
        }
    }

    /// How many of the others each is true of, in their order; told once where they are alike.
    fn others(self, claims: &[&Claim]) -> Option<String> {
        let differ = claims.iter().any(|claim| claim.direction != Direction::Shared);
        if self.alone || !differ {
            return None;
        }
        let told: Option<Vec<HowMany>> =
            claims.iter().map(|claim| of_others(claim, self.guarded)).collect();
        let mut parts: Vec<String> =
            told?.into_iter().map(|many| (self.words.telling.bare)(many)).collect();
        if parts.iter().all(|part| *part == parts[0]) {
            parts.truncate(1);
        }
        Some((self.words.telling.listed)(&parts))
    }
}

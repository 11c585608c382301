//! What a persona is in short: sentences made of claims, each with the claims that it states.

use super::persona::Sentence;
use super::told::{Teller, met};
use super::twins::are_twins;
use crate::locale::{Met, upper_first};
use crate::manifest::{Facet, PersonaKind};
use crate::personas::claims::claim::Claim;
use crate::personas::propositions::support::Direction;

/// Claims that a sentence states at most.
const MOST_CLAIMS: usize = 3;
/// Sentences of a persona at most, needs of access and safety apart.
const MOST_SENTENCES: usize = 7;
/// Of these, sentences of what the group does less than others.
const MOST_LESS: usize = 1;
/// Words of a story at most; a first sentence stands however long it is.
const MOST_WORDS: usize = 120;

/// The aspects of a kind in the order in which its story is told: who they are, what they want,
/// what they do, what gets in the way; of those who buy, from what sets off to what closes.
fn told_facets(kind: PersonaKind) -> &'static [Facet] {
    match kind {
        PersonaKind::User | PersonaKind::WebsiteVisitor => &[
            Facet::RoleInDomain,
            Facet::Context,
            Facet::Goal,
            Facet::Motivation,
            Facet::Behaviour,
            Facet::Tool,
            Facet::PainPoint,
        ],
        PersonaKind::Buyer | PersonaKind::DecisionMaker | PersonaKind::Influencer => &[
            Facet::RoleInDomain,
            Facet::Trigger,
            Facet::Goal,
            Facet::PainPoint,
            Facet::Channel,
            Facet::DecisionCriterion,
            Facet::Influence,
            Facet::BudgetAuthority,
            Facet::PriceSensitivity,
            Facet::Objection,
            Facet::Behaviour,
            Facet::SuccessMetric,
        ],
        PersonaKind::Customer => &[
            Facet::RoleInDomain,
            Facet::Trigger,
            Facet::Channel,
            Facet::Goal,
            Facet::Behaviour,
            Facet::Tool,
            Facet::Value,
            Facet::PainPoint,
            Facet::Objection,
            Facet::Outcome,
        ],
        PersonaKind::Negative => {
            &[Facet::Channel, Facet::Behaviour, Facet::Goal, Facet::PainPoint, Facet::Outcome]
        }
    }
}

/// Aspects in the order of the story: those of the kind, then every other claimed one.
/// Demographics are listed on the page, but never told.
fn in_order(kind: PersonaKind, claims: &[Claim]) -> Vec<Facet> {
    let mut facets = told_facets(kind).to_vec();
    for claim in claims {
        if !facets.contains(&claim.facet) && claim.facet != Facet::Demographic {
            facets.push(claim.facet);
        }
    }
    facets
}

impl Teller {
    /// The story of a group: its differences, then what it does less, and what it shares with
    /// everyone. Each aspect has a sentence before one has a second.
    pub(crate) fn narrative(self, claims: &[Claim]) -> Vec<Sentence> {
        let facets = in_order(self.kind, claims);
        let told = told_once(claims);
        let of = |direction: Direction| {
            let of_direction = told.iter().copied().filter(|claim| {
                claim.direction == direction && !claim.rare && !is_by_definition(claim)
            });
            let of_direction: Vec<&Claim> = of_direction.collect();
            let of_facet = |facet: &Facet| self.of_facet(*facet, &of_direction);
            facets.iter().map(of_facet).collect::<Vec<Vec<Sentence>>>()
        };
        let shared = if self.alone { MOST_SENTENCES } else { 1 };
        let rank =
            |facet: &Facet| u8::from(*facet != Facet::RoleInDomain && !self.kind.shaped_by(*facet));
        let mut story: Vec<(u8, Vec<Sentence>)> =
            facets.iter().map(rank).zip(of(Direction::More)).collect();
        let some = |direction, most| {
            of(direction).into_iter().filter(|of| !of.is_empty()).take(most).collect::<Vec<_>>()
        };
        story.extend(some(Direction::Less, MOST_LESS).into_iter().map(|of| (1, of)));
        story.extend(some(Direction::Shared, shared).into_iter().map(|of| (2, of)));
        let mut sentences = within_budget(&story);
        let rare: Vec<&Claim> = told.into_iter().filter(|claim| claim.rare).collect();
        sentences.extend(self.rare(&rare));
        sentences
    }

    /// The sentences of an aspect, the most telling first: one for each way in which those counted
    /// were met, and one for a number with its median. What is only quoted is left to the list of
    /// claims where something is said.
    fn of_facet(self, facet: Facet, claims: &[&Claim]) -> Vec<Sentence> {
        let of_facet = || claims.iter().copied().filter(|claim| claim.facet == facet);
        let said = of_facet().any(|claim| !claim.phrase.quoted);
        let mut left: Vec<&Claim> =
            of_facet().filter(|claim| !said || !claim.phrase.quoted).collect();
        // The sort is stable: within a way of meeting them the strongest stays first.
        left.sort_by_key(|claim| match met(claim) {
            Met::Asked | Met::Either => 0,
            Met::Interviewed => 1,
            Met::Recorded | Met::Computed => 2,
        });
        let mut sentences: Vec<Sentence> = Vec::new();
        while let Some(first) = left.first().copied() {
            let with = met(first);
            let (same, others): (Vec<&Claim>, Vec<&Claim>) =
                left.iter().partition(|claim| met(claim) == with);
            let numbers = same.iter().filter_map(|claim| Some((*claim, self.medians(claim)?)));
            let mut typical =
                numbers.map(|(claim, of)| sentence(&self.typical(claim, of), &[claim]));
            let typical = typical.next();
            let stated: Vec<&Claim> = same
                .iter()
                .copied()
                .filter(|claim| self.medians(claim).is_none())
                .take(MOST_CLAIMS)
                .collect();
            if !stated.is_empty() {
                sentences.push(self.stating(&stated, true));
            }
            sentences.extend(typical);
            left = others;
        }
        sentences
    }

    /// A sentence that states claims that were met alike; with the others where it compares.
    pub(super) fn stating(self, claims: &[&Claim], compared: bool) -> Sentence {
        let clauses = self.clauses(claims, compared);
        let telling = &self.words.telling;
        let shared = claims.iter().all(|claim| claim.direction == Direction::Shared);
        let text = match shared && !self.alone {
            true => (telling.like_others)((telling.others)(self.kind), &clauses),
            false => clauses,
        };
        sentence(&text, claims)
    }

    /// Needs of access and safety, which few have.
    fn rare(self, claims: &[&Claim]) -> Option<Sentence> {
        let clauses: Vec<String> =
            claims.iter().map(|claim| self.clauses(&[claim], true)).collect();
        let told = (self.words.telling.rare)(&(self.words.telling.listed)(&clauses));
        (!claims.is_empty()).then(|| sentence(&told, claims))
    }
}

/// The sentences of a story in their order, as many as its budget allows: the first of every aspect
/// before the second of any, and those of the lowest rank first.
fn within_budget(story: &[(u8, Vec<Sentence>)]) -> Vec<Sentence> {
    let mut places: Vec<(usize, u8, usize)> = Vec::new();
    for (place, (rank, of_aspect)) in story.iter().enumerate() {
        places.extend((0..of_aspect.len()).map(|round| (round, *rank, place)));
    }
    places.sort_unstable();
    let (mut kept, mut words) = (Vec::new(), 0);
    for (round, _, place) in places {
        let longer = words + story[place].1[round].text.split_whitespace().count();
        if kept.is_empty() || (longer <= MOST_WORDS && kept.len() < MOST_SENTENCES) {
            words = longer;
            kept.push((place, round));
        }
    }
    kept.sort_unstable();
    kept.into_iter().map(|(place, round)| story[place].1[round].clone()).collect()
}

pub(super) fn sentence(text: &str, claims: &[&Claim]) -> Sentence {
    let text = format!("{}.", upper_first(text.trim_end_matches('.')));
    Sentence { text, claims: claims.iter().map(|claim| claim.id.clone()).collect() }
}

/// True of what everybody is or has: a group may have been chosen by it.
fn is_by_definition(claim: &Claim) -> bool {
    claim.facet == Facet::Outcome
        && claim.direction == Direction::Shared
        && claim.support.with == claim.support.asked
        && claim.elsewhere.with == claim.elsewhere.asked
}

/// Of claims that say the same, the first: codes and answers of two sources may. Those that people
/// pinned come first, and those that they hid are left out.
pub(super) fn told_once(claims: &[Claim]) -> Vec<&Claim> {
    let mut shown: Vec<&Claim> = claims.iter().filter(|claim| !claim.decided.hidden).collect();
    shown.sort_by_key(|claim| !claim.decided.pinned);
    let mut told: Vec<&Claim> = Vec::new();
    for claim in shown {
        let is_new = |other: &&Claim| claim.said().is_empty() || !are_twins(other, claim);
        if told.iter().all(is_new) {
            told.push(claim);
        }
    }
    told
}

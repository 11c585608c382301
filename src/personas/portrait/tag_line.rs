//! The line under a name: what they want and what gets in the way, and questions for the team.

use super::narrative::{sentence, told_once};
use super::persona::Sentence;
use super::told::{Teller, met};
use crate::locale::Met;
use crate::manifest::{Facet, PersonaKind};
use crate::personas::claims::claim::Claim;
use crate::personas::propositions::support::{Direction, Grade};

/// Questions for the team at most.
const MOST_QUESTIONS: usize = 3;

/// What the two sentences of the line speak of, the first that is there each.
fn spoken_of(kind: PersonaKind) -> [&'static [Facet]; 2] {
    match kind {
        PersonaKind::User | PersonaKind::WebsiteVisitor => {
            [&[Facet::Goal, Facet::Motivation], &[Facet::PainPoint, Facet::Behaviour]]
        }
        PersonaKind::Buyer | PersonaKind::DecisionMaker | PersonaKind::Influencer => {
            [&[Facet::Trigger, Facet::Goal], &[Facet::DecisionCriterion, Facet::Objection]]
        }
        PersonaKind::Customer => [
            &[Facet::Goal, Facet::Trigger, Facet::Value],
            &[Facet::PainPoint, Facet::Objection, Facet::DecisionCriterion],
        ],
        PersonaKind::Negative => [&[Facet::Behaviour, Facet::Channel], &[Facet::PainPoint]],
    }
}

impl Teller {
    /// Two sentences at most. Each says how many: a goal of two in five is no goal of all.
    pub(crate) fn tag_line(self, claims: &[Claim]) -> Vec<Sentence> {
        let wanted = if self.alone { Direction::Shared } else { Direction::More };
        let of = |facets: &'static [Facet]| {
            facets.iter().find_map(|facet| {
                let of_facet = || {
                    claims
                        .iter()
                        .filter(|claim| claim.facet == *facet && claim.direction == wanted)
                        .filter(|claim| !claim.rare && !claim.phrase.quoted && !claim.is_point())
                        .filter(|claim| !claim.decided.hidden)
                };
                // What many were asked says more of a group than what a few told.
                let asked = |claim: &&Claim| met(claim) != Met::Interviewed;
                let confirmed = || of_facet().filter(|claim| claim.grade >= Grade::Supported);
                of_facet()
                    .find(|claim| claim.decided.pinned)
                    .or_else(|| confirmed().find(asked))
                    .or_else(|| confirmed().next())
                    .or_else(|| of_facet().find(asked))
                    .or_else(|| of_facet().next())
            })
        };
        let [first, second] = spoken_of(self.kind).map(of);
        first.into_iter().chain(second).map(|claim| self.line(claim)).collect()
    }

    fn line(self, claim: &Claim) -> Sentence {
        match self.medians(claim) {
            Some(middles) => sentence(&self.typical(claim, middles), &[claim]),
            // How many of the others is told below.
            None => self.stating(&[claim], false),
        }
    }

    /// Prompts for the team, made of a goal and of what gets in the way. They are no findings.
    pub(crate) fn prompts(self, claims: &[Claim]) -> Vec<Sentence> {
        let telling = &self.words.telling;
        let wanted = if self.alone { Direction::Shared } else { Direction::More };
        let of = |facets: &[Facet], ask: fn(&str) -> Option<String>| {
            let asked = told_once(claims).into_iter().filter(|claim| {
                facets.contains(&claim.facet)
                    && claim.direction == wanted
                    && !claim.phrase.quoted
                    && claim.middle.is_none()
                    && !claim.is_point()
            });
            asked
                .filter_map(|claim| {
                    let text = ask(&claim.phrase.text)?;
                    Some(Sentence { text, claims: vec![claim.id.clone()] })
                })
                .take(2)
                .collect::<Vec<Sentence>>()
        };
        let goals = of(&[Facet::Goal, Facet::Motivation], telling.ask_of_goal);
        let troubles = of(&[Facet::PainPoint, Facet::Objection], telling.ask_of_trouble);
        let mut prompts: Vec<Sentence> = Vec::new();
        // In turn, so that neither side fills the list.
        let mut sides = [goals.into_iter(), troubles.into_iter()];
        for _ in 0..MOST_QUESTIONS {
            prompts.extend(sides.iter_mut().filter_map(Iterator::next));
        }
        prompts.truncate(MOST_QUESTIONS);
        prompts
    }
}

//! Sentences made of claims, in the words of the catalogue: each lists the claims that it states.

use std::fmt::Display;

use super::claim::{Claim, Direction};
use super::persona::Sentence;
use super::proposition::{Answer, Proposition};
use super::wording::upper_first;
use crate::indicators::IndicatorMatrix;
use crate::study::Facet;
use crate::words::{Quantifier, Words, fill};

/// Claims that a sentence states at most.
const MOST_CLAIMS: usize = 3;
/// Sentences of a persona at most, needs of access and safety apart.
const MOST_SENTENCES: usize = 6;
/// Fewest asked for whom a word stands for the share; below, the counts.
const LEAST_FOR_WORDS: usize = 10;

/// What sets a group apart, an aspect a sentence; then what it has less often, and what it shares with everyone. `alone` where everyone is described.
pub(super) fn narrative(words: &Words, claims: &[Claim], facets: &[Facet], alone: bool) -> Vec<Sentence> {
    const PLAIN: &str = "{items}.";
    let shared = if alone { PLAIN } else { words.as_elsewhere };
    let leads = [(Direction::More, PLAIN), (Direction::Less, words.less_than_elsewhere), (Direction::Shared, shared)];
    let mut sentences = Vec::new();
    for (direction, lead) in leads {
        let most = if alone || direction == Direction::More { MOST_SENTENCES } else { 1 };
        let mut of_direction = Vec::new();
        for facet in facets {
            for is_answer in [false, true] {
                let fits = |claim: &&Claim| {
                    claim.facet == *facet
                        && claim.direction == direction
                        && !claim.rare
                        && self::is_answer(claim) == is_answer
                };
                let stated: Vec<&Claim> = claims.iter().filter(fits).take(MOST_CLAIMS).collect();
                if !stated.is_empty() {
                    of_direction.push(sentence(words, lead, &stated));
                }
            }
        }
        of_direction.truncate(most);
        sentences.extend(of_direction);
    }
    sentences.truncate(MOST_SENTENCES);
    let rare: Vec<&Claim> = claims.iter().filter(|claim| claim.rare).collect();
    if !rare.is_empty() {
        sentences.push(sentence(words, words.rare_needs, &rare));
    }
    sentences
}

/// The order of a scenario.
const STEPS: [Facet; 8] = [
    Facet::Trigger,
    Facet::Goal,
    Facet::Behaviour,
    Facet::Tool,
    Facet::PainPoint,
    Facet::DecisionCriterion,
    Facet::Objection,
    Facet::SuccessMetric,
];
/// Members among whom the one of a scenario is looked for: the most certain.
const LOOKED_AT: usize = 500;

/// The member who shows most steps, each by the strongest claim of its aspect that the member shows, with a sentence a step; `None` below two steps.
pub(super) fn scenario(
    words: &Words,
    matrix: &IndicatorMatrix,
    members: &[u32],
    claims: &[Claim],
    propositions: &[Proposition],
) -> Option<(u32, Vec<Sentence>)> {
    const FEWEST: usize = 2;
    let steps_of = |member: u32| -> Vec<&Claim> {
        let shown = |facet: &Facet| {
            let mut of_facet = claims
                .iter()
                .zip(propositions)
                .filter(|(claim, _)| claim.facet == *facet && claim.direction != Direction::Less && !claim.rare);
            of_facet.find(|(_, proposition)| proposition.of(matrix, member) == Answer::Yes).map(|(claim, _)| claim)
        };
        STEPS.iter().filter_map(shown).collect()
    };
    let all = members.iter().take(LOOKED_AT).map(|member| (*member, steps_of(*member)));
    let (member, steps) = all.reduce(|best, next| if next.1.len() > best.1.len() { next } else { best })?;
    let step = |claim: &&Claim| {
        let thing = fill(words.quoted, &[("text", &claim.label)]);
        Sentence { text: fill((words.step)(claim.facet), &[("thing", &thing)]), claims: vec![claim.id.clone()] }
    };
    (steps.len() >= FEWEST).then(|| (member, steps.iter().map(step).collect()))
}

/// Whether a claim is an answer that stands behind its question.
fn is_answer(claim: &Claim) -> bool {
    claim.label.contains(['?', ':'])
}

fn sentence(words: &Words, lead: &str, stated: &[&Claim]) -> Sentence {
    let items: Vec<String> = stated.iter().enumerate().map(|(place, claim)| item(words, claim, place == 0)).collect();
    let (last, others) = items.split_last().expect("a sentence states a claim");
    let items = if others.is_empty() { last.clone() } else { format!("{} {} {last}", others.join(", "), words.and) };
    let text = upper_first(&fill(lead, &[("items", &items)]));
    Sentence { text, claims: stated.iter().map(|claim| claim.id.clone()).collect() }
}

/// `most name “no-shows” as trouble (106 of 139, elsewhere 44 of 148)`; what follows in the same sentence leaves the verb out.
fn item(words: &Words, claim: &Claim, first: bool) -> String {
    let support = &claim.support;
    let thing = fill(words.quoted, &[("text", &claim.label)]);
    let template = if is_answer(claim) { words.answer_thing } else { (words.speak_of)(claim.facet) };
    let speak = fill(template, &[("thing", &thing)]);
    let mut beside = String::new();
    if claim.direction != Direction::Shared && claim.elsewhere.asked > 0 {
        let counts: [(&str, &dyn Display); 2] = [("with", &claim.elsewhere.with), ("asked", &claim.elsewhere.asked)];
        beside.push_str(&fill(words.beside_elsewhere, &counts));
    }
    if claim.contradicted_by > 0 && claim.direction != Direction::Less {
        beside.push_str(&fill(words.against, &[("people", &claim.contradicted_by)]));
    }
    let many = (words.quantifier)(Quantifier::of(support.share, support.low, support.high));
    let template = match (support.asked < LEAST_FOR_WORDS, first) {
        (false, true) => words.many_speak,
        (false, false) => words.also_many,
        (true, true) => words.count_speak,
        (true, false) => words.also_count,
    };
    fill(
        template,
        &[
            ("many", &many),
            ("speak", &speak),
            ("thing", &thing),
            ("with", &support.with),
            ("asked", &support.asked),
            ("beside", &beside),
        ],
    )
}

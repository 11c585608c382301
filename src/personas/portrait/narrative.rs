//! Sentences made of claims, in the words of the catalogue: each lists the claims that it states.

use super::persona::Sentence;
use super::wording::upper_first;
use crate::indicators::IndicatorMatrix;
use crate::locale::{Quantifier, Words};
use crate::manifest::{Facet, PersonaKind};
use crate::personas::claims::claim::Claim;
use crate::personas::propositions::proposition::{Answer, Proposition};
use crate::personas::propositions::statistics::wilson_interval;
use crate::personas::propositions::support::{Direction, Support};
use crate::sources::SourceKind;

/// Claims that a sentence states at most.
const MOST_CLAIMS: usize = 3;
/// Sentences of a persona at most, needs of access and safety apart.
const MOST_SENTENCES: usize = 6;
/// Fewest asked for a word in place of the share; below, counts are given.
const LEAST_FOR_WORDS: usize = 10;

/// Facets of a narrative: those of the kind, then every other claimed one. Demographics are listed
/// on the page, but never narrated.
pub(crate) fn narrated_facets(kind: PersonaKind, claims: &[Claim]) -> Vec<Facet> {
    let mut facets = kind.facets().to_vec();
    facets.extend(
        claims.iter().map(|claim| claim.facet).filter(|facet| !kind.facets().contains(facet)),
    );
    facets.retain(|facet| *facet != Facet::Demographic);
    facets.dedup();
    facets
}

/// The narrative of a group: its differences, one sentence an aspect, then what it has less often,
/// and what it shares with everyone. `alone` where everyone is described.
pub(crate) fn narrative(
    words: &Words,
    claims: &[Claim],
    facets: &[Facet],
    alone: bool,
) -> Vec<Sentence> {
    let shared = if alone { words.items } else { words.as_elsewhere };
    let leads = [
        (Direction::More, words.items),
        (Direction::Less, words.less_than_elsewhere),
        (Direction::Shared, shared),
    ];
    let mut sentences = Vec::new();
    for (direction, lead) in leads {
        let most = if alone || direction == Direction::More { MOST_SENTENCES } else { 1 };
        let mut of_direction = Vec::new();
        for facet in facets {
            for manner in [Manner::Named, Manner::Answered, Manner::Recorded] {
                let fits = |claim: &&Claim| {
                    claim.facet == *facet
                        && claim.direction == direction
                        && !claim.rare
                        && Manner::from_claim(claim) == manner
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

/// The member who shows most steps, each by the strongest claim of its aspect that the member
/// shows, with a sentence a step; `None` below two steps.
pub(crate) fn scenario(
    words: &Words,
    matrix: &IndicatorMatrix,
    members: &[u32],
    claims: &[Claim],
    propositions: &[Proposition],
) -> Option<(u32, Vec<Sentence>)> {
    const FEWEST: usize = 2;
    let steps_of = |member: u32| -> Vec<&Claim> {
        let shown = |facet: &Facet| {
            let mut of_facet = claims.iter().zip(propositions).filter(|(claim, _)| {
                claim.facet == *facet && claim.direction != Direction::Less && !claim.rare
            });
            of_facet
                .find(|(_, proposition)| proposition.answer(matrix, member) == Answer::Yes)
                .map(|(claim, _)| claim)
        };
        STEPS.iter().filter_map(shown).collect()
    };
    // Members come with the most certain first, so the story is that of a typical one.
    let all = members.iter().take(LOOKED_AT).map(|member| (*member, steps_of(*member)));
    let (member, steps) =
        all.reduce(|best, next| if next.1.len() > best.1.len() { next } else { best })?;
    let step = |claim: &&Claim| {
        let thing = thing(words, claim);
        Sentence { text: (words.step)(claim.facet, &thing), claims: vec![claim.id.clone()] }
    };
    (steps.len() >= FEWEST).then(|| (member, steps.iter().map(step).collect()))
}

/// The way in which a claim was told, which decides its verb.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// They name it or choose it.
    Named,
    /// They answer a question with it.
    Answered,
    /// Records show it.
    Recorded,
    /// A program computed it outside the study.
    Computed,
}

impl Manner {
    fn from_claim(claim: &Claim) -> Self {
        match &claim.question {
            // A record shows what happened, so nobody "says" it.
            _ if claim.source_kinds == [SourceKind::Crm] => Self::Recorded,
            _ if claim.source_kinds == [SourceKind::Caller] => Self::Computed,
            Some(_) => Self::Answered,
            None => Self::Named,
        }
    }
}

/// A label without its question.
fn answer(claim: &Claim) -> &str {
    let question = claim.question.as_deref().unwrap_or_default();
    claim.label.strip_prefix(question).unwrap_or(&claim.label).trim_start_matches([':', ' '])
}

/// The topic of a claim in quotation marks: an answer with its question in brackets.
fn thing(words: &Words, claim: &Claim) -> String {
    let answer = words.quote(answer(claim));
    claim.question.as_ref().map_or(answer.clone(), |question| format!("{answer} ({question})"))
}

fn sentence(words: &Words, lead: fn(&str) -> String, stated: &[&Claim]) -> Sentence {
    let items: Vec<String> =
        stated.iter().enumerate().map(|(place, claim)| item(words, claim, place == 0)).collect();
    let (last, others) = items.split_last().expect("a sentence states a claim");
    let items = if others.is_empty() {
        last.clone()
    } else {
        format!("{} {} {last}", others.join(", "), words.and)
    };
    let text = upper_first(&lead(&items));
    Sentence { text, claims: stated.iter().map(|claim| claim.id.clone()).collect() }
}

/// The word for the counts of a claim alone, whatever source its share is of.
#[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
fn counted(support: &Support) -> Quantifier {
    let share = support.with as f64 / support.asked.max(1) as f64;
    let (low, high) = wilson_interval(share, support.asked as f64);
    Quantifier::of(share, low, high)
}

/// `most name “no-shows” as trouble (106 of 139, elsewhere 44 of 148)`; what follows in the same
/// sentence leaves the verb out.
fn item(words: &Words, claim: &Claim, first: bool) -> String {
    let support = &claim.support;
    let thing = thing(words, claim);
    let speak = match Manner::from_claim(claim) {
        Manner::Named => (words.speak_of)(claim.facet, &thing),
        Manner::Recorded => (words.recorded_thing)(&thing),
        Manner::Computed => (words.computed_thing)(&thing),
        Manner::Answered => {
            let (question, answer) = (
                words.quote(claim.question.as_deref().unwrap_or_default()),
                words.quote(answer(claim)),
            );
            (words.answer_thing)(&answer, &question)
        }
    };
    let many = match claim.rate {
        Some(rate) => Quantifier::of(rate.estimate, rate.low, rate.high),
        None => Quantifier::of(support.share, support.low, support.high),
    };
    // A word that the counts beside it do not bear gives way to them.
    let in_words = support.asked >= LEAST_FOR_WORDS && many == counted(support);
    let mut counts = Vec::new();
    if in_words {
        counts.push((words.of_asked)(support.with, support.asked));
    }
    if claim.direction != Direction::Shared && claim.elsewhere.asked > 0 {
        counts.push((words.beside_elsewhere)(claim.elsewhere.with, claim.elsewhere.asked));
    }
    if claim.contradicted_by > 0 && claim.direction != Direction::Less {
        counts.push((words.against)(claim.contradicted_by));
    }
    let counts =
        if counts.is_empty() { String::new() } else { format!(" ({})", counts.join(", ")) };
    let many = (words.quantifier)(many);
    let Support { with, asked, .. } = *support;
    match (in_words, first) {
        (true, true) => (words.many_speak)(many, &speak, &counts),
        (true, false) => (words.also_many)(many, &thing, &counts),
        (false, true) => (words.count_speak)(with, asked, &speak, &counts),
        (false, false) => (words.also_count)(with, asked, &thing, &counts),
    }
}

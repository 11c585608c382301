//! Real people behind a description: who shows all of it, who is nearest to it, and what they said.

use std::collections::BTreeMap;

use super::choose::Chosen;
use super::claim::{Claim, Direction};
use super::persona::{Exemplar, JointMatch, Quote};
use super::proposition::{Answer, Proposition};
use crate::indicators::IndicatorMatrix;
use crate::locator::Locator;
use crate::study::{PersonaKind, Study};

/// Most claims that define a group.
const DEFINING: usize = 5;

/// The claims that set a group apart most surely: of facets that shape groups, or, in one description of everyone, the most widely shared.
pub(super) fn defining(chosen: &[Chosen], kind: PersonaKind) -> Vec<Proposition> {
    let wanted =
        if chosen.iter().any(|claim| claim.direction == Direction::More) { Direction::More } else { Direction::Shared };
    let mut claims: Vec<&Chosen> =
        chosen.iter().filter(|claim| claim.direction == wanted && kind.shaped_by(claim.facet)).collect();
    claims.sort_by(|a, b| a.p_adjusted.total_cmp(&b.p_adjusted).then(b.effect.total_cmp(&a.effect)));
    claims.iter().take(DEFINING).map(|claim| claim.proposition).collect()
}

/// How many members show all defining claims, of those of whom all are known.
pub(super) fn joint_match(matrix: &IndicatorMatrix, defining: &[Proposition], members: &[u32]) -> JointMatch {
    let (mut with, mut of) = (0, 0);
    for member in members {
        let answers = || defining.iter().map(|proposition| proposition.of(matrix, *member));
        if !defining.is_empty() && answers().all(|answer| answer != Answer::Unknown) {
            of += 1;
            with += usize::from(answers().all(|answer| answer == Answer::Yes));
        }
    }
    JointMatch { with, of, claims: defining.len() }
}

/// The members who show most of the defining claims, the most certain first among equals.
pub(super) fn exemplars(
    study: &Study,
    matrix: &IndicatorMatrix,
    defining: &[Proposition],
    members: &[(u32, f32)],
) -> Vec<Exemplar> {
    const SHOWN: usize = 3;
    let mut nearest: Vec<(usize, usize, f32, u32)> = members
        .iter()
        .map(|(member, probability)| {
            let answers = || defining.iter().map(|proposition| proposition.of(matrix, *member));
            let matches = answers().filter(|answer| *answer == Answer::Yes).count();
            (matches, answers().filter(|answer| *answer != Answer::Unknown).count(), *probability, *member)
        })
        .collect();
    nearest.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(b.2.total_cmp(&a.2)).then(a.3.cmp(&b.3)));
    let exemplar = |(matches, of, probability, member): (usize, usize, f32, u32)| Exemplar {
        respondent: study.people.names.get(member as usize).to_owned(),
        probability,
        matches,
        of,
    };
    nearest.into_iter().take(SHOWN).map(exemplar).collect()
}

/// Words of members behind the claims that set the group apart: verbatim, at most two of a respondent, long enough to mean something.
pub(super) fn quotes(claims: &[Claim]) -> Vec<Quote> {
    const SHOWN: usize = 4;
    const MOST_OF_ONE: usize = 2;
    let mut of_one: BTreeMap<&str, usize> = BTreeMap::new();
    let mut quotes = Vec::new();
    let mut ordered: Vec<&Claim> = claims.iter().filter(|claim| claim.direction != Direction::Less).collect();
    ordered.sort_by_key(|claim| claim.direction == Direction::Shared);
    for claim in ordered {
        let fitting = claim.evidence.iter().find(|evidence| {
            let words = evidence.quote.split_whitespace().count();
            let spoken = matches!(evidence.locator, Locator::Text { .. });
            let free = of_one.get(evidence.respondent.as_str()).is_none_or(|times| *times < MOST_OF_ONE);
            let known = |quote: &Quote| quote.evidence.locator == evidence.locator;
            spoken && free && (6..=60).contains(&words) && !evidence.quote.starts_with('[') && !quotes.iter().any(known)
        });
        if let Some(evidence) = fitting {
            *of_one.entry(&evidence.respondent).or_default() += 1;
            quotes.push(Quote { claim: claim.id.clone(), evidence: evidence.clone() });
        }
        if quotes.len() == SHOWN {
            break;
        }
    }
    quotes
}

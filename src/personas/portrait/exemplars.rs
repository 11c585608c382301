//! Real people behind a description: who shows all of it, who is nearest to it, and what they said.

use rayon::prelude::*;

use super::persona::{Exemplar, JointMatch};
use super::quoted::Quote;
use super::reach::Reach;
use crate::indicators::IndicatorMatrix;
use crate::manifest::PersonaKind;
use crate::personas::claims::choose::SelectedClaim;
use crate::personas::claims::claim::Claim;
use crate::personas::evidence::types::Evidence;
use crate::personas::propositions::proposition::{Answer, Proposition};
use crate::personas::propositions::statistics::wilson_interval;
use crate::personas::propositions::support::Direction;
use crate::study::Study;

/// Most claims that define a group.
const DEFINING: usize = 5;
/// Fewest, if there are enough.
const LEAST_DEFINING: usize = 3;
/// Least share of members who show all defining claims, by the interval's lower end, for a further
/// one to be added.
const LEAST_JOINT: f64 = 0.2;
/// Members on whom claims are weighed at most.
const MOST_MATCHED: usize = 5_000;

/// The claims that define a group: of facets that shape groups, those that set it apart or, in one
/// description of everyone, that are widely shared; known of at least a third of the members in
/// their sources.
///
/// Taken one by one, each time the one that weighs most: how far the group differs, times the share
/// of members who show it together with those taken before. Attributes that are each common need
/// not occur together in anybody (Chapman and Milham 2006).
pub(crate) fn defining(
    study: &Study,
    matrix: &IndicatorMatrix,
    chosen: &[SelectedClaim],
    kind: PersonaKind,
    members: &[u32],
) -> Vec<Proposition> {
    // Where nothing sets the group apart, what it widely shares has to define it.
    let wanted = if chosen.iter().any(|claim| claim.direction == Direction::More) {
        Direction::More
    } else {
        Direction::Shared
    };
    let mut left: Vec<&SelectedClaim> = chosen
        .iter()
        .filter(|claim| claim.direction == wanted && kind.shaped_by(claim.facet) && !claim.rare)
        .filter(|claim| Reach::among(members, study, matrix, &[claim.proposition]).defines())
        .collect();
    // Evenly among the members, who are in order of certainty.
    let some: Vec<u32> =
        members.iter().step_by(members.len() / MOST_MATCHED + 1).copied().collect();
    let mut taken: Vec<Proposition> = Vec::new();
    while taken.len() < DEFINING {
        let joint = |claim: &SelectedClaim| {
            let all: Vec<Proposition> = taken.iter().copied().chain([claim.proposition]).collect();
            at_least(joint_match(matrix, &all, &some))
        };
        let weigh = |claim: &&SelectedClaim| {
            let joint = joint(claim);
            (joint, joint * if wanted == Direction::More { claim.effect } else { 1.0 })
        };
        let weights: Vec<(f64, f64)> = left.par_iter().map(weigh).collect();
        // Reversed, because `max_by` keeps the last of equals and the strongest claim comes first.
        let best = (0..left.len()).rev().max_by(|a, b| weights[*a].1.total_cmp(&weights[*b].1));
        let Some(best) =
            best.filter(|best| taken.len() < LEAST_DEFINING || weights[*best].0 >= LEAST_JOINT)
        else {
            break;
        };
        taken.push(left.remove(best).proposition);
    }
    taken
}

/// Least share of members who show all claims: the lower end of Wilson's interval, so that two
/// people with known answers do not weigh like two hundred.
#[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
fn at_least(joint: JointMatch) -> f64 {
    wilson_interval(joint.with as f64 / joint.of.max(1) as f64, joint.of as f64).0
}

/// Counts of members who show all defining claims, and all but one, among those with known answers.
pub(crate) fn joint_match(
    matrix: &IndicatorMatrix,
    defining: &[Proposition],
    members: &[u32],
) -> JointMatch {
    let mut joint = JointMatch { with: 0, all_but_one: 0, of: 0, claims: defining.len() };
    for member in members {
        let mut shown = 0;
        // Somebody with an unknown answer can neither match nor fail to match all claims.
        let known = defining.iter().all(|proposition| {
            let answer = proposition.answer(matrix, *member);
            shown += usize::from(answer == Answer::Yes);
            answer != Answer::Unknown
        });
        if known && !defining.is_empty() {
            joint.of += 1;
            joint.with += usize::from(shown == defining.len());
            // All but one of one claim is none.
            joint.all_but_one += usize::from(shown > 0 && shown + 1 == defining.len());
        }
    }
    joint
}

/// The members who show most of the defining claims, the most certain first among equals.
pub(crate) fn exemplars(
    study: &Study,
    matrix: &IndicatorMatrix,
    defining: &[Proposition],
    members: &[(u32, f32)],
) -> Vec<Exemplar> {
    const SHOWN: usize = 3;
    let mut nearest: Vec<(usize, usize, f32, u32)> = members
        .iter()
        .map(|(member, probability)| {
            let answers = || defining.iter().map(|proposition| proposition.answer(matrix, *member));
            let matches = answers().filter(|answer| *answer == Answer::Yes).count();
            (
                matches,
                answers().filter(|answer| *answer != Answer::Unknown).count(),
                *probability,
                *member,
            )
        })
        .collect();
    nearest
        // The number known decides among equal matches: more of the person supports the
        // description.
        .sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(b.2.total_cmp(&a.2)).then(a.3.cmp(&b.3)));
    let exemplar = |(matches, of, probability, member): (usize, usize, f32, u32)| Exemplar {
        respondent: study.respondent_id(member),
        probability,
        matches,
        of,
    };
    nearest.into_iter().take(SHOWN).map(exemplar).collect()
}

/// Words of members behind the claims that set the group apart, and where there are such, of one
/// against a claim: verbatim, at most two of a respondent, long enough to mean something.
pub(crate) fn quotes(claims: &[Claim]) -> Vec<Quote> {
    with_quotes(Vec::new(), claims)
}

/// These quotes, and after them others of claims that have none yet, as [`quotes`] chooses them.
pub(crate) fn with_quotes(mut quotes: Vec<Quote>, claims: &[Claim]) -> Vec<Quote> {
    const SHOWN: usize = 4;
    let mut ordered: Vec<&Claim> =
        claims.iter().filter(|claim| claim.direction != Direction::Less).collect();
    // Room is short, so what sets the group apart is quoted first.
    ordered.sort_by_key(|claim| claim.direction == Direction::Shared);
    for claim in &ordered {
        let has_one = quotes.iter().any(|quote| quote.claim == claim.id && !quote.against);
        if quotes.iter().filter(|quote| !quote.against).count() < SHOWN && !has_one {
            let fitting = claim.evidence.iter().find(|evidence| is_quotable(evidence, &quotes));
            quotes.extend(fitting.map(|evidence| quote(claim, evidence, false)));
        }
    }
    // One quote against is enough to show doubt without drowning the portrait.
    let has_against = quotes.iter().any(|quote| quote.against);
    let against = ordered.iter().filter(|_| !has_against).find_map(|claim| {
        let fitting = claim.counter_evidence.iter().find(|evidence| is_quotable(evidence, &quotes));
        fitting.map(|evidence| quote(claim, evidence, true))
    });
    quotes.extend(against);
    quotes
}

fn quote(claim: &Claim, evidence: &Evidence, against: bool) -> Quote {
    Quote { claim: claim.id.clone(), against, evidence: evidence.clone() }
}

/// True of somebody's words that mean something alone.
pub(super) fn is_telling(evidence: &Evidence) -> bool {
    evidence.is_spoken()
        && (6..=60).contains(&evidence.quote.split_whitespace().count())
        // A quote that begins with a mask says little and reads badly.
        && !evidence.quote.starts_with('[')
}

/// True where words may be quoted beside those chosen so far.
fn is_quotable(evidence: &Evidence, chosen: &[Quote]) -> bool {
    const MOST_OF_ONE: usize = 2;
    let of_same =
        chosen.iter().filter(|quote| quote.evidence.respondent == evidence.respondent).count();
    of_same < MOST_OF_ONE
        && is_telling(evidence)
        && !chosen.iter().any(|quote| quote.evidence.locator == evidence.locator)
}

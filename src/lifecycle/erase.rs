//! A respondent who withdraws: what sources call them goes onto the list of exclusions, and what
//! rested on them is listed.

use std::collections::BTreeMap;

use serde::Serialize;

use super::counterparts::{counterparts, members_of_roster};
use super::verify::ClaimState;
use crate::error::{ErrorKind, Result, shown};
use crate::ids::{ClaimId, PersonaId};
use crate::personas::{Claim, Condition, Grade, RunResult};
use crate::study::{Exclusions, Study};

/// Adds a respondent to a list of exclusions by everything that the study's sources call them: ids,
/// linking keys, documents. A study built with the list leaves all of it out. Returns the number of
/// hashes added.
///
/// # Limits
///
/// Rows of events or deals that name several respondents in one cell are not passed over. Copies of
/// the files themselves are the keeper's to erase, and so is what others say of the person; names
/// that sources have in columns of names are masked in it.
///
/// # Errors
/// [`ErrorKind::Parameter`] if the study has no such respondent, or one whose words stand in a
/// transcript with those of others: these are to be taken out of the transcript by hand.
pub fn exclude(
    study: &Study,
    respondent: impl AsRef<str>,
    exclusions: &mut Exclusions,
) -> Result<usize> {
    let respondent = respondent.as_ref();
    let parameter = |expected: &str, found: String| ErrorKind::Parameter {
        name: "respondent",
        expected: expected.to_owned(),
        found,
    };
    let person = study.respondent(respondent);
    let person = person
        .ok_or_else(|| parameter("the id of a respondent", format!("{:?}", shown(respondent))))?;
    // Leaving out a shared transcript would take away the words of others.
    if let Some(document) = study.shares_transcript(person.index()) {
        let expected = "a respondent with transcripts of their own";
        return Err(parameter(
            expected,
            format!("one whose words stand in {document:?} with those of others"),
        )
        .into());
    }
    let before = exclusions.len();
    study.identities(person.index()).iter().for_each(|identity| exclusions.add(identity));
    Ok(exclusions.len() - before)
}

/// A claim that is weaker or gone without the respondents who withdrew.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ErasedClaim {
    /// Id of the claim in the earlier result.
    pub claim: ClaimId,
    /// Id of its persona in the earlier result.
    pub persona: PersonaId,
    /// State of the claim: weakened or lost.
    pub state: ClaimState,
    /// Count and base before the erasure.
    pub before: (usize, usize),
    /// Count and base after the erasure; `None` for a claim that is lost.
    pub after: Option<(usize, usize)>,
    /// Grade of the claim before.
    pub grade: Grade,
    /// Grade of the claim after; `None` for a claim that is lost.
    pub grade_after: Option<Grade>,
}

/// Claims of an earlier result that are weaker in a later one, or missing: a lower grade, or fewer
/// supporting respondents. Personas are matched by their members, claims by their content. The
/// claims name no respondents and repeat no words.
#[must_use]
pub fn claims_lost(before: &RunResult, after: &RunResult) -> Vec<ErasedClaim> {
    let members = members_of_roster(before);
    let counterparts = counterparts(&before.personas, &members, after);
    let same: BTreeMap<&PersonaId, &PersonaId> =
        counterparts.iter().map(|both| (both.old, both.new)).collect();
    let (borders, borders_after) = (borders(before), borders(after));
    let mut losses = Vec::new();
    for persona in &before.personas.personas {
        let later = same
            .get(&persona.id)
            .and_then(|id| after.personas.personas.iter().find(|persona| persona.id == **id));
        let find = |claim: &Claim| {
            later.and_then(|persona| {
                // Ids of claims may have changed in the new run; what is claimed has not.
                let claims = persona.claims.iter().filter(|own| {
                    (&own.indicator, own.direction) == (&claim.indicator, claim.direction)
                });
                let same = claims.clone().find(|own| own.label == claim.label);
                // The border of a number moves with the people it was taken from.
                let side = borders.get(&claim.id);
                let moved = |own: &&Claim| side.is_some() && side == borders_after.get(&own.id);
                same.or_else(|| claims.clone().find(moved))
            })
        };
        losses.extend(
            persona.claims.iter().filter_map(|claim| loss(&persona.id, claim, find(claim))),
        );
    }
    losses
}

/// For each claim with a border whether it speaks of what lies above it.
fn borders(result: &RunResult) -> BTreeMap<&ClaimId, bool> {
    let side = |condition| match condition {
        Condition::Above(_) => Some(true),
        Condition::AtMost(_) => Some(false),
        Condition::Is(_) | Condition::AtLeast(_) | Condition::Below(_) => None,
    };
    let sets = result.evidence_sets().iter();
    sets.filter_map(|set| Some((&set.claim, side(set.condition)?))).collect()
}

fn loss(persona: &PersonaId, claim: &Claim, after: Option<&Claim>) -> Option<ErasedClaim> {
    // Counts at two borders are of two claims.
    let fewer =
        |after: &Claim| after.label == claim.label && after.support.with < claim.support.with;
    let weaker = |after: &Claim| after.grade < claim.grade || fewer(after);
    let state = match after {
        None => ClaimState::Lost,
        Some(after) if weaker(after) => ClaimState::Weakened,
        Some(_) => return None,
    };
    Some(ErasedClaim {
        claim: claim.id.clone(),
        persona: persona.clone(),
        state,
        before: (claim.support.with, claim.support.asked),
        after: after.map(|after| (after.support.with, after.support.asked)),
        grade: claim.grade,
        grade_after: after.map(|after| after.grade),
    })
}

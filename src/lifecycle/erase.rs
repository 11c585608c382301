//! A respondent who withdraws: what sources call them goes onto the list of exclusions, and what
//! rested on them is listed.

use std::collections::BTreeMap;

use serde::Serialize;

use super::verify::ClaimState;
use crate::clustering::best_matching;
use crate::error::{ErrorKind, Result, shown};
use crate::ids::PersonaId;
use crate::manifest::PersonaKind;
use crate::personas::{Claim, Grade, PersonaSet, RunResult};
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
    pub claim: String,
    /// Id of its persona in the earlier result.
    pub persona: String,
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
    let same = same_personas(before, after);
    let mut losses = Vec::new();
    for persona in &before.personas.personas {
        let later = same
            .get(persona.id.as_str())
            .and_then(|id| after.personas.personas.iter().find(|persona| persona.id == **id));
        let find = |claim: &Claim| {
            later.and_then(|persona| {
                let mut claims = persona.claims.iter();
                // Ids of claims may have changed in the new run; what is claimed has not.
                claims.find(|own| {
                    (&own.indicator, &own.label, own.direction)
                        == (&claim.indicator, &claim.label, claim.direction)
                })
            })
        };
        losses.extend(
            persona.claims.iter().filter_map(|claim| loss(persona.id.as_str(), claim, find(claim))),
        );
    }
    losses
}

fn loss(persona: &str, claim: &Claim, after: Option<&Claim>) -> Option<ErasedClaim> {
    let weaker =
        |after: &Claim| after.grade < claim.grade || after.support.with < claim.support.with;
    let state = match after {
        None => ClaimState::Lost,
        Some(after) if weaker(after) => ClaimState::Weakened,
        Some(_) => return None,
    };
    Some(ErasedClaim {
        claim: claim.id.to_string(),
        persona: persona.to_owned(),
        state,
        before: (claim.support.with, claim.support.asked),
        after: after.map(|after| (after.support.with, after.support.asked)),
        grade: claim.grade,
        grade_after: after.map(|after| after.grade),
    })
}

/// The persona of a later result that has most of the members of each of an earlier one, each at
/// most once.
pub(super) fn same_personas<'a>(
    before: &'a RunResult,
    after: &'a RunResult,
) -> BTreeMap<&'a str, &'a str> {
    let mut same = BTreeMap::new();
    for selection in &before.personas.selections {
        let (old, new) =
            (ids(&before.personas, selection.kind), ids(&after.personas, selection.kind));
        let later: BTreeMap<&str, &str> = after
            .memberships()
            .iter()
            .filter_map(|one| {
                Some((one.respondent.as_str(), one.persona.as_ref().map(PersonaId::as_str)?))
            })
            .collect();
        let size = old.len().max(new.len());
        let mut shared = vec![vec![0.0; size]; size];
        for one in before.memberships() {
            let from = one
                .persona
                .as_ref()
                .map(PersonaId::as_str)
                .and_then(|id| old.iter().position(|own| *own == id));
            let to = later
                .get(one.respondent.as_str())
                .and_then(|id| new.iter().position(|own| own == id));
            if let (Some(from), Some(to)) = (from, to) {
                shared[from][to] += 1.0;
            }
        }
        for (from, to) in best_matching(&shared).into_iter().enumerate() {
            if let (Some(old), Some(new)) =
                (old.get(from), new.get(to).filter(|_| shared[from][to] > 0.0))
            {
                same.insert(*old, *new);
            }
        }
    }
    same
}

fn ids(personas: &PersonaSet, kind: PersonaKind) -> Vec<&str> {
    let of_kind = personas.personas.iter().filter(|persona| persona.kind == kind);
    of_kind.map(|persona| persona.id.as_str()).collect()
}

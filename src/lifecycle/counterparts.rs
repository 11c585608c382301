//! Finds the personas of an earlier result again in a later one, by their members.

use std::collections::{BTreeMap, BTreeSet};

use super::verify::check_sources;
use super::verify_guarded::opening_key;
use crate::clustering::best_matching;
use crate::error::Result;
use crate::ids::{PersonaId, SourceId};
use crate::locator::Locator;
use crate::manifest::PersonaKind;
use crate::personas::{Evidence, PersonaSet, RunResult, Seals};
use crate::study::Study;

/// Fewest members to whom seals lead who tell where most of a persona went.
const LEAST_OPENED: usize = 3;

/// Respondents by their ids, each with a persona.
pub(super) type KnownMembers<'a> = Vec<(&'a str, &'a PersonaId)>;

/// A persona of an earlier result, and the one of a later result that has most of its members.
pub(super) struct Counterpart<'a> {
    pub(super) old: &'a PersonaId,
    pub(super) new: &'a PersonaId,
    /// True if more than half of the known members of the earlier one who are still of the kind are
    /// in the later one, or each is everyone of the kind.
    pub(super) has_most: bool,
}

/// The members that the roster of a result names.
pub(super) fn members_of_roster(result: &RunResult) -> KnownMembers<'_> {
    let of = result.memberships().iter();
    of.filter_map(|one| Some((one.respondent.as_str(), one.persona.as_ref()?))).collect()
}

/// The members of a guarded result to whom its seals lead: some of each persona that shows claims,
/// the most certain ones; none of a persona with fewer than three.
///
/// A document or respondent is sealed by name and known again. A row is sealed by its number, so
/// it counts only while its source has the same bytes.
pub(super) fn members_by_seals<'a>(
    guarded: &'a PersonaSet,
    study: &'a Study,
) -> Result<KnownMembers<'a>> {
    let key = opening_key(guarded, study)?;
    let seals = Seals::new(guarded, study, key);
    let checks =
        check_sources(guarded, study, |source| key.digest_of_source(&source.id, &source.digest));
    let unchanged: BTreeSet<&SourceId> =
        checks.iter().filter(|check| check.is_unchanged()).map(|check| &check.source).collect();
    let is_known_again = |evidence: &&Evidence| {
        !matches!(evidence.locator, Locator::Cell { .. }) || unchanged.contains(&evidence.source)
    };
    let mut members = BTreeSet::new();
    for persona in &guarded.personas {
        let claims = persona.claims.iter();
        let places = claims.flat_map(|claim| claim.evidence.iter().chain(&claim.counter_evidence));
        let people = places.filter(is_known_again).filter_map(|one| seals.respondent(one));
        let known: BTreeSet<_> = people.map(|one| (study.name(one), &persona.id)).collect();
        if known.len() >= LEAST_OPENED {
            members.extend(known);
        }
    }
    Ok(members.into_iter().collect())
}

/// The persona of a later result that has most of the members of each of an earlier one, each at
/// most once.
pub(super) fn counterparts<'a>(
    before: &'a PersonaSet,
    members: &[(&str, &PersonaId)],
    after: &'a RunResult,
) -> Vec<Counterpart<'a>> {
    let mut found = Vec::new();
    for selection in &before.selections {
        let kind = selection.kind;
        let (old, new) = (ids(before, kind), ids(&after.personas, kind));
        let now = after.memberships().iter().filter(|one| one.kind == kind);
        let later: BTreeMap<&str, Option<&PersonaId>> =
            now.map(|one| (one.respondent.as_str(), one.persona.as_ref())).collect();
        let size = old.len().max(new.len());
        let mut shared = vec![vec![0.0; size]; size];
        let mut known = vec![0.0; size];
        for (respondent, persona) in members {
            let Some(from) = old.iter().position(|own| own == persona) else { continue };
            let Some(to) = later.get(respondent) else { continue };
            known[from] += 1.0;
            if let Some(to) = to.and_then(|id| new.iter().position(|own| *own == id)) {
                shared[from][to] += 1.0;
            }
        }
        for (from, to) in best_matching(&shared).into_iter().enumerate() {
            // Everyone of a kind is one persona, even where no claim shows who they are.
            let is_everyone = selection.chosen == 1 && old.len() == 1 && new.len() == 1;
            if let (Some(old), Some(new)) = (old.get(from), new.get(to))
                && (shared[from][to] > 0.0 || is_everyone)
            {
                let has_most = is_everyone || 2.0 * shared[from][to] > known[from];
                found.push(Counterpart { old, new, has_most });
            }
        }
    }
    found
}

fn ids(personas: &PersonaSet, kind: PersonaKind) -> Vec<&PersonaId> {
    let of_kind = personas.personas.iter().filter(|persona| persona.kind == kind);
    of_kind.map(|persona| &persona.id).collect()
}

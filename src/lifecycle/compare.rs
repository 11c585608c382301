//! Two waves of a study, or two runs: which personas stayed, changed, appeared, and whether that is
//! more than chance.

use std::collections::BTreeMap;

use super::change::{Difference, OfWave, WaveGroups, claim_changes};
use super::comparison::{Flow, KindComparison, PersonaFate, ReviewVerdict, WaveComparison};
use super::fate::{CrossTab, Fate, SortedPeople};
use super::verdict::{collected, review_by, settle};
use super::waves::{SharedIndicator, Wave, WavePeople, pool, shared_indicators};
use crate::clustering::{LatentClass, Selection, Sides, Waves};
use crate::error::{ErrorKind, Result};
use crate::ids::PersonaId;
use crate::locale::Words;
use crate::manifest::PersonaKind;
use crate::synthesis::Synthesis;

/// Options for comparing waves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompareOptions {
    /// Number of permutations of the test for noise, 19 to 100,000: fewer could not give a p-value
    /// of 0.05.
    pub permutations: usize,
    /// Seed of every random draw.
    pub seed: u64,
}

impl Default for CompareOptions {
    fn default() -> Self {
        Self { permutations: 99, seed: 7 }
    }
}

const LEAST_PERMUTATIONS: usize = 19;
const MOST_PERMUTATIONS: usize = 100_000;
/// Compares two waves by the questions that both asked.
///
/// People of both waves are sorted by what the groups of either wave expect of the shared
/// questions; which groups belong together is read from that table. What claims say is compared
/// within groups that are made of both waves together, blind to which wave somebody is of: a
/// difference is then none of where two runs happened to draw a border.
///
/// # Limits
///
/// Weights count for groups, not for the counts and intervals of changes. A question that is put in
/// other words is another question.
///
/// # Errors
/// [`ErrorKind::Parameter`] for fewer than 19 or more than 100,000 permutations,
/// [`ErrorKind::Fit`] if the groups cannot be fitted.
pub fn compare(
    old: &Synthesis,
    new: &Synthesis,
    options: &CompareOptions,
) -> Result<WaveComparison> {
    let (old, new) = (&Wave::from(old), &Wave::from(new));
    if !(LEAST_PERMUTATIONS..=MOST_PERMUTATIONS).contains(&options.permutations) {
        let expected = format!("{LEAST_PERMUTATIONS} to {MOST_PERMUTATIONS}");
        let found = options.permutations.to_string();
        return Err(ErrorKind::Parameter { name: "permutations", expected, found }.into());
    }
    let both = shared_indicators(old.matrix, new.matrix);
    let kinds = old.clustering.selections().iter().map(|selection| selection.kind);
    let kinds = kinds.filter(|kind| new.clustering.selection(*kind).is_some());
    let kinds = kinds.map(|kind| of_kind(old, new, kind, &both, options)).collect::<Result<_>>()?;
    Ok(WaveComparison {
        old: old.result.personas.study.title.clone(),
        new: new.result.personas.study.title.clone(),
        language: new.result.personas.study.language,
        kinds,
    })
}

fn of_kind(
    old: &Wave<'_>,
    new: &Wave<'_>,
    kind: PersonaKind,
    both: &[SharedIndicator],
    options: &CompareOptions,
) -> Result<KindComparison> {
    let (was, is) = (old.people(kind), new.people(kind));
    let shaping: Vec<&SharedIndicator> =
        both.iter().filter(|indicator| indicator.shapes(old, new, kind)).collect();
    let words = &Words::of(new.result.personas.study.language).comparison;
    let mut comparison = KindComparison {
        kind,
        old_respondents: was.len(),
        new_respondents: is.len(),
        shared: both.iter().map(|indicator| indicator.name(old).to_owned()).collect(),
        shaping: shaping.len(),
        only_old: old.matrix.indicators().len() - both.len(),
        only_new: new.matrix.indicators().len() - both.len(),
        personas: Vec::new(),
        noise_p: None,
        claims: Vec::new(),
        flows: flows(old, new, kind),
        verdict: ReviewVerdict::Unknown,
        reason: words.no_question_in_common.to_owned(),
        review_by: None,
    };
    let (Some(before), Some(after)) = (old.selection(kind), new.selection(kind)) else {
        return Ok(comparison);
    };
    if shaping.is_empty() || was.is_empty() || is.is_empty() {
        return Ok(comparison);
    }
    let matrix = pool(
        &shaping,
        WavePeople { wave: old, people: &was },
        WavePeople { wave: new, people: &is },
    )?;
    let waves =
        Waves::new(&matrix, was.len(), LatentClass::from(&old.matrix.options()), options.seed)?;
    if waves.is_empty() {
        return Ok(comparison);
    }
    let by_old = waves.sorted_as(before.chosen, |one| {
        // Respondents of the own wave keep what its model said; the others are sorted by it.
        (one < was.len()).then(|| posterior(before, was[one]))?
    })?;
    let by_new = waves.sorted_as(after.chosen, |one| {
        (one >= was.len()).then(|| posterior(after, is[one - was.len()]))?
    })?;
    let crossing = CrossTab::count(
        SortedPeople { groups: before.chosen, sides: &by_old },
        SortedPeople { groups: after.chosen, sides: &by_new },
        was.len(),
    );
    // As many groups as the wave that has more of them, so that a group of one wave alone has a
    // place.
    let (shared_groups, sides) = waves.shared(before.chosen.max(after.chosen))?;
    comparison.noise_p = waves.noise(&shared_groups, options.permutations)?;
    let common = SharedGroups { sides: &sides, groups: shared_groups.groups(), first: was.len() };
    let home = |of: &Sides, groups: usize| common.homes(of, groups);
    let (old_homes, new_homes) = (home(&by_old, before.chosen), home(&by_new, after.chosen));
    let of_old = WaveGroups { wave: old, people: &was, homes: &old_homes };
    let of_new = WaveGroups { wave: new, people: &is, homes: &new_homes };
    comparison.claims = claim_changes(of_old, of_new, kind, both, &sides);
    comparison.personas = fates(&crossing, &common, kind, of_old, of_new);
    settle(&mut comparison, words);
    comparison.review_by = review_by(comparison.verdict, collected(old), collected(new));
    Ok(comparison)
}

/// Probability of each group for a respondent who is in one.
fn posterior(selection: &Selection, respondent: u32) -> Option<Vec<f32>> {
    let place = selection
        .members
        .binary_search_by_key(&respondent, |member| member.respondent.number())
        .ok()?;
    (selection.members[place].in_group || selection.chosen == 1)
        .then(|| selection.probabilities(place).to_vec())
}

/// Everyone in groups that both waves share.
struct SharedGroups<'a> {
    sides: &'a Sides,
    groups: usize,
    first: usize,
}

impl SharedGroups<'_> {
    /// For each group of a wave the shared group that has most of its people.
    fn homes(&self, of: &Sides, groups: usize) -> Vec<usize> {
        let mut counts = vec![vec![0_usize; self.groups]; groups];
        for (own, side) in of.iter().zip(self.sides) {
            if let (Some(own), Some(side)) = (own, side) {
                counts[usize::from(*own)][usize::from(*side)] += 1;
            }
        }
        let most = |counts: &Vec<usize>| {
            // Reversed, since the last greatest wins: ties go to the first group.
            (0..counts.len()).rev().max_by_key(|side| counts[*side]).unwrap_or(0)
        };
        counts.iter().map(most).collect()
    }

    /// The share of a shared group in either wave.
    fn share(&self, group: usize) -> Difference {
        let count = |sides: &[Option<u16>]| {
            let known = sides.iter().flatten();
            let with = known.clone().filter(|side| usize::from(**side) == group).count();
            OfWave { with, asked: known.count() }
        };
        Difference::between(count(&self.sides[..self.first]), count(&self.sides[self.first..]))
    }
}

fn fates(
    crossing: &CrossTab,
    common: &SharedGroups<'_>,
    kind: PersonaKind,
    old: WaveGroups<'_>,
    new: WaveGroups<'_>,
) -> Vec<PersonaFate> {
    let (old_ids, new_ids) = (old.wave.ids(kind), new.wave.ids(kind));
    let named = |ids: &[&PersonaId], groups: &[usize]| {
        groups
            .iter()
            .filter_map(|group| ids.get(*group))
            .map(|id| (*id).clone())
            .collect::<Vec<PersonaId>>()
    };
    let fate = |found: super::fate::Correspondence| {
        let (a, b) = (found.old.first().copied(), found.new.first().copied());
        let single = found.fate == Fate::Matched;
        let home = a
            .zip(b)
            // Only where both lead to one shared group do its shares compare like with like.
            .filter(|(a, b)| single && old.homes[*a] == new.homes[*b])
            .map(|(a, _)| old.homes[a]);
        let (was, is) = (named(&old_ids, &found.old), named(&new_ids, &found.new));
        PersonaFate {
            fate: found.fate,
            old_size: old.wave.size(&was, old.people.len()),
            new_size: new.wave.size(&is, new.people.len()),
            old: was,
            new: is,
            jaccard: a.zip(b).filter(|_| single).map(|(a, b)| crossing.jaccard(a, b)),
            share: home.map(|home| common.share(home)),
        }
    };
    crossing.correspondences().into_iter().map(fate).collect()
}

/// Respondents of both waves who join by name, counted by old and new persona.
fn flows(old: &Wave<'_>, new: &Wave<'_>, kind: PersonaKind) -> Vec<Flow> {
    let persona_of = |wave: &Wave<'_>| -> BTreeMap<String, Option<PersonaId>> {
        let memberships =
            wave.result.memberships().iter().zip(0_u32..).filter(|(one, _)| one.kind == kind);
        let followed = memberships.filter_map(|(one, place)| {
            Some((wave.followed(place)?.to_owned(), one.persona.clone()))
        });
        followed.collect()
    };
    let (was, is) = (persona_of(old), persona_of(new));
    let mut counts: BTreeMap<(Option<PersonaId>, Option<PersonaId>), usize> = BTreeMap::new();
    for (name, from) in was {
        // People of one wave alone say nothing of where anybody went.
        if let Some(to) = is.get(&name) {
            *counts.entry((from, to.clone())).or_default() += 1;
        }
    }
    counts.into_iter().map(|((from, to), respondents)| Flow { from, to, respondents }).collect()
}

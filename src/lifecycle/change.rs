//! Shares that changed between two waves, with intervals and tests.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::waves::{SharedIndicator, Wave};
use crate::clustering::Sides;
use crate::ids::{ClaimId, PersonaId};
use crate::manifest::PersonaKind;
use crate::personas::{Claim, Condition, false_discovery, two_shares_p, wilson_interval};

/// Greatest p-value of a difference that counts as more than chance.
pub(super) const CHANCE: f64 = 0.05;

/// Count and base of an answer in one wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OfWave {
    /// Number of respondents who give this answer.
    pub with: usize,
    /// Number of respondents with a known answer.
    pub asked: usize,
}

/// The difference of two shares.
///
/// # Formula
///
/// The interval at 95 % is Newcombe's from the two intervals of Wilson (1998, method 10, doi
/// `10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I`):
///
/// ```text
/// d - √((p₁-l₁)² + (u₂-p₂)²)  to  d + √((u₁-p₁)² + (p₂-l₂)²),   d = p₁ - p₂
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// Count in the old wave.
    pub old: OfWave,
    /// Count in the new wave.
    pub new: OfWave,
    /// The new share minus the old one, -1..=1.
    pub difference: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// Two-sided p-value of Fisher's exact test, or of the chi-square test for more than 2,000.
    pub p: f64,
}

impl Difference {
    /// The difference between the counts of two waves.
    #[allow(clippy::cast_precision_loss, reason = "counts of respondents are below 2^53")]
    pub(super) fn between(old: OfWave, new: OfWave) -> Self {
        let share = |of: OfWave| {
            if of.asked > 0 { of.with as f64 / of.asked as f64 } else { 0.0 }
        };
        let (before, after) = (share(old), share(new));
        let (l2, u2) = wilson_interval(before, old.asked as f64);
        let (l1, u1) = wilson_interval(after, new.asked as f64);
        let difference = after - before;
        Self {
            old,
            new,
            difference,
            // Newcombe combines the near ends of both intervals, which stay within -1 and 1.
            low: difference - (after - l1).hypot(u2 - before),
            high: difference + (u1 - after).hypot(before - l2),
            p: two_shares_p(new.with, new.asked, old.with, old.asked),
        }
    }
}

/// A claim of one wave, compared in both waves within the group that they share.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ClaimChange {
    /// Id of the claim in the old wave, or in the new one if only that makes it.
    pub claim: ClaimId,
    /// Id of the persona in the old wave.
    pub old: Option<PersonaId>,
    /// Id of the persona in the new wave.
    pub new: Option<PersonaId>,
    /// Name of the indicator.
    pub indicator: String,
    /// Short label of the claim.
    pub label: String,
    /// Difference of the shares in both waves.
    pub change: Difference,
    /// p-value adjusted over all claims of the kind that were compared (false discovery rate).
    pub p_adjusted: f64,
}

impl ClaimChange {
    /// True if the change is more than chance.
    #[must_use]
    pub fn is_change(&self) -> bool {
        self.p_adjusted <= CHANCE
    }
}

/// A wave with its people of a kind and the shared group of each of its personas.
#[derive(Clone, Copy)]
pub(super) struct WaveGroups<'a> {
    pub(super) wave: &'a Wave<'a>,
    pub(super) people: &'a [u32],
    pub(super) homes: &'a [usize],
}

/// The changes of all claims of two waves that can be compared.
pub(super) fn claim_changes(
    old: WaveGroups<'_>,
    new: WaveGroups<'_>,
    kind: PersonaKind,
    both: &[SharedIndicator],
    sides: &Sides,
) -> Vec<ClaimChange> {
    let mut changes = Vec::new();
    let mut seen: BTreeSet<(usize, usize, String)> = BTreeSet::new();
    for (own, of_old) in [(old, true), (new, false)] {
        let indicators = positions_by_name(own.wave, both, of_old);
        for (claim, condition, group) in claims(own.wave, kind) {
            let (Some(position), Some(home)) =
                (indicators.get(&claim.indicator), own.homes.get(group).copied())
            else {
                continue;
            };
            let indicator = &both[*position];
            // Levels are compared by their words, since waves may code them in another order.
            let conditions = if of_old {
                translate(condition, |level| indicator.level_of_new(level))
                    .map(|other| (condition, other))
            } else {
                translate(condition, |level| indicator.level_of_old(level))
                    .map(|other| (other, condition))
            };
            let Some((was, is)) =
                // Both waves may make the claim; it must be tested once.
                conditions.filter(|_| seen.insert((*position, home, claim.label.clone())))
            else {
                continue;
            };
            let (first, second) = sides.split_at(old.people.len());
            let before = count(old, indicator.old, was, first, home);
            let after = count(new, indicator.new, is, second, home);
            if before.asked > 0 && after.asked > 0 {
                let id = |of: WaveGroups<'_>| {
                    let group = of.homes.iter().position(|shared| *shared == home)?;
                    of.wave.ids(kind).get(group).map(|id| (*id).clone())
                };
                changes.push(ClaimChange {
                    claim: claim.id.clone(),
                    old: id(old),
                    new: id(new),
                    indicator: claim.indicator.clone(),
                    label: claim.label.clone(),
                    change: Difference::between(before, after),
                    p_adjusted: 1.0,
                });
            }
        }
    }
    let p: Vec<f64> = changes.iter().map(|change| change.change.p).collect();
    // Many claims are compared, so some change by chance.
    changes.iter_mut().zip(false_discovery(&p)).for_each(|(change, p)| change.p_adjusted = p);
    changes
}

/// Positions of shared indicators by their names as results show them.
fn positions_by_name(
    wave: &Wave<'_>,
    both: &[SharedIndicator],
    of_old: bool,
) -> BTreeMap<String, usize> {
    let name = |indicator: &SharedIndicator| {
        let position = if of_old { indicator.old } else { indicator.new };
        // Results hold masked names, so the names of the matrix are masked to find them.
        wave.study.mask_answer(&wave.matrix.indicators()[position].name).text
    };
    both.iter().map(name).zip(0..).collect()
}

/// The claims of the personas of a kind, with when each is so and the position of its persona.
fn claims<'a>(wave: &Wave<'a>, kind: PersonaKind) -> Vec<(&'a Claim, Condition, usize)> {
    let sets = wave.result.evidence_sets().iter();
    let conditions: BTreeMap<&str, Condition> =
        sets.map(|set| (set.claim.as_str(), set.condition)).collect();
    let of_kind =
        wave.result.personas.personas.iter().filter(|persona| persona.kind == kind).zip(0..);
    let claims =
        of_kind.flat_map(|(persona, group)| persona.claims.iter().map(move |claim| (claim, group)));
    claims
        .filter_map(|(claim, group)| Some((claim, *conditions.get(claim.id.as_str())?, group)))
        .collect()
}

/// Translates a condition to the scale of the other wave.
fn translate(condition: Condition, level: impl Fn(u8) -> Option<u8>) -> Option<Condition> {
    Some(match condition {
        Condition::Is(of) => Condition::Is(level(of)?),
        Condition::AtLeast(of) => Condition::AtLeast(level(of)?),
        Condition::Below(of) => Condition::Below(level(of)?),
        number => number,
    })
}

/// Counts of a condition among the people of a wave who are in one shared group.
fn count(
    of: WaveGroups<'_>,
    indicator: usize,
    condition: Condition,
    sides: &[Option<u16>],
    home: usize,
) -> OfWave {
    let values = of.wave.matrix.values(indicator);
    let inside = of
        .people
        .iter()
        .zip(sides)
        .filter(|(_, side)| side.is_some_and(|side| usize::from(side) == home));
    let mut count = OfWave { with: 0, asked: 0 };
    let off_scale = of.wave.matrix.off_scale(indicator);
    for (person, _) in inside {
        let holds = condition.holds_for(values, *person as usize);
        count.with += usize::from(holds == Some(true));
        count.asked += usize::from(holds.is_some() || off_scale.contains(*person));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newcombe 1998, table II, method 10: 56 of 70 and 48 of 80; 9 of 10 and 3 of 10.
    #[test]
    fn intervals_equal_the_published_ones() {
        for ((a, m), (b, n), (low, high)) in
            [((56, 70), (48, 80), (0.0524, 0.3339)), ((9, 10), (3, 10), (0.1705, 0.8090))]
        {
            let found =
                Difference::between(OfWave { with: b, asked: n }, OfWave { with: a, asked: m });
            assert!(
                (found.low - low).abs() < 5e-5 && (found.high - high).abs() < 5e-5,
                "{found:?}"
            );
        }
    }
}

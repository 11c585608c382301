//! Numeric claims with their borders at round numbers: an exact border is the value of one person.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;

use super::cells::is_safe;
use crate::indicators::{IndicatorMatrix, Values};
use crate::locator::count_of;
use crate::personas::choose::{Side, direction, direction_alone};
use crate::personas::claim::{Claim, Direction, Grade};
use crate::personas::evidence::{EvidenceSet, NonEmpty};
use crate::personas::profile::row;
use crate::personas::proposition::{Condition, Proposition};
use crate::personas::reopen::Reopened;
use crate::personas::tally::Groups;
use crate::personas::{PersonaSet, ProfileRow, Sources, wilson_interval, wording};
use crate::study::{PersonaKind, Study};
use crate::words::Words;

/// Most by which a share may change with the border: beyond, the claim is not the one that was
/// tested.
const MOST_CHANGE: f64 = 0.1;

/// A result whose numeric claims have their borders at round numbers, counted anew there with all
/// that rests on them. Claims without such a border, and those that would say something else at it,
/// are left out.
pub(super) fn rounded(
    set: &PersonaSet,
    (study, matrix): (&Study, &IndicatorMatrix),
    sources: &Sources<'_>,
    least: usize,
) -> PersonaSet {
    let sets = set.evidence_sets.iter().map(|set| (set.claim.as_str(), set)).collect();
    let rounding = Rounding { set, study, matrix, sources, sets, least };
    let changes = rounding.changes();
    if changes.is_empty() {
        return set.clone();
    }
    rounding.changed(&changes)
}

struct Rounding<'a> {
    set: &'a PersonaSet,
    study: &'a Study,
    matrix: &'a IndicatorMatrix,
    sources: &'a Sources<'a>,
    sets: BTreeMap<&'a str, &'a EvidenceSet>,
    least: usize,
}

/// A claim at another border than it was tested at.
struct Moved {
    claim: Claim,
    set: EvidenceSet,
    proposition: Proposition,
}

/// By id of the claim; `None` for one that is left out.
type Changes = BTreeMap<String, Option<Moved>>;

impl Rounding<'_> {
    /// The claims whose border is no round number.
    fn changes(&self) -> Changes {
        let personas = self.set.personas.iter().map(|persona| (persona.id.as_str(), &persona.claims));
        let described = personas.chain(self.set.unassigned.iter().map(|none| (none.id.as_str(), &none.claims)));
        let mut changes = Changes::new();
        for (persona, claims) in described {
            let numeric = claims.iter().filter_map(|claim| {
                let set = *self.sets.get(claim.id.as_str())?;
                let (Condition::Above(cut) | Condition::AtMost(cut)) = set.condition else { return None };
                Some((claim, set, cut))
            });
            let numeric: Vec<_> = numeric.collect();
            let groups = if numeric.is_empty() { None } else { self.sources.grouped(self.set, persona) };
            for (claim, set, cut) in numeric {
                let proposition = self.sources.proposition(claim, set.condition);
                let border = proposition.and_then(|proposition| {
                    let border = round_border(cut, &self.values(proposition.indicator, &set.asked), self.least)?;
                    Some((proposition, border))
                });
                if border.is_some_and(|(_, border)| border.total_cmp(&cut).is_eq()) {
                    continue;
                }
                let there = border.zip(groups.as_ref());
                let moved = there.and_then(|((proposition, border), (groups, group))| {
                    self.moved((claim, set), proposition.at(border), (groups, *group))
                });
                changes.insert(claim.id.clone(), moved);
            }
        }
        changes
    }

    /// The known values of people in ascending order.
    fn values(&self, indicator: usize, people: &RoaringBitmap) -> Vec<f64> {
        let Values::Numbers(numbers) = self.matrix.values(indicator) else { return Vec::new() };
        let mut values: Vec<f64> =
            people.iter().map(|person| numbers[person as usize]).filter(|number| number.is_finite()).collect();
        values.sort_by(f64::total_cmp);
        values
    }

    /// A claim at another border, counted and with its evidence there; `None` where it is no longer
    /// what was tested, or no evidence fits.
    fn moved(
        &self,
        (claim, set): (&Claim, &EvidenceSet),
        proposition: Proposition,
        (groups, group): (&Groups, Option<usize>),
    ) -> Option<Moved> {
        let indicator = &self.matrix.indicators()[proposition.indicator];
        let label = wording::label(Words::of(self.study.manifest.language), indicator, &proposition);
        let mut claim = Claim { label: self.study.masker.mask_answer(&label).text, ..claim.clone() };
        let there = EvidenceSet { condition: proposition.condition, ..set.clone() };
        let Reopened { set: found, support, elsewhere, .. } = self.sources.claim(&claim, &there, groups, group)?;
        let (share, share_elsewhere) = (elsewhere.share.unwrap_or(0.0), claim.elsewhere.share.unwrap_or(0.0));
        let little = |one: f64, other: f64| (one - other).abs() <= MOST_CHANGE;
        if !little(support.share, claim.support.share) || !little(share, share_elsewhere) {
            return None;
        }
        let own = Side { share: support.share, low: support.low, with: support.with, asked: support.asked };
        #[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
        let low = wilson_interval(share, elsewhere.asked as f64).0;
        let others = Side { share, low, with: elsewhere.with, asked: elsewhere.asked };
        let said = match groups.groups {
            1 if group.is_some() => direction_alone(own),
            _ => direction([own, others], claim.p_adjusted, false, group.is_some()),
        };
        if said != Some((claim.direction, claim.grade >= Grade::Supported)) {
            return None;
        }
        let fits = |respondent: &str| {
            let so = |person: u32| found.with.contains(person) == (claim.direction != Direction::Less);
            self.sources.position(respondent).is_some_and(so)
        };
        let evidence = claim.evidence.iter().filter(|evidence| fits(&evidence.respondent)).cloned().collect();
        claim.evidence = NonEmpty::from_vec(evidence)?;
        claim.evidence_total = found.supporting.values().map(|places| count_of(places.len())).sum();
        (claim.support, claim.elsewhere) = (support, elsewhere);
        claim.lift = elsewhere.share.filter(|share| *share > 0.0).map(|share| support.share / share);
        let set = EvidenceSet { claim: set.claim.clone(), persona: set.persona.clone(), ..found };
        Some(Moved { claim, set, proposition })
    }

    /// The result with these changes.
    fn changed(&self, changes: &Changes) -> PersonaSet {
        let mut result = self.set.clone();
        let change = |claim: &mut Claim| match changes.get(&claim.id) {
            None => true,
            Some(None) => false,
            Some(Some(moved)) => {
                claim.clone_from(&moved.claim);
                true
            }
        };
        result.personas.iter_mut().for_each(|persona| persona.claims.retain_mut(change));
        result.unassigned.iter_mut().for_each(|none| none.claims.retain_mut(change));
        result.evidence_sets.retain_mut(|set| match changes.get(&set.claim) {
            None => true,
            Some(None) => false,
            Some(Some(moved)) => {
                set.clone_from(&moved.set);
                true
            }
        });
        for profile in &mut result.profiles {
            let kind = profile.kind;
            profile.rows.iter_mut().for_each(|row| {
                if let Some(moved) = self.row(row, kind, changes) {
                    *row = moved;
                }
            });
        }
        result
    }

    /// A row of a profile that was counted at the border of a claim, counted at its new one.
    fn row(&self, own: &ProfileRow, kind: PersonaKind, changes: &Changes) -> Option<ProfileRow> {
        let of_kind = self.set.personas.iter().filter(|persona| persona.kind == kind);
        let same = |claim: &&Claim| claim.indicator == own.indicator && claim.label == own.label;
        let moved = of_kind
            .flat_map(|persona| &persona.claims)
            .filter(same)
            .find_map(|claim| changes.get(&claim.id).and_then(Option::as_ref))?;
        let (groups, _) = self.sources.grouped(self.set, &moved.set.persona)?;
        let counts = groups.count(self.matrix, &moved.proposition);
        row(&self.sources.gathering(&groups), own.facet, &moved.proposition, &counts)
    }
}

impl Proposition {
    /// The same with another border.
    fn at(self, border: f64) -> Self {
        let condition = match self.condition {
            Condition::Above(_) => Condition::Above(border),
            Condition::AtMost(_) => Condition::AtMost(border),
            other => other,
        };
        Self { condition, ..self }
    }
}

/// The multiple nearest to a cut of the finest step (1, 2, 2.5 or 5 times a power of ten) that
/// holds nobody or enough of these values, which ascend, both below the border and above it; `None`
/// where no step does.
fn round_border(cut: f64, values: &[f64], least: usize) -> Option<f64> {
    /// Digits of the finest step behind the first one of the cut.
    const DIGITS: i32 = 6;
    let most = values.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
    let coarsest = magnitude(most) + 1;
    let finest = magnitude(if cut == 0.0 { most } else { cut.abs() }) - DIGITS;
    let steps = (finest..=coarsest).flat_map(|power| [1.0, 2.0, 2.5, 5.0].map(|times| (times, power)));
    let between = |low: f64, high: f64| {
        let up_to = |limit: f64| values.partition_point(|value| *value <= limit);
        up_to(high).saturating_sub(up_to(low))
    };
    let border = |(times, power): (f64, i32)| {
        // Division by a power of ten gives the shortest number, multiplication by its inverse does
        // not.
        let unit = 10_f64.powi(power.abs());
        let scaled = |times: f64| if power < 0 { times / unit } else { times * unit };
        let step = scaled(times);
        let border = scaled((cut / step).round() * times);
        let (below, above) = (between(border - step, border), between(border, border + step));
        (is_safe(below, least) && is_safe(above, least) && below + above > 0).then_some(border)
    };
    steps.into_iter().find_map(border)
}

/// The power of ten of the first digit.
#[allow(clippy::cast_possible_truncation, reason = "powers of ten of numbers of 64 bits are below 400")]
fn magnitude(number: f64) -> i32 {
    if number > 0.0 { number.log10().floor() as i32 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_border_is_round_and_between_enough_people() {
        let amounts: Vec<f64> = (0..100).map(|person| 40_000.0 + 13.37 * f64::from(person)).collect();
        // Fifty apart are three people, a hundred are seven.
        assert_eq!(round_border(amounts[50], &amounts, 5), Some(40_700.0));
        // Many with one value are nobody's alone.
        let days = [&[1.0; 3][..], &[64.0; 9], &[90.0; 7]].concat();
        assert_eq!(round_border(64.0, &days, 5), Some(64.0));
        let days = [&[1.0; 3][..], &[64.0; 3], &[65.0; 9]].concat();
        assert_eq!(round_border(64.0, &days, 5), Some(65.0), "64 would part off three people");
        assert_eq!(round_border(0.5, &[0.1, 0.5, 0.9], 5), None, "three people in all");
        assert_eq!(round_border(0.3, &[0.3; 9], 5).map(|border| border.to_string()), Some("0.3".to_owned()));
        assert_eq!(round_border(0.0, &[0.0; 9], 5), Some(0.0));
    }
}

//! Numeric claims with their borders at round numbers: an exact border is the value of one person.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;

use super::sizes::is_safe;
use crate::ids::{ClaimId, RespondentId};
use crate::indicators::{IndicatorMatrix, Values};
use crate::locale::Words;
use crate::manifest::PersonaKind;
use crate::personas::claims::claim::Claim;
use crate::personas::evidence::types::{EvidenceSet, NonEmpty};
use crate::personas::portrait::phrasing::phrase_of;
use crate::personas::portrait::profile::row;
use crate::personas::portrait::wording;
use crate::personas::propositions::direction::{ComparedShare, direction, direction_alone};
use crate::personas::propositions::proposition::{Condition, Proposition};
use crate::personas::propositions::rules::{DISCOVERY, SEEN_DIFFERENCE};
use crate::personas::propositions::statistics::two_sided_p;
use crate::personas::propositions::support::{Direction, Grade, Support};
use crate::personas::propositions::tally::{Count, GroupedRespondents};
use crate::personas::recount::Reopened;
use crate::personas::{PersonaSet, ProfileRow, RunResult, Sources};
use crate::phrases::Phrase;
use crate::study::Study;

/// A result whose numeric claims have their borders at round numbers, counted anew there with all
/// that rests on them. Claims without such a border, and those that would say something else at it,
/// are left out.
pub(super) fn round_borders(
    result: &RunResult,
    study: &Study,
    matrix: &IndicatorMatrix,
    sources: &Sources<'_>,
    least: usize,
) -> RunResult {
    let set = &result.personas;
    // The border lies in the evidence set: a claim states it in words only.
    let sets = result.evidence_sets().iter().map(|set| (set.claim.as_str(), set)).collect();
    let rounding = Rounding { result, set, study, matrix, sources, sets, least };
    let changes = rounding.changes();
    if changes.is_empty() {
        return result.clone();
    }
    rounding.apply(&changes)
}

struct Rounding<'a> {
    result: &'a RunResult,
    set: &'a PersonaSet,
    study: &'a Study,
    matrix: &'a IndicatorMatrix,
    sources: &'a Sources<'a>,
    sets: BTreeMap<&'a str, &'a EvidenceSet>,
    least: usize,
}

/// A claim at another border than it was tested at.
struct MovedClaim {
    claim: Claim,
    set: EvidenceSet,
    proposition: Proposition,
}

/// By id of the claim; `None` for one that is left out.
type Changes = BTreeMap<ClaimId, Option<MovedClaim>>;

impl Rounding<'_> {
    /// The claims whose border is no round number.
    fn changes(&self) -> Changes {
        let personas =
            self.set.personas.iter().map(|persona| (persona.id.as_str(), &persona.claims));
        let described =
            personas.chain(self.set.unassigned.iter().map(|none| (none.id.as_str(), &none.claims)));
        let mut changes = Changes::new();
        for (persona, claims) in described {
            let numeric = claims.iter().filter_map(|claim| {
                let set = *self.sets.get(claim.id.as_str())?;
                let (Condition::Above(cut) | Condition::AtMost(cut)) = set.condition else {
                    return None;
                };
                Some((claim, set, cut))
            });
            let numeric: Vec<_> = numeric.collect();
            let groups =
                if numeric.is_empty() { None } else { self.sources.grouped(self.result, persona) };
            for (claim, set, cut) in numeric {
                // The groups are looked up once for all numeric claims of a persona: they are
                // costly to rebuild.
                let proposition = self.sources.proposition(claim, set.condition);
                let border =
                    proposition.zip(groups.as_ref()).and_then(|(proposition, (groups, _))| {
                        let values = self.values(proposition.indicator, &set.asked, groups);
                        Some((proposition, round_border(cut, &values, self.least)?))
                    });
                // A border that is round already keeps the claim as it was tested.
                if border.is_some_and(|(_, border)| border.total_cmp(&cut).is_eq()) {
                    continue;
                }
                let there = border.zip(groups.as_ref());
                let moved = there.and_then(|((proposition, border), (groups, group))| {
                    self.move_claim(claim, set, proposition.at(border), groups, *group)
                });
                changes.insert(claim.id.clone(), moved);
            }
        }
        changes
    }

    /// The known values of each group, and last of those in none, in ascending order.
    fn values(
        &self,
        indicator: usize,
        asked: &RoaringBitmap,
        groups: &GroupedRespondents,
    ) -> Vec<Vec<f64>> {
        let mut values = vec![Vec::new(); groups.groups + 1];
        let Values::Numbers(numbers) = self.matrix.values(indicator) else { return values };
        for (person, group) in groups.people.iter().zip(&groups.group_of) {
            let number = numbers[*person as usize];
            // The claim counts those asked alone, so a border must be safe among them.
            if number.is_finite() && asked.contains(*person) {
                values[group.unwrap_or(groups.groups)].push(number);
            }
        }
        values.iter_mut().for_each(|values| values.sort_by(f64::total_cmp));
        values
    }

    /// A claim at another border, counted and with its evidence there; `None` where it is no longer
    /// what was tested, or no evidence fits.
    fn move_claim(
        &self,
        claim: &Claim,
        set: &EvidenceSet,
        proposition: Proposition,
        groups: &GroupedRespondents,
        group: Option<usize>,
    ) -> Option<MovedClaim> {
        let indicator = &self.matrix.indicators()[proposition.indicator];
        let label =
            wording::label(Words::of(self.study.manifest().language), indicator, &proposition);
        let phrase = phrase_of(self.study, indicator, &proposition);
        let phrase = Phrase { text: self.study.mask_answer(&phrase.text).text, ..phrase };
        let label = self.study.mask_answer(&label).text;
        // A number makes no name, and the medians are of exact values.
        let mut claim = Claim { label, phrase, name: None, middle: None, ..claim.clone() };
        let there = EvidenceSet { condition: proposition.condition, ..set.clone() };
        let Reopened { set: found, support, elsewhere, evidence_total, .. } =
            self.sources.claim(&claim, &there, groups, group)?;
        let (share, share_elsewhere) =
            (elsewhere.share.unwrap_or(0.0), claim.elsewhere.share.unwrap_or(0.0));
        // A share that moves by a stateable difference belongs to another claim, which nobody
        // tested.
        let little = |one: f64, other: f64| (one - other).abs() < SEEN_DIFFERENCE;
        if !little(support.share, claim.support.share) || !little(share, share_elsewhere) {
            return None;
        }
        let counts = groups.count(self.matrix, &proposition);
        let (members, rest) = counts[group.unwrap_or(groups.groups)];
        let compared = |count: &Count| {
            let Support { with, asked, share, low, .. } = count.support();
            ComparedShare { share, low, with, asked }
        };
        let (own, others) = (compared(&members), compared(&rest));
        // The rules that chose the claim decide again, so that a claim moved by rounding never says
        // more than one drafted at this border would.
        let said = match groups.groups {
            1 if group.is_some() => direction_alone(own),
            _ => direction([own, others], claim.p_adjusted, false, group.is_some()),
        };
        if said != Some((claim.direction, claim.grade >= Grade::Supported)) {
            return None;
        }
        // The p-value is of the exact border; at this one the difference is to be as plain.
        let p = two_sided_p(members.score_against(&rest));
        if claim.direction == Direction::More && claim.grade >= Grade::Supported && p > DISCOVERY {
            return None;
        }
        let fits = |respondent: &RespondentId| {
            let so = |person: u32| found.with.contains(person);
            self.sources.position(respondent).is_some_and(so)
        };
        let evidence =
            claim.evidence.iter().filter(|evidence| fits(&evidence.respondent)).cloned().collect();
        // Evidence counted at the exact border may lie on the other side of the round one.
        claim.evidence = NonEmpty::from_vec(evidence)?;
        // Nobody speaks against a number: it has no opposite answer, no source denies it, and no
        // claim says that members have it less. So there is no counter-evidence to count again.
        claim.evidence_total = evidence_total;
        (claim.support, claim.elsewhere) = (support, elsewhere);
        claim.lift =
            elsewhere.share.filter(|share| *share > 0.0).map(|share| support.share / share);
        let set = EvidenceSet { claim: set.claim.clone(), persona: set.persona.clone(), ..found };
        Some(MovedClaim { claim, set, proposition })
    }

    /// The result with these changes.
    fn apply(&self, changes: &Changes) -> RunResult {
        let mut result = self.result.clone();
        let set = &mut result.personas;
        let change = |claim: &mut Claim| match changes.get(&claim.id) {
            None => true,
            Some(None) => false,
            Some(Some(moved)) => {
                claim.clone_from(&moved.claim);
                true
            }
        };
        set.personas.iter_mut().for_each(|persona| persona.claims.retain_mut(change));
        set.unassigned.iter_mut().for_each(|none| none.claims.retain_mut(change));
        let sets = result.roster.iter_mut().map(|roster| &mut roster.evidence_sets);
        sets.for_each(|sets| {
            sets.retain_mut(|set| match changes.get(&set.claim) {
                None => true,
                Some(None) => false,
                Some(Some(moved)) => {
                    set.clone_from(&moved.set);
                    true
                }
            })
        });
        for profile in &mut set.profiles {
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
        let (groups, _) = self.sources.grouped(self.result, moved.set.persona.as_str())?;
        let counts = groups.count(self.matrix, &moved.proposition);
        row(&self.sources.gathering(&groups), own.facet, &moved.proposition, &counts)
    }
}

impl Proposition {
    /// This proposition with another border.
    fn at(self, border: f64) -> Self {
        let condition = match self.condition {
            Condition::Above(_) => Condition::Above(border),
            Condition::AtMost(_) => Condition::AtMost(border),
            other => other,
        };
        Self { condition, ..self }
    }
}

/// A round number near a cut: a multiple of the finest step (1, 2, 2.5 or 5 times a power of ten)
/// that holds nobody or enough people both below the border and above it. One that leaves nobody or
/// enough people of every group on either side comes first, as claims can be shown there. Values
/// are those of each group, ascending; `None` where no step will do.
fn round_border(cut: f64, groups: &[Vec<f64>], least: usize) -> Option<f64> {
    /// Digits of the finest step behind the first one of the cut.
    const DIGITS: i32 = 6;
    let most = groups.iter().flatten().fold(0.0, |most: f64, value| most.max(value.abs()));
    let coarsest = magnitude(most) + 1;
    let finest = magnitude(if cut == 0.0 { most } else { cut.abs() }) - DIGITS;
    let everyone: usize = groups.iter().map(Vec::len).sum();
    let whole = groups.iter().flatten().all(|value| value.fract() == 0.0);
    let up_to = |values: &Vec<f64>, limit: f64| values.partition_point(|value| *value <= limit);
    let fits = |(border, step): &(f64, f64)| {
        let all_up_to =
            |limit: f64| groups.iter().map(|values| up_to(values, limit)).sum::<usize>();
        let [low, middle, high] = [border - step, *border, border + step].map(all_up_to);
        let (below, above) = (middle.saturating_sub(low), high.saturating_sub(middle));
        // Beyond everybody a border says nothing; whole numbers have whole ones.
        let parts = middle > 0 && middle < everyone && (!whole || border.fract() == 0.0);
        parts && is_safe(below, least) && is_safe(above, least) && below + above > 0
    };
    let parts_groups = |(border, _): &(f64, f64)| {
        // Of smaller groups nothing is told.
        let mut told = groups.iter().filter(|values| values.len() >= least);
        told.all(|values| {
            let below = up_to(values, *border);
            is_safe(below, least) && is_safe(values.len() - below, least)
        })
    };
    let steps =
        (finest..=coarsest).flat_map(|power| [1.0, 2.0, 2.5, 5.0].map(|times| (times, power)));
    let near = steps.flat_map(|(times, power)| multiples(cut, times, power)).filter(fits);
    let near: Vec<(f64, f64)> = near.collect();
    near.iter().find(|near| parts_groups(near)).or(near.first()).map(|(border, _)| *border)
}

/// The multiples of a step on either side of a number, the nearer first, each with the step.
fn multiples(number: f64, times: f64, power: i32) -> [(f64, f64); 2] {
    // Division by a power of ten gives the shortest number, multiplication by its inverse does not.
    let unit = 10_f64.powi(power.abs());
    let scaled = |times: f64| if power < 0 { times / unit } else { times * unit };
    let step = scaled(times);
    let (nearest, low) = ((number / step).round(), (number / step).floor());
    let other = if nearest > low { low } else { low + 1.0 };
    [nearest, other].map(|multiple| (scaled(multiple * times), step))
}

/// The power of ten of the first digit.
#[allow(
    clippy::cast_possible_truncation,
    reason = "powers of ten of numbers of 64 bits are below 400"
)]
fn magnitude(number: f64) -> i32 {
    if number > 0.0 { number.log10().floor() as i32 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_border_is_round_and_between_enough_people() {
        let amounts: Vec<f64> =
            (0..100).map(|person| 40_000.0 + 13.37 * f64::from(person)).collect();
        let cut = amounts[50];
        // Fifty apart are three people, a hundred are seven.
        assert_eq!(round_border(cut, &[amounts], 5), Some(40_700.0));
        // Many with one value are nobody's alone.
        let days = |days: &[(f64, usize)]| {
            days.iter().flat_map(|(day, many)| vec![*day; *many]).collect::<Vec<f64>>()
        };
        assert_eq!(round_border(64.0, &[days(&[(1.0, 7), (64.0, 9), (90.0, 7)])], 5), Some(64.0));
        let few = days(&[(1.0, 7), (64.0, 3), (65.0, 9)]);
        assert_eq!(
            round_border(64.0, &[few], 5),
            Some(60.0),
            "64 parts off three people, 65 everybody"
        );
        assert_eq!(round_border(0.5, &[vec![0.1, 0.5, 0.9]], 5), None, "three people in all");
        let tenths = days(&[(0.3, 9), (0.9, 9)]);
        assert_eq!(
            round_border(0.3, &[tenths], 5).map(|border| border.to_string()),
            Some("0.3".to_owned())
        );
        assert_eq!(round_border(0.0, &[days(&[(0.0, 9), (3.0, 9)])], 5), Some(0.0));
    }

    #[test]
    fn a_border_leaves_no_few_of_a_group_beyond_it_where_one_can() {
        let low: Vec<f64> =
            (0..40).map(|person| 100.0 + f64::from(person)).chain([147.0]).collect();
        let high: Vec<f64> = (0..40).map(|person| 145.0 + f64::from(person)).collect();
        assert_eq!(
            round_border(145.0, &[low.clone(), high.clone()], 5),
            Some(150.0),
            "one of the low has 147"
        );
        // Three people at the lower end: every border parts them off, and yet there is one.
        let apart: Vec<f64> = [&[0.0; 3][..], &[1000.0; 37]].concat();
        assert_eq!(round_border(145.0, &[low, high, apart], 5), Some(150.0));
    }
}

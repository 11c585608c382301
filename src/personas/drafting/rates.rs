//! Rates of claims in their groups, corrected for respondents sorted into the wrong one.

use rayon::prelude::*;

use crate::clustering::{Selection, WeighedAnswer};
use crate::personas::claims::choose::SelectedClaim;
use crate::personas::claims::confirm::are_related;
use crate::personas::claims::tested::TestedProposition;
use crate::personas::evidence::gather::{Gathering, answer_in_population};
use crate::personas::portrait::wording::LEAST_FOR_PERCENT;
use crate::personas::propositions::proposition::Answer;
use crate::personas::propositions::statistics::{logit_interval, normal_score};
use crate::personas::propositions::support::GroupRate;
use crate::personas::propositions::tally::Count;

/// False coverage rate of the intervals of all claims shown.
const FALSE_COVERAGE: f64 = 0.05;

/// The rate of a claim, before its interval.
pub(super) struct MeasuredRate {
    group: usize,
    /// Position among the claims of the group.
    claim: usize,
    estimate: f64,
    /// Standard error of its logit.
    error: f64,
    counted: Count,
}

/// Two-sided normal quantile of the intervals of so many rates, of claims chosen among what was
/// looked at in these kinds. Only groups of which enough were asked for a rate count.
pub(super) fn quantile<'a>(
    measured: usize,
    looked: impl Iterator<Item = &'a Vec<TestedProposition>>,
) -> f64 {
    quantile_of(measured, looked.flatten().map(|looked| looked.comparisons(is_enough)).sum())
}

/// The quantile of the level `1 - q · selected / compared` (Benjamini and Yekutieli 2005, doi
/// 10.1198/016214504000001907): of all intervals shown as many fail as without a choice.
#[allow(clippy::cast_precision_loss, reason = "fewer claims than 2^53")]
fn quantile_of(selected: usize, compared: usize) -> f64 {
    let part = (selected.max(1) as f64 / compared.max(1) as f64).min(1.0);
    normal_score(FALSE_COVERAGE * part)
}

fn is_enough(count: Count) -> bool {
    count.asked >= LEAST_FOR_PERCENT
}

/// Works out the rate of every claim, given the claims of each group.
pub(super) fn measure(
    gathering: &Gathering<'_>,
    selection: &Selection,
    chosen: &[Vec<SelectedClaim>],
) -> Vec<MeasuredRate> {
    // With one group everyone is sorted right.
    if selection.chosen == 1 {
        return Vec::new();
    }
    let claims = chosen.iter().enumerate().flat_map(|(group, claims)| {
        let enough = claims.iter().enumerate().filter(|(_, claim)| is_enough(claim.group));
        enough.map(move |(at, claim)| (group, at, claim))
    });
    let claims: Vec<_> = claims.collect();
    let rate = |(group, at, claim): (usize, usize, &SelectedClaim)| {
        let (estimate, error, counted) = in_group(gathering, selection, claim, group)?;
        Some(MeasuredRate { group, claim: at, estimate, error, counted })
    };
    claims.into_par_iter().filter_map(rate).collect()
}

/// States the rates of claims, with intervals by this quantile.
pub(super) fn state(chosen: &mut [Vec<SelectedClaim>], measured: &[MeasuredRate], quantile: f64) {
    for MeasuredRate { group, claim, estimate, error, counted } in measured {
        let by_refits = logit_interval(quantile, *estimate, *error);
        // Near 0 and 1 all refits count the same few people: Wilson's interval knows how few.
        let by_count = counted.interval_of(*estimate, quantile);
        let (low, high) = (by_refits.0.min(by_count.0), by_refits.1.max(by_count.1));
        chosen[*group][*claim].rate = Some(GroupRate { estimate: *estimate, low, high });
    }
}

/// The rate of a claim in its group, the standard error of its logit, and the people counted.
fn in_group(
    gathering: &Gathering<'_>,
    selection: &Selection,
    claim: &SelectedClaim,
    group: usize,
) -> Option<(f64, f64, Count)> {
    let (matrix, proposition) = (gathering.matrix, &claim.proposition);
    // An indicator that helped to sort a respondent would agree with the group by construction.
    let columns = selection
        .held_out()
        .columns_with(|other| are_related(matrix, proposition.indicator, other));
    let base = gathering.in_population(proposition, claim.group, claim.elsewhere, group);
    let counted = base.map_or(claim.group, |(own, _)| own);
    if !is_enough(counted) {
        return None;
    }
    // The base of the rate is that of the share beside it.
    let inside = base
        .and(gathering.population)
        .and_then(|source| answer_in_population(gathering.study, matrix, source, proposition));
    let answer = |person: &u32| -> WeighedAnswer {
        let answer = match &inside {
            Some(inside) => inside(*person),
            None => proposition.answer(matrix, *person),
        };
        let weight = matrix.weights()[*person as usize];
        (answer != Answer::Unknown).then_some((answer == Answer::Yes, weight))
    };
    let refits = selection.refits();
    let answers: Vec<WeighedAnswer> = refits.counted().iter().map(answer).collect();
    let rate = refits.rates(&columns, &answers)?[group]?;
    Some((rate.estimate, rate.error, counted))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of 100 comparisons all, then ten are shown: 95 and 99.5 %.
    #[test]
    fn the_level_rises_with_the_choice() {
        assert!((quantile_of(100, 100) - 1.959_964).abs() < 1e-5);
        assert!((quantile_of(10, 100) - 2.807_034).abs() < 1e-5);
        assert!((quantile_of(200, 100) - 1.959_964).abs() < 1e-5);
    }
}

//! Shares of groups in the population of a study.

use rayon::prelude::*;

use super::persona::Share;
use crate::clustering::{Selection, SplitMix64};
use crate::sources::SourceKind;
use crate::study::Study;

/// The source in which shares are counted: the one stated, else the first survey, else the first
/// CRM.
pub(crate) fn population(study: &Study) -> Option<usize> {
    if let Some(stated) = &study.manifest().population {
        return study.source_position(&stated.value);
    }
    let first = |kind| {
        study.tables().map(|(source, _)| source).find(|source| study.source_kind(*source) == kind)
    };
    first(SourceKind::Survey).or_else(|| first(SourceKind::Crm))
}

/// Bootstrap replicates.
const REPLICATES: u64 = 1000;
/// Respondents from whom on the bootstrap's interval is the normal one, which takes its place.
const MANY: usize = 10_000;
/// Normal quantile of 95 % intervals.
const Z: f64 = 1.959_963_984_540_054;

/// Weighted mean probability of each group over the respondents of the population, with a bootstrap
/// interval over respondents.
///
/// # Limits
///
/// The groups themselves are held fixed: the interval says how far the population was sampled, not
/// how far the groups are certain.
pub(crate) fn shares(study: &Study, selection: &Selection, seed: u64) -> Option<Vec<Share>> {
    let source = population(study)?;
    let inside: Vec<usize> = selection
        .members
        .iter()
        .enumerate()
        .filter(|(_, member)| study.is_in(member.respondent.number(), source))
        .map(|(position, _)| position)
        .collect();
    let weight = |position: &usize| study.weight(selection.members[*position].respondent.number());
    let total: f64 = inside.iter().map(weight).sum();
    if total <= 0.0 || !total.is_finite() {
        return None;
    }
    let of = study.source_id(source).to_owned();
    let means = |times: &dyn Fn(usize) -> f64| {
        let mut sums = vec![0.0; selection.chosen];
        let mut total = 0.0;
        for (drawn, position) in inside.iter().enumerate() {
            let weight = weight(position) * times(drawn);
            total += weight;
            let probabilities = selection.probabilities(*position);
            sums.iter_mut()
                .zip(probabilities)
                .for_each(|(sum, probability)| *sum += weight * f64::from(*probability));
        }
        sums.iter().map(|sum| if total > 0.0 { sum / total } else { 0.0 }).collect::<Vec<f64>>()
    };
    // Probabilities rather than memberships: rounding to groups would bias the shares of small
    // ones.
    let estimates = means(&|_| 1.0);
    // A thousand replicates over many respondents take long and agree with the normal interval.
    let intervals = if inside.len() < MANY {
        let replicate = |replicate: u64| {
            let times = SplitMix64::new(seed, &[replicate, 3]).resample(inside.len());
            means(&|drawn| f64::from(times[drawn]))
        };
        bootstrap_intervals(
            &(0..REPLICATES).into_par_iter().map(replicate).collect::<Vec<_>>(),
            selection.chosen,
        )
    } else {
        let people = inside.iter().map(|at| (weight(at), selection.probabilities(*at)));
        normal_intervals(&estimates, people)
    };
    let share = |(estimate, (low, high)): (&f64, (f64, f64))| Share {
        of: of.clone(),
        estimate: *estimate,
        // Percentiles of a skewed bootstrap may pass the estimate; an interval must hold it.
        low: low.max(0.0).min(*estimate),
        high: high.min(1.0).max(*estimate),
    };
    Some(estimates.iter().zip(intervals).map(share).collect())
}

/// For each group where the middle 95 % of the replicates lie.
fn bootstrap_intervals(replicates: &[Vec<f64>], groups: usize) -> Vec<(f64, f64)> {
    let of_group = |group: usize| {
        let mut values: Vec<f64> = replicates.iter().map(|replicate| replicate[group]).collect();
        values.sort_by(f64::total_cmp);
        // Whole numbers: a rounded position would differ between machines.
        let at = |part: usize| values[(values.len() - 1) * part / 1000];
        (at(25), at(975))
    };
    (0..groups).map(of_group).collect()
}

/// Normal 95 % intervals of weighted means of probabilities: mean ± 1.96 standard errors.
fn normal_intervals<'a>(
    means: &[f64],
    people: impl Iterator<Item = (f64, &'a [f32])>,
) -> Vec<(f64, f64)> {
    let errors = standard_errors(means, people);
    means.iter().zip(errors).map(|(mean, error)| (mean - Z * error, mean + Z * error)).collect()
}

/// Standard errors of weighted means of probabilities, by linearisation: the root of
/// `Σ w² (p - mean)²`, over `Σ w` (Särndal, Swensson and Wretman 1992, 5.7).
fn standard_errors<'a>(means: &[f64], people: impl Iterator<Item = (f64, &'a [f32])>) -> Vec<f64> {
    let mut squares = vec![0.0; means.len()];
    let mut total = 0.0;
    for (weight, probabilities) in people {
        total += weight;
        for ((square, probability), mean) in squares.iter_mut().zip(probabilities).zip(means) {
            *square += (weight * (f64::from(*probability) - mean)).powi(2);
        }
    }
    squares.into_iter().map(|square: f64| square.sqrt() / total).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of an even split of 400 respondents the standard error is `√(0.5 · 0.5 / 400)` = 0.025.
    #[test]
    fn intervals_of_many_respondents_have_the_width_of_the_normal_one() {
        let rows = [[1.0_f32, 0.0], [0.0, 1.0]];
        let people = || (0..400).map(|person| (1.0, &rows[person % 2][..]));
        for (low, high) in normal_intervals(&[0.5, 0.5], people()) {
            assert!((low - (0.5 - Z * 0.025)).abs() < 1e-12, "{low}");
            assert!((high - (0.5 + Z * 0.025)).abs() < 1e-12, "{high}");
        }
        // Unequal weights widen it: √(2 · (9 + 1) · 0.25) / (2 · 4) for four respondents.
        let weighted = [(3.0, &rows[0][..]), (1.0, &rows[0]), (3.0, &rows[1]), (1.0, &rows[1])];
        let errors = standard_errors(&[0.5, 0.5], weighted.into_iter());
        assert!(errors.iter().all(|error| (error - 5.0_f64.sqrt() / 8.0).abs() < 1e-12));
    }

    #[test]
    fn bootstrap_intervals_hold_the_middle_of_the_replicates() {
        let replicates: Vec<Vec<f64>> =
            (0..1001).rev().map(|number| vec![f64::from(number) / 1000.0, 0.25]).collect();
        assert_eq!(bootstrap_intervals(&replicates, 2), [(0.025, 0.975), (0.25, 0.25)]);
    }
}

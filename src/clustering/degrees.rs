//! Groups that are steps of one scale: degrees of the same thing, not kinds.

use super::latent_class::LatentClassModel;
use super::sample::Sample;
use crate::indicators::Measure;

/// Part of the differences between groups that steps in one order must describe.
pub(crate) const STEPS: f64 = 0.99;
/// Fewest groups and indicators in which an order can be seen: two groups are always in order.
const LEAST_GROUPS: usize = 3;
const LEAST_COLUMNS: usize = 10;

/// Groups that are steps of one scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Degrees {
    /// Part of the differences between groups that the steps describe, 0..=1.
    pub(super) described: f64,
    /// True where all indicators rise with the steps: then a habit of agreeing, or of choosing high
    /// grades, cannot be told from what they ask.
    pub(super) one_way: bool,
}

/// One indicator over the groups.
struct Profile {
    /// Means less the mean of all, in standard deviations within groups.
    means: Vec<f64>,
}

/// The steps that the groups are, if they are that: where groups in one order rise or fall on
/// nearly all indicators.
///
/// Groups are put in the order of the first principal component of their profiles. The differences
/// on an indicator are `Σ_k π_k (m_k - m)² / s²`, with means `m_k` of groups, shares `π_k` and the
/// variance `s²` within groups; steps describe what the best rising or falling means leave of them
/// (isotonic regression, Barlow et al. 1972). Nominal answers have no order and are left out.
pub(super) fn degrees(sample: &Sample, model: &LatentClassModel) -> Option<Degrees> {
    let shares = model.shares();
    let profiles: Vec<Profile> =
        (0..sample.columns().len()).filter_map(|at| profile(sample, model, at, &shares)).collect();
    if shares.len() < LEAST_GROUPS || profiles.len() < LEAST_COLUMNS {
        return None;
    }
    let order = order(&profiles, &shares);
    let (mut all, mut steps, mut rising, mut falling) = (0.0, 0.0, 0_usize, 0_usize);
    for Profile { means } in &profiles {
        let ordered: Vec<(f64, f64)> =
            order.iter().map(|group| (means[*group], shares[*group])).collect();
        let turned: Vec<(f64, f64)> = ordered.iter().map(|(mean, n)| (-mean, *n)).collect();
        let (up, down) = (described_by_steps(&ordered), described_by_steps(&turned));
        all += ordered.iter().map(|(mean, share)| share * mean * mean).sum::<f64>();
        steps += up.max(down);
        if up > down { rising += 1 } else { falling += 1 }
    }
    let described = if all > 0.0 { steps / all } else { 0.0 };
    let one_way = rising.min(falling) == 0;
    (described >= STEPS).then_some(Degrees { described, one_way })
}

/// The profile of an ordered indicator that tells the groups apart.
#[allow(clippy::cast_precision_loss, reason = "few levels")]
fn profile(
    sample: &Sample,
    model: &LatentClassModel,
    column: usize,
    shares: &[f64],
) -> Option<Profile> {
    let shape = &sample.columns()[column];
    if shape.measure == Measure::Nominal && shape.categories > 2 {
        return None;
    }
    let moments: Vec<(f64, f64)> = (0..shares.len())
        .map(|group| {
            model.mean_and_variance(column, group).unwrap_or_else(|| {
                let rates = model.rates(column, group);
                let mean: f64 = rates.iter().enumerate().map(|(at, rate)| at as f64 * rate).sum();
                let apart = |(at, rate): (usize, &f64)| rate * (at as f64 - mean).powi(2);
                (mean, rates.iter().enumerate().map(apart).sum())
            })
        })
        .collect();
    let mean: f64 = moments.iter().zip(shares).map(|((mean, _), share)| share * mean).sum();
    let within: f64 = moments.iter().zip(shares).map(|((_, own), share)| share * own).sum();
    let scale = within.sqrt().max(1e-6);
    let means: Vec<f64> = moments.iter().map(|(own, _)| (own - mean) / scale).collect();
    means.iter().any(|mean| mean.abs() > 1e-9).then_some(Profile { means })
}

/// Groups in the order of the first principal component of their profiles.
fn order(profiles: &[Profile], shares: &[f64]) -> Vec<usize> {
    /// Enough for an order; where two components are alike there is none to be found.
    const ROUNDS: usize = 100;
    let groups = shares.len();
    let product = |a: usize, b: usize| -> f64 {
        let of = |profile: &Profile| profile.means[a] * profile.means[b];
        (shares[a] * shares[b]).sqrt() * profiles.iter().map(of).sum::<f64>()
    };
    let matrix: Vec<Vec<f64>> =
        (0..groups).map(|a| (0..groups).map(|b| product(a, b)).collect()).collect();
    let largest = (0..groups).max_by(|a, b| matrix[*a][*a].total_cmp(&matrix[*b][*b]));
    // The column of the group that is farthest from the mean is no zero, and near the component.
    let mut component = matrix[largest.unwrap_or(0)].clone();
    for _ in 0..ROUNDS {
        let next: Vec<f64> =
            matrix.iter().map(|row| row.iter().zip(&component).map(|(a, b)| a * b).sum()).collect();
        let length = next.iter().map(|value| value * value).sum::<f64>().sqrt();
        component = next.iter().map(|value| value / length.max(f64::MIN_POSITIVE)).collect();
    }
    let score = |group: usize| component[group] / shares[group].sqrt().max(f64::MIN_POSITIVE);
    let mut order: Vec<usize> = (0..groups).collect();
    order.sort_by(|a, b| score(*a).total_cmp(&score(*b)));
    order
}

/// The weighted squares of the best rising means, by pooling adjacent violators.
fn described_by_steps(ordered: &[(f64, f64)]) -> f64 {
    let mut pools: Vec<(f64, f64)> = Vec::new();
    for one in ordered {
        let mut pool = *one;
        while let Some(before) = pools.pop_if(|before| before.0 >= pool.0) {
            let share = before.1 + pool.1;
            pool = ((before.0 * before.1 + pool.0 * pool.1) / share, share);
        }
        pools.push(pool);
    }
    pools.iter().map(|(mean, share)| share * mean * mean).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_describe_rising_means_wholly_and_others_in_part() {
        let third = 1.0 / 3.0;
        let of = |means: [f64; 3]| described_by_steps(&means.map(|mean| (mean, third)));
        assert!((of([-1.0, 0.0, 1.0]) - 2.0 * third).abs() < 1e-12);
        // The last two are pooled: -1, ½, ½.
        assert!((of([-1.0, 1.0, 0.0]) - 0.5).abs() < 1e-12);
        assert!(of([1.0, 0.0, -1.0]).abs() < 1e-12);
    }

    #[test]
    fn groups_are_ordered_by_what_most_profiles_share() {
        let profile = |means: [f64; 3]| Profile { means: means.to_vec() };
        let profiles = [profile([0.0, 1.0, -1.0]), profile([0.0, -1.2, 1.2])];
        let mut order = order(&profiles, &[0.4, 0.3, 0.3]);
        // Either end may come first.
        order.dedup();
        assert_eq!(order[1], 0);
    }
}

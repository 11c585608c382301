//! The stability of a grouping under bootstrap replicates of the respondents.

use rayon::prelude::*;
use serde::Serialize;

use super::agreement::{adjusted_rand, best_jaccard, origins, pair_shares, return_shares};
use super::grouping::Grouping;
use super::method::Clusterer;
use super::moments::{mean, variance};
use super::random::SplitMix64;
use super::sample::{MEDIUM_PART, Sample};
use super::thresholds::{GATE, NATURAL, REPRODUCIBLE, Thresholds};
use crate::error::Result;
use crate::manifest::ClusteringOptions;
use crate::progress::{ProgressMeter, Stage};

/// Stability of a grouping under resampling.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Stability {
    /// Median adjusted Rand index of pairs of replicates, over all respondents (Dolnicar and Leisch
    /// 2010, doi 10.1007/s11002-009-9083-4); 1 is the same grouping each time.
    pub median_adjusted_rand: f64,
    /// Mean Jaccard index of each group over the replicates: its greatest index with a replicate's
    /// group, over the respondents of the replicate (Hennig 2007, doi 10.1016/j.csda.2006.11.025).
    /// Below 0.5 a group dissolves, from 0.75 it is valid.
    pub jaccard: Vec<f64>,
    /// Mean share of each group's members who are in the replicate's group that is matched to it
    /// one to one.
    pub returned: Vec<f64>,
    /// Number of replicates: fewer than asked for where the first of them are far below the gate
    /// or, with many respondents, the outcome is clear.
    pub replicates: usize,
    /// Prediction strength (Tibshirani and Walther 2005, doi 10.1198/106186005X59243): respondents
    /// are halved, each half is grouped, and the groups of each half are predicted from the other;
    /// for each group the share of pairs of members that are predicted together; the least over the
    /// groups, mean of both halves. From 0.8 the number of groups is well supported.
    pub prediction_strength: f64,
}

/// Standard errors of the figures of a stability.
#[derive(Debug, Clone, Copy)]
struct StandardErrors {
    /// Of the median adjusted Rand index.
    median_adjusted_rand: f64,
    /// The greatest of the mean Jaccard indices.
    jaccard: f64,
}

impl Stability {
    /// Of a single group.
    pub(super) fn one_group() -> Self {
        Self {
            median_adjusted_rand: 1.0,
            jaccard: vec![1.0],
            returned: vec![1.0],
            replicates: 0,
            prediction_strength: 1.0,
        }
    }

    /// True where the verdict is settled: every figure is at least four standard errors from every
    /// threshold, or that far below the gate.
    fn is_clear(&self, errors: StandardErrors) -> bool {
        const FAR: f64 = 4.0;
        let least = self.jaccard.iter().copied().fold(1.0, f64::min);
        let away = |gate: &Thresholds| {
            (self.median_adjusted_rand - gate.median_adjusted_rand).abs()
                > FAR * errors.median_adjusted_rand
                && (least - gate.jaccard).abs() > FAR * errors.jaccard
        };
        let below = self.median_adjusted_rand + FAR * errors.median_adjusted_rand
            < GATE.median_adjusted_rand
            || least + FAR * errors.jaccard < GATE.jaccard;
        // Far below the gate the grouping is rejected anyway, so no other threshold matters.
        below || [GATE, REPRODUCIBLE, NATURAL].iter().all(away)
    }

    /// True where further replicates are not expected to lift it over the gate.
    fn is_hopeless(&self, gate: &Thresholds) -> bool {
        const FAR: f64 = 0.15;
        let least = self.jaccard.iter().copied().fold(1.0, f64::min);
        self.median_adjusted_rand < gate.median_adjusted_rand - FAR || least < gate.jaccard - FAR
    }
}

/// Rows on which stability is measured at most.
const MOST_ROWS: usize = MEDIUM_PART;
/// Replicates between checks whether more are needed.
const BATCH: usize = 10;
/// Rows from which replicates vary so little that some may be enough.
const MANY_ROWS: usize = 2_000;

/// Stability of a grouping under `replicates` bootstrap replicates, each drawn with replacement and
/// grouped again.
pub(super) fn measure(
    method: &dyn Clusterer,
    sample: &Sample,
    grouping: &Grouping,
    options: &ClusteringOptions,
    meter: &ProgressMeter<'_>,
) -> Result<Stability> {
    let ClusteringOptions { replicates, seed, .. } = *options;
    let part = sample.first(MOST_ROWS);
    let near = grouping.first(part.rows());
    let regroup = |replicate: usize| {
        meter.tick(Stage::Replicates)?;
        let mut draws = SplitMix64::new(seed, &[grouping.groups() as u64, replicate as u64, 1]);
        // A bootstrap over respondents: groups must survive another draw of the same people.
        let times = part.resample(&mut draws);
        // Every row is labelled, also those that were not drawn, so that replicates can be
        // compared.
        let labels =
            method.recluster(&part.with_times(times.clone())?, &near, draws.next_u64())?.labels();
        Ok((times, labels))
    };
    let (mut groupings, mut stability) = (Vec::new(), Stability::one_group());
    while groupings.len() < replicates {
        let next = groupings.len()..(groupings.len() + BATCH).min(replicates);
        groupings.extend(next.into_par_iter().map(regroup).collect::<Result<Vec<_>>>()?);
        let errors;
        (stability, errors) = figures(&near, &groupings);
        if stability.is_hopeless(&GATE) || (part.rows() >= MANY_ROWS && stability.is_clear(errors))
        {
            break;
        }
    }
    stability.prediction_strength = prediction_strength(method, &part, near.groups(), seed)?;
    Ok(stability)
}

/// Agreement of pairs of replicates, and how the groups return, with standard errors.
#[allow(clippy::cast_precision_loss, reason = "few replicates")]
fn figures(near: &Grouping, groupings: &[(Vec<u32>, Vec<u16>)]) -> (Stability, StandardErrors) {
    let original = near.labels();
    // Replicates are paired two by two, never reused: agreements stay independent draws.
    let mut agreements: Vec<f64> =
        groupings.chunks_exact(2).map(|pair| adjusted_rand(&pair[0].1, &pair[1].1)).collect();
    type Measured<'a> = &'a dyn Fn(&[u16], &[u32]) -> Vec<Option<f64>>;
    // For each group the figures of the replicates.
    let each = |of: Measured<'_>| -> Vec<Vec<f64>> {
        let mut figures = vec![Vec::new(); near.groups()];
        for (times, labels) in groupings {
            figures
                .iter_mut()
                .zip(of(labels, times))
                .for_each(|(figures, index)| figures.extend(index));
        }
        figures
    };
    let groups = near.groups();
    let jaccard = each(&|labels, times| best_jaccard(&original, labels, groups, times));
    let returned = each(&|labels, times| return_shares(&original, labels, groups, times));
    let mean = |figures: &Vec<f64>| mean(figures);
    let error = |figures: &Vec<f64>| (variance(figures) / figures.len().max(1) as f64).sqrt();
    let errors = StandardErrors {
        median_adjusted_rand: error(&agreements),
        jaccard: jaccard.iter().map(error).fold(0.0, f64::max),
    };
    let stability = Stability {
        median_adjusted_rand: median(&mut agreements),
        jaccard: jaccard.iter().map(mean).collect(),
        returned: returned.iter().map(mean).collect(),
        replicates: groupings.len(),
        prediction_strength: 0.0,
    };
    (stability, errors)
}

/// See [`Stability::prediction_strength`].
fn prediction_strength(
    method: &dyn Clusterer,
    sample: &Sample,
    groups: usize,
    seed: u64,
) -> Result<f64> {
    // Rows are in an order as good as random, so that every second unit is in a random half.
    let in_half = |row: usize, own: usize| u32::from(sample.unit(row) % 2 == own);
    let half = |own: usize| (0..sample.rows()).map(|row| in_half(row, own)).collect::<Vec<u32>>();
    let labels = [0, 1].map(|own| {
        let times =
            (0..sample.rows()).map(|row| sample.times(row)).zip(half(own)).map(|(a, b)| a * b);
        let drawn = sample.with_times(times.collect())?;
        // Fewer rows than groups: the half cannot be grouped, and predicts nothing.
        if half(own).iter().sum::<u32>() as usize <= groups {
            return Ok(vec![0; sample.rows()]);
        }
        Ok::<Vec<u16>, crate::Error>(method.cluster_roughly(&drawn, groups, seed)?.labels())
    });
    let [first, second] = labels;
    let (first, second) = (first?, second?);
    let least = |of: &[u16], by: &[u16], own: usize| {
        pair_shares(of, by, groups, &half(own)).into_iter().flatten().fold(1.0, f64::min)
    };
    Ok(f64::midpoint(least(&first, &second, 0), least(&second, &first, 1)))
}

/// The share of each group that comes from one group of the solution with one group less (stability
/// across solutions, Dolnicar and Leisch 2017, doi 10.1007/s11002-016-9410-8): 1 less the entropy
/// of their origin, as a share of the greatest; 1 where there is no such solution or it has one
/// group.
#[allow(clippy::cast_precision_loss, reason = "few groups")]
pub(super) fn stability_across(grouping: &Grouping, before: Option<&Grouping>) -> Vec<f64> {
    let Some(before) = before.filter(|before| before.groups() > 1) else {
        return vec![1.0; grouping.groups()];
    };
    let shares = origins(&grouping.labels(), &before.labels(), grouping.groups());
    // The entropy of members spread evenly over all earlier groups is the greatest there is.
    let most = libm::log(before.groups() as f64);
    let of = |shares: Vec<f64>| {
        let entropy: f64 = shares
            .iter()
            .filter(|share| **share > 0.0)
            .map(|share| -share * libm::log(*share))
            .sum();
        (1.0 - entropy / most).clamp(0.0, 1.0)
    };
    shares.into_iter().map(of).collect()
}

/// The middle number, the mean of the middle two of an even count; 0 of none.
fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let half = numbers.len() / 2;
    match numbers.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => numbers[half],
        _ => f64::midpoint(numbers[half - 1], numbers[half]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::{Indicator, IndicatorMatrix, Measure, Values};
    use crate::manifest::{Facet, PersonaKind};

    /// Groups by the first column, but in a sample that counts even rows alone.
    struct Fickle {
        agrees: bool,
    }

    impl Clusterer for Fickle {
        fn name(&self) -> &str {
            "fickle"
        }

        fn cluster(&self, sample: &Sample, groups: usize, _: u64) -> Result<Grouping> {
            let column = usize::from(!self.agrees && sample.times(0) == 0);
            let labels: Vec<usize> =
                (0..sample.rows()).map(|row| usize::from(sample.code(row, column))).collect();
            Grouping::from_labels(groups, &labels)
        }
    }

    fn sample() -> Sample {
        let codes = |of: fn(u8) -> u8| Values::Codes((0..64).map(of).collect());
        let column = |name: &str| Indicator::new(name, Facet::Goal, Measure::Mention);
        let columns =
            vec![(column("a"), codes(|row| row % 2)), (column("b"), codes(|row| row / 2 % 2))];
        Sample::of_kind(&IndicatorMatrix::from_columns(columns).unwrap(), PersonaKind::User)
    }

    #[test]
    fn prediction_strength_is_1_where_halves_agree_and_falls_where_they_do_not() {
        let strength = |agrees| prediction_strength(&Fickle { agrees }, &sample(), 2, 7).unwrap();
        assert!((strength(true) - 1.0).abs() < 1e-12);
        // Columns without any relation: half of the pairs stay together by chance.
        assert!((0.2..0.7).contains(&strength(false)), "{}", strength(false));
    }

    #[test]
    fn prediction_strength_is_part_of_what_is_measured() {
        let sample = sample();
        let method = Fickle { agrees: false };
        let grouping = method.cluster(&sample, 2, 7).unwrap();
        let options = ClusteringOptions { replicates: 10, ..ClusteringOptions::default() };
        let silent = |_: crate::progress::Step<'_>| std::ops::ControlFlow::Continue(());
        let meter = ProgressMeter::new("user", &silent);
        let found = measure(&method, &sample, &grouping, &options, &meter).unwrap();
        let strength = prediction_strength(&method, &sample, 2, options.seed).unwrap();
        assert!((found.prediction_strength - strength).abs() < 1e-12, "{found:?}");
    }

    /// Of the four members of the first group one leaves in the first replicate, none in the
    /// second; of the second group nobody.
    #[test]
    fn returned_is_the_mean_share_of_members_who_return() {
        let near = Grouping::from_labels(2, &[0, 0, 0, 0, 1, 1]).unwrap();
        let replicates =
            [(vec![1; 6], vec![0, 0, 0, 1, 1, 1]), (vec![1; 6], vec![1, 1, 1, 1, 0, 0])];
        let (stability, errors) = figures(&near, &replicates);
        assert_eq!(stability.returned, [0.875, 1.0]);
        // Jaccard indices: 3/4 and 2/3, then 1 and 1.
        assert!((stability.jaccard[0] - 0.875).abs() < 1e-12, "{stability:?}");
        assert!((stability.jaccard[1] - (2.0 / 3.0 + 1.0) / 2.0).abs() < 1e-12, "{stability:?}");
        assert!((errors.jaccard - 1.0 / 6.0).abs() < 1e-12, "{errors:?}");
        assert_eq!(stability.replicates, 2);
    }
}

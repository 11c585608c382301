//! How far a grouping returns when other respondents are drawn: bootstrap replicates.

use rayon::prelude::*;
use serde::Serialize;

use super::agreement::{adjusted_rand, best_jaccard};
use super::method::{Clusterer, Grouping};
use super::random::Draws;
use super::sample::Sample;
use crate::error::Result;

/// How stable a grouping is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stability {
    /// Median adjusted Rand index of pairs of replicates, over all respondents (Dolnicar and Leisch 2010, doi
    /// 10.1007/s11002-009-9083-4); 1 is the same grouping each time.
    pub agreement: f64,
    /// For each group the mean over the replicates of its greatest Jaccard index with a replicate's group, over the respondents of the
    /// replicate (Hennig 2007, doi 10.1016/j.csda.2006.11.025). Below 0.5 a group dissolves, from 0.75 it is valid.
    pub jaccard: Vec<f64>,
}

/// Rows on which stability is measured at most; rows stand in an order as good as random, so the first are a fair sample.
const MOST_ROWS: usize = 20_000;

/// Stability of a grouping under `replicates` bootstrap replicates, each drawn with replacement and grouped again.
pub(super) fn measure(
    method: &dyn Clusterer,
    sample: &Sample,
    grouping: &Grouping,
    replicates: usize,
    seed: u64,
) -> Result<Stability> {
    let part = sample.first(MOST_ROWS);
    let near = grouping.first(part.rows());
    let original = near.labels();
    let groupings: Vec<(Vec<u32>, Vec<u16>)> = (0..replicates as u64)
        .into_par_iter()
        .map(|replicate| {
            let mut draws = Draws::new(seed, &[grouping.groups() as u64, replicate, 1]);
            let times = draws.resample(part.rows());
            let labels = method.recluster(&part.drawn(times.clone()), &near, draws.next_u64())?.labels();
            Ok((times, labels))
        })
        .collect::<Result<_>>()?;
    let mut agreements: Vec<f64> =
        groupings.chunks_exact(2).map(|pair| adjusted_rand(&pair[0].1, &pair[1].1)).collect();
    let mut sums = vec![(0.0, 0_u32); grouping.groups()];
    for (times, labels) in &groupings {
        let best = best_jaccard(&original, labels, grouping.groups(), times);
        for (sum, index) in sums.iter_mut().zip(best) {
            if let Some(index) = index {
                *sum = (sum.0 + index, sum.1 + 1);
            }
        }
    }
    let jaccard = sums.iter().map(|(sum, n)| if *n == 0 { 0.0 } else { sum / f64::from(*n) }).collect();
    Ok(Stability { agreement: median(&mut agreements), jaccard })
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

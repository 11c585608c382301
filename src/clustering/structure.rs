//! The bootstrap likelihood-ratio test of one group: a parametric bootstrap of the model with one
//! group.

use rayon::prelude::*;

use super::fit::FitStatistics;
use super::method::Clusterer;
use super::random::SplitMix64;
use super::sample::Sample;
use crate::error::Result;
use crate::indicators::Values;
use crate::manifest::ClusteringOptions;
use crate::progress::{ProgressMeter, Stage};
use crate::sources::MISSING;

/// p-value of the bootstrap likelihood-ratio test (BLRT) of one group: how often data without
/// groups gain as much by this number of groups as these data do.
///
/// Data without groups are drawn from the model with one group: independent indicators with their
/// marginal rates, numbers from those observed, missing where these data are missing (McLachlan
/// 1987, doi 10.2307/2347790). Observed and drawn data are fitted with the same effort. The gain is
/// twice that of the log-likelihood, less what the parameters cost. The result is (1 + replicates
/// that gain as much) / (1 + replicates); `None` for a method without likelihood.
pub(super) fn blrt_p(
    method: &dyn Clusterer,
    sample: &Sample,
    groups: usize,
    options: &ClusteringOptions,
    meter: &ProgressMeter<'_>,
) -> Result<Option<f64>> {
    let ClusteringOptions { replicates, seed, .. } = *options;
    let sample = sample.first(MOST_ROWS);
    let gain = |sample: &Sample, seed: u64| -> Result<Option<f64>> {
        let one = method.cluster_roughly(sample, 1, seed)?;
        let many = method.cluster_roughly(sample, groups, seed)?;
        // Pooled columns differ between fits, so that degrees of freedom are taken off the gain.
        let score = |fit: &FitStatistics| 2.0 * fit.log_likelihood - fit.cost;
        Ok(one.fit().zip(many.fit()).map(|(one, many)| score(many) - score(one)))
    };
    // The same effort for observed and drawn data: a fuller search would favour the former.
    let Some(observed) = gain(&sample, seed)? else { return Ok(None) };
    let drawn = |replicate: usize| {
        meter.tick(Stage::OneGroupTest)?;
        let mut draws = SplitMix64::new(seed, &[groups as u64, replicate as u64, 2]);
        let null = structureless(&sample, &mut draws);
        Ok(gain(&null, draws.next_u64())?.unwrap_or(f64::NEG_INFINITY))
    };
    let mut gains: Vec<f64> = Vec::new();
    let mut reached = 0;
    // The p-value is above every threshold once several replicates gain as much.
    while gains.len() < replicates && reached < ENOUGH {
        let next = gains.len()..(gains.len() + BATCH).min(replicates);
        gains.extend(next.into_par_iter().map(drawn).collect::<Result<Vec<_>>>()?);
        reached = gains.iter().filter(|gain| **gain >= observed).count();
        if sample.rows() >= MANY_ROWS && gains.len() >= LEAST && is_beyond(observed, &gains) {
            break;
        }
    }
    #[allow(clippy::cast_precision_loss, reason = "few replicates")]
    // The observed data count as one of the replicates, which keeps the test exact.
    let p = (1 + reached) as f64 / (1 + gains.len()) as f64;
    Ok(Some(p))
}

/// True for a gain beyond all that data without groups could reach: ten standard deviations above
/// their mean.
#[allow(clippy::cast_precision_loss, reason = "few replicates")]
fn is_beyond(observed: f64, gains: &[f64]) -> bool {
    let mean = gains.iter().sum::<f64>() / gains.len() as f64;
    let squares: f64 = gains.iter().map(|gain| (gain - mean).powi(2)).sum();
    observed > mean + 10.0 * (squares / (gains.len() - 1) as f64).sqrt()
}

/// Replicates that gain as much after which no further are drawn (sequential test of Besag and
/// Clifford 1991, doi 10.1093/biomet/78.2.301).
const ENOUGH: usize = 8;
/// Fewest replicates with which one group can be refuted.
const LEAST: usize = 20;
/// Rows from which so few may be enough.
const MANY_ROWS: usize = 2_000;
/// Replicates drawn at a time.
const BATCH: usize = 10;
/// Rows beyond which the test is made on the first of them.
const MOST_ROWS: usize = 5_000;

/// These respondents with answers drawn independently from the marginal distributions.
fn structureless(sample: &Sample, draws: &mut SplitMix64) -> Sample {
    let columns = 0..sample.columns().len();
    let drawn = columns.map(|column| match sample.values(column) {
        Values::Codes(mut codes) => {
            // Values are drawn from those observed, so that the null needs no assumed distribution.
            let known: Vec<u8> = codes.iter().copied().filter(|code| *code != MISSING).collect();
            codes
                .iter_mut()
                // Missing cells stay missing: who skipped what may itself form groups.
                .filter(|code| **code != MISSING)
                .for_each(|code| *code = known[draws.below(known.len())]);
            Values::Codes(codes)
        }
        Values::Numbers(mut numbers) => {
            let known: Vec<f64> =
                numbers.iter().copied().filter(|number| !number.is_nan()).collect();
            let drawn = numbers.iter_mut().filter(|number| !number.is_nan());
            drawn.for_each(|number| *number = known[draws.below(known.len())]);
            Values::Numbers(numbers)
        }
    });
    let drawn: Vec<Values> = drawn.collect();
    sample.with_values(&drawn)
}

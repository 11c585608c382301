//! Whether a response style acts on a battery of graded questions: some respondents choose the upper
//! end of a scale whatever is asked. Left alone, it hides groups and makes others.

use super::choice::MOST_COMPARED;
use super::grouping::Grouping;
use super::latent_class::LatentClassModel;
use super::method::Clusterer;
use super::sample::Sample;
use crate::error::Result;
use crate::indicators::{IndicatorMatrix, Measure};
use crate::manifest::{ClusteringOptions, Groups};

/// Fewest questions of a battery: a style is known by what it does to many.
const LEAST_QUESTIONS: usize = 6;
/// Most groups beside which a style is looked for.
const MOST_GROUPS: usize = 8;

/// What the answers to a battery say of a response style.
pub(super) enum ResponseStyle {
    /// There is no battery, or answers are described as well without a style.
    None,
    /// A style acts on these columns, and the groups can be told from it.
    Told(Vec<usize>),
    /// One dimension runs through this battery. Whether it is a style or what the questions ask for
    /// is open: no two groups differ on them in both directions.
    Untold(Vec<usize>),
}

/// Looks for a response style: where the best groups beside a style describe the answers better
/// than the best groups without one, by BIC (Schwarz 1978, doi 10.1214/aos/1176344136).
///
/// Questions that are all asked one way cannot tell a style from a trait (Billiet and McClendon
/// 2000, doi `10.1207/S15328007SEM0704_5`). They are taken to be asked both ways where two groups
/// differ on a sixth of them, at least two, in each direction by half a standard deviation.
pub(super) fn response_style(
    method: &dyn Clusterer,
    matrix: &IndicatorMatrix,
    everyone: &Sample,
    options: &ClusteringOptions,
) -> Result<ResponseStyle> {
    let columns = battery(matrix, everyone);
    if columns.len() < LEAST_QUESTIONS {
        return Ok(ResponseStyle::None);
    }
    let plain = everyone.first(MOST_COMPARED).unweighted();
    let styled = plain.with_style(columns.clone());
    let best = |sample: &Sample, numbers: &[usize]| -> Result<Option<(f64, Grouping)>> {
        let mut best: Option<(f64, Grouping)> = None;
        for groups in numbers {
            let grouping = method.cluster_roughly(sample, *groups, options.seed)?;
            let Some(criterion) = bic(sample, &grouping) else { return Ok(None) };
            if best.as_ref().is_none_or(|(least, _)| criterion < *least) {
                best = Some((criterion, grouping));
            }
        }
        Ok(best)
    };
    let numbers: Vec<usize> = match options.groups {
        Groups::Exactly(groups) => vec![groups],
        Groups::Between { min, max } => (min.max(1)..=max.min(MOST_GROUPS)).collect(),
    };
    // Respondents who differ by nothing but groups are described by one group and a style badly, and
    // by one group alone worse: a look at one group spares the others where there is neither.
    let first = numbers.iter().take(1).copied().collect::<Vec<_>>();
    let better = |a: &Option<(f64, Grouping)>, b: &Option<(f64, Grouping)>| {
        a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| a.0 < b.0)
    };
    if !better(&best(&styled, &first)?, &best(&plain, &first)?) {
        return Ok(ResponseStyle::None);
    }
    let (without, with) = (best(&plain, &numbers)?, best(&styled, &numbers)?);
    if !better(&with, &without) {
        return Ok(ResponseStyle::None);
    }
    let told = with
        .as_ref()
        .and_then(|(_, grouping)| grouping.model())
        .is_some_and(|model| differ_both_ways(model, &columns));
    Ok(if told { ResponseStyle::Told(columns) } else { ResponseStyle::Untold(columns) })
}

/// -2 LL + d ln N; `None` for a method without a likelihood.
#[allow(clippy::cast_precision_loss, reason = "few parameters")]
fn bic(sample: &Sample, grouping: &Grouping) -> Option<f64> {
    let log = libm::log(sample.total_weight().max(1.0));
    grouping.fit().map(|fit| -2.0 * fit.log_likelihood + fit.parameters as f64 * log)
}

/// The graded columns with the same answers, of the battery with the most of them; of equal ones the
/// first.
fn battery(matrix: &IndicatorMatrix, sample: &Sample) -> Vec<usize> {
    let mut batteries: Vec<(&[String], Vec<usize>)> = Vec::new();
    for (position, column) in sample.columns().iter().enumerate() {
        let levels = matrix.indicators()[column.indicator].levels.as_slice();
        let graded = column.measure == Measure::Ordinal && column.cuts.is_empty();
        if !graded || column.categories < 3 || levels.len() != column.categories {
            continue;
        }
        match batteries.iter_mut().find(|(own, _)| *own == levels) {
            Some((_, columns)) => columns.push(position),
            None => batteries.push((levels, vec![position])),
        }
    }
    let longer = |best: Vec<usize>, (_, next): (&[String], Vec<usize>)| {
        if next.len() > best.len() { next } else { best }
    };
    batteries.into_iter().fold(Vec::new(), longer)
}

/// True where some group answers a sixth of the questions higher than another group, and a sixth
/// lower.
#[allow(clippy::cast_precision_loss, reason = "few levels")]
fn differ_both_ways(model: &LatentClassModel, columns: &[usize]) -> bool {
    const APART: f64 = 0.5;
    let least = columns.len().div_ceil(6).max(2);
    // Mean and variance of the score.
    let moments = |column: &usize, group: usize| {
        let rates = model.rates(*column, group);
        let mean: f64 = rates.iter().enumerate().map(|(level, rate)| level as f64 * rate).sum();
        let apart = |(level, rate): (usize, &f64)| rate * (level as f64 - mean).powi(2);
        (mean, rates.iter().enumerate().map(apart).sum::<f64>())
    };
    let differ = |one: usize, other: usize| {
        let (mut higher, mut lower) = (0, 0);
        for column in columns {
            let (own, elsewhere) = (moments(column, one), moments(column, other));
            let deviation = (0.5 * (own.1 + elsewhere.1)).sqrt().max(f64::MIN_POSITIVE);
            let apart = (own.0 - elsewhere.0) / deviation;
            higher += usize::from(apart >= APART);
            lower += usize::from(apart <= -APART);
        }
        higher >= least && lower >= least
    };
    (1..model.groups()).any(|group| (0..group).any(|earlier| differ(earlier, group)))
}

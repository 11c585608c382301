//! Whether a response style may act on a battery of graded questions: respondents differ in how
//! high they answer all of them. Left alone, it hides groups and makes others.

use super::candidate::bic;
use super::grouping::Grouping;
use super::latent_class::LatentClassModel;
use super::method::Clusterer;
use super::sample::{MEDIUM_PART, Sample};
use crate::error::Result;
use crate::indicators::{IndicatorMatrix, Measure};

/// Fewest questions of a battery: a style is known by what it does to many.
const LEAST_QUESTIONS: usize = 6;
/// Most groups beside which a style is looked for, and the fewest respondents for each.
const MOST_GROUPS: usize = 8;
const LEAST_MEMBERS: usize = 4;
/// Answers to a battery up to which a style is looked for: a fit beside one takes ten times as
/// long.
const MOST_ANSWERS: usize = 10_000;
/// Loading below which a style moves no answer by enough to matter.
const LEAST_LOADING: f64 = 0.2;
/// Respondents on whom models are compared at most: few enough for one family of distributions,
/// see [`super::OrdinalModel::BySize`].
const MOST_ROWS: usize = MEDIUM_PART;

/// A battery whose questions share a dimension that groups do not explain.
pub(super) struct SharedDimension {
    /// Columns of the battery.
    pub(super) columns: Vec<usize>,
    /// What groups beside it have to do with it.
    pub(super) groups: GroupsBeside,
}

/// The groups that describe a battery best beside a shared dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GroupsBeside {
    /// Some groups differ in both directions, so that they can be told from a style.
    BothWays,
    /// No two groups differ in both directions.
    OneWay,
    /// The dimension alone describes the answers best.
    None,
}

/// Looks for a dimension that the questions of the largest battery share: where the best groups
/// beside one describe the answers better than the best groups without one, by BIC (Schwarz 1978,
/// doi 10.1214/aos/1176344136). `None` where there is no such battery or dimension, the method has
/// no likelihood, or there are more than 10,000 answers.
///
/// Questions that are all asked one way cannot tell a style from a trait (Billiet and `McClendon`
/// 2000, doi `10.1207/S15328007SEM0704_5`). Groups tell them apart where two of them differ on a
/// sixth of the questions, at least two, in each direction by half a standard deviation.
pub(super) fn shared_dimension(
    method: &dyn Clusterer,
    matrix: &IndicatorMatrix,
    everyone: &Sample,
    seed: u64,
) -> Result<Option<SharedDimension>> {
    let columns = battery(matrix, everyone);
    let plain = everyone.first(MOST_ROWS).unweighted();
    let many = everyone.rows() * columns.len() > MOST_ANSWERS;
    if columns.len() < LEAST_QUESTIONS || plain.rows() < 2 * LEAST_MEMBERS || many {
        return Ok(None);
    }
    let beside = plain.with_style(columns.clone());
    let best = |sample: &Sample, most: usize| best_of(method, sample, most, seed);
    let lower = |one: &Option<Fitted>, other: &Option<Fitted>| {
        one.as_ref().zip(other.as_ref()).is_some_and(|(one, other)| one.bic < other.bic)
    };
    // A shared dimension shows among everyone together, however many groups there are. One
    // comparison spares the others where there is none.
    if !lower(&best(&beside, 1)?, &best(&plain, 1)?) {
        return Ok(None);
    }
    let most = MOST_GROUPS.min(plain.rows() / LEAST_MEMBERS);
    let with = best(&beside, most)?;
    if !lower(&with, &best(&plain, most)?) {
        return Ok(None);
    }
    let Some(model) = with.as_ref().and_then(|fitted| fitted.grouping.model()) else {
        return Ok(None);
    };
    if model.style_loading() < LEAST_LOADING {
        return Ok(None);
    }
    let groups = groups_beside(model, &columns);
    Ok(Some(SharedDimension { columns, groups }))
}

/// What groups have to do with a dimension that these columns share.
pub(super) fn groups_beside(model: &LatentClassModel, columns: &[usize]) -> GroupsBeside {
    match model.groups() {
        1 => GroupsBeside::None,
        _ if differ_both_ways(model, columns) => GroupsBeside::BothWays,
        _ => GroupsBeside::OneWay,
    }
}

/// A fit with its criterion.
struct Fitted {
    bic: f64,
    grouping: Grouping,
}

/// The best fit of up to so many groups; `None` for a method without a likelihood.
fn best_of(
    method: &dyn Clusterer,
    sample: &Sample,
    most: usize,
    seed: u64,
) -> Result<Option<Fitted>> {
    let mut best: Option<Fitted> = None;
    for groups in 1..=most {
        let grouping = method.cluster_roughly(sample, groups, seed)?;
        let Some(bic) = bic(sample, &grouping) else { return Ok(None) };
        if best.as_ref().is_none_or(|least| bic < least.bic) {
            best = Some(Fitted { bic, grouping });
        }
    }
    Ok(best)
}

/// The graded columns with the same answers, of the battery with the most of them; of equal ones
/// the first.
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

//! Faults and doubts of a grouping: groups made by missing values, empty or doubled groups,
//! indicators that repeat each other.

use std::collections::BTreeMap;

use super::agreement::adjusted_rand;
use super::degrees::{Degrees, degrees};
use super::grouping::Grouping;
use super::latent_class::{DependentPair, LatentClassModel};
use super::method::Clusterer;
use super::random::SplitMix64;
use super::sample::{MEDIUM_PART, Sample};
use crate::clustering::findings::{AgainstNature, AgainstNumber, ClusteringFinding};
use crate::error::Result;
use crate::finding::Findings;
use crate::indicators::IndicatorMatrix;
use crate::sources::MISSING;

/// Agreement with the pattern of what is missing above which that is taken to make the groups.
const MISSING_DRIVES: f64 = 0.5;
/// Residual and strength from which two indicators are named.
const NAMED_RESIDUAL: f64 = 10.0;
const NAMED_STRENGTH: f64 = 0.35;
/// Pairs that are named; how many more there are is said.
const MOST_PAIRS: usize = 10;
/// Correlation over all respondents from which two indicators are taken to say the same.
const SAME: f64 = 0.9;
/// Rows that must know both.
const ENOUGH: f64 = 30.0;
/// Agreement that a grouping must keep where questions that are asked several times are left out.
const KEPT: f64 = 0.65;
/// Most respondents between the groups, as a multiple of the number that the model expects.
const BETWEEN: f64 = 1.5;
/// Rows on which checks that simulate are made.
const MOST_ROWS: usize = MEDIUM_PART;

/// Adds the findings about a grouping.
pub(super) fn report(
    matrix: &IndicatorMatrix,
    sample: &Sample,
    grouping: &Grouping,
    findings: &mut Findings,
) -> Result<()> {
    let kind = sample.kind();
    if grouping.groups() > 1 {
        let agreement = agreement_with_missing(sample, grouping);
        if agreement > MISSING_DRIVES {
            findings.add(ClusteringFinding::MissingDrivesGroups { kind, agreement });
        }
    }
    let Some(model) = grouping.model() else { return Ok(()) };
    let (empty, alike) = (model.empty_groups(), model.groups_alike());
    if empty + alike > 0 && grouping.groups() > 1 {
        findings.add(ClusteringFinding::DegenerateGroups {
            kind,
            groups: grouping.groups(),
            empty,
            alike,
        });
    }
    if let Some(Degrees { described, one_way }) = degrees(sample, model) {
        let groups = grouping.groups();
        findings.add(ClusteringFinding::DegreesNotKinds { kind, groups, described, one_way });
    }
    let block = |column: usize| sample.columns()[column].block;
    let named = |pair: &DependentPair| {
        // Options that exclude each other always depend on each other, and bound questions are
        // named as such; that they depend on each other tells nothing.
        let bound = block(pair.first).is_some() && block(pair.first) == block(pair.second);
        pair.rises_together
            && !bound
            && pair.residual >= NAMED_RESIDUAL
            && pair.strength >= NAMED_STRENGTH
    };
    let pairs: Vec<_> =
        model.dependent_pairs(sample, grouping)?.into_iter().filter(named).collect();
    let name = |column: usize| matrix.indicators()[sample.columns()[column].indicator].name.clone();
    for pair in pairs.iter().take(MOST_PAIRS) {
        let (first, second) = (name(pair.first), name(pair.second));
        findings.add(ClusteringFinding::LocalDependence {
            kind,
            first,
            second,
            strength: pair.strength,
        });
    }
    if pairs.len() > MOST_PAIRS {
        findings
            .add(ClusteringFinding::MoreLocalDependence { kind, pairs: pairs.len() - MOST_PAIRS });
    }
    Ok(())
}

/// Adjusted Rand index of the groups with the patterns of what is missing.
fn agreement_with_missing(sample: &Sample, grouping: &Grouping) -> f64 {
    let part = sample.first(MOST_ROWS);
    let mut patterns: BTreeMap<Vec<bool>, u16> = BTreeMap::new();
    let pattern = |row: usize| {
        let known = (0..part.columns().len()).map(|column| part.is_known(row, column));
        let next = u16::try_from(patterns.len()).expect("no more patterns than rows");
        *patterns.entry(known.collect()).or_insert(next)
    };
    let patterns: Vec<u16> = (0..part.rows()).map(pattern).collect();
    // A single pattern of missing values cannot have made several groups.
    if patterns.iter().all(|pattern| *pattern == 0) {
        return 0.0;
    }
    adjusted_rand(&grouping.first(part.rows()).labels(), &patterns)
}

/// The reason why a number of groups cannot be relied on, however stable they are; `None` if there
/// is none.
pub(super) fn against_number(grouping: &Grouping, largest_tried: bool) -> Option<AgainstNumber> {
    let Some(model) = grouping.model() else {
        return largest_tried.then_some(AgainstNumber::LargestTried);
    };
    if let Some((parameters, patterns)) = model.beyond_identification() {
        return Some(AgainstNumber::NotIdentified { parameters, patterns });
    }
    if model.is_flat() {
        return Some(AgainstNumber::FlatLikelihood);
    }
    largest_tried.then_some(AgainstNumber::LargestTried)
}

/// The reason why stable and separate groups are not natural; `None` if there is none.
pub(super) fn against_nature(
    method: &dyn Clusterer,
    sample: &Sample,
    grouping: &Grouping,
    seed: u64,
) -> Result<Option<AgainstNature>> {
    let part = sample.first(MOST_ROWS);
    let own = grouping.first(part.rows());
    if agreement_with_missing(&part, &own) > MISSING_DRIVES {
        return Ok(Some(AgainstNature::MissingValues));
    }
    // The remaining checks compare with what a model expects.
    let Some(model) = own.model() else { return Ok(None) };
    if groups_are_patterns(&part, model) {
        return Ok(Some(AgainstNature::SinglePattern));
    }
    if degrees(&part, model).is_some() {
        return Ok(Some(AgainstNature::Degrees));
    }
    // Rows drawn from the model itself show how many lie between groups by chance.
    let drawn = model.draw(&part, &mut SplitMix64::new(seed, &[5]));
    if between(&own) > BETWEEN * between(&model.group(&drawn)?) {
        return Ok(Some(AgainstNature::RespondentsBetween));
    }
    // Groups that vanish with the repetitions were made by counting one answer twice.
    let mut blocks = part.blocks();
    blocks.push(repeated_columns(&part));
    for repeated in blocks.iter().filter(|columns| !columns.is_empty()) {
        // What rests on one question alone cannot survive without it.
        if repeated.len() == part.columns().len() {
            return Ok(Some(AgainstNature::RepeatedIndicators));
        }
        let rest = part.without(repeated);
        let again = method.cluster_roughly(&rest, own.groups(), seed)?;
        if adjusted_rand(&own.labels(), &again.labels()) < KEPT {
            return Ok(Some(AgainstNature::RepeatedIndicators));
        }
    }
    Ok(None)
}

/// Share of the rows that belong to no group for certain, and the half of a row that there always
/// is.
#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn between(grouping: &Grouping) -> f64 {
    const CERTAIN: f32 = 0.9;
    let most = |row: usize| grouping.probabilities(row).iter().copied().fold(0.0, f32::max);
    let uncertain = (0..grouping.rows()).filter(|row| most(*row) < CERTAIN).count();
    // The addend keeps a ratio of two such shares finite where no row lies between.
    (uncertain as f64 + 0.005 * grouping.rows() as f64) / grouping.rows() as f64
}

/// True where in some group most of the answers that set it apart are the same for all its members.
fn groups_are_patterns(sample: &Sample, model: &LatentClassModel) -> bool {
    const CONSTANT: f64 = 0.97;
    const APART: f64 = 0.3;
    const LEAST: usize = 3;
    let coded: Vec<usize> = (0..sample.columns().len())
        .filter(|column| sample.columns()[*column].categories > 0)
        .collect();
    let shares = model.shares();
    (0..model.groups()).any(|group| {
        let (mut apart, mut constant) = (0, 0);
        for column in &coded {
            let own = model.rates(*column, group);
            let level = (0..own.len()).max_by(|a, b| own[*a].total_cmp(&own[*b])).unwrap_or(0);
            let others = (0..model.groups()).filter(|other| *other != group);
            let elsewhere: f64 = others
                .clone()
                .map(|other| shares[other] * model.rates(*column, other)[level])
                .sum();
            let weight: f64 = others.map(|other| shares[other]).sum();
            if own[level] - elsewhere / weight > APART {
                apart += 1;
                constant += usize::from(own[level] >= CONSTANT);
            }
        }
        // A group whose members all answer alike is one profile copied, as by a default answer or a
        // bot.
        constant >= LEAST && constant * 2 > apart
    })
}

/// Columns that say the same as an earlier one.
fn repeated_columns(sample: &Sample) -> Vec<usize> {
    let values: Vec<Vec<f64>> = (0..sample.columns().len())
        .map(|column| {
            let value = |row| match sample.code(row, column) {
                MISSING => sample.number(row, column),
                code => f64::from(code),
            };
            (0..sample.rows()).map(value).collect()
        })
        .collect();
    let same = |a: &[f64], b: &[f64]| {
        let known = || a.iter().zip(b).filter(|(a, b)| !a.is_nan() && !b.is_nan());
        #[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
        let n = known().count().max(1) as f64;
        let mean =
            |pick: fn(&(&f64, &f64)) -> f64| known().map(|pair| pick(&pair)).sum::<f64>() / n;
        let (x, y) = (mean(|(a, _)| **a), mean(|(_, b)| **b));
        let products =
            |f: &dyn Fn(f64, f64) -> f64| known().map(|(a, b)| f(a - x, b - y)).sum::<f64>();
        let both = (products(&|a, _| a * a) * products(&|_, b| b * b)).sqrt();
        // Reversed items repeat an answer too, so the sign of the correlation is dropped.
        n >= ENOUGH && both > 0.0 && products(&|a, b| a * b).abs() / both >= SAME
    };
    (0..values.len())
        .filter(|column| (0..*column).any(|earlier| same(&values[earlier], &values[*column])))
        .collect()
}

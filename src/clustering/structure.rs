//! The bootstrap likelihood-ratio test of one group: a parametric bootstrap of the model with one
//! group.

use std::sync::Arc;

use rayon::prelude::*;

use super::fit::FitStatistics;
use super::latent_class::LatentClassModel;
use super::method::Clusterer;
use super::moments::{mean, variance};
use super::random::SplitMix64;
use super::sample::{MEDIUM_PART, Sample};
use crate::error::Result;
use crate::indicators::Values;
use crate::manifest::ClusteringOptions;
use crate::progress::{ProgressMeter, Stage};
use crate::sources::MISSING;

/// Replicates that gain as much after which no further are drawn (sequential test of Besag and
/// Clifford 1991, doi 10.1093/biomet/78.2.301).
const ENOUGH: usize = 8;
/// Fewest replicates with which one group can be refuted.
const LEAST: usize = 20;
/// Rows from which so few may be enough.
const MANY_ROWS: usize = 2_000;
/// Standard deviations above the mean of data without groups that none of them could reach.
const FAR: f64 = 10.0;
/// Standard deviations that are beyond the best of several numbers of groups too.
const FAR_FOR_SEVERAL: f64 = 5.0;
/// Replicates drawn at a time.
const BATCH: usize = 10;
/// Rows beyond which the test is made on the first of them.
const MOST_ROWS: usize = MEDIUM_PART;

/// The numbers of groups that were compared with one group, and a p-value for each.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TestedNumbers {
    pub(super) numbers: Vec<usize>,
    /// Adjusted for all of the numbers.
    pub(super) p: Vec<f64>,
}

impl TestedNumbers {
    /// The p-value of a number of groups, the least of all where it was not tested.
    pub(super) fn p_of(&self, groups: usize) -> f64 {
        let own = self.numbers.iter().position(|number| *number == groups);
        own.map_or_else(|| self.p.iter().copied().fold(1.0, f64::min), |own| self.p[own])
    }
}

/// The bootstrap likelihood-ratio test (BLRT) of one group: how often data without groups gain as
/// much by several groups as these data do. `best` is tested alone; unless its gain is far beyond
/// chance, `others` are tested too. `None` for a method without likelihood.
///
/// Data without groups are drawn from the model with one group: independent indicators with their
/// marginal rates, numbers from those observed, missing where these data are missing (McLachlan
/// 1987, doi 10.2307/2347790). Observed and drawn data are fitted with the same effort. The gain is
/// twice that of the log-likelihood, less what the parameters cost. The p-value is (1 + replicates
/// that gain as much) / (1 + replicates).
///
/// With several numbers, each gain is standardised by mean and standard deviation over replicates
/// and data, and compared with the greatest of each replicate, fitted with the same numbers
/// (Westfall and Young 1993, Resampling-Based Multiple Testing): the test holds its level over all.
pub(super) fn test_one_group(
    method: &dyn Clusterer,
    sample: &Sample,
    best: usize,
    others: &[usize],
    options: &ClusteringOptions,
    meter: &ProgressMeter<'_>,
) -> Result<Option<TestedNumbers>> {
    let sample = sample.first(MOST_ROWS);
    // Accounts make people alike beyond a style, and weigh more.
    let null = match sample.has_style() && !sample.is_in_units() {
        true => method.cluster_roughly(&sample, 1, options.seed)?.model().cloned(),
        false => None,
    };
    let test = OneGroupTest { method, sample: &sample, null, options, meter };
    let Some(observed) = test.gains(&sample, &[best], options.seed)? else { return Ok(None) };
    let alone = test.alone(best, observed[0])?;
    if others.is_empty() || exceeds(observed[0], &alone, FAR_FOR_SEVERAL) {
        let reached = alone.iter().filter(|gain| **gain >= observed[0]).count();
        let p = vec![share_with_data(reached, alone.len())];
        return Ok(Some(TestedNumbers { numbers: vec![best], p }));
    }
    let Some(more) = test.gains(&sample, others, options.seed)? else { return Ok(None) };
    let observed = [observed, more].concat();
    let numbers = [&[best], others].concat();
    test.together(numbers, observed, &alone).map(Some)
}

/// What the test works on.
struct OneGroupTest<'a> {
    method: &'a dyn Clusterer,
    sample: &'a Sample,
    /// One group beside a response style, where there is one.
    null: Option<Arc<LatentClassModel>>,
    options: &'a ClusteringOptions,
    meter: &'a ProgressMeter<'a>,
}

impl OneGroupTest<'_> {
    /// What each number of groups gains over one group; `None` for a method without likelihood.
    fn gains(&self, sample: &Sample, numbers: &[usize], seed: u64) -> Result<Option<Vec<f64>>> {
        // Pooled columns differ between fits, so that degrees of freedom are taken off the gain.
        let score = |fit: &FitStatistics| 2.0 * fit.log_likelihood - fit.cost;
        // The same effort for observed and drawn data: a fuller search would favour the former.
        let fit = |groups: usize| -> Result<Option<f64>> {
            let grouping = self.method.cluster_roughly(sample, groups, seed)?;
            Ok(grouping.fit().map(score))
        };
        let Some(one) = fit(1)? else { return Ok(None) };
        let gain = |groups: &usize| Ok(fit(*groups)?.map(|several| several - one));
        numbers.iter().map(gain).collect()
    }

    /// The gains of these numbers in a replicate without groups: the same data whatever the
    /// numbers.
    fn drawn(&self, replicate: usize, numbers: &[usize]) -> Result<Vec<f64>> {
        self.meter.tick(Stage::OneGroupTest)?;
        let mut draws = SplitMix64::new(self.options.seed, &[replicate as u64, 2]);
        let null = structureless(self.sample, self.null.as_deref(), &mut draws);
        let gains = self.gains(&null, numbers, draws.next_u64())?;
        Ok(gains.unwrap_or_else(|| vec![f64::NEG_INFINITY; numbers.len()]))
    }

    /// The gains of one number in replicates, as many as it takes to decide.
    fn alone(&self, number: usize, observed: f64) -> Result<Vec<f64>> {
        let replicates = self.options.replicates;
        let mut gains: Vec<f64> = Vec::new();
        let mut reached = 0;
        // The p-value is above every threshold once several replicates gain as much.
        while gains.len() < replicates && reached < ENOUGH {
            let next = gains.len()..(gains.len() + BATCH).min(replicates);
            let drawn = |replicate| Ok(self.drawn(replicate, &[number])?[0]);
            gains.extend(next.into_par_iter().map(drawn).collect::<Result<Vec<_>>>()?);
            reached = gains.iter().filter(|gain| **gain >= observed).count();
            if self.sample.rows() >= MANY_ROWS && exceeds(observed, &gains, FAR) {
                break;
            }
        }
        Ok(gains)
    }

    /// The test of several numbers; `alone` are the gains of the first of them that are known.
    fn together(
        &self,
        numbers: Vec<usize>,
        observed: Vec<f64>,
        alone: &[f64],
    ) -> Result<TestedNumbers> {
        let replicates = self.options.replicates;
        let mut rows = vec![observed];
        loop {
            let known = rows.len() - 1;
            let drawn = |replicate: usize| {
                let Some(first) = alone.get(replicate) else {
                    return self.drawn(replicate, &numbers);
                };
                let others = self.drawn(replicate, &numbers[1..])?;
                Ok([vec![*first], others].concat())
            };
            let next = known..(known + BATCH).min(replicates);
            rows.extend(next.into_par_iter().map(drawn).collect::<Result<Vec<_>>>()?);
            let reached = reached_by_the_best(&rows);
            let least = reached.iter().copied().min().unwrap_or(0);
            if rows.len() > replicates || least >= ENOUGH {
                let drawn = rows.len() - 1;
                let p = reached.into_iter().map(|reached| share_with_data(reached, drawn));
                return Ok(TestedNumbers { numbers, p: p.collect() });
            }
        }
    }
}

/// For each column how many rows after the first have a greatest standardised value at least as
/// great as the first row's value in that column.
#[allow(clippy::cast_precision_loss, reason = "few replicates")]
fn reached_by_the_best(rows: &[Vec<f64>]) -> Vec<usize> {
    let count = rows.len() as f64;
    // The data are standardised with the replicates, so that all are treated alike.
    let standards = (0..rows[0].len()).map(|column| {
        let mean = rows.iter().map(|row| row[column]).sum::<f64>() / count;
        let squares: f64 = rows.iter().map(|row| (row[column] - mean).powi(2)).sum();
        (mean, (squares / count).sqrt().max(f64::MIN_POSITIVE))
    });
    let standards: Vec<(f64, f64)> = standards.collect();
    let standardised = |row: &Vec<f64>| -> Vec<f64> {
        row.iter()
            .zip(&standards)
            .map(|(gain, (mean, deviation))| (gain - mean) / deviation)
            .collect()
    };
    let greatest = |row: &Vec<f64>| standardised(row).into_iter().fold(f64::NEG_INFINITY, f64::max);
    let best: Vec<f64> = rows[1..].iter().map(greatest).collect();
    let reached = |own: f64| best.iter().filter(|best| **best >= own).count();
    standardised(&rows[0]).into_iter().map(reached).collect()
}

/// True for a gain so many standard deviations above the mean of enough replicates.
fn exceeds(observed: f64, gains: &[f64], deviations: f64) -> bool {
    if gains.len() < LEAST {
        return false;
    }
    observed > mean(gains) + deviations * variance(gains).sqrt()
}

/// The share of the replicates that reach as much, the data counted as one of them, which keeps the
/// test exact.
#[allow(clippy::cast_precision_loss, reason = "few replicates")]
fn share_with_data(reached: usize, replicates: usize) -> f64 {
    (1 + reached) as f64 / (1 + replicates) as f64
}

/// These respondents with answers drawn independently from the marginal distributions; in accounts
/// from those of another account, column by column. Of people alone, answers on which a response
/// style acts are drawn from the model of one group, which keeps the style.
fn structureless(
    sample: &Sample,
    null: Option<&LatentClassModel>,
    draws: &mut SplitMix64,
) -> Sample {
    let styled = null.map(|model| model.draw(sample, draws));
    let columns = 0..sample.columns().len();
    let drawn = columns.map(|column| match (sample.values(column), &styled) {
        (_, Some(styled)) if sample.is_styled(column) => styled.values(column),
        (Values::Codes(codes), _) => {
            let drawn = redrawn(sample, &codes, |code| *code != MISSING, draws);
            Values::Codes(drawn)
        }
        (Values::Numbers(numbers), _) => {
            Values::Numbers(redrawn(sample, &numbers, |number| !number.is_nan(), draws))
        }
    });
    let drawn: Vec<Values> = drawn.collect();
    sample.with_values(&drawn)
}

/// Known values of a column drawn anew from those observed, so that the null needs no assumed
/// distribution. Missing cells stay missing: who skipped what may itself form groups.
fn redrawn<T: Copy>(
    sample: &Sample,
    values: &[T],
    is_known: impl Fn(&T) -> bool,
    draws: &mut SplitMix64,
) -> Vec<T> {
    if sample.is_in_units() {
        return redrawn_in_units(sample, values, &is_known, draws);
    }
    let pool: Vec<T> = values.iter().filter(|value| is_known(value)).copied().collect();
    let redraw = |value: &T| if is_known(value) { pool[draws.below(pool.len())] } else { *value };
    values.iter().map(redraw).collect()
}

/// Known values of a column, each account with those of another account of like size, so that
/// people of one account stay alike in every column, but are alike in the same way in no two
/// columns.
fn redrawn_in_units<T: Copy>(
    sample: &Sample,
    values: &[T],
    is_known: impl Fn(&T) -> bool,
    draws: &mut SplitMix64,
) -> Vec<T> {
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); sample.units()];
    let known = (0..values.len()).filter(|row| is_known(&values[*row]));
    known.for_each(|row| rows[sample.unit(row)].push(row));
    rows.retain(|rows| !rows.is_empty());
    // A person alone in place of an account of twenty would make all twenty the same.
    rows.sort_by_key(Vec::len);
    let sizes: Vec<usize> = rows.iter().map(Vec::len).collect();
    let mut drawn = values.to_vec();
    for own in &rows {
        let first = sizes.partition_point(|size| 2 * size < own.len());
        let end = sizes.partition_point(|size| *size <= 2 * own.len());
        let mut pool: Vec<T> =
            rows[first + draws.below(end - first)].iter().map(|row| values[*row]).collect();
        // Without replacement: drawn twice, an answer would make people more alike than they are.
        for last in (1..pool.len()).rev() {
            pool.swap(last, draws.below(last + 1));
        }
        own.iter().zip(pool.iter().cycle()).for_each(|(row, value)| drawn[*row] = *value);
    }
    drawn
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::super::grouping::Grouping;
    use super::*;
    use crate::indicators::{Indicator, IndicatorMatrix, Measure};
    use crate::manifest::{Facet, PersonaKind};

    /// Two groups gain by the agreement of the first two columns, four by luck, and far more.
    struct LuckOfFour;

    impl Clusterer for LuckOfFour {
        fn name(&self) -> &str {
            "luck of four"
        }

        fn cluster(&self, sample: &Sample, groups: usize, seed: u64) -> Result<Grouping> {
            let agree =
                (0..sample.rows()).filter(|row| sample.code(*row, 0) == sample.code(*row, 1));
            #[allow(clippy::cast_precision_loss, reason = "few rows")]
            let log_likelihood = match groups {
                2 => agree.count() as f64,
                4 => 1000.0 + 500.0 * SplitMix64::new(seed, &[]).unit(),
                _ => 0.0,
            };
            let fit = FitStatistics {
                log_likelihood,
                parameters: groups,
                cost: 0.0,
                converged: true,
                passes: 1,
                starts: 1,
                reached: 1,
            };
            let even = [vec![1.0], vec![0.0; groups - 1]].concat().repeat(sample.rows());
            Grouping::from_probabilities(groups, even, Some(fit))
        }
    }

    fn tested(second: fn(u8) -> u8, best: usize, others: &[usize]) -> TestedNumbers {
        let column = |name: &str| Indicator::new(name, Facet::Goal, Measure::Mention);
        let codes = |of: fn(u8) -> u8| Values::Codes((0..60).map(of).collect());
        let columns = vec![(column("a"), codes(|row| row % 2)), (column("b"), codes(second))];
        let matrix = IndicatorMatrix::from_columns(columns).unwrap();
        let sample = Sample::of_kind(&matrix, PersonaKind::User);
        let silent = |_: crate::progress::Step<'_>| ControlFlow::Continue(());
        let meter = ProgressMeter::new("user", &silent);
        let options = ClusteringOptions { replicates: 50, ..ClusteringOptions::default() };
        test_one_group(&LuckOfFour, &sample, best, others, &options, &meter).unwrap().unwrap()
    }

    #[test]
    fn another_number_refutes_one_group_where_the_best_gains_by_luck() {
        let same = tested(|row| row % 2, 4, &[2, 3]);
        assert_eq!(same.numbers, [4, 2, 3]);
        assert!(same.p_of(2) <= 0.05 && same.p_of(4) > 0.05 && same.p_of(3) > 0.05, "{same:?}");
        let apart = tested(|row| row / 2 % 2, 4, &[2, 3]);
        assert!(apart.p.iter().all(|p| *p > 0.05), "{apart:?}");
        // One group stands where no number refutes it; its p-value is the least.
        assert!((apart.p_of(1) - apart.p.iter().copied().fold(1.0, f64::min)).abs() < 1e-12);
    }

    #[test]
    fn a_gain_far_beyond_chance_needs_no_other_number() {
        let same = tested(|row| row % 2, 2, &[3, 4]);
        assert_eq!(same.numbers, [2]);
        assert!((same.p[0] - 1.0 / 51.0).abs() < 1e-12, "{same:?}");
    }

    /// Standardised, 9 in the first column is as far out as any other row's best; 9 in the second
    /// is not.
    #[test]
    fn the_data_are_compared_with_the_best_of_each_replicate() {
        let rows = [[9.0, 9.0], [0.0, 9.0], [1.0, 0.0], [2.0, 20.0], [0.0, 5.0]];
        let rows: Vec<Vec<f64>> = rows.iter().map(|row| row.to_vec()).collect();
        // Column means 2.4 and 8.6, deviations 3.4 and 6.6: the data stand at 1.9 and 0.1, the
        // replicates' best at 0.1, -0.4, 1.7 and -0.5.
        assert_eq!(reached_by_the_best(&rows), [0, 2]);
    }
}

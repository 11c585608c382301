//! The chosen groups fitted again to reweighted respondents: how far their sizes, and what is
//! counted in them, would be different with other respondents.
//!
//! A respondent's weight is multiplied by an exponential number with mean 1: the weighted
//! likelihood bootstrap (Newton and Raftery 1994, doi 10.1111/j.2517-6161.1994.tb01956.x; for
//! mixtures O'Hagan, Murphy, Scrucca and Gormley 2019, doi 10.1007/s00180-019-00897-9). Unlike a
//! draw with replacement it never loses all respondents of a small group.

use rayon::prelude::*;

use super::agreement::best_jaccard;
use super::effective::{effective, effective_units};
use super::grouping::Grouping;
use super::matching::best_matching;
use super::method::Clusterer;
use super::moments::variance;
use super::random::SplitMix64;
use super::sample::{LARGE_PART, MEDIUM_PART, Sample};
use super::three_step::{Sorted, SortedCounts, WeighedAnswer, without};
use crate::error::Result;
use crate::progress::{ProgressMeter, Stage};

/// Refits that start from the chosen groups.
const WARM: usize = 50;
/// Refits that take the best of such a start and of [`FRESH`] others.
const COLD: usize = 20;
/// Fresh starts of a cold refit.
const FRESH: usize = 3;
/// Refits in all.
pub(super) const REFITS: usize = WARM + COLD;
/// Rows that are fitted again at most.
const MOST_ROWS: usize = MEDIUM_PART;
/// Rows in which rates are counted at most.
const MOST_COUNTED: usize = LARGE_PART;
/// Fewest respondents with a known answer, by their effective number, for a rate.
const LEAST_KNOWN: f64 = 30.0;
/// Separation of a group by what is left without some columns, below which nothing tells its rate.
const LEAST_SEPARATION: f64 = 0.2;
/// Mean Jaccard index over the warm refits below which a group is another one each time.
const LEAST_JACCARD: f64 = 0.5;
/// How far cold refits must spread beyond warm ones to be more than chance.
const FARTHER: f64 = 1.5;

/// Groups fitted again to reweighted respondents.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Refits {
    /// The rows in which rates are counted.
    sample: Sample,
    /// The chosen groups of these rows.
    grouping: Grouping,
    /// Number of rows that were fitted again, the first.
    rows: usize,
    /// Warm ones first.
    refits: Vec<Refit>,
    /// Mean Jaccard index of each group over the warm refits, by likeliest group.
    jaccard: Vec<f64>,
}

/// Groups fitted to the rows with other weights, in the order of the chosen ones.
#[derive(Debug, Clone, PartialEq)]
struct Refit {
    /// The number that each row's weight was multiplied by.
    factors: Vec<f64>,
    grouping: Grouping,
}

/// Rate of an answer in a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rate {
    pub(crate) estimate: f64,
    /// Standard error of its logit.
    pub(crate) error: f64,
}

/// How far a statistic of a group spreads over the refits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spread {
    /// Standard error of the logit among as many respondents as were fitted again.
    pub(crate) error: f64,
    /// Least and greatest value over all refits.
    pub(crate) range: (f64, f64),
}

impl Refits {
    /// One group, in which everyone is: nothing to fit again.
    pub(super) fn nothing(sample: &Sample, grouping: &Grouping) -> Self {
        Self {
            sample: sample.first(0),
            grouping: grouping.first(0),
            rows: 0,
            refits: Vec::new(),
            jaccard: vec![1.0; grouping.groups()],
        }
    }

    /// Fits the chosen groups again.
    pub(super) fn new(
        method: &dyn Clusterer,
        sample: &Sample,
        grouping: &Grouping,
        seed: u64,
        meter: &ProgressMeter<'_>,
    ) -> Result<Self> {
        if grouping.groups() == 1 {
            return Ok(Self::nothing(sample, grouping));
        }
        let part = sample.first(MOST_ROWS);
        let near = grouping.first(part.rows());
        let refit = |number: usize| {
            meter.tick(Stage::Replicates)?;
            let mut draws = SplitMix64::new(seed, &[near.groups() as u64, number as u64, 11]);
            // A method without a model may know whole rows alone.
            let (drawn, factors) = if near.model().is_some() {
                let factors = part.exponential(&mut draws);
                (part.with_factors(factors.clone()), factors)
            } else {
                let times = part.resample(&mut draws);
                let factors = times.iter().map(|times| f64::from(*times)).collect();
                (part.with_times(times)?, factors)
            };
            let fresh = if number < WARM { 0 } else { FRESH };
            let found = method.refit(&drawn, &near, fresh, draws.next_u64())?;
            let order = best_matching(&overlaps(&near, &found, &drawn));
            Ok(Refit { factors, grouping: found.reordered(&order) })
        };
        let refits = (0..REFITS).into_par_iter().map(refit).collect::<Result<Vec<_>>>()?;
        let labels = near.labels();
        let mut jaccard = vec![0.0; near.groups()];
        #[allow(clippy::cast_precision_loss, reason = "few refits")]
        for refit in &refits[..WARM] {
            let once = vec![1; part.rows()];
            let indices = best_jaccard(&labels, &refit.grouping.labels(), near.groups(), &once);
            // A group that is nobody's likeliest has nobody to come back.
            (jaccard.iter_mut().zip(indices))
                .for_each(|(sum, index)| *sum += index.unwrap_or(0.0) / WARM as f64);
        }
        let sample = sample.first(MOST_COUNTED);
        let grouping = grouping.first(sample.rows());
        Ok(Self { sample, grouping, rows: part.rows(), refits, jaccard })
    }

    /// The respondents who were fitted again.
    pub(crate) fn respondents(&self) -> &[u32] {
        &self.sample.respondents()[..self.rows]
    }

    /// The respondents among whom rates are counted, those fitted again first.
    pub(crate) fn counted(&self) -> &[u32] {
        self.sample.respondents()
    }

    /// True where a group is another one in most refits, so that its size means nothing.
    pub(crate) fn is_uncertain(&self, group: usize) -> bool {
        self.jaccard[group] < LEAST_JACCARD
    }

    /// For each group how the weighted mean probability spreads over the refits, among respondents
    /// who count by a weight.
    pub(crate) fn sizes(&self, weight: impl Fn(u32) -> f64 + Sync) -> Vec<Spread> {
        let weights: Vec<f64> = self.respondents().iter().map(|person| weight(*person)).collect();
        let groups = self.grouping.groups();
        let sizes = |refit: &Refit| {
            let mut sums = vec![0.0; groups];
            let mut total = 0.0;
            for (row, (factor, weight)) in refit.factors.iter().zip(&weights).enumerate() {
                let weight = factor * weight;
                total += weight;
                for (sum, probability) in sums.iter_mut().zip(refit.grouping.probabilities(row)) {
                    *sum += weight * f64::from(*probability);
                }
            }
            sums.iter().map(|sum| if total > 0.0 { sum / total } else { 0.0 }).collect()
        };
        let found: Vec<Vec<f64>> = self.refits.par_iter().map(sizes).collect();
        // Half a respondent: the logit of nobody is infinite.
        let least = 0.5 / effective(weights.iter().copied()).max(1.0);
        (0..groups)
            .map(|group| spread(&found.iter().map(|sizes| sizes[group]).collect::<Vec<_>>(), least))
            .collect()
    }

    /// Rate of an answer in each group, corrected for respondents sorted into the wrong group by
    /// what is left without some columns; `None` without a model, or where too few of those who
    /// were fitted again count; `None` for a group that nothing else tells apart. There is an
    /// answer for each respondent who is [counted](Self::counted).
    pub(crate) fn rates(
        &self,
        columns: &[usize],
        answers: &[WeighedAnswer],
    ) -> Option<Vec<Option<Rate>>> {
        let (all, some) = (self.worth(answers), self.worth(&answers[..self.rows]));
        let known = answers[..self.rows].iter().flatten().map(|(_, weight)| *weight);
        // Of fewer no spread over refits tells how far they differ by chance.
        if effective(known) < LEAST_KNOWN {
            return None;
        }
        let once = vec![1.0; answers.len()];
        let counts = self.sorted(&self.grouping, columns, answers, &once)?;
        let rates = counts.rates()?;
        let found: Option<Vec<Vec<f64>>> = (self.refits.par_iter())
            .map(|refit| {
                let answers = &answers[..self.rows];
                self.sorted(&refit.grouping, columns, answers, &refit.factors)?.rates()
            })
            .collect();
        let (found, least) = (found?, 0.5 / all.max(1.0));
        let of = |(group, estimate): (usize, f64)| {
            let rates: Vec<f64> = found.iter().map(|rates| rates[group]).collect();
            let error = spread(&rates, least).error * (some / all).sqrt();
            (counts.separation(group) >= LEAST_SEPARATION).then_some(Rate { estimate, error })
        };
        Some(rates.into_iter().enumerate().map(of).collect())
    }

    /// How many respondents, or units of several, the known answers of the first rows are worth.
    fn worth(&self, answers: &[WeighedAnswer]) -> f64 {
        if !self.sample.is_in_units() {
            return effective(answers.iter().flatten().map(|(_, weight)| *weight));
        }
        let known = answers.iter().enumerate();
        effective_units(
            known.filter_map(|(row, answer)| Some((self.sample.unit(row), (*answer)?.1))),
        )
    }

    /// The first rows sorted by one grouping without these columns, their weights multiplied by
    /// these factors; `None` without a model.
    fn sorted(
        &self,
        grouping: &Grouping,
        columns: &[usize],
        answers: &[WeighedAnswer],
        factors: &[f64],
    ) -> Option<SortedCounts> {
        let (groups, sample) = (grouping.groups(), self.sample.first(answers.len()));
        let probabilities = without(&sample, grouping, grouping.model()?, columns, answers);
        let rows = probabilities.chunks_exact(groups).zip(answers).zip(factors);
        let people = rows.filter_map(|((probabilities, answer), factor)| {
            let (yes, weight) = (*answer)?;
            Some(Sorted { probabilities, yes, weight: weight * factor })
        });
        Some(SortedCounts::count(groups, people))
    }
}

/// The spread of a statistic from 0 to 1 over the refits, warm ones first: the standard deviation
/// of its logit over the warm ones, over the cold ones where these spread much farther.
fn spread(values: &[f64], least: f64) -> Spread {
    let logit = |value: &f64| {
        let value = value.clamp(least, 1.0 - least);
        libm::log(value / (1.0 - value))
    };
    let (warm, cold) = values.split_at(WARM.min(values.len()));
    let deviation = |part: &[f64]| variance(&part.iter().map(logit).collect::<Vec<_>>()).sqrt();
    let [warm, cold] = [warm, cold].map(deviation);
    Spread {
        error: if cold > FARTHER * warm { cold } else { warm },
        range: values.iter().fold((1.0, 0.0), |(a, b), value| (value.min(a), value.max(b))),
    }
}

/// For each group of `near` and of `found` the Jaccard index of their probabilities,
/// `Σ w min(p, q) / Σ w max(p, q)`.
fn overlaps(near: &Grouping, found: &Grouping, sample: &Sample) -> Vec<Vec<f64>> {
    let groups = near.groups();
    let (mut shared, mut sizes) =
        (vec![vec![0.0; groups]; groups], [vec![0.0; groups], vec![0.0; groups]]);
    for row in 0..sample.rows() {
        let weight = sample.weight(row);
        let sides = [near.probabilities(row), found.probabilities(row)];
        for (sizes, side) in sizes.iter_mut().zip(sides) {
            sizes.iter_mut().zip(side).for_each(|(size, p)| *size += weight * f64::from(*p));
        }
        for (shared, own) in shared.iter_mut().zip(sides[0]) {
            for (shared, other) in shared.iter_mut().zip(sides[1]) {
                *shared += weight * f64::from(own.min(*other));
            }
        }
    }
    for (own, row) in shared.iter_mut().enumerate() {
        for (other, shared) in row.iter_mut().enumerate() {
            // max(p, q) = p + q - min(p, q)
            let either = sizes[0][own] + sizes[1][other] - *shared;
            *shared = if either > 0.0 { *shared / either } else { 0.0 };
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::clustering::LatentClass;
    use crate::indicators::{Indicator, IndicatorMatrix, Measure, Values};
    use crate::manifest::{Facet, PersonaKind};

    /// Ten mentions, which a quarter of the rows have and the others do not, but for a tenth of the
    /// cells.
    fn sample(rows: usize) -> Sample {
        let column = |number: u64| {
            let mut draws = SplitMix64::new(5, &[number]);
            let code = |row: usize| u8::from(row.is_multiple_of(4) != (draws.unit() < 0.1));
            let values = Values::Codes((0..rows).map(code).collect());
            (Indicator::new(format!("c{number}"), Facet::Goal, Measure::Mention), values)
        };
        let matrix = IndicatorMatrix::from_columns((0..10).map(column).collect()).unwrap();
        Sample::of_kind(&matrix, PersonaKind::User)
    }

    fn refits(sample: &Sample) -> (Grouping, Refits) {
        let method = LatentClass::default();
        let raw = method.cluster(sample, 2, 3).unwrap();
        let grouping = raw.reordered(&raw.canonical_order(sample));
        let silent = |_: crate::progress::Step<'_>| ControlFlow::Continue(());
        let meter = ProgressMeter::new("user", &silent);
        let refits = Refits::new(&method, sample, &grouping, 9, &meter).unwrap();
        (grouping, refits)
    }

    /// Of groups that are known for certain the logit of a share has the standard error
    /// `1 / √(n p (1 - p))`: 0.1155 of 400 respondents, a quarter of them in the group.
    #[test]
    fn sizes_of_plain_groups_spread_like_counts() {
        let (grouping, refits) = refits(&sample(400));
        assert_eq!(refits.respondents().len(), 400);
        let sizes = refits.sizes(|_| 1.0);
        for (group, size) in sizes.iter().enumerate() {
            assert!((0.09..0.15).contains(&size.error), "{sizes:?}");
            let rows = 0..grouping.rows();
            let share =
                rows.map(|row| f64::from(grouping.probabilities(row)[group])).sum::<f64>() / 400.0;
            assert!(size.range.0 < share && share < size.range.1, "{sizes:?}");
            assert!(!refits.is_uncertain(group));
        }
        // Nobody counts: nothing spreads.
        assert!(refits.sizes(|_| 0.0).iter().all(|size| size.error.abs() < 1e-12));
    }

    /// A third of the respondents as the population: their number decides.
    #[test]
    fn sizes_among_fewer_respondents_spread_farther() {
        let (_, refits) = refits(&sample(400));
        let some = refits.sizes(|person| f64::from(u8::from(person % 3 == 0)));
        let all = refits.sizes(|_| 1.0);
        assert!(some[0].error > 1.4 * all[0].error, "{some:?} {all:?}");
    }

    #[test]
    fn cold_refits_count_where_they_spread_much_farther() {
        let warm = (0..WARM).map(|number| if number % 2 == 0 { 0.48 } else { 0.52 });
        let near = (0..COLD).map(|number| if number % 2 == 0 { 0.475 } else { 0.525 });
        let far = (0..COLD).map(|number| if number % 2 == 0 { 0.3 } else { 0.7 });
        let error = |cold: Vec<f64>| spread(&warm.clone().chain(cold).collect::<Vec<_>>(), 0.001);
        let (near, far) = (error(near.collect()), error(far.collect()));
        // logit(0.52) = 0.080043, logit(0.7) = 0.847298; n / (n - 1) for 50 and 20.
        assert!((near.error - 0.080_043 * (50.0_f64 / 49.0).sqrt()).abs() < 1e-5, "{near:?}");
        assert!((far.error - 0.847_298 * (20.0_f64 / 19.0).sqrt()).abs() < 1e-5, "{far:?}");
        assert_eq!(far.range, (0.3, 0.7));
    }

    #[test]
    fn an_empty_group_has_a_finite_error() {
        let sizes: Vec<f64> = (0..REFITS).map(|number| f64::from(number % 2 == 0) * 0.1).collect();
        assert!(spread(&sizes, 0.01).error.is_finite());
    }

    #[test]
    fn groups_are_matched_by_their_probabilities() {
        let near = Grouping::from_labels(3, &[0, 0, 1, 1, 2, 2]).unwrap();
        let found = Grouping::from_labels(3, &[2, 2, 0, 0, 1, 0]).unwrap();
        let gains = overlaps(&near, &found, &sample(6));
        assert_eq!(best_matching(&gains), [2, 0, 1]);
        assert!((gains[1][0] - 2.0 / 3.0).abs() < 1e-9 && (gains[2][1] - 0.5).abs() < 1e-9);
    }
}

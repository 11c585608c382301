//! Whether answers tell the parameters of a model apart: the rank of its information.

use super::super::grouping::Grouping;
use super::super::sample::Sample;
use super::family::Family;
use super::model::LatentClassModel;
use crate::sources::MISSING;

/// Columns that tell groups apart up to which the likelihood may be flat: more of them identify any
/// number of groups that is tried but by rare chance (Allman, Matias and Rhodes 2009, doi
/// 10.1214/09-AOS689).
const MOST_COLUMNS: usize = 12;
/// Part of a parameter's information that the others must leave.
const LEAST_LEFT: f64 = 1e-6;

impl LatentClassModel {
    /// True where the likelihood is flat at these parameters: some of them may change together, and
    /// no row becomes more or less probable. Four yes-or-no questions carry no three groups, though
    /// these have 14 parameters for 15 proportions (Goodman 1974, doi 10.1093/biomet/61.2.215).
    ///
    /// # Formula
    ///
    /// ```text
    /// Σ_i s_i s_iᵀ,   s_i = gradient of ln p(x_i)
    /// ```
    ///
    /// is singular (Rothenberg 1971, doi 10.2307/1913267). Of a column of ordered levels, counts or
    /// numbers only the location of each group is a parameter here.
    pub(in crate::clustering) fn is_flat(&self, sample: &Sample, grouping: &Grouping) -> bool {
        let columns: Vec<usize> =
            (0..self.layout.blocks.len()).filter(|at| !self.layout.blocks[*at].pooled).collect();
        if self.groups() < 2 || columns.is_empty() || columns.len() > MOST_COLUMNS {
            return false;
        }
        let gradient = Gradient::new(self, columns);
        let mut information = vec![vec![0.0; gradient.length()]; gradient.length()];
        for row in 0..sample.rows() {
            let score = gradient.of(sample, grouping, row);
            let weight = sample.weight(row);
            for (sums, own) in information.iter_mut().zip(&score) {
                sums.iter_mut().zip(&score).for_each(|(sum, other)| *sum += weight * own * other);
            }
        }
        is_singular(information)
    }
}

/// The gradient of the logarithm of a row's probability.
struct Gradient<'a> {
    model: &'a LatentClassModel,
    shares: Vec<f64>,
    columns: Vec<ColumnGradient>,
}

struct ColumnGradient {
    column: usize,
    /// For each parameter of a group the score of each level; none for numbers.
    scores: Vec<Vec<f64>>,
    /// For each group the expected value of each score.
    expected: Vec<Vec<f64>>,
}

impl<'a> Gradient<'a> {
    fn new(model: &'a LatentClassModel, columns: Vec<usize>) -> Self {
        let columns =
            columns.into_iter().map(|column| ColumnGradient::new(model, column)).collect();
        Self { model, shares: model.shares(), columns }
    }

    fn length(&self) -> usize {
        let columns = self.columns.iter().map(|column| column.expected[0].len());
        (columns.sum::<usize>() + 1) * self.model.groups() - 1
    }

    fn of(&self, sample: &Sample, grouping: &Grouping, row: usize) -> Vec<f64> {
        let probabilities: Vec<f64> =
            grouping.probabilities(row).iter().map(|p| f64::from(*p)).collect();
        let last = self.shares.len() - 1;
        let part = |group: usize| probabilities[group] / self.shares[group].max(f64::MIN_POSITIVE);
        let mut score: Vec<f64> = (0..last).map(|group| part(group) - part(last)).collect();
        for of in &self.columns {
            let values = of.values(sample, row);
            for (p, expected) in probabilities.iter().zip(&of.expected) {
                score.extend(expected.iter().enumerate().map(|(at, expected)| {
                    values.as_ref().map_or(0.0, |values| p * (values[at] - expected))
                }));
            }
        }
        score
    }
}

impl ColumnGradient {
    fn new(model: &LatentClassModel, column: usize) -> Self {
        let groups = 0..model.groups();
        #[allow(clippy::cast_precision_loss, reason = "few levels")]
        let scores: Vec<Vec<f64>> = match &model.layout.blocks[column].family {
            // All levels but the first.
            Family::Rates(levels) => (1..*levels)
                .map(|own| (0..*levels).map(|level| f64::from(u8::from(level == own))).collect())
                .collect(),
            Family::Ordered(levels) => vec![(0..*levels).map(|level| level as f64).collect()],
            Family::Count(scores) => vec![scores.clone()],
            Family::Normal => Vec::new(),
        };
        let expected = groups.map(|group| match model.mean_and_variance(column, group) {
            Some((mean, _)) => vec![mean],
            None => {
                let rates = model.rates(column, group);
                let mean = |score: &Vec<f64>| score.iter().zip(&rates).map(|(x, p)| x * p).sum();
                scores.iter().map(mean).collect()
            }
        });
        Self { column, expected: expected.collect(), scores }
    }

    /// The scores of a row; `None` where nothing is known.
    fn values(&self, sample: &Sample, row: usize) -> Option<Vec<f64>> {
        if self.scores.is_empty() {
            let number = sample.number(row, self.column);
            return (!number.is_nan()).then(|| vec![number]);
        }
        let code = sample.code(row, self.column);
        (code != MISSING)
            .then(|| self.scores.iter().map(|score| score[usize::from(code)]).collect())
    }
}

/// True where a row of a symmetric matrix that is nowhere negative follows from the others, by its
/// Cholesky decomposition with the greatest pivots first. Rows of zeros are left out: a rate of 0
/// or 1 lies at the border and is known.
fn is_singular(matrix: Vec<Vec<f64>>) -> bool {
    let diagonal: Vec<f64> = (0..matrix.len()).map(|at| matrix[at][at]).collect();
    let greatest = diagonal.iter().copied().fold(0.0, f64::max);
    let mut left: Vec<usize> =
        (0..matrix.len()).filter(|at| diagonal[*at] > 1e-12 * greatest).collect();
    let scale = |a: usize, b: usize| matrix[a][b] / (diagonal[a] * diagonal[b]).sqrt();
    let mut rest: Vec<Vec<f64>> =
        left.iter().map(|a| left.iter().map(|b| scale(*a, *b)).collect()).collect();
    left = (0..rest.len()).collect();
    while !left.is_empty() {
        let greater = |best: usize, at: usize| {
            if rest[left[at]][left[at]] > rest[left[best]][left[best]] { at } else { best }
        };
        let pivot = left.swap_remove((0..left.len()).fold(0, greater));
        let by = rest[pivot][pivot];
        if by.is_nan() || by < LEAST_LEFT {
            return true;
        }
        let row = rest[pivot].clone();
        for at in &left {
            let factor = row[*at] / by;
            left.iter().for_each(|other| rest[*at][*other] -= factor * row[*other]);
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clustering::LatentClass;
    use crate::clustering::method::Clusterer as _;
    use crate::clustering::random::SplitMix64;
    use crate::indicators::{Indicator, IndicatorMatrix, Measure, Values};
    use crate::manifest::{Facet, PersonaKind};

    /// Groups of equal size with yes-or-no questions of these rates.
    fn is_flat(rates: &[&[f64]]) -> bool {
        const ROWS: usize = 3_000;
        let column = |question: usize| {
            let mut draws = SplitMix64::new(7, &[question as u64]);
            let code = |row: usize| u8::from(draws.unit() < rates[row % rates.len()][question]);
            let indicator = Indicator::new(format!("q{question}"), Facet::Goal, Measure::Mention);
            (indicator, Values::Codes((0..ROWS).map(code).collect()))
        };
        let columns = (0..rates[0].len()).map(column).collect();
        let matrix = IndicatorMatrix::from_columns(columns).unwrap();
        let sample = Sample::of_kind(&matrix, PersonaKind::User);
        let method = LatentClass { prior: 0.0, ..LatentClass::default() };
        let grouping = method.cluster(&sample, rates.len(), 1).unwrap();
        grouping.model().unwrap().is_flat(&sample, &grouping)
    }

    #[test]
    fn three_groups_of_four_answers_are_flat_and_two_are_not() {
        assert!(is_flat(&[&[0.9, 0.8, 0.2, 0.1], &[0.1, 0.7, 0.9, 0.2], &[0.3, 0.1, 0.4, 0.8]]));
        assert!(!is_flat(&[&[0.9, 0.8, 0.8, 0.9], &[0.1, 0.2, 0.3, 0.2]]));
    }

    #[test]
    fn three_groups_of_eight_answers_are_not_flat() {
        assert!(!is_flat(&[
            &[0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.1],
            &[0.1, 0.9, 0.1, 0.9, 0.9, 0.1, 0.9, 0.1],
            &[0.1, 0.1, 0.9, 0.1, 0.1, 0.9, 0.9, 0.9],
        ]));
    }

    #[test]
    fn a_sum_of_others_is_singular_and_a_row_of_zeros_is_not() {
        let sum = |a: f64, b: f64| vec![a, b, a + b];
        assert!(is_singular(vec![sum(2.0, 1.0), sum(1.0, 3.0), sum(3.0, 4.0)]));
        assert!(!is_singular(vec![vec![2.0, 1.0, 0.0], vec![1.0, 3.0, 0.0], vec![0.0; 3]]));
    }
}

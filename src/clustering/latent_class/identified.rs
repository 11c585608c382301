//! Whether answers tell the parameters of a model apart: the rank of its information.

use super::family::Family;
use super::model::LatentClassModel;

/// Patterns of answers up to which the likelihood may be flat: more questions identify any number
/// of groups that is tried but by rare chance (Allman, Matias and Rhodes 2009, doi
/// 10.1214/09-AOS689).
const MOST_PATTERNS: usize = 4096;
/// Parameters up to which the rank is worked out.
const MOST_PARAMETERS: usize = 150;
/// Part of a parameter's information that the others must leave.
const LEAST_LEFT: f64 = 1e-6;
/// How far shares and rates are pulled towards equal ones: at 0 and 1 they say nothing of the rank.
const PULL: f64 = 0.2;

impl LatentClassModel {
    /// True where the likelihood is flat at these parameters: some of them may change together, and
    /// no pattern of answers becomes more or less probable. Four yes-or-no questions carry no three
    /// groups, though these have 14 parameters for 15 proportions (Goodman 1974, doi
    /// 10.1093/biomet/61.2.215).
    ///
    /// # Formula
    ///
    /// ```text
    /// Σ_x p(x) s_x s_xᵀ,   s_x = gradient of ln p(x)
    /// ```
    ///
    /// over all patterns is singular (Rothenberg 1971, doi 10.2307/1913267). Of a column of ordered
    /// levels or counts only the location of each group is a parameter here.
    ///
    /// # Limits
    ///
    /// Models with numbers, or with more patterns than 4,096, are taken to be identified.
    pub(in crate::clustering) fn is_flat(&self) -> bool {
        let columns: Vec<usize> =
            (0..self.layout.blocks.len()).filter(|at| !self.layout.blocks[*at].pooled).collect();
        let levels = columns.iter().map(|column| self.rates(*column, 0).len());
        let patterns = levels.fold(1_usize, usize::saturating_mul);
        if self.has_style() || self.groups() < 2 || !(1..=MOST_PATTERNS).contains(&patterns) {
            return false;
        }
        let gradient = Gradient::new(self, columns);
        let length = gradient.length();
        if length > MOST_PARAMETERS {
            return false;
        }
        let mut information = vec![vec![0.0; length]; length];
        for pattern in 0..patterns {
            let (p, score) = gradient.of(pattern);
            for (sums, own) in information.iter_mut().zip(&score) {
                sums.iter_mut().zip(&score).for_each(|(sum, other)| *sum += p * own * other);
            }
        }
        is_singular(information)
    }
}

/// The gradient of the logarithm of a pattern's probability.
struct Gradient {
    shares: Vec<f64>,
    columns: Vec<ColumnGradient>,
}

struct ColumnGradient {
    /// For each group the rate of each level.
    rates: Vec<Vec<f64>>,
    /// For each parameter of a group the score of each level.
    scores: Vec<Vec<f64>>,
}

#[allow(clippy::cast_precision_loss, reason = "few groups and levels")]
fn pulled(shares: &[f64]) -> Vec<f64> {
    shares.iter().map(|share| (1.0 - PULL) * share + PULL / shares.len() as f64).collect()
}

impl Gradient {
    fn new(model: &LatentClassModel, columns: Vec<usize>) -> Self {
        let columns =
            columns.into_iter().map(|column| ColumnGradient::new(model, column)).collect();
        Self { shares: pulled(&model.shares()), columns }
    }

    fn length(&self) -> usize {
        let columns = self.columns.iter().map(|column| column.scores.len());
        (columns.sum::<usize>() + 1) * self.shares.len() - 1
    }

    /// The probability of a pattern, and the gradient.
    fn of(&self, pattern: usize) -> (f64, Vec<f64>) {
        let mut rest = pattern;
        let mut levels = Vec::with_capacity(self.columns.len());
        for column in &self.columns {
            levels.push(rest % column.rates[0].len());
            rest /= column.rates[0].len();
        }
        let answers = || self.columns.iter().zip(&levels);
        let rate = |group: usize| {
            answers().map(|(column, level)| column.rates[group][*level]).product::<f64>()
        };
        let rates: Vec<f64> = (0..self.shares.len()).map(rate).collect();
        let p: f64 = self.shares.iter().zip(&rates).map(|(share, rate)| share * rate).sum();
        let last = rates.len() - 1;
        let mut score: Vec<f64> = (0..last).map(|of| (rates[of] - rates[last]) / p).collect();
        for (column, level) in answers() {
            for (group, (share, rate)) in self.shares.iter().zip(&rates).enumerate() {
                let posterior = share * rate / p;
                let apart = column.scores.iter().map(|of| of[*level] - column.mean(group, of));
                score.extend(apart.map(|apart| posterior * apart));
            }
        }
        (p, score)
    }
}

impl ColumnGradient {
    fn new(model: &LatentClassModel, column: usize) -> Self {
        let groups = 0..model.groups();
        let rates = groups.map(|group| pulled(&model.rates(column, group))).collect();
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
        Self { rates, scores }
    }

    fn mean(&self, group: usize, score: &[f64]) -> f64 {
        score.iter().zip(&self.rates[group]).map(|(x, p)| x * p).sum()
    }
}

/// True where a row of a positive semidefinite matrix follows from the others, by its Cholesky
/// decomposition with the greatest pivots first. Rows of zeros are left out.
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
    use crate::clustering::sample::Sample;
    use crate::indicators::{Indicator, IndicatorMatrix, Measure, Values};
    use crate::manifest::{Facet, PersonaKind};

    /// For groups of equal size with yes-or-no questions of these rates.
    fn is_flat(rows: usize, rates: &[&[f64]]) -> bool {
        let column = |question: usize| {
            let mut draws = SplitMix64::new(7, &[question as u64]);
            let code = |row: usize| u8::from(draws.unit() < rates[row % rates.len()][question]);
            let indicator = Indicator::new(format!("q{question}"), Facet::Goal, Measure::Mention);
            (indicator, Values::Codes((0..rows).map(code).collect()))
        };
        let columns = (0..rates[0].len()).map(column).collect();
        let matrix = IndicatorMatrix::from_columns(columns).unwrap();
        let sample = Sample::of_kind(&matrix, PersonaKind::User);
        let grouping = LatentClass::default().cluster(&sample, rates.len(), 1).unwrap();
        grouping.model().unwrap().is_flat()
    }

    #[test]
    fn three_groups_of_four_answers_are_flat_and_two_are_not() {
        let three: [&[f64]; 3] =
            [&[0.9, 0.8, 0.2, 0.1], &[0.1, 0.7, 0.9, 0.2], &[0.3, 0.1, 0.4, 0.8]];
        assert!(is_flat(3_000, &three) && is_flat(200, &three));
        assert!(!is_flat(3_000, &[&[0.9, 0.8, 0.8, 0.9], &[0.1, 0.2, 0.3, 0.2]]));
    }

    /// Rates at the border and few rows say nothing of the questions.
    #[test]
    fn clear_groups_of_twelve_answers_are_not_flat() {
        let of = |group: usize| -> Vec<f64> {
            (0..12).map(|question| if question % 3 == group { 0.97 } else { 0.03 }).collect()
        };
        let groups = [of(0), of(1), of(2)];
        let rates: Vec<&[f64]> = groups.iter().map(Vec::as_slice).collect();
        assert!(!is_flat(40, &rates) && !is_flat(300, &rates));
        let mut two = [[0.9; 12], [0.1; 12]];
        (two[0][0], two[1][1]) = (1.0, 0.0);
        assert!(!is_flat(100, &[&two[0], &two[1]]));
    }

    #[test]
    fn a_sum_of_others_is_singular_and_a_row_of_zeros_is_not() {
        let sum = |a: f64, b: f64| vec![a, b, a + b];
        assert!(is_singular(vec![sum(2.0, 1.0), sum(1.0, 3.0), sum(3.0, 4.0)]));
        assert!(!is_singular(vec![vec![2.0, 1.0, 0.0], vec![1.0, 3.0, 0.0], vec![0.0; 3]]));
    }
}

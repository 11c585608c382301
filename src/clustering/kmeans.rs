//! k-means through linfa, on a dense encoding: a second opinion on the groups, and a method of its
//! own.

use rayon::prelude::*;

use super::dense::DenseRows;
use super::grouping::Grouping;
use super::linfa_adapter::centroids;
use super::method::{Clusterer, starts_of};
use super::random::SplitMix64;
use super::sample::Sample;
use crate::error::{ErrorKind, Result};
use crate::indicators::{Measure, Values};
use crate::manifest::MOST_STARTS;
use crate::sources::MISSING;

/// k-means (Lloyd 1982, doi 10.1109/TIT.1982.1056489; k-means++ of Arthur and Vassilvitskii 2007)
/// on a dense encoding of the indicators.
///
/// # Encoding
///
/// Mentions and options are 0 or 1; graded answers run evenly from 0 to 1; each level of a nominal
/// answer is a column of 0 or √½, so that two different answers are 1 apart; standardised numbers
/// are halved. **A missing value is the column's mean**: that draws respondents with few answers to
/// the middle, which is why this is not the default. Weights of respondents are not used.
///
/// # Limits
///
/// No likelihood, so no BIC and no test against one group. Equal distances go to the first group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KMeans {
    /// Number of random starts, 1 to 10,000; five times as many for up to 100 rows. The start with
    /// the smallest sum of squares is kept.
    pub starts: usize,
}

impl Default for KMeans {
    fn default() -> Self {
        Self { starts: 20 }
    }
}

impl Clusterer for KMeans {
    fn name(&self) -> &'static str {
        "k-means"
    }

    fn cluster(&self, sample: &Sample, groups: usize, seed: u64) -> Result<Grouping> {
        let wrong = |name, expected: String, found: usize| {
            Err(ErrorKind::Parameter { name, expected, found: found.to_string() }.into())
        };
        if !(1..=MOST_STARTS).contains(&self.starts) {
            return wrong("starts", format!("1 to {MOST_STARTS}"), self.starts);
        }
        let data = dense(sample);
        // k-means takes no weights, so rows drawn several times are repeated.
        let drawn: Vec<usize> = (0..sample.rows())
            .flat_map(|row| std::iter::repeat_n(row, sample.times(row) as usize))
            .collect();
        // linfa 0.8.1 answers for more groups than rows, and panics on none.
        if groups == 0 || groups > drawn.len() {
            return wrong("groups", format!("1 to {} (respondents)", drawn.len()), groups);
        }
        let rows = data.select(&drawn);
        let fits: Vec<Result<DenseRows>> = (0..starts_of(self.starts, sample) as u64)
            .into_par_iter()
            .map(|start| {
                centroids(&rows, groups, SplitMix64::new(seed, &[groups as u64, start]).next_u64())
            })
            .collect();
        let mut best: Option<(f64, DenseRows)> = None;
        for centroids in fits {
            let centroids = centroids?;
            let squares: f64 = rows.rows().map(|row| nearest(row, &centroids).1).sum();
            // Strictly less: of equal starts the first wins, on any number of threads.
            if best.as_ref().is_none_or(|(least, _)| squares < *least) {
                best = Some((squares, centroids));
            }
        }
        let (_, centroids) = best.expect("there is at least one start");
        // All rows are labelled, also those that a replicate did not draw.
        let labels: Vec<usize> = data.rows().map(|row| nearest(row, &centroids).0).collect();
        Grouping::from_labels(groups, &labels)
    }
}

/// The nearest centroid and the squared distance to it.
fn nearest(row: &[f64], centroids: &DenseRows) -> (usize, f64) {
    let mut best = (0, f64::INFINITY);
    for (group, centroid) in centroids.rows().enumerate() {
        let squares = row.iter().zip(centroid).map(|(a, b)| (a - b) * (a - b)).sum();
        if squares < best.1 {
            best = (group, squares);
        }
    }
    best
}

/// The encoding that the documentation of [`KMeans`] describes.
fn dense(sample: &Sample) -> DenseRows {
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for (position, column) in sample.columns().iter().enumerate() {
        let before = columns.len();
        match &sample.values(position) {
            Values::Numbers(numbers) => {
                // Halved, so that two standard deviations weigh as much as two different answers.
                columns.push(numbers.iter().map(|number| number * 0.5).collect())
            }
            Values::Codes(codes) if column.measure == Measure::Nominal => {
                for level in 0..column.categories {
                    let mark = |code: &u8| {
                        if *code == MISSING {
                            f64::NAN
                        } else if usize::from(*code) == level {
                            // Two answers differ in two columns: √(½ + ½) makes them 1 apart.
                            std::f64::consts::FRAC_1_SQRT_2
                        } else {
                            0.0
                        }
                    };
                    columns.push(codes.iter().map(mark).collect());
                }
            }
            Values::Codes(codes) => {
                #[allow(clippy::cast_precision_loss, reason = "fewer than 256 categories")]
                let steps = column.categories.saturating_sub(1).max(1) as f64;
                let value =
                    |code: &u8| if *code == MISSING { f64::NAN } else { f64::from(*code) / steps };
                columns.push(codes.iter().map(value).collect());
            }
        }
        // Squared distances add up: of a part of a question the root makes that part of them.
        let scale = column.part.sqrt();
        columns[before..].iter_mut().flatten().for_each(|value| *value *= scale);
    }
    let width = columns.len();
    let mut values = vec![0.0; sample.rows() * width];
    for (position, column) in columns.iter().enumerate() {
        let known = || column.iter().filter(|value| !value.is_nan());
        #[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
        let mean = known().sum::<f64>() / known().count().max(1) as f64;
        for (row, value) in column.iter().enumerate() {
            values[row * width + position] = if value.is_nan() { mean } else { *value };
        }
    }
    DenseRows::new(width, values)
}

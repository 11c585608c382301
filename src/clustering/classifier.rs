//! What sorts respondents into groups who had no part in making them, apart from the respondents who had.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::latent_class::{Column, LatentClass};
use super::method::Grouping;
use super::sample::{Sample, Standard, cut};
use crate::error::Result;
use crate::sources::MISSING;

/// The groups of one kind as distributions of each column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Classifier {
    /// Logarithm of the share of each group.
    log_shares: Vec<f64>,
    columns: Vec<ClassifierColumn>,
    /// Least standardised log-density of somebody whom a group describes; `None` where every group takes whoever comes.
    least_fit: Option<f64>,
}

/// One column: how the values of an indicator become its codes or numbers, and what each group expects of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct ClassifierColumn {
    /// Position of the indicator in the matrix.
    indicator: usize,
    weight: f64,
    recoding: Recoding,
    groups: Vec<Column>,
}

/// How values become codes or numbers of a sample.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Recoding {
    /// Codes are as they are.
    Codes,
    /// A count is the code of the nearest of these.
    Counts(Vec<f64>),
    /// A number is the code of how many of these it reaches.
    Cuts(Vec<f64>),
    /// A number is standardised.
    Standard(Standard),
}

/// A value that is known of somebody.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Known {
    Code(u8),
    Number(f64),
}

/// Where somebody belongs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sorted {
    /// Probability of each group.
    pub(crate) probabilities: Vec<f64>,
    /// Whether some group describes what is known.
    pub(crate) described: bool,
    /// Columns of which something is known.
    pub(crate) known: usize,
}

impl Recoding {
    /// The code and the number of a value, one of them unknown.
    fn apply(&self, value: Known) -> (u8, f64) {
        let code = |position: usize| (u8::try_from(position).unwrap_or(MISSING), f64::NAN);
        match (self, value) {
            (Self::Codes, Known::Code(known)) => (known, f64::NAN),
            (Self::Counts(scores), Known::Number(number)) if !number.is_nan() => {
                let apart = |position: &usize| (scores[*position] - number).abs();
                let nearest = (0..scores.len()).min_by(|a, b| apart(a).total_cmp(&apart(b)));
                nearest.map_or((MISSING, f64::NAN), code)
            }
            (Self::Cuts(cuts), Known::Number(number)) => (cut(number, cuts), f64::NAN),
            (Self::Standard(standard), Known::Number(number)) => (MISSING, standard.apply(number)),
            _ => (MISSING, f64::NAN),
        }
    }
}

impl Classifier {
    pub(super) fn of(sample: &Sample, grouping: &Grouping, seed: u64) -> Result<Self> {
        let groups = grouping.groups();
        let model = match grouping.model() {
            Some(model) => Arc::clone(model),
            None => Arc::new(LatentClass::default().describe(sample, grouping)?),
        };
        let least_fit = grouping.model().filter(|_| groups > 1).map(|model| model.least_fit(sample, seed));
        let column = |(position, column): (usize, &super::sample::SampleColumn)| ClassifierColumn {
            indicator: column.indicator,
            weight: column.weight,
            recoding: match sample.standard(position) {
                Some(standard) => Recoding::Standard(standard),
                None if !column.scores.is_empty() => Recoding::Counts(column.scores.clone()),
                None if !column.cuts.is_empty() => Recoding::Cuts(column.cuts.clone()),
                None => Recoding::Codes,
            },
            groups: (0..groups).map(|group| model.column(position, group)).collect(),
        };
        let columns = sample.columns().iter().enumerate().map(column).collect();
        Ok(Self { log_shares: model.log_shares(), columns, least_fit })
    }

    /// One group of which nothing is known.
    pub(super) fn of_everyone() -> Self {
        Self { log_shares: vec![0.0], columns: Vec::new(), least_fit: None }
    }

    /// Number of groups.
    pub(crate) fn groups(&self) -> usize {
        self.log_shares.len()
    }

    /// Positions of the indicators that it looks at.
    pub(crate) fn indicators(&self) -> impl ExactSizeIterator<Item = usize> {
        self.columns.iter().map(|column| column.indicator)
    }

    /// Whether every column has a distribution for each group, as it has unless somebody wrote it by hand.
    pub(crate) fn is_whole(&self) -> bool {
        let groups = self.groups();
        let coded = |recoding: &Recoding| match recoding {
            Recoding::Counts(codes) | Recoding::Cuts(codes) => codes.len() < usize::from(MISSING),
            _ => true,
        };
        groups > 0 && self.columns.iter().all(|column| column.groups.len() == groups && coded(&column.recoding))
    }

    /// Sorts somebody by what is known, given for the position of an indicator.
    pub(crate) fn sort(&self, known: impl Fn(usize) -> Option<Known>) -> Sorted {
        let mut sums = self.log_shares.clone();
        let mut apart = vec![(0.0, 0.0); self.groups()];
        let mut columns = 0;
        for column in &self.columns {
            let Some(value) = known(column.indicator) else { continue };
            let (code, number) = column.recoding.apply(value);
            let densities: Option<Vec<f64>> =
                column.groups.iter().map(|group| group.log_density(code, number)).collect();
            let Some(densities) = densities else { continue };
            columns += 1;
            sums.iter_mut().zip(densities).for_each(|(sum, density)| *sum += column.weight * density);
            for (sum, group) in apart.iter_mut().zip(&column.groups) {
                let (own, variance) = group.apart(code, number).unwrap_or_default();
                *sum = (sum.0 + own, sum.1 + variance);
            }
        }
        let greatest = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let shares: Vec<f64> = sums.iter().map(|sum| libm::exp(sum - greatest)).collect();
        let total: f64 = shares.iter().sum();
        let standardised = |(apart, variance): (f64, f64)| apart / variance.max(1e-9).sqrt();
        let fit = apart.into_iter().map(standardised).fold(f64::NEG_INFINITY, f64::max);
        Sorted {
            probabilities: shares.into_iter().map(|share| share / total).collect(),
            described: columns == 0 || self.least_fit.is_none_or(|least| fit >= least),
            known: columns,
        }
    }
}

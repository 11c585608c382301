//! Rows sorted into groups.

use std::sync::Arc;

use super::fit::FitStatistics;
use super::latent_class::LatentClassModel;
use super::sample::Sample;
use crate::error::{ErrorKind, Result, shown};

/// A grouping of rows: the probability of each group for each row.
#[derive(Debug, Clone, PartialEq)]
pub struct Grouping {
    groups: usize,
    /// Rows × groups, by row.
    probabilities: Vec<f32>,
    fit: Option<FitStatistics>,
    /// The latent class model it comes from.
    model: Option<Arc<LatentClassModel>>,
}

impl Grouping {
    /// Makes a grouping from the probability of each group for each row, by row.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] unless there are 1 to 65,536 groups; [`ErrorKind::Mismatch`] unless
    /// there are rows × groups numbers from 0 to 1, those of each row adding up to 1, and a finite
    /// log-likelihood where there is one.
    pub fn from_probabilities(
        groups: usize,
        probabilities: Vec<f32>,
        fit: Option<FitStatistics>,
    ) -> Result<Self> {
        check_number(groups)?;
        let wrong =
            |expected: String, found: String| Err(ErrorKind::Mismatch { expected, found }.into());
        if !probabilities.len().is_multiple_of(groups) {
            let expected = format!("probabilities of {groups} groups for each row");
            return wrong(expected, format!("{} numbers", probabilities.len()));
        }
        if let Some(row) = probabilities.chunks_exact(groups).position(|row| !is_distribution(row))
        {
            let found = shown(&format!("{:?}", &probabilities[row * groups..(row + 1) * groups]));
            return wrong(
                format!("probabilities of row {row} from 0 to 1 that add up to 1"),
                found,
            );
        }
        if let Some(fit) = fit.filter(|fit| !fit.log_likelihood.is_finite()) {
            return wrong("a finite log-likelihood".to_owned(), fit.log_likelihood.to_string());
        }
        // Rounding may leave a probability above 1 by its last digits.
        let probabilities =
            probabilities.into_iter().map(|probability| probability.min(1.0)).collect();
        Ok(Self { groups, probabilities, fit, model: None })
    }

    /// Makes a grouping from the position of each row's group.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] unless there are 1 to 65,536 groups; [`ErrorKind::Mismatch`] for a
    /// label that is no group.
    pub fn from_labels(groups: usize, labels: &[usize]) -> Result<Self> {
        check_number(groups)?;
        if let Some(label) = labels.iter().find(|label| **label >= groups) {
            let expected = format!("labels below {groups}");
            return Err(
                ErrorKind::Mismatch { expected, found: format!("the label {label}") }.into()
            );
        }
        let mut probabilities = vec![0.0; labels.len() * groups];
        labels
            .iter()
            .enumerate()
            .for_each(|(row, label)| probabilities[row * groups + label] = 1.0);
        Self::from_probabilities(groups, probabilities, None)
    }

    /// Number of groups.
    #[must_use]
    pub fn groups(&self) -> usize {
        self.groups
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.probabilities.len() / self.groups
    }

    /// Probability of each group for a row, adding up to 1.
    ///
    /// # Panics
    /// If there is no such row.
    #[must_use]
    pub fn probabilities(&self, row: usize) -> &[f32] {
        &self.probabilities[row * self.groups..(row + 1) * self.groups]
    }

    /// The most probable group of each row; of equally probable ones the first.
    #[must_use]
    pub fn labels(&self) -> Vec<u16> {
        (0..self.rows()).map(|row| most_probable(self.probabilities(row))).collect()
    }

    /// Fit of the model, if the method has a likelihood.
    #[must_use]
    pub fn fit(&self) -> Option<&FitStatistics> {
        self.fit.as_ref()
    }

    /// The latent class model behind the grouping, if there is one.
    #[must_use]
    pub fn model(&self) -> Option<&Arc<LatentClassModel>> {
        self.model.as_ref()
    }

    pub(super) fn with_model(self, model: Arc<LatentClassModel>) -> Self {
        Self { model: Some(model), ..self }
    }

    /// The grouping of the first rows.
    pub(super) fn first(&self, rows: usize) -> Self {
        Self { probabilities: self.probabilities[..rows * self.groups].to_vec(), ..self.clone() }
    }

    /// This grouping with its groups in this order: `order[new] = old`.
    pub(super) fn reordered(&self, order: &[usize]) -> Self {
        let rows = 0..self.rows();
        let probabilities = rows
            .flat_map(|row| order.iter().map(move |old| self.probabilities(row)[*old]))
            .collect();
        let model = self.model.as_ref().map(|model| Arc::new(model.reordered(order)));
        Self { probabilities, groups: self.groups, fit: self.fit, model }
    }

    /// The order of the groups by weight of their members, heaviest first, ties by their first
    /// member.
    pub(super) fn canonical_order(&self, sample: &Sample) -> Vec<usize> {
        let labels = self.labels();
        let mut size = vec![(0.0_f64, usize::MAX); self.groups];
        for (row, label) in labels.iter().enumerate() {
            let entry = &mut size[usize::from(*label)];
            *entry = (entry.0 + sample.weight(row), entry.1.min(row));
        }
        let mut order: Vec<usize> = (0..self.groups).collect();
        // Ties by the first member: rows are in the order of their content, so names do not depend
        // on files.
        order.sort_by(|a, b| size[*b].0.total_cmp(&size[*a].0).then(size[*a].1.cmp(&size[*b].1)));
        order
    }
}

/// Most groups of a grouping: what a label of 16 bits tells apart.
const MOST_GROUPS: usize = 1 << 16;

fn check_number(groups: usize) -> Result<()> {
    if (1..=MOST_GROUPS).contains(&groups) {
        return Ok(());
    }
    let expected = format!("1 to {MOST_GROUPS}");
    Err(ErrorKind::Parameter { name: "groups", expected, found: groups.to_string() }.into())
}

/// True for the probabilities of a row's group. Sums of 32 bits are off
/// by their last digits.
fn is_distribution(probabilities: &[f32]) -> bool {
    const ROUNDING: f64 = 1e-3;
    let sum: f64 = probabilities.iter().map(|probability| f64::from(*probability)).sum();
    let between = |probability: &f32| (0.0..=1.0 + f32::EPSILON * 8.0).contains(probability);
    probabilities.iter().all(between) && (sum - 1.0).abs() <= ROUNDING
}

/// The position of the greatest number, the first of equals.
pub(super) fn most_probable(probabilities: &[f32]) -> u16 {
    let mut best = 0;
    for (group, probability) in probabilities.iter().enumerate() {
        if *probability > probabilities[best] {
            best = group;
        }
    }
    u16::try_from(best).expect("at most 65,536 groups")
}

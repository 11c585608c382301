//! A classifier that sorts new respondents into groups without the respondents who made them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::grouping::Grouping;
use super::latent_class::{GroupColumn, LatentClass, LatentClassModel, are_log_shares};
use super::recoding::Recoding;
use super::sample::{Sample, SampleColumn, Standard};
use super::scores::{ScoreColumn, Scores};
use crate::error::Result;
use crate::manifest::ClusteringOptions;
use crate::sources::MISSING;

/// The groups of one kind as distributions of each column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Classifier {
    /// Logarithm of the share of each group.
    pub(super) log_shares: Vec<f64>,
    pub(super) columns: Vec<ClassifierColumn>,
    /// Least standardised log-density of somebody whom a group describes; `None` where every group
    /// takes every respondent.
    pub(super) least_fit: Option<f64>,
    /// For each column those that are locally dependent on it; empty where dependence was not
    /// measured.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    dependent: Vec<Vec<usize>>,
    /// The model to go on from, where the groups come from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fitted: Option<Fitted>,
}

/// One column: how the values of an indicator become its codes or numbers, and what each group
/// expects of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct ClassifierColumn {
    /// Position of the indicator in the matrix.
    pub(super) indicator: usize,
    pub(super) weight: f64,
    pub(super) recoding: Recoding,
    pub(super) groups: Vec<GroupColumn>,
}

/// A latent class model with the weight of its prior, see [`LatentClass::prior`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Fitted {
    pub(crate) model: LatentClassModel,
    pub(crate) prior: f64,
}

impl ClassifierColumn {
    /// True where every group has a number for each code that the recoding gives, or a mean and a
    /// variance.
    fn is_whole(&self) -> bool {
        // Values are found among cuts and scores by their order.
        let ascending = |numbers: &[f64]| numbers.windows(2).all(|pair| pair[0] < pair[1]);
        let codes = match &self.recoding {
            Recoding::Codes => None,
            Recoding::Counts(scores) => Some(scores.len()).filter(|_| ascending(scores)),
            Recoding::Cuts(cuts) => Some(cuts.len() + 1).filter(|_| ascending(cuts)),
            Recoding::Standard(Standard { low, high, deviation, .. }) => {
                Some(0).filter(|_| *deviation > 0.0 && low <= high)
            }
        };
        let first = self.groups.first().map_or(0, GroupColumn::codes);
        let known = match (&self.recoding, codes) {
            (Recoding::Codes, _) => (1..=usize::from(MISSING)).contains(&first),
            (_, codes) => {
                codes.is_some_and(|codes| codes == first && codes <= usize::from(MISSING))
            }
        };
        known
            && self.weight >= 0.0
            && self.groups.iter().all(|group| group.codes() == first && group.is_sound())
    }
}

impl Classifier {
    pub(super) fn new(
        sample: &Sample,
        grouping: &Grouping,
        dependent: &[Vec<usize>],
        options: &ClusteringOptions,
    ) -> Result<Self> {
        let groups = grouping.groups();
        let model = match grouping.model() {
            Some(model) => Arc::clone(model),
            // New respondents need densities, which a method without a model does not have.
            None => Arc::new(LatentClass::default().describe(sample, grouping)?),
        };
        let least_fit = grouping
            .model()
            // One group describes everybody, so a limit would only leave people out.
            .filter(|_| groups > 1)
            .map(|model| model.least_fit(sample, options.seed));
        let column = |(position, column): (usize, &SampleColumn)| ClassifierColumn {
            indicator: column.indicator,
            weight: column.factor(),
            recoding: match sample.standard(position) {
                Some(standard) => Recoding::Standard(standard),
                None if !column.scores.is_empty() => Recoding::Counts(column.scores.clone()),
                None if !column.cuts.is_empty() => Recoding::Cuts(column.cuts.clone()),
                None => Recoding::Codes,
            },
            groups: (0..groups).map(|group| model.column(position, group)).collect(),
        };
        let columns = sample.columns().iter().enumerate().map(column).collect();
        let fitted = grouping
            .model()
            // Passes that are made elsewhere add up column by column, which a style does not allow.
            .filter(|model| !model.has_style())
            .map(|model| Fitted { model: LatentClassModel::clone(model), prior: options.prior });
        Ok(Self {
            log_shares: model.log_shares(),
            columns,
            least_fit,
            dependent: dependent.to_vec(),
            fitted,
        })
    }

    /// One group of which nothing is known.
    pub(super) fn one_group() -> Self {
        Self {
            log_shares: vec![0.0],
            columns: Vec::new(),
            least_fit: None,
            dependent: Vec::new(),
            fitted: None,
        }
    }

    /// Number of groups.
    pub(crate) fn groups(&self) -> usize {
        self.log_shares.len()
    }

    /// Positions of the indicators that it looks at.
    pub(crate) fn indicators(&self) -> impl ExactSizeIterator<Item = usize> {
        self.columns.iter().map(|column| column.indicator)
    }

    /// True where every column has a distribution for each group, as it has unless somebody wrote
    /// it by hand.
    pub(crate) fn is_whole(&self) -> bool {
        let groups = self.groups();
        let fits = |fitted: &Fitted| {
            fitted.model.is_whole(groups, self.columns.len())
                && !fitted.model.has_style()
                && fitted.prior >= 0.0
        };
        groups > 0
            && are_log_shares(&self.log_shares)
            && self.columns.iter().all(|column| column.groups.len() == groups && column.is_whole())
            && self.dependent.iter().flatten().all(|column| *column < self.columns.len())
            && self.fitted.as_ref().is_none_or(fits)
    }

    /// The columns that are locally dependent on a column.
    pub(crate) fn dependent(&self, column: usize) -> &[usize] {
        self.dependent.get(column).map_or(&[], Vec::as_slice)
    }

    /// The model to go on from; `None` where a method without one made the groups.
    pub(crate) fn fitted(&self) -> Option<&Fitted> {
        self.fitted.as_ref()
    }

    /// These groups as a model of more respondents has them. The limit of what counts as described
    /// stays as it was.
    pub(crate) fn with_model(&self, model: LatentClassModel) -> Self {
        let groups = |position: usize| {
            (0..model.groups()).map(|group| model.column(position, group)).collect()
        };
        let columns = self.columns.iter().enumerate();
        let columns = columns
            .map(|(at, column)| ClassifierColumn { groups: groups(at), ..column.clone() })
            .collect();
        let fitted =
            self.fitted.as_ref().map(|fitted| Fitted { model: model.clone(), prior: fitted.prior });
        Self {
            log_shares: model.log_shares(),
            columns,
            fitted,
            dependent: self.dependent.clone(),
            ..*self
        }
    }

    /// The scores of the groups, ready to be added up.
    pub(crate) fn scores(&self) -> Scores<'_> {
        let columns = self
            .columns
            .iter()
            .map(|ClassifierColumn { indicator, weight, recoding, groups }| {
                ScoreColumn::new(*indicator, recoding, groups, *weight)
            })
            .collect();
        Scores::new(&self.log_shares, columns, self.least_fit)
    }
}

//! One number of groups, with the figures that a choice among them rests on.

use serde::{Deserialize, Serialize};

use super::grouping::Grouping;
use super::sample::Sample;
use super::stability::{self, Stability};
use super::thresholds::Thresholds;

/// One number of groups that was looked at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Candidate {
    /// Number of groups.
    pub groups: usize,
    /// Log-likelihood without the prior; `None` for a method without likelihood, as the criteria
    /// that need one.
    pub log_likelihood: Option<f64>,
    /// Free parameters.
    pub parameters: Option<usize>,
    /// Bayesian information criterion (Schwarz 1978, doi 10.1214/aos/1176344136): -2 LL + d ln N,
    /// lower is better; N is the sum of the weights.
    pub bic: Option<f64>,
    /// AIC3 (Bozdogan 1994, doi 10.1007/978-94-011-0800-3_3): -2 LL + 3 d, lower is better. Chooses
    /// below 750 respondents, where BIC finds too few groups in mixtures of answers (Andrews and
    /// Currim 2003, doi 10.1509/jmkr.40.2.235.19225; Fonseca and Cardoso 2007).
    pub aic3: Option<f64>,
    /// Integrated completed likelihood (Biernacki, Celeux and Govaert 2000, doi 10.1109/34.865189):
    /// BIC + 2 entropy, lower is better.
    pub icl: Option<f64>,
    /// Relative entropy (Ramaswamy et al. 1993, doi 10.1287/mksc.12.1.103), which says how well
    /// the groups are separated: 1 - entropy / (N ln groups), 0..=1; 1 for one group.
    #[serde(alias = "separation")]
    pub relative_entropy: f64,
    /// Median adjusted Rand index of pairs of replicates, see [`Stability::median_adjusted_rand`];
    /// 1 for one group.
    pub stability: f64,
    /// Mean Jaccard index of each group, see [`Stability::jaccard`].
    pub jaccard: Vec<f64>,
    /// Mean share of members who return, see [`Stability::returned`].
    pub returned: Vec<f64>,
    /// Replicates behind these figures, see [`Stability::replicates`].
    pub replicates: usize,
    /// How well half of the respondents predict the groups of the other half, see
    /// [`Stability::prediction_strength`]; 1 for one group.
    pub prediction_strength: f64,
    /// For each group how far its members come from one group of the solution with one group less
    /// (stability across solutions, Dolnicar and Leisch 2017, doi 10.1007/s11002-016-9410-8): 1
    /// less the entropy of their origin as a share of the greatest.
    pub across: Vec<f64>,
    /// Members of the smallest group.
    pub smallest: usize,
    /// True where the search had converged when it stopped.
    pub converged: bool,
    /// Starts that were carried to the end, and how many of them reached the best solution.
    pub starts: usize,
    /// See `starts`.
    pub reached: usize,
}

impl Candidate {
    /// True where its groups are as stable as the thresholds ask for.
    pub(super) fn passes(&self, thresholds: &Thresholds) -> bool {
        self.stability >= thresholds.median_adjusted_rand
            && self.jaccard.iter().all(|index| *index >= thresholds.jaccard)
    }

    /// The figures of a grouping; `before` is the grouping with one group less, where there is one.
    #[allow(clippy::cast_precision_loss, reason = "few parameters and groups")]
    pub(super) fn measure(
        sample: &Sample,
        grouping: &Grouping,
        before: Option<&Grouping>,
        stable: Stability,
    ) -> Self {
        let across = stability::stability_across(grouping, before);
        let weight: f64 = sample.total_weight();
        let mut entropy = 0.0;
        let mut sizes = vec![0; grouping.groups()];
        for (row, label) in grouping.labels().into_iter().enumerate() {
            sizes[usize::from(label)] += 1;
            for probability in
                grouping.probabilities(row).iter().filter(|probability| **probability > 0.0)
            {
                let probability = f64::from(*probability);
                entropy -= sample.weight(row) * probability * libm::log(probability);
            }
        }
        let fit = grouping.fit();
        let criterion = |per_parameter: f64| {
            fit.map(|fit| -2.0 * fit.log_likelihood + fit.parameters as f64 * per_parameter)
        };
        let bic = criterion(libm::log(weight.max(1.0)));
        let most = weight * libm::log(grouping.groups() as f64);
        Self {
            groups: grouping.groups(),
            log_likelihood: fit.map(|fit| fit.log_likelihood),
            parameters: fit.map(|fit| fit.parameters),
            bic,
            aic3: criterion(3.0),
            icl: bic.map(|bic| bic + 2.0 * entropy),
            relative_entropy: if grouping.groups() == 1 {
                1.0
            } else {
                (1.0 - entropy / most).clamp(0.0, 1.0)
            },
            stability: stable.median_adjusted_rand,
            jaccard: stable.jaccard,
            returned: stable.returned,
            replicates: stable.replicates,
            prediction_strength: stable.prediction_strength,
            across,
            smallest: sizes.into_iter().min().unwrap_or(0),
            converged: fit.is_none_or(|fit| fit.converged),
            starts: fit.map_or(1, |fit| fit.starts),
            reached: fit.map_or(1, |fit| fit.reached),
        }
    }
}

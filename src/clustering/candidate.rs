//! One number of groups, with the figures that a choice among them rests on.

use serde::{Deserialize, Serialize};

use super::grouping::Grouping;
use super::sample::Sample;
use super::stability::{self, Stability};
use super::thresholds::Thresholds;

/// Figures of one number of groups that was tried.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Candidate {
    /// Number of groups.
    pub groups: usize,
    /// Log-likelihood without the prior; `None`, like the criteria that need it, for a method
    /// without a likelihood.
    pub log_likelihood: Option<f64>,
    /// Number of free parameters.
    pub parameters: Option<usize>,
    /// Penalised deviance, the criterion that chooses: lower is better.
    ///
    /// ```text
    /// -2 LL + d c + 2 ln C(P, p)      c = max(2.75, min(ln N, 2 ln N - 10.6))
    /// ```
    ///
    /// The cost c of a parameter is 2.75 up to 792 respondents, then grows without a step, 3.2 for
    /// 1,000 and 6.4 for 5,000, and is that of BIC from 40,000. It was found by simulation, not by
    /// theory: see `benches/README.md`. Beside a response style it is that of BIC. The last term is
    /// the cost of having chosen the p of P indicators that tell groups apart, as in the extended
    /// BIC (Chen and Chen 2008, doi 10.1093/biomet/asn034). `None` also in results of earlier
    /// versions.
    #[serde(default)]
    pub penalised_deviance: Option<f64>,
    /// Bayesian information criterion (Schwarz 1978, doi 10.1214/aos/1176344136): -2 LL + d ln N,
    /// lower is better; N is the number of respondents.
    pub bic: Option<f64>,
    /// BIC adjusted for the sample size (Sclove 1987, doi 10.1007/BF02294360):
    /// -2 LL + d ln((N + 2) / 24), lower is better. `None` also in results of earlier versions.
    #[serde(default)]
    pub sabic: Option<f64>,
    /// AIC3 (Bozdogan 1994, doi 10.1007/978-94-011-0800-3_3): -2 LL + 3 d, lower is better.
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
    /// Mean share of each group's members who return, see [`Stability::returned`].
    pub returned: Vec<f64>,
    /// Number of replicates behind the stability figures, see [`Stability::replicates`].
    pub replicates: usize,
    /// Prediction strength, see [`Stability::prediction_strength`]; 1 for one group.
    pub prediction_strength: f64,
    /// Stability of each group across solutions (Dolnicar and Leisch 2017, doi
    /// 10.1007/s11002-016-9410-8): how far its members come from one group of the solution with one
    /// group less, as 1 minus the entropy of their origin as a share of its maximum.
    pub across: Vec<f64>,
    /// Number of members of the smallest group.
    pub smallest: usize,
    /// True if the search converged before its last iteration.
    pub converged: bool,
    /// Number of starts that were run to the end.
    pub starts: usize,
    /// Number of completed starts that reached the best solution.
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
        // E = -Σ_i w_i Σ_k r_ik ln r_ik
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
        let criterion = |per_parameter: f64| deviance(grouping, per_parameter);
        let bic = bic(sample, grouping);
        let sabic = criterion(libm::log((weight + 2.0) / 24.0));
        // Entropy of posteriors that say nothing, which relative entropy compares with.
        let most = weight * libm::log(grouping.groups() as f64);
        Self {
            groups: grouping.groups(),
            log_likelihood: fit.map(|fit| fit.log_likelihood),
            parameters: fit.map(|fit| fit.parameters),
            penalised_deviance: penalised_deviance(sample, grouping),
            bic,
            sabic,
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
            // A method without a fit reports no failure, so none is assumed.
            converged: fit.is_none_or(|fit| fit.converged),
            starts: fit.map_or(1, |fit| fit.starts),
            reached: fit.map_or(1, |fit| fit.reached),
        }
    }
}

/// -2 LL, and what the free parameters cost; `None` for a method without a likelihood.
#[allow(clippy::cast_precision_loss, reason = "few parameters")]
fn deviance(grouping: &Grouping, per_parameter: f64) -> Option<f64> {
    grouping.fit().map(|fit| -2.0 * fit.log_likelihood + fit.parameters as f64 * per_parameter)
}

/// See [`Candidate::bic`].
pub(super) fn bic(sample: &Sample, grouping: &Grouping) -> Option<f64> {
    deviance(grouping, libm::log(sample.total_weight().max(1.0)))
}

/// The criterion that chooses, see [`Candidate::penalised_deviance`].
fn penalised_deviance(sample: &Sample, grouping: &Grouping) -> Option<f64> {
    let choices = grouping.model().map_or(0.0, |model| model.log_choices());
    deviance(grouping, parameter_cost(sample)).map(|sum| sum + 2.0 * choices)
}

/// What a free parameter costs, see [`Candidate::penalised_deviance`].
pub(super) fn parameter_cost(sample: &Sample) -> f64 {
    let respondents = sample.total_weight();
    // Ends of a scale, and styles that no normal distribution describes, leave associations that
    // further groups would take up.
    if sample.has_style() {
        return libm::log(respondents.max(1.0)).max(cost_among(respondents));
    }
    cost_among(respondents)
}

/// The cost of a parameter among so many respondents.
fn cost_among(respondents: f64) -> f64 {
    let log = libm::log(respondents.max(1.0));
    log.min(2.0 * log - 10.6).max(2.75)
}

#[cfg(test)]
mod tests {
    use super::super::fit::FitStatistics;
    use super::*;
    use crate::indicators::{Indicator, IndicatorMatrix, Measure, Values};
    use crate::manifest::{Facet, PersonaKind};

    fn sample(rows: u8) -> Sample {
        let codes = |shift: u8| Values::Codes((0..rows).map(|row| (row + shift) / 2 % 2).collect());
        let column = |name: &str| Indicator::new(name, Facet::Goal, Measure::Mention);
        let columns = vec![(column("a"), codes(0)), (column("b"), codes(1))];
        Sample::of_kind(&IndicatorMatrix::from_columns(columns).unwrap(), PersonaKind::User)
    }

    fn grouping(rows: &[[f32; 2]]) -> Grouping {
        let fit = FitStatistics {
            log_likelihood: -20.0,
            parameters: 5,
            cost: 0.0,
            converged: true,
            passes: 9,
            starts: 4,
            reached: 3,
        };
        Grouping::from_probabilities(2, rows.concat(), Some(fit)).unwrap()
    }

    fn stability() -> Stability {
        Stability {
            median_adjusted_rand: 0.7,
            jaccard: vec![0.8, 0.6],
            returned: vec![0.9, 0.55],
            replicates: 30,
            prediction_strength: 0.45,
        }
    }

    /// BIC = -2 LL + d ln N; SABIC = -2 LL + d ln((N + 2) / 24); AIC3 = -2 LL + 3 d;
    /// ICL = BIC + 2 entropy of the posteriors.
    #[test]
    fn criteria_follow_their_formulas() {
        let sample = sample(8);
        let rows = [[0.75, 0.25], [1.0, 0.0], [0.0, 1.0], [0.5, 0.5]].repeat(2);
        let found = Candidate::measure(&sample, &grouping(&rows), None, stability());
        let bic = 40.0 + 5.0 * 8.0_f64.ln();
        let entropy = 2.0 * (-0.75 * 0.75_f64.ln() - 0.25 * 0.25_f64.ln() + 2.0_f64.ln());
        let near = |found: Option<f64>, expected: f64| (found.unwrap() - expected).abs() < 1e-9;
        assert!(near(found.bic, bic) && near(found.aic3, 55.0), "{found:?}");
        assert!(near(found.sabic, 40.0 + 5.0 * (10.0_f64 / 24.0).ln()), "{found:?}");
        assert!(near(found.penalised_deviance, 53.75), "{found:?}");
        assert!(near(found.icl, bic + 2.0 * entropy), "{found:?}");
        let relative = 1.0 - entropy / (8.0 * 2.0_f64.ln());
        assert!((found.relative_entropy - relative).abs() < 1e-9, "{found:?}");
        assert_eq!((found.smallest, found.starts, found.reached), (2, 4, 3));
    }

    /// 2.75 among few, BIC's among very many, and no step in between.
    #[test]
    fn the_cost_of_a_parameter_grows_without_a_step() {
        let near = |respondents: f64, cost: f64| {
            assert!((cost_among(respondents) - cost).abs() < 0.005, "{respondents}");
        };
        [0.0, 8.0, 300.0, 792.0].into_iter().for_each(|respondents| near(respondents, 2.75));
        near(1_000.0, 3.22);
        near(5_000.0, 6.43);
        near(40_200.0, 40_200.0_f64.ln());
        near(1e6, 1e6_f64.ln());
        let costs: Vec<f64> = (1..50_000).map(|n| cost_among(f64::from(n))).collect();
        let steps = costs.windows(2).map(|pair| pair[1] - pair[0]);
        steps.for_each(|step| assert!((0.0..0.003).contains(&step), "{step}"));
    }

    #[test]
    fn figures_of_stability_are_those_that_were_measured() {
        let rows = [[1.0, 0.0], [0.0, 1.0]].repeat(4);
        let found = Candidate::measure(&sample(8), &grouping(&rows), None, stability());
        let measured = stability();
        assert_eq!(found.returned, measured.returned);
        assert_eq!(found.jaccard, measured.jaccard);
        assert_eq!(found.replicates, measured.replicates);
        let bits = |figures: [f64; 2]| figures.map(f64::to_bits);
        let measured = [measured.prediction_strength, measured.median_adjusted_rand];
        assert_eq!(bits([found.prediction_strength, found.stability]), bits(measured));
    }

    /// Members of the first group come from one group of the solution before, those of the second
    /// from all three in equal parts.
    #[test]
    fn stability_across_solutions_falls_with_the_entropy_of_the_origins() {
        let rows = [[1.0, 0.0]].repeat(3).into_iter().chain([[0.0, 1.0]].repeat(3));
        let rows: Vec<[f32; 2]> = rows.collect();
        let before = Grouping::from_labels(3, &[0, 0, 0, 0, 1, 2]).unwrap();
        let found = Candidate::measure(&sample(6), &grouping(&rows), Some(&before), stability());
        assert!((found.across[0] - 1.0).abs() < 1e-12, "{:?}", found.across);
        assert!(found.across[1].abs() < 1e-12, "{:?}", found.across);
    }

    #[test]
    fn a_candidate_of_an_earlier_result_is_read() {
        let rows = [[1.0, 0.0], [0.0, 1.0]].repeat(4);
        let found = Candidate::measure(&sample(8), &grouping(&rows), None, stability());
        let now = serde_json::to_string(&found).unwrap();
        let earlier = now.replace("relative_entropy", "separation");
        assert_ne!(earlier, now);
        assert_eq!(serde_json::from_str::<Candidate>(&earlier).unwrap(), found);
        let mut fewer: serde_json::Value = serde_json::from_str(&now).unwrap();
        for later in ["penalised_deviance", "sabic"] {
            assert!(fewer.as_object_mut().unwrap().remove(later).is_some());
        }
        let read: Candidate = serde_json::from_value(fewer).unwrap();
        assert_eq!(read, Candidate { penalised_deviance: None, sabic: None, ..found });
    }
}

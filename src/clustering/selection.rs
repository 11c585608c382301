//! How many groups: stability is a gate, BIC chooses within it, and one group must be refuted.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::agreement::matched;
use super::diagnosis::against_nature;
use super::held_out::SPLITS;
use super::method::{Clusterer, Grouping};
use super::progress::ProgressMeter;
use super::sample::Sample;
use super::stability::{self, Stability};
use super::structure::one_group_p;
use crate::clustering::findings::ClusteringFinding;
use crate::error::Result;
use crate::finding::Findings;
use crate::manifest::{ClusteringOptions, Groups};

/// What may be believed of a grouping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Groups of ten and more that stand apart and return whoever is drawn; that there is one group
    /// only is refuted.
    Natural,
    /// Groups that return whoever is drawn, though they pass into each other.
    Reproducible,
    /// One group is refuted, but where the borders run depends on who is drawn; or groups that were
    /// asked for although the data do not carry them.
    Constructed,
    /// No groups: one description of everyone.
    None,
}

impl Verdict {
    /// Name as it stands in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Natural => "natural",
            Self::Reproducible => "reproducible",
            Self::Constructed => "constructed",
            Self::None => "none",
        }
    }
}

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
    /// How far groups stand apart: 1 - entropy / (N ln groups), 0..=1; 1 for one group.
    pub separation: f64,
    /// Median agreement of replicates, see [`Stability::agreement`]; 1 for one group.
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
    /// Whether the search had settled when it stopped.
    pub converged: bool,
    /// Starts that were carried to the end, and how many of them reached the best solution.
    pub starts: usize,
    /// See `starts`.
    pub reached: usize,
}

/// The thresholds that a number of groups must pass.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Thresholds {
    /// Least median agreement of replicates.
    pub agreement: f64,
    /// Least mean Jaccard index of every group.
    pub jaccard: f64,
    /// Greatest p-value of the test of one group.
    pub p: f64,
}

/// The gate of every run; it is printed with the result. Below a Jaccard index of 0.5 a group
/// dissolves (Hennig 2007).
pub const GATE: Thresholds = Thresholds { agreement: 0.3, jaccard: 0.5, p: 0.05 };
/// Respondents below which AIC3 chooses in place of BIC.
const FEW: usize = 750;
/// Respondents on whom numbers of groups are compared at most; rows stand in an order as good as
/// random, so the first are a fair sample. The number that is chosen is then fitted to everyone.
const MOST_COMPARED: usize = 20_000;
/// What groups must reach to be called reproducible.
pub const REPRODUCIBLE: Thresholds = Thresholds { agreement: 0.65, jaccard: 0.6, p: 0.05 };
/// What groups must reach to be called natural.
pub const NATURAL: Thresholds = Thresholds { agreement: 0.85, jaccard: 0.75, p: 0.05 };
const NATURAL_SEPARATION: f64 = 0.8;
/// Smallest group of natural ones.
const NATURAL_MEMBERS: usize = 10;

impl Thresholds {
    fn lets_pass(&self, candidate: &Candidate) -> bool {
        candidate.stability >= self.agreement
            && candidate.jaccard.iter().all(|index| *index >= self.jaccard)
    }
}

/// What was chosen and why.
pub(super) struct Choice {
    pub(super) candidates: Vec<Candidate>,
    pub(super) grouping: Grouping,
    pub(super) verdict: Verdict,
    pub(super) reason: String,
    pub(super) stability: Vec<f64>,
    pub(super) one_group_p: Option<f64>,
}

/// Looks at every number of groups the options allow and chooses one.
pub(super) fn choose(
    method: &dyn Clusterer,
    sample: &Sample,
    options: &ClusteringOptions,
    findings: &mut Findings,
    meter: &ProgressMeter<'_>,
) -> Result<Choice> {
    let (forced, numbers) = numbers(options, sample, findings);
    let everyone = sample;
    let sample = &everyone.first(MOST_COMPARED);
    let in_part = sample.rows() < everyone.rows();
    meter.expect(numbers.len() + (numbers.len() + 1) * options.replicates + 2 * SPLITS);
    let mut candidates = Vec::new();
    let mut groupings = Vec::new();
    let found =
        numbers.into_par_iter().map(|groups| grouped(method, sample, groups, options, meter));
    for (grouping, stable) in found.collect::<Result<Vec<_>>>()? {
        let groups = grouping.groups();
        let before = groupings.last().filter(|before: &&Grouping| before.groups() + 1 == groups);
        candidates.push(candidate(sample, &grouping, before, stable));
        groupings.push(grouping);
    }
    report(sample, &candidates, findings);
    let few = sample.rows() < FEW;
    let best = best_of(&candidates, forced, few);
    let mut p = None;
    if candidates[best].groups > 1 {
        p = one_group_p(method, sample, candidates[best].groups, options, meter)?;
    }
    let refuted = p.is_none_or(|p| p <= GATE.p);
    let chosen = if refuted || forced { best } else { 0 };
    let mut verdict = verdict(&candidates[chosen], p);
    if verdict == Verdict::Natural
        && let Some(why) = against_nature(method, sample, &groupings[chosen], options.seed)?
    {
        verdict = Verdict::Reproducible;
        let (kind, groups) = (sample.kind(), candidates[chosen].groups);
        findings.add(ClusteringFinding::NotNatural { kind, groups, why });
    }
    let criterion = match (candidates[best].bic, few) {
        (None, _) => "is the most stable",
        (Some(_), true) => "has the lowest AIC3",
        (Some(_), false) => "has the lowest BIC",
    };
    let mut reason = reason(&candidates, (best, chosen), criterion, forced, p, options);
    if in_part {
        reason =
            format!("{reason}; compared on {} of {} respondents", sample.rows(), everyone.rows());
    }
    if verdict == Verdict::Constructed {
        let (kind, groups) = (sample.kind(), candidates[chosen].groups);
        findings.add(if forced {
            ClusteringFinding::GroupsForced { kind, groups, reason: reason.clone() }
        } else {
            ClusteringFinding::GroupsConstructed {
                kind,
                groups,
                agreement: candidates[chosen].stability,
            }
        });
    }
    let (grouping, stability) = if in_part {
        extended(method, everyone, &groupings[chosen], &candidates[chosen].jaccard, options.seed)?
    } else {
        (groupings.swap_remove(chosen), candidates[chosen].jaccard.clone())
    };
    Ok(Choice { grouping, candidates, verdict, reason, stability, one_group_p: p })
}

/// The grouping with so many groups, largest first, and how stable it is.
fn grouped(
    method: &dyn Clusterer,
    sample: &Sample,
    groups: usize,
    options: &ClusteringOptions,
    meter: &ProgressMeter<'_>,
) -> Result<(Grouping, Stability)> {
    meter.tick(1)?;
    let raw = method.cluster(sample, groups, options.seed)?;
    let grouping = raw.reordered(&raw.canonical_order(sample));
    let stable = if groups == 1 {
        Stability::of_everyone()
    } else {
        stability::measure(method, sample, &grouping, options, meter)?
    };
    Ok((grouping, stable))
}

/// The grouping of everyone from that of the first of them, largest first, with the stability that
/// was measured on these.
fn extended(
    method: &dyn Clusterer,
    everyone: &Sample,
    first: &Grouping,
    stability: &[f64],
    seed: u64,
) -> Result<(Grouping, Vec<f64>)> {
    let raw = method.extend(everyone, first, seed)?;
    let labels = raw.first(first.rows()).labels();
    let grouping =
        raw.reordered(&matched(&first.labels(), &labels, first.groups(), &vec![1; first.rows()]));
    let order = grouping.canonical_order(everyone);
    Ok((grouping.reordered(&order), order.iter().map(|group| stability[*group]).collect()))
}

/// The numbers of groups to look at, at least four respondents a group; one group is always among
/// them unless a number is forced.
fn numbers(
    options: &ClusteringOptions,
    sample: &Sample,
    findings: &mut Findings,
) -> (bool, Vec<usize>) {
    const LEAST_MEMBERS: usize = 4;
    match options.groups {
        Groups::Exactly(groups) => {
            let patterns = sample.patterns(groups);
            if patterns < groups {
                findings.add(ClusteringFinding::GroupsBeyondPatterns {
                    kind: sample.kind(),
                    groups,
                    patterns,
                });
            }
            (true, vec![groups])
        }
        Groups::Between { min, max } => {
            let most = max.min(sample.rows() / LEAST_MEMBERS);
            let most = most.min(sample.patterns(most)).max(1);
            let mut numbers: Vec<usize> = (min.min(most)..=most).collect();
            if numbers[0] != 1 {
                numbers.insert(0, 1);
            }
            (false, numbers)
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "few parameters and groups")]
fn candidate(
    sample: &Sample,
    grouping: &Grouping,
    before: Option<&Grouping>,
    stable: Stability,
) -> Candidate {
    let across = stability::across(grouping, before);
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
    Candidate {
        groups: grouping.groups(),
        log_likelihood: fit.map(|fit| fit.log_likelihood),
        parameters: fit.map(|fit| fit.parameters),
        bic,
        aic3: criterion(3.0),
        icl: bic.map(|bic| bic + 2.0 * entropy),
        separation: if grouping.groups() == 1 {
            1.0
        } else {
            (1.0 - entropy / most).clamp(0.0, 1.0)
        },
        stability: stable.agreement,
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

/// The candidate to choose: the lowest BIC, AIC3 below [`FEW`] respondents, among those that pass
/// the gate; without likelihood the most stable of several groups.
fn best_of(candidates: &[Candidate], forced: bool, few: bool) -> usize {
    if forced {
        return 0;
    }
    let passing = |position: &usize| GATE.lets_pass(&candidates[*position]);
    let positions = (0..candidates.len()).filter(passing);
    let with_likelihood = candidates.iter().all(|candidate| candidate.bic.is_some());
    let best = if with_likelihood {
        positions.min_by(|a, b| {
            let criterion = |position: &usize| {
                let Candidate { bic, aic3, .. } = candidates[*position];
                (if few { aic3 } else { bic }).unwrap_or(f64::INFINITY)
            };
            criterion(a).total_cmp(&criterion(b))
        })
    } else {
        // Of equals the last, which has more groups.
        let several = positions.filter(|position| candidates[*position].groups > 1);
        several.max_by(|a, b| candidates[*a].stability.total_cmp(&candidates[*b].stability))
    };
    best.unwrap_or(0)
}

fn verdict(chosen: &Candidate, p: Option<f64>) -> Verdict {
    let refuted = p.is_none_or(|p| p <= GATE.p);
    if chosen.groups == 1 {
        Verdict::None
    } else if !REPRODUCIBLE.lets_pass(chosen) || !refuted {
        Verdict::Constructed
    } else if NATURAL.lets_pass(chosen)
        && chosen.separation >= NATURAL_SEPARATION
        && chosen.smallest >= NATURAL_MEMBERS
        && p.is_some()
    {
        Verdict::Natural
    } else {
        Verdict::Reproducible
    }
}

/// The rule as it was applied, in one sentence.
fn reason(
    candidates: &[Candidate],
    (best, chosen): (usize, usize),
    criterion: &str,
    forced: bool,
    p: Option<f64>,
    options: &ClusteringOptions,
) -> String {
    let Thresholds { agreement, jaccard, p: limit } = GATE;
    let gate = format!(
        "median agreement of {} replicates at least {agreement:.2} and Jaccard index of every group at least {jaccard:.2}",
        options.replicates
    );
    let several = || candidates.iter().filter(|candidate| candidate.groups > 1);
    let passing: Vec<String> = several()
        .filter(|candidate| GATE.lets_pass(candidate))
        .map(|candidate| candidate.groups.to_string())
        .collect();
    let test = match p {
        Some(p) if p <= limit => format!("; that there is one group only is refuted (p = {p:.3})"),
        Some(p) => format!("; that there is one group only is not refuted (p = {p:.3})"),
        None => String::new(),
    };
    let best = &candidates[best];
    if forced {
        let passes = if GATE.lets_pass(best) { "passes" } else { "does not pass" };
        return format!(
            "{} as the manifest says; it {passes} the gate ({gate}){test}",
            best.groups
        );
    }
    if several().next().is_none() {
        return "too few respondents to look for more than one group".to_owned();
    }
    if passing.is_empty() {
        return format!("no number of groups passes the gate ({gate})");
    }
    let among = format!(
        "of the numbers of groups that pass the gate ({gate}), which are 1, {}: {} {criterion}",
        passing.join(", "),
        best.groups
    );
    if candidates[chosen].groups == best.groups {
        format!("{among}{test}")
    } else {
        format!("{among}{test}, so 1 is chosen")
    }
}

fn report(sample: &Sample, candidates: &[Candidate], findings: &mut Findings) {
    let kind = sample.kind();
    for candidate in candidates {
        if !candidate.converged {
            findings.add(ClusteringFinding::NotConverged { kind, groups: candidate.groups });
        }
        if candidate.starts > 1 && candidate.reached * 10 < candidate.starts {
            let (reached, starts) = (candidate.reached, candidate.starts);
            findings.add(ClusteringFinding::FewStartsAgree {
                kind,
                groups: candidate.groups,
                reached,
                starts,
            });
        }
    }
}

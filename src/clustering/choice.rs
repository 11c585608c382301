//! The choice of a number of groups: stability is a gate, a criterion chooses among the numbers
//! that pass it, and one group must be refuted.

use rayon::prelude::*;

use super::agreement::match_groups;
use super::candidate::Candidate;
use super::diagnosis::against_nature;
use super::grouping::Grouping;
use super::held_out::SPLITS;
use super::method::Clusterer;
use super::reason::{ComparedPart, Criterion, SearchOutcome, SelectionReason};
use super::sample::Sample;
use super::stability::{self, Stability};
use super::structure::blrt_p;
use super::thresholds::GATE;
use super::verdict::Verdict;
use crate::clustering::findings::ClusteringFinding;
use crate::error::Result;
use crate::finding::Findings;
use crate::manifest::{ClusteringOptions, Groups};
use crate::progress::{ProgressMeter, Stage};

/// Respondents below which AIC3 chooses in place of BIC, which finds too few groups among few
/// respondents; see [`Candidate::aic3`].
const FEW: usize = 750;
/// Respondents on whom numbers of groups are compared at most; rows are in an order as good as
/// random, so the first are a fair sample. The number that is chosen is then fitted to everyone.
const MOST_COMPARED: usize = 20_000;

/// The grouping that was chosen, and why.
pub(super) struct Choice {
    pub(super) candidates: Vec<Candidate>,
    pub(super) grouping: Grouping,
    pub(super) verdict: Verdict,
    pub(super) reason: SelectionReason,
    pub(super) stability: Vec<f64>,
    pub(super) blrt_p: Option<f64>,
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
        numbers.into_par_iter().map(|groups| fit_number(method, sample, groups, options, meter));
    // Ascending in the number of groups, so that each finds the one before it.
    for (grouping, stable) in found.collect::<Result<Vec<_>>>()? {
        let groups = grouping.groups();
        let before = groupings.last().filter(|before: &&Grouping| before.groups() + 1 == groups);
        candidates.push(Candidate::measure(sample, &grouping, before, stable));
        groupings.push(grouping);
    }
    report(sample, &candidates, findings);
    let few = sample.rows() < FEW;
    // The gate comes first, so that a criterion never chooses groups that do not return.
    let best = best_of(&candidates, forced, few);
    let mut p = None;
    if candidates[best].groups > 1 {
        // One group beats none by definition, so only several groups are put to the test.
        p = blrt_p(method, sample, candidates[best].groups, options, meter)?;
    }
    // One group is the null hypothesis: several groups must beat it, or it is kept.
    let refuted = p.is_none_or(|p| p <= GATE.p);
    let chosen = if refuted || forced { best } else { 0 };
    let mut verdict = Verdict::on(&candidates[chosen], p);
    // Stability alone does not make groups natural: artefacts are stable too.
    if verdict == Verdict::Natural
        && let Some(why) = against_nature(method, sample, &groupings[chosen], options.seed)?
    {
        verdict = Verdict::Reproducible;
        let (kind, groups) = (sample.kind(), candidates[chosen].groups);
        findings.add(ClusteringFinding::NotNatural { kind, groups, why });
    }
    let criterion = match (candidates[best].bic, few) {
        (None, _) => Criterion::Stability,
        (Some(_), true) => Criterion::Aic3,
        (Some(_), false) => Criterion::Bic,
    };
    let replicates = options.replicates;
    let outcome = SearchOutcome {
        candidates: &candidates,
        best,
        chosen,
        criterion,
        forced,
        blrt_p: p,
        replicates,
    };
    let reason = SelectionReason {
        rule: outcome.rule(),
        compared: in_part
            .then(|| ComparedPart { compared: sample.rows(), respondents: everyone.rows() }),
    };
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
        extend(method, everyone, &groupings[chosen], &candidates[chosen].jaccard, options.seed)?
    } else {
        (groupings.swap_remove(chosen), candidates[chosen].jaccard.clone())
    };
    Ok(Choice { grouping, candidates, verdict, reason, stability, blrt_p: p })
}

/// The grouping with this number of groups, largest first, and how stable it is.
fn fit_number(
    method: &dyn Clusterer,
    sample: &Sample,
    groups: usize,
    options: &ClusteringOptions,
    meter: &ProgressMeter<'_>,
) -> Result<(Grouping, Stability)> {
    meter.tick(Stage::Groups)?;
    // Labels of a fit are arbitrary; the order by size makes solutions comparable.
    let raw = method.cluster(sample, groups, options.seed)?;
    let grouping = raw.reordered(&raw.canonical_order(sample));
    let stable = if groups == 1 {
        Stability::one_group()
    } else {
        stability::measure(method, sample, &grouping, options, meter)?
    };
    Ok((grouping, stable))
}

/// The grouping of all respondents from that of the first of them, largest first, with the
/// stability that was measured on these.
fn extend(
    method: &dyn Clusterer,
    everyone: &Sample,
    first: &Grouping,
    stability: &[f64],
    seed: u64,
) -> Result<(Grouping, Vec<f64>)> {
    // Groups keep the names they were judged under, then are ordered by their size among all.
    let raw = method.extend(everyone, first, seed)?;
    let labels = raw.first(first.rows()).labels();
    let grouping = raw.reordered(&match_groups(
        &first.labels(),
        &labels,
        first.groups(),
        &vec![1; first.rows()],
    ));
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
            // More groups than patterns of answers leave empty groups.
            let most = max.min(sample.rows() / LEAST_MEMBERS);
            let most = most.min(sample.patterns(most)).max(1);
            let mut numbers: Vec<usize> = (min.min(most)..=most).collect();
            if numbers[0] != 1 {
                // One group is what all others are compared with.
                numbers.insert(0, 1);
            }
            (false, numbers)
        }
    }
}

/// The candidate to choose: the lowest BIC, AIC3 below [`FEW`] respondents, among those that pass
/// the gate; without likelihood the most stable of several groups.
fn best_of(candidates: &[Candidate], forced: bool, few: bool) -> usize {
    if forced {
        return 0;
    }
    let passing = |position: &usize| candidates[*position].passes(&GATE);
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
        // One group is stable by definition; without a likelihood it would always win.
        let several = positions.filter(|position| candidates[*position].groups > 1);
        several.max_by(|a, b| candidates[*a].stability.total_cmp(&candidates[*b].stability))
    };
    best.unwrap_or(0)
}

fn report(sample: &Sample, candidates: &[Candidate], findings: &mut Findings) {
    let kind = sample.kind();
    for candidate in candidates {
        if !candidate.converged {
            findings.add(ClusteringFinding::NotConverged { kind, groups: candidate.groups });
        }
        // Where few starts agree, the best optimum may not have been found.
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

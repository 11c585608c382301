//! The choice of a number of groups: a criterion chooses, and one group must be refuted.

use rayon::prelude::*;

use super::agreement::match_groups;
use super::candidate::{Candidate, parameter_cost};
use super::diagnosis::{against_nature, against_number};
use super::grouping::Grouping;
use super::held_out::SPLITS;
use super::method::Clusterer;
use super::reason::{ComparedPart, SearchOutcome, SelectionReason};
use super::refits::REFITS;
use super::sample::{LARGE_PART, Sample};
use super::stability::{self, Stability};
use super::structure::{TestedNumbers, test_one_group};
use super::thresholds::GATE;
use super::verdict::Verdict;
use crate::clustering::findings::ClusteringFinding;
use crate::error::Result;
use crate::finding::Findings;
use crate::manifest::{ClusteringOptions, Groups};
use crate::progress::{ProgressMeter, Stage};

/// Respondents on whom numbers of groups are compared at most. The number that is chosen is then
/// fitted to everyone.
const MOST_COMPARED: usize = LARGE_PART;

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
    everyone: &Sample,
    options: &ClusteringOptions,
    findings: &mut Findings,
    meter: &ProgressMeter<'_>,
) -> Result<Choice> {
    let (forced, numbers) = numbers(options, everyone, findings);
    // No criterion that is scaled to a number of respondents holds for unequal weights: they would
    // find groups in noise. The number is chosen without them.
    let sample = &everyone.first(MOST_COMPARED).unweighted();
    let in_part = sample.rows() < everyone.rows();
    let refits = 2 * SPLITS + REFITS;
    meter.expect(numbers.len() + (numbers.len() + 2) * options.replicates + refits);
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
    let best = if forced { 0 } else { best_of(&candidates) };
    let mut tested = None;
    if candidates[best].groups > 1 {
        // One group beats none by definition, so only several groups are put to the test.
        let others = candidates.iter().map(|candidate| candidate.groups);
        let others: Vec<usize> =
            others.filter(|groups| *groups > 1 && *groups != candidates[best].groups).collect();
        tested = test_one_group(method, sample, candidates[best].groups, &others, options, meter)?;
    }
    let chosen = if forced { best } else { refuting(&candidates, best, tested.as_ref()) };
    let p = tested.as_ref().map(|tested| tested.p_of(candidates[chosen].groups));
    let verdict = Verdict::on(&candidates[chosen], p);
    let outcome = SearchOutcome {
        candidates: &candidates,
        best,
        chosen,
        cost: parameter_cost(sample),
        forced,
        tested: tested.as_ref().map_or(&[], |tested| &tested.numbers),
        blrt_p: p,
        replicates: options.replicates,
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
    let at_ceiling = !forced && chosen + 1 == candidates.len();
    let verdict =
        lowered(verdict, method, sample, &groupings[chosen], at_ceiling, options, findings)?;
    let (grouping, stability) = if in_part || !everyone.is_plain() {
        extend(method, everyone, &groupings[chosen], &candidates[chosen].jaccard, options.seed)?
    } else {
        (groupings.swap_remove(chosen), candidates[chosen].jaccard.clone())
    };
    Ok(Choice { grouping, candidates, verdict, reason, stability, blrt_p: p })
}

/// The position to choose: the best where it refutes one group, else of the numbers that do so the
/// one with the lowest criterion, else one group.
fn refuting(candidates: &[Candidate], best: usize, tested: Option<&TestedNumbers>) -> usize {
    let Some(tested) = tested else { return best };
    let refutes = |position: &usize| tested.p_of(candidates[*position].groups) <= GATE.p;
    if refutes(&best) {
        return best;
    }
    let several = (0..candidates.len()).filter(|position| candidates[*position].groups > 1);
    lowest(candidates, several.filter(refutes)).unwrap_or(0)
}

/// The verdict, less where something speaks against it that stability does not show; artefacts are
/// stable too.
fn lowered(
    verdict: Verdict,
    method: &dyn Clusterer,
    sample: &Sample,
    grouping: &Grouping,
    at_ceiling: bool,
    options: &ClusteringOptions,
    findings: &mut Findings,
) -> Result<Verdict> {
    let (kind, groups) = (sample.kind(), grouping.groups());
    if groups == 1 {
        return Ok(verdict);
    }
    if let Some(why) = against_number(grouping, at_ceiling) {
        findings.add(ClusteringFinding::NotReproducible { kind, groups, why });
        return Ok(Verdict::Constructed);
    }
    if verdict == Verdict::Natural
        && let Some(why) = against_nature(method, sample, grouping, options.seed)?
    {
        findings.add(ClusteringFinding::NotNatural { kind, groups, why });
        return Ok(Verdict::Reproducible);
    }
    Ok(verdict)
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

/// The position of the candidate with the lowest criterion; without likelihood of the most stable
/// of several groups that pass the gate, because nothing else would speak against them.
fn best_of(candidates: &[Candidate]) -> usize {
    if candidates.iter().all(|candidate| candidate.penalised_deviance.is_some()) {
        return lowest(candidates, 0..candidates.len()).unwrap_or(0);
    }
    // One group is stable by definition; it would always win.
    let several = (0..candidates.len())
        .filter(|position| candidates[*position].groups > 1 && candidates[*position].passes(&GATE));
    // Of equals the last, which has more groups.
    let stability = |position: &usize| candidates[*position].stability;
    several.max_by(|a, b| stability(a).total_cmp(&stability(b))).unwrap_or(0)
}

/// Of these positions that of the lowest criterion, of equals the first.
fn lowest(candidates: &[Candidate], positions: impl Iterator<Item = usize>) -> Option<usize> {
    let criterion =
        |position: &usize| candidates[*position].penalised_deviance.unwrap_or(f64::INFINITY);
    positions.min_by(|a, b| criterion(a).total_cmp(&criterion(b)))
}

fn report(sample: &Sample, candidates: &[Candidate], findings: &mut Findings) {
    let kind = sample.kind();
    for candidate in candidates {
        if !candidate.converged {
            findings.add(ClusteringFinding::NotConverged { kind, groups: candidate.groups });
        }
        // Where few starts agree, the best optimum may not have been found.
        let few = candidate.reached < 2 || candidate.reached * 10 < candidate.starts;
        if candidate.starts > 1 && few {
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

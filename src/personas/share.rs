//! How large a group is in the population that a study counts in.

use super::persona::Share;
use crate::clustering::{Draws, Selection};
use crate::sources::SourceKind;
use crate::study::Study;

/// The source in which shares are counted: the one stated, else the first survey, else the first CRM.
pub(super) fn population(study: &Study) -> Option<usize> {
    if let Some(stated) = &study.manifest.population {
        return study.manifest.sources.iter().position(|source| source.id == stated.value);
    }
    let first =
        |kind| study.tables().map(|(source, _)| source).find(|source| study.loaded[*source].format.kind() == kind);
    first(SourceKind::Survey).or_else(|| first(SourceKind::Crm))
}

/// Weighted mean probability of each group over the respondents of the population, with a bootstrap interval over respondents.
///
/// # Limits
///
/// The groups themselves are held fixed: the interval says how far the population was sampled, not how far the groups are certain.
pub(super) fn shares(study: &Study, selection: &Selection, seed: u64) -> Option<Vec<Share>> {
    let source = population(study)?;
    let inside: Vec<usize> = selection
        .members
        .iter()
        .enumerate()
        .filter(|(_, member)| study.people.sources[member.respondent.index()] & (1 << source) != 0)
        .map(|(position, _)| position)
        .collect();
    let weight = |position: &usize| study.people.weights[selection.members[*position].respondent.index()];
    if inside.is_empty() || inside.iter().map(weight).sum::<f64>() <= 0.0 {
        return None;
    }
    let of = study.manifest.sources[source].id.clone();
    let means = |times: &dyn Fn(usize) -> f64| {
        let mut sums = vec![0.0; selection.chosen];
        let mut total = 0.0;
        for (drawn, position) in inside.iter().enumerate() {
            let weight = weight(position) * times(drawn);
            total += weight;
            let probabilities = selection.probabilities(*position);
            sums.iter_mut().zip(probabilities).for_each(|(sum, probability)| *sum += weight * f64::from(*probability));
        }
        sums.iter().map(|sum| if total > 0.0 { sum / total } else { 0.0 }).collect::<Vec<f64>>()
    };
    let estimates = means(&|_| 1.0);
    let replicates: Vec<Vec<f64>> = (0..replicates(inside.len()) as u64)
        .map(|replicate| {
            let times = Draws::new(seed, &[replicate, 3]).resample(inside.len());
            means(&|drawn| f64::from(times[drawn]))
        })
        .collect();
    let share = |(group, estimate): (usize, &f64)| {
        let mut values: Vec<f64> = replicates.iter().map(|replicate| replicate[group]).collect();
        values.sort_by(f64::total_cmp);
        let at = |part: usize| values[(values.len() - 1) * part / 1000];
        Share { of: of.clone(), estimate: *estimate, low: at(25).min(*estimate), high: at(975).max(*estimate) }
    };
    Some(estimates.iter().enumerate().map(share).collect())
}

/// Fewer replicates where each of them is long and the interval narrow.
fn replicates(people: usize) -> usize {
    (10_000_000 / people.max(1)).clamp(100, 1000)
}

//! Shares of groups in the population of a study.

use super::persona::Share;
use crate::clustering::{Selection, effective, effective_units};
use crate::ids::SourceId;
use crate::personas::propositions::statistics::{NORMAL_95, logit_interval};
use crate::sources::SourceKind;
use crate::study::Study;

/// The source in which shares are counted: the one stated, else the first survey, else the first
/// CRM.
pub(crate) fn population(study: &Study) -> Option<usize> {
    if let Some(stated) = &study.manifest().population {
        return study.source_position(&stated.value);
    }
    let first = |kind| {
        study.tables().map(|(source, _)| source).find(|source| study.source_kind(*source) == kind)
    };
    first(SourceKind::Survey).or_else(|| first(SourceKind::Crm))
}

/// Respondents of the population among those fitted again, by their effective number, below which
/// sizes are no sample of theirs.
const LEAST_REFITTED: f64 = 30.0;

/// Weighted mean probability of each group over the respondents of the population, with an
/// interval at 95 % from refits of the groups; `None` without a population.
///
/// # Formula
///
/// ```text
/// expit(logit(share) ± 1.96 s)
/// ```
///
/// `s` is the standard deviation of the logit of the share over refits to reweighted respondents.
/// Above as many respondents as are fitted again it is scaled by the root of their number over that
/// of all, both effective numbers (Kish) in the population, of accounts where there are some.
///
/// # Limits
///
/// The intervals are given the number of groups. Where more respondents than are fitted again shape
/// the groups, and hardly anybody of the population is among those, the groups are held fixed: they
/// rest on thousands of others.
pub(crate) fn shares(study: &Study, selection: &Selection) -> Option<Vec<Share>> {
    let source = population(study)?;
    let weight = |person: u32| match study.is_in(person, source) {
        true => study.weight(person),
        false => 0.0,
    };
    let people = || {
        let members = selection.members.iter().enumerate();
        members
            .map(|(at, member)| (weight(member.respondent.number()), selection.probabilities(at)))
    };
    let total: f64 = people().map(|(weight, _)| weight).sum();
    if total <= 0.0 || !total.is_finite() {
        return None;
    }
    let of = study.source_id(source);
    if selection.chosen == 1 {
        // Everyone is in the only group: nothing was estimated.
        return Some(vec![told(of, 1.0, (1.0, 1.0), false)]);
    }
    // Probabilities rather than memberships: rounding to groups would bias the shares of small
    // ones.
    let mut estimates = vec![0.0; selection.chosen];
    for (weight, probabilities) in people() {
        let parts = probabilities.iter().map(|probability| f64::from(*probability) * weight);
        estimates.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part / total);
    }
    let refits = selection.refits();
    let refitted = || refits.respondents().iter().map(|person| (*person, weight(*person)));
    let everyone = || {
        let members = selection.members.iter().map(|member| member.respondent.number());
        members.map(|person| (person, weight(person)))
    };
    let scale = (worth(study, refitted()) / worth(study, everyone())).sqrt();
    let refitted = effective(refitted().map(|(_, weight)| weight));
    let all_refitted = refits.respondents().len() == refits.counted().len();
    let spreads = (all_refitted || refitted >= LEAST_REFITTED).then(|| refits.sizes(weight));
    let errors = standard_errors(&estimates, people());
    let share = |(group, estimate): (usize, &f64)| {
        let spread = spreads.as_ref().map(|spreads| spreads[group]);
        if let Some(spread) = spread.filter(|_| refits.is_uncertain(group)) {
            return told(of, *estimate, spread.range, true);
        }
        // d logit(p) = dp / p (1 - p)
        let fixed = errors[group] / (estimate * (1.0 - estimate));
        let error = spread.map_or(fixed, |spread| spread.error * scale);
        told(of, *estimate, logit_interval(NORMAL_95, *estimate, error), false)
    };
    Some(estimates.iter().enumerate().map(share).collect())
}

/// How many respondents, or accounts of several, these respondents and weights are worth.
fn worth(study: &Study, people: impl Iterator<Item = (u32, f64)>) -> f64 {
    if study.account_names().next().is_none() {
        return effective(people.map(|(_, weight)| weight));
    }
    // Who has no account stands alone.
    let unit = |person: u32| study.account_of(person).ok_or(person);
    effective_units(people.filter(|(_, weight)| *weight > 0.0).map(|(one, w)| (unit(one), w)))
}

fn told(of: &SourceId, estimate: f64, (low, high): (f64, f64), uncertain: bool) -> Share {
    // Sums of probabilities may pass 1 by their last digits; an interval must hold the share.
    let estimate = estimate.clamp(0.0, 1.0);
    Share {
        of: of.clone(),
        estimate,
        low: low.clamp(0.0, estimate),
        high: high.clamp(estimate, 1.0),
        uncertain,
    }
}

/// Standard errors of weighted means of probabilities, by linearisation: the root of
/// `Σ w² (p - mean)²`, over `Σ w` (Särndal, Swensson and Wretman 1992, 5.7).
fn standard_errors<'a>(means: &[f64], people: impl Iterator<Item = (f64, &'a [f32])>) -> Vec<f64> {
    let mut squares = vec![0.0; means.len()];
    let mut total = 0.0;
    for (weight, probabilities) in people {
        total += weight;
        for ((square, probability), mean) in squares.iter_mut().zip(probabilities).zip(means) {
            *square += (weight * (f64::from(*probability) - mean)).powi(2);
        }
    }
    squares.into_iter().map(|square: f64| square.sqrt() / total).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of an even split of four respondents with weights 3, 1, 3 and 1:
    /// √(2 · (9 + 1) · 0.25) / (2 · 4).
    #[test]
    fn unequal_weights_widen_standard_errors() {
        let rows = [[1.0_f32, 0.0], [0.0, 1.0]];
        let plain = (0..400).map(|person| (1.0, &rows[person % 2][..]));
        let errors = standard_errors(&[0.5, 0.5], plain);
        assert!(errors.iter().all(|error| (error - 0.025).abs() < 1e-12));
        let weighted = [(3.0, &rows[0][..]), (1.0, &rows[0]), (3.0, &rows[1]), (1.0, &rows[1])];
        let errors = standard_errors(&[0.5, 0.5], weighted.into_iter());
        assert!(errors.iter().all(|error| (error - 5.0_f64.sqrt() / 8.0).abs() < 1e-12));
    }
}

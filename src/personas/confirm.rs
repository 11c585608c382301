//! Whether a difference holds among respondents who had no part in making the groups.

use rayon::prelude::*;

use super::proposition::{Answer, Proposition};
use super::statistics::two_sided_p;
use super::tally::{Count, against_others};
use crate::clustering::HeldOut;
use crate::indicators::{Indicator, IndicatorMatrix, Origin};

/// For each proposition and group the p-value of the difference between the group and everyone else in a direction (`true`: more often),
/// cross-fitted.
///
/// In each halving respondents are sorted into the groups of the half that they are not in, without what is under test: the indicator, its whole
/// question, and every indicator that hangs together with it within groups. Halvings are combined by the mean of their normal scores, signed by
/// direction, as if all said the same: Stouffer's method (1949) for dependent tests (Strube 1985, doi 10.1037/0033-2909.97.2.334) with all correlations
/// 1, the most that they can be.
pub(super) fn held_out_p(
    matrix: &IndicatorMatrix,
    held_out: &HeldOut,
    propositions: &[(Proposition, Vec<bool>)],
) -> Vec<Vec<f64>> {
    propositions
        .par_iter()
        .map(|(proposition, more)| {
            if held_out.splits() == 0 {
                return vec![1.0; more.len()];
            }
            let columns = held_out.columns_with(|other| are_related(matrix.indicators(), proposition.indicator, other));
            let answers: Vec<Answer> =
                held_out.respondents().iter().map(|person| proposition.of(matrix, *person)).collect();
            let mut scores = vec![Vec::new(); more.len()];
            for split in 0..held_out.splits() {
                let groups = held_out.groups_without(split, &columns);
                let pairs = counted(matrix, held_out, &groups, &answers);
                for ((scores, (own, others)), more) in scores.iter_mut().zip(pairs).zip(more) {
                    let score = own.score_against(&others);
                    scores.push(if *more { score } else { -score });
                }
            }
            scores.iter().map(|scores| of_scores(scores)).collect()
        })
        .collect()
}

/// Counts of the answers in every group, and among everyone else.
fn counted(
    matrix: &IndicatorMatrix,
    held_out: &HeldOut,
    groups: &[Option<u16>],
    answers: &[Answer],
) -> Vec<(Count, Count)> {
    let mut counts = vec![Count::default(); held_out.groups()];
    let mut nowhere = Count::default();
    for ((person, group), answer) in held_out.respondents().iter().zip(groups).zip(answers) {
        if *answer != Answer::Unknown {
            let count = group.map_or(&mut nowhere, |group| &mut counts[usize::from(group)]);
            count.add(*answer == Answer::Yes, matrix.weights()[*person as usize]);
        }
    }
    against_others(&counts, &nowhere)
}

/// Whether two indicators are the same or speak of the same question.
fn are_related(indicators: &[Indicator], one: usize, other: usize) -> bool {
    let question = |origin: &Origin| match origin {
        Origin::Item { source, item, .. } => Some((*source, *item)),
        Origin::Code { .. } => None,
    };
    let same = |a: &Origin, b: &Origin| a == b || question(a).is_some_and(|question_a| question(b) == Some(question_a));
    one == other || indicators[one].origins.iter().any(|a| indicators[other].origins.iter().any(|b| same(a, b)))
}

/// The p-value of the mean of the scores.
#[allow(clippy::cast_precision_loss, reason = "few halvings")]
fn of_scores(scores: &[f64]) -> f64 {
    two_sided_p(scores.iter().sum::<f64>() / scores.len() as f64)
}

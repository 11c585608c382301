//! Tests of differences on respondents who had no part in making the groups.

use rayon::prelude::*;

use crate::clustering::HeldOut;
use crate::indicators::{Indicator, IndicatorMatrix, Origin};
use crate::personas::propositions::proposition::{Answer, Proposition};
use crate::personas::propositions::statistics::two_sided_p;
use crate::personas::propositions::tally::counted;

/// For each proposition and group the p-value of the difference between the group and everyone else
/// in a direction (`true`: more often), cross-fitted.
///
/// In each halving respondents are sorted into the groups of the half that they are not in, without
/// what is under test: the indicator, its whole question, and every indicator that is locally
/// dependent on it. Halvings are combined by the mean of their normal scores, signed by direction,
/// as if all said the same: Stouffer's method (1949) for dependent tests (Strube 1985, doi
/// 10.1037/0033-2909.97.2.334) with all correlations 1, the most that they can be.
pub(crate) fn held_out_p(
    matrix: &IndicatorMatrix,
    held_out: &HeldOut,
    propositions: &[(Proposition, Vec<bool>)],
) -> Vec<Vec<f64>> {
    // Without a fit on a half nothing is confirmed: 1 leaves every claim tentative.
    if held_out.splits() == 0 {
        return propositions.iter().map(|(_, more)| vec![1.0; more.len()]).collect();
    }
    // All propositions of an indicator are tested on the same groups.
    let by_indicator: Vec<_> =
        propositions.chunk_by(|(a, _), (b, _)| a.indicator == b.indicator).collect();
    by_indicator
        .into_par_iter()
        .flat_map_iter(|propositions| of_indicator(matrix, held_out, propositions))
        .collect()
}

/// p-values of the propositions of one indicator, as [`held_out_p`].
fn of_indicator(
    matrix: &IndicatorMatrix,
    held_out: &HeldOut,
    propositions: &[(Proposition, Vec<bool>)],
) -> Vec<Vec<f64>> {
    let indicator = propositions[0].0.indicator;
    // An indicator that helped to sort a respondent would agree with the group by construction.
    let columns = held_out.columns_with(|other| are_related(matrix.indicators(), indicator, other));
    let splits: Vec<_> =
        (0..held_out.splits()).map(|split| held_out.groups_without(split, &columns)).collect();
    let of = |(proposition, more): &(Proposition, Vec<bool>)| {
        let people = held_out.respondents().iter();
        let answers: Vec<(u32, Answer)> =
            people.map(|person| (*person, proposition.answer(matrix, *person))).collect();
        let mut scores = vec![Vec::new(); more.len()];
        for groups in &splits {
            let groups = groups.iter().map(|group| group.map(usize::from));
            let pairs = counted(matrix, held_out.groups(), answers.iter().copied().zip(groups));
            for ((scores, (own, others)), more) in scores.iter_mut().zip(pairs).zip(more) {
                let score = own.score_against(&others);
                // The direction was seen on all respondents; a half that shows the opposite counts
                // against it.
                scores.push(if *more { score } else { -score });
            }
        }
        scores.iter().map(|scores| of_scores(scores)).collect()
    };
    propositions.iter().map(of).collect()
}

/// True where two indicators are the same or speak of the same question.
fn are_related(indicators: &[Indicator], one: usize, other: usize) -> bool {
    let question = |origin: &Origin| match origin {
        Origin::Item { source, item, .. } => Some((*source, *item)),
        Origin::Code { .. } | Origin::Caller { .. } => None,
    };
    let same = |a: &Origin, b: &Origin| {
        a == b || question(a).is_some_and(|question_a| question(b) == Some(question_a))
    };
    // Indicators that a caller computed as parts of one, such as the clusters of an embedding.
    let computed = |indicator: &Indicator| {
        !indicator.question.is_empty()
            && indicator.origins.iter().any(|origin| origin.records().is_some())
    };
    let computed_as_one = computed(&indicators[one])
        && computed(&indicators[other])
        && indicators[one].question == indicators[other].question;
    one == other
        || computed_as_one
        || indicators[one]
            .origins
            .iter()
            .any(|a| indicators[other].origins.iter().any(|b| same(a, b)))
}

/// The p-value of the mean of the scores.
#[allow(clippy::cast_precision_loss, reason = "few halvings")]
fn of_scores(scores: &[f64]) -> f64 {
    // Halvings share respondents, so dividing by their root would claim independence they lack.
    two_sided_p(scores.iter().sum::<f64>() / scores.len() as f64)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::indicators::{CallerRecord, Measure};
    use crate::manifest::Facet;
    use crate::sources::SourceKind;

    #[test]
    fn indicators_of_one_question_are_related() {
        let indicator = |question: &str, origins: Vec<Origin>| {
            let mut indicator = Indicator::new("any", Facet::Goal, Measure::Option);
            question.clone_into(&mut indicator.question);
            indicator.origins = origins;
            indicator
        };
        let option = |source, item, answer| Origin::Item {
            source,
            kind: SourceKind::Survey,
            item,
            answer: Some(answer),
        };
        let code = || Origin::Code { code: "slow".to_owned(), denied_by: Vec::new() };
        let computed = |key: &str| {
            let record = CallerRecord { key: key.to_owned(), value: String::new() };
            vec![Origin::Caller { records: Arc::new([Some(record)]) }]
        };
        let indicators = [
            // Two options of a question, an option of the next, and one of another source.
            indicator("q", vec![option(0, 3, 0)]),
            indicator("q", vec![option(0, 3, 1)]),
            indicator("q", vec![option(0, 4, 0)]),
            indicator("q", vec![option(1, 3, 0)]),
            // A theme of a code and an option, and the code alone.
            indicator("", vec![code(), option(0, 4, 1)]),
            indicator("", vec![code()]),
            // Parts of one computation, another computation, and two of no question.
            indicator("segment", computed("a")),
            indicator("segment", computed("b")),
            indicator("score", computed("c")),
            indicator("", computed("d")),
            indicator("", computed("e")),
        ];
        let all = 0..indicators.len();
        let pairs = all.clone().flat_map(|one| (one + 1..all.end).map(move |other| (one, other)));
        let related: Vec<(usize, usize)> = pairs
            .filter(|(one, other)| {
                let both = [(*one, *other), (*other, *one)]
                    .map(|(one, other)| are_related(&indicators, one, other));
                assert_eq!(both[0], both[1], "{one} and {other}");
                both[0]
            })
            .collect();
        assert_eq!(related, [(0, 1), (2, 4), (4, 5), (6, 7)]);
        assert!(all.into_iter().all(|one| are_related(&indicators, one, one)));
    }
}

//! Tests of differences on respondents who had no part in making the groups.

use rayon::prelude::*;

use crate::clustering::HeldOut;
use crate::indicators::{Indicator, IndicatorMatrix, Origin};
use crate::personas::propositions::proposition::{Answer, Proposition};
use crate::personas::propositions::statistics::{one_sided_p, two_sided_p};
use crate::personas::propositions::tally::counted;
use crate::personas::propositions::triangulation::KindTally;

/// What is tested on held-out respondents.
pub(crate) struct Hypothesis<'a> {
    pub(crate) proposition: Proposition,
    /// For each group true where it has the proposition more often than everyone else.
    pub(crate) more: Vec<bool>,
    /// The kinds of source that speak of it; tested apart where they are several.
    pub(crate) kinds: &'a [KindTally],
}

/// p-values of a hypothesis for each group, cross-fitted.
pub(crate) struct HeldOutP {
    /// Two-sided, by all answers.
    pub(crate) all: Vec<f64>,
    /// One-sided in the group's direction, by the answers of each kind of source alone; empty where
    /// one kind speaks of it.
    pub(crate) by_kind: Vec<Vec<f64>>,
}

/// The p-values of the difference between each group and everyone else.
///
/// In each halving respondents are sorted into the groups of the half that they are not in, without
/// what is under test: the indicator, its whole question, codes on the same passages, and every
/// indicator that is locally dependent on it. Halvings are combined by the mean of their normal
/// scores, signed by direction, as if all said the same: Stouffer's method (1949) for dependent
/// tests (Strube 1985, doi 10.1037/0033-2909.97.2.334) with all correlations 1, the most that they
/// can be.
pub(crate) fn held_out_p(
    matrix: &IndicatorMatrix,
    held_out: &HeldOut,
    hypotheses: &[Hypothesis<'_>],
) -> Vec<HeldOutP> {
    // Without a fit on a half nothing is confirmed: 1 leaves every claim tentative.
    if held_out.splits() == 0 {
        let nothing = |hypothesis: &Hypothesis<'_>| HeldOutP {
            all: vec![1.0; hypothesis.more.len()],
            by_kind: vec![vec![1.0; hypothesis.more.len()]; apart(hypothesis).len()],
        };
        return hypotheses.iter().map(nothing).collect();
    }
    // All propositions of an indicator are tested on the same groups.
    let by_indicator: Vec<_> =
        hypotheses.chunk_by(|a, b| a.proposition.indicator == b.proposition.indicator).collect();
    by_indicator
        .into_par_iter()
        .flat_map_iter(|hypotheses| of_indicator(matrix, held_out, hypotheses))
        .collect()
}

/// The kinds of source that are tested apart.
fn apart<'a>(hypothesis: &Hypothesis<'a>) -> &'a [KindTally] {
    if hypothesis.kinds.len() > 1 { hypothesis.kinds } else { &[] }
}

/// p-values of the hypotheses on one indicator, as [`held_out_p`].
fn of_indicator(
    matrix: &IndicatorMatrix,
    held_out: &HeldOut,
    hypotheses: &[Hypothesis<'_>],
) -> Vec<HeldOutP> {
    let indicator = hypotheses[0].proposition.indicator;
    // An indicator that helped to sort a respondent would agree with the group by construction.
    let columns = held_out.columns_with(|other| are_related(matrix, indicator, other));
    let splits: Vec<_> =
        (0..held_out.splits()).map(|split| held_out.groups_without(split, &columns)).collect();
    let respondents = held_out.respondents();
    let of = |hypothesis: &Hypothesis<'_>| {
        let Hypothesis { proposition, more, .. } = hypothesis;
        let scores = |answers: &[(u32, Answer)]| {
            mean_scores(matrix, held_out.groups(), &splits, answers, more)
        };
        let answer = |person: &u32| (*person, proposition.answer(matrix, *person));
        let all = scores(&respondents.iter().map(answer).collect::<Vec<_>>());
        let kinds = apart(hypothesis).iter();
        let by_kind = kinds.map(|kind| scores(&kind.answers(matrix, indicator, respondents)));
        HeldOutP {
            all: all.into_iter().map(two_sided_p).collect(),
            by_kind: by_kind.map(|scores| scores.into_iter().map(one_sided_p).collect()).collect(),
        }
    };
    hypotheses.iter().map(of).collect()
}

/// For each group the mean over halvings of the score of its difference, positive in its direction.
#[allow(clippy::cast_precision_loss, reason = "few halvings")]
fn mean_scores(
    matrix: &IndicatorMatrix,
    groups: usize,
    splits: &[Vec<Option<u16>>],
    answers: &[(u32, Answer)],
    more: &[bool],
) -> Vec<f64> {
    let mut sums = vec![0.0; more.len()];
    for of_split in splits {
        let sorted = of_split.iter().map(|group| group.map(usize::from));
        let pairs = counted(matrix, groups, answers.iter().copied().zip(sorted));
        for ((sum, (own, others)), more) in sums.iter_mut().zip(pairs).zip(more) {
            let score = own.score_against(&others);
            // The direction was seen on all respondents; a half that shows the opposite counts
            // against it.
            *sum += if *more { score } else { -score };
        }
    }
    // Halvings share respondents, so dividing by their root would claim independence they lack.
    sums.into_iter().map(|sum| sum / splits.len() as f64).collect()
}

/// True where two indicators are the same, speak of the same question, or stand on the same
/// passages.
pub(crate) fn are_related(matrix: &IndicatorMatrix, one: usize, other: usize) -> bool {
    let indicators = matrix.indicators();
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
        || matrix.passages().join(one, other)
        || computed_as_one
        || indicators[one]
            .origins
            .iter()
            .any(|a| indicators[other].origins.iter().any(|b| same(a, b)))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::indicators::{CallerRecord, Indicator, Measure, Values};
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
        let columns = indicators.map(|indicator| (indicator, Values::Codes(vec![0, 1])));
        let matrix = IndicatorMatrix::from_columns(columns.into()).unwrap();
        let pairs = all.clone().flat_map(|one| (one + 1..all.end).map(move |other| (one, other)));
        let related: Vec<(usize, usize)> = pairs
            .filter(|(one, other)| {
                let both = [(*one, *other), (*other, *one)]
                    .map(|(one, other)| are_related(&matrix, one, other));
                assert_eq!(both[0], both[1], "{one} and {other}");
                both[0]
            })
            .collect();
        assert_eq!(related, [(0, 1), (2, 4), (4, 5), (6, 7)]);
        assert!(all.into_iter().all(|one| are_related(&matrix, one, one)));
    }
}

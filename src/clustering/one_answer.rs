//! Respondents known by one answer alone, which tells none of the groups from the others.

use std::collections::BTreeSet;

use super::grouping::Grouping;
use super::sample::Sample;
use super::thresholds::ASSIGNED;
use crate::indicators::{IndicatorMatrix, Origin};

/// Fewest questions of a source for one answer among them to count as next to nothing.
const FEWEST_QUESTIONS: usize = 3;

/// For each row true if it answered one question alone, of a source that has several, and the
/// answer does not place it: with groups of equal size none would have a probability of at least
/// [`ASSIGNED`]. A single group has nothing to be told from, so that one answer never places.
pub(super) fn ambiguous_rows(
    matrix: &IndicatorMatrix,
    sample: &Sample,
    grouping: &Grouping,
) -> Vec<bool> {
    let questions = questions(matrix, sample);
    let shares = shares(sample, grouping);
    let is_ambiguous = |row: usize| {
        let mut known = (0..questions.len()).filter(|column| sample.is_known(row, *column));
        let Some(first) = known.next().map(|column| questions[column]) else { return false };
        let alone = first.of_source >= FEWEST_QUESTIONS
            && known.all(|column| questions[column].number == first.number);
        alone && !is_placed(grouping.probabilities(row), &shares)
    };
    (0..sample.rows()).map(is_ambiguous).collect()
}

/// The question that a column answers.
#[derive(Clone, Copy)]
struct Question {
    number: usize,
    /// Number of questions of its source that shape groups.
    of_source: usize,
}

/// The question of each column: the options of one share it, a code is one of its own.
fn questions(matrix: &IndicatorMatrix, sample: &Sample) -> Vec<Question> {
    let keys: Vec<(Option<usize>, usize)> = sample
        .columns()
        .iter()
        .map(|column| match matrix.indicators()[column.indicator].origins.as_slice() {
            [Origin::Item { source, item, .. }] => (Some(*source), *item),
            _ => (None, column.indicator),
        })
        .collect();
    let different: BTreeSet<_> = keys.iter().copied().collect();
    let of_source = |source| different.iter().filter(|(own, _)| *own == source).count();
    let question = |key: &(Option<usize>, usize)| Question {
        number: different.iter().position(|own| own == key).unwrap_or_default(),
        of_source: of_source(key.0),
    };
    keys.iter().map(question).collect()
}

/// The weighted mean probability of each group.
fn shares(sample: &Sample, grouping: &Grouping) -> Vec<f64> {
    let mut sums = vec![0.0; grouping.groups()];
    for row in 0..sample.rows() {
        let weight = sample.weight(row);
        let probabilities = grouping.probabilities(row);
        sums.iter_mut().zip(probabilities).for_each(|(sum, one)| *sum += weight * f64::from(*one));
    }
    let all: f64 = sums.iter().sum();
    sums.into_iter().map(|sum| if all > 0.0 { sum / all } else { 1.0 }).collect()
}

/// True if one of several groups is likely by the answer itself, whatever the sizes of the groups.
fn is_placed(probabilities: &[f32], shares: &[f64]) -> bool {
    let even: Vec<f64> = probabilities
        .iter()
        .zip(shares)
        .map(|(probability, share)| f64::from(*probability) / share.max(f64::MIN_POSITIVE))
        .collect();
    let all: f64 = even.iter().sum();
    even.len() > 1 && even.iter().any(|one| *one >= ASSIGNED * all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::{Indicator, Measure, Values};
    use crate::manifest::{Facet, PersonaKind};
    use crate::sources::{MISSING, SourceKind};

    #[test]
    fn an_answer_places_by_what_it_says_not_by_the_size_of_a_group() {
        assert!(!is_placed(&[0.9, 0.1], &[0.9, 0.1]), "the sizes alone");
        assert!(is_placed(&[0.5, 0.5], &[0.9, 0.1]), "nine times as likely in the small group");
        assert!(!is_placed(&[0.65, 0.35], &[0.5, 0.5]));
        assert!(is_placed(&[0.75, 0.25], &[0.5, 0.5]));
        assert!(!is_placed(&[1.0], &[1.0]), "a single group");
    }

    #[test]
    fn one_answer_of_several_questions_of_a_source_is_next_to_nothing() {
        let matrix = |questions: usize| {
            let column = |item: usize| {
                let mut indicator =
                    Indicator::new(format!("q{item}"), Facet::Goal, Measure::Nominal);
                indicator = indicator.levels(["a", "b"]);
                let kind = SourceKind::Survey;
                indicator.origins = vec![Origin::Item { source: 0, kind, item, answer: None }];
                // The first answered all, the second the first question alone.
                let second = if item == 0 { 1 } else { MISSING };
                (indicator, Values::Codes(vec![0, second, 1]))
            };
            IndicatorMatrix::from_columns((0..questions).map(column).collect()).unwrap()
        };
        let ambiguous = |questions: usize| {
            let matrix = matrix(questions);
            let sample = Sample::of_kind(&matrix, PersonaKind::User);
            let labels = vec![0; sample.rows()];
            let grouping = Grouping::from_labels(1, &labels).unwrap();
            let rows = ambiguous_rows(&matrix, &sample, &grouping);
            let of = |person: u32| {
                let row = sample.respondents().iter().position(|one| *one == person).unwrap();
                rows[row]
            };
            [of(0), of(1)]
        };
        assert_eq!(ambiguous(3), [false, true]);
        assert_eq!(ambiguous(2), [false, false]);
    }
}

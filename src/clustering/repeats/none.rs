//! Options for none of the others, such as "nothing of this": they say no to each of them again.

use std::collections::BTreeMap;

use super::answers::Answers;
use super::block::{Block, Sameness};
use crate::indicators::{IndicatorMatrix, Origin};

/// Fewest respondents who chose it: few may have ticked an option alone by chance.
const LEAST: usize = 5;
/// One row in this many may differ: a theme joins what was ticked with what was said in interviews.
const ROWS_A_SLIP: usize = 50;

/// The options that are true where all others of their question are false; `apart` holds for two
/// that must not be bound.
pub(super) fn find(
    matrix: &IndicatorMatrix,
    answers: &[Answers],
    apart: &dyn Fn(usize, usize) -> bool,
) -> Vec<Block> {
    let mut questions: BTreeMap<(usize, usize), Vec<&Answers>> = BTreeMap::new();
    for of in answers.iter().filter(|of| of.levels == 2) {
        for origin in &matrix.indicators()[of.indicator].origins {
            if let Origin::Item { source, item, answer: Some(_), .. } = origin {
                questions.entry((*source, *item)).or_default().push(of);
            }
        }
    }
    let bound =
        |block: &Block| block.indicators[1..].iter().all(|of| !apart(block.indicators[0], *of));
    questions.values().filter_map(|options| none_of(options)).filter(bound).collect()
}

/// The block of the one such option; `None` where several are, since then each excludes the others.
fn none_of(options: &[&Answers]) -> Option<Block> {
    let mut found = options.iter().filter(|one| options.len() > 2 && is_none_of(one, options));
    let (Some(none), None) = (found.next(), found.next()) else { return None };
    let others = options.iter().map(|of| of.indicator).filter(|of| *of != none.indicator);
    let indicators = std::iter::once(none.indicator).chain(others).collect();
    Some(Block { indicators, sameness: Sameness::NoneOfOthers })
}

fn is_none_of(one: &Answers, options: &[&Answers]) -> bool {
    let is_true = |of: &Answers, row: usize| of.values[row] > 0.5;
    let others = |row: usize| {
        options.iter().any(|other| other.indicator != one.indicator && is_true(other, row))
    };
    let known: Vec<usize> =
        (0..one.values.len()).filter(|row| !one.values[*row].is_nan()).collect();
    let chosen = known.iter().filter(|row| is_true(one, **row)).count();
    let slips = known.iter().filter(|row| is_true(one, **row) == others(**row)).count();
    (LEAST..known.len()).contains(&chosen) && slips * ROWS_A_SLIP <= known.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::{Indicator, Measure, Values};
    use crate::manifest::{Facet, PersonaKind};
    use crate::sources::SourceKind;

    fn found(options: [&dyn Fn(u8) -> bool; 3], apart: bool) -> Vec<Block> {
        let column = |(at, is_true): (usize, &&dyn Fn(u8) -> bool)| {
            let mut indicator = Indicator::new(format!("o{at}"), Facet::Goal, Measure::Option);
            let (kind, answer) = (SourceKind::Survey, Some(at));
            indicator.origins = vec![Origin::Item { source: 0, kind, item: 0, answer }];
            (indicator, Values::Codes((0..60).map(|row| u8::from(is_true(row))).collect()))
        };
        let columns = options.iter().enumerate().map(column).collect();
        let matrix = IndicatorMatrix::from_columns(columns).unwrap();
        let people: Vec<u32> = (0..60).collect();
        let answers: Vec<Answers> =
            (0..3).map(|at| Answers::new(&matrix, PersonaKind::User, at, &people)).collect();
        find(&matrix, &answers, &|_, _| apart)
    }

    #[test]
    fn an_option_for_none_of_the_others_says_nothing_more() {
        let (first, second) = (|row: u8| row.is_multiple_of(2), |row: u8| row.is_multiple_of(3));
        let none = |row: u8| !first(row) && !second(row);
        let blocks = found([&first, &second, &none], false);
        let expected = Block { indicators: vec![2, 0, 1], sameness: Sameness::NoneOfOthers };
        assert_eq!(blocks, [expected]);
        assert!(found([&first, &second, &none], true).is_empty(), "kept apart");
        let often = |row: u8| !first(row) && !row.is_multiple_of(5);
        assert!(found([&first, &second, &often], false).is_empty(), "chosen with others");
        let third = |at: u8| move |row: u8| row % 3 == at;
        let exclusive = found([&third(0), &third(1), &third(2)], false);
        assert!(exclusive.is_empty(), "each excludes the others");
    }
}

//! The number of groups: weights have no say in it, and a number that cannot be relied on is no
//! reproducible one.

use persona_synthesis::clustering::{LatentClass, Selection, SplitMix64, Verdict};
use persona_synthesis::indicators::{Indicator, IndicatorMatrix, Measure, Values};
use persona_synthesis::manifest::{ClusteringOptions, Groups};
use persona_synthesis::{Clustering, Facet};

use crate::planted::{Missing, Plan, draw};

/// The selection with few replicates, and the ids of the findings.
fn select(matrix: &IndicatorMatrix, max: usize) -> (Selection, Vec<String>) {
    let groups = Groups::Between { min: 1, max };
    let options = ClusteringOptions { groups, replicates: 20, ..ClusteringOptions::default() };
    let found = Clustering::with_method(matrix, &LatentClass::default(), &options).unwrap();
    let ids = found.findings().iter().map(|finding| finding.id().to_owned()).collect();
    (found.selections()[0].clone(), ids)
}

/// Weights whose logarithms are standard normal, without relation to any answer.
fn unequal(matrix: IndicatorMatrix) -> IndicatorMatrix {
    let mut draws = SplitMix64::new(31, &[]);
    let weights = (0..matrix.respondents()).map(|_| draws.normal().exp()).collect();
    matrix.with_weights(weights).unwrap()
}

#[test]
fn strongly_unequal_weights_make_no_groups_of_noise() {
    for seed in [1, 2, 3] {
        let noise = draw(&Plan::noise(300), seed).matrix;
        let (selection, _) = select(&unequal(noise), 4);
        assert_eq!(selection.chosen, 1, "seed {seed}: {}", selection.reason);
    }
}

#[test]
fn the_number_is_chosen_without_weights_and_fitted_with_them() {
    let plan = Plan { separation: 1.4, ..Plan::three_groups(300, Missing::Nothing) };
    let matrix = draw(&plan.mentions(30), 5).matrix;
    let (plain, _) = select(&matrix, 4);
    let (weighted, _) = select(&unequal(matrix), 4);
    assert_eq!((plain.chosen, weighted.chosen), (3, 3), "{}", weighted.reason);
    assert_eq!(plain.candidates, weighted.candidates);
    let probabilities = |of: &Selection| {
        (0..of.members.len()).map(|at| of.probabilities(at)[0]).collect::<Vec<_>>()
    };
    assert_ne!(probabilities(&plain), probabilities(&weighted));
}

#[test]
fn the_order_of_the_columns_changes_no_membership() {
    let plan = Plan { separation: 0.8, ..Plan::three_groups(120, Missing::Random(0.1)) };
    let matrix = draw(&plan, 6).matrix;
    let columns = 0..matrix.indicators().len();
    let column = |at: usize| (matrix.indicators()[at].clone(), matrix.values(at).clone());
    let turned = IndicatorMatrix::from_columns(columns.rev().map(column).collect()).unwrap();
    let (straight, turned) = (select(&matrix, 3).0, select(&turned, 3).0);
    assert_eq!(straight.members, turned.members);
    assert_eq!(straight.candidates, turned.candidates);
    assert_eq!((straight.verdict, straight.blrt_p), (turned.verdict, turned.blrt_p));
}

#[test]
fn the_largest_number_tried_is_not_called_reproducible() {
    let plan = Plan { separation: 1.6, ..Plan::three_groups(300, Missing::Nothing) };
    let matrix = draw(&plan.mentions(30), 8).matrix;
    let (at_ceiling, ids) = select(&matrix, 2);
    assert_eq!((at_ceiling.chosen, at_ceiling.verdict), (2, Verdict::Constructed));
    assert!(ids.iter().any(|id| id == "not-reproducible"), "{ids:?}");
    let (below, ids) = select(&matrix, 4);
    assert_eq!(below.chosen, 3, "{}", below.reason);
    assert!(!ids.iter().any(|id| id == "not-reproducible"), "{ids:?}");
    assert_ne!(below.verdict, Verdict::Constructed);
}

#[test]
fn two_items_cannot_carry_two_groups() {
    // They differ often enough not to be taken for one question.
    let column = |name: &str, code: fn(u16) -> bool| {
        let indicator = Indicator::new(name, Facet::Goal, Measure::Mention);
        (indicator, Values::Codes((0..200).map(|row| u8::from(code(row))).collect()))
    };
    let (first, second) =
        (column("a", |row| row % 2 == 0), column("b", |row| (row % 2 == 0) != (row % 20 < 5)));
    let matrix = IndicatorMatrix::from_columns(vec![first, second]).unwrap();
    let (selection, ids) = select(&matrix, 3);
    assert!(selection.chosen > 1, "{}", selection.reason);
    assert_eq!(selection.verdict, Verdict::Constructed);
    assert!(ids.iter().any(|id| id == "not-reproducible"), "{ids:?}");
}

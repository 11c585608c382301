use super::*;
use crate::clustering::latent_class::LatentClass;
use crate::clustering::random::SplitMix64;
use crate::indicators::{Indicator, Measure, Values};
use crate::manifest::Facet;
use crate::sources::MISSING;

type Column = (Indicator, Values);

fn yes_or_no(name: &str, codes: Vec<u8>) -> Column {
    (Indicator::new(name, Facet::Goal, Measure::Mention), Values::Codes(codes))
}

fn graded(name: &str, levels: &[&str], codes: Vec<u8>) -> Column {
    let indicator = Indicator::new(name, Facet::Goal, Measure::Ordinal);
    (indicator.levels(levels.iter().copied()), Values::Codes(codes))
}

fn numbers(name: &str, numbers: Vec<f64>) -> Column {
    (Indicator::new(name, Facet::Goal, Measure::Numeric), Values::Numbers(numbers))
}

fn drawn(draws: &mut SplitMix64, rows: usize, levels: usize) -> Vec<u8> {
    (0..rows).map(|_| u8::try_from(draws.below(levels)).unwrap()).collect()
}

fn slipped(draws: &mut SplitMix64, codes: &[u8], slips: f64) -> Vec<u8> {
    codes.iter().map(|code| code ^ u8::from(draws.unit() < slips)).collect()
}

type NamedBlock = (Sameness, Vec<String>);

/// Names of the blocks, and the names and parts of the columns that shape groups, sorted: the
/// order of columns is that of their content.
fn found(columns: Vec<Column>) -> (Vec<NamedBlock>, Vec<(String, f64)>) {
    let matrix = IndicatorMatrix::from_columns(columns).unwrap();
    let (sample, repeats) = bound_sample(&matrix, PersonaKind::User, 7).unwrap();
    let name = |indicator: usize| matrix.indicators()[indicator].name.clone();
    let block = |block: &Block| {
        let mut names: Vec<String> = block.indicators.iter().map(|one| name(*one)).collect();
        names.sort();
        (block.sameness, names)
    };
    let mut blocks: Vec<NamedBlock> = repeats.blocks.iter().map(block).collect();
    blocks.sort_by(|a, b| a.1.cmp(&b.1));
    let columns = sample.columns().iter().map(|column| (name(column.indicator), column.part));
    let mut columns: Vec<(String, f64)> = columns.collect();
    columns.sort_by(|a, b| a.0.cmp(&b.0));
    (blocks, columns)
}

fn names(list: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = list.iter().map(|name| (*name).to_owned()).collect();
    names.sort();
    names
}

fn shaping(columns: &[(String, f64)]) -> Vec<&str> {
    columns.iter().map(|(name, _)| name.as_str()).collect()
}

#[test]
fn copies_reversals_and_groups_of_a_score_shape_nothing() {
    let mut draws = SplitMix64::new(1, &[]);
    let (cook, score) = (drawn(&mut draws, 200, 2), drawn(&mut draws, 200, 11));
    let age: Vec<f64> = (0..200).map(|_| 20.0 + 50.0 * draws.unit()).collect();
    let steps = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
    let net = |code: &u8| u8::from(*code > 6) + u8::from(*code > 8);
    let decade = |age: &f64| u8::from(*age >= 30.0) + u8::from(*age >= 50.0);
    let (blocks, columns) = found(vec![
        yes_or_no("cook (again)", cook.clone()),
        yes_or_no("cook", cook.clone()),
        yes_or_no("never cook", cook.iter().map(|code| 1 - code).collect()),
        graded("score", &steps, score.clone()),
        graded("group", &["detractor", "passive", "promoter"], score.iter().map(net).collect()),
        graded("age group", &["young", "middle", "old"], age.iter().map(decade).collect()),
        numbers("months", age.iter().map(|age| 12.0 * age).collect()),
        numbers("age", age),
        yes_or_no("bake", drawn(&mut draws, 200, 2)),
    ]);
    assert_eq!(shaping(&columns), ["age", "bake", "cook", "score"]);
    let copies = |list: &[&str]| (Sameness::Copies, names(list));
    assert_eq!(
        blocks,
        [
            copies(&["age", "months", "age group"]),
            copies(&["cook", "never cook", "cook (again)"]),
            copies(&["group", "score"]),
        ]
    );
}

#[test]
fn what_agrees_by_chance_is_no_copy() {
    // Two codes that the same five of twelve raise: chance does so once in 792 pairs.
    let codes: Vec<u8> = (0..12).map(|row| u8::from(row < 5)).collect();
    let (blocks, columns) =
        found(vec![yes_or_no("slow", codes.clone()), yes_or_no("costly", codes)]);
    assert_eq!((blocks.len(), columns.len()), (0, 2));
}

#[test]
fn a_copy_that_knows_more_is_kept() {
    let mut draws = SplitMix64::new(2, &[]);
    let all = drawn(&mut draws, 200, 2);
    let some: Vec<u8> =
        all.iter().enumerate().map(|(row, code)| if row < 50 { MISSING } else { *code }).collect();
    let (_, columns) = found(vec![yes_or_no("a", some), yes_or_no("asked of all", all)]);
    assert_eq!(shaping(&columns), ["a", "asked of all"]);
    // They are bound nonetheless: where both are known they are one answer.
    assert!(columns.iter().all(|(_, part)| (part - 0.5).abs() < 1e-12), "{columns:?}");
}

#[test]
fn a_mean_of_graded_answers_shapes_nothing() {
    let mut draws = SplitMix64::new(3, &[]);
    let items: Vec<Vec<u8>> = (0..4).map(|_| drawn(&mut draws, 180, 5)).collect();
    // The first is turned before the mean is taken, and the mean rounded.
    let mean = (0..180).map(|row| {
        let sum = 6.0 - f64::from(items[0][row] + 1)
            + items[1..3].iter().map(|item| f64::from(item[row] + 1)).sum::<f64>();
        (100.0 * sum / 3.0).round() / 100.0
    });
    let mean = numbers("trust", mean.collect());
    let mut columns: Vec<Column> = items
        .iter()
        .enumerate()
        .map(|(at, codes)| graded(&format!("t{at}"), &["1", "2", "3", "4", "5"], codes.clone()))
        .collect();
    columns.insert(2, mean);
    let (blocks, columns) = found(columns);
    assert_eq!(blocks, [(Sameness::Sum, names(&["trust", "t0", "t1", "t2"]))]);
    assert_eq!(shaping(&columns), ["t0", "t1", "t2", "t3"]);
    assert!(columns.iter().all(|(_, part)| (part - 1.0).abs() < 1e-12));
}

#[test]
fn options_that_exclude_each_other_say_a_question_twice() {
    let mut draws = SplitMix64::new(4, &[]);
    let chosen = drawn(&mut draws, 300, 3);
    let option = |wanted: u8| chosen.iter().map(|code| u8::from(*code == wanted)).collect();
    let (blocks, columns) = found(vec![
        yes_or_no("bus", option(0)),
        yes_or_no("car", option(1)),
        yes_or_no("bike", option(2)),
        yes_or_no("bake", drawn(&mut draws, 300, 2)),
    ]);
    assert_eq!(blocks.len(), 1, "{blocks:?}");
    assert_eq!(blocks[0].0, Sameness::Exclusive);
    let parts: Vec<f64> = columns.iter().map(|(_, part)| *part).collect();
    assert_eq!(parts, [1.0, 0.5, 0.5, 0.5]);
}

#[test]
fn wordings_share_the_weight_of_a_question() {
    let mut draws = SplitMix64::new(5, &[]);
    let mut columns: Vec<Column> =
        (0..12).map(|at| yes_or_no(&format!("q{at}"), drawn(&mut draws, 400, 2))).collect();
    let first = drawn(&mut draws, 400, 2);
    let again = slipped(&mut draws, &first, 0.08);
    let never: Vec<u8> =
        slipped(&mut draws, &first, 0.08).into_iter().map(|code| 1 - code).collect();
    columns.push(yes_or_no("slow", first));
    columns.push(yes_or_no("waits", again));
    columns.push(yes_or_no("fast", never));
    let (blocks, columns) = found(columns);
    assert_eq!(blocks, [(Sameness::Wordings, names(&["slow", "waits", "fast"]))]);
    let shared = columns.iter().filter(|(_, part)| (part - 1.0 / 3.0).abs() < 1e-12);
    assert_eq!(shared.count(), 3);
}

#[test]
fn answers_that_groups_explain_are_no_wordings() {
    let mut draws = SplitMix64::new(6, &[]);
    let side: Vec<u8> = drawn(&mut draws, 400, 2);
    let columns: Vec<Column> =
        (0..12).map(|at| yes_or_no(&format!("q{at}"), slipped(&mut draws, &side, 0.1))).collect();
    assert_eq!(found(columns).0, []);
}

/// Few questions that many answered: there are far more respondents than ways to answer.
#[test]
fn independent_questions_are_no_sums_of_each_other() {
    let mut draws = SplitMix64::new(9, &[]);
    let columns = (0..6)
        .map(|at| yes_or_no(&format!("q{at}"), drawn(&mut draws, 50_000, 2)))
        .collect::<Vec<Column>>();
    assert_eq!(found(columns).0, []);
}

/// A block alone gains nothing by groups, however its columns hang together.
#[test]
fn bound_columns_make_no_groups() {
    let mut draws = SplitMix64::new(8, &[]);
    let first = drawn(&mut draws, 300, 2);
    let again = slipped(&mut draws, &first, 0.05);
    let columns = vec![yes_or_no("a", first), yes_or_no("b", again)];
    let matrix = IndicatorMatrix::from_columns(columns).unwrap();
    let gain = |sample: &Sample| {
        let fit = |groups| {
            let plain = LatentClass { prior: 0.0, ..LatentClass::default() };
            plain.fit(sample, groups, 7).unwrap().fit().log_likelihood
        };
        fit(2) - fit(1)
    };
    let apart = Sample::of_kind(&matrix, PersonaKind::User);
    assert!(gain(&apart) > 50.0);
    let bound = apart.with_blocks(&[(vec![0, 1], 0.5)]);
    assert!(gain(&bound) < 1e-6, "{}", gain(&bound));
}

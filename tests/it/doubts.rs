//! Verdicts on groups that are doubtful, and runs that are ended.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

use persona_synthesis::clustering::{
    Clusterer, LatentClass, Sample, SplitMix64, Verdict, adjusted_rand,
};
use persona_synthesis::indicators::{Indicator, IndicatorMatrix, Measure, Values};
use persona_synthesis::manifest::{ClusteringOptions, Groups};
use persona_synthesis::sources::MISSING;
use persona_synthesis::{Clustering, ErrorKind, Facet, PersonaKind, Step};

use crate::planted::{Continuum, Missing, Plan, continuum, draw};
use crate::quality::fresh_seed;

fn up_to(most: usize, seed: u64) -> ClusteringOptions {
    ClusteringOptions {
        groups: Groups::Between { min: 1, max: most },
        replicates: 20,
        seed,
        ..Default::default()
    }
}

fn exactly(groups: usize) -> ClusteringOptions {
    ClusteringOptions { groups: Groups::Exactly(groups), replicates: 4, ..Default::default() }
}

fn fit(matrix: &IndicatorMatrix, options: &ClusteringOptions) -> Clustering {
    Clustering::with_method(matrix, &LatentClass::default(), options).unwrap()
}

/// The columns of a matrix, changed.
fn changed(
    matrix: &IndicatorMatrix,
    change: impl Fn(Values) -> Values,
) -> Vec<(Indicator, Values)> {
    let column = |position: usize| {
        (matrix.indicators()[position].clone(), change(matrix.values(position).clone()))
    };
    (0..matrix.indicators().len()).map(column).collect()
}

fn mention(name: &str, codes: Vec<u8>) -> (Indicator, Values) {
    (Indicator::new(name, Facet::Goal, Measure::Mention), Values::Codes(codes))
}

fn two_groups(respondents: usize) -> Plan {
    Plan { shares: vec![0.5, 0.5], ..Plan::bench(respondents, Missing::Nothing) }
}

#[test]
fn what_hangs_together_without_groups_is_never_natural() {
    // With the last of the seeds two strangers among those who skipped once made the group look
    // natural.
    for seed in [fresh_seed("continuum"), 510_023_803] {
        for structure in
            [Continuum::Severity, Continuum::Acquiescence, Continuum::Repeated, Continuum::Skipped]
        {
            let clustering = fit(&continuum(structure, 300, seed), &up_to(4, seed));
            let selection = &clustering.selections()[0];
            assert_ne!(
                selection.verdict,
                Verdict::Natural,
                "{structure:?}, {seed}: {}",
                selection.reason
            );
        }
    }
}

#[test]
fn a_question_that_is_asked_twice_is_named() {
    let planted = draw(&two_groups(600), 11);
    let mut draws = SplitMix64::new(3, &[]);
    let asked: Vec<u8> = (0..600).map(|_| u8::from(draws.unit() < 0.5)).collect();
    let again =
        asked.iter().map(|code| if draws.unit() < 0.05 { 1 - code } else { *code }).collect();
    let mut columns = changed(&planted.matrix, |values| values);
    columns.extend([mention("slow", asked), mention("takes long", again)]);
    let clustering = fit(&IndicatorMatrix::from_columns(columns).unwrap(), &exactly(2));
    let named: Vec<String> = clustering
        .findings()
        .iter()
        .filter(|finding| finding.id() == "repeated-question")
        .map(persona_synthesis::Finding::message)
        .collect();
    assert_eq!(named.len(), 1, "{named:?}");
    assert!(named[0].starts_with("\"slow\", \"takes long\" ask the same"), "{named:?}");
    // What is bound is not named once more as dependent.
    assert_eq!(clustering.findings().count("local-dependence"), 0);
}

#[test]
fn groups_that_follow_what_is_missing_are_named() {
    // Every second respondent was asked a block of questions, and six answers say which.
    let mut draws = SplitMix64::new(5, &[]);
    let mut columns = Vec::new();
    for position in 0..8 {
        let code = |row: usize| {
            if row % 2 == position % 2 { u8::from(draws.unit() < 0.5) } else { MISSING }
        };
        columns.push(mention(&format!("q{position}"), (0..200).map(code).collect()));
    }
    for position in 0..6 {
        // Without slips they would be copies, which count once.
        let code = |row: usize| u8::from(row.is_multiple_of(2) != (draws.unit() < 0.08));
        columns.push(mention(&format!("said {position}"), (0..200).map(code).collect()));
    }
    let clustering = fit(&IndicatorMatrix::from_columns(columns).unwrap(), &up_to(3, 7));
    assert_eq!(clustering.findings().count("missing-drives-groups"), 1);
    assert_ne!(clustering.selections()[0].verdict, Verdict::Natural);
}

#[test]
fn respondents_whom_no_group_describes_are_in_none() {
    let planted = draw(&two_groups(800), 21);
    // Two more, with the rarest answers and numbers far out.
    let columns = changed(&planted.matrix, |values| match values {
        Values::Codes(mut codes) => {
            let count = |code: u8| codes.iter().filter(|other| **other == code).count();
            let rarest =
                (0..5).filter(|code| count(*code) > 0).min_by_key(|code| count(*code)).unwrap();
            codes.extend([rarest; 2]);
            Values::Codes(codes)
        }
        Values::Numbers(mut numbers) => {
            numbers.extend([25.0, -25.0]);
            Values::Numbers(numbers)
        }
    });
    let clustering = fit(&IndicatorMatrix::from_columns(columns).unwrap(), &exactly(2));
    let members = &clustering.selections()[0].members;
    assert!(
        members
            .iter()
            .filter(|member| member.respondent.index() >= 800)
            .all(|member| !member.in_group)
    );
    assert!(members.iter().filter(|member| !member.in_group).count() < 40);
}

#[test]
fn more_groups_than_ways_to_answer_are_named() {
    let codes = |turn: u8| (0..20).map(|row| u8::from(row % 2 == 0) ^ turn).collect();
    let matrix =
        IndicatorMatrix::from_columns(vec![mention("a", codes(0)), mention("b", codes(1))])
            .unwrap();
    assert_eq!(fit(&matrix, &exactly(4)).findings().count("groups-beyond-patterns"), 1);
}

#[test]
fn a_run_reports_its_progress_and_can_be_cancelled() {
    let planted = draw(&Plan::bench(120, Missing::Nothing), 4);
    let calls = AtomicUsize::new(0);
    let watch = |step: Step<'_>| {
        assert!(step.done <= step.of, "{step:?}");
        calls.fetch_add(1, Ordering::Relaxed);
        ControlFlow::Continue(())
    };
    let options = up_to(3, 7);
    Clustering::fit_with_progress(&planted.matrix, &LatentClass::default(), &options, &watch)
        .unwrap();
    assert!(calls.load(Ordering::Relaxed) > 20);
    let end = |_: Step<'_>| ControlFlow::Break(());
    let error =
        Clustering::fit_with_progress(&planted.matrix, &LatentClass::default(), &options, &end)
            .unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Cancelled));
}

/// Levels of nominal answers may be called anything, and stand in any order.
#[test]
fn renamed_levels_change_nothing() {
    let plan = Plan { mentions: 6, ordinal: 0, nominal: 6, numeric: 0, ..two_groups(300) };
    let planted = draw(&plan, 9);
    let columns =
        changed(&planted.matrix, |values| values).into_iter().map(|(indicator, values)| {
            let Values::Codes(codes) = values else { unreachable!("all columns are coded") };
            let turn =
                |code: u8| if indicator.measure == Measure::Nominal { 3 - code } else { code };
            let codes = codes.into_iter().map(turn).collect();
            (indicator, Values::Codes(codes))
        });
    let turned = IndicatorMatrix::from_columns(columns.collect()).unwrap();
    let groups = |matrix: &IndicatorMatrix| {
        let sample = Sample::of_kind(matrix, PersonaKind::User);
        let labels = LatentClass::default().cluster(&sample, 2, 7).unwrap().labels();
        let mut by_respondent = vec![0; matrix.respondents()];
        for (respondent, label) in sample.respondents().iter().zip(labels) {
            by_respondent[*respondent as usize] = label;
        }
        by_respondent
    };
    assert!(adjusted_rand(&groups(&planted.matrix), &groups(&turned)) > 0.999);
}

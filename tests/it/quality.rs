//! Groups that are there are found, and groups that are not there are not. Seeds are drawn
//! per run and printed.

use std::time::SystemTime;

use persona_synthesis::clustering::{Clusterer, LatentClass, Sample, adjusted_rand};
use persona_synthesis::indicators::Values;
use persona_synthesis::manifest::{ClusteringOptions, Groups};
use persona_synthesis::{Clustering, PersonaKind};

use crate::planted::{Missing, Plan, draw};

/// A seed that differs from run to run.
pub(crate) fn fresh_seed(what: &str) -> u64 {
    let nanoseconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos();
    let seed = u64::try_from(nanoseconds % 1_000_000_007).unwrap();
    println!("{what}: seed {seed}");
    seed
}

#[test]
fn planted_groups_are_found_nearly_as_well_as_the_true_parameters_find_them() {
    for missing in [Missing::Nothing, Missing::Random(0.2), Missing::Blocks] {
        let seed = fresh_seed("planted groups");
        let planted = draw(&Plan::bench(4000, missing), seed);
        let sample = Sample::of_kind(&planted.matrix, PersonaKind::User);
        let grouping = LatentClass::default().cluster(&sample, 5, seed).unwrap();
        // Who answered nothing is not in the sample.
        let known = sample.respondents();
        let of = |labels: &[u16]| {
            known.iter().map(|respondent| labels[*respondent as usize]).collect::<Vec<u16>>()
        };
        let reached = adjusted_rand(&grouping.labels(), &of(&planted.truth));
        let possible = adjusted_rand(&of(&planted.oracle), &of(&planted.truth));
        println!("{missing:?}: found {reached:.3}, possible {possible:.3}");
        assert!(
            reached > possible - 0.08,
            "{missing:?}: found {reached:.3}, possible {possible:.3}"
        );
    }
}

#[test]
fn the_right_number_of_groups_is_chosen() {
    let mut right = 0;
    for _ in 0..4 {
        let seed = fresh_seed("number of groups");
        let plan = Plan {
            shares: vec![0.4, 0.35, 0.25],
            separation: 1.2,
            ..Plan::bench(600, Missing::Random(0.1))
        };
        let planted = draw(&plan, seed);
        let options = ClusteringOptions {
            groups: Groups::Between { min: 1, max: 5 },
            replicates: 20,
            seed,
            ..Default::default()
        };
        let clustering =
            Clustering::with_method(&planted.matrix, &LatentClass::default(), &options).unwrap();
        right += usize::from(clustering.selections()[0].chosen == 3);
    }
    assert!(right >= 3, "{right} of 4 studies with three groups");
}

#[test]
fn independent_answers_have_no_groups() {
    let mut grouped = 0;
    for respondents in [20, 60, 200, 60, 200, 600] {
        let seed = fresh_seed("no groups");
        let planted = draw(
            &Plan { shares: vec![1.0], ..Plan::bench(respondents, Missing::Random(0.1)) },
            seed,
        );
        let options = ClusteringOptions {
            groups: Groups::Between { min: 1, max: 4 },
            replicates: 20,
            seed,
            ..Default::default()
        };
        let clustering =
            Clustering::with_method(&planted.matrix, &LatentClass::default(), &options).unwrap();
        grouped += usize::from(clustering.selections()[0].chosen > 1);
    }
    assert!(grouped <= 1, "groups in {grouped} of 6 studies without any");
}

#[test]
fn more_starts_never_find_less() {
    let seed = fresh_seed("starts");
    let planted = draw(&Plan { separation: 0.5, ..Plan::bench(150, Missing::Random(0.2)) }, seed);
    let sample = Sample::of_kind(&planted.matrix, PersonaKind::User);
    let mut last = f64::NEG_INFINITY;
    for starts in [1, 3, 8, 20] {
        let method = LatentClass { prior: 0.0, starts, pool: false, ..LatentClass::default() };
        let grouping = method.cluster(&sample, 4, seed).unwrap();
        let found = grouping.fit().unwrap().log_likelihood;
        assert!(found >= last - 1e-6, "{starts} starts: {found} after {last}");
        last = found;
    }
}

/// A million respondents by sixty indicators are an ordinary study.
#[test]
fn a_million_respondents_fit_in_200_megabytes() {
    let plan = Plan::bench(1000, Missing::Random(0.2));
    let planted = draw(&plan, 1);
    let per_respondent = planted.matrix.bytes() / plan.respondents;
    assert_eq!(planted.matrix.indicators().len(), 60);
    assert!(per_respondent * 1_000_000 <= 200_000_000, "{per_respondent} bytes each");
    assert!((0..60).all(|indicator| match planted.matrix.values(indicator) {
        Values::Codes(codes) => codes.capacity() <= 2 * codes.len(),
        Values::Numbers(numbers) => numbers.capacity() <= 2 * numbers.len(),
    }));
}

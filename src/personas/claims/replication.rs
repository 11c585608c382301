//! Which differences several kinds of source confirm, each by its own answers.
//!
//! A difference is *selected* where one kind of source confirms it alone, at the false discovery
//! rate over all that this kind is tested on. What is selected is then tested for a second kind
//! that shows it too, and adjusted among the selected alone, as in the analysis of replicability by
//! Bogomolov and Heller (2018, doi 10.1093/biomet/asy029): either of two kinds may be the one that
//! confirms, so each has half of the rate. Of s kinds the p-value of "at most one of them shows the
//! difference" is that of a partial conjunction (Benjamini and Heller 2008, doi
//! 10.1111/j.1541-0420.2007.00984.x), (s - 1) times the second smallest.

use super::tested::TestedProposition;
use crate::personas::propositions::rules::DISCOVERY;
use crate::personas::propositions::statistics::false_discovery;
use crate::sources::SourceKind;

/// A difference that several kinds of source speak of.
struct Case {
    /// Place of its proposition: the kind of persona, and the position there.
    place: (usize, usize),
    /// The groups that it is of: two where more in one is less in the other.
    groups: Vec<usize>,
    /// The kinds of source that it can be tested in.
    tests: Vec<KindTest>,
}

/// The test of a case in a kind of source.
struct KindTest {
    /// Position among the kinds that speak of the proposition.
    position: usize,
    kind: SourceKind,
    p: f64,
    confirmed: bool,
}

/// Marks which kinds of source confirm a difference, and tests whether two do.
pub(crate) fn adjust(looked: &mut [Vec<TestedProposition>]) {
    alone(looked);
    let mut cases: Vec<Case> = looked
        .iter()
        .enumerate()
        .flat_map(|(of, looked)| {
            looked.iter().enumerate().flat_map(move |(at, looked)| cases((of, at), looked))
        })
        .collect();
    for kind in SourceKind::ALL.into_iter().filter(|kind| kind.confirms()) {
        select(&mut cases, kind);
    }
    let mut selected: Vec<&mut Case> = cases
        .iter_mut()
        .filter(|case| case.tests.len() > 1 && case.tests.iter().any(|test| test.confirmed))
        .collect();
    let p: Vec<f64> = selected.iter_mut().map(|case| case.two_kinds()).collect();
    for (case, p) in selected.into_iter().zip(false_discovery(&p)) {
        let p = (2.0 * p).min(1.0);
        // In the order of their p-values: the second is the one in question.
        case.tests[1].confirmed = p <= DISCOVERY;
        let looked = &mut looked[case.place.0][case.place.1];
        case.groups.iter().for_each(|group| looked.two_kinds[*group] = Some(p));
    }
    for case in cases {
        let looked = &mut looked[case.place.0][case.place.1];
        for (test, group) in
            case.tests.iter().flat_map(|test| case.groups.iter().map(move |group| (test, *group)))
        {
            let kind = &mut looked.by_kind[test.position];
            (kind.p[group], kind.confirmed[group]) = (test.p, test.confirmed);
        }
    }
}

/// What one kind of source alone speaks of, it confirms where all answers do.
fn alone(looked: &mut [Vec<TestedProposition>]) {
    for looked in looked.iter_mut().flatten() {
        looked.two_kinds = vec![None; looked.p.len()];
        let only = looked.by_kind.len() == 1;
        for kind in &mut looked.by_kind {
            kind.confirmed = looked.p.iter().map(|p| only && *p <= DISCOVERY).collect();
        }
    }
}

/// The cases of a proposition.
fn cases(place: (usize, usize), looked: &TestedProposition) -> Vec<Case> {
    let groups = looked.p.len();
    if looked.complement || looked.by_kind.len() < 2 {
        return Vec::new();
    }
    // Those in no group are elsewhere for both, and then each group has a test of its own.
    let in_groups = looked.counts[groups].0.asked == 0;
    let mirrored = groups == 2 && in_groups && looked.more(0) != looked.more(1);
    let of: Vec<Vec<usize>> =
        if mirrored { vec![vec![0, 1]] } else { (0..groups).map(|group| vec![group]).collect() };
    let case = |groups: Vec<usize>| {
        let test = |position: usize| {
            let kind = &looked.by_kind[position];
            let (own, elsewhere) = kind.own.as_ref()?.counts[groups[0]];
            let p = kind.p[groups[0]];
            (own.asked > 0 && elsewhere.asked > 0).then_some(KindTest {
                position,
                kind: kind.kind,
                p,
                confirmed: false,
            })
        };
        Case { place, tests: (0..looked.by_kind.len()).filter_map(test).collect(), groups }
    };
    of.into_iter().map(case).collect()
}

/// Marks the cases that a kind of source confirms alone.
fn select(cases: &mut [Case], kind: SourceKind) {
    let mut tests: Vec<&mut KindTest> = cases
        .iter_mut()
        .flat_map(|case| &mut case.tests)
        .filter(|test| test.kind == kind)
        .collect();
    // The direction was seen on the answers of all kinds, so both sides count.
    let p: Vec<f64> = tests.iter().map(|test| (2.0 * test.p).min(1.0)).collect();
    for (test, p) in tests.iter_mut().zip(false_discovery(&p)) {
        test.confirmed = p <= DISCOVERY;
    }
}

impl Case {
    /// The p-value of the hypothesis that at most one kind shows the difference; puts the kinds in
    /// the order of their own.
    #[allow(clippy::cast_precision_loss, reason = "few kinds of source")]
    fn two_kinds(&mut self) -> f64 {
        self.tests.sort_by(|a, b| a.p.total_cmp(&b.p));
        ((self.tests.len() - 1) as f64 * self.tests[1].p).min(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::{Indicator, IndicatorMatrix, Measure, Values};
    use crate::manifest::Facet;
    use crate::personas::propositions::proposition::{Answer, Condition, Proposition};
    use crate::personas::propositions::tally::counted;
    use crate::personas::propositions::triangulation::{KindTally, OwnAnswers};

    const KINDS: [SourceKind; 3] = [SourceKind::Interviews, SourceKind::Survey, SourceKind::Crm];

    /// A proposition that the first of two groups has and the second has not, with the one-sided
    /// p-values of kinds of source.
    fn looked(p: &[f64]) -> TestedProposition {
        let values = Values::Codes(vec![1, 1, 0, 0]);
        let indicator = Indicator::new("a", Facet::Goal, Measure::Mention);
        let matrix = IndicatorMatrix::from_columns(vec![(indicator, values)]).unwrap();
        let answers = [(0, Answer::Yes), (1, Answer::Yes), (2, Answer::No), (3, Answer::No)];
        let groups = [Some(0), Some(0), Some(1), Some(1)];
        let counts = counted(&matrix, 2, answers.into_iter().zip(groups));
        let kind = |(kind, p): (SourceKind, &f64)| KindTally {
            kind,
            counts: counts.clone(),
            own: Some(OwnAnswers { people: (0..4).collect(), counts: counts.clone() }),
            p: vec![*p; 2],
            confirmed: Vec::new(),
        };
        TestedProposition {
            proposition: Proposition { indicator: 0, condition: Condition::Is(1) },
            question: None,
            facet: Facet::Goal,
            measure: Measure::Mention,
            essential: false,
            by_kind: KINDS.into_iter().zip(p).map(kind).collect(),
            counts,
            complement: false,
            p: vec![0.001; 2],
            two_kinds: Vec::new(),
        }
    }

    fn adjusted(p: &[&[f64]]) -> Vec<TestedProposition> {
        let mut looked = [p.iter().map(|p| looked(p)).collect()];
        adjust(&mut looked);
        let [looked] = looked;
        looked
    }

    fn confirmed(looked: &TestedProposition) -> Vec<bool> {
        assert!(looked.by_kind.iter().all(|kind| kind.confirmed[0] == kind.confirmed[1]));
        looked.by_kind.iter().map(|kind| kind.confirmed[0]).collect()
    }

    #[test]
    fn what_one_kind_confirms_a_second_has_to_confirm_too() {
        let found = adjusted(&[&[1e-6, 0.5], &[1e-6, 0.2], &[1e-6, 1e-6], &[0.3, 0.9]]);
        let kinds: Vec<Vec<bool>> = found.iter().map(confirmed).collect();
        assert_eq!(kinds, [[true, false], [true, false], [true, true], [false, false]]);
        // Twice the largest p-value, adjusted among the three that a kind confirms.
        let expected = [Some(1.0), Some(0.6), Some(6e-6), None];
        for (looked, expected) in found.iter().zip(expected) {
            for p in &looked.two_kinds {
                assert_eq!(p.is_some(), expected.is_some());
                assert!(p.is_none_or(|p| (p - expected.unwrap()).abs() < 1e-9), "{p:?}");
            }
        }
    }

    #[test]
    fn only_what_a_kind_confirms_counts_among_the_tests() {
        let mut p: Vec<&[f64]> = vec![&[0.6, 0.7]; 30];
        p.push(&[1e-6, 0.015]);
        let found = adjusted(&p);
        // Among all 31 it would be 0.93.
        assert_eq!(found[30].two_kinds, [Some(0.03); 2]);
        assert_eq!(confirmed(&found[30]), [true, true]);
    }

    #[test]
    fn of_three_kinds_two_have_to_confirm() {
        let found = adjusted(&[&[1e-6, 0.02, 0.9]]);
        assert!((found[0].two_kinds[0].unwrap() - 0.08).abs() < 1e-9);
        assert_eq!(confirmed(&found[0]), [true, false, false]);
        let found = adjusted(&[&[0.9, 1e-6, 0.01]]);
        assert!((found[0].two_kinds[1].unwrap() - 0.04).abs() < 1e-9);
        let by_kind: Vec<bool> = found[0].by_kind.iter().map(|kind| kind.confirmed[0]).collect();
        assert_eq!(by_kind, [false, true, true]);
    }

    /// With people in no group the two tests differ, and one must not stand for the other.
    #[test]
    fn groups_that_leave_people_out_are_two_tests() {
        let mut two = looked(&[1e-6, 0.01]);
        two.by_kind[1].p = vec![0.01, 0.9];
        two.counts[2].0.asked = 3;
        let mut looked = [vec![two]];
        adjust(&mut looked);
        assert_eq!(looked[0][0].by_kind[1].confirmed, [true, false]);
    }
}

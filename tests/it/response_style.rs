//! Groups beside a response style: a habit of choosing one end of a scale whatever is asked.

use persona_synthesis::clustering::{LatentClass, Verdict, adjusted_rand};
use persona_synthesis::manifest::{ClusteringOptions, Groups};
use persona_synthesis::{Clustering, IndicatorMatrix, PersonaKind};

use crate::planted_battery::{Battery, draw};

struct Found {
    groups: usize,
    verdict: Verdict,
    agreement: f64,
    findings: Vec<String>,
}

fn found(matrix: &IndicatorMatrix, response_style: bool) -> Found {
    let groups = Groups::Between { min: 1, max: 5 };
    let options =
        ClusteringOptions { groups, replicates: 20, response_style, ..Default::default() };
    let clustering =
        Clustering::with_method(matrix, &LatentClass::from(&options), &options).unwrap();
    let selection = clustering.selection(PersonaKind::User).unwrap();
    let of = |group: usize| u16::try_from(group).unwrap();
    let own: Vec<u16> = selection.members.iter().map(|member| of(member.group)).collect();
    let planted: Vec<u16> =
        selection.members.iter().map(|member| of(member.respondent.index() % 3)).collect();
    let findings = clustering.findings().iter();
    Found {
        groups: selection.chosen,
        verdict: selection.verdict,
        agreement: adjusted_rand(&own, &planted),
        findings: findings
            .map(|finding| finding.id().to_owned())
            .filter(|id| id.starts_with("response-style"))
            .collect(),
    }
}

#[test]
fn a_style_that_hides_groups_is_told_from_them() {
    let matrix = draw(&Battery { groups: 1.2, shared: 1.2, respondents: 300 }, 3);
    let beside = found(&matrix, true);
    assert_eq!((beside.groups, beside.findings), (3, vec!["response-style".to_owned()]));
    assert!(beside.agreement > 0.85, "{}", beside.agreement);
    assert_eq!(beside.verdict, Verdict::Natural);
    let without = found(&matrix, false);
    assert!(without.agreement < 0.6 && without.findings.is_empty(), "{}", without.agreement);
}

#[test]
fn a_dimension_that_no_groups_cross_may_be_a_trait() {
    let one = found(&draw(&Battery { groups: 0.0, shared: 1.2, respondents: 300 }, 4), true);
    assert_eq!(one.findings, ["response-style-open"]);
    assert_eq!(one.verdict, Verdict::Constructed);
}

#[test]
fn groups_without_a_style_and_answers_without_either_have_none() {
    let groups = found(&draw(&Battery { groups: 1.2, shared: 0.0, respondents: 300 }, 5), true);
    assert_eq!((groups.groups, groups.findings.len()), (3, 0));
    let nothing = found(&draw(&Battery { groups: 0.0, shared: 0.0, respondents: 300 }, 6), true);
    assert_eq!((nothing.groups, nothing.findings.len()), (1, 0));
}

/// The same number of groups is asked for, but what a dimension is does not depend on that.
#[test]
fn a_number_that_was_asked_for_makes_no_style_of_a_trait() {
    let matrix = draw(&Battery { groups: 0.0, shared: 1.2, respondents: 240 }, 7);
    let options =
        ClusteringOptions { groups: Groups::Exactly(4), replicates: 10, ..Default::default() };
    let clustering =
        Clustering::with_method(&matrix, &LatentClass::from(&options), &options).unwrap();
    let ids: Vec<&str> = clustering.findings().iter().map(|finding| finding.id()).collect();
    assert!(ids.contains(&"response-style-open") && !ids.contains(&"response-style"), "{ids:?}");
}

//! Questions that ask the same: they count once and make one claim, unless the manifest keeps them
//! apart.

use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::manifest::{ClusteringOptions, Groups};
use persona_synthesis::study::StudyBuilder;
use persona_synthesis::{Facet, IndicatorMatrix, PersonaSet, Source, Study, Synthesis};

/// Two groups; `fast` is asked a second time, word for word, and in other words.
fn builder() -> StudyBuilder {
    let mut draws = SplitMix64::new(3, &[]);
    let mut table = "person,fast,fast (check),no waiting".to_owned();
    (0..8).for_each(|item| table.push_str(&format!(",item {item}")));
    for person in 0..240 {
        let mut answer = |side: bool, slips: f64| side != (draws.unit() < slips);
        let word = |yes: bool| if yes { "Yes" } else { "No" };
        let side = person % 2 == 0;
        // The strongest answer, so that its claim is among the few that a page has room for.
        let fast = answer(side, 0.1);
        let waiting = answer(fast, 0.06);
        let fast = word(fast);
        table.push_str(&format!("\nP{person},{fast},{fast},{}", word(waiting)));
        for item in 0..8 {
            table.push_str(&format!(",{}", word(answer(side == (item % 2 == 0), 0.15))));
        }
    }
    let options = ClusteringOptions {
        groups: Groups::Exactly(2),
        replicates: 10,
        ..ClusteringOptions::default()
    };
    Study::builder("Trips")
        .facet(Facet::Goal, ["*"])
        .clustering(options)
        .source(Source::bytes("survey", "survey.csv", table.into_bytes()).respondent("person"))
}

fn named(set: &PersonaSet) -> Vec<String> {
    let repeated = set.findings.iter().filter(|finding| finding.id == "repeated-question");
    repeated.map(|finding| finding.message.clone()).collect()
}

#[test]
fn copies_make_no_claim_and_wordings_one() {
    let synthesis = Synthesis::run(&builder().build().unwrap()).unwrap();
    let set = synthesis.personas();
    let named = named(set);
    assert_eq!(named.len(), 2, "{named:?}");
    assert!(named[0].starts_with("\"fast (check)\" follows from \"fast\""), "{named:?}");
    assert!(named[1].starts_with("\"fast\", \"no waiting\" ask the same"), "{named:?}");
    for persona in &set.personas {
        let on = |name: &str| persona.claims.iter().filter(|c| c.indicator == name).count();
        assert_eq!(on("fast (check)"), 0, "{}", persona.id);
        assert!(on("fast") == 0 || on("no waiting") == 0, "{}", persona.id);
        assert!(on("fast") + on("no waiting") > 0, "{}", persona.id);
    }
}

#[test]
fn what_is_kept_apart_is_not_bound() {
    let study = builder().keep_apart(["fast*", "no waiting"]).build().unwrap();
    let synthesis = Synthesis::run(&study).unwrap();
    assert_eq!(named(synthesis.personas()), Vec::<String>::new());
    let study = builder().keep_apart(["fastt"]).build().unwrap();
    let error = IndicatorMatrix::from_study(&study).unwrap_err().to_string();
    assert!(error.contains("\"fastt\" (did you mean \"fast\"?)"), "{error}");
}

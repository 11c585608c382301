//! Sources taken together: claims that two kinds of source carry, people who say one thing and
//! do another, needs that few have, and those who are in no group. Two surveys with records beside
//! them, made up.

use std::fmt::Write as _;

use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::manifest::Groups;
use persona_synthesis::personas::{Comparison, Direction, Grade, Persona, Stance};
use persona_synthesis::sources::SourceKind;
use persona_synthesis::{Clustering, IndicatorMatrix, Manifest, render};

use crate::second_source::{self, SecondPlan, SecondSource};
use crate::support::{Stages, synthesize};

const MANIFEST: &str = r#"title = "Bookings, said and done"
[facets]
behaviour = ["I *", "How often*", "Weekly online", "Phones in"]
[themes]
"Weekly online" = ["survey:How often do you book online? = Weekly", "crm:Online bookings >= 4"]
"Phones in" = ["survey:I phone the desk = Yes", "crm:Calls > 2"]
[[source]]
id = "survey"
path = "survey.csv"
respondent = "id"
ids = "people"
[[source]]
id = "crm"
path = "crm.csv"
format = "crm"
respondent = "id"
ids = "people"
[source.columns]
"Online bookings" = { role = "ignored" }
"Calls" = { role = "ignored" }
[clustering]
groups = 2
replicates = 10
keep_apart = [["*"]]
"#;

/// Sixty people who say that they book online weekly and phone little, sixty of whom the opposite
/// holds, and six of whom only the records know. Of the first so many do not do what they say;
/// anybody errs now and then.
fn study(liars: f64, seed: u64) -> Stages {
    let mut draws = SplitMix64::new(seed, &[]);
    let mut survey = String::from(
        "id,How often do you book online?,I phone the desk,I am in a hurry,I come with children,I use a screen reader\n",
    );
    let mut crm = String::from("id,Online bookings,Calls\n");
    for person in 0..126 {
        let first = person < 60;
        let mut slips = |rate: f64| draws.unit() < rate;
        let says_weekly = first != slips(0.04);
        let lies = first && slips(liars);
        let does_weekly = (says_weekly && !lies) != slips(0.03);
        let phones = first == slips(0.05);
        let yes = |so: bool| if so { "Yes" } else { "No" };
        let (hurry, children) = (first != slips(0.1), first == slips(0.1));
        let reader = person < 2;
        if person < 120 {
            let weekly = if says_weekly { "Weekly" } else { "Monthly" };
            let answers = [phones, hurry, children, reader].map(yes).join(",");
            writeln!(survey, "R{person:03},{weekly},{answers}").unwrap();
            writeln!(
                crm,
                "R{person:03},{},{}",
                if does_weekly { 6 } else { 1 },
                if phones { 5 } else { 0 }
            )
            .unwrap();
        } else {
            writeln!(crm, "R{person:03},,{}", 3).unwrap();
        }
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("survey.csv"), survey).unwrap();
    std::fs::write(folder.path().join("crm.csv"), crm).unwrap();
    let mut manifest = Manifest::from_toml(MANIFEST, "study.toml").unwrap();
    manifest.folder = folder.path().to_path_buf();
    manifest.clustering.groups = Groups::Exactly(2);
    synthesize(manifest).unwrap()
}

/// The persona of those who are in a hurry, and the other.
fn sides(stages: &Stages) -> [&Persona; 2] {
    let hurries = |persona: &&Persona| {
        persona.claims.iter().any(|claim| {
            claim.indicator.contains("hurry")
                && claim.direction == Direction::More
                && claim.label.ends_with("Yes")
        })
    };
    let first = stages.personas.personas.iter().find(hurries).unwrap();
    let other = stages.personas.personas.iter().find(|persona| persona.id != first.id).unwrap();
    [first, other]
}

#[test]
fn who_says_one_thing_and_does_another_is_reported_and_nobody_is_invented() {
    let stages = study(0.6, 3);
    let [first, other] = sides(&stages);
    let [found] = first.contradictions.as_slice() else { panic!("{:?}", first.contradictions) };
    assert!(
        found.said && found.indicator == "Weekly online" && found.with > 20 && found.of >= 50,
        "{}",
        found.statement
    );
    assert!(found.low > 0.2 && found.low < found.high);
    // Both sides are shown: what was answered, and the record.
    let sources: std::collections::BTreeSet<&str> =
        found.evidence.iter().map(|evidence| evidence.source.as_str()).collect();
    assert!(sources.contains("survey"), "{sources:?}");
    assert!(other.contradictions.is_empty(), "{:?}", other.contradictions);
    assert_eq!(stages.personas.findings.iter().filter(|finding| finding.id == "say-do").count(), 1);
    assert!(render::markdown(&stages.personas).contains(&found.statement));
    for seed in 0..6 {
        let honest = study(0.0, seed);
        assert!(
            honest.personas.personas.iter().all(|persona| persona.contradictions.is_empty()),
            "{seed}"
        );
    }
}

#[test]
fn two_kinds_of_source_validate_a_claim() {
    let stages = study(0.0, 3);
    let [_, other] = sides(&stages);
    let phones = other.claims.iter().find(|claim| claim.indicator == "Phones in").unwrap();
    assert_eq!((phones.grade, phones.direction), (Grade::Validated, Direction::More), "{phones}");
    let [survey, crm] = phones.by_source_kind.as_slice() else {
        panic!("{:?}", phones.by_source_kind)
    };
    assert_eq!(
        [(survey.kind, survey.stance), (crm.kind, crm.stance)],
        [(SourceKind::Survey, Stance::Carries), (SourceKind::Crm, Stance::Carries)]
    );
    for claim in other.claims.iter().filter(|claim| claim.indicator.contains("hurry")) {
        assert_ne!(claim.grade, Grade::Validated);
        assert_eq!(claim.by_source_kind[1].stance, Stance::NotAsked);
    }
}

/// The differences on topics of two sources that are supported, over some studies, and how many of
/// them are validated.
fn supported(second: SecondSource, effect: f64) -> [usize; 2] {
    let grades = (0..6).flat_map(|seed| {
        let study = second_source::draw(SecondPlan { asked: 120, second, effect }, seed).unwrap();
        let matrix = IndicatorMatrix::from_study(&study).unwrap();
        let comparisons = Comparison::all(&matrix, &Clustering::fit(&matrix).unwrap()).unwrap();
        let grade = |comparison: Comparison| {
            let of_topic = matrix.indicators()[comparison.indicator].origins.len() > 1;
            let claim = comparison.claim.filter(|(way, _)| of_topic && *way != Direction::Shared);
            claim.map(|(_, grade)| grade).filter(|grade| *grade >= Grade::Supported)
        };
        comparisons.into_iter().filter_map(grade).collect::<Vec<_>>()
    });
    let grades: Vec<Grade> = grades.collect();
    [grades.len(), grades.iter().filter(|grade| **grade == Grade::Validated).count()]
}

#[test]
fn a_second_source_of_noise_validates_nothing() {
    for second in [SecondSource::RecordsOfOthers, SecondSource::RecordsOfSame] {
        let [of, noise] = supported(second, 0.0);
        assert!(of >= 8 && 10 * noise <= of, "{second:?}: {noise} of {of}");
        let [of, same] = supported(second, 2.0);
        assert!(of >= 20 && 10 * same >= 5 * of, "{second:?}: {same} of {of}");
    }
    let [of, noise] = supported(SecondSource::Interviews(20), 0.0);
    assert!(of >= 8 && 10 * noise <= of, "interviews: {noise} of {of}");
}

#[test]
fn needs_of_access_are_kept_and_said_to_be_rare() {
    let stages = study(0.0, 3);
    let [first, other] = sides(&stages);
    let of = |persona: &Persona| persona.claims.iter().filter(|claim| claim.rare).count();
    assert_eq!((of(first), of(other)), (1, 0));
    let need = first.claims.iter().find(|claim| claim.rare).unwrap();
    assert_eq!((need.support.with, need.grade), (2, Grade::Tentative));
    assert!(need.statement.ends_with("kept as a need of access or safety"), "{need}");
    assert!(first.narrative.iter().any(|sentence| sentence.claims == [need.id.clone()]));
    assert_eq!(stages.matrix.findings().count("essential-recognised"), 1);
}

#[test]
fn those_in_no_group_are_described() {
    let stages = study(0.0, 3);
    let none = &stages.personas.unassigned[0];
    assert!(none.size >= none.nothing_known);
    for claim in &none.claims {
        assert!(claim.id.as_str().starts_with("U0-") && claim.grade == Grade::Tentative, "{claim}");
        assert!(claim.support.asked <= none.size);
    }
}

//! Descriptions are of somebody: how many real respondents show all that sets their group
//! apart. Two surveys, made up.

use std::fmt::Write as _;

use persona_synthesis::Manifest;
use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::manifest::Groups;

use crate::support::{Stages, synthesize};

/// Two groups of a hundred. Each group gives answers of its own to each question, `choices` of
/// them, all equally often.
fn study(questions: usize, choices: usize) -> Stages {
    let mut draws = SplitMix64::new(5, &[]);
    let mut survey = String::from("id");
    (0..questions).for_each(|question| write!(survey, ",Question {question}?").unwrap());
    for person in 0..200 {
        write!(survey, "\nR{person:03}").unwrap();
        for _ in 0..questions {
            let answer = (person % 2) * choices + draws.below(choices);
            write!(
                survey,
                ",answer {}",
                ["ash", "birch", "cedar", "elm", "fir", "gorse", "hazel", "ivy"][answer]
            )
            .unwrap();
        }
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("survey.csv"), survey).unwrap();
    let text = "title = \"Trees\"\n[facets]\nbehaviour = [\"Question*\"]\n[[source]]\nid = \"survey\"\npath = \"survey.csv\"\nrespondent = \"id\"\n[clustering]\nreplicates = 10\nkeep_apart = [[\"Question*\"]]\n";
    let mut manifest = Manifest::from_toml(text, "study.toml").unwrap();
    manifest.folder = folder.path().to_path_buf();
    manifest.clustering.groups = Groups::Exactly(2);
    synthesize(manifest).unwrap()
}

#[test]
fn a_composite_that_is_nobody_is_said_to_be() {
    // Every answer is given by a quarter of a group: no three of them are true of anybody when they
    // stand in two questions.
    let nobody = study(2, 4);
    for persona in &nobody.personas.personas {
        let found = persona.joint_match.unwrap();
        assert!(found.claims == 3 && found.with == 0 && found.of == persona.size, "{found:?}");
        // Two of three are true of those who gave one particular answer to each question, which
        // some 6 in 100 did.
        assert!(found.all_but_one > 0 && found.all_but_one < persona.size / 4, "{found:?}");
    }
    assert_eq!(
        nobody
            .personas
            .findings
            .iter()
            .filter(|finding| finding.id == "composite-is-nobody")
            .count(),
        2
    );
}

#[test]
fn a_description_of_those_who_answer_alike_is_of_somebody() {
    let alike = study(4, 1);
    for persona in &alike.personas.personas {
        let found = persona.joint_match.unwrap();
        assert!(
            found.claims >= 3 && found.with == persona.size && found.all_but_one == 0,
            "{found:?}"
        );
        assert_eq!(persona.exemplars[0].matches, found.claims);
    }
    assert!(alike.personas.findings.iter().all(|finding| finding.id != "composite-is-nobody"));
}

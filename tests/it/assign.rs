//! Saved models: later respondents are sorted as the study would have sorted them, with as much
//! doubt as is due; short questionnaires.

use std::fmt::Write as _;
use std::path::Path;

use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::lifecycle::{Assigned, Model, TypingTool};
use persona_synthesis::personas::Status;
use persona_synthesis::{Manifest, PersonaId, PersonaKind};

use crate::support::{Stages, clinic, root, synthesize};

fn model(stages: &Stages) -> Model {
    let model = Model::new(&stages.synthesis).unwrap();
    Model::from_json(&model.to_json()).unwrap()
}

#[test]
fn the_respondents_of_the_study_are_assigned_as_they_were() {
    let stages = clinic();
    let manifest = Manifest::from_path(root().join("data/clinic/study.toml")).unwrap();
    let assigned = model(stages).assign(manifest).unwrap().assigned;
    assert_eq!(assigned.len(), stages.draft.memberships().len());
    for (now, then) in assigned.iter().zip(stages.draft.memberships()) {
        assert_eq!(now.respondent, then.respondent);
        assert_eq!(now.persona, then.persona);
        assert_eq!(now.status, then.status, "{now:?}");
        let apart = (now.probability - f64::from(then.probability)).abs();
        assert!(apart < 1e-4 || now.known == 0, "{now:?} {then:?}");
    }
}

#[test]
fn one_row_is_read_as_a_thousand_are() {
    let stages = clinic();
    let folder = tempfile::tempdir().unwrap();
    let survey = std::fs::read_to_string(root().join("data/clinic/survey.csv")).unwrap();
    let two: Vec<&str> = survey.lines().take(2).collect();
    std::fs::write(folder.path().join("new.csv"), two.join("\n") + "\n").unwrap();
    let toml = "[[source]]\nid = \"survey\"\npath = \"new.csv\"\nrespondent = \"Participant\"\n";
    let mut manifest = Manifest::from_toml(toml, "new.toml").unwrap();
    manifest.folder = folder.path().to_path_buf();
    let assigned = model(stages).assign(manifest).unwrap().assigned;
    let [one] = assigned.as_slice() else { panic!("{assigned:?}") };
    let then = stages.draft.memberships().iter().find(|then| then.respondent == "S277").unwrap();
    // The CRM knows more of the same person than the row of the survey.
    assert_eq!(
        (one.respondent.as_str(), one.kind, &one.persona),
        ("S277", PersonaKind::User, &then.persona)
    );
    assert!(one.known > 5 && one.known < one.of, "{one:?}");
}

/// A survey exported anew has another name; a study of several sources says which is which.
#[test]
fn a_later_table_is_the_one_table_of_the_model_whatever_its_id() {
    let toml = "[[source]]\nid = \"{id}\"\npath = \"clinic/survey.csv\"\nrespondent = \"Participant\"\n[clustering]\ngroups = 2\nreplicates = 10\n";
    let manifest = |id: &str| {
        let mut manifest = Manifest::from_toml(&toml.replace("{id}", id), "study.toml").unwrap();
        manifest.folder = root().join("data");
        manifest
    };
    let stages = synthesize(manifest("spring")).unwrap();
    let [spring, autumn] =
        ["spring", "autumn"].map(|id| model(&stages).assign(manifest(id)).unwrap().assigned);
    assert_eq!(spring, autumn);
    assert!(spring.iter().any(|one| one.persona.is_some()));
    let error = model(clinic()).assign(manifest("autumn")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected sources with ids of the model (survey, crm), found autumn"
    );
}

#[test]
fn what_is_no_model_is_refused() {
    for (text, expected) in [
        (
            "{}",
            "model.json: expected the model.json of a run, found JSON without \"schema_version\"",
        ),
        ("[", "model.json: expected the model.json of a run, found JSON that is cut off in line 1"),
    ] {
        let error = Model::from_json(text).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
    let later =
        model(clinic()).to_json().replacen("\"schema_version\":2", "\"schema_version\":9", 1);
    let error = Model::from_json(&later).unwrap_err().to_string();
    let expected = "model.json: expected schema_version 2, found schema_version 9; \
                    a later version wrote it: update persona-synthesis";
    assert_eq!(error, expected);
}

/// People of three groups: six questions of two answers, and of the CRM two fields that hang
/// together with the groups less.
pub(crate) fn people(folder: &Path, respondents: usize, seed: u64) -> Vec<usize> {
    let mut draws = SplitMix64::new(seed, &[]);
    let mut survey = String::from(
        "id,Q1 how often?,Q2 how often?,Q3 how often?,Q4 how often?,Q5 how often?,Q6 how often?\n",
    );
    let mut crm = String::from("id,Logins,Plan\n");
    let mut groups = Vec::new();
    for person in 0..respondents {
        let group = draws.below(3);
        let mut cells = vec![format!("P{person}")];
        for question in 0..6 {
            let often = if question % 3 == group { 0.8 } else { 0.25 };
            cells.push(if draws.unit() < often { "Often" } else { "Never" }.to_owned());
        }
        writeln!(survey, "{}", cells.join(",")).unwrap();
        let logins = 20.0 + 8.0 * f64::from(u8::try_from(group).unwrap()) + 7.0 * draws.normal();
        let usual = draws.unit() < 0.5;
        let plan = ["Starter", "Team", "Clinic"][if usual { group } else { draws.below(3) }];
        writeln!(crm, "P{person},{logins:.3},{plan}").unwrap();
        groups.push(group);
    }
    std::fs::write(folder.join("survey.csv"), survey).unwrap();
    std::fs::write(folder.join("crm.csv"), crm).unwrap();
    groups
}

pub(crate) fn manifest(folder: &Path, sources: &[&str]) -> Manifest {
    let mut toml = String::from("title = \"Planted\"\n");
    if sources.len() == 2 {
        toml.push_str("[facets]\nbehaviour = [\"Q*\", \"Logins\", \"Plan\"]\n");
    }
    for source in sources {
        let format = if *source == "crm" { "crm" } else { "survey" };
        write!(toml, "[[source]]\nid = \"{source}\"\npath = \"{source}.csv\"\nformat = \"{format}\"\nids = \"people\"\nrespondent = \"id\"\n").unwrap();
    }
    toml.push_str("[clustering]\ngroups = 3\nreplicates = 10\n");
    let mut manifest = Manifest::from_toml(&toml, "study.toml").unwrap();
    manifest.folder = folder.to_path_buf();
    manifest
}

/// The planted group that each persona has most members of.
fn truth_of(assigned: &[Assigned], groups: &[usize]) -> Vec<(PersonaId, usize)> {
    let ids: std::collections::BTreeSet<&PersonaId> =
        assigned.iter().filter_map(|one| one.persona.as_ref()).collect();
    let most = |id: &PersonaId| {
        let of = |group: usize| {
            assigned
                .iter()
                .zip(groups)
                .filter(|(one, own)| one.persona.as_ref() == Some(id) && **own == group)
                .count()
        };
        (0..3).max_by_key(|group| of(*group)).unwrap()
    };
    ids.into_iter().map(|id| (id.clone(), most(id))).collect()
}

/// Of those who are said to belong somewhere with a probability, as many do: on people who had no
/// part in the model, by all sources and by the CRM alone.
#[test]
fn probabilities_are_honest_for_whoever_is_known_from_a_crm_row_alone() {
    let (then, later) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    people(then.path(), 1200, 1);
    let stages = synthesize(manifest(then.path(), &["survey", "crm"])).unwrap();
    let model = model(&stages);
    let groups = people(later.path(), 3000, 2);
    let both = model.assign(manifest(later.path(), &["survey", "crm"])).unwrap().assigned;
    let names = truth_of(&both, &groups);
    let mut accuracies = Vec::new();
    for sources in [&["survey", "crm"][..], &["survey"], &["crm"]] {
        let assigned = model.assign(manifest(later.path(), sources)).unwrap().assigned;
        let mut bins = vec![(0.0, 0.0, 0.0); 10];
        for (one, group) in assigned.iter().zip(&groups) {
            for (id, probability) in &one.probabilities {
                let truly = names.iter().any(|(name, of)| name == id && of == group);
                let bin = &mut bins[((probability * 10.0) as usize).min(9)];
                *bin = (bin.0 + 1.0, bin.1 + probability, bin.2 + f64::from(u8::from(truly)));
            }
        }
        let all: f64 = bins.iter().map(|(n, ..)| n).sum();
        let error: f64 = bins.iter().map(|(_, said, is)| (said - is).abs()).sum::<f64>() / all;
        let inside = assigned.iter().filter(|one| one.status != Status::None).count();
        let best = |one: &Assigned| {
            one.probabilities.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap().0.clone()
        };
        let right = assigned
            .iter()
            .zip(&groups)
            .filter(|(one, group)| names.contains(&(best(one), **group)))
            .count();
        println!(
            "{sources:?}: calibration error {error:.3}, {right} of 3000 right, {inside} in a group"
        );
        for (n, said, is) in bins.iter().filter(|(n, ..)| *n > 0.0) {
            println!("  said {:.2}, is {:.2} ({n})", said / n, is / n);
        }
        assert!(error < 0.03, "{sources:?}: {error}");
        accuracies.push((right, inside));
    }
    assert!(
        accuracies[0].0 > accuracies[1].0 && accuracies[0].0 > accuracies[2].0,
        "{accuracies:?}"
    );
    assert!(
        accuracies[2].1 < accuracies[0].1,
        "a CRM row alone leaves more in no group: {accuracies:?}"
    );
}

#[test]
fn a_few_questions_tell_the_persona() {
    let folder = tempfile::tempdir().unwrap();
    people(folder.path(), 1200, 1);
    let stages = synthesize(manifest(folder.path(), &["survey", "crm"])).unwrap();
    let tools = TypingTool::all(&stages.synthesis);
    let [tool] = tools.as_slice() else { panic!("{tools:?}") };
    println!("{}", tool.markdown());
    assert_eq!(tool.questions, 6);
    assert!(tool.steps.windows(2).all(|pair| pair[0].accuracy < pair[1].accuracy));
    // Two questions speak of each group: the first three questions are of three groups.
    let groups: std::collections::BTreeSet<usize> = tool.steps[..3]
        .iter()
        .map(|step| step.question[1..2].parse::<usize>().unwrap() % 3)
        .collect();
    assert!(groups.len() >= 2, "{:?}", tool.steps);
    assert!(tool.with_all > tool.without + 0.3, "{tool:?}");
    assert!(tool.markdown().contains("1. Q") && tool.markdown().contains("   - Often\n"));
    // Buyers and users are told apart by other questions.
    let stages = clinic();
    let tools = TypingTool::all(&stages.synthesis);
    assert!(tools.len() >= 2);
    assert!(tools.iter().all(|tool| tool.steps.len() <= 12 && !tool.steps.is_empty()));
}

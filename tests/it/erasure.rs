//! Respondents who withdraw: the result is that of files they were never in, and nothing of them is
//! left.

use std::path::Path;

use persona_synthesis::lifecycle::{ClaimState, claims_lost, exclude};
use persona_synthesis::study::{Exclusions, StudyBuilder};
use persona_synthesis::{Manifest, PersonaSet, render};

use crate::support::{Stages, clinic, interviews, synthesize};
use crate::verify::{copied, rewrite};

const KEY: &[u8] = b"a key of the tests, of no other use";

/// The study of a manifest without a respondent.
fn without(path: &Path, respondent: &str) -> Stages {
    let study = StudyBuilder::from_path(path).unwrap();
    let mut exclusions = Exclusions::new(KEY).unwrap();
    let with = study.clone().build().unwrap();
    assert!(exclude(&with, respondent, &mut exclusions).unwrap() > 0);
    synthesize(study.exclusions(exclusions)).unwrap()
}

/// A result without what counts rows and bytes, or tells that somebody was passed over.
fn comparable(personas: &PersonaSet) -> String {
    let mut value: serde_json::Value = serde_json::from_str(&render::json(personas)).unwrap();
    forget(&mut value);
    let findings = value["findings"].as_array_mut().unwrap();
    findings.retain(|finding| finding["id"] != "passed-over");
    findings.iter_mut().for_each(|finding| finding["at"] = serde_json::Value::Null);
    serde_json::to_string_pretty(&value).unwrap()
}

fn forget(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            if map.contains_key("format") {
                map.remove("digest");
            }
            map.remove("row");
            map.values_mut().for_each(forget);
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(forget),
        _ => {}
    }
}

fn same(a: &PersonaSet, b: &PersonaSet) {
    let (a, b) = (comparable(a), comparable(b));
    for (number, (left, right)) in a.lines().zip(b.lines()).enumerate() {
        assert_eq!(left, right, "line {}", number + 1);
    }
}

#[test]
fn an_interviewed_respondent_is_erased_as_if_never_interviewed() {
    let folder = copied();
    let manifest = folder.path().join("interviews-only/study.toml");
    let erased = without(&manifest, "P04");
    // The same files without the transcript, its segments, and the line of consent.
    let clinic = folder.path().join("clinic");
    std::fs::remove_file(clinic.join("interviews/P04.txt")).unwrap();
    for file in ["segments.csv", "participants.csv"] {
        rewrite(clinic.join(file), |text| {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let header = reader.headers().unwrap().clone();
            let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(&header).unwrap();
            let others = rows.iter().filter(|row| !row[0].starts_with("P04"));
            others.for_each(|row| writer.write_record(row).unwrap());
            String::from_utf8(writer.into_inner().unwrap()).unwrap()
        });
    }
    rewrite(manifest.clone(), |text| text.replace("\"P04\", ", ""));
    let rebuilt = synthesize(Manifest::from_path(&manifest).unwrap()).unwrap();
    same(&erased.personas, &rebuilt.personas);
    assert_eq!(erased.study.len() + 1, interviews().study.len());
    // What rested on them is listed, without their words.
    let losses = claims_lost(interviews().draft.result(), erased.draft.result());
    let states = |state: ClaimState| losses.iter().filter(|loss| loss.state == state).count();
    assert!(
        states(ClaimState::Weakened) + states(ClaimState::Lost) == losses.len()
            && !losses.is_empty(),
        "{losses:?}"
    );
    assert!(!format!("{losses:?}").contains("P04"));
}

#[test]
fn nothing_of_them_is_left_in_any_output() {
    let folder = copied();
    let manifest = folder.path().join("clinic/study.toml");
    let stages = clinic();
    // P04 was interviewed and answered the survey, and the CRM has a record of the same address.
    let person = stages.study.respondent("P04").unwrap();
    let words: Vec<String> = stages
        .study
        .observations(person.index())
        .iter()
        .map(|observation| stages.study.words(observation.address).into_owned())
        .filter(|words| words.chars().count() > 25)
        .collect();
    assert!(words.len() > 10);
    let erased = without(&manifest, "P04");
    assert!(erased.study.respondent("P04").is_none());
    assert_eq!(
        erased.study.len() + 1,
        stages.study.len(),
        "the record of the CRM goes with the rest"
    );
    let others: Vec<String> = erased
        .study
        .respondents()
        .flat_map(|one| erased.study.observations(one.index()))
        .map(|observation| erased.study.words(observation.address).into_owned())
        .collect();
    let own =
        words.iter().filter(|words| !others.iter().any(|other| other.contains(words.as_str())));
    let own: Vec<&String> = own.collect();
    for file in render::files(&erased.draft) {
        assert!(
            !file.text().unwrap().contains("\"P04\"")
                && !file.text().unwrap().contains("P04,")
                && !file.text().unwrap().contains("P04."),
            "{}",
            file.name
        );
        for words in &own {
            let json = serde_json::to_string(words).unwrap();
            let found = file.text().unwrap().contains(words.as_str())
                || file.text().unwrap().contains(json.trim_matches('"'));
            assert!(!found, "{} holds {words:?}", file.name);
        }
    }
    let passed_over = |id: &str| {
        erased
            .study
            .findings()
            .iter()
            .any(|one| one.id() == "passed-over" && one.to_string().contains(id))
    };
    for source in ["interviews", "survey", "crm", "codes"] {
        assert!(passed_over(source), "{source}");
    }
}

#[test]
fn who_is_not_there_cannot_be_erased() {
    let mut exclusions = Exclusions::new(KEY).unwrap();
    let error = exclude(&clinic().study, "P99", &mut exclusions).unwrap_err().to_string();
    assert_eq!(error, "parameter `respondent`: expected the id of a respondent, found \"P99\"");
    assert!(exclusions.is_empty());
}

//! Drafted manifests run as they are.

use std::collections::BTreeSet;
use std::path::Path;

use persona_synthesis::manifest::Groups;
use persona_synthesis::{Manifest, Study};

use crate::kinds::rests_on_evidence;
use crate::support::{Stages, root, sample, synthesize};

/// The draft of a folder, and the whole way from it, with few starts and replicates.
fn drafted(folder: &Path) -> Result<(String, Stages), String> {
    let text = Study::draft_manifest(folder).map_err(|error| error.to_string())?;
    let mut manifest =
        Manifest::from_toml(&text, "study.toml").map_err(|error| format!("{error}\n{text}"))?;
    manifest.folder = folder.to_path_buf();
    manifest.clustering.groups = Groups::Between { min: 1, max: 2 };
    (manifest.clustering.starts, manifest.clustering.replicates) = (2, 10);
    let stages = synthesize(manifest).map_err(|error| format!("{error}\n{text}"))?;
    Ok((text, stages))
}

#[test]
fn the_sample_study_is_understood_without_its_manifest() {
    let (text, stages) = drafted(&root().join("data/clinic")).unwrap();
    for line in [
        "path = \"interviews\"",
        "respondent = { document = '^([A-Za-z]+\\d+)' }",
        "respondent = \"Participant\"",
        "weight = \"weight\"",
        "account = ",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(stages.study.len() > 400);
    assert!(
        stages
            .study
            .placements()
            .all(|(_, placement)| placement.lost == 0 && placement.unknown_document == 0)
    );
}

/// A German draft runs as the English one does, and says nothing in English.
#[test]
fn a_draft_is_written_in_german_too() {
    let folder = root().join("data/clinic");
    let english = Study::draft_manifest(&folder).unwrap();
    let german = Study::draft_manifest_in(&folder, "de".parse().unwrap()).unwrap();
    let remarks = |text: &str| -> BTreeSet<String> {
        let remark = |line: &str| line.split_once("# ").map(|(_, remark)| remark.to_owned());
        let remarks = text.lines().filter_map(remark);
        // Lines that a person can turn into TOML are the same.
        // So are those of words, for the answers that the language has none for.
        let is_toml = |remark: &String| {
            [" = {", " = \"…"].iter().any(|value| remark.contains(value)) || remark.starts_with('[')
        };
        remarks.filter(|remark| !is_toml(remark)).collect()
    };
    let (english, german_remarks) = (remarks(&english), remarks(&german));
    assert!(english.is_disjoint(&german_remarks), "{english:?}\n{german_remarks:?}");
    assert_eq!(english.len(), german_remarks.len());
    let mut manifest = Manifest::from_toml(&german, "study.toml").unwrap();
    assert_eq!(manifest.language.code(), "de");
    manifest.folder = folder;
    assert!(Study::build(manifest).unwrap().len() > 400);
}

#[test]
fn a_german_survey_is_drafted_as_german() {
    let folder = tempfile::tempdir().unwrap();
    let head = "id;Wie oft kochen Sie?;Welche Geräte nutzen Sie in der Küche?;Was wollen Sie?\n";
    let rows: String =
        (0..12).map(|one| format!("p{one};Täglich;Herd;Ruhe {}\n", one % 3)).collect();
    std::fs::write(folder.path().join("umfrage.csv"), format!("{head}{rows}")).unwrap();
    let text = Study::draft_manifest(folder.path()).unwrap();
    assert!(text.contains("\nlanguage = \"de\"\n"), "{text}");
    // Who states a language gets it.
    let english = Study::draft_manifest_in(folder.path(), "en".parse().unwrap()).unwrap();
    assert!(!english.contains("language = "), "{english}");
}

/// Real folders of exports, some with versions of one table, some with tables that are no
/// respondents.
#[test]
fn drafts_of_real_folders_run() {
    let mut wrong = Vec::new();
    for (name, least) in [
        ("fivethirtyeight", 5000),
        ("limesurvey", 2),
        ("r-community-survey", 4000),
        ("salesforce-dataloader", 5),
        ("serdif-taguette", 17),
        ("spss-sav", 10),
    ] {
        let Some(folder) = sample(name) else { return };
        match drafted(&folder) {
            Ok((_, stages)) => {
                println!("{name}: {} respondents", stages.study.len());
                rests_on_evidence(&stages);
                assert_eq!(stages.draft.memberships().len(), stages.study.len());
                if stages.study.len() < least {
                    wrong.push(format!("{name}: {} respondents", stages.study.len()));
                }
            }
            Err(error) => wrong.push(format!("{name}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_folder_without_respondents_has_no_draft() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("list.csv"), "a,b\n1,2\n").unwrap();
    let error = Study::draft_manifest(folder.path()).unwrap_err().to_string();
    let expected = "holds no transcripts and no table with respondents; \
                    list.csv: 1 row is too few to describe people";
    assert!(error.ends_with(expected), "{error}");
}

/// Contacts, companies, deals and events of one CRM: drafted with what joins them, and everything
/// joins.
#[test]
fn a_crm_is_drafted_by_accounts_and_events() {
    let folder = tempfile::tempdir().unwrap();
    let mut contacts =
        String::from("Record ID,First Name,Lifecycle Stage,Plan,Associated Company IDs\n");
    let mut companies = String::from("Record ID,Company name,Industry,Number of Employees\n");
    let mut deals =
        String::from("Record ID,Deal Name,Deal Stage,Amount,Close Date,Associated Company IDs\n");
    let mut events = String::from("event_id,contact_id,Event,Timestamp\n");
    for n in 0..60 {
        let (stage, plan) = (["lead", "customer"][n % 2], ["Pro", "Free", "Team"][n % 3]);
        contacts.push_str(&format!("{},Ada,{stage},{plan},{}\n", 100 + n, 8000 + n / 4));
        if n % 4 == 0 {
            let industry = ["Retail", "Health"][n / 4 % 2];
            companies.push_str(&format!("{},C{n},{industry},{}\n", 8000 + n / 4, 5 + n * n));
        }
        let (stage, day) = (["Closed Won", "Closed Lost", "Open"][n % 3], 1 + n % 28);
        deals.push_str(&format!(
            "{n},D{n},{stage},{}.50,2025-02-{day:02} 10:00,{}\n",
            100 * n,
            8000 + n % 15
        ));
        for step in 0..1 + n % 5 {
            let event = ["login", "export"][step % 2];
            events.push_str(&format!(
                "{},{},{event},2025-03-{day:02}T10:00:00Z\n",
                n * 10 + step,
                100 + n
            ));
        }
    }
    for (name, text) in [
        ("contacts.csv", contacts),
        ("companies.csv", companies),
        ("deals.csv", deals),
        ("events.csv", events),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let (text, stages) = drafted(folder.path()).unwrap();
    assert_eq!(stages.study.len(), 60, "{text}");
    for line in [
        "account = \"Record ID\"",
        "account = \"Associated Company IDs\"",
        "date = \"Close Date\"",
        "\"Deals won\" = { what = \"count\", where = { \"Deal Stage\" = \"Closed Won\" } }",
        "\"Amount won\" = { what = \"sum\", of = \"Amount\", where = { \"Deal Stage\" = \"Closed Won\" } }",
        "respondent = \"contact_id\"",
        "ids = \"contacts\"",
        "\"Event: login\" = { what = \"count\", where = { \"Event\" = \"login\" } }",
        "\"Days since last event\" = { what = \"days-since-last\" }",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    for source in stages.study.sources() {
        assert_eq!(source.respondents, 60, "{}\n{text}", source.id);
    }
    // One to five events each, and one row of contacts.
    let of = |id: &str| {
        let all = stages.personas.personas.iter().flat_map(|persona| &persona.coverage);
        all.filter(|of| of.source == id)
            .fold((0, 0), |sum, of| (sum.0 + of.respondents, sum.1 + of.records))
    };
    let ((people, events), contacts) = (of("events"), of("contacts"));
    assert!(events > people && events <= 180, "{events} events of {people}");
    assert_eq!(contacts.0, contacts.1);
}

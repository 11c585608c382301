//! Drafted manifests run as they are.

use std::path::Path;

use persona_synthesis::study::Groups;
use persona_synthesis::{Manifest, Study};

use crate::support::{Stages, root, sample, synthesize};

/// The draft of a folder, and the whole way from it with two groups.
fn drafted(folder: &Path) -> (String, Stages) {
    let text = Study::draft_manifest(folder).unwrap();
    let mut manifest = Manifest::from_toml(&text, "study.toml").unwrap_or_else(|error| panic!("{error}\n{text}"));
    manifest.folder = folder.to_path_buf();
    manifest.clustering.groups = Groups::Exactly(2);
    (manifest.clustering.starts, manifest.clustering.replicates) = (2, 10);
    let stages = synthesize(manifest).unwrap_or_else(|error| panic!("{error}\n{text}"));
    (text, stages)
}

#[test]
fn the_sample_study_is_understood_without_its_manifest() {
    let (text, stages) = drafted(&root().join("data/clinic"));
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
    assert!(stages.study.placements().all(|(_, placement)| placement.lost == 0 && placement.unknown_document == 0));
}

/// Real folders of exports, some with versions of one table, some with tables that are no respondents.
#[test]
fn drafts_of_real_folders_run() {
    for (name, least) in [
        ("fivethirtyeight", 5000),
        ("limesurvey", 2),
        ("r-community-survey", 4000),
        ("salesforce-dataloader", 5),
        ("serdif-taguette", 17),
        ("spss-sav", 90),
    ] {
        let Some(folder) = sample(name) else { return };
        let (text, stages) = drafted(&folder);
        println!("{name}: {} respondents\n{text}", stages.study.len());
        assert!(stages.study.len() >= least, "{name}: {}\n{text}", stages.study.len());
        assert_eq!(stages.personas.memberships().len(), stages.study.len());
    }
}

#[test]
fn a_folder_without_respondents_has_no_draft() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("list.csv"), "a,b\n1,2\n").unwrap();
    let error = Study::draft_manifest(folder.path()).unwrap_err().to_string();
    assert!(error.ends_with("holds no transcripts and no table with respondents"), "{error}");
}

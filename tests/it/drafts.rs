//! Drafted manifests run as they are.

use std::path::Path;

use persona_synthesis::study::Groups;
use persona_synthesis::{Manifest, Study};

use crate::support::{Stages, root, sample, synthesize};

/// The draft of a folder, and the whole way from it, with few starts and replicates.
fn drafted(folder: &Path) -> Result<(String, Stages), String> {
    let text = Study::draft_manifest(folder).map_err(|error| error.to_string())?;
    let mut manifest = Manifest::from_toml(&text, "study.toml").map_err(|error| format!("{error}\n{text}"))?;
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
    assert!(stages.study.placements().all(|(_, placement)| placement.lost == 0 && placement.unknown_document == 0));
}

/// Real folders of exports, some with versions of one table, some with tables that are no respondents.
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
                assert_eq!(stages.personas.memberships().len(), stages.study.len());
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
    assert!(error.ends_with("holds no transcripts and no table with respondents"), "{error}");
}

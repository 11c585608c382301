//! Every way of being wrong has a clear text.

use std::fmt::Write as _;

use persona_synthesis::{Finding, Level};

use crate::support::{root, synthesize_path};

/// Messages of a broken study: its error, or its warnings and the notes that are not about scales.
fn says(folder: &str) -> String {
    let mut text = String::new();
    match synthesize_path(&format!("data/broken/{folder}/study.toml")) {
        Err(error) => {
            let root = format!("{}/", root().display());
            writeln!(text, "error: {}", format!("{error:?}").replace(&root, "")).unwrap();
        }
        Ok(stages) => {
            for finding in stages.clustering.findings() {
                let usual = [
                    "scale-recognised",
                    "facet-assumed",
                    "facet-proposed",
                    "format-recognised",
                    "constant-indicator",
                ];
                if finding.level() == Level::Warning || !usual.contains(&finding.id()) {
                    writeln!(text, "{} {}: {finding}", finding.level(), finding.id()).unwrap();
                }
            }
            for persona in &stages.personas.personas {
                writeln!(
                    text,
                    "{}: {} respondents, {} claims",
                    persona.id,
                    persona.size,
                    persona.claims.len()
                )
                .unwrap();
            }
        }
    }
    text
}

#[test]
fn every_broken_study_says_what_is_wrong() {
    let mut folders: Vec<String> = std::fs::read_dir(root().join("data/broken"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    folders.sort();
    let mut all = String::new();
    for folder in &folders {
        write!(all, "## {folder}\n{}\n", says(folder)).unwrap();
    }
    insta::assert_snapshot!("broken", all);
}

#[test]
fn the_catalogue_of_findings_is_stable() {
    let catalogue: Vec<String> =
        Finding::catalogue().map(|(id, level)| format!("{level:<8}{id}")).collect();
    insta::assert_snapshot!("catalogue", catalogue.join("\n"));
}

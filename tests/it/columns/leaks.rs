//! What was taken for personal data is in no output of the public profile.

use std::collections::BTreeSet;
use std::path::Path;

use persona_synthesis::manifest::Profile;
use persona_synthesis::study::{ColumnUse, StudyBuilder};
use persona_synthesis::{Manifest, Study};

use super::exports;
use crate::leaks::{guarded, keyed, outputs};
use crate::support::{root, synthesize};

/// Values shorter than this are words of other meanings too.
const LEAST: usize = 5;

/// The values of the columns of a study that were taken for personal data or for keys.
fn personal(study: &Study, folder: &Path) -> BTreeSet<String> {
    let mut values = BTreeSet::new();
    for column in study.columns() {
        if !matches!(column.taken_for, ColumnUse::Personal | ColumnUse::Key) {
            continue;
        }
        let sources = &study.manifest().sources;
        let source = sources.iter().find(|source| source.id == column.source).unwrap();
        let path = folder.join(source.path().unwrap());
        let tabs = path.extension().is_some_and(|extension| extension == "tsv");
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.delimiter(if tabs { b'\t' } else { b',' }).flexible(true);
        let Ok(mut reader) = reader.from_path(path) else { continue };
        let cells = reader.records().flatten();
        let cells = cells.filter_map(|row| row.get(column.position - 1).map(str::to_owned));
        values.extend(cells.filter(|cell| cell.chars().count() >= LEAST));
    }
    values
}

/// The outputs of the public profile hold none of these values.
fn check(study: StudyBuilder, folder: &Path, public: StudyBuilder) -> usize {
    let stages = synthesize(study).unwrap();
    let values = personal(&stages.study, folder);
    let guarded = guarded(public, &stages.draft);
    let files = outputs(&guarded.guarded);
    assert!(!files.is_empty());
    // The schema is of every result, and holds nothing of this one.
    for file in files.iter().filter(|file| file.name != "personas.schema.json") {
        let Some(text) = file.text() else { continue };
        let leak = values.iter().find(|value| text.contains(value.as_str()));
        assert_eq!(leak, None, "{}", file.name);
    }
    values.len()
}

#[test]
fn nothing_personal_of_a_sample_study_is_public() {
    for (path, least) in [
        ("data/clinic/study.toml", 100),
        ("data/interviews-only/study.toml", 0),
        ("data/r-community/study.toml", 0),
    ] {
        let path = root().join(path);
        let values = check(
            keyed(&path, Profile::Internal),
            path.parent().unwrap(),
            keyed(&path, Profile::Public),
        );
        assert!(values >= least, "{} personal values", values);
    }
}

/// Names under headers that say nothing are known by their values, and are in no output.
#[test]
fn names_without_a_header_of_theirs_are_not_public() {
    let wanted = |export: &exports::Export| {
        matches!(
            (export.tool, export.language),
            ("Google Forms", "German")
                | ("HubSpot", "French")
                | ("LimeSurvey", "Spanish")
                | ("Qualtrics", "Polish")
        )
    };
    for export in exports::all().iter().filter(|export| wanted(export)) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("export.csv"), &export.text).unwrap();
        let text = Study::draft_manifest(folder.path()).unwrap();
        std::fs::write(folder.path().join("study.toml"), &text).unwrap();
        let path = folder.path().join("study.toml");
        Manifest::from_path(&path).unwrap();
        let study = keyed(&path, Profile::Internal);
        let values = check(study, folder.path(), keyed(&path, Profile::Public));
        assert!(values >= exports::ROWS / 3, "{values} personal values of {}", export.tool);
    }
}

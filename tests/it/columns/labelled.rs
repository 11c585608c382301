//! Real tables whose columns were labelled by hand.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use persona_synthesis::manifest::RespondentRule;
use persona_synthesis::study::ColumnReading;
use persona_synthesis::{Manifest, Source, Study};

use super::{Tally, name};
use crate::support::root;

/// A labelled column: its position, and what it may be taken for.
struct Label {
    position: usize,
    readings: Vec<String>,
}

/// The table of the labelled files, or `None` with a printed reason where they are not there.
pub(super) fn table() -> Option<String> {
    let beside = root().parent()?.join("shared");
    let list = beside.join("columns/open.csv");
    if !list.exists() {
        println!("skipped: the labelled tables are not beside the project");
        return None;
    }
    let mut studies: BTreeMap<String, BTreeMap<String, Vec<Label>>> = BTreeMap::new();
    for row in csv::Reader::from_path(list).unwrap().deserialize() {
        let row: BTreeMap<String, String> = row.unwrap();
        let study = if row["study"].is_empty() { &row["file"] } else { &row["study"] };
        let readings = row["taken_for"].split('|').map(str::to_owned).collect();
        let position = row["position"].parse().unwrap();
        let files = studies.entry(study.clone()).or_default();
        files.entry(row["file"].clone()).or_default().push(Label { position, readings });
    }
    let mut text =
        String::from("| file | columns | right | wrong without a doubt |\n|---|---|---|---|\n");
    let (mut all, mut rows) = (Tally::default(), BTreeMap::new());
    for files in studies.values() {
        for (file, tally) in score(files, &beside) {
            all.join(tally);
            rows.insert(file, tally);
        }
    }
    for (file, Tally { columns, right, sure_and_wrong }) in rows {
        writeln!(text, "| {file} | {columns} | {right} | {sure_and_wrong} |").unwrap();
    }
    let Tally { columns, right, sure_and_wrong } = all;
    writeln!(text, "| all | {columns} | {right} | {sure_and_wrong} |").unwrap();
    // Less than this would be worse than it was.
    assert!(right * 100 >= columns * 93, "{all:?}");
    assert!(sure_and_wrong * 100 <= columns * 2, "{all:?}");
    Some(text)
}

fn score(files: &BTreeMap<String, Vec<Label>>, beside: &Path) -> Vec<(String, Tally)> {
    let folder = tempfile::tempdir().unwrap();
    let mut names = Vec::new();
    for file in files.keys() {
        let roots = [beside.join("samples"), root().join("data")];
        let from = roots.iter().map(|root| root.join(file)).find(|path| path.exists()).unwrap();
        let to = PathBuf::from(from.file_name().unwrap());
        std::fs::copy(&from, folder.path().join(&to)).unwrap();
        copy_interviews(from.parent().unwrap(), folder.path());
        names.push(to);
    }
    let (study, ids) = opened(folder.path(), &names);
    let columns = study.columns();
    let mut found = Vec::new();
    for ((file, labels), id) in files.iter().zip(ids) {
        let mut tally = Tally::default();
        for label in labels {
            let is_it = |column: &&ColumnReading| {
                id.as_deref() == Some(column.source.as_str()) && column.position == label.position
            };
            let own = columns.iter().find(is_it);
            let taken = own.map_or_else(String::new, |column| name(column.taken_for));
            tally.add(is_right(&label.readings, &taken), own.is_some_and(|column| column.sure));
        }
        found.push((file.clone(), tally));
    }
    found
}

/// Documents that codings point into.
fn copy_interviews(from: &Path, to: &Path) {
    let (from, to) = (from.join("interviews"), to.join("interviews"));
    if !from.is_dir() || to.exists() {
        return;
    }
    std::fs::create_dir(&to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

/// The study of a folder by its draft, or with a row for each respondent where nothing is drafted;
/// and the id of the source of each file.
fn opened(folder: &Path, files: &[PathBuf]) -> (Study, Vec<Option<String>>) {
    let drafted =
        Study::draft_manifest(folder).map(|text| Manifest::from_toml(&text, "study.toml").unwrap());
    let mut manifest = drafted.unwrap_or_else(|_| {
        let mut manifest = Manifest::new("labelled");
        for (at, file) in files.iter().enumerate() {
            let mut source = Source::new(format!("s{at}"), file);
            source.respondent = Some(RespondentRule::Row);
            manifest.sources.push(source);
        }
        manifest
    });
    manifest.folder = folder.to_path_buf();
    let id = |file: &PathBuf| {
        let mut sources = manifest.sources.iter();
        sources.find(|source| source.path() == Some(file)).map(|source| source.id.to_string())
    };
    let ids = files.iter().map(id).collect();
    (Study::build(manifest).unwrap(), ids)
}

/// True for one of the readings, or one that counts alike.
fn is_right(readings: &[String], taken: &str) -> bool {
    let alike = |reading: &String| match reading.as_str() {
        "count" => matches!(taken, "numeric" | "ordinal"),
        "money" => taken == "numeric",
        "numeric" => taken == "count",
        "rating" => taken == "ordinal",
        "nps" => matches!(taken, "ordinal" | "numeric"),
        "person-name" => taken == "personal",
        "one-of-multiple" => taken == "multiple",
        "key-email" | "key-other" => taken == "key",
        "account-id" => taken == "account",
        "total" => taken == "derived",
        _ => false,
    };
    readings.iter().any(|reading| reading == taken || alike(reading))
}

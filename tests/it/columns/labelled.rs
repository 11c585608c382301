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
    /// Its levels in order, if it is ordinal and all of them are listed.
    order: Vec<String>,
}

/// A labelled file.
#[derive(Default)]
struct LabelledFile {
    /// What its rows are; several readings may be right.
    rows: String,
    columns: Vec<Label>,
}

/// How a file was read.
struct FileScore {
    columns: Tally,
    /// What its rows were taken for, and whether they are that.
    rows: (String, bool),
    /// Columns whose levels are in order, and columns with an order.
    orders: (usize, usize),
}

/// The table of the labelled files, or `None` with a printed reason where they are not there.
pub(super) fn table() -> Option<String> {
    let beside = root().parent()?.join("shared");
    let list = beside.join("columns/open.csv");
    if !list.exists() {
        println!("skipped: the labelled tables are not beside the project");
        return None;
    }
    let mut studies: BTreeMap<String, BTreeMap<String, LabelledFile>> = BTreeMap::new();
    for row in csv::Reader::from_path(list).unwrap().deserialize() {
        let row: BTreeMap<String, String> = row.unwrap();
        let study = if row["study"].is_empty() { &row["file"] } else { &row["study"] };
        let readings = row["taken_for"].split('|').map(str::to_owned).collect();
        let position = row["position"].parse().unwrap();
        let files = studies.entry(study.clone()).or_default();
        let file = files.entry(row["file"].clone()).or_default();
        file.rows.clone_from(&row["row_is"]);
        let order = ordered(&row["scale_order"]);
        file.columns.push(Label { position, readings, order });
    }
    let scores = studies.values().flat_map(|files| score(files, &beside)).collect();
    Some(written(&scores))
}

/// The levels of a labelled order; none where not all are listed.
fn ordered(order: &str) -> Vec<String> {
    let levels = order.split('<').filter(|_| !order.is_empty() && !order.contains("..."));
    levels.map(folded).collect()
}

fn folded(level: impl AsRef<str>) -> String {
    level.as_ref().split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The table of all files. Less than its bounds would be worse than it was.
fn written(scores: &BTreeMap<String, FileScore>) -> String {
    let mut text = String::from(
        "| file | a row is | columns | right | wrong without a doubt | orders found |\n\
         |---|---|---|---|---|---|\n",
    );
    let (mut all, mut orders, mut told) = (Tally::default(), (0, 0), 0);
    for (file, FileScore { columns, rows: (rows, is_right), orders: (found, of) }) in scores {
        let Tally { columns: number, right, sure_and_wrong } = columns;
        let wrong = if *is_right { "" } else { " (wrong)" };
        writeln!(
            text,
            "| {file} | {rows}{wrong} | {number} | {right} | {sure_and_wrong} | {found} of {of} |"
        )
        .unwrap();
        all.join(*columns);
        told += usize::from(*is_right);
        orders = (orders.0 + found, orders.1 + of);
    }
    let Tally { columns, right, sure_and_wrong } = all;
    let ((found, of), files) = (orders, scores.len());
    writeln!(
        text,
        "| all | {told} of {files} | {columns} | {right} | {sure_and_wrong} | {found} of {of} |"
    )
    .unwrap();
    assert!(right * 100 >= columns * 93, "{all:?}");
    assert!(sure_and_wrong * 100 <= columns * 2, "{all:?}");
    assert!(found * 100 >= of * 95, "{text}");
    assert_eq!(told, files, "{text}");
    text
}

fn score(files: &BTreeMap<String, LabelledFile>, beside: &Path) -> Vec<(String, FileScore)> {
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
    let (columns, rows) = (study.columns(), study.rows());
    let mut found = Vec::new();
    for ((file, labelled), id) in files.iter().zip(ids) {
        let (mut tally, mut orders) = (Tally::default(), (0, 0));
        for label in &labelled.columns {
            let is_it = |column: &&ColumnReading| {
                id.as_deref() == Some(column.source.as_str()) && column.position == label.position
            };
            let own = columns.iter().find(is_it);
            let taken = own.map_or_else(String::new, |column| name(column.taken_for));
            tally.add(is_right(&label.readings, &taken), own.is_some_and(|column| column.sure));
            let levels = own.map_or(&[][..], |column| &column.levels);
            orders.0 += usize::from(is_in_order(&label.order, levels));
            orders.1 += usize::from(!label.order.is_empty());
        }
        let own = rows.iter().find(|rows| id.as_deref() == Some(rows.source.as_str()));
        let taken = own.map_or_else(String::new, |own| own.rows.name().to_owned());
        let is_row = labelled.rows.split('|').any(|reading| reading == taken);
        found.push((file.clone(), FileScore { columns: tally, rows: (taken, is_row), orders }));
    }
    found
}

/// True if levels stand in the order of the label, from either end: whether the first rank is the
/// highest can be argued. Levels that the label does not have may stand anywhere, and one of its
/// own may be missing.
fn is_in_order(order: &[String], levels: &[String]) -> bool {
    let place = |level: &String| order.iter().position(|known| *known == folded(level));
    let places: Vec<usize> = levels.iter().filter_map(place).collect();
    places.len() + 1 >= order.len().max(3)
        && (places.is_sorted() || places.iter().rev().is_sorted())
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

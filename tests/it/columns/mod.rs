//! What columns are taken for: invented exports of five tools in seven languages, and, where they
//! stand beside the project, tables whose columns were labelled by hand.

mod exports;
mod labelled;
mod leaks;
mod words;

use std::fmt::Write as _;
use std::path::Path;

use persona_synthesis::study::{ColumnReading, ColumnUse};
use persona_synthesis::{Manifest, Study};

use crate::support::root;
use exports::Export;

/// How columns were taken.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    columns: usize,
    right: usize,
    /// Wrong, and said without a doubt.
    sure_and_wrong: usize,
}

impl Tally {
    fn add(&mut self, is_right: bool, sure: bool) {
        self.columns += 1;
        self.right += usize::from(is_right);
        self.sure_and_wrong += usize::from(!is_right && sure);
    }

    fn join(&mut self, other: Self) {
        self.columns += other.columns;
        self.right += other.right;
        self.sure_and_wrong += other.sure_and_wrong;
    }
}

/// The name of what a column was taken for.
fn name(taken: ColumnUse) -> String {
    match taken {
        ColumnUse::Empty => "constant".to_owned(),
        taken => serde_json::to_value(taken).unwrap().as_str().unwrap().to_owned(),
    }
}

/// The columns of a folder by the manifest that is drafted of it.
fn read(folder: &Path) -> Vec<ColumnReading> {
    let text = Study::draft_manifest(folder).unwrap();
    let mut manifest = Manifest::from_toml(&text, "study.toml").unwrap();
    manifest.folder = folder.to_path_buf();
    Study::build(manifest).unwrap().columns()
}

fn score(export: &Export) -> (Tally, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("export.csv"), &export.text).unwrap();
    let read = read(folder.path());
    let (mut tally, mut wrong) = (Tally::default(), Vec::new());
    for (at, truth) in export.truth.iter().enumerate() {
        let own = read.iter().find(|column| column.position == at + 1);
        let taken = own.map_or_else(|| "nothing".to_owned(), |column| name(column.taken_for));
        let is_right = truth.contains(&taken.as_str());
        tally.add(is_right, own.is_some_and(|column| column.sure));
        if !is_right {
            let (tool, language) = (export.tool, export.language);
            wrong.push(format!(
                "{tool}, {language}: {:?} is {truth:?}, not {taken}",
                export.headers[at]
            ));
        }
    }
    (tally, wrong)
}

/// Nearly all columns of the exports are taken for what they are, and hardly one is wrong without a
/// doubt; the table of them in `docs` is what was found.
#[test]
fn columns_are_taken_for_what_they_are() {
    let (mut all, mut wrong, mut rows) = (Tally::default(), Vec::new(), String::new());
    for export in exports::all() {
        let (tally, of_export) = score(&export);
        let (tool, language) = (export.tool, export.language);
        let Tally { columns, right, sure_and_wrong } = tally;
        writeln!(rows, "| {tool} | {language} | {columns} | {right} | {sure_and_wrong} |").unwrap();
        wrong.extend(of_export);
        all.join(tally);
    }
    wrong.iter().for_each(|wrong| println!("{wrong}"));
    assert!(all.right * 100 >= all.columns * 95, "{all:?} {wrong:#?}");
    assert!(all.sure_and_wrong * 100 <= all.columns * 2, "{all:?} {wrong:#?}");
    let labelled = labelled::table();
    check_page(&rows, labelled.as_deref());
}

/// Writes the page anew where tables were labelled beside the project; elsewhere compares its part
/// on exports.
fn check_page(rows: &str, labelled: Option<&str>) {
    let path = root().join("docs/columns.md");
    let exports = format!(
        "| imitates | language | columns | right | wrong without a doubt |\n|---|---|---|---|---|\n{rows}"
    );
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let Some(labelled) = labelled else {
        assert!(written.contains(&exports), "docs/columns.md is not what the test found");
        return;
    };
    let page = format!("{HEAD}{exports}\n{MIDDLE}{labelled}");
    if written != page {
        std::fs::write(&path, page).unwrap();
        panic!("docs/columns.md was not what the test found; it was written anew");
    }
}

const HEAD: &str = "\
# What columns are taken for

Each column of a table is an answer of some scale, or it is set aside: an id, a date, a name, what follows from other
columns. The test `columns` writes this page.

## Exports

Invented exports as five tools write them, in seven languages. Several readings may be right: an address of mail is a
key or personal data. A column that was taken for something else is wrong; where the program says that it guesses, it
is not counted in the last column.

";

const MIDDLE: &str = "\
## Tables labelled by hand

Real tables whose columns were labelled by hand from headers and values. They stand beside the project where it is
developed; elsewhere the test skips them and says so. Orders are levels of a scale that stand from low to high, or from
high to low where ranks are numbers.

";

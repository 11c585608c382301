//! The page on interviews that nobody has coded shows a session. Each of its commands is run again
//! here, on the rows that were kept, so that the page is what the command prints.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use persona_synthesis::Study;
use persona_synthesis::coding::{DraftTrial, DraftedCodes};

use crate::command::printed;
use crate::support::root;

/// A row of the table of suggestions.
struct Row {
    keep: String,
    code: String,
    words: String,
    why: String,
    document: String,
    start: String,
    suggested: String,
}

fn rows(path: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let records = reader.records().map(Result::unwrap);
    let row = |record: csv::StringRecord| {
        let cell = |at: usize| record[at].to_owned();
        Row {
            keep: cell(0),
            code: cell(1),
            words: cell(2),
            why: cell(3),
            document: cell(4),
            start: cell(5),
            suggested: cell(7),
        }
    };
    records.map(row).collect()
}

/// The page, of which the parts that are printed or counted are put in anew.
struct Page(String);

impl Page {
    /// Replaces the block of text that follows some words.
    fn block(&mut self, after: &str, text: &str) {
        let from = self.0.find(after).unwrap_or_else(|| panic!("{after:?} is not on the page"));
        let start = from + self.0[from..].find("```text\n").unwrap() + "```text\n".len();
        let end = start + self.0[start..].find("```").unwrap();
        self.0.replace_range(start..end, &format!("{}\n", text.trim_end()));
    }

    /// Replaces the rows of the table with this header.
    fn table(&mut self, header: &str, text: &str) {
        let from = self.0.find(header).unwrap_or_else(|| panic!("{header:?} is not on the page"));
        let start = from + self.0[from..].find("|---").unwrap();
        let start = start + self.0[start..].find('\n').unwrap() + 1;
        let end = start + self.0[start..].find("\n\n").unwrap() + 1;
        self.0.replace_range(start..end, text);
    }
}

/// The suggested codes with the number of their passages, phrases first as the table has them.
fn suggested(rows: &[Row]) -> String {
    let mut codes: Vec<(&Row, usize)> = Vec::new();
    for row in rows {
        match codes.iter_mut().find(|(known, _)| known.code == row.code) {
            Some((_, passages)) => *passages += 1,
            None => codes.push((row, 1)),
        }
    }
    codes.iter().fold(String::new(), |mut text, (row, passages)| {
        writeln!(text, "| {} | {passages} | {} |", row.code, row.why).unwrap();
        text
    })
}

/// For each code that a person gave, the first row that has it.
fn kept(rows: &[Row]) -> String {
    let mut first: BTreeMap<&str, &Row> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.keep.is_empty()) {
        first.entry(&row.code).or_insert(row);
    }
    first.values().fold(String::new(), |mut text, row| {
        let Row { suggested, code, words, document, .. } = row;
        writeln!(text, "| {suggested} | {code} | “{words}” ({document}) |").unwrap();
        text
    })
}

/// How far drafts meet the codings of the sample study, as the page has it.
fn figures() -> String {
    let study = Study::open(root().join("data/interviews-only/study.toml")).unwrap();
    let trial = DraftTrial::of_study(&study, &DraftedCodes::from_study(&study)).unwrap();
    format!(
        "| words alone | {:.2} | {:.2} | {:.2} | {:.2} |",
        trial.precision, trial.recall, trial.most_frequent, trial.most_frequent_recall
    )
}

#[test]
fn the_session_on_uncoded_interviews_is_as_it_is_printed() {
    let (study, page) = (root().join("data/tool-library"), root().join("docs/uncoded.md"));
    let folder = tempfile::tempdir().unwrap();
    let (at, tools) = (folder.path(), folder.path().join("tools"));
    fs::create_dir_all(tools.join("interviews")).unwrap();
    for entry in fs::read_dir(study.join("interviews")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, tools.join("interviews").join(path.file_name().unwrap())).unwrap();
    }
    let written = fs::read_to_string(&page).unwrap();
    let mut made = Page(written.clone());
    printed(&["init", "tools"], at, 0);
    made.block("personas check tools", &printed(&["check", "tools"], at, 0));
    let suggest = printed(&["suggest", "tools"], at, 0);
    made.block("personas suggest tools", &suggest);
    let table = tools.join("suggested-codes.csv");
    let fresh = rows(&table);
    made.table("| suggested code | passages | why |", &suggested(&fresh));

    fs::copy(study.join("suggested-codes.csv"), &table).unwrap();
    let edited = rows(&table);
    let place = |row: &Row| (row.document.clone(), row.start.clone(), row.suggested.clone());
    let places: Vec<_> = fresh.iter().map(place).collect();
    // What was read for the page is what the command suggests.
    assert!(edited.iter().all(|row| places.contains(&place(row))) && edited.len() == fresh.len());
    made.table("| suggested as | kept as | passage |", &kept(&edited));
    let count = edited.iter().filter(|row| !row.keep.is_empty()).count();
    let told = format!("{count} of {} rows", edited.len());
    assert!(written.contains(&told), "the page does not say that {told} were kept");

    let source: String = suggest.lines().filter_map(|line| line.strip_prefix("  ")).fold(
        String::new(),
        |text, line| {
            if line.starts_with(['[', 'i', 'p', 't']) { text + line + "\n" } else { text }
        },
    );
    let manifest = fs::read_to_string(tools.join("study.toml")).unwrap() + "\n" + &source;
    fs::write(tools.join("study.toml"), &manifest).unwrap();
    let synthesize = printed(&["synthesize", "tools", "--out", "personas"], at, 0);
    made.block("personas synthesize tools", &synthesize);
    let codes = fs::read_to_string(at.join("personas/codes.csv")).unwrap();
    made.block("has every code", &codes);

    assert!(made.0.contains(&figures()), "{} is not on the page", figures());
    let beside = study.join("study.toml");
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&page, &made.0).unwrap();
        fs::write(&beside, &manifest).unwrap();
    }
    let is = |path: &Path, text: &str| fs::read_to_string(path).is_ok_and(|is| is == text);
    assert!(
        is(&page, &made.0) && is(&beside, &manifest),
        "docs/uncoded.md or data/tool-library/study.toml is not what the command makes: \
         INSTA_UPDATE=always writes them anew"
    );
}

//! Equal input gives equal bytes: in another process, on other threads, and from rows in
//! another order.

use std::path::Path;

use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::render;
use persona_synthesis::{Manifest, PersonaSet};

use crate::examples::run;
use crate::support::{clinic, root, synthesize};

const FILES: [&str; 5] =
    ["personas.json", "personas.md", "membership.csv", "evidence-sets.json", "run.json"];

#[test]
fn two_processes_write_the_same_bytes_on_one_thread_and_on_eight() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    for (folder, threads) in folders.iter().zip([1, 8]) {
        let output = run("synthesize", &["--out", folder.path().to_str().unwrap()], threads);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    for file in FILES {
        let [a, b] =
            folders.each_ref().map(|folder| std::fs::read(folder.path().join(file)).unwrap());
        assert!(a == b, "{file} differs");
    }
}

/// Copies the sample study with the records of its tables in another order.
fn shuffled_copy(to: &Path) {
    let from = root().join("data/clinic");
    std::fs::create_dir(to.join("interviews")).unwrap();
    for entry in std::fs::read_dir(from.join("interviews")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, to.join("interviews").join(path.file_name().unwrap())).unwrap();
    }
    let mut draws = SplitMix64::new(42, &[]);
    for file in ["study.toml", "participants.csv", "codebook.csv", "segments.csv"] {
        std::fs::copy(from.join(file), to.join(file)).unwrap();
    }
    for file in ["survey.csv", "contacts.csv"] {
        let mut reader =
            csv::ReaderBuilder::new().flexible(true).from_path(from.join(file)).unwrap();
        let header = reader.byte_headers().unwrap().clone();
        let mut records: Vec<csv::ByteRecord> = reader.byte_records().map(Result::unwrap).collect();
        for last in (1..records.len()).rev() {
            records.swap(last, draws.below(last + 1));
        }
        let mut writer = csv::WriterBuilder::new().flexible(true).from_path(to.join(file)).unwrap();
        writer.write_byte_record(&header).unwrap();
        records.iter().for_each(|record| writer.write_byte_record(record).unwrap());
        writer.flush().unwrap();
    }
}

/// The result without what names rows: row numbers, lines, and the digests of the files.
fn without_rows(personas: &PersonaSet) -> String {
    let mut value: serde_json::Value = serde_json::from_str(&render::json(personas)).unwrap();
    forget(&mut value, "row");
    forget(&mut value, "at");
    for source in value["study"]["sources"].as_array_mut().unwrap() {
        source.as_object_mut().unwrap().remove("digest");
    }
    // Findings name the first row they met, in their words too.
    value.as_object_mut().unwrap().remove("findings");
    serde_json::to_string_pretty(&value).unwrap()
}

fn forget(value: &mut serde_json::Value, key: &str) {
    match value {
        serde_json::Value::Object(map) => {
            map.remove(key);
            map.values_mut().for_each(|value| forget(value, key));
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(|value| forget(value, key)),
        _ => {}
    }
}

#[test]
fn the_order_of_the_rows_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    shuffled_copy(folder.path());
    let straight = clinic();
    let turned =
        synthesize(Manifest::from_path(folder.path().join("study.toml")).unwrap()).unwrap();
    assert_eq!(
        render::membership_csv(straight.draft.result()),
        render::membership_csv(turned.draft.result())
    );
    similar(&without_rows(&straight.personas), &without_rows(&turned.personas));
    let ids = |personas: &PersonaSet| {
        let mut ids: Vec<(String, String)> = personas
            .findings
            .iter()
            .map(|finding| (finding.id.clone(), finding.level.to_string()))
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(&straight.personas), ids(&turned.personas));
}

/// Compares line by line, so that a failure shows the line rather than two books.
fn similar(a: &str, b: &str) {
    for (number, (left, right)) in a.lines().zip(b.lines()).enumerate() {
        assert_eq!(left, right, "line {}", number + 1);
    }
    assert_eq!(a.lines().count(), b.lines().count());
}

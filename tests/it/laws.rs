//! Laws that hold for any input.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use persona_synthesis::sources::{
    Codebook, CodedSegments, SegmentColumns, SourceFile, Table, Transcript, infer_items,
    parse_number,
};
use persona_synthesis::study::Masker;
use persona_synthesis::{Findings, Manifest, Source, Study, render};
use proptest::prelude::*;

use crate::support::synthesize;

fn table(bytes: &[u8], findings: &mut Findings) -> Option<Table> {
    Table::from_file(SourceFile::from_bytes("t.csv", bytes).unwrap(), None, None, findings).ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever the bytes: an answer or an error, never a panic; and no row is lost without a
    /// finding.
    #[test]
    fn readers_take_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut findings = Findings::default();
        if let Some(table) = table(&bytes, &mut findings) {
            let named = ["ragged-row", "blank-row", "further-heading", "footer-row", "total-row"].iter().map(|id| findings.count(id)).sum::<usize>();
            prop_assert_eq!(table.set_aside(), named);
            let items = infer_items(&table, &BTreeMap::new(), &mut findings);
            for item in &items {
                let _ = (item.levels(&table), item.options(&table), item.numbers(&table));
            }
            let _ = Codebook::from_table(&table);
            let _ = CodedSegments::from_table(table, &SegmentColumns::default(), &mut findings);
        }
        let file = SourceFile::from_bytes("P1.txt", bytes).unwrap();
        if let Ok(transcript) = Transcript::from_file(file, "P1.txt".into(), &[], None, &mut findings) {
            for turn in &transcript.turns {
                prop_assert!(transcript.text.slice(turn.chars.clone()).is_some());
            }
        }
    }

    /// Text that looks like tables and transcripts reaches deeper than noise.
    #[test]
    fn readers_take_any_text(text in "[a-cI:;,|\"\n\r\t 0-9é\\[\\]*-]{0,300}") {
        let mut findings = Findings::default();
        if let Some(table) = table(text.as_bytes(), &mut findings) {
            infer_items(&table, &BTreeMap::new(), &mut findings);
            let _ = CodedSegments::from_table(table, &SegmentColumns::default(), &mut findings);
        }
        let file = SourceFile::from_bytes("P1.txt", text.as_bytes()).unwrap();
        let _ = Transcript::from_file(file, "P1.txt".into(), &["I".to_owned()], None, &mut findings);
        let _ = Manifest::from_toml(&text, "study.toml");
        let _ = parse_number(&text);
        let _ = Masker::default().mask(&text);
    }

    /// Whatever stands in the cells, every cell reads as it was written, and every row knows its
    /// line.
    #[test]
    fn cells_read_as_they_were_written(
        cells in proptest::collection::vec(("[a-z,;\"\n é]{0,6}", "[a-z\r\n\"|]{0,6}"), 1..30),
        crlf in any::<bool>(), mark in any::<bool>(),
    ) {
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
        writer.write_record(["first", "second"]).unwrap();
        cells.iter().for_each(|(a, b)| writer.write_record([format!("x{a}"), b.clone()]).unwrap());
        let mut bytes = if mark { b"\xEF\xBB\xBF".to_vec() } else { Vec::new() };
        bytes.extend(writer.into_inner().unwrap());
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let file = SourceFile::from_bytes("t.csv", bytes).unwrap();
        let delimiter = Some(persona_synthesis::sources::Delimiter::Comma);
        let table = Table::from_file(file, None, delimiter, &mut Findings::default()).unwrap();
        prop_assert_eq!(table.rows(), cells.len());
        let lines: Vec<&str> = physical_lines(&text);
        for (row, (a, b)) in cells.iter().enumerate() {
            prop_assert_eq!(table.columns[0].text(row), format!("x{a}"));
            prop_assert_eq!(table.columns[1].text(row), b.as_str());
            let line = usize::try_from(table.place(row).line.unwrap()).unwrap();
            let start = lines[line - 1].trim_start_matches('"');
            prop_assert!(start.starts_with('x'), "row {} is said to begin on line {}: {:?}", row, line, start);
        }
    }

    /// Masking leaves no address behind.
    #[test]
    fn no_address_survives_masking(before in "[a-z ]{0,9}", user in "[a-z]{1,8}", host in "[a-z]{1,8}", after in "[a-z ,]{0,9}") {
        let masked = Masker::default().mask(&format!("{before} {user}@{host}.org {after}"));
        prop_assert!(masked.masked && !masked.text.contains('@'));
    }
}

/// Lines as an editor counts them: ended by `\n`, `\r\n` or `\r`.
fn physical_lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(end) = rest.find(['\n', '\r']) {
        let width = if rest[end..].starts_with("\r\n") { 2 } else { 1 };
        lines.push(&rest[..end]);
        rest = &rest[end + width..];
    }
    lines.push(rest);
    lines
}

/// A small survey of any answers, as a study.
fn survey(rows: &[Vec<u8>], folder: &std::path::Path) -> Manifest {
    let mut text = String::from("id,How often?,Which bother you?,Age,Note,Role\n");
    for (number, row) in rows.iter().enumerate() {
        let pick =
            |column: usize, words: &[&'static str]| words[usize::from(row[column]) % words.len()];
        let often = pick(0, &["never", "rarely", "often", "", "Often "]);
        let bother = pick(
            1,
            &[
                "mail",
                "mail, phone",
                "phone, doors (all, really)",
                "",
                "mail, phone, doors (all, really)",
            ],
        );
        let age = pick(2, &["18-29", "30-44", "45-60", "n/a"]);
        let note = pick(3, &["", "fine", "write to a@example.org", "=1+1", "<b>"]);
        let role = pick(4, &["uses", "buys", ""]);
        writeln!(text, "P{number},{often},\"{bother}\",{age},{note},{role}").unwrap();
    }
    std::fs::write(folder.join("survey.csv"), text).unwrap();
    let mut manifest = Manifest::new("any survey");
    manifest.folder = folder.to_path_buf();
    manifest.clustering.replicates = 10;
    manifest.clustering.starts = 3;
    manifest.sources.push(Source::new("survey", "survey.csv").respondent("id").role(
        "Role",
        persona_synthesis::PersonaKind::Buyer,
        ["buys"],
    ));
    manifest
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The whole way with any answers: no panic, everyone has a place, every claim resolves.
    #[test]
    fn any_survey_goes_the_whole_way(rows in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 5), 1..40)) {
        let folder = tempfile::tempdir().unwrap();
        let Ok(stages) = synthesize(survey(&rows, folder.path())) else { return Ok(()) };
        prop_assert_eq!(stages.draft.memberships().len(), rows.len());
        for claim in stages.personas.claims() {
            prop_assert!(claim.support.with <= claim.support.asked);
            for evidence in claim.evidence.iter().chain(&claim.counter_evidence) {
                let text = stages.study.resolve(&evidence.locator, 5).unwrap().text;
                prop_assert!(evidence.masked || text == evidence.quote);
            }
        }
        let all: String = render::files(&stages.draft).into_iter().map(|file| file.text().unwrap().to_owned()).collect();
        prop_assert!(!all.contains("a@example.org"));
    }
}

/// A table of 5,000 columns is slow to read by nobody.
#[test]
fn five_thousand_columns_are_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let header: Vec<String> = (0..5000).map(|n| format!("How often {n}?")).collect();
    let mut text = format!("id,{}\n", header.join(","));
    for row in 0..12 {
        let cells: Vec<&str> =
            (0..5000).map(|column| ["never", "often"][(row + column) % 2]).collect();
        writeln!(text, "P{row},{}", cells.join(",")).unwrap();
    }
    std::fs::write(folder.path().join("survey.csv"), text).unwrap();
    let mut manifest = Manifest::new("wide survey");
    manifest.folder = folder.path().to_path_buf();
    manifest.clustering.groups = persona_synthesis::manifest::Groups::Between { min: 1, max: 2 };
    manifest.sources.push(Source::new("survey", "survey.csv").respondent("id"));
    let stages = synthesize(manifest).unwrap();
    assert_eq!(stages.matrix.indicators().len(), 5000);
    assert_eq!(stages.draft.memberships().len(), 12);
}

/// A study can be sent to another thread and shared.
#[test]
fn results_may_cross_threads() {
    fn crosses<T: Send + Sync + Unpin + std::fmt::Debug>() {}
    crosses::<Study>();
    crosses::<persona_synthesis::IndicatorMatrix>();
    crosses::<persona_synthesis::Clustering>();
    crosses::<persona_synthesis::PersonaSet>();
    crosses::<persona_synthesis::Error>();
    crosses::<Findings>();
}

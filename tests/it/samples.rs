//! Real exports that stand beside the project in some places; elsewhere these tests say that they
//! skip.

use std::collections::BTreeMap;
use std::path::Path;

use persona_synthesis::sources::{Delimiter, SourceFile, Table, infer_items};
use persona_synthesis::{Findings, Level, Locator, Manifest};

use crate::support::{sample, synthesize};

/// Seventeen coded sessions with Taguette's highlights and a questionnaire of the same people.
fn serdif(folder: &Path) -> Manifest {
    let text = r#"
title = "SERDIF usability study, phase 2"
[facets]
pain-point = ["*complex", "*not clear", "*not useful or confusing", "System issue", "Moderator assist"]
goal = ["Additional *"]
behaviour = ["*useful", "*simple", "Simple *", "*clear", "Overall positive experience"]
value = ["survey:*"]
[[source]]
id = "interviews"
path = "transcripts/text"
respondent = { document = '^(P\d+)' }
interviewer = ["MODERATOR"]
[[source]]
id = "codes"
path = "transcripts/thematic-analysis/tags/csv/all_tags_20220303.csv"
[[source]]
id = "codebook"
path = "transcripts/thematic-analysis/codebooks/codebook_20220303_8.csv"
[[source]]
id = "survey"
path = "PSSUQ/scores/SERDIF_PSSUQ_P2.csv"
respondent = "Input your participant number as: P + Number (e.g. P1, P42)"
"#;
    let mut manifest = Manifest::from_toml(text, "study.toml").unwrap();
    manifest.folder = folder.to_path_buf();
    manifest
}

#[test]
fn taguette_highlights_are_anchored_in_their_transcripts() {
    let Some(folder) = sample("serdif-taguette") else { return };
    let stages = synthesize(serdif(&folder)).unwrap();
    assert_eq!(stages.study.len(), 17);
    let (_, placement) = stages.study.placements().next().unwrap();
    assert_eq!(
        (placement.read, placement.unique, placement.ambiguous, placement.lost),
        (1930, 1892, 38, 0)
    );
    assert_eq!(placement.unknown_document, 0);
    let findings = stages.study.findings();
    assert_eq!(findings.count("segment-ambiguous"), 38);
    assert_eq!(findings.count("interviewer-words"), placement.interviewer);
    assert!(
        findings
            .iter()
            .all(|finding| finding.level() == Level::Note || finding.id() == "segment-ambiguous")
    );
    every_quote_equals_its_text(&stages, &folder.join("transcripts/text"));
}

/// Every quote in the result equals the text at its locator, read again from the file by other
/// means.
fn every_quote_equals_its_text(stages: &crate::support::Stages, transcripts: &Path) {
    let mut checked = 0;
    for claim in stages.personas.claims() {
        for evidence in claim.evidence.iter().chain(&claim.counter_evidence) {
            assert_eq!(stages.study.resolve(&evidence.locator, 10).unwrap().text, evidence.quote);
            if let Locator::Text { document, start, end, .. } = &evidence.locator {
                let text = std::fs::read_to_string(transcripts.join(document)).unwrap();
                let quote: String =
                    text.chars().skip(*start as usize).take((end - start) as usize).collect();
                assert_eq!(quote, evidence.quote);
                checked += 1;
            }
        }
    }
    assert!(checked > 40, "{checked} quotes");
}

/// The wave before the one in `data/`: an option with commas, chosen 887 times, is one option.
#[test]
fn options_with_commas_stay_whole() {
    let Some(folder) = sample("r-community-survey") else { return };
    let mut findings = Findings::default();
    let file =
        SourceFile::from_path(&folder.join("2018-english-form-responses.tsv"), "2018.tsv").unwrap();
    let table = Table::from_file(file, None, None, &mut findings).unwrap();
    assert_eq!((table.rows(), table.delimiter), (3062, Some(Delimiter::Tab)));
    let option = "R Command Line (i.e., the native R terminal interface)";
    let items = infer_items(&table, &BTreeMap::new(), &mut findings);
    let item = items.iter().find(|item| item.labels().iter().any(|label| label == option)).unwrap();
    let position = item.labels().iter().position(|label| label == option).unwrap();
    let marks = &item.options(&table).unwrap()[position];
    assert_eq!(marks.iter().filter(|mark| **mark == 1).count(), 887);
}

#[test]
fn tables_of_every_dialect_are_read_or_refused_by_name() {
    let Some(folder) = sample("csv-dialects") else { return };
    let mut read = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let mut findings = Findings::default();
        match Table::from_file(
            SourceFile::from_path(&path, &name).unwrap(),
            None,
            None,
            &mut findings,
        ) {
            Ok(table) => {
                read += 1;
                let named =
                    ["ragged-row", "blank-row", "further-heading", "footer-row", "total-row"]
                        .iter()
                        .map(|id| findings.count(id))
                        .sum::<usize>();
                assert_eq!(table.set_aside(), named, "{name}");
            }
            Err(error) => assert!(error.to_string().starts_with(&name), "{error}"),
        }
    }
    assert!(read >= 20, "{read} tables read");
}

#[test]
fn salesforce_exports_keep_their_encoding() {
    let Some(folder) = sample("salesforce-dataloader") else { return };
    let read = |name: &str| {
        let file = SourceFile::from_path(&folder.join(name), name).unwrap();
        Table::from_file(file, None, None, &mut Findings::default())
    };
    let accounts = read("accountData.csv").unwrap();
    assert_eq!(accounts.encoding.unwrap().name(), "windows-1252");
    let has = |wanted: &str| {
        accounts
            .columns
            .iter()
            .any(|column| (0..accounts.rows()).any(|row| column.text(row).contains(wanted)))
    };
    assert!(has("Crédito"));
    for name in ["csvtext_BOM_UTF8.csv", "csvtext_BOM_UTF16LE.csv", "csvtext_BOM_UTF16BE.csv"] {
        assert_eq!(
            read(name).unwrap().columns.len(),
            read("csvtext.csv").unwrap().columns.len(),
            "{name}"
        );
    }
    for name in ["csvtext_BOM_UTF32LE.csv", "csvtext_BOM_UTF32BE.csv"] {
        assert!(read(name).unwrap_err().to_string().contains("UTF-32"), "{name}");
    }
}

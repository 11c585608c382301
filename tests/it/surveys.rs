//! Surveys as tools export them: questions in words, options, value labels, answers that say there
//! is none.

use std::collections::BTreeMap;
use std::path::Path;

use persona_synthesis::sources::{
    Item, Scale, SourceFile, Structure, Table, TableOptions, infer_items,
};
use persona_synthesis::{Findings, Source, Study};

use crate::support::sample;

fn read(path: &Path) -> (Table, Vec<Item>, Findings) {
    let mut findings = Findings::default();
    let file = SourceFile::from_path(path, path.file_name().unwrap().to_string_lossy()).unwrap();
    let table = Table::read(file, &TableOptions::default(), &mut findings).unwrap();
    let items = infer_items(&table, &BTreeMap::new(), &mut findings);
    (table, items, findings)
}

fn column(table: &Table, name: &str) -> Vec<String> {
    let column = table.column(name).unwrap_or_else(|| panic!("no column {name}"));
    (0..table.rows()).map(|row| column.text(row).into_owned()).collect()
}

fn item<'a>(items: &'a [Item], name: &str) -> &'a Item {
    items.iter().find(|item| item.name == name).unwrap_or_else(|| panic!("no item {name}"))
}

/// Values, labels, dates, missing values and a multiple response set, as pyreadstat reads the same
/// file.
#[test]
fn an_spss_file_reads_as_its_labels_say() {
    let Some(folder) = sample("spss-sav") else { return };
    let (table, items, findings) = read(&folder.join("simple_alltypes.sav"));
    assert_eq!((table.rows(), table.columns.len()), (6, 12));
    assert_eq!(column(&table, "x"), ["red", "green", "blue", "4", "missing (8)", "9"]);
    assert_eq!(
        column(&table, "y"),
        ["2000-01-01", "2000-01-02", "1950-12-24", "1776-07-04", "", ""]
    );
    assert_eq!(column(&table, "z"), ["missing (-9)", "", "1.234", "skipped", "3.14159", ""]);
    let set = item(&items, "My multiple response set");
    assert_eq!(
        (set.scale, set.labels()),
        (Scale::Multiple, &["Response #1", "Response #2", "Response #3"].map(String::from)[..])
    );
    assert_eq!(set.options(&table).unwrap()[0], [1, 1, 0, 0, 0, 1]);
    let numbers =
        item(&items, "Numberic variable with missing value range").numbers(&table).unwrap();
    assert_eq!(numbers.iter().filter(|number| !number.is_nan()).count(), 2);
    assert!(
        findings
            .iter()
            .any(|finding| finding.message().starts_with("\"skipped\" counts as no answer"))
    );
    for name in ["sample.sav", "sample.zsav"] {
        let (table, items, _) = read(&folder.join(name));
        assert_eq!(column(&table, "mynum"), ["1.1", "1.2", "-1000.3", "-1.4", "1000.3"], "{name}");
        assert_eq!(
            column(&table, "mydate")[..4],
            ["2018-05-06", "1880-05-06", "1960-01-01", "1583-01-01"],
            "{name}"
        );
        assert_eq!(column(&table, "dtime")[0], "2018-05-06 10:10:10");
        assert_eq!(column(&table, "mytime")[1], "23:10:10");
        assert_eq!(item(&items, "ordinal").labels(), ["low", "medium", "high"], "{name}");
    }
}

/// A text of 300 bytes stands in two variables: 255 bytes in the first, whose last byte is none of
/// it, the rest in the second.
#[test]
fn a_text_longer_than_a_variable_of_spss_is_read_whole() {
    let words: String = (0..300).map(|n| char::from(b'a' + (n % 26) as u8)).collect();
    let ints = |numbers: &[i32]| {
        numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>()
    };
    let mut bytes = format!("$FL2{:60}", "@(#) a test").into_bytes();
    bytes.extend(ints(&[2, 38, 0, 0, 1]));
    bytes.extend(100_f64.to_le_bytes());
    bytes.extend(format!("{:84}", "01 JAN 2610:10:10").into_bytes());
    for (name, width, units) in [("LONG", 255, 32), ("LONG1", 48, 6)] {
        for unit in 0..units {
            bytes.extend(ints(&[2, if unit == 0 { width } else { -1 }, 0, 0, 0, 0]));
            bytes.extend(format!("{:8}", if unit == 0 { name } else { "" }).into_bytes());
        }
    }
    let widths = b"LONG=00300\0\t";
    bytes.extend(ints(&[7, 14, 1, widths.len() as i32]));
    bytes.extend(widths);
    bytes.extend(ints(&[999, 0]));
    bytes.extend(format!("{} {:48}", &words[..255], &words[255..]).into_bytes());
    let file = SourceFile::from_bytes("s.sav", bytes).unwrap();
    let table = Table::read(file, &TableOptions::default(), &mut Findings::default()).unwrap();
    assert_eq!((table.rows(), table.columns.len()), (1, 1));
    assert_eq!(column(&table, "LONG"), [words]);
}

/// A file that ends early, whose counts lie, or whose bytes are anything, ends in an error or in a
/// table, never in a panic.
#[test]
fn damaged_spss_files_are_refused() {
    let Some(folder) = sample("spss-sav") else { return };
    for name in ["simple_alltypes.sav", "sample.zsav", "sample_missing.sav"] {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let read = |bytes: Vec<u8>| {
            let file = SourceFile::from_bytes("s.sav", bytes).unwrap();
            Table::read(file, &TableOptions::default(), &mut Findings::default())
        };
        for end in 4..bytes.len() {
            if let Err(error) = read(bytes[..end].to_vec()) {
                assert!(error.to_string().starts_with("s.sav"), "{error}");
            }
        }
        for position in 4..bytes.len() {
            for byte in [0, 0x7F, 0xFF] {
                let mut damaged = bytes.clone();
                damaged[position] = byte;
                let _ = read(damaged);
            }
        }
    }
}

/// Questions stand in the second row, what the tool notes keeps its names, and the rows of the
/// header are no respondents.
#[test]
fn qualtrics_exports_ask_in_words() {
    let Some(folder) = sample("qualtrics") else { return };
    for (name, noted, further) in
        [("sample.csv", "StartDate", 2), ("sample_legacy.csv", "IPAddress", 1)]
    {
        let (table, items, findings) = read(&folder.join(name));
        assert_eq!(findings.count("further-heading"), further, "{name}");
        let question = table.column("This is a multiple choice question.").unwrap();
        assert_eq!(
            (question.name.as_str(), question.text(further).as_ref()),
            ("Q1", "2"),
            "{name}"
        );
        assert!(items.iter().any(|item| item.name == "This is a free text question."));
        assert!(table.column(noted).is_some());
    }
}

/// SurveyMonkey writes a question above the first of its columns and options below.
#[test]
fn surveymonkey_options_belong_to_their_question() {
    let Some(folder) = sample("fivethirtyeight") else { return };
    let (table, items, _) = read(&folder.join("StarWars.csv"));
    let films =
        "Which of the following Star Wars films have you seen? Please select all that apply.";
    let seen = item(&items, films);
    assert_eq!((seen.scale, seen.columns.len()), (Scale::Multiple, 6));
    assert!(seen.labels().iter().any(|label| label == "Star Wars: Episode VI Return of the Jedi"));
    let solo = items.iter().find(|item| item.name.ends_with(" - Han Solo")).unwrap();
    assert_eq!(solo.scale, Scale::Ordinal);
    let ends = (solo.labels().first().unwrap().as_str(), solo.labels().last().unwrap().as_str());
    assert_eq!(ends, ("Very unfavorably", "Very favorably"));
    let files = std::fs::read(folder.join("StarWars.csv")).unwrap();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(&files[..]);
    let records = reader.byte_records().count();
    assert_eq!(table.rows(), records, "records read are rows, those set aside included");
}

/// KoboToolbox writes the chosen options into one column, and each into a column of its own.
#[test]
fn options_with_a_column_each_are_counted_once() {
    let text = "\"meta/Emperor\";\"meta/Emperor/Caligula\";\"meta/Emperor/Nero\";\"_id\"\n\"caligula nero\";\"1\";\"1\";\"11\"\n\"nero\";\"0\";\"1\";\"12\"\n\"\";\"\";\"\";\"13\"\n";
    let mut findings = Findings::default();
    let file = SourceFile::from_bytes("kobo.csv", text).unwrap();
    let table = Table::read(file, &TableOptions::default(), &mut findings).unwrap();
    let items = infer_items(&table, &BTreeMap::new(), &mut findings);
    let emperor = item(&items, "meta/Emperor");
    assert_eq!((items.len(), emperor.scale), (2, Scale::Multiple));
    assert_eq!(emperor.labels(), ["Caligula", "Nero"]);
    assert_eq!(emperor.options(&table).unwrap(), [[1, 0, 255], [1, 1, 255]]);
    assert_eq!(findings.count("options-joined"), 1);
}

/// Codes read as the words of the form: a question, a question of several answers in both
/// encodings, and a group before the name.
#[test]
fn structure_files_turn_codes_into_words() {
    let structure = "id\tclass\ttype/scale\tname\ttext\tlanguage\n1\tQ\tL\tQ1\t<p>How often?</p>\ten\n2\tA\t0\ta1\tNever\ten\n3\tA\t0\ta2\tOften\ten\n4\tQ\tM\tQ2\tWhich tools?\ten\n5\tSQ\t0\tS1\tExcel\ten\n6\tSQ\t0\tS2\tR\ten\n7\tQ\tL\tQ1\tHoe vaak?\tnl\n";
    let mut findings = Findings::default();
    let file = |name: &str, text: &str| SourceFile::from_bytes(name, text).unwrap();
    let structure = Structure::read(file("s.txt", structure), &mut findings).unwrap();
    let mut table = Table::read(
        file("d.csv", "id,Q1,Q2[S1],Q2[S2]\n1,a1,Y,\n2,a2,,Y\n"),
        &TableOptions::default(),
        &mut findings,
    )
    .unwrap();
    assert_eq!(structure.explain(&mut table), 3);
    assert_eq!(column(&table, "How often?"), ["Never", "Often"]);
    let items = infer_items(&table, &BTreeMap::new(), &mut findings);
    let tools = item(&items, "Which tools?");
    assert_eq!(
        (tools.labels(), tools.columns.as_slice()),
        (&["Excel".to_owned(), "R".to_owned()][..], &[2, 3][..])
    );
}

/// The structure of a form as KoboToolbox's own example has it.
#[test]
fn an_xlsform_is_a_structure() {
    let Some(folder) = sample("kobo-formpack") else { return };
    let mut findings = Findings::default();
    let path = folder.join("xlsforms/library-locking-example.xlsx");
    let structure =
        Structure::read(SourceFile::from_path(&path, "form.xlsx").unwrap(), &mut findings).unwrap();
    let file =
        SourceFile::from_bytes("d.csv", "group/country;city\nusa;boston\ncanada;\n").unwrap();
    let mut table = Table::read(file, &TableOptions::default(), &mut findings).unwrap();
    assert_eq!(structure.explain(&mut table), 2);
    assert_eq!(column(&table, "Select your country"), ["United States of America", "Canada"]);
    assert_eq!(column(&table, "Select your city"), ["Boston", ""]);
}

/// A report of Salesforce ends in lines that are no records.
#[test]
fn footers_of_reports_are_no_records() {
    let text = "\"Contact ID\",\"Account Name\",\"Plan\"\n\"003x1\",\"A\",\"Pro\"\n\"003x2\",\"B\",\"Free\"\n\n\n\"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\"\n\"Confidential Information - Do Not Distribute\"\n\"Generated By:  M. Oduya\"\n";
    let mut findings = Findings::default();
    let table = Table::read(
        SourceFile::from_bytes("r.csv", text).unwrap(),
        &TableOptions::default(),
        &mut findings,
    )
    .unwrap();
    assert_eq!(
        (
            table.rows(),
            table.set_aside(),
            findings.count("footer-row"),
            findings.count("ragged-row")
        ),
        (5, 3, 3, 0)
    );
}

/// Notes of a questionnaire's tool decide which rows are responses; the manifest can keep them.
#[test]
fn unfinished_questionnaires_are_named_in_findings() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::from("Response ID,Date submitted,Last page,How often?\n");
    for row in 0..20 {
        let submitted = if row % 5 == 0 { "" } else { "2022-03-15 10:50:10" };
        text.push_str(&format!("{row},{submitted},3,{}\n", ["never", "often"][row % 2]));
    }
    std::fs::write(folder.path().join("s.csv"), text).unwrap();
    let study = |source: Source| {
        let mut manifest = persona_synthesis::Manifest::new("unfinished");
        manifest.folder = folder.path().to_path_buf();
        manifest.sources.push(source.respondent("Response ID"));
        Study::build(manifest).unwrap()
    };
    let all = study(Source::new("s", "s.csv"));
    assert_eq!((all.len(), all.findings().count("partial-response")), (16, 4));
    let kept = study(Source::new("s", "s.csv").keep(persona_synthesis::sources::Keep::Partials));
    assert_eq!((kept.len(), kept.findings().count("partial-response")), (20, 0));
}

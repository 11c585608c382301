//! Inputs that are large in one way, where a careless reader takes the square of their size: an
//! error by name, or a reading that ends.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use persona_synthesis::sources::{
    ProjectOptions, SourceFile, Structure, Table, TableOptions, Transcript, read_codebook,
    read_project,
};
use persona_synthesis::{Findings, IndicatorMatrix, Manifest, Result, Study};

use crate::exported::zipped;

fn refusal<T>(read: Result<T>) -> String {
    read.map(|_| ()).unwrap_err().to_string()
}

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> SourceFile {
    SourceFile::from_bytes(name, bytes).unwrap()
}

fn table(bytes: impl Into<Vec<u8>>) -> Result<Table> {
    Table::read(file("t", bytes), &TableOptions::default(), &mut Findings::default())
}

/// A workbook with a sheet of this name in the archive.
fn workbook(member: &str, sheet: &str) -> Vec<u8> {
    let book = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let relations = format!(
        r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/{member}"/></Relationships>"#
    );
    let sheet = format!("<worksheet><sheetData><row r=\"1\">{sheet}</row></sheetData></worksheet>");
    zipped([
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        (&format!("xl/worksheets/{member}"), sheet.as_bytes()),
    ])
}

#[test]
fn tags_of_many_attributes_are_refused_by_every_reader() {
    let attributes: String = (0..100_000).map(|number| format!(" a{number}=''")).collect();
    let tag = format!("<x{attributes}/>");
    let document = |member: &str| {
        let packed = zipped([(member, tag.as_bytes())]);
        Transcript::from_file(
            file("P1", packed),
            "P1".to_owned(),
            &[],
            None,
            &mut Findings::default(),
        )
    };
    let kind = &b"application/vnd.oasis.opendocument.spreadsheet"[..];
    let ods = zipped([("mimetype", kind), ("content.xml", tag.as_bytes())]);
    let cell = format!("<c r=\"A1\"{attributes}><v>1</v></c>");
    let said = [
        refusal(document("word/document.xml")),
        refusal(document("content.xml")),
        refusal(table(ods)),
        refusal(table(workbook("sheet1.xml", &cell))),
        // The library reads whatever the workbook relates to.
        refusal(table(workbook("picture.png", &cell))),
        refusal(Structure::read(
            file("form.xlsx", workbook("sheet1.xml", &cell)),
            &mut Findings::default(),
        )),
        refusal(read_project(
            &file("p.qde", tag.clone()),
            None,
            &ProjectOptions::default(),
            &mut Findings::default(),
        )),
        refusal(read_project(
            &file("p.qdpx", zipped([("project.qde", tag.as_bytes())])),
            None,
            &ProjectOptions::default(),
            &mut Findings::default(),
        )),
        refusal(read_codebook(&file("c.qdc", tag.clone()), &mut Findings::default())),
    ];
    for said in said {
        let found = said.rsplit(' ').next().unwrap().parse::<usize>();
        assert!(said.contains("expected at most 256 attributes in a tag, found"), "{said}");
        assert!(found.is_ok_and(|found| found >= 100_000), "{said}");
    }
    let few: String = (0..200).map(|number| format!(" a{number}=''")).collect();
    let read = table(workbook("sheet1.xml", &format!("<c r=\"A1\"{few}><v>1</v></c>")));
    assert_eq!(read.unwrap().columns.len(), 1);
}

/// A tag that goes on in quotation marks, and elements that never end.
#[test]
fn long_tags_and_deep_sheets_are_refused() {
    let said =
        refusal(table(workbook("sheet1.xml", &format!("<c r='{}'/>", "<".repeat(34 << 20)))));
    assert_eq!(said, "t/xl/worksheets/sheet1.xml: expected at most 33554432 bytes, found 33554433");
    let said = refusal(table(workbook("sheet1.xml", &"<c>".repeat(5000))));
    assert_eq!(
        said,
        "t/xl/worksheets/sheet1.xml: expected at most 1000 levels of elements, found 1001"
    );
}

/// A study of that number of columns under one header, which every stage names apart.
fn wide(
    folder: &std::path::Path,
    columns: usize,
    header: impl Fn(usize) -> String,
    cell: impl Fn(usize) -> &'static str,
) -> Study {
    let mut text = String::from("id");
    (0..columns).for_each(|column| write!(text, ",{}", header(column)).unwrap());
    for row in 0..4 {
        write!(text, "\nP{row}").unwrap();
        (0..columns).for_each(|_| write!(text, ",{}", cell(row)).unwrap());
    }
    std::fs::write(folder.join("t.csv"), text + "\n").unwrap();
    let rule = "[[source]]\nid = \"survey\"\npath = \"t.csv\"\nrespondent = \"id\"\n";
    std::fs::write(folder.join("study.toml"), rule).unwrap();
    Study::open(folder.join("study.toml")).unwrap()
}

#[test]
fn tables_as_wide_as_may_be_are_read_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    for header in ["Name", "Which [a]"] {
        let study =
            wide(folder.path(), 65_000, |_| header.to_owned(), |row| ["yes", "no"][row % 2]);
        assert_eq!(study.findings().count("duplicate-header"), 64_999, "{header}");
        let matrix = IndicatorMatrix::from_study(&study).unwrap();
        let names: BTreeSet<&str> =
            matrix.indicators().iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names.len(), 65_000, "{header}");
    }
    let pairs = |column: usize| format!("Q{} [{}]", column / 2, column % 2);
    let study = wide(folder.path(), 65_000, pairs, |row| ["yes", ""][row % 2]);
    let matrix = IndicatorMatrix::from_study(&study).unwrap();
    assert_eq!(matrix.indicators().len(), 65_000);
    let draft = Study::draft_manifest(folder.path()).unwrap();
    assert!(draft.contains("path = \"t.csv\""), "{}", &draft[..draft.len().min(2_000)]);
}

#[test]
fn wider_tables_are_refused() {
    let header: String = (0..100_000).map(|column| format!("c{column},")).collect();
    assert_eq!(
        refusal(table(format!("{header}\n"))),
        "t: expected at most 65,535 columns, found 100001"
    );
}

/// Rules of every column, and a structure file that speaks of every column, with one list of
/// answers for all.
#[test]
fn rules_and_structures_of_every_column_are_found() {
    const COLUMNS: usize = 20_000;
    let folder = tempfile::tempdir().unwrap();
    wide(folder.path(), COLUMNS, |column| format!("Q{column}"), |row| ["1", "2"][row % 2]);
    let mut manifest = String::from(
        "[[source]]\nid = \"survey\"\npath = \"t.csv\"\nrespondent = \"id\"\nstructure = \"s.txt\"\n[source.columns]\n",
    );
    let mut structure = String::from("class\ttype/scale\tname\ttext\tlanguage\n");
    for column in 0..COLUMNS {
        writeln!(manifest, "\"Asked {}\" = {{ role = \"descriptive\" }}", column).unwrap();
        writeln!(
            structure,
            "Q\tL\tQ{column}\tAsked {column}\ten\nA\t0\t1\tone\ten\nA\t0\t2\ttwo\ten"
        )
        .unwrap();
    }
    std::fs::write(folder.path().join("study.toml"), manifest).unwrap();
    std::fs::write(folder.path().join("s.txt"), structure).unwrap();
    let study = Study::open(folder.path().join("study.toml")).unwrap();
    let matrix = IndicatorMatrix::from_study(&study).unwrap();
    let described = matrix
        .indicators()
        .iter()
        .filter(|one| one.role == Some(persona_synthesis::manifest::Role::Descriptive));
    assert_eq!(described.count(), COLUMNS);
    assert_eq!(matrix.indicators()[7].levels, ["one", "two"]);
}

#[test]
fn manifests_of_many_sources_patterns_and_bytes_are_refused() {
    let read = |text: String| refusal(Manifest::from_toml(&text, "study.toml"));
    let sources: String =
        (0..65).map(|number| format!("[[source]]\nid = \"s{number}\"\npath = \"p\"\n")).collect();
    assert_eq!(read(sources), "study.toml:193: expected at most 64 sources, found more");
    let patterns = "\"a*\",".repeat(4097);
    assert_eq!(
        read(format!("essential = [{patterns}]")),
        "study.toml: expected at most 4096 patterns of facets, words, themes, needs and codes, found 4097"
    );
    let large =
        "[[source]]\nid = \"s\"\npath = \"p\"\nrespondent = { document = '(\\w{200}){200}' }\n";
    assert!(read(large.to_owned()).contains("expected a regular expression for `document`"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("study.toml");
    std::fs::write(&path, "#".repeat((16 << 20) + 1)).unwrap();
    assert!(
        refusal(Manifest::from_path(&path))
            .ends_with("study.toml: expected at most 16777216 bytes, found 16777217")
    );
}

/// Names that are shared by many: each copy counts.
#[test]
fn what_cases_share_is_bounded() {
    let name = "n".repeat(1 << 20);
    let value =
        "<VariableValue><VariableRef targetGUID=\"v\"/><TextValue>x</TextValue></VariableValue>";
    let xml = format!(
        "<Project xmlns=\"urn:QDA-XML:project:1.0\"><Variables><Variable guid=\"v\" name=\"{name}\" typeOfVariable=\"Text\"/></Variables><Cases><Case guid=\"c\" name=\"P1\">{}</Case></Cases></Project>",
        value.repeat(2000)
    );
    let read = read_project(
        &file("p.qde", xml),
        None,
        &ProjectOptions::default(),
        &mut Findings::default(),
    );
    assert!(refusal(read).starts_with("p.qde: expected at most 1073741824 bytes, found"));
}

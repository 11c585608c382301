//! Documents of word processors and text sheets that are damaged or made to do harm, and manifests
//! that are: an answer or an error by name, within bounds.

use persona_synthesis::sources::{
    Codebook, SourceFile, Structure, Table, TableOptions, Transcript,
};
use persona_synthesis::{Findings, Manifest, Result};
use proptest::prelude::*;

use crate::exported::zipped;

const WORD: &str = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>I: How?</w:t></w:r></w:p>\
    <w:p><w:r><w:t>P1: Well.</w:t></w:r></w:p></w:body></w:document>";
const TEXT: &str = "<o:document-content xmlns:o=\"o\" xmlns:t=\"t\"><o:body><o:text><t:p>I: How?</t:p><t:p>P1: Well.</t:p></o:text></o:body></o:document-content>";
const SHEET: &str = "<o:document-content xmlns:o=\"o\" xmlns:t=\"t\" xmlns:x=\"x\"><o:body><t:table t:name=\"A\"><t:table-row><t:table-cell><x:p>id</x:p></t:table-cell>\
    <t:table-cell><x:p>n</x:p></t:table-cell></t:table-row><t:table-row><t:table-cell><x:p>P1</x:p></t:table-cell></t:table-row></t:table></o:body></o:document-content>";

fn document(member: &str, xml: impl AsRef<[u8]>) -> Result<Transcript> {
    let file = SourceFile::from_bytes("P1", zipped([(member, xml.as_ref())])).unwrap();
    Transcript::from_file(file, "P1".to_owned(), &[], None, &mut Findings::default())
}

fn sheet(xml: impl AsRef<[u8]>) -> Result<Table> {
    let kind = &b"application/vnd.oasis.opendocument.spreadsheet"[..];
    let book = zipped([("mimetype", kind), ("content.xml", xml.as_ref())]);
    Table::read(
        SourceFile::from_bytes("b.ods", book).unwrap(),
        &TableOptions::default(),
        &mut Findings::default(),
    )
}

fn refusal<T>(read: Result<T>) -> String {
    read.map(|_| ()).unwrap_err().to_string()
}

/// The error that a document of these paragraphs is refused with.
fn refused(paragraphs: &str) -> String {
    refusal(document("content.xml", TEXT.replace("<t:p>I: How?</t:p>", paragraphs)))
}

#[test]
fn documents_cut_anywhere_are_refused() {
    for (member, xml) in [("word/document.xml", WORD), ("content.xml", TEXT)] {
        assert_eq!(document(member, xml).unwrap().turns.len(), 2);
        for length in 0..xml.len() {
            assert!(
                refusal(document(member, &xml[..length])).starts_with(&format!("P1/{member}:")),
                "{length}"
            );
        }
    }
    let whole = zipped([("word/document.xml", WORD.as_bytes())]);
    for length in 4..whole.len() {
        let file = SourceFile::from_bytes("P1", &whole[..length]).unwrap();
        let read =
            Transcript::from_file(file, "P1".to_owned(), &[], None, &mut Findings::default());
        assert!(refusal(read).starts_with("P1:"), "{length}");
    }
}

#[test]
fn sheets_cut_anywhere_are_refused() {
    assert_eq!(sheet(SHEET).unwrap().rows(), 1);
    let end = SHEET.find("</t:table>").unwrap();
    for length in 0..end {
        assert!(refusal(sheet(&SHEET[..length])).starts_with("b.ods"), "{length}");
    }
}

#[test]
fn entities_depth_bombs_and_zero_bytes_are_refused_by_name() {
    let laughs = format!(
        "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>{}",
        TEXT.replace("How", "&b;")
    );
    let outside = format!(
        "<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>{}",
        WORD.replace("How", "&a;")
    );
    let deep = format!("{}{}", "<t:span>".repeat(100_000), "</t:span>".repeat(100_000));
    let said = [
        refusal(document("content.xml", laughs)),
        refusal(document("word/document.xml", outside)),
        refused(&format!("<t:p>{deep}</t:p>")),
        refused("<t:p>a\0b</t:p>"),
        refused(&format!("<t:p>{}</t:p>", "<t:s t:c=\"4000000\"/>".repeat(5))),
        refused(
            "<t:p><t:s t:c=\"18446744073709551615\"/><t:s t:c=\"18446744073709551615\"/></t:p>",
        ),
        refusal(document("content.xml", vec![b' '; 17 << 20])),
        refusal(sheet(SHEET.replace("P1", &"<x:s x:c=\"16384\"/>".repeat(3000)))),
        refusal(sheet(format!("<!DOCTYPE d [<!ENTITY a \"{}\">]>{SHEET}", "ha".repeat(1 << 24)))),
    ];
    insta::assert_snapshot!("harmful-documents", said.join("\n"));
}

/// Entities of a sheet's own are no text, and are never expanded.
#[test]
fn entities_of_a_sheet_are_empty() {
    let laughs = format!(
        "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>{}",
        SHEET.replace("P1", "x&b;y&amp;&#33;")
    );
    assert_eq!(sheet(laughs).unwrap().columns[0].text(0), "xy&!");
}

#[test]
fn cells_of_ten_megabytes_are_cells_of_sheets() {
    let long = "long answer ".repeat(900_000);
    assert_eq!(
        sheet(SHEET.replace("P1", &long)).unwrap().columns[0].text(0).len(),
        long.trim_end().len() + 1
    );
}

/// A codebook in which every code is the parent of the next, and the first is its own ancestor.
#[test]
fn code_trees_end_where_their_paths_do() {
    let read = |text: &str| {
        let file = SourceFile::from_bytes("codes.csv", text).unwrap();
        Codebook::from_table(&Table::from_file(file, None, None, &mut Findings::default()).unwrap())
    };
    let chain = |codes: usize, first: &str| {
        let name = |number: usize| format!("{}{number}", "c".repeat(200));
        let rows = (1..codes).map(|number| format!("{},{}\n", name(number), name(number - 1)));
        format!("code,parent\n{},{first}\n{}", name(0), rows.collect::<String>())
    };
    assert_eq!(read(&chain(300, "")).unwrap().codes().len(), 300);
    assert!(
        refusal(read(&chain(1000, "")))
            .ends_with("expected code paths of at most 67108864 bytes in all, found more")
    );
    let error = refusal(read(&chain(3, &format!("{}2", "c".repeat(200)))));
    assert!(
        error.starts_with("codes.csv:")
            && error.contains(": code \"ccc")
            && error.contains("is its own ancestor"),
        "{error}"
    );
}

/// Values of a manifest within values.
#[test]
fn manifests_nested_deep_are_refused() {
    for deep in [
        "[".repeat(100_000),
        "a.".repeat(100_000),
        "a = {".repeat(100_000),
        format!("x = {}", "[".repeat(100_000)),
    ] {
        let error = refusal(Manifest::from_toml(&deep, "study.toml"));
        assert!(
            error.starts_with("study.toml:1: expected TOML"),
            "{}",
            &error[..error.len().min(200)]
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Documents, sheets, structure files and manifests of anything that looks like them.
    #[test]
    fn readers_of_office_xml_take_any(xml in "(<(t:p|/t:p|t:s t:c=\"9\"|w:t|/w:t|t:span|t:table-cell t:number-columns-repeated=\"3\" o:value-type=\"(float|date|time|boolean)\"( o:value=\"[0-9a-e.-]{0,4}\")?|/t:table-cell|t:table-row|/t:table-row|annotation|!--)/?>|[a-c&;<>:\\n -]|&lt;|&#[0-9]{1,7};){0,40}") {
        let _ = document("content.xml", TEXT.replace("Well", &xml));
        let _ = document("word/document.xml", WORD.replace("Well", &xml));
        let _ = sheet(SHEET.replace("P1", &xml));
        let _ = sheet(SHEET.replace("<t:table-row><t:table-cell><x:p>P1</x:p></t:table-cell></t:table-row>", &xml));
    }

    #[test]
    fn structures_take_any(text in "((Q|A|SQ|G|S)\t(L|M|0)?\t[a-b]{0,2}\t(<p>)?[a-c&; <>]{0,5}\t(en|nl)?\n|[a-c\t\"\n\r]){0,30}", export in "([ab,;_/\\[\\]\n -]){0,40}") {
        let structure = format!("class\ttype/scale\tname\ttext\tlanguage\n{text}");
        let file = |name: &str, text: &str| SourceFile::from_bytes(name, text).unwrap();
        let Ok(structure) = Structure::read(file("s.txt", &structure), &mut Findings::default()) else { return Ok(()) };
        let Ok(mut table) = Table::from_file(file("e.csv", &export), None, None, &mut Findings::default()) else { return Ok(()) };
        let rows = table.rows();
        prop_assert!(structure.explain(&mut table) <= table.columns.len());
        prop_assert_eq!(table.rows(), rows);
    }

    #[test]
    fn manifests_take_any(text in "(title|kind|language|facets|themes|source|id|path|respondent|columns|consent|role|asked|[\\[\\]{}=\",.#'\\n a-c0-9é]){0,60}") {
        if let Err(error) = Manifest::from_toml(&text, "study.toml") {
            prop_assert!(error.to_string().starts_with("study.toml"), "{}", error);
        }
    }
}

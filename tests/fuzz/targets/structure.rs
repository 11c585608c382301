//! Structure files and the export that they explain, separated by the first zero byte. One that
//! begins with `x` is an XLSForm: the sheets `survey` and `choices` as tab-separated text,
//! separated by a line of `=`; any other is LimeSurvey's.
#![no_main]

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use libfuzzer_sys::fuzz_target;
use persona_synthesis::Findings;
use persona_synthesis::sources::{SourceFile, Structure, Table, TableOptions, infer_items};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

fuzz_target!(|input: &str| {
    let Some((structure, export)) = input.split_once('\0') else { return };
    let bytes = match structure.strip_prefix('x') {
        Some(sheets) => workbook(sheets),
        None => structure.as_bytes().to_vec(),
    };
    let mut findings = Findings::default();
    let file = SourceFile::from_bytes("structure", bytes).expect("small enough");
    let Ok(structure) = Structure::read(file, &mut findings) else { return };
    let file = SourceFile::from_bytes("export.csv", export).expect("small enough");
    let Ok(mut table) = Table::read(file, &TableOptions::default(), &mut findings) else { return };
    assert!(structure.explain(&mut table) <= table.columns.len());
    infer_items(&table, &BTreeMap::new(), &mut findings);
});

/// A workbook of two sheets.
fn workbook(text: &str) -> Vec<u8> {
    let (survey, choices) = text.split_once("\n=\n").unwrap_or((text, ""));
    let sheet = |name: &str, text: &str| {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        let cell = |cell: &str| {
            format!("<t:table-cell o:value-type=\"string\"><x:p>{cell}</x:p></t:table-cell>")
        };
        let row = |line: &str| {
            format!("<t:table-row>{}</t:table-row>", line.split('\t').map(cell).collect::<String>())
        };
        format!(
            "<t:table t:name=\"{name}\">{}</t:table>",
            escaped.lines().map(row).collect::<String>()
        )
    };
    let content = format!(
        "<o:document-content xmlns:o=\"o\" xmlns:t=\"t\" xmlns:x=\"x\"><o:body>{}{}</o:body></o:document-content>",
        sheet("survey", survey),
        sheet("choices", choices)
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_str()),
    ] {
        zip.start_file(name, stored).expect("in memory");
        zip.write_all(text.as_bytes()).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

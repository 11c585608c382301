//! Workbooks: the content of an `.ods`, or the sheet or the texts of an `.xlsx`. The first byte
//! says which.
#![no_main]

use std::io::{Cursor, Write as _};

use libfuzzer_sys::fuzz_target;
use persona_synthesis::Findings;
use persona_synthesis::sources::{SourceFile, Table, TableOptions};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

const ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
const BOOK: &[u8] = br#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const SHEET: &[u8] = br#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row></sheetData></worksheet>"#;
const TEXTS: &[u8] = b"<sst><si><t>id</t></si><si><t>How often?</t></si></sst>";
const STYLES: &[u8] = br#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="46"/></cellXfs></styleSheet>"#;

// Panics of the library that reads these files become errors; the fuzzer's own hook would end at
// them. What is not caught still ends it.
fuzz_target!(init: std::panic::set_hook(Box::new(|_| ())), |bytes: &[u8]| {
    let Some((kind, xml)) = bytes.split_first() else { return };
    let (sheet, texts) = if *kind == b't' { (SHEET, xml) } else { (xml, TEXTS) };
    let members = match kind {
        b'o' => vec![("mimetype", ODS), ("content.xml", xml)],
        _ => vec![
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", RELATIONS),
            ("xl/worksheets/sheet1.xml", sheet),
            ("xl/sharedStrings.xml", texts),
            ("xl/styles.xml", STYLES),
        ],
    };
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in members {
        zip.start_file(name, stored).expect("in memory");
        zip.write_all(bytes).expect("in memory");
    }
    let file = SourceFile::from_bytes("b", zip.finish().expect("in memory").into_inner()).expect("small enough");
    let mut findings = Findings::default();
    let Ok(table) = Table::read(file, &TableOptions::default(), &mut findings) else { return };
    let named = ["ragged-row", "blank-row", "further-heading", "footer-row", "total-row"].map(|id| findings.count(id));
    assert_eq!(table.set_aside(), named.iter().sum::<usize>());
});

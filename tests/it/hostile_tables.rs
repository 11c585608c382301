//! Tables that are damaged or made to do harm: an answer or an error that names the file, never a
//! panic.

use std::io::{Cursor, Read as _, Write as _};

use persona_synthesis::sources::{SourceFile, Table, TableOptions};
use persona_synthesis::{Findings, Result};

use crate::support::sample;

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Result<Table> {
    Table::read(
        SourceFile::from_bytes(name, bytes).unwrap(),
        &TableOptions::default(),
        &mut Findings::default(),
    )
}

#[test]
fn cells_of_ten_megabytes_and_zero_bytes_are_cells() {
    let long = "long answer ".repeat(900_000);
    let table = read("t.csv", format!("id,text\nP1,\"{long}\"\nP2,a\0b\n")).unwrap();
    assert_eq!(
        (table.columns[1].text(0).len(), table.columns[1].text(1).as_ref()),
        (long.len(), "a\0b")
    );
    let quote = read("t.csv", format!("id,text\nP1,\"{long}\n")).unwrap();
    assert_eq!(quote.rows(), 1, "a quotation that never ends is one cell");
}

/// The members of an archive with their bytes.
fn members(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut member = |number| {
        let mut file = zip.by_index(number).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().to_owned(), bytes)
    };
    (0..zip::ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(&mut member).collect()
}

fn archive(members: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in members {
        zip.start_file(name.as_str(), stored).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Every member of a workbook with bytes changed, and the workbook cut short.
#[test]
fn damaged_workbooks_are_refused_or_read() {
    let Some(folder) = sample("csv-dialects") else { return };
    let bytes = std::fs::read(folder.join("test.xlsx")).unwrap();
    for end in (0..bytes.len()).step_by(61) {
        if let Err(error) = read("b.xlsx", &bytes[..end]) {
            assert!(error.to_string().starts_with("b.xlsx"), "{error}");
        }
    }
    let whole = members(&bytes);
    let (mut state, mut refused) = (0x9E37_79B9_7F4A_7C15_u64, 0);
    let mut draw = |most: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % most
    };
    for _ in 0..500 {
        let mut damaged = whole.clone();
        let member = draw(damaged.len());
        for _ in 0..=draw(3) {
            let bytes = &mut damaged[member].1;
            let position = draw(bytes.len().max(1));
            match bytes.get_mut(position) {
                Some(byte) => *byte = b"<>\"/&;=0129A -r\0\xFF"[draw(17)],
                None => continue,
            }
        }
        refused += usize::from(read("b.xlsx", archive(&damaged)).is_err());
    }
    assert!(refused > 10, "{refused} of 500 were refused");
}

/// A sheet whose only row says that it is the last possible one, and a cell beyond the last column.
#[test]
fn far_cells_are_bounded() {
    let Some(folder) = sample("csv-dialects") else { return };
    let mut whole = members(&std::fs::read(folder.join("test.xlsx")).unwrap());
    let sheet = whole.iter_mut().find(|(name, _)| name.ends_with("sheet1.xml")).unwrap();
    sheet.1 = br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"#.to_vec();
    let error = read("b.xlsx", archive(&whole)).unwrap_err().to_string();
    assert!(error.contains("expected at most 268435456 cells"), "{error}");
}

//! Tables on disk that are read piece by piece: the same as from memory.

use std::fmt::Write as _;
use std::path::Path;

use persona_synthesis::Findings;
use persona_synthesis::sources::{Encoding, SourceFile, Table, TableOptions};

/// Reads a file by its path and from memory, which must agree; gives the table or the error.
fn read(path: &Path) -> Result<(Table, Findings), String> {
    let (mut found, mut expected) = (Findings::default(), Findings::default());
    let options = TableOptions::default();
    let from_path = Table::open(path, "t", &options, &mut found).map_err(|error| error.to_string());
    let file = SourceFile::from_path(path, "t").unwrap();
    let from_memory = Table::read(file, &options, &mut expected).map_err(|error| error.to_string());
    assert_eq!(from_path, from_memory);
    assert_eq!(found, expected);
    from_path.map(|table| (table, found))
}

/// A table of many more bytes than are read at a time, whose rows hold all that a piece may end in
/// the middle of.
fn text(shift: usize) -> String {
    let mut text = format!("id,{},answer\r\n", "a".repeat(shift));
    for row in 0..12_000 {
        write!(text, "R{row},\"é, \"\"é\"\"\r\né\",ü\r\n").unwrap();
    }
    text
}

fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        // All of its characters are the same in Latin-1.
        Encoding::Windows1252 => {
            text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
        }
        _ => text.as_bytes().to_vec(),
    }
}

#[test]
fn a_table_on_disk_is_the_same_wherever_pieces_of_it_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.csv");
    for encoding in Encoding::ALL {
        // As many shifts as a row has bytes, so that a piece ends at each of them.
        for shift in 1..32 {
            std::fs::write(&path, encoded(&text(shift), encoding)).unwrap();
            let (table, _) = read(&path).unwrap();
            assert_eq!(
                (table.rows(), table.set_aside(), table.encoding),
                (12_000, 0, Some(encoding))
            );
            let cells: Vec<_> = table.columns.iter().map(|column| column.text(11_999)).collect();
            assert_eq!(cells, ["R11999", "é, \"é\"\r\né", "ü"]);
            assert_eq!(table.place(11_999).line, Some(24_000));
        }
    }
}

#[test]
fn bad_bytes_far_from_the_beginning_are_found_on_their_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.csv");
    let mut bytes = text(1).into_bytes();
    bytes.extend(b"R12000,\xE9,\xC3");
    std::fs::write(&path, bytes).unwrap();
    let (table, findings) = read(&path).unwrap();
    assert_eq!(
        (table.columns[1].text(12_000), table.columns[2].text(12_000)),
        ("\u{fffd}".into(), "\u{fffd}".into())
    );
    let finding = findings.iter().next().unwrap();
    assert_eq!(
        (finding.id(), finding.count(), finding.place().unwrap().line),
        ("bad-byte", 2, Some(24_002))
    );
}

#[test]
fn large_files_of_other_formats_are_told_by_their_first_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t");
    let rest = text(1);
    for (begins, found) in [
        (&b"PK\x03\x04"[..], "a ZIP archive of another kind"),
        (b"\xD0\xCF\x11\xE0", "an old Office file"),
        (b"\xFF\xFE\0\0", "UTF-32"),
        (b"$FL2", ""),
    ] {
        std::fs::write(&path, [begins, rest.as_bytes()].concat()).unwrap();
        let error = read(&path).unwrap_err();
        assert!(error.contains(found), "{error}");
    }
}

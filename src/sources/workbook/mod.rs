//! Workbooks: one sheet of an `.xlsx` or `.ods` file as a table.
//!
//! A cell reads as its value: numbers as short as they can be written, dates and times in the ISO
//! form to the nearest second, `TRUE` and `FALSE`, errors by their name, formulas by their stored
//! result. How a sheet shows its values is not read.

mod ods;
mod sheet;
mod xlsx;

use super::archive::Archive;
use super::file::SourceFile;
use super::table::Table;
use crate::error::{ErrorKind, Result, nearest};
use crate::finding::Findings;
use crate::sources::findings::SourcesFinding;
use sheet::{MOST_BYTES, SheetCell, SheetRecords, damage_error};

/// As many sheets without a table as are passed over for the first that holds one.
const MOST_EMPTY: usize = 20;

/// The kind of a workbook, by its members.
enum WorkbookKind {
    Xlsx,
    Ods,
}

impl WorkbookKind {
    fn detect(archive: &mut Archive<'_>) -> Option<Self> {
        if archive.find("xl/workbook.xml").is_some() {
            return Some(Self::Xlsx);
        }
        // Documents of a word processor have a `content.xml` too; the type tells them apart.
        archive.find("content.xml")?;
        let mimetype = archive.find("mimetype")?;
        let kind = archive.read(mimetype).ok()?;
        kind.bytes()
            .starts_with(b"application/vnd.oasis.opendocument.spreadsheet")
            .then_some(Self::Ods)
    }
}

/// True if a file is a workbook that is read: a ZIP archive with the members of one.
pub(super) fn is_workbook(file: &SourceFile) -> bool {
    file.bytes().starts_with(b"PK\x03\x04")
        && Archive::open(file).is_ok_and(|mut archive| WorkbookKind::detect(&mut archive).is_some())
}

/// Reads the named sheet, or the first that holds a table.
///
/// # Errors
/// [`ErrorKind::Format`] for a damaged workbook or one without a table, [`ErrorKind::Header`] if
/// there is no such sheet, [`ErrorKind::TooLarge`] beyond the limits of an archive.
pub(super) fn read_sheet(
    file: &SourceFile,
    sheet: Option<&str>,
    findings: &mut Findings,
) -> Result<Table> {
    let mut archive = Archive::open(file)?;
    match WorkbookKind::detect(&mut archive) {
        Some(WorkbookKind::Xlsx) => {
            let mut book = xlsx::Book::open(file, &mut archive)?;
            let names = book.sheets();
            choose(file, sheet, &names, findings, |name| sheet_table(file, name, book.cells(name)?))
        }
        Some(WorkbookKind::Ods) => {
            let names = ods::sheets(file, &mut archive)?;
            let mut cells = ods::OdsCells::open(file, &mut archive)?;
            choose(file, sheet, &names, findings, |name| {
                let found = cells.go_to(name)?;
                sheet_table(file, name, || if found { cells.next_cell() } else { Ok(None) })
            })
        }
        None => Err(damage_error(file, "no sheets")),
    }
}

/// The stated sheet, or the first with a header; other sheets are named in a finding.
fn choose(
    file: &SourceFile,
    stated: Option<&str>,
    names: &[String],
    findings: &mut Findings,
    mut read: impl FnMut(&str) -> Result<(Table, Findings)>,
) -> Result<Table> {
    if let Some(stated) = stated {
        let found = names.iter().find(|name| *name == stated).ok_or_else(|| ErrorKind::Format {
            place: file.place(),
            expected: format!("a sheet {stated:?}"),
            found: format!(
                "the sheets {}{}",
                names.join(", "),
                nearest(stated, names.iter().map(String::as_str))
                    .map_or_else(String::new, |name| format!(" (did you mean {name:?}?)"))
            ),
        })?;
        let (table, found) = read(found)?;
        findings.extend(found);
        return Ok(table);
    }
    for (position, name) in names.iter().enumerate() {
        // Of the last sheet that is looked at the error stands: somewhere it must be said that
        // there is no table.
        let (table, found) = match read(name) {
            Err(error) if position + 1 < names.len().min(MOST_EMPTY) && is_empty(&error) => {
                continue;
            }
            read => read?,
        };
        if names.len() > 1 {
            let others = names.iter().filter(|other| *other != name).cloned().collect();
            let kind = SourcesFinding::SheetChosen { sheet: name.clone(), others };
            findings.add_at(kind, file.place());
        }
        // Findings of the sheets before are dropped with them, as nothing of these is used.
        findings.extend(found);
        return Ok(table);
    }
    Err(damage_error(file, "no sheets"))
}

fn is_empty(error: &crate::Error) -> bool {
    matches!(error.kind(), ErrorKind::Format { found, .. } if found == Table::EMPTY)
}

fn sheet_table(
    file: &SourceFile,
    sheet: &str,
    mut cells: impl FnMut() -> Result<Option<SheetCell>>,
) -> Result<(Table, Findings)> {
    let mut findings = Findings::default();
    let mut table = Table::new(format!("{}/{sheet}", file.name()), file.digest());
    let name = table.name.clone();
    let mut records =
        SheetRecords { next: cells()?, cells, row: None, left: MOST_BYTES, name: &name };
    table.fill(&mut records, &mut findings)?;
    Ok((table, findings))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::super::records::{RecordBlock, RecordSource as _};
    use super::*;

    fn archive(members: &[(&str, &str)]) -> SourceFile {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in members {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        SourceFile::from_bytes("book", zip.finish().unwrap().into_inner()).unwrap()
    }

    fn read(file: &SourceFile) -> Result<(Table, Findings)> {
        let mut findings = Findings::default();
        Ok((read_sheet(file, None, &mut findings)?, findings))
    }

    fn ods(rows: &str) -> SourceFile {
        let text = format!(
            r#"<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
            xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
            xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body
            ><t:table t:name="Answers">{rows}</t:table></o:body></o:document-content>"#
        );
        archive(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", &text),
        ])
    }

    fn cells(table: &Table) -> Vec<Vec<String>> {
        let row = |row| table.columns.iter().map(|column| column.text(row).into_owned()).collect();
        (0..table.rows()).map(row).collect()
    }

    #[test]
    fn opendocument_cells_read_as_their_values() {
        let text = |text: &str| {
            format!(r#"<t:table-cell o:value-type="string"><x:p>{text}</x:p></t:table-cell>"#)
        };
        let header: String = ["id", "n", "when", "note"].map(text).concat();
        let rows = format!(
            r#"<t:table-row t:number-rows-repeated="2"><t:table-cell
                t:number-columns-repeated="1024"/></t:table-row>
            <t:table-row>{header}</t:table-row>
            <t:table-row>{}<t:table-cell o:value-type="float"
                o:value="2017.50"><x:p>2.017,50</x:p></t:table-cell><t:table-cell
                o:value-type="date" o:date-value="2019-12-13T09:50:29.878"/><t:table-cell
                o:value-type="string"><x:p>a &amp;<x:s x:c="2"/>b</x:p><x:p>c</x:p></t:table-cell
                ></t:table-row>
            <t:table-row t:number-rows-repeated="2"><t:table-cell
                o:value-type="boolean" o:boolean-value="true"
                t:number-columns-repeated="3"/></t:table-row>
            <t:table-row t:number-rows-repeated="1048000"><t:table-cell
                t:number-columns-repeated="16384"/></t:table-row>"#,
            text("P1")
        );
        let (table, findings) = read(&ods(&rows)).unwrap();
        assert_eq!(table.name, "book/Answers");
        assert_eq!(cells(&table)[0], ["P1", "2017.5", "2019-12-13 09:50:30", "a &  b\nc"]);
        assert_eq!(cells(&table)[2], ["TRUE", "TRUE", "TRUE", ""]);
        assert_eq!((table.rows(), table.place(0).line, findings.len()), (3, Some(4), 0));
    }

    #[test]
    fn empty_sheets_are_passed_over_in_one_pass() {
        let cell = |text: &str| {
            format!(
                r#"<t:table-row><t:table-cell o:value-type="string"><x:p>{text}</x:p
                ></t:table-cell></t:table-row>"#
            )
        };
        let next = |name: &str| format!(r#"</t:table><t:table t:name="{name}">"#);
        let empty = "<t:table-row><t:table-cell/></t:table-row>";
        let rows = [
            empty.to_owned(),
            next("Notes"),
            next("Data"),
            cell("id"),
            cell("P1"),
            next("Last"),
            cell("x"),
        ];
        let file = ods(&rows.concat());
        let (table, findings) = read(&file).unwrap();
        assert_eq!(
            (table.name.as_str(), cells(&table)),
            ("book/Data", vec![vec!["P1".to_owned()]])
        );
        assert_eq!(findings.len(), 1);
        let stated = |name: &str| read_sheet(&file, Some(name), &mut Findings::default());
        assert_eq!(stated("Last").unwrap().name, "book/Last");
        let error = stated("Answers").unwrap_err().to_string();
        assert_eq!(error, "book/Answers: expected a table with a header, found an empty file");
        let error =
            read(&ods(&[empty.to_owned(), next("Notes")].concat())).unwrap_err().to_string();
        assert_eq!(error, "book/Notes: expected a table with a header, found an empty file");
    }

    #[test]
    fn sheets_of_lying_sizes_are_refused() {
        let rows = r#"<t:table-row t:number-rows-repeated="1000000"><t:table-cell
            o:value-type="float" o:value="1" t:number-columns-repeated="16384"/></t:table-row>"#;
        let error = read(&ods(rows)).unwrap_err().to_string();
        assert_eq!(error, "book/Answers: expected at most 268435456 cells, found 16384000000");
        let strings = r#"<sst uniqueCount="9999999999"><si><t>a</t></si></sst>"#;
        let file =
            archive(&[("xl/workbook.xml", "<workbook/>"), ("xl/sharedStrings.xml", strings)]);
        let error = read(&file).unwrap_err().to_string();
        assert!(error.contains("found a count of 9999999999"), "{error}");
    }

    #[test]
    fn cells_far_outside_a_sheet_are_refused() {
        let book = r#"<workbook
            xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            ><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#;
        let relations = concat!(
            r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org"#,
            r#"/officeDocument/2006/relationships/worksheet" "#,
            r#"Target="worksheets/sheet1.xml"/></Relationships>"#
        );
        let refused = |reference: &str| {
            let sheet = format!(
                r#"<worksheet><sheetData><row r="1"><c r="{reference}"><v>7</v></c></row
                ></sheetData></worksheet>"#
            );
            let members = [
                ("xl/workbook.xml", book),
                ("xl/_rels/workbook.xml.rels", relations),
                ("xl/worksheets/sheet1.xml", &sheet),
            ];
            read(&archive(&members)).unwrap_err().to_string()
        };
        assert_eq!(
            refused("ZZZZ1"),
            "book/a:1: expected cells within 1048576 rows and 16384 columns, \
             found one in column 475254"
        );
        assert_eq!(
            refused("A4000000000"),
            "book/a:4000000000: expected cells within 1048576 rows and 16384 columns, \
             found one in column 1"
        );
        // Where arithmetic is not checked the library arrives somewhere, mostly outside.
        assert!(refused(&format!("A{}1", "I".repeat(70))).starts_with("book/a"), "refused");
    }

    #[test]
    fn a_text_in_many_cells_is_counted_each_time() {
        let mut cells = (0..9).map(|column| SheetCell { row: 0, column, text: "long".to_owned() });
        let next = cells.next();
        let cells = || Ok(cells.next());
        let mut records = SheetRecords { next, cells, row: None, left: 20, name: "b/A" };
        let error = records.next(&mut RecordBlock::default()).unwrap_err().to_string();
        assert_eq!(error, "b/A:1: expected at most 1073741824 bytes, found 1073741825");
    }

    #[test]
    fn a_bomb_ends_in_an_error() {
        let text = " ".repeat(40 << 20);
        let error = read(&ods(&format!("<t:table-row>{text}"))).unwrap_err().to_string();
        assert!(error.starts_with("book/content.xml: expected at most 33554432 bytes"), "{error}");
    }
}

//! The tables of a study as they are in their material.

use std::path::Path;

use super::opening::Opening;
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::manifest::{Material, MemoryFile, Source};
use crate::sources::{Delimiter, Encoding, StoredFile, Table, TableOptions};

/// Reads the table of a source, as it is in its material.
pub(super) fn read_source_table(
    opening: &Opening,
    source: &Source,
    findings: &mut Findings,
) -> Result<Table> {
    let of_memory = |file: &MemoryFile| StoredFile::in_memory(file.name(), file.bytes());
    let file = match &source.material {
        Material::Path(path) => opening.file(path)?,
        Material::File(file) => of_memory(file)?,
        Material::Records(records) => of_memory(&records.text)?,
        Material::Documents(_) => {
            return Err(ErrorKind::Manifest {
                place: opening.manifest.place(source.line),
                expected: format!("a table as source {:?}", source.id),
                found: "transcripts".to_owned(),
                nearest: None,
            }
            .into());
        }
    };
    table_of(&file, source, findings)
}

/// Reads a table that the manifest names beside a source.
pub(super) fn read_table(
    opening: &Opening,
    name: &str,
    source: &Source,
    findings: &mut Findings,
) -> Result<Table> {
    table_of(&opening.file(Path::new(name))?, source, findings)
}

pub(super) fn table_of(
    file: &StoredFile,
    source: &Source,
    findings: &mut Findings,
) -> Result<Table> {
    let options = match &source.material {
        // Their text is written here, so nothing of it is to be recognised.
        Material::Records(_) => TableOptions {
            encoding: Some(Encoding::Utf8),
            delimiter: Some(Delimiter::Comma),
            sheet: None,
        },
        Material::Path(_) | Material::File(_) | Material::Documents(_) => TableOptions {
            encoding: source.encoding,
            delimiter: source.delimiter,
            sheet: source.sheet.as_ref().map(|sheet| sheet.value.clone()),
        },
    };
    Table::read_stored(file, &options, findings)
}

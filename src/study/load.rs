//! Reads the files of a manifest into records, and finds the columns that it names.

use std::collections::BTreeMap;
use std::path::Path;

use super::manifest::{Manifest, Respondent, Source, Stated};
use crate::error::{ErrorKind, Result};
use crate::finding::{FindingKind, Findings};
use crate::locator::Place;
use crate::sources::{
    Codebook, CodedSegments, Column, ColumnSettings, Digest, Format, Item, MISSING, SourceFile, SourceKind, Structure,
    Table, TableOptions, Transcript, read_transcripts, recognise, set_aside,
};

/// The records of a source.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Records {
    Transcripts(Vec<Transcript>),
    Segments(CodedSegments),
    Codebook(Codebook),
    Rows(Rows),
}

/// A table of respondents.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rows {
    pub(crate) table: Table,
    pub(crate) items: Vec<Item>,
    /// Position of the column of respondent ids, if one names them.
    pub(crate) respondent: Option<usize>,
}

/// A source as it was read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Loaded {
    pub(crate) format: Format,
    pub(crate) digest: Digest,
    /// Records read, those set aside included.
    pub(crate) records: usize,
    pub(crate) content: Records,
}

/// Reads one source.
pub(super) fn load(manifest: &Manifest, source: &Source, findings: &mut Findings) -> Result<Loaded> {
    let path = manifest.folder.join(&source.path);
    let name = source.path.to_string_lossy().trim_end_matches('/').to_owned();
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    // Respondents in a column or row are those of a table, whatever the file is called.
    let tabled = matches!(source.respondent, Some(Respondent::Column(_) | Respondent::Row));
    let transcripts = path.is_dir() || (!tabled && matches!(extension.as_deref(), Some("txt" | "md" | "markdown")));
    if source.format.map_or(transcripts, |format| format == Format::Transcripts) {
        let transcripts = read_transcripts(&path, &name, &source.interviewers, source.encoding, findings)?;
        return Ok(Loaded {
            format: Format::Transcripts,
            digest: Digest::of_parts(
                transcripts.iter().map(|transcript| (transcript.document.as_str(), &transcript.digest)),
            ),
            records: transcripts.len(),
            content: Records::Transcripts(transcripts),
        });
    }
    if path.is_dir() {
        let expected = source.format.map_or_else(String::new, |format| format!("one file of format {format}"));
        return Err(ErrorKind::Format { place: Place::file(name), expected, found: "a folder".into() }.into());
    }
    let mut table = read_table(&path, &name, source, findings)?;
    if let Some(stated) = &source.structure {
        let file = SourceFile::from_path(&manifest.folder.join(&stated.value), &stated.value)?;
        let columns = Structure::read(file, findings)?.explain(&mut table);
        let (structure, of) = (stated.value.clone(), table.columns.len());
        findings.add_at(FindingKind::StructureRead { structure, columns, of }, Place::file(&name));
    }
    let format = source.format.unwrap_or_else(|| {
        let (format, why) = recognise_format(&table, source);
        findings.add_at(FindingKind::FormatRecognised { format: format.to_string(), why }, Place::file(&name));
        format
    });
    if format.kind() == SourceKind::Survey {
        set_aside(&mut table, &source.keep, findings);
    }
    let (digest, records) = (table.digest.clone(), table.rows());
    let content = match format {
        Format::Segments | Format::TaguetteHighlights => Records::Segments(CodedSegments::from_table(table)?),
        Format::Codebook => Records::Codebook(Codebook::from_table(&table)?),
        _ => Records::Rows(rows(manifest, source, table, findings)?),
    };
    Ok(Loaded { format, digest, records, content })
}

pub(super) fn read_table(path: &Path, name: &str, source: &Source, findings: &mut Findings) -> Result<Table> {
    let options = TableOptions {
        encoding: source.encoding,
        delimiter: source.delimiter,
        sheet: source.sheet.as_ref().map(|sheet| sheet.value.clone()),
    };
    Table::read(SourceFile::from_path(path, name)?, &options, findings)
}

/// The format by the header, unless the manifest gives the table respondents, which no codebook has, or accounts, which only a CRM has.
fn recognise_format(table: &Table, source: &Source) -> (Format, String) {
    let (format, why) = match Format::recognise(table) {
        (Format::Codebook, _) if source.respondent.is_some() => Format::of_respondents(table),
        recognised => recognised,
    };
    if format == Format::Survey && source.account.is_some() {
        return (Format::Crm, "the manifest names its accounts".to_owned());
    }
    (format, why.to_owned())
}

fn rows(manifest: &Manifest, source: &Source, table: Table, findings: &mut Findings) -> Result<Rows> {
    let mut settings: BTreeMap<usize, ColumnSettings> = BTreeMap::new();
    for (name, rule) in &source.columns {
        if rule.settings.levels.len() >= usize::from(MISSING) {
            return Err(ErrorKind::Manifest {
                place: manifest.place(name.line),
                expected: format!("fewer than {MISSING} levels"),
                found: rule.settings.levels.len().to_string(),
                nearest: None,
            }
            .into());
        }
        settings.insert(column(manifest, &table, name)?.index, rule.settings.clone());
    }
    let respondent = match &source.respondent {
        Some(Respondent::Column(name)) => Some(column(manifest, &table, name)?.index),
        Some(Respondent::Row) => None,
        Some(Respondent::Document(_)) | None => {
            return Err(ErrorKind::Manifest {
                place: manifest.place(source.line),
                expected: format!("`respondent` of source {:?} as a column name or {{ row = true }}", source.id),
                found: if source.respondent.is_none() { "none" } else { "a document pattern" }.to_owned(),
                nearest: None,
            }
            .into());
        }
    };
    let items = recognise(&table, &settings, findings);
    Ok(Rows { table, items, respondent })
}

/// A column that the manifest names.
pub(super) fn column<'a>(manifest: &Manifest, table: &'a Table, name: &Stated<String>) -> Result<&'a Column> {
    table.column(&name.value).ok_or_else(|| {
        let expected = format!("a column of {}", table.name);
        manifest.unknown(name, &expected, table.columns.iter().map(|column| column.label.as_str())).into()
    })
}

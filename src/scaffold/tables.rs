//! Recognition of the tables of a folder.

use std::collections::BTreeMap;
use std::path::Path;

use super::codings::CodedDraft;
use super::content::Content;
use crate::error::Error;
use crate::finding::Findings;
use crate::locator::Place;
use crate::sources::{
    CodedSegments, Format, Reach, SourceKind, StoredFile, Table, TableOptions, has_codes_in_rows,
    infer_items, is_talk,
};

/// A text file that is a table: tabs in its first lines make several columns.
pub(super) fn text_table(reach: &Reach, path: &Path, shown: &str, least: usize) -> Option<Content> {
    use std::io::Read as _;
    let mut first = Vec::new();
    reach.open(path, &Place::file(shown)).ok()?.take(4096).read_to_end(&mut first).ok()?;
    let first = String::from_utf8_lossy(&first);
    // Times, speakers and words parted by tabs are a transcript.
    if is_talk(&first) {
        return None;
    }
    let header = first.lines().find(|line| !line.trim().is_empty())?;
    // Transcripts seldom have two tabs in the first line.
    (header.split('\t').count() > 2).then(|| table(reach, path, shown, least))
}

pub(super) fn table(reach: &Reach, path: &Path, shown: &str, least: usize) -> Content {
    let mut findings = Findings::default();
    let read = |findings: &mut Findings| {
        Table::read_stored(
            &StoredFile::open(reach, path, shown)?,
            &TableOptions::default(),
            findings,
        )
    };
    let table = match read(&mut findings) {
        Ok(table) => table,
        Err(error) => return unreadable(&error),
    };
    let rows = table.kept_rows();
    let has = |name: &str| table.columns.iter().any(|column| column.name == name);
    // It has as many rows as questions and would pass for a survey.
    if has("class") && has("type/scale") {
        return Content::unused(|words| words.questionnaire.to_owned());
    }
    let (format, why) = Format::detect_by(&table);
    let customers = Format::of_respondents(&table).0.kind() == SourceKind::Crm;
    let by_header = CodedSegments::has_usual_columns(&table);
    let table = match format.kind() {
        SourceKind::Codebook => table,
        _ => match CodedDraft::of(Box::new(table), customers) {
            Ok(draft) => {
                let why = if by_header { why } else { draft.clue() };
                return Content::Segments { draft: Box::new(draft), why };
            }
            Err(table) if has_codes_in_rows(&table) => {
                return Content::unused(|words| words.codes_in_rows.to_owned());
            }
            Err(table) => *table,
        },
    };
    match format.kind() {
        SourceKind::Codebook => Content::Codebook { why },
        _ if rows < least => Content::unused(move |words| (words.few_rows)(rows)),
        _ if table.columns.len() < 2 => Content::unused(|words| words.one_column.to_owned()),
        _ => {
            let items = infer_items(&table, &BTreeMap::new(), &mut findings);
            Content::Rows { table: Box::new(table), items, format, why }
        }
    }
}

/// A file that cannot be read.
pub(super) fn unreadable(error: &Error) -> Content {
    let error = format!("{error:?}");
    Content::unused(move |words| (words.unreadable)(&error))
}

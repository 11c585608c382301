//! What leads other programs from a piece of evidence into the files themselves.

use std::path::Path;

use super::PersonaSet;
use super::evidence::Evidence;
use crate::locator::Locator;
use crate::sources::{Format, SourceKind};
use crate::study::{Records, Study};

/// The file that holds a piece of evidence, and the words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// Id of the evidence.
    pub evidence: String,
    /// Path of the file as the manifest has it, with `/` between folders; of a path from the root of a machine the file's name alone.
    pub file: String,
    /// The document within the file, where the file is a project that holds several.
    pub document: Option<String>,
    /// Whether the file is delimited text (CSV), whose rows and cells can be counted in it.
    pub delimited: bool,
    /// Up to 32 characters before the words; empty for a cell, for masked evidence, and where personal data stands near.
    pub before: String,
    /// Up to 32 characters after them, likewise.
    pub after: String,
}

/// A record of a CRM, and the respondent whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrmRecord {
    /// Id of the source.
    pub source: String,
    /// Id of the record.
    pub record: String,
    /// Position of the respondent among [`PersonaSet::memberships`].
    pub membership: usize,
}

/// Characters on each side in which nothing personal may stand for the nearest of them to be shown.
const LOOKED_AT: u32 = 200;
/// Characters shown on each side.
const SHOWN: usize = 32;

/// The anchors of all evidence, in its order.
pub(super) fn anchors(study: &Study, personas: &PersonaSet) -> Vec<Anchor> {
    personas.evidence().map(|evidence| anchor(study, evidence)).collect()
}

fn anchor(study: &Study, evidence: &Evidence) -> Anchor {
    let sources = study.manifest.sources.iter().zip(&study.loaded);
    let (source, loaded) = sources
        .clone()
        .find(|(source, _)| source.id == evidence.source)
        .expect("evidence stands in a source of the study");
    let file = shown_path(&source.path);
    let (file, document) = match &evidence.locator {
        Locator::Text { document, .. } if loaded.format == Format::Transcripts => {
            let whole = file == *document || file.ends_with(&format!("/{document}"));
            (if whole { file } else { format!("{}/{document}", file.trim_end_matches('/')) }, None)
        }
        Locator::Text { document, .. } => (file, Some(document.clone())),
        _ => (file, None),
    };
    let table = match &loaded.content {
        Records::Rows(rows) => Some(rows.file()),
        Records::Interviews(interviews) => {
            interviews.segments.as_ref().and_then(|segments| Some(&segments.table.as_ref()?.table))
        }
    };
    let (before, after) = if evidence.masked { (String::new(), String::new()) } else { around(study, evidence) };
    let delimited = table.is_some_and(|table| table.delimiter.is_some());
    Anchor { evidence: evidence.id.clone(), file, document, delimited, before, after }
}

/// A path that says nothing of the machine.
fn shown_path(path: &Path) -> String {
    let name = || path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if path.has_root() { name() } else { path.to_string_lossy().replace('\\', "/") }
}

/// The words just before and after a stretch of a transcript, where none of them is to be masked.
fn around(study: &Study, evidence: &Evidence) -> (String, String) {
    if !matches!(evidence.locator, Locator::Text { .. }) {
        return (String::new(), String::new());
    }
    let Ok(passage) = study.resolve(&evidence.locator, LOOKED_AT) else { return (String::new(), String::new()) };
    let whole = format!("{}{}{}", passage.before, passage.text, passage.after);
    if study.masker.mask(&whole).masked {
        return (String::new(), String::new());
    }
    let skipped = passage.before.chars().count().saturating_sub(SHOWN);
    (passage.before.chars().skip(skipped).collect(), passage.after.chars().take(SHOWN).collect())
}

/// The records of every CRM source whose rows are people, in their order.
pub(super) fn crm_records(study: &Study) -> Vec<CrmRecord> {
    let people = study.tables().filter(|(source, rows)| {
        study.loaded[*source].format.kind() == SourceKind::Crm && rows.accounts.is_none() && rows.aggregated.is_none()
    });
    let records = people.filter_map(|(source, rows)| {
        let column = &rows.table.columns[rows.respondent?];
        let name = &study.manifest.sources[source].id;
        let records = study.respondent_of[source].iter().enumerate();
        Some(records.filter_map(move |(row, respondent)| {
            let record = column.text(row).trim().to_owned();
            Some(CrmRecord { source: name.clone(), record, membership: (*respondent)? as usize })
        }))
    });
    records.flatten().collect()
}

//! Anchors that lead other programs from evidence into the files themselves.

use std::collections::BTreeMap;
use std::path::{MAIN_SEPARATOR, Path};

use crate::ids::SourceId;
use crate::locator::Locator;
use crate::personas::evidence::anchor::{Anchor, CrmRecord};
use crate::personas::evidence::types::{Evidence, EvidenceSet};
use crate::personas::set::PersonaSet;
use crate::sources::{CodedSegment, Format, SourceKind, is_guid};
use crate::study::{Records, Study};

/// Characters on each side that must hold nothing personal for the nearest of them to be shown.
const LOOKED_AT: u32 = 200;
/// Characters shown on each side.
const SHOWN: usize = 32;

/// The anchors of all evidence, in its order.
pub(crate) fn anchors(study: &Study, personas: &PersonaSet, sets: &[EvidenceSet]) -> Vec<Anchor> {
    let guids = Guids::new(study, sets);
    personas.evidence().map(|evidence| anchor(study, evidence, &guids)).collect()
}

/// A stretch of a transcript: id of the source, document, first character and the one after the
/// last.
type Stretch<'a> = (&'a str, &'a str, u32, u32);

/// The segments of REFI-QDA projects, in which everything has a guid.
struct Guids<'a> {
    /// By stretch: id of the source of the segments, position among its placed segments, and the
    /// segment.
    segments: BTreeMap<Stretch<'a>, Vec<(&'a SourceId, u32, &'a CodedSegment)>>,
    /// By id of the claim.
    sets: BTreeMap<&'a str, &'a EvidenceSet>,
}

impl<'a> Guids<'a> {
    fn new(study: &'a Study, sets: &'a [EvidenceSet]) -> Self {
        let mut found = Self { segments: BTreeMap::new(), sets: BTreeMap::new() };
        let of_refi = |source: usize| study.source_format(source) == Format::RefiProject;
        for segments in study.segments().iter().filter(|segments| of_refi(segments.source)) {
            let [own, of_texts] =
                [segments.source, segments.transcripts].map(|number| study.source(number));
            for (placed, position) in segments.placed.iter().zip(0..) {
                let document =
                    &study.transcripts(segments.transcripts)[placed.transcript as usize].document;
                let stretch =
                    (of_texts.id.as_str(), document.as_str(), placed.chars.start, placed.chars.end);
                let coded = (&own.id, position, study.coded(segments, placed));
                found.segments.entry(stretch).or_default().push(coded);
            }
        }
        // Most studies have no project; they need no index of sets either.
        if !found.segments.is_empty() {
            found.sets = sets.iter().map(|set| (set.claim.as_str(), set)).collect();
        }
        found
    }

    /// Guids of the selections and of the codings that a piece of evidence is.
    fn behind(&self, evidence: &Evidence) -> (Vec<String>, Vec<String>) {
        let Locator::Text { source, document, start, end, .. } = &evidence.locator else {
            return Default::default();
        };
        let there = self.segments.get(&(source.as_str(), document.as_str(), *start, *end));
        let (statement, place) = evidence.id.as_str().rsplit_once('-').unwrap_or_default();
        let places = self.sets.get(statement).map(|set| match place.starts_with('c') {
            true => &set.contradicting,
            false => &set.supporting,
        });
        // Several codes may mark one stretch: only those the claim counts are behind its evidence.
        let is_behind = |source: &SourceId, position: u32| {
            places.is_none_or(|places| {
                places.get(&(source.clone(), 0)).is_some_and(|segments| segments.contains(position))
            })
        };
        let (mut selections, mut codings) = (Vec::new(), Vec::new());
        for (_, _, coded) in
            there.into_iter().flatten().filter(|(source, position, _)| is_behind(source, *position))
        {
            selections
                .extend(coded.id.clone().filter(|id| is_guid(id) && !selections.contains(id)));
            codings.extend(coded.coding.clone().filter(|id| is_guid(id) && !codings.contains(id)));
        }
        (selections, codings)
    }
}

fn anchor(study: &Study, evidence: &Evidence, guids: &Guids<'_>) -> Anchor {
    let mut sources = study.manifest().sources.iter().zip(study.source_data());
    let Some((source, loaded)) = sources.find(|(source, _)| source.id == evidence.source) else {
        return of_caller(evidence);
    };
    let file = shown_path(Path::new(&source.shown_path()));
    let (file, document) = match &evidence.locator {
        Locator::Text { document, .. } if loaded.format == Format::Transcripts => {
            // A single transcript is its own file; joined to itself the path would name it twice.
            let whole = file == *document || file.ends_with(&format!("/{document}"));
            (if whole { file } else { format!("{}/{document}", file.trim_end_matches('/')) }, None)
        }
        Locator::Text { document, .. } => (file, Some(document.clone())),
        Locator::Cell { .. } | Locator::Rows { .. } | Locator::Caller { .. } => (file, None),
    };
    let table = match &loaded.content {
        Records::Rows(rows) => Some(rows.file()),
        Records::Interviews(interviews) => {
            interviews.segments.as_ref().and_then(|segments| Some(&segments.table.as_ref()?.table))
        }
    };
    let (before, after) =
        if evidence.masked { (String::new(), String::new()) } else { around(study, evidence) };
    let delimited = table.is_some_and(|table| table.delimiter.is_some());
    let (selections, codings) = guids.behind(evidence);
    Anchor {
        evidence: evidence.id.clone(),
        file,
        document,
        delimited,
        before,
        after,
        selections,
        codings,
    }
}

/// The anchor of a value that the caller computed: it stands in no file of the study.
fn of_caller(evidence: &Evidence) -> Anchor {
    Anchor {
        evidence: evidence.id.clone(),
        file: String::new(),
        document: None,
        delimited: false,
        before: String::new(),
        after: String::new(),
        selections: Vec::new(),
        codings: Vec::new(),
    }
}

/// A path that says nothing of the machine, its parts separated by `/` on every system.
fn shown_path(path: &Path) -> String {
    let name =
        || path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if path.has_root() { name() } else { path.to_string_lossy().replace(MAIN_SEPARATOR, "/") }
}

/// The words just before and after a stretch of a transcript, where none of them is to be masked.
fn around(study: &Study, evidence: &Evidence) -> (String, String) {
    if !matches!(evidence.locator, Locator::Text { .. }) {
        return (String::new(), String::new());
    }
    let Ok(passage) = study.resolve(&evidence.locator, LOOKED_AT) else {
        return (String::new(), String::new());
    };
    let whole = format!("{}{}{}", passage.before, passage.text, passage.after);
    // Names are recognised by their surroundings, so all of it is looked at before a part is shown.
    if study.mask(&whole).masked {
        return (String::new(), String::new());
    }
    let skipped = passage.before.chars().count().saturating_sub(SHOWN);
    (passage.before.chars().skip(skipped).collect(), passage.after.chars().take(SHOWN).collect())
}

/// The records of every CRM source whose rows are people, in their order.
pub(crate) fn crm_records(study: &Study) -> Vec<CrmRecord> {
    let people = study.tables().filter(|(source, rows)| {
        study.source_kind(*source) == SourceKind::Crm
            && rows.accounts.is_none()
            && rows.aggregated.is_none()
    });
    let records = people.filter_map(|(source, rows)| {
        let column = &rows.table.columns[rows.respondent?];
        let name = study.source_id(source);
        let records = study.record_owners(source).iter().enumerate();
        Some(records.filter_map(move |(row, respondent)| {
            let record = column.text(row).trim().to_owned();
            Some(CrmRecord { source: name.to_owned(), record, membership: (*respondent)? as usize })
        }))
    });
    records.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_have_slashes_and_say_nothing_of_the_machine() {
        let below: std::path::PathBuf = ["..", "clinic", "survey.csv"].iter().collect();
        assert_eq!(shown_path(&below), "../clinic/survey.csv");
        assert_eq!(shown_path(&std::env::temp_dir().join("survey.csv")), "survey.csv");
        #[cfg(not(windows))]
        assert_eq!(shown_path(Path::new("spring\\1.csv")), "spring\\1.csv", "a name may hold it");
    }
}

//! Recognition of the files of a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::codings::{CodedDraft, stem};
use super::speakers::SpeakersDraft;
use super::unread::unread;
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locale::ScaffoldWords;
use crate::locator::Place;
use crate::sources::{
    CodedSegments, Entry, Format, Item, Reach, SourceKind, StoredFile, Table, TableOptions,
    infer_items, is_talk, shown_path, walk,
};

/// A file or folder with what it is.
pub(super) struct Found {
    /// Name of the source, unique in the draft.
    pub(super) id: String,
    /// Path from the folder, parts separated by `/`.
    pub(super) path: String,
    pub(super) content: Content,
}

impl Found {
    /// True for what respondents are read from.
    pub(super) fn has_people(&self) -> bool {
        match &self.content {
            Content::Transcripts { .. } | Content::Rows { .. } => true,
            Content::Segments { draft, .. } => draft.alone,
            Content::Codebook { .. } | Content::Unused(_) => false,
        }
    }
}

pub(super) enum Content {
    /// A folder of transcripts, and the pattern that finds respondents in their names.
    Transcripts {
        documents: usize,
        pattern: &'static str,
        speakers: SpeakersDraft,
    },
    Segments {
        draft: Box<CodedDraft>,
        why: String,
    },
    Codebook {
        why: String,
    },
    /// Rows of respondents.
    Rows {
        table: Box<Table>,
        items: Vec<Item>,
        format: Format,
        why: String,
    },
    /// Why it is left out.
    Unused(String),
}

/// Deepest sub-folder that is looked into.
const DEEPEST: usize = 5;
/// As many files as a draft speaks of.
const MOST_FILES: usize = 2000;
/// A table of fewer rows is a list beside the data rather than a source of respondents.
const LEAST_ROWS: usize = 5;
/// Where nothing else is there, a table of as many rows is what there is to read.
const LEAST_ROWS_ALONE: usize = 2;

/// Everything in a folder, transcripts first, then tables, then what is not used; each in the order
/// of the paths.
pub(super) fn find(folder: &Path, words: &ScaffoldWords) -> Result<Vec<Found>> {
    let found = find_tables(folder, words, LEAST_ROWS)?;
    if found.iter().any(Found::has_people) {
        return Ok(found);
    }
    // A pilot of few answers is a study that can be read, and so one that can be drafted.
    find_tables(folder, words, LEAST_ROWS_ALONE)
}

/// Everything in a folder; tables of fewer rows are not used.
fn find_tables(folder: &Path, words: &ScaffoldWords, least: usize) -> Result<Vec<Found>> {
    let reach =
        Reach::within(folder).map_err(|source| ErrorKind::Read { place: place(folder), source })?;
    let mut entries = walk(folder, &folder.display().to_string(), DEEPEST)?;
    entries.truncate(MOST_FILES);
    let mut transcripts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut found = Vec::new();
    for Entry { below: path, left_out } in entries {
        let shown = shown_path(&path);
        let extension = path
            .extension()
            .map(|extension| extension.to_string_lossy().to_lowercase())
            .unwrap_or_default();
        let (parent, name) = shown.rsplit_once('/').unwrap_or(("", &shown));
        // A README is no interview.
        if is_remark(name) {
            continue;
        }
        let content = match extension.as_str() {
            _ if left_out.is_some() => {
                left_out.map(|kind| Content::Unused((words.sentence)(&kind)))
            }
            "md" | "markdown" => None,
            "txt" => text_table(&reach, &folder.join(&path), &shown, words, least),
            "csv" | "tsv" | "tab" | "xlsx" | "ods" | "sav" | "zsav" | "parquet" => {
                Some(table(&reach, &folder.join(&path), &shown, words, least))
            }
            other => Some(Content::Unused(match unread(other) {
                Some(known) => (words.unread_program)(known.program, known.instead),
                None => (words.unknown_extension)(other),
            })),
        };
        match content {
            Some(content) => found.push(Found { id: String::new(), path: shown, content }),
            None => transcripts.entry(parent.to_owned()).or_default().push(name.to_owned()),
        }
    }
    let names = transcripts.values().flatten();
    let names: BTreeSet<String> = names.map(|name| stem(name).to_lowercase()).collect();
    let transcripts = transcripts.into_iter();
    let mut all: Vec<Found> =
        transcripts.map(|(parent, names)| of_transcripts(folder, parent, &names, words)).collect();
    all.append(&mut found);
    leave_out_repetitions(&mut all, words);
    for found in &mut all {
        if let Content::Segments { draft, .. } = &mut found.content {
            draft.join(&names);
            if draft.is_nobodys() {
                found.content = Content::Unused(words.segments_of_nobody.to_owned());
            }
        }
    }
    if !all.iter().any(|found| matches!(found.content, Content::Segments { .. })) {
        for found in &mut all {
            if let Content::Codebook { .. } = found.content {
                found.content = Content::Unused(words.codebook_alone.to_owned());
            }
        }
    }
    all.sort_by_key(|found| match found.content {
        Content::Transcripts { .. } => 0,
        Content::Segments { .. } | Content::Codebook { .. } => 1,
        Content::Rows { .. } => 2,
        Content::Unused(_) => 3,
    });
    name(&mut all);
    Ok(all)
}

/// The folder as a place, for errors.
fn place(folder: &Path) -> Place {
    Place::file(folder.display().to_string())
}

/// Files that speak of the folder rather than of respondents.
fn is_remark(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let manifest = name.to_lowercase().ends_with(".toml");
    manifest
        || matches!(
            stem.as_str(),
            "readme" | "license" | "licence" | "copying" | "sources" | "notes" | "changelog"
        )
}

fn of_transcripts(folder: &Path, parent: String, names: &[String], words: &ScaffoldWords) -> Found {
    let numbered = |name: &String| {
        let letters = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len());
        letters > 0 && letters <= 4 && name[letters..].starts_with(|c: char| c.is_ascii_digit())
    };
    let pattern =
        // "P01_second.txt" belongs to P01, as long as all names are built so.
        if names.iter().all(numbered) { r"^([A-Za-z]+\d+)" } else { r"^(.+?)(?:\.[^.]*)?$" };
    let content = if parent.is_empty() {
        Content::Unused((words.loose_texts)(names.len(), &names[0]))
    } else {
        let speakers = SpeakersDraft::read(&folder.join(&parent));
        Content::Transcripts { documents: names.len(), pattern, speakers }
    };
    Found {
        id: String::new(),
        path: if parent.is_empty() { ".".to_owned() } else { parent },
        content,
    }
}

/// A text file that is a table: tabs in its first lines make several columns.
fn text_table(
    reach: &Reach,
    path: &Path,
    shown: &str,
    words: &ScaffoldWords,
    least: usize,
) -> Option<Content> {
    use std::io::Read as _;
    let mut first = Vec::new();
    reach.open(path, &Place::file(shown)).ok()?.take(4096).read_to_end(&mut first).ok()?;
    let first = String::from_utf8_lossy(&first);
    // Times, speakers and words parted by tabs are a transcript.
    if is_talk(&first) {
        return None;
    }
    let mut lines = first.lines().filter(|line| !line.trim().is_empty());
    let header: Vec<&str> = lines.next()?.split('\t').map(str::trim).collect();
    // A header names columns and stands in none; the first line of a transcript holds a speaker who
    // speaks again below, or a time.
    let recurs = lines.any(|line| {
        let mut cells = line.split('\t').map(str::trim).zip(&header);
        cells.any(|(cell, name)| !cell.is_empty() && cell == *name)
    });
    let timed = header.iter().any(|cell| is_time(cell));
    // Transcripts seldom have two tabs in the first line.
    (header.len() > 2 && !recurs && !timed).then(|| table(reach, path, shown, words, least))
}

/// True for a time of a recording, such as `00:12` and `1:02:33.5`.
fn is_time(cell: &str) -> bool {
    let bare = cell.trim_matches(['[', ']', '(', ')']);
    bare.contains(':') && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | ','))
}

fn table(reach: &Reach, path: &Path, shown: &str, words: &ScaffoldWords, least: usize) -> Content {
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
        Err(error) => return Content::Unused((words.unreadable)(&format!("{error:?}"))),
    };
    let rows = table.rows() - table.set_aside();
    let has = |name: &str| table.columns.iter().any(|column| column.name == name);
    // It has as many rows as questions and would pass for a survey.
    if has("class") && has("type/scale") {
        return Content::Unused(words.questionnaire.to_owned());
    }
    let (format, clue) = Format::detect_by(&table);
    let why = (words.sentence)(&clue);
    let customers = Format::of_respondents(&table).0.kind() == SourceKind::Crm;
    let by_header = CodedSegments::has_usual_columns(&table);
    let table = match format.kind() {
        SourceKind::Codebook => table,
        _ => match CodedDraft::of(Box::new(table), customers) {
            Ok(draft) => {
                let why = if by_header { why } else { (words.sentence)(&draft.clue()) };
                return Content::Segments { draft: Box::new(draft), why };
            }
            Err(table) => *table,
        },
    };
    match format.kind() {
        SourceKind::Codebook => Content::Codebook { why },
        _ if rows < least => Content::Unused((words.few_rows)(rows)),
        _ if table.columns.len() < 2 => Content::Unused(words.one_column.to_owned()),
        _ => {
            let items = infer_items(&table, &BTreeMap::new(), &mut findings);
            Content::Rows { table: Box::new(table), items, format, why }
        }
    }
}

/// Keeps one of several files that hold the same: workbooks beside text of the same header and
/// length, versions of segments and codebooks.
fn leave_out_repetitions(all: &mut [Found], words: &ScaffoldWords) {
    leave_out_versions(all, words);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for position in 0..all.len() {
        let found = &all[position];
        let mark = match &found.content {
            Content::Rows { table, .. } => {
                let names: Vec<&str> =
                    table.columns.iter().map(|column| column.name.as_str()).collect();
                format!("{} rows of {}", table.rows(), names.join("\u{1f}"))
            }
            Content::Codebook { .. } => "codebook".to_owned(),
            _ => continue,
        };
        let Some(earlier) = seen.insert(mark.clone(), position) else { continue };
        let rows = matches!(all[position].content, Content::Rows { .. });
        // Of tables the first by name, since copies mostly have longer names.
        let (kept, left) = if rows { (earlier, position) } else { (position, earlier) };
        all[left].content = Content::Unused((words.other_version)(&all[kept].path));
        seen.insert(mark, kept);
    }
}

/// Of several versions of a table of codings the last by name stands.
fn leave_out_versions(all: &mut [Found], words: &ScaffoldWords) {
    for position in 1..all.len() {
        let (earlier, later) = all.split_at_mut(position);
        let Content::Segments { draft, .. } = &later[0].content else { continue };
        for found in earlier {
            if matches!(&found.content, Content::Segments { draft: other, .. } if draft.repeats(other))
            {
                found.content = Content::Unused((words.other_version)(&later[0].path));
            }
        }
    }
}

/// Names the sources after their files.
fn name(all: &mut [Found]) {
    let mut taken = BTreeSet::new();
    for found in all {
        let last = found.path.rsplit('/').next().unwrap_or_default();
        let stem = match found.content {
            Content::Transcripts { .. } => last,
            _ => last.rsplit_once('.').map_or(last, |(stem, _)| stem),
        };
        // Ids are part of locators and of commands.
        let plain = |c: char| if c.is_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
        let base: String = stem.chars().map(plain).collect();
        let mut id = base.clone();
        let mut times = 1;
        while !taken.insert(id.clone()) {
            times += 1;
            id = format!("{base}-{times}");
        }
        found.id = id;
    }
}

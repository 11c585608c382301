//! Recognition of the files of a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::content::{Content, Found};
use super::projects::{self, NUMBERED, Recognised, is_numbered};
use super::repetitions::leave_out_repetitions;
use super::speakers::SpeakersDraft;
use super::tables::{table, text_table, unreadable};
use super::unread::unread;
use crate::error::{ErrorKind, Result};
use crate::locator::Place;
use crate::sources::{
    Entry, QUALCODER, Reach, TRANSCRIPT_EXTENSIONS, is_lock, is_stray, shown_path, stem, walk,
};

/// Deepest sub-folder that is looked into.
const DEEPEST: usize = 5;
/// As many files as a draft speaks of.
const MOST_FILES: usize = 2000;
/// A table of fewer rows is a list beside the data rather than a source of respondents.
const LEAST_ROWS: usize = 5;
/// Endings of files that may be projects or codebooks of programs for qualitative analysis.
const PROJECTS: [&str; 8] = ["qdpx", "qde", "qdc", "sqlite3", "sqlite", "db", "qda", "zip"];
/// Where nothing else is there, a table of as many rows is what there is to read.
const LEAST_ROWS_ALONE: usize = 2;

/// Everything in a folder, transcripts first, then tables, then what is not used; each in the order
/// of the paths.
pub(super) fn find(folder: &Path) -> Result<Vec<Found>> {
    let found = find_tables(folder, LEAST_ROWS)?;
    if found.iter().any(Found::has_people) {
        return Ok(found);
    }
    // A pilot of few answers is a study that can be read, and so one that can be drafted.
    find_tables(folder, LEAST_ROWS_ALONE)
}

/// Everything in a folder; tables of fewer rows are not used.
fn find_tables(folder: &Path, least: usize) -> Result<Vec<Found>> {
    let unread = |source| ErrorKind::Read { place: place(folder), source };
    let reach = Reach::within(folder).map_err(unread)?;
    let mut entries = walk(folder, &folder.display().to_string(), DEEPEST)?;
    entries.truncate(MOST_FILES);
    let files = Files { folder, reach, least };
    let mut sorted = SortedFiles::default();
    let inner = InnerFolders::of(&entries);
    for entry in entries.iter().filter(|entry| !inner.hold(&entry.below)) {
        files.sort(entry, &mut sorted);
    }
    Ok(files.joined(sorted))
}

/// The files of a folder, some of them known.
#[derive(Default)]
struct SortedFiles {
    /// Names of transcripts by the folder that they are in.
    transcripts: BTreeMap<String, Vec<String>>,
    found: Vec<Found>,
}

impl SortedFiles {
    fn add(&mut self, path: &str, content: Content) {
        self.found.push(Found { id: String::new(), path: path.to_owned(), content });
    }
}

/// Folders whose files belong to a project beside or above them.
struct InnerFolders(BTreeSet<PathBuf>);

impl InnerFolders {
    fn of(entries: &[Entry]) -> Self {
        let mut folders = BTreeSet::new();
        for Entry { below, .. } in entries {
            let parent = below.parent().unwrap_or(Path::new(""));
            let extension = below.extension().map(|extension| extension.to_ascii_lowercase());
            if below.file_name().is_some_and(|name| name == QUALCODER) {
                folders.insert(parent.to_path_buf());
            } else if extension.is_some_and(|extension| extension == "qde") {
                folders.extend(["sources", "Sources"].map(|sources| parent.join(sources)));
            }
        }
        Self(folders)
    }

    fn hold(&self, path: &Path) -> bool {
        let is_database = path.file_name().is_some_and(|name| name == QUALCODER);
        !is_database && path.ancestors().skip(1).any(|folder| self.0.contains(folder))
    }
}

/// What is needed to find out what a file is.
struct Files<'a> {
    folder: &'a Path,
    reach: Reach,
    /// Fewest rows of a table that is used.
    least: usize,
}

impl Files<'_> {
    /// Finds out what a file is.
    fn sort(&self, Entry { below, left_out }: &Entry, sorted: &mut SortedFiles) {
        let Self { folder, reach, least } = self;
        let (shown, path) = (shown_path(below), folder.join(below));
        let (parent, name) = shown.rsplit_once('/').unwrap_or(("", &shown));
        let extension = below.extension();
        let extension = extension.map(|text| text.to_string_lossy().to_lowercase());
        let extension = extension.unwrap_or_default();
        let is_transcript = TRANSCRIPT_EXTENSIONS.contains(&extension.as_str());
        if let Some(kind) = left_out.clone() {
            return sorted.add(&shown, Content::unused(move |words| (words.sentence)(&kind)));
        }
        if name == QUALCODER {
            return self.add_folder(parent, sorted);
        }
        if is_lock(name) || is_remark(name) {
            return;
        }
        if is_transcript && is_stray(name) {
            return sorted.add(&shown, Content::unused(|words| words.about_study.to_owned()));
        }
        let content = match extension.as_str() {
            "txt" => text_table(reach, &path, &shown, *least),
            _ if is_transcript => None,
            "csv" | "tsv" | "tab" | "xlsx" | "ods" | "sav" | "zsav" | "parquet" => {
                Some(table(reach, &path, &shown, *least))
            }
            other => Some(self.project(&path, &shown, other)),
        };
        match content {
            Some(content) => sorted.add(&shown, content),
            None => {
                let names = sorted.transcripts.entry(parent.to_owned()).or_default();
                names.push(name.to_owned());
            }
        }
    }

    /// A project of QualCoder, which is a folder.
    fn add_folder(&self, parent: &str, sorted: &mut SortedFiles) {
        let shown = if parent.is_empty() { "." } else { parent };
        let read = projects::in_folder(&self.reach, &self.folder.join(parent), shown);
        sorted.add(shown, read.map_or_else(|error| unreadable(&error), Content::Project));
    }

    /// A project or codebook of a program for qualitative analysis, or a file that is not read.
    fn project(&self, path: &Path, shown: &str, extension: &str) -> Content {
        if let Some(unread) = unread(extension) {
            return unread;
        }
        let unknown = || {
            let extension = extension.to_owned();
            Content::unused(move |words| (words.unknown_extension)(&extension))
        };
        if !PROJECTS.contains(&extension) {
            return unknown();
        }
        match projects::recognise(&self.reach, path, shown) {
            Ok(Recognised::Project(draft)) => Content::Project(draft),
            Ok(Recognised::Codebook(clue)) => Content::Codebook { why: clue },
            Ok(Recognised::Other) => unknown(),
            Err(error) => unreadable(&error),
        }
    }

    /// What the files are, seen together.
    fn joined(&self, SortedFiles { transcripts, mut found }: SortedFiles) -> Vec<Found> {
        let transcripts = with_subfolders(transcripts);
        let names = transcripts.values().flatten();
        let mut names: BTreeSet<String> = names.map(|name| stem(name).to_lowercase()).collect();
        let is_only = transcripts.len() == 1 && !found.iter().any(is_text);
        let beside = found.iter().any(Found::has_people);
        let transcripts = transcripts.into_iter();
        let mut all: Vec<Found> = transcripts
            .map(|(parent, names)| match parent.as_str() {
                "" => self.loose(&names, is_only, beside),
                _ => self.transcripts(parent, &names),
            })
            .collect();
        all.append(&mut found);
        leave_out_repetitions(&mut all);
        for found in &all {
            if let Content::Project(draft) = &found.content {
                names.extend(draft.documents.iter().cloned());
            }
        }
        for found in &mut all {
            if let Content::Segments { draft, .. } = &mut found.content {
                draft.join(&names);
                if draft.is_nobodys() {
                    found.content = Content::unused(|words| words.segments_of_nobody.to_owned());
                }
            }
        }
        let has_codings =
            |found: &Found| matches!(found.content, Content::Segments { .. } | Content::Project(_));
        if !all.iter().any(has_codings) {
            for found in &mut all {
                if let Content::Codebook { .. } = found.content {
                    found.content = Content::unused(|words| words.codebook_alone.to_owned());
                }
            }
        }
        all.sort_by_key(|found| match found.content {
            Content::Transcripts { .. } | Content::Project(_) => 0,
            Content::Segments { .. } | Content::Codebook { .. } => 1,
            Content::Rows { .. } => 2,
            Content::Unused(_) => 3,
        });
        name(&mut all);
        all
    }

    /// Texts beside the manifest. Where they are all there is to read, or talk, they are the
    /// interviews; one source reads all of them, and so must have no other text among them.
    fn loose(&self, names: &[String], is_only: bool, beside: bool) -> Found {
        let path = match names {
            [name] => name.clone(),
            _ => ".".to_owned(),
        };
        let found = self.transcripts(path, names);
        let is_talk = match &found.content {
            Content::Transcripts { speakers, .. } => speakers.are_of_talk(),
            _ => false,
        };
        if is_only && (!beside || is_talk) {
            return found;
        }
        let (texts, first) = (names.len(), names[0].clone());
        let content = Content::unused(move |words| (words.loose_texts)(texts, &first));
        Found { path: ".".to_owned(), content, ..found }
    }

    /// Transcripts of one folder, or one transcript.
    fn transcripts(&self, path: String, names: &[String]) -> Found {
        let base = |name: &String| name.rsplit('/').next().unwrap_or(name).to_owned();
        let pattern = match names.iter().map(base).all(|name| is_numbered(&name)) {
            // "P01_second.txt" belongs to P01, as long as all names are built so.
            true => NUMBERED,
            false => r"^(.+?)(?:\.[^.]*)?$",
        };
        let speakers = SpeakersDraft::read(&self.folder.join(&path));
        let names = names.iter().map(|name| stem(name).to_lowercase()).collect();
        let content = Content::Transcripts { names, pattern, speakers };
        Found { id: String::new(), path, content }
    }
}

/// Puts the transcripts of subfolders to those of the folders that they are in: a source of a
/// folder reads both.
fn with_subfolders(folders: BTreeMap<String, Vec<String>>) -> BTreeMap<String, Vec<String>> {
    let mut joined: BTreeMap<String, Vec<String>> = BTreeMap::new();
    // A folder comes before those in it.
    for (folder, names) in folders {
        let above = Path::new(&folder).ancestors().skip(1).filter_map(Path::to_str);
        let above = above.filter(|above| !above.is_empty() && joined.contains_key(*above)).last();
        let Some(above) = above.map(str::to_owned) else {
            joined.insert(folder, names);
            continue;
        };
        let below = folder[above.len() + 1..].to_owned();
        let all = joined.entry(above).or_default();
        all.extend(names.into_iter().map(|name| format!("{below}/{name}")));
    }
    joined
}

/// True for a file that a source of the whole folder would read as a transcript, and that is none.
fn is_text(found: &Found) -> bool {
    !matches!(found.content, Content::Unused(_))
        && Path::new(&found.path).extension().is_some_and(|extension| extension == "txt")
}

/// The folder as a place, for errors.
fn place(folder: &Path) -> Place {
    Place::file(folder.display().to_string())
}

/// Files that speak of the folder rather than of respondents, and manifests.
fn is_remark(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    name.to_lowercase().ends_with(".toml") || matches!(stem.as_str(), "sources" | "notes")
}

/// Names the sources after their files.
fn name(all: &mut [Found]) {
    let mut taken = BTreeSet::new();
    for found in all {
        let last = found.path.rsplit('/').next().unwrap_or_default();
        let stem = match found.content {
            Content::Transcripts { .. } | Content::Project(_) if last == "." => "interviews",
            Content::Transcripts { .. } => stem(last),
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

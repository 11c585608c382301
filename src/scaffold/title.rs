//! The title of a draft.

use std::path::Path;

use super::content::{Content, Found};
use super::people::Joining;
use crate::locale::ScaffoldWords;

/// Names of folders that say nothing of what is in them.
const GENERIC: [&str; 32] = [
    "in",
    "input",
    "inputs",
    "data",
    "dataset",
    "datasets",
    "raw",
    "export",
    "exports",
    "exporte",
    "import",
    "imports",
    "file",
    "files",
    "dateien",
    "daten",
    "csv",
    "downloads",
    "download",
    "desktop",
    "documents",
    "dokumente",
    "study",
    "studie",
    "src",
    "source",
    "sources",
    "tmp",
    "temp",
    "new folder",
    "neuer ordner",
    "untitled folder",
];
/// As many sources as a title names.
const MOST: usize = 3;

/// The name of the folder, or where that says nothing the names of the sources of people.
pub(super) fn title(
    folder: &Path,
    found: &[Found],
    joining: &Joining<'_>,
    words: &ScaffoldWords,
) -> String {
    // `.` has a name too.
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.filter(|name| !is_generic(name));
    name.unwrap_or_else(|| of_sources(found, joining, words))
}

fn is_generic(name: &str) -> bool {
    let plain = name.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let has_letter = |c: char| c.is_alphabetic();
    // Folders of programs that run this one are named by chance.
    !name.contains(has_letter) || name.starts_with('.') || GENERIC.contains(&plain.as_str())
}

fn of_sources(found: &[Found], joining: &Joining<'_>, words: &ScaffoldWords) -> String {
    let of_people = |(number, found): &(usize, &Found)| match &found.content {
        Content::Rows { .. } => joining.is_of_people(*number),
        Content::Transcripts { .. } | Content::Project(_) | Content::Segments { .. } => true,
        Content::Codebook { .. } | Content::Unused(_) => false,
    };
    let is_used = |(number, found): &(usize, &Found)| match &found.content {
        Content::Rows { .. } => joining.is_used(*number),
        Content::Unused(_) | Content::Codebook { .. } => false,
        _ => true,
    };
    let mut named: Vec<(usize, &Found)> = found.iter().enumerate().filter(of_people).collect();
    if named.is_empty() {
        named = found.iter().enumerate().filter(is_used).collect();
    }
    let plain = |(_, found): &(usize, &Found)| {
        found.id.replace(['_', '-'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let names: Vec<String> = named.iter().take(MOST).map(plain).collect();
    (words.listed)(&names)
}

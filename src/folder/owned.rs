//! Tells the files that a run wrote into a folder from those of others.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use serde_json::Value;

use super::paths::{refusal, shown_name};
use crate::error::{ErrorKind, Result};
use crate::locator::Place;
use crate::sources::SourceFile;

/// The list of files that a run wrote. A later run removes those that it does not write itself, so
/// that nothing old is left among the new.
pub(super) const LIST: &str = ".written";

/// Names of the files in a folder that a run wrote, from its list `.written`; `None` for a folder
/// without a list.
///
/// Anybody may have written the list: names that lead out of the folder are left out.
#[must_use]
pub fn read_list(folder: impl AsRef<Path>) -> Option<BTreeSet<PathBuf>> {
    let list = folder.as_ref().join(LIST);
    // A link could lead to a file that is no list, and a pipe would wait for a writer.
    let is_file = fs::symlink_metadata(&list).is_ok_and(|list| list.is_file());
    let names = is_file.then(|| fs::read_to_string(&list))?.unwrap_or_default();
    let names = names.lines().map(Path::new).filter(|name| is_within(name));
    Some(names.map(Path::to_path_buf).collect())
}

/// Returns whether a path names a file within a folder, without a step up or to a root.
pub(super) fn is_within(name: &Path) -> bool {
    let is_plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    !name.as_os_str().is_empty() && name.components().all(is_plain)
}

/// True if a folder holds only files of these names that a run wrote. An empty folder does, and one
/// that does not exist.
#[must_use]
pub fn holds_only(folder: impl AsRef<Path>, names: &[&str]) -> bool {
    let listed = read_list(&folder).unwrap_or_default();
    let is_named = |name: &PathBuf| names.iter().any(|known| Path::new(known) == name);
    let is_own = |name: &Path| name == Path::new(LIST) || listed.contains(name);
    let mut entries = fs::read_dir(folder).into_iter().flatten();
    listed.iter().all(is_named)
        && entries.all(|entry| entry.is_ok_and(|entry| is_own(Path::new(&entry.file_name()))))
}

/// Files that programs of this crate write without a list, beside the charts.
const OF_RESULT: [&str; 20] = [
    "claims.csv",
    "evidence-sets.json",
    "evidence.csv",
    "evidence.jsonld",
    "membership-activecampaign.csv",
    "membership-hubspot.csv",
    "membership-salesforce.csv",
    "membership.csv",
    "model.json",
    "persona-perception.md",
    "personas.html",
    "personas.json",
    "personas.md",
    "personas.qdpx",
    "personas.schema.json",
    "personas.xlsx",
    "run.json",
    "sources.html",
    "sticky-notes.csv",
    "typing.md",
];
const CHARTS: &str = "charts";

/// Knows the files of a folder that programs of this crate wrote.
pub(super) struct Own {
    listed: BTreeSet<PathBuf>,
    /// Set for a result without a list, of which files are known by their names.
    by_name: bool,
}

impl Own {
    pub(super) fn in_folder(folder: &Path) -> Self {
        let listed = read_list(folder);
        // Earlier versions wrote no list.
        let by_name = listed.is_none() && is_result(&folder.join("personas.json"));
        Self { listed: listed.unwrap_or_default(), by_name }
    }

    pub(super) fn has(&self, name: &Path) -> bool {
        let is_chart = || {
            name.parent() == Some(Path::new(CHARTS))
                && name.extension().is_some_and(|it| it == "svg")
        };
        let is_known = || OF_RESULT.iter().any(|known| Path::new(known) == name) || is_chart();
        name == Path::new(LIST) || self.listed.contains(name) || (self.by_name && is_known())
    }

    fn has_below(&self, name: &Path) -> bool {
        is_below(&self.listed, name) || (self.by_name && name == Path::new(CHARTS))
    }
}

/// Returns whether a file is the `personas.json` of a result, and not one of the same name that
/// somebody else wrote.
fn is_result(path: &Path) -> bool {
    let file = SourceFile::from_path(path, "personas.json").ok();
    let json = file.and_then(|file| serde_json::from_slice::<Value>(file.bytes()).ok());
    json.is_some_and(|json| json["schema_version"].is_u64() && json["study"].is_object())
}

fn is_below(files: &BTreeSet<PathBuf>, folder: &Path) -> bool {
    files.iter().any(|file| file != folder && file.starts_with(folder))
}

/// The files in a folder that is to be written to.
pub(super) struct Contents {
    /// Files that no run wrote, by their names below the folder.
    pub(super) others: Vec<PathBuf>,
    /// Files that an earlier run wrote.
    pub(super) own: Vec<PathBuf>,
}

impl Contents {
    /// The files in a folder that files of these names are to be written to.
    ///
    /// Refuses one that holds a folder which is not a result's, or a file that would be overwritten
    /// though no run wrote it.
    pub(super) fn in_folder(folder: &Path, files: &[&str]) -> Result<Self> {
        let files: BTreeSet<PathBuf> = files.iter().map(PathBuf::from).collect();
        let before = Own::in_folder(folder);
        let mut found = Vec::new();
        files_below(folder, Path::new(""), &mut found, &|name| {
            before.has_below(name) || is_below(&files, name)
        })?;
        // Another run may have taken the folder's place meanwhile: its files are not somebody
        // else's either.
        let meanwhile = Own::in_folder(folder);
        let is_own = |name: &PathBuf| before.has(name) || meanwhile.has(name);
        let (own, others): (Vec<PathBuf>, Vec<PathBuf>) = found.into_iter().partition(is_own);
        match others.iter().find(|name| files.contains(*name)) {
            Some(name) => Err(refusal(&folder.join(name), "is there, and no run wrote it")),
            None => Ok(Self { others, own }),
        }
    }
}

/// Lists the files below a folder. It enters the folders that `is_entered` allows and refuses any
/// other.
pub(super) fn files_below(
    folder: &Path,
    below: &Path,
    found: &mut Vec<PathBuf>,
    is_entered: &dyn Fn(&Path) -> bool,
) -> Result<()> {
    let path = folder.join(below);
    let failed = |source| ErrorKind::Read { place: Place::file(path.to_string_lossy()), source };
    for entry in fs::read_dir(&path).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = below.join(entry.file_name());
        // A link to a folder is a file here: it is never followed.
        if !entry.file_type().map_err(failed)?.is_dir() {
            found.push(name);
        } else if is_entered(&name) {
            files_below(folder, &name, found, is_entered)?;
        } else {
            return Err(refusal(folder, format!("holds the folder {}", shown_name(&name))));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_called_as_a_result_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("personas.json");
        for (text, expected) in [
            ("{}", false),
            ("[]", false),
            (r#"{"study": "of cats", "schema_version": 1}"#, false),
            (r#"{"schema_version": 1, "study": {"title": "t"}, "personas": []}"#, true),
        ] {
            fs::write(&path, text).unwrap();
            assert_eq!(is_result(&path), expected, "{text}");
        }
    }

    #[test]
    fn a_folder_with_anything_else_holds_not_only_these_files() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for (name, files) in [
            ("log", &[(".written", "README.txt\nlog.csv\n"), ("log.csv", "")][..]),
            ("result", &[(".written", "personas.json\n"), ("personas.json", "{}")]),
            ("unlisted", &[("log.csv", "")]),
            ("notes", &[(".written", "log.csv\n"), ("notes.txt", "mine")]),
        ] {
            fs::create_dir(at(name)).unwrap();
            files.iter().for_each(|(file, text)| fs::write(at(name).join(file), text).unwrap());
            assert_eq!(holds_only(at(name), &["README.txt", "log.csv"]), name == "log", "{name}");
        }
        assert!(holds_only(at("nowhere"), &[]));
    }
}

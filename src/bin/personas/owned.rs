//! What in a folder of results a run wrote, and what is somebody's.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use persona_synthesis::sources::SourceFile;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::Failure;

/// The list of files that a run wrote: what a later run does not write goes with the rest, so that
/// nothing old is left among the new.
pub(crate) const WRITTEN: &str = ".written";

/// The names that the list of a folder has, `None` where there is none. Anybody may have written
/// it: a name that leads out of the folder is no name.
pub(crate) fn written_in(folder: &Path) -> Option<BTreeSet<PathBuf>> {
    let list = folder.join(WRITTEN);
    let text = fs::symlink_metadata(&list)
        .is_ok_and(|list| list.is_file())
        .then(|| fs::read_to_string(&list));
    let is_within =
        |path: &PathBuf| path.components().all(|part| matches!(part, Component::Normal(_)));
    let names = text?.unwrap_or_default();
    Some(
        names
            .lines()
            .filter(|name| !name.is_empty())
            .map(PathBuf::from)
            .filter(is_within)
            .collect(),
    )
}

/// What programs of this crate write that keep no list; and charts.
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

/// The files of a folder that programs of this crate wrote.
pub(crate) struct Own {
    listed: BTreeSet<PathBuf>,
    /// Whether there is a result without a list: then files are known by their names.
    by_name: bool,
}

impl Own {
    pub(crate) fn of(folder: &Path) -> Self {
        let listed = written_in(folder);
        let by_name = listed.is_none() && is_result(&folder.join("personas.json"));
        Self { listed: listed.unwrap_or_default(), by_name }
    }

    pub(crate) fn has(&self, name: &Path) -> bool {
        let is_chart = || {
            name.parent() == Some(Path::new(CHARTS))
                && name.extension().is_some_and(|it| it == "svg")
        };
        let is_known = || OF_RESULT.iter().any(|known| Path::new(known) == name) || is_chart();
        name == Path::new(WRITTEN) || self.listed.contains(name) || (self.by_name && is_known())
    }

    fn has_below(&self, name: &Path) -> bool {
        is_below(&self.listed, name) || (self.by_name && name == Path::new(CHARTS))
    }
}

/// Whether a file is the `personas.json` of a result, and not somebody's of the same name.
fn is_result(path: &Path) -> bool {
    #[derive(Deserialize)]
    #[allow(dead_code, reason = "it is asked whether they are there")]
    struct Known {
        schema_version: u32,
        study: BTreeMap<String, IgnoredAny>,
    }
    SourceFile::from_path(path, "personas.json")
        .is_ok_and(|file| serde_json::from_slice::<Known>(file.bytes()).is_ok())
}

fn is_below(files: &BTreeSet<PathBuf>, folder: &Path) -> bool {
    files.iter().any(|file| file != folder && file.starts_with(folder))
}

/// What is in a folder that is to be written to.
pub(crate) struct Others {
    /// Files that no run wrote, below the folder.
    pub(crate) names: Vec<PathBuf>,
    /// Files that an earlier run wrote.
    pub(crate) own: Vec<PathBuf>,
}

impl Others {
    /// Looks at a folder that files of these names are to be written to. It holds no folder but
    /// those of a result, and no file that would be overwritten though no run wrote it.
    pub(crate) fn of(folder: &Path, files: &[&str]) -> Result<Self, Failure> {
        let files: BTreeSet<PathBuf> = files.iter().map(PathBuf::from).collect();
        let before = Own::of(folder);
        let mut entries = Vec::new();
        list(folder, Path::new(""), &mut entries, &|name| {
            before.has_below(name) || is_below(&files, name)
        })?;
        // Another run may have taken the folder's place meanwhile: what it wrote is no file of
        // somebody's either.
        let meanwhile = Own::of(folder);
        let is_own = |name: &PathBuf| before.has(name) || meanwhile.has(name);
        let (own, names): (Vec<PathBuf>, Vec<PathBuf>) = entries.into_iter().partition(is_own);
        if let Some(name) = names.iter().find(|name| files.contains(*name)) {
            let failure =
                Failure(format!("{} is there, and no run wrote it", folder.join(name).display()));
            return Err(failure.hint("move it away, or name another folder by `--out`"));
        }
        Ok(Self { names, own })
    }
}

/// Lists the files below a folder, those in folders of a result too.
pub(crate) fn list(
    folder: &Path,
    below: &Path,
    found: &mut Vec<PathBuf>,
    of_result: &dyn Fn(&Path) -> bool,
) -> Result<(), Failure> {
    let failed = |error: io::Error| {
        Failure(format!("{}: cannot read: {error}", folder.join(below).display()))
    };
    for entry in fs::read_dir(folder.join(below)).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = below.join(entry.file_name());
        if !entry.file_type().map_err(failed)?.is_dir() {
            found.push(name);
        } else if of_result(&name) {
            list(folder, &name, found, of_result)?;
        } else {
            let message = format!("{} holds the folder {}", folder.display(), name.display());
            return Err(Failure(message).hint("`--out` names a folder for the results alone"));
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
}

//! Contents of a folder: walked to a bounded depth, never out of the folder, each folder once.

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use super::reach::{Reach, real};
use crate::error::{Error, ErrorKind, Result};
use crate::locator::Place;
use crate::sources::finding_data::LeftOut;
use crate::sources::findings::SourcesFinding;

/// Most entries of a folder that is walked.
const MOST_ENTRIES: usize = 100_000;

/// Files that every run writes.
const RESULT: [&str; 2] = ["personas.json", "run.json"];

/// Something met in a folder.
pub(crate) struct Entry {
    /// Its path from the folder.
    pub(crate) below: PathBuf,
    /// Why it is left out, unless it is a file.
    pub(crate) left_out: Option<SourcesFinding>,
}

/// Everything in a folder and the folders in it, hidden ones aside, in the order of the paths.
///
/// # Errors
/// [`ErrorKind::Read`] for a folder that cannot be read, [`ErrorKind::Format`] for one with too
/// many entries. `name` is what messages call it.
pub(crate) fn walk(folder: &Path, name: &str, deepest: usize) -> Result<Vec<Entry>> {
    let unread = |source| Error::from(ErrorKind::Read { place: Place::file(name), source });
    let reach = Reach::within(folder).map_err(unread)?;
    let mut walk = Walk {
        folder,
        name,
        reach,
        deepest,
        entries: Vec::new(),
        visited: BTreeSet::new(),
        links: VecDeque::new(),
    };
    walk.enter(Path::new(""), 0)?;
    // Folders have their own names before those that links give them.
    while let Some((below, depth)) = walk.links.pop_front() {
        walk.enter(&below, depth)?;
    }
    walk.entries.sort_by(|a, b| a.below.cmp(&b.below));
    Ok(walk.entries)
}

struct Walk<'a> {
    folder: &'a Path,
    name: &'a str,
    reach: Reach,
    deepest: usize,
    entries: Vec<Entry>,
    /// Real locations of the folders that were entered.
    visited: BTreeSet<PathBuf>,
    /// Links to folders, with their depth.
    links: VecDeque<(PathBuf, usize)>,
}

impl Walk<'_> {
    fn enter(&mut self, below: &Path, depth: usize) -> Result<()> {
        let place = || match below.as_os_str().is_empty() {
            true => Place::file(self.name),
            false => Place::file(format!("{}/{}", self.name, shown(below))),
        };
        let unread = |source| Error::from(ErrorKind::Read { place: place(), source });
        let path = self.folder.join(below);
        // A link may lead back to a folder above.
        if !self.visited.insert(real(&path).map_err(unread)?) {
            return Ok(());
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(&path).map_err(unread)? {
            names.push(entry.map_err(unread)?.file_name());
            if self.entries.len() + names.len() > MOST_ENTRIES {
                let expected = format!("a folder of at most {MOST_ENTRIES} entries");
                let found = "more".to_owned();
                return Err(ErrorKind::Format { place: place(), expected, found }.into());
            }
        }
        // What a run has written into a folder of the study is no data of it.
        let is_result = RESULT.iter().all(|file| names.iter().any(|name| name == file));
        if is_result && depth > 0 {
            let left_out = Some(SourcesFinding::ResultLeftOut {});
            self.entries.push(Entry { below: below.to_path_buf(), left_out });
            return Ok(());
        }
        // File systems list names in any order.
        names.sort();
        // Hidden files belong to programs.
        for name in names.iter().filter(|name| !name.to_string_lossy().starts_with('.')) {
            self.meet(below.join(name), depth)?;
        }
        Ok(())
    }

    fn meet(&mut self, below: PathBuf, depth: usize) -> Result<()> {
        let path = self.folder.join(&below);
        let why = match self.reach.look(&path) {
            Ok(found) if found.is_dir() && depth < self.deepest => {
                if path.is_symlink() {
                    self.links.push_back((below, depth + 1));
                    return Ok(());
                }
                return self.enter(&below, depth + 1);
            }
            Ok(found) if found.is_dir() => Some(LeftOut::TooDeep { most: self.deepest }),
            Ok(_) => None,
            Err(why) => Some(why),
        };
        let left_out = why.map(|why| SourcesFinding::EntryLeftOut { why });
        self.entries.push(Entry { below, left_out });
        Ok(())
    }
}

/// A path with `/` between its parts.
pub(crate) fn shown(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

//! A manifest while its study is opened: how far its paths may lead, and the keys and lists that it
//! names or that a program hands in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::adopted::Adopted;
use super::exclusion::Exclusions;
use super::findings::StudyFinding;
use super::pseudonyms::{Pseudonyms, missing_key};
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::Place;
use crate::manifest::{Manifest, MemoryFile, OVERRIDES, Overrides};
use crate::sources::{Reach, SourceFile, StoredFile, shown_path};

/// A manifest with everything of a run that is not written in it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Opening {
    pub(super) manifest: Manifest,
    /// How far its paths may lead; nothing that the manifest states widens that.
    pub(super) reach: Reach,
    /// Pseudonyms of what is handed on.
    pub(super) pseudonyms: Option<Pseudonyms>,
    /// Respondents who withdrew.
    pub(super) exclusions: Option<Exclusions>,
    /// How an earlier study read what is read here.
    pub(super) adopted: Option<Arc<Adopted>>,
    /// Files in memory, by the paths by which the manifest names them.
    pub(super) files: BTreeMap<PathBuf, MemoryFile>,
}

/// File or folder in memory in place of a path that the manifest names.
pub(super) enum InMemory<'a> {
    File(&'a MemoryFile),
    /// The files below it, with the rest of their paths as names.
    Folder(Vec<MemoryFile>),
}

impl Opening {
    pub(super) fn new(manifest: Manifest, reach: Reach) -> Self {
        Self {
            manifest,
            reach,
            pseudonyms: None,
            exclusions: None,
            adopted: None,
            files: BTreeMap::new(),
        }
    }

    /// Reads the key and the list that the manifest names, where they are there and no program
    /// handed in its own.
    pub(super) fn read_keys(&mut self) -> Result<()> {
        if self.exclusions.is_none() {
            self.exclusions = self.listed_exclusions()?;
        }
        if self.pseudonyms.is_none() {
            self.pseudonyms = self.keyed_pseudonyms()?;
        }
        Ok(())
    }

    /// Refuses a guarded profile without its key.
    pub(super) fn check_guarded_key(mut self) -> Result<()> {
        if self.manifest.privacy.profile.is_internal() {
            return Ok(());
        }
        self.read_keys()?;
        match self.pseudonyms {
            Some(_) => Ok(()),
            None => Err(missing_key(&self.manifest).into()),
        }
    }

    fn listed_exclusions(&self) -> Result<Option<Exclusions>> {
        let Some(files) = &self.manifest.exclusion_files else { return Ok(None) };
        // The key must be within reach too: the command makes it where there is none.
        let (list_is_there, _) = (self.has(&files.file)?, self.has(&files.key)?);
        if !list_is_there {
            return Ok(None);
        }
        let (list, key) = (self.read(&files.file)?, self.read_key(&files.key)?);
        Exclusions::from_text(&String::from_utf8_lossy(list.bytes()), list.name(), key.bytes())
            .map(Some)
    }

    fn keyed_pseudonyms(&self) -> Result<Option<Pseudonyms>> {
        match &self.manifest.privacy.key {
            Some(key) if self.has(key)? => Pseudonyms::new(self.read_key(key)?.bytes()).map(Some),
            _ => Ok(None),
        }
    }

    /// Names what the manifest states beside its sources and what is not there, where that changes
    /// what a run does.
    pub(super) fn name_missing(&self, findings: &mut Findings) -> Result<()> {
        let manifest = &self.manifest;
        if let Some(key) = manifest.privacy.key.as_ref().filter(|_| self.pseudonyms.is_none()) {
            findings.add(StudyFinding::KeyFileMissing { file: key.to_string_lossy().into_owned() });
        }
        let files = manifest.exclusion_files.as_ref().filter(|_| self.exclusions.is_none());
        if let Some(files) = files
            // Only a key shows that a list was once made.
            && self.has(&files.key)?
        {
            findings.add(StudyFinding::ExclusionsMissing {
                file: files.file.to_string_lossy().into_owned(),
            });
        }
        Ok(())
    }

    /// The decisions of people beside the manifest, if they are there.
    pub(super) fn overrides(&self) -> Result<Option<Overrides>> {
        if let Some(file) = self.files.get(Path::new(OVERRIDES)) {
            let text = String::from_utf8_lossy(file.bytes());
            return Overrides::from_toml(&text, OVERRIDES).map(Some);
        }
        let path = self.manifest.folder.join(OVERRIDES);
        let is_there = self.reach.exists(&path, &Place::file(path.display().to_string()))?;
        is_there.then(|| Overrides::from_path_in(&self.reach, &path)).transpose()
    }

    /// The list of those who withdrew, unless it is empty.
    pub(super) fn withdrawn(&self) -> Option<&Exclusions> {
        self.exclusions.as_ref().filter(|list| !list.is_empty())
    }

    /// True if a respondent withdrew.
    pub(super) fn has_withdrawn(&self, respondent: impl AsRef<str>) -> bool {
        self.exclusions.as_ref().is_some_and(|list| list.holds(respondent.as_ref()))
    }

    /// File or folder in memory in place of a path that the manifest names.
    pub(super) fn in_memory(&self, path: &Path) -> Option<InMemory<'_>> {
        if let Some(file) = self.files.get(path) {
            return Some(InMemory::File(file));
        }
        let below = self.files.iter().filter_map(|(known, file)| {
            let name = shown_path(known.strip_prefix(path).ok()?);
            Some(file.renamed(name))
        });
        let below: Vec<MemoryFile> = below.collect();
        (!below.is_empty()).then_some(InMemory::Folder(below))
    }

    /// True if a file that the manifest names is there.
    fn has(&self, path: &Path) -> Result<bool> {
        if self.files.contains_key(path) {
            return Ok(true);
        }
        let file = self.manifest.folder.join(path);
        self.reach.exists(&file, &Place::file(path.to_string_lossy()))
    }

    /// A key that the manifest names, long enough that it cannot be guessed.
    fn read_key(&self, path: &Path) -> Result<SourceFile> {
        let file = self.read(path)?;
        let (least, found) = (Exclusions::LEAST_KEY, file.bytes().len());
        if found >= least {
            return Ok(file);
        }
        let expected = format!("a key of at least {least} bytes");
        let found = format!("{found} {}", if found == 1 { "byte" } else { "bytes" });
        Err(ErrorKind::Format { place: file.place(), expected, found }.into())
    }

    /// The content of a file that the manifest names.
    pub(super) fn read(&self, path: &Path) -> Result<SourceFile> {
        if let Some(file) = self.files.get(path) {
            return SourceFile::from_bytes(file.name(), file.bytes());
        }
        let file = self.manifest.folder.join(path);
        SourceFile::from_path_in(&self.reach, &file, path.to_string_lossy())
    }

    /// A file that the manifest names, to be read piece by piece.
    pub(super) fn file(&self, path: &Path) -> Result<StoredFile> {
        if let Some(file) = self.files.get(path) {
            return StoredFile::in_memory(file.name(), file.bytes());
        }
        let file = self.manifest.folder.join(path);
        StoredFile::open(&self.reach, &file, path.to_string_lossy())
    }
}

/// Paths within a folder.
pub(super) fn confined(root: &Path) -> Result<Reach> {
    let unread =
        |source| ErrorKind::Read { place: Place::file(root.display().to_string()), source };
    Ok(Reach::within(root).map_err(unread)?)
}

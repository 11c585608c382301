//! A manifest from its file, with the keys and lists that it names, all of them within its reach.

use std::path::Path;

use super::super::exclusion::Exclusions;
use super::{Manifest, Source};
use crate::error::{Error, ErrorKind, Result};
use crate::finding::{FindingKind, Findings};
use crate::locator::Place;
use crate::sources::{Reach, SourceFile, StoredFile};

impl Manifest {
    /// Reads a manifest; relative paths in it start from its folder.
    ///
    /// # Errors
    /// [`ErrorKind::Read`] if the file cannot be read, [`ErrorKind::TooLarge`] above 16 MiB,
    /// [`ErrorKind::Manifest`] for anything that is not understood.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self> {
        Self::from_path_in(path.as_ref(), Reach::default())
    }

    /// Reads a manifest and confines its study to a folder, as [`Manifest::confine`]: the manifest
    /// itself and the keys and lists that it names too.
    ///
    /// # Errors
    /// As [`Manifest::from_path`]; [`ErrorKind::Outside`] for a path that leads out of the folder.
    pub fn from_path_confined(path: impl AsRef<Path>, root: impl AsRef<Path>) -> Result<Self> {
        Self::from_path_in(path.as_ref(), super::confined(root.as_ref())?)
    }

    fn from_path_in(path: &Path, reach: Reach) -> Result<Self> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let name =
            path.file_name().map_or_else(|| "manifest".into(), |name| name.to_string_lossy());
        let read = || {
            let mut manifest = Self::from_toml(&read_toml(&reach, path, &name)?, &name)?;
            (manifest.folder, manifest.reach) = (folder.to_path_buf(), reach);
            manifest.exclusions = manifest.read_exclusions()?;
            manifest.pseudonyms = manifest.read_pseudonyms()?;
            Ok(manifest)
        };
        read().map_err(|error: Error| error.within(folder))
    }

    /// The list of those who withdrew, if the manifest names one and it is there.
    fn read_exclusions(&self) -> Result<Option<Exclusions>> {
        let Some(files) = &self.exclusion_files else { return Ok(None) };
        // The key must be within reach too: the command makes it where there is none.
        let (list_is_there, _) = (self.has(&files.file)?, self.has(&files.key)?);
        if !list_is_there {
            return Ok(None);
        }
        let (list, key) = (self.open(&files.file)?, self.open_key(&files.key)?);
        Exclusions::from_text(&String::from_utf8_lossy(list.bytes()), list.name(), key.bytes())
            .map(Some)
    }

    /// Whether a file that the manifest names is there.
    pub(super) fn has(&self, path: &Path) -> Result<bool> {
        self.reach.exists(&self.folder.join(path), &Place::file(path.to_string_lossy()))
    }

    /// Names what the manifest states beside its sources and what is not there, where that changes
    /// what a run does.
    pub(in crate::study) fn name_missing(&self, findings: &mut Findings) -> Result<()> {
        if let Some(key) = self.privacy.key.as_ref().filter(|_| self.pseudonyms.is_none()) {
            findings.add(FindingKind::KeyFileMissing { file: key.to_string_lossy().into_owned() });
        }
        let files = self.exclusion_files.as_ref().filter(|_| self.exclusions.is_none());
        if let Some(files) = files
            && self.has(&files.key)?
        {
            findings.add(FindingKind::ExclusionsMissing {
                file: files.file.to_string_lossy().into_owned(),
            });
        }
        Ok(())
    }

    /// A file that the manifest names.
    pub(super) fn open(&self, path: &Path) -> Result<SourceFile> {
        SourceFile::from_path_in(&self.reach, &self.folder.join(path), path.to_string_lossy())
    }

    /// A key that the manifest names, long enough that it cannot be guessed.
    pub(super) fn open_key(&self, path: &Path) -> Result<SourceFile> {
        let file = self.open(path)?;
        let (least, found) = (Exclusions::LEAST_KEY, file.bytes().len());
        if found >= least {
            return Ok(file);
        }
        let expected = format!("a key of at least {least} bytes");
        let found = format!("{found} {}", if found == 1 { "byte" } else { "bytes" });
        Err(ErrorKind::Format { place: file.place(), expected, found }.into())
    }

    /// Refuses more patterns than can be compared with every code and answer.
    pub(super) fn check_patterns(&self) -> Result<()> {
        const MOST_PATTERNS: usize = 4096;
        let of_source = |source: &Source| source.asked.len() + source.denies.len();
        let members = self.themes.iter().map(|theme| 1 + theme.members.len()).sum::<usize>();
        let found = self.facets.len()
            + members
            + self.essential.as_ref().map_or(0, Vec::len)
            + self.sources.iter().map(of_source).sum::<usize>();
        if found <= MOST_PATTERNS {
            return Ok(());
        }
        let expected =
            format!("at most {MOST_PATTERNS} patterns of facets, themes, needs and codes");
        let (place, found) = (Place::file(&self.name), found.to_string());
        Err(ErrorKind::Manifest { place, expected, found, nearest: None }.into())
    }
}

/// The text of a file in TOML.
pub(super) fn read_toml(reach: &Reach, path: &Path, name: &str) -> Result<String> {
    /// Most bytes of a manifest or of decisions.
    const LARGEST: u64 = 1 << 24;
    let file = StoredFile::open(reach, path, name)?.whole_up_to(LARGEST)?;
    let place = file.place();
    String::from_utf8(file.into_bytes()).map_err(|error| {
        let (expected, found) = ("TOML in UTF-8".to_owned(), error.utf8_error().to_string());
        ErrorKind::Format { place, expected, found }.into()
    })
}

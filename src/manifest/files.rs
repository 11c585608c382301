//! A manifest from its file, and files that it names.

use std::path::Path;

use super::definition::Manifest;
use super::source::Source;
use crate::error::{Error, ErrorKind, Result};
use crate::locator::Place;
use crate::sources::{Reach, StoredFile};

impl Manifest {
    /// Reads a manifest; relative paths in it refer to its folder. To confine the files that it
    /// names to a folder, open it with [`Study::open_confined`](crate::Study::open_confined) or
    /// [`StudyBuilder::from_path_confined`](crate::study::StudyBuilder::from_path_confined).
    ///
    /// # Errors
    /// [`ErrorKind::Read`] if the file cannot be read, [`ErrorKind::TooLarge`] above 16 MiB,
    /// [`ErrorKind::Manifest`] for anything that is not understood.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self> {
        Self::from_path_in(path.as_ref(), &Reach::default())
    }

    /// Reads a manifest that lies within reach.
    pub(crate) fn from_path_in(path: &Path, reach: &Reach) -> Result<Self> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let name =
            path.file_name().map_or_else(|| "manifest".into(), |name| name.to_string_lossy());
        let read = || Self::from_toml(&read_toml(reach, path, &name)?, &name);
        let mut manifest = read().map_err(|error: Error| error.within(folder))?;
        manifest.folder = folder.to_path_buf();
        Ok(manifest)
    }

    /// Refuses more patterns than can be compared with every code and answer.
    pub(super) fn check_patterns(&self) -> Result<()> {
        const MOST_PATTERNS: usize = 4096;
        // Each pattern is compared with every name, and thousands of them take long.
        let of_source = |source: &Source| source.asked.len() + source.denies.len();
        let members = self.themes.iter().map(|theme| 1 + theme.members.len()).sum::<usize>();
        let found = self.facets.len()
            + members
            + self.say.len()
            + self.essential.as_ref().map_or(0, Vec::len)
            + self.kept_apart.iter().map(Vec::len).sum::<usize>()
            + self.sources.iter().map(of_source).sum::<usize>();
        if found <= MOST_PATTERNS {
            return Ok(());
        }
        let expected =
            format!("at most {MOST_PATTERNS} patterns of facets, words, themes, needs and codes");
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

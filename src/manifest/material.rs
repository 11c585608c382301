//! What a source is read from: the disk, or memory.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::source::Source;

/// What a source is read from.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Material {
    /// A file or folder, relative to the manifest.
    Path(PathBuf),
    /// One file in memory.
    File(MemoryFile),
    /// Documents in memory, as those of a folder of transcripts.
    Documents(Vec<MemoryFile>),
    /// Records of a program, which [`Source::rows`] and [`Source::records`] take.
    Records(RecordTable),
}

/// A file in memory: its name and its bytes. Copies share the bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct MemoryFile {
    name: String,
    bytes: Arc<[u8]>,
}

impl MemoryFile {
    /// A file of this name; its extension may tell what it is, as that of a file on disk.
    pub fn new(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }

    /// The same bytes under another name.
    pub(crate) fn renamed(&self, name: String) -> Self {
        Self { name, bytes: Arc::clone(&self.bytes) }
    }

    /// What messages and evidence call the file.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The bytes are not shown.
impl fmt::Debug for MemoryFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MemoryFile({:?}, {} bytes)", self.name, self.bytes.len())
    }
}

/// Records of a program as a table, with the field that holds their keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordTable {
    /// The table as comma-separated text in UTF-8, the fields' names first.
    pub(crate) text: MemoryFile,
    /// The field that holds the key of each record.
    pub(crate) key: String,
}

impl Source {
    /// One file in memory: a table, a project, a codebook or a transcript. Its name is what messages
    /// and evidence call it, and its extension may tell what it is, as that of a file on disk.
    ///
    /// ```
    /// use persona_synthesis::{Source, Study};
    ///
    /// let table = "id,How often do you export?\nP1,weekly\nP2,never\n";
    /// let survey = Source::bytes("survey", "survey.csv", table.as_bytes()).respondent("id");
    /// assert_eq!(Study::builder("Exports").source(survey).build()?.len(), 2);
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    #[must_use]
    pub fn bytes(
        id: impl Into<String>,
        name: impl Into<String>,
        bytes: impl Into<Arc<[u8]>>,
    ) -> Self {
        Self::of_material(id.into(), Material::File(MemoryFile::new(name, bytes)))
    }

    /// Documents in memory, each a transcript with its name, as those of a folder.
    ///
    /// ```
    /// use persona_synthesis::{Source, Study};
    ///
    /// let documents = [("P1.txt", "I: How?\nP1: By hand."), ("P2.txt", "I: How?\nP2: I ask Tom.")];
    /// let interviews = Source::documents("interviews", documents).respondent_in_document(r"^P\d+")?;
    /// assert_eq!(Study::builder("Exports").source(interviews).build()?.len(), 2);
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    #[must_use]
    pub fn documents<N: Into<String>, B: AsRef<[u8]>>(
        id: impl Into<String>,
        documents: impl IntoIterator<Item = (N, B)>,
    ) -> Self {
        let documents =
            documents.into_iter().map(|(name, bytes)| MemoryFile::new(name, bytes.as_ref()));
        Self::of_material(id.into(), Material::Documents(documents.collect()))
    }

    /// The file or folder that it is read from, relative to the manifest; `None` if it is in memory.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.material {
            Material::Path(path) => Some(path),
            Material::File(_) | Material::Documents(_) | Material::Records(_) => None,
        }
    }

    /// What messages call its file or folder: the path, the name of the file in memory, or else the
    /// id of the source.
    pub(crate) fn shown_path(&self) -> String {
        match &self.material {
            Material::Path(path) => path.display().to_string(),
            Material::File(file) => file.name.clone(),
            Material::Documents(_) | Material::Records(_) => self.id.clone(),
        }
    }

    /// The field that holds the key of each record, where a program handed in records.
    pub(crate) fn record_key(&self) -> Option<&str> {
        match &self.material {
            Material::Records(table) => Some(&table.key),
            Material::Path(_) | Material::File(_) | Material::Documents(_) => None,
        }
    }
}

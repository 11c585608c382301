//! What a source is read from: the disk, or memory.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

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
    /// Records of a program, which [`Source::rows`](crate::Source::rows) and
    /// [`Source::records`](crate::Source::records) take.
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

    /// A copy of the file under another name, with shared bytes.
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

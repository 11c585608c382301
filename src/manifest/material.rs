//! Material of a source: files on the disk, or in memory.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// Material from which a source is read.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Material {
    /// A file or folder, relative to the manifest.
    Path(PathBuf),
    /// One file in memory.
    File(MemoryFile),
    /// Documents in memory, like those of a folder of transcripts.
    Documents(Vec<MemoryFile>),
    /// Records of a program, made by [`Source::rows`](crate::Source::rows) and
    /// [`Source::records`](crate::Source::records).
    Records(RecordTable),
}

/// A file in memory: its name and its bytes. Copies share the bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct MemoryFile {
    name: String,
    bytes: Arc<[u8]>,
}

impl MemoryFile {
    /// Makes a file of this name; its extension may tell the format, as for a file on disk.
    pub fn new(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }

    /// A copy of the file under another name, with shared bytes.
    pub(crate) fn renamed(&self, name: String) -> Self {
        Self { name, bytes: Arc::clone(&self.bytes) }
    }

    /// Name of the file in messages and evidence.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Contents of the file.
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

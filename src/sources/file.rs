//! Bytes of a file and their digest.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek as _};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::reach::Reach;
use crate::error::{ErrorKind, Result};
use crate::locator::Place;

/// Digest of bytes: SHA-256, written `sha256:` and 64 hexadecimal digits, or HMAC-SHA256 under the
/// privacy key of a study, written `hmac-sha256:` and as many digits. Anybody can check a plain
/// digest, and guess the bytes behind it; only the holder of the key can check a keyed one. Equal
/// digests mean equal bytes.
///
/// ```
/// use persona_synthesis::sources::Digest;
///
/// assert_eq!(Digest::of(b"").to_string().len(), 7 + 64);
/// assert_ne!(Digest::of(b"yes"), Digest::of(b"yes "));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Digest(String);

impl Digest {
    /// Digest of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self::from_hash(Sha256::new_with_prefix(bytes))
    }

    /// Digest of several named parts, in the order given; used for folders.
    #[must_use]
    pub(crate) fn of_parts<'a>(parts: impl IntoIterator<Item = (&'a str, &'a Digest)>) -> Self {
        let mut hash = Sha256::new();
        for (name, digest) in parts {
            // With lengths, so that other parts cannot add up to the same bytes.
            hash.update(format!("{}:{name}={digest};", name.len()));
        }
        Self::from_hash(hash)
    }

    /// Digest over several texts, in the order given, each with its length.
    pub(crate) fn of_texts(texts: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let mut hash = Sha256::new();
        for text in texts {
            // With lengths, so that other texts cannot add up to the same bytes.
            hash.update((text.as_ref().len() as u64).to_le_bytes());
            hash.update(text.as_ref());
        }
        Self::from_hash(hash)
    }

    pub(super) fn from_hash(hash: Sha256) -> Self {
        use fmt::Write as _;
        let mut text = String::from(Self::PLAIN);
        for byte in hash.finalize() {
            write!(text, "{byte:02x}").expect("writing to a string does not fail");
        }
        Self(text)
    }

    /// Beginning of a plain digest.
    pub(crate) const PLAIN: &'static str = "sha256:";
    /// Beginning of a keyed digest.
    pub(crate) const KEYED: &'static str = "hmac-sha256:";

    /// A keyed digest; `hash` is the HMAC in hexadecimal digits.
    pub(crate) fn keyed(hash: &str) -> Self {
        Self(format!("{}{hash}", Self::KEYED))
    }

    /// True if only the holder of the key can check it.
    #[must_use]
    pub fn is_keyed(&self) -> bool {
        self.0.starts_with(Self::KEYED)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A file in memory: its name in messages, and its bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct SourceFile {
    name: String,
    bytes: Vec<u8>,
}

impl SourceFile {
    /// Largest size of a file in bytes: positions within a file, and the one after its end, are
    /// kept in 32 bits.
    pub const MAX_BYTES: u64 = u32::MAX as u64 - 1;

    /// Reads a file; messages and locators call it `name`.
    ///
    /// # Errors
    /// [`ErrorKind::Read`] if it cannot be read, [`ErrorKind::Format`] if it is a folder, a pipe or
    /// a device, [`ErrorKind::TooLarge`] above [`SourceFile::MAX_BYTES`].
    pub fn from_path(path: &Path, name: impl Into<String>) -> Result<Self> {
        Self::from_path_in(&Reach::default(), path, name)
    }

    /// Reads a file within reach.
    ///
    /// # Errors
    /// As [`SourceFile::from_path`], and [`Reach::open`].
    pub(crate) fn from_path_in(
        reach: &Reach,
        path: &Path,
        name: impl Into<String>,
    ) -> Result<Self> {
        StoredFile::open(reach, path, name)?.whole()
    }

    /// Makes a file of bytes in memory.
    ///
    /// # Errors
    /// [`ErrorKind::TooLarge`] above [`SourceFile::MAX_BYTES`].
    pub fn from_bytes(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Result<Self> {
        let (name, bytes) = (name.into(), bytes.into());
        Self::check_size(&name, bytes.len() as u64)?;
        Ok(Self { name, bytes })
    }

    fn check_size(name: &str, found: u64) -> Result<()> {
        if found > Self::MAX_BYTES {
            return Err(ErrorKind::TooLarge {
                place: Place::file(name),
                limit: Self::MAX_BYTES,
                found,
            }
            .into());
        }
        Ok(())
    }

    /// Name of the file in messages and locators.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file as a place.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::file(&self.name)
    }

    /// Contents of the file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Digest of the contents.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&self.bytes)
    }

    /// Gives up the bytes, so that a large file is not held twice.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl fmt::Debug for SourceFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SourceFile({:?}, {} bytes)", self.name, self.bytes.len())
    }
}

/// A file on disk of which only the beginning was read, by which its format is recognised; a small
/// one was read whole.
pub(crate) struct StoredFile {
    name: String,
    start: Vec<u8>,
    /// The file itself where there is more of it.
    large: Option<File>,
}

impl StoredFile {
    /// Bytes of the beginning.
    const START: u64 = 1 << 16;

    /// Opens a file; `name` is what messages and locators call it.
    ///
    /// # Errors
    /// As [`SourceFile::from_path`], and [`Reach::open`].
    pub(crate) fn open(reach: &Reach, path: &Path, name: impl Into<String>) -> Result<Self> {
        let mut stored = Self { name: name.into(), start: Vec::new(), large: None };
        let file = reach.open(path, &stored.place())?;
        let found = file.metadata().map_err(|source| stored.unread(source))?;
        SourceFile::check_size(&stored.name, found.len())?;
        let large = found.len() > Self::START;
        let most = if large { Self::START } else { SourceFile::MAX_BYTES + 1 };
        (&file)
            .take(most)
            .read_to_end(&mut stored.start)
            .map_err(|source| stored.unread(source))?;
        stored.large = large.then_some(file);
        Ok(stored)
    }

    /// A file that is in memory already.
    ///
    /// # Errors
    /// [`ErrorKind::TooLarge`] above [`SourceFile::MAX_BYTES`].
    pub(crate) fn in_memory(name: impl Into<String>, bytes: &[u8]) -> Result<Self> {
        let name = name.into();
        SourceFile::check_size(&name, bytes.len() as u64)?;
        Ok(Self { name, start: bytes.to_vec(), large: None })
    }

    /// The file as a place.
    pub(crate) fn place(&self) -> Place {
        Place::file(&self.name)
    }

    /// Its first bytes, all those that a format is recognised by.
    pub(super) fn start(&self) -> &[u8] {
        &self.start
    }

    /// The file on disk, unless the first bytes are all of it.
    pub(super) fn large(&self) -> Option<&File> {
        self.large.as_ref()
    }

    /// All of it in memory.
    ///
    /// # Errors
    /// As [`SourceFile::from_path`].
    pub(crate) fn whole(&self) -> Result<SourceFile> {
        self.whole_up_to(SourceFile::MAX_BYTES)
    }

    /// All of it in memory, if it has at most that number of bytes.
    ///
    /// # Errors
    /// As [`SourceFile::from_path`].
    pub(crate) fn whole_up_to(&self, limit: u64) -> Result<SourceFile> {
        let Some(file) = &self.large else {
            return SourceFile::from_bytes(&*self.name, &*self.start);
        };
        let expected = file.metadata().map_err(|source| self.unread(source))?.len();
        let mut bytes = Vec::new();
        if expected <= limit {
            bytes.reserve_exact(usize::try_from(expected).unwrap_or(0));
            // A file may grow while it is read.
            let read = file.reading().and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
            read.map_err(|source| self.unread(source))?;
        }
        let found = expected.max(bytes.len() as u64);
        if found > limit {
            return Err(ErrorKind::TooLarge { place: self.place(), limit, found }.into());
        }
        SourceFile::from_bytes(&*self.name, bytes)
    }

    fn unread(&self, source: io::Error) -> ErrorKind {
        ErrorKind::Read { place: self.place(), source }
    }
}

/// Bytes that can be read from the start again.
pub(super) trait Rereadable {
    /// Reads them from the start; one reading ends where the next begins.
    fn reading(&self) -> io::Result<Box<dyn Read + '_>>;
}

impl Rereadable for File {
    fn reading(&self) -> io::Result<Box<dyn Read + '_>> {
        let mut file = self;
        file.rewind()?;
        // A file may grow faster than it is read.
        Ok(Box::new(file.take(SourceFile::MAX_BYTES + 1)))
    }
}

impl Rereadable for &[u8] {
    fn reading(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(*self))
    }
}

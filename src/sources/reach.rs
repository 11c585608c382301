//! Where the files of a study may lie, and the one way in which they are opened: regular files
//! only.
//!
//! A pipe or device would hang the reader or fill its memory, and a link can lead to any file of
//! the machine. What is met in a folder never leads out of it; what a caller names may, unless the
//! caller confines the study.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, Result};
use crate::locator::Place;
use crate::sources::finding_data::{LeftOut, SpecialFile};

/// How far paths may lead: anywhere, or not out of one folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Reach {
    /// Real location of the folder.
    root: Option<PathBuf>,
}

impl Reach {
    /// Paths that stay within a folder.
    ///
    /// # Errors
    /// Those of the system where the folder is not there.
    pub(crate) fn within(folder: &Path) -> io::Result<Self> {
        real(folder).map(|root| Self { root: Some(root) })
    }

    /// Paths that stay within a folder which is itself within reach.
    ///
    /// # Errors
    /// As [`Reach::check`]; [`ErrorKind::Read`] where the folder is not there.
    pub(crate) fn narrowed(&self, folder: &Path, place: &Place) -> Result<Self> {
        self.check(folder, place)?;
        let inner = Self::within(folder)
            .map_err(|source| ErrorKind::Read { place: place.clone(), source })?;
        // Looked at again, since a link may have been put there in between.
        match (&self.root, &inner.root) {
            (Some(outer), Some(root)) if !root.starts_with(outer) => Err(self.outside(place)),
            _ => Ok(inner),
        }
    }

    /// Refuses a path whose real location is out of reach, whether there is something or not: an
    /// answer to that would tell of files elsewhere.
    ///
    /// # Errors
    /// [`ErrorKind::Outside`] with the place.
    pub(crate) fn check(&self, path: &Path, place: &Place) -> Result<()> {
        match &self.root {
            Some(root) if !leads_into(path, root) => Err(self.outside(place)),
            _ => Ok(()),
        }
    }

    /// File or folder that a path met in the folder leads to, or else why it is left out.
    pub(super) fn look(&self, path: &Path) -> Result<Metadata, LeftOut> {
        let is_link = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
        match real(path).and_then(|real| Ok((fs::metadata(&real)?, real))) {
            Err(_) if is_link => Err(LeftOut::LinkToNowhere),
            Err(error) => Err(LeftOut::Unreadable { error: error.to_string() }),
            Ok((_, real)) if self.root.as_ref().is_some_and(|root| !real.starts_with(root)) => {
                Err(LeftOut::LinkOutOfFolder)
            }
            Ok((found, _)) if found.is_file() || found.is_dir() => Ok(found),
            Ok((found, _)) => Err(LeftOut::NoFile(special(&found))),
        }
    }

    /// True if there is something at a path.
    ///
    /// # Errors
    /// As [`Reach::check`].
    pub(crate) fn exists(&self, path: &Path, place: &Place) -> Result<bool> {
        self.check(path, place)?;
        Ok(path.exists())
    }

    /// Opens a regular file.
    ///
    /// # Errors
    /// As [`Reach::check`]; [`ErrorKind::Format`] for what is no file, [`ErrorKind::Read`] if it
    /// cannot be opened.
    pub(crate) fn open(&self, path: &Path, place: &Place) -> Result<File> {
        let unread = |source| Error::from(ErrorKind::Read { place: place.clone(), source });
        self.check(path, place)?;
        let found = real(path).map_err(unread)?;
        // Looked at before it is opened, since opening a pipe waits for a writer.
        regular(&fs::metadata(&found).map_err(unread)?, place)?;
        let file = File::open(&found).map_err(unread)?;
        let opened = file.metadata().map_err(unread)?;
        regular(&opened, place)?;
        // Looked at again, since a link may have been put there in between.
        let moved = real(&found).ok().as_ref() != Some(&found) || !is_at(&opened, &found);
        if self.root.is_some() && moved {
            return Err(self.outside(place));
        }
        Ok(file)
    }

    fn outside(&self, place: &Place) -> Error {
        let root = self.root.clone().unwrap_or_default();
        ErrorKind::Outside { place: place.clone(), root }.into()
    }
}

/// The real location of a path; an empty one is the working folder.
pub(super) fn real(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(if path.as_os_str().is_empty() { Path::new(".") } else { path })
}

/// True if a path leads to a place within a folder. Where nothing is there, its nearest ancestor
/// decides; a link that leads nowhere does not count as within.
fn leads_into(path: &Path, root: &Path) -> bool {
    for ancestor in path.ancestors() {
        if let Ok(real) = real(ancestor) {
            return real.starts_with(root);
        }
        // A link to nothing: whatever it will lead to cannot be known.
        if fs::symlink_metadata(ancestor).is_ok() {
            return false;
        }
    }
    false
}

fn regular(found: &Metadata, place: &Place) -> Result<()> {
    if found.is_file() {
        return Ok(());
    }
    let found = match special(found) {
        SpecialFile::Folder => "a folder",
        SpecialFile::Pipe => "a named pipe",
        SpecialFile::Socket => "a socket",
        SpecialFile::Device => "a device",
        SpecialFile::Unknown => "something that is no file",
    };
    let (expected, found) = ("a file".to_owned(), found.to_owned());
    Err(ErrorKind::Format { place: place.clone(), expected, found }.into())
}

/// Kind of something on disk that is no regular file.
fn special(found: &Metadata) -> SpecialFile {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        let kind = found.file_type();
        if kind.is_fifo() {
            return SpecialFile::Pipe;
        }
        if kind.is_socket() {
            return SpecialFile::Socket;
        }
        if kind.is_block_device() || kind.is_char_device() {
            return SpecialFile::Device;
        }
    }
    if found.is_dir() { SpecialFile::Folder } else { SpecialFile::Unknown }
}

/// True if a file that was opened is the one at a path.
fn is_at(opened: &Metadata, path: &Path) -> bool {
    let Ok(there) = fs::symlink_metadata(path) else { return false };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        // The same file, not another one that took its name since.
        (there.dev(), there.ino()) == (opened.dev(), opened.ino())
    }
    #[cfg(not(unix))]
    {
        // Without inodes, the length is what can be compared.
        there.is_file() && there.len() == opened.len()
    }
}

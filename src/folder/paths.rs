//! Paths of outputs, and the errors that name them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, Result};

/// The folder that a file or folder is in.
pub(super) fn parent_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        // A bare name lies in the folder that the program runs in.
        _ => PathBuf::from("."),
    }
}

/// The folder itself that a path names: a link to a folder stays, and its target is written.
pub(super) fn resolve(out: &Path) -> Result<PathBuf> {
    let is_link = fs::symlink_metadata(out).is_ok_and(|out| out.file_type().is_symlink());
    match fs::metadata(out) {
        Ok(metadata) if metadata.is_dir() => {
            fs::canonicalize(out).map_err(|cause| unwritten(out, cause))
        }
        Ok(_) if is_link => Err(refusal(out, "is a link to a file")),
        Ok(_) => Err(refusal(out, "is a file")),
        Err(_) if is_link => Err(refusal(out, "is a link to nothing")),
        Err(_) if out.file_name().is_none() => Err(refusal(out, "is no name of a folder")),
        // What stands in the way of a new folder is found when it is made, or before by `check`.
        Err(error)
            if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()) =>
        {
            Ok(out.to_path_buf())
        }
        Err(error) => Err(unwritten(out, error)),
    }
}

/// A path that the system does not let us write.
pub(super) fn unwritten(path: &Path, source: io::Error) -> Error {
    ErrorKind::Write { path: path.to_path_buf(), source }.into()
}

/// A path that results must not replace.
pub(super) fn refusal(path: &Path, why: impl Into<String>) -> Error {
    ErrorKind::OutputFolder { path: path.to_path_buf(), why: why.into() }.into()
}

/// A name within a folder as messages and lists show it, with `/` on every system.
pub(super) fn shown_name(name: &Path) -> String {
    let parts: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

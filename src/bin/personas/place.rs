//! Where outputs may go, asked before any work is done.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use persona_synthesis::Manifest;

use crate::Failure;
use crate::owned::Others;
use crate::unfinished::remove_abandoned;

/// The folder that a file or folder is in.
pub(crate) fn parent_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// The folder itself that a path for results names: a link to a folder stays, and its target is
/// written.
pub(crate) fn resolved(out: &Path) -> Result<PathBuf, Failure> {
    let refused = |what: &str| {
        let failure = Failure(format!("{} is {what}", out.display()));
        Err(failure.hint("`--out` names a folder for the results, one that is there or a new one"))
    };
    let is_link = fs::symlink_metadata(out).is_ok_and(|out| out.file_type().is_symlink());
    match fs::metadata(out) {
        Ok(metadata) if metadata.is_dir() => fs::canonicalize(out).map_err(|error| unusable(out, &error)),
        Ok(_) if is_link => refused("a link to a file"),
        Ok(_) => refused("a file"),
        Err(_) if is_link => refused("a link to nothing"),
        Err(_) if out.file_name().is_none() => refused("no name of a folder"),
        // What stands in the way of a new folder is found when it is made, or before by `check`.
        Err(error) if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()) => {
            Ok(out.to_path_buf())
        }
        Err(error) => Err(unusable(out, &error)),
    }
}

fn unusable(path: &Path, error: &io::Error) -> Failure {
    Failure(format!("{}: cannot write: {error}", path.display()))
}

/// Whether results can be written to a folder: that it is one or can be made, is for results alone,
/// and is apart from the data of these studies. What an interrupted run left beside it is removed.
pub(crate) fn check(out: &Path, studies: &[&Manifest]) -> Result<(), Failure> {
    let folder = resolved(out)?;
    let is_there = folder.exists();
    let mut nearest = if is_there { folder.clone() } else { parent_of(&folder) };
    while fs::symlink_metadata(&nearest).is_err() {
        nearest = parent_of(&nearest);
    }
    if !fs::metadata(&nearest).is_ok_and(|nearest| nearest.is_dir()) {
        let failure = Failure(format!("{}: {} is no folder", out.display(), nearest.display()));
        return Err(failure.hint("`--out` names a folder for the results, one that is there or a new one"));
    }
    let nearest = fs::canonicalize(&nearest).map_err(|error| unusable(out, &error))?;
    if is_there {
        studies.iter().try_for_each(|study| check_apart(out, &folder, study))?;
        if std::env::current_dir().is_ok_and(|current| current.starts_with(&folder)) {
            let failure = Failure(format!("{} is the folder that the command runs in", out.display()));
            return Err(
                failure.hint("results replace the whole folder: name one below it by `--out`, or run from outside")
            );
        }
        if is_mounted(&folder) {
            let failure = Failure(format!("{} is a file system of its own", out.display()));
            return Err(failure.hint("results replace the whole folder: name one below it by `--out`"));
        }
        Others::of(&folder, &[])?;
        check_writable(&parent_of(&folder))?;
    }
    check_writable(&nearest)?;
    remove_abandoned(&parent_of(&folder));
    Ok(())
}

/// Whether a folder cannot be replaced because a file system begins at it.
#[cfg(unix)]
fn is_mounted(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let device = |path: &Path| fs::metadata(path).map(|path| path.dev()).ok();
    device(folder) != device(&parent_of(folder))
}

#[cfg(not(unix))]
fn is_mounted(_: &Path) -> bool {
    false
}

/// Asks by writing: permissions alone do not tell.
pub(crate) fn check_writable(folder: &Path) -> Result<(), Failure> {
    tempfile::tempfile_in(folder).map(drop).map_err(|error| unusable(folder, &error))
}

/// Refuses a folder that holds a study or data of its sources.
fn check_apart(out: &Path, folder: &Path, study: &Manifest) -> Result<(), Failure> {
    let home = if study.folder.as_os_str().is_empty() { Path::new(".") } else { &study.folder };
    let holds = |path: &Path| fs::canonicalize(path).is_ok_and(|path| path.starts_with(folder));
    let hint = "results replace the whole folder: name one of their own by `--out`";
    if holds(home) {
        return Err(Failure(format!("{} holds the study itself, {}", out.display(), study.name)).hint(hint));
    }
    match study.sources.iter().find(|source| holds(&home.join(&source.path))) {
        Some(source) => Err(Failure(format!("{} holds data of the source {}", out.display(), source.id)).hint(hint)),
        None => Ok(()),
    }
}

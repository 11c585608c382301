//! Checks a folder that results are to be written to, before any work is done.

use std::fs;
use std::path::Path;

use super::owned::Contents;
use super::paths::{parent_of, refusal, resolve, unwritten};
use super::unfinished::{Unfinished, remove_abandoned};
use crate::error::Result;
use crate::manifest::Manifest;

/// Checks that results can be written to a folder: it is one or can be made, holds nothing but
/// results and single files, and is apart from these studies and their sources. Removes what an
/// interrupted run left beside it.
///
/// # Errors
/// [`ErrorKind::OutputFolder`](crate::ErrorKind::OutputFolder) for a folder that results must not
/// replace, [`ErrorKind::Write`](crate::ErrorKind::Write) for one that cannot be written,
/// [`ErrorKind::Read`](crate::ErrorKind::Read) for one whose files cannot be listed.
pub fn check(path: impl AsRef<Path>, studies: &[&Manifest]) -> Result<()> {
    let path = path.as_ref();
    let folder = resolve(path)?;
    let is_there = folder.exists();
    let mut nearest = if is_there { folder.clone() } else { parent_of(&folder) };
    // The nearest folder that exists is where the new ones will be made.
    while fs::symlink_metadata(&nearest).is_err() {
        nearest = parent_of(&nearest);
    }
    if !fs::metadata(&nearest).is_ok_and(|nearest| nearest.is_dir()) {
        return Err(refusal(&nearest, "is no folder"));
    }
    let nearest = fs::canonicalize(&nearest).map_err(|cause| unwritten(path, cause))?;
    if is_there {
        studies.iter().try_for_each(|study| check_apart(path, &folder, study))?;
        // The program would go on in a folder that is gone.
        if std::env::current_dir().is_ok_and(|current| current.starts_with(&folder)) {
            return Err(refusal(path, "is the folder that the command runs in"));
        }
        if is_mounted(&folder) {
            return Err(refusal(path, "is a file system of its own, which cannot be replaced"));
        }
        Contents::in_folder(&folder, &[])?;
        // The new folder is made beside the old one.
        check_writable(parent_of(&folder))?;
        check_replaceable(&folder)?;
    } else {
        check_writable(&nearest)?;
    }
    remove_abandoned(&parent_of(&folder));
    Ok(())
}

/// Checks that files can be made in a folder, by making one: permissions alone do not tell.
///
/// # Errors
/// [`ErrorKind::Write`](crate::ErrorKind::Write) if none can be made.
pub fn check_writable(folder: impl AsRef<Path>) -> Result<()> {
    let folder = folder.as_ref();
    Unfinished::new_in(folder).map(drop).map_err(|cause| unwritten(folder, cause))
}

/// Checks that the files of a folder can be replaced. Nothing is made in it: a run that is killed
/// then would leave what it made among the files of the run before.
#[cfg(unix)]
fn check_replaceable(folder: &Path) -> Result<()> {
    use rustix::fs::{Access, access};
    let answer = access(folder, Access::WRITE_OK | Access::EXEC_OK);
    answer.map_err(|cause| unwritten(folder, cause.into()))
}

#[cfg(not(unix))]
fn check_replaceable(folder: &Path) -> Result<()> {
    check_files(folder)
}

/// Checks that each file in a folder can be opened to be written: where permissions tell little,
/// files that are read-only or that a program holds do not open. Nothing is made or changed.
#[cfg(any(test, not(unix)))]
fn check_files(folder: &Path) -> Result<()> {
    let entries = fs::read_dir(folder).map_err(|cause| unwritten(folder, cause))?;
    for entry in entries {
        let path = entry.map_err(|cause| unwritten(folder, cause))?.path();
        // A pipe would wait for a reader, and a link is replaced without being opened.
        if fs::symlink_metadata(&path).is_ok_and(|file| file.is_file()) {
            let opened = fs::OpenOptions::new().append(true).open(&path);
            opened.map_err(|cause| unwritten(&path, cause))?;
        }
    }
    Ok(())
}

/// Refuses a folder that holds a study or data of its sources.
fn check_apart(path: &Path, folder: &Path, study: &Manifest) -> Result<()> {
    // The folder of a manifest that is named without one is the current folder.
    let home = if study.folder.as_os_str().is_empty() { Path::new(".") } else { &study.folder };
    let holds = |path: &Path| fs::canonicalize(path).is_ok_and(|path| path.starts_with(folder));
    if holds(home) {
        return Err(refusal(path, format!("holds the study itself, {}", study.name)));
    }
    // A source in memory has no path.
    let is_within = |path: &Path| holds(&home.join(path));
    match study.sources.iter().find(|source| source.path().is_some_and(is_within)) {
        Some(source) => Err(refusal(path, format!("holds data of the source {}", source.id))),
        None => Ok(()),
    }
}

/// Returns whether a file system begins at a folder, so that it cannot be exchanged.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_looked_at_one_by_one_stay_as_they_are() {
        let out = tempfile::tempdir().unwrap();
        let file = out.path().join("personas.md");
        fs::write(&file, "U1").unwrap();
        fs::create_dir(out.path().join("charts")).unwrap();
        let changed = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
        let before = (changed(out.path()), changed(&file));
        check_files(out.path()).unwrap();
        assert_eq!((changed(out.path()), changed(&file)), before);
        assert_eq!(fs::read_to_string(&file).unwrap(), "U1");
        assert_eq!(fs::read_dir(out.path()).unwrap().count(), 2);
        let said = check_files(&out.path().join("nowhere")).unwrap_err().to_string();
        assert!(said.contains("nowhere"), "{said}");
    }

    #[test]
    fn the_check_makes_nothing_in_a_folder_that_is_there() {
        let parent = tempfile::tempdir().unwrap();
        let out = parent.path().join("out");
        fs::create_dir(&out).unwrap();
        let changed = || fs::metadata(&out).unwrap().modified().unwrap();
        let before = changed();
        check(&out, &[]).unwrap();
        assert_eq!(changed(), before);
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }
}

//! Where outputs may go, asked before any work is done.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use persona_synthesis::Manifest;

use crate::Failure;
use crate::arguments::ManifestAt;
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
        Ok(metadata) if metadata.is_dir() => {
            fs::canonicalize(out).map_err(|error| unusable(out, &error))
        }
        Ok(_) if is_link => refused("a link to a file"),
        Ok(_) => refused("a file"),
        Err(_) if is_link => refused("a link to nothing"),
        Err(_) if out.file_name().is_none() => refused("no name of a folder"),
        // What stands in the way of a new folder is found when it is made, or before by `check`.
        Err(error)
            if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()) =>
        {
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
        return Err(
            failure.hint("`--out` names a folder for the results, one that is there or a new one")
        );
    }
    let nearest = fs::canonicalize(&nearest).map_err(|error| unusable(out, &error))?;
    if is_there {
        studies.iter().try_for_each(|study| check_apart(out, &folder, study))?;
        if std::env::current_dir().is_ok_and(|current| current.starts_with(&folder)) {
            let failure =
                Failure(format!("{} is the folder that the command runs in", out.display()));
            return Err(
                failure.hint("results replace the whole folder: name one below it by `--out`, or run from outside")
            );
        }
        if is_mounted(&folder) {
            let failure = Failure(format!("{} is a file system of its own", out.display()));
            return Err(
                failure.hint("results replace the whole folder: name one below it by `--out`")
            );
        }
        Others::of(&folder, &[])?;
        check_writable(&parent_of(&folder))?;
    }
    check_writable(&nearest)?;
    remove_abandoned(&parent_of(&folder));
    Ok(())
}

/// Refuses results that stand in the folder which a study is confined to and lead out of it: they
/// come from others as the manifest does. The user may name results elsewhere.
pub(crate) fn check_confined(at: &ManifestAt, out: &Path) -> Result<(), Failure> {
    const READ_BACK: [&str; 3] = ["personas.json", "membership.csv", "evidence-sets.json"];
    if !at.confined {
        return Ok(());
    }
    let home = parent_of(&at.path);
    let root =
        fs::canonicalize(&home).map_err(|error| Failure(format!("{}: {error}", home.display())))?;
    let is_named_within =
        lexical(out).is_some_and(|out| lexical(&home).is_some_and(|home| out.starts_with(home)));
    if !is_named_within && !leads_into(out, &root) {
        return Ok(());
    }
    let files = READ_BACK.map(|name| out.join(name));
    match std::iter::once(out)
        .chain(files.iter().map(PathBuf::as_path))
        .find(|path| !leads_into(path, &root))
    {
        Some(path) => Err(Failure(format!("{} leads out of {}", path.display(), home.display()))
            .hint("the study is confined to that folder by `--confined`")),
        None => Ok(()),
    }
}

/// An absolute path as it is written, without looking at links.
fn lexical(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path).ok()?.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    Some(plain)
}

/// Whether a path really lies within a folder; where nothing is there, its nearest ancestor
/// decides.
fn leads_into(path: &Path, root: &Path) -> bool {
    let Ok(path) = std::path::absolute(path) else { return false };
    let is_there = |path: &&Path| fs::symlink_metadata(path).is_ok();
    let nearest = path.ancestors().find(is_there).and_then(|path| fs::canonicalize(path).ok());
    nearest.is_some_and(|nearest| nearest.starts_with(root))
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
        return Err(
            Failure(format!("{} holds the study itself, {}", out.display(), study.name)).hint(hint)
        );
    }
    match study
        .sources
        .iter()
        .find(|source| source.path().is_some_and(|path| holds(&home.join(path))))
    {
        Some(source) => {
            Err(Failure(format!("{} holds data of the source {}", out.display(), source.id))
                .hint(hint))
        }
        None => Ok(()),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn results_in_a_confined_folder_lie_there() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["study/good", "study/part", "elsewhere"] {
            fs::create_dir_all(at(name)).unwrap();
        }
        symlink(at("elsewhere"), at("study/linked")).unwrap();
        symlink(at("elsewhere/personas.json"), at("study/part/personas.json")).unwrap();
        symlink(at("study/part"), at("into")).unwrap();
        let is_fine = |confined, out: &str| {
            check_confined(&ManifestAt { path: at("study/study.toml"), confined }, &at(out)).is_ok()
        };
        for out in ["study/good", "study/new/out", "elsewhere", "elsewhere/new"] {
            assert!(is_fine(true, out), "{out}");
        }
        for out in
            ["study/linked", "study/linked/out", "study/good/../linked", "study/part", "into"]
        {
            assert!(!is_fine(true, out) && is_fine(false, out), "{out}");
        }
    }
}

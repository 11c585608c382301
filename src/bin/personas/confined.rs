//! Results of studies that are confined to their folder.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::Failure;
use crate::request::ManifestAt;

/// Refuses results in the folder of a confined study that lead out of it: they come from others, as
/// the manifest does. The user may name results elsewhere.
pub(crate) fn check_confined(at: &ManifestAt, out: &Path) -> Result<(), Failure> {
    const READ_BACK: [&str; 4] =
        ["personas.json", "membership.csv", "evidence-sets.json", "model.json"];
    if !at.confined {
        return Ok(());
    }
    let home = folder_of(&at.path);
    let root =
        fs::canonicalize(&home).map_err(|error| Failure(format!("{}: {error}", home.display())))?;
    // Outside of the study's folder the user chose the place, wherever links lead.
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

/// Returns whether a path really lies within a folder. Where nothing is there, its nearest ancestor
/// decides.
fn leads_into(path: &Path, root: &Path) -> bool {
    let Ok(path) = std::path::absolute(path) else { return false };
    let is_there = |path: &&Path| fs::symlink_metadata(path).is_ok();
    let nearest = path.ancestors().find(is_there).and_then(|path| fs::canonicalize(path).ok());
    nearest.is_some_and(|nearest| nearest.starts_with(root))
}

/// The folder that a manifest is in.
fn folder_of(manifest: &Path) -> PathBuf {
    match manifest.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        // A manifest without a folder is in the current one.
        _ => PathBuf::from("."),
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
            check_confined(
                &ManifestAt { path: at("study/study.toml"), of_folder: false, confined },
                &at(out),
            )
            .is_ok()
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

//! Puts a finished folder in the place of an earlier one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::file::create;
use super::owned::{LIST, read_list};
use super::paths::parent_of;

/// Gives the new folder the place and the permissions of the old one. Returns whether the old one
/// now has the place of the new one.
#[cfg(target_os = "linux")]
pub(super) fn exchange(folder: &Path, next: &Path, before: &[PathBuf]) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    // Afterwards it would be too late: what fails then must not undo what is done.
    fs::set_permissions(next, fs::metadata(folder)?.permissions())?;
    match renameat_with(CWD, next, CWD, folder, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        // File systems that cannot exchange, and layered ones where the folder is in a lower layer.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::XDEV) => {
            file_by_file(folder, next, before).map(|()| false)
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(folder: &Path, next: &Path, before: &[PathBuf]) -> io::Result<bool> {
    file_by_file(folder, next, before).map(|()| false)
}

/// Replaces each file whole, one after the other, where folders cannot be exchanged, and removes
/// what only an earlier run wrote.
fn file_by_file(folder: &Path, next: &Path, before: &[PathBuf]) -> io::Result<()> {
    let after = read_list(next).unwrap_or_default();
    // Until all is done the list names the files of both runs, so that a run after a crash knows
    // each of them as a run's.
    let of_both = next.join(".written-by-both");
    let names = before.iter().chain(&after).map(|name| name.to_string_lossy() + "\n");
    create(&of_both, names.collect::<String>().as_bytes())?;
    fs::rename(&of_both, folder.join(LIST))?;
    for name in
        before.iter().filter(|name| !after.contains(*name) && name.as_path() != Path::new(LIST))
    {
        remove_below(folder, name)?;
    }
    for name in &after {
        fs::create_dir_all(parent_of(&folder.join(name)))?;
        fs::rename(next.join(name), folder.join(name))?;
    }
    // Last: only now is everything there that this list names.
    fs::rename(next.join(LIST), folder.join(LIST))
}

/// Removes a file below a folder, and the folders on the way that it leaves empty. It follows no
/// link out of the folder.
fn remove_below(folder: &Path, name: &Path) -> io::Result<()> {
    let on_the_way: Vec<PathBuf> = name
        .ancestors()
        .skip(1)
        .filter(|below| *below != Path::new(""))
        .map(|below| folder.join(below))
        .collect();
    let is_folder = |path: &PathBuf| fs::symlink_metadata(path).is_ok_and(|path| path.is_dir());
    // A link on the way would lead the removal out of the folder.
    if !on_the_way.iter().all(is_folder) {
        return Ok(());
    }
    match fs::remove_file(folder.join(name)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // A folder that is not empty stays: the error is expected.
    let _ = on_the_way.iter().try_for_each(fs::remove_dir);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::write::tests::{all, put};
    use super::*;

    #[test]
    fn file_by_file_nothing_old_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let (out, next) = (folder.path().join("out"), folder.path().join("next"));
        put(
            &out,
            &[
                ("a", "old"),
                ("membership.csv", "P01"),
                ("charts/x.svg", "old"),
                ("notes.txt", "mine"),
            ],
        );
        put(&next, &[("a", "new"), ("b/c", "new"), (".written", "a\nb/c\n")]);
        let before = ["a", "membership.csv", "charts/x.svg", ".written"].map(PathBuf::from);
        file_by_file(&out, &next, &before).unwrap();
        assert_eq!(all(&out), [".written", "a", "b/c", "notes.txt"]);
        assert!(!out.join("charts").exists());
        assert_eq!(fs::read_to_string(out.join("a")).unwrap(), "new");
        assert_eq!(fs::read_to_string(out.join(".written")).unwrap(), "a\nb/c\n");
    }

    #[cfg(unix)]
    #[test]
    fn no_file_is_removed_through_a_link() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), &[("elsewhere/x.svg", "mine"), ("out/a", "old")]);
        let out = folder.path().join("out");
        std::os::unix::fs::symlink("../elsewhere", out.join("charts")).unwrap();
        remove_below(&out, Path::new("charts/x.svg")).unwrap();
        assert!(folder.path().join("elsewhere/x.svg").exists());
    }
}

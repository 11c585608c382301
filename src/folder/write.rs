//! Writes the files of a run in the place of those of an earlier one.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::exchange::exchange;
use super::file::create;
use super::owned::{Contents, LIST, Own, files_below, is_within, read_list};
use super::paths::{parent_of, resolve, shown_name, unwritten};
use super::unfinished::Unfinished;
use crate::error::{ErrorKind, Result, shown};

/// Files that were kept unchanged when a run's folder was written.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Written {
    /// Names of files in the folder that no run wrote, with `/` after a folder.
    pub others: Vec<String>,
    /// A folder beside it with files that came while it was written and cannot be moved into it.
    pub unkept: Option<Unkept>,
}

/// A folder that holds files which belong in a run's folder and cannot be moved there.
#[derive(Debug)]
#[non_exhaustive]
pub struct Unkept {
    /// The folder; no later run removes it.
    pub path: PathBuf,
    /// The reason why a file cannot be moved.
    pub cause: io::Error,
}

/// Replaces a folder by one with these files: all of them or, if writing fails or is killed, none.
/// A name has `/` after a folder. Files that an earlier run wrote and this one does not are
/// removed; files that no run wrote stay.
///
/// Folders are exchanged in one step on Linux; elsewhere, and on file systems that cannot do so,
/// each file is replaced whole, one after the other.
///
/// # Errors
/// [`ErrorKind::Write`](crate::ErrorKind::Write) if something cannot be written,
/// [`ErrorKind::OutputFolder`](crate::ErrorKind::OutputFolder) for a path that is a file or a link
/// to anything but a folder, and for a folder that holds other folders or a file of one of these
/// names that no run wrote, [`ErrorKind::Parameter`](crate::ErrorKind::Parameter) for a name that
/// leads out of the folder.
pub fn write<N: AsRef<str>, B: AsRef<[u8]>>(
    path: impl AsRef<Path>,
    files: impl IntoIterator<Item = (N, B)>,
) -> Result<Written> {
    let path = path.as_ref();
    let files: Vec<(N, B)> = files.into_iter().collect();
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_ref()).collect();
    check_names(&names)?;
    let failed = |cause: io::Error| unwritten(path, cause);
    let folder = &resolve(path)?;
    let parent = parent_of(folder);
    fs::create_dir_all(&parent).map_err(failed)?;
    let next = Unfinished::new_in(&parent).map_err(failed)?;
    let list = names.join("\n") + "\n";
    let own = files.iter().map(|(name, bytes)| (name.as_ref(), bytes.as_ref()));
    for (name, bytes) in own.chain([(LIST, list.as_bytes())]) {
        let write = |next: &Path| {
            let path = next.join(name);
            fs::create_dir_all(parent_of(&path))?;
            create(&path, bytes)
        };
        next.step(write).map_err(failed)?;
    }
    if !folder.exists() {
        // Renaming is one step: the folder is there whole or not at all.
        next.step(|next| fs::rename(next, folder)).map_err(failed)?;
        return Ok(Written::default());
    }
    replace(folder, next, &names)
}

/// Refuses a name that would be written elsewhere, or over the list itself.
fn check_names(names: &[&str]) -> Result<()> {
    let is_fine = |name: &str| !name.contains('\n') && name != LIST && is_within(Path::new(name));
    match names.iter().find(|name| !is_fine(name)) {
        None => Ok(()),
        Some(name) => Err(ErrorKind::Parameter {
            name: "files",
            expected: "names of files within the folder".to_owned(),
            found: format!("{:?}", shown(name)),
        }
        .into()),
    }
}

/// Exchanges the folder that is finished with the one that is there.
fn replace(folder: &Path, next: Unfinished, names: &[&str]) -> Result<Written> {
    let before = Contents::in_folder(folder, names)?;
    for other in &before.others {
        next.step(|next| keep(&folder.join(other), &next.join(other)))
            .map_err(|cause| unwritten(&folder.join(other), cause))?;
    }
    let mut late = BTreeSet::new();
    let exchanged = next.step(|next| {
        let was_exchanged = exchange(folder, next, &before.own)?;
        // A signal must not end the run in between: what is now in `next` is the old folder.
        let moved =
            if was_exchanged { move_late(next, folder, &before.own, &mut late) } else { Ok(()) };
        Ok(moved.err())
    });
    let unmoved = exchanged.map_err(|cause| unwritten(folder, cause))?;
    // Without an error the old folder is removed here, as `next` goes.
    let unkept = unmoved.map(|cause| Unkept { path: next.leave(), cause });
    late.extend(before.others);
    Ok(Written { others: late.iter().map(|name| shown_name(name)).collect(), unkept })
}

/// Moves from the old folder what came into it while the new one was written. What was kept before
/// has the same name in both, and stays as it is unless it was replaced meanwhile.
fn move_late(
    old: &Path,
    folder: &Path,
    before: &[PathBuf],
    late: &mut BTreeSet<PathBuf>,
) -> io::Result<()> {
    // Another run may have taken the folder's place meanwhile.
    let meanwhile = Own::in_folder(old);
    let written = read_list(folder).unwrap_or_default();
    let mut names = Vec::new();
    files_below(old, Path::new(""), &mut names, &|_| true).map_err(io::Error::other)?;
    let mut result = Ok(());
    for name in names.into_iter().filter(|name| !before.contains(name) && !meanwhile.has(name)) {
        let mut to = name.clone();
        // A file of somebody must not replace one of the run.
        while written.contains(&to) {
            to.as_mut_os_string().push(".kept");
        }
        let moved = fs::create_dir_all(parent_of(&folder.join(&to)))
            .and_then(|()| fs::rename(old.join(&name), folder.join(&to)));
        match moved {
            Ok(()) => drop(late.insert(to)),
            // Kept before, in a folder of another user.
            Err(_) if is_same(&old.join(&name), &folder.join(&to)) => {}
            Err(error) => result = Err(error),
        }
    }
    result
}

/// Returns whether two names are of one file.
#[cfg(unix)]
fn is_same(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let file = |path: &Path| fs::symlink_metadata(path).map(|file| (file.dev(), file.ino())).ok();
    file(one).is_some() && file(one) == file(other)
}

#[cfg(not(unix))]
fn is_same(_: &Path, _: &Path) -> bool {
    false
}

/// Removes a folder that a run wrote. Files that no run wrote stay, and the folder with them; a
/// folder without a run's list stays as it is.
///
/// # Errors
/// As [`write()`].
pub fn remove(path: impl AsRef<Path>) -> Result<()> {
    let path = path.as_ref();
    let nothing: [(&str, &[u8]); 0] = [];
    if read_list(path).is_none() || !write(path, nothing)?.others.is_empty() {
        return Ok(());
    }
    let folder = resolve(path)?;
    let removed = fs::remove_file(folder.join(LIST)).and_then(|()| fs::remove_dir(&folder));
    removed.map_err(|cause| unwritten(path, cause))
}

/// Links a file into another folder, or copies it where links are not possible.
fn keep(file: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(parent_of(to))?;
    // A link takes no room; some file systems have none.
    fs::hard_link(file, to).or_else(|error| {
        let is_file = fs::symlink_metadata(file)?.is_file() && !to.exists();
        if is_file { fs::copy(file, to).map(|_| ()) } else { Err(error) }
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    const NOTHING: [(&str, &str); 0] = [];
    /// The file by which a result is known.
    const RESULT: &str = r#"{"schema_version": 1, "study": {}}"#;

    fn named(names: &[&str]) -> Vec<(String, Vec<u8>)> {
        names.iter().map(|name| ((*name).to_owned(), format!("new {name}").into_bytes())).collect()
    }

    pub(in crate::folder) fn put(folder: &Path, files: &[(&str, &str)]) {
        for (name, text) in files {
            fs::create_dir_all(parent_of(&folder.join(name))).unwrap();
            fs::write(folder.join(name), text).unwrap();
        }
    }

    /// The files below a folder, sorted.
    pub(in crate::folder) fn all(folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        files_below(folder, Path::new(""), &mut found, &|_| true).unwrap();
        let mut names: Vec<String> =
            found.iter().map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_no_run_wrote_stays_and_what_the_last_one_wrote_goes() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        assert!(
            write(&out, named(&["a", "membership.csv", "charts/x.svg"])).unwrap().others.is_empty()
        );
        put(&out, &[("notes.txt", "mine"), ("charts/mine.svg", "mine")]);
        let kept = write(&out, named(&["a", "charts/y.svg"])).unwrap().others;
        assert_eq!(
            BTreeSet::from_iter(kept),
            BTreeSet::from(["notes.txt".into(), "charts/mine.svg".into()])
        );
        assert_eq!(all(&out), [".written", "a", "charts/mine.svg", "charts/y.svg", "notes.txt"]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_no_run_wrote_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), &[("out/claims.csv", "mine"), ("out/.written", "a\n")]);
        let out = folder.path().join("out");
        let message = write(&out, named(&["a", "claims.csv"])).unwrap_err().to_string();
        assert!(message.contains("claims.csv is there, and no run wrote it"), "{message}");
        assert_eq!(fs::read_to_string(out.join("claims.csv")).unwrap(), "mine");
        // In a result that another program of the crate wrote, it is the result's.
        fs::remove_file(out.join(".written")).unwrap();
        fs::remove_file(out.join("a")).unwrap_or_default();
        assert!(write(&out, named(&["a", "claims.csv"])).is_err());
        put(
            &out,
            &[
                ("personas.json", RESULT),
                ("membership.csv", "P01"),
                ("charts/old.svg", "old"),
                ("notes.txt", "mine"),
            ],
        );
        assert!(
            write(&out, named(&["claims.csv", "personas.json"])).unwrap().others == ["notes.txt"]
        );
        assert_eq!(all(&out), [".written", "claims.csv", "notes.txt", "personas.json"]);
    }

    #[test]
    fn a_list_that_leads_out_of_the_folder_removes_nothing_there() {
        let folder = tempfile::tempdir().unwrap();
        let outside = folder.path().join("outside.txt");
        let list = format!(
            "../outside.txt\n{}\n..\n/\nsub/../../outside.txt\nsub\n.\na\n",
            outside.display()
        );
        put(folder.path(), &[("outside.txt", "mine"), ("out/.written", &list), ("out/a", "old")]);
        let out = folder.path().join("out");
        assert_eq!(read_list(&out).unwrap(), BTreeSet::from(["sub".into(), "a".into()]));
        assert!(write(&out, NOTHING).unwrap().others.is_empty());
        assert_eq!(
            (all(&out), all(folder.path())),
            (
                vec![".written".to_owned()],
                vec!["out/.written".to_owned(), "outside.txt".to_owned()]
            )
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_folder_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), &[("elsewhere/x.svg", "mine"), ("out/.written", "charts/x.svg\n")]);
        let (out, elsewhere) = (folder.path().join("out"), folder.path().join("elsewhere"));
        std::os::unix::fs::symlink(&elsewhere, out.join("charts")).unwrap();
        assert!(write(&out, named(&["charts/x.svg"])).is_err());
        assert!(write(&out, named(&["a"])).unwrap().others == ["charts"]);
        assert_eq!(fs::read_to_string(elsewhere.join("x.svg")).unwrap(), "mine");
    }

    #[test]
    fn what_comes_into_the_folder_during_a_run_is_moved() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        put(
            &old,
            &[
                ("a", "old"),
                (".written", "a\nb\n"),
                ("b", "of another run"),
                ("c", "mine"),
                ("sub/d", "mine"),
            ],
        );
        put(&new, &[("a", "new"), (".written", "a\nc\n"), ("c", "new"), ("notes.txt", "before")]);
        put(&old, &[("notes.txt", "after")]);
        let mut late = BTreeSet::new();
        move_late(&old, &new, &["a".into()], &mut late).unwrap();
        assert_eq!(late, ["c.kept", "notes.txt", "sub/d"].map(PathBuf::from).into());
        assert_eq!(all(&new), [".written", "a", "c", "c.kept", "notes.txt", "sub/d"]);
        assert_eq!(fs::read_to_string(new.join("notes.txt")).unwrap(), "after");
        assert_eq!(fs::read_to_string(new.join("c")).unwrap(), "new");
    }

    #[cfg(unix)]
    #[test]
    fn a_new_folder_has_the_permissions_of_the_old_one() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        fs::create_dir(&out).unwrap();
        fs::set_permissions(&out, fs::Permissions::from_mode(0o775)).unwrap();
        assert!(write(&out, named(&["a"])).is_ok());
        assert_eq!(fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o775);
    }

    #[test]
    fn a_folder_of_a_run_is_removed_but_for_what_is_somebodys() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other, none) =
            (folder.path().join("one"), folder.path().join("other"), folder.path().join("none"));
        for out in [&one, &other] {
            assert!(write(out, named(&["masking-log.csv"])).is_ok());
        }
        put(
            folder.path(),
            &[("other/notes.txt", "mine"), ("none/masking-log.csv", "no run wrote it")],
        );
        for out in [&one, &other, &none, &folder.path().join("nowhere")] {
            assert!(remove(out).is_ok());
        }
        assert!(!one.exists());
        assert_eq!(
            (all(&other), all(&none)),
            (vec![".written".into(), "notes.txt".into()], vec!["masking-log.csv".to_owned()])
        );
    }

    #[test]
    fn names_that_lead_out_of_the_folder_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        for name in ["../x", "/x", "a/../../x", "", ".written", "a\nb", "./a"] {
            let message = write(&out, [("a", "new"), (name, "x")]).unwrap_err().to_string();
            assert!(message.contains("expected names of files within the folder"), "{message}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is written");
    }

    #[test]
    fn a_folder_that_is_not_a_runs_is_refused_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), &[("out/photos/cat.jpg", "mine"), ("file", "mine")]);
        let out = folder.path().join("out");
        let message = write(&out, named(&["a"])).unwrap_err().to_string();
        assert!(message.ends_with("out holds the folder photos"), "{message}");
        assert_eq!(all(&out), ["photos/cat.jpg"]);
        let message = write(folder.path().join("file"), named(&["a"])).unwrap_err().to_string();
        assert!(message.ends_with("file is a file"), "{message}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside them");
    }

    #[test]
    fn a_write_that_fails_leaves_the_earlier_files() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        write(&out, named(&["a"])).unwrap();
        // The second name needs a folder where the first one is a file.
        assert!(write(&out, [("a", "newer"), ("a/b", "new")]).is_err());
        assert_eq!(fs::read_to_string(out.join("a")).unwrap(), "new a");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }
}

//! Files written so that a reader sees all of the old ones or all of the new.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::Failure;
use crate::output::print_note;
use crate::owned::{Others, Own, WRITTEN, list, written_in};
use crate::place::{parent_of, resolved};
use crate::unfinished::Unfinished;

/// A file to write: its name, with `/` behind a folder, and its bytes.
pub(crate) type Named = (String, Vec<u8>);

/// Who may read a file that was not there before.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    AsUsual,
    /// The owner alone, for a key.
    Owner,
}

/// Writes a file whole, or leaves the old one. A link stays, and its target is written. What is no
/// file, such as a pipe, takes the text.
pub(crate) fn write(path: &Path, text: &str, readers: Readers) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure(format!("{}: cannot write: {error}", path.display()));
    let before = fs::metadata(path);
    if before.as_ref().is_ok_and(|before| !before.is_file()) {
        let opened = fs::OpenOptions::new().write(true).open(path);
        return opened.and_then(|mut file| file.write_all(text.as_bytes())).map_err(failed);
    }
    if before.is_err() && fs::symlink_metadata(path).is_ok_and(|path| path.file_type().is_symlink())
    {
        return Err(Failure(format!("{} is a link to nothing", path.display())));
    }
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let next = Unfinished::new_in(&parent_of(path)).map_err(failed)?;
    let written = next.step(|next| {
        let to = next.join("file");
        create(&to, text.as_bytes())?;
        match (&before, readers) {
            (Ok(before), _) => fs::set_permissions(&to, before.permissions())?,
            (Err(_), Readers::Owner) => for_the_owner(&to)?,
            (Err(_), Readers::AsUsual) => {}
        }
        fs::rename(&to, path)
    });
    written.map_err(failed)
}

fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(unix)]
fn for_the_owner(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn for_the_owner(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Replaces a folder by one with these files in a single step. Killed at any moment, the folder has
/// all files of the run before, or all of this one. Files that no run wrote stay; their names are
/// returned.
pub(crate) fn replace_folder(folder: &Path, files: &[Named]) -> Result<Vec<String>, Failure> {
    let failed = |error: io::Error| Failure(format!("{}: cannot write: {error}", folder.display()));
    let folder = &resolved(folder)?;
    let parent = parent_of(folder);
    fs::create_dir_all(&parent).map_err(failed)?;
    let next = Unfinished::new_in(&parent).map_err(failed)?;
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let written = (WRITTEN.to_owned(), (names.join("\n") + "\n").into_bytes());
    for (name, bytes) in files.iter().chain([&written]) {
        let write = |next: &Path| {
            let path = next.join(name);
            fs::create_dir_all(parent_of(&path))?;
            create(&path, bytes)
        };
        next.step(write).map_err(failed)?;
    }
    if !folder.exists() {
        next.step(|next| fs::rename(next, folder)).map_err(failed)?;
        return Ok(Vec::new());
    }
    let others = Others::of(folder, &names)?;
    for other in &others.names {
        next.step(|next| keep(&folder.join(other), &next.join(other))).map_err(|error| {
            Failure(format!(
                "{}: cannot be kept beside the results: {error}",
                folder.join(other).display()
            ))
        })?;
    }
    let mut late = BTreeSet::new();
    let exchanged = next.step(|next| {
        let was_exchanged = exchange(folder, next, &others.own)?;
        // A signal must not end the run in between: what is now in `next` is the old folder.
        Ok(if was_exchanged { move_late(next, folder, &others.own, &mut late) } else { Ok(()) })
    });
    if let Err(error) = exchanged.map_err(failed)? {
        let (folder, left) = (folder.display(), next.leave());
        print_note(&format!(
            "a file cannot be kept in {folder} ({error}): it is in {}",
            left.display()
        ));
    }
    // The old folder is removed when `next` goes.
    late.extend(others.names);
    Ok(late.iter().map(|name| name.display().to_string()).collect())
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
    let meanwhile = Own::of(old);
    let written = written_in(folder).unwrap_or_default();
    let mut names = Vec::new();
    list(old, Path::new(""), &mut names, &|_| true)
        .map_err(|Failure(why)| io::Error::other(why))?;
    let mut result = Ok(());
    for name in names.into_iter().filter(|name| !before.contains(name) && !meanwhile.has(name)) {
        let mut to = name.clone();
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

/// Whether two names are of one file.
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

/// Removes a folder that a run wrote, but for files that none wrote.
pub(crate) fn remove_folder(folder: &Path) -> Result<(), Failure> {
    if written_in(folder).is_none() || !replace_folder(folder, &[])?.is_empty() {
        return Ok(());
    }
    let folder = resolved(folder)?;
    let removed = fs::remove_file(folder.join(WRITTEN)).and_then(|()| fs::remove_dir(&folder));
    removed.map_err(|error| Failure(format!("{}: cannot be removed: {error}", folder.display())))
}

/// Takes a file along, by another name for it or else as a copy.
fn keep(file: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(parent_of(to))?;
    fs::hard_link(file, to).or_else(|error| {
        let is_file = fs::symlink_metadata(file)?.is_file() && !to.exists();
        if is_file { fs::copy(file, to).map(|_| ()) } else { Err(error) }
    })
}

/// The new folder takes the place and the permissions of the old one. Says whether the old one now
/// has the place of the new one.
#[cfg(target_os = "linux")]
fn exchange(folder: &Path, next: &Path, before: &[PathBuf]) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    // Afterwards it would be too late: what fails then must not undo what is done.
    fs::set_permissions(next, fs::metadata(folder)?.permissions())?;
    match renameat_with(CWD, next, CWD, folder, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        // File systems that cannot exchange.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {
            file_by_file(folder, next, before).map(|()| false)
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(folder: &Path, next: &Path, before: &[PathBuf]) -> io::Result<bool> {
    file_by_file(folder, next, before).map(|()| false)
}

/// Where folders cannot be exchanged each file is replaced whole, one after the other, and what an
/// earlier run alone wrote goes. The list names the files of both runs until all is done.
fn file_by_file(folder: &Path, next: &Path, before: &[PathBuf]) -> io::Result<()> {
    let after = written_in(next).unwrap_or_default();
    let of_both = next.join(".written-by-both");
    let names = before.iter().chain(&after).map(|name| name.to_string_lossy() + "\n");
    create(&of_both, names.collect::<String>().as_bytes())?;
    fs::rename(&of_both, folder.join(WRITTEN))?;
    for name in
        before.iter().filter(|name| !after.contains(*name) && name.as_path() != Path::new(WRITTEN))
    {
        remove_below(folder, name)?;
    }
    for name in &after {
        fs::create_dir_all(parent_of(&folder.join(name)))?;
        fs::rename(next.join(name), folder.join(name))?;
    }
    fs::rename(next.join(WRITTEN), folder.join(WRITTEN))
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
    if !on_the_way.iter().all(is_folder) {
        return Ok(());
    }
    match fs::remove_file(folder.join(name)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // One that is not empty stays.
    let _ = on_the_way.iter().try_for_each(fs::remove_dir);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a result is known by.
    const RESULT: &str = r#"{"schema_version": 1, "study": {}}"#;

    fn named(names: &[&str]) -> Vec<Named> {
        names.iter().map(|name| ((*name).to_owned(), format!("new {name}").into_bytes())).collect()
    }

    fn put(folder: &Path, files: &[(&str, &str)]) {
        for (name, text) in files {
            fs::create_dir_all(parent_of(&folder.join(name))).unwrap();
            fs::write(folder.join(name), text).unwrap();
        }
    }

    /// The files below a folder, sorted.
    fn all(folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        assert!(list(folder, Path::new(""), &mut found, &|_| true).is_ok());
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
            replace_folder(&out, &named(&["a", "membership.csv", "charts/x.svg"]))
                .is_ok_and(|kept| kept.is_empty())
        );
        put(&out, &[("notes.txt", "mine"), ("charts/mine.svg", "mine")]);
        let kept = replace_folder(&out, &named(&["a", "charts/y.svg"])).ok().unwrap();
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
        let message = replace_folder(&out, &named(&["a", "claims.csv"])).err().unwrap().0;
        assert!(message.contains("claims.csv is there, and no run wrote it"), "{message}");
        assert_eq!(fs::read_to_string(out.join("claims.csv")).unwrap(), "mine");
        // In a result that another program of the crate wrote, it is the result's.
        fs::remove_file(out.join(".written")).unwrap();
        fs::remove_file(out.join("a")).unwrap_or_default();
        assert!(replace_folder(&out, &named(&["a", "claims.csv"])).is_err());
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
            replace_folder(&out, &named(&["claims.csv", "personas.json"]))
                .is_ok_and(|kept| kept == ["notes.txt"])
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
        assert_eq!(written_in(&out).unwrap(), BTreeSet::from(["sub".into(), "a".into()]));
        assert!(replace_folder(&out, &[]).is_ok_and(|kept| kept.is_empty()));
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
        assert!(remove_below(&out, Path::new("charts/x.svg")).is_ok());
        assert!(replace_folder(&out, &named(&["charts/x.svg"])).is_err());
        assert!(replace_folder(&out, &named(&["a"])).is_ok_and(|kept| kept == ["charts"]));
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
        assert!(replace_folder(&out, &named(&["a"])).is_ok());
        assert_eq!(fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o775);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_no_file_takes_the_text_and_a_link_to_nothing_is_refused() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let [device, dangling] = ["device", "dangling"].map(|name| folder.path().join(name));
        symlink("/dev/null", &device).unwrap();
        symlink("nowhere", &dangling).unwrap();
        assert!(write(&device, "text", Readers::AsUsual).is_ok());
        assert_eq!(fs::read_link(&device).unwrap(), Path::new("/dev/null"));
        let refused = write(&dangling, "text", Readers::AsUsual).err().unwrap().0;
        assert!(refused.ends_with("dangling is a link to nothing"), "{refused}");
        assert!(!folder.path().join("nowhere").exists());
    }

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

    #[test]
    fn a_folder_of_a_run_is_removed_but_for_what_is_somebodys() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other, none) =
            (folder.path().join("one"), folder.path().join("other"), folder.path().join("none"));
        for out in [&one, &other] {
            assert!(replace_folder(out, &named(&["masking-log.csv"])).is_ok());
        }
        put(
            folder.path(),
            &[("other/notes.txt", "mine"), ("none/masking-log.csv", "no run wrote it")],
        );
        for out in [&one, &other, &none, &folder.path().join("nowhere")] {
            assert!(remove_folder(out).is_ok());
        }
        assert!(!one.exists());
        assert_eq!(
            (all(&other), all(&none)),
            (vec![".written".into(), "notes.txt".into()], vec!["masking-log.csv".to_owned()])
        );
    }
}

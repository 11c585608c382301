//! Files written so that whoever looks sees all of the old ones or all of the new, and words on a terminal.

use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::Failure;

/// Writes a file whole, or leaves the old one.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure(format!("{}: cannot write: {error}", path.display()));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Replaces a folder by one with these files in a single step; other files that stood in it stay. Killed at any moment, the folder has all
/// files of the run before, or all of this one.
pub(crate) fn replace_folder(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure(format!("{}: cannot write: {error}", folder.display()));
    let parent = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    };
    fs::create_dir_all(&parent).map_err(failed)?;
    let next = tempfile::Builder::new().prefix(".personas-").tempdir_in(&parent).map_err(failed)?;
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let written = (WRITTEN.to_owned(), (names.join("\n") + "\n").into_bytes());
    for (name, bytes) in files.iter().chain([&written]) {
        let path = next.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(next.path())).map_err(failed)?;
        let mut file = fs::File::create(path).map_err(failed)?;
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed)?;
    }
    if !folder.exists() {
        set_permissions_as_usual(next.path()).map_err(failed)?;
        return fs::rename(next.keep(), folder).map_err(failed);
    }
    keep_others(folder, next.path(), files)?;
    if let Ok(metadata) = fs::metadata(folder) {
        fs::set_permissions(next.path(), metadata.permissions()).map_err(failed)?;
    }
    exchange(folder, next.path()).map_err(failed)
    // What is now in `next` is the old folder; it is removed when `next` goes.
}

/// Folders that are made for a moment are their owner's alone; this one stays.
fn set_permissions_as_usual(folder: &Path) -> io::Result<()> {
    let like = tempfile::Builder::new().prefix(".personas-").tempdir_in(folder)?;
    let usual = like.path().join("usual");
    fs::create_dir(&usual)?;
    fs::set_permissions(folder, fs::metadata(&usual)?.permissions())
}

/// The list of files that a run wrote: what a later run does not write any more goes with the rest, so that nothing old is left among the new.
const WRITTEN: &str = ".written";

/// Takes what else stands in the old folder into the new one.
fn keep_others(folder: &Path, next: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure(format!("{}: cannot read: {error}", folder.display()));
    let before = fs::read_to_string(folder.join(WRITTEN)).unwrap_or_default();
    let own: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).chain(before.lines()).chain([WRITTEN]).collect();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        // A file of the result, or the folder of some of them.
        if own.iter().any(|own| Path::new(own).iter().next() == Some(name.as_os_str())) {
            continue;
        }
        if entry.file_type().map_err(failed)?.is_dir() {
            let message = format!("{} holds the folder {}", folder.display(), name.to_string_lossy());
            return Err(Failure(message).hint("`--out` names a folder for the results alone"));
        }
        let to = next.join(&name);
        fs::hard_link(entry.path(), &to).or_else(|_| fs::copy(entry.path(), &to).map(|_| ())).map_err(failed)?;
    }
    Ok(())
}

#[cfg(target_os = "linux")]
fn exchange(folder: &Path, next: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, next, CWD, folder, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        // File systems that cannot exchange.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => file_by_file(folder, next),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(folder: &Path, next: &Path) -> io::Result<()> {
    file_by_file(folder, next)
}

/// Where folders cannot be exchanged each file is replaced whole, one after the other.
fn file_by_file(folder: &Path, next: &Path) -> io::Result<()> {
    for entry in fs::read_dir(next)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(folder.join(entry.file_name())).or_else(|error| match error.kind() {
                io::ErrorKind::NotFound => Ok(()),
                _ => Err(error),
            })?;
        }
        fs::rename(entry.path(), folder.join(entry.file_name()))?;
    }
    Ok(())
}

/// Prints something as JSON.
pub(crate) fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure(error.to_string()))?;
    print(&(text + "\n"))
}

/// Prints a text; a reader who has seen enough is no failure.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    match io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure(format!("cannot print: {error}"))),
        _ => Ok(()),
    }
}

pub(crate) const RED: u8 = 31;
pub(crate) const YELLOW: u8 = 33;

/// Words in a colour on a terminal, plain elsewhere and where `NO_COLOR` is set.
pub(crate) fn coloured(words: &str, colour: u8) -> String {
    let plain = !io::stderr().is_terminal() || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if plain { words.to_owned() } else { format!("\u{1b}[1;{colour}m{words}\u{1b}[0m") }
}

//! Writes outputs, and says what may help where that fails.

use std::fs;
use std::path::Path;

use persona_synthesis::folder::{self, Readers};
use persona_synthesis::render::OutputFile;
use persona_synthesis::{Error, ErrorKind, Manifest};

use crate::Failure;
use crate::output::print_note;

/// Checks that results can be written to a folder and replace nothing else.
pub(crate) fn check_folder(out: &Path, studies: &[&Manifest]) -> Result<(), Failure> {
    folder::check(out, studies).map_err(with_hint)
}

/// Replaces what a run wrote to a folder, and returns the names of files that no run wrote.
pub(crate) fn replace_folder(out: &Path, files: &[OutputFile]) -> Result<Vec<String>, Failure> {
    let files = files.iter().map(|file| (&file.name, &file.bytes));
    let written = folder::write(out, files).map_err(with_hint)?;
    if let Some(unkept) = written.unkept {
        let (out, path, cause) = (out.display(), unkept.path.display(), unkept.cause);
        print_note(&format!("a file cannot be kept in {out} ({cause}): it is in {path}"));
    }
    Ok(written.others)
}

/// Writes a file whole, or leaves the old one.
pub(crate) fn write_file(path: &Path, text: &str, readers: Readers) -> Result<(), Failure> {
    check_file(path)?;
    Ok(folder::write_file(path, text, readers)?)
}

/// Checks that a manifest can be written into the folder of its files, before these are read and
/// questions asked.
pub(crate) fn check_drafting(folder: &Path) -> Result<(), Failure> {
    // What is no folder is refused where it is read.
    if !folder.is_dir() {
        return Ok(());
    }
    folder::check_writable(folder).map_err(|error| {
        Failure::from(error).hint(
            "study.toml is drafted beside the files that it names: copy them to a folder that \
             you may write to",
        )
    })
}

/// Refuses a file that standard output goes to: it would be replaced, and what is printed lost.
pub(crate) fn check_file(path: &Path) -> Result<(), Failure> {
    // `--out x > x` would mix the file with what is printed.
    if fs::metadata(path).is_ok_and(|file| file.is_file() && is_standard_output(&file)) {
        let failure = Failure(format!("{} is where the command prints to", path.display()));
        return Err(failure.hint("name another file by `--out`"));
    }
    Ok(())
}

#[cfg(unix)]
fn is_standard_output(file: &fs::Metadata) -> bool {
    use std::os::fd::AsFd as _;
    use std::os::unix::fs::MetadataExt as _;
    let opened = std::io::stdout().as_fd().try_clone_to_owned();
    let printed = opened.and_then(|stdout| fs::File::from(stdout).metadata());
    printed.is_ok_and(|stdout| (stdout.dev(), stdout.ino()) == (file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn is_standard_output(_: &fs::Metadata) -> bool {
    false
}

/// The library's error, with the option that names another folder where one is needed.
fn with_hint(error: Error) -> Failure {
    let is_refused = matches!(error.kind(), ErrorKind::OutputFolder { .. });
    let failure = Failure::from(error);
    let hint =
        "`--out` names a folder for the results alone: a new one, or one that a run wrote to";
    if is_refused { failure.hint(hint) } else { failure }
}

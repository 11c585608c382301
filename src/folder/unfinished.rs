//! Folders in which outputs are written before they take their place: `.personas-unfinished-` and
//! 16 hexadecimal digits, beside the output. A file in it marks it as a run's: another folder that
//! happens to have such a name is left alone.
//!
//! They may hold what only the owner may see, so nobody else can open them, and none outlives its
//! run: it is removed when the run succeeds or fails, and by [`discard_unfinished`] before a signal
//! ends the process. After a crash the next run beside it removes it.

use std::ffi::OsStr;
use std::fs;
use std::hash::{BuildHasher as _, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

const PREFIX: &str = ".personas-unfinished-";
const DIGITS: usize = 16;
/// The file that marks a folder as a run's.
const MARK: &str = "removed-by-the-next-run";
/// The part that is written and leaves the folder to take its place. The mark stays behind.
const NEXT: &str = "next";

/// The folders of this process. While the list is locked, no step of writing is under way.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes what this process is writing, and calls `end` before anything else can be written: a
/// thread that handles signals ends the process there.
///
/// ```no_run
/// persona_synthesis::folder::discard_unfinished(|| std::process::exit(130));
/// ```
pub fn discard_unfinished<T>(end: impl FnOnce() -> T) -> T {
    let all = unfinished();
    all.iter().for_each(|path| remove(path));
    // Still holding the list, so that no step of writing follows.
    let result = end();
    drop(all);
    result
}

/// A folder for files that are being written.
pub(super) struct Unfinished {
    path: PathBuf,
    /// Locked while the process lives: a folder that nobody locks was left behind.
    _held: Option<fs::File>,
}

impl Unfinished {
    /// Makes one in a folder, and removes there what killed runs left behind.
    pub(super) fn new_in(folder: &Path) -> io::Result<Self> {
        remove_abandoned(folder);
        loop {
            let mut all = unfinished();
            let path = folder.join(format!("{PREFIX}{:016x}", fresh_number()));
            match create(&path) {
                // Another run may have drawn this number.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                created => created?,
            }
            // The lock ends with the process, so a folder without one was abandoned.
            let held = fs::File::open(&path).ok().filter(lock::wait);
            let one = Self { path, _held: held };
            all.push(one.path.clone());
            let marked = fs::write(one.path.join(MARK), "")
                .and_then(|()| fs::create_dir(one.path.join(NEXT)));
            // Where it failed the folder is removed, for which the list is locked again.
            drop(all);
            return marked.map(|()| one);
        }
    }

    /// Takes a step of writing. [`discard_unfinished`] waits for its end.
    pub(super) fn step<T>(&self, step: impl FnOnce(&Path) -> io::Result<T>) -> io::Result<T> {
        let _waits = unfinished();
        step(&self.path.join(NEXT))
    }

    /// Leaves what it holds where no run removes it, and returns where that is.
    pub(super) fn leave(self) -> PathBuf {
        let mut all = unfinished();
        // Unmarked it is nobody's to remove.
        let _ = fs::remove_file(self.path.join(MARK));
        all.retain(|path| *path != self.path);
        self.path.join(NEXT)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let mut all = unfinished();
        if all.contains(&self.path) {
            remove(&self.path);
        }
        all.retain(|path| *path != self.path);
    }
}

/// A number that two runs at once hardly share. It hides nothing: a name that is taken is refused
/// by the system, and another one is tried.
fn fresh_number() -> u64 {
    // Each state has keys of its own, from the system's random numbers.
    RandomState::new().hash_one(std::process::id())
}

/// A folder that nobody else can open.
fn create(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Removes a folder, its mark last: what cannot be removed now is removed by the next run.
fn remove(path: &Path) {
    // The mark goes last, so that the next run finds what could not be removed.
    if fs::remove_dir_all(path.join(NEXT)).is_ok() || !path.join(NEXT).exists() {
        let _ = fs::remove_dir_all(path);
    }
}

/// Removes from a folder what killed runs left behind. What another run is writing stays.
pub(super) fn remove_abandoned(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let of_a_run = |entry: &fs::DirEntry| {
        let is_marked =
            || fs::symlink_metadata(entry.path().join(MARK)).is_ok_and(|mark| mark.is_file());
        is_name(&entry.file_name()) && entry.file_type().is_ok_and(|it| it.is_dir()) && is_marked()
    };
    for path in entries.flatten().filter(of_a_run).map(|entry| entry.path()) {
        let held = fs::File::open(&path).ok().filter(lock::at_once);
        if held.is_some() {
            // Another user's cannot be removed, and is theirs to remove.
            remove(&path);
        }
    }
}

fn is_name(name: &OsStr) -> bool {
    let digits = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    digits.is_some_and(|digits| digits.len() == DIGITS && digits.bytes().all(is_digit))
}

/// Advisory locks on folders, which go with the process that holds them. File systems without them
/// refuse: then nothing counts as left behind.
#[cfg(unix)]
mod lock {
    use std::fs::File;

    use rustix::fs::{FlockOperation, flock};

    pub(super) fn wait(folder: &File) -> bool {
        flock(folder, FlockOperation::LockExclusive).is_ok()
    }

    pub(super) fn at_once(folder: &File) -> bool {
        flock(folder, FlockOperation::NonBlockingLockExclusive).is_ok()
    }
}

/// Elsewhere folders cannot be locked by the standard library: what was left behind stays.
#[cfg(not(unix))]
mod lock {
    use std::fs::File;

    pub(super) fn wait(_: &File) -> bool {
        false
    }

    pub(super) fn at_once(_: &File) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_run_marked_and_nobody_holds_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let abandoned = at(".personas-unfinished-0123456789abcdef");
        let own = [
            ".personas-backup",
            ".personas-unfinished-fedcba9876543210",
            ".personas-unfinished-mine",
        ]
        .map(at);
        for path in own.iter().chain([&abandoned]) {
            fs::create_dir(path).unwrap();
            fs::write(path.join("membership.csv"), "P01").unwrap();
        }
        for marked in [&own[0], &own[2], &abandoned] {
            fs::write(marked.join(MARK), "").unwrap();
        }
        let held = Unfinished::new_in(folder.path()).unwrap();
        remove_abandoned(folder.path());
        assert_eq!(abandoned.exists(), cfg!(not(unix)));
        assert!(held.path.exists() && own.iter().all(|own| own.join("membership.csv").exists()));
        let path = held.path.clone();
        drop(held);
        assert!(
            !path.exists()
                && is_name(path.file_name().unwrap())
                && unfinished().iter().all(|one| *one != path)
        );
    }

    #[test]
    fn what_is_left_is_nobodys_to_remove() {
        let folder = tempfile::tempdir().unwrap();
        let one = Unfinished::new_in(folder.path()).unwrap();
        one.step(|next| fs::write(next.join("notes.txt"), "mine")).unwrap();
        let left = one.leave();
        remove_abandoned(folder.path());
        assert!(left.join("notes.txt").exists());
    }

    #[cfg(unix)]
    #[test]
    fn it_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let one = Unfinished::new_in(folder.path()).unwrap();
        assert_eq!(fs::metadata(&one.path).unwrap().permissions().mode() & 0o777, 0o700);
    }
}

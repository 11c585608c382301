//! Folders in which outputs are written before they take their place: `.personas-` and six letters
//! or digits, beside the output.
//!
//! They may hold what only the owner may see, so nobody else can open them, and none outlives its
//! run: it is removed when the run succeeds or fails, and before a signal ends it. After a crash
//! the next run beside it removes it.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

const PREFIX: &str = ".personas-";
const RANDOM: usize = 6;

/// The folders of this process. While the list is locked, no step of writing is under way.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A folder for what is being written.
pub(crate) struct Unfinished {
    path: PathBuf,
    /// Locked while the process lives: a folder that nobody locks was left behind.
    _held: Option<fs::File>,
}

impl Unfinished {
    /// A new one in a folder, where nothing is left of runs that were killed.
    pub(crate) fn new_in(folder: &Path) -> io::Result<Self> {
        remove_abandoned(folder);
        signals::watch();
        let mut all = unfinished();
        loop {
            let path = builder().tempdir_in(folder)?.keep();
            let held = fs::File::open(&path).ok().filter(lock::wait);
            // Before it was held, another run may have taken it for one that was left behind.
            if path.exists() {
                all.push(path.clone());
                return Ok(Self { path, _held: held });
            }
        }
    }

    /// Takes a step of writing; a signal ends the process before it or after it.
    pub(crate) fn step<T>(&self, step: impl FnOnce(&Path) -> io::Result<T>) -> io::Result<T> {
        let _waits = unfinished();
        step(&self.path)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let mut all = unfinished();
        // What cannot be removed now is removed by the next run.
        let _ = fs::remove_dir_all(&self.path);
        all.retain(|path| *path != self.path);
    }
}

fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).rand_bytes(RANDOM);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder
}

/// Removes from a folder what runs left behind that were killed; what another run is writing stays.
pub(crate) fn remove_abandoned(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let of_a_run = |entry: &fs::DirEntry| {
        is_name(&entry.file_name()) && entry.file_type().is_ok_and(|file_type| file_type.is_dir())
    };
    for path in entries.flatten().filter(of_a_run).map(|entry| entry.path()) {
        let held = fs::File::open(&path).ok().filter(lock::at_once);
        if held.is_some() {
            // Another user's cannot be removed, and is theirs to remove.
            let _ = fs::remove_dir_all(&path);
        }
    }
}

fn is_name(name: &OsStr) -> bool {
    let random = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
    random.is_some_and(|random| random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric()))
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

#[cfg(unix)]
mod signals {
    use std::fs;
    use std::sync::Once;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    /// From the first folder on, a signal that ends the process removes the folders before it does.
    pub(super) fn watch() {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            let wanted = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|signal| !is_ignored(*signal));
            // Without a handler signals end the process as ever, and the next run removes the
            // folders.
            let Ok(mut signals) = Signals::new(wanted) else { return };
            std::thread::spawn(move || {
                for signal in signals.forever() {
                    let all = super::unfinished();
                    all.iter().for_each(|path| drop(fs::remove_dir_all(path)));
                    // Still holding the list, so that no step of writing follows.
                    let _ = emulate_default_handler(signal);
                }
            });
        });
    }

    /// Whether the process was started with a signal ignored, as `nohup` and shells do: then it
    /// stays so.
    #[cfg(target_os = "linux")]
    fn is_ignored(signal: i32) -> bool {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
        mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
    }

    /// Where that cannot be asked, the signal that `nohup` ignores is left alone.
    #[cfg(not(target_os = "linux"))]
    fn is_ignored(signal: i32) -> bool {
        signal == SIGHUP
    }
}

#[cfg(not(unix))]
mod signals {
    pub(super) fn watch() {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_holds_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let (abandoned, own) = (folder.path().join(".personas-abc123"), folder.path().join(".personas-own"));
        for path in [&abandoned, &own] {
            fs::create_dir(path).unwrap();
            fs::write(path.join("membership.csv"), "P01").unwrap();
        }
        fs::write(folder.path().join(".personas-file00"), "a file of somebody's").unwrap();
        let held = Unfinished::new_in(folder.path()).unwrap();
        remove_abandoned(folder.path());
        assert_eq!(abandoned.exists(), cfg!(not(unix)));
        assert!(held.path.exists() && own.exists() && folder.path().join(".personas-file00").exists());
        let path = held.path.clone();
        drop(held);
        assert!(!path.exists() && is_name(path.file_name().unwrap()) && unfinished().iter().all(|one| *one != path));
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

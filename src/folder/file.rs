//! One file beside its study, such as a manifest, a key or a model, written whole.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::paths::{parent_of, refusal, unwritten};
use super::unfinished::Unfinished;
use crate::error::Result;

/// Permissions of a new file. A file that exists keeps its permissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Readers {
    /// Readers that the system allows for any new file.
    #[default]
    AsUsual,
    /// The owner alone, for a key.
    Owner,
}

/// Writes a file whole, or leaves the old one. A link stays, and its target is written. A pipe, a
/// device or another file that is not regular takes the bytes directly.
///
/// # Errors
/// [`ErrorKind::Write`](crate::ErrorKind::Write) if the file cannot be written,
/// [`ErrorKind::OutputFolder`](crate::ErrorKind::OutputFolder) for a link to nothing.
pub fn write_file(path: impl AsRef<Path>, bytes: impl AsRef<[u8]>, readers: Readers) -> Result<()> {
    let (path, bytes) = (path.as_ref(), bytes.as_ref());
    let before = fs::metadata(path);
    if before.as_ref().is_ok_and(|before| !before.is_file()) {
        // A device or pipe, such as /dev/stdout, cannot be replaced.
        let opened = fs::OpenOptions::new().write(true).open(path);
        let written = opened.and_then(|mut file| file.write_all(bytes));
        return written.map_err(|cause| unwritten(path, cause));
    }
    let is_link = fs::symlink_metadata(path).is_ok_and(|path| path.file_type().is_symlink());
    if before.is_err() && is_link {
        return Err(refusal(path, "is a link to nothing"));
    }
    // The target of a link is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let next = Unfinished::new_in(&parent_of(&target)).map_err(|cause| unwritten(path, cause))?;
    let written = next.step(|next| {
        let to = next.join("file");
        create(&to, bytes)?;
        match (&before, readers) {
            (Ok(before), _) => fs::set_permissions(&to, before.permissions())?,
            // Before it is renamed, so that no other user can open it in between.
            (Err(_), Readers::Owner) => for_the_owner(&to)?,
            (Err(_), Readers::AsUsual) => {}
        }
        fs::rename(&to, &target)
    });
    written.map_err(|cause| unwritten(path, cause))
}

/// Writes a new file and waits until the disk has it: a rename must not come before its bytes.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    // Renaming must not reach the disk before the bytes do.
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

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn a_link_stays_and_a_key_is_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let [key, link] = ["key", "link"].map(|name| folder.path().join(name));
        write_file(&key, "secret", Readers::Owner).unwrap();
        assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
        symlink("key", &link).unwrap();
        write_file(&link, "another", Readers::AsUsual).unwrap();
        assert_eq!(fs::read_link(&link).unwrap(), Path::new("key"));
        assert_eq!(fs::read_to_string(&key).unwrap(), "another");
        assert_eq!(
            fs::metadata(&key).unwrap().permissions().mode() & 0o777,
            0o600,
            "it keeps them"
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside it");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_device_takes_the_bytes_and_a_link_to_nothing_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let [device, dangling] = ["device", "dangling"].map(|name| folder.path().join(name));
        symlink("/dev/null", &device).unwrap();
        symlink("nowhere", &dangling).unwrap();
        write_file(&device, "text", Readers::AsUsual).unwrap();
        assert_eq!(fs::read_link(&device).unwrap(), Path::new("/dev/null"));
        let refused = write_file(&dangling, "text", Readers::AsUsual).unwrap_err().to_string();
        assert!(refused.ends_with("dangling is a link to nothing"), "{refused}");
        assert!(!folder.path().join("nowhere").exists());
    }
}

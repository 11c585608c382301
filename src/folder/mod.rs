//! The folder of a run, written completely or not at all.
//!
//! [`write()`] puts all files into a folder of its own beside the target and then exchanges the
//! two, in one step on Linux and file by file elsewhere. Whenever the process is killed on Linux,
//! the target holds all files of the run before or all of this one. A list in the folder,
//! `.written`, names what a run wrote, so that the next run removes what it does not write again
//! and keeps files of others.
//!
//! ```
//! use persona_synthesis::folder;
//!
//! # let parent = tempfile::tempdir().unwrap();
//! let out = parent.path().join("out");
//! folder::check(&out, &[])?;
//! folder::write(&out, [("personas.md", "U1"), ("charts/sizes.svg", "<svg/>")])?;
//! std::fs::write(out.join("notes.txt"), "mine").unwrap();
//! let written = folder::write(&out, [("personas.md", "U1, U2")])?;
//! assert_eq!(written.others, ["notes.txt"]);
//! assert!(!out.join("charts").exists());
//! # Ok::<(), persona_synthesis::Error>(())
//! ```
//!
//! A program that handles signals passes on to [`discard_unfinished`] before it ends itself.

mod exchange;
mod file;
mod owned;
mod paths;
mod place;
mod unfinished;
mod write;

pub use file::{Readers, write_file};
pub use owned::{holds_only, read_list};
pub use place::{check, check_writable};
pub use unfinished::discard_unfinished;
pub use write::{Unkept, Written, remove, write};

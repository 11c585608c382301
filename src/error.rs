//! Errors: a file that cannot be read, a parameter out of range, or nothing to compute on.
//!
//! Each message names the place, what was expected and what was found. Anything that does not stop
//! the work is a [`Finding`].

use std::error::Error as _;
use std::fmt::{self, Write as _};
use std::io;
use std::path::{Path, PathBuf};

use crate::finding::Finding;
use crate::locator::Place;
use crate::visible::Visible;

/// [`std::result::Result`] with this crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The crate's one error type. [`kind`](Error::kind) is the reason, [`place`](Error::place) the
/// location.
///
/// Its message shows what a terminal would act on, such as an escape sequence in a file name, as
/// [`visible`](crate::render::visible) does. It is one line: a line break is shown as an escape
/// too.
pub struct Error(Box<ErrorKind>);

/// Reason why the work stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file or folder cannot be read.
    #[error("{place}: cannot read")]
    Read {
        /// The file.
        place: Place,
        /// Error of the operating system.
        source: io::Error,
    },
    /// A path that leads out of the folder to which its study is confined, or in which it was
    /// found.
    #[error("{place}: expected a path within {}, found one that leads out of it", .root.display())]
    Outside {
        /// The path, as it is stated or was met.
        place: Place,
        /// The folder.
        root: PathBuf,
    },
    /// A file or folder cannot be written.
    #[error("{}: cannot write", .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Error of the operating system.
        source: io::Error,
    },
    /// A path that results must not be written to, because they would replace something else.
    #[error("{} {why}", .path.display())]
    OutputFolder {
        /// The folder or file.
        path: PathBuf,
        /// What it is or holds, as the rest of a sentence about it.
        why: String,
    },
    /// A file is larger than the limit of the reader.
    #[error("{place}: expected at most {limit} bytes, found {found}")]
    TooLarge {
        /// The file.
        place: Place,
        /// The limit in bytes.
        limit: u64,
        /// The size in bytes.
        found: u64,
    },
    /// Bytes that are not text in the encoding that was stated or detected.
    #[error("{place}: expected {expected}, found {found}")]
    Encoding {
        /// The file.
        place: Place,
        /// The encodings that are read.
        expected: &'static str,
        /// Description of the bytes that were found.
        found: String,
    },
    /// A file that is not in the stated or expected format.
    #[error("{place}: expected {expected}, found {found}")]
    Format {
        /// The file.
        place: Place,
        /// The format.
        expected: String,
        /// The content that was found.
        found: String,
    },
    /// A file of a run with values that no run writes.
    #[error("{place}: {fault}")]
    Unsound {
        /// The file.
        place: Place,
        /// The value, and what was expected of it.
        fault: String,
    },
    /// A header without a column that the format needs.
    #[error("{place}: header has no column {}; found {}", list(missing), list(found))]
    Header {
        /// The file.
        place: Place,
        /// Columns that are not there.
        missing: Vec<String>,
        /// Columns that are there.
        found: Vec<String>,
    },
    /// A cell with a value that cannot be read.
    #[error("{place}: expected {expected}, found {found:?}")]
    Cell {
        /// File, line and column.
        place: Place,
        /// Values that the column may hold.
        expected: String,
        /// The value, cut at 60 characters.
        found: String,
    },
    /// A name that must be unique occurs twice.
    #[error("{place}: {what} {id:?} repeats {first}")]
    Duplicate {
        /// The second occurrence.
        place: Place,
        /// The thing that must be unique.
        what: &'static str,
        /// The repeated name.
        id: String,
        /// The first occurrence.
        first: Place,
    },
    /// A codebook in which a code is its own ancestor.
    #[error(
        "{place}: code {:?} is its own ancestor ({})",
        cycle.first().map_or("", String::as_str),
        cycle.join(" > ")
    )]
    Codebook {
        /// The file and line.
        place: Place,
        /// The cycle, the first code again at its end.
        cycle: Vec<String>,
    },
    /// The manifest has an unknown key or value, or names something that does not exist.
    #[error("{place}: expected {expected}, found {found}{}", hint(nearest.as_deref()))]
    Manifest {
        /// The file and line.
        place: Place,
        /// The values that are allowed.
        expected: String,
        /// The value that was found.
        found: String,
        /// The existing name that is nearest to what was found.
        nearest: Option<String>,
    },
    /// An option out of its range.
    #[error("parameter `{name}`: expected {expected}, found {found}")]
    Parameter {
        /// Name of the option.
        name: &'static str,
        /// Its range.
        expected: String,
        /// Its value.
        found: String,
    },
    /// There is no data to compute on.
    #[error("{what} is empty: {why}")]
    Empty {
        /// The thing that is empty.
        what: &'static str,
        /// The reason.
        why: String,
    },
    /// Two stages of different studies or runs.
    #[error("expected {expected}, found {found}")]
    Mismatch {
        /// The earlier stage.
        expected: String,
        /// The later stage.
        found: String,
    },
    /// Evidence that does not lead back to its text.
    #[error("{locator}: {reason}")]
    Unresolved {
        /// The locator in words.
        locator: String,
        /// Why.
        reason: String,
    },
    /// A clustering method failed.
    #[error("{method} could not be fitted")]
    Fit {
        /// Name of the method.
        method: String,
        /// Error of the method.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The caller cancelled the run.
    #[error("ended before it was done, as asked for")]
    Cancelled,
    /// An engine that runs SQL failed or refused; the run can be resumed.
    #[error("the engine says: {message}")]
    Engine {
        /// In the engine's words.
        message: String,
    },
    /// A statement that was written to a file and has no answer from the engine yet.
    #[error(
        "{} waits to be run: its rows go to {}, one JSON array a line; then go on",
        .statement.display(),
        .answer.display()
    )]
    Unanswered {
        /// The file with the statement.
        statement: PathBuf,
        /// The file that the rows go to.
        answer: PathBuf,
    },
    /// A table of an engine that does not match the model or the rules.
    #[error("table {table}, column {column}: expected {expected}, found {found}")]
    EngineTable {
        /// The table.
        table: String,
        /// The column, or what was asked of it.
        column: String,
        /// Expected value or type.
        expected: String,
        /// Found value or type.
        found: String,
    },
    /// A finding at a level that the caller does not accept.
    #[error("denied: {0}")]
    Denied(Box<Finding>),
}

impl Error {
    /// The reason, with its details.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// The place in a file, if the error has one.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        match self.kind() {
            ErrorKind::Read { place, .. }
            | ErrorKind::Outside { place, .. }
            | ErrorKind::TooLarge { place, .. }
            | ErrorKind::Encoding { place, .. }
            | ErrorKind::Format { place, .. }
            | ErrorKind::Unsound { place, .. }
            | ErrorKind::Header { place, .. }
            | ErrorKind::Cell { place, .. }
            | ErrorKind::Duplicate { place, .. }
            | ErrorKind::Codebook { place, .. }
            | ErrorKind::Manifest { place, .. } => Some(place),
            ErrorKind::Denied(finding) => finding.place(),
            _ => None,
        }
    }

    /// This error with its files named relative to `folder`, so that an editor finds them.
    pub(crate) fn within(mut self, folder: &Path) -> Self {
        let within =
            |place: &mut Place| place.file = folder.join(&place.file).display().to_string();
        match &mut *self.0 {
            ErrorKind::Duplicate { place, first, .. } => {
                within(place);
                within(first);
            }
            ErrorKind::Read { place, .. }
            | ErrorKind::Outside { place, .. }
            | ErrorKind::TooLarge { place, .. }
            | ErrorKind::Encoding { place, .. }
            | ErrorKind::Format { place, .. }
            | ErrorKind::Unsound { place, .. }
            | ErrorKind::Header { place, .. }
            | ErrorKind::Cell { place, .. }
            | ErrorKind::Codebook { place, .. }
            | ErrorKind::Manifest { place, .. } => within(place),
            _ => {}
        }
        self
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self(Box::new(kind))
    }
}

impl From<Box<Finding>> for Error {
    fn from(finding: Box<Finding>) -> Self {
        ErrorKind::Denied(finding).into()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Visible(f), "{}", self.0)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

/// `{:?}` is the message with its causes, because that is what `main` prints; `{:#?}` is the
/// structure.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return self.0.fmt(f);
        }
        write!(f, "{self}")?;
        let mut cause = self.source();
        // Causes may come from other crates, so they too are made visible.
        while let Some(error) = cause {
            write!(Visible(f), ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

/// A value of the data as messages show it: at most 60 characters.
pub(crate) fn shown(value: &str) -> String {
    const LONGEST: usize = 60;
    match value.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

/// The candidate nearest to `name`, if one is near enough to be a slip of the keys.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    const LEAST_SIMILARITY: f64 = 0.6;
    /// Bytes beyond which nobody mistypes a name, and comparing takes the product of the lengths.
    const LONGEST: usize = 400;
    let candidates =
        candidates.into_iter().filter(|candidate| candidate.len().max(name.len()) <= LONGEST);
    candidates
        .map(|candidate| {
            (
                strsim::normalized_damerau_levenshtein(
                    &name.to_lowercase(),
                    &candidate.to_lowercase(),
                ),
                candidate,
            )
        })
        .filter(|(similarity, _)| *similarity >= LEAST_SIMILARITY)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate.to_owned())
}

fn list(names: &[String]) -> String {
    const MOST: usize = 12;
    let mut text = names.iter().take(MOST).map(|name| shown(name)).collect::<Vec<_>>().join(", ");
    if names.len() > MOST {
        text.push_str(&format!(" and {} more", names.len() - MOST));
    }
    text
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!(" (did you mean {name:?}?)"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_is_one_word_wide() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }

    #[test]
    fn debug_is_the_message_with_its_causes() {
        let source = io::Error::new(io::ErrorKind::NotFound, "no such file");
        let error = Error::from(ErrorKind::Read { place: Place::file("survey.csv"), source });
        assert_eq!(format!("{error:?}"), "survey.csv: cannot read: no such file");
        assert!(format!("{error:#?}").starts_with("Read {"));
    }

    #[test]
    fn names_of_files_do_not_act_on_a_terminal() {
        let source = io::Error::other("no \u{9b}2J");
        let place = Place::file("a\u{1b}]0;b\u{7}.csv");
        let error = Error::from(ErrorKind::Read { place, source });
        assert_eq!(error.to_string(), r"a\u{1b}]0;b\u{7}.csv: cannot read");
        assert_eq!(format!("{error:?}"), r"a\u{1b}]0;b\u{7}.csv: cannot read: no \u{9b}2J");
        let written = ErrorKind::Write { path: "a\rb".into(), source: io::Error::other("full") };
        assert_eq!(Error::from(written).to_string(), r"a\u{d}b: cannot write");
    }

    #[test]
    fn nearest_suggests_slips_only() {
        assert_eq!(nearest("Particpant", ["Participant", "Age"]), Some("Participant".into()));
        assert_eq!(nearest("Colour", ["Participant", "Age"]), None);
    }
}

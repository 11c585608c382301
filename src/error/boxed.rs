//! The error type: a reason in a box, with its message for a terminal.

use std::error::Error as _;
use std::fmt::{self, Write as _};
use std::path::Path;

use super::kind::ErrorKind;
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

/// The place of a reason that has one, borrowed as the reason is.
macro_rules! place_in {
    ($kind:expr) => {
        match $kind {
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
            _ => None,
        }
    };
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
            ErrorKind::Denied(finding) => finding.place(),
            kind => place_in!(kind),
        }
    }

    /// This error with its files named relative to `folder`, so that an editor finds them.
    pub(crate) fn within(mut self, folder: &Path) -> Self {
        let within =
            |place: &mut Place| place.file = folder.join(&place.file).display().to_string();
        if let Some(place) = place_in!(&mut *self.0) {
            within(place);
        }
        if let ErrorKind::Duplicate { first, .. } = &mut *self.0 {
            within(first);
        }
        self
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self(Box::new(kind))
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

#[cfg(test)]
mod tests {
    use std::io;

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
}

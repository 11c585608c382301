//! The error for a text that cannot be read as a locator.

use thiserror::Error;

/// Error for a text that is not a [`Locator`](super::Locator) or a [`Timecode`](super::Timecode).
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("expected {expected}, found {found:?}")]
pub struct ParseLocatorError {
    expected: &'static str,
    found: String,
}

impl ParseLocatorError {
    pub(super) fn new(expected: &'static str, found: &str) -> Self {
        Self { expected, found: found.to_owned() }
    }
}

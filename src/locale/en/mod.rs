//! English.

pub(super) mod clustering;
pub(super) mod indicators;
mod personas;
pub(super) mod sources;
pub(super) mod study;

/// English texts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct English;

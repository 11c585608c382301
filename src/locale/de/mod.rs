//! German.

pub(super) mod clustering;
pub(super) mod indicators;
mod names;
mod personas;
pub(super) mod sources;
pub(super) mod study;

/// German texts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct German;

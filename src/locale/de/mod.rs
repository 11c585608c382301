//! German.

mod audit;
mod brief;
mod card;
mod chart;
pub(super) mod clustering;
mod comparison;
mod decisions;
mod finding_names;
pub(super) mod indicators;
mod names;
mod page;
mod people;
mod perception;
mod personas;
mod phrases;
pub(super) mod scaffold;
pub(super) mod sources;
pub(super) mod study;
mod summary;
mod telling;
mod verification;
mod words;

pub(super) use words::GERMAN;

/// German texts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct German;

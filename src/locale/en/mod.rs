//! English.

mod audit;
mod brief;
mod card;
mod chart;
pub(super) mod clustering;
mod comparison;
mod decisions;
pub(super) mod indicators;
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

pub(super) use words::ENGLISH;

/// English texts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct English;

//! Codes for answers, and their limits.

/// Code of a missing answer.
pub const MISSING: u8 = u8::MAX;

/// Most levels a categorical item may have; further answers are counted together.
pub(super) const MOST_LEVELS: usize = 40;
/// Label of the level that holds the rare answers.
pub(crate) const OTHER: &str = "other answers";

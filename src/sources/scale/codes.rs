//! Codes that stand for answers, and how many there may be.

/// Code of an answer that is not there.
pub const MISSING: u8 = u8::MAX;

/// Most levels a categorical item may have; further answers are counted together.
pub(super) const MOST_LEVELS: usize = 40;
/// Label of the level that holds the rare answers.
pub(crate) const OTHER: &str = "other answers";

//! The parts of a persona: its claims in words, quotes, exemplars and comparisons.

pub(crate) mod contradictions;
pub(crate) mod coverage;
pub(crate) mod doubts;
pub(crate) mod early;
pub(crate) mod exemplars;
pub(crate) mod finding;
pub(crate) mod label;
pub(crate) mod links;
pub(crate) mod map;
pub(crate) mod misplaced;
pub(crate) mod narrative;
pub(crate) mod next;
pub(crate) mod own_words;
pub(crate) mod persona;
pub(crate) mod phrasing;
pub(crate) mod profile;
pub(crate) mod quantity;
pub(crate) mod quoted;
pub(crate) mod reach;
pub(crate) mod roster;
pub(crate) mod segment;
pub(crate) mod share;
pub(crate) mod stage;
pub(crate) mod subject;
pub(crate) mod tag_line;
pub(crate) mod title;
pub(crate) mod told;
pub(crate) mod twins;
pub(crate) mod unshared;
pub(crate) mod vocabulary;
pub(crate) mod voices;
pub(crate) mod wording;

#[cfg(test)]
mod tests;

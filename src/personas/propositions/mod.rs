//! What can be said of a respondent, counted and compared: the ground that claims rest on.

pub(crate) mod direction;
pub(crate) mod proposition;
pub(crate) mod rules;
pub(crate) mod statistics;
pub(crate) mod support;
pub(crate) mod tally;
pub(crate) mod triangulation;

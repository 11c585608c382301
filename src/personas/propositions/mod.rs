//! Propositions about respondents, counted and compared: the basis of claims.

mod design;
pub(crate) mod direction;
pub(crate) mod least;
pub(crate) mod proposition;
pub(crate) mod rules;
pub(crate) mod statistics;
pub(crate) mod support;
pub(crate) mod tally;
pub(crate) mod triangulation;

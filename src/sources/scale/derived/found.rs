//! The columns that were found to follow from others.

use std::collections::BTreeSet;

use super::super::super::derivation::Derivation;
use super::variable::Variable;

/// A column that follows from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct DerivedColumn {
    /// The item, by its place in the list.
    pub(in super::super) item: usize,
    /// The columns that it follows from, by position.
    pub(in super::super) from: Vec<usize>,
    pub(in super::super) how: Derivation,
}

/// What was found so far.
pub(super) struct Found {
    /// Columns that follow from others, from which nothing else is said to follow.
    pub(super) gone: BTreeSet<usize>,
    pub(super) derived: Vec<DerivedColumn>,
}

impl Found {
    pub(super) fn add(&mut self, variable: &Variable, from: Vec<usize>, how: Derivation) {
        if self.gone.insert(variable.column) {
            self.derived.push(DerivedColumn { item: variable.item, from, how });
        }
    }

    pub(super) fn is_open(&self, variable: &Variable) -> bool {
        !self.gone.contains(&variable.column)
    }
}

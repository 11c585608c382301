//! The columns of a sample on which a response style acts.

use super::table::Sample;

impl Sample {
    /// These rows, with a response style that acts on some columns: models of graded answers tell
    /// it from what the groups answer.
    pub(crate) fn with_style(&self, columns: Vec<usize>) -> Self {
        Self { styled: columns, ..self.clone() }
    }

    /// True where a response style acts on some columns.
    pub(crate) fn has_style(&self) -> bool {
        !self.styled.is_empty()
    }

    /// True for a column on which a style acts.
    pub(crate) fn is_styled(&self, column: usize) -> bool {
        self.styled.binary_search(&column).is_ok()
    }
}

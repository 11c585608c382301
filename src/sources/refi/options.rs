//! How a project is to be read.

use super::super::convention::Positions;

/// Settings for reading a project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProjectOptions<'a> {
    /// Labels of the interviewers; empty for the usual ones.
    pub interviewers: &'a [String],
    /// Convention for positions; `None` to detect it.
    pub positions: Option<Positions>,
}

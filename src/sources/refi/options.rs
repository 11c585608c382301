//! How a project is to be read.

use super::convention::Positions;

/// Settings for reading a project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProjectOptions<'a> {
    /// Labels of those who ask; the usual ones if there are none.
    pub interviewers: &'a [String],
    /// How positions are counted, if it is not to be recognised.
    pub positions: Option<Positions>,
}

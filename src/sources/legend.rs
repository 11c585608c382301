//! Legend of a column: all that a file says of it beyond its name.

use super::scale::Scale;

/// Description of a column beyond its name: questions in words below the header, variable and
/// value labels, the structure file of a form.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Legend {
    /// Question that the column answers; columns of one question share it.
    pub question: Option<String>,
    /// The option of the question, or the row of a grid, that the column holds.
    pub option: Option<String>,
    /// Answers in the order of their codes.
    pub levels: Vec<String>,
    /// Answers that mean a missing value, such as user-missing values.
    pub missing: Vec<String>,
    /// Scale of the answers.
    pub scale: Option<Scale>,
}

impl Legend {
    /// The question with its option.
    pub(super) fn heading(&self) -> Option<String> {
        match (&self.question, &self.option) {
            (Some(question), Some(option)) => Some(format!("{question} - {option}")),
            (question, option) => question.clone().or_else(|| option.clone()),
        }
    }
}

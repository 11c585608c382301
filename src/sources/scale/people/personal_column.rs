//! A column of personal data.

use super::super::super::personal_kind::PersonalKind;

/// A column that says who somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct PersonalColumn {
    /// The item, by its place in the list.
    pub(in super::super) item: usize,
    pub(in super::super) kind: PersonalKind,
    /// True if its values fit something else as well.
    pub(in super::super) in_doubt: bool,
}

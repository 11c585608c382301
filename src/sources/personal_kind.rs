//! What a column of personal data holds.

/// What a column holds that says who somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PersonalKind {
    Names,
    BirthDates,
}

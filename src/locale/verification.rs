//! The texts of checking a result against its sources.

/// Names of states, sentences of reports, and what has changed of a claim.
pub(crate) struct VerificationTexts {
    pub(crate) intact: &'static str,
    pub(crate) moved: &'static str,
    pub(crate) changed: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) not_checkable: &'static str,
    pub(crate) of_caller: &'static str,
    pub(crate) holds: &'static str,
    pub(crate) not_checked: &'static str,
    pub(crate) weakened: &'static str,
    pub(crate) lost: &'static str,
    pub(crate) key_unused: &'static str,
    pub(crate) key_same: &'static str,
    pub(crate) key_missing: &'static str,
    pub(crate) key_other: &'static str,
    pub(crate) other_bytes: fn(source: &str) -> String,
    pub(crate) source_gone: fn(source: &str) -> String,
    pub(crate) links_shown: fn(counts: &str) -> String,
    pub(crate) links_opened: fn(intact: usize, of: usize) -> String,
    pub(crate) words_not_checkable: fn(links: usize, claims: usize, why: &str) -> String,
    pub(crate) claims_of_caller: fn(claims: usize) -> String,
    pub(crate) fields_not_checked: &'static str,
    pub(crate) persona:
        fn(id: &str, claims: usize, weakened: usize, lost: usize, not_checked: usize) -> String,
    pub(crate) persona_differs: fn(id: &str, fields: &str) -> String,
    pub(crate) now_at: fn(place: &str) -> String,
    pub(crate) places: fn(some: usize, of: usize, state: &str) -> String,
    pub(crate) indicator_gone: &'static str,
    pub(crate) indicator_of_caller: &'static str,
    pub(crate) words_changed: &'static str,
    pub(crate) fields_differ: fn(fields: &[&str]) -> String,
    /// How those with a known answer (`asked`) or those who gave it (`with`) differ.
    pub(crate) people_differ: fn(field: &str, fewer: usize, more: usize) -> String,
    pub(crate) counts_differ: fn(printed: &str, counted: &str) -> String,
    pub(crate) count: fn((usize, usize), share: &str, elsewhere: (usize, usize)) -> String,
}

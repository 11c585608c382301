//! The texts of a run on one screen.

use crate::clustering::Verdict;
use crate::manifest::PersonaKind;
use crate::sources::SourceKind;

/// Texts of a summary. What has gaps is a function of what goes there.
pub(crate) struct SummaryTexts {
    pub(crate) respondents: fn(number: usize) -> String,
    pub(crate) source: fn(SourceKind) -> &'static str,
    pub(crate) records: fn(records: usize, respondents: usize) -> String,
    pub(crate) kind: fn(PersonaKind) -> &'static str,
    pub(crate) groups: fn(groups: usize) -> String,
    pub(crate) verdict: fn(Verdict) -> &'static str,
    pub(crate) why: fn(reason: &str) -> String,
    /// How many respondents a persona has, and how it came about.
    pub(crate) share: fn(share: &str, of: &str, low: &str, high: &str) -> String,
    pub(crate) uncertain: fn(of: &str, low: &str, high: &str) -> String,
    pub(crate) comes_back: fn(stability: &str, claims: usize) -> String,
    pub(crate) in_no_group: fn(number: usize, share: &str) -> String,
    /// Warnings, how many of them are not shown here, and notes.
    pub(crate) findings: fn(warnings: usize, more: usize, notes: usize) -> String,
}

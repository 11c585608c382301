//! The texts of comparing two waves.

/// Sentences of the report, and reasons of what it recommends.
pub(crate) struct ComparisonTexts {
    pub(crate) no_kind_in_common: &'static str,
    pub(crate) heading: fn(kind: &str, verdict: &str) -> String,
    pub(crate) why: fn(reason: &str) -> String,
    pub(crate) review_by: fn(day: &str) -> String,
    pub(crate) respondents: fn(then: usize, now: usize) -> String,
    pub(crate) questions: fn(shared: usize, shaping: usize, then: usize, now: usize) -> String,
    /// Heads of the tables, cell by cell.
    pub(crate) personas_head: [&'static str; 7],
    pub(crate) claims_head: [&'static str; 6],
    pub(crate) flows_head: [&'static str; 3],
    pub(crate) unchanged: fn(same: usize, compared: usize) -> String,
    pub(crate) count: fn(with: usize, asked: usize, percent: &str) -> String,
    pub(crate) interval: fn(low: &str, high: &str) -> String,
    pub(crate) not_followed: &'static str,
    pub(crate) followed: fn(people: usize) -> String,
    pub(crate) in_no_group: &'static str,
    /// The name of a recommendation, and of a fate, by its name in the output.
    pub(crate) verdict: fn(name: &'static str) -> &'static str,
    pub(crate) fate: fn(name: &'static str) -> &'static str,
    pub(crate) no_question_in_common: &'static str,
    pub(crate) noise_unknown: &'static str,
    pub(crate) others: fn(personas: usize, noise: &str) -> String,
    pub(crate) changed: fn(claims: usize, compared: usize, shares: usize, noise: &str) -> String,
    pub(crate) drawn_otherwise: fn(personas: usize, noise: &str) -> String,
    pub(crate) nothing_changed: fn(compared: usize, noise: &str) -> String,
}

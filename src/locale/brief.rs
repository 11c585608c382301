//! The texts of a brief for a writer.

/// Texts of a brief. What has gaps is a function of what goes there.
pub(crate) struct BriefTexts {
    pub(crate) title: fn(id: &str, label: &str) -> String,
    /// How to use it.
    pub(crate) intro: &'static str,
    pub(crate) allowed: &'static str,
    /// The group, its counts and share, and the same of the others.
    pub(crate) numbers: fn(own: &str, others: &str) -> String,
    pub(crate) count: fn(with: usize, asked: usize) -> String,
    pub(crate) percent: fn(share: &str, low: &str, high: &str) -> String,
    pub(crate) typical: fn(phrase: &str, low: &str, high: &str, known: usize) -> String,
    /// What a grade obliges to.
    pub(crate) doubtful: &'static str,
    pub(crate) quotes: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) not_asked: fn(facets: &str) -> String,
    /// The same in a guarded result, which does not tell the two apart.
    pub(crate) not_asked_or_few: fn(facets: &str) -> String,
    pub(crate) forbidden: &'static str,
    pub(crate) rules: &'static [&'static str],
}

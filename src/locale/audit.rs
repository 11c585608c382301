//! The texts of an audit.

/// Texts of an audit. What has gaps is a function of what goes there.
pub(crate) struct AuditTexts {
    pub(crate) title: fn(document: &str) -> String,
    pub(crate) quotations: fn(number: usize) -> String,
    pub(crate) numbers: fn(number: usize) -> String,
    pub(crate) unsupported: fn(number: usize) -> String,
    pub(crate) unchecked: fn(number: usize) -> String,
    pub(crate) nothing: &'static str,
    /// Headings of what is serious, doubtful and fine.
    pub(crate) serious: &'static str,
    pub(crate) doubtful: &'static str,
    pub(crate) fine: &'static str,
    pub(crate) line: fn(line: u32) -> String,
    pub(crate) verbatim: &'static str,
    pub(crate) shortened: &'static str,
    pub(crate) altered: &'static str,
    pub(crate) stitched: &'static str,
    pub(crate) another_speaker: &'static str,
    pub(crate) not_found: &'static str,
    pub(crate) right: &'static str,
    pub(crate) wrong: fn(claim: &str, right: &str) -> String,
    pub(crate) not_checkable: &'static str,
    pub(crate) rests_on_nothing: &'static str,
    /// A change: words put in, words left out, other words.
    pub(crate) put_in: fn(words: &str) -> String,
    pub(crate) left_out: fn(words: &str) -> String,
    pub(crate) replaced: fn(said: &str, quoted: &str) -> String,
    /// What a change turns: a negation, a number, a name, a comparison.
    pub(crate) turned: [&'static str; 4],
    /// Typography: case, letters, punctuation, brackets.
    pub(crate) typography: [&'static str; 4],
    pub(crate) said_by: fn(who: &str, words: &str) -> String,
    pub(crate) nearest: fn(who: &str, words: &str, likeness: &str) -> String,
    pub(crate) respondent: &'static str,
    pub(crate) interviewer: &'static str,
    pub(crate) answer: &'static str,
    pub(crate) ascribed: fn(respondent: &str) -> String,
    pub(crate) further: fn(places: usize) -> String,
}

//! The texts of decisions that a draft states, and parts of sentences that both languages share.

use crate::manifest::{Alternative, StudyDecision};

/// The texts of decisions in one language.
pub(crate) struct DecisionWords {
    /// Above all decisions.
    pub(crate) head: &'static str,
    /// Behind a choice: the names that may stand there too.
    pub(crate) answer: fn(others: &str) -> String,
    /// Behind the reading that is taken unless another is chosen, on a terminal.
    pub(crate) proposed: &'static str,
    /// Before an answer on a terminal: with a proposal Enter takes it.
    pub(crate) number_or_name: fn(proposal: bool) -> &'static str,
    /// Who is a person in a source.
    pub(crate) people: fn(source: &str) -> String,
    /// Each row is a person.
    pub(crate) each_row: fn(rows: usize) -> String,
    /// Rows become people, all of them counted.
    pub(crate) rows_become: fn(rows: usize, people: usize) -> String,
    /// Rows become people, of each the fullest row.
    pub(crate) fullest_row: fn(rows: usize, people: usize) -> String,
    /// Nothing can be taken.
    pub(crate) nothing_taken: &'static str,
    /// A column of parts in a purchase.
    pub(crate) role: fn(column: &str, source: &str) -> String,
    /// Kinds of people with how many rows have each.
    pub(crate) kinds_apart: fn(kinds: &str) -> String,
    pub(crate) kinds_together: &'static str,
    /// Two sources that a column may join.
    pub(crate) key: fn(column: &str, first: &str, other: &str) -> String,
    pub(crate) apart: fn(share: f64) -> String,
    pub(crate) joined: fn(shared: usize) -> String,
    /// Two columns of addresses, either of which may join.
    pub(crate) address: fn(source: &str) -> String,
    pub(crate) joined_by: fn(column: &str, shared: usize) -> String,
    pub(crate) weight: fn(column: &str, source: &str) -> String,
    pub(crate) counts_once: fn(rows: usize) -> String,
    pub(crate) weighted: fn(least: &str, most: &str) -> String,
    /// Columns that tell how it ended.
    pub(crate) outcome: fn(columns: &str) -> String,
    pub(crate) describes: &'static str,
    pub(crate) shapes: &'static str,
    /// Columns that look like names of people.
    pub(crate) personal: fn(columns: &str) -> String,
    pub(crate) left_out: &'static str,
    /// They are read as what anybody answers.
    pub(crate) quoted: &'static str,
    /// Above a respondent whose ids are personal data.
    pub(crate) personal_ids: fn(column: &str) -> String,
    /// Numbers that may stand for no answer: columns and numbers.
    pub(crate) missing: fn(columns: &str) -> String,
    pub(crate) no_answer: fn(cells: usize) -> String,
    pub(crate) number: fn(cells: usize) -> String,
    /// Questions whose answers behave like a scale, with the order.
    pub(crate) scale: fn(questions: usize, order: &str) -> String,
    pub(crate) unordered: &'static str,
    pub(crate) ordered: fn(order: &str) -> String,
}

/// The alternatives of a decision, each made into words from its name and effect.
pub(super) fn readings(
    decision: &StudyDecision,
    words: impl Fn(&str, &str) -> String,
) -> Vec<String> {
    let of = |other: &Alternative| words(&other.name, &other.effect);
    decision.others().map(of).collect()
}

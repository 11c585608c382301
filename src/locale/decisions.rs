//! Parts of sentences on decisions that both languages share.

use crate::manifest::StudyDecision;

/// The alternatives of a decision, each made into words from its name and effect.
pub(super) fn readings(
    decision: &StudyDecision,
    words: impl Fn(&str, &str) -> String,
) -> Vec<String> {
    let of = |other: &crate::manifest::Alternative| words(&other.name, &other.effect);
    decision.alternatives.iter().map(of).collect()
}

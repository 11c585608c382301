//! Doubts about how the files were read that nobody answered, as the first page shows them.

use serde::{Deserialize, Serialize};

use super::finding::ResultFinding;
use crate::manifest::{DecisionKind, Manifest};

/// A doubt about how the files were read. Until somebody answers it, a safe reading holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OpenDoubt {
    /// What it is about.
    pub about: DecisionKind,
    /// The doubt, what was taken, and how to answer, in the language of the reports; empty in a
    /// guarded result.
    pub sentence: String,
}

/// Most kinds of doubts that a page shows, and doubts of a kind.
const MOST: usize = 5;
const MOST_OF_A_KIND: usize = 3;

/// Findings that are such a doubt, by what they are about.
const BY_FINDING: [(&str, DecisionKind); 9] = [
    ("duplicate-respondent", DecisionKind::People),
    ("ids-apart", DecisionKind::Key),
    ("weight-undeclared", DecisionKind::Weight),
    ("outcome-pooled", DecisionKind::Outcome),
    ("outcome-may-shape", DecisionKind::Outcome),
    ("personal-identifier", DecisionKind::Personal),
    ("numbers-may-be-missing", DecisionKind::MissingNumbers),
    ("scale-proposed", DecisionKind::Scale),
    ("questions-bound", DecisionKind::OneQuestion),
];

/// The doubts of a study: decisions of its manifest that nobody made, and findings that no decision
/// of the manifest is about.
pub(crate) fn open_doubts(manifest: &Manifest, findings: &[ResultFinding]) -> Vec<OpenDoubt> {
    let about = |finding: &ResultFinding| {
        let kind = BY_FINDING.iter().find(|(id, _)| *id == finding.id)?.1;
        manifest.decision(kind).is_none().then_some(kind)
    };
    let of_kind = |kind: DecisionKind| -> Vec<OpenDoubt> {
        let is_open = manifest.decision(kind).is_some_and(|decision| decision.is_open());
        let line = manifest.decision(kind).and_then(|decision| decision.line);
        let decided = findings.iter().filter(|finding| {
            let at = manifest.place(line).to_string();
            is_open && finding.id == "decision-open" && finding.at.as_deref() == Some(&at)
        });
        let found = findings.iter().filter(|finding| about(finding) == Some(kind));
        let doubt = |finding: &ResultFinding| OpenDoubt {
            about: kind,
            sentence: finding.sentence().to_owned(),
        };
        decided.chain(found).take(MOST_OF_A_KIND).map(doubt).collect()
    };
    let kinds = DecisionKind::ALL.iter().map(|kind| of_kind(*kind));
    kinds.filter(|doubts| !doubts.is_empty()).take(MOST).flatten().collect()
}

/// The doubts without what they say of the data: columns and counts.
pub(crate) fn without_data(doubts: &[OpenDoubt]) -> Vec<OpenDoubt> {
    let mut kinds: Vec<DecisionKind> = doubts.iter().map(|doubt| doubt.about).collect();
    kinds.dedup();
    kinds.into_iter().map(|about| OpenDoubt { about, sentence: String::new() }).collect()
}

//! Doubts about how the files were read that nobody answered, as the first page shows them.

use serde::{Deserialize, Serialize};

use super::finding::ResultFinding;
use crate::finding::{Finding, Findings};
use crate::manifest::DecisionKind;
use crate::study::Study;
use crate::study::findings::StudyFinding;

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

/// Of fewer rows than one in so many respondents a repeated id is a mistake, not a doubt about who
/// a person is.
const FEW_REPEATED: usize = 20;

/// The doubts of a study: decisions of its manifest that nobody made, and findings that no decision
/// of the manifest is about. `told` are the findings in words.
pub(crate) fn open_doubts(
    study: &Study,
    findings: &Findings,
    told: &[ResultFinding],
) -> Vec<OpenDoubt> {
    let manifest = study.manifest();
    let doubt = |(finding, told): (&Finding, &ResultFinding)| {
        let open = finding.data::<StudyFinding>().and_then(StudyFinding::open_decision);
        let found = || {
            let about = BY_FINDING.iter().find(|(id, _)| *id == finding.id())?.1;
            let is_mistake =
                about == DecisionKind::People && finding.count() * FEW_REPEATED < study.len();
            (manifest.decision(about).is_none() && !is_mistake).then_some(about)
        };
        let about = open.or_else(found)?;
        Some(OpenDoubt { about, sentence: told.sentence().to_owned() })
    };
    let doubts: Vec<OpenDoubt> = findings.iter().zip(told).filter_map(doubt).collect();
    let of_kind = |kind: &DecisionKind| -> Vec<OpenDoubt> {
        let own = doubts.iter().filter(|doubt| doubt.about == *kind);
        own.take(MOST_OF_A_KIND).cloned().collect()
    };
    let kinds = DecisionKind::ALL.iter().map(of_kind);
    kinds.filter(|doubts| !doubts.is_empty()).take(MOST).flatten().collect()
}

/// The doubts without what they say of the data: columns and counts.
pub(crate) fn without_data(doubts: &[OpenDoubt]) -> Vec<OpenDoubt> {
    let mut kinds: Vec<DecisionKind> = doubts.iter().map(|doubt| doubt.about).collect();
    kinds.dedup();
    kinds.into_iter().map(|about| OpenDoubt { about, sentence: String::new() }).collect()
}

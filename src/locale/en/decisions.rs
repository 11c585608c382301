//! English: what decisions are about.

use crate::manifest::DecisionKind;

pub(super) fn about(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::People => "Who is a person",
        DecisionKind::Role => "Who has which part in a purchase",
        DecisionKind::Key => "What joins two files",
        DecisionKind::Weight => "What weighs respondents",
        DecisionKind::Outcome => "What shapes groups, and what tells how it ended",
        DecisionKind::Personal => "What is personal data",
        DecisionKind::MissingNumbers => "Numbers that may stand for no answer",
        DecisionKind::Scale => "The order of answers",
        DecisionKind::OneQuestion => "What is one question",
    }
}

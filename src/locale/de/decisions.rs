//! German: what decisions are about.

use crate::manifest::DecisionKind;

pub(super) fn about(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::People => "Wer eine Person ist",
        DecisionKind::Role => "Wer welche Rolle beim Kauf hat",
        DecisionKind::Key => "Was zwei Dateien verbindet",
        DecisionKind::Weight => "Was Befragte gewichtet",
        DecisionKind::Outcome => "Was Gruppen prägt und was sagt, wie es ausging",
        DecisionKind::Personal => "Was personenbezogen ist",
        DecisionKind::MissingNumbers => "Zahlen, die für keine Antwort stehen können",
        DecisionKind::Scale => "Die Reihenfolge von Antworten",
        DecisionKind::OneQuestion => "Was eine Frage ist",
    }
}

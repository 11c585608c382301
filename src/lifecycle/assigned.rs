//! Later respondents with the persona of each.

use serde::Serialize;

use crate::finding::Findings;
use crate::manifest::PersonaKind;
use crate::personas::Status;
use crate::render::CsvText;

/// Where a later respondent belongs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assigned {
    /// Id of the respondent.
    pub respondent: String,
    /// The kind.
    pub kind: PersonaKind,
    /// Id of the persona; `None` where none of them describes the respondent, or several may as
    /// well.
    pub persona: Option<String>,
    /// Probability of the most probable persona, 0..=1.
    pub probability: f64,
    /// How much more probable it is than the next.
    pub margin: f64,
    /// Where the respondent belongs.
    pub status: Status,
    /// Whether some persona describes what is known; where it is not, the respondent is unlike all
    /// of them.
    pub described: bool,
    /// How many of the indicators that shape groups are known.
    pub known: usize,
    /// How many there are.
    pub of: usize,
    /// Probability of each persona, in the order of the model.
    pub probabilities: Vec<(String, f64)>,
}

/// Later respondents with the persona of each.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// The respondents in the natural order of their ids.
    pub assigned: Vec<Assigned>,
    /// What was recognised, repaired or not there while their files were read.
    pub findings: Findings,
}

impl Assigned {
    /// Somebody of a kind that the model has no personas of.
    pub(super) fn to_nobody(respondent: String, kind: PersonaKind) -> Self {
        Self {
            respondent,
            kind,
            persona: None,
            probability: 0.0,
            margin: 0.0,
            status: Status::None,
            described: false,
            known: 0,
            of: 0,
            probabilities: Vec::new(),
        }
    }
}

/// The file `assigned.csv`: a row per respondent with kind, persona, probability, margin, status,
/// and how many of the indicators that shape groups are known.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
#[must_use]
pub fn assigned_csv(assignment: &Assignment) -> String {
    let header =
        ["respondent", "kind", "persona_id", "probability", "margin", "status", "known", "of"];
    let mut table = CsvText::new(header);
    for one in &assignment.assigned {
        table.row([
            &*one.respondent,
            one.kind.name(),
            one.persona.as_deref().unwrap_or_default(),
            &format!("{:.4}", one.probability),
            &format!("{:.4}", one.margin),
            one.status.name(),
            &one.known.to_string(),
            &one.of.to_string(),
        ]);
    }
    table.finish()
}

//! Later respondents with the persona of each.

use serde::Serialize;

use crate::finding::Findings;
use crate::ids::{PersonaId, RespondentId};
use crate::manifest::PersonaKind;
use crate::personas::Status;
use crate::render::CsvText;

/// The persona of one new respondent, with its probability.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Assigned {
    /// Id of the respondent.
    pub respondent: RespondentId,
    /// Kind of persona.
    pub kind: PersonaKind,
    /// Id of the persona; `None` if no persona describes the respondent, or several fit about
    /// equally.
    pub persona: Option<PersonaId>,
    /// Probability of the most probable persona, 0..=1.
    pub probability: f64,
    /// Probability of the most probable persona minus that of the next.
    pub margin: f64,
    /// Status of the respondent.
    pub status: Status,
    /// True if some persona describes the known values; otherwise the respondent is unlike all of
    /// them.
    pub described: bool,
    /// Number of indicators that shape groups and are known of the respondent.
    pub known: usize,
    /// Number of indicators that shape groups.
    pub of: usize,
    /// Probability of each persona, in the order of the model.
    pub probabilities: Vec<(PersonaId, f64)>,
}

/// New respondents with the persona of each.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Assignment {
    /// The respondents in the natural order of their ids.
    pub assigned: Vec<Assigned>,
    /// Findings about the files of the new respondents.
    pub findings: Findings,
}

impl Assigned {
    /// Somebody of a kind that the model has no personas of.
    pub(super) fn to_nobody(respondent: RespondentId, kind: PersonaKind) -> Self {
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
/// and the number of known indicators that shape groups.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
#[must_use]
pub fn assigned_csv(assignment: &Assignment) -> String {
    let header =
        ["respondent", "kind", "persona_id", "probability", "margin", "status", "known", "of"];
    let mut table = CsvText::new(header);
    for one in &assignment.assigned {
        table.row([
            one.respondent.as_str(),
            one.kind.name(),
            one.persona.as_ref().map_or("", PersonaId::as_str),
            &format!("{:.4}", one.probability),
            &format!("{:.4}", one.margin),
            one.status.name(),
            &one.known.to_string(),
            &one.of.to_string(),
        ]);
    }
    table.finish()
}

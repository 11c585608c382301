//! A map of the way, from claims whose stage is known.

use super::item::{Voice, phrase};
use super::said::{best, mark};
use super::types::{Line, Stage};
use crate::manifest::Facet;
use crate::personas::{Claim, Direction, Persona};
use crate::study::is_withheld;

/// The stages with what they do, where they look and what stops them; none where no claim has a
/// stage. Claims are in the order of the stages within their aspect.
pub(super) fn journey(voice: Voice<'_>, persona: &Persona) -> Vec<Stage> {
    let mut stages: Vec<Stage> = Vec::new();
    let mut quoted = Vec::new();
    let staged = persona.claims.iter().filter(|claim| claim.direction != Direction::Less);
    for claim in staged {
        let Some(at) = &claim.stage else { continue };
        let place = stages.iter().position(|stage| stage.name == at.stage);
        let place = place.unwrap_or_else(|| {
            stages.push(Stage { name: at.stage.clone(), ..Stage::default() });
            stages.len() - 1
        });
        let stage = &mut stages[place];
        stage.cells[cell(claim)].push(Line {
            text: phrase(claim),
            marks: vec![mark(&claim.id)],
            doubt: false,
        });
        let words = best(claim, &quoted).filter(|of| !is_withheld(&of.quote));
        if let Some(evidence) = words.filter(|_| stage.words.is_empty()) {
            quoted.push(evidence.respondent.to_string());
            stage.words.push(voice.said(claim, evidence));
        }
    }
    stages
}

/// The column of a claim: what they do, where they look, what stops them.
fn cell(claim: &Claim) -> usize {
    match claim.facet {
        Facet::Channel | Facet::ContentFormat => 1,
        Facet::PainPoint | Facet::Objection if !claim.is_point() => 2,
        _ => 0,
    }
}

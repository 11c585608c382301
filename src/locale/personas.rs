//! Sentences of the findings of drafting. Their data are of a later stage, which hands them over.

use crate::manifest::{Facet, PersonaKind};

/// The sentences of the findings of drafting.
pub(crate) trait PersonasSentences {
    fn small_group(&self, kind: PersonaKind, group: usize, size: usize) -> String;
    fn quote_masked(&self) -> String;
    fn wrong_kind(
        &self,
        kind: PersonaKind,
        facet: Facet,
        indicator: &str,
        respondents: usize,
    ) -> String;
    fn record_as_wish(&self, indicator: &str, facet: Facet) -> String;
    fn doubtful_words(&self, persona: &str, words: &[&str], text: &str) -> String;
    fn quote_withheld(&self) -> String;
    fn claims_tentative(&self, kind: PersonaKind) -> String;
    fn said_not_shown(&self, persona: &str, topic: &str, with: usize, of: usize) -> String;
    fn denied_but_shown(&self, persona: &str, topic: &str, with: usize, of: usize) -> String;
    fn composite_is_nobody(&self, persona: &str, of: usize, claims: usize, nearly: usize)
    -> String;
    fn copied_respondents(
        &self,
        kind: PersonaKind,
        respondents: usize,
        rows: usize,
        examples: &[String],
    ) -> String;
    fn no_population(&self, kind: PersonaKind) -> String;
}

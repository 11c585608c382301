//! What is known of an aspect without a claim: whether it was asked, and what was found.

use super::item::Voice;
use super::layout::Place;
use super::types::Line;
use crate::manifest::Facet;
use crate::personas::{FoundAnswer, Persona, PersonaSet, UnsharedFacet};

/// Answers told of an aspect at most.
const MOST_ANSWERS: usize = 3;
/// Longest answer told, in characters.
const LONGEST: usize = 48;

impl Voice {
    /// What is known of a section without claims; nothing for aspects that the kind need not
    /// answer.
    pub(super) fn known(
        self,
        personas: &PersonaSet,
        persona: &Persona,
        place: &Place,
    ) -> Vec<Line> {
        let card = &self.words.page_of.card;
        let wanted: Vec<Facet> =
            self.kind.facets().iter().copied().filter(|of| place.facets.contains(of)).collect();
        let unshared: Vec<&UnsharedFacet> =
            persona.unshared.iter().filter(|of| place.facets.contains(&of.facet)).collect();
        let mut lines: Vec<Line> = unshared.iter().map(|of| Line::plain(self.found(of))).collect();
        let gaps = wanted.iter().filter(|facet| persona.gaps.contains(facet)).count();
        if lines.is_empty() && gaps > 0 {
            let internal = personas.study.privacy.is_internal();
            let text = if internal { card.not_asked } else { card.not_asked_or_few };
            lines.push(Line::plain(text));
        } else if lines.is_empty() && !wanted.is_empty() {
            lines.push(Line::plain((card.nothing_apart)((card.people)(self.kind))));
        }
        lines
    }

    /// What was found of an aspect that was asked about.
    fn found(self, of: &UnsharedFacet) -> String {
        let card = &self.words.page_of.card;
        let answer = |one: &FoundAnswer| (card.found)(&short(&one.label), one.with, one.asked);
        let told = of.answers.iter().filter(|one| !of.alike || one.is_alike());
        let answers: Vec<String> = told.take(MOST_ANSWERS).map(answer).collect();
        match of.alike {
            true if !answers.is_empty() => {
                (card.alike)(&answers.join(", "), (card.people)(self.kind))
            }
            _ => (card.nothing_shared)(&answers.join(", ")),
        }
    }

    /// Aspects that are not known and that no section above shows: those not asked about, and
    /// those that most share with everyone.
    pub(super) fn unknown(
        self,
        personas: &PersonaSet,
        persona: &Persona,
        told: &[Facet],
    ) -> Vec<Line> {
        let card = &self.words.page_of.card;
        let names = |facets: &mut dyn Iterator<Item = Facet>| {
            facets.map(card.facet).collect::<Vec<_>>().join(", ")
        };
        let untold = |facet: &Facet| !told.contains(facet);
        let mut lines = Vec::new();
        let gaps = names(&mut persona.gaps.iter().copied().filter(untold));
        if !gaps.is_empty() {
            let internal = personas.study.privacy.is_internal();
            let text = if internal { card.not_asked } else { card.not_asked_or_few };
            lines.push(Line::plain((card.named)(text.trim_end_matches('.'), &gaps)));
        }
        for of in persona.unshared.iter().filter(|of| untold(&of.facet)) {
            let name = super::item::upper_first((card.facet)(of.facet));
            lines.push(Line::plain((card.named)(&name, &lower_first(&self.found(of)))));
        }
        lines
    }
}

/// An answer that is short enough for a line.
fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// A sentence of the catalogue behind a colon.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

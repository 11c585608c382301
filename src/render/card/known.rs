//! What is known of an aspect without a claim: whether it was asked, and what was found.

use super::item::Voice;
use super::layout::Place;
use super::types::{Line, Section};
use crate::locale::{CardHeading, Words, upper_first};
use crate::manifest::{Facet, PersonaKind};
use crate::personas::{Persona, PersonaSet, UnsharedFacet};
use crate::render::density::Density;

/// Answers told of an aspect at most.
const MOST_ANSWERS: usize = 3;
/// Longest answer told, in characters.
const LONGEST: usize = 48;

impl Voice<'_> {
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
        let answers = self.answers(of);
        match of.alike {
            true => (card.alike)(&answers, (card.people)(self.kind)),
            false => (card.nothing_shared)(&answers),
        }
    }

    /// Aspects that no section above speaks of: those not asked about, those in which they are
    /// like everyone else, and those in which they share nothing.
    pub(super) fn unknown(
        self,
        personas: &PersonaSet,
        persona: &Persona,
        told: &[Facet],
    ) -> Vec<Section> {
        let card = &self.words.page_of.card;
        let name = |facet: Facet| upper_first((card.facet)(facet));
        let untold = |facet: &Facet| !told.contains(facet);
        let gaps: Vec<&str> = persona.gaps.iter().copied().filter(untold).map(card.facet).collect();
        let gaps = Some(gaps.join(", ")).filter(|gaps| !gaps.is_empty());
        let gaps = gaps.map(|gaps| Line::plain(upper_first(&gaps)));
        let internal = personas.study.privacy.is_internal();
        let heading = match internal {
            true => CardHeading::NotAsked,
            false => CardHeading::NotAskedOrFew,
        };
        let found = |alike: bool| {
            let own = persona.unshared.iter().filter(|of| untold(&of.facet) && of.alike == alike);
            // A guarded result keeps back what was answered.
            let told = |of: &UnsharedFacet| match of.answers.is_empty() && !internal {
                true => name(of.facet),
                false => (card.named)(&name(of.facet), &self.answers(of)),
            };
            own.map(|of| Line::plain(told(of))).collect()
        };
        vec![
            self.lines(heading, gaps.into_iter().collect()),
            self.lines(CardHeading::LikeOthers, found(true)),
            self.lines(CardHeading::NothingShared, found(false)),
        ]
    }

    /// The answers that were found of an aspect, with their counts.
    fn answers(self, of: &UnsharedFacet) -> String {
        let card = &self.words.page_of.card;
        let mut labels: Vec<&str> = Vec::new();
        let mut answers: Vec<String> = Vec::new();
        for one in of.answers.iter().filter(|one| !of.alike || one.is_alike()) {
            // Two sources that say the same are one answer here.
            if answers.len() < MOST_ANSWERS && !labels.contains(&one.label.as_str()) {
                labels.push(&one.label);
                answers.push((card.found)(&short(&one.label), one.with, one.asked));
            }
        }
        match answers[..] {
            [] => card.nothing.to_owned(),
            _ => answers.join(", "),
        }
    }
}

/// What was found of an aspect that was asked about, with its name.
pub(in crate::render) fn found_of(
    words: &'static Words,
    kind: PersonaKind,
    of: &UnsharedFacet,
) -> String {
    let voice = Voice { words, kind, density: Density::default(), voices: &[] };
    let card = &words.page_of.card;
    (card.named)(&upper_first((card.facet)(of.facet)), &voice.found(of))
}

/// An answer that is short enough for a line.
fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

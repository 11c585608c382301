//! Puts a card together from a persona.

use std::borrow::Cow;

use super::fit::fit;
use super::item::Voice;
use super::journey::journey;
use super::layout::{Place, layout};
use super::sections::sentence;
use super::types::{Card, Item, Line, Meter, Said, Section, Size};
use crate::locale::{CardHeading, Words};
use crate::manifest::Facet;
use crate::personas::{Persona, PersonaSet, Unassigned};
use crate::render::density::Density;

/// Quotes under claims at most, beside the one at the head.
const MOST_QUOTES: usize = 6;

/// A persona's card.
pub(in crate::render) fn card(personas: &PersonaSet, persona: &Persona, density: Density) -> Card {
    let persona = &shown(persona);
    let words = Words::of(personas.study.language);
    let voice = Voice { words, kind: persona.kind, density, voices: &persona.voices };
    let texts = &words.page_of.card;
    let hero = hero(voice, persona);
    let layout = layout(persona.kind);
    let mut quoted: Vec<String> = hero.iter().map(|said| said.respondent.clone()).collect();
    // The one person has a place of their own below; others come first under the claims.
    quoted.extend(persona.own_words.iter().map(|own| own.respondent.to_string()));
    let mut left_quotes = MOST_QUOTES;
    // Aspects of which a section without claims says what is known.
    let mut told: Vec<Facet> = Vec::new();
    let mut section = |place: &Place| {
        let mut section = voice.section(personas, persona, place);
        if section.items.is_empty() {
            told.extend(place.facets);
        }
        voice.quotes(persona, &mut section, &mut quoted, &mut left_quotes);
        section
    };
    let ribbon: Vec<Section> = layout.ribbon.iter().map(&mut section).collect();
    let is_ribbon = !ribbon.is_empty();
    let filled = |sections: Vec<Section>| -> Vec<Section> {
        sections.into_iter().filter(|section| !section.is_empty()).collect()
    };
    let middle = filled(layout.middle.iter().map(&mut section).collect());
    let right = filled(layout.right.iter().map(&mut section).collect());
    let beside = voice.beside(persona, layout);
    let less = voice.less_sections(persona);
    let story = voice.story(persona);
    let mut card = Card {
        id: persona.id.to_string(),
        kind: persona.kind.name(),
        persona: (texts.persona)(persona.kind, persona.id.as_str()),
        review: review(voice, persona),
        title: persona.label.clone(),
        tag: persona.tag_line.iter().map(sentence).collect(),
        note: note(voice, persona),
        size: voice.size(personas, persona),
        no_words: texts.no_words,
        hero,
        ribbon,
        story,
        columns: [beside, middle, right],
        person: voice.one_person(persona),
        foot: [Vec::new(), Vec::new(), voice.reliability(personas, persona)],
        journey: journey(voice, persona),
        key_others: (texts.key_others)((texts.people)(persona.kind)),
        has_dots: false,
        has_doubt: false,
    };
    let unknown = voice.unknown(personas, persona, &told);
    if is_ribbon {
        // Quotes stand in a column of their own: the steps of a ribbon are too narrow for them.
        card.columns[1] = vec![say_it(voice, &mut card.ribbon)];
        card.columns[2] = std::mem::take(&mut card.columns[0]);
        card.columns[0] = less;
        card.foot[0] = unknown;
    } else {
        card.foot[0] = less;
        card.foot[0].extend(unknown);
    }
    card.foot[1] = vec![voice.assumed(persona), voice.questions(persona)];
    for sections in card.columns.iter_mut().chain(&mut card.foot) {
        sections.retain(|section| !section.is_empty());
    }
    fit(&mut card);
    // Quotes that had no room leave their column empty.
    for sections in card.columns.iter_mut() {
        sections.retain(|section| !section.is_empty());
    }
    for section in card.sections_mut().filter(|section| section.hidden > 0) {
        section.more = (texts.more)(section.hidden);
    }
    let quoted = card.person.is_some()
        || card.sections().flat_map(|section| &section.items).any(|item| !item.quotes.is_empty());
    if quoted {
        card.no_words = "";
    }
    let has_dots = drawn(&card).any(|meter| matches!(meter, Meter::Dots { .. }));
    let has_doubt = card.sections().any(|section| {
        let mut lines = section.items.iter().map(|item| &item.line).chain(&section.lines);
        lines.any(|line| line.doubt)
    });
    Card { has_dots, has_doubt, ..card }
}

/// The size of those in no group.
pub(in crate::render) fn size_of_none(personas: &PersonaSet, none: &Unassigned) -> Size {
    let words = Words::of(personas.study.language);
    let voice = Voice { words, kind: none.kind, density: Density::default(), voices: &[] };
    voice.size_of_none(personas, none)
}

fn drawn(card: &Card) -> impl Iterator<Item = &Meter> {
    card.sections().flat_map(|section| &section.items).flat_map(|item| &item.meters)
}

/// A persona without the claims that people left off its card.
fn shown(persona: &Persona) -> Cow<'_, Persona> {
    if !persona.claims.iter().any(|claim| claim.decided.hidden) {
        return Cow::Borrowed(persona);
    }
    let mut shown = persona.clone();
    shown.claims.retain(|claim| !claim.decided.hidden);
    Cow::Owned(shown)
}

/// The words at the head.
fn hero(voice: Voice<'_>, persona: &Persona) -> Option<Said> {
    let quote = persona.head.as_ref()?;
    let claim = persona.claims.iter().find(|claim| claim.id == quote.claim)?;
    Some(voice.said(claim, &quote.evidence))
}

fn review(voice: Voice<'_>, persona: &Persona) -> String {
    let texts = &voice.words.page_of.card;
    let day = persona.decision.as_ref().and_then(|decision| decision.reviewed.as_deref());
    day.map_or_else(|| texts.draft.to_owned(), |day| (texts.reviewed)(day))
}

fn note(voice: Voice<'_>, persona: &Persona) -> String {
    let note = persona.decision.as_ref().and_then(|decision| decision.note.as_deref());
    note.map_or_else(String::new, |note| (voice.words.page_of.card.note)(note))
}

/// Quotes of the steps, each below what it is about.
fn say_it(voice: Voice<'_>, ribbon: &mut [Section]) -> Section {
    let texts = &voice.words.page_of.card;
    let items = ribbon.iter_mut().flat_map(|section| &mut section.items);
    let items = items.filter(|item| !item.quotes.is_empty()).map(|item| Item {
        line: Line { doubt: false, ..item.line.clone() },
        meters: Vec::new(),
        note: String::new(),
        quotes: std::mem::take(&mut item.quotes),
    });
    let items: Vec<Item> = items.collect();
    Section {
        title: (texts.heading)(CardHeading::SayIt),
        aside: texts.own_words,
        items,
        ..Section::default()
    }
}

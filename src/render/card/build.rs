//! Puts a card together from a persona.

use super::fit::fit;
use super::item::{Voice, predicate, twins};
use super::journey::journey;
use super::layout::{Layout, Place, layout, less_heading};
use super::said::mark;
use super::types::{Card, Item, Line, Meter, OnePerson, Said, Section, Size, Step};
use crate::ids::ClaimId;
use crate::locale::{CardHeading, Words};
use crate::manifest::Facet;
use crate::personas::{Claim, Direction, OwnQuote, Persona, PersonaSet, Sentence, Unassigned};
use crate::render::density::Density;

/// Items of a section at most.
const MOST_ITEMS: usize = 3;
/// Quotes under claims at most, beside the one at the head.
const MOST_QUOTES: usize = 6;
/// Words of what is told in short.
const MOST_WORDS_IN_SHORT: usize = 120;
/// Steps of one person, and claims that are not true of them, at most.
const MOST_STEPS: usize = 6;
const MOST_UNLIKE: usize = 2;
/// Lines of other aspects, of what holds less often, and of questions at most.
const MOST_LINES: usize = 3;

/// A persona's card.
pub(in crate::render) fn card(personas: &PersonaSet, persona: &Persona, density: Density) -> Card {
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

/// A sentence with the claims that it states.
fn sentence(sentence: &Sentence) -> Line {
    Line {
        text: sentence.text.clone(),
        marks: sentence.claims.iter().map(mark).collect(),
        doubt: false,
    }
}

/// Claims of aspects: differences before shared claims, the better grade first.
fn ranked<'a>(persona: &'a Persona, facets: &[Facet]) -> Vec<&'a Claim> {
    let mut own: Vec<&Claim> = persona
        .claims
        .iter()
        .filter(|claim| facets.contains(&claim.facet) && claim.direction != Direction::Less)
        .collect();
    let order = |claim: &Claim| match claim.direction {
        // A need of few comes right after what sets the group apart, or it would never have room.
        _ if claim.rare => 1,
        Direction::More => 0,
        Direction::Shared | Direction::Less => 2,
    };
    let place = |claim: &Claim| facets.iter().position(|facet| *facet == claim.facet);
    own.sort_by_key(|claim| (order(claim), place(claim), std::cmp::Reverse(claim.grade)));
    own
}

impl Voice<'_> {
    pub(super) fn heading(self, heading: CardHeading) -> &'static str {
        (self.words.page_of.card.heading)(heading)
    }

    pub(super) fn lines(self, heading: CardHeading, lines: Vec<Line>) -> Section {
        Section { title: self.heading(heading), lines, ..Section::default() }
    }

    /// A section with its claims; without any, what is known.
    fn section(self, personas: &PersonaSet, persona: &Persona, place: &Place) -> Section {
        let claims = ranked(persona, place.facets);
        let twins = twins(&claims);
        let items: Vec<Item> =
            twins.iter().take(MOST_ITEMS).map(|claims| self.item(claims)).collect();
        let lines = match items[..] {
            [] => self.known(personas, persona, place),
            _ => Vec::new(),
        };
        let hidden = twins.len().saturating_sub(MOST_ITEMS);
        let title = self.heading(place.heading);
        Section { title, items, lines, hidden, ..Section::default() }
    }

    /// Gives each item of a section the words of somebody, as long as there are some left.
    fn quotes(
        self,
        persona: &Persona,
        section: &mut Section,
        quoted: &mut Vec<String>,
        left: &mut usize,
    ) {
        for item in &mut section.items {
            let shows = |claim: &&Claim| {
                let id = claim.id.to_string();
                item.line.marks.iter().any(|mark| mark.id == id)
            };
            let claims: Vec<&Claim> = persona.claims.iter().filter(shows).collect();
            if *left > 0 {
                self.quote(item, &claims, quoted);
                *left -= item.quotes.len();
            }
        }
    }

    /// What is told in short, as many sentences as its words allow.
    fn story(self, persona: &Persona) -> Section {
        let mut words = 0;
        let short = persona.narrative.iter().take_while(|sentence| {
            words += sentence.text.split_whitespace().count();
            words <= MOST_WORDS_IN_SHORT
        });
        self.lines(CardHeading::InShort, short.map(sentence).collect())
    }

    /// Other aspects, each in a line: those of the left column, and those without a place.
    fn beside(self, persona: &Persona, layout: &Layout) -> Vec<Section> {
        let section = |heading, facets: &[Facet]| {
            let claims = twins(&ranked(persona, facets));
            let lines: Vec<Line> =
                claims.iter().take(MOST_LINES).map(|claims| self.counted(claims)).collect();
            let hidden = claims.len().saturating_sub(MOST_LINES);
            Section { hidden, ..self.lines(heading, lines) }
        };
        let unplaced: Vec<Facet> = layout.unplaced().collect();
        vec![
            section(layout.left.heading, layout.left.facets),
            section(CardHeading::About, &unplaced),
        ]
    }

    /// What holds of fewer than of the others, by aspect.
    fn less_sections(self, persona: &Persona) -> Vec<Section> {
        let mut sections: Vec<(CardHeading, Vec<&Claim>)> = Vec::new();
        let less = persona.claims.iter().filter(|claim| claim.direction == Direction::Less);
        for claim in less {
            let heading = less_heading(self.kind, claim.facet);
            match sections.iter_mut().find(|(known, _)| *known == heading) {
                Some((_, claims)) => claims.push(claim),
                None => sections.push((heading, vec![claim])),
            }
        }
        let section = |(heading, claims): (CardHeading, Vec<&Claim>)| {
            let hidden = claims.len().saturating_sub(MOST_LINES);
            let lines = claims.into_iter().take(MOST_LINES).map(|claim| self.less(claim));
            Section { hidden, ..self.lines(heading, lines.collect()) }
        };
        sections.into_iter().map(section).collect()
    }

    /// Questions for the team.
    fn questions(self, persona: &Persona) -> Section {
        let prompts = persona.prompts.iter().take(MOST_LINES).map(sentence).collect();
        let aside = self.words.page_of.card.prompts;
        Section { aside, ..self.lines(CardHeading::Questions, prompts) }
    }

    /// One real person in that person's own words.
    fn one_person(self, persona: &Persona) -> Option<OnePerson> {
        let own = persona.own_words.as_ref()?;
        let texts = &self.words.page_of.card;
        let claim = |id: &ClaimId| persona.claims.iter().find(|claim| claim.id == *id);
        let step = |quote: &OwnQuote| {
            Some(Step {
                name: (self.words.telling.step)(quote.facet).to_owned(),
                said: self.said(claim(&quote.claim)?, &quote.evidence),
            })
        };
        let unlike = own.unlike.iter().filter_map(claim).take(MOST_UNLIKE).map(|claim| Line {
            text: (texts.unlike)(predicate(claim)),
            marks: vec![mark(&claim.id)],
            doubt: false,
        });
        Some(OnePerson {
            title: self.heading(CardHeading::OnePerson),
            who: (texts.in_order_told)(&self.who(own.respondent.as_str())),
            unlike: unlike.collect(),
            steps: own.quotes.iter().take(MOST_STEPS).filter_map(step).collect(),
        })
    }

    fn reliability(self, personas: &PersonaSet, persona: &Persona) -> Vec<Section> {
        vec![self.lines(CardHeading::HowSure, self.sure(personas, persona))]
    }

    /// What people assume of the persona without evidence.
    fn assumed(self, persona: &Persona) -> Section {
        let texts = &self.words.page_of.card;
        let assumptions = persona.decision.iter().flat_map(|decision| &decision.assumptions);
        let line = |(facet, text): &(Facet, String)| {
            Line::plain(format!("{text} ({})", (texts.facet)(*facet)))
        };
        self.lines(CardHeading::Assumed, assumptions.map(line).collect())
    }
}

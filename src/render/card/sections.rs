//! The sections of a card, each with its claims.

use super::item::{Voice, predicate, twins};
use super::layout::{Layout, Place, less_heading};
use super::said::mark;
use super::types::{Item, Line, OnePerson, Section, Step};
use crate::ids::ClaimId;
use crate::locale::CardHeading;
use crate::manifest::Facet;
use crate::personas::{Claim, Direction, OwnQuote, Persona, PersonaSet, Sentence};

/// Items of a section at most.
const MOST_ITEMS: usize = 3;
/// Words of what is told in short.
const MOST_WORDS_IN_SHORT: usize = 120;
/// Steps of one person, and claims that are not true of them, at most.
const MOST_STEPS: usize = 6;
const MOST_UNLIKE: usize = 2;
/// Lines of other aspects, of what holds less often, and of questions at most.
const MOST_LINES: usize = 3;

/// A sentence with the claims that it states.
pub(super) fn sentence(sentence: &Sentence) -> Line {
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
    own.sort_by_key(|claim| {
        (!claim.decided.pinned, order(claim), place(claim), std::cmp::Reverse(claim.grade))
    });
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
    pub(super) fn section(
        self,
        personas: &PersonaSet,
        persona: &Persona,
        place: &Place,
    ) -> Section {
        let mut claims = ranked(persona, place.facets);
        claims.retain(|claim| !claim.is_point());
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
    pub(super) fn quotes(
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
    pub(super) fn story(self, persona: &Persona) -> Section {
        let mut words = 0;
        let short = persona.narrative.iter().take_while(|sentence| {
            words += sentence.text.split_whitespace().count();
            words <= MOST_WORDS_IN_SHORT
        });
        self.lines(CardHeading::InShort, short.map(sentence).collect())
    }

    /// Other aspects, each in a line: those of the left column, and those without a place.
    pub(super) fn beside(self, persona: &Persona, layout: &Layout) -> Vec<Section> {
        let section = |heading, claims: Vec<&Claim>| {
            let claims = twins(&claims);
            let lines: Vec<Line> =
                claims.iter().take(MOST_LINES).map(|claims| self.counted(claims)).collect();
            let hidden = claims.len().saturating_sub(MOST_LINES);
            Section { hidden, ..self.lines(heading, lines) }
        };
        let mut about = ranked(persona, &layout.unplaced().collect::<Vec<Facet>>());
        // Where they stand on a scale of trouble is no trouble before it is known which end is.
        about.extend(ranked(persona, Facet::ALL).into_iter().filter(|claim| claim.is_point()));
        let mut left = ranked(persona, layout.left.facets);
        // One heading stands once.
        if layout.left.heading == CardHeading::About {
            left.append(&mut about);
        }
        vec![section(layout.left.heading, left), section(CardHeading::About, about)]
    }

    /// What holds of fewer than of the others, by aspect.
    pub(super) fn less_sections(self, persona: &Persona) -> Vec<Section> {
        let mut sections: Vec<(CardHeading, Vec<&Claim>)> = Vec::new();
        let less = persona.claims.iter().filter(|claim| claim.direction == Direction::Less);
        let mut less: Vec<&Claim> = less.collect();
        less.sort_by_key(|claim| !claim.decided.pinned);
        for claim in less {
            let heading = match claim.is_point() {
                true => CardHeading::LessOften,
                false => less_heading(self.kind, claim.facet),
            };
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
    pub(super) fn questions(self, persona: &Persona) -> Section {
        let prompts = persona.prompts.iter().take(MOST_LINES).map(sentence).collect();
        let aside = self.words.page_of.card.prompts;
        Section { aside, ..self.lines(CardHeading::Questions, prompts) }
    }

    /// One real person in that person's own words.
    pub(super) fn one_person(self, persona: &Persona) -> Option<OnePerson> {
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

    pub(super) fn reliability(self, personas: &PersonaSet, persona: &Persona) -> Vec<Section> {
        vec![self.lines(CardHeading::HowSure, self.sure(personas, persona))]
    }

    /// What people assume of the persona without evidence.
    pub(super) fn assumed(self, persona: &Persona) -> Section {
        let texts = &self.words.page_of.card;
        let assumptions = persona.decision.iter().flat_map(|decision| &decision.assumptions);
        let line = |(facet, text): &(Facet, String)| {
            Line::plain(format!("{text} ({})", (texts.facet)(*facet)))
        };
        self.lines(CardHeading::Assumed, assumptions.map(line).collect())
    }
}

//! How sure the persona is, in words for readers.

use super::item::{Voice, phrase};
use super::said::mark;
use super::types::Line;
use crate::locale::Return;
use crate::personas::{Claim, Direction, Evidence, Grade, Persona, PersonaSet};
use crate::phrases::of_one;
use crate::render::density::Density;
use crate::sources::SourceKind;

/// Claims named in a line at most.
const NAMED: usize = 3;

impl Voice<'_> {
    /// The lines of *How sure are we*, most important first.
    pub(super) fn sure(self, personas: &PersonaSet, persona: &Persona) -> Vec<Line> {
        let card = &self.words.page_of.card;
        let mut lines: Vec<Line> = self.basis(personas, persona).into_iter().collect();
        lines.extend(persona.about_label.clone().map(Line::plain));
        if let Some(joint) = persona.joint_match.filter(|joint| joint.of > 0) {
            let text = (card.joint)(joint.with, joint.of, joint.claims, joint.all_but_one);
            lines.push(Line::plain(text));
        }
        let validated = |claim: &&Claim| claim.grade == Grade::Validated;
        lines.extend(named(persona.claims.iter().filter(validated), card.two_sources));
        // A cell that holds another answer is only what the share says already.
        let contested = persona.claims.iter().filter(|claim| {
            claim.direction != Direction::Less
                && claim.counter_evidence.iter().any(Evidence::is_spoken)
        });
        lines.extend(named(contested, card.contested));
        let worded = persona.claims.iter().filter(|claim| claim.decided.worded);
        lines.extend(named(worded, card.worded));
        lines.extend(left_off(personas, persona).map(|left| Line::plain((card.left_off)(left))));
        lines.extend(self.next(personas, persona));
        lines
    }

    /// On whom it rests, and whether the group comes back.
    fn basis(self, personas: &PersonaSet, persona: &Persona) -> Option<Line> {
        let card = &self.words.page_of.card;
        let counted = |kind: SourceKind| {
            let own = persona.coverage.iter().filter(|of| {
                personas.study.sources.iter().any(|s| s.id == of.source && s.kind == kind)
            });
            // Of a CRM the records are known, of the others people.
            let number = own.map(|of| match kind {
                SourceKind::Crm => of.records,
                _ => of.respondents,
            });
            number.sum::<usize>()
        };
        let parts: Vec<String> = SourceKind::ALL
            .into_iter()
            .map(|kind| (kind, counted(kind)))
            .filter(|(_, number)| *number > 0)
            .map(|(kind, number)| (card.people_of)(kind, number))
            .collect();
        let everyone = personas.describes_everyone(persona);
        if parts.is_empty() {
            return None;
        }
        let parts = parts.join(", ");
        let mut text = match everyone {
            true => format!("{parts}."),
            false => (card.basis)(&parts, Return::of(persona.stability)),
        };
        if self.density == Density::Analyst && !everyone {
            text.push_str(&format!(" {}", (card.stability)(&format!("{:.2}", persona.stability))));
        }
        Some(Line::plain(text))
    }

    /// Whom to interview next, and for what.
    fn next(self, personas: &PersonaSet, persona: &Persona) -> Option<Line> {
        let card = &self.words.page_of.card;
        let next = personas.next_interviews.iter().find(|next| next.persona == persona.id)?;
        let shown = next.shows.iter().take(NAMED - 1);
        let what: Vec<String> = shown
            .clone()
            .map(|of| {
                let claim = persona.claims.iter().find(|claim| claim.id == of.claim);
                let said = claim.filter(|claim| !claim.phrase.quoted);
                let one =
                    said.and_then(|claim| of_one(personas.study.language, &claim.phrase.text));
                one.unwrap_or_else(|| of.label.clone())
            })
            .collect();
        let respondent = next.respondent.as_str();
        let text = match what[..] {
            [] => (card.talk_next)(respondent),
            _ => (card.talk_next_shows)(respondent, &what.join("; ")),
        };
        let marks = shown.map(|of| mark(&of.claim)).collect();
        Some(Line { text, marks, doubt: false })
    }
}

/// How many claims people left off the card of a persona, if any.
fn left_off(personas: &PersonaSet, persona: &Persona) -> Option<usize> {
    let whole = personas.personas.iter().find(|one| one.id == persona.id)?;
    let left = whole.claims.iter().filter(|claim| claim.decided.hidden).count();
    (left > 0).then_some(left)
}

/// A line that names claims, if there are any.
fn named<'a>(claims: impl Iterator<Item = &'a Claim>, line: fn(&str) -> String) -> Option<Line> {
    let claims: Vec<&Claim> = claims.collect();
    let shown = claims.iter().take(NAMED);
    let names: Vec<String> = shown.clone().map(|claim| phrase(claim)).collect();
    if names.is_empty() {
        return None;
    }
    let more = if claims.len() > NAMED { ", …" } else { "" };
    Some(Line {
        text: line(&(names.join(", ") + more)),
        marks: shown.map(|claim| mark(&claim.id)).collect(),
        doubt: false,
    })
}

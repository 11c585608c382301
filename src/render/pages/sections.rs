//! The claims on a persona's page: as many as print on one sheet, by the room that their texts
//! take.

use serde::Serialize;

use super::claim::ClaimView;
use super::words::Speech;
use crate::manifest::{Facet, PersonaKind};
use crate::personas::{Claim, Direction, Persona};

/// Claims of an aspect.
#[derive(Serialize)]
pub(super) struct SectionView {
    pub(super) title: String,
    pub(super) claims: Vec<ClaimView>,
    /// Claims listed in the evidence alone.
    pub(super) more: usize,
}

/// A column.
#[derive(Serialize)]
pub(super) struct ColumnView {
    pub(super) sections: Vec<SectionView>,
    /// Aspects whose claims are listed in the evidence alone, with their numbers.
    pub(super) hidden: Vec<String>,
}

/// Height of a column on a printed sheet, in lines of a claim.
const HEIGHT: f64 = 24.3;
/// Lines that a heading takes, with the space above it and the line that says how many claims are
/// left.
const HEADING: f64 = 3.0;
/// Lines of what names the aspects that have no room.
const AT_THE_END: f64 = 2.0;

/// A column: its aspects, and how many characters of a claim a line holds where it is printed.
struct TableColumn {
    facets: &'static [Facet],
    line: usize,
}

fn layout(kind: PersonaKind) -> [TableColumn; 3] {
    const BUYER_LEFT: &[Facet] =
        &[Facet::Influence, Facet::BudgetAuthority, Facet::Firmographic, Facet::Location];
    const BUYER_MIDDLE: &[Facet] = &[Facet::Trigger, Facet::DecisionCriterion, Facet::Objection];
    const BUYER_RIGHT: &[Facet] = &[
        Facet::SuccessMetric,
        Facet::Channel,
        Facet::ContentFormat,
        Facet::PriceSensitivity,
        Facet::JourneyStage,
        Facet::Behaviour,
    ];
    let facets: [&'static [Facet]; 3] = match kind {
        PersonaKind::User => [
            &[Facet::RoleInDomain, Facet::Context, Facet::Tool],
            &[Facet::Goal, Facet::PainPoint],
            &[Facet::Behaviour],
        ],
        PersonaKind::Buyer | PersonaKind::DecisionMaker | PersonaKind::Influencer => {
            [BUYER_LEFT, BUYER_MIDDLE, BUYER_RIGHT]
        }
        PersonaKind::Customer => [
            &[Facet::Value, Facet::Channel],
            &[Facet::Goal, Facet::PainPoint],
            &[Facet::JourneyStage, Facet::Behaviour, Facet::Outcome],
        ],
        PersonaKind::WebsiteVisitor => [
            &[Facet::Channel, Facet::ContentFormat],
            &[Facet::Goal, Facet::PainPoint],
            &[Facet::Behaviour],
        ],
        PersonaKind::Negative => [
            &[Facet::Channel],
            &[Facet::Outcome, Facet::PainPoint],
            &[Facet::Behaviour, Facet::Goal],
        ],
    };
    let [left, middle, right] = facets;
    [(left, 36), (middle, 50), (right, 36)].map(|(facets, line)| TableColumn { facets, line })
}

/// Left, middle and right column. Aspects that have no place of their own follow at the left.
pub(super) fn columns(speech: Speech, persona: &Persona, links: &[String]) -> Vec<ColumnView> {
    let layout = layout(persona.kind);
    let placed = |facet: &Facet| layout.iter().any(|column| column.facets.contains(facet));
    // A facet that the layout forgets must still be printed.
    let others: Vec<Facet> = Facet::ALL.iter().copied().filter(|facet| !placed(facet)).collect();
    let last = layout.len() - 1;
    let column = |(place, column): (usize, &TableColumn)| {
        let mut facets = column.facets.to_vec();
        let mut taken = 0.0;
        if place == 0 {
            facets.extend(&others);
            taken += lines_of_story(persona, column.line);
        }
        if place == last {
            taken += lines_of_words(persona, links, column.line);
        }
        sections(speech, persona, &facets, HEIGHT - taken, column.line)
    };
    layout.iter().enumerate().map(column).collect()
}

/// Lines that this number of characters takes.
#[allow(clippy::cast_precision_loss, reason = "texts are short")]
fn lines(characters: usize, line: usize) -> f64 {
    characters.div_ceil(line) as f64
}

/// Lines of the three sentences in short, each of five lines at most, with the references behind
/// it. They have no grade beside them.
fn lines_of_story(persona: &Persona, line: usize) -> f64 {
    // Sentences are set smaller than claims, so a line holds half as many characters more.
    let line = line * 3 / 2;
    let sentence =
        |text: &str, claims: usize| lines(text.chars().count() + 7 * claims, line).min(5.0) + 0.5;
    let sentences: f64 =
        persona.narrative.iter().take(3).map(|one| sentence(&one.text, one.claims.len())).sum();
    if persona.narrative.is_empty() { 0.0 } else { HEADING - 1.0 + sentences }
}

/// Lines of distinctive words, two beside each other, and of links.
#[allow(clippy::cast_precision_loss, reason = "few are shown")]
fn lines_of_words(persona: &Persona, links: &[String], line: usize) -> f64 {
    let words = persona.words.len().min(6).div_ceil(2) as f64 * 1.8;
    let links: f64 =
        links.iter().take(2).map(|link| lines(link.chars().count(), line * 3 / 2)).sum();
    let heading = |length: f64| if length > 0.0 { length + HEADING - 1.0 } else { 0.0 };
    heading(words) + heading(links)
}

/// Lines of a claim: what it says, its counts, and the space around it.
fn lines_of(claim: &ClaimView, line: usize) -> f64 {
    let long = |text: &str| text.chars().count();
    // What is said is set bold, beside the grade.
    let said = |text: &str| lines(long(text), line - 8).min(3.0);
    let said = match claim.question.is_empty() {
        true => said(&claim.label),
        false => lines(long(&claim.question), line + 4).min(2.0) * 0.9 + said(&claim.answer),
    };
    let shares = long(&claim.share) + long(&claim.others) + 12;
    let counts = 10 * claim.counts.len() + shares + long(&claim.note) + long(claim.doubt);
    said + lines(counts, line + 10) * 0.9 + 0.8
}

/// The claims of an aspect: differences before shared claims, the better grade first.
fn ranked(claims: &[Claim], facet: Facet) -> Vec<&Claim> {
    let mut own: Vec<&Claim> = claims.iter().filter(|claim| claim.facet == facet).collect();
    let order = |claim: &Claim| match claim.direction {
        // A need of few comes right after what sets the group apart, or it would never have room.
        _ if claim.rare => 1,
        Direction::More => 0,
        Direction::Shared => 2,
        Direction::Less => 3,
    };
    own.sort_by(|a, b| order(a).cmp(&order(b)).then(b.grade.cmp(&a.grade)));
    own
}

/// The sections of a column: each aspect gets its turn until the next claim does not fit. What has
/// no room is named at the end.
fn sections(
    speech: Speech,
    persona: &Persona,
    facets: &[Facet],
    room: f64,
    line: usize,
) -> ColumnView {
    let view = |facet: &Facet| {
        let claims = ranked(&persona.claims, *facet)
            .into_iter()
            .map(|claim| ClaimView::new(speech, claim))
            .collect();
        SectionView { title: speech.facet(*facet), claims, more: 0 }
    };
    let mut sections: Vec<SectionView> =
        facets.iter().map(view).filter(|section| !section.claims.is_empty()).collect();
    let mut taken = vec![0; sections.len()];
    // Room for the names of hidden aspects is kept before it is known whether there are any.
    let mut left = room - AT_THE_END;
    let longest = sections.iter().map(|section| section.claims.len()).max().unwrap_or(0);
    // In turns, so that one long aspect does not crowd out the others.
    for round in 0..longest {
        for (taken, section) in taken.iter_mut().zip(&sections) {
            // An aspect whose claim did not fit gets no further turn: a weaker one must not take
            // its place.
            let Some(claim) = section.claims.get(round).filter(|_| *taken == round) else {
                continue;
            };
            let heading = if round == 0 { HEADING } else { 0.0 };
            let height = heading + lines_of(claim, line);
            if height <= left {
                left -= height;
                *taken += 1;
            }
        }
    }
    for (taken, section) in taken.into_iter().zip(&mut sections) {
        section.more = section.claims.len() - taken;
        section.claims.truncate(taken);
    }
    let (sections, hidden): (Vec<_>, Vec<_>) =
        sections.into_iter().partition(|section| !section.claims.is_empty());
    let hidden =
        hidden.iter().map(|section| format!("{} ({})", section.title, section.more)).collect();
    ColumnView { sections, hidden }
}

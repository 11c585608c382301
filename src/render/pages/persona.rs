//! A persona as its page shows it.

use serde::Serialize;

use super::claim::ClaimView;
use super::emblem::emblem;
use super::view::{ChartView, EvidenceView};
use super::words::Speech;
use crate::ids::ClaimId;
use crate::locale::percent;
use crate::personas::{
    Contradiction, EarlySigns, Exemplar, Grade, Link, Persona, PersonaSet, SegmentRule, Sentence,
    Unassigned,
};
use crate::render::card::{Card, card};
use crate::render::density::Density;

/// A sentence with the claims that it states.
#[derive(Serialize)]
pub(super) struct SentenceView {
    pub(super) text: String,
    pub(super) claims: Vec<String>,
}

/// The plain rule beside the portrait.
#[derive(Serialize)]
pub(super) struct RuleView {
    pub(super) conditions: Vec<(String, bool, String)>,
    pub(super) of: usize,
    pub(super) picked: usize,
    pub(super) right: usize,
    pub(super) members: usize,
    pub(super) quality: String,
}

/// A contradiction between words and records.
#[derive(Serialize)]
pub(super) struct ContradictionView {
    pub(super) id: String,
    pub(super) statement: String,
    pub(super) evidence: Vec<EvidenceView>,
}

/// Somebody to interview.
#[derive(Serialize)]
pub(super) struct NextView {
    pub(super) respondent: String,
    pub(super) persona: String,
    pub(super) interviewed: usize,
    pub(super) size: usize,
    pub(super) shows: Vec<String>,
}

/// A persona: its card, and what the appendix holds of it.
#[derive(Serialize)]
pub(super) struct PersonaView {
    id: String,
    kind: &'static str,
    label: String,
    emblem: String,
    card: Card,
    rule: Option<RuleView>,
    contradictions: Vec<ContradictionView>,
    amounts: Vec<(String, String)>,
    vocabulary: Vec<(String, usize, usize)>,
    links: Vec<String>,
    solid: Vec<String>,
    exemplars: Vec<String>,
    /// Every claim, for the evidence.
    claims: Vec<ClaimView>,
    matrix: Option<ChartView>,
}

/// Those in no group.
#[derive(Serialize)]
pub(super) struct OutsideView {
    pub(super) id: String,
    pub(super) people: String,
    pub(super) size: usize,
    pub(super) share: String,
    pub(super) fit_none: usize,
    pub(super) nothing_known: usize,
    pub(super) story: Vec<SentenceView>,
    pub(super) claims: Vec<ClaimView>,
}

fn story(sentences: &[Sentence]) -> Vec<SentenceView> {
    let view = |sentence: &Sentence| SentenceView {
        text: sentence.text.clone(),
        claims: sentence.claims.iter().map(ClaimId::to_string).collect(),
    };
    sentences.iter().map(view).collect()
}

/// The reliability of the persona in short.
fn solid(speech: Speech, persona: &Persona) -> Vec<String> {
    let of = |grade: Grade| persona.claims.iter().filter(|claim| claim.grade == grade).count();
    let grades = [Grade::Validated, Grade::Supported, Grade::Tentative, Grade::Assumption];
    let graded = grades.into_iter().filter(|grade| of(*grade) > 0);
    let graded: Vec<String> =
        graded.map(|grade| format!("{} {}", of(grade), speech.words.grade(grade))).collect();
    let against = persona.claims.iter().filter(|claim| claim.counter_evidence_total > 0).count();
    let several = persona.claims.iter().filter(|claim| claim.source_kinds.len() > 1).count();
    vec![
        (speech.words.page_of.solid_claims)(persona.claims.len(), &graded.join(", ")),
        (speech.words.page_of.solid_kinds)(several),
        (speech.words.page_of.solid_against)(against),
    ]
}

impl PersonaView {
    pub(super) fn new(
        speech: Speech,
        personas: &PersonaSet,
        persona: &Persona,
        density: Density,
        matrix: Option<ChartView>,
    ) -> Self {
        let nearest = |one: &Exemplar| {
            format!("{} ({})", one.respondent, (speech.words.page_of.of)(one.matches, one.of))
        };
        let contradiction = |one: &Contradiction| ContradictionView {
            id: one.id.to_string(),
            statement: one.statement.clone(),
            evidence: EvidenceView::all(speech, one.evidence.iter()),
        };
        let amounts = persona.quantities.iter();
        let words = persona.words.iter();
        Self {
            id: persona.id.to_string(),
            kind: persona.kind.name(),
            label: persona.label.clone(),
            emblem: emblem(persona.id.as_str()),
            card: card(personas, persona, density),
            rule: persona.segment_rule.as_ref().map(|of| rule(speech, of)),
            contradictions: persona.contradictions.iter().map(contradiction).collect(),
            amounts: amounts.map(|of| (of.words.clone(), of.claim.to_string())).collect(),
            vocabulary: words.map(|word| (word.word.clone(), word.people, word.of)).collect(),
            links: links(speech, personas, persona),
            solid: solid(speech, persona),
            exemplars: persona.exemplars.iter().map(nearest).collect(),
            claims: persona.claims.iter().map(|claim| ClaimView::new(speech, claim)).collect(),
            matrix,
        }
    }
}

/// With whom the persona meets in accounts.
fn links(speech: Speech, personas: &PersonaSet, persona: &Persona) -> Vec<String> {
    let words = speech.words;
    let own =
        personas.links.iter().filter(|link| link.buyer == persona.id || link.user == persona.id);
    let line = |link: &Link| {
        let (template, other, of) = match link.buyer == persona.id {
            true => (words.buys_for, &link.user, link.buyer_accounts),
            false => (words.bought_for, &link.buyer, link.user_accounts),
        };
        let label = personas
            .personas
            .iter()
            .find(|persona| persona.id == *other)
            .map_or("", |other| &other.label);
        // Whole accounts: decimals would suggest a precision that a product of counts does not
        // have.
        let chance = format!("{:.0}", link.expected);
        template(other.as_str(), label, link.with, of, &chance)
    };
    own.map(line).collect()
}

/// Early signs of people not to be served.
#[derive(Serialize)]
pub(super) struct SignsView {
    pub(super) respondents: usize,
    pub(super) others: usize,
    pub(super) claims: Vec<ClaimView>,
    pub(super) rule: Option<RuleView>,
}

pub(super) fn signs(speech: Speech, signs: &EarlySigns) -> SignsView {
    SignsView {
        respondents: signs.respondents,
        others: signs.others,
        claims: signs.claims.iter().map(|claim| ClaimView::new(speech, claim)).collect(),
        rule: signs.rule.as_ref().map(|of| rule(speech, of)),
    }
}

fn rule(speech: Speech, rule: &SegmentRule) -> RuleView {
    RuleView {
        conditions: rule
            .conditions
            .iter()
            .map(|c| (c.claim.to_string(), c.not, c.label.clone()))
            .collect(),
        of: rule.of,
        picked: rule.picked,
        right: rule.right,
        members: rule.members,
        quality: speech.words.segment_quality(rule),
    }
}

/// The next interviews.
pub(super) fn next(personas: &PersonaSet) -> Vec<NextView> {
    let view = |next: &crate::personas::NextInterview| NextView {
        respondent: next.respondent.to_string(),
        persona: next.persona.to_string(),
        interviewed: next.interviewed,
        size: next.size,
        shows: next.shows.iter().map(|claim| claim.label.clone()).collect(),
    };
    personas.next_interviews.iter().map(view).collect()
}

pub(super) fn outside(speech: Speech, none: &Unassigned) -> OutsideView {
    OutsideView {
        id: none.id.to_string(),
        people: speech.people(none.kind),
        size: none.size,
        share: format!("{} %", percent(none.share)),
        fit_none: none.size.saturating_sub(none.nothing_known),
        nothing_known: none.nothing_known,
        story: story(&none.narrative),
        claims: none.claims.iter().map(|claim| ClaimView::new(speech, claim)).collect(),
    }
}

//! A persona as its page shows it.

use serde::Serialize;

use super::claim::ClaimView;
use super::emblem::emblem;
use super::sections::{ColumnView, columns};
use super::view::{ChartView, EvidenceView};
use super::words::Speech;
use crate::ids::ClaimId;
use crate::locale::percent;
use crate::personas::{
    EarlySigns, Grade, Link, OwnQuote, Persona, PersonaSet, Quote, SegmentRule, Sentence,
    Unassigned,
};
use crate::sources::SourceKind;

/// A number of the masthead.
#[derive(Serialize)]
pub(super) struct FactView {
    pub(super) value: String,
    pub(super) small: String,
    pub(super) label: String,
}

/// A sentence with the claims that it states.
#[derive(Serialize)]
pub(super) struct SentenceView {
    pub(super) text: String,
    pub(super) claims: Vec<String>,
}

/// Words of a respondent, at the head of the page.
#[derive(Serialize)]
pub(super) struct QuoteView {
    pub(super) claim: String,
    pub(super) evidence: EvidenceView,
    pub(super) against: bool,
}

/// Words of one member, with what they tell.
#[derive(Serialize)]
pub(super) struct OwnQuoteView {
    pub(super) step: &'static str,
    pub(super) claim: String,
    pub(super) evidence: EvidenceView,
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

/// A persona.
#[derive(Serialize)]
pub(super) struct PersonaView {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) label: String,
    pub(super) size: usize,
    pub(super) emblem: String,
    pub(super) facts: Vec<FactView>,
    pub(super) quotes: Vec<QuoteView>,
    pub(super) story: Vec<SentenceView>,
    /// Left, middle and right.
    pub(super) columns: Vec<ColumnView>,
    /// Aspects without evidence.
    pub(super) gaps: Vec<String>,
    /// Aspects that were asked about and that no claim follows on.
    pub(super) unshared: Vec<String>,
    pub(super) rule: Option<RuleView>,
    pub(super) contradictions: Vec<ContradictionView>,
    pub(super) amounts: Vec<(String, String)>,
    /// The words of one member, and whose they are.
    pub(super) own_words: Vec<OwnQuoteView>,
    pub(super) own_words_of: String,
    pub(super) tag_line: Vec<SentenceView>,
    pub(super) vocabulary: Vec<(String, usize, usize)>,
    pub(super) links: Vec<String>,
    pub(super) next: Vec<NextView>,
    pub(super) solid: Vec<String>,
    pub(super) exemplars: Vec<String>,
    pub(super) coverage: Vec<(String, usize)>,
    /// Every claim, for the evidence.
    pub(super) claims: Vec<ClaimView>,
    pub(super) matrix: Option<ChartView>,
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

fn facts(speech: Speech, personas: &PersonaSet, persona: &Persona) -> Vec<FactView> {
    let everyone = personas.describes_everyone(persona);
    let fact = |value: String, small: String, label: String| FactView { value, small, label };
    let size = || persona.size.to_string();
    let mut facts = vec![match &persona.share {
        // A share of 100 % would say nothing.
        _ if everyone && personas.leaves_out(persona.kind) => {
            fact(size(), String::new(), speech.words.page.fact_everyone_known.to_owned())
        }
        _ if everyone => fact(size(), String::new(), speech.words.page.fact_everyone.to_owned()),
        Some(share) if share.uncertain => fact(
            format!("{}–{} %", percent(share.low), percent(share.high)),
            String::new(),
            (speech.words.page_of.fact_uncertain)(share.of.as_str()),
        ),
        Some(share) => fact(
            format!("{} %", percent(share.estimate)),
            format!("{}–{}", percent(share.low), percent(share.high)),
            (speech.words.page_of.fact_share)(share.of.as_str()),
        ),
        None => fact(size(), String::new(), speech.words.page.fact_no_share.to_owned()),
    }];
    let of_kind = |id: &str| {
        personas.study.sources.iter().any(|s| s.id == id && s.kind == SourceKind::Interviews)
    };
    let interviewed = persona
        .coverage
        .iter()
        .filter(|source| of_kind(source.source.as_str()))
        .map(|source| source.respondents);
    let of_group = (speech.words.page_of.of_group)(persona.size);
    // Sources overlap in people, so the largest is shown, not a sum.
    let interviewed = interviewed.max();
    // Guarded pages do not always say which source knows how many.
    if personas.study.privacy.is_internal() || interviewed.is_some() {
        facts.push(fact(
            interviewed.unwrap_or(0).to_string(),
            of_group,
            speech.words.page.fact_interviewed.to_owned(),
        ));
    }
    if let Some(joint) = persona.joint_match.filter(|joint| joint.of > 0) {
        let label = (speech.words.page_of.fact_joint)(joint.claims, joint.all_but_one);
        facts.push(fact(joint.with.to_string(), (speech.words.page_of.of_group)(joint.of), label));
    }
    if !everyone {
        facts.push(fact(
            format!("{:.2}", persona.stability),
            String::new(),
            speech.words.page.fact_stability.to_owned(),
        ));
    }
    facts
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
        matrix: Option<ChartView>,
    ) -> Self {
        let links = links(speech, personas, persona);
        let quotes = persona.quotes.iter().map(|Quote { claim, evidence, against }| QuoteView {
            claim: claim.to_string(),
            evidence: EvidenceView::new(speech, evidence),
            against: *against,
        });
        let mut quotes: Vec<QuoteView> = quotes.collect();
        // The one that reads best at the head: neither a scrap nor a speech.
        let words = |quote: &QuoteView| {
            quote.evidence.pieces.iter().map(|p| p.text.split_whitespace().count()).sum::<usize>()
        };
        quotes.sort_by_key(|quote| (quote.against, !(8..=30).contains(&words(quote))));
        Self {
            id: persona.id.to_string(),
            kind: speech.persona(persona.kind),
            label: persona.label.clone(),
            size: persona.size,
            emblem: emblem(persona.id.as_str()),
            facts: facts(speech, personas, persona),
            quotes,
            story: story(&persona.narrative),
            columns: columns(speech, persona, &links),
            gaps: persona.gaps.iter().map(|facet| speech.facet(*facet)).collect(),
            unshared: persona
                .unshared
                .iter()
                .map(|of| speech.words.unshared_facet(&speech.facet(of.facet), of))
                .collect(),
            rule: persona.segment_rule.as_ref().map(|of| rule(speech, of)),
            contradictions: persona
                .contradictions
                .iter()
                .map(|contradiction| ContradictionView {
                    id: contradiction.id.to_string(),
                    statement: contradiction.statement.clone(),
                    evidence: EvidenceView::all(speech, contradiction.evidence.iter()),
                })
                .collect(),
            amounts: persona
                .quantities
                .iter()
                .map(|amount| (amount.words.clone(), amount.claim.to_string()))
                .collect(),
            own_words: persona.own_words.as_ref().map_or_else(Vec::new, |own| {
                let view = |quote: &OwnQuote| OwnQuoteView {
                    step: (speech.words.telling.step)(quote.facet),
                    claim: quote.claim.to_string(),
                    evidence: EvidenceView::new(speech, &quote.evidence),
                };
                own.quotes.iter().map(view).collect()
            }),
            own_words_of: persona
                .own_words
                .as_ref()
                .map_or_else(String::new, |own| own.respondent.to_string()),
            tag_line: story(&persona.tag_line),
            vocabulary: persona
                .words
                .iter()
                .map(|word| (word.word.clone(), word.people, word.of))
                .collect(),
            links,
            next: next(personas).into_iter().filter(|next| persona.id == *next.persona).collect(),
            solid: solid(speech, persona),
            exemplars: persona
                .exemplars
                .iter()
                .map(|one| {
                    format!(
                        "{} ({})",
                        one.respondent,
                        (speech.words.page_of.of)(one.matches, one.of)
                    )
                })
                .collect(),
            coverage: persona
                .coverage
                .iter()
                .map(|source| (source.source.to_string(), source.respondents))
                .collect(),
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

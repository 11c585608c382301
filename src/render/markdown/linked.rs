//! Personas that meet in accounts, and how to recognise early whom not to serve, as Markdown.

use super::page::Page;
use crate::locale::Words;
use crate::personas::{Conflict, EarlySigns, Link, Persona, PersonaSet, Support};
use crate::render::places::escaped;

/// With whom a persona meets in accounts, and where what they need is opposed.
pub(super) fn linked_section(
    text: &mut String,
    words: &Words,
    personas: &PersonaSet,
    persona: &Persona,
) {
    let own = |link: &&Link| link.buyer == persona.id || link.user == persona.id;
    let links: Vec<&Link> = personas.links.iter().filter(own).collect();
    if links.is_empty() {
        return;
    }
    text.push_str(&format!("### {}\n\n", words.linked));
    for link in &links {
        let buys = link.buyer == persona.id;
        let (template, other, of) = if buys {
            (words.buys_for, &link.user, link.buyer_accounts)
        } else {
            (words.bought_for, &link.buyer, link.user_accounts)
        };
        let label = personas
            .personas
            .iter()
            .find(|persona| persona.id == *other)
            .map_or("", |other| &other.label);
        let (label, chance) = (escaped(label), format!("{:.0}", link.expected));
        let said = template(other.as_str(), &label, link.with, of, &chance);
        text.push_str(&format!("- {said}\n"));
    }
    for link in links.iter().filter(|link| !link.conflicts.is_empty()) {
        text.push_str(&format!("\n{} ({}, {}):\n\n", words.conflicts, link.buyer, link.user));
        link.conflicts
            .iter()
            .for_each(|conflict| text.push_str(&conflict_item(words, link, conflict)));
    }
    text.push('\n');
}

fn conflict_item(words: &Words, link: &Link, conflict: &Conflict) -> String {
    let Conflict { buyer: Support { with, asked, .. }, user, .. } = conflict;
    let topic = escaped(&conflict.label);
    let said = (words.conflict)(
        &topic,
        link.buyer.as_str(),
        *with,
        *asked,
        link.user.as_str(),
        user.with,
        user.asked,
    );
    format!("- {said}\n")
}

/// The signs of those not to be served.
pub(super) fn signs_section(page: &mut Page, signs: &EarlySigns) {
    let words = page.words;
    page.heading(2, words.early_signs);
    page.line(&(words.early_signs_intro)(signs.respondents, signs.others));
    signs.claims.iter().for_each(|claim| page.claim(claim));
    page.text.push('\n');
    if let Some(rule) = &signs.rule {
        page.segment((words.kind)(crate::manifest::PersonaKind::Negative), rule);
    }
}

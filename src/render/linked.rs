//! Personas that meet in accounts, and how to recognise early whom not to serve, as Markdown.

use std::fmt::Display;

use super::markdown::Page;
use super::places::escaped;
use crate::locale::{Words, fill};
use crate::personas::{Conflict, EarlySigns, Link, Persona, PersonaSet, Support};

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
        let values: [(&str, &dyn Display); 5] = [
            ("persona", other),
            ("label", &label),
            ("with", &link.with),
            ("of", &of),
            ("chance", &chance),
        ];
        text.push_str(&format!("- {}\n", fill(template, &values)));
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
    let values: [(&str, &dyn Display); 7] = [
        ("topic", &topic),
        ("one", &link.buyer),
        ("one_with", with),
        ("one_asked", asked),
        ("other", &link.user),
        ("other_with", &user.with),
        ("other_asked", &user.asked),
    ];
    format!("- {}\n", fill(words.conflict, &values))
}

/// The signs of those not to be served.
pub(super) fn signs_section(page: &mut Page, signs: &EarlySigns) {
    let words = page.words;
    page.heading(2, words.early_signs);
    let values: [(&str, &dyn Display); 2] =
        [("respondents", &signs.respondents), ("others", &signs.others)];
    page.line(&fill(words.early_signs_intro, &values));
    signs.claims.iter().for_each(|claim| page.claim(claim));
    page.text.push('\n');
    if let Some(rule) = &signs.rule {
        page.segment((words.kind)(crate::manifest::PersonaKind::Negative), rule);
    }
}

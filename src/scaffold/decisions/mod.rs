//! Doubts of consequence in a draft: what is taken, what else fits, and what that would make of the
//! data. At most one of a kind, none where one reading fits.

mod columns;
mod drafted;
mod joins;
mod outcomes;
mod people;
mod roles;

use super::facts::TableFacts;
use super::people::Joining;
use super::text::{comment, quote};
use crate::locale::ScaffoldWords;
use columns::OfPeople;
use drafted::DraftedDecision;

/// As many decisions as somebody will read.
const MOST: usize = 5;

/// The decisions of a draft, the weightiest first, as text; empty where nothing is in doubt.
pub(super) fn decisions(joining: &Joining<'_>, words: &ScaffoldWords) -> String {
    let mut text = String::new();
    let found = find(joining, words);
    if found.is_empty() {
        return text;
    }
    text.push('\n');
    comment(&mut text, words.decisions.head);
    for decision in found {
        text.push('\n');
        decision.write(&mut text, &answer(&decision, words));
    }
    text
}

fn find(joining: &Joining<'_>, words: &ScaffoldWords) -> Vec<DraftedDecision> {
    let of_people = |facts: &&TableFacts<'_>| joining.is_of_people(facts.number);
    let tables: Vec<OfPeople<'_>> = joining
        .facts()
        .iter()
        .filter(of_people)
        .map(|facts| (facts, joining.people(facts.number)))
        .collect();
    let people = joining.facts().iter().find_map(|facts| {
        let is_referred_to = joining.is_referred_to(facts);
        people::doubt(facts, joining.people(facts.number), is_referred_to, words)
    });
    let all = [
        people,
        roles::doubt(&tables, words),
        joins::doubt(joining, words),
        columns::weight(&tables, words),
        outcomes::doubt(joining, &tables, words),
        columns::personal(&tables, words),
        columns::missing(&tables, words),
        columns::scale(&tables, words),
    ];
    all.into_iter().flatten().take(MOST).collect()
}

/// How to answer, with the names that are not written behind `choice` already.
fn answer(decision: &DraftedDecision, words: &ScaffoldWords) -> String {
    let first = decision.first();
    let others: Vec<String> = decision
        .alternatives
        .iter()
        .filter(|other| Some(other.name.as_str()) != first)
        .map(|other| quote(&other.name))
        .collect();
    (words.decisions.answer)(&others.join(", "))
}

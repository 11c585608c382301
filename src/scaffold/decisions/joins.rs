//! Keys that may join two tables of people.

use super::super::facts::TableFacts;
use super::super::keys::{KeyColumn, KeyShape};
use super::super::people::Joining;
use super::super::text::quote;
use super::drafted::{DraftedAlternative, DraftedDecision, named};
use crate::locale::ScaffoldWords;
use crate::manifest::DecisionKind;

/// Share of ids in common from which two tables may be of the same people.
const LEAST_SHARE: f64 = 0.2;

/// The doubt about what joins tables of people, if there is one.
pub(super) fn doubt(joining: &Joining<'_>, words: &ScaffoldWords) -> Option<DraftedDecision> {
    let people = || joining.facts().iter().filter(|facts| joining.is_of_people(facts.number));
    let pairs = people().flat_map(|one| {
        people().filter(|other| other.number > one.number).map(move |other| (one, other))
    });
    let mut pairs = pairs.collect::<Vec<_>>().into_iter();
    pairs
        .find_map(|(one, other)| of_ids(joining, one, other, words))
        .or_else(|| people().find_map(|facts| of_addresses(joining, facts, words)))
}

/// Ids that two tables share, and that nothing joins.
fn of_ids(
    joining: &Joining<'_>,
    one: &TableFacts<'_>,
    other: &TableFacts<'_>,
    words: &ScaffoldWords,
) -> Option<DraftedDecision> {
    let (ours, theirs) = (one.key(one.own?)?, other.key(other.own?)?);
    let linked = |number: usize| joining.people(number).keys.iter().map(|(name, _)| *name);
    let is_linked = linked(one.number).any(|name| linked(other.number).any(|own| own == name));
    let counting = [ours, theirs].iter().any(|key| key.shape == KeyShape::Counting);
    if is_linked || counting || joining.namespace_of(one) == joining.namespace_of(other) {
        return None;
    }
    let shared = ours.values.iter().filter(|id| theirs.values.contains(*id)).count();
    let least = ours.values.len().min(theirs.values.len());
    #[allow(clippy::cast_precision_loss, reason = "fewer ids than 2^52")]
    let share = shared as f64 / least.max(1) as f64;
    if share < LEAST_SHARE {
        return None;
    }
    let label = &one.table.columns[ours.column].label;
    let texts = words.decisions;
    let people = || "ids = \"people\"".to_owned();
    Some(DraftedDecision {
        kind: DecisionKind::Key,
        question: (texts.key)(label, one.id, other.id),
        taken: (Some("apart".to_owned()), (texts.apart)(share)),
        columns: vec![
            named(one.id, label),
            named(other.id, &other.table.columns[theirs.column].label),
        ],
        alternatives: vec![
            DraftedAlternative::new("joined", (texts.joined)(shared))
                .set(one.id, people())
                .set(other.id, people()),
        ],
    })
}

/// Two columns of addresses of one table, either of which leads to people of other tables.
fn of_addresses(
    joining: &Joining<'_>,
    facts: &TableFacts<'_>,
    words: &ScaffoldWords,
) -> Option<DraftedDecision> {
    let (_, taken) = joining.people(facts.number).keys.first()?;
    let shared = |key: &KeyColumn| {
        let others = joining.facts().iter().filter(|other| other.number != facts.number);
        let keys = others.flat_map(|other| other.addresses());
        let alike = |other: &KeyColumn| {
            key.values.iter().filter(|address| other.values.contains(*address)).count()
        };
        keys.map(alike).max().unwrap_or_default()
    };
    let best = shared(facts.key(*taken)?);
    let others = facts.addresses().filter(|key| key.column != *taken);
    let (other, joined) =
        others.map(|key| (key, shared(key))).find(|(_, joined)| joined * 2 >= best && best > 0)?;
    let label = |column: usize| facts.table.columns[column].label.as_str();
    let texts = words.decisions;
    let name = label(other.column);
    Some(DraftedDecision {
        kind: DecisionKind::Key,
        question: (texts.address)(facts.id),
        taken: (Some(label(*taken).to_owned()), (texts.joined_by)(label(*taken), best)),
        columns: vec![named(facts.id, label(*taken)), named(facts.id, name)],
        alternatives: vec![
            DraftedAlternative::new(name, (texts.joined_by)(name, joined))
                .set(facts.id, format!("keys = {{ email = {} }}", quote(name))),
        ],
    })
}

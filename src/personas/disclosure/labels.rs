//! Labels of guarded personas: from the claims shown, or as people named them.

use std::collections::BTreeSet;

use super::guard::Guard;
use crate::personas::{Persona, PersonaSet};

/// Ids of the personas whose labels are not what drafting makes of their claims: people named them.
pub(super) fn ids_named_by_people(set: &PersonaSet) -> BTreeSet<&str> {
    let drafted = set.personas.iter().zip(set.drafted_labels());
    drafted
        .filter(|(persona, (label, _))| persona.label != *label)
        .map(|(persona, _)| persona.id.as_str())
        .collect()
}

/// The labels of those that are of the kind of a persona.
fn labels<'a>(
    others: impl Iterator<Item = (&'a Persona, &'a String)>,
    persona: &Persona,
) -> Vec<String> {
    others.filter(|(other, _)| other.kind == persona.kind).map(|(_, label)| label.clone()).collect()
}

impl Guard<'_> {
    /// Labels the personas that are shown as drafting would, had it made no claims but theirs; a
    /// name that people gave stays, masked.
    pub(super) fn label(&self, personas: &mut [Persona]) {
        for position in 0..personas.len() {
            let persona = &personas[position];
            let others =
                labels(personas[..position].iter().map(|other| (other, &other.label)), persona);
            let stated = self
                .set
                .personas
                .iter()
                .find(|own| own.id == persona.id && self.named.contains(own.id.as_str()));
            let (label, about) = match stated {
                Some(own) => (self.shown.words(&own.label), None),
                None => {
                    let teller = self.teller(persona.kind, self.set.describes_everyone(persona));
                    let (label, title) =
                        teller.persona_label(&persona.titles, &persona.claims, &others);
                    (label, title.and_then(|title| teller.about_label(title)))
                }
            };
            personas[position].label = label;
            personas[position].about_label = about.map(str::to_owned);
        }
    }
}

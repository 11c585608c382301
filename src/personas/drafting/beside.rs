//! The descriptions beside the personas: respondents in no group, and early signs of those an
//! outcome marks.

use super::context::Drafting;
use crate::clustering::Selection;
use crate::ids::PersonaId;
use crate::personas::claims::choose::SelectedClaim;
use crate::personas::portrait::early::{EarlySigns, beside_others, early_signs};
use crate::personas::portrait::exemplars::quotes;
use crate::personas::portrait::persona::Unassigned;
use crate::personas::propositions::tally::GroupedRespondents;

impl Drafting<'_> {
    /// Describes those who are in no group, as plainly as a group.
    #[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
    pub(super) fn unassigned(
        &mut self,
        selection: &Selection,
        groups: &GroupedRespondents,
        chosen: &[SelectedClaim],
    ) -> Unassigned {
        let id = PersonaId::numbered(selection.kind.letter(), 0).to_string();
        let people = groups.people.iter().zip(&groups.group_of);
        let people: Vec<u32> =
            people.filter(|(_, group)| group.is_none()).map(|(person, _)| *person).collect();
        // The counts of those in no group follow those of all groups.
        let (claims, _) = self.claims(&id, groups, groups.groups, chosen, &people);
        Unassigned {
            kind: selection.kind,
            size: people.len(),
            share: people.len() as f64 / selection.respondents.max(1) as f64,
            nothing_known: if people.is_empty() { 0 } else { selection.unknown.len() },
            quotes: quotes(&claims),
            narrative: self.teller(selection.kind, false).narrative(&claims),
            claims,
            id: id.into(),
        }
    }

    /// Early signs of the respondents whom an outcome marks as not to be served.
    pub(super) fn early_signs(&mut self) -> Option<EarlySigns> {
        let groups = beside_others(self.matrix)?;
        let chosen = early_signs(self.matrix, &groups);
        let marked =
            groups.people.iter().zip(&groups.group_of).filter(|(_, group)| **group == Some(0));
        let members: Vec<u32> = marked.map(|(person, _)| *person).collect();
        let (claims, propositions) = self.claims(EarlySigns::ID, &groups, 0, &chosen, &members);
        let rule = self.segment(&groups, 0, &claims, &propositions);
        let (respondents, others) = (members.len(), groups.people.len() - members.len());
        Some(EarlySigns { respondents, others, claims, rule })
    }
}

//! The people that a guarded set describes: personas of enough people, and those in no group where
//! they are enough.

use roaring::RoaringBitmap;

use super::sizes::is_safe;
use crate::ids::PersonaId;
use crate::locator::{count_of, position32};
use crate::manifest::PersonaKind;
use crate::personas::{Membership, RunResult};

/// The people of a persona, or those in no group.
pub(super) struct PersonaColumn {
    /// Id of the persona, or of those in no group.
    pub(super) id: PersonaId,
    pub(super) people: RoaringBitmap,
}

impl PersonaColumn {
    pub(super) fn size(&self) -> usize {
        count_of(self.people.len())
    }
}

/// The people of a kind.
pub(super) struct DescribedKind {
    pub(super) kind: PersonaKind,
    /// Those who are spoken of. Everyone else is left out of every figure: how many they are would
    /// be told by the difference.
    pub(super) columns: Vec<PersonaColumn>,
    /// Number of those described in no group who have no value that shapes groups.
    pub(super) nothing_known: usize,
    /// True where nobody in no group is left out.
    pub(super) all_unassigned: bool,
    /// True where nobody at all is left out.
    pub(super) everyone: bool,
}

impl DescribedKind {
    pub(super) fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    pub(super) fn size(&self) -> usize {
        self.columns.iter().map(PersonaColumn::size).sum()
    }
}

/// The people of each kind, by the memberships of a set.
pub(super) fn described_kinds(result: &RunResult, least: usize) -> Vec<DescribedKind> {
    result
        .personas
        .selections
        .iter()
        .map(|selection| of_kind(result, selection.kind, least))
        .collect()
}

fn of_kind(result: &RunResult, kind: PersonaKind, least: usize) -> DescribedKind {
    let set = &result.personas;
    let those = |wanted: &dyn Fn(&Membership) -> bool| -> RoaringBitmap {
        let own = result
            .memberships()
            .iter()
            .enumerate()
            .filter(|(_, one)| one.kind == kind && wanted(one));
        own.map(|(position, _)| position32(position)).collect()
    };
    let personas = set.personas.iter().filter(|persona| persona.kind == kind);
    let column = |id: &str| PersonaColumn {
        id: id.into(),
        people: those(&|one| one.persona.as_ref().map(PersonaId::as_str) == Some(id)),
    };
    let mut columns: Vec<PersonaColumn> =
        personas.map(|persona| column(persona.id.as_str())).collect();
    // A small persona is left out whole, totals too: shown totals would give it by difference.
    columns.retain(|column| column.size() >= least);
    // The two reasons for having no group are told apart in the result, so each must be safe.
    let unknown = those(&|one| one.persona.is_none() && one.probability <= 0.0);
    let fit_none = those(&|one| one.persona.is_none() && one.probability > 0.0);
    let [unknown, fit_none] =
        [unknown, fit_none].map(|people| (is_safe(count_of(people.len()), least), people));
    let all_unassigned = unknown.0 && fit_none.0;
    let kept =
        |(safe, people): (bool, RoaringBitmap)| if safe { people } else { RoaringBitmap::new() };
    let (unknown, fit_none) = (kept(unknown), kept(fit_none));
    let nothing_known = count_of(unknown.len());
    let people = unknown | fit_none;
    if let Some(none) =
        set.unassigned.iter().find(|none| none.kind == kind).filter(|_| !people.is_empty())
    {
        columns.push(PersonaColumn { id: none.id.clone(), people });
    }
    let all = count_of(those(&|_| true).len());
    let mut of_kind =
        DescribedKind { kind, columns, nothing_known, all_unassigned, everyone: false };
    of_kind.everyone = of_kind.size() == all;
    of_kind
}

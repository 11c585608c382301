//! Accounts of personas, and in which of them personas meet.

use roaring::RoaringBitmap;

use super::Guard;
use super::cells::is_safe;
use super::parts::Parts;
use super::people::{Column, OfKind};
use crate::personas::links::uses;
use crate::personas::{Link, Persona};
use crate::study::PersonaKind;

impl Guard<'_> {
    /// How many accounts members are of, where those that are of none, or share one, are none or enough.
    pub(super) fn accounts(&self, persona: &Persona, of: &Column) -> Option<usize> {
        let safe = |accounts: &usize| {
            is_safe(*accounts, self.least) && is_safe(of.size().saturating_sub(*accounts), self.least)
        };
        persona.accounts.filter(safe)
    }

    /// Accounts that personas share, without their names, where enough of them lie on every side of all that is told.
    pub(super) fn links(&self, kinds: &[OfKind]) -> Vec<Link> {
        let (buyers, users) = (self.accounts_of_kinds(PersonaKind::buys), self.accounts_of_kinds(uses));
        let mut parts = Parts::new(self.least, [&buyers | &users]);
        let accounts = |id: &str| {
            let column = kinds.iter().find_map(|kind| Some(&kind.columns[kind.column(id)?]))?;
            Some(self.accounts_of(column.people.iter()))
        };
        let shown = |link: &&Link| {
            let sides = accounts(&link.buyer).zip(accounts(&link.user));
            sides.is_some_and(|(buyer, user)| parts.admit([&buyer, &user, &buyers, &users]))
        };
        let links = self.set.links.iter().filter(shown);
        links.map(|link| Link { accounts: Vec::new(), conflicts: Vec::new(), ..link.clone() }).collect()
    }

    fn accounts_of_kinds(&self, wanted: fn(PersonaKind) -> bool) -> RoaringBitmap {
        let inside = self.set.memberships.iter().zip(0..).filter(|(one, _)| one.persona.is_some() && wanted(one.kind));
        self.accounts_of(inside.map(|(_, person)| person))
    }

    fn accounts_of(&self, people: impl Iterator<Item = u32>) -> RoaringBitmap {
        people.filter_map(|person| self.study.people.account_of[person as usize]).collect()
    }
}

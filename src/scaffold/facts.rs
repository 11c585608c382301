//! What is known of each table of a folder before it is said whose its rows are.

use std::collections::BTreeSet;

use super::answers::is_of_answers;
use super::columns::share;
use super::content::{Content, Found};
use super::headers::{ACCOUNTS, columns_named};
use super::keys::{KeyColumn, KeyShape, MOST_OF_IDS, Reference, references};
use super::names::{names_key, stem};
use crate::sources::{Item, Named, Scale, SourceKind, Table, is_personal, named, named_by_header};

/// A table with the keys in it.
pub(super) struct TableFacts<'a> {
    /// Its place among the files.
    pub(super) number: usize,
    /// Id of the source.
    pub(super) id: &'a str,
    pub(super) table: &'a Table,
    pub(super) items: &'a [Item],
    pub(super) kind: SourceKind,
    pub(super) keys: Vec<KeyColumn>,
    /// The column of the ids of its rows.
    pub(super) own: Option<usize>,
}

impl<'a> TableFacts<'a> {
    /// The tables of a folder, with the keys that join most of them.
    pub(super) fn all(found: &'a [Found]) -> Vec<Self> {
        let mut all: Vec<Self> = found
            .iter()
            .enumerate()
            .filter_map(|(number, found)| match &found.content {
                Content::Rows { table, items, format, .. } => {
                    let keys = KeyColumn::all(table);
                    let own = own_key(&keys);
                    let (id, kind) = (found.id.as_str(), format.kind());
                    Some(Self { number, id, table, items, kind, keys, own })
                }
                _ => None,
            })
            .collect();
        spread_staff(&mut all);
        let joined: Vec<Option<usize>> =
            (0..all.len()).map(|of| joining_key(&all, of).or(all[of].own)).collect();
        all.iter_mut().zip(joined).for_each(|(facts, own)| facts.own = own);
        all
    }

    /// The key in a column.
    pub(super) fn key(&self, column: usize) -> Option<&KeyColumn> {
        self.keys.iter().find(|key| key.column == column)
    }

    /// The column by which the people of a customer database belong to accounts.
    pub(super) fn account(&self) -> Option<usize> {
        let named = columns_named(self.table, &ACCOUNTS).into_iter().next();
        named.filter(|_| self.kind == SourceKind::Crm)
    }

    /// The e-mail addresses of people.
    pub(super) fn addresses(&self) -> impl Iterator<Item = &KeyColumn> {
        let of_people = |key: &&KeyColumn| {
            key.shape == KeyShape::Address
                && !matches!(key.named, Some(Named::Staff | Named::Organisation))
        };
        self.keys.iter().filter(of_people)
    }

    /// What its rows are by the header of their ids, or else by the name of the file.
    pub(super) fn named(&self) -> Option<Named> {
        let own = self.own.and_then(|own| self.key(own)?.named);
        own.or_else(|| named(self.id))
    }

    /// True if something in it says that its rows are people: ids, an address of each, names.
    pub(super) fn is_of_people(&self) -> bool {
        let personal =
            |name: &str| is_personal(name) && named_by_header(name) != Some(Named::Staff);
        match self.named() {
            Some(Named::Person) => true,
            Some(_) => false,
            None => {
                self.addresses().any(KeyColumn::tells_apart)
                    || self.table.columns.iter().any(|column| personal(&column.name))
            }
        }
    }

    /// True if its ids are those of what happened.
    pub(super) fn has_ids_of_events(&self) -> bool {
        self.own.and_then(|own| self.key(own)?.named) == Some(Named::Event)
    }

    /// True if its rows may be what happened, by the name of its ids or its own, and nothing in it
    /// is of people or asks them.
    pub(super) fn may_be_of_events(&self) -> bool {
        self.named() == Some(Named::Event)
            && !self.is_of_people()
            && !is_of_answers(self.table, self.items)
            && !self.items.iter().any(|item| item.scale == Scale::OpenText)
    }

    /// The column of those of whom some answered the questions of the table again: in a later wave,
    /// or by sending a form twice.
    pub(super) fn answered_again(&self) -> Option<&KeyColumn> {
        /// Whoever notes something every day has more rows.
        const MOST: usize = 4;
        let of_people = |key: &KeyColumn| match key.named {
            Some(named) => named == Named::Person,
            None => key.shape == KeyShape::Address || names_key(&key.header),
        };
        let again = |key: &&KeyColumn| {
            let repeats = if self.own.is_some() { key.repeats() } else { key.is_shared() };
            of_people(key)
                && Some(key.column) != self.own
                && repeats
                && key.is_full()
                && key.filled() <= MOST * key.values.len()
        };
        let found = self.keys.iter().find(again)?;
        is_of_answers(self.table, self.items).then_some(found)
    }

    /// The references to every other table.
    pub(super) fn references(&self, all: &[Self]) -> Vec<Reference> {
        let others = all.iter().enumerate().filter(|(_, other)| other.number != self.number);
        others
            .flat_map(|(at, other)| references(&self.keys, self.own, (at, &other.keys, other.id)))
            .collect()
    }
}

/// True if a key can be the id of rows.
fn is_id(key: &KeyColumn) -> bool {
    let first = key.column == 0 || !key.header.contains(char::is_alphabetic);
    matches!(key.shape, KeyShape::Code | KeyShape::Counting)
        && key.tells_apart()
        && (names_key(&key.header) || (first && key.is_unique()))
}

/// The column that tells the rows apart. Ids of a network address or a session come last, since two
/// people may share them; then those that repeat a little and do not say that they are people's.
fn own_key(keys: &[KeyColumn]) -> Option<usize> {
    let rank = |key: &&KeyColumn| {
        let network = key.named == Some(Named::Network);
        let of_people = key.named == Some(Named::Person) && !key.is_hashed();
        let doubtful = !key.is_unique() && !of_people;
        (network, doubtful, key.column)
    };
    keys.iter().filter(|key| is_id(key)).min_by_key(rank).map(|key| key.column)
}

/// The column of ids of rows that another table has too, where that of [`own_key`] is in none.
fn joining_key(all: &[TableFacts<'_>], of: usize) -> Option<usize> {
    let facts = &all[of];
    let own = facts.own?;
    let others = || all.iter().enumerate().filter(|(at, _)| *at != of).map(|(_, other)| other);
    let joins = |key: &KeyColumn| {
        let shared = |other: &KeyColumn| {
            let name = stem(&key.header);
            let names = !name.is_empty() && name == stem(&other.header);
            // Of the two, either may hold more than the other.
            let ours = key.overlap(other, names).unwrap_or(0.0);
            ours.max(other.overlap(key, names).unwrap_or(0.0)) >= MOST_OF_IDS
        };
        others().flat_map(|other| &other.keys).any(shared)
    };
    if facts.key(own).is_some_and(joins) {
        return Some(own);
    }
    let may = |key: &&KeyColumn| {
        is_id(key) && names_key(&key.header) && matches!(key.named, Some(Named::Person) | None)
    };
    facts.keys.iter().filter(may).find(|key| joins(key)).map(|key| key.column)
}

/// Addresses that are those of staff in one table are so in the others.
fn spread_staff(all: &mut [TableFacts<'_>]) {
    let is_staff =
        |key: &&KeyColumn| key.shape == KeyShape::Address && key.named == Some(Named::Staff);
    let known: BTreeSet<String> = all
        .iter()
        .flat_map(|facts| facts.keys.iter().filter(is_staff))
        .flat_map(|key| key.values.iter().cloned())
        .collect();
    for key in all.iter_mut().flat_map(|facts| &mut facts.keys) {
        let of_staff = share(&key.values, &known) >= 0.5;
        if key.shape == KeyShape::Address && of_staff && key.named.is_none() {
            key.named = Some(Named::Staff);
        }
    }
}

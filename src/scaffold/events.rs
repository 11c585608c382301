//! Rows that become one for each person or account: what they did or bought.

use std::collections::BTreeSet;

use super::facts::TableFacts;
use super::headers::{ACCOUNTS, PERSONS, is_deal};
use super::keys::{KeyColumn, KeyShape};
use super::names::names_key;
use super::records::{Folder, RecordKind, Several};
use super::rules::{date, rules};
use crate::locale::Owner;
use crate::sources::Named;

impl Folder<'_> {
    /// Rows that repeat their key: deals, activities, and tables of one event a row.
    pub(super) fn several(&self, at: usize, others: &[usize]) -> Option<RecordKind> {
        let facts = &self.all[at];
        let own = |facts: &TableFacts<'_>| facts.own;
        let owner = self.owner(at).filter(|owner| others.contains(&owner.to));
        let owner_ids = owner.filter(|owner| self.all[owner.to].own == Some(owner.to_column));
        let by_person = self
            .best(at, &PERSONS, others, own)
            .map(|joint| (joint.column, joint.of))
            .or(owner_ids.map(|owner| (owner.column, owner.to)));
        let is_address =
            |column: usize| facts.key(column).is_some_and(|key| key.shape == KeyShape::Address);
        let by_address = owner.filter(|owner| is_address(owner.column));
        let by_account = || self.best(at, &ACCOUNTS, others, |facts| facts.account());
        let (key, of, by_account) = if let Some((key, of)) = by_person {
            (key, Some(of), false)
        } else if let Some(owner) = by_address {
            (owner.column, Some(owner.to), false)
        } else if let Some(joint) = by_account() {
            (joint.column, Some(joint.of), true)
        } else if is_deal(facts.table) {
            return None;
        } else {
            (self.repeating(at)?.column, None, false)
        };
        let by_address = !by_account && is_address(key);
        // Whoever has an address may have an id as well, which tells less.
        let key = match of {
            None if by_address => self.id_beside(at, key).unwrap_or(key),
            _ => key,
        };
        let date = date(facts);
        let (rules, more_rules) = rules(facts, key, date, is_deal(facts.table), self.words);
        let owner = if by_account { Owner::Account } else { Owner::Respondent };
        let mut note = (self.words.several_rows)(owner, of.map(|of| self.all[of].id));
        if of.is_none() && is_address(key) {
            note = (self.words.decisions.personal_ids)(&facts.table.columns[key].label);
        }
        let of = of.map(|of| self.all[of].number);
        let (by_address, through) = (by_address && is_address(key), None);
        Some(RecordKind::Several(Several {
            key,
            by_account,
            by_address,
            of,
            through,
            date,
            rules,
            more_rules,
            note,
        }))
    }

    /// A column of ids that names the same people as a column of addresses, row by row.
    fn id_beside(&self, at: usize, address: usize) -> Option<usize> {
        let facts = &self.all[at];
        let of = facts.key(address)?;
        let is_id = |key: &&KeyColumn| {
            key.shape != KeyShape::Address
                && Some(key.column) != facts.own
                && matches!(key.named, Some(Named::Person) | None)
                && names_key(&key.header)
                && key.values.len() == of.values.len()
        };
        let is_same = |key: &&KeyColumn| {
            let columns = [key.column, address].map(|column| &facts.table.columns[column]);
            let pairs: BTreeSet<[String; 2]> = (0..facts.table.rows())
                .map(|row| columns.map(|column| column.text(row).trim().to_lowercase()))
                .filter(|pair| pair.iter().all(|text| !text.is_empty()))
                .collect();
            pairs.len() == of.values.len()
        };
        facts.keys.iter().filter(is_id).find(is_same).map(|key| key.column)
    }

    /// Rows of rows that belong to people, where nothing leads from them to people directly.
    pub(super) fn led(&self, at: usize, kinds: &[Option<RecordKind>]) -> Option<RecordKind> {
        let Some(RecordKind::Nobodys(_)) = &kinds[at] else { return None };
        let owner = self.owner(at)?;
        let Some(RecordKind::Several(through)) = &kinds[owner.to] else { return None };
        let facts = &self.all[at];
        let date = date(facts);
        let (rules, more_rules) = rules(facts, owner.column, date, false, self.words);
        let column = facts.table.columns[owner.column].label.as_str();
        Some(RecordKind::Several(Several {
            key: owner.column,
            through: Some((
                self.all[owner.to].id.to_owned(),
                self.all[owner.to].table.columns[owner.to_column].label.clone(),
            )),
            // Of orders without a table of customers the ids are those of the orders.
            of: through.of,
            date,
            rules,
            more_rules,
            note: (self.words.led_through)(column, self.all[owner.to].id),
            by_account: through.by_account,
            by_address: through.by_address,
        }))
    }
}

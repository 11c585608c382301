//! Which rows are whose.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use roaring::RoaringBitmap;

use super::super::identity::natural;
use crate::locator::position32;
use crate::sources::{Column, Table, fold};

/// The rows of each respondent or account, groups in the natural order of their names.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct RowGroups {
    pub(super) names: Vec<String>,
    ends: Vec<u32>,
    /// The rows of all groups, one group after the other, each's ascending.
    pub(super) rows: Vec<u32>,
}

impl RowGroups {
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// Positions of a group's rows, ascending.
    pub(super) fn rows(&self, group: usize) -> &[u32] {
        let start = if group == 0 { 0 } else { self.ends[group - 1] };
        &self.rows[start as usize..self.ends[group] as usize]
    }

    /// Groups rows by a column whose cells name one group, or several parted by `;`; rows without
    /// any are none's.
    pub(super) fn by_column(table: &Table, column: &Column, key: impl Fn(&str) -> String) -> Self {
        let mut known: IndexMap<String, String, foldhash::fast::FixedState> = IndexMap::default();
        let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(table.rows());
        for row in (0..table.rows()).filter(|row| !table.is_set_aside(*row)) {
            let text = column.text(row);
            for name in text.split(';').map(str::trim).filter(|name| !name.is_empty()) {
                let entry = known.entry(key(name));
                pairs.push((position32(entry.index()), position32(row)));
                let spelling = entry.or_insert_with(|| name.to_owned());
                // The least spelling, so that the order of rows decides nothing.
                if name < spelling.as_str() {
                    name.clone_into(spelling);
                }
            }
        }
        let mut order: Vec<usize> = (0..known.len()).collect();
        order.sort_unstable_by(|a, b| natural(&known[*a], &known[*b]));
        let mut position = vec![0; order.len()];
        (0_u32..).zip(&order).for_each(|(new, old)| position[*old] = new);
        pairs.iter_mut().for_each(|(group, _)| *group = position[*group as usize]);
        pairs.sort_unstable();
        pairs.dedup();
        let mut groups = Self {
            names: order.iter().map(|old| known[*old].clone()).collect(),
            ..Self::default()
        };
        groups.ends = vec![0; groups.len()];
        pairs.iter().for_each(|(group, _)| groups.ends[*group as usize] += 1);
        (1..groups.len()).for_each(|group| groups.ends[group] += groups.ends[group - 1]);
        groups.rows = pairs.into_iter().map(|(_, row)| row).collect();
        groups
    }

    /// The group of this name.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.names.binary_search_by(|known| natural(known, name)).ok()
    }
}

/// Of the rows of each value of a column the first that says something in another; rows without a
/// value all stay.
pub(super) fn once_per(
    column: &Column,
    of: Option<&Column>,
    rows: &RoaringBitmap,
) -> RoaringBitmap {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut stays = |row: &u32| {
        let value = fold(&column.text(*row as usize));
        let says = of.is_none_or(|of| !of.text(*row as usize).trim().is_empty());
        value.is_empty() || (says && known.insert(value))
    };
    rows.iter().filter(|row| stays(row)).collect()
}

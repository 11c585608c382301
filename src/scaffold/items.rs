//! Tables with a row for each item of an order, whose rows repeat the order or leave it blank.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::TableFacts;
use super::keys::{KeyColumn, KeyShape};
use crate::sources::{Named, Table};

/// The column that names orders, of which several rows are items: it tells more apart than the
/// people do, each is one person's, and several rows share one.
pub(super) fn order_of(facts: &TableFacts<'_>, key: usize) -> Option<usize> {
    let people = facts.key(key)?;
    let rows = facts.table.kept_rows();
    let is_order = |candidate: &&KeyColumn| {
        let orders = candidate.values.len();
        candidate.column != key
            && matches!(candidate.named, Some(Named::Event) | None)
            && !matches!(candidate.shape, KeyShape::Address | KeyShape::Host)
            && candidate.filled() * 20 >= rows * 19
            && orders > people.values.len()
            // A few repeated ids are mistakes.
            && orders * 20 < rows * 19
            && is_of_one(facts.table, candidate.column, key)
    };
    let mut orders: Vec<&KeyColumn> = facts.keys.iter().filter(is_order).collect();
    orders.sort_by_key(|order| (order.named != Some(Named::Event), order.column));
    orders.first().map(|order| order.column)
}

/// True if all rows of each value of a column say the same in another, or nothing.
fn is_of_one(table: &Table, by: usize, of: usize) -> bool {
    said(table, by, of).values().all(|said| said.texts.len() <= 1)
}

/// True if a column says something of orders: the same on each of their rows, on several rows.
pub(super) fn is_of_order(table: &Table, order: usize, column: usize) -> bool {
    /// Fewest orders of several rows that show it.
    const LEAST: usize = 3;
    let said = said(table, order, column);
    let repeated = || said.values().filter(|said| said.rows > 1);
    let different: BTreeSet<&String> = said.values().flat_map(|said| &said.texts).collect();
    let same = repeated().filter(|said| said.texts.len() == 1).count();
    // 95 %: a price may happen to be alike, and an order may have been corrected.
    different.len() > 1 && repeated().count() >= LEAST && same * 20 >= repeated().count() * 19
}

/// What the rows of a value say.
#[derive(Default)]
struct Said {
    texts: BTreeSet<String>,
    /// Rows that say something.
    rows: usize,
}

fn said(table: &Table, by: usize, of: usize) -> BTreeMap<String, Said> {
    let mut all: BTreeMap<String, Said> = BTreeMap::new();
    for row in (0..table.rows()).filter(|row| !table.is_set_aside(*row)) {
        let value = table.columns[by].text(row).trim().to_lowercase();
        let text = table.columns[of].text(row).trim().to_owned();
        if !value.is_empty() && !text.is_empty() {
            let said = all.entry(value).or_default();
            said.texts.insert(text);
            said.rows += 1;
        }
    }
    all
}

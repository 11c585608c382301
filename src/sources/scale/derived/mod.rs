//! Columns that follow from others: copies, recodes, bands of a number, sums, means, products and
//! parts of a date. They repeat what the others say, and would count it twice.
//!
//! They are found by their values: a column follows from another if each value of the other has one
//! value of it, on so many rows that chance would not do that. A column whose header asks a
//! question was answered, whatever it repeats.

mod bands;
mod calendar;
mod found;
mod mapping;
mod sums;
mod variable;

use std::collections::BTreeSet;

use super::super::derivation::Derivation;
use super::super::table::Table;
use super::item::Item;
use super::kind::Scale;
pub(super) use found::DerivedColumn;
use found::Found;
use variable::Variables;
pub(crate) use variable::asks;

/// The items that follow from others. Columns in `stated` are what the manifest says.
pub(super) fn derived_columns(
    table: &Table,
    items: &[Item],
    stated: &BTreeSet<usize>,
) -> Vec<DerivedColumn> {
    let mut found = Found { gone: BTreeSet::new(), derived: Vec::new() };
    formulas(table, items, stated, &mut found);
    let variables = Variables::read(table, items, stated);
    if variables.rows < variable::LEAST_ROWS {
        return found.derived;
    }
    // Copies before all else: what follows from a column follows from its copies as well.
    mapping::copies(&variables, &mut found);
    calendar::parts(&variables, table, items, &mut found);
    bands::bands(&variables, &mut found);
    mapping::recodes(&variables, &mut found);
    sums::sums(&variables, &mut found);
    found.derived.sort_by_key(|derived| derived.item);
    found.derived
}

/// Finds the columns whose header is a formula, as survey tools name those that they compute.
fn formulas(table: &Table, items: &[Item], stated: &BTreeSet<usize>, found: &mut Found) {
    let has_formula = |item: &Item| {
        let column = &table.columns[item.columns[0]];
        let varies = !matches!(item.scale, Scale::Constant | Scale::Empty);
        varies && !stated.contains(&column.index) && is_formula(&column.name)
    };
    for (at, item) in items.iter().enumerate().filter(|(_, item)| has_formula(item)) {
        found.gone.insert(item.columns[0]);
        found.derived.push(DerivedColumn { item: at, from: Vec::new(), how: Derivation::Formula });
    }
}

/// True for a header such as `{if(age > 65, 1, 0)}`; `{page.order}` only names what a tool noted.
fn is_formula(header: &str) -> bool {
    let inner = header.trim().strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let works_out =
        |c: char| matches!(c, '(' | '=' | '<' | '>' | '+' | '*' | '/' | '|' | '&' | ',');
    inner.is_some_and(|inner| inner.contains(works_out))
}

#[cfg(test)]
mod tests;

//! Columns of people's names and dates of birth, known by their values, whatever their header says.
//!
//! Names are words in capital letters, nearly as many as rows. What tells them from towns, firms
//! and titles is a relation: they are in the addresses of mail beside them, they stand as given
//! name and surname beside each other, or many are given names that are frequent in some language.

mod births;
mod given;
mod personal_column;
mod shape;

use std::collections::BTreeSet;

use super::super::personal_kind::PersonalKind;
use super::super::table::Table;
use super::derived::asks;
use super::item::Item;
use super::kind::Scale;
use super::personal::is_address_of_mail;
pub(super) use personal_column::PersonalColumn;
use shape::NameColumn;

/// The items whose values are names of people or dates of birth. Columns in `stated` are what the
/// manifest says.
pub(super) fn personal_columns(
    table: &Table,
    items: &[Item],
    stated: &BTreeSet<usize>,
) -> Vec<PersonalColumn> {
    let open = |item: &&(usize, &Item)| {
        let (_, item) = item;
        item.columns.len() == 1 && !stated.contains(&item.columns[0])
    };
    let single: Vec<(usize, &Item)> = items.iter().enumerate().collect();
    let single: Vec<(usize, &Item)> = single.iter().filter(open).copied().collect();
    let mut found = names(table, items, &single);
    let dates = single.iter().filter(|(_, item)| item.scale == Scale::Date);
    let dates: Vec<(usize, usize)> = dates.map(|(at, item)| (*at, item.columns[0])).collect();
    found.extend(births::of_birth(table, &dates));
    found.sort_by_key(|column| column.item);
    found
}

fn names(table: &Table, items: &[Item], single: &[(usize, &Item)]) -> Vec<PersonalColumn> {
    let words = single.iter().filter(|(_, item)| {
        matches!(item.scale, Scale::OpenText | Scale::Nominal | Scale::Multiple)
    });
    let columns: Vec<(usize, NameColumn)> = words
        .filter_map(|(at, item)| Some((*at, NameColumn::read(&table.columns[item.columns[0]])?)))
        .collect();
    if columns.is_empty() {
        return Vec::new();
    }
    let mails = mails(table);
    let mut found = Vec::new();
    for (place, (item, column)) in columns.iter().enumerate() {
        // A given name stands beside a surname, in either order.
        let beside = place.checked_sub(1).into_iter().chain([place + 1]);
        let mut beside = beside.filter_map(|other| columns.get(other)).map(|(_, other)| other);
        let paired = beside.clone().any(|other| column.is_beside(other));
        let asks = asks(&table.columns[items[*item].columns[0]]);
        let in_mails = column.is_in(table, &mails);
        // "Which singer do you like best?" is answered with full names of others; "What may we call
        // you?" with given names alone, which repeat too.
        if asks && column.is_closed() && !in_mails && !column.is_of_given_names_alone() {
            continue;
        }
        let given = column.has_given_names() || beside.any(|other| column.is_beside_given(other));
        let sure = in_mails || (given && !asks);
        if sure || given || paired || column.is_of_full_names() {
            let kind = PersonalKind::Names;
            found.push(PersonalColumn { item: *item, kind, in_doubt: !sure });
        }
    }
    found
}

/// The columns that mostly hold addresses of mail.
fn mails(table: &Table) -> Vec<usize> {
    let holds = |column: &usize| {
        let known =
            table.columns[*column].map(|text| (!text.trim().is_empty(), is_address_of_mail(text)));
        let filled = known.iter().filter(|(filled, _)| *filled).count();
        let mails = known.iter().filter(|(_, mail)| *mail).count();
        mails >= 3 && mails * 10 >= filled * 9
    };
    // A column of another kind shows it in its first filled cells.
    let begins = |column: &usize| {
        let column = &table.columns[*column];
        let mut first = (0..column.len()).map(|row| column.text(row));
        first.find(|text| !text.trim().is_empty()).is_some_and(|text| text.contains('@'))
    };
    (0..table.columns.len()).filter(begins).filter(holds).collect()
}

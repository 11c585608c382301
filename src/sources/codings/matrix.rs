//! Tables of people and codes: a cell says whether the code was raised.

use std::collections::BTreeSet;

use super::super::segment_columns::SegmentColumns;
use super::coding_table::CodingTable;
use super::facts::{Facts, TableFacts};
use super::flags::{flag_names, is_flag};
use super::headers::{Said, said};
use super::separators::{are_paths, of_paths};

/// A table with a row for each person and a column for each code.
pub(super) fn matrix(facts: &TableFacts<'_>) -> Option<CodingTable> {
    let (flags, others): (Vec<&Facts<'_>>, Vec<&Facts<'_>>) = facts
        .columns
        .iter()
        .filter(|column| column.filled > 0)
        .partition(|column| is_count(column));
    let [person] = others[..] else { return None };
    let named = matches!(said(&person.column.name), Some(Said::Person | Said::Document));
    let headers: Vec<&str> = flags.iter().map(|column| column.column.name.as_str()).collect();
    let names = flag_names(&headers);
    let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let paths = are_paths(&names);
    let single = person.different() == facts.rows.len() && person.filled == facts.rows.len();
    // Two answers to questions are not codes; the names of codes are no questions.
    let plain = named && flags.len() >= 3 && names.iter().all(|name| is_plain(name));
    if !single || flags.len() < 2 || !(named || person.is_numbered()) || !(paths || plain) {
        return None;
    }
    let columns = SegmentColumns {
        document: Some(person.column.label.clone()),
        applied: flags.iter().map(|column| column.column.label.clone()).collect(),
        path_separator: of_paths(&names).map(str::to_owned),
        ..SegmentColumns::default()
    };
    Some(CodingTable {
        columns,
        person: Some(person.column.index),
        people: person.different(),
        interviewers: BTreeSet::new(),
        matrix: true,
        paths,
    })
}

/// True for marks, and for whole numbers that say how often a code was applied.
fn is_count(facts: &Facts<'_>) -> bool {
    is_flag(facts) || (facts.is_whole() && facts.different() * 2 <= facts.filled)
}

/// True for a name in words: no question, and no name of a program's field.
fn is_plain(name: &str) -> bool {
    !name.contains(['?', '_', '[']) && name.contains(' ') && name.chars().any(char::is_lowercase)
}

//! Tables of people and codes: a cell says whether the code was raised.

use std::collections::BTreeSet;

use super::super::segment_columns::SegmentColumns;
use super::super::talk::is_numbered_participant;
use super::super::transcript_folder::EXTENSIONS;
use super::coding_table::CodingTable;
use super::facts::{Facts, TableFacts};
use super::flags::{flag_names, is_flag};
use super::headers::{Said, said};
use super::separators::{are_paths, of_paths};

/// A table with a row for each person and a column for each code.
pub(super) fn matrix(facts: &TableFacts<'_>) -> Option<CodingTable> {
    let (flags, others): (Vec<&Facts<'_>>, Vec<&Facts<'_>>) = counts_and_others(facts);
    let [person] = others[..] else { return None };
    let somebody = person.values.keys().filter(|text| names_somebody(text)).count();
    let named = matches!(said(&person.column.name), Some(Said::Person | Said::Document))
        || somebody == person.different();
    let headers: Vec<&str> = flags.iter().map(|column| column.column.name.as_str()).collect();
    let names = flag_names(&headers);
    let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let paths = are_paths(&names);
    let single = person.different() == facts.rows.len() && person.filled == facts.rows.len();
    // Two answers to questions are not codes; the names of codes are no questions.
    let plain = named && flags.len() >= 3 && names.iter().all(|name| is_plain(name));
    if !single
        || flags.len() < 2
        || holds_codes(person, &flags)
        || !(named || person.is_numbered())
        || !(paths || plain)
    {
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

/// True for a table with a row for each code and a column for each person or document: its rows are
/// nobody's.
pub(super) fn has_codes_in_rows(facts: &TableFacts<'_>) -> bool {
    let (counts, others) = counts_and_others(facts);
    let rows = facts.rows.len();
    let is_single = |column: &&&Facts<'_>| column.different() == rows && column.filled == rows;
    let Some(codes) = others.iter().rev().find(is_single) else { return false };
    let categories = others.iter().filter(|column| column.column.index != codes.column.index);
    let mut categories = categories.copied();
    categories.all(|column| column.different() < rows && !column.is_wordless())
        && counts.len() >= 2
        && holds_codes(codes, &counts)
}

/// True if a text is the name of a file, or numbers one of several people.
fn names_somebody(text: &str) -> bool {
    let words = text.split(|c: char| c.is_whitespace() || c == ',');
    let endings = words.filter_map(|word| word.rsplit_once('.').map(|(_, ending)| ending));
    let mut endings = endings.map(str::to_lowercase);
    is_numbered_participant(text)
        || endings.any(|ending| EXTENSIONS.contains(&ending.as_str()) || ending == "pdf")
}

/// True if a column holds the codes of rows: its header says so, or those of the others name
/// documents or people and it does not.
fn holds_codes(column: &Facts<'_>, counts: &[&Facts<'_>]) -> bool {
    let header = said(&column.column.name);
    let most = |names: usize, of: usize| names * 5 >= of * 4;
    let headers = counts.iter().filter(|of| names_somebody(&of.column.name)).count();
    let own = column.values.keys().filter(|text| names_somebody(text)).count();
    match header {
        Some(Said::Code) => !most(own, column.different()),
        Some(Said::Person | Said::Document) => false,
        _ => {
            let in_words = column.values.keys().filter(|text| text.trim().contains(' ')).count();
            most(headers, counts.len())
                && own == 0
                && !column.is_numbered()
                && in_words * 2 >= column.different()
        }
    }
}

/// The columns of marks and counts, and the others that hold anything, without sums of the counts.
fn counts_and_others<'f, 'a>(
    facts: &'f TableFacts<'a>,
) -> (Vec<&'f Facts<'a>>, Vec<&'f Facts<'a>>) {
    let filled = facts.columns.iter().filter(|column| column.filled > 0);
    let (mut counts, mut others): (Vec<_>, Vec<_>) = filled.partition(|column| is_count(column));
    let all: Vec<usize> =
        counts.iter().chain(&others).filter(|of| of.is_whole()).map(|of| of.column.index).collect();
    let is_sum = |column: &&Facts<'a>| all.len() > 2 && adds_up(facts, column.column.index, &all);
    counts.retain(|column| !is_sum(column));
    others.retain(|column| !is_sum(column));
    (counts, others)
}

/// True if each cell of a column is the sum of those of the others.
fn adds_up(facts: &TableFacts<'_>, column: usize, all: &[usize]) -> bool {
    let number = |of: usize, row: usize| facts.text(of, row).trim().parse::<u64>().unwrap_or(0);
    all.contains(&column)
        && facts.rows.iter().all(|row| {
            let others = all.iter().filter(|of| **of != column);
            number(column, *row) == others.map(|of| number(*of, *row)).sum::<u64>()
        })
}

/// True for marks, and for whole numbers that say how often a code was applied: few different ones,
/// or small ones that are nought for some.
fn is_count(facts: &Facts<'_>) -> bool {
    const MOST: u32 = 200;
    let small =
        || facts.values.keys().all(|text| text.parse().is_ok_and(|count: u32| count < MOST));
    let few = facts.different() * 2 <= facts.filled;
    is_flag(facts) || (facts.is_whole() && (few || (facts.values.contains_key("0") && small())))
}

/// True for a name in words: no question, and no name of a program's field.
fn is_plain(name: &str) -> bool {
    !name.contains(['?', '_', '[']) && name.contains(' ') && name.chars().any(char::is_lowercase)
}

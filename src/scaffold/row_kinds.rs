//! What the rows of a table are that describes no people, or not by itself.

use std::collections::BTreeSet;

use super::content::{Content, Found};
use super::facts::TableFacts;
use super::headers::is_deal;
use crate::manifest::RowKind;
use crate::sources::{Column, Named, header_words, names_person, parse_number};

/// What the rows of a table are, if they are no people. `organisations` is true where nothing but
/// accounts is there; `interviews` are the names of the transcripts of the folder.
pub(super) fn row_kind(
    facts: &TableFacts<'_>,
    organisations: bool,
    interviews: &BTreeSet<String>,
) -> Option<RowKind> {
    if organisations {
        return Some(RowKind::Organisation);
    }
    if is_deal(facts.table) {
        return Some(RowKind::Deal);
    }
    if is_turned(facts) || is_beside_interviews(facts, interviews) {
        return Some(RowKind::SideTable);
    }
    if facts.is_of_people() {
        return None;
    }
    match facts.named() {
        Some(Named::Event) => Some(RowKind::Event),
        Some(Named::Organisation) => Some(RowKind::Organisation),
        Some(Named::Thing | Named::Staff) => Some(RowKind::SideTable),
        Some(Named::Person | Named::Network) | None => None,
    }
}

/// The names of the transcripts of a folder.
pub(super) fn transcript_names(found: &[Found]) -> BTreeSet<String> {
    let names = |found: &Found| match &found.content {
        Content::Transcripts { names, .. } => Some(names.clone()),
        _ => None,
    };
    found.iter().filter_map(names).flatten().collect()
}

/// True if a table is turned: its rows are questions in words or by number, and its columns the
/// respondents, numbered, with numbers for answers.
fn is_turned(facts: &TableFacts<'_>) -> bool {
    const LEAST_COLUMNS: usize = 3;
    let table = facts.table;
    let [first, rest @ ..] = table.columns.as_slice() else { return false };
    let numbers: Vec<(String, u32)> = rest.iter().filter_map(numbered).collect();
    let one_name = numbers.windows(2).all(|pair| pair[0].0 == pair[1].0);
    // Hardly a table has such headers, and its cells need not be read then.
    if rest.len() < LEAST_COLUMNS || numbers.len() < rest.len() || !one_name {
        return false;
    }
    let rows: Vec<usize> = (0..table.rows()).filter(|row| !table.is_set_aside(*row)).collect();
    let of_numbers = |column: &Column| {
        rows.iter().all(|row| {
            let text = column.text(*row);
            text.trim().is_empty() || parse_number(&text).is_some()
        })
    };
    if !rest.iter().all(of_numbers) {
        return false;
    }
    let asks = |row: &&usize| first.text(**row).split_whitespace().count() >= 4;
    let questions = rows.iter().filter(asks).count();
    let mut different: BTreeSet<String> = BTreeSet::new();
    rows.iter().for_each(|row| {
        different.insert(first.text(*row).trim().to_owned());
    });
    let of_questions = questions * 10 >= rows.len() * 7 || {
        // "Questions" above Q1, Q2 and so on; people are called otherwise.
        let ids =
            rows.iter().map(|row| numbered_name(&first.text(*row))).collect::<Option<Vec<_>>>();
        let stem = ids.as_ref().and_then(|ids| ids.first()).map_or("", |(stem, _)| stem.as_str());
        let header = first.name.to_lowercase();
        let of_people = names_person(&header) || facts.named() == Some(Named::Person);
        let other = numbers.first().is_some_and(|(own, _)| own != stem);
        !stem.is_empty()
            && other
            && header.starts_with(stem)
            && !of_people
            && ids.iter().flatten().all(|(own, _)| own == stem)
    };
    different.len() == rows.len() && of_questions
}

/// Name and number of a header such as `P12` or `Respondent 3`.
fn numbered(column: &Column) -> Option<(String, u32)> {
    numbered_name(&column.name)
}

fn numbered_name(name: &str) -> Option<(String, u32)> {
    let name = name.trim();
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    // A name of more words asks: "Question 1 of the second part".
    let short = header_words(stem).len() <= 2;
    name[stem.len()..].parse().ok().filter(|_| short).map(|number| (stem.to_lowercase(), number))
}

/// True if a table only notes a little of those who were interviewed: few columns of few values,
/// and every id begins the name of a transcript.
fn is_beside_interviews(facts: &TableFacts<'_>, interviews: &BTreeSet<String>) -> bool {
    const MOST_COLUMNS: usize = 4;
    const MOST_VALUES: usize = 3;
    let table = facts.table;
    let Some(own) = facts.own.and_then(|own| facts.key(own)) else { return false };
    let interviewed = |id: &String| interviews.iter().any(|name| name.starts_with(id.as_str()));
    let few = |column: &Column| {
        let values: BTreeSet<String> =
            (0..column.len()).map(|row| column.text(row).trim().to_owned()).collect();
        values.len() <= MOST_VALUES
    };
    let others = || table.columns.iter().filter(|column| column.index != own.column);
    !interviews.is_empty()
        && (2..=MOST_COLUMNS).contains(&table.columns.len())
        && own.values.iter().all(interviewed)
        && others().all(few)
}

//! Which column of a table of codings is which.

use std::collections::BTreeSet;

use super::super::scale::names_identifier;
use super::super::segment_columns::SegmentColumns;
use super::super::table::Table;
use super::coding_table::CodingTable;
use super::facts::{Facts, TableFacts};
use super::flags::{affixes, flag_names, is_flag};
use super::headers::{Said, said};
use super::matrix::matrix;
use super::people::{CellPeople, Whose};
use super::separators::{are_paths, of_codes, of_paths};
use super::speakers::{Asking, asking_in};

/// Fewest rows that show how values repeat.
const LEAST_ROWS: usize = 4;

/// Recognises a table of codings; `None` for every other table. `customers` says that its header
/// names fields of customer records.
pub(crate) fn recognise(table: &Table, customers: bool) -> Option<CodingTable> {
    let facts = TableFacts::count(table)?;
    if facts.rows.len() < LEAST_ROWS || facts.columns.len() < 2 {
        return None;
    }
    matrix(&facts).or_else(|| codings(&facts, customers))
}

/// A table with a row for each coded stretch.
fn codings(facts: &TableFacts<'_>, customers: bool) -> Option<CodingTable> {
    let quote = quote(facts)?;
    let (flags, flagged_paths) = flags(facts);
    let person = person(facts, quote).or_else(|| beside_paths(facts, quote));
    if person.is_none() && !columns_say(facts, &[Said::Code, Said::Quote]) {
        return None;
    }
    let mut others = facts.columns.iter().filter(|column| column.column.index != quote);
    if others.any(|column| has_a_row_each(facts, column)) {
        return None;
    }
    let document = document(facts, quote, person);
    let codes = codes(facts, quote, person, document, &flags);
    if codes.is_empty() && !flagged_paths {
        return None;
    }
    let taken: Vec<usize> = codes.iter().copied().chain(person).collect();
    let turns = asking_in(facts, None, document.or(person), quote, &taken);
    let mut roles: Vec<usize> = taken.clone();
    roles.extend(
        [Some(quote), document, turns.as_ref().map(|turns| turns.column)].into_iter().flatten(),
    );
    let by_flags = flagged_paths && !names_more(facts, &flags, &codes);
    if by_flags {
        roles.extend(&flags);
    }
    if unexplained(facts, &roles, person, codes.last().copied())
        > most_unexplained(facts, quote, &codes, customers)
    {
        return None;
    }
    let parts =
        Parts { quote, person, document, codes, flags: if by_flags { flags } else { Vec::new() } };
    Some(parts.table(facts, turns))
}

/// The columns that were found.
struct Parts {
    quote: usize,
    person: Option<usize>,
    document: Option<usize>,
    codes: Vec<usize>,
    flags: Vec<usize>,
}

impl Parts {
    fn table(&self, facts: &TableFacts<'_>, turns: Option<Asking>) -> CodingTable {
        let label = |column: usize| facts.columns[column].column.label.clone();
        let code = self.codes.last().copied().filter(|_| self.flags.is_empty());
        let mut columns = SegmentColumns {
            document: self.document.or(self.person).map(label),
            code: code.map(label),
            quote: Some(label(self.quote)),
            coder: coder(facts).map(label),
            speaker: turns.as_ref().map(|turns| label(turns.column)),
            ..SegmentColumns::default()
        };
        if let Some(code) = code {
            columns.categories =
                self.codes[..self.codes.len() - 1].iter().map(|column| label(*column)).collect();
            let list = of_codes(&facts.columns[code].values);
            columns.code_separator = list.map(str::to_owned);
            columns.path_separator =
                of_paths(&parts_of(&facts.columns[code], list)).map(str::to_owned);
        } else {
            columns.applied = self.flags.iter().map(|column| label(*column)).collect();
            let headers: Vec<&str> =
                self.flags.iter().map(|flag| facts.columns[*flag].column.name.as_str()).collect();
            let names = flag_names(&headers);
            let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
            columns.path_separator = of_paths(&names).map(str::to_owned);
        }
        let interviewers = turns.map_or_else(BTreeSet::new, |turns| turns.labels);
        let people =
            self.person.map_or(0, |person| people_in(&facts.columns[person], &interviewers));
        CodingTable {
            columns,
            person: self.person,
            people,
            interviewers,
            matrix: false,
            paths: true,
        }
    }
}

/// How many people the cells of a column name.
fn people_in(column: &Facts<'_>, interviewers: &BTreeSet<String>) -> usize {
    let people = CellPeople::learn(column.values.keys().map(String::as_str));
    let named = column.values.keys().filter(|name| !interviewers.contains(*name));
    let names: BTreeSet<String> = named
        .flat_map(|cell| match people.of(cell) {
            Whose::One(name) => vec![name],
            Whose::Several(names) => names,
            Whose::Nobody => Vec::new(),
        })
        .collect();
    names.len()
}

/// The different codes of a column, those of one cell apart.
fn parts_of<'a>(column: &'a Facts<'_>, list: Option<&'static str>) -> BTreeSet<&'a str> {
    let parts = |cell: &'a String| match list {
        Some(separator) => cell.split(separator).map(str::trim).collect::<Vec<_>>(),
        None => vec![cell.as_str()],
    };
    column.values.keys().flat_map(parts).filter(|part| !part.is_empty()).collect()
}

/// The column of words: the longest texts, most of which differ.
fn quote(facts: &TableFacts<'_>) -> Option<usize> {
    let says = |column: &Facts<'_>| said(&column.column.name) == Some(Said::Quote);
    let is_text = |column: &&Facts<'_>| {
        let differ = column.different() * 10 > column.filled * 4;
        let enough = column.filled * 2 >= facts.rows.len();
        enough
            && !column.is_wordless()
            && column.length() >= 12.0
            && column.words() >= 2.5
            && (differ || says(column))
            && (says(column)
                || !matches!(said(&column.column.name), Some(Said::Code | Said::Person)))
    };
    let weight = |column: &Facts<'_>| column.length() * if says(column) { 2.0 } else { 1.0 };
    let texts = facts.columns.iter().filter(is_text);
    let best = texts
        .max_by(|a, b| weight(a).total_cmp(&weight(b)).then(b.column.index.cmp(&a.column.index)));
    best.map(|column| column.column.index)
}

/// Columns of a code each: marks alone, whose headers share what they begin or end with or are
/// paths.
fn flags(facts: &TableFacts<'_>) -> (Vec<usize>, bool) {
    let all: Vec<&Facts<'_>> = facts.columns.iter().filter(|column| is_flag(column)).collect();
    let headers: Vec<&str> = all.iter().map(|column| column.column.name.as_str()).collect();
    let names = flag_names(&headers);
    let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let telling = all.len() >= 2 && (affixes(&headers) != (0, 0) || are_paths(&names));
    (all.iter().map(|column| column.column.index).collect(), telling)
}

/// True if a column of codes names others than the columns of a code each do.
fn names_more(facts: &TableFacts<'_>, flags: &[usize], codes: &[usize]) -> bool {
    let Some(code) = codes.last() else { return false };
    let headers: Vec<String> =
        flags.iter().map(|flag| facts.columns[*flag].column.name.to_lowercase()).collect();
    let column = &facts.columns[*code];
    let parts = parts_of(column, of_codes(&column.values).or(Some(",")));
    parts.iter().any(|part| !headers.iter().any(|header| header.contains(&part.to_lowercase())))
}

/// True if the rows of a table are people: a column that names them has another in each row.
fn has_a_row_each(facts: &TableFacts<'_>, column: &Facts<'_>) -> bool {
    let single = column.different() == column.filled && column.filled == facts.rows.len();
    let person = said(&column.column.name) == Some(Said::Person);
    let numbered = column.is_numbered() && !columns_say(facts, &[Said::Code, Said::Quote]);
    // Highlights have ids too, but a header that says something of codings.
    let id = names_identifier(&column.column.name)
        && ![Said::Code, Said::Quote, Said::Document]
            .iter()
            .any(|what| columns_say(facts, &[*what]));
    single && (person || numbered || id)
}

/// The column of people, or else of documents: few names, each in several rows.
fn person(facts: &TableFacts<'_>, quote: usize) -> Option<usize> {
    let rank = |column: &Facts<'_>| {
        let said = said(&column.column.name);
        let numbered = column.is_numbered();
        match said {
            Some(Said::Code | Said::Quote | Said::Coder) => None,
            Some(Said::Person) => Some(4 + u8::from(numbered)),
            // Numbers may count anything unless the header says whom.
            _ if column.is_wordless() => None,
            Some(Said::Document) => Some(2 + u8::from(numbered)),
            Some(Said::Speaker) => numbered.then_some(0),
            None => numbered.then_some(1),
        }
    };
    let repeats = |column: &&Facts<'_>| {
        column.column.index != quote
            && column.different() >= 2
            && column.different() * 13 <= column.filled * 10
            && column.filled * 10 >= facts.rows.len() * 7
            && column.length() <= 60.0
            && !column.is_dated()
            && !is_flag(column)
    };
    let ranked = facts.columns.iter().filter(repeats).filter_map(|column| {
        Some((rank(column)?, column.different(), std::cmp::Reverse(column.column.index)))
    });
    ranked.max().map(|(.., std::cmp::Reverse(index))| index)
}

/// The column of names where nothing but the paths of codes tells what a table is: the one of most
/// values, none longer than a name.
fn beside_paths(facts: &TableFacts<'_>, quote: usize) -> Option<usize> {
    let paths = |column: &&Facts<'_>| {
        let parts = parts_of(column, of_codes(&column.values));
        let separator = of_paths(&parts);
        // Dots and colons stand in labels of surveys too.
        let telling = separator.is_some_and(|separator| ![": ", "."].contains(&separator));
        is_label(facts, column, quote) && (telling || are_paths(&parts) && separator.is_none())
    };
    let code = facts.columns.iter().find(paths)?.column.index;
    let is_name = |name: &String| name.split_whitespace().count() <= 3;
    let names = facts.columns.iter().filter(|column| {
        let index = column.column.index;
        index != code
            && is_label(facts, column, quote)
            && said(&column.column.name).is_none()
            && column.different() >= 3
            && column.values.keys().all(is_name)
            && !facts.decides(code, index)
    });
    let most =
        names.max_by_key(|column| (column.different(), std::cmp::Reverse(column.column.index)));
    most.map(|column| column.column.index)
}

/// The column of documents, where it is another than that of people.
fn document(facts: &TableFacts<'_>, quote: usize, person: Option<usize>) -> Option<usize> {
    let others = facts.columns.iter().filter(|column| {
        let index = column.column.index;
        index != quote && Some(index) != person && column.different() >= 2 && !column.is_wordless()
    });
    let documents = others.filter(|column| said(&column.column.name) == Some(Said::Document));
    // Each person speaks in documents of their own; groups of documents hold several people.
    let of_people = |column: &&Facts<'_>| {
        person.is_none_or(|person| facts.decides(column.column.index, person))
    };
    documents.filter(of_people).map(|column| column.column.index).next()
}

/// The columns of the code, from the widest category to the code itself.
fn codes(
    facts: &TableFacts<'_>,
    quote: usize,
    person: Option<usize>,
    document: Option<usize>,
    flags: &[usize],
) -> Vec<usize> {
    let says = |column: usize| said(&facts.columns[column].column.name) == Some(Said::Code);
    let labels: Vec<usize> = facts
        .columns
        .iter()
        .filter(|column| is_label(facts, column, quote))
        .map(|column| column.column.index)
        .filter(|column| ![person, document].contains(&Some(*column)) && !flags.contains(column))
        // What all rows of a person share describes the person.
        .filter(|column| {
            says(*column) || person.is_none_or(|person| !facts.decides(person, *column))
        })
        .collect();
    let named: Vec<usize> = labels.iter().copied().filter(|column| says(*column)).collect();
    let none_named = named.is_empty();
    let candidates = if none_named { labels } else { named };
    let fineness = |column: &usize| {
        let list = of_codes(&facts.columns[*column].values);
        let parts = parts_of(&facts.columns[*column], list);
        (of_paths(&parts).is_some() || are_paths(&parts), parts.len(), *column)
    };
    let Some(code) = candidates.iter().copied().max_by_key(fineness) else { return Vec::new() };
    let beside = |column: usize| column + 1 == code || code + 1 == column;
    let within = |column: usize| {
        /// Values and codes that are compared; more are no categories and paths.
        const MOST_COMPARED: usize = 4_000_000;
        let parts: BTreeSet<&str> = parts_of(&facts.columns[code], None);
        if parts.len().saturating_mul(facts.columns[column].values.len()) > MOST_COMPARED {
            return false;
        }
        let says_so = |value: &String| parts.iter().any(|code| code.contains(value.as_str()));
        facts.columns[column].values.keys().all(says_so)
    };
    let mut categories: Vec<usize> = candidates
        .into_iter()
        .filter(|column| *column != code && facts.decides(code, *column))
        .filter(|column| (!none_named || beside(*column)) && !within(*column))
        .collect();
    categories.sort_by_key(|column| (facts.columns[*column].different(), *column));
    categories.push(code);
    categories
}

/// True if a column holds few labels, each in several rows.
fn is_label(facts: &TableFacts<'_>, column: &Facts<'_>, quote: usize) -> bool {
    let said = said(&column.column.name);
    if column.column.index == quote
        || column.filled == 0
        || column.is_wordless()
        || is_flag(column)
        || matches!(said, Some(Said::Person | Said::Document | Said::Coder | Said::Speaker))
        || column.length() > facts.columns[quote].length().max(60.0)
    {
        return false;
    }
    let list = of_codes(&column.values);
    let parts = parts_of(column, list).len();
    said == Some(Said::Code) || (parts >= 2 && parts * 2 <= column.filled && !column.is_numbered())
}

/// The column of the coder, if it names some.
fn coder(facts: &TableFacts<'_>) -> Option<usize> {
    let found = facts.columns.iter().find(|column| {
        said(&column.column.name) == Some(Said::Coder)
            && column.filled == facts.rows.len()
            && !column.is_wordless()
            && (2..=20).contains(&column.different())
    });
    found.map(|column| column.column.index)
}

/// Columns that nothing of a table of codings explains: grades, amounts, states.
fn unexplained(
    facts: &TableFacts<'_>,
    roles: &[usize],
    person: Option<usize>,
    code: Option<usize>,
) -> usize {
    let of_record = |column: &&Facts<'_>| {
        let (index, different) = (column.column.index, column.different());
        let position = column.is_wordless() && !column.is_numeric();
        let count = column.is_whole() && different > 10;
        let decided = [person, code].into_iter().flatten().any(|of| facts.decides(of, index));
        different < 2
            || roles.contains(&index)
            || (different == facts.rows.len() && (column.is_whole() || !column.is_numeric()))
            || matches!(
                said(&column.column.name),
                Some(Said::Coder | Said::Document | Said::Person)
            )
            || position
            || count
            || decided
    };
    facts.columns.iter().filter(|column| !of_record(column)).count()
}

/// How many such columns a table of codings may have: any where its headers say what it is.
fn most_unexplained(
    facts: &TableFacts<'_>,
    quote: usize,
    codes: &[usize],
    customers: bool,
) -> usize {
    let says = |column: usize, what| said(&facts.columns[column].column.name) == Some(what);
    let code = codes.iter().any(|column| says(*column, Said::Code));
    match (code, says(quote, Said::Quote)) {
        (true, true) => usize::MAX,
        _ if customers => 0,
        (true, false) => 3,
        // Texts and contents are in tables of any kind.
        (false, _) => 1,
    }
}

/// True if the headers name all of these.
fn columns_say(facts: &TableFacts<'_>, all: &[Said]) -> bool {
    all.iter()
        .all(|what| facts.columns.iter().any(|column| said(&column.column.name) == Some(*what)))
}

//! Which column of a table of codings is which.

use std::collections::BTreeSet;

use super::super::scale::names_identifier;
use super::super::segment_columns::SegmentColumns;
use super::super::table::Table;
use super::code_columns::{CodeColumns, codes, holds_paths, parts_of};
use super::coding_table::CodingTable;
use super::facts::{Facts, TableFacts};
use super::flags::{affixes, flag_names, is_flag};
use super::framework::{framework, has_themes_in_rows};
use super::headers::{Said, said};
use super::matrix::{self, matrix};
use super::people::{CellPeople, Whose};
use super::person_column::{beside_paths, document, person};
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
    matrix(&facts).or_else(|| framework(&facts)).or_else(|| codings(&facts, customers))
}

/// True for a table with a row for each code and a column for each person or document.
pub(crate) fn has_codes_in_rows(table: &Table) -> bool {
    // Every survey is looked at, and the cells of few are worth counting.
    let facts = matrix::may_have_codes_in_rows(table).then(|| TableFacts::count(table)).flatten();
    facts.is_some_and(|facts| {
        facts.rows.len() > 1 && (matrix::has_codes_in_rows(&facts) || has_themes_in_rows(&facts))
    })
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
    if codes.code.is_none() && !flagged_paths {
        return None;
    }
    let taken: Vec<usize> = codes.all().chain(person).collect();
    let turns = asking_in(facts, None, document.or(person), quote, &taken);
    let mut roles: Vec<usize> = taken.clone();
    roles.extend(
        [Some(quote), document, turns.as_ref().map(|turns| turns.column)].into_iter().flatten(),
    );
    let by_flags = flagged_paths && !names_more(facts, &flags, codes.code);
    if by_flags {
        roles.extend(&flags);
    }
    if unexplained(facts, &roles, person, codes.code)
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
    codes: CodeColumns,
    flags: Vec<usize>,
}

impl Parts {
    fn table(&self, facts: &TableFacts<'_>, turns: Option<Asking>) -> CodingTable {
        let label = |column: usize| facts.columns[column].column.label.clone();
        let code = self.codes.code.filter(|_| self.flags.is_empty());
        let mut columns = SegmentColumns {
            document: self.document.or(self.person).map(label),
            code: code.map(label),
            quote: Some(label(self.quote)),
            coder: coder(facts, &self.codes).map(label),
            speaker: turns.as_ref().map(|turns| label(turns.column)),
            ..SegmentColumns::default()
        };
        if let Some(code) = code {
            let labels = |of: &[usize]| of.iter().map(|column| label(*column)).collect();
            columns.categories = labels(&self.codes.categories);
            columns.further_codes = labels(&self.codes.further);
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
            texts: false,
            paths: true,
            sum: None,
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
fn names_more(facts: &TableFacts<'_>, flags: &[usize], code: Option<usize>) -> bool {
    let Some(code) = code else { return false };
    let headers: Vec<String> =
        flags.iter().map(|flag| facts.columns[*flag].column.name.to_lowercase()).collect();
    let column = &facts.columns[code];
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

/// The column of the coder, if it names some.
fn coder(facts: &TableFacts<'_>, codes: &CodeColumns) -> Option<usize> {
    let found = facts.columns.iter().find(|column| {
        said(&column.column.name) == Some(Said::Coder)
            && codes.all().all(|code| code != column.column.index)
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
    codes: &CodeColumns,
    customers: bool,
) -> usize {
    let says = |column: usize, what| said(&facts.columns[column].column.name) == Some(what);
    let mut columns = codes.all();
    let code = columns.any(|of| says(of, Said::Code) || holds_paths(&facts.columns[of]));
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

//! Which columns of a table of codings hold codes, and the categories above them.

use std::collections::BTreeSet;

use super::facts::{Facts, TableFacts};
use super::flags::is_flag;
use super::headers::{Said, said};
use super::separators::{are_paths, of_codes, of_paths};

/// The columns of codes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct CodeColumns {
    /// Categories above the code, the widest first.
    pub(super) categories: Vec<usize>,
    /// The column of the code.
    pub(super) code: Option<usize>,
    /// Further columns of codes, where a row has several.
    pub(super) further: Vec<usize>,
}

impl CodeColumns {
    /// All of these columns.
    pub(super) fn all(&self) -> impl Iterator<Item = usize> + '_ {
        self.categories.iter().copied().chain(self.code).chain(self.further.iter().copied())
    }
}

/// True if the codes of a column are paths. Dots and colons are in labels of surveys too.
pub(super) fn holds_paths(column: &Facts<'_>) -> bool {
    let parts = parts_of(column, of_codes(&column.values));
    match of_paths(&parts) {
        Some(separator) => ![": ", "."].contains(&separator),
        None => are_paths(&parts),
    }
}

/// The different codes of a column, those of one cell apart.
pub(super) fn parts_of<'a>(column: &'a Facts<'_>, list: Option<&'static str>) -> BTreeSet<&'a str> {
    let parts = |cell: &'a String| match list {
        Some(separator) => cell.split(separator).map(str::trim).collect::<Vec<_>>(),
        None => vec![cell.as_str()],
    };
    column.values.keys().flat_map(parts).filter(|part| !part.is_empty()).collect()
}

/// The columns of the code and its categories.
pub(super) fn codes(
    facts: &TableFacts<'_>,
    quote: usize,
    person: Option<usize>,
    document: Option<usize>,
    flags: &[usize],
) -> CodeColumns {
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
    let mut candidates = if none_named { labels } else { named };
    if candidates.is_empty() {
        candidates = of_coders(facts);
    }
    let fineness = |column: &usize| {
        let list = of_codes(&facts.columns[*column].values);
        let parts = parts_of(&facts.columns[*column], list);
        (of_paths(&parts).is_some() || are_paths(&parts), parts.len(), *column)
    };
    let Some(code) = candidates.iter().copied().max_by_key(fineness) else {
        return CodeColumns::default();
    };
    let (mut further, others): (Vec<usize>, Vec<usize>) = candidates
        .into_iter()
        .filter(|column| *column != code)
        .partition(|column| is_beside(facts, *column, code));
    let beside = |column: usize| column + 1 == code || code + 1 == column;
    let mut categories: Vec<usize> = others
        .into_iter()
        .filter(|column| facts.decides(code, *column))
        .filter(|column| (!none_named || beside(*column)) && !is_within(facts, *column, code))
        .collect();
    categories.sort_by_key(|column| (facts.columns[*column].different(), *column));
    further.push(code);
    further.sort_unstable();
    CodeColumns { categories, code: Some(further.remove(0)), further }
}

/// True if a column holds further codes of rows, beside those of the column of codes: it holds the
/// same labels, and is no column of their parents.
fn is_beside(facts: &TableFacts<'_>, column: usize, code: usize) -> bool {
    let (own, of_code) = (&facts.columns[column], &facts.columns[code]);
    let alike = stem_of(&own.column.name) == stem_of(&of_code.column.name);
    shares_labels(own, of_code) && (alike || !facts.decides(code, column))
}

/// A header without the number or letter at its end: `Code` of `Code 2`.
fn stem_of(header: &str) -> String {
    let bare = header.trim().trim_end_matches(|c: char| c.is_ascii_digit() || "()._- ".contains(c));
    let stem = match bare.rsplit_once(' ') {
        Some((stem, last)) if last.chars().count() == 1 => stem,
        _ => bare,
    };
    stem.to_lowercase()
}

/// Columns named after coders that hold codes: each has a column of its own.
fn of_coders(facts: &TableFacts<'_>) -> Vec<usize> {
    let of_coders: Vec<&Facts<'_>> = facts
        .columns
        .iter()
        .filter(|column| said(&column.column.name) == Some(Said::Coder) && column.different() > 1)
        .collect();
    let alike = |column: &&&Facts<'_>| {
        of_coders
            .iter()
            .any(|other| other.column.index != column.column.index && shares_labels(column, other))
    };
    of_coders.iter().filter(alike).map(|column| column.column.index).collect()
}

/// True if a column holds labels of another: most of its codes are codes of that too.
fn shares_labels(column: &Facts<'_>, other: &Facts<'_>) -> bool {
    let parts = |of| parts_of(of, of_codes(&of.values));
    let (own, theirs) = (parts(column), parts(other));
    let shared = own.intersection(&theirs).count();
    shared > 1 && shared * 2 > own.len().min(theirs.len())
}

/// True if the values of a column are parts of the codes of another.
fn is_within(facts: &TableFacts<'_>, column: usize, code: usize) -> bool {
    /// Values and codes that are compared; more are no categories and paths.
    const MOST_COMPARED: usize = 4_000_000;
    let parts: BTreeSet<&str> = parts_of(&facts.columns[code], None);
    if parts.len().saturating_mul(facts.columns[column].values.len()) > MOST_COMPARED {
        return false;
    }
    let says_so = |value: &String| parts.iter().any(|code| code.contains(value.as_str()));
    facts.columns[column].values.keys().all(says_so)
}

/// True if a column holds few labels, each in several rows.
pub(super) fn is_label(facts: &TableFacts<'_>, column: &Facts<'_>, quote: usize) -> bool {
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

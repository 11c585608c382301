//! Which column of a table of codings names people or documents.

use std::collections::BTreeSet;

use super::super::talk::is_name_among;
use super::code_columns::{holds_paths, is_label};
use super::facts::{Facts, TableFacts};
use super::flags::is_flag;
use super::headers::{Said, said};

/// The column of people, or else of documents: few names, each in several rows.
pub(super) fn person(facts: &TableFacts<'_>, quote: usize) -> Option<usize> {
    let columns_say = |what| facts.columns.iter().any(|of| said(&of.column.name) == Some(what));
    let coded = columns_say(Said::Code) && columns_say(Said::Quote);
    let names = NamesOfPeople::beside(&facts.columns[quote]);
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
            None if column.is_of_files() => Some(2),
            None if numbered => Some(1),
            None => names.are_in(column, coded).then_some(0),
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

/// Tells the names of people by what the quotes say: a word that they use in small letters is none.
struct NamesOfPeople {
    common: BTreeSet<String>,
}

impl NamesOfPeople {
    fn beside(quote: &Facts<'_>) -> Self {
        let words = quote.values.keys().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
        let common = words.filter(|word| word.starts_with(char::is_lowercase));
        Self { common: common.map(str::to_lowercase).collect() }
    }

    /// True if a column holds names of people. Names of places and things may be single words with
    /// a capital too, so that these count only beside what is known to be codes and quotes.
    fn are_in(&self, column: &Facts<'_>, coded: bool) -> bool {
        const LEAST: usize = 3;
        let names: Vec<&String> =
            column.values.keys().filter(|name| is_name_among(name, &self.common)).collect();
        let full = names.iter().filter(|name| name.trim().contains(' ')).count();
        names.len() >= LEAST
            && names.len() * 10 >= column.different() * 9
            && (coded || full * 10 >= names.len() * 8)
    }
}

/// The column of names where nothing but the paths of codes tells what a table is: the one of most
/// values, none longer than a name.
pub(super) fn beside_paths(facts: &TableFacts<'_>, quote: usize) -> Option<usize> {
    let paths = |column: &&Facts<'_>| is_label(facts, column, quote) && holds_paths(column);
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
pub(super) fn document(
    facts: &TableFacts<'_>,
    quote: usize,
    person: Option<usize>,
) -> Option<usize> {
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

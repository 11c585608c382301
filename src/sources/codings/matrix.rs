//! Tables of people and codes: a cell says whether the code was raised.

use std::collections::BTreeSet;

use super::super::table::Table;
use super::super::talk::{is_name_among, is_numbered_participant};
use super::super::totals::names_total;
use super::super::transcript_folder::EXTENSIONS;
use super::coding_table::CodingTable;
use super::facts::{Facts, TableFacts};
use super::flags::{flag_names, is_flag};
use super::headers::{Said, said};
use super::separators::are_paths;

/// A table with a row for each person and a column for each code.
pub(super) fn matrix(facts: &TableFacts<'_>) -> Option<CodingTable> {
    let sum = sum_of_others(facts);
    let (flags, others) = counts_and_others(facts, sum);
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
    let sum = sum.map(|column| column.column.label.clone());
    Some(CodingTable { sum, ..CodingTable::by_person(person, &flags, &names) })
}

/// True if headers may name several people or documents, as those of a table with codes in its rows
/// do.
pub(super) fn may_have_codes_in_rows(table: &Table) -> bool {
    let headers = table.columns.iter().map(|column| column.name.as_str());
    headers.filter(|name| names_somebody(name) || is_full_name(name)).nth(1).is_some()
}

/// True for a table with a row for each code and a column for each person or document: its rows are
/// nobody's.
pub(super) fn has_codes_in_rows(facts: &TableFacts<'_>) -> bool {
    let (counts, others) = counts_and_others(facts, sum_of_others(facts));
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
pub(super) fn names_somebody(text: &str) -> bool {
    let words = text.split(|c: char| c.is_whitespace() || c == ',');
    let endings = words.filter_map(|word| word.rsplit_once('.').map(|(_, ending)| ending));
    let mut endings = endings.map(str::to_lowercase);
    is_numbered_participant(text)
        || endings.any(|ending| EXTENSIONS.contains(&ending.as_str()) || ending == "pdf")
}

/// True if a column holds the codes of rows: the headers of the others name documents or people,
/// and it does not but has words. Ids of people are called codes too, so that its header decides
/// nothing by itself.
fn holds_codes(column: &Facts<'_>, counts: &[&Facts<'_>]) -> bool {
    let header = said(&column.column.name);
    let most = |names: usize, of: usize| names * 5 >= of * 4;
    let called = header == Some(Said::Code);
    let numbered = counts.iter().filter(|of| names_somebody(&of.column.name)).count();
    let documents = most(numbered, counts.len());
    // Questions may read as names do, so that names count beside codes of several words alone.
    let names = |text: &str| names_somebody(text) || (called && !documents && is_full_name(text));
    let headers = counts.iter().filter(|of| names(&of.column.name)).count();
    let own = column.values.keys().filter(|text| names(text)).count();
    let in_words = |text: &&String| text.contains(' ') || (called && documents && is_word(text));
    let in_words = column.values.keys().filter(in_words).count();
    !matches!(header, Some(Said::Person | Said::Document))
        && most(headers, counts.len())
        && in_words * 2 >= column.different()
        && match called {
            true => !most(own, column.different()) && (documents || !column.is_numbered()),
            false => own == 0 && !column.is_numbered(),
        }
}

/// True for words that look like the name of a person.
pub(super) fn is_full_name(text: &str) -> bool {
    text.trim().contains(' ') && is_name_among(text, &BTreeSet::new())
}

/// True for a word, which no id is: without digits, and not in capitals.
fn is_word(text: &str) -> bool {
    let lacks_case = |c: char| c.is_alphabetic() && !c.is_uppercase();
    text.chars().any(lacks_case) && !text.chars().any(char::is_numeric)
}

/// The columns of marks and counts, and the others that hold anything, without the sum.
fn counts_and_others<'f, 'a>(
    facts: &'f TableFacts<'a>,
    sum: Option<&Facts<'_>>,
) -> (Vec<&'f Facts<'a>>, Vec<&'f Facts<'a>>) {
    let sum = sum.map(|sum| sum.column.index);
    let columns = facts.columns.iter().filter(|of| of.filled > 0 && Some(of.column.index) != sum);
    columns.partition(|column| is_count(column))
}

/// The column each of whose cells is the sum of those of the others, at an edge or called so. The
/// sums of fewer than three columns may be chance.
fn sum_of_others<'f, 'a>(facts: &'f TableFacts<'a>) -> Option<&'f Facts<'a>> {
    const LEAST: usize = 3;
    let names_people =
        |of: &Facts<'_>| matches!(said(&of.column.name), Some(Said::Person | Said::Document));
    // The first column tells the rows apart, by numbers too.
    let filled = facts.columns.iter().filter(|column| column.filled > 0).skip(1);
    let whole: Vec<&Facts<'a>> = filled.filter(|of| of.is_whole() && !names_people(of)).collect();
    let raised = |of: &Facts<'_>| of.values.keys().any(|text| text.bytes().any(|b| b != b'0'));
    if whole.iter().filter(|of| raised(of)).count() <= LEAST {
        return None;
    }
    let mut totals = vec![0_u128; facts.rows.len()];
    for column in &whole {
        for (total, count) in totals.iter_mut().zip(counts_of(facts, column)?) {
            *total += count;
        }
    }
    let edges = [whole.first()?.column.index, whole.last()?.column.index];
    let mut candidates = whole
        .into_iter()
        .filter(|column| edges.contains(&column.column.index) || names_total(&column.column.name));
    candidates.find(|column| {
        let own = counts_of(facts, column);
        own.is_some_and(|own| own.iter().zip(&totals).all(|(own, total)| own * 2 == *total))
    })
}

/// The counts of a column, row by row; `None` if one is too large to be a count.
fn counts_of(facts: &TableFacts<'_>, column: &Facts<'_>) -> Option<Vec<u128>> {
    let count = |row: &usize| {
        let text = column.column.text(*row);
        let text = text.trim();
        if text.is_empty() { Some(0) } else { text.parse::<u64>().ok().map(u128::from) }
    };
    facts.rows.iter().map(count).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Findings;
    use crate::sources::SourceFile;

    fn table(header: &str, rows: impl Iterator<Item = String>) -> Table {
        let text = format!("{header}\n{}\n", rows.collect::<Vec<_>>().join("\n"));
        let file = SourceFile::from_bytes("t.csv", text).unwrap();
        Table::from_file(file, None, None, &mut Findings::default()).unwrap()
    }

    fn sum_of(table: &Table) -> Option<String> {
        let facts = TableFacts::count(table).unwrap();
        sum_of_others(&facts).map(|column| column.column.name.clone())
    }

    fn are_codes(table: &Table) -> bool {
        has_codes_in_rows(&TableFacts::count(table).unwrap())
    }

    #[test]
    fn ids_of_people_under_the_header_of_codes_are_no_codes() {
        let grades = |id: &dyn Fn(usize) -> String| {
            let row = |at: usize| format!("{},{},{},{}", id(at), at % 5, at % 4, at % 3);
            (0..20).map(row).collect::<Vec<_>>().into_iter()
        };
        let letter = |at: usize| char::from(b'A' + at as u8);
        let ids: [&dyn Fn(usize) -> String; 3] =
            [&|at| format!("K-{at:04}"), &|at| format!("{}E{at:02}MU", letter(at)), &|at| {
                format!("{}BRK", letter(at))
            }];
        for header in ["Code", "Código del participante"] {
            for id in ids {
                let questions = table(&format!("{header},Service,Price,Visits"), grades(id));
                assert!(!are_codes(&questions), "{header}");
                let talks = table(&format!("{header},P01,P02,P03"), grades(id));
                assert!(!are_codes(&talks), "{header}");
            }
        }
        let words = |at: usize| format!("la lista{}", " de todos".repeat(at));
        assert!(are_codes(&table("Theme,Ana Lima,Bo Berg,Cai Diaz", grades(&words))));
        assert!(!are_codes(&table("Code,Service,Price,Visits", grades(&words))));
        let parted = |at: usize| format!("AB {at:02}");
        assert!(!are_codes(&table("Code,Ana Lima,Bo Berg,Cai Diaz", grades(&parted))));
        let words = |at: usize| format!("slow{}", "er".repeat(at));
        let talks = table("Code,P01,P02,P03", grades(&words));
        assert!(are_codes(&talks));
    }

    #[test]
    fn sums_stand_at_an_edge_or_are_called_so() {
        let row = |at: usize| [at % 2, at % 3, at % 4];
        let sum = |at: usize| row(at).iter().sum::<usize>();
        let rows = |cells: &dyn Fn(usize) -> String| {
            (0..12).map(|at| format!("{at},{}", cells(at))).collect::<Vec<_>>().into_iter()
        };
        let last = |at: usize| format!("{},{},{},{}", row(at)[0], row(at)[1], row(at)[2], sum(at));
        let second =
            |at: usize| format!("{},{},{},{}", row(at)[0], sum(at), row(at)[1], row(at)[2]);
        assert_eq!(sum_of(&table("Nr,a,b,c,d", rows(&last))).as_deref(), Some("d"));
        assert_eq!(sum_of(&table("Nr,a,Gesamt,c,d", rows(&second))).as_deref(), Some("Gesamt"));
        assert_eq!(sum_of(&table("Nr,a,b,c,d", rows(&second))), None);
    }

    #[test]
    fn sums_of_few_columns_are_chance() {
        let rows = |cells: &dyn Fn(usize) -> String| {
            (0..12).map(|at| format!("P{at},{}", cells(at))).collect::<Vec<_>>().into_iter()
        };
        let of_two = |at: usize| format!("{},{},{}", at % 2 + at % 3, at % 2, at % 3);
        assert_eq!(sum_of(&table("Name,a,b,Total", rows(&of_two))), None);
        let alike = |at: usize| format!("{},0,0,{}", at % 2, at % 2);
        assert_eq!(sum_of(&table("Name,a,b,c,Total", rows(&alike))), None);
    }

    #[test]
    fn great_numbers_are_no_counts() {
        let great = "10000000000000000000";
        let row = |at: usize| format!("P{at},{great},{great},{},1,2", at % 3);
        assert_eq!(sum_of(&table("Name,a,b,c,d,e", (0..20).map(row))), None);
        let row = |at: usize| format!("P{at},{great}{great},{great},{},1,2", at % 3);
        assert_eq!(sum_of(&table("Name,a,b,c,d,e", (0..20).map(row))), None);
    }
}

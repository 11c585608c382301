//! Framework matrices: a row for each person, a column for each theme, and in the cells a summary
//! or words of what the person says of the theme.

use std::collections::BTreeSet;

use super::coding_table::CodingTable;
use super::facts::{Facts, TableFacts};
use super::headers::{Said, said};
use super::matrix::{is_full_name, names_somebody};
use super::separators::are_paths;

/// Fewest themes: a survey has one or two open questions too.
const LEAST_THEMES: usize = 2;
/// Fewest themes of what is probably a framework, and most of its rows: interviews are few.
const LEAST_PROBABLE: usize = 3;
const MOST_PROBABLE: usize = 120;
/// Words of a cell from which on a column holds texts.
const LEAST_WORDS: f64 = 4.0;
/// Most words of the name of a theme.
const MOST_WORDS: usize = 7;

/// A framework matrix. A survey of open questions looks alike, so that more must tell: themes are
/// numbered or paths, or most cells hold words in quotation marks. Without that, several themes of
/// numbered participants or of documents are probably a framework: a draft says so, and a study
/// that does not state it reads them as answers.
pub(super) fn framework(facts: &TableFacts<'_>) -> Option<CodingTable> {
    let (themes, others) = texts_and_others(facts);
    // Groups of documents stand before their names.
    let (of_documents, others): (Vec<&Facts<'_>>, Vec<&Facts<'_>>) = others
        .into_iter()
        .partition(|of| of.different() < 2 || said(&of.column.name) == Some(Said::Document));
    let person = match (&others[..], &of_documents[..]) {
        ([person], _) => *person,
        ([], of_documents) => *of_documents.iter().find(|of| is_of_people(facts, of))?,
        _ => return None,
    };
    let names: BTreeSet<&str> = themes.iter().map(|of| of.column.name.trim()).collect();
    let sure = are_numbered(&names) || are_paths(&names) || are_quoted(&themes);
    let probable = || {
        themes.len() >= LEAST_PROBABLE
            && facts.rows.len() <= MOST_PROBABLE
            && person.values.keys().all(|text| names_somebody(text))
    };
    if themes.len() < LEAST_THEMES
        || !names.iter().all(|name| is_theme(name))
        || !is_of_people(facts, person)
        || !(sure || probable())
    {
        return None;
    }
    Some(CodingTable {
        texts: true,
        paths: sure,
        ..CodingTable::by_person(person, &themes, &names)
    })
}

/// True for a framework matrix on its side: a row for each theme and a column for each person.
pub(super) fn has_themes_in_rows(facts: &TableFacts<'_>) -> bool {
    let (people, others) = texts_and_others(facts);
    let [themes] = others[..] else { return false };
    let values: BTreeSet<&str> = themes.values.keys().map(String::as_str).collect();
    // Questions may read as names do, so that names count beside what is called or numbered as
    // themes.
    let called = said(&themes.column.name) == Some(Said::Code) || are_numbered(&values);
    let names_one = |name: &str| names_somebody(name) || (called && is_full_name(name));
    let named = people.iter().filter(|of| names_one(&of.column.name)).count();
    people.len() >= LEAST_THEMES
        && named * 5 >= people.len() * 4
        && themes.filled == facts.rows.len()
        && !themes.values.keys().any(|text| names_somebody(text))
}

/// The columns of texts, and the others that hold anything. Themes may be sentences too, so that
/// the first column is none of the texts.
fn texts_and_others<'f, 'a>(facts: &'f TableFacts<'a>) -> (Vec<&'f Facts<'a>>, Vec<&'f Facts<'a>>) {
    let mut filled = facts.columns.iter().filter(|of| of.filled > 0);
    let first = filled.next();
    let (texts, others): (Vec<_>, Vec<_>) =
        filled.partition(|of| !of.is_wordless() && of.words() >= LEAST_WORDS);
    (texts, first.into_iter().chain(others).collect())
}

/// True if a column has another person or document in each row.
fn is_of_people(facts: &TableFacts<'_>, column: &Facts<'_>) -> bool {
    let rows = facts.rows.len();
    let says = matches!(said(&column.column.name), Some(Said::Person | Said::Document));
    let somebody = || column.values.keys().all(|text| names_somebody(text));
    column.different() == rows
        && column.filled == rows
        && (says || column.is_numbered() || somebody())
}

/// True for what may be the name of a theme, and is no question.
fn is_theme(name: &str) -> bool {
    !name.contains(['?', '？', '؟'])
        && name.chars().any(char::is_alphabetic)
        && name.split_whitespace().count() <= MOST_WORDS
}

/// True if names count up, as the index of a framework does: "1.2 Costs", "B. Trust", "T3: Time".
fn are_numbered(names: &BTreeSet<&str>) -> bool {
    let number = |name: &&str| {
        let (first, rest) = name.split_once(|c: char| c.is_whitespace() || c == ':')?;
        let bare = first.trim_end_matches(['.', ')', ':']);
        let counts = bare.contains(|c: char| c.is_ascii_digit())
            || (bare.len() < first.len() && bare.chars().count() == 1);
        // "3 things" is no numbered name; "3. Things", "1.2 things" and "T3: things" are.
        let marked = bare.len() < first.len() || !bare.chars().all(|c| c.is_ascii_digit());
        let plain = bare.chars().all(|c| c.is_alphanumeric() || c == '.') && bare.len() <= 5;
        (counts && marked && plain && rest.contains(char::is_alphabetic)).then(|| bare.to_owned())
    };
    let numbers: BTreeSet<String> = names.iter().filter_map(number).collect();
    names.len() >= LEAST_THEMES && numbers.len() == names.len()
}

/// True if most cells hold words in quotation marks, as hardly any answer of a survey does.
fn are_quoted(themes: &[&Facts<'_>]) -> bool {
    let is_quoted = |text: &str| {
        let marks = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '‘');
        text.chars().filter(|c| marks(*c)).count() >= 2
    };
    let cells: usize = themes.iter().map(|of| of.filled).sum();
    let quoted = themes.iter().flat_map(|of| &of.values);
    let quoted: usize = quoted.filter(|(text, _)| is_quoted(text)).map(|(_, times)| times).sum();
    quoted * 2 > cells
}

#[cfg(test)]
mod tests {
    use super::super::super::table::Table;
    use super::*;
    use crate::finding::Findings;
    use crate::sources::SourceFile;

    fn table(text: &str) -> Table {
        let file = SourceFile::from_bytes("t.csv", text).unwrap();
        Table::from_file(file, None, None, &mut Findings::default()).unwrap()
    }

    fn is_framework(text: &str) -> bool {
        framework(&TableFacts::count(&table(text)).unwrap()).is_some()
    }

    fn rows(cell: &dyn Fn(usize) -> String) -> String {
        let row = |at: usize| format!("P{at:02},{},{}\n", cell(at), cell(at + 20));
        (1..8).map(row).collect()
    }

    #[test]
    fn themes_are_told_from_open_questions() {
        let summary = |at: usize| format!("says that list {at} is never up to date");
        let quote = |at: usize| format!("“the list {at} is never right”");
        assert!(is_framework(&format!("Participant,1.1 Costs,1.2 Trust\n{}", rows(&summary))));
        assert!(is_framework(&format!("Fall,A. Kosten,B. Vertrauen\n{}", rows(&summary))));
        assert!(is_framework(&format!("Participant,Costs,Trust\n{}", rows(&quote))));
        assert!(is_framework(&format!("Case,Pains > Cost,Goals > Trust\n{}", rows(&summary))));
        for header in [
            "Participant,Costs,Trust",
            "Participant,1. What costs most?,2. Whom do you trust?",
            "Participant,3 things you like,3 things you miss",
        ] {
            assert!(!is_framework(&format!("{header}\n{}", rows(&summary))), "{header}");
        }
    }

    #[test]
    fn documents_may_stand_in_groups() {
        let row = |at: usize| {
            format!("Set {},Talk {at},says that {at} is old now,wants to see all\n", at % 2)
        };
        let text: String = (1..8).map(row).collect();
        assert!(is_framework(&format!("Document group,Document name,1.1 Costs,1.2 Trust\n{text}")));
        assert!(!is_framework(&format!("Shop,Branch,1.1 Costs,1.2 Trust\n{text}")));
    }

    #[test]
    fn plain_themes_of_numbered_participants_are_probable() {
        let row = |id: &str, at: usize| {
            format!("{id}{at},says that list {at} is old,,wants to see {at} of them\n")
        };
        let of = |id: &str| (1..9).map(|at| row(id, at)).collect::<String>();
        let found = |header: &str, id: &str| {
            let text =
                format!("{header},Costs,Trust,Wishes\n{}", of(id)).replace(",,", ",it is so now,");
            let table = table(&text);
            let found = framework(&TableFacts::count(&table).unwrap());
            found.map(|found| found.is_plain_to_see())
        };
        assert_eq!(found("Participant", "P0"), Some(false));
        assert_eq!(found("Session", "Talk 0"), None);
        assert_eq!(found("Respondent ID", "11482"), None);
    }

    #[test]
    fn themes_in_rows_are_nobody() {
        let cell = "says that it is never up to date";
        let row = |at: usize| format!("Theme of kind {at},{cell} {at},,{cell} too\n");
        let text: String = (0..5).map(row).collect();
        let on_side = |text: &str| has_themes_in_rows(&TableFacts::count(&table(text)).unwrap());
        assert!(on_side(&format!("Theme,P01,P02,P03\n{text}").replace(",,", ",he says it is so,")));
        let full = text.replace(",,", ",he says it is so,");
        assert!(on_side(&format!("Theme,Ana Lima,Bo Berg,Cai Diaz\n{full}")));
        assert!(!on_side(&format!("Shop,Ana Lima,Bo Berg,Cai Diaz\n{full}")));
        assert!(!on_side(&format!("Shop,Likes,Misses,Wishes\n{text}")));
    }
}

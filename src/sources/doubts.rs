//! Columns that may be something else than they seem: weights, numbers for no answer, names of
//! people. Values decide; what a header says is asked for elsewhere.

use std::collections::BTreeSet;

use super::column::Column;
use super::scale::{Item, Scale, header_words, parse_number};
use super::table::Table;

/// Fewest cells that show how a column behaves.
const LEAST: usize = 30;
/// Mean of weights that keep the number of respondents, as near as rounding leaves it.
const ONE: std::ops::RangeInclusive<f64> = 0.98..=1.02;
/// Longest header of a column that is worked out; longer ones are questions.
const LONGEST_HEADER: usize = 4;

/// True if numbers behave as weights do, whatever their header: positive, with many decimals, of
/// mean one.
#[allow(clippy::cast_precision_loss, reason = "rows are far fewer than 2^52")]
pub(crate) fn behaves_like_weights(column: &Column) -> bool {
    if column.name.contains('?') || header_words(&column.name).len() > LONGEST_HEADER {
        return false;
    }
    let numbers: Vec<f64> = column.map(parse_number).into_iter().flatten().collect();
    if numbers.len() < LEAST || numbers.iter().any(|number| *number <= 0.0) {
        return false;
    }
    let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
    // A rating or a price has two decimals at most.
    let fine = |number: &&f64| (**number * 100.0).fract().abs() > 1e-6;
    let different: BTreeSet<u64> = numbers.iter().map(|number| number.to_bits()).collect();
    ONE.contains(&mean)
        && numbers.iter().filter(fine).count() * 4 >= numbers.len() * 3
        && different.len() >= 5
}

/// Numbers that may stand for no answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StandIns {
    /// The numbers as they are written, with how many cells hold each.
    pub(crate) values: Vec<(String, usize)>,
    /// Between which the others lie.
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// Programs write these where somebody gave no answer.
const CODES: [f64; 21] = [
    9.0, 99.0, 999.0, 9999.0, 99999.0, 8.0, 88.0, 888.0, 8888.0, 98.0, 97.0, 998.0, 997.0, -1.0,
    -2.0, -8.0, -9.0, -88.0, -99.0, -999.0, -9999.0,
];
/// Cells that must hold such a number: one may be an answer.
const LEAST_CELLS: usize = 3;
/// Share of the range of the others by which it must be apart from them.
const APART: f64 = 0.25;

/// The numbers of an item that may stand for no answer: codes that programs use, several times, and
/// apart from all other numbers of the column.
pub(crate) fn stand_ins(table: &Table, item: &Item) -> Option<StandIns> {
    let [column] = item.columns[..] else { return None };
    if !matches!(item.scale, Scale::Numeric | Scale::Count | Scale::Ordinal) {
        return None;
    }
    let column = &table.columns[column];
    let numbers: Vec<Option<f64>> = column.map(parse_number);
    let is_code = |number: &f64| CODES.iter().any(|code| code.total_cmp(number).is_eq());
    let known = || numbers.iter().copied().flatten();
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    let mut others: BTreeSet<u64> = BTreeSet::new();
    let plain: Vec<f64> = known().filter(|number| !is_code(number)).collect();
    for number in &plain {
        (low, high) = (low.min(*number), high.max(*number));
        others.insert(number.to_bits());
    }
    if others.len() < 3 || plain.len() < LEAST {
        return None;
    }
    let room = APART * (high - low);
    let apart = |code: f64| (code < 0.0 && low >= 0.0) || code > high + room || code < low - room;
    let mut values = Vec::new();
    for code in CODES {
        let holds = |number: &Option<f64>| number.is_some_and(|own| own.total_cmp(&code).is_eq());
        let cells = numbers.iter().filter(|number| holds(number)).count();
        let Some(first) = numbers.iter().position(|number| holds(&number.to_owned())) else {
            continue;
        };
        if cells >= LEAST_CELLS && apart(code) {
            values.push((column.text(first).trim().to_owned(), cells));
        }
    }
    (!values.is_empty()).then_some(StandIns { values, low, high })
}

/// Fewer different cells are answers to choose from, such as channels.
const MANY: usize = 20;

/// True if the cells of a column look like names of people: two or three words that begin with a
/// capital, and many of them.
pub(crate) fn looks_like_names(column: &Column) -> bool {
    let texts: Vec<(bool, bool)> = column.map(|text| (!text.trim().is_empty(), is_name(text)));
    let filled = texts.iter().filter(|(filled, _)| *filled).count();
    let names = texts.iter().filter(|(_, name)| *name).count();
    let different: BTreeSet<String> =
        (0..column.len()).map(|row| column.text(row).trim().to_lowercase()).collect();
    filled >= LEAST && names * 10 >= filled * 9 && different.len() >= MANY
}

fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_part = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().any(char::is_lowercase)
            && letters.all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
    };
    (2..=3).contains(&words.len()) && words.iter().all(is_part)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::finding::Findings;
    use crate::sources::{SourceFile, infer_items};

    fn table(header: &str, rows: usize, row: impl Fn(usize) -> String) -> Table {
        let rows: String = (0..rows).map(|number| format!("{}\n", row(number))).collect();
        let file = SourceFile::from_bytes("t.csv", format!("{header}\n{rows}")).unwrap();
        Table::from_file(file, None, None, &mut Findings::default()).unwrap()
    }

    #[test]
    fn numbers_of_mean_one_with_many_decimals_behave_like_weights() {
        let weights = |n: usize| format!("{n},{}", 0.61237 + 0.01324 * (n % 60) as f64);
        assert!(behaves_like_weights(&table("id,gew", 60, weights).columns[1]));
        assert!(!behaves_like_weights(
            &table("id,Price", 60, |n| format!("{n},1.0{}", n % 9)).columns[1]
        ));
        assert!(!behaves_like_weights(
            &table("id,rate", 60, |n| format!("{n},{}", 1 + n % 2)).columns[1]
        ));
    }

    #[test]
    fn codes_apart_from_all_numbers_may_stand_for_no_answer() {
        let found = |row: &dyn Fn(usize) -> String| {
            let table = table("id,q", 120, |n| format!("P{n},{}", row(n)));
            let items = infer_items(&table, &BTreeMap::new(), &mut Findings::default());
            stand_ins(&table, &items[1]).map(|found| found.values)
        };
        let age = |n: usize| if n % 20 == 3 { "999".to_owned() } else { (18 + n % 60).to_string() };
        assert_eq!(found(&age), Some(vec![("999".to_owned(), 6)]));
        let grade = |n: usize| if n % 20 == 3 { "9".to_owned() } else { (1 + n % 5).to_string() };
        assert_eq!(found(&grade), Some(vec![("9".to_owned(), 6)]));
        let minus = |n: usize| if n % 30 == 3 { "-1".to_owned() } else { (n % 40).to_string() };
        assert_eq!(found(&minus), Some(vec![("-1".to_owned(), 4)]));
        // Nine of ten, ninety-nine years and a change of minus one are answers.
        assert_eq!(found(&|n| (n % 11).to_string()), None);
        assert_eq!(found(&|n| (20 + n % 80).to_string()), None);
        assert_eq!(found(&|n| format!("{}", n as i64 % 9 - 4)), None);
    }

    #[test]
    fn names_are_told_from_words() {
        let first = ["Ana", "Björn", "Chloé", "Dmitri", "Ewa", "Farid", "Gül"];
        let last = ["Müller", "O'Neill", "Ruiz-Sanz", "Li", "Kowalska", "Haddad"];
        let name = |n: usize| format!("{n},{} {}", first[n % 7], last[n / 7 % 6]);
        assert!(looks_like_names(&table("id,Kunde", 40, name).columns[1]));
        let words = |n: usize| format!("{n},Too slow {n}");
        assert!(!looks_like_names(&table("id,Why", 40, words).columns[1]));
    }
}

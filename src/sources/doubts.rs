//! Columns that may be something else than they seem: weights, numbers for no answer. Values
//! decide; what a header says is asked for elsewhere.

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
    // A rating or a price has two decimals at most.
    let fine = |number: &f64| (*number * 100.0).fract().abs() > 1e-6;
    // Levels tell without a look at the rows that there is no such number.
    let has_fine = |text: &str| parse_number(text).as_ref().is_some_and(fine);
    if column.levels().is_some_and(|levels| !levels.iter().any(|(text, _)| has_fine(text))) {
        return false;
    }
    let numbers: Vec<f64> = column.map(parse_number).into_iter().flatten().collect();
    if numbers.len() < LEAST || numbers.iter().any(|number| *number <= 0.0) {
        return false;
    }
    let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
    let different: BTreeSet<u64> = numbers.iter().map(|number| number.to_bits()).collect();
    ONE.contains(&mean)
        && numbers.iter().filter(|number| fine(number)).count() * 4 >= numbers.len() * 3
        && different.len() >= 5
}

/// Numbers that may stand for no answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StandIns {
    /// The numbers as they are written, with how many cells hold each.
    pub(crate) values: Vec<(String, usize)>,
    /// True if they can hardly be answers; otherwise they may well be.
    pub(crate) are_sure: bool,
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
/// Different numbers beside the codes that show the usual step.
const LEAST_OTHERS: usize = 3;
/// Usual steps that a hole between answers and a code has at least.
const HOLE: f64 = 3.0;
/// The codes below zero that are also answers of scales around zero.
const AROUND_ZERO: f64 = -2.0;

/// The numbers of an item that may stand for no answer: codes that programs use, several times, at
/// an end of the column and behind a hole.
pub(crate) fn stand_ins(table: &Table, item: &Item) -> Option<StandIns> {
    let [column] = item.columns[..] else { return None };
    if !matches!(item.scale, Scale::Numeric | Scale::Count | Scale::Ordinal) {
        return None;
    }
    let column = &table.columns[column];
    let is_code = |text: &str| {
        parse_number(text)
            .is_some_and(|number| CODES.iter().any(|code| code.total_cmp(&number).is_eq()))
    };
    // Levels tell without a look at the rows that there is no code among them.
    if column.levels().is_some_and(|levels| !levels.iter().any(|(text, _)| is_code(text))) {
        return None;
    }
    let mut known: Vec<Known> = Vec::new();
    let mut numbers: Vec<(f64, usize)> = column
        .map(parse_number)
        .into_iter()
        .enumerate()
        .filter_map(|(row, number)| Some((number? + 0.0, row)))
        .collect();
    numbers.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    for (number, row) in numbers {
        match known.last_mut() {
            Some(last) if last.number.total_cmp(&number).is_eq() => last.cells += 1,
            _ => known.push(Known { number, row, cells: 1 }),
        }
    }
    let (above, rest) = above(&known);
    let (below, rest) = below(rest);
    let ends = [below, above];
    // What is certain at one end says nothing of the other.
    let are_sure = ends.iter().flatten().any(|(_, sure)| *sure);
    let chosen = ends.iter().flatten().filter(|(_, sure)| *sure == are_sure);
    let written = |known: &Known| (column.text(known.row).trim().to_owned(), known.cells);
    let values: Vec<(String, usize)> =
        chosen.flat_map(|(codes, _)| codes.iter().map(written)).collect();
    let (low, high) = (rest.first()?.number, rest.last()?.number);
    (!values.is_empty()).then_some(StandIns { values, are_sure, low, high })
}

/// A number of a column.
struct Known {
    number: f64,
    /// Its first row.
    row: usize,
    cells: usize,
}

impl Known {
    fn is_code(&self) -> bool {
        self.cells >= LEAST_CELLS && CODES.iter().any(|code| code.total_cmp(&self.number).is_eq())
    }
}

/// Codes at an end, and whether they can hardly be answers.
type End<'a> = Option<(&'a [Known], bool)>;

/// The steps between ordered numbers: the usual and the widest; `None` where too little is known.
fn steps(known: &[Known]) -> Option<(f64, f64)> {
    let cells: usize = known.iter().map(|known| known.cells).sum();
    if known.len() < LEAST_OTHERS || cells < LEAST {
        return None;
    }
    let mut steps: Vec<f64> =
        known.windows(2).map(|pair| pair[1].number - pair[0].number).collect();
    steps.sort_by(f64::total_cmp);
    Some((steps[steps.len() / 2], steps[steps.len() - 1]))
}

/// The codes above all other numbers, and the numbers below them: those that are more than twice
/// as high, or else those behind a hole.
fn above(known: &[Known]) -> (End<'_>, &[Known]) {
    let first = known.iter().rposition(|known| !known.is_code()).map_or(0, |at| at + 1);
    let mut doubtful = None;
    for at in first.max(1)..known.len() {
        let (others, codes) = known.split_at(at);
        let Some((usual, widest)) = steps(others) else { continue };
        let (high, code) = (others[at - 1].number, codes[0].number);
        if code <= 0.0 || code - high < HOLE * usual {
            continue;
        }
        if code - high >= 2.0 * widest && code >= 2.0 * high + usual {
            return (Some((codes, true)), others);
        }
        doubtful = doubtful.or(Some(at));
    }
    match doubtful.map(|at| known.split_at(at)) {
        Some((others, codes)) => (Some((codes, false)), others),
        None => (None, known),
    }
}

/// The codes below all other numbers, and the numbers above them: those below zero where no other
/// number is, or else those behind a hole.
fn below(known: &[Known]) -> (End<'_>, &[Known]) {
    let last = known.iter().position(|known| !known.is_code()).unwrap_or(known.len());
    let mut doubtful = None;
    for at in (1..=last).rev() {
        let (codes, others) = known.split_at(at);
        let (Some((usual, widest)), Some(lowest)) = (steps(others), others.first()) else {
            continue;
        };
        let (low, high) = (lowest.number, others[others.len() - 1].number);
        let (code, hole) = (codes[at - 1].number, low - codes[at - 1].number);
        let alone_below_zero = code < 0.0 && low >= 0.0;
        // A scale around zero has as many steps on either side.
        let is_symmetric = code >= AROUND_ZERO && high <= -codes[0].number;
        let is_sure = match alone_below_zero {
            true => code < AROUND_ZERO || low > 0.0,
            false => code < 0.0 && code <= 2.0 * low - usual && hole >= 2.0 * widest,
        };
        if is_symmetric || !(alone_below_zero || hole >= HOLE * usual) {
            continue;
        }
        if is_sure {
            return (Some((codes, true)), others);
        }
        doubtful = doubtful.or(Some(at));
    }
    match doubtful.map(|at| known.split_at(at)) {
        Some((codes, others)) => (Some((codes, false)), others),
        None => (None, known),
    }
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
            stand_ins(&table, &items[1]).map(|found| (found.values, found.are_sure))
        };
        let one =
            |code: &str, cells: usize, sure: bool| Some((vec![(code.to_owned(), cells)], sure));
        let with = |code: &'static str, other: &'static dyn Fn(usize) -> usize| {
            move |n: usize| if n % 20 == 3 { code.to_owned() } else { other(n).to_string() }
        };
        assert_eq!(found(&with("999", &|n| 18 + n % 60)), one("999", 6, true));
        assert_eq!(found(&with("9", &|n| 1 + n % 4)), one("9", 6, true));
        assert_eq!(found(&with("-9", &|n| n % 40)), one("-9", 6, true));
        assert_eq!(found(&with("-1", &|n| 1 + n % 5)), one("-1", 6, true));
        let two = |n: usize| ["98", "99", "1", "2", "3", "4"][n % 6].to_owned();
        let both = vec![("98".to_owned(), 20), ("99".to_owned(), 20)];
        assert_eq!(found(&two), Some((both, true)));
        // Nine behind five, minus one before zero and ninety-nine years may be answers.
        assert_eq!(found(&with("9", &|n| 1 + n % 5)), one("9", 6, false));
        assert_eq!(found(&with("-1", &|n| n % 40)), one("-1", 6, false));
        assert_eq!(found(&with("99", &|n| 20 + n % 60)), one("99", 6, false));
        let price = |n: usize| ["99", "149", "199", "299", "399", "449", "499", "999"][n % 8];
        assert_eq!(found(&|n| price(n).to_owned()), one("999", 15, false));
    }

    #[test]
    fn ends_of_scales_are_answers() {
        let found = |row: &dyn Fn(usize) -> i64| {
            let table = table("id,q", 120, |n| format!("P{n},{}", row(n)));
            let items = infer_items(&table, &BTreeMap::new(), &mut Findings::default());
            stand_ins(&table, &items[1])
        };
        assert_eq!(found(&|n| n as i64 % 11), None);
        assert_eq!(found(&|n| n as i64 % 10), None);
        assert_eq!(found(&|n| 1 + n as i64 % 9), None);
        assert_eq!(found(&|n| 5 + n as i64 % 5), None);
        assert_eq!(found(&|n| [1, 2, 3, 4, 5, 6, 7, 9][n % 8]), None);
        assert_eq!(found(&|n| 20 + n as i64 % 80), None);
        assert_eq!(found(&|n| n as i64 % 9 - 4), None);
        assert_eq!(found(&|n| n as i64 % 5 - 2), None);
    }
}

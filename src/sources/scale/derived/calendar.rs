//! Columns that hold the year, quarter, month or day of the week of a date.

use std::collections::BTreeMap;

use super::super::super::dates::{date_parts, read_days};
use super::super::super::derivation::Derivation;
use super::super::super::table::Table;
use super::super::item::Item;
use super::super::kind::Scale;
use super::found::Found;
use super::mapping::LEAST_EVIDENCE;
use super::variable::{LEAST_ROWS, Variable, Variables};
use crate::finding::Findings;
use crate::locator::position32;

/// Fewest rows with a date.
const LEAST: usize = LEAST_ROWS;
/// Names of months and days that are no numbers.
const LEAST_NAMES: usize = 4;

/// Finds the columns that are parts of a date in the same row.
pub(super) fn parts(variables: &Variables, table: &Table, items: &[Item], found: &mut Found) {
    let dates = items.iter().filter(|item| item.scale == Scale::Date && item.columns.len() == 1);
    for item in dates {
        let column = item.columns[0];
        let rows: Vec<u32> = variables.sample.iter().map(|row| position32(*row)).collect();
        let sampled = table.columns[column].pick(&rows);
        let days = read_days(&sampled, &table.name, None, &mut Findings::default());
        let parts: Vec<Option<[i64; 4]>> =
            days.into_iter().map(|day| day.map(date_parts)).collect();
        for variable in &variables.all {
            if variable.may_follow && found.is_open(variable) && is_part(variable, &parts) {
                found.add(variable, vec![column], Derivation::DatePart);
            }
        }
    }
}

/// True if each answer is made of numbers of the date, or names a month or a day of the week.
fn is_part(variable: &Variable, parts: &[Option<[i64; 4]>]) -> bool {
    let known: Vec<(usize, &[i64; 4])> = variable
        .codes
        .iter()
        .zip(parts)
        .filter_map(|(code, parts)| Some(((*code as usize).checked_sub(1)?, parts.as_ref()?)))
        .collect();
    if known.len() < LEAST || known.len() * 10 < variable.answered() * 9 {
        return false;
    }
    let numbers: Vec<Vec<i64>> = variable.labels.iter().map(|label| numbers_in(label)).collect();
    let answers = different(known.iter().map(|(answer, _)| *answer));
    if is_made_of_numbers(&known, &numbers) {
        return answers >= 2 && evidence(&known) >= LEAST_EVIDENCE;
    }
    let words = numbers.iter().all(Vec::is_empty);
    words && answers >= LEAST_NAMES && [2, 3].iter().any(|part| names(&known, *part, answers))
}

/// True if each number of the answers is one and the same part of the date on all rows.
fn is_made_of_numbers(known: &[(usize, &[i64; 4])], numbers: &[Vec<i64>]) -> bool {
    let length = known.first().map_or(0, |(answer, _)| numbers[*answer].len());
    let part_of = |parts: &[i64; 4], part: usize| {
        let [year, quarter, month, _] = *parts;
        [year, year % 100, quarter, month][part]
    };
    let is_part = |at: usize| {
        let fits = |part: usize| {
            known.iter().all(|(answer, parts)| {
                numbers[*answer].get(at).copied() == Some(part_of(parts, part))
            })
        };
        (0..4).any(fits)
    };
    length > 0
        && known.iter().all(|(answer, _)| numbers[*answer].len() == length)
        && (0..length).all(is_part)
}

/// How unlikely it is that chance made all answers agree with the date, as a natural logarithm.
#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn evidence(known: &[(usize, &[i64; 4])]) -> f64 {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    known.iter().for_each(|(answer, _)| *counts.entry(*answer).or_default() += 1);
    let all = known.len().max(1) as f64;
    let agree: f64 = counts.values().map(|count| (*count as f64 / all).powi(2)).sum();
    all * -libm::log(agree)
}

/// True if answers and months, or days of the week, go with one another, each several times.
fn names(known: &[(usize, &[i64; 4])], part: usize, answers: usize) -> bool {
    let mut of_answer: BTreeMap<usize, i64> = BTreeMap::new();
    let same = known
        .iter()
        .all(|(answer, parts)| *of_answer.entry(*answer).or_insert(parts[part]) == parts[part]);
    let mut values: Vec<i64> = of_answer.into_values().collect();
    values.sort_unstable();
    values.dedup();
    same && values.len() == answers && known.len() >= 3 * answers
}

fn different<T: Ord>(values: impl Iterator<Item = T>) -> usize {
    values.collect::<std::collections::BTreeSet<T>>().len()
}

fn numbers_in(text: &str) -> Vec<i64> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    digits.filter_map(|part| part.parse().ok()).collect()
}

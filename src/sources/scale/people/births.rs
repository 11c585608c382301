//! Dates of birth.

use super::super::super::dates::{Day, read_days};
use super::super::super::personal_kind::PersonalKind;
use super::super::super::table::Table;
use super::personal_column::PersonalColumn;
use crate::finding::Findings;
use crate::locator::position32;

/// Fewest rows with a date.
const LEAST: usize = 8;
const YEAR: Day = 365;
/// As many rows tell as much as more do.
const MOST_ROWS: usize = 5_000;

/// Of columns of dates, as item and column, those of birth: they spread over decades, hardly one is
/// twice there, and who was born on the latest is no infant when the other dates of the table were
/// written.
pub(super) fn of_birth(table: &Table, dates: &[(usize, usize)]) -> Vec<PersonalColumn> {
    let read = |(item, column): &(usize, usize)| {
        let step = table.rows().div_ceil(MOST_ROWS).max(1);
        let rows: Vec<u32> = (0..table.rows()).step_by(step).map(position32).collect();
        let sampled = table.columns[*column].pick(&rows);
        let read = read_days(&sampled, &table.name, None, &mut Findings::default());
        let mut days: Vec<Day> = read.into_iter().flatten().collect();
        days.sort_unstable();
        (*item, days)
    };
    let read: Vec<(usize, Vec<Day>)> = dates.iter().map(read).collect();
    let mut found = Vec::new();
    for (at, (item, days)) in read.iter().enumerate() {
        let others = read.iter().enumerate().filter(|(other, _)| *other != at);
        let latest = others.filter_map(|(_, (_, days))| days.last().copied()).max();
        if are_births(days, latest) {
            let (kind, in_doubt) = (PersonalKind::BirthDates, latest.is_none());
            found.push(PersonalColumn { item: *item, kind, in_doubt });
        }
    }
    found
}

/// True if dates, from the earliest to the latest, are those of births. `written` is when the rest
/// of the table was.
fn are_births(days: &[Day], written: Option<Day>) -> bool {
    if days.len() < LEAST {
        return false;
    }
    let share = |part: usize| days[(days.len() - 1) * part / 100];
    let mut different = days.to_vec();
    different.dedup();
    // Nine in ten of them lie decades apart.
    let spread = share(95) - share(5) >= 20 * YEAR;
    let apart = different.len() * 100 >= days.len() * 85;
    // Days of many months and no first of January or month, as programs write what is not known.
    let ages = |written: Day| written - share(95) >= 10 * YEAR && written - share(5) <= 110 * YEAR;
    spread && apart && written.is_none_or(ages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn births_lie_decades_before_the_rest_of_a_table() {
        let births: Vec<Day> = (0..60).map(|n| -9_000 + n * 331 + n * n % 17).collect();
        assert!(are_births(&births, Some(20_000)) && are_births(&births, None));
        // Customers who joined until yesterday, visits of one year, and the same few days.
        assert!(!are_births(&births, Some(10_600)));
        assert!(!are_births(&(0..60).map(|n| 19_000 + n * 6).collect::<Vec<_>>(), Some(20_000)));
        assert!(!are_births(&[-9_000; 30], Some(20_000)));
    }
}

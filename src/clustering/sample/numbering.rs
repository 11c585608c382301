//! Numbers of units: accounts, and rows alone.

use std::collections::BTreeMap;

use crate::locator::position32;

/// The units of these respondents; empty where no two of them share one, or all do: then they were
/// drawn from it one by one.
pub(super) fn shared_units(units: &[u32], respondents: &[u32]) -> Vec<u32> {
    let of: Vec<u32> =
        respondents.iter().filter_map(|person| units.get(*person as usize).copied()).collect();
    let mut seen = BTreeMap::new();
    of.iter().for_each(|unit| *seen.entry(*unit).or_insert(0) += 1);
    if seen.len() > 1 && seen.values().any(|rows| *rows > 1) { of } else { Vec::new() }
}

/// Numbers units in the order of their first rows.
pub(super) fn number_by_first_row(units: &mut [u32]) {
    let mut numbers = BTreeMap::new();
    for unit in units {
        let next = position32(numbers.len());
        *unit = *numbers.entry(*unit).or_insert(next);
    }
}

//! The order of rows whose first ones stand for all.

use rayon::prelude::*;

use super::rows::{PackedRows, mix};

/// First rows that stand for all, for what costs most: checks of pairs of columns.
pub(in crate::clustering) const SMALL_PART: usize = 2_000;
/// First rows that stand for all, for what is fitted many times.
pub(in crate::clustering) const MEDIUM_PART: usize = 5_000;
/// First rows that stand for all, for what is fitted or counted a few times.
pub(in crate::clustering) const LARGE_PART: usize = 20_000;
const BEGINNINGS: [usize; 3] = [SMALL_PART, MEDIUM_PART, LARGE_PART];

impl PackedRows {
    /// The order of the rows that their content decides: by a hash, and where hashes agree by
    /// content, weight, what the rows of the same unit say, and number.
    pub(super) fn order(&self, weights: &[f64], units: &[u32]) -> Vec<u32> {
        // A hash in place of the file's order: neither the order of rows nor of sources may decide
        // a result.
        let weight = |row: u32| weights.get(row as usize).map_or(0, |weight| weight.to_bits());
        let rows = u32::try_from(self.len()).expect("fewer than 2^32 rows");
        let mut keyed: Vec<(u64, u32)> =
            (0..rows).into_par_iter().map(|row| (self.hash(row as usize), row)).collect();
        // Sums do not depend on the order of the rows that they are made of.
        let mut said = vec![0_u64; units.iter().max().map_or(0, |most| *most as usize + 1)];
        for ((hash, row), unit) in keyed.iter().zip(units) {
            let sum = &mut said[*unit as usize];
            *sum = sum.wrapping_add(mix(weight(*row), *hash));
        }
        let by_unit = |row: u32| units.get(row as usize).map_or(0, |unit| said[*unit as usize]);
        keyed.par_sort_unstable_by(|(a, p), (b, q)| {
            a.cmp(b)
                .then_with(|| self.content(*p as usize).cmp(self.content(*q as usize)))
                .then_with(|| weight(*p).cmp(&weight(*q)))
                .then_with(|| by_unit(*p).cmp(&by_unit(*q)))
                .then(p.cmp(q))
        });
        let mut rows: Vec<u32> = keyed.into_iter().map(|(_, row)| row).collect();
        if units.is_empty() {
            return fair_beginnings(rows, |row| row);
        }
        // By what the whole unit says: by their first rows large units would come first.
        let unit = |row: u32| units[row as usize];
        rows.par_sort_by_key(|row| (by_unit(*row), unit(*row)));
        fair_beginnings(rows, unit)
    }
}

/// The parts of a beginning above which a unit is broken up: one large account must not fill it.
const PARTS: usize = 50;

/// The rows with those of each beginning spread evenly over what follows: equal rows stand side by
/// side, so that the first of many would hold few of the ways to answer. Rows of one unit stand
/// side by side and stay together where they are few: of one from each unit, nothing would tell how
/// units differ.
fn fair_beginnings(mut rows: Vec<u32>, unit: impl Fn(u32) -> u32) -> Vec<u32> {
    let mut ordered: Vec<u32> = Vec::with_capacity(rows.len());
    for beginning in BEGINNINGS {
        let (wanted, all) = (beginning.saturating_sub(ordered.len()), rows.len());
        if all <= wanted {
            break;
        }
        let (mut taken, mut passed) = (0, 0);
        let mut left = Vec::with_capacity(all - wanted);
        let units = rows.chunk_by(|a, b| unit(*a) == unit(*b));
        for of_unit in units.flat_map(|of_unit| of_unit.chunks((wanted / PARTS).max(1))) {
            if taken < wanted && passed >= taken * all / wanted {
                ordered.extend(of_unit);
                taken += of_unit.len();
            } else {
                left.extend(of_unit);
            }
            passed += of_unit.len();
        }
        rows = left;
    }
    ordered.extend(rows);
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clustering::random::SplitMix64;

    #[test]
    fn first_rows_are_spread_over_all() {
        let order = fair_beginnings((0..100_000).collect(), |row| row);
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..100_000));
        for beginning in BEGINNINGS {
            let below = order[..beginning].iter().filter(|row| **row < 30_000).count();
            assert!(below.abs_diff(beginning * 3 / 10) <= 3, "{below} of {beginning}");
        }
        // Few rows stay as they are.
        assert!(fair_beginnings((0..2_000).collect(), |row| row).into_iter().eq(0..2_000));
        let some = fair_beginnings((0..2_001).collect(), |row| row);
        assert_eq!((some[1_999], some[2_000]), (1_999, 2_000));
    }
    #[test]
    fn first_rows_hold_whole_units_of_every_size() {
        let mut draws = SplitMix64::new(3, &[]);
        let sizes = (0..7_000_u32).map(|unit| (unit, if draws.below(2) == 0 { 5 } else { 25 }));
        let units: Vec<u32> =
            sizes.flat_map(|(unit, size)| std::iter::repeat_n(unit, size)).collect();
        let unit = |row: u32| units[row as usize];
        let order = fair_beginnings((0..u32::try_from(units.len()).unwrap()).collect(), unit);
        for beginning in BEGINNINGS {
            let taken: Vec<&[u32]> =
                order[..beginning].chunk_by(|a, b| unit(*a) == unit(*b)).collect();
            let partial = taken.iter().filter(|unit| ![5, 25].contains(&unit.len())).count();
            let small = taken.iter().filter(|unit| unit.len() == 5).count();
            assert!(partial <= 2, "{partial} of {beginning}");
            assert!(small.abs_diff(taken.len() / 2) <= taken.len() / 6, "{small} of {beginning}");
        }
    }

    #[test]
    fn one_large_unit_fills_no_beginning() {
        // A unit of 30,000 rows among 70,000 rows alone.
        let unit = |row: u32| if (20_000..50_000).contains(&row) { 20_000 } else { row };
        let order = fair_beginnings((0..100_000).collect(), unit);
        for beginning in BEGINNINGS {
            let large = order[..beginning].iter().filter(|row| unit(**row) == 20_000).count();
            assert!(large.abs_diff(beginning * 3 / 10) <= beginning / 20, "{large}");
        }
    }
}

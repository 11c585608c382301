//! The order of rows whose first ones stand for all.

/// First rows that stand for all, for what costs most: checks of pairs of columns.
pub(in crate::clustering) const SMALL_PART: usize = 2_000;
/// First rows that stand for all, for what is fitted many times.
pub(in crate::clustering) const MEDIUM_PART: usize = 5_000;
/// First rows that stand for all, for what is fitted or counted a few times.
pub(in crate::clustering) const LARGE_PART: usize = 20_000;
const BEGINNINGS: [usize; 3] = [SMALL_PART, MEDIUM_PART, LARGE_PART];

/// The rows with those of each beginning spread evenly over what follows: equal rows stand side by
/// side, so that the first of many would hold few of the ways to answer.
pub(super) fn fair_beginnings(mut rows: Vec<u32>) -> Vec<u32> {
    let mut ordered = Vec::with_capacity(rows.len());
    for beginning in BEGINNINGS {
        let (taken, all) = (beginning - ordered.len(), rows.len());
        if all <= taken {
            break;
        }
        let mut next = 0;
        let mut left = Vec::with_capacity(all - taken);
        for (position, row) in rows.into_iter().enumerate() {
            if next < taken && position == next * all / taken {
                ordered.push(row);
                next += 1;
            } else {
                left.push(row);
            }
        }
        rows = left;
    }
    ordered.extend(rows);
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_rows_are_spread_over_all() {
        let order = fair_beginnings((0..100_000).collect());
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..100_000));
        for beginning in BEGINNINGS {
            let below = order[..beginning].iter().filter(|row| **row < 30_000).count();
            assert!(below.abs_diff(beginning * 3 / 10) <= 3, "{below} of {beginning}");
        }
        // Few rows stay as they are.
        assert!(fair_beginnings((0..2_000).collect()).into_iter().eq(0..2_000));
        let some = fair_beginnings((0..2_001).collect());
        assert_eq!((some[1_999], some[2_000]), (1_999, 2_000));
    }
}

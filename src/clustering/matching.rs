//! The matching of groups between two groupings.

/// For each row of a square table of gains the column that belongs to it, so that the sum of the
/// gains is greatest: the Hungarian method (Kuhn 1955, doi 10.1002/nav.3800020109) by shortest
/// augmenting paths, in cubic time.
pub(crate) fn best_matching(gains: &[Vec<f64>]) -> Vec<usize> {
    let size = gains.len();
    // Row 0 and column 0 mean none; potentials keep reduced costs at least 0.
    let (mut of_rows, mut of_columns) = (vec![0.0; size + 1], vec![0.0; size + 1]);
    let mut row_of = vec![0; size + 1];
    for row in 1..=size {
        row_of[0] = row;
        let (mut slack, mut from, mut done) =
            (vec![f64::INFINITY; size + 1], vec![0; size + 1], vec![false; size + 1]);
        let mut column = 0;
        while row_of[column] != 0 {
            done[column] = true;
            let (own, mut least, mut next) = (row_of[column], f64::INFINITY, 0);
            for other in 1..=size {
                if done[other] {
                    continue;
                }
                // Gains become costs by their sign: the method minimises.
                let cost = -gains[own - 1][other - 1] - of_rows[own] - of_columns[other];
                if cost < slack[other] {
                    (slack[other], from[other]) = (cost, column);
                }
                if slack[other] < least {
                    (least, next) = (slack[other], other);
                }
            }
            for other in 0..=size {
                if done[other] {
                    of_rows[row_of[other]] += least;
                    of_columns[other] -= least;
                } else {
                    slack[other] -= least;
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[from[column]];
            column = from[column];
        }
    }
    let mut matched = vec![0; size];
    (1..=size).for_each(|column| matched[row_of[column] - 1] = column - 1);
    matched
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    /// The greatest sum over all orders.
    fn greatest(gains: &[Vec<f64>], row: usize, used: &mut Vec<bool>) -> f64 {
        if row == gains.len() {
            return 0.0;
        }
        let mut best = f64::NEG_INFINITY;
        for column in 0..gains.len() {
            if !used[column] {
                used[column] = true;
                best = best.max(gains[row][column] + greatest(gains, row + 1, used));
                used[column] = false;
            }
        }
        best
    }

    proptest! {
        #[test]
        fn no_order_gains_more(
            gains in (1_usize..6).prop_flat_map(|n| vec(vec(0.0_f64..9.0, n), n)),
        ) {
            let matched = best_matching(&gains);
            let mut sorted = matched.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..gains.len()).collect::<Vec<_>>());
            let pairs = matched.iter().enumerate();
            let sum: f64 = pairs.map(|(row, column)| gains[row][*column]).sum();
            prop_assert!((sum - greatest(&gains, 0, &mut vec![false; gains.len()])).abs() < 1e-9);
        }
    }
}

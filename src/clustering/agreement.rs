//! The agreement of two groupings of the same rows.

use super::matching::best_matching;

/// Counts of rows by their group in one grouping and in the other.
pub(crate) struct Contingency {
    cells: Vec<f64>,
    rows: Vec<f64>,
    columns: Vec<f64>,
    total: f64,
}

impl Contingency {
    fn new(a: &[u16], b: &[u16], times: Option<&[u32]>) -> Self {
        let size = |labels: &[u16]| labels.iter().max().map_or(0, |most| usize::from(*most) + 1);
        let (height, width) = (size(a), size(b));
        let mut table = Self {
            cells: vec![0.0; height * width],
            rows: vec![0.0; height],
            columns: vec![0.0; width],
            total: 0.0,
        };
        for (row, (i, j)) in a.iter().zip(b).enumerate() {
            let count = times.map_or(1.0, |times| f64::from(times[row]));
            table.cells[usize::from(*i) * width + usize::from(*j)] += count;
            table.rows[usize::from(*i)] += count;
            table.columns[usize::from(*j)] += count;
            table.total += count;
        }
        table
    }

    /// Counts that were made elsewhere: rows of as many cells each.
    pub(crate) fn of_counts(counts: &[Vec<f64>]) -> Self {
        let width = counts.first().map_or(0, Vec::len);
        let rows: Vec<f64> = counts.iter().map(|row| row.iter().sum()).collect();
        let columns = (0..width).map(|column| counts.iter().map(|row| row[column]).sum()).collect();
        let total = rows.iter().sum();
        Self { cells: counts.concat(), rows, columns, total }
    }

    /// See [`adjusted_rand`].
    pub(crate) fn adjusted_rand(&self) -> f64 {
        let pairs = |counts: &[f64]| counts.iter().map(|n| n * (n - 1.0) / 2.0).sum::<f64>();
        let (both, first, second) = (pairs(&self.cells), pairs(&self.rows), pairs(&self.columns));
        let all = self.total * (self.total - 1.0) / 2.0;
        let expected = if all > 0.0 { first * second / all } else { 0.0 };
        let most = f64::midpoint(first, second);
        // Both put all rows into one group, or each row alone: the index is 0 / 0, and they agree.
        if (most - expected).abs() < f64::EPSILON * most.max(1.0) {
            1.0
        } else {
            (both - expected) / (most - expected)
        }
    }

    /// See [`best_jaccard`], of one group.
    pub(crate) fn best_jaccard(&self, group: usize) -> Option<f64> {
        let width = self.columns.len();
        let size = self.rows.get(group).copied().filter(|size| *size > 0.0)?;
        let index = |other: usize| {
            let shared = self.cells[group * width + other];
            shared / (size + self.columns[other] - shared)
        };
        (0..width).map(index).max_by(f64::total_cmp)
    }

    /// The cells, filled up with 0 to as many rows as columns, at least `least`.
    fn square(&self, least: usize) -> Vec<Vec<f64>> {
        let width = self.columns.len();
        let size = least.max(width);
        let cell = |row: usize, column: usize| {
            if column < width { self.cells.get(row * width + column).copied() } else { None }
        };
        (0..size)
            .map(|row| (0..size).map(|column| cell(row, column).unwrap_or(0.0)).collect())
            .collect()
    }
}

/// Adjusted Rand index (Hubert and Arabie 1985, doi 10.1007/BF01908075): 1 for equal groupings, 0
/// on average for unrelated ones.
///
/// Two groupings that both put everything into one group, or every row alone, are equal: 1.
///
/// # Formula
///
/// ```text
/// (Σ_ij C(n_ij,2) - E) / ((Σ_i C(a_i,2) + Σ_j C(b_j,2)) / 2 - E)
/// E = Σ_i C(a_i,2) Σ_j C(b_j,2) / C(n,2)
/// ```
///
/// ```
/// use persona_synthesis::clustering::adjusted_rand;
///
/// assert_eq!(adjusted_rand(&[0, 0, 1, 1], &[1, 1, 0, 0]), 1.0);
/// assert!((adjusted_rand(&[0, 0, 1, 1], &[0, 0, 1, 2]) - 4.0 / 7.0).abs() < 1e-12);
/// ```
///
/// Groupings of different numbers of rows have none: NaN.
#[must_use]
pub fn adjusted_rand(a: &[u16], b: &[u16]) -> f64 {
    if a.len() != b.len() {
        return f64::NAN;
    }
    // Unused labels would add empty rows to the table and nothing to the index.
    Contingency::new(&without_gaps(a), &without_gaps(b), None).adjusted_rand()
}

/// Labels in the same order, numbered from 0 without gaps: a table of them has no row that is
/// empty.
fn without_gaps(labels: &[u16]) -> Vec<u16> {
    let mut used = labels.to_vec();
    used.sort_unstable();
    used.dedup();
    let place = |label: &u16| used.partition_point(|other| other < label);
    labels.iter().map(|label| u16::try_from(place(label)).unwrap_or(u16::MAX)).collect()
}

/// For each group of `a` the greatest Jaccard index with a group of `b`, over rows counted `times`
/// (Hennig 2007, doi 10.1016/j.csda.2006.11.025): shared members over all members of either. `None`
/// for a group without members.
pub(super) fn best_jaccard(a: &[u16], b: &[u16], groups: usize, times: &[u32]) -> Vec<Option<f64>> {
    let table = Contingency::new(a, b, Some(times));
    (0..groups).map(|group| table.best_jaccard(group)).collect()
}

/// For each group of `a` the share of its members, counted `times`, who are in the group of `b`
/// that is matched to it one to one. `None` for a group without members.
pub(super) fn return_shares(
    a: &[u16],
    b: &[u16],
    groups: usize,
    times: &[u32],
) -> Vec<Option<f64>> {
    let table = Contingency::new(a, b, Some(times));
    // Matching is one to one, so the table is filled up where there are fewer groups.
    let gains = table.square(groups);
    let matched = best_matching(&gains);
    let of = |group: usize| {
        let members = table.rows.get(group).copied().filter(|members| *members > 0.0)?;
        Some(gains[group][matched[group]] / members)
    };
    (0..groups).map(of).collect()
}

/// For each group of `a` the group of `b` that is matched to it one to one, over rows counted
/// `times`.
pub(super) fn match_groups(a: &[u16], b: &[u16], groups: usize, times: &[u32]) -> Vec<usize> {
    best_matching(&Contingency::new(a, b, Some(times)).square(groups))
}

/// For each group of `a` the share of the pairs of its members that are together in `b` as well,
/// over rows counted `times`. `None` for a group of less than two.
pub(super) fn pair_shares(a: &[u16], b: &[u16], groups: usize, times: &[u32]) -> Vec<Option<f64>> {
    let table = Contingency::new(a, b, Some(times));
    let width = table.columns.len();
    let pairs = |n: f64| n * (n - 1.0);
    let of = |group: usize| {
        let size = table.rows.get(group).copied().filter(|size| *size > 1.0)?;
        let together: f64 =
            table.cells[group * width..(group + 1) * width].iter().map(|n| pairs(*n)).sum();
        Some(together / pairs(size))
    };
    (0..groups).map(of).collect()
}

/// For each group of `a` the shares of its members by their group in `b`.
pub(super) fn origins(a: &[u16], b: &[u16], groups: usize) -> Vec<Vec<f64>> {
    let table = Contingency::new(a, b, None);
    let width = table.columns.len();
    let of = |group: usize| {
        let size = table.rows.get(group).copied().unwrap_or(0.0).max(1.0);
        (0..width)
            .map(|other| table.cells.get(group * width + other).copied().unwrap_or(0.0) / size)
            .collect()
    };
    (0..groups).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn labels() -> impl Strategy<Value = (Vec<u16>, Vec<u16>)> {
        (2_usize..40).prop_flat_map(|n| {
            (proptest::collection::vec(0_u16..4, n), proptest::collection::vec(0_u16..4, n))
        })
    }

    proptest! {
        #[test]
        fn adjusted_rand_is_symmetric_and_ignores_names((a, b) in labels()) {
            let renamed: Vec<u16> = b.iter().map(|label| (label * 3 + 1) % 4).collect();
            let index = adjusted_rand(&a, &b);
            prop_assert!((index - adjusted_rand(&b, &a)).abs() < 1e-12);
            prop_assert!((index - adjusted_rand(&a, &renamed)).abs() < 1e-12);
            prop_assert!(index <= 1.0 + 1e-12);
            prop_assert!((adjusted_rand(&a, &a) - 1.0).abs() < 1e-12);
        }

        #[test]
        fn jaccard_lies_between_0_and_1((a, b) in labels()) {
            let times = vec![1; a.len()];
            for index in best_jaccard(&a, &b, 4, &times).into_iter().flatten() {
                prop_assert!((0.0..=1.0).contains(&index));
            }
            let own = best_jaccard(&a, &a, 4, &times);
            prop_assert!(own.into_iter().flatten().all(|index| index > 1.0 - 1e-12));
        }
    }

    /// scikit-learn 1.9.1, `sklearn.metrics.adjusted_rand_score`.
    #[test]
    fn adjusted_rand_equals_scikit_learn() {
        let a = [0, 0, 0, 1, 1, 1, 2, 2, 2, 2];
        let b = [0, 0, 1, 1, 1, 2, 2, 2, 2, 0];
        assert!((adjusted_rand(&a, &b) - 0.204_545_454_545_454_56).abs() < 1e-12);
    }
}

//! Logarithms of odds ratios within groups.

use crate::clustering::grouping::Grouping;

/// The logarithm of an odds ratio.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct LogOdds {
    pub(super) value: f64,
    /// Its standard error.
    pub(super) error: f64,
}

/// The common log odds ratio of two yes-or-no answers within groups: in each group that of the
/// table weighted by the posteriors, half a case added to each cell (Haldane 1956; Anscombe 1956),
/// and over groups the mean weighted by the inverse of the variances `Σ 1/n` (Woolf 1955).
pub(super) fn within(a: &[Option<bool>], b: &[Option<bool>], groups: &Grouping) -> LogOdds {
    let mut tables = vec![[0.5; 4]; groups.groups()];
    for (row, (a, b)) in a.iter().zip(b).enumerate() {
        let Some((a, b)) = a.zip(*b) else { continue };
        let cell = 2 * usize::from(a) + usize::from(b);
        let posteriors = groups.probabilities(row).iter();
        tables.iter_mut().zip(posteriors).for_each(|(table, p)| table[cell] += f64::from(*p));
    }
    let (mut sum, mut precision) = (0.0, 0.0);
    for [neither, second, first, both] in tables {
        let own = 1.0 / (1.0 / neither + 1.0 / second + 1.0 / first + 1.0 / both);
        sum += own * libm::log(both * neither / (first * second));
        precision += own;
    }
    LogOdds { value: sum / precision, error: precision.sqrt().recip() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_group_gives_the_log_odds_of_the_table() {
        let pairs = [(true, true, 9), (true, false, 1), (false, true, 2), (false, false, 8)];
        let side = |pick: fn(&(bool, bool, usize)) -> bool| -> Vec<Option<bool>> {
            pairs.iter().flat_map(|pair| vec![Some(pick(pair)); pair.2]).collect()
        };
        let (a, b) = (side(|pair| pair.0), side(|pair| pair.1));
        let all = Grouping::from_labels(1, &[0; 20]).unwrap();
        let found = within(&a, &b, &all);
        // ln (9.5 · 8.5 / (1.5 · 2.5)) and √(1/9.5 + 1/1.5 + 1/2.5 + 1/8.5).
        assert!((found.value - 3.069_602).abs() < 1e-5, "{found:?}");
        assert!((found.error - 1.135_595).abs() < 1e-5, "{found:?}");
    }

    #[test]
    fn what_groups_explain_is_no_association_within_them() {
        // Both are true in the second group alone, but for one row each way.
        let labels: Vec<usize> = (0..400).map(|row| row / 200).collect();
        let answer = |flip: usize| -> Vec<Option<bool>> {
            (0..400).map(|row| Some((row >= 200) != (row % flip == 0))).collect()
        };
        let (a, b) = (answer(10), answer(9));
        let one = Grouping::from_labels(1, &[0; 400]).unwrap();
        let two = Grouping::from_labels(2, &labels).unwrap();
        // They agree in 325 of 400 rows: 2 ln (325 / 75) = 2.93.
        assert!((within(&a, &b, &one).value - 2.93).abs() < 0.1);
        assert!(within(&a, &b, &two).value.abs() < 0.6);
    }
}

//! How many respondents unequal weights are worth.

use std::collections::BTreeMap;

/// Kish's effective number of respondents, `(Σ w)² / Σ w²`; 0 of nobody.
pub(crate) fn effective(weights: impl Iterator<Item = f64>) -> f64 {
    let (sum, squares) =
        weights.fold((0.0, 0.0), |(a, b), weight| (a + weight, b + weight * weight));
    if squares > 0.0 { sum * sum / squares } else { 0.0 }
}

/// The effective number of the units that these weights of respondents belong to.
pub(crate) fn effective_units<U: Ord>(weights: impl Iterator<Item = (U, f64)>) -> f64 {
    let mut sums: BTreeMap<U, f64> = BTreeMap::new();
    weights.for_each(|(unit, weight)| *sums.entry(unit).or_default() += weight);
    effective(sums.into_values())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two respondents who count 1 and 3: 16 / 10.
    #[test]
    fn effective_numbers_are_those_of_kish() {
        assert!((effective([1.0, 3.0].into_iter()) - 1.6).abs() < 1e-12);
        assert!(effective(std::iter::empty()).abs() < 1e-12);
        let units = [("a", 1.0), ("b", 2.0), ("b", 1.0)];
        assert!((effective_units(units.into_iter()) - 1.6).abs() < 1e-12);
    }
}

//! Rows that are drawn, weighed and halved together: people of one account answer alike, so that
//! replicates of single people would differ less than another study of other accounts (Field and
//! Welsh 2007, doi 10.1111/j.1467-9868.2007.00593.x).

use super::super::random::SplitMix64;
use super::table::Sample;

impl Sample {
    /// True where some rows belong together.
    pub(crate) fn is_in_units(&self) -> bool {
        !self.data.units.is_empty()
    }

    /// The unit of a row: its account, or the row alone.
    pub(crate) fn unit(&self, row: usize) -> usize {
        self.data.units.get(row).map_or(row, |unit| *unit as usize)
    }

    /// Number of units. Units are numbered by their first row, so that those of the first rows are
    /// the first units.
    pub(crate) fn units(&self) -> usize {
        let units = self.data.units.iter().take(self.rows).max();
        units.map_or(self.rows, |most| *most as usize + 1)
    }

    /// Number of rows of each unit.
    pub(crate) fn unit_sizes(&self) -> Vec<usize> {
        let mut sizes = vec![0; self.units()];
        (0..self.rows).for_each(|row| sizes[self.unit(row)] += 1);
        sizes
    }

    /// Number of times that each row is drawn when units are drawn with replacement.
    pub(crate) fn resample(&self, draws: &mut SplitMix64) -> Vec<u32> {
        let times = draws.resample(self.units());
        (0..self.rows).map(|row| times[self.unit(row)]).collect()
    }

    /// An exponential number for each unit, mean 1 over the rows.
    #[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
    pub(crate) fn exponential(&self, draws: &mut SplitMix64) -> Vec<f64> {
        let drawn = draws.exponential(self.units());
        if !self.is_in_units() {
            return drawn;
        }
        let factors: Vec<f64> = (0..self.rows).map(|row| drawn[self.unit(row)]).collect();
        // With a constant sum a prior weighs the same beside each draw of weights.
        let mean = factors.iter().sum::<f64>() / factors.len().max(1) as f64;
        factors.into_iter().map(|factor| factor / mean).collect()
    }

    /// For each row true if it is in the second of two random halves; units stay whole.
    pub(crate) fn halves(&self, draws: &mut SplitMix64) -> Vec<bool> {
        let mut order: Vec<usize> = (0..self.units()).collect();
        // Fisher-Yates shuffle.
        for last in (1..order.len()).rev() {
            order.swap(last, draws.below(last + 1));
        }
        let sizes = self.unit_sizes();
        let (mut second, mut filled) = (vec![false; order.len()], 0);
        for unit in order {
            // What no longer fits goes into the first half: neither is far from half of the rows.
            second[unit] = filled + sizes[unit] <= self.rows / 2;
            filled += if second[unit] { sizes[unit] } else { 0 };
        }
        (0..self.rows).map(|row| second[self.unit(row)]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::{Indicator, IndicatorMatrix, Measure, Values};
    use crate::manifest::{Facet, PersonaKind};

    /// Twelve different people, the first nine in accounts of three.
    fn sample(order: &[u8]) -> Sample {
        let values = Values::Codes(order.to_vec());
        let levels = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
        let column = Indicator::new("a", Facet::Goal, Measure::Nominal).levels(levels);
        let accounts: Vec<_> =
            order.iter().map(|code| (*code < 9).then_some(u32::from(*code) / 3)).collect();
        let matrix = IndicatorMatrix::from_columns(vec![(column, values)]).unwrap();
        Sample::of_kind(&matrix.with_accounts(&accounts).unwrap(), PersonaKind::User)
    }

    fn forwards() -> Sample {
        sample(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    }

    #[test]
    fn people_of_an_account_are_drawn_weighed_and_halved_together() {
        let sample = forwards();
        let mut sizes = sample.unit_sizes();
        sizes.sort_unstable();
        assert_eq!(sizes, [1, 1, 1, 3, 3, 3]);
        let mut draws = SplitMix64::new(4, &[]);
        for _ in 0..50 {
            let (times, factors) = (sample.resample(&mut draws), sample.exponential(&mut draws));
            let second = sample.halves(&mut draws);
            for (row, other) in (0..12).flat_map(|row| (0..row).map(move |other| (row, other))) {
                let together = sample.unit(row) == sample.unit(other);
                assert!(!together || times[row] == times[other]);
                assert!(!together || factors[row].to_bits() == factors[other].to_bits());
                assert!(!together || second[row] == second[other]);
            }
            assert!((factors.iter().sum::<f64>() - 12.0).abs() < 1e-9);
            let half = second.iter().filter(|second| **second).count();
            assert!((4..=8).contains(&half), "{half}");
        }
    }

    #[test]
    fn the_order_of_people_does_not_number_the_units() {
        let (one, other) = (forwards(), sample(&[11, 3, 7, 1, 9, 5, 0, 8, 10, 2, 6, 4]));
        let codes = |sample: &Sample| (0..12).map(|row| sample.code(row, 0)).collect::<Vec<_>>();
        let units = |sample: &Sample| (0..12).map(|row| sample.unit(row)).collect::<Vec<_>>();
        assert_eq!(codes(&one), codes(&other));
        assert_eq!(units(&one), units(&other));
    }
}

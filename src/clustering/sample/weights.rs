//! How much each row counts: its weight, the times that it was drawn, and weights for refits.

use super::table::Sample;
use crate::error::{ErrorKind, Result};

impl Sample {
    /// Number of times that a row counts: 1 in the data as they are, 0 or more in a bootstrap
    /// replicate.
    ///
    /// # Panics
    /// If there is no such row.
    #[must_use]
    pub fn times(&self, row: usize) -> u32 {
        if self.times.is_empty() { 1 } else { self.times[row] }
    }

    /// Weight of a row: the respondent's weight multiplied by the number of times that the row
    /// counts.
    ///
    /// # Panics
    /// If there is no such row.
    #[must_use]
    pub fn weight(&self, row: usize) -> f64 {
        let weight = match self.data.weights.get(row) {
            Some(weight) if self.unweighted && *weight > 0.0 => 1.0,
            Some(weight) => *weight,
            None => 1.0,
        };
        let factor = self.factors.get(row).copied().unwrap_or(1.0);
        weight * factor * f64::from(self.times(row))
    }

    /// Sum of the weights of all rows.
    #[must_use]
    pub fn total_weight(&self) -> f64 {
        (0..self.rows).map(|row| self.weight(row)).sum()
    }

    /// Copy of the sample in which row `i` counts `times[i]` times; rows that count 0 times are
    /// sorted into groups but do not shape them.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`] unless there is a number for each row.
    pub fn with_times(&self, times: Vec<u32>) -> Result<Self> {
        if times.len() != self.rows {
            let (expected, found) =
                (format!("a number for each of {} rows", self.rows), times.len().to_string());
            return Err(ErrorKind::Mismatch { expected, found }.into());
        }
        Ok(Self { times, ..self.clone() })
    }

    /// Copy of the sample in which the weight of row `i` is multiplied by `factors[i]`.
    ///
    /// # Panics
    /// Unless there is a number for each row.
    pub(crate) fn with_factors(&self, factors: Vec<f64>) -> Self {
        assert_eq!(factors.len(), self.rows, "a number for each row");
        Self { factors, ..self.clone() }
    }

    /// These rows with weights of 1; those of weight 0 still count for nothing.
    pub(crate) fn unweighted(&self) -> Self {
        Self { unweighted: true, ..self.clone() }
    }

    /// True where all rows have weight 1 and count once.
    pub(crate) fn is_plain(&self) -> bool {
        let weights = &self.data.weights[..self.data.weights.len().min(self.rows)];
        let equal = weights.is_empty() || self.unweighted && weights.iter().all(|one| *one > 0.0);
        self.times.is_empty() && self.factors.is_empty() && equal
    }
}

//! Symmetric matrices: correlations and their inverse.

use rayon::prelude::*;

/// A symmetric matrix, row by row.
#[derive(Debug, Clone)]
pub(super) struct Symmetric {
    size: usize,
    values: Vec<f64>,
}

impl Symmetric {
    /// The correlations of columns over the rows that know both, 0 where fewer than `least` do or
    /// nothing varies; 1 on the diagonal.
    #[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
    pub(super) fn correlations(columns: &[&[f64]], least: usize) -> Self {
        let size = columns.len();
        let correlation = |a: &[f64], b: &[f64]| {
            let known = || a.iter().zip(b).filter(|(x, y)| !x.is_nan() && !y.is_nan());
            let (mut n, mut sums) = (0_usize, [0.0; 2]);
            known().for_each(|(x, y)| (n, sums) = (n + 1, [sums[0] + x, sums[1] + y]));
            let [mean, other] = sums.map(|sum| sum / n.max(1) as f64);
            let (mut squares, mut products) = ([0.0; 2], 0.0);
            for (x, y) in known() {
                let (x, y) = (x - mean, y - other);
                products += x * y;
                squares = [squares[0] + x * x, squares[1] + y * y];
            }
            let both = (squares[0] * squares[1]).sqrt();
            if n >= least && both > 0.0 { products / both } else { 0.0 }
        };
        let values = (0..size * size).into_par_iter().map(|cell| {
            let (row, column) = (cell / size, cell % size);
            match row.cmp(&column) {
                std::cmp::Ordering::Equal => 1.0,
                std::cmp::Ordering::Less => correlation(columns[row], columns[column]),
                std::cmp::Ordering::Greater => 0.0,
            }
        });
        let mut all = Self { size, values: values.collect() };
        for row in 0..size {
            (0..row).for_each(|column| all.values[row * size + column] = all.at(column, row));
        }
        all
    }

    pub(super) fn at(&self, row: usize, column: usize) -> f64 {
        self.values[row * self.size + column]
    }

    /// `(1 - part) C + part I`.
    pub(super) fn shrunk(&self, part: f64) -> Self {
        let shrink = |(cell, value): (usize, &f64)| {
            let diagonal = cell / self.size == cell % self.size;
            (1.0 - part) * value + if diagonal { part } else { 0.0 }
        };
        Self { size: self.size, values: self.values.iter().enumerate().map(shrink).collect() }
    }

    /// The inverse, by the factor of Cholesky; `None` where the matrix is not positive definite.
    pub(super) fn inverse(&self) -> Option<Self> {
        let size = self.size;
        let mut factor = vec![0.0; size * size];
        for row in 0..size {
            for column in 0..=row {
                let (a, b) = (&factor[row * size..], &factor[column * size..]);
                let sum: f64 = (0..column).map(|k| a[k] * b[k]).sum();
                let rest = self.at(row, column) - sum;
                factor[row * size + column] = if row == column {
                    if rest <= f64::EPSILON {
                        return None;
                    }
                    rest.sqrt()
                } else {
                    rest / factor[column * size + column]
                };
            }
        }
        // Each column of the inverse solves L Lᵀ x = e.
        let solve = |unit: usize| {
            let mut x = vec![0.0; size];
            for row in unit..size {
                let sum: f64 = (unit..row).map(|k| factor[row * size + k] * x[k]).sum();
                x[row] = (f64::from(u8::from(row == unit)) - sum) / factor[row * size + row];
            }
            for row in (0..size).rev() {
                let sum: f64 = (row + 1..size).map(|k| factor[k * size + row] * x[k]).sum();
                x[row] = (x[row] - sum) / factor[row * size + row];
            }
            x
        };
        let values = (0..size).into_par_iter().flat_map_iter(solve).collect();
        Some(Self { size, values })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inverse_of_correlations_gives_partial_ones() {
        // Of three columns the first two correlate by .8, and the third by .5 and .4: then
        // r₁₂.₃ = (.8 - .5 · .4) / √((1 - .25)(1 - .16)) = .75593.
        let values = vec![1.0, 0.8, 0.5, 0.8, 1.0, 0.4, 0.5, 0.4, 1.0];
        let inverse = Symmetric { size: 3, values }.inverse().unwrap();
        let partial = -inverse.at(0, 1) / (inverse.at(0, 0) * inverse.at(1, 1)).sqrt();
        assert!((partial - 0.755_93).abs() < 1e-5, "{partial}");
        let none = Symmetric { size: 2, values: vec![1.0, 2.0, 2.0, 1.0] };
        assert!(none.inverse().is_none());
    }

    #[test]
    fn correlations_are_over_rows_that_know_both() {
        let (a, b) = ([1.0, 2.0, 3.0, f64::NAN], [2.0, 4.0, 6.0, 100.0]);
        assert!((Symmetric::correlations(&[&a, &b], 3).at(1, 0) - 1.0).abs() < 1e-12);
        assert!(Symmetric::correlations(&[&a, &b], 4).at(1, 0).abs() < 1e-12);
    }
}

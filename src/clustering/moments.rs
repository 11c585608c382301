//! Mean and variance of a few figures.

/// Mean; 0 of none.
#[allow(clippy::cast_precision_loss, reason = "few figures")]
pub(super) fn mean(figures: &[f64]) -> f64 {
    figures.iter().sum::<f64>() / figures.len().max(1) as f64
}

/// Unbiased variance, by n - 1; 0 of fewer than two.
#[allow(clippy::cast_precision_loss, reason = "few figures")]
pub(super) fn variance(figures: &[f64]) -> f64 {
    let mean = mean(figures);
    let squares: f64 = figures.iter().map(|figure| (figure - mean).powi(2)).sum();
    squares / figures.len().saturating_sub(1).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variance_divides_by_one_less() {
        assert!((mean(&[1.0, 2.0, 6.0]) - 3.0).abs() < 1e-12);
        assert!((variance(&[1.0, 2.0, 6.0]) - 7.0).abs() < 1e-12);
        assert!([mean(&[]), variance(&[]), variance(&[4.0])].iter().all(|none| none.abs() < 1e-12));
    }
}

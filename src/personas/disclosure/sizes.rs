//! Sizes of cells that may be shown, and the steps to which shares are rounded.

/// True where a count speaks of nobody, or of enough people.
pub(super) fn is_safe(count: usize, least: usize) -> bool {
    count == 0 || count >= least
}

/// Number of steps of a share among `people`, each step a cell of the least size.
#[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
pub(super) fn steps(people: usize, least: usize) -> f64 {
    let fits = |steps: &f64| people as f64 >= *steps * least as f64;
    [100.0, 50.0, 20.0, 10.0, 5.0, 4.0, 2.0].into_iter().find(fits).unwrap_or(1.0)
}

pub(super) fn coarse(share: f64, steps: f64) -> f64 {
    (share * steps).round() / steps
}

pub(super) fn outward(low: f64, high: f64, steps: f64) -> (f64, f64) {
    ((low * steps).floor() / steps, ((high * steps).ceil() / steps).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_told_in_steps_of_a_cell() {
        assert_eq!(
            [1000, 499, 148, 60, 9].map(|people| steps(people, 5).to_string()),
            ["100", "50", "20", "10", "1"].map(str::to_owned)
        );
    }
}

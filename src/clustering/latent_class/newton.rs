//! Steps uphill for distributions without a closed form. Their cost does not depend on the number
//! of respondents.

use super::elementary::{exp, ln};

/// Logarithms of the rates of adjacent categories: `β_l + l γ - ln Σ_m exp(β_m + m γ)`.
#[allow(clippy::cast_precision_loss, reason = "fewer than 256 levels")]
pub(super) fn adjacent_log_rates(levels: &[f64], slope: f64, mut out: impl FnMut(usize, f64)) {
    let at = |level: usize| levels[level] + level as f64 * slope;
    // Log-sum-exp: the greatest term is taken off before exponentials.
    let most = (0..levels.len()).map(at).fold(f64::NEG_INFINITY, f64::max);
    let total = most + ln((0..levels.len()).map(|level| exp(at(level) - most)).sum::<f64>());
    (0..levels.len()).for_each(|level| out(level, at(level) - total));
}

/// How many slopes there are, and what is added to each of them: rows with the same group and
/// offset are counted together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slopes<'a> {
    pub(super) groups: usize,
    pub(super) offsets: &'a [f64],
}

impl Slopes<'_> {
    /// Groups with the positions of the offsets.
    fn cells(self) -> impl Iterator<Item = (usize, usize)> {
        let offsets = self.offsets.len();
        (0..self.groups).flat_map(move |group| (0..offsets).map(move |offset| (group, offset)))
    }
}

/// Weight of a level, in a group with an offset.
type Count<'a> = &'a dyn Fn(usize, usize, usize) -> f64;

/// Rates of each cell, cells × levels, and the log-likelihood of the counts.
fn adjacent(levels: usize, slopes: Slopes<'_>, count: Count<'_>, at: &[f64]) -> (Vec<f64>, f64) {
    let (mut rates, mut sum) = (Vec::with_capacity(slopes.cells().count() * levels), 0.0);
    for (group, offset) in slopes.cells() {
        let slope = at[levels + group] + slopes.offsets[offset];
        adjacent_log_rates(&at[..levels], slope, |level, log_rate| {
            rates.push(exp(log_rate));
            sum += count(level, group, offset) * log_rate;
        });
    }
    (rates, sum)
}

/// Newton steps for adjacent categories. Coordinates: β of each level, then γ of each group; β of
/// the first level and γ of the first group stay.
#[allow(clippy::cast_precision_loss, reason = "fewer than 256 levels")]
pub(super) fn adjacent_categories(
    levels: usize,
    slopes: Slopes<'_>,
    count: Count<'_>,
    coordinates: &mut [f64],
) {
    // One step a pass is enough: generalised EM asks for a rise, not for the maximum (Dempster,
    // Laird and Rubin 1977).
    const STEPS: usize = 1;
    /// Keeps what the counts do not determine where it is.
    const RIDGE: f64 = 1e-6;
    // One β and one γ are held fixed, or a constant could move between them.
    let size = levels + slopes.groups - 2;
    // Free coordinates: levels 1.., then groups 1.. .
    let place = |free: usize| if free < levels - 1 { free + 1 } else { free + 2 };
    let (mut rates, mut reached) = adjacent(levels, slopes, count, coordinates);
    for _ in 0..STEPS {
        let (mut gradient, mut bend) = (vec![0.0; size], vec![0.0; size * size]);
        for ((group, offset), own) in slopes.cells().zip(rates.chunks_exact(levels)) {
            let count = |level: usize| count(level, group, offset);
            let n: f64 = (0..levels).map(count).sum();
            let mean: f64 = own.iter().enumerate().map(|(level, rate)| level as f64 * rate).sum();
            let slope = group.checked_sub(1).map(|group| levels - 1 + group);
            for level in 1..levels {
                // ∂/∂β_l = N_l - n ρ_l, and minus the Hessian n (1[l = m] ρ_l - ρ_l ρ_m).
                gradient[level - 1] += count(level) - n * own[level];
                for other in 1..levels {
                    let same = if level == other { own[level] } else { 0.0 };
                    bend[(level - 1) * size + other - 1] += n * (same - own[level] * own[other]);
                }
                // Mixed derivative of β_l and γ_k: n ρ_l (l - mean).
                if let Some(slope) = slope {
                    let cross = n * own[level] * (level as f64 - mean);
                    bend[(level - 1) * size + slope] += cross;
                    bend[slope * size + level - 1] += cross;
                }
            }
            if let Some(slope) = slope {
                let score = |value: &dyn Fn(usize) -> f64| {
                    (0..levels).map(|level| level as f64 * value(level)).sum::<f64>()
                };
                // ∂/∂γ_k = Σ_l l N_l - n mean; minus the second derivative is n times the variance.
                gradient[slope] += score(&count) - n * mean;
                let squares: f64 =
                    own.iter().enumerate().map(|(level, rate)| (level * level) as f64 * rate).sum();
                bend[slope * size + slope] += n * (squares - mean * mean);
            }
        }
        (0..size).for_each(|free| bend[free * size + free] += RIDGE);
        solve(&mut bend, &mut gradient);
        let before = coordinates.to_vec();
        let mut length = 1.0;
        loop {
            for (free, step) in gradient.iter().enumerate() {
                // The bound keeps empty levels from running off to infinity in one step.
                coordinates[place(free)] = before[place(free)] + (length * step).clamp(-4.0, 4.0);
            }
            let (new_rates, new) = adjacent(levels, slopes, count, coordinates);
            // Far from the maximum a Newton step may overshoot: it is shortened until it climbs.
            if new >= reached {
                (rates, reached) = (new_rates, new);
                break;
            }
            length *= 0.25;
            if length < 1e-3 {
                // No step this short climbs, so the old coordinates are the maximum for all that
                // matters.
                coordinates.copy_from_slice(&before);
                return;
            }
        }
    }
}

/// Solves `matrix x = vector` for a positive definite matrix by Cholesky decomposition; the
/// solution replaces the vector.
fn solve(matrix: &mut [f64], vector: &mut [f64]) {
    let size = vector.len();
    for row in 0..size {
        for column in 0..=row {
            let dot: f64 =
                (0..column).map(|k| matrix[row * size + k] * matrix[column * size + k]).sum();
            let rest = matrix[row * size + column] - dot;
            matrix[row * size + column] = if row == column {
                // A pivot of 0 is a direction that the counts do not determine.
                rest.max(1e-12).sqrt()
            } else {
                rest / matrix[column * size + column]
            };
        }
    }
    for row in 0..size {
        let dot: f64 = (0..row).map(|k| matrix[row * size + k] * vector[k]).sum();
        vector[row] = (vector[row] - dot) / matrix[row * size + row];
    }
    for row in (0..size).rev() {
        let dot: f64 = (row + 1..size).map(|k| matrix[k * size + row] * vector[k]).sum();
        vector[row] = (vector[row] - dot) / matrix[row * size + row];
    }
}

/// Logarithm of the negative binomial probability of a count, by logarithms of mean μ and
/// dispersion r: variance μ + μ²/r.
pub(super) fn log_negative_binomial(count: f64, log_mean: f64, log_dispersion: f64) -> f64 {
    let (mean, r) = (libm::exp(log_mean), libm::exp(log_dispersion));
    let both = libm::log(r + mean);
    libm::lgamma(count + r) - libm::lgamma(r) - libm::lgamma(count + 1.0)
        + r * (log_dispersion - both)
        + count * (log_mean - both)
}

/// Means in closed form, then a step along the parabola through three dispersions. Coordinates:
/// logarithms of means, then of the dispersion.
pub(super) fn negative_binomial(
    scores: &[f64],
    groups: usize,
    count: &dyn Fn(usize, usize) -> f64,
    coordinates: &mut [f64],
) {
    const STEP: f64 = 0.25;
    /// Beyond, the distribution is Poisson's for all that matters.
    const MOST: f64 = 9.0;
    for (group, mean) in coordinates[..groups].iter_mut().enumerate() {
        let n: f64 = (0..scores.len()).map(|level| count(level, group)).sum();
        let sum: f64 =
            scores.iter().enumerate().map(|(level, score)| score * count(level, group)).sum();
        if n > 0.0 {
            // A mean of 0 has no logarithm.
            *mean = libm::log((sum / n).max(1e-6));
        }
    }
    let means = coordinates[..groups].to_vec();
    let reached = |dispersion: f64| -> f64 {
        let mut sum = 0.0;
        for (level, score) in scores.iter().enumerate() {
            for (group, mean) in means.iter().enumerate() {
                let count = count(level, group);
                if count > 0.0 {
                    sum += count * log_negative_binomial(*score, *mean, dispersion);
                }
            }
        }
        sum
    };
    let at = coordinates[groups];
    // Derivatives by the dispersion need digamma functions; three values give the same parabola.
    let (low, middle, high) = (reached(at - STEP), reached(at), reached(at + STEP));
    let bend = low - 2.0 * middle + high;
    // A parabola that opens upwards has no maximum: the tried points decide alone.
    let step = if bend < 0.0 { (0.5 * STEP * (low - high) / bend).clamp(-1.0, 1.0) } else { 0.0 };
    let tried =
        [(at, middle), (at - STEP, low), (at + STEP, high), (at + step, reached(at + step))];
    let best = tried.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).expect("four were tried");
    coordinates[groups] = best.0.clamp(-MOST, MOST);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The gradient vanishes where the steps end.
    #[test]
    fn adjacent_categories_end_at_a_maximum() {
        let counts = [[10.0, 3.0], [6.0, 7.0], [2.0, 9.0], [1.0, 12.0]];
        let count = |level: usize, group: usize, _: usize| counts[level][group];
        let slopes = Slopes { groups: 2, offsets: &[0.0] };
        let mut at = vec![0.0; 6];
        (0..20).for_each(|_| adjacent_categories(4, slopes, &count, &mut at));
        let (_, reached) = adjacent(4, slopes, &count, &at);
        for place in [1, 2, 3, 5] {
            for step in [-1e-3, 1e-3] {
                let mut near = at.clone();
                near[place] += step;
                assert!(adjacent(4, slopes, &count, &near).1 < reached, "{place} {step}");
            }
        }
        // Expected and observed sums of scores agree in each group, as in any exponential family.
        let (rates, _) = adjacent(4, slopes, &count, &at);
        for group in 0..2 {
            let n: f64 = (0..4).map(|level| counts[level][group]).sum();
            let observed: f64 =
                (0..4_u8).map(|level| f64::from(level) * counts[usize::from(level)][group]).sum();
            let expected: f64 = (0..4_u8)
                .map(|level| f64::from(level) * n * rates[group * 4 + usize::from(level)])
                .sum();
            assert!((observed - expected).abs() < 1e-4, "{observed} {expected}");
        }
    }

    #[test]
    fn negative_binomial_rates_add_up_and_near_poisson() {
        let sum: f64 =
            (0..400).map(|count| log_negative_binomial(f64::from(count), 1.2, 0.5).exp()).sum();
        assert!((sum - 1.0).abs() < 1e-9);
        let poisson = |count: f64| count * 1.2 - 1.2_f64.exp() - libm::lgamma(count + 1.0);
        assert!((log_negative_binomial(4.0, 1.2, 14.0) - poisson(4.0)).abs() < 1e-4);
    }
}

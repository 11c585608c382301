//! Fewer passes to the same maximum: squared extrapolation of steps (SQUAREM, scheme S3 of Varadhan and Roland 2008, doi
//! 10.1111/j.1467-9469.2007.00585.x). Rates and shares are extrapolated as logarithms and scaled to add up to 1, variances as
//! logarithms.

use super::parameters::{Everyone, Layout, Parameters, normal_entries};

/// Parameters beyond three that follow from each other by steps, `None` where there is nothing to extrapolate.
pub(super) fn extrapolate(layout: &Layout, points: [&Parameters; 3]) -> Option<Parameters> {
    let [first, second, third] = points.map(|point| coordinates(layout, point));
    let (mut step, mut bend) = (0.0, 0.0);
    for ((a, b), c) in first.iter().zip(&second).zip(&third) {
        step += (b - a) * (b - a);
        bend += (c - 2.0 * b + a) * (c - 2.0 * b + a);
    }
    if step <= 0.0 || bend <= 0.0 {
        return None;
    }
    let length = (step / bend).sqrt().clamp(1.0, 64.0);
    let beyond = first
        .iter()
        .zip(&second)
        .zip(&third)
        .map(|((a, b), c)| a + 2.0 * length * (b - a) + length * length * (c - 2.0 * b + a));
    Some(parameters(layout, beyond.collect()))
}

/// Logarithms of shares and rates, means and logarithms of variances, group by group.
fn coordinates(layout: &Layout, parameters: &Parameters) -> Vec<f64> {
    let mut all: Vec<f64> = parameters.log_shares[..layout.groups].to_vec();
    for block in &layout.blocks {
        let at = |row: usize, group: usize| parameters.table[block.start + row * layout.lanes + group];
        for group in 0..layout.groups {
            match &block.everyone {
                Everyone::Rates(everyone) => all.extend((0..everyone.len()).map(|level| at(level, group))),
                Everyone::Normal { .. } => all.extend([at(0, group), -libm::log(at(1, group))]),
            }
        }
    }
    all
}

fn parameters(layout: &Layout, mut coordinates: Vec<f64>) -> Parameters {
    let mut log_shares = vec![f64::NEG_INFINITY; layout.lanes];
    scale(&mut coordinates[..layout.groups]);
    log_shares[..layout.groups].copy_from_slice(&coordinates[..layout.groups]);
    let mut table = vec![0.0; layout.length];
    let mut rest = &mut coordinates[layout.groups..];
    for block in &layout.blocks {
        for group in 0..layout.groups {
            let entry = |row: usize| block.start + row * layout.lanes + group;
            let length = if let Everyone::Rates(everyone) = &block.everyone { everyone.len() } else { 2 };
            let (own, others) = rest.split_at_mut(length);
            if let Everyone::Normal { variance, .. } = block.everyone {
                let entries = normal_entries(own[0], libm::exp(own[1]), variance);
                entries.into_iter().enumerate().for_each(|(row, value)| table[entry(row)] = value);
            } else {
                scale(own);
                own.iter().enumerate().for_each(|(row, value)| table[entry(row)] = *value);
            }
            rest = others;
        }
    }
    Parameters { log_shares, table }
}

/// Scales logarithms so that what they stand for adds up to 1.
fn scale(logarithms: &mut [f64]) {
    const LEAST: f64 = -27.631_021_115_928_547;
    let most = logarithms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let total = most + libm::log(logarithms.iter().map(|value| libm::exp(value - most)).sum::<f64>());
    logarithms.iter_mut().for_each(|value| *value = (*value - total).max(LEAST));
}

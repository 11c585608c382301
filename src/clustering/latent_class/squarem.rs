//! Fewer passes to the same maximum: squared extrapolation of steps (SQUAREM, scheme S3 of Varadhan
//! and Roland 2008, doi 10.1111/j.1467-9469.2007.00585.x), on the coordinates of the parameters.

use super::layout::{Layout, Parameters};

/// Parameters beyond three that follow from each other by steps, `None` where there is nothing to
/// extrapolate.
pub(super) fn extrapolate(layout: &Layout, points: [&Parameters; 3]) -> Option<Parameters> {
    let [first, second, third] = points.map(|point| &point.0);
    let (mut step, mut bend) = (0.0, 0.0);
    for ((a, b), c) in first.iter().zip(second).zip(third) {
        step += (b - a) * (b - a);
        bend += (c - 2.0 * b + a) * (c - 2.0 * b + a);
    }
    // r = θ1 - θ0 (step) and v = θ2 - 2 θ1 + θ0 (bend): at a fixed point both vanish.
    if step <= 0.0 || bend <= 0.0 {
        return None;
    }
    // Scheme S3: α = -‖r‖ / ‖v‖. A length of 1 is the second step itself, so shorter ones gain
    // nothing; the upper bound keeps a nearly straight path from leaping out of reach.
    let length = (step / bend).sqrt().clamp(1.0, 64.0);
    // θ' = θ0 - 2 α r + α² v.
    let beyond = first
        .iter()
        .zip(second)
        .zip(third)
        .map(|((a, b), c)| a + 2.0 * length * (b - a) + length * length * (c - 2.0 * b + a));
    let mut beyond = Parameters(beyond.collect());
    layout.normalise(&mut beyond);
    Some(beyond)
}

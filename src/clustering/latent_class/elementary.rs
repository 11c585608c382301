//! Exponential function and logarithm for posteriors: the same bits on every machine, and simple
//! enough to run on several numbers at once.

use std::ops::{Add, AddAssign, Mul, Sub};

/// A number as passes use it: 64 bits for few rows, 32 for many.
pub(super) trait Real:
    Copy
    + Send
    + Sync
    + PartialOrd
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + AddAssign
{
    const ZERO: Self;
    fn from_f64(number: f64) -> Self;
    fn to_f64(self) -> f64;
    /// e^x for x of at most 0, with 0 for what is too small to matter.
    fn exp(self) -> Self;
    /// 1/x.
    fn inverse(self) -> Self;
}

impl Real for f64 {
    const ZERO: Self = 0.0;

    #[inline]
    fn from_f64(number: f64) -> Self {
        number
    }

    #[inline]
    fn to_f64(self) -> f64 {
        self
    }

    #[inline]
    fn exp(self) -> Self {
        exp(self)
    }

    #[inline]
    fn inverse(self) -> Self {
        1.0 / self
    }
}

impl Real for f32 {
    const ZERO: Self = 0.0;

    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "passes over many rows use 32 bits")]
    fn from_f64(number: f64) -> Self {
        number as Self
    }

    #[inline]
    fn to_f64(self) -> f64 {
        f64::from(self)
    }

    #[inline]
    fn exp(self) -> Self {
        short_exp(self)
    }

    #[inline]
    fn inverse(self) -> Self {
        1.0 / self
    }
}

/// e^x for x of at most 0 to 2e-7; 0 below -60, where posteriors only slow the machine down.
#[inline]
fn short_exp(x: f32) -> f32 {
    const LOG2_E: f32 = std::f32::consts::LOG2_E;
    const LN2_HIGH: f32 = 0.693_359_4;
    const LN2_LOW: f32 = -2.121_944_4e-4;
    /// Adding it leaves the rounded number in the lowest bits.
    const ROUND: f32 = 12_582_912.0;
    const LEAST: f32 = -60.0;
    // A bound in place of a branch: all lanes do the same steps.
    let bounded = if x > LEAST { x } else { LEAST };
    let shifted = bounded * LOG2_E + ROUND;
    let n = shifted - ROUND;
    // The high part of ln 2 has few bits, so its product with n is exact and nothing cancels.
    let r = (bounded - n * LN2_HIGH) - n * LN2_LOW;
    let mut sum = 1.0 / 720.0;
    for term in [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        sum = sum * r + term;
    }
    // The lowest bits hold n; moved into those of the exponent they make 2^n.
    let power = f32::from_bits(shifted.to_bits().wrapping_add(127) << 23);
    if x > LEAST { sum * power } else { 0.0 }
}

/// e^x for x of at most 0; 0 below -700, where the result would be smaller than any probability
/// that matters.
///
/// x = n ln 2 + r with |r| at most ln 2 / 2; e^r by its Taylor polynomial of degree 12, whose
/// remainder is below 2e-16.
#[inline]
pub(super) fn exp(x: f64) -> f64 {
    const LOG2_E: f64 = std::f64::consts::LOG2_E;
    const LN2_HIGH: f64 = 0.693_147_180_369_123_8;
    const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    /// Adding it leaves the rounded number in the lowest bits.
    const ROUND: f64 = 6_755_399_441_055_744.0;
    const INVERSE_FACTORIALS: [f64; 13] = [
        1.0,
        1.0,
        1.0 / 2.0,
        1.0 / 6.0,
        1.0 / 24.0,
        1.0 / 120.0,
        1.0 / 720.0,
        1.0 / 5_040.0,
        1.0 / 40_320.0,
        1.0 / 362_880.0,
        1.0 / 3_628_800.0,
        1.0 / 39_916_800.0,
        1.0 / 479_001_600.0,
    ];
    let bounded = x.max(-700.0);
    let shifted = bounded * LOG2_E + ROUND;
    let n = shifted - ROUND;
    let r = (bounded - n * LN2_HIGH) - n * LN2_LOW;
    // From the smallest term on, so that rounding errors shrink with every step.
    let mut sum = INVERSE_FACTORIALS[12];
    for term in INVERSE_FACTORIALS[..12].iter().rev() {
        sum = sum * r + term;
    }
    let power = f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52);
    if x < -700.0 { 0.0 } else { sum * power }
}

/// ln x for positive x that is not denormal.
///
/// x = m 2^e with m from √½ to √2; ln m = 2 (s + s³/3 + s⁵/5 + …), s = (m - 1) / (m + 1), whose
/// remainder after s¹⁹ is below 1e-17.
#[inline]
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_wrap,
    reason = "the exponent has 11 bits"
)]
pub(super) fn ln(x: f64) -> f64 {
    const ROOT_HALF: u64 = std::f64::consts::FRAC_1_SQRT_2.to_bits();
    const SERIES: [f64; 10] = [
        1.0,
        1.0 / 3.0,
        1.0 / 5.0,
        1.0 / 7.0,
        1.0 / 9.0,
        1.0 / 11.0,
        1.0 / 13.0,
        1.0 / 15.0,
        1.0 / 17.0,
        1.0 / 19.0,
    ];
    // Taken from √½ on, the exponent rounds to the nearest power, which keeps the series short.
    let above = x.to_bits().wrapping_sub(ROOT_HALF);
    let exponent = (above as i64 >> 52) as f64;
    let m = f64::from_bits((above & ((1 << 52) - 1)).wrapping_add(ROOT_HALF));
    // The series in s has odd powers only, half as many terms as one in m - 1.
    let s = (m - 1.0) / (m + 1.0);
    let square = s * s;
    let mut sum = SERIES[9];
    for term in SERIES[..9].iter().rev() {
        sum = sum * square + term;
    }
    exponent * std::f64::consts::LN_2 + 2.0 * s * sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ln_equals_the_library_function(power in -300.0_f64..300.0) {
            let x = libm::exp2(power);
            let expected = libm::log(x);
            let bound = 4e-16 * expected.abs().max(1.0);
            prop_assert!((ln(x) - expected).abs() <= bound, "{} {}", ln(x), expected);
        }

        #[test]
        fn exp_equals_the_library_function(x in -690.0_f64..=0.0) {
            let expected = libm::exp(x);
            prop_assert!((exp(x) - expected).abs() <= 4e-16 * expected, "{} {}", exp(x), expected);
        }
    }

    proptest! {
        #[test]
        fn short_exp_equals_the_library_function(x in -59.9_f32..=0.0) {
            let expected = libm::exp(f64::from(x));
            let found = f64::from(short_exp(x));
            prop_assert!((found - expected).abs() <= 3e-7 * expected, "{found} {expected}");
        }
    }

    #[test]
    fn ends_of_the_range() {
        assert_eq!(
            (short_exp(0.0), short_exp(-61.0), short_exp(f32::NEG_INFINITY)),
            (1.0, 0.0, 0.0)
        );
        assert_eq!((exp(0.0), exp(-701.0), exp(f64::NEG_INFINITY)), (1.0, 0.0, 0.0));
        assert!(ln(1.0).abs() < f64::EPSILON);
    }
}

//! Random draws that are the same everywhere: SplitMix64 (Steele, Lea and Flood 2014, doi
//! 10.1145/2660193.2660195).

/// A stream of random numbers from a seed.
#[derive(Debug, Clone)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// Starts the stream of a seed; `streams` separate draws for different purposes under one seed.
    #[must_use]
    pub fn new(seed: u64, streams: &[u64]) -> Self {
        let mut draws = Self(seed);
        for stream in streams {
            // A step between streams keeps `[1, 2]` and `[2, 1]` apart.
            draws.0 = draws.next_u64() ^ stream.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
        draws
    }

    /// The next 64 random bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 up to but not including 1.
    #[allow(clippy::cast_precision_loss, reason = "53 bits are exact")]
    pub fn unit(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number below `limit`.
    ///
    /// # Panics
    /// If the limit is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        assert!(limit > 0, "there is no number below 0");
        // Multiply and shift (Lemire 2019); the bias is below limit / 2^64.
        let wide = u128::from(self.next_u64()) * limit as u128;
        usize::try_from(wide >> 64).expect("it is below the limit")
    }

    /// A standard normal number, by the polar method (Marsaglia and Bray 1964).
    pub fn normal(&mut self) -> f64 {
        loop {
            let (a, b) = (2.0 * self.unit() - 1.0, 2.0 * self.unit() - 1.0);
            let square = a * a + b * b;
            // Points outside the circle are drawn again; 0 has no logarithm.
            if square > 0.0 && square < 1.0 {
                return a * (-2.0 * libm::log(square) / square).sqrt();
            }
        }
    }

    /// Exponential numbers, which add up to how many they are.
    #[allow(clippy::cast_precision_loss, reason = "few rows")]
    pub(crate) fn exponential(&mut self, n: usize) -> Vec<f64> {
        // 1 - u is above 0, so that the logarithm is a number.
        let drawn: Vec<f64> = (0..n).map(|_| -libm::log(1.0 - self.unit())).collect();
        let mean = drawn.iter().sum::<f64>() / n as f64;
        // With a constant sum a prior weighs the same beside each draw of weights.
        drawn.into_iter().map(|number| number / mean).collect()
    }

    /// Number of times that each of `n` rows is drawn in `n` draws with replacement.
    pub(crate) fn resample(&mut self, n: usize) -> Vec<u32> {
        let mut times = vec![0; n];
        (0..n).for_each(|_| times[self.below(n)] += 1);
        times
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_that_of_the_paper() {
        let mut draws = SplitMix64(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| draws.next_u64()).collect();
        assert_eq!(
            first,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn streams_differ_and_repeat() {
        let draw = |stream| SplitMix64::new(7, &[stream]).next_u64();
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }

    #[test]
    fn normal_numbers_have_mean_0_and_variance_1() {
        let mut draws = SplitMix64::new(3, &[]);
        let numbers: Vec<f64> = (0..20_000).map(|_| draws.normal()).collect();
        let mean = numbers.iter().sum::<f64>() / 20_000.0;
        let variance = numbers.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.04, "{mean} {variance}");
    }

    #[test]
    fn exponential_numbers_have_mean_and_variance_1() {
        let numbers = SplitMix64::new(2, &[]).exponential(20_000);
        let mean = numbers.iter().sum::<f64>() / 20_000.0;
        let variance = numbers.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 20_000.0;
        assert!((mean - 1.0).abs() < 1e-9 && (variance - 1.0).abs() < 0.05, "{mean} {variance}");
        assert!(numbers.iter().all(|number| *number >= 0.0));
    }
}

//! How many of a group, in a word that its interval bears.

/// A word for a share, chosen so that the interval at 95 % does not reach below what the word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quantifier {
    /// The interval lies at 0.9 and above.
    NearlyAll,
    /// At 0.6 and above.
    Most,
    /// Above one half.
    MoreThanHalf,
    /// The interval holds one half, and the share is at least 0.4.
    AboutHalf,
    /// Below that, at least a quarter.
    Some,
    /// Less than a quarter.
    Few,
}

impl Quantifier {
    /// The word for a share and its interval.
    pub(crate) fn of(share: f64, low: f64, high: f64) -> Self {
        match () {
            () if low >= 0.9 => Self::NearlyAll,
            () if low >= 0.6 => Self::Most,
            () if low > 0.5 => Self::MoreThanHalf,
            () if high >= 0.5 && share >= 0.4 => Self::AboutHalf,
            () if share >= 0.25 => Self::Some,
            () => Self::Few,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_never_says_more_than_the_interval_bears() {
        assert_eq!(Quantifier::of(0.95, 0.91, 0.98), Quantifier::NearlyAll);
        assert_eq!(Quantifier::of(0.95, 0.82, 0.99), Quantifier::Most);
        assert_eq!(Quantifier::of(0.65, 0.55, 0.74), Quantifier::MoreThanHalf);
        assert_eq!(Quantifier::of(0.65, 0.41, 0.83), Quantifier::AboutHalf);
        assert_eq!(Quantifier::of(0.3, 0.21, 0.41), Quantifier::Some);
        assert_eq!(Quantifier::of(0.2, 0.1, 0.35), Quantifier::Few);
    }
}

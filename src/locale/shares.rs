//! Shares and counts as a reader says them: `three in four`, `five of six`.

/// Shares that are said in words: parts of a whole, from low to high.
const FRACTIONS: [(u8, u8); 13] = [
    (1, 10),
    (1, 5),
    (1, 4),
    (3, 10),
    (1, 3),
    (2, 5),
    (1, 2),
    (3, 5),
    (2, 3),
    (7, 10),
    (3, 4),
    (4, 5),
    (9, 10),
];

/// Shares from here on are nearly all, and below the rest hardly any.
const NEARLY_ALL: f64 = 0.95;
/// Farthest that a share may lie from the fraction that is said to be nearly reached.
const LEANS: f64 = 0.05;

/// How many of those asked, by count where they are few, by share where they are many (Power and
/// Williams 2012, doi `10.1162/COLI_a_00086`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HowMany {
    /// So many of so few.
    Count { with: usize, asked: usize },
    /// All of many.
    All,
    /// Nearly all of many.
    NearlyAll,
    /// A fraction of many.
    Fraction { parts: u8, whole: u8, lean: Lean },
    /// Hardly any of many.
    HardlyAny,
    /// None of many.
    None,
}

/// On which side of a fraction a share lies, where its interval excludes the fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lean {
    /// Below it.
    Nearly,
    /// The interval holds it.
    At,
    /// Above it.
    JustOver,
}

impl HowMany {
    /// A share with its interval at 95 %, 0..=1 each: the nearest of the fractions that people say.
    /// The words follow the estimate; how sure it is stands beside them.
    pub(crate) fn share(share: f64, low: f64, high: f64) -> Self {
        if share >= NEARLY_ALL {
            return Self::NearlyAll;
        }
        if share <= 1.0 - NEARLY_ALL {
            return Self::HardlyAny;
        }
        let value = |(parts, whole): (u8, u8)| f64::from(parts) / f64::from(whole);
        let off = |fraction: (u8, u8)| (value(fraction) - share).abs();
        let nearest = FRACTIONS.into_iter().min_by(|a, b| off(*a).total_cmp(&off(*b)));
        let (parts, whole) = nearest.expect("there are fractions");
        let said = value((parts, whole));
        let excluded = (said < low || said > high) && off((parts, whole)) <= LEANS;
        let lean = match (excluded, share < said) {
            (false, _) => Lean::At,
            (true, true) => Lean::Nearly,
            (true, false) => Lean::JustOver,
        };
        Self::Fraction { parts, whole, lean }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(share: f64, half_width: f64) -> HowMany {
        HowMany::share(share, share - half_width, share + half_width)
    }

    #[test]
    fn the_nearest_fraction_is_said() {
        let fraction = |parts, whole, lean| HowMany::Fraction { parts, whole, lean };
        assert_eq!(said(0.76, 0.08), fraction(3, 4, Lean::At));
        assert_eq!(said(0.72, 0.05), fraction(7, 10, Lean::At));
        assert_eq!(said(0.61, 0.09), fraction(3, 5, Lean::At));
        assert_eq!(said(0.42, 0.09), fraction(2, 5, Lean::At));
        assert_eq!(said(0.08, 0.05), fraction(1, 10, Lean::At));
        assert_eq!(said(0.97, 0.01), HowMany::NearlyAll);
        assert_eq!(said(0.04, 0.03), HowMany::HardlyAny);
    }

    #[test]
    fn a_lean_needs_an_interval_that_excludes_the_fraction() {
        let fraction = |parts, whole, lean| HowMany::Fraction { parts, whole, lean };
        assert_eq!(said(0.53, 0.02), fraction(1, 2, Lean::JustOver));
        assert_eq!(said(0.53, 0.04), fraction(1, 2, Lean::At));
        assert_eq!(said(0.87, 0.02), fraction(9, 10, Lean::Nearly));
        // Farther than five points from any fraction: none is nearly reached.
        assert_eq!(said(0.84, 0.001), fraction(4, 5, Lean::JustOver));
    }

    #[test]
    fn every_share_is_said_within_its_rounding() {
        for percent in 0..=100 {
            let share = f64::from(percent) / 100.0;
            if let HowMany::Fraction { parts, whole, .. } = said(share, 0.03) {
                let off = (f64::from(parts) / f64::from(whole) - share).abs();
                assert!(off <= 0.0501, "{share} is said as {parts} of {whole}");
            }
        }
    }
}

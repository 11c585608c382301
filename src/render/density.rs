//! How many figures a page shows.

use crate::named::named_values;

/// Number of figures on a page. Numbers help analysts and get in the way of others (Salminen et al.
/// 2020, doi 10.1145/3377325.3377492).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    /// Words: *about 3 in 4*. Counts are in the evidence.
    Story,
    /// Counts, shares and marks of intervals.
    #[default]
    Balanced,
    /// Intervals, adjusted p-values and lifts in numbers, in addition to *balanced*.
    Analyst,
}

impl Density {
    /// All densities, from the fewest figures.
    pub const ALL: [Self; 3] = [Self::Story, Self::Balanced, Self::Analyst];

    /// Name of the density in options of the command.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Balanced => "balanced",
            Self::Analyst => "analyst",
        }
    }
}

named_values!(Density "density");

//! Verdicts on a number of groups.

use serde::{Deserialize, Serialize};

use super::candidate::Candidate;
use super::thresholds::{GATE, NATURAL, NATURAL_MEMBERS, NATURAL_RELATIVE_ENTROPY, REPRODUCIBLE};
use crate::named::named_values;

/// How far a grouping can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Groups of at least ten members that are well separated and return in every sample of the
    /// respondents; one group alone is refuted.
    Natural,
    /// Groups that return in every sample of the respondents but overlap.
    Reproducible,
    /// One group alone is refuted, but the borders depend on the sample; or groups that were
    /// asked for although the data do not support them.
    Constructed,
    /// No groups: one description covers everyone.
    None,
}

impl Verdict {
    /// All verdicts, the most reliable first.
    pub const ALL: [Self; 4] = [Self::Natural, Self::Reproducible, Self::Constructed, Self::None];

    /// Name of the verdict in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Natural => "natural",
            Self::Reproducible => "reproducible",
            Self::Constructed => "constructed",
            Self::None => "none",
        }
    }

    /// The verdict on a candidate; `blrt_p` is the p-value of the test of one group, `None` for a
    /// method without likelihood.
    pub(super) fn on(chosen: &Candidate, blrt_p: Option<f64>) -> Self {
        let refuted = blrt_p.is_none_or(|p| p <= GATE.p);
        if chosen.groups == 1 {
            Self::None
        } else if !chosen.passes(&REPRODUCIBLE) || !refuted {
            Self::Constructed
        } else if chosen.passes(&NATURAL)
            && chosen.relative_entropy >= NATURAL_RELATIVE_ENTROPY
            && chosen.smallest >= NATURAL_MEMBERS
            // Without a likelihood nothing refutes one group, so "natural" is out of reach.
            && blrt_p.is_some()
        {
            Self::Natural
        } else {
            Self::Reproducible
        }
    }
}

named_values!(Verdict "verdict");

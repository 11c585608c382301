//! Counts of a group and of everyone else, how they compare, and how far that may be relied on.

use serde::{Deserialize, Serialize};

use super::statistics::wilson_interval;
use crate::locale::Words;
use crate::named::named_values;

/// Direction in which a group differs from everyone else of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More often than elsewhere.
    More,
    /// Less often than elsewhere.
    Less,
    /// As often as elsewhere: true of everyone, and never presented as specific to this group.
    Shared,
}

/// Strength of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Written by a person, without evidence.
    Assumption,
    /// Seen, but not confirmed on respondents who had no part in making the group.
    Tentative,
    /// Confirmed on held-out respondents: p-value of at most 0.05 after adjustment over all claims
    /// of the study. A claim about everyone is supported if the interval of the share is above one
    /// half, in the group and elsewhere.
    Supported,
    /// Supported, and two kinds of source or more confirm the claim, each by its own answers on
    /// held-out respondents: p-value of at most 0.05 for "at most one kind shows the difference",
    /// adjusted over all that one kind confirms. Nobody counts in two kinds. A claim about everyone
    /// is validated if the interval of the share is above one half in two kinds.
    Validated,
}

impl Grade {
    /// All grades, from the weakest.
    pub const ALL: [Self; 4] =
        [Self::Assumption, Self::Tentative, Self::Supported, Self::Validated];

    /// Name of the grade in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Assumption => "assumption",
            Self::Tentative => "tentative",
            Self::Supported => "supported",
            Self::Validated => "validated",
        }
    }
}

named_values!(Grade "grade");

/// Count and base of a claim in the group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Support {
    /// Number of members of whom the claim is true.
    pub with: usize,
    /// Number of members who were asked and answered, or whose interview was coded. An answer off
    /// the scale counts, such as "I don't know" or words of one's own: it is none of those with the
    /// claim.
    pub asked: usize,
    /// Weighted share, 0..=1: of the population's respondents if their source has an answer, see
    /// [`Claim::share_of`](crate::personas::Claim::share_of), else of those asked.
    pub share: f64,
    /// Lower end of Wilson's interval at 95 %, for Kish's effective number of respondents in the
    /// base.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// Count and base of everyone else of the kind.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Others {
    /// Number of others of whom the claim is true.
    pub with: usize,
    /// Number of others with a known answer.
    pub asked: usize,
    /// Weighted share, 0..=1, on the base of the group's share; `None` if nobody else was asked.
    pub share: Option<f64>,
}

/// Rate of a claim in its group, corrected for respondents who were sorted into the wrong group.
///
/// [`Support`] counts the people sorted here; some of them belong to other groups, so that their
/// share lies between the group's and everyone's. The rate is that of the group itself.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct GroupRate {
    /// Rate among those asked, 0..=1, by three-step maximum likelihood (Vermunt 2010, doi
    /// 10.1093/pan/mpq025): people are sorted without the indicator of the claim, and the rates of
    /// error of the sorting are taken into account.
    pub estimate: f64,
    /// Lower end of the interval, given the number of groups: normal on the logit, with the
    /// standard deviation over refits of the groups, at a level adjusted for the choice of the
    /// claims shown among all that were looked at (false coverage rate 5 %; Benjamini and Yekutieli
    /// 2005, doi 10.1198/016214504000001907).
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// A share with its interval, as it stands beside the counts of a claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ToldShare {
    pub(crate) share: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// True if it is the rate of the group, which the counts of those sorted into it do not give.
    pub(crate) corrected: bool,
}

/// Difference of a group's rate to the share of those sorted into it beyond which the rate is told.
const APART: f64 = 0.03;

impl Support {
    /// The share to tell: that of those counted, with the interval of the rate, or the rate where
    /// it is another one. A rate that hardly differs would seem to contradict the counts.
    pub(crate) fn told(&self, rate: Option<GroupRate>) -> ToldShare {
        let Self { share, low, high, .. } = *self;
        match rate {
            None => ToldShare { share, low, high, corrected: false },
            Some(GroupRate { estimate, low, high }) if (estimate - share).abs() > APART => {
                ToldShare { share: estimate, low, high, corrected: true }
            }
            Some(GroupRate { low, high, .. }) => {
                ToldShare { share, low: low.min(share), high: high.max(share), corrected: false }
            }
        }
    }

    /// The share of counts, everyone alike.
    #[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
    pub(crate) fn of_counts(with: usize, asked: usize) -> Self {
        let share = with as f64 / asked.max(1) as f64;
        let (low, high) = wilson_interval(share, asked as f64);
        Self { with, asked, share, low, high }
    }
}

impl Words {
    /// The name of a grade.
    pub(crate) fn grade(&self, grade: Grade) -> &'static str {
        match grade {
            Grade::Validated => self.validated,
            Grade::Supported => self.supported,
            Grade::Tentative => self.tentative,
            Grade::Assumption => self.assumption,
        }
    }
}

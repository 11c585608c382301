//! The groups of one kind of persona, and who is in them.

use serde::Serialize;

use super::candidate::Candidate;
use super::classifier::Classifier;
use super::held_out::HeldOut;
use super::reason::SelectionReason;
use super::verdict::Verdict;
use crate::manifest::PersonaKind;
use crate::study::RespondentId;

/// Where a respondent belongs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Member {
    /// The respondent.
    pub respondent: RespondentId,
    /// The most probable group, from 0.
    pub group: usize,
    /// Its probability.
    pub probability: f32,
    /// How much more probable it is than the next.
    pub margin: f32,
    /// True where the group counts the respondent: some group describes the known values, and one
    /// is more probable than all others together.
    pub in_group: bool,
}

/// The groups of one kind of persona: what was chosen, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Selection {
    /// The kind.
    pub kind: PersonaKind,
    /// Number of groups.
    pub chosen: usize,
    /// The verdict on them.
    pub verdict: Verdict,
    /// The rule as it was applied.
    pub reason: SelectionReason,
    /// Name of the method.
    pub method: String,
    /// Respondents of the kind.
    pub respondents: usize,
    /// Every number of groups that was looked at.
    pub candidates: Vec<Candidate>,
    /// Mean Jaccard index of each chosen group under resampling, 0..=1.
    pub stability: Vec<f64>,
    /// p-value of the bootstrap likelihood-ratio test of one group: how often data without groups
    /// gain as much. `None` where it was not made.
    pub blrt_p: Option<f64>,
    /// Adjusted Rand index with the grouping that k-means finds; `None` for one group.
    pub replicability: Option<f64>,
    /// Respondents with a value on an active indicator, in the order of their ids.
    pub members: Vec<Member>,
    /// Respondents with no known value that shapes groups.
    pub unknown: Vec<RespondentId>,
    /// Probability of each group for each member, members × groups.
    pub(super) probabilities: Vec<f32>,
    /// The held-out groups that claims are tested on.
    pub(super) held_out: HeldOut,
    /// Sorts later respondents into the groups.
    pub(super) classifier: Classifier,
}

impl Selection {
    /// Probability of each group for a member, by position among the members.
    ///
    /// # Panics
    /// If there is no such member.
    #[must_use]
    pub fn probabilities(&self, member: usize) -> &[f32] {
        &self.probabilities[member * self.chosen..(member + 1) * self.chosen]
    }

    pub(crate) fn classifier(&self) -> &Classifier {
        &self.classifier
    }

    pub(crate) fn held_out(&self) -> &HeldOut {
        &self.held_out
    }
}

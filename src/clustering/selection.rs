//! The groups of one kind of persona, and who is in them.

use serde::Serialize;

use super::candidate::Candidate;
use super::classifier::Classifier;
use super::copied::Copied;
use super::held_out::HeldOut;
use super::reason::SelectionReason;
use super::refits::Refits;
use super::repeats::Repeats;
use super::verdict::Verdict;
use crate::manifest::PersonaKind;
use crate::study::RespondentIndex;

/// The group of one respondent, with probability and margin.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Member {
    /// The respondent.
    pub respondent: RespondentIndex,
    /// The most probable group, from 0.
    pub group: usize,
    /// Probability of the group, 0..=1.
    pub probability: f32,
    /// Probability of the group minus that of the next most probable one.
    pub margin: f32,
    /// True if the respondent counts as a member: some group describes the known values, and one is
    /// more probable than all others together.
    pub in_group: bool,
}

/// The groups of one kind of persona, with the reason for their number.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Selection {
    /// Kind of persona.
    pub kind: PersonaKind,
    /// Chosen number of groups.
    pub chosen: usize,
    /// How far the grouping can be relied on.
    pub verdict: Verdict,
    /// Reason for the number of groups.
    pub reason: SelectionReason,
    /// Name of the clustering method.
    pub method: String,
    /// Number of respondents of the kind.
    pub respondents: usize,
    /// Figures of every number of groups that was tried.
    pub candidates: Vec<Candidate>,
    /// Mean Jaccard index of each chosen group under resampling, 0..=1.
    pub stability: Vec<f64>,
    /// p-value of the bootstrap likelihood-ratio test of one group: how often data without groups
    /// gain as much. `None` where it was not made.
    pub blrt_p: Option<f64>,
    /// Adjusted Rand index with the grouping that k-means finds; `None` for one group.
    pub replicability: Option<f64>,
    /// The group of each respondent with values on active indicators, in the order of their ids.
    pub members: Vec<Member>,
    /// Respondents without a known value of an active indicator, or with one answer alone of
    /// several questions that fits several groups: in no group.
    pub unknown: Vec<RespondentIndex>,
    /// Probability of each group for each member, members × groups.
    pub(super) probabilities: Vec<f32>,
    /// The held-out groups that claims are tested on.
    pub(super) held_out: HeldOut,
    /// The groups fitted again, for intervals.
    pub(super) refits: Refits,
    /// Sorts later respondents into the groups.
    pub(super) classifier: Classifier,
    /// What is asked several times among the indicators that shape the groups.
    pub(super) repeats: Repeats,
    /// Respondents with the answers of another.
    pub(super) copied: Copied,
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

    pub(crate) fn repeats(&self) -> &Repeats {
        &self.repeats
    }

    pub(crate) fn copied(&self) -> &Copied {
        &self.copied
    }

    pub(crate) fn refits(&self) -> &Refits {
        &self.refits
    }

    pub(crate) fn held_out(&self) -> &HeldOut {
        &self.held_out
    }
}

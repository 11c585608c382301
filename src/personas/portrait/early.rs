//! Early signs of people not to be served: the differences of those whom an outcome marks.

use serde::{Deserialize, Serialize};

use super::segment::SegmentRule;
use crate::indicators::IndicatorMatrix;
use crate::manifest::{Facet, PersonaKind};
use crate::personas::claims::choose::{SelectedClaim, signs};
use crate::personas::claims::claim::Claim;
use crate::personas::propositions::tally::GroupedRespondents;

/// Early signs of the kind *negative*: claims that hold more often of its respondents than of all
/// others.
///
/// Who they are is given by their outcome, not found in the data, so each comparison is a plain
/// Fisher test; false discovery is controlled over all indicators but outcomes and demographics.
/// Only what is confirmed is listed.
///
/// # Limits
///
/// A sign is what was known when the sources were exported. Whether it was there before the
/// outcome, the study cannot say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EarlySigns {
    /// Number of respondents of the kind.
    pub respondents: usize,
    /// Number of all other respondents.
    pub others: usize,
    /// The signs, strongest first; their ids begin with `N-`.
    pub claims: Vec<Claim>,
    /// The few conditions that together select these respondents best.
    pub rule: Option<SegmentRule>,
}

/// Most signs that are listed.
const MOST: usize = 8;

impl EarlySigns {
    /// Prefix of the ids of signs; their evidence sets have it as the id of the persona.
    pub const ID: &str = "N";
}

/// The respondents of the kind as one group, all others as the second; `None` where either is
/// missing.
pub(crate) fn beside_others(matrix: &IndicatorMatrix) -> Option<GroupedRespondents> {
    let group = |kind: &PersonaKind| Some(usize::from(*kind != PersonaKind::Negative));
    let group_of: Vec<Option<usize>> = matrix.kinds().iter().map(group).collect();
    let both = [Some(0), Some(1)].iter().all(|group| group_of.contains(group));
    #[allow(clippy::cast_possible_truncation, reason = "respondents are numbered in 32 bits")]
    let people = (0..group_of.len() as u32).collect();
    both.then_some(GroupedRespondents { people, group_of, groups: 2 })
}

/// The strongest early signs.
pub(crate) fn early_signs(
    matrix: &IndicatorMatrix,
    groups: &GroupedRespondents,
) -> Vec<SelectedClaim> {
    let told_early: Vec<Facet> = Facet::ALL
        .iter()
        .copied()
        // The outcome defines the group, and demographics would turn a sign into a prejudice.
        .filter(|facet| !matches!(facet, Facet::Outcome | Facet::Demographic))
        .collect();
    let mut signs = signs(matrix, PersonaKind::Negative, &told_early, groups);
    signs.truncate(MOST);
    signs
}

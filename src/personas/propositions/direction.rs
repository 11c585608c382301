//! The comparison of a group's share with everyone else's, which decides every claim.

use super::rules::{DISCOVERY, LEAST_SHARE, SEEN_DIFFERENCE, SHARED_BY};
use super::support::Direction;

/// Fewest asked on either side for a claim that both are alike.
const LEAST_ASKED: usize = 3;

/// The share of a group, or of everyone else, with its counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ComparedShare {
    pub(crate) share: f64,
    /// Lower end of the interval of the share.
    pub(crate) low: f64,
    pub(crate) with: usize,
    pub(crate) asked: usize,
}

/// The claim on the only group, and true if it is confirmed.
pub(crate) fn direction_alone(own: ComparedShare) -> Option<(Direction, bool)> {
    (own.share > SHARED_BY && own.asked >= 2).then_some((Direction::Shared, own.low >= SHARED_BY))
}

/// The direction in which a group differs from everyone else, and true if that is confirmed; `None`
/// if there is no claim. `plain` answers are yes or no, so that few of them may be claimed;
/// `tested` comparisons are on respondents who had no part in making the group.
pub(crate) fn direction(
    [own, elsewhere]: [ComparedShare; 2],
    p_adjusted: f64,
    plain: bool,
    tested: bool,
) -> Option<(Direction, bool)> {
    let differs = p_adjusted <= DISCOVERY;
    let seen = own.with >= 2 && own.share - elsewhere.share >= SEEN_DIFFERENCE;
    if own.share > elsewhere.share && own.share >= LEAST_SHARE && (differs || seen) {
        return Some((Direction::More, differs));
    }
    // "Less" is stated only where it would be missed: common elsewhere and at most half as common
    // here.
    if differs && plain && elsewhere.share >= LEAST_SHARE && own.share <= elsewhere.share / 2.0 {
        return Some((Direction::Less, true));
    }
    // No proof of a difference is not proof of none: shared claims need closeness and numbers too.
    let alike = (own.share - elsewhere.share).abs() < SEEN_DIFFERENCE;
    let enough = own.asked >= LEAST_ASKED && elsewhere.asked >= LEAST_ASKED;
    if !differs && alike && enough && own.share >= SHARED_BY && elsewhere.share >= SHARED_BY {
        return Some((
            Direction::Shared,
            tested && own.low >= SHARED_BY && elsewhere.low >= SHARED_BY,
        ));
    }
    None
}

//! The doubt about a claim: one rule for the card, which says a word, and the evidence, which says
//! why.

use crate::locale::Words;
use crate::personas::{Claim, Direction, Grade};
use crate::render::card::p_value;

/// The weightiest reason to doubt a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Not confirmed on respondents who had no part in making the group.
    Unconfirmed,
    /// Members speak against it.
    Contested,
    /// Few members were asked.
    FewAsked,
}

/// Fewest asked for a claim that nothing else speaks against.
const FEW: usize = 10;

impl Doubt {
    pub(super) fn of(claim: &Claim) -> Option<Self> {
        match () {
            () if claim.grade < Grade::Supported => Some(Self::Unconfirmed),
            // Of what members do less, those who do it are the share that the claim tells.
            () if claim.contradicted_by > 0 && claim.direction != Direction::Less => {
                Some(Self::Contested)
            }
            () if claim.support.asked < FEW => Some(Self::FewAsked),
            () => None,
        }
    }

    /// The word on a card; none where the grade beside it says the same.
    pub(super) fn word(self, words: &Words) -> &'static str {
        match self {
            Self::Unconfirmed => "",
            Self::Contested => words.page.doubt_contested,
            Self::FewAsked => words.page.doubt_few,
        }
    }

    pub(super) fn reason(self, words: &Words, claim: &Claim) -> String {
        match self {
            Self::Unconfirmed if claim.grade == Grade::Assumption => String::new(),
            Self::Unconfirmed => (words.page_of.why_unconfirmed)(&p_value(claim.p_adjusted)),
            Self::Contested => (words.page_of.why_contested)(claim.contradicted_by),
            Self::FewAsked => (words.page_of.why_few)(claim.support.asked),
        }
    }
}

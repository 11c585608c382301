//! Answers that are no answer of the usual kind: "Don't know", "None of these".

use super::list::List;

/// The kinds of such answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Special {
    DontKnow,
    Refused,
    NoneOfThese,
    Other,
}

impl Special {
    /// The kind of which a language has the answer in its list; the lists stand in the order of the
    /// kinds.
    pub(super) fn find(lists: [List; 4], holds: impl Fn(List) -> bool) -> Option<Self> {
        let kinds = [Self::DontKnow, Self::Refused, Self::NoneOfThese, Self::Other];
        kinds.into_iter().zip(lists).find(|(_, list)| holds(*list)).map(|(kind, _)| kind)
    }
}

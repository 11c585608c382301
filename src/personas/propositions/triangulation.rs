//! The stance of each kind of source on a claim: carried, contradicted or never asked.

use serde::{Deserialize, Serialize};

use super::proposition::Proposition;
use super::rules::{LEAST_IN_KIND, SHARED_BY};
use super::support::Direction;
use super::tally::{Count, GroupedRespondents, counted};
use crate::indicators::{IndicatorMatrix, Said};
use crate::locale::Words;
use crate::named::named_values;
use crate::sources::SourceKind;

/// Position of one kind of source on a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Supports the claim: differs in its direction.
    Carries,
    /// Does not support the claim: shows no difference, or one in the other direction.
    Differs,
    /// Members were asked, but nobody else, so no comparison is possible.
    NotCompared,
    /// No member was asked.
    NotAsked,
}

impl Stance {
    /// All stances.
    pub const ALL: [Self; 4] = [Self::Carries, Self::Differs, Self::NotCompared, Self::NotAsked];

    /// Name of the stance in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Carries => "carries",
            Self::Differs => "differs",
            Self::NotCompared => "not compared",
            Self::NotAsked => "not asked",
        }
    }
}

named_values!(Stance "stance");

impl Words {
    /// The stance of a kind of source on a claim, with its counts where it asked.
    pub(crate) fn stance(&self, of: &KindCounts) -> String {
        match of.stance {
            Stance::Carries => (self.carries)(of.with, of.asked),
            Stance::Differs => (self.differs)(of.with, of.asked),
            Stance::NotCompared => (self.not_compared)(of.with, of.asked),
            Stance::NotAsked => self.not_asked.to_owned(),
        }
    }
}

/// Counts of one kind of source for a claim: a cell of the matrix of claims × kinds of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct KindCounts {
    /// The kind of source.
    pub kind: SourceKind,
    /// Position of this kind of source on the claim.
    pub stance: Stance,
    /// Number of members of whom the claim is true by these sources.
    pub with: usize,
    /// Number of members with a known answer in these sources.
    pub asked: usize,
    /// Number of others of whom the claim is true by these sources.
    pub elsewhere_with: usize,
    /// Number of others with a known answer in these sources.
    pub elsewhere_asked: usize,
}

/// Counts of a proposition by one kind of source, in every group and among everyone else.
#[derive(Debug, Clone)]
pub(crate) struct OfKind {
    pub(crate) kind: SourceKind,
    pub(crate) counts: Vec<(Count, Count)>,
}

/// The counts by each kind of source that speaks of the indicator; `all` are the counts over all
/// sources.
pub(crate) fn by_kind(
    matrix: &IndicatorMatrix,
    groups: &GroupedRespondents,
    proposition: &Proposition,
    all: &[(Count, Count)],
) -> Vec<OfKind> {
    let mut kinds: Vec<SourceKind> = matrix.indicators()[proposition.indicator]
        .origins
        .iter()
        .map(|origin| origin.kind())
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    match kinds.as_slice() {
        [] => Vec::new(),
        // One kind says what all say: no second count is needed.
        [only] => vec![OfKind { kind: *only, counts: all.to_vec() }],
        _ => {
            kinds.iter().map(|kind| of_kind(matrix, groups, proposition.indicator, *kind)).collect()
        }
    }
}

fn of_kind(
    matrix: &IndicatorMatrix,
    groups: &GroupedRespondents,
    indicator: usize,
    kind: SourceKind,
) -> OfKind {
    let answers = groups
        .people
        .iter()
        .map(|person| (*person, said_by(matrix, indicator, kind, *person).into()));
    OfKind {
        kind,
        counts: counted(matrix, groups.groups, answers.zip(groups.group_of.iter().copied())),
    }
}

/// The strongest statement of a kind of source about a respondent.
pub(crate) fn said_by(
    matrix: &IndicatorMatrix,
    indicator: usize,
    kind: SourceKind,
    respondent: u32,
) -> Said {
    let origins = matrix.indicators()[indicator]
        .origins
        .iter()
        .enumerate()
        .filter(|(_, origin)| origin.kind() == kind);
    origins
        .map(|(origin, _)| matrix.said(indicator, origin, respondent))
        .max()
        .unwrap_or(Said::Unknown)
}

/// The stance of counts on a direction.
pub(crate) fn stance(direction: Direction, own: &Count, elsewhere: &Count) -> Stance {
    match (direction, own.share(), elsewhere.share()) {
        (_, None, _) => Stance::NotAsked,
        // "Shared" claims something of the group alone, so nobody else need have been asked.
        (Direction::Shared, Some(mine), _) if mine >= SHARED_BY => Stance::Carries,
        (Direction::Shared, ..) => Stance::Differs,
        (_, Some(_), None) => Stance::NotCompared,
        (Direction::More, Some(mine), Some(theirs)) if mine > theirs => Stance::Carries,
        (Direction::Less, Some(mine), Some(theirs)) if mine < theirs => Stance::Carries,
        _ => Stance::Differs,
    }
}

/// True where two kinds of source or more carry a direction, each of them asked of enough people.
pub(crate) fn is_carried_by_two(
    direction: Direction,
    counts: &[(SourceKind, Count, Count)],
) -> bool {
    let carries = |(kind, own, elsewhere): &&(SourceKind, Count, Count)| {
        // A handful of answers agrees by chance too often to confirm another source.
        let enough = kind.confirms()
            && own.asked >= LEAST_IN_KIND
            && (direction == Direction::Shared || elsewhere.asked >= LEAST_IN_KIND);
        enough && stance(direction, own, elsewhere) == Stance::Carries
    };
    counts.iter().filter(carries).count() >= 2
}

/// The row of the matrix of claims × kinds of source.
pub(crate) fn row(
    matrix: &IndicatorMatrix,
    direction: Direction,
    counts: &[(SourceKind, Count, Count)],
) -> Vec<KindCounts> {
    let cell = |kind: SourceKind| {
        let nobody = (kind, Count::default(), Count::default());
        let (_, own, elsewhere) = counts.iter().find(|(of, ..)| *of == kind).unwrap_or(&nobody);
        KindCounts {
            kind,
            stance: stance(direction, own, elsewhere),
            with: own.with,
            asked: own.asked,
            elsewhere_with: elsewhere.with,
            elsewhere_asked: elsewhere.asked,
        }
    };
    matrix.source_kinds().into_iter().map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::{Indicator, Measure, Values};
    use crate::manifest::Facet;
    use crate::personas::propositions::proposition::Answer;

    #[test]
    fn what_a_caller_computes_confirms_nothing() {
        let own = (Indicator::new("a", Facet::Goal, Measure::Mention), Values::Codes(vec![0; 100]));
        let matrix = IndicatorMatrix::from_columns(vec![own]).unwrap();
        let answer = |person: u32| if person % 50 < 45 { Answer::Yes } else { Answer::No };
        // Most of the first half say so, and few of the second.
        let answers = (0..100).map(|person| match (answer(person), person < 50) {
            (said, true) => ((person, said), Some(0)),
            (Answer::Yes, false) => ((person, Answer::No), None),
            (Answer::No | Answer::Contradicted | Answer::Unknown, false) => {
                ((person, Answer::Yes), None)
            }
        });
        let (most, few) = counted(&matrix, 1, answers)[0];
        let carries = |kinds: [SourceKind; 2]| {
            let counts = kinds.map(|kind| (kind, most, few));
            is_carried_by_two(Direction::More, &counts)
        };
        assert!(carries([SourceKind::Interviews, SourceKind::Survey]));
        assert!(!carries([SourceKind::Survey, SourceKind::Caller]));
        assert!(SourceKind::ALL.iter().all(|kind| kind.confirms() == (kind.name() != "caller")));
    }
}

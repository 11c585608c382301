//! The stance of each kind of source on a claim: carried, in line, contradicted or never asked.

use roaring::RoaringBitmap;
use serde::{Deserialize, Serialize};

use super::proposition::{Answer, Proposition};
use super::rules::SHARED_BY;
use super::support::Direction;
use super::tally::{Count, GroupedRespondents, counted};
use crate::indicators::{IndicatorMatrix, Said};
use crate::named::named_values;
use crate::sources::SourceKind;

/// Position of one kind of source on a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Confirms the claim by a test of its own answers alone.
    Carries,
    /// Differs in the direction of the claim, which its answers alone do not confirm.
    InLine,
    /// Does not support the claim: shows no difference, or one in the other direction.
    Differs,
    /// Members were asked, but nobody else, so no comparison is possible.
    NotCompared,
    /// No member was asked.
    NotAsked,
}

impl Stance {
    /// All stances.
    pub const ALL: [Self; 5] =
        [Self::Carries, Self::InLine, Self::Differs, Self::NotCompared, Self::NotAsked];

    /// Name of the stance in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Carries => "carries",
            Self::InLine => "in line",
            Self::Differs => "differs",
            Self::NotCompared => "not compared",
            Self::NotAsked => "not asked",
        }
    }
}

named_values!(Stance "stance");

/// Counts of one kind of source for a claim: a cell of the matrix of claims × kinds of source.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
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
    /// Number of members in the kind's own test: whom several kinds know is in the test of one.
    /// 0 where only one kind knows of the claim, and in results of earlier versions.
    #[serde(default)]
    pub tested: usize,
    /// Number of others in the kind's own test.
    #[serde(default)]
    pub elsewhere_tested: usize,
    /// One-sided p-value of the claim's direction by the kind's own test on held-out respondents,
    /// not adjusted; `None` where there is no such test.
    #[serde(default)]
    pub p: Option<f64>,
}

/// Counts and test of a proposition by one kind of source, for each group.
#[derive(Debug, Clone)]
pub(crate) struct KindTally {
    pub(crate) kind: SourceKind,
    /// Counts of each group and of everyone else, by all that the kind says.
    pub(crate) counts: Vec<(Count, Count)>,
    /// What is under test; `None` where one kind alone speaks of the indicator.
    pub(crate) own: Option<OwnAnswers>,
    /// One-sided p-value of each group in its direction.
    pub(crate) p: Vec<f64>,
    /// For each group true where its own test confirms the direction.
    pub(crate) confirmed: Vec<bool>,
}

/// The answers of a kind of source that are tested apart from those of other kinds.
#[derive(Debug, Clone)]
pub(crate) struct OwnAnswers {
    /// Respondents who count in this kind.
    pub(crate) people: RoaringBitmap,
    /// Their counts, in each group and among everyone else.
    pub(crate) counts: Vec<(Count, Count)>,
}

/// What one kind of source says of a claim.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KindView {
    pub(crate) kind: SourceKind,
    pub(crate) own: Count,
    pub(crate) elsewhere: Count,
    /// Counts of its own test, where several kinds are tested.
    pub(crate) tested: Option<(Count, Count)>,
    pub(crate) p: Option<f64>,
    /// True where its own test confirms the difference.
    pub(crate) confirmed: bool,
}

impl KindTally {
    /// What it says of a group.
    pub(crate) fn view(&self, group: usize) -> KindView {
        let (own, elsewhere) = self.counts[group];
        KindView {
            kind: self.kind,
            own,
            elsewhere,
            tested: self.own.as_ref().map(|of| of.counts[group]),
            p: self.p.get(group).copied(),
            confirmed: self.confirmed.get(group).copied().unwrap_or(false),
        }
    }

    /// The answers under test of some respondents.
    pub(crate) fn answers(
        &self,
        matrix: &IndicatorMatrix,
        indicator: usize,
        respondents: &[u32],
    ) -> Vec<(u32, Answer)> {
        let own = |person: u32| self.own.as_ref().is_some_and(|own| own.people.contains(person));
        let answer = |person: &u32| match own(*person) {
            true => (*person, said_by(matrix, indicator, self.kind, *person).into()),
            false => (*person, Answer::Unknown),
        };
        respondents.iter().map(answer).collect()
    }
}

/// The counts by each kind of source that speaks of the indicator; `all` are the counts over all
/// sources.
pub(crate) fn by_kind(
    matrix: &IndicatorMatrix,
    groups: &GroupedRespondents,
    proposition: &Proposition,
    all: &[(Count, Count)],
) -> Vec<KindTally> {
    let indicator = proposition.indicator;
    let mut kinds: Vec<SourceKind> =
        matrix.indicators()[indicator].origins.iter().map(|origin| origin.kind()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let tally = |kind, counts, own| KindTally { kind, counts, own, p: vec![], confirmed: vec![] };
    match kinds.as_slice() {
        [] => Vec::new(),
        // One kind says what all say: no second count is needed.
        [only] => vec![tally(*only, all.to_vec(), None)],
        _ => {
            let people = shared_out(matrix, indicator, &kinds, &groups.people);
            let counts = |kind, people: Option<&RoaringBitmap>| {
                let answer = |person: &u32| match people {
                    Some(own) if !own.contains(*person) => (*person, Answer::Unknown),
                    _ => (*person, said_by(matrix, indicator, kind, *person).into()),
                };
                let answers = groups.people.iter().map(answer);
                counted(matrix, groups.groups, answers.zip(groups.group_of.iter().copied()))
            };
            let of_kind = |(kind, people): (SourceKind, RoaringBitmap)| {
                let tested = counts(kind, Some(&people));
                tally(kind, counts(kind, None), Some(OwnAnswers { people, counts: tested }))
            };
            kinds.iter().copied().zip(people).map(of_kind).collect()
        }
    }
}

/// For each kind of source the respondents who count in its own test.
///
/// Who answers twice is no second witness: those known to several kinds count in the smallest of
/// these, one after the other, so that kinds of the same people share them evenly.
fn shared_out(
    matrix: &IndicatorMatrix,
    indicator: usize,
    kinds: &[SourceKind],
    people: &[u32],
) -> Vec<RoaringBitmap> {
    let mut own = vec![RoaringBitmap::new(); kinds.len()];
    let mut known_to_several = Vec::new();
    for person in people {
        let knows = |at: &usize| said_by(matrix, indicator, kinds[*at], *person) != Said::Unknown;
        match (0..kinds.len()).filter(knows).collect::<Vec<_>>()[..] {
            [] => {}
            [only] => _ = own[only].insert(*person),
            ref several => known_to_several.push((*person, several.to_vec())),
        }
    }
    for (person, several) in known_to_several {
        if let Some(smallest) = several.into_iter().min_by_key(|at| own[*at].len()) {
            own[smallest].insert(person);
        }
    }
    own
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

impl KindView {
    /// Its stance on a direction.
    fn stance(&self, direction: Direction) -> Stance {
        let (Some(mine), theirs) = (self.own.share(), self.elsewhere.share()) else {
            return Stance::NotAsked;
        };
        let in_direction = match (direction, theirs) {
            // "Shared" claims something of the group alone, so nobody else need have been asked.
            (Direction::Shared, _) => mine >= SHARED_BY,
            (_, None) => return Stance::NotCompared,
            (Direction::More, Some(theirs)) => mine > theirs,
            (Direction::Less, Some(theirs)) => mine < theirs,
        };
        match in_direction {
            true if self.confirms(direction) => Stance::Carries,
            true => Stance::InLine,
            false => Stance::Differs,
        }
    }

    /// True where its own answers confirm a direction.
    fn confirms(&self, direction: Direction) -> bool {
        if direction != Direction::Shared {
            return self.confirmed;
        }
        let (own, elsewhere) = self.tested.unwrap_or((self.own, self.elsewhere));
        let most = |count: &Count| count.support().low >= SHARED_BY;
        own.asked > 0 && most(&own) && (elsewhere.asked == 0 || most(&elsewhere))
    }
}

/// True where two kinds of source or more carry a direction.
pub(crate) fn is_carried_by_two(direction: Direction, views: &[KindView]) -> bool {
    let carries =
        |view: &&KindView| view.kind.confirms() && view.stance(direction) == Stance::Carries;
    views.iter().filter(carries).count() >= 2
}

/// The row of the matrix of claims × kinds of source.
pub(crate) fn row(
    matrix: &IndicatorMatrix,
    direction: Direction,
    views: &[KindView],
) -> Vec<KindCounts> {
    let cell = |kind: SourceKind| {
        let none = Count::default();
        let nobody =
            KindView { kind, own: none, elsewhere: none, tested: None, p: None, confirmed: false };
        let view = views.iter().find(|view| view.kind == kind).unwrap_or(&nobody);
        let (own, elsewhere) = view.tested.unwrap_or((none, none));
        KindCounts {
            kind,
            stance: view.stance(direction),
            with: view.own.with,
            asked: view.own.asked,
            elsewhere_with: view.elsewhere.with,
            elsewhere_asked: view.elsewhere.asked,
            tested: own.asked,
            elsewhere_tested: elsewhere.asked,
            p: view.p.filter(|_| direction != Direction::Shared),
        }
    };
    matrix.source_kinds().into_iter().map(cell).collect()
}

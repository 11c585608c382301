//! Every difference that was looked for, found or not: what claims are chosen from.

use super::{choose, replication, tested};
use crate::clustering::{Clustering, Selection};
use crate::error::Result;
use crate::indicators::IndicatorMatrix;
use crate::manifest::PersonaKind;
use crate::personas::belong::groups_of_matrix;
use crate::personas::propositions::proposition::Condition;
use crate::personas::propositions::support::{Direction, Grade, Others, Support};
use crate::personas::propositions::tally::GroupedRespondents;

/// Comparison of a group with everyone else on one indicator.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Comparison {
    /// Kind of persona.
    pub kind: PersonaKind,
    /// Position of the group, from 0.
    pub group: usize,
    /// Position of the indicator in the matrix.
    pub indicator: usize,
    /// Condition on the indicator that was counted.
    pub condition: Condition,
    /// Direction in which the group differs from everyone else.
    pub direction: Direction,
    /// p-value on respondents who had no part in making the group, adjusted over all comparisons of
    /// the study (false discovery rate).
    pub p_adjusted: f64,
    /// Count and base of the group.
    pub support: Support,
    /// Count and base of everyone else of the kind.
    pub elsewhere: Others,
    /// Direction and grade of the claim that follows, if one does.
    pub claim: Option<(Direction, Grade)>,
}

impl Comparison {
    /// Every comparison of the groups of a clustering, without evidence: for matrices that come
    /// from no study, and to see which differences were not found.
    ///
    /// ```
    /// use persona_synthesis::personas::Comparison;
    /// use persona_synthesis::{Clustering, IndicatorMatrix, Study};
    ///
    /// let matrix = IndicatorMatrix::from_study(&Study::open("data/interviews-only/study.toml")?)?;
    /// let comparisons = Comparison::all(&matrix, &Clustering::fit(&matrix)?)?;
    /// assert!(comparisons.iter().all(|comparison| (0.0..=1.0).contains(&comparison.p_adjusted)));
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`](crate::ErrorKind::Mismatch) if the groups are not of the matrix.
    pub fn all(matrix: &IndicatorMatrix, clustering: &Clustering) -> Result<Vec<Self>> {
        groups_of_matrix(matrix, clustering)?;
        let (groups, looked) = look(matrix, clustering, |_| Ok(()))?;
        let kinds = clustering.selections().iter().zip(&groups).zip(&looked);
        let of_kind = |((kind, groups), looked): (
            (&Selection, &GroupedRespondents),
            &Vec<tested::TestedProposition>,
        )| { comparisons(looked, kind.kind, groups.groups) };
        Ok(kinds.flat_map(of_kind).collect())
    }
}

/// Every comparison that was made for a kind.
fn comparisons(
    looked: &[tested::TestedProposition],
    kind: PersonaKind,
    groups: usize,
) -> Vec<Comparison> {
    let compare = |(looked, group): (&tested::TestedProposition, usize)| {
        let (own, elsewhere) = looked.counts[group];
        let claim = choose::judge(looked, group, groups == 1);
        Comparison {
            kind,
            group,
            indicator: looked.proposition.indicator,
            condition: looked.proposition.condition,
            direction: if tested::share(&own) > tested::share(&elsewhere) {
                Direction::More
            } else {
                Direction::Less
            },
            p_adjusted: looked.p[group],
            support: own.support(),
            elsewhere: elsewhere.elsewhere(),
            claim: claim.map(|claim| (claim.direction, claim.grade)),
        }
    };
    looked
        .iter()
        .flat_map(|looked| (0..groups).map(move |group| (looked, group)))
        .map(compare)
        .collect()
}

/// The groups of each kind, and everything that could be said of them.
type Looked = (Vec<GroupedRespondents>, Vec<Vec<tested::TestedProposition>>);

/// Tests everything that could be said of the groups of each kind. `before` is called before each
/// kind and can end the search.
pub(crate) fn look(
    matrix: &IndicatorMatrix,
    clustering: &Clustering,
    before: impl Fn(usize) -> Result<()>,
) -> Result<Looked> {
    let groups: Vec<GroupedRespondents> =
        clustering.selections().iter().map(|selection| grouped(matrix, selection)).collect();
    let look = |(kind, (selection, groups)): (usize, (&Selection, &GroupedRespondents))| {
        before(kind)?;
        Ok(tested::look(matrix, selection, groups))
    };
    let kinds = clustering.selections().iter().zip(&groups).enumerate();
    let mut looked = kinds.map(look).collect::<Result<Vec<_>>>()?;
    // Adjusted once for all kinds: the false discovery rate is promised for the whole study.
    tested::adjust(&mut looked);
    replication::adjust(&mut looked);
    Ok((groups, looked))
}

/// The respondents of a kind with the group that counts each.
fn grouped(matrix: &IndicatorMatrix, selection: &Selection) -> GroupedRespondents {
    let people = matrix.of_kind(selection.kind);
    let mut group_of = vec![None; people.len()];
    for member in selection.members.iter().filter(|member| member.in_group) {
        let position =
            people.binary_search(&member.respondent.number()).expect("members are of the kind");
        group_of[position] = Some(member.group);
    }
    // Where nothing shapes groups at all, the one description is of everyone.
    if selection.members.is_empty() {
        group_of.fill(Some(0));
    }
    GroupedRespondents { people, group_of, groups: selection.chosen }
}

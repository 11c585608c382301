//! How honest claims are on studies whose truth is known, beside common practice on the same data:
//! k-means, and chi-square tests on the respondents who made the groups.

use persona_synthesis::clustering::{Clusterer as _, Grouping, KMeans, LatentClass, Sample};
use persona_synthesis::indicators::{IndicatorMatrix, Measure, Values};
use persona_synthesis::manifest::{ClusteringOptions, Groups};
use persona_synthesis::personas::{
    Comparison, Condition, Direction, Grade, false_discovery, two_shares_p,
};
use persona_synthesis::sources::MISSING;
use persona_synthesis::{Clustering, PersonaKind, Result};

use crate::planted::Planted;

/// False discovery rate of all tests.
const DISCOVERY: f64 = 0.05;

/// Claims that a way of testing found in a study.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Score {
    /// Differences that were called real.
    pub(crate) found: usize,
    /// Of these, how many do not exist, or are the other way round, among the people who were
    /// called a group.
    pub(crate) wrong: usize,
    /// Of the differences that the same test finds when it is told the true groups, how many were
    /// found.
    pub(crate) recalled: usize,
    /// The differences that it finds then.
    pub(crate) findable: usize,
    /// Claims graded supported that personas may state, and how many of them are wrong.
    pub(crate) claims: usize,
    /// See `claims`.
    pub(crate) wrong_claims: usize,
}

impl std::ops::AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.found += other.found;
        self.wrong += other.wrong;
        self.recalled += other.recalled;
        self.findable += other.findable;
        self.claims += other.claims;
        self.wrong_claims += other.wrong_claims;
    }
}

/// A difference: indicator, condition, group, and whether the group has it more often.
type Difference = (usize, Condition, usize, bool);

/// Latent classes with a given number of groups. Few replicates: they measure stability, and claims
/// do not depend on it.
pub(crate) fn forced(matrix: &IndicatorMatrix, groups: usize) -> Result<Clustering> {
    let options =
        ClusteringOptions { groups: Groups::Exactly(groups), replicates: 4, ..matrix.options() };
    Clustering::with_method(matrix, &LatentClass::from(&options), &options)
}

/// The cross-fitted claims of this crate.
pub(crate) fn cross_fitted(planted: &Planted, clustering: &Clustering) -> Result<Score> {
    let comparisons = Comparison::all(&planted.matrix, clustering)?;
    let selection = &clustering.selections()[0];
    let mut labels = vec![None; planted.truth.len()];
    for member in selection.members.iter().filter(|member| member.in_group) {
        labels[member.respondent.index()] = Some(member.group);
    }
    let more = |comparison: &Comparison| comparison.direction == Direction::More;
    let of = |comparison: &Comparison| {
        (comparison.indicator, comparison.condition, comparison.group, more(comparison))
    };
    let real: Vec<Difference> = comparisons
        .iter()
        .filter(|comparison| comparison.p_adjusted <= DISCOVERY)
        .map(of)
        .collect();
    let stated = |comparison: &&Comparison| {
        matches!(
            comparison.claim,
            Some((Direction::More | Direction::Less, Grade::Supported | Grade::Validated))
        )
    };
    let claims: Vec<Difference> = comparisons.iter().filter(stated).map(of).collect();
    let looked: Vec<(usize, Condition)> =
        comparisons.iter().map(|comparison| (comparison.indicator, comparison.condition)).collect();
    let mut score = scored(planted, &labels, selection.chosen, &real, &looked);
    score.claims = claims.len();
    score.wrong_claims = wrong(planted, &labels, &claims);
    Ok(score)
}

/// Common practice: k-means with a given number of groups, and a chi-square test of each answer in
/// each group on the same respondents.
pub(crate) fn common_practice(planted: &Planted, groups: usize, seed: u64) -> Result<Score> {
    let sample = Sample::of_kind(&planted.matrix, PersonaKind::User);
    let found: Grouping = KMeans::default().cluster(&sample, groups, seed)?;
    let mut labels = vec![None; planted.truth.len()];
    for (row, label) in found.labels().into_iter().enumerate() {
        labels[sample.respondents()[row] as usize] = Some(usize::from(label));
    }
    let looked = conditions(&planted.matrix);
    let real = differences(&planted.matrix, &labels, groups, &looked);
    let mut score = scored(planted, &labels, groups, &real, &looked);
    (score.claims, score.wrong_claims) = (score.found, score.wrong);
    Ok(score)
}

fn scored(
    planted: &Planted,
    labels: &[Option<usize>],
    groups: usize,
    real: &[Difference],
    looked: &[(usize, Condition)],
) -> Score {
    let truth: Vec<Option<usize>> =
        planted.truth.iter().map(|group| Some(usize::from(*group))).collect();
    let true_groups = planted.groups();
    let findable = if true_groups > 1 {
        differences(&planted.matrix, &truth, true_groups, looked)
    } else {
        Vec::new()
    };
    let majority: Vec<usize> = (0..groups)
        .map(|group| {
            let members = |true_group: &usize| {
                labels
                    .iter()
                    .zip(&truth)
                    .filter(|pair| *pair == (&Some(group), &Some(*true_group)))
                    .count()
            };
            (0..true_groups).max_by_key(members).unwrap_or(0)
        })
        .collect();
    let as_true: Vec<Difference> =
        real.iter().map(|(i, c, group, more)| (*i, *c, majority[*group], *more)).collect();
    Score {
        found: real.len(),
        wrong: wrong(planted, labels, real),
        recalled: findable.iter().filter(|difference| as_true.contains(difference)).count(),
        findable: findable.len(),
        claims: 0,
        wrong_claims: 0,
    }
}

/// Differences that are not expected among those who were sorted into the group.
fn wrong(planted: &Planted, labels: &[Option<usize>], differences: &[Difference]) -> usize {
    let expected = |(indicator, condition, group, more): &Difference| {
        let rate = |inside: bool| {
            let people = labels
                .iter()
                .zip(&planted.truth)
                .filter(|(label, _)| (**label == Some(*group)) == inside);
            let rates: Vec<f64> = people
                .map(|(_, truth)| planted.expected(*indicator, *condition, usize::from(*truth)))
                .collect();
            rates.iter().sum::<f64>() / rates.len().max(1) as f64
        };
        let apart = rate(true) - rate(false);
        if *more { apart > 1e-9 } else { apart < -1e-9 }
    };
    differences.iter().filter(|difference| !expected(difference)).count()
}

/// Answers that a chi-square test, exact where counts are small, calls different at a false
/// discovery rate of 5 %.
fn differences(
    matrix: &IndicatorMatrix,
    labels: &[Option<usize>],
    groups: usize,
    looked: &[(usize, Condition)],
) -> Vec<Difference> {
    let mut unique: Vec<(usize, Condition)> = Vec::new();
    looked.iter().for_each(|one| {
        if !unique.contains(one) {
            unique.push(*one);
        }
    });
    let (mut tests, mut p) = (Vec::new(), Vec::new());
    for (indicator, condition) in unique {
        for group in 0..groups {
            let mut counts = [[0; 2]; 2];
            for (respondent, label) in labels.iter().enumerate() {
                let Some(so) = condition.holds_for(matrix.values(indicator), respondent) else {
                    continue;
                };
                counts[usize::from(*label == Some(group))][usize::from(so)] += 1;
            }
            let [[no, yes], [own_no, own_yes]] = counts;
            p.push(two_shares_p(own_yes, own_no + own_yes, yes, no + yes));
            tests.push((
                indicator,
                condition,
                group,
                own_yes * (no + yes) > yes * (own_no + own_yes),
            ));
        }
    }
    let adjusted = false_discovery(&p);
    tests.into_iter().zip(adjusted).filter(|(_, p)| *p <= DISCOVERY).map(|(test, _)| test).collect()
}

/// One condition for each mention and option, one for each level of other answers, the middle for
/// numbers.
fn conditions(matrix: &IndicatorMatrix) -> Vec<(usize, Condition)> {
    let of =
        |(position, indicator): (usize, &persona_synthesis::indicators::Indicator)| match matrix
            .values(position)
        {
            Values::Codes(_) if matches!(indicator.measure, Measure::Mention | Measure::Option) => {
                vec![(position, Condition::Is(1))]
            }
            Values::Codes(_) => (0..MISSING)
                .take(indicator.levels.len())
                .map(|level| (position, Condition::Is(level)))
                .collect(),
            Values::Numbers(numbers) => {
                let mut known: Vec<f64> =
                    numbers.iter().copied().filter(|number| !number.is_nan()).collect();
                known.sort_by(f64::total_cmp);
                known
                    .get(known.len() / 2)
                    .map(|middle| (position, Condition::Above(*middle)))
                    .into_iter()
                    .collect()
            }
        };
    matrix.indicators().iter().enumerate().flat_map(of).collect()
}

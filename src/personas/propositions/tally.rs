//! Counts of a proposition in one group and among everyone else.

use super::design::{UnitSums, design_effects};
use super::proposition::{Answer, Proposition};
use super::statistics::{normal_score, two_shares_p, wilson_interval, wilson_interval_at};
use super::support::{Others, Support};
use crate::indicators::IndicatorMatrix;

/// Counts of the respondents asked and of those with the answer.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Count {
    pub(crate) with: usize,
    pub(crate) asked: usize,
    weight_with: f64,
    weight: f64,
    squares: f64,
    /// By how much the design effect of accounts exceeds 1.
    excess: f64,
}

impl Count {
    fn add(&mut self, yes: bool, weight: f64) {
        self.asked += 1;
        self.weight += weight;
        self.squares += weight * weight;
        if yes {
            self.with += 1;
            self.weight_with += weight;
        }
    }

    /// Everyone counts once.
    #[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
    fn weigh_alike(&mut self) {
        (self.weight_with, self.weight, self.squares) =
            (self.with as f64, self.asked as f64, self.asked as f64);
    }

    #[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
    pub(crate) fn merge(&mut self, other: &Self) {
        let (own, theirs) = (self.asked as f64, other.asked as f64);
        if theirs > 0.0 {
            self.excess = (own * self.excess + theirs * other.excess) / (own + theirs);
        }
        self.with += other.with;
        self.asked += other.asked;
        self.weight_with += other.weight_with;
        self.weight += other.weight;
        self.squares += other.squares;
    }

    /// Weighted share; the plain one where nobody has a weight.
    #[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
    pub(crate) fn share(&self) -> Option<f64> {
        if self.asked == 0 {
            None
        } else if self.weight > 0.0 {
            Some((self.weight_with / self.weight).clamp(0.0, 1.0))
        } else {
            Some(self.with as f64 / self.asked as f64)
        }
    }

    /// Kish's effective number of those asked, over the design effect of accounts.
    pub(crate) fn effective(&self) -> f64 {
        if self.squares > 0.0 {
            self.weight * self.weight / self.squares / (1.0 + self.excess)
        } else {
            0.0
        }
    }

    /// Whole numbers with the weighted share and the effective size; without weights the counts
    /// themselves.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "numbers of respondents"
    )]
    fn whole(&self) -> (usize, usize) {
        // Fisher's test takes counts, and raw counts would claim more certainty than unequal
        // weights leave.
        let asked = self.effective().round();
        ((self.share().unwrap_or(0.0) * asked).round() as usize, asked as usize)
    }

    /// Normal score of the difference to others, positive where they have less; 0 where nobody was
    /// asked. Weighted counts are scaled to their effective size.
    pub(crate) fn score_against(&self, others: &Self) -> f64 {
        let (Some(own), Some(theirs)) = (self.share(), others.share()) else { return 0.0 };
        let ((with, of), (elsewhere_with, elsewhere_of)) = (self.whole(), others.whole());
        let score = normal_score(two_shares_p(with, of, elsewhere_with, elsewhere_of));
        if own < theirs { -score } else { score }
    }

    pub(crate) fn support(&self) -> Support {
        let share = self.share().unwrap_or(0.0);
        // Wilson's interval stays within 0 and 1 and holds for few respondents and extreme shares.
        let (low, high) = wilson_interval(share, self.effective());
        Support { with: self.with, asked: self.asked, share, low, high }
    }

    /// Wilson's interval of another share of as many respondents.
    pub(crate) fn interval_of(&self, share: f64, quantile: f64) -> (f64, f64) {
        wilson_interval_at(quantile, share, self.effective())
    }

    pub(crate) fn elsewhere(&self) -> Others {
        Others { with: self.with, asked: self.asked, share: self.share() }
    }
}

/// Support of a group and of everyone else by their counts, with shares of the population where
/// they are known.
pub(crate) fn shares_of(
    own: Count,
    elsewhere: Count,
    in_population: Option<(Count, Count)>,
) -> (Support, Others) {
    let (share, share_elsewhere) = in_population.unwrap_or((own, elsewhere));
    // Counts stay those of everyone asked, which the evidence shows; only the share is of the
    // population.
    let support = Support { with: own.with, asked: own.asked, ..share.support() };
    (
        support,
        Others { with: elsewhere.with, asked: elsewhere.asked, ..share_elsewhere.elsewhere() },
    )
}

/// The respondents of a kind with the group of each.
pub(crate) struct GroupedRespondents {
    pub(crate) people: Vec<u32>,
    /// For each of them the group, `None` without one.
    pub(crate) group_of: Vec<Option<usize>>,
    pub(crate) groups: usize,
}

impl GroupedRespondents {
    /// Counts of a proposition in every group, and in every group's elsewhere; last of those in no
    /// group, and in all groups.
    pub(crate) fn count(
        &self,
        matrix: &IndicatorMatrix,
        proposition: &Proposition,
    ) -> Vec<(Count, Count)> {
        let answers = self.people.iter().copied().zip(proposition.answers(matrix, &self.people));
        counted(matrix, self.groups, answers.zip(self.group_of.iter().copied()))
    }
}

/// Counts of answers in every group, and among everyone else, those without a group included; last
/// of those without, and in all groups.
pub(crate) fn counted(
    matrix: &IndicatorMatrix,
    groups: usize,
    people: impl Iterator<Item = ((u32, Answer), Option<usize>)>,
) -> Vec<(Count, Count)> {
    if !matrix.units().is_empty() {
        let people: Vec<_> = people.collect();
        let pairs = pairs(&plain_counts(matrix, groups, people.iter().copied()));
        return by_account(matrix, groups, &people, pairs);
    }
    pairs(&plain_counts(matrix, groups, people))
}

/// Counts with the design effects of accounts.
fn by_account(
    matrix: &IndicatorMatrix,
    groups: usize,
    people: &[((u32, Answer), Option<usize>)],
    mut pairs: Vec<(Count, Count)>,
) -> Vec<(Count, Count)> {
    let units = matrix.units().iter().max().map_or(0, |most| *most as usize + 1);
    let mut sums: Vec<Vec<UnitSums>> = vec![vec![[0.0; 2]; units]; groups + 1];
    let known = people.iter().filter(|((_, answer), _)| *answer != Answer::Unknown);
    for ((person, answer), group) in known {
        let (weight, unit) =
            (matrix.weights()[*person as usize], matrix.units()[*person as usize] as usize);
        let [with, asked] = &mut sums[group.unwrap_or(groups)][unit];
        *with += if *answer == Answer::Yes { weight } else { 0.0 };
        *asked += weight;
    }
    let all = |unit: usize| {
        sums.iter().fold([0.0; 2], |sum, of| [sum[0] + of[unit][0], sum[1] + of[unit][1]])
    };
    let everyone: Vec<UnitSums> = (0..units).map(all).collect();
    for (own, (count, elsewhere)) in sums.iter().zip(&mut pairs) {
        let rest = |([with, asked], own): (&UnitSums, &UnitSums)| {
            // What rounding leaves of a unit that is whole in the group is nobody.
            let left = |all: f64, own: f64| if all - own > 1e-9 * all { all - own } else { 0.0 };
            [left(*with, own[0]), left(*asked, own[1])]
        };
        let others: Vec<UnitSums> = everyone.iter().zip(own).map(rest).collect();
        let effects = design_effects([own, &others], [count.squares, elsewhere.squares]);
        [count.excess, elsewhere.excess] = effects.map(|effect| effect - 1.0);
    }
    pairs
}

/// Counts of answers in every group; last of those without a group.
fn plain_counts(
    matrix: &IndicatorMatrix,
    groups: usize,
    people: impl Iterator<Item = ((u32, Answer), Option<usize>)>,
) -> Vec<Count> {
    let mut counts = vec![Count::default(); groups + 1];
    // Equal weights are counted in whole numbers: faster, and free of rounding.
    if !matrix.counts_alike() {
        for ((person, answer), group) in
            people.filter(|((_, answer), _)| *answer != Answer::Unknown)
        {
            counts[group.unwrap_or(groups)]
                .add(answer == Answer::Yes, matrix.weights()[person as usize]);
        }
    } else {
        for ((_, answer), group) in people {
            let count = &mut counts[group.unwrap_or(groups)];
            count.asked += usize::from(answer != Answer::Unknown);
            count.with += usize::from(answer == Answer::Yes);
        }
        counts.iter_mut().for_each(Count::weigh_alike);
    }
    counts
}

/// Each count with that of everyone else.
fn pairs(counts: &[Count]) -> Vec<(Count, Count)> {
    let pair = |(group, own): (usize, &Count)| {
        let mut elsewhere = Count::default();
        let others = counts.iter().enumerate().filter(|(other, _)| *other != group);
        others.for_each(|(_, count)| elsewhere.merge(count));
        (*own, elsewhere)
    };
    counts.iter().enumerate().map(pair).collect()
}

//! Rates of an answer in groups, corrected for respondents who were sorted into the wrong one.

use super::grouping::Grouping;
use super::latent_class::LatentClassModel;
use super::sample::Sample;

/// The answer of a respondent under count, and the respondent's weight; `None` where the answer is
/// not known.
pub(crate) type WeighedAnswer = Option<(bool, f64)>;

/// A respondent of a known answer.
pub(super) struct Sorted<'a> {
    /// Probability of each group, without what the answer says.
    pub(super) probabilities: &'a [f64],
    pub(super) yes: bool,
    pub(super) weight: f64,
}

/// Respondents of known answers, counted by the group that they were sorted into.
pub(super) struct SortedCounts {
    /// `π_t D_ts` up to the total weight, by group sorted into and true group.
    joint: Vec<Vec<f64>>,
    /// Weight of those without and with the answer, by group sorted into.
    sorted: Vec<[f64; 2]>,
    people: f64,
}

impl SortedCounts {
    pub(super) fn count<'a>(groups: usize, people: impl Iterator<Item = Sorted<'a>>) -> Self {
        let mut counts = Self {
            joint: vec![vec![0.0; groups]; groups],
            sorted: vec![[0.0; 2]; groups],
            people: 0.0,
        };
        for Sorted { probabilities, yes, weight } in people {
            let most = |best: usize, (group, p): (usize, &f64)| {
                if *p > probabilities[best] { group } else { best }
            };
            let likeliest = probabilities.iter().enumerate().fold(0, most);
            counts.sorted[likeliest][usize::from(yes)] += weight;
            counts.people += 1.0;
            let joint = counts.joint[likeliest].iter_mut().zip(probabilities);
            joint.for_each(|(sum, p)| *sum += weight * p);
        }
        counts
    }

    /// How much more of those sorted into a group are of it than of those sorted elsewhere, 0 to 1;
    /// 0 where nobody is sorted into it, or nobody elsewhere.
    pub(super) fn separation(&self, group: usize) -> f64 {
        let (mut inside, mut outside) = ([0.0; 2], [0.0; 2]);
        for (sorted, joint) in self.joint.iter().enumerate() {
            let side = if sorted == group { &mut inside } else { &mut outside };
            side[0] += joint[group];
            side[1] += joint.iter().sum::<f64>();
        }
        if inside[1] <= 0.0 || outside[1] <= 0.0 {
            return 0.0;
        }
        (inside[0] / inside[1] - outside[0] / outside[1]).max(0.0)
    }

    /// Rate of the answer in each group, by the third step of the maximum likelihood method
    /// (Vermunt 2010, doi 10.1093/pan/mpq025); `None` where nobody counts.
    ///
    /// # Formula
    ///
    /// ```text
    /// Σ_sy n_sy ln Σ_t π_t D_ts θ_t^y (1 - θ_t)^(1-y)
    /// D_ts = Σ_i w_i p_it [s_i = s] / Σ_i w_i p_it
    /// ```
    ///
    /// is greatest at the rates θ: `n_sy` counts those sorted into group s with answer y, and `D`
    /// holds the rates of error. A prior worth one respondent of mean weight, spread over the
    /// groups, has the answer as often as everyone, so that no rate is 0 or 1.
    pub(super) fn rates(&self) -> Option<Vec<f64>> {
        /// Steps of EM at most, and the change of a rate below which it has arrived.
        const STEPS: usize = 500;
        const SMALL: f64 = 1e-6;
        let [no, yes] =
            self.sorted.iter().fold([0.0; 2], |sum, of| [sum[0] + of[0], sum[1] + of[1]]);
        if no + yes <= 0.0 {
            return None;
        }
        let (groups, overall) = (self.sorted.len(), yes / (no + yes));
        #[allow(clippy::cast_precision_loss, reason = "few groups")]
        let prior = (no + yes) / self.people / groups as f64;
        let mut rates = vec![overall; groups];
        for _ in 0..STEPS {
            let mut counts = vec![[prior * (1.0 - overall), prior * overall]; groups];
            for (joint, sorted) in self.joint.iter().zip(&self.sorted) {
                let known = sorted.iter().enumerate().filter(|(_, weight)| **weight > 0.0);
                for (answer, weight) in known {
                    let chance = |rate: f64| if answer == 1 { rate } else { 1.0 - rate };
                    let all: f64 =
                        joint.iter().zip(&rates).map(|(p, rate)| p * chance(*rate)).sum();
                    for ((counts, p), rate) in counts.iter_mut().zip(joint).zip(&rates) {
                        counts[answer] +=
                            if all > 0.0 { weight * p * chance(*rate) / all } else { 0.0 };
                    }
                }
            }
            let next: Vec<f64> = counts.iter().map(|[no, yes]| yes / (no + yes)).collect();
            let change = next.iter().zip(&rates).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            rates = next;
            if change < SMALL {
                break;
            }
        }
        Some(rates)
    }
}

/// Probabilities of the rows of known answers, by all columns but these.
pub(super) fn without(
    sample: &Sample,
    grouping: &Grouping,
    model: &LatentClassModel,
    columns: &[usize],
    answers: &[WeighedAnswer],
) -> Vec<f64> {
    // The logarithm of 0 would never come back.
    let log = |p: &f32| libm::log(f64::from(p.max(f32::MIN_POSITIVE)));
    let rows = 0..answers.len();
    let mut sums: Vec<f64> =
        rows.flat_map(|row| grouping.probabilities(row).iter().map(log)).collect();
    let known = |row: usize| answers[row].is_some();
    model.take_columns(sample, columns, known, &mut sums);
    for sums in sums.chunks_exact_mut(grouping.groups()) {
        let greatest = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        sums.iter_mut().for_each(|sum| *sum = libm::exp(*sum - greatest));
        let all: f64 = sums.iter().sum();
        sums.iter_mut().for_each(|sum| *sum /= all);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of 80 in the first group a half say yes, of 40 in the second a tenth do. A tenth of the
    /// first and a fifth of the second are sorted into the other.
    #[test]
    fn rates_are_those_of_the_groups_not_of_those_sorted_there() {
        // P(first | sorted there) = 72 / 80, P(second | sorted there) = 32 / 40.
        let yes = [72.0 * 0.5 + 8.0 * 0.1, 8.0 * 0.5 + 32.0 * 0.1];
        let all = [80.0, 40.0];
        // Many of each, so that the prior hardly counts.
        let people = (0..4_000).flat_map(|number: usize| {
            let group = number % 2;
            let of = move |yes: bool, weight: f64| Sorted {
                probabilities: if group == 0 { &[0.9, 0.1] } else { &[0.2, 0.8] },
                yes,
                weight,
            };
            [of(true, yes[group]), of(false, all[group] - yes[group])]
        });
        let counts = SortedCounts::count(2, people);
        // 72 of 80 and 8 of 40 are of the first group.
        assert!((counts.separation(0) - 0.7).abs() < 1e-9, "{}", counts.separation(0));
        let rates = counts.rates().unwrap();
        assert!((rates[0] - 0.5).abs() < 1e-3 && (rates[1] - 0.1).abs() < 1e-3, "{rates:?}");
    }

    #[test]
    fn nobody_has_no_rates_and_no_rate_is_0() {
        assert!(SortedCounts::count(2, std::iter::empty()).rates().is_none());
        let of = |yes| Sorted {
            probabilities: if yes { &[1.0, 0.0] } else { &[0.0, 1.0] },
            yes,
            weight: 1.0,
        };
        let rates = SortedCounts::count(2, (0..40).map(|number| of(number < 20))).rates().unwrap();
        // 20 of 20 and a quarter of half a respondent: (20 + 1/4) / (20 + 1/2).
        assert!((rates[0] - 20.25 / 20.5).abs() < 1e-5 && rates[1] > 0.0, "{rates:?}");
    }

    #[test]
    fn groups_that_nothing_else_tells_apart_are_not_separated() {
        let person = |yes| Sorted { probabilities: &[0.6, 0.4], yes, weight: 1.0 };
        let counts = SortedCounts::count(2, (0..40).map(|number| person(number < 20)));
        assert!(counts.separation(0).abs() < 1e-12 && counts.separation(1).abs() < 1e-12);
    }
}

//! Respondents of two waves as one sample: sorted by the groups of either, or by groups that both
//! share.

use rayon::prelude::*;

use super::grouping::Grouping;
use super::latent_class::LatentClass;
use super::method::Clusterer;
use super::random::SplitMix64;
use super::repeats::bound_sample;
use super::sample::Sample;
use crate::error::Result;
use crate::indicators::IndicatorMatrix;
use crate::manifest::PersonaKind;

/// Two waves in one matrix: the respondents of the first, then those of the second.
pub(crate) struct Waves {
    sample: Sample,
    respondents: usize,
    /// For each row true if it is of the second wave.
    second: Vec<bool>,
    method: LatentClass,
    seed: u64,
}

/// For each respondent of a matrix of two waves the group; `None` where nothing is known.
pub(crate) type Sides = Vec<Option<u16>>;

impl Waves {
    /// `first` is the number of respondents of the first wave; questions that are asked several
    /// times count once.
    pub(crate) fn new(
        matrix: &IndicatorMatrix,
        first: usize,
        method: LatentClass,
        seed: u64,
    ) -> Result<Self> {
        let (sample, _) = bound_sample(matrix, PersonaKind::User, seed)?;
        let second =
            // Rows are ordered by content, which mixes the waves.
            sample.respondents().iter().map(|respondent| *respondent as usize >= first).collect();
        Ok(Self { respondents: matrix.respondents(), second, sample, method, seed })
    }

    /// True where nothing is known of either wave that could be compared.
    pub(crate) fn is_empty(&self) -> bool {
        self.sample.columns().is_empty()
            || self.second.iter().all(|second| *second == self.second[0])
    }

    fn by_respondent(&self, labels: &[u16]) -> Sides {
        let mut sides = vec![None; self.respondents];
        self.sample
            .respondents()
            .iter()
            .zip(labels)
            .for_each(|(of, label)| sides[*of as usize] = Some(*label));
        sides
    }

    /// Sorts all respondents by what groups of some of them expect; `known` gives the probabilities
    /// of these groups for a respondent.
    pub(crate) fn sorted_as(
        &self,
        groups: usize,
        known: impl Fn(usize) -> Option<Vec<f32>>,
    ) -> Result<Sides> {
        let rows: Vec<Option<Vec<f32>>> =
            self.sample.respondents().iter().map(|of| known(*of as usize)).collect();
        let times = rows.iter().map(|row| u32::from(row.is_some())).collect();
        // Respondents without a group count 0 times, so that any probabilities will do.
        let nobody: Vec<f32> = (0..groups).map(|group| f32::from(u8::from(group == 0))).collect();
        let probabilities =
            rows.iter().flat_map(|row| row.as_ref().unwrap_or(&nobody).clone()).collect();
        let part = self.sample.with_times(times)?;
        let grouping = Grouping::from_probabilities(groups, probabilities, None)?;
        let model = std::sync::Arc::new(self.method.describe(&part, &grouping)?);
        Ok(self.by_respondent(&model.group(&self.sample)?.labels()))
    }

    /// Groups that both waves share, and all respondents sorted into them.
    pub(crate) fn shared(&self, groups: usize) -> Result<(Grouping, Sides)> {
        let grouping = self.method.cluster(&self.sample, groups, self.seed)?;
        let sides = self.by_respondent(&grouping.labels());
        Ok((grouping, sides))
    }

    /// The share of random divisions of the respondents that fit their shared groups as badly as
    /// these two waves: the p-value of a permutation test of the likelihood that is gained where
    /// each wave has groups of its own. `None` where there is no likelihood.
    pub(crate) fn noise(&self, shared: &Grouping, permutations: usize) -> Result<Option<f64>> {
        let Some(observed) = self.gain(shared, &self.second)? else { return Ok(None) };
        let permuted = |permutation: usize| {
            let mut draws = SplitMix64::new(self.seed, &[permutation as u64, 11]);
            let mut second = self.second.clone();
            for last in (1..second.len()).rev() {
                second.swap(last, draws.below(last + 1));
            }
            // Under the null hypothesis it does not matter which wave a respondent belongs to.
            Ok(self.gain(shared, &second)?.is_none_or(|gain| gain >= observed))
        };
        let as_great =
            (0..permutations).into_par_iter().map(permuted).collect::<Result<Vec<bool>>>()?;
        let as_great = as_great.into_iter().filter(|great| *great).count();
        #[allow(clippy::cast_precision_loss, reason = "few permutations")]
        // The observed division counts as one of the permutations, which keeps the test exact.
        Ok(Some((as_great + 1) as f64 / (permutations + 1) as f64))
    }

    /// Log-likelihood of two parts, each with groups of its own that begin from the shared ones.
    fn gain(&self, shared: &Grouping, second: &[bool]) -> Result<Option<f64>> {
        let mut sum = 0.0;
        for of_second in [false, true] {
            let times = second.iter().map(|second| u32::from(*second == of_second)).collect();
            // Both start from the shared groups, so that a gain is due to the wave and not to a
            // luckier start.
            let own = self.method.recluster(&self.sample.with_times(times)?, shared, self.seed)?;
            let Some(fit) = own.fit() else { return Ok(None) };
            sum += fit.log_likelihood;
        }
        Ok(Some(sum))
    }
}

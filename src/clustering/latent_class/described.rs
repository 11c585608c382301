//! Rows that no group describes, and rows drawn from a model to compare with.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::super::random::SplitMix64;
use super::super::sample::{ColumnPlace, Sample};
use super::model::LatentClassModel;
use crate::error::Result;
use crate::indicators::Values;
use crate::sources::MISSING;

/// Share of the rows drawn from the model that fit worse than what counts as not described.
const TAIL: f64 = 0.001;
/// Rows drawn from the model.
const DRAWN: usize = 5_000;

impl LatentClassModel {
    /// True for each row that some group describes: its answers are at least as likely under its
    /// best group as those of the least likely thousandth of respondents drawn from the model
    /// itself.
    ///
    /// Each group's log-density is standardised by its mean and variance in the group over the
    /// cells that are known of the row; the greatest over the groups is compared.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`](crate::ErrorKind::Mismatch) for a sample with other columns.
    pub fn describes(&self, sample: &Sample, seed: u64) -> Result<Vec<bool>> {
        self.check(sample)?;
        let least = self.least_fit(sample, seed);
        Ok(self.fit_of_rows(sample).into_iter().map(|fit| fit >= least).collect())
    }

    /// The greatest standardised log-density that a respondent whom some group describes has at
    /// least.
    pub(crate) fn least_fit(&self, sample: &Sample, seed: u64) -> f64 {
        // Model draws have the missing pattern of the sample: rows with few values vary more.
        let mut drawn =
            self.fit_of_rows(&self.draw(&sample.first(DRAWN), &mut SplitMix64::new(seed, &[4])));
        drawn.sort_by(f64::total_cmp);
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a position"
        )]
        drawn.get((TAIL * drawn.len() as f64) as usize).copied().unwrap_or(f64::NEG_INFINITY)
    }

    /// The greatest standardised log-density of each row over the groups.
    fn fit_of_rows(&self, sample: &Sample) -> Vec<f64> {
        let (packed, groups) = (sample.packed(), self.groups());
        let columns: Vec<Vec<GroupColumn>> = (0..sample.columns().len())
            .map(|column| (0..groups).map(|group| self.column(column, group)).collect())
            .collect();
        let add = |sums: &mut [Apart], others: &[Apart]| {
            sums.iter_mut()
                .zip(others)
                .for_each(|(sum, other)| *sum = (sum.0 + other.0, sum.1 + other.1));
        };
        let of_column = |column: usize, code: u8, number: f64| -> Vec<Apart> {
            columns[column]
                .iter()
                .map(|group| group.apart(code, number).unwrap_or_default())
                .collect()
        };
        // For each shared byte the sums of each of its codes, and the columns that share none.
        let mut of_codes: Vec<Vec<Apart>> =
            packed.packs.iter().map(|codes| vec![(0.0, 0.0); codes * groups]).collect();
        // One look-up adds all columns of a byte, as in a pass: rows are many, codes few.
        let mut alone = Vec::new();
        for (column, place) in packed.places.iter().enumerate() {
            let ColumnPlace::Digit { pack, stride, radix, categories } = *place else {
                alone.push(column);
                continue;
            };
            for (code, sums) in of_codes[pack].chunks_exact_mut(groups).enumerate() {
                let digit = code / stride % radix;
                if digit < categories {
                    add(
                        sums,
                        &of_column(
                            column,
                            u8::try_from(digit).expect("a digit of a byte"),
                            f64::NAN,
                        ),
                    );
                }
            }
        }
        let of_row = |row: usize| {
            let mut sums = vec![(0.0, 0.0); groups];
            let codes = &packed.codes[row * packed.packs.len()..(row + 1) * packed.packs.len()];
            for (of_code, code) in of_codes.iter().zip(codes) {
                add(&mut sums, &of_code[usize::from(*code) * groups..][..groups]);
            }
            for column in &alone {
                let (code, number) = (sample.code(row, *column), sample.number(row, *column));
                for (sum, group) in sums.iter_mut().zip(&columns[*column]) {
                    add(
                        std::slice::from_mut(sum),
                        &[group.apart(code, number).unwrap_or_default()],
                    );
                }
            }
            // z = (ln f - E ln f) / SD(ln f) under the group, over the known cells of the row.
            let standardised = |(apart, variance): Apart| apart / variance.max(1e-9).sqrt();
            sums.into_iter().map(standardised).fold(f64::NEG_INFINITY, f64::max)
        };
        (0..sample.rows()).into_par_iter().map(of_row).collect()
    }

    /// The distribution that a group expects of a column.
    pub(crate) fn column(&self, column: usize, group: usize) -> GroupColumn {
        match self.mean_and_variance(column, group) {
            Some((mean, variance)) => GroupColumn::Normal { mean, variance },
            None => {
                let rates = self.rates(column, group);
                let logs: Vec<f64> = rates.iter().map(|rate| libm::log(rate.max(1e-12))).collect();
                // The mean is minus the entropy: what an answer of this group is expected to score.
                let mean: f64 = rates.iter().zip(&logs).map(|(rate, log)| rate * log).sum();
                let variance = rates
                    .iter()
                    .zip(&logs)
                    .map(|(rate, log)| rate * (log - mean) * (log - mean))
                    .sum();
                GroupColumn::Codes { logs, mean, variance }
            }
        }
    }

    /// These rows with values drawn from the model, missing where theirs are missing.
    pub(crate) fn draw(&self, sample: &Sample, draws: &mut SplitMix64) -> Sample {
        let shares = self.shares();
        // A group for each row first, then its values: draws do not depend on the columns' kinds.
        let groups: Vec<usize> = (0..sample.rows()).map(|_| pick(&shares, draws)).collect();
        let styles = self.style_shares();
        let steps: Vec<usize> = match self.has_style() {
            true => (0..sample.rows()).map(|_| pick(&styles, draws)).collect(),
            false => vec![0; sample.rows()],
        };
        let columns = (0..sample.columns().len()).map(|column| match sample.values(column) {
            Values::Codes(mut codes) => {
                let rates = self.rates_of_states(column);
                let states = groups.iter().zip(&steps);
                for (code, (group, step)) in
                    codes.iter_mut().zip(states).filter(|(code, _)| **code != MISSING)
                {
                    let rates = &rates[group * styles.len() + step];
                    *code = u8::try_from(pick(rates, draws)).expect("a level");
                }
                Values::Codes(codes)
            }
            Values::Numbers(mut numbers) => {
                for (number, group) in
                    numbers.iter_mut().zip(&groups).filter(|(number, _)| !number.is_nan())
                {
                    let (mean, variance) =
                        self.mean_and_variance(column, *group).expect("the column is numeric");
                    *number = mean + variance.sqrt() * draws.normal();
                }
                Values::Numbers(numbers)
            }
        });
        let columns: Vec<Values> = columns.collect();
        sample.with_values(&columns)
    }
}

/// The distance of a log-density from its expectation in a group, and its variance.
pub(crate) type Apart = (f64, f64);

/// The distribution that a group expects of a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum GroupColumn {
    Codes { logs: Vec<f64>, mean: f64, variance: f64 },
    Normal { mean: f64, variance: f64 },
}

impl GroupColumn {
    /// Number of codes; 0 for numbers.
    pub(crate) fn codes(&self) -> usize {
        match self {
            Self::Codes { logs, .. } => logs.len(),
            Self::Normal { .. } => 0,
        }
    }

    /// True where its numbers are logarithms of shares, a mean and a variance, as they are unless
    /// somebody wrote them by hand.
    pub(crate) fn is_sound(&self) -> bool {
        let (Self::Codes { mean, variance, .. } | Self::Normal { mean, variance }) = self;
        mean.is_finite()
            && variance.is_finite()
            && match self {
                Self::Codes { logs, .. } => {
                    !logs.is_empty() && are_log_shares(logs) && *variance >= 0.0
                }
                Self::Normal { .. } => *variance > 0.0,
            }
    }

    /// The distance of a value's log-density from its expectation in the group, and its variance;
    /// `None` where nothing is known.
    pub(crate) fn apart(&self, code: u8, number: f64) -> Option<Apart> {
        match self {
            Self::Codes { logs, mean, variance } => {
                (code != MISSING).then(|| (logs[usize::from(code)] - mean, *variance))
            }
            // -z²/2 has mean -1/2 and variance 1/2.
            Self::Normal { mean, variance } => (!number.is_nan())
                .then(|| (0.5 - 0.5 * (number - mean) * (number - mean) / variance, 0.5)),
        }
    }
}

/// True where numbers can be logarithms of shares, which are 1 at most but for rounding.
pub(crate) fn are_log_shares(logs: &[f64]) -> bool {
    logs.iter().all(|log| log.is_finite() && *log <= 1e-6)
}

fn pick(rates: &[f64], draws: &mut SplitMix64) -> usize {
    let mut left = draws.unit() * rates.iter().sum::<f64>();
    let found = rates.iter().position(|rate| {
        left -= rate;
        left < 0.0
    });
    // Rounding may leave a rest behind the last rate.
    found.unwrap_or(rates.len() - 1)
}

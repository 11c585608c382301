//! A model that describes given groups, and rows sorted by some of the columns only.

use std::sync::Arc;

use super::super::grouping::{Grouping, most_probable};
use super::super::sample::Sample;
use super::super::thresholds::EVEN;
use super::layout::Counts;
use super::model::LatentClassModel;
use super::options::LatentClass;
use super::pass;
use super::search;
use super::view::View;
use crate::error::Result;
use crate::sources::MISSING;

impl LatentClass {
    /// The model whose groups have the answers of the members of a grouping: for methods that have
    /// no model of their own.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Parameter`] for options or a number of groups out of range.
    pub(crate) fn describe(
        &self,
        sample: &Sample,
        grouping: &Grouping,
    ) -> Result<LatentClassModel> {
        /// Enough for families without a closed form to arrive.
        const STEPS: usize = 10;
        self.check(grouping.groups())?;
        // Answers of members are described as they are, whatever their response style.
        let sample = &sample.with_style(Vec::new());
        let view = View::counting(sample);
        let layout = search::layout(self, sample, &view, grouping.groups());
        let mut counts = Counts {
            log_likelihood: 0.0,
            shares: vec![0.0; layout.groups],
            table: vec![0.0; layout.counts],
            by_state: Vec::new(),
        };
        for row in 0..sample.rows() {
            let weight = sample.weight(row);
            let parts = grouping
                .probabilities(row)
                .iter()
                .map(|probability| f64::from(*probability) * weight);
            for (group, part) in parts.enumerate().filter(|(_, part)| *part > 0.0) {
                counts.shares[group] += part;
                for (column, block) in layout.blocks.iter().enumerate() {
                    let mut add = |entry: usize, what: f64| {
                        counts.table[block.counts + entry * layout.lanes + group] += what
                    };
                    let (code, number) = (sample.code(row, column), sample.number(row, column));
                    if code != MISSING {
                        add(usize::from(code), part);
                    } else if !number.is_nan() {
                        add(0, part);
                        add(1, part * number);
                        add(2, part * number * number);
                    }
                }
            }
        }
        // The grouping takes the place of posteriors: one M-step, repeated where it has no closed
        // form.
        let mut parameters = layout.alike();
        (0..STEPS).for_each(|_| parameters = layout.fit(&counts, self.prior, &parameters));
        let total = view.total();
        Ok(LatentClassModel::describing(layout, parameters, total))
    }
}

impl LatentClassModel {
    /// Sorts the rows of a sample with the same columns: the probability of each group for each
    /// row.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`](crate::ErrorKind::Mismatch) for a sample with other columns.
    pub fn group(self: &Arc<Self>, sample: &Sample) -> Result<Grouping> {
        self.check(sample)?;
        let view = View::all(sample);
        // 64 bits: these probabilities are the result, not a step towards it.
        let pass = pass::over(sample.packed(), &view, self.layout.state_lanes(), false);
        let (_, probabilities) = pass.posteriors(&self.layout, &self.parameters);
        // A model that describes given groups was not fitted, and has no likelihood.
        let fitted = self.layout.has_likelihood() && self.fit.log_likelihood.is_finite();
        let fit = fitted.then_some(self.fit);
        Ok(Grouping::from_probabilities(self.groups(), probabilities, fit)?
            .with_model(Arc::clone(self)))
    }

    /// Adds what all columns say to the sums of those rows that are to be counted, rows × groups:
    /// `Σ_j ln f_j(x_j | k)`.
    ///
    /// # Panics
    /// If the sample has other columns, or there is not a sum for each row and group.
    pub(crate) fn add_columns(
        &self,
        sample: &Sample,
        counted: impl Fn(usize) -> bool,
        sums: &mut [f64],
    ) {
        let columns: Vec<usize> = (0..sample.columns().len()).collect();
        self.add(sample, &columns, 1.0, &counted, sums);
        let styled = self.styled_columns();
        self.add_styled(sample, &styled, 1.0, &counted, sums);
    }

    /// Takes away from such sums what some columns say.
    ///
    /// # Panics
    /// As [`LatentClassModel::add_columns`].
    pub(crate) fn take_columns(
        &self,
        sample: &Sample,
        columns: &[usize],
        counted: impl Fn(usize) -> bool,
        sums: &mut [f64],
    ) {
        self.add(sample, columns, -1.0, &counted, sums);
        let styled = self.styled_columns();
        let rest: Vec<usize> =
            styled.iter().copied().filter(|column| !columns.contains(column)).collect();
        // Columns that a style links say together what no column says alone.
        if rest.len() < styled.len() {
            self.add_styled(sample, &styled, -1.0, &counted, sums);
            self.add_styled(sample, &rest, 1.0, &counted, sums);
        }
    }

    /// Adds what columns without a style say.
    fn add(
        &self,
        sample: &Sample,
        columns: &[usize],
        sign: f64,
        counted: &dyn Fn(usize) -> bool,
        sums: &mut [f64],
    ) {
        let plain = |column: &&usize| !self.layout.blocks[**column].styled;
        columns
            .iter()
            .filter(plain)
            .for_each(|column| self.add_column(sample, *column, sign, counted, sums));
    }

    fn add_column(
        &self,
        sample: &Sample,
        column: usize,
        sign: f64,
        counted: &dyn Fn(usize) -> bool,
        sums: &mut [f64],
    ) {
        let entries = self.entries_of(column);
        let groups = self.groups();
        let normal = self.is_normal(column);
        // Subtracting a column instead of refitting keeps a test of every indicator affordable.
        let weight = sign * sample.columns()[column].factor();
        for (row, sums) in
            sums.chunks_exact_mut(groups).enumerate().filter(|(row, _)| counted(*row))
        {
            if normal {
                let number = sample.number(row, column);
                if !number.is_nan() {
                    // ln N(x; μ, σ²) = -ln(2πσ²)/2 - (x - μ)² / 2σ²; entries hold μ, 1/σ² and the
                    // constant.
                    for (group, sum) in sums.iter_mut().enumerate() {
                        let apart = number - entries[0][group];
                        *sum +=
                            weight * (entries[2][group] - 0.5 * apart * apart * entries[1][group]);
                    }
                }
            } else {
                let code = sample.code(row, column);
                if code != MISSING {
                    sums.iter_mut()
                        .zip(&entries[usize::from(code)])
                        .for_each(|(sum, entry)| *sum += weight * entry);
                }
            }
        }
    }
}

/// The group of each row from its sums of logarithms; `None` where no group is more probable than
/// all others together.
pub(crate) fn groups_of(sums: &[f64], groups: usize) -> Vec<Option<u16>> {
    #[allow(clippy::cast_precision_loss, reason = "few groups")]
    let far = libm::log(groups as f64);
    let group = |sums: &[f64]| {
        let greatest = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // Where every other group is less probable than the share of one among as many equals,
        // nothing need be added up.
        let mut near = sums.iter().zip(0_u16..).filter(|(sum, _)| greatest - **sum <= far);
        if let (Some((_, best)), None) = (near.next(), near.next()) {
            return Some(best);
        }
        #[allow(
            clippy::cast_possible_truncation,
            reason = "probabilities are compared with one half"
        )]
        let shares: Vec<f32> = sums.iter().map(|sum| libm::exp(sum - greatest) as f32).collect();
        let best = most_probable(&shares);
        (shares[usize::from(best)] > EVEN * shares.iter().sum::<f32>()).then_some(best)
    };
    sums.chunks_exact(groups).map(group).collect()
}

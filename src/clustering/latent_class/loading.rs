//! The estimate of a style: the coordinates of the columns on which it acts, and its loading.

use super::elementary::exp;
use super::layout::{ColumnBlock, Counts, Layout, Parameters};
use super::newton::{self, Slopes};

/// The loading from which a search sets out, and its bounds: at 0 the two signs of a style are
/// alike, and nothing leads away.
const FIRST_LOADING: f64 = 0.6;
const LOADINGS: (f64, f64) = (0.01, 8.0);

impl Layout {
    /// The loading of the style, 0 where there is none.
    pub(super) fn loading(&self, parameters: &Parameters) -> f64 {
        if self.style.is_some() { parameters.0[self.length - 1] } else { 0.0 }
    }

    /// Makes the loading valid.
    pub(super) fn bound_loading(&self, parameters: &mut Parameters) {
        if self.style.is_some() {
            let loading = &mut parameters.0[self.length - 1];
            // The scale is symmetric: styles of either sign are the same.
            *loading = loading.abs().clamp(LOADINGS.0, LOADINGS.1);
        }
    }

    /// Parameters without a style of a model that may have one.
    pub(super) fn with_first_loading(&self, mut parameters: Vec<f64>) -> Parameters {
        if self.style.is_some() {
            parameters[self.length - 1] = FIRST_LOADING;
        }
        Parameters(parameters)
    }

    /// The counts of a column by state, rows of [`Layout::state_lanes`].
    fn states_of<'a>(&self, block: &ColumnBlock, counts: &'a Counts) -> &'a [f64] {
        let lanes = self.state_lanes();
        let start = block.counts / self.lanes * lanes;
        &counts.by_state[start..start + block.family.count_rows() * lanes]
    }

    /// Better coordinates of a styled column; `part` as in [`Family::fit`].
    pub(super) fn fit_styled(
        &self,
        block: &ColumnBlock,
        counts: &Counts,
        part: f64,
        parameters: &mut Parameters,
    ) {
        let (levels, lanes) = (block.family.count_rows(), self.state_lanes());
        let (own, steps) = (self.states_of(block, counts), self.style.shares());
        let offsets = self.offsets(parameters);
        let count = |level: usize, group: usize, step: usize| {
            own[level * lanes + step * self.groups + group]
                + part * steps[step] * block.marginal[level]
        };
        let out = &mut parameters.0[block.start..block.start + levels + self.groups];
        if !block.pooled {
            let slopes = Slopes { groups: self.groups, offsets: &offsets };
            newton::adjacent_categories(levels, slopes, &count, out);
            return;
        }
        // A pooled column has one slope for all groups, and no prior pulls at it.
        let together = |level: usize, _: usize, step: usize| -> f64 {
            let start = level * lanes + step * self.groups;
            own[start..start + self.groups].iter().sum()
        };
        let mut single = out[..=levels].to_vec();
        let slopes = Slopes { groups: 1, offsets: &offsets };
        newton::adjacent_categories(levels, slopes, &together, &mut single);
        out[..levels].copy_from_slice(&single[..levels]);
        out[levels..].fill(single[levels]);
    }

    /// A better loading for these counts: a Newton step, shortened until it climbs.
    #[allow(clippy::cast_precision_loss, reason = "few levels")]
    pub(super) fn fit_loading(&self, counts: &Counts, part: f64, parameters: &mut Parameters) {
        if !self.style.is_some() {
            return;
        }
        let (lanes, steps) = (self.state_lanes(), self.style.shares());
        let scale: Vec<f64> = self.style.scale().collect();
        // Log-likelihood with its first and second derivative by the loading.
        let look = |parameters: &Parameters| {
            let (mut sum, mut slope, mut bend) = (0.0, 0.0, 0.0);
            for block in self.blocks.iter().filter(|block| block.styled) {
                let own = self.states_of(block, counts);
                let rates = self.styled_rates(block, parameters);
                let levels = block.family.count_rows();
                let states = self.groups * self.style.steps;
                for (state, step) in (0..states).map(|state| (state, state / self.groups)) {
                    let [mut n, mut scores, mut mean, mut squares] = [0.0; 4];
                    for level in 0..levels {
                        let prior = if block.pooled { 0.0 } else { part * block.marginal[level] };
                        let count = own[level * lanes + state] + prior * steps[step];
                        let log_rate = rates[level * states + state];
                        let (rate, score) = (exp(log_rate), level as f64);
                        n += count;
                        scores += score * count;
                        mean += score * rate;
                        squares += score * score * rate;
                        sum += block.weight * count * log_rate;
                    }
                    // ∂/∂λ = Σ t (Σ_l l N_l - n mean), and minus the second derivative
                    // Σ t² n variance.
                    slope += block.weight * scale[step] * (scores - n * mean);
                    bend += block.weight * scale[step].powi(2) * n * (squares - mean * mean);
                }
            }
            (sum, slope, bend)
        };
        let before = self.loading(parameters);
        let (reached, slope, bend) = look(parameters);
        let mut step = (slope / bend.max(f64::MIN_POSITIVE)).clamp(-0.5, 0.5);
        while step.abs() > 1e-9 {
            parameters.0[self.length - 1] = (before + step).clamp(LOADINGS.0, LOADINGS.1);
            if look(parameters).0 >= reached {
                return;
            }
            step *= 0.25;
        }
        parameters.0[self.length - 1] = before;
    }

    /// Log-likelihood of the counts of a styled column.
    pub(super) fn styled_likelihood(
        &self,
        block: &ColumnBlock,
        counts: &Counts,
        parameters: &Parameters,
    ) -> f64 {
        let (lanes, states) = (self.state_lanes(), self.groups * self.style.steps);
        let rates = self.styled_rates(block, parameters);
        let rows =
            self.states_of(block, counts).chunks_exact(lanes).zip(rates.chunks_exact(states));
        rows.map(|(counts, rates)| {
            counts.iter().zip(rates).map(|(count, rate)| count * rate).sum::<f64>()
        })
        .sum()
    }

    /// Logarithm of the prior's density at a styled column, see [`Family::log_prior`].
    pub(super) fn styled_log_prior(&self, block: &ColumnBlock, parameters: &Parameters) -> f64 {
        let (steps, states) = (self.style.shares(), self.groups * self.style.steps);
        let rates = self.styled_rates(block, parameters);
        let of = |(row, share): (&[f64], &f64)| -> f64 {
            let of_step = |(state, rate): (usize, &f64)| steps[state / self.groups] * rate;
            share * row.iter().enumerate().map(of_step).sum::<f64>()
        };
        rates.chunks_exact(states).zip(&block.marginal).map(of).sum()
    }
}

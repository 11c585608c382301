//! The states of a model with a style: its groups at each step.

use super::elementary::{exp, ln};
use super::family::{GroupLanes, LEAST_LOG_RATE};
use super::layout::{ColumnBlock, Counts, Layout, Parameters};
use super::newton;

impl Layout {
    /// Number of lanes of a pass: a state for each step and group, steps outermost, padded to a
    /// power of two.
    pub(super) fn state_lanes(&self) -> usize {
        (self.groups * self.style.steps).next_power_of_two()
    }

    /// The group of a state.
    fn states(&self) -> impl Iterator<Item = (usize, usize)> {
        let groups = self.groups;
        (0..groups * self.style.steps).map(move |state| (state, state % groups))
    }

    /// Logarithm of the share of each state.
    pub(super) fn log_state_shares(&self, parameters: &Parameters) -> Vec<f64> {
        let steps = self.style.shares();
        let share = |(state, group)| match self.style.is_some() {
            true => parameters.log_share(group) + ln(steps[state / self.groups]),
            false => parameters.log_share(group),
        };
        self.states().map(share).collect()
    }

    /// Adds up what was counted by states; `shares` and `table` are rows of so many lanes.
    pub(super) fn of_groups(&self, log_likelihood: f64, shares: &[f64], table: Vec<f64>) -> Counts {
        if !self.style.is_some() {
            let shares = shares[..self.groups].to_vec();
            return Counts { log_likelihood, shares, table, by_state: Vec::new() };
        }
        let own = |lanes: &[f64], out: &mut [f64]| {
            self.states().for_each(|(state, group)| out[group] += lanes[state]);
        };
        let mut counts = Counts {
            log_likelihood,
            shares: vec![0.0; self.groups],
            table: vec![0.0; self.counts],
            by_state: Vec::new(),
        };
        own(shares, &mut counts.shares);
        let rows = table.chunks_exact(self.state_lanes());
        counts.table.chunks_exact_mut(self.lanes).zip(rows).for_each(|(out, row)| own(row, out));
        counts.by_state = table;
        counts
    }

    /// Adds up the posteriors of the states of a row.
    pub(super) fn posteriors_of_groups(&self, states: &[f64]) -> impl Iterator<Item = f64> {
        let groups = self.groups;
        let of = move |group| states.iter().skip(group).step_by(groups).sum();
        (0..groups).map(of)
    }

    /// Counts by group with the states that they come from where nothing is known of the style.
    pub(super) fn spread(&self, counts: Counts) -> Counts {
        if !self.style.is_some() {
            return counts;
        }
        let (lanes, steps) = (self.state_lanes(), self.style.shares());
        let mut by_state = vec![0.0; counts.table.len() / self.lanes * lanes];
        let rows = by_state.chunks_exact_mut(lanes).zip(counts.table.chunks_exact(self.lanes));
        for (out, row) in rows {
            self.states()
                .for_each(|(state, group)| out[state] = steps[state / self.groups] * row[group]);
        }
        Counts { by_state, ..counts }
    }

    pub(super) fn offsets(&self, parameters: &Parameters) -> Vec<f64> {
        let loading = self.loading(parameters);
        self.style.scale().map(|at| loading * at).collect()
    }

    /// Logarithms of the rates of a styled column, levels × states.
    pub(super) fn styled_rates(&self, block: &ColumnBlock, parameters: &Parameters) -> Vec<f64> {
        let (levels, states) = (block.family.count_rows(), self.groups * self.style.steps);
        let own = self.coordinates(block, &parameters.0);
        let mut rates = vec![0.0; levels * states];
        for (step, offset) in self.offsets(parameters).into_iter().enumerate() {
            for group in 0..self.groups {
                let slope = own[levels + group] + offset;
                newton::adjacent_log_rates(&own[..levels], slope, |level, rate| {
                    rates[level * states + step * self.groups + group] = rate.max(LEAST_LOG_RATE);
                });
            }
        }
        rates
    }

    /// The entries of a styled column for groups: logarithms of their rates over all steps.
    pub(super) fn rates_over_steps(
        &self,
        block: &ColumnBlock,
        parameters: &Parameters,
        lanes: usize,
        out: &mut [f64],
    ) {
        let states = self.groups * self.style.steps;
        let rates = self.styled_rates(block, parameters);
        let steps = self.style.shares();
        for (row, out) in rates.chunks_exact(states).zip(out.chunks_exact_mut(lanes)) {
            for (group, out) in out[..self.groups].iter_mut().enumerate() {
                let of_steps = row.iter().skip(group).step_by(self.groups);
                let rate: f64 = of_steps.zip(&steps).map(|(rate, share)| share * exp(*rate)).sum();
                *out = ln(rate.max(f64::MIN_POSITIVE)).max(LEAST_LOG_RATE);
            }
        }
    }

    /// The entries of a column for states, rows of lanes.
    pub(super) fn state_entries(
        &self,
        block: &ColumnBlock,
        parameters: &Parameters,
        lanes: usize,
    ) -> Vec<f64> {
        let mut entries = vec![0.0; block.family.count_rows() * lanes];
        if block.styled {
            let states = self.groups * self.style.steps;
            let rates = self.styled_rates(block, parameters);
            let rows = rates.chunks_exact(states).zip(entries.chunks_exact_mut(lanes));
            rows.for_each(|(row, out)| out[..states].copy_from_slice(row));
            return entries;
        }
        let own = GroupLanes { number: self.groups, lanes };
        block.family.entries(
            self.coordinates(block, &parameters.0),
            &block.marginal,
            own,
            &mut entries,
        );
        // Other columns know nothing of the style: each step answers like the first.
        for row in entries.chunks_exact_mut(lanes) {
            (1..self.style.steps)
                .for_each(|step| row.copy_within(..self.groups, step * self.groups));
        }
        entries
    }
}

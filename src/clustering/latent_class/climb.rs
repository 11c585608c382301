//! The climb to a maximum: accelerated EM from a state until it converges.

use super::super::sample::Sample;
use super::layout::{Counts, Layout, Parameters};
use super::options::LatentClass;
use super::pass::Pass;
use super::squarem;
use super::view::View;

/// Passes after which a search that has not converged stops.
pub(super) const MOST_PASSES: usize = 2000;
/// A search has converged when two cycles in turn raise the objective by less than this per row:
/// one small rise may be a plateau between two climbs.
pub(super) const TOLERANCE: f64 = 1e-8;
/// Tolerance without a prior. Rates then climb to 0 and 1, ever more slowly, and optima that differ
/// look the same where climbs end early.
const PLAIN_TOLERANCE: f64 = 1e-9;
/// Tolerance over many rows, and for all starts but the best.
pub(super) const ROUGH_TOLERANCE: f64 = 1e-6;
/// Tolerance where only the groups matter, or a comparison with many fits.
pub(super) const GROUPS_TOLERANCE: f64 = 1e-5;

/// Parameters in the course of a search.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) parameters: Parameters,
    pub(super) objective: f64,
    pub(super) passes: usize,
    pub(super) converged: bool,
}

impl State {
    pub(super) fn at(parameters: Parameters) -> Self {
        Self { parameters, objective: f64::NEG_INFINITY, passes: 0, converged: false }
    }
}

/// When a search stops.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Passes at most.
    pub(super) passes: usize,
    /// Rise of the objective per row below which the search has converged.
    pub(super) tolerance: f64,
}

/// The inputs of every part of a search.
pub(super) struct EmSearch<'a> {
    pub(super) method: &'a LatentClass,
    pub(super) sample: &'a Sample,
    pub(super) layout: &'a Layout,
}

impl EmSearch<'_> {
    /// This tolerance where there is a prior, a smaller one where there is none.
    pub(super) fn tolerance(&self, with_prior: f64) -> f64 {
        if self.method.prior > 0.0 { with_prior } else { PLAIN_TOLERANCE }
    }

    /// Pools the columns that do not tell groups apart, and climbs on, until the same columns are
    /// pooled.
    ///
    /// Steps between posteriors and the choice of columns raise the likelihood less half its
    /// parameters' cost (Marbac, Patin and Sedki 2019, doi 10.1007/s00357-018-9274-0).
    pub(super) fn pool_columns(
        &self,
        pass: &dyn Pass,
        view: &View<'_>,
        mut state: State,
        limits: Limits,
        rounds: usize,
    ) -> (Layout, State) {
        let mut layout = self.layout.clone();
        for _ in 0..rounds {
            // Expected counts under the current posteriors decide which columns are pooled.
            let counts = pass.counts(&layout, &state.parameters);
            let pooled = layout.to_pool(&counts, self.method.prior, &state.parameters);
            if layout.blocks.iter().zip(&pooled).all(|(block, pooled)| block.pooled == *pooled) {
                break;
            }
            // Objectives of different poolings cannot be compared: the climb starts from scratch.
            layout = layout.pooling(&pooled);
            let parameters = layout.fit(&counts, self.method.prior, &state.parameters);
            let from = State { parameters, objective: f64::NEG_INFINITY, ..state };
            state = EmSearch { layout: &layout, ..*self }.climb(pass, view, from, limits);
        }
        (layout, state)
    }

    /// Climbs from a state until it converges or its passes are used up. The objective never falls:
    /// a leap that would lower it is taken back.
    pub(super) fn climb(
        &self,
        pass: &dyn Pass,
        view: &View<'_>,
        mut state: State,
        limits: Limits,
    ) -> State {
        // The objective is a sum over rows, the tolerance is per row.
        let tolerance = limits.tolerance * view.total();
        let look = |parameters: &Parameters| {
            let counts = pass.counts(self.layout, parameters);
            (counts.log_likelihood + self.layout.log_prior(parameters, self.method.prior), counts)
        };
        let step =
            |counts: &Counts, from: &Parameters| self.layout.fit(counts, self.method.prior, from);
        let last = state.passes + limits.passes;
        let (mut objective, mut counts) = look(&state.parameters);
        state.passes += 1;
        let mut quiet = 0;
        while state.passes < last {
            // Two EM steps give the direction and the bend that SQUAREM extrapolates.
            let first = step(&counts, &state.parameters);
            let (first_objective, first_counts) = look(&first);
            let second = step(&first_counts, &first);
            let beyond = squarem::extrapolate(self.layout, [&state.parameters, &first, &second]);
            // EM steps never lower the objective, a leap may: it is kept only where it is at least
            // as good as the first step, else the second step is taken.
            let leap = beyond
                .map(|beyond| (look(&beyond), beyond))
                .filter(|((reached, _), _)| *reached >= first_objective);
            let before = objective;
            state.passes += 2;
            ((objective, counts), state.parameters) = leap.unwrap_or_else(|| {
                state.passes += 1;
                (look(&second), second)
            });
            // One cycle with little rise may be a plateau; two in turn are taken for the top.
            quiet = if objective - before < tolerance { quiet + 1 } else { 0 };
            if quiet == 2 {
                state.converged = true;
                break;
            }
        }
        state.objective = objective;
        state
    }
}

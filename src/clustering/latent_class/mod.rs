//! The default method: a latent class mixture over mixed indicators, missing values by full-information likelihood.
//!
//! Within a group, indicators are independent: mentions, options and levels follow a categorical distribution, numbers a normal one.
//! A missing value drops out of the row's likelihood, so that whole blocks may be missing and nothing is imputed; this is right where what is
//! missing depends on what is known (missing at random, Rubin 1976, doi 10.1093/biomet/63.3.581).

mod elementary;
mod parameters;
mod pass;
mod squarem;

use rayon::prelude::*;

use super::method::{Clusterer, FitStatistics, Grouping};
use super::random::Draws;
use super::sample::Sample;
use crate::error::{ErrorKind, Result};
use crate::indicators::Values;
use crate::sources::MISSING;
use parameters::{Counts, Everyone, Layout, Parameters};
use pass::Rows;

/// Latent class analysis (Lazarsfeld and Henry 1968) by expectation and maximisation (Dempster, Laird and Rubin 1977).
///
/// # Formula
///
/// ```text
/// f(x_i) = Σ_k π_k Π_j f_j(x_ij | k)^[x_ij known]
/// ```
///
/// The prior is worth `prior` respondents in all, spread evenly over the groups, with the answers of everyone (the Bayes constants of
/// Vermunt and Magidson 2005): it keeps rates off 0 and 1 and variances off 0. With `prior` 0 the fit is plain maximum likelihood.
///
/// # Limits
///
/// Indicators that hang together within a group (two wordings of one question) count twice and may be taken for a group. Below some 50
/// respondents rates are drawn towards everyone's. Ties between groups go to the first.
///
/// ```
/// use persona_synthesis::clustering::{Clusterer, LatentClass, Sample};
/// use persona_synthesis::indicators::{Indicator, IndicatorMatrix, Measure, Values};
/// use persona_synthesis::{Facet, PersonaKind};
///
/// let column = |name: &str, codes: [u8; 6]| {
///     (Indicator::new(name, Facet::Goal, Measure::Mention), Values::Codes(codes.to_vec()))
/// };
/// let matrix = IndicatorMatrix::from_columns(vec![
///     column("a", [1, 1, 1, 0, 0, 0]),
///     column("b", [1, 1, 1, 0, 0, 0]),
///     column("c", [1, 1, 255, 0, 0, 0]),
/// ])?;
/// let sample = Sample::of_kind(&matrix, PersonaKind::User);
/// let grouping = LatentClass::default().cluster(&sample, &[1; 6], 2, 7)?;
/// assert_eq!(grouping.labels().iter().filter(|label| **label == 0).count(), 3);
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LatentClass {
    /// Weight of what is known of everyone, in pseudo-respondents; at least 0.
    pub prior: f64,
    /// Random starts, at least 1.
    pub starts: usize,
}

impl Default for LatentClass {
    fn default() -> Self {
        Self { prior: 1.0, starts: 20 }
    }
}

/// Passes of a start before the best go on.
const FIRST_PASSES: usize = 30;
/// Passes after which a fit that has not settled stops.
const MOST_PASSES: usize = 2000;
/// Starts that go on to the end where carrying on all of them would take long.
const FINALISTS: usize = 3;
/// Cells up to which every start goes on to the end.
const FEW_CELLS: usize = 200_000;
/// A fit has settled when what the likelihood may still rise is below this per row.
const SETTLED: f64 = 1e-8;
/// The same where only the groups matter, or a comparison with many fits.
const ROUGHLY_SETTLED: f64 = 1e-6;
/// Starts of a rough fit, and passes of each before the best goes on.
const ROUGH_STARTS: u64 = 8;
const ROUGH_PASSES: usize = 20;

/// Parameters in the course of a search.
struct State {
    parameters: Parameters,
    objective: f64,
    passes: usize,
    converged: bool,
}

impl LatentClass {
    fn check(&self) -> Result<()> {
        let wrong = |name, expected: &str, found: String| {
            Err(ErrorKind::Parameter { name, expected: expected.to_owned(), found }.into())
        };
        if !self.prior.is_finite() || self.prior < 0.0 {
            return wrong("prior", "a number of at least 0", self.prior.to_string());
        }
        if self.starts == 0 {
            return wrong("starts", "at least 1", "0".to_owned());
        }
        Ok(())
    }

    /// Climbs from a state until it settles or `most` passes are done. The objective never falls: a step beyond is taken back where it does.
    fn climb(&self, rows: &Rows<'_>, layout: &Layout, mut state: State, most: usize, settled: f64) -> State {
        #[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
        let settled = settled * rows.rows as f64;
        let look = |parameters: &Parameters| {
            let counts = rows.counts(layout, parameters);
            (counts.log_likelihood + parameters.log_prior(layout, self.prior), counts)
        };
        let step = |counts: &Counts| Parameters::from_counts(layout, counts, self.prior);
        let last = state.passes + most;
        let (mut objective, mut counts) = look(&state.parameters);
        state.passes += 1;
        let mut quiet = 0;
        while state.passes < last {
            let first = step(&counts);
            let (first_objective, first_counts) = look(&first);
            let second = step(&first_counts);
            let beyond = squarem::extrapolate(layout, [&state.parameters, &first, &second]);
            let leap =
                beyond.map(|beyond| (look(&beyond), beyond)).filter(|((reached, _), _)| *reached >= first_objective);
            let before = objective;
            state.passes += 2;
            ((objective, counts), state.parameters) = leap.unwrap_or_else(|| {
                state.passes += 1;
                (look(&second), second)
            });
            quiet = if objective - before < settled { quiet + 1 } else { 0 };
            if quiet == 2 {
                state.converged = true;
                break;
            }
        }
        state.objective = objective;
        state
    }

    fn finish(&self, rows: &Rows<'_>, layout: &Layout, states: Vec<State>, settled: f64) -> Result<Grouping> {
        let carried = states.len();
        let finished: Vec<State> =
            states.into_par_iter().map(|state| self.climb(rows, layout, state, MOST_PASSES, settled)).collect();
        let best = finished.iter().map(|state| state.objective).fold(f64::NEG_INFINITY, f64::max);
        let near = |state: &&State| best - state.objective < 1e-3 + 1e-7 * best.abs();
        let reached = finished.iter().filter(near).count();
        let state = finished.into_iter().find(|state| state.objective >= best).expect("there is a start");
        let (log_likelihood, probabilities) = rows.posteriors(layout, &state.parameters);
        let fit = FitStatistics {
            log_likelihood,
            parameters: layout.free_parameters(),
            converged: state.converged,
            passes: state.passes,
            starts: carried,
            reached,
        };
        Grouping::from_probabilities(layout.groups, probabilities, Some(fit))
    }

    /// Carries every start a few passes, and the best of them to the end.
    fn best_of(&self, rows: &Rows<'_>, layout: &Layout, states: Vec<State>) -> Result<Grouping> {
        let climbed = states.into_iter().map(|state| self.climb(rows, layout, state, ROUGH_PASSES, ROUGHLY_SETTLED));
        let best = climbed.max_by(|a, b| a.objective.total_cmp(&b.objective)).expect("there is a start");
        self.finish(rows, layout, vec![best], ROUGHLY_SETTLED)
    }

    /// Parameters drawn from as many random rows as groups: everyone's rates, a third of the way to the row's values.
    fn start(layout: &Layout, rows: &Rows<'_>, draws: &mut Draws) -> State {
        const PULL: f64 = 0.35;
        let mut counts = Counts::new(layout);
        counts.shares[..layout.groups].fill(1.0);
        for group in 0..layout.groups {
            let row = loop {
                let row = draws.below(rows.rows);
                if rows.weights[row] > 0.0 {
                    break row;
                }
            };
            for (column, block) in rows.sample.columns.iter().zip(&layout.blocks) {
                let at = |entry: usize| block.start + entry * layout.lanes + group;
                match (&column.values, &block.everyone) {
                    (Values::Codes(codes), Everyone::Rates(everyone)) => {
                        let code = codes[row];
                        let pull = if code == MISSING { 0.0 } else { PULL };
                        for (level, share) in everyone.iter().enumerate() {
                            let own = if usize::from(code) == level { pull } else { 0.0 };
                            counts.table[at(level)] = own + (1.0 - pull) * share;
                        }
                    }
                    (Values::Numbers(numbers), Everyone::Normal { mean, variance }) => {
                        let own = if numbers[row].is_nan() { *mean } else { numbers[row] };
                        let near = mean + PULL * (own - mean);
                        counts.table[at(0)] = 1.0;
                        counts.table[at(1)] = near;
                        counts.table[at(2)] = near * near + variance;
                    }
                    _ => unreachable!("codes have rates and numbers a normal distribution"),
                }
            }
        }
        let parameters = Parameters::from_counts(layout, &counts, 0.0);
        State { parameters, objective: f64::NEG_INFINITY, passes: 0, converged: false }
    }
}

/// How much each row counts: its weight as often as it was drawn.
fn weights_of(sample: &Sample, times: &[u32]) -> Result<Vec<f64>> {
    let weights: Vec<f64> =
        sample.weights.iter().zip(times).map(|(weight, times)| weight * f64::from(*times)).collect();
    if times.len() != sample.rows() || !weights.iter().any(|weight| *weight > 0.0) {
        let why = "no row counts for anything".to_owned();
        return Err(ErrorKind::Empty { what: "sample", why }.into());
    }
    Ok(weights)
}

impl Clusterer for LatentClass {
    fn name(&self) -> &'static str {
        "latent-class"
    }

    fn cluster(&self, sample: &Sample, times: &[u32], groups: usize, seed: u64) -> Result<Grouping> {
        self.check()?;
        let weights = weights_of(sample, times)?;
        let layout = Layout::new(sample, &weights, groups);
        let starts = if groups == 1 { 1 } else { self.starts };
        // Rows stand in an order that is as good as random, so the first of them are a fair sample.
        let first = sample.rows().min((2000 * groups).max(10_000));
        let rows = Rows { sample, weights: &weights, rows: first };
        let usable = weights[..first].iter().any(|weight| *weight > 0.0);
        let rows = if usable { rows } else { Rows { rows: sample.rows(), ..rows } };
        let mut states: Vec<State> = (0..starts as u64)
            .into_par_iter()
            .map(|start| {
                let mut draws = Draws::new(seed, &[groups as u64, start]);
                self.climb(&rows, &layout, Self::start(&layout, &rows, &mut draws), FIRST_PASSES, SETTLED)
            })
            .collect();
        states.sort_by(|a, b| b.objective.total_cmp(&a.objective));
        if sample.rows() * sample.columns.len() > FEW_CELLS {
            states.truncate(FINALISTS);
        }
        if rows.rows < sample.rows() {
            states.iter_mut().for_each(|state| state.objective = f64::NEG_INFINITY);
        }
        self.finish(&Rows { rows: sample.rows(), ..rows }, &layout, states, SETTLED)
    }

    fn recluster(&self, sample: &Sample, times: &[u32], near: &Grouping, seed: u64) -> Result<Grouping> {
        /// Fresh starts beside the one from the answer that is near, so that a replicate may find another optimum.
        const FRESH: u64 = 2;
        self.check()?;
        let weights = weights_of(sample, times)?;
        let layout = Layout::new(sample, &weights, near.groups());
        let rows = Rows { sample, weights: &weights, rows: sample.rows() };
        let counts = rows.counts_of(&layout, &|row, group| f64::from(near.probabilities(row)[group]));
        let parameters = Parameters::from_counts(&layout, &counts, self.prior);
        let mut states = vec![State { parameters, objective: f64::NEG_INFINITY, passes: 0, converged: false }];
        states.extend((0..FRESH).map(|start| {
            let mut draws = Draws::new(seed, &[near.groups() as u64, start]);
            Self::start(&layout, &rows, &mut draws)
        }));
        self.best_of(&rows, &layout, states)
    }

    fn cluster_roughly(&self, sample: &Sample, times: &[u32], groups: usize, seed: u64) -> Result<Grouping> {
        self.check()?;
        let weights = weights_of(sample, times)?;
        let layout = Layout::new(sample, &weights, groups);
        let rows = Rows { sample, weights: &weights, rows: sample.rows() };
        let states = (0..ROUGH_STARTS.min(self.starts as u64)).map(|start| {
            let mut draws = Draws::new(seed, &[groups as u64, start]);
            Self::start(&layout, &rows, &mut draws)
        });
        self.best_of(&rows, &layout, states.take(if groups == 1 { 1 } else { usize::MAX }).collect())
    }
}

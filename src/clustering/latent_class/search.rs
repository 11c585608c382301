//! The search for the best parameters: many starts on some rows, the best of them on all.

use rayon::prelude::*;

use super::super::method::{Clusterer as _, FitStatistics, starts_of};
use super::super::random::SplitMix64;
use super::super::sample::Sample;
use super::layout::{Counts, Layout, Parameters};
use super::model::LatentClassModel;
use super::pass::{self, Pass};
use super::view::View;
use super::{LatentClass, squarem};
use crate::error::{ErrorKind, Result};
use crate::sources::MISSING;

/// How hard to search.
#[derive(Debug, Clone, Copy)]
pub(super) enum Effort<'a> {
    /// All starts.
    Full,
    /// Few starts and an early end, for comparisons of many fits among themselves.
    Rough,
    /// From parameters that are near, and from few fresh starts, so that another optimum may be
    /// found.
    Near(&'a Parameters),
    /// To the end, from a model of a good part of the rows.
    From(&'a LatentClassModel),
}

/// Passes of a start before the best go on.
const FIRST_PASSES: usize = 30;
/// The same for a rough search.
const ROUGH_PASSES: usize = 12;
/// Passes after which a search that has not settled stops.
const MOST_PASSES: usize = 2000;
/// The same for a rough search.
const MOST_ROUGH_PASSES: usize = 40;
/// Least number of starts that go on to the end where carrying on all of them would take long.
const FINALISTS: usize = 3;
/// Cells up to which every start goes on to the end.
const FEW_CELLS: usize = 20_000;
/// A search has settled when two cycles in turn raise the objective by less than this per row.
const SETTLED: f64 = 1e-8;
/// The same over many rows, and for all starts but the best.
const ROUGHLY_SETTLED: f64 = 1e-6;
/// The same where only the groups matter, or a comparison with many fits.
const ONLY_GROUPS: f64 = 1e-5;
/// Rows from which a search ends roughly.
const MANY_ROWS: usize = 20_000;
/// Times that columns are pooled and the search goes on.
const ROUNDS: usize = 4;
const ROUGH_STARTS: usize = 8;
const FRESH_STARTS: usize = 2;
/// How often groups that ran empty are started again.
const RESTARTS: usize = 2;

/// Parameters in the course of a search.
#[derive(Debug, Clone)]
struct State {
    parameters: Parameters,
    objective: f64,
    passes: usize,
    converged: bool,
}

impl State {
    fn at(parameters: Parameters) -> Self {
        Self { parameters, objective: f64::NEG_INFINITY, passes: 0, converged: false }
    }
}

/// What every part of a search needs.
struct Search<'a> {
    method: &'a LatentClass,
    sample: &'a Sample,
    layout: &'a Layout,
}

/// Looks for the best parameters of a model with so many groups.
pub(super) fn fit(
    method: &LatentClass,
    sample: &Sample,
    groups: usize,
    seed: u64,
    effort: Effort<'_>,
) -> Result<LatentClassModel> {
    let view = View::counting(sample);
    if view.rows == 0 || view.total() <= 0.0 {
        let why = "no row counts for anything".to_owned();
        return Err(ErrorKind::Empty { what: "sample", why }.into());
    }
    let mut layout = layout(method, sample, &view, groups);
    if let Effort::From(model) = effort {
        layout = layout.pooling(&model.pooled());
    }
    let search = Search { method, sample, layout: &layout };
    let rough = matches!(effort, Effort::Rough | Effort::Near(_));
    let all = pass::over(sample.packed(), &view, layout.lanes, rough);
    let many = view.rows >= MANY_ROWS;
    // Numbers of groups differ by far more than what is left to climb.
    let settled = if rough || (many && matches!(effort, Effort::Full)) {
        ONLY_GROUPS
    } else if many {
        ROUGHLY_SETTLED
    } else {
        SETTLED
    };
    let (best, carried, reached) = search.best_start(&view, seed, effort);
    let most = if rough { MOST_ROUGH_PASSES } else { MOST_PASSES };
    let mut best = search.climb(all.as_ref(), &view, best, most, settled);
    let mut layout = layout.clone();
    if method.pool && groups > 1 {
        let rounds = if rough { 1 } else { ROUNDS };
        (layout, best) = search.pooled(all.as_ref(), &view, best, (most, settled), rounds);
    }
    let log_likelihood = all.log_likelihood(&layout, &best.parameters);
    if !log_likelihood.is_finite() {
        let source = "its numbers or weights are too large to compute with".into();
        return Err(ErrorKind::Fit { method: method.name().to_owned(), source }.into());
    }
    let fit = FitStatistics {
        log_likelihood,
        parameters: layout.free_parameters(),
        cost: layout.cost(&all.counts(&layout, &best.parameters)),
        converged: best.converged,
        passes: best.passes,
        starts: carried,
        reached,
    };
    Ok(LatentClassModel::new(layout, best.parameters, fit, view.total()))
}

/// The layout, with the distributions among everyone.
pub(super) fn layout(
    method: &LatentClass,
    sample: &Sample,
    view: &View<'_>,
    groups: usize,
) -> Layout {
    let saturated = method.saturated(sample);
    let one = Layout::new(sample.columns(), 1, saturated);
    let counts = pass::over(sample.packed(), view, 1, false).counts(&one, &one.alike());
    Layout::new(sample.columns(), groups, saturated)
        .with_everyone(|column| one.counts_of(&one.blocks[column], &counts).to_vec())
}

impl Search<'_> {
    /// The best of the starts, how many were carried to the end, and how many of those reached the
    /// best.
    fn best_start(&self, view: &View<'_>, seed: u64, effort: Effort<'_>) -> (State, usize, usize) {
        let groups = self.layout.groups;
        if let Effort::From(model) = effort {
            return (State::at(model.parameters().clone()), 1, 1);
        }
        let (starts, passes) = match effort {
            _ if groups == 1 => (0, FIRST_PASSES),
            Effort::Full => (starts_of(self.method.starts, self.sample), FIRST_PASSES),
            Effort::Rough => (self.method.starts.min(ROUGH_STARTS), ROUGH_PASSES),
            Effort::Near(_) | Effort::From(_) => (FRESH_STARTS, ROUGH_PASSES),
        };
        let mut states: Vec<State> = match effort {
            _ if groups == 1 => vec![State::at(self.layout.alike())],
            Effort::Near(parameters) => vec![State::at(parameters.clone())],
            Effort::Full | Effort::Rough | Effort::From(_) => Vec::new(),
        };
        states.extend((0..starts).map(|start| {
            let mut draws = SplitMix64::new(seed, &[groups as u64, start as u64]);
            State::at(self.start(&mut draws))
        }));
        // Rows stand in an order that is as good as random, so the first of them are a fair sample.
        let few = view.first((500 * groups).max(2_000));
        let pass = pass::over(self.sample.packed(), &few, self.layout.lanes, true);
        let climb = |state| self.climb(pass.as_ref(), &few, state, passes, ROUGHLY_SETTLED);
        let mut states: Vec<State> = states.into_par_iter().map(climb).collect();
        states.sort_by(|a, b| b.objective.total_cmp(&a.objective));
        states.truncate(match effort {
            Effort::Full if view.rows * self.layout.blocks.len() <= FEW_CELLS => states.len(),
            Effort::Full => FINALISTS.max(starts / 5),
            Effort::Rough | Effort::Near(_) | Effort::From(_) => {
                return (states.swap_remove(0), 1, 1);
            }
        });
        let part = view.first((1000 * groups).max(5_000));
        let pass = pass::over(self.sample.packed(), &part, self.layout.lanes, true);
        let settled = if part.rows < view.rows { ONLY_GROUPS } else { ROUGHLY_SETTLED };
        let finish = |state| self.finish(pass.as_ref(), &part, state, settled, seed);
        let finished: Vec<State> = states.into_par_iter().map(finish).collect();
        let best = finished.iter().map(|state| state.objective).fold(f64::NEG_INFINITY, f64::max);
        #[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
        let near = |state: &&State| best - state.objective < 1e-3_f64.max(1e-5 * part.rows as f64);
        let (carried, reached) = (finished.len(), finished.iter().filter(near).count());
        // Of equals the first. An objective that is no number is never the greater one.
        let first = |best: State, next: State| {
            if next.objective > best.objective || best.objective.is_nan() { next } else { best }
        };
        let state = finished.into_iter().reduce(first).expect("there is a start");
        (state, carried, reached)
    }

    /// Pools the columns that do not tell groups apart, and climbs on, until the same columns are
    /// pooled.
    ///
    /// Steps between posteriors and the choice of columns raise the likelihood less half its
    /// parameters' cost (Marbac, Patin and Sedki 2019, doi 10.1007/s00357-018-9274-0).
    fn pooled(
        &self,
        pass: &dyn Pass,
        view: &View<'_>,
        mut state: State,
        (most, settled): (usize, f64),
        rounds: usize,
    ) -> (Layout, State) {
        let mut layout = self.layout.clone();
        for _ in 0..rounds {
            let counts = pass.counts(&layout, &state.parameters);
            let pooled = layout.to_pool(&counts, self.method.prior, &state.parameters);
            if layout.blocks.iter().zip(&pooled).all(|(block, pooled)| block.pooled == *pooled) {
                break;
            }
            layout = layout.pooling(&pooled);
            let parameters = layout.fit(&counts, self.method.prior, &state.parameters);
            let from = State { parameters, objective: f64::NEG_INFINITY, ..state };
            state = Search { layout: &layout, ..*self }.climb(pass, view, from, most, settled);
        }
        (layout, state)
    }

    /// Climbs until it settles; groups that ran empty are started again at a random row, if that
    /// leads higher.
    fn finish(
        &self,
        pass: &dyn Pass,
        view: &View<'_>,
        state: State,
        settled: f64,
        seed: u64,
    ) -> State {
        let mut state = self.climb(pass, view, state, MOST_PASSES, settled);
        for restart in 0..RESTARTS as u64 {
            let Some(group) = self.layout.empty_group(&state.parameters, view.total()) else {
                break;
            };
            let mut draws = SplitMix64::new(seed, &[self.layout.groups as u64, restart, 3]);
            let again = State::at(self.layout.with_group(
                &state.parameters,
                &self.start(&mut draws),
                group,
            ));
            let again = self.climb(pass, view, again, MOST_PASSES, settled);
            if again.objective > state.objective {
                state = State { passes: state.passes + again.passes, ..again };
            }
        }
        state
    }

    /// Climbs from a state until it settles or `most` passes are done. The objective never falls: a
    /// step beyond is taken back where it does.
    fn climb(
        &self,
        pass: &dyn Pass,
        view: &View<'_>,
        mut state: State,
        most: usize,
        settled: f64,
    ) -> State {
        let settled = settled * view.total();
        let look = |parameters: &Parameters| {
            let counts = pass.counts(self.layout, parameters);
            (counts.log_likelihood + self.layout.log_prior(parameters, self.method.prior), counts)
        };
        let step =
            |counts: &Counts, from: &Parameters| self.layout.fit(counts, self.method.prior, from);
        let last = state.passes + most;
        let (mut objective, mut counts) = look(&state.parameters);
        state.passes += 1;
        let mut quiet = 0;
        while state.passes < last {
            let first = step(&counts, &state.parameters);
            let (first_objective, first_counts) = look(&first);
            let second = step(&first_counts, &first);
            let beyond = squarem::extrapolate(self.layout, [&state.parameters, &first, &second]);
            let leap = beyond
                .map(|beyond| (look(&beyond), beyond))
                .filter(|((reached, _), _)| *reached >= first_objective);
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

    /// Parameters drawn from as many random rows as groups: everyone's distributions, a third of
    /// the way to the row's values.
    fn start(&self, draws: &mut SplitMix64) -> Parameters {
        const PULL: f64 = 0.35;
        let layout = self.layout;
        let mut counts = Counts {
            log_likelihood: 0.0,
            shares: vec![1.0; layout.groups],
            table: vec![0.0; layout.counts],
        };
        for group in 0..layout.groups {
            let row = loop {
                let row = draws.below(self.sample.rows());
                if self.sample.weight(row) > 0.0 {
                    break row;
                }
            };
            for (column, block) in layout.blocks.iter().enumerate() {
                let at = |entry: usize| block.counts + entry * layout.lanes + group;
                if self.sample.columns()[column].categories == 0 {
                    let (mean, variance) = (block.everyone[0], block.everyone[1]);
                    let number = self.sample.number(row, column);
                    let near = if number.is_nan() { mean } else { mean + PULL * (number - mean) };
                    counts.table[at(0)] = 1.0;
                    counts.table[at(1)] = near;
                    counts.table[at(2)] = near * near + variance;
                } else {
                    let code = self.sample.code(row, column);
                    let pull = if code == MISSING { 0.0 } else { PULL };
                    for (level, share) in block.everyone.iter().enumerate() {
                        let own = if usize::from(code) == level { pull } else { 0.0 };
                        counts.table[at(level)] = own + (1.0 - pull) * share;
                    }
                }
            }
        }
        layout.fit(&counts, 0.0, &layout.alike())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::{Indicator, IndicatorMatrix, Measure, Values};
    use crate::manifest::{Facet, PersonaKind};
    use proptest::prelude::*;

    fn sample(rows: &[(u8, u8, u8, f64)]) -> Sample {
        let codes = |pick: fn(&(u8, u8, u8, f64)) -> u8, levels: u8| {
            let code = |row| {
                let code = pick(row);
                if code == 7 { MISSING } else { code % levels }
            };
            Values::Codes(rows.iter().map(code).collect())
        };
        let matrix = IndicatorMatrix::from_columns(vec![
            (Indicator::new("a", Facet::Goal, Measure::Mention), codes(|row| row.0, 2)),
            (
                Indicator::new("b", Facet::Goal, Measure::Ordinal).levels(["1", "2", "3", "4"]),
                codes(|row| row.1, 4),
            ),
            (
                Indicator::new("c", Facet::Goal, Measure::Nominal).levels(["x", "y", "z"]),
                codes(|row| row.2, 3),
            ),
            (
                Indicator::new("d", Facet::Goal, Measure::Numeric),
                Values::Numbers(rows.iter().map(|row| row.3).collect()),
            ),
            (
                Indicator::new("e", Facet::Goal, Measure::Count),
                Values::Numbers(rows.iter().map(|row| (row.3 + 4.0).floor()).collect()),
            ),
        ]);
        Sample::of_kind(&matrix.unwrap(), PersonaKind::User)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// Plain steps from counts to parameters never lower the penalised objective, whatever the
        /// data, prior and families.
        #[test]
        fn the_objective_never_falls(
            rows in proptest::collection::vec((0_u8..8, 0_u8..8, 0_u8..8, -3.0_f64..3.0), 5..60),
            groups in 1_usize..5, prior in 0.0_f64..3.0, saturated in any::<bool>(), seed in any::<u64>(),
        ) {
            let sample = sample(&rows);
            prop_assume!(sample.rows() > 0);
            let ordinal = if saturated { super::super::OrdinalModel::Saturated } else { super::super::OrdinalModel::AdjacentCategory };
            let method = LatentClass { prior, ordinal, ..LatentClass::default() };
            let view = View::counting(&sample);
            let layout = layout(&method, &sample, &view, groups);
            let search = Search { method: &method, sample: &sample, layout: &layout };
            let pass = pass::over(sample.packed(), &view, layout.lanes, false);
            let mut parameters = search.start(&mut SplitMix64::new(seed, &[]));
            let mut last = f64::NEG_INFINITY;
            for _ in 0..30 {
                let counts = pass.counts(&layout, &parameters);
                let objective = counts.log_likelihood + layout.log_prior(&parameters, prior);
                prop_assert!(objective >= last - 1e-9 * last.abs().max(1.0), "{objective} after {last}");
                last = objective;
                parameters = layout.fit(&counts, prior, &parameters);
            }
        }
    }
}

//! Starts of a search: drawn at random, carried some way on part of the rows, the best to the end.

use std::ops::Range;

use rayon::prelude::*;

use super::super::method::starts_of;
use super::super::random::SplitMix64;
use super::climb::{EmSearch, GROUPS_TOLERANCE, Limits, MOST_PASSES, ROUGH_TOLERANCE, State};
use super::layout::{Counts, Parameters};
use super::model::LatentClassModel;
use super::pass::{self, Pass};
use super::view::View;
use crate::sources::MISSING;

/// The effort of a search.
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
    /// To the end, from a model of the same rows that counted differently, and from fresh starts.
    Again { model: &'a LatentClassModel, fresh: usize },
}

/// Passes of a start before the best go on.
const FIRST_PASSES: usize = 30;
/// Passes of a start in a rough search.
const ROUGH_PASSES: usize = 12;
/// Least number of starts that go on to the end where carrying on all of them would take long.
const FINALISTS: usize = 3;
/// Cells up to which every start goes on to the end.
const FEW_CELLS: usize = 20_000;
/// Times that as many starts as asked for are made at most, where the best optimum was found only
/// once.
const MOST_TIMES: usize = 10;
/// Cells times groups that these times are divided by, so that large data have fewer of them.
const CELLS_OF_GROUPS: usize = 500_000;
/// Starts of a rough search.
const ROUGH_STARTS: usize = 8;
/// Fresh starts beside parameters that are near.
const FRESH_STARTS: usize = 2;
/// Restarts of groups that ran empty.
const RESTARTS: usize = 2;

/// The best of several starts.
pub(super) struct BestStart {
    pub(super) state: State,
    /// Starts that were carried to the end.
    pub(super) carried: usize,
    /// Number of these that reached the best optimum.
    pub(super) reached: usize,
}

impl BestStart {
    /// A search from one state alone.
    fn only(state: State) -> Self {
        Self { state, carried: 1, reached: 1 }
    }
}

/// A state on its way up, with the number of its start.
struct Climbed {
    start: usize,
    state: State,
}

/// Number of the states that reached the best optimum. Those within the tolerance of the search, on
/// so many rows, count as the same one.
#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn reached(ends: &[Climbed], rows: usize) -> usize {
    let objectives = || ends.iter().map(|end| end.state.objective);
    let best = objectives().fold(f64::NEG_INFINITY, f64::max);
    let near = 1e-3_f64.max(1e-5 * rows as f64);
    objectives().filter(|objective| best - objective < near).count()
}

impl EmSearch<'_> {
    /// The best of the starts.
    pub(super) fn best_start(&self, view: &View<'_>, seed: u64, effort: Effort<'_>) -> BestStart {
        let groups = self.layout.groups;
        if let Effort::From(model) = effort {
            // A model of most rows lies in the right basin already.
            return BestStart::only(State::at(model.parameters().clone()));
        }
        if let Effort::Again { model, fresh } = effort {
            return self.again(view, model, fresh, seed);
        }
        let starts = match effort {
            _ if groups == 1 => 0,
            Effort::Full => starts_of(self.method.starts, self.sample),
            Effort::Rough => self.method.starts.min(ROUGH_STARTS),
            Effort::Near(_) | Effort::From(_) | Effort::Again { .. } => FRESH_STARTS,
        };
        let given = match effort {
            _ if groups == 1 => vec![State::at(self.layout.alike())],
            Effort::Near(parameters) => vec![State::at(parameters.clone())],
            _ => Vec::new(),
        };
        let sorted = self.sorted(view, given, 0..starts, seed, effort);
        if !matches!(effort, Effort::Full) {
            return BestStart::only(sorted.into_iter().next().expect("there is a start").state);
        }
        let few = view.rows * self.layout.blocks.len() <= FEW_CELLS;
        let most = if few { sorted.len() } else { FINALISTS.max(starts / 5) };
        let part = view.first((1000 * self.layout.groups).max(5_000));
        let mut ends = self.finished(view, &part, sorted, most, seed);
        // An optimum that one start alone reached may not be the best there is.
        let (mut drawn, ceiling) = (starts, self.most_starts(view));
        while starts > 1 && reached(&ends, part.rows) < 2 && drawn < ceiling {
            let next = drawn..(drawn + starts).min(ceiling);
            drawn = next.end;
            let sorted = self.sorted(view, Vec::new(), next, seed, effort);
            let mut again = self.finished(view, &part, sorted, most, seed);
            // One by one in the order of the draws, so that a search from more starts never ends
            // before one from fewer.
            again.sort_by_key(|end| end.start);
            for end in again {
                ends.push(end);
                if reached(&ends, part.rows) >= 2 {
                    break;
                }
            }
        }
        let (carried, reached) = (ends.len(), reached(&ends, part.rows));
        // Of equals the first. An objective that is no number is never the greater one.
        let first = |best: State, next: State| {
            if next.objective > best.objective || best.objective.is_nan() { next } else { best }
        };
        let state = ends.into_iter().map(|end| end.state).reduce(first).expect("there is a start");
        BestStart { state, carried, reached }
    }

    /// Starts that are drawn at most, fewer where each of them costs much.
    fn most_starts(&self, view: &View<'_>) -> usize {
        let cells = view.rows * self.layout.blocks.len() * self.layout.groups;
        self.method.starts * (CELLS_OF_GROUPS / cells.max(1)).clamp(1, MOST_TIMES)
    }

    /// States given and drawn, some way up the hill, the highest first.
    fn sorted(
        &self,
        view: &View<'_>,
        given: Vec<State>,
        starts: Range<usize>,
        seed: u64,
        effort: Effort<'_>,
    ) -> Vec<Climbed> {
        let groups = self.layout.groups;
        let mut states: Vec<Climbed> =
            given.into_iter().map(|state| Climbed { start: 0, state }).collect();
        states.extend(starts.map(|start| {
            // A stream for each start, so that their number does not change those before.
            let mut draws = SplitMix64::new(seed, &[groups as u64, start as u64]);
            Climbed { start, state: State::at(self.start(&mut draws)) }
        }));
        // Rows are in an order that is as good as random, so the first of them are a fair sample.
        // Starts differ by far more than a part of the rows can hide, so few rows sort them.
        let few = view.first((500 * groups).max(2_000));
        let pass = pass::over(self.sample.packed(), &few, self.layout.state_lanes(), true);
        let passes = match effort {
            Effort::Full => FIRST_PASSES,
            _ if groups == 1 => FIRST_PASSES,
            _ => ROUGH_PASSES,
        };
        let limits = Limits { passes, tolerance: ROUGH_TOLERANCE };
        let climb = |Climbed { start, state }| Climbed {
            start,
            state: self.climb(pass.as_ref(), &few, state, limits),
        };
        let mut states: Vec<Climbed> = states.into_par_iter().map(climb).collect();
        // A stable sort: equal objectives stay in the order of their starts, on any thread count.
        states.sort_by(|a, b| b.state.objective.total_cmp(&a.state.objective));
        states
    }

    /// The highest states at the end of their climb on more rows; the caller finishes the best on
    /// all of them.
    fn finished(
        &self,
        view: &View<'_>,
        part: &View<'_>,
        mut states: Vec<Climbed>,
        most: usize,
        seed: u64,
    ) -> Vec<Climbed> {
        states.truncate(most);
        let pass = pass::over(self.sample.packed(), part, self.layout.state_lanes(), true);
        let tolerance = match part.rows < view.rows {
            true => GROUPS_TOLERANCE,
            false => self.tolerance(ROUGH_TOLERANCE),
        };
        let finish = |Climbed { start, state }| Climbed {
            start,
            state: self.finish(pass.as_ref(), part, state, tolerance, seed),
        };
        states.into_par_iter().map(finish).collect()
    }

    /// The best of a model and of fresh starts, all carried to the end.
    fn again(
        &self,
        view: &View<'_>,
        model: &LatentClassModel,
        fresh: usize,
        seed: u64,
    ) -> BestStart {
        let near = State::at(model.parameters().clone());
        // The caller climbs from there: a single start need not be carried twice.
        if fresh == 0 {
            return BestStart::only(near);
        }
        let pass = pass::over(self.sample.packed(), view, self.layout.state_lanes(), false);
        let limits = Limits { passes: MOST_PASSES, tolerance: ROUGH_TOLERANCE };
        let mut best = self.climb(pass.as_ref(), view, near, limits);
        for start in 0..fresh as u64 {
            let mut draws = SplitMix64::new(seed, &[self.layout.groups as u64, start, 5]);
            let found = self.climb(pass.as_ref(), view, State::at(self.start(&mut draws)), limits);
            if found.objective > best.objective {
                best = found;
            }
        }
        BestStart::only(best)
    }

    /// Climbs until it converges; groups that ran empty are started again at a random row, if that
    /// leads higher.
    fn finish(
        &self,
        pass: &dyn Pass,
        view: &View<'_>,
        state: State,
        tolerance: f64,
        seed: u64,
    ) -> State {
        let limits = Limits { passes: MOST_PASSES, tolerance };
        let mut state = self.climb(pass, view, state, limits);
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
            let again = self.climb(pass, view, again, limits);
            // An empty group may be the truth: the restart must earn its place.
            if again.objective > state.objective {
                state = State { passes: state.passes + again.passes, ..again };
            }
        }
        state
    }

    /// Parameters drawn from as many random rows as groups: the marginal distributions, pulled a
    /// third of the way to the row's values.
    pub(super) fn start(&self, draws: &mut SplitMix64) -> Parameters {
        // Far enough from the marginal to leave its saddle at once, near enough that no answer of
        // the one row becomes impossible for the rest of the group.
        const PULL: f64 = 0.35;
        let layout = self.layout;
        let mut counts = Counts {
            log_likelihood: 0.0,
            shares: vec![1.0; layout.groups],
            table: vec![0.0; layout.counts],
            by_state: Vec::new(),
        };
        for (group, row) in self.rows_to_start_from(draws).into_iter().enumerate() {
            for (column, block) in layout.blocks.iter().enumerate() {
                let at = |entry: usize| block.counts + entry * layout.lanes + group;
                if self.sample.columns()[column].categories == 0 {
                    let (mean, variance) = (block.marginal[0], block.marginal[1]);
                    let number = self.sample.number(row, column);
                    let near = if number.is_nan() { mean } else { mean + PULL * (number - mean) };
                    // Weight, sum and sum of squares of a group with the marginal variance.
                    counts.table[at(0)] = 1.0;
                    counts.table[at(1)] = near;
                    counts.table[at(2)] = near * near + variance;
                } else {
                    let code = self.sample.code(row, column);
                    let pull = if code == MISSING { 0.0 } else { PULL };
                    for (level, share) in block.marginal.iter().enumerate() {
                        let own = if usize::from(code) == level { pull } else { 0.0 };
                        counts.table[at(level)] = own + (1.0 - pull) * share;
                    }
                }
            }
        }
        // The counts are distributions already: a prior would pull them to the marginal again.
        // One row says nothing of a loading.
        layout.with_first_loading(layout.fit(&layout.spread(counts), 0.0, &layout.alike()).0)
    }

    /// A random row for each group. Groups that start alike stay alike, so rows with equal answers
    /// are drawn again, some times: there may be no others.
    fn rows_to_start_from(&self, draws: &mut SplitMix64) -> Vec<usize> {
        const TRIES: usize = 20;
        let mut rows: Vec<usize> = Vec::with_capacity(self.layout.groups);
        for _ in 0..self.layout.groups {
            let mut tries = 0;
            rows.push(loop {
                let row = draws.below(self.sample.rows());
                // Rows that count 0 times in a replicate must not shape it.
                if self.sample.weight(row) > 0.0 {
                    tries += 1;
                    if tries == TRIES || !rows.iter().any(|other| self.are_alike(row, *other)) {
                        break row;
                    }
                }
            });
        }
        rows
    }

    /// True where two rows have the same answers.
    fn are_alike(&self, one: usize, other: usize) -> bool {
        let sample = self.sample;
        (0..sample.columns().len()).all(|column| match sample.columns()[column].categories {
            0 => sample.number(one, column).total_cmp(&sample.number(other, column)).is_eq(),
            _ => sample.code(one, column) == sample.code(other, column),
        })
    }
}

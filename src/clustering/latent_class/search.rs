//! The search for the best parameters: many starts on some rows, the best of them on all.

use super::super::fit::FitStatistics;
use super::super::sample::Sample;
use super::climb::{EmSearch, GROUPS_TOLERANCE, Limits, MOST_PASSES, ROUGH_TOLERANCE, TOLERANCE};
use super::layout::Layout;
use super::model::LatentClassModel;
use super::options::LatentClass;
use super::pass;
use super::starts::{BestStart, Effort};
use super::view::View;
use crate::error::{ErrorKind, Result};

/// Passes after which a rough search stops.
const MOST_ROUGH_PASSES: usize = 40;
/// Rows from which a search ends roughly.
const MANY_ROWS: usize = 20_000;
/// Times that columns are pooled and the search goes on.
const ROUNDS: usize = 4;

/// Looks for the best parameters of a model with this number of groups.
pub(super) fn fit(
    method: &LatentClass,
    sample: &Sample,
    groups: usize,
    seed: u64,
    effort: Effort<'_>,
) -> Result<LatentClassModel> {
    // Rows that count for nothing cost as much as others, so they are left out of the search.
    let view = View::counting(sample);
    if view.rows == 0 || view.total() <= 0.0 {
        let why = "no row counts for anything".to_owned();
        return Err(ErrorKind::Empty { what: "sample", why }.into());
    }
    let mut layout = layout(method, sample, &view, groups);
    // A model of part of the rows has chosen its pooled columns already.
    if let Effort::From(model) | Effort::Again { model, .. } = effort {
        layout = layout.pooling(&model.pooled());
    }
    let search = EmSearch { method, sample, layout: &layout };
    let rough = matches!(effort, Effort::Rough | Effort::Near(_));
    let all = pass::over(sample.packed(), &view, layout.state_lanes(), rough);
    let many = view.rows >= MANY_ROWS;
    // Numbers of groups differ by far more than the rest of the climb gains.
    let again = matches!(effort, Effort::Again { .. });
    let tolerance = if again {
        // Errors of sizes need no more digits, but an early end would keep refits near their start.
        ROUGH_TOLERANCE
    } else if rough || (many && matches!(effort, Effort::Full)) {
        GROUPS_TOLERANCE
    } else if many {
        ROUGH_TOLERANCE
    } else {
        search.tolerance(TOLERANCE)
    };
    // Starts run on some of the rows, the last climb on all of them.
    let BestStart { state: best, carried, reached } = search.best_start(&view, seed, effort);
    let passes = if rough { MOST_ROUGH_PASSES } else { MOST_PASSES };
    let limits = Limits { passes, tolerance };
    let mut best = search.climb(all.as_ref(), &view, best, limits);
    let mut layout = layout.clone();
    if method.pool && groups > 1 {
        // The choice of pooled columns settles in few rounds; comparisons need one at most.
        let rounds = if rough || again { 1 } else { ROUNDS };
        (layout, best) = search.pool_columns(all.as_ref(), &view, best, limits, rounds);
    }
    let log_likelihood = all.log_likelihood(&layout, &best.parameters);
    if !log_likelihood.is_finite() {
        let source = "its numbers or weights are too large to compute with".into();
        return Err(ErrorKind::Fit { method: LatentClass::NAME.to_owned(), source }.into());
    }
    let fit = FitStatistics {
        log_likelihood,
        parameters: layout.free_parameters(),
        // The cost belongs to the final parameters: pooling changed what is free.
        cost: layout.cost(&all.counts(&layout, &best.parameters)),
        converged: best.converged,
        passes: best.passes,
        starts: carried,
        reached,
    };
    Ok(LatentClassModel::new(layout, best.parameters, fit, view.total()))
}

/// The layout with the marginal distributions.
pub(super) fn layout(
    method: &LatentClass,
    sample: &Sample,
    view: &View<'_>,
    groups: usize,
) -> Layout {
    let saturated = method.saturated(sample);
    // With one group every posterior is 1, so that a single pass counts the marginals. A style
    // leaves them as they are.
    let one = Layout::without_style(sample, 1, saturated);
    let counts = pass::over(sample.packed(), view, 1, false).counts(&one, &one.alike());
    Layout::new(sample, groups, saturated)
        .with_marginals(|column| one.counts_of(&one.blocks[column], &counts).to_vec())
}

#[cfg(test)]
mod tests {
    use super::super::super::random::SplitMix64;
    use super::*;
    use crate::clustering::OrdinalModel;
    use crate::indicators::{Indicator, IndicatorMatrix, Measure, Values};
    use crate::manifest::{Facet, PersonaKind};
    use crate::sources::MISSING;
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
            groups in 1_usize..5, prior in 0.0_f64..3.0,
            saturated in any::<bool>(), styled in any::<bool>(), seed in any::<u64>(),
        ) {
            let sample = sample(&rows).with_style(if styled { vec![1] } else { Vec::new() });
            prop_assume!(sample.rows() > 0);
            let ordinal = match saturated {
                true => OrdinalModel::Saturated,
                false => OrdinalModel::AdjacentCategory,
            };
            let method = LatentClass { prior, ordinal, ..LatentClass::default() };
            let view = View::counting(&sample);
            let layout = layout(&method, &sample, &view, groups);
            let search = EmSearch { method: &method, sample: &sample, layout: &layout };
            let pass = pass::over(sample.packed(), &view, layout.state_lanes(), false);
            let mut parameters = search.start(&mut SplitMix64::new(seed, &[]));
            let mut last = f64::NEG_INFINITY;
            for _ in 0..30 {
                let counts = pass.counts(&layout, &parameters);
                let objective = counts.log_likelihood + layout.log_prior(&parameters, prior);
                let least = last - 1e-9 * last.abs().max(1.0);
                prop_assert!(objective >= least, "{objective} after {last}");
                last = objective;
                parameters = layout.fit(&counts, prior, &parameters);
            }
        }
    }
}

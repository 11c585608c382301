//! Whether there is more than one group at all: a parametric bootstrap of the model with one group.

use rayon::prelude::*;

use super::method::{Clusterer, Grouping};
use super::random::Draws;
use super::sample::Sample;
use crate::error::Result;
use crate::indicators::Values;
use crate::sources::MISSING;

/// How often data without groups gain as much by the same number of groups as these data do.
///
/// Data without groups are drawn from the model with one group: independent indicators with the rates of everyone, numbers from those
/// observed, missing where these data are missing (McLachlan 1987, doi 10.2307/2347790). The result is (1 + replicates that gain as
/// much) / (1 + replicates); `None` for a method without likelihood.
pub(super) fn one_group_p(
    method: &dyn Clusterer,
    sample: &Sample,
    one: &Grouping,
    many: &Grouping,
    replicates: usize,
    seed: u64,
) -> Result<Option<f64>> {
    let gain = |one: &Grouping, many: &Grouping| Some(many.fit()?.log_likelihood - one.fit()?.log_likelihood);
    let Some(observed) = gain(one, many) else { return Ok(None) };
    let part = sample.first(MOST_ROWS);
    let observed = if part.rows() < sample.rows() {
        let times = vec![1; part.rows()];
        let fits = (method.cluster(&part, &times, 1, seed)?, method.cluster(&part, &times, many.groups(), seed)?);
        gain(&fits.0, &fits.1).unwrap_or(observed)
    } else {
        observed
    };
    let reached: Vec<bool> = (0..replicates as u64)
        .into_par_iter()
        .map(|replicate| {
            let mut draws = Draws::new(seed, &[many.groups() as u64, replicate, 2]);
            let null = structureless(&part, &mut draws);
            let times = vec![1; null.rows()];
            let seed = draws.next_u64();
            let (one, many) = (method.cluster(&null, &times, 1, seed)?, method.cluster(&null, &times, many.groups(), seed)?);
            Ok(gain(&one, &many).is_some_and(|gain| gain >= observed))
        })
        .collect::<Result<_>>()?;
    #[allow(clippy::cast_precision_loss, reason = "few replicates")]
    let p = (1 + reached.iter().filter(|reached| **reached).count()) as f64 / (1 + replicates) as f64;
    Ok(Some(p))
}

/// Rows beyond which the test is made on the first of them.
const MOST_ROWS: usize = 20_000;

/// The same respondents with answers drawn independently from everyone's.
fn structureless(sample: &Sample, draws: &mut Draws) -> Sample {
    let mut null = sample.clone();
    for column in &mut null.columns {
        match &mut column.values {
            Values::Codes(codes) => {
                let known: Vec<u8> = codes.iter().copied().filter(|code| *code != MISSING).collect();
                codes.iter_mut().filter(|code| **code != MISSING).for_each(|code| *code = known[draws.below(known.len())]);
            }
            Values::Numbers(numbers) => {
                let known: Vec<f64> = numbers.iter().copied().filter(|number| !number.is_nan()).collect();
                numbers
                    .iter_mut()
                    .filter(|number| !number.is_nan())
                    .for_each(|number| *number = known[draws.below(known.len())]);
            }
        }
    }
    null
}

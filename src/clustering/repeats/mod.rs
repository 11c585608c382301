//! Questions that ask the same, found before groups are looked for: each counts once.
//!
//! An answer that is given twice looks like a group: who says yes once says yes again. Exact
//! repeats (copies, reversals, sums, the group of a score, an option for none of the others) shape
//! no groups. Wordings of one question, and options of which exactly one is true, share its weight:
//! each of `m` columns counts for a part of `1/m`, in the log-likelihood and in the number of
//! parameters. Then a block alone can gain nothing by groups: for groups with shares `π_k`, by
//! Hölder's inequality
//!
//! ```text
//! Σ_k π_k Π_j f_jk^(1/m) ≤ Π_j (Σ_k π_k f_jk)^(1/m)
//! ```

mod answers;
mod block;
mod copies;
mod log_odds;
mod none;
mod sums;
mod symmetric;
mod unit;
mod wordings;

pub(crate) use block::{Block, Repeats, Sameness};

use super::sample::{LARGE_PART, Sample, SampleColumn};
use crate::error::Result;
use crate::indicators::{IndicatorMatrix, Measure};
use crate::manifest::{PersonaKind, Role};
use answers::Answers;

/// Respondents among whom exact repeats are looked for at first; what is found must hold for all.
const MOST_ROWS: usize = LARGE_PART;

/// The sample of a kind in which every question counts once, and what is asked several times.
pub(super) fn bound_sample(
    matrix: &IndicatorMatrix,
    kind: PersonaKind,
    seed: u64,
) -> Result<(Sample, Repeats)> {
    let apart = |one: usize, other: usize| {
        matrix.are_kept_apart(one, other) || is_worded_apart(matrix, one, other)
    };
    let everyone = Sample::of_kind(matrix, kind);
    let mut repeats = exact(matrix, &everyone, &apart);
    let left_out = repeats.left_out();
    let shapes = |column: &SampleColumn| left_out.contains(&column.indicator);
    let sample = if !everyone.columns().iter().any(shapes) {
        everyone
    } else {
        Sample::of_kind_without(matrix, kind, &left_out)
    };
    let indicator = |column: usize| sample.columns()[column].indicator;
    let exclusive = |one: usize, other: usize| {
        let both = |block: &Block| [one, other].iter().all(|of| block.indicators.contains(of));
        repeats.blocks.iter().any(|b| b.sameness == Sameness::Exclusive && both(b))
    };
    let unlike = |one: usize, other: usize| {
        let (one, other) = (indicator(one), indicator(other));
        apart(one, other) || exclusive(one, other)
    };
    let wordings = wordings::find(matrix, &sample, seed, &unlike)?;
    let block = |columns: &Vec<usize>| Block {
        indicators: columns.iter().map(|column| indicator(*column)).collect(),
        sameness: Sameness::Wordings,
    };
    let wordings: Vec<Block> = wordings.iter().map(block).collect();
    repeats.blocks.extend(wordings);
    let parts = parts(&repeats, &sample);
    Ok((sample.with_blocks(&parts), repeats))
}

/// What follows exactly from something else; `apart` holds for two indicators that must not be
/// bound.
fn exact(
    matrix: &IndicatorMatrix,
    everyone: &Sample,
    apart: &dyn Fn(usize, usize) -> bool,
) -> Repeats {
    let (kind, respondents) = (everyone.kind(), everyone.respondents());
    let part = &respondents[..respondents.len().min(MOST_ROWS)];
    // What only describes groups may repeat what shapes them, and would claim the same again.
    let counted =
        |indicator: &usize| matrix.indicators()[*indicator].role_for(kind) != Role::Ignored;
    let mut answers: Vec<Answers> = (0..matrix.indicators().len())
        .filter(counted)
        .map(|indicator| Answers::new(matrix, kind, indicator, part))
        .filter(|answers| answers.occurrences.len() > 1)
        .collect();
    let may_bind = |from: &Answers, to: &Answers| {
        let whole = |of: &Answers| Answers::new(matrix, kind, of.indicator, respondents);
        !apart(from.indicator, to.indicator)
            && (part.len() == respondents.len() || copies::follows(&whole(from), &whole(to)))
    };
    let mut repeats = Repeats::default();
    type Search<'a> = dyn Fn(&[Answers]) -> Vec<Block> + 'a;
    // Each search looks at what the ones before have left.
    let searches: [&Search; 3] = [
        &|answers| copies::find(answers, &may_bind),
        &|answers| none::find(matrix, answers, apart),
        &|answers| sums::find(answers, apart),
    ];
    for find in searches {
        repeats.blocks.extend(find(&answers));
        let left_out = repeats.left_out();
        answers.retain(|answers| !left_out.contains(&answers.indicator));
    }
    repeats
}

/// True for choices of which no answer of one is an answer of the other, all in words: a firm and
/// its product go together, and are two questions nevertheless. Codes and their labels are one.
fn is_worded_apart(matrix: &IndicatorMatrix, one: usize, other: usize) -> bool {
    let [one, other] = [one, other].map(|position| &matrix.indicators()[position]);
    let in_words = |level: &String| level.chars().any(char::is_alphabetic);
    [one, other].iter().all(|of| of.measure == Measure::Nominal && of.levels.iter().all(in_words))
        && !one.levels.iter().any(|level| other.levels.contains(level))
}

/// The columns of each block that shapes groups, and the part of a question that each counts for.
#[allow(clippy::cast_precision_loss, reason = "few columns")]
fn parts(repeats: &Repeats, sample: &Sample) -> Vec<(Vec<usize>, f64)> {
    let mut taken = Vec::new();
    let mut parts = Vec::new();
    for block in &repeats.blocks {
        let of_block = |column: &usize| {
            block.indicators.contains(&sample.columns()[*column].indicator)
                && !taken.contains(column)
        };
        let columns: Vec<usize> = (0..sample.columns().len()).filter(of_block).collect();
        let part = match block.sameness {
            // A yes among options says no to the others: together they say a question twice.
            Sameness::Exclusive => 0.5,
            Sameness::Wordings => 1.0 / columns.len() as f64,
            Sameness::Copies | Sameness::Sum | Sameness::NoneOfOthers => continue,
        };
        if columns.len() > 1 {
            taken.extend(&columns);
            parts.push((columns, part));
        }
    }
    parts
}

#[cfg(test)]
mod tests;

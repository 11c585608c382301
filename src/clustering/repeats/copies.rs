//! Copies: indicators whose values follow from those of another one alone. They may be the same,
//! reversed, coded anew or cut, as the group of a net promoter score is.

use super::answers::Answers;
use super::block::{Block, Sameness};

/// Probability by chance, over all pairs, up to which two indicators are taken to be copies.
const CHANCE: f64 = 1e-6;
/// Rows that are looked at first: most pairs differ in them.
const FIRST: usize = 64;

/// The copies among these indicators; `may_bind` holds for one and what follows from it unless they
/// must not be bound.
///
/// Of copies one that shapes groups is kept, with most values, then with the shortest name.
/// Agreement alone is no proof, since codes that few raise agree by chance: were answers shuffled
/// over rows, the probability that they follow from another indicator with `a` values would be at
/// most
///
/// ```text
/// p = b^a / (n! / Π_l n_l!)
/// ```
///
/// with `b` different answers, `n_l` times the l-th of them; for numbers, which must keep their
/// order, the numerator is the number of orders of the answers.
pub(super) fn find(
    answers: &[Answers],
    may_bind: &dyn Fn(&Answers, &Answers) -> bool,
) -> Vec<Block> {
    let mut order: Vec<&Answers> = answers.iter().collect();
    order.sort_by(|a, b| {
        let key =
            |of: &Answers| (of.passive, usize::MAX - of.occurrences.len(), of.name.chars().count());
        key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
    });
    #[allow(clippy::cast_precision_loss, reason = "few indicators")]
    let least = libm::log((answers.len() * answers.len()) as f64 / CHANCE);
    let mut kept: Vec<(&Answers, Vec<usize>)> = Vec::new();
    for one in order {
        let own = arrangements(one);
        let origin = kept.iter_mut().find(|(origin, _)| {
            own - functions(origin, one) >= least && follows(origin, one) && may_bind(origin, one)
        });
        match origin {
            Some((_, copies)) => copies.push(one.indicator),
            None => kept.push((one, Vec::new())),
        }
    }
    let block = |(origin, copies): (&Answers, Vec<usize>)| Block {
        indicators: std::iter::once(origin.indicator).chain(copies).collect(),
        sameness: Sameness::Copies,
    };
    kept.into_iter().filter(|(_, copies)| !copies.is_empty()).map(block).collect()
}

/// Logarithm of the number of ways to hand out the answers to the rows.
#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn arrangements(answers: &Answers) -> f64 {
    let factorial = |n: usize| libm::lgamma(n as f64 + 1.0);
    let all = factorial(answers.occurrences.iter().sum());
    all - answers.occurrences.iter().map(|n| factorial(*n)).sum::<f64>()
}

/// Logarithm of the number of ways in which answers may follow from others.
#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn functions(from: &Answers, to: &Answers) -> f64 {
    let own = to.occurrences.len() as f64;
    match (from.levels, to.levels) {
        (0, 0) => std::f64::consts::LN_2,
        (0, _) => libm::lgamma(own + 1.0),
        _ => from.occurrences.len() as f64 * libm::log(own),
    }
}

/// True where whoever is known for the second is known for the first, and the first decides the
/// second.
pub(super) fn follows(from: &Answers, to: &Answers) -> bool {
    let decides = |rows: usize| {
        let (x, y) = (&from.values[..rows], &to.values[..rows]);
        if from.levels > 0 { by_level(from.levels, x, y) } else { by_order(x, y, to.levels == 0) }
    };
    let rows = to.values.len();
    decides(rows.min(FIRST)) && (rows <= FIRST || decides(rows))
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    reason = "levels are whole numbers, and copies are exact"
)]
fn by_level(levels: usize, from: &[f64], to: &[f64]) -> bool {
    let mut image = vec![f64::NAN; levels];
    from.iter().zip(to).filter(|(_, to)| !to.is_nan()).all(|(from, to)| {
        if from.is_nan() {
            return false;
        }
        let known = &mut image[*from as usize];
        if known.is_nan() {
            *known = *to;
        }
        *known == *to
    })
}

/// In the order of the first the second must never return to a value that it has left; numbers must
/// rise or fall throughout.
fn by_order(from: &[f64], to: &[f64], monotone: bool) -> bool {
    let mut pairs: Vec<(f64, f64)> =
        from.iter().zip(to).filter(|(_, to)| !to.is_nan()).map(|(from, to)| (*from, *to)).collect();
    if pairs.iter().any(|(from, _)| from.is_nan()) {
        return false;
    }
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let equal = |a: f64, b: f64| a.total_cmp(&b).is_eq();
    if pairs.windows(2).any(|two| equal(two[0].0, two[1].0) && !equal(two[0].1, two[1].1)) {
        return false;
    }
    let mut runs: Vec<f64> = pairs.into_iter().map(|(_, to)| to).collect();
    runs.dedup_by(|a, b| equal(*a, *b));
    if monotone {
        return runs.windows(2).all(|two| two[0] < two[1])
            || runs.windows(2).all(|two| two[0] > two[1]);
    }
    let mut sorted = runs.clone();
    sorted.sort_by(f64::total_cmp);
    sorted.dedup_by(|a, b| equal(*a, *b));
    sorted.len() == runs.len()
}

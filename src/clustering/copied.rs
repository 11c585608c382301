//! Respondents whose answers are those of another, more often than chance makes such.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::grouping::Grouping;
use super::latent_class::LatentClassModel;
use super::sample::{LARGE_PART, Sample};
use crate::sources::MISSING;
use crate::study::RespondentIndex;

/// Known answers from which equal rows are looked at: of few answers many are equal.
const LEAST_ANSWERS: usize = 10;
/// Expected number of others with the same answers from which these are common.
const COMMON: f64 = 0.01;
/// Probability that chance makes so many copies, and how often as many as by chance there must be.
const BY_CHANCE: f64 = 1e-6;
const TIMES: f64 = 10.0;

/// Respondents of whom each has all answers of another.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Copied {
    /// They and those whose answers they have.
    pub(crate) respondents: Vec<RespondentIndex>,
    /// How many different rows of answers they gave.
    pub(crate) rows: usize,
}

/// The respondents with equal rows of answers that are rare in their groups, where these are more
/// than chance makes.
///
/// # Formula
///
/// Of `n` rows the groups make `λ_i = n p(x_i)` others like row i, and `Σ λ_i / 2` pairs of rows
/// with `λ_i < 0.01`. Copies are named where there are ten times as many, and more than chance
/// makes with a probability of one in a million, by Chernoff's bound of a Poisson number:
/// `e^(-λ) (e λ / m)^m`.
///
/// # Limits
///
/// By chance means: where answers are independent within groups, as the groups are fitted. Rows
/// with fewer than ten known answers or with one answer throughout, and rows of one account, are
/// not looked at. Of numbers the groups tell no probability, so that they only need be equal.
/// Questions that ask the same count once.
#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
pub(super) fn copied(sample: &Sample, grouping: &Grouping) -> Copied {
    let Some(model) = grouping.model() else { return Copied::default() };
    let density = Density::new(sample, model);
    // Sorting many rows is in vain where none can have enough answers.
    if density.columns.len() < LEAST_ANSWERS {
        return Copied::default();
    }
    let all = sample.rows() as f64;
    // How many others are expected to be like a row, if they are few.
    let few_others = |row: usize| {
        density
            .is_told(sample, row)
            .then(|| all * density.of(sample, row))
            .filter(|others| *others < COMMON)
    };
    let packed = sample.packed();
    let rows = 0..u32::try_from(sample.rows()).expect("fewer than 2^32 rows");
    let mut hashed: Vec<(u64, u32)> =
        rows.into_par_iter().map(|row| (packed.hash(row as usize), row)).collect();
    hashed.par_sort_unstable();
    let equal = |(hash, one): &(u64, u32), (other_hash, other): &(u64, u32)| {
        hash == other_hash && packed.same(*one as usize, *other as usize)
    };
    // People of one account may have the account's answers.
    let units = |equal: &[(u64, u32)]| {
        equal.iter().map(|(_, row)| sample.unit(*row as usize)).collect::<BTreeSet<_>>().len()
    };
    let is_rare = |equal: &&[(u64, u32)]| few_others(equal[0].1 as usize).is_some();
    let several = hashed.chunk_by(equal).filter(|equal| equal.len() > 1 && units(equal) > 1);
    let several: Vec<&[(u64, u32)]> = several.filter(is_rare).collect();
    let copies = several.iter().map(|equal| units(equal) - 1).sum();
    // The first rows stand for all.
    let part = sample.rows().min(LARGE_PART);
    let by_chance: f64 = (0..part).filter_map(few_others).map(|others| others / 2.0).sum();
    if !is_beyond_chance(copies, by_chance * all / part.max(1) as f64) {
        return Copied::default();
    }
    let person = |row: u32| RespondentIndex::new(sample.respondents()[row as usize]);
    let mut respondents: Vec<RespondentIndex> =
        several.iter().flat_map(|equal| equal.iter().map(|(_, row)| person(*row))).collect();
    respondents.sort_unstable();
    Copied { respondents, rows: several.len() }
}

#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn is_beyond_chance(copies: usize, expected: f64) -> bool {
    let many = copies as f64;
    if copies == 0 || many < TIMES * expected {
        return false;
    }
    many * (1.0 + libm::log(expected / many)) - expected <= libm::log(BY_CHANCE)
}

/// The probability of answers in a model.
struct Density {
    /// For each group and step of a response style.
    log_shares: Vec<f64>,
    /// The coded columns, each with the logarithms of its rates by group, step and level.
    columns: Vec<(usize, Vec<Vec<f64>>)>,
}

impl Density {
    fn new(sample: &Sample, model: &LatentClassModel) -> Self {
        let columns = sample.columns();
        // One column stands for all that ask the same.
        let first = |at: usize| match columns[at].block {
            Some(block) => columns[..at].iter().all(|other| other.block != Some(block)),
            None => true,
        };
        let coded = (0..columns.len()).filter(|at| columns[*at].categories > 0 && first(*at));
        let log_rates = |column: usize| {
            let logs = |rates: Vec<f64>| rates.into_iter().map(libm::log).collect();
            (column, model.rates_of_states(column).into_iter().map(logs).collect())
        };
        let steps = model.style_shares();
        let of_group = |share: f64| steps.iter().map(move |step| share + libm::log(*step));
        let log_shares = model.log_shares().into_iter().flat_map(of_group);
        Self { log_shares: log_shares.collect(), columns: coded.map(log_rates).collect() }
    }

    /// True where enough answers are known, and not all are one.
    fn is_told(&self, sample: &Sample, row: usize) -> bool {
        let codes = self.columns.iter().map(|(column, _)| sample.code(row, *column));
        let mut known = codes.filter(|code| *code != MISSING);
        let Some(first) = known.clone().next() else { return false };
        known.clone().count() >= LEAST_ANSWERS && known.any(|code| code != first)
    }

    fn of(&self, sample: &Sample, row: usize) -> f64 {
        let mut sums = self.log_shares.clone();
        for (column, rates) in &self.columns {
            let code = sample.code(row, *column);
            if code != MISSING {
                sums.iter_mut().zip(rates).for_each(|(sum, of)| *sum += of[usize::from(code)]);
            }
        }
        sums.into_iter().map(libm::exp).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clustering::LatentClass;
    use crate::clustering::method::Clusterer as _;
    use crate::clustering::random::SplitMix64;
    use crate::indicators::{Indicator, IndicatorMatrix, Measure, Values};
    use crate::manifest::{Facet, PersonaKind};

    /// 300 rows of 30 answers in two groups, of which the last `copies` are those of the first.
    fn found(copies: usize, questions: u64) -> Copied {
        const ROWS: usize = 300;
        let column = |question: u64| {
            let mut draws = SplitMix64::new(3, &[question]);
            let mut codes: Vec<u8> = (0..ROWS)
                .map(|row| u8::from(row % 2 == 0) ^ u8::from(draws.unit() < 0.3))
                .collect();
            codes.copy_within(..copies, ROWS - copies);
            let indicator = Indicator::new(format!("q{question}"), Facet::Goal, Measure::Mention);
            (indicator, Values::Codes(codes))
        };
        let columns = (0..questions).map(column).collect();
        let matrix = IndicatorMatrix::from_columns(columns).unwrap();
        let sample = Sample::of_kind(&matrix, PersonaKind::User);
        let grouping = LatentClass::default().cluster(&sample, 2, 1).unwrap();
        copied(&sample, &grouping)
    }

    #[test]
    fn copies_are_named_with_their_originals() {
        let Copied { respondents, rows } = found(4, 30);
        let people: Vec<u32> = respondents.iter().map(|one| one.number()).collect();
        assert_eq!(people, [0, 1, 2, 3, 296, 297, 298, 299]);
        assert_eq!(rows, 4);
        assert_eq!(found(1, 60).rows, 1);
    }

    #[test]
    fn rows_that_chance_makes_equal_are_no_copies() {
        assert_eq!(found(0, 30), Copied::default());
        // Of nine answers nobody can tell, and one pair of thirty may be chance.
        assert_eq!(found(4, 9), Copied::default());
        assert_eq!(found(1, 30), Copied::default());
    }

    #[test]
    fn one_copy_where_one_in_a_hundred_is_expected_is_chance() {
        assert!(!is_beyond_chance(1, 0.01) && !is_beyond_chance(0, 0.0));
        assert!(is_beyond_chance(1, 1e-7) && is_beyond_chance(8, 0.1));
        // ln P = 20 (1 + ln(3 / 20)) - 3 = -20.9, but hardly seven times as many.
        assert!(!is_beyond_chance(20, 3.0));
    }
}

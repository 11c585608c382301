//! What a method of clustering sees: the active indicators of the respondents of one kind, in an order that their content decides.

use rayon::prelude::*;

use crate::indicators::{IndicatorMatrix, Measure, Values};
use crate::sources::MISSING;
use crate::study::{PersonaKind, Role};

/// One active indicator over the rows of a sample.
#[derive(Debug, Clone, PartialEq)]
pub struct SampleColumn {
    /// Position of the indicator in the matrix.
    pub indicator: usize,
    /// How it is measured here; numbers that were cut are ordinal.
    pub measure: Measure,
    /// Number of different codes; 0 for numbers.
    pub categories: usize,
    /// The values; numbers are standardised, see [`Sample`].
    pub values: Values,
}

/// Rows × active indicators of one kind of persona.
///
/// Rows are in the order of their content, not of the files: no result depends on how an export was sorted. Respondents of whom no active
/// indicator is known are left out. Numbers are standardised to mean 0 and variance 1; those that are never negative and lean far to the right
/// (skewness above 2, such as amounts and counts) are first replaced by ln(1 + x).
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// The kind of persona.
    pub kind: PersonaKind,
    /// The columns.
    pub columns: Vec<SampleColumn>,
    /// The respondent of each row.
    pub respondents: Vec<u32>,
    /// The weight of each row.
    pub weights: Vec<f64>,
    /// Respondents of the kind of whom nothing active is known.
    pub unknown: Vec<u32>,
}

impl Sample {
    /// The sample of a kind.
    #[must_use]
    pub fn of_kind(matrix: &IndicatorMatrix, kind: PersonaKind) -> Self {
        let people = matrix.of_kind(kind);
        let active: Vec<usize> = (0..matrix.indicators().len())
            .filter(|indicator| matrix.indicators()[*indicator].role_for(kind) == Role::Active)
            .filter(|indicator| !is_constant(matrix.values(*indicator), &people))
            .collect();
        let (mut respondents, unknown): (Vec<u32>, Vec<u32>) = people
            .into_iter()
            .partition(|person| active.iter().any(|indicator| matrix.values(*indicator).is_known(*person as usize)));
        sort_by_content(matrix, &active, &mut respondents);
        let columns = active.iter().map(|indicator| column(matrix, *indicator, &respondents)).collect();
        let weights = respondents.iter().map(|person| matrix.weights()[*person as usize]).collect();
        Self { kind, columns, respondents, weights, unknown }
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.respondents.len()
    }

    /// The first rows, at most so many: a fair sample, because content decides the order by a hash.
    #[must_use]
    pub fn first(&self, most: usize) -> Self {
        let rows = self.rows().min(most);
        let cut = |column: &SampleColumn| SampleColumn {
            values: match &column.values {
                Values::Codes(codes) => Values::Codes(codes[..rows].to_vec()),
                Values::Numbers(numbers) => Values::Numbers(numbers[..rows].to_vec()),
            },
            ..column.clone()
        };
        Self {
            kind: self.kind,
            columns: self.columns.iter().map(cut).collect(),
            respondents: self.respondents[..rows].to_vec(),
            weights: self.weights[..rows].to_vec(),
            unknown: Vec::new(),
        }
    }
}

/// Whether the known values of these respondents do not differ, so that the indicator cannot set them apart.
fn is_constant(values: &Values, people: &[u32]) -> bool {
    match values {
        Values::Codes(codes) => {
            let mut known = people.iter().map(|person| codes[*person as usize]).filter(|code| *code != MISSING);
            known.next().is_none_or(|first| known.all(|code| code == first))
        }
        Values::Numbers(numbers) => {
            let mut known = people.iter().map(|person| numbers[*person as usize]).filter(|number| !number.is_nan());
            known.next().is_none_or(|first| known.all(|number| number.total_cmp(&first).is_eq()))
        }
    }
}

/// Orders respondents by what is known of them and their weight; who says the same may stand in any order.
fn sort_by_content(matrix: &IndicatorMatrix, active: &[usize], respondents: &mut [u32]) {
    let cell = |indicator: usize, person: u32| match matrix.values(indicator) {
        Values::Codes(codes) => u64::from(codes[person as usize]),
        Values::Numbers(numbers) => numbers[person as usize].to_bits(),
    };
    let content = |person: u32| active.iter().map(move |indicator| cell(*indicator, person));
    let mix = |hash: u64, value: u64| {
        let mut z = (hash ^ value).wrapping_add(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB)
    };
    // The hash decides nearly always; content decides where hashes agree.
    let weight = |person: u32| matrix.weights()[person as usize].to_bits();
    let mut keyed: Vec<(u64, u32)> =
        respondents.par_iter().map(|person| (content(*person).fold(7, mix), *person)).collect();
    keyed.par_sort_unstable_by(|(a, p), (b, q)| {
        a.cmp(b).then_with(|| content(*p).cmp(content(*q))).then_with(|| weight(*p).cmp(&weight(*q))).then(p.cmp(q))
    });
    respondents.iter_mut().zip(keyed).for_each(|(slot, (_, person))| *slot = person);
}

fn column(matrix: &IndicatorMatrix, indicator: usize, respondents: &[u32]) -> SampleColumn {
    let shape = &matrix.indicators()[indicator];
    let (categories, values) = match matrix.values(indicator) {
        Values::Codes(codes) => {
            (shape.categories(), Values::Codes(respondents.iter().map(|person| codes[*person as usize]).collect()))
        }
        Values::Numbers(numbers) => {
            let numbers: Vec<f64> = respondents.iter().map(|person| numbers[*person as usize]).collect();
            match heaped(&numbers) {
                Some(cuts) => (cuts.len() + 1, Values::Codes(cut(&numbers, &cuts))),
                None => (0, Values::Numbers(standardised(numbers))),
            }
        }
    };
    let measure = if matches!(values, Values::Codes(_)) && shape.measure == Measure::Numeric {
        Measure::Ordinal
    } else {
        shape.measure
    };
    SampleColumn { indicator, measure, categories, values }
}

/// Where to cut numbers that heap up on one value: a normal distribution cannot describe them. `None` if no value is held by a tenth.
fn heaped(numbers: &[f64]) -> Option<Vec<f64>> {
    let mut sorted: Vec<f64> = numbers.iter().copied().filter(|number| !number.is_nan()).collect();
    sorted.sort_by(f64::total_cmp);
    let heap = sorted.chunk_by(|a, b| a.total_cmp(b).is_eq()).max_by_key(|heap| heap.len())?;
    let (value, size) = (heap[0], heap.len());
    if size * 10 < sorted.len() {
        return None;
    }
    let above = &sorted[sorted.partition_point(|number| *number <= value)..];
    let mut cuts: Vec<f64> = Vec::new();
    if sorted[0] < value {
        cuts.push(value);
    }
    // A code is the number of cuts at or below the value.
    cuts.extend((0..4).filter_map(|quarter| above.get(quarter * above.len() / 4)));
    cuts.dedup_by(|a, b| a.total_cmp(b).is_eq());
    Some(cuts)
}

fn cut(numbers: &[f64], cuts: &[f64]) -> Vec<u8> {
    let code = |number: &f64| {
        if number.is_nan() {
            return MISSING;
        }
        u8::try_from(cuts.partition_point(|cut| cut <= number)).expect("at most five cuts")
    };
    numbers.iter().map(code).collect()
}

/// Numbers with mean 0 and variance 1, after ln(1 + x) where they lean far to the right.
fn standardised(mut numbers: Vec<f64>) -> Vec<f64> {
    const LEANING: f64 = 2.0;
    let (_, _, skewness) = moments(&numbers);
    if skewness > LEANING && numbers.iter().all(|number| number.is_nan() || *number >= 0.0) {
        numbers.iter_mut().for_each(|number| *number = libm::log1p(*number));
    }
    let (mean, deviation, _) = moments(&numbers);
    let scale = if deviation > 0.0 { deviation } else { 1.0 };
    numbers.iter_mut().for_each(|number| *number = (*number - mean) / scale);
    numbers
}

/// Mean, standard deviation and skewness of the known numbers.
#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn moments(numbers: &[f64]) -> (f64, f64, f64) {
    let known = || numbers.iter().filter(|number| !number.is_nan());
    let count = known().count().max(1) as f64;
    let mean = known().sum::<f64>() / count;
    let central = |power: i32| known().map(|number| (number - mean).powi(power)).sum::<f64>() / count;
    let variance = central(2);
    let skewness = if variance > 0.0 { central(3) / variance.powf(1.5) } else { 0.0 };
    (mean, variance.sqrt(), skewness)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::Indicator;
    use crate::study::Facet;

    #[test]
    fn the_order_of_respondents_does_not_matter() {
        let matrix = |order: &[usize]| {
            let codes = [1, 0, MISSING, 1, 0];
            let numbers = [2.0, 9.0, f64::NAN, 4.0, 9.0];
            IndicatorMatrix::from_columns(vec![
                (
                    Indicator::new("a", Facet::Goal, Measure::Mention),
                    Values::Codes(order.iter().map(|row| codes[*row]).collect()),
                ),
                (
                    Indicator::new("b", Facet::Behaviour, Measure::Numeric),
                    Values::Numbers(order.iter().map(|row| numbers[*row]).collect()),
                ),
            ])
            .unwrap()
        };
        let straight = Sample::of_kind(&matrix(&[0, 1, 2, 3, 4]), PersonaKind::User);
        let turned = Sample::of_kind(&matrix(&[4, 3, 2, 1, 0]), PersonaKind::User);
        assert_eq!(straight.columns, turned.columns);
        assert_eq!((straight.rows(), straight.unknown.as_slice(), turned.unknown.as_slice()), (4, &[2][..], &[2][..]));
    }

    #[test]
    fn numbers_that_heap_up_are_cut() {
        let mut numbers = vec![0.0; 20];
        numbers.extend((1..=80).map(f64::from));
        let cuts = heaped(&numbers).unwrap();
        assert_eq!(cuts, [1.0, 21.0, 41.0, 61.0]);
        assert_eq!(cut(&[0.0, 1.0, 20.0, 21.0, 80.0, f64::NAN], &cuts), [0, 1, 1, 2, 4, MISSING]);
        assert_eq!(heaped(&(0..100).map(f64::from).collect::<Vec<_>>()), None);
    }

    #[test]
    fn leaning_numbers_are_bent() {
        let mut numbers: Vec<f64> = vec![1.0; 200];
        numbers.extend([500.0, f64::NAN]);
        let bent = standardised(numbers);
        let (mean, deviation, _) = moments(&bent);
        assert!(mean.abs() < 1e-12 && (deviation - 1.0).abs() < 1e-12);
        assert!(bent[201].is_nan());
    }
}

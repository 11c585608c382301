//! The values of one indicator as exact repeats are looked for in.

use crate::indicators::{IndicatorMatrix, Measure, Values};
use crate::manifest::{PersonaKind, Role};
use crate::sources::MISSING;

/// What respondents answered, row by row.
#[derive(Debug)]
pub(super) struct Answers {
    pub(super) indicator: usize,
    pub(super) name: String,
    /// True where it only describes groups.
    pub(super) passive: bool,
    /// Codes, or numbers; NaN where nothing is known.
    pub(super) values: Vec<f64>,
    /// Number of levels; 0 for numbers.
    pub(super) levels: usize,
    /// Numbers of different values that occur, and of rows that have each.
    pub(super) occurrences: Vec<usize>,
    /// The number that each level stands for; empty for numbers and where levels have no order.
    pub(super) scores: Vec<f64>,
}

impl Answers {
    pub(super) fn new(
        matrix: &IndicatorMatrix,
        kind: PersonaKind,
        indicator: usize,
        people: &[u32],
    ) -> Self {
        let shape = &matrix.indicators()[indicator];
        let values: Vec<f64> = match matrix.values(indicator) {
            Values::Codes(codes) => people
                .iter()
                .map(|person| match codes[*person as usize] {
                    MISSING => f64::NAN,
                    code => f64::from(code),
                })
                .collect(),
            Values::Numbers(numbers) => {
                people.iter().map(|person| numbers[*person as usize]).collect()
            }
        };
        let mut sorted: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
        sorted.sort_by(f64::total_cmp);
        let occurrences =
            sorted.chunk_by(|a, b| a.total_cmp(b).is_eq()).map(<[f64]>::len).collect();
        let levels = shape.categories();
        Self {
            indicator,
            name: shape.name.clone(),
            passive: shape.role_for(kind) != Role::Active,
            values,
            levels,
            occurrences,
            scores: scores(&shape.levels, levels, shape.measure),
        }
    }

    /// The value of a row as a number; NaN where it is unknown or has no order.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a code")]
    pub(super) fn number(&self, row: usize) -> f64 {
        match self.values[row] {
            value if self.levels == 0 || value.is_nan() => value,
            code => self.scores.get(code as usize).copied().unwrap_or(f64::NAN),
        }
    }

    /// True where its values have an order.
    pub(super) fn is_ordered(&self) -> bool {
        self.levels == 0 || !self.scores.is_empty()
    }
}

/// Labels that are numbers stand for themselves, others for their place.
fn scores(labels: &[String], levels: usize, measure: Measure) -> Vec<f64> {
    if measure == Measure::Nominal && levels > 2 {
        return Vec::new();
    }
    let numbers: Option<Vec<f64>> = labels.iter().map(|label| label.trim().parse().ok()).collect();
    let finite = |numbers: &Vec<f64>| {
        numbers.len() == levels && numbers.iter().all(|number| number.is_finite())
    };
    numbers.filter(finite).unwrap_or_else(|| (0..u8::MAX).take(levels).map(f64::from).collect())
}

//! Columns of the matrix on their way into a sample: which of them can set respondents apart, and
//! how they are packed.

use super::numbers::{self, NumberShape, Standard};
use super::rows::{CellValue, Shape};
use crate::indicators::{IndicatorMatrix, Measure, Values};
use crate::sources::MISSING;

/// One active indicator over the rows of a sample.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SampleColumn {
    /// Position of the indicator in the matrix.
    pub indicator: usize,
    /// Measure of the column; numbers that were cut are ordinal.
    pub measure: Measure,
    /// Number of different codes; 0 for numbers.
    pub categories: usize,
    /// The count that each code represents, ascending; empty for other columns.
    pub scores: Vec<f64>,
    /// Cut points of numbers that were cut into levels, ascending: a code is the number of cuts at
    /// or below the number; empty for other columns.
    pub cuts: Vec<f64>,
    /// Weight of the column relative to the others; 1 unless its source has a weight of its own.
    pub weight: f64,
    /// Part of a question that the column counts for: 1, or less where several columns ask the
    /// same. It scales what the column adds to the log-likelihood, and its parameters.
    pub part: f64,
    /// Number of the block of columns that ask the same; `None` for a question of its own.
    pub block: Option<usize>,
}

impl SampleColumn {
    /// What its logarithms of densities are multiplied by: its weight for its part of a question.
    pub(in crate::clustering) fn factor(&self) -> f64 {
        self.weight * self.part
    }
}

/// A column of the matrix on its way into a sample.
pub(super) struct SourceColumn<'a> {
    pub(super) column: SampleColumn,
    /// For numbers that are not cut.
    pub(super) standard: Option<Standard>,
    values: &'a Values,
}

impl<'a> SourceColumn<'a> {
    pub(super) fn new(matrix: &'a IndicatorMatrix, indicator: usize, respondents: &[u32]) -> Self {
        let shape = &matrix.indicators()[indicator];
        let values = matrix.values(indicator);
        let mut column = SampleColumn {
            indicator,
            measure: shape.measure,
            categories: shape.categories(),
            scores: Vec::new(),
            cuts: Vec::new(),
            weight: matrix.block_weight(indicator),
            part: 1.0,
            block: None,
        };
        let mut standard = None;
        if let Values::Numbers(numbers) = values {
            let own = respondents.iter().map(|person| numbers[*person as usize]);
            match NumberShape::new(own, shape.measure == Measure::Count) {
                NumberShape::Counts(scores) => {
                    column.categories = scores.len();
                    column.scores = scores;
                }
                NumberShape::Cut(cuts) => {
                    column.measure = Measure::Ordinal;
                    column.categories = cuts.len() + 1;
                    column.cuts = cuts;
                }
                NumberShape::Normal(own) => standard = Some(own),
            }
        }
        Self { column, standard, values }
    }

    pub(super) fn cell(&self, person: usize) -> CellValue {
        match self.values {
            Values::Codes(codes) => CellValue::Code(codes[person]),
            Values::Numbers(numbers) if !self.column.scores.is_empty() => {
                let place =
                    self.column.scores.binary_search_by(|score| score.total_cmp(&numbers[person]));
                CellValue::Code(
                    place.map_or(MISSING, |place| u8::try_from(place).expect("at most 200 counts")),
                )
            }
            Values::Numbers(numbers) if self.column.categories > 0 => {
                CellValue::Code(numbers::cut(numbers[person], &self.column.cuts))
            }
            Values::Numbers(numbers) => CellValue::Number(numbers[person]),
        }
    }
}

/// The packing of the columns: mentions that few have go into lists if there are many of them.
pub(super) fn shapes(sources: &[SourceColumn<'_>], respondents: &[u32]) -> Vec<Shape> {
    /// Share of those asked up to which a mention is rare, and fewest rare mentions that are worth
    /// a list.
    const RARE: f64 = 0.05;
    const LEAST: usize = 16;
    let unknown = |values: &Values| -> Vec<bool> {
        respondents.iter().map(|person| !values.is_known(*person as usize)).collect()
    };
    let mut masks: Vec<Vec<bool>> = Vec::new();
    let mut members: Vec<usize> = Vec::new();
    let mut shapes = Vec::with_capacity(sources.len());
    for source in sources {
        let SampleColumn { categories, .. } = source.column;
        if categories == 0 {
            shapes.push(Shape::Number);
            continue;
        }
        let rare = match source.values {
            Values::Codes(codes) if categories == 2 => {
                let of = |wanted: u8| {
                    respondents.iter().filter(|person| codes[**person as usize] == wanted).count()
                };
                let (with, without) = (of(1), of(0));
                #[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
                let share = with as f64 / (with + without).max(1) as f64;
                share <= RARE
            }
            _ => false,
        };
        if !rare {
            let some_unknown =
                respondents.iter().any(|person| !source.values.is_known(*person as usize));
            shapes.push(Shape::Codes { categories, some_unknown });
            continue;
        }
        let unknown = unknown(source.values);
        // Mentions of one source are unknown in the same rows, so one entry "asked" serves all of
        // them.
        let block = masks.iter().position(|mask| *mask == unknown).unwrap_or_else(|| {
            masks.push(unknown);
            members.push(0);
            masks.len() - 1
        });
        members[block] += 1;
        shapes.push(Shape::Rare { block });
    }
    for shape in &mut shapes {
        if let Shape::Rare { block } = *shape
            // A list costs an entry for everybody asked, which few mentions do not save.
            && members[block] < LEAST
        {
            *shape = Shape::Codes { categories: 2, some_unknown: masks[block].contains(&true) };
        }
    }
    shapes
}

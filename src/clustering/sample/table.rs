//! The active indicators of the respondents of one kind, row by row.

use std::sync::Arc;

use rayon::prelude::*;

use super::columns::{SampleColumn, SourceColumn, shapes};
use super::numbering::{number_by_first_row, shared_units};
use super::numbers::Standard;
use super::rows::{self, CellValue, ColumnPlace, PackedRows, Shape};
use crate::indicators::{IndicatorMatrix, Values};
use crate::manifest::{PersonaKind, Role};
use crate::sources::MISSING;

/// Rows × active indicators of one kind of persona.
///
/// Rows are in the order of their content, columns in that of their names: no result depends on how
/// an export was sorted. Respondents with no value on an active indicator are left out.
///
/// Numbers are standardised to mean 0 and variance 1. Those that a normal distribution cannot
/// describe are cut into levels instead, since a mixture of normal distributions takes every other
/// form for further groups, while a rate for each level fits any form and makes no groups of it:
///
/// - A tenth and more are the same: this value is a level, the others are up to four.
/// - More than one in a thousand lie beyond the outer fences, three interquartile ranges beyond the
///   quartiles (Tukey 1977, Exploratory Data Analysis): heavy tails, and typing errors.
/// - They lean to one side: the skewness by the quantiles at 5, 50 and 95 % (Hinkley 1975,
///   Biometrika 62, 101-111), `(Q(.95) + Q(.05) - 2 Q(.5)) / (Q(.95) - Q(.05))`, is beyond 0.25.
/// - They do not thin out: the middle nine tenths are less than twice as wide as the middle half,
///   2.44 times in a normal distribution and 1.8 in a uniform one.
///
/// The last three have four to eight levels of as many respondents each, one for every 50. What
/// lies beyond the fences of a column that is not cut counts as lying on them. Fewer than 20
/// numbers are not judged.
///
/// Samples that are drawn from a sample, or are its first rows, share its values.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    pub(super) data: Arc<Data>,
    pub(super) rows: usize,
    /// Number of times that each row counts; once each if empty.
    pub(super) times: Vec<u32>,
    /// True where every row of a weight above 0 has weight 1 instead.
    pub(super) unweighted: bool,
    /// Number that the weight of each row is multiplied by; 1 for each if empty.
    pub(super) factors: Vec<f64>,
    /// Columns on which a response style acts, ascending.
    pub(super) styled: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Data {
    pub(super) kind: PersonaKind,
    pub(super) columns: Vec<SampleColumn>,
    pub(super) rows: PackedRows,
    pub(super) respondents: Vec<u32>,
    /// Empty if all are 1.
    pub(super) weights: Vec<f64>,
    /// The account of each row, numbered by the first row of each; empty where no two rows share
    /// one.
    pub(super) units: Vec<u32>,
    pub(super) unknown: Vec<u32>,
    /// The standardisation of each numeric column.
    pub(super) standards: Vec<Standard>,
}

impl Sample {
    /// Makes the sample of the respondents of one kind of persona.
    #[must_use]
    pub fn of_kind(matrix: &IndicatorMatrix, kind: PersonaKind) -> Self {
        Self::of_kind_without(matrix, kind, &[])
    }

    /// As [`Sample::of_kind`], without these indicators.
    pub(in crate::clustering) fn of_kind_without(
        matrix: &IndicatorMatrix,
        kind: PersonaKind,
        left_out: &[usize],
    ) -> Self {
        let people = matrix.of_kind(kind);
        let mut active: Vec<usize> = (0..matrix.indicators().len())
            .filter(|indicator| matrix.indicators()[*indicator].role_for(kind) == Role::Active)
            .filter(|indicator| !left_out.contains(indicator))
            .filter(|indicator| {
                !matrix
                    .values(*indicator)
                    // A column that never varies tells no groups apart, yet costs parameters.
                    .is_constant_among(people.iter().map(|person| *person as usize))
            })
            .collect();
        // Columns in the order of their names: none of the files' orders may decide a result.
        active.sort_by(|a, b| matrix.indicators()[*a].name.cmp(&matrix.indicators()[*b].name));
        // A row without values would have the shares as its posterior and only blur the fit.
        let (respondents, unknown): (Vec<u32>, Vec<u32>) = people.into_iter().partition(|person| {
            active.iter().any(|indicator| matrix.values(*indicator).is_known(*person as usize))
        });
        let sources: Vec<SourceColumn<'_>> = active
            .par_iter()
            .map(|indicator| SourceColumn::new(matrix, *indicator, &respondents))
            .collect();
        let columns: Vec<SampleColumn> =
            sources.iter().map(|source| source.column.clone()).collect();
        let shapes = shapes(&sources, &respondents);
        let rows = PackedRows::pack(&shapes, &respondents, |person, column| {
            sources[column].cell(person as usize)
        });
        let weights = respondents.iter().map(|person| matrix.weights()[*person as usize]).collect();
        let units = shared_units(matrix.units(), &respondents);
        let standards = sources.iter().filter_map(|source| source.standard).collect();
        let data = Data { kind, columns, rows, respondents, weights, units, unknown, standards };
        Self::from_data(data)
    }

    /// Rows in the order of their content, numbers standardised.
    pub(super) fn from_data(mut data: Data) -> Self {
        #[allow(clippy::float_cmp, reason = "weights of exactly 1 are not kept")]
        if data.weights.iter().all(|weight| *weight == 1.0) {
            data.weights = Vec::new();
        }
        // A hash of the content decides the order, so that none of the files does.
        let order = data.rows.order(&data.weights, &data.units);
        data.rows.reorder(&order);
        rows::reorder(&mut data.respondents, 1, &order);
        rows::reorder(&mut data.weights, 1, &order);
        rows::reorder(&mut data.units, 1, &order);
        number_by_first_row(&mut data.units);
        // Without a standard of their own, as from a builder, numbers are taken as they are.
        if data.standards.is_empty() {
            data.standards =
                data.rows.numbers.iter().map(|numbers| Standard::new(numbers)).collect();
        }
        for (numbers, standard) in data.rows.numbers.iter_mut().zip(&data.standards) {
            numbers.iter_mut().for_each(|number| *number = standard.apply(*number));
        }
        Self {
            rows: data.respondents.len(),
            data: Arc::new(data),
            times: Vec::new(),
            unweighted: false,
            factors: Vec::new(),
            styled: Vec::new(),
        }
    }

    /// These respondents with other values of these columns, given column by column.
    pub(crate) fn with_values(&self, values: &[Values]) -> Self {
        self.made_of(self.data.columns.clone(), values)
    }

    fn made_of(&self, columns: Vec<SampleColumn>, values: &[Values]) -> Self {
        let shape = |(column, values): (&SampleColumn, &Values)| match values {
            Values::Codes(codes) => Shape::Codes {
                categories: column.categories,
                some_unknown: codes.contains(&MISSING),
            },
            Values::Numbers(_) => Shape::Number,
        };
        let shapes: Vec<Shape> = columns.iter().zip(values).map(shape).collect();
        let mut rows = PackedRows::new(&shapes, self.rows);
        for row in 0..self.rows {
            rows.push(|column| match &values[column] {
                Values::Codes(codes) => CellValue::Code(codes[row]),
                Values::Numbers(numbers) => CellValue::Number(numbers[row]),
            });
        }
        let weights = self.data.weights.iter().copied().take(self.rows).collect();
        let data = Data {
            kind: self.data.kind,
            columns,
            rows,
            respondents: self.data.respondents[..self.rows].to_vec(),
            weights,
            units: self.data.units.iter().copied().take(self.rows).collect(),
            unknown: Vec::new(),
            standards: self.data.standards.clone(),
        };
        Self { data: Arc::new(data), ..self.clone() }
    }

    /// These rows without some columns.
    pub(crate) fn without(&self, columns: &[usize]) -> Self {
        let kept: Vec<usize> =
            (0..self.data.columns.len()).filter(|column| !columns.contains(column)).collect();
        let values: Vec<Values> = kept.iter().map(|column| self.values(*column)).collect();
        let places = (0..kept.len()).filter(|place| self.is_styled(kept[*place]));
        let styled = places.collect();
        let columns = kept.into_iter().map(|column| self.data.columns[column].clone()).collect();
        self.made_of(columns, &values).with_style(styled)
    }

    /// This sample with blocks of columns that ask the same, each of which counts for a part of
    /// its question.
    pub(in crate::clustering) fn with_blocks(mut self, blocks: &[(Vec<usize>, f64)]) -> Self {
        if !blocks.is_empty() {
            let data = Arc::make_mut(&mut self.data);
            for (number, (columns, part)) in blocks.iter().enumerate() {
                for column in columns {
                    let column = &mut data.columns[*column];
                    (column.block, column.part) = (Some(number), *part);
                }
            }
        }
        self
    }

    /// The blocks of columns that ask the same.
    pub(in crate::clustering) fn blocks(&self) -> Vec<Vec<usize>> {
        let mut blocks: Vec<Vec<usize>> = Vec::new();
        for (column, SampleColumn { block, .. }) in self.data.columns.iter().enumerate() {
            if let Some(block) = *block {
                blocks.resize(blocks.len().max(block + 1), Vec::new());
                blocks[block].push(column);
            }
        }
        blocks.retain(|columns| columns.len() > 1);
        blocks
    }

    /// Kind of persona that the respondents count for.
    #[must_use]
    pub fn kind(&self) -> PersonaKind {
        self.data.kind
    }

    /// The columns.
    #[must_use]
    pub fn columns(&self) -> &[SampleColumn] {
        &self.data.columns
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The code of a row in a column; [`MISSING`] where the value is unknown, and for numbers.
    ///
    /// # Panics
    /// If there is no such row or column.
    #[must_use]
    pub fn code(&self, row: usize, column: usize) -> u8 {
        self.data.rows.code(row, column)
    }

    /// The standardised number of a row in a column; NaN where the value is unknown, and for codes.
    ///
    /// # Panics
    /// If there is no such row or column.
    #[must_use]
    pub fn number(&self, row: usize, column: usize) -> f64 {
        self.data.rows.number(row, column)
    }

    /// True if the value of a row in a column is known.
    ///
    /// # Panics
    /// If there is no such row or column.
    #[must_use]
    pub fn is_known(&self, row: usize, column: usize) -> bool {
        self.code(row, column) != MISSING || !self.number(row, column).is_nan()
    }

    /// The values of a column.
    ///
    /// # Panics
    /// If there is no such column.
    #[must_use]
    pub fn values(&self, column: usize) -> Values {
        if self.data.columns[column].categories == 0 {
            Values::Numbers((0..self.rows).map(|row| self.number(row, column)).collect())
        } else {
            Values::Codes((0..self.rows).map(|row| self.code(row, column)).collect())
        }
    }

    /// The standardisation of a column; `None` for codes.
    pub(crate) fn standard(&self, column: usize) -> Option<Standard> {
        match self.data.rows.places[column] {
            ColumnPlace::Number { position } => self.data.standards.get(position).copied(),
            _ => None,
        }
    }

    /// The respondent of each row, by position in the matrix.
    #[must_use]
    pub fn respondents(&self) -> &[u32] {
        &self.data.respondents[..self.rows]
    }

    /// Respondents of the kind with no value on an active indicator.
    #[must_use]
    pub fn unknown(&self) -> &[u32] {
        &self.data.unknown
    }

    /// The first rows, at most `most`: a fair sample, because content decides the order by a hash.
    #[must_use]
    pub fn first(&self, most: usize) -> Self {
        let rows = self.rows.min(most);
        Self {
            data: Arc::clone(&self.data),
            rows,
            times: self.times.iter().copied().take(rows).collect(),
            unweighted: self.unweighted,
            factors: self.factors.iter().copied().take(rows).collect(),
            styled: self.styled.clone(),
        }
    }

    /// In how many ways rows differ, counted up to `most`.
    pub(crate) fn patterns(&self, most: usize) -> usize {
        let mut seen: Vec<usize> = Vec::new();
        for row in 0..self.rows {
            // Most equal rows are side by side, and `most` is a number of groups.
            if seen.len() >= most {
                break;
            }
            if !seen.iter().rev().any(|known| self.data.rows.same(*known, row)) {
                seen.push(row);
            }
        }
        seen.len()
    }

    /// The packed values.
    pub(crate) fn packed(&self) -> &PackedRows {
        &self.data.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::{Indicator, Measure};
    use crate::manifest::Facet;

    #[test]
    fn the_order_of_respondents_does_not_matter() {
        let matrix = |order: &[usize]| {
            let codes = [1, 0, MISSING, 1, 0];
            let numbers = [2.0, 9.0, f64::NAN, 4.0, 9.5];
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
        assert_eq!(straight.data.columns, turned.data.columns);
        assert_eq!(straight.data.rows, turned.data.rows);
        assert_eq!(
            (straight.rows(), straight.unknown(), turned.unknown()),
            (4, &[2][..], &[2][..])
        );
    }

    #[test]
    fn rare_mentions_are_lists_and_read_the_same() {
        let rows = 400_usize;
        let code = |row: usize, column: usize| match row {
            _ if row.is_multiple_of(9) => MISSING,
            _ => u8::from(row % 50 == column),
        };
        let column = |column: usize| {
            let codes = (0..rows).map(|row| code(row, column)).collect();
            (
                Indicator::new(format!("c{column:02}"), Facet::Goal, Measure::Mention),
                Values::Codes(codes),
            )
        };
        let matrix = IndicatorMatrix::from_columns((0..30).map(column).collect()).unwrap();
        let sample = Sample::of_kind(&matrix, PersonaKind::User);
        assert_eq!((sample.packed().packs.len(), sample.packed().present.entries), (0, 31));
        for (row, respondent) in sample.respondents().iter().enumerate() {
            assert!(
                (0..30)
                    .all(|column| sample.code(row, column) == code(*respondent as usize, column))
            );
        }
    }
}

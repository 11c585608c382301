//! The active indicators of the respondents of one kind, row by row.

use std::sync::Arc;

use rayon::prelude::*;

use super::columns::{SampleColumn, SourceColumn, shapes};
use super::numbers::Standard;
use super::rows::{self, CellValue, ColumnPlace, PackedRows, Shape};
use crate::error::{ErrorKind, Result};
use crate::indicators::{IndicatorMatrix, Values};
use crate::manifest::{PersonaKind, Role};
use crate::sources::MISSING;

/// Rows × active indicators of one kind of persona.
///
/// Rows are in the order of their content, not of the files: no result depends on how an export was
/// sorted. Respondents with no value on an active indicator are left out. Numbers are standardised
/// to mean 0 and variance 1; those that are never negative and lean far to the right (skewness
/// above 2, such as amounts) are first replaced by ln(1 + x); those of which a tenth and more are
/// the same are cut into levels.
///
/// Samples that are drawn from a sample, or are its first rows, share its values.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    pub(super) data: Arc<Data>,
    rows: usize,
    /// Number of times that each row counts; once each if empty.
    times: Vec<u32>,
}

#[derive(Debug, PartialEq)]
pub(super) struct Data {
    pub(super) kind: PersonaKind,
    pub(super) columns: Vec<SampleColumn>,
    pub(super) rows: PackedRows,
    pub(super) respondents: Vec<u32>,
    /// Empty if all are 1.
    pub(super) weights: Vec<f64>,
    pub(super) unknown: Vec<u32>,
    /// The standardisation of each numeric column.
    pub(super) standards: Vec<Standard>,
}

impl Sample {
    /// Makes the sample of the respondents of one kind of persona.
    #[must_use]
    pub fn of_kind(matrix: &IndicatorMatrix, kind: PersonaKind) -> Self {
        let people = matrix.of_kind(kind);
        let active: Vec<usize> = (0..matrix.indicators().len())
            .filter(|indicator| matrix.indicators()[*indicator].role_for(kind) == Role::Active)
            .filter(|indicator| {
                !matrix
                    .values(*indicator)
                    // A column that never varies tells no groups apart, yet costs parameters.
                    .is_constant_among(people.iter().map(|person| *person as usize))
            })
            .collect();
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
        Self::from_data(Data {
            kind,
            columns,
            rows,
            respondents,
            weights,
            unknown,
            standards: Vec::new(),
        })
    }

    /// Rows in the order of their content, numbers standardised.
    pub(super) fn from_data(mut data: Data) -> Self {
        #[allow(clippy::float_cmp, reason = "weights of exactly 1 are not kept")]
        if data.weights.iter().all(|weight| *weight == 1.0) {
            data.weights = Vec::new();
        }
        // A hash of the content decides the order, so that none of the files does.
        let order = data.rows.order(&data.weights);
        data.rows.reorder(&order);
        rows::reorder(&mut data.respondents, 1, &order);
        rows::reorder(&mut data.weights, 1, &order);
        // Rows that come later keep the standard of the sample that the model was fitted to.
        if data.standards.is_empty() {
            data.standards =
                data.rows.numbers.iter().map(|numbers| Standard::new(numbers)).collect();
        }
        for (numbers, standard) in data.rows.numbers.iter_mut().zip(&data.standards) {
            numbers.iter_mut().for_each(|number| *number = standard.apply(*number));
        }
        Self { rows: data.respondents.len(), data: Arc::new(data), times: Vec::new() }
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
        let weights = if self.data.weights.is_empty() {
            Vec::new()
        } else {
            self.data.weights[..self.rows].to_vec()
        };
        let data = Data {
            kind: self.data.kind,
            columns,
            rows,
            respondents: self.data.respondents[..self.rows].to_vec(),
            weights,
            unknown: Vec::new(),
            standards: self.data.standards.clone(),
        };
        Self { rows: self.rows, data: Arc::new(data), times: self.times.clone() }
    }

    /// These rows without some columns.
    pub(crate) fn without(&self, columns: &[usize]) -> Self {
        let kept: Vec<usize> =
            (0..self.data.columns.len()).filter(|column| !columns.contains(column)).collect();
        let values: Vec<Values> = kept.iter().map(|column| self.values(*column)).collect();
        let columns = kept.into_iter().map(|column| self.data.columns[column].clone()).collect();
        self.made_of(columns, &values)
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

    /// Number of times that a row counts: 1 in the data as they are, 0 or more in a bootstrap
    /// replicate.
    ///
    /// # Panics
    /// If there is no such row.
    #[must_use]
    pub fn times(&self, row: usize) -> u32 {
        if self.times.is_empty() { 1 } else { self.times[row] }
    }

    /// Weight of a row: the respondent's weight multiplied by the number of times that the row
    /// counts.
    ///
    /// # Panics
    /// If there is no such row.
    #[must_use]
    pub fn weight(&self, row: usize) -> f64 {
        let weight = if self.data.weights.is_empty() { 1.0 } else { self.data.weights[row] };
        weight * f64::from(self.times(row))
    }

    /// Sum of the weights of all rows.
    #[must_use]
    pub fn total_weight(&self) -> f64 {
        (0..self.rows).map(|row| self.weight(row)).sum()
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
        }
    }

    /// Copy of the sample in which row `i` counts `times[i]` times; rows that count 0 times are
    /// sorted into groups but do not shape them.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`] unless there is a number for each row.
    pub fn with_times(&self, times: Vec<u32>) -> Result<Self> {
        if times.len() != self.rows {
            let (expected, found) =
                (format!("a number for each of {} rows", self.rows), times.len().to_string());
            return Err(ErrorKind::Mismatch { expected, found }.into());
        }
        Ok(Self { data: Arc::clone(&self.data), rows: self.rows, times })
    }

    /// In how many ways rows differ, counted up to `most`.
    pub(crate) fn patterns(&self, most: usize) -> usize {
        // Equal rows are side by side.
        let new = (1..self.rows).filter(|row| !self.data.rows.same(row - 1, *row));
        (usize::from(self.rows > 0) + new.take(most).count()).min(most)
    }

    /// The packed values.
    pub(crate) fn packed(&self) -> &PackedRows {
        &self.data.rows
    }

    /// True where all rows have weight 1 and count once.
    pub(crate) fn is_plain(&self) -> bool {
        self.times.is_empty() && self.data.weights.is_empty()
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
                Indicator::new(format!("c{column}"), Facet::Goal, Measure::Mention),
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

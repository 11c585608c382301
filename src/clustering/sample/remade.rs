//! Samples of the same rows with other values, with fewer columns, or with columns bound.

use std::sync::Arc;

use super::columns::SampleColumn;
use super::rows::{CellValue, PackedRows, Shape};
use super::table::{Data, Sample};
use crate::indicators::Values;
use crate::sources::MISSING;

impl Sample {
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
        let mut rows = PackedRows::new(&shapes, self.rows());
        for row in 0..self.rows() {
            rows.push(|column| match &values[column] {
                Values::Codes(codes) => CellValue::Code(codes[row]),
                Values::Numbers(numbers) => CellValue::Number(numbers[row]),
            });
        }
        let weights = if self.data.weights.is_empty() {
            Vec::new()
        } else {
            self.data.weights[..self.rows()].to_vec()
        };
        let data = Data {
            kind: self.data.kind,
            columns,
            rows,
            respondents: self.data.respondents[..self.rows()].to_vec(),
            weights,
            unknown: Vec::new(),
            standards: self.data.standards.clone(),
        };
        self.with_data(data)
    }

    /// These rows without some columns.
    pub(crate) fn without(&self, columns: &[usize]) -> Self {
        let kept: Vec<usize> =
            (0..self.data.columns.len()).filter(|column| !columns.contains(column)).collect();
        let values: Vec<Values> = kept.iter().map(|column| self.values(*column)).collect();
        let columns = kept.into_iter().map(|column| self.data.columns[column].clone()).collect();
        self.made_of(columns, &values)
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
}

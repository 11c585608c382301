//! A sample from rows that arrive one by one, for data too large to be in memory twice.

use super::columns::SampleColumn;
use super::numbers::Standard;
use super::rows::{CellValue, PackedRows, Shape};
use super::table::{Data, Sample};
use crate::error::{ErrorKind, Result, shown};
use crate::indicators::Measure;
use crate::manifest::PersonaKind;
use crate::sources::MISSING;

/// Builds a sample of user personas row by row.
///
/// Numbers are standardised and otherwise taken as they are: none is cut into levels, unlike in
/// [`Sample::of_kind`].
///
/// ```
/// use persona_synthesis::clustering::SampleBuilder;
/// use persona_synthesis::indicators::Measure;
///
/// let columns = [(Measure::Mention, 2), (Measure::Ordinal, 5), (Measure::Numeric, 0)];
/// let mut rows = SampleBuilder::new(&columns, 3)?;
/// rows.push(&[1, 4], &[2.5])?;
/// rows.push(&[0, 255], &[f64::NAN])?;
/// rows.push(&[1, 0], &[1.0])?;
/// assert_eq!(rows.finish().rows(), 3);
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug)]
pub struct SampleBuilder {
    columns: Vec<SampleColumn>,
    /// For each column its position among those of codes, or among those of numbers.
    positions: Vec<usize>,
    codes: usize,
    rows: PackedRows,
    respondents: Vec<u32>,
    unknown: Vec<u32>,
    /// Empty if the rows make their own.
    standards: Vec<Standard>,
}

impl SampleBuilder {
    /// Builder for columns with 2 to 255 categories each, or 0 for numbers. `rows` is the number of
    /// rows to expect.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] for another number of categories, or 2^32 and more rows.
    pub fn new(columns: &[(Measure, usize)], rows: usize) -> Result<Self> {
        let wrong = |name, expected: String, found: usize| {
            Err(ErrorKind::Parameter { name, expected, found: found.to_string() }.into())
        };
        let fits =
            |categories: usize| categories == 0 || (2..=usize::from(MISSING)).contains(&categories);
        if let Some((_, categories)) = columns.iter().find(|(_, categories)| !fits(*categories)) {
            return wrong("categories", format!("0 for numbers, or 2 to {MISSING}"), *categories);
        }
        if u32::try_from(rows).is_err() {
            return wrong("rows", format!("at most {}", u32::MAX), rows);
        }
        Ok(Self::with_room(columns, rows))
    }

    fn with_room(columns: &[(Measure, usize)], rows: usize) -> Self {
        let shape = |(_, categories): &(Measure, usize)| match *categories {
            // Rows are still to come, so every column needs room for a missing value.
            0 => Shape::Number,
            categories => Shape::Codes { categories, some_unknown: true },
        };
        let shapes: Vec<Shape> = columns.iter().map(shape).collect();
        let (mut codes, mut numbers) = (0, 0);
        let mut position = |(_, categories): &(Measure, usize)| {
            let next = if *categories == 0 { &mut numbers } else { &mut codes };
            *next += 1;
            *next - 1
        };
        let positions = columns.iter().map(&mut position).collect();
        let column =
            |(indicator, (measure, categories)): (usize, &(Measure, usize))| SampleColumn {
                indicator,
                measure: *measure,
                categories: *categories,
                scores: Vec::new(),
                cuts: Vec::new(),
                weight: 1.0,
                part: 1.0,
                block: None,
            };
        Self {
            columns: columns.iter().enumerate().map(column).collect(),
            positions,
            codes,
            rows: PackedRows::new(&shapes, rows),
            respondents: Vec::with_capacity(rows),
            unknown: Vec::new(),
            standards: Vec::new(),
        }
    }

    /// Builder for further rows of the columns of a sample, with numbers standardised as there: for
    /// new respondents. Numbers that were cut into levels there, and counts, are given as their
    /// codes.
    #[must_use]
    pub fn like(sample: &Sample, rows: usize) -> Self {
        let columns: Vec<(Measure, usize)> =
            sample.columns().iter().map(|column| (column.measure, column.categories)).collect();
        let standards = sample.data.standards.clone();
        Self { columns: sample.columns().to_vec(), standards, ..Self::with_room(&columns, rows) }
    }

    /// Appends a row: the codes of the coded columns and the numbers of the others, each in the
    /// order of the columns.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`] for another number of values, a code that its column does not have,
    /// or more than 2^32 rows.
    pub fn push(&mut self, codes: &[u8], numbers: &[f64]) -> Result<()> {
        let mut coded = self.columns.iter().filter(|column| column.categories > 0).zip(codes);
        let fits = codes.len() == self.codes
            && numbers.len() == self.rows.numbers.len()
            && numbers.iter().all(|number| !number.is_infinite())
            && coded
                .all(|(column, code)| *code == MISSING || usize::from(*code) < column.categories);
        if !fits {
            let expected = format!(
                "{} codes of their columns and {} finite numbers",
                self.codes,
                self.rows.numbers.len()
            );
            let found = shown(&format!("codes {codes:?}, numbers {numbers:?}"));
            return Err(ErrorKind::Mismatch { expected, found }.into());
        }
        let Ok(respondent) = u32::try_from(self.respondents.len() + self.unknown.len()) else {
            let (expected, found) = (format!("at most {} rows", u32::MAX), "one more".to_owned());
            return Err(ErrorKind::Mismatch { expected, found }.into());
        };
        // Such rows are counted, so that later ones keep their number.
        if codes.iter().all(|code| *code == MISSING) && numbers.iter().all(|number| number.is_nan())
        {
            self.unknown.push(respondent);
            return Ok(());
        }
        self.respondents.push(respondent);
        self.rows.push(|column| {
            let position = self.positions[column];
            if self.columns[column].categories == 0 {
                CellValue::Number(numbers[position])
            } else {
                CellValue::Code(codes[position])
            }
        });
        Ok(())
    }

    /// Returns the sample.
    #[must_use]
    pub fn finish(self) -> Sample {
        Sample::from_data(Data {
            kind: PersonaKind::User,
            columns: self.columns,
            rows: self.rows,
            respondents: self.respondents,
            weights: Vec::new(),
            units: Vec::new(),
            unknown: self.unknown,
            standards: self.standards,
        })
    }
}

//! Conditions on the rows of a table: an answer is given, or lies on one side of the point that
//! halves everybody.

use super::binding::{Binding, answer_error, only_row};
use super::dialect::number;
use super::engine::{Cell, Engine, query};
use crate::error::{ErrorKind, Result};
use crate::personas::{Condition, halved_at, halving_level};
use crate::sources::{OTHER, Scale, says_undecided};

/// Counts of a statement.
const MOST_COUNTS: usize = 400;

/// A condition that is looked at, of a column of the classifier.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TestedCondition {
    pub(super) column: usize,
    pub(super) condition: Condition,
    /// True if it holds for the rest of the one before it: one test, counted once.
    pub(super) complement: bool,
}

impl TestedCondition {
    fn pair(column: usize, conditions: [Condition; 2]) -> impl Iterator<Item = Self> {
        conditions.into_iter().zip([false, true]).map(move |(condition, complement)| Self {
            column,
            condition,
            complement,
        })
    }
}

impl Binding {
    /// Everything that is looked at, in the order of the columns. Graded answers and numbers are
    /// cut at one point, that which halves everybody best: it is chosen by everyone's answers, not
    /// by the groups', so that it favours none.
    pub(super) fn tested_conditions(
        &self,
        engine: &mut dyn Engine,
    ) -> Result<Vec<TestedCondition>> {
        let levels = self.halving_levels(engine)?;
        let points = self.halving_points(engine)?;
        let mut looked = Vec::new();
        for column in self.known() {
            let indicator = self.indicator(column);
            let labels = self.model.levels(indicator);
            if let Some((_, point)) = points.iter().find(|(at, _)| *at == column) {
                looked.extend(TestedCondition::pair(
                    column,
                    [Condition::Above(*point), Condition::AtMost(*point)],
                ));
            } else if let Some((_, level)) = levels.iter().find(|(at, _)| *at == column) {
                looked.extend(TestedCondition::pair(
                    column,
                    [Condition::AtLeast(*level), Condition::Below(*level)],
                ));
            } else if labels.is_empty() && !self.is_number(column) {
                // Of options only that they are chosen is said.
                looked.push(TestedCondition {
                    column,
                    condition: Condition::Is(1),
                    complement: false,
                });
            } else if !self.is_graded(column) {
                // "Other" pools unlike answers, so it describes nobody.
                let says = |label: &String| label != OTHER && !says_undecided(label);
                let named = (0..).zip(labels).filter(|(_, label)| says(label));
                let is = |(code, _): (u8, _)| TestedCondition {
                    column,
                    condition: Condition::Is(code),
                    complement: false,
                };
                looked.extend(named.map(is));
            }
        }
        Ok(looked)
    }

    fn indicator(&self, column: usize) -> usize {
        self.classifier().scores().columns[column].indicator
    }

    fn is_number(&self, column: usize) -> bool {
        self.model
            .row_reading(self.indicator(column))
            .is_some_and(|reading| reading.item.is_numeric())
    }

    fn is_graded(&self, column: usize) -> bool {
        let indicator = self.indicator(column);
        let scale = self.model.row_reading(indicator).map(|reading| reading.item.scale);
        !self.model.levels(indicator).is_empty() && scale != Some(Scale::Nominal)
    }

    /// For each column of graded answers the level that halves everybody best.
    fn halving_levels(&self, engine: &mut dyn Engine) -> Result<Vec<(usize, u8)>> {
        let columns = self.known().filter(|column| self.is_graded(*column));
        let levels =
            columns.map(|column| (column, self.model.levels(self.indicator(column)).len()));
        let codes: Vec<(usize, usize)> = levels
            .flat_map(|(column, levels)| (0..levels).map(move |code| (column, code)))
            .collect();
        let mut counts = Vec::with_capacity(codes.len());
        for part in codes.chunks(MOST_COUNTS) {
            let count = |(at, (column, code)): (usize, &(usize, usize))| {
                format!("COUNT(CASE WHEN f{column}={code} THEN f{column} END) AS c{at}")
            };
            let statement = format!(
                "WITH f {} (SELECT 0 AS z{} FROM {})\nSELECT {} FROM f",
                self.table.dialect.once(),
                self.feature_columns(),
                self.rows_of_table(),
                part.iter().enumerate().map(count).collect::<Vec<String>>().join(", "),
            );
            for cell in only_row(query(engine, &statement)?, part.len())? {
                counts.push(count_of(&cell)?);
            }
        }
        let counted: Vec<((usize, usize), usize)> = codes.into_iter().zip(counts).collect();
        let halved = counted.chunk_by(|(a, _), (b, _)| a.0 == b.0).filter_map(|of_column| {
            let counts: Vec<usize> = of_column.iter().map(|(_, count)| *count).collect();
            Some((of_column.first()?.0.0, halving_level(&counts)?))
        });
        Ok(halved.collect())
    }

    /// For each column of numbers the point that halves everybody best.
    fn halving_points(&self, engine: &mut dyn Engine) -> Result<Vec<(usize, f64)>> {
        let mut medians = Vec::new();
        for column in self.known().filter(|column| self.is_number(*column)) {
            let statement = format!(
                // Window functions, because engines define a median differently.
                "WITH x AS (SELECT {} AS v FROM {}),\n\
                 y AS (SELECT v, COUNT(*) AS c FROM x WHERE v IS NOT NULL GROUP BY v),\n\
                 z AS (SELECT v, SUM(c) OVER (ORDER BY v) AS d, SUM(c) OVER () AS n FROM y)\n\
                 SELECT MIN(CASE WHEN 2*d>n THEN v END) AS median, MAX(v) AS most FROM z",
                self.as_number(column),
                self.rows_of_table(),
            );
            let row = only_row(query(engine, &statement)?, 2)?;
            if let [Some(median), Some(most)] = [number_of(&row[0])?, number_of(&row[1])?] {
                medians.push((column, median, most));
            }
        }
        let mut points = Vec::new();
        for part in medians.chunks(MOST_COUNTS / 2) {
            let next_to = |(column, median, _): &(usize, f64, f64)| {
                let (value, median) = (self.as_number(*column), number(*median));
                format!(
                    "MAX(CASE WHEN {value}<{median} THEN {value} END) AS b{column}, \
                     MIN(CASE WHEN {value}>{median} THEN {value} END) AS a{column}"
                )
            };
            let sides: Vec<String> = part.iter().map(next_to).collect();
            let statement = format!("SELECT {} FROM {}", sides.join(", "), self.rows_of_table());
            let row = only_row(query(engine, &statement)?, 2 * part.len())?;
            for ((column, median, most), cells) in part.iter().zip(row.chunks_exact(2)) {
                let [below, above] = [number_of(&cells[0])?, number_of(&cells[1])?];
                points.push((*column, halved_at(*median, *most, below, above)));
            }
        }
        Ok(points)
    }

    /// The number in a column of the table.
    fn as_number(&self, column: usize) -> String {
        format!("CAST({} AS {})", self.read_from[column][0], self.table.dialect.double())
    }

    /// `, CAST("Spent" AS DOUBLE) AS n4` for each column of numbers among what is looked at.
    pub(super) fn number_columns(&self, looked: &[TestedCondition]) -> String {
        let numbers = columns_of(looked).filter(|column| self.is_number(*column));
        numbers.map(|column| format!(", {} AS n{column}", self.as_number(column))).collect()
    }

    /// `, n4`: their names.
    pub(super) fn number_names(&self, looked: &[TestedCondition]) -> String {
        let numbers = columns_of(looked).filter(|column| self.is_number(*column));
        numbers.map(|column| format!(", n{column}")).collect()
    }

    /// `, f3, n4`: what conditions are about.
    pub(super) fn values_of(&self, looked: &[TestedCondition]) -> String {
        columns_of(looked).map(|column| format!(", {}", self.value_of(column))).collect()
    }

    /// The value that a condition of a column tests: its number or its code.
    pub(super) fn value_of(&self, column: usize) -> String {
        if self.is_number(column) { format!("n{column}") } else { format!("f{column}") }
    }

    /// A condition in SQL.
    pub(super) fn so(&self, column: usize, condition: Condition) -> String {
        let value = self.value_of(column);
        match condition {
            Condition::Is(code) => format!("{value}={code}"),
            Condition::AtLeast(code) => format!("{value}>={code}"),
            Condition::Below(code) => format!("{value}<{code}"),
            Condition::Above(point) => format!("{value}>{}", number(point)),
            Condition::AtMost(point) => format!("{value}<={}", number(point)),
        }
    }
}

/// The columns of the conditions, each once; conditions of one column are adjacent.
fn columns_of(looked: &[TestedCondition]) -> impl Iterator<Item = usize> {
    looked
        .chunk_by(|a, b| a.column == b.column)
        .filter_map(|of_column| Some(of_column.first()?.column))
}

/// A cell as a number of rows.
pub(super) fn count_of(cell: &Cell) -> Result<usize> {
    let total = cell.total().and_then(|total| usize::try_from(total).ok());
    total.ok_or_else(|| {
        ErrorKind::Engine { message: format!("(it counts {})", cell.shown()) }.into()
    })
}

fn number_of(cell: &Cell) -> Result<Option<f64>> {
    match cell {
        Cell::Null => Ok(None),
        #[allow(clippy::cast_precision_loss, reason = "a column of doubles")]
        Cell::Integer(number) => Ok(Some(*number as f64)),
        Cell::Number(number) => Ok(Some(*number)),
        Cell::Text(_) | Cell::Boolean(_) => {
            Err(answer_error(format!("{} where a number was asked for", cell.shown())))
        }
    }
}

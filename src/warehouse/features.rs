//! The values of an indicator as an expression of SQL: texts become the codes that the library
//! gives them, numbers are cut or standardised.

use std::collections::BTreeMap;

use super::dialect::number;
use super::engine::Cell;
use super::table::WarehouseTable;
use crate::clustering::Recoding;
use crate::lifecycle::RowReading;
use crate::sources::MISSING;

/// The different answers of each column of a table with how many rows have them, by the column's
/// quoted name.
pub(super) type ColumnAnswers = BTreeMap<String, Vec<(Cell, i128)>>;

/// The expression of a column of texts: the code of its answer, an integer, or NULL where it says
/// nothing that the model knows.
pub(super) fn codes(
    reading: &RowReading<'_>,
    table: &WarehouseTable,
    answers: &ColumnAnswers,
) -> String {
    let columns: Vec<String> =
        reading.columns.iter().map(|label| table.quoted_column(label)).collect();
    let own = &columns[reading.option.filter(|_| reading.item.has_column_each()).unwrap_or(0)];
    let mut cases = code_cases(reading, own, table, answers);
    if reading.item.has_column_each() {
        // An empty cell is a no where any other column of the question is marked.
        let marked = columns.iter().enumerate().filter_map(|(option, column)| {
            let reading = RowReading { option: Some(option), ..*reading };
            let texts: Vec<String> =
                by_code(&reading, column, table, answers).into_values().flatten().collect();
            (!texts.is_empty()).then(|| format!("{column} IN ({})", texts.join(",")))
        });
        let marked: Vec<String> = marked.collect();
        cases.truncate(cases.len().min(2));
        if !marked.is_empty() {
            cases.push(format!("WHEN {} THEN 0", marked.join(" OR ")));
        }
    }
    if cases.is_empty() {
        "CAST(NULL AS INTEGER)".to_owned()
    } else {
        format!("CASE {} END", cases.join(" "))
    }
}

fn code_cases(
    reading: &RowReading<'_>,
    column: &str,
    table: &WarehouseTable,
    answers: &ColumnAnswers,
) -> Vec<String> {
    let by_code = by_code(reading, column, table, answers);
    by_code
        .into_iter()
        .map(|(code, texts)| format!("WHEN {column} IN ({}) THEN {code}", texts.join(",")))
        .collect()
}

/// The literals of the answers of each code.
fn by_code(
    reading: &RowReading<'_>,
    column: &str,
    table: &WarehouseTable,
    answers: &ColumnAnswers,
) -> BTreeMap<u8, Vec<String>> {
    let mut by_code: BTreeMap<u8, Vec<String>> = BTreeMap::new();
    for (cell, _) in answers.get(column).into_iter().flatten() {
        let code = code_of(reading, cell);
        if code != MISSING {
            by_code.entry(code).or_default().push(cell.literal(table.dialect));
        }
    }
    by_code
}

/// The code that the library gives an answer; a whole number may stand in the study's export with
/// `.0` after it.
pub(super) fn code_of(reading: &RowReading<'_>, cell: &Cell) -> u8 {
    let Some(text) = cell.answer() else { return MISSING };
    let code = reading.item.code_of(reading.option, &text);
    match cell {
        // A double shows 3 where the file of the study had 3.0.
        Cell::Number(number) if code == MISSING && number.fract() == 0.0 => {
            reading.item.code_of(reading.option, &format!("{text}.0"))
        }
        _ => code,
    }
}

/// The expression of a column of numbers: a code where the model counts or cuts them, else the
/// standardised number, a double.
pub(super) fn numbers(column: &str, table: &WarehouseTable, recoding: &Recoding) -> String {
    let value = format!("CAST({column} AS {})", table.dialect.double());
    let steps = |least: &dyn Fn(usize) -> String, steps: usize| {
        let cases: Vec<String> =
            (0..steps).map(|step| format!("WHEN {} THEN {step}", least(step))).collect();
        // A comparison with NULL is not true, so ELSE would take it for the last step.
        format!("CASE WHEN {column} IS NULL THEN NULL {} ELSE {steps} END", cases.join(" "))
    };
    match recoding {
        // The nearest count, the lower of two that are as near.
        Recoding::Counts(scores) => {
            let middle = |step: usize| f64::midpoint(scores[step], scores[step + 1]);
            steps(
                &|step| format!("{value}<={}", number(middle(step))),
                scores.len().saturating_sub(1),
            )
        }
        Recoding::Cuts(cuts) => {
            steps(&|step| format!("{value}<{}", number(cuts[step])), cuts.len())
        }
        Recoding::Standard(standard) => {
            let (low, high) = (number(standard.low), number(standard.high));
            let value = format!(
                "CASE WHEN {value}<{low} THEN {low} WHEN {value}>{high} THEN {high} \
                 ELSE {value} END"
            );
            format!("({value}-{})/{}", number(standard.mean), number(standard.deviation))
        }
        Recoding::Codes => "CAST(NULL AS INTEGER)".to_owned(),
    }
}

//! A saved model bound to a table: every indicator as an expression of the table's columns, agreed
//! by what the columns hold.

use std::collections::BTreeSet;

use super::engine::{Cell, Engine, query};
use super::features::{self, ColumnAnswers};
use super::table::WarehouseTable;
use crate::clustering::Classifier;
use crate::error::{Error, ErrorKind, Result};
use crate::finding::Findings;
use crate::ids::PersonaId;
use crate::lifecycle::{Model, RowReading};
use crate::locator::Place;
use crate::manifest::PersonaKind;
use crate::sources::MISSING;
use crate::sources::findings::SourcesFinding;
use crate::study::findings::StudyFinding;

/// The personas of one kind in a saved model, bound to a table.
///
/// # Limits
///
/// Answers are known by the texts that stood in the table when it was bound: of one that comes
/// later nothing is known until it is bound anew. Only columns of one table are read; what the
/// study knows from interviews, or unites from several columns, is unknown of everyone.
#[derive(Debug, Clone, PartialEq)]
pub struct Binding {
    pub(super) model: Model,
    pub(super) kind: PersonaKind,
    pub(super) table: WarehouseTable,
    /// For each column of the classifier its expression; nothing where the table does not tell it.
    pub(super) features: Vec<Option<String>>,
    /// For each column of the classifier the table's columns that it is read from, quoted.
    pub(super) read_from: Vec<Vec<String>>,
    pub(super) rows: i128,
    /// Condition that selects rows; `None` selects all.
    pub(super) filter: Option<String>,
    pub(super) findings: Findings,
}

impl Binding {
    /// Asks an engine for the contents of a table's columns, and binds the personas of a kind to
    /// the table.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`] for a model without personas of the kind, or with groups shaped by
    /// an indicator that the caller computed outside the study, [`ErrorKind::EngineTable`]
    /// for a table without rows, with rows that have no id or the same, with texts where numbers
    /// are expected, or with more than 2,000 different answers in a column of choices,
    /// [`ErrorKind::Empty`] if the table tells nothing that the model reads, and
    /// [`ErrorKind::Engine`].
    pub fn new(
        engine: &mut dyn Engine,
        model: &Model,
        kind: PersonaKind,
        table: WarehouseTable,
    ) -> Result<Self> {
        let classifier = classifier(model, kind)?;
        if let Some(computed) = classifier.indicators().find(|one| model.is_computed(*one)) {
            let name = model.indicator(computed);
            return Err(ErrorKind::Mismatch {
                expected: "a model whose indicators are read from columns".to_owned(),
                found: format!("the indicator {name:?}, which was computed outside the study"),
            }
            .into());
        }
        let rows = count_rows(engine, &table)?;
        let readings: Vec<Option<RowReading<'_>>> =
            classifier.indicators().map(|indicator| model.row_reading(indicator)).collect();
        let mut findings = Findings::default();
        for (indicator, _) in
            classifier.indicators().zip(&readings).filter(|(_, reading)| reading.is_none())
        {
            let (source, column) =
                (table.name.as_str().into(), model.indicator(indicator).to_owned());
            findings.add(StudyFinding::ColumnNotThere { source, column });
        }
        let known = || readings.iter().flatten();
        check_numbers(engine, &table, known().filter(|reading| reading.item.is_numeric()))?;
        let answers =
            answers(engine, &table, known().filter(|reading| !reading.item.is_numeric()))?;
        known().for_each(|reading| report(reading, &table, &answers, &mut findings));
        let scores = classifier.scores();
        let feature =
            |(reading, column): (&Option<RowReading<'_>>, &crate::clustering::ScoreColumn<'_>)| {
                let reading = reading.as_ref()?;
                Some(if reading.item.is_numeric() {
                    features::numbers(
                        &table.quoted_column(&reading.columns[0]),
                        &table,
                        column.recoding,
                    )
                } else {
                    features::codes(reading, &table, &answers)
                })
            };
        let features: Vec<Option<String>> =
            readings.iter().zip(&scores.columns).map(feature).collect();
        if features.iter().all(Option::is_none) {
            let why = "no indicator of the model is read from one row of a table".to_owned();
            return Err(ErrorKind::Empty { what: "table", why }.into());
        }
        let quoted = |reading: &RowReading<'_>| {
            reading.columns.iter().map(|label| table.quoted_column(label)).collect()
        };
        let read_from = readings
            .iter()
            .map(|reading| reading.as_ref().map(quoted).unwrap_or_default())
            .collect();
        Ok(Self {
            model: model.clone(),
            kind,
            features,
            read_from,
            rows,
            filter: None,
            findings,
            table,
        })
    }

    /// Number of rows of the table.
    #[must_use]
    pub fn rows(&self) -> i128 {
        self.rows
    }

    /// Findings about the columns: answers that the model does not know, and indicators that the
    /// table does not have.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    pub(super) fn classifier(&self) -> &Classifier {
        self.model.kind(self.kind).expect("a binding is of a kind that the model has").1
    }

    /// Ids and labels of the personas.
    pub(super) fn personas(&self) -> &[(PersonaId, String)] {
        self.model.kind(self.kind).expect("a binding is of a kind that the model has").0
    }
}

fn classifier(model: &Model, kind: PersonaKind) -> Result<&Classifier> {
    model.kind(kind).map(|(_, classifier)| classifier).ok_or_else(|| {
        let found: Vec<String> = model.kinds().map(|kind| kind.to_string()).collect();
        ErrorKind::Mismatch {
            expected: format!("a model of {kind} personas"),
            found: found.join(", "),
        }
        .into()
    })
}

pub(super) fn table_error(
    table: &WarehouseTable,
    column: &str,
    expected: &str,
    found: String,
) -> Error {
    let expected = expected.to_owned();
    ErrorKind::EngineTable { table: table.name.clone(), column: column.to_owned(), expected, found }
        .into()
}

/// The only row of an answer, which must have `cells` cells.
pub(super) fn only_row(rows: Vec<Vec<Cell>>, cells: usize) -> Result<Vec<Cell>> {
    match <[Vec<Cell>; 1]>::try_from(rows) {
        Ok([row]) if row.len() == cells => Ok(row),
        Ok([row]) => {
            Err(answer_error(format!("a row of {} cells where {cells} were asked for", row.len())))
        }
        Err(rows) => Err(answer_error(format!("{} rows where 1 was asked for", rows.len()))),
    }
}

pub(super) fn answer_error(what: String) -> Error {
    ErrorKind::Engine { message: format!("(its answer is {what})") }.into()
}

fn count_rows(engine: &mut dyn Engine, table: &WarehouseTable) -> Result<i128> {
    let key = table.quoted_key();
    // Groups rather than a count of different ids, which some engines keep in memory whole.
    let statement = format!(
        "SELECT SUM(c), SUM(CASE WHEN k IS NOT NULL THEN c END), COUNT(k) \
         FROM (SELECT {key} AS k, COUNT(*) AS c FROM {} GROUP BY {key}) a",
        table.sql_name()
    );
    let row = only_row(query(engine, &statement)?, 3)?;
    let counts: Option<Vec<i128>> = row.iter().map(Cell::total).collect();
    let counts = counts.filter(|counts| counts.iter().all(|count| *count >= 0));
    let Some([rows, with, different]) = counts.as_deref() else {
        return Err(answer_error("no numbers".to_owned()));
    };
    match (*rows, *with, *different) {
        (0, ..) => {
            Err(table_error(table, &table.key, "a row for each respondent", "no row".to_owned()))
        }
        (rows, with, _) if with < rows => Err(table_error(
            table,
            &table.key,
            "an id in every row",
            format!("{} rows without one", rows - with),
        )),
        (rows, _, different) if different < rows => {
            let found = format!("{rows} rows of {different} ids");
            Err(table_error(table, &table.key, "one row for each id", found))
        }
        (rows, ..) => Ok(rows),
    }
}

/// Columns of a statement.
const COLUMNS: usize = 200;

/// Checks by their least and greatest that the columns of numbers hold numbers.
fn check_numbers<'a>(
    engine: &mut dyn Engine,
    table: &WarehouseTable,
    readings: impl Iterator<Item = &'a RowReading<'a>>,
) -> Result<()> {
    let columns: BTreeSet<&str> = readings.map(|reading| reading.columns[0].as_str()).collect();
    for part in columns.into_iter().collect::<Vec<&str>>().chunks(COLUMNS) {
        // Texts, infinities and NaN are at one end of a column's order.
        let ends = part.iter().map(|label| table.quoted_column(label));
        let ends: Vec<String> =
            ends.map(|column| format!("MIN({column}), MAX({column})")).collect();
        let statement = format!("SELECT {} FROM {}", ends.join(", "), table.sql_name());
        let row = only_row(query(engine, &statement)?, 2 * part.len())?;
        for (label, ends) in part.iter().zip(row.chunks_exact(2)) {
            let bad = ends.iter().find(|cell| match cell {
                Cell::Null | Cell::Integer(_) => false,
                Cell::Number(number) => !number.is_finite(),
                // Decimals come as texts from engines that know no better; texts sort after all of
                // these.
                Cell::Text(text) => text.parse::<f64>().map_or(true, |number| !number.is_finite()),
                Cell::Boolean(_) => true,
            });
            if let Some(bad) = bad {
                return Err(table_error(table, label, "finite numbers", bad.shown()));
            }
        }
    }
    Ok(())
}

/// The different answers of the columns that choices are read from.
fn answers<'a>(
    engine: &mut dyn Engine,
    table: &WarehouseTable,
    readings: impl Iterator<Item = &'a RowReading<'a>>,
) -> Result<ColumnAnswers> {
    const MOST: usize = 2_000;
    let labels: BTreeSet<&String> = readings.flat_map(|reading| reading.columns).collect();
    let mut answers = ColumnAnswers::new();
    for label in labels {
        let column = table.quoted_column(label);
        let statement = format!(
            // One more than allowed shows that there are too many.
            "SELECT {column}, COUNT(*) FROM {} WHERE {column} IS NOT NULL \
             GROUP BY {column} LIMIT {}",
            table.sql_name(),
            MOST + 1
        );
        let rows = query(engine, &statement)?;
        if rows.len() > MOST {
            let found = "more".to_owned();
            return Err(table_error(
                table,
                label,
                &format!("at most {MOST} different answers"),
                found,
            ));
        }
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            match <[Cell; 2]>::try_from(row) {
                Ok([cell, count]) => found.push((cell, count.total().unwrap_or(0))),
                Err(row) => {
                    return Err(answer_error(format!(
                        "a row of {} cells where 2 were asked for",
                        row.len()
                    )));
                }
            }
        }
        // Engines give groups in any order.
        found.sort_by_cached_key(|(cell, _)| cell.literal(table.dialect));
        answers.insert(column, found);
    }
    Ok(answers)
}

/// Reports answers that the model does not know; they count as missing.
fn report(
    reading: &RowReading<'_>,
    table: &WarehouseTable,
    answers: &ColumnAnswers,
    findings: &mut Findings,
) {
    // The options of a question share its cells, so the first reports for all.
    if reading.option.is_some_and(|option| option > 0) || reading.item.is_numeric() {
        return;
    }
    let label = &reading.columns[0];
    for (cell, count) in answers.get(&table.quoted_column(label)).into_iter().flatten() {
        let blank = cell.answer().is_none_or(|text| text.trim().is_empty());
        if !blank && features::code_of(reading, cell) == MISSING {
            let kind = SourcesFinding::OutOfScale { found: cell.shown() };
            let count = usize::try_from(*count).unwrap_or(usize::MAX);
            findings.add_counted(kind, count, Some(Place::file(&table.name).column(label)));
        }
    }
}

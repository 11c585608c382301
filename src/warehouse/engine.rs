//! The part that an engine plays for this crate: it runs a statement and gives its rows.

use std::fmt;
use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use super::Dialect;
use crate::error::{Error, ErrorKind, Result};

/// A cell of an engine's answer. As JSON a cell is null, a whole number, a number, `true`, `false`
/// or a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// No value.
    Null,
    /// True or false.
    Boolean(bool),
    /// A whole number, of up to 128 bits for engines with such wide sums.
    Integer(i128),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

/// A database, warehouse or cluster that runs SQL.
///
/// Statements only read: each is one `SELECT`, which an engine may run again after a failure.
pub trait Engine {
    /// SQL dialect of the engine.
    fn dialect(&self) -> Dialect;

    /// Runs one statement and returns its rows, cells in the order of its columns.
    ///
    /// # Errors
    /// Whatever prevents an answer, in the engine's own words.
    fn query(
        &mut self,
        statement: &str,
    ) -> std::result::Result<Vec<Vec<Cell>>, Box<dyn std::error::Error + Send + Sync>>;
}

/// Callback for each row of a long answer, with the names of the columns; returns whether to go on.
pub type EachRow<'a> = dyn FnMut(&[String], Vec<Cell>) -> ControlFlow<()> + 'a;

impl<E: Engine + ?Sized> Engine for &mut E {
    fn dialect(&self) -> Dialect {
        (**self).dialect()
    }

    fn query(
        &mut self,
        statement: &str,
    ) -> std::result::Result<Vec<Vec<Cell>>, Box<dyn std::error::Error + Send + Sync>> {
        (**self).query(statement)
    }
}

/// Runs a statement; what an engine says against it is an error of this crate.
pub(super) fn query(engine: &mut dyn Engine, statement: &str) -> Result<Vec<Vec<Cell>>> {
    engine.query(statement).map_err(|cause| {
        let other = |cause: Box<dyn std::error::Error + Send + Sync>| {
            ErrorKind::Engine { message: cause.to_string() }.into()
        };
        // An error of this crate, such as a journal's, keeps its kind.
        cause.downcast::<Error>().map_or_else(other, |own| *own)
    })
}

impl fmt::Display for Cell {
    /// As a CSV export has it: nothing for nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.answer().map_or(Ok(()), |text| f.write_str(&text))
    }
}

impl Cell {
    /// The cell as the text that a CSV export would have, which the library reads answers from;
    /// `None` for nothing.
    pub(super) fn answer(&self) -> Option<String> {
        match self {
            Self::Null => None,
            Self::Boolean(value) => Some(value.to_string()),
            Self::Integer(value) => Some(value.to_string()),
            Self::Number(value) => Some(value.to_string()),
            Self::Text(text) => Some(text.clone()),
        }
    }

    /// Text of the cell for a CSV file: a text that a spreadsheet would take for a formula gets an
    /// apostrophe in front.
    #[must_use]
    pub fn safe(&self) -> String {
        crate::render::safe(self.to_string())
    }

    /// The cell as a literal.
    pub(super) fn literal(&self, dialect: Dialect) -> String {
        match self {
            Self::Null => "NULL".to_owned(),
            Self::Boolean(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Integer(value) if *value < 0 => format!("({value})"),
            Self::Integer(value) => value.to_string(),
            Self::Number(value) => super::dialect::number(*value),
            Self::Text(text) => dialect.text(text),
        }
    }

    /// The cell as a whole number, 0 for nothing: what a sum over no row is.
    pub(super) fn total(&self) -> Option<i128> {
        match self {
            Self::Null => Some(0),
            Self::Integer(value) => Some(*value),
            // Engines that sum in decimals, read through a client that has only floating-point
            // numbers or texts.
            #[allow(clippy::cast_possible_truncation, reason = "a whole number below 2^53")]
            Self::Number(value) if value.fract() == 0.0 && value.abs() < 9e15 => {
                Some(*value as i128)
            }
            Self::Text(text) => text.parse().ok(),
            Self::Number(_) | Self::Boolean(_) => None,
        }
    }

    /// Description of a cell for messages.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Text(text) => format!("the text {:?}", crate::error::shown(text)),
            other => other.answer().unwrap_or_else(|| "nothing".to_owned()),
        }
    }
}

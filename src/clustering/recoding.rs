//! The recoding of an indicator's values into the codes or numbers that groups are made from.

use serde::{Deserialize, Serialize};

use super::sample::{Standard, cut};
use crate::sources::MISSING;

/// The recoding of values into codes or numbers of a sample.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Recoding {
    /// Codes are as they are.
    Codes,
    /// A count is the code of the nearest of these.
    Counts(Vec<f64>),
    /// A number is the code of how many of these it reaches.
    Cuts(Vec<f64>),
    /// A number is standardised.
    Standard(Standard),
}

/// A value that is known of somebody.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum KnownValue {
    Code(u8),
    Number(f64),
}

/// Where somebody belongs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sorted {
    /// Probability of each group.
    pub(crate) probabilities: Vec<f64>,
    /// True where some group describes the known values.
    pub(crate) described: bool,
    /// Columns of which something is known.
    pub(crate) known: usize,
}

impl Recoding {
    /// The code and the number of a value, one of them unknown.
    pub(super) fn apply(&self, value: KnownValue) -> (u8, f64) {
        let code = |position: usize| (u8::try_from(position).unwrap_or(MISSING), f64::NAN);
        match (self, value) {
            (Self::Codes, KnownValue::Code(known)) => (known, f64::NAN),
            // A count that the first wave did not have takes the nearest one's code.
            (Self::Counts(scores), KnownValue::Number(number)) if !number.is_nan() => {
                let apart = |position: &usize| (scores[*position] - number).abs();
                let nearest = (0..scores.len()).min_by(|a, b| apart(a).total_cmp(&apart(b)));
                nearest.map_or((MISSING, f64::NAN), code)
            }
            (Self::Cuts(cuts), KnownValue::Number(number)) => (cut(number, cuts), f64::NAN),
            (Self::Standard(standard), KnownValue::Number(number)) => {
                (MISSING, standard.apply(number))
            }
            // A value of another kind than the column's is treated as unknown, never guessed.
            _ => (MISSING, f64::NAN),
        }
    }
}

//! A claim over a table, and the claims as CSV.

use serde::Serialize;

use crate::ids::PersonaId;
use crate::personas::{Condition, Direction, Grade, Others, Support};
use crate::render::CsvText;

/// A claim about one answer of a persona in a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TableClaim {
    /// Id of the persona.
    pub persona: PersonaId,
    /// Name of the indicator.
    pub indicator: String,
    /// Condition that the claim states: an answer is given, or the value is on one side of a level
    /// or of a number.
    pub condition: Condition,
    /// Labels of the levels of the indicator; empty for options, which are chosen or not, and for
    /// numbers.
    pub levels: Vec<String>,
    /// Direction in which the persona differs from everyone else.
    pub direction: Direction,
    /// Strength of the claim: confirmed on halves that had no part in making the groups, or only
    /// seen.
    pub grade: Grade,
    /// p-value of the comparison on halves that had no part in making the groups, adjusted over all
    /// comparisons.
    pub p_adjusted: f64,
    /// Count and base of the rows of the persona.
    pub support: Support,
    /// Count and base of the rows of everyone else.
    pub elsewhere: Others,
    /// Columns of the table with the evidence, in quotes.
    pub columns: Vec<String>,
    /// Ids of at most two rows that support the claim, drawn by a hash of their ids.
    pub exemplars: Vec<String>,
    /// The column of the classifier, and the group.
    #[serde(skip)]
    pub(super) at: (usize, usize),
}

impl TableClaim {
    /// Condition in words: `weekly`, `weekly or daily`, `more than 12`, `at most 12`; empty for an
    /// option that is chosen.
    #[must_use]
    pub fn answer(&self) -> String {
        match self.condition {
            Condition::Above(point) => format!("more than {point}"),
            Condition::AtMost(point) => format!("at most {point}"),
            Condition::Is(_) | Condition::AtLeast(_) | Condition::Below(_) => {
                self.levels.join(" or ")
            }
        }
    }
}

/// Columns of the claims over a table; counts are called as in `claims.csv`.
const COLUMNS: [&str; 15] = [
    "persona_id",
    "indicator",
    "answer",
    "direction",
    "grade",
    "with",
    "asked",
    "share",
    "low",
    "high",
    "elsewhere_with",
    "elsewhere_asked",
    "p_adjusted",
    "columns",
    "exemplars",
];

/// Claims about a table as CSV: a row per claim with its counts, the columns of its evidence and
/// the ids of two rows that support it.
#[must_use]
pub fn table_claims_csv(claims: &[TableClaim]) -> String {
    let mut table = CsvText::new(COLUMNS);
    for claim in claims {
        let Support { with, asked, share, low, high } = claim.support;
        let direction = match claim.direction {
            Direction::More => "more",
            Direction::Less => "less",
            Direction::Shared => "shared",
        };
        table.row([
            claim.persona.as_str(),
            &claim.indicator,
            &claim.answer(),
            direction,
            claim.grade.name(),
            &with.to_string(),
            &asked.to_string(),
            &format!("{share:.4}"),
            &format!("{low:.4}"),
            &format!("{high:.4}"),
            &claim.elsewhere.with.to_string(),
            &claim.elsewhere.asked.to_string(),
            &format!("{:.3e}", claim.p_adjusted),
            &claim.columns.join(", "),
            &claim.exemplars.join(", "),
        ]);
    }
    table.finish()
}

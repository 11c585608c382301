//! A claim over a table, and the claims as CSV.

use serde::Serialize;

use crate::personas::{Condition, Direction, Grade, Others, Support};
use crate::render::CsvText;

/// What a persona of a table may say of one answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TableClaim {
    /// Id of the persona.
    pub persona: String,
    /// Name of the indicator.
    pub indicator: String,
    /// What is so: the answer is given, or lies on one side of a level or of a number.
    pub condition: Condition,
    /// Labels of the levels of which the answer is one; none for options, which are chosen or not,
    /// and for numbers.
    pub levels: Vec<String>,
    /// How the persona compares with everyone else.
    pub direction: Direction,
    /// Confirmed on halves that had no part in making the groups, or only seen.
    pub grade: Grade,
    /// p-value of the comparison on these halves, adjusted over all comparisons.
    pub p_adjusted: f64,
    /// How many rows of the persona.
    pub support: Support,
    /// How many rows of everyone else.
    pub elsewhere: Others,
    /// Where the evidence stands: the columns of the table, in quotes.
    pub columns: Vec<String>,
    /// Ids of rows that show it, drawn by a hash of their ids: two at most.
    pub exemplars: Vec<String>,
    /// The column of the classifier, and the group.
    #[serde(skip)]
    pub(super) at: (usize, usize),
}

impl TableClaim {
    /// The condition in words: `weekly`, `weekly or daily`, `more than 12`, `at most 12`; nothing
    /// for an option that is chosen.
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

/// The claims as a table in CSV: a row a claim with its counts, the columns of its evidence and the
/// ids of two rows that show it.
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
            &*claim.persona,
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

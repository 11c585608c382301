//! One pass over a table: the statement that counts what the next parameters follow from, and the
//! reading of its answer.

use super::assign::in_parts;
use super::binding::{Binding, answer_error};
use super::dialect::{by_code, names, number, of_greatest, square, sum};
use super::engine::{Cell, Engine, query};
use crate::clustering::{FIXED_ONE, Lookup, LookupColumn, Totals};
use crate::error::Result;

/// Sums of a statement: engines allow some 1,600 columns of an answer and get slow well before.
const MOST_SUMS: usize = 400;
/// Differences of logarithms beyond which a group has no part in a row: the least that EXP gives
/// without a complaint.
const FAR: f64 = 700.0;

/// Sums of a pass.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PassTotals {
    pub(super) totals: Totals,
    /// Rows of which something is known.
    pub(super) rows: i128,
}

/// A sum that a statement asks for: what it adds up, and where that belongs.
struct Asked {
    expression: String,
    column: usize,
    row: usize,
}

impl Binding {
    /// Makes a pass: as many statements as its sums need.
    pub(super) fn pass(&self, engine: &mut dyn Engine, lookup: &Lookup) -> Result<PassTotals> {
        let groups = lookup.shares.len();
        let rows_of = |column: &LookupColumn| match column {
            LookupColumn::Codes(codes) => codes.len(),
            LookupColumn::Numbers(_) => 3,
        };
        let columns =
            lookup.columns.iter().map(|column| vec![vec![0.0; groups]; rows_of(column)]).collect();
        let mut totals = Totals { log_likelihood: 0.0, shares: vec![0.0; groups], columns };
        let mut rows = 0;
        let asked_for = self.sums_of(lookup);
        // Engines limit the columns of a result.
        for part in asked_for.chunks(MOST_SUMS) {
            let answer = query(engine, &self.pass_statement(lookup, part))?;
            for row in &answer {
                let cells: Option<Vec<i128>> = row.iter().map(Cell::total).collect();
                let cells = cells.filter(|cells| cells.len() == part.len() + 4);
                let Some([group, of, log_likelihood, share, sums @ ..]) = cells.as_deref() else {
                    return Err(answer_error(format!(
                        "a row of {} cells where {} sums were asked for",
                        row.len(),
                        part.len() + 4
                    )));
                };
                let Some(group) = usize::try_from(*group).ok().filter(|group| *group < groups)
                else {
                    return Err(answer_error(format!("a group {group} of {groups}")));
                };
                (rows, totals.log_likelihood) = (*of, whole_parts(*log_likelihood));
                totals.shares[group] = whole_parts(*share);
                for (asked, sum) in part.iter().zip(sums) {
                    totals.columns[asked.column][asked.row][group] = whole_parts(*sum);
                }
            }
        }
        Ok(PassTotals { totals, rows })
    }

    /// Sums to ask for, of each column that the table has.
    fn sums_of(&self, lookup: &Lookup) -> Vec<Asked> {
        let mut asked = Vec::new();
        for (column, terms) in
            lookup.columns.iter().enumerate().filter(|(at, _)| self.features[*at].is_some())
        {
            match terms {
                LookupColumn::Codes(codes) => asked.extend((0..codes.len()).map(|row| {
                    let expression = format!("CASE WHEN f{column}={row} THEN q END");
                    Asked { expression, column, row }
                })),
                LookupColumn::Numbers(_) => {
                    let products = [format!("r*f{column}"), format!("r*f{column}*f{column}")]
                        .map(|term| in_parts(&term));
                    let known = format!("CASE WHEN f{column} IS NOT NULL THEN q END");
                    let all = [known].into_iter().chain(products);
                    asked.extend(all.enumerate().map(|(row, expression)| Asked {
                        expression,
                        column,
                        row,
                    }));
                }
            }
        }
        asked
    }

    /// A row a group: the group, the rows of the table of which something is known, their
    /// log-likelihood, the group's weight, and the sums. Everything that is summed is a whole
    /// number of parts, so that neither the order of rows nor their partition changes a bit.
    fn pass_statement(&self, lookup: &Lookup, part: &[Asked]) -> String {
        let (dialect, once) = (self.table.dialect, self.table.dialect.once());
        let groups = lookup.shares.len();
        let (l, e) = (names("l", groups), names("e", groups));
        let weight = self.table.weight.as_ref().map_or_else(
            || "1E0".to_owned(),
            |column| format!("CAST({} AS {})", dialect.name_of(column), dialect.double()),
        );
        let known: Vec<String> = self.known().map(|at| format!("f{at} IS NOT NULL")).collect();
        let joint: Vec<String> =
            (0..groups).map(|group| format!("{} AS l{group}", self.joint(lookup, group))).collect();
        // Relative to the greatest, or all would underflow, which some engines report as an error.
        let exponentials: Vec<String> = (0..groups)
            .map(|group| {
                format!(
                    "CASE WHEN l{group}-m<{} THEN 0E0 ELSE EXP(l{group}-m) END AS e{group}",
                    number(-FAR)
                )
            })
            .collect();
        let kept = self.kept();
        let shares: Vec<String> =
            (0..groups).map(|group| format!("w*e{group}/s AS r{group}")).collect();
        let of_group: Vec<String> =
            (0..groups).map(|group| format!("WHEN {group} THEN r{group}")).collect();
        // A row per group, so that one list of sums serves all groups.
        let numbers: Vec<String> =
            (0..groups).map(|group| format!("SELECT {group} AS g")).collect();
        let sums: String =
            part.iter().map(|asked| format!(", SUM({})", asked.expression)).collect();
        format!(
            "WITH f {once} (SELECT {weight} AS w{} FROM {}),\n\
             l {once} (SELECT f.*, {} FROM f WHERE {}),\n\
             m {once} (SELECT l.*, {} AS m FROM l),\n\
             e {once} (SELECT w, m{kept}, {} FROM m),\n\
             s {once} (SELECT e.*, {} AS s FROM e),\n\
             r {once} (SELECT {} AS h{kept}, {} FROM s),\n\
             c AS ({}),\n\
             k {once} (SELECT g, h{kept}, CASE g {} END AS r FROM r CROSS JOIN c),\n\
             q {once} (SELECT k.*, {} AS q FROM k)\n\
             SELECT g, COUNT(*), SUM(h), SUM(q){sums} FROM q GROUP BY g ORDER BY g",
            self.feature_columns(),
            self.rows_of_table(),
            joint.join(", "),
            known.join(" OR "),
            of_greatest(&l, &l),
            exponentials.join(", "),
            sum(&e, "0E0"),
            in_parts("w*(m+LN(s))"),
            shares.join(", "),
            numbers.join(" UNION ALL "),
            of_group.join(" "),
            in_parts("r"),
        )
    }

    /// Columns of the classifier that the table tells.
    pub(super) fn known(&self) -> impl Iterator<Item = usize> {
        self.features.iter().enumerate().filter(|(_, feature)| feature.is_some()).map(|(at, _)| at)
    }

    /// `ln π_k + Σ_j ln f_j(x_j | k)` over what is known of a row.
    fn joint(&self, lookup: &Lookup, group: usize) -> String {
        let term = |at: usize| match &lookup.columns[at] {
            LookupColumn::Codes(codes) => {
                by_code(at, codes.iter().map(|groups| number(groups[group])), "0E0")
            }
            LookupColumn::Numbers(groups) => {
                format!("CASE WHEN f{at} IS NULL THEN 0E0 ELSE {} END", square(at, groups[group]))
            }
        };
        let terms: Vec<String> = self.known().map(term).collect();
        format!("{}+{}", number(lookup.shares[group]), sum(&terms, "0E0"))
    }
}

/// A sum of parts as a number.
#[allow(
    clippy::cast_precision_loss,
    reason = "sums are below 2^53 parts of what they are sums of, or good to 16 digits"
)]
fn whole_parts(sum: i128) -> f64 {
    sum as f64 / FIXED_ONE
}

//! Claims over a whole table: how many of each persona and of everyone else, tested on halves that
//! had no part in making the groups.

use super::assign::added;
use super::binding::{Binding, answer_error};
use super::conditions::{TestedCondition, count_of};
use super::dialect::{names, of_greatest, sum};
use super::engine::{Cell, Engine, query};
use super::fit::RefitOptions;
use super::table_claim::TableClaim;
use crate::clustering::Scores;
use crate::error::Result;
use crate::personas::{
    ComparedShare, Condition, Grade, Others, Support, direction, direction_alone, false_discovery,
    two_shares_p, wilson_interval,
};

/// Sums of a statement: each condition asks for three.
const MOST_SUMS: usize = 390;
/// How halves are fitted: less far than the whole, for only their groups matter.
const HALVES: RefitOptions = RefitOptions { passes: 30, tolerance: 1e-6 };

/// How many show a condition, and of how many it is known.
#[derive(Debug, Clone, Copy, Default)]
struct RowCounts {
    with: usize,
    asked: usize,
}

impl RowCounts {
    /// The counts in two cells of an answer.
    fn from_cells(cells: &[Cell]) -> Result<Self> {
        let [with, asked] = cells else {
            return Err(answer_error(format!("{} cells where 2 were asked for", cells.len())));
        };
        let share = Self { with: count_of(with)?, asked: count_of(asked)? };
        // Answers may come from files that people handle.
        if share.with > share.asked {
            return Err(answer_error(format!(
                "{} rows with an answer of {} with any",
                share.with, share.asked
            )));
        }
        Ok(share)
    }

    fn and(self, other: Self) -> Self {
        Self {
            with: self.with.saturating_add(other.with),
            asked: self.asked.saturating_add(other.asked),
        }
    }
}

/// Counts of each condition in each group, and exemplars.
struct ConditionCounts {
    /// Conditions × groups; the last group is of those in none.
    shares: Vec<Vec<RowCounts>>,
    exemplars: Vec<Vec<Vec<String>>>,
}

impl Binding {
    /// Compares every persona with everyone else on every answer in the table's columns, and
    /// returns the claims, by the rules by which personas choose theirs.
    ///
    /// Groups come from the data, so that a test on the rows that made them would find differences
    /// in noise. The table is halved by a hash of the ids, each half is fitted, and the rows of
    /// each are sorted by the fit to the other, without the question under test and what hangs
    /// together with it. Both halves are counted together, compared by [`two_shares_p`], and
    /// adjusted over all comparisons.
    ///
    /// # Limits
    ///
    /// One halving is made, where the library makes ten in memory.
    ///
    /// # Errors
    /// As [`Binding::fit`].
    pub fn claims(&self, engine: &mut dyn Engine, seed: u64) -> Result<Vec<TableClaim>> {
        let groups = self.personas().len();
        let looked = self.tested_conditions(engine)?;
        let whole = self.count_conditions(engine, &looked, seed)?;
        let own: Vec<TestedCondition> =
            looked.iter().filter(|looked| !looked.complement).copied().collect();
        let mut tested = vec![vec![RowCounts::default(); groups]; own.len()];
        if groups > 1 {
            let bindings = self.halves(seed);
            for (one, other) in [(0, 1), (1, 0)] {
                // Groups of one half are tested in the other, whose answers did not make them.
                let model = bindings[one].fit(engine, HALVES)?.model;
                let sorted = Self { model, ..bindings[other].clone() };
                sorted.held_out(engine, &own, &mut tested)?;
            }
        }
        let compare = |shares: &Vec<RowCounts>| -> Vec<f64> {
            let of = |group| {
                let [own, others] = apart(shares, group);
                two_shares_p(own.with, own.asked, others.with, others.asked)
            };
            (0..groups).map(of).collect()
        };
        // Over all tests at once, since any of them may become a claim.
        let p = false_discovery(&tested.iter().flat_map(compare).collect::<Vec<f64>>());
        let mut claims = Vec::new();
        let mut tests = p.chunks_exact(groups);
        let mut of_test: &[f64] = &[];
        for (position, looked) in looked.into_iter().enumerate() {
            // What is left of a condition has its test.
            of_test = if looked.complement { of_test } else { tests.next().unwrap_or_default() };
            let of = |(group, p): (usize, &f64)| self.claim(looked, position, group, *p, &whole);
            claims.extend(of_test.iter().enumerate().filter_map(of));
        }
        Ok(claims)
    }

    /// Counts of the conditions in each persona as rows are assigned.
    fn count_conditions(
        &self,
        engine: &mut dyn Engine,
        looked: &[TestedCondition],
        seed: u64,
    ) -> Result<ConditionCounts> {
        let groups = self.personas().len();
        // The least and greatest hash pick two rows at random, the same in every run.
        let exemplar = format!(
            "{}||':'||CAST(k AS {})",
            self.table.hash_of("k", seed),
            self.table.dialect.string()
        );
        let mut table = ConditionCounts { shares: Vec::new(), exemplars: Vec::new() };
        // Engines limit the columns of a result, and a condition takes four.
        for part in looked.chunks(MOST_SUMS / 4) {
            let cells: String = part
                .iter()
                .enumerate()
                .map(|(at, TestedCondition { column, condition, .. })| {
                    let (so, value) = (self.so(*column, *condition), self.value_of(*column));
                    format!(
                        ", COUNT(CASE WHEN {so} THEN {value} END) AS w{at}, \
                         COUNT({value}) AS o{at}, \
                         MIN(CASE WHEN {so} THEN x END) AS u{at}, \
                         MAX(CASE WHEN {so} THEN x END) AS v{at}"
                    )
                })
                .collect();
            let kept = self.values_of(part);
            let statement = format!(
                "{},\nx {} (SELECT CASE WHEN i=1 THEN b ELSE {groups} END AS g{kept}, \
                 {exemplar} AS x FROM i)\n\
                 SELECT g{cells} FROM x GROUP BY g ORDER BY g",
                self.assigned(&self.number_columns(part), &kept),
                self.table.dialect.once(),
            );
            let start = table.shares.len();
            table.shares.resize(start + part.len(), vec![RowCounts::default(); groups + 1]);
            table.exemplars.resize(start + part.len(), vec![Vec::new(); groups + 1]);
            for row in query(engine, &statement)? {
                let (group, cells) = group_and_cells(&row, groups + 1, 4 * part.len())?;
                for (position, cells) in cells.chunks_exact(4).enumerate() {
                    let share = RowCounts::from_cells(&cells[..2])?;
                    table.shares[start + position][group] = share;
                    let mut ids: Vec<String> = cells[2..].iter().filter_map(id_of).collect();
                    // Of a single row the least and greatest are one.
                    ids.dedup();
                    table.exemplars[start + position][group] = ids;
                }
            }
        }
        Ok(table)
    }

    /// Adds counts of the conditions in groups that rows are sorted into without the question that
    /// is counted.
    fn held_out(
        &self,
        engine: &mut dyn Engine,
        looked: &[TestedCondition],
        tested: &mut [Vec<RowCounts>],
    ) -> Result<()> {
        let scores = self.classifier().scores();
        let groups = scores.shares.len();
        let cells = |part: &[TestedCondition]| 2 * groups * part.len();
        let mut rest = looked;
        while !rest.is_empty() {
            // Whole columns, as many as a statement has room for, at least one.
            let mut of_columns = rest.chunk_by(|a, b| a.column == b.column);
            let first = of_columns.next().map_or(0, <[TestedCondition]>::len);
            let fitting = of_columns.scan(first, |taken, column| {
                *taken += column.len();
                (cells(&rest[..*taken]) <= MOST_SUMS).then_some(*taken)
            });
            let (part, later) = rest.split_at(fitting.last().unwrap_or(first));
            let statement = self.held_out_statement(&scores, part);
            let row = super::binding::only_row(query(engine, &statement)?, cells(part))?;
            let start = looked.len() - rest.len();
            for (shares, cells) in tested[start..].iter_mut().zip(row.chunks_exact(2 * groups)) {
                for (share, cells) in shares.iter_mut().zip(cells.chunks_exact(2)) {
                    *share = share.and(RowCounts::from_cells(cells)?);
                }
            }
            rest = later;
        }
        Ok(())
    }

    fn held_out_statement(&self, scores: &Scores<'_>, looked: &[TestedCondition]) -> String {
        let mut columns: Vec<usize> = looked.iter().map(|looked| looked.column).collect();
        columns.dedup();
        let once = self.table.dialect.once();
        let groups = scores.shares.len();
        let kept = self.kept();
        let known: Vec<usize> = self.known().collect();
        let without = |column: usize, group: usize| {
            // A group must not be confirmed by the answers that sorted its members.
            let away = self.under_test(column).into_iter().filter(|at| known.contains(at));
            let terms: Vec<String> =
                away.map(|at| added(at, &scores.columns[at].groups[group].score)).collect();
            format!(", s{group}-{} AS d{column}_{group}", sum(&terms, "0"))
        };
        let parts =
            || columns.iter().flat_map(|column| (0..groups).map(move |group| (*column, group)));
        let rest: String = parts().map(|(column, group)| without(column, group)).collect();
        let numbers = names("", groups);
        let sorted: String = columns
            .iter()
            .map(|column| {
                let sums = names(&format!("d{column}_"), groups);
                format!(", {} AS g{column}", of_greatest(&sums, &numbers))
            })
            .collect();
        let tested = self.values_of(looked);
        let cells: Vec<String> = looked
            .iter()
            .enumerate()
            .flat_map(|(at, TestedCondition { column, condition, .. })| {
                let (so, value) = (self.so(*column, *condition), self.value_of(*column));
                (0..groups).map(move |group| {
                    let of = format!("g{column}={group}");
                    format!(
                        "COUNT(CASE WHEN {of} AND {so} THEN {value} END) AS w{at}_{group}, \
                         COUNT(CASE WHEN {of} THEN {value} END) AS o{at}_{group}"
                    )
                })
            })
            .collect();
        format!(
            "WITH f {once} (SELECT 0 AS z{}{} FROM {}),\n\
             s {once} (SELECT {}{kept}{} FROM f),\n\
             d {once} (SELECT s.*{rest} FROM s),\n\
             g {once} (SELECT 0 AS z{tested}{sorted} FROM d)\n\
             SELECT {} FROM g",
            self.feature_columns(),
            self.number_columns(looked),
            self.rows_of_table(),
            self.scores_as("s").join(", "),
            self.number_names(looked),
            cells.join(", "),
        )
    }

    /// The columns that are under test together with one: those of its question, and what hangs
    /// together with them within groups.
    fn under_test(&self, column: usize) -> Vec<usize> {
        let classifier = self.classifier();
        let question = |at: usize| &self.read_from[at];
        let mut all: Vec<usize> =
            (0..self.features.len()).filter(|at| question(*at) == question(column)).collect();
        let related: Vec<usize> =
            all.iter().flat_map(|at| classifier.dependent(*at)).copied().collect();
        all.extend(related);
        all.sort_unstable();
        all.dedup();
        all
    }

    fn claim(
        &self,
        looked: TestedCondition,
        position: usize,
        group: usize,
        p_adjusted: f64,
        table: &ConditionCounts,
    ) -> Option<TableClaim> {
        let [own, others] = apart(&table.shares[position], group);
        let [(support, own), (_, elsewhere)] = [own, others].map(compare_share);
        let scores = self.classifier().scores();
        let indicator = scores.columns[looked.column].indicator;
        let labels = self.model.levels(indicator);
        // A single persona has nobody to differ from.
        let alone = self.personas().len() == 1;
        let (direction, confirmed) = if alone {
            direction_alone(own)?
        } else {
            direction(
                [own, elsewhere],
                p_adjusted,
                looked.condition == Condition::Is(1) && labels.is_empty(),
                true,
            )?
        };
        // The share of nobody is unknown, not zero.
        let others = (elsewhere.asked > 0).then_some(elsewhere.share);
        Some(TableClaim {
            persona: self.personas()[group].0.clone(),
            indicator: self.model.indicator(indicator).to_owned(),
            condition: looked.condition,
            levels: (0..)
                .zip(labels)
                .filter(|(code, _)| looked.condition.holds_for_code(*code) == Some(true))
                .map(|(_, label)| label.clone())
                .collect(),
            direction,
            grade: if confirmed { Grade::Supported } else { Grade::Tentative },
            p_adjusted,
            support,
            elsewhere: Others { with: elsewhere.with, asked: elsewhere.asked, share: others },
            columns: self.read_from[looked.column].clone(),
            exemplars: table.exemplars[position][group].clone(),
            at: (looked.column, group),
        })
    }

    /// SQL statement that gives the id of every row that supports a claim, with the columns of
    /// [`TableClaim::columns`]: the claim's full evidence.
    #[must_use]
    pub fn evidence(&self, claim: &TableClaim) -> String {
        let (column, group) = claim.at;
        let looked = [TestedCondition { column, condition: claim.condition, complement: false }];
        let steps = self.assigned(&self.number_columns(&looked), &self.values_of(&looked));
        let so = self.so(column, claim.condition);
        format!(
            "{steps}\nSELECT k AS respondent FROM i WHERE i=1 AND b={group} AND {so} ORDER BY k"
        )
    }
}

/// The counts of a group, and of everyone else.
fn apart(shares: &[RowCounts], group: usize) -> [RowCounts; 2] {
    let all = shares.iter().fold(RowCounts::default(), |sum, one| sum.and(*one));
    let own = shares[group];
    [own, RowCounts { with: all.with - own.with, asked: all.asked - own.asked }]
}

#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn compare_share(share: RowCounts) -> (Support, ComparedShare) {
    let RowCounts { with, asked } = share;
    let share = if asked == 0 { 0.0 } else { with as f64 / asked as f64 };
    let (low, high) = wilson_interval(share, asked as f64);
    (Support { with, asked, share, low, high }, ComparedShare { share, low, with, asked })
}

/// The group of a row, and its other cells.
fn group_and_cells(row: &[Cell], groups: usize, cells: usize) -> Result<(usize, &[Cell])> {
    let wrong_row = || {
        answer_error(format!(
            "a row of {} cells where a group and {cells} were asked for",
            row.len()
        ))
    };
    let [group, rest @ ..] = row else { return Err(wrong_row()) };
    let group =
        group.total().and_then(|group| usize::try_from(group).ok()).filter(|group| *group < groups);
    group.filter(|_| rest.len() == cells).map(|group| (group, rest)).ok_or_else(wrong_row)
}

/// The id after the hash of an exemplar.
fn id_of(cell: &Cell) -> Option<String> {
    cell.answer()?.split_once(':').map(|(_, id)| id.to_owned())
}

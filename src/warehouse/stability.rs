//! How far the personas of a table return when other rows are drawn: replicates made by a hash of
//! the ids.

use serde::Serialize;

use super::binding::{Binding, answer_error};
use super::dialect::{names, of_greatest};
use super::engine::{Engine, query};
use super::fit::RefitOptions;
use crate::clustering::Contingency;
use crate::error::{ErrorKind, Result};
use crate::ids::PersonaId;
use crate::manifest::MOST_REPLICATES;

/// Stability of the personas of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TableStability {
    /// Adjusted Rand index of the two groupings of all rows, for each replicate (Dolnicar and
    /// Leisch 2010, doi 10.1007/s11002-009-9083-4); 1 is the same grouping.
    pub agreement: Vec<f64>,
    /// Id of each persona with its mean Jaccard index: the mean over the replicates of the greatest
    /// index of its rows in one grouping with those of a persona in the other (Hennig 2007, doi
    /// 10.1016/j.csda.2006.11.025). Below 0.5 a persona dissolves, from 0.75 it is valid.
    pub personas: Vec<(PersonaId, f64)>,
}

/// How replicates are fitted: less far than the whole, for only their groups matter.
const REPLICATES: RefitOptions = RefitOptions { passes: 30, tolerance: 1e-6 };

impl Binding {
    /// Measures the stability of the personas: for each replicate it halves the table anew by a
    /// hash of the ids, fits both halves, and compares how the two fits sort all rows.
    ///
    /// # Limits
    ///
    /// Both fits begin with the groups of the model, so this tells how far the same groups move
    /// with the rows that they are fitted to. Whether other groups could be found is told by the
    /// sample's study, whose replicates begin anew ([`crate::clustering::Stability`]).
    ///
    /// # Errors
    /// As [`Binding::fit`], and [`ErrorKind::Parameter`] for no replicate or more than 10,000.
    pub fn stability(
        &self,
        engine: &mut dyn Engine,
        replicates: usize,
        seed: u64,
    ) -> Result<TableStability> {
        if !(1..=MOST_REPLICATES).contains(&replicates) {
            let (expected, found) = (format!("1 to {MOST_REPLICATES}"), replicates.to_string());
            return Err(ErrorKind::Parameter { name: "replicates", expected, found }.into());
        }
        let tables = (0..replicates as u64)
            .map(|replicate| {
                let [one, other] = self.halves(seed.wrapping_add(replicate));
                let fits =
                    [one.fit(engine, REPLICATES)?.model, other.fit(engine, REPLICATES)?.model];
                self.cross_table(engine, &fits.map(|model| Self { model, ..self.clone() }))
            })
            .collect::<Result<Vec<Contingency>>>()?;
        #[allow(clippy::cast_precision_loss, reason = "a few replicates")]
        let jaccard = |group: usize| {
            tables.iter().map(|table| table.best_jaccard(group).unwrap_or(0.0)).sum::<f64>()
                / tables.len() as f64
        };
        let personas =
            self.personas().iter().enumerate().map(|(group, (id, _))| (id.clone(), jaccard(group)));
        Ok(TableStability {
            agreement: tables.iter().map(Contingency::adjusted_rand).collect(),
            personas: personas.collect(),
        })
    }

    /// The two halves of the table by a hash of the ids.
    pub(super) fn halves(&self, seed: u64) -> [Self; 2] {
        ["<", ">="].map(|side| {
            // By hash of the id: a row is in the same half in every statement and run.
            let filter = format!("{}{side}'80000000'", self.table.hash(seed));
            Self { filter: Some(filter), ..self.clone() }
        })
    }

    /// How many rows of which something is known two models sort into each pair of groups.
    fn cross_table(&self, engine: &mut dyn Engine, models: &[Self; 2]) -> Result<Contingency> {
        let groups = self.personas().len();
        let once = self.table.dialect.once();
        let numbers = names("", groups);
        let sums = |prefix: &str, of: &Self| of.scores_as(prefix).join(", ");
        let best = |prefix: &str| of_greatest(&names(prefix, groups), &numbers);
        let known: Vec<String> = self.known().map(|at| format!("f{at} IS NOT NULL")).collect();
        let statement = format!(
            "WITH f {once} (SELECT 0 AS z{} FROM {}),\n\
             s {once} (SELECT {}, {} FROM f WHERE {}),\n\
             g {once} (SELECT {} AS a, {} AS b FROM s)\n\
             SELECT a, b, COUNT(*) FROM g GROUP BY a, b ORDER BY a, b",
            self.feature_columns(),
            self.rows_of_table(),
            sums("s", &models[0]),
            sums("t", &models[1]),
            known.join(" OR "),
            best("s"),
            best("t"),
        );
        let mut counts = vec![vec![0.0; groups]; groups];
        for row in query(engine, &statement)? {
            let cells: Option<Vec<usize>> = row
                .iter()
                .map(|cell| cell.total().and_then(|total| usize::try_from(total).ok()))
                .collect();
            match cells.as_deref() {
                #[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
                Some([a, b, rows]) if *a < groups && *b < groups => counts[*a][*b] = *rows as f64,
                _ => {
                    return Err(answer_error(format!(
                        "a row {row:?} where two groups and a number were asked for"
                    )));
                }
            }
        }
        Ok(Contingency::of_counts(&counts))
    }
}

//! Personas fitted to a whole table: passes by the engine, steps by the library.

use serde::{Deserialize, Serialize};

use super::binding::Binding;
use super::engine::Engine;
use super::pass::PassTotals;
use crate::clustering::LatentClassModel;
use crate::error::{ErrorKind, Result};
use crate::lifecycle::Model;

/// Options of a fit to a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RefitOptions {
    /// Largest number of passes over the table, at least 1.
    pub passes: usize,
    /// Tolerance: a fit has converged when a pass raises the log-likelihood by less than this per
    /// row.
    pub tolerance: f64,
}

impl Default for RefitOptions {
    fn default() -> Self {
        Self { passes: 100, tolerance: 1e-8 }
    }
}

/// Result of fitting a model to a table.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TableFit {
    /// Model with the groups as fitted to the table; personas, claims and their evidence are those
    /// of the sample.
    pub model: Model,
    /// Figures of each pass, in order.
    pub passes: Vec<RefitPass>,
    /// True if the fit converged.
    pub converged: bool,
    /// Share of each group among the rows, in the order of the personas.
    pub shares: Vec<f64>,
    /// Bayesian information criterion (Schwarz 1978, doi 10.1214/aos/1176344136), `-2 ln L + p ln
    /// n` with `p` free parameters and `n` the weight of the rows; lower is better. It compares
    /// personas of different numbers of groups, drafted from one sample and fitted to one table.
    pub bic: f64,
}

/// Figures of one pass over a table.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RefitPass {
    /// Number of rows with any known value.
    pub rows: i128,
    /// Log-likelihood of the rows under the parameters at the start of the pass.
    pub log_likelihood: f64,
    /// Greatest change of a share or rate, or of a mean in standard deviations, by the step after
    /// the pass.
    pub change: f64,
}

impl Binding {
    /// Fits the personas to the whole table, starting from those of the sample: each pass is one
    /// statement (more if there are more than 400 sums), and each step follows from its sums. The
    /// groups keep their positions, so that ids of personas stay.
    ///
    /// Sums are of whole numbers, 2^20 of which make 1: the same table gives the same model to the
    /// last bit, however it is split.
    ///
    /// An engine that fails ends the fit; through a [`super::Journal`] it goes on from the last
    /// pass when it is called again.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] for options out of range, [`ErrorKind::Mismatch`] for personas that
    /// no latent class model made, [`ErrorKind::Empty`] for a table of which nothing is known, and
    /// [`ErrorKind::Engine`].
    pub fn fit(&self, engine: &mut dyn Engine, options: RefitOptions) -> Result<TableFit> {
        if options.passes == 0 || options.tolerance.is_nan() {
            let (expected, found) =
                ("at least 1 pass, and a number".to_owned(), format!("{options:?}"));
            return Err(ErrorKind::Parameter { name: "refit", expected, found }.into());
        }
        let Some(fitted) = self.classifier().fitted() else {
            let expected = "personas made by latent classes without a response style".to_owned();
            let found = "others, which have no model to go on from".to_owned();
            return Err(ErrorKind::Mismatch { expected, found }.into());
        };
        let mut search =
            TableSearch { binding: self, prior: fitted.prior, passes: Vec::new(), weight: 0.0 };
        let (model, converged) = search.climb(engine, &fitted.model, options)?;
        let (shares, statistics) = (model.shares(), model.fit());
        #[allow(clippy::cast_precision_loss, reason = "few parameters")]
        let bic = -2.0 * statistics.log_likelihood
            + statistics.parameters as f64 * libm::log(search.weight);
        let model =
            self.model.clone().with_classifier(self.kind, self.classifier().with_model(model));
        Ok(TableFit { model, passes: search.passes, converged, shares, bic })
    }
}

struct TableSearch<'a> {
    binding: &'a Binding,
    prior: f64,
    passes: Vec<RefitPass>,
    /// Weight of the rows.
    weight: f64,
}

/// Times that columns are pooled and the fit goes on.
const ROUNDS: usize = 4;

impl TableSearch<'_> {
    /// Steps until the fit settles and the same columns are pooled; whether it did within the
    /// passes.
    fn climb(
        &mut self,
        engine: &mut dyn Engine,
        from: &LatentClassModel,
        options: RefitOptions,
    ) -> Result<(LatentClassModel, bool)> {
        let (mut model, mut last, mut rounds) = (from.clone(), f64::NEG_INFINITY, 0);
        while self.passes.len() < options.passes {
            let PassTotals { totals, rows } = self.binding.pass(engine, &model.lookup())?;
            if rows == 0 {
                let why = "no row has a value that the model reads".to_owned();
                return Err(ErrorKind::Empty { what: "table", why }.into());
            }
            if self.passes.is_empty() {
                model = model.among(&totals);
            }
            let objective = model.objective(&totals, self.prior);
            self.weight = totals.shares.iter().sum();
            // Per unit of weight, so that the bound holds for tables of any size.
            let quiet = objective - last < options.tolerance * self.weight;
            last = objective;
            // Pooling may alternate between two choices, so it is tried a few times only.
            let pooled = if quiet && rounds < ROUNDS {
                model.pooled_anew(&totals, self.prior)
            } else {
                None
            };
            let done = quiet && pooled.is_none();
            if let Some(pooled) = pooled {
                // Other columns have parameters of their own now, and their own prior.
                (model, last, rounds) = (pooled, f64::NEG_INFINITY, rounds + 1);
            }
            let next = model.after(&totals, self.prior);
            let change = model.change(&next);
            self.passes.push(RefitPass { rows, log_likelihood: totals.log_likelihood, change });
            model = next;
            if done {
                return Ok((model, true));
            }
        }
        Ok((model, false))
    }
}

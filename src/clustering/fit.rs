//! Statistics of a fit.

use serde::{Deserialize, Serialize};

/// Fit of a model, for methods that have a likelihood.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FitStatistics {
    /// Log-likelihood at the maximum, without the prior.
    pub log_likelihood: f64,
    /// Number of free parameters.
    pub parameters: usize,
    /// Sum over the free parameters of the logarithm of the weight of the rows that each is
    /// estimated from.
    pub cost: f64,
    /// True if the search converged before its last iteration.
    pub converged: bool,
    /// Number of passes over the rows.
    pub passes: usize,
    /// Number of starts that were run to the end.
    pub starts: usize,
    /// Number of completed starts that reached the best solution.
    pub reached: usize,
}

impl FitStatistics {
    /// Makes the statistics of one start that converged in one pass; the fields of another search
    /// can be set afterwards.
    ///
    /// ```
    /// use persona_synthesis::clustering::FitStatistics;
    ///
    /// let mut fit = FitStatistics::new(-412.5, 7, 29.3);
    /// fit.passes = 31;
    /// assert!(fit.converged);
    /// ```
    #[must_use]
    pub fn new(log_likelihood: f64, parameters: usize, cost: f64) -> Self {
        let (converged, passes, starts, reached) = (true, 1, 1, 1);
        Self { log_likelihood, parameters, cost, converged, passes, starts, reached }
    }
}

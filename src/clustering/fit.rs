//! Statistics of a fit.

use serde::{Deserialize, Serialize};

/// Fit of a model, for methods that have a likelihood.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
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

//! Statistics of a fit.

use serde::{Deserialize, Serialize};

/// How well a model fits, for methods that have a likelihood.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FitStatistics {
    /// Log-likelihood at the maximum, without the prior.
    pub log_likelihood: f64,
    /// Free parameters.
    pub parameters: usize,
    /// Sum over the free parameters of the logarithm of the weight of the rows that each is
    /// estimated from.
    pub cost: f64,
    /// True where the search had converged when it stopped.
    pub converged: bool,
    /// Passes over the rows.
    pub passes: usize,
    /// Starts that were carried to the end, and how many of them reached the best optimum.
    pub starts: usize,
    /// See `starts`.
    pub reached: usize,
}

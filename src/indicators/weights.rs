//! How respondents count: their weights, and the accounts that they belong to.

use super::IndicatorMatrix;
use super::units::units_of;
use crate::error::{ErrorKind, Result};

impl IndicatorMatrix {
    /// Sets the weight of each respondent.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`] unless there is a weight of at least 0 for each respondent.
    pub fn with_weights(mut self, weights: Vec<f64>) -> Result<Self> {
        let valid = weights.len() == self.respondents()
            && weights.iter().all(|w| w.is_finite() && *w >= 0.0);
        if !valid {
            let expected = format!("{} weights of at least 0", self.respondents());
            let found = format!("{} weights", weights.len());
            return Err(ErrorKind::Mismatch { expected, found }.into());
        }
        self.weights = weights;
        Ok(self)
    }

    /// Sets the account of each respondent: a team, a company, a household. People of one account
    /// answer alike, so that tests, intervals and replicates go by account.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`] unless there is an entry for each respondent.
    pub fn with_accounts(mut self, accounts: &[Option<u32>]) -> Result<Self> {
        if accounts.len() != self.respondents() {
            let expected = format!("an account or none for each of {}", self.respondents());
            let found = format!("{} entries", accounts.len());
            return Err(ErrorKind::Mismatch { expected, found }.into());
        }
        self.units = units_of(accounts);
        Ok(self)
    }

    /// Weight of each respondent.
    #[must_use]
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// For each respondent the account, or a number of their own; empty where no two share one.
    pub(crate) fn units(&self) -> &[u32] {
        &self.units
    }

    /// True where every respondent has weight 1.
    #[allow(clippy::float_cmp, reason = "a weight that nobody gave is exactly 1")]
    pub(crate) fn counts_alike(&self) -> bool {
        self.weights.iter().all(|weight| *weight == 1.0)
    }
}

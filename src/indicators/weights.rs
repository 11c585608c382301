//! How respondents count: their weights, and the accounts that they belong to.

use indexmap::IndexSet;

use super::IndicatorMatrix;
use crate::error::{ErrorKind, Result};
use crate::locator::position32;

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

/// For each respondent the number of the account, or a number of their own; empty where no two
/// share an account.
pub(super) fn units_of(accounts: &[Option<u32>]) -> Vec<u32> {
    let named: IndexSet<u32> = accounts.iter().flatten().copied().collect();
    if named.len() == accounts.iter().flatten().count() {
        return Vec::new();
    }
    let mut alone = named.len()..;
    let unit = |account: &Option<u32>| {
        let shared = account.as_ref().and_then(|account| named.get_index_of(account));
        position32(shared.or_else(|| alone.next()).unwrap_or_default())
    };
    accounts.iter().map(unit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_without_an_account_are_units_of_their_own() {
        assert_eq!(units_of(&[Some(7), None, Some(3), Some(7), None]), [0, 2, 1, 0, 3]);
        assert!(units_of(&[Some(7), None, Some(3)]).is_empty());
        assert!(units_of(&[]).is_empty());
    }
}

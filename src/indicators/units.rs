//! Units of respondents: accounts, and people alone.

use indexmap::IndexSet;

use crate::locator::position32;

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

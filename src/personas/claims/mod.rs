//! Claims: the sentences about a group, tested and chosen.

pub(crate) mod choose;
pub(crate) mod claim;
pub(crate) mod comparison;
pub(crate) mod confirm;
pub(crate) mod middles;
pub(crate) mod replication;
pub(crate) mod tested;

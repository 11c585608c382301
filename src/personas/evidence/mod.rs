//! Evidence: links from a claim to the places in the sources that support or contradict it.

pub(crate) mod anchor;
pub(crate) mod gather;
pub(crate) mod index;
pub(crate) mod types;

//! The source through which rows lead to their people.

use super::keys::Keys;
use super::stated::Stated;
use crate::error::Result;
use crate::ids::SourceId;

/// The source whose rows name the people of another source's rows, as orders name the customers of
/// reviews.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Through {
    /// The source whose rows name people.
    pub source: Stated<SourceId>,
    /// Its column that holds the keys of the other source.
    pub column: Stated<String>,
}

impl Through {
    /// Names a source and its column of keys.
    #[must_use]
    pub fn new(source: impl Into<SourceId>, column: &str) -> Self {
        Self { source: Stated::new(source.into()), column: column.into() }
    }

    pub(super) fn read(mut keys: Keys<'_>) -> Result<Self> {
        let through = Self {
            source: keys.required("source")?.map(SourceId::from),
            column: keys.required("column")?,
        };
        keys.finish()?;
        Ok(through)
    }
}

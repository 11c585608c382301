//! What a manifest states of a column.

use super::kind::Scale;

/// What a manifest states of a column; everything else is inferred.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnSettings {
    /// The scale.
    pub scale: Option<Scale>,
    /// The levels from low to high, or the options.
    pub levels: Vec<String>,
    /// What stands between the options of one cell.
    pub separator: Option<String>,
}

//! Settings of a manifest for one column.

use super::kind::Scale;

/// Settings of a manifest for one column; everything else is inferred.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnSettings {
    /// The scale; `None` to infer it.
    pub scale: Option<Scale>,
    /// The levels from low to high, or the options.
    pub levels: Vec<String>,
    /// Separator of the options in one cell; only its first character counts.
    pub separator: Option<String>,
    /// Values that stand for no answer, such as 999.
    pub missing: Vec<String>,
}

//! Tables of suggested codings, of which a person keeps some.

use super::super::column::Column;
use super::super::table::Table;
use super::flags::is_applied;

/// Columns of such a table: a mark in the rows that are kept, and the code as it was suggested.
pub(crate) const KEEP: &str = "keep";
pub(crate) const SUGGESTED: &str = "suggested";
/// Its column of the words of a passage, in which personal data is masked.
pub(crate) const WORDS: &str = "words";

/// The columns by which a person keeps suggestions.
pub(in crate::sources) struct KeptSuggestions<'a> {
    keep: &'a Column,
    suggested: &'a Column,
}

impl<'a> KeptSuggestions<'a> {
    /// The columns, if a table has both.
    pub(in crate::sources) fn find(table: &'a Table) -> Option<Self> {
        let column = |name: &str| table.column_of(&[name]);
        Some(Self { keep: column(KEEP)?, suggested: column(SUGGESTED)? })
    }

    /// The column of the words of passages, if a table is one of suggestions.
    pub(in crate::sources) fn words(table: &'a Table) -> Option<&'a Column> {
        Self::find(table).and_then(|_| table.column_of(&[WORDS]))
    }

    /// True if a person marked the row as one to keep.
    pub(in crate::sources) fn has(&self, row: usize) -> bool {
        is_applied(&self.keep.text(row))
    }

    /// True if the code of a row is the one that was suggested: nobody has edited it.
    pub(in crate::sources) fn is_unedited(&self, row: usize, code: &str) -> bool {
        self.suggested.text(row).trim() == code.trim()
    }
}

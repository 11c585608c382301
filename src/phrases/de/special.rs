//! Answers that decline: `Weiß nicht`, `Keine Angabe`, `Nichts davon`.

use super::words::{DONT_KNOW, NONE_OF_THESE, OTHER, REFUSED};
use crate::phrases::list::List;
use crate::phrases::special::Special;

/// The kind of an answer that declines.
pub(super) fn special(text: &str) -> Option<Special> {
    let low = text.trim().trim_end_matches(['.', ':']).to_lowercase();
    let whole = text.trim().to_lowercase();
    let holds = |list: List| list.contains(low.as_str()) || list.contains(whole.as_str());
    Special::find([DONT_KNOW, REFUSED, NONE_OF_THESE, OTHER], holds)
        .or_else(|| low.starts_with("sonstige").then_some(Special::Other))
}

//! Answers that decline: `Weiß nicht`, `Keine Angabe`, `Nichts davon`.

use super::words::{DONT_KNOW, NONE_OF_THESE, OTHER, REFUSED};
use crate::phrases::list::List;

/// Answers that are no answer of the usual kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Special {
    DontKnow,
    Refused,
    NoneOfThese,
    Other,
}

pub(super) fn special(text: &str) -> Option<Special> {
    let low = text.trim().trim_end_matches(['.', ':']).to_lowercase();
    let is = |list: List| {
        list.contains(low.as_str()) || list.contains(text.trim().to_lowercase().as_str())
    };
    if is(DONT_KNOW) {
        Some(Special::DontKnow)
    } else if is(REFUSED) {
        Some(Special::Refused)
    } else if is(NONE_OF_THESE) {
        Some(Special::NoneOfThese)
    } else if is(OTHER) || low.starts_with("sonstige") {
        Some(Special::Other)
    } else {
        None
    }
}

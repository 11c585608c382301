//! Columns of a code each, whose cells say whether it was applied.

use super::super::scale::{is_chosen, parse_number};
use super::facts::Facts;

/// Cells that say that a code was not applied.
const NOT: [&str; 7] = ["0", "no", "false", "n", "-", "nein", "falsch"];
const YES: [&str; 6] = ["ja", "wahr", "sí", "oui", "sim", "✓"];

/// True if a cell says that the code of its column was applied: a mark, or how often it was.
pub(in crate::sources) fn is_applied(cell: &str) -> bool {
    let text = cell.trim();
    is_chosen(text)
        || YES.contains(&text.to_lowercase().as_str())
        || parse_number(text).is_some_and(|times| times > 0.0)
}

/// True if a column holds marks alone, and one at least.
pub(super) fn is_flag(facts: &Facts<'_>) -> bool {
    let mark = |text: &String| {
        let text = text.to_lowercase();
        is_chosen(&text) || YES.contains(&text.as_str()) || NOT.contains(&text.as_str())
    };
    facts.filled > 0 && facts.different() <= 2 && facts.values.keys().all(mark)
}

/// The codes of columns, by their headers: without what all headers begin and end with.
pub(in crate::sources) fn flag_names(headers: &[&str]) -> Vec<String> {
    let cut = affixes(headers);
    let own = headers.iter().map(|header| {
        let name = header.get(cut.0..header.len() - cut.1).unwrap_or_default().trim();
        // Of a header that is nothing but what all have, all is kept.
        if name.is_empty() { *header } else { name }.to_owned()
    });
    own.collect()
}

/// Bytes of whole words that all headers begin and end with: `Code: … Applied`.
pub(super) fn affixes(headers: &[&str]) -> (usize, usize) {
    let (Some(first), true) = (headers.first(), headers.len() > 1) else { return (0, 0) };
    let shared_start = (0..=first.len()).rev().find(|end| {
        first.get(..*end).is_some_and(|start| headers.iter().all(|text| text.starts_with(start)))
    });
    let shared_end = (0..=first.len()).find(|start| {
        first.get(*start..).is_some_and(|end| headers.iter().all(|text| text.ends_with(end)))
    });
    let start = first[..shared_start.unwrap_or(0)].rfind(": ").map_or(0, |at| at + 2);
    let tail = &first[shared_end.unwrap_or(first.len())..];
    let end = tail.find(' ').map_or(0, |at| tail.len() - at);
    (start, end)
}

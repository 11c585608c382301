//! Text that stays text in HTML and XML.

use std::borrow::Cow;

use crate::visible::is_acting;

/// The entity of a character of markup.
pub(super) fn entity(c: char) -> Option<&'static str> {
    Some(match c {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return None,
    })
}

/// A text without the characters that XML cannot hold: controls, and two that are no characters.
pub(super) fn held_by_xml(text: &str) -> Cow<'_, str> {
    let not = |c: char| matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    if text.contains(not) { Cow::Owned(text.replace(not, "")) } else { Cow::Borrowed(text) }
}

/// A text as HTML shows it, between tags and in attributes. Signs that would turn or hide the text
/// beside them are shown as unknown ones.
pub(crate) fn as_html(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in held_by_xml(text).chars() {
        match entity(c) {
            Some(entity) => safe.push_str(entity),
            None if is_acting(c) => safe.push('\u{fffd}'),
            None => safe.push(c),
        }
    }
    safe
}

//! Text that a terminal shows and does not act on.
//!
//! Names, answers and file names come from others. An escape sequence in them could move the
//! cursor, write over a message or set the clipboard. A character that turns the direction of
//! writing could make a line read as another. Such characters are shown as escapes.

use std::borrow::Cow;
use std::fmt::{self, Write};

/// True if a character turns the direction of the text around it, which hides what is written.
pub(crate) fn is_turning(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// True if a terminal acts on a character instead of showing it. Line feed and tab are layout.
pub(crate) fn is_acting(c: char) -> bool {
    is_turning(c) || (c.is_control() && !matches!(c, '\n' | '\t'))
}

/// Escapes everything in a text that a terminal would interpret: control characters other than line
/// feed and tab, and characters that change the direction of writing.
///
/// ```
/// use persona_synthesis::render::visible;
///
/// assert_eq!(visible("red: \u{1b}[31m\r\n"), "red: \\u{1b}[31m\\u{d}\n");
/// assert_eq!(visible("naïve, 日本語"), "naïve, 日本語");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_acting) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_acting(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Escapes everything in the strings of a JSON text that a terminal would interpret, as escapes of
/// JSON. It reads back unchanged.
///
/// ```
/// use persona_synthesis::render::visible_json;
///
/// assert_eq!(visible_json("\"a\u{9b}31m\u{202e}b\""), r#""a\u009b31m\u202eb""#);
/// ```
#[must_use]
pub fn visible_json(json: &str) -> Cow<'_, str> {
    // JSON allows such characters inside strings only, except for the carriage return between its
    // tokens.
    let is_escaped = |c: char| is_acting(c) && c != '\r';
    if !json.contains(is_escaped) {
        return Cow::Borrowed(json);
    }
    let mut shown = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_escaped(c) {
            shown.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Passes on what is written to it, made [`visible`] and kept on its line: a line break in a file
/// name or cell would let it write a message of its own.
pub(crate) struct Visible<'a, W>(pub(crate) &'a mut W);

impl<W: Write> Write for Visible<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        // Line feeds are layout elsewhere, but a message is one line.
        self.0.write_str(&visible(text).replace('\n', "\\u{a}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_shown() {
        let acting = "\0\u{7}\u{8}\r\u{1b}\u{7f}\u{85}\u{9b}\u{9d}\u{202a}\u{202e}\u{2066}\u{2069}";
        for c in acting.chars() {
            assert_eq!(visible(&format!("a{c}b")), format!("a\\u{{{:x}}}b", u32::from(c)));
        }
        let layout = "a\tb\nc";
        assert!(matches!(visible(layout), Cow::Borrowed(text) if text == layout));
        assert_eq!(visible("\u{200f}עברית"), "\u{200f}עברית", "marks that languages need stay");
    }

    #[test]
    fn a_message_stays_on_its_line() {
        let mut message = String::new();
        let name = "a\nerror: \r\tb";
        write!(Visible(&mut message), "{name}: cannot read").unwrap();
        assert_eq!(message, "a\\u{a}error: \\u{d}\tb: cannot read");
    }

    #[test]
    fn json_reads_back_as_it_was() {
        let value = serde_json::json!({ "name\u{7f}": "a\u{1b}\u{9b}\u{202e}b\n\u{2069}" });
        let json = serde_json::to_string_pretty(&value).unwrap();
        let shown = visible_json(&json);
        assert!(!shown.contains(is_acting) && shown != json);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).unwrap(), value);
    }
}

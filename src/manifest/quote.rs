//! Strings of TOML.

use std::fmt::Write as _;

use crate::visible::is_turning;

/// A string of TOML.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            // Characters that turn the direction of text could hide what a line says.
            c if c.is_control() || is_turning(c) => write!(quoted, "\\u{:04X}", u32::from(c))
                .expect("writing to a string does not fail"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

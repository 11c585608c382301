//! JSON as it is written to files.

use serde::Serialize;

use crate::visible::visible_json;

/// A value as indented JSON that a terminal can show.
pub(super) fn pretty(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("results hold only what JSON can hold");
    // Quotes may hold characters that a terminal acts on.
    visible_json(&(text + "\n")).into_owned()
}

//! Patterns that are written in the code.

use regex::Regex;

pub(super) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is well formed")
}

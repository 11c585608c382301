//! Pieces of text, without any language.

use std::cmp::Reverse;

/// The words, separated by blanks.
pub(super) fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// A word in lower case, without punctuation at its ends: what lists of words hold.
pub(super) fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'")
}

/// The first letter in lower case.
pub(super) fn lower_first(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_lowercase().chain(rest).collect())
}

/// Whether a word is written like a name: a capital or a digit after its first letter.
pub(super) fn is_coined(word: &str) -> bool {
    word.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit())
        || (word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "A")
}

pub(super) fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Without the first of these beginnings that fits, letter case aside.
pub(super) fn after<'t>(text: &'t str, starts: &[&str]) -> Option<&'t str> {
    starts.iter().find_map(|start| {
        let head = text.get(..start.len())?;
        head.eq_ignore_ascii_case(start).then(|| text[start.len()..].trim_start())
    })
}

/// What stands before and after the first of these words, each with its blanks; of two in one
/// place, the longer.
pub(super) fn around<'t>(text: &'t str, marks: &[&str]) -> Option<(&'t str, &'t str)> {
    marks
        .iter()
        .filter_map(|mark| text.find(mark).map(|at| (at, mark.len())))
        .min_by_key(|(at, length)| (*at, Reverse(*length)))
        .map(|(at, length)| (text[..at].trim(), text[at + length..].trim()))
}

/// Whether any of these stands in the text, letter case aside.
pub(super) fn has_any(text: &str, marks: &[&str]) -> bool {
    let text = text.to_lowercase();
    marks.iter().any(|mark| text.contains(mark))
}

/// Items as a list: `a, b or c`.
pub(super) fn listed<S: AsRef<str>>(items: &[S], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., end] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {last} {}", first.join(", "), end.as_ref())
        }
    }
}

/// The parts that are not empty, with a blank between.
pub(super) fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|p| !p.is_empty()).collect();
    parts.join(" ").replace(" ,", ",")
}

/// Without quotation marks around it.
pub(super) fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '“', '”', '„', '«', '»', '‘', '’', '\''])
}

/// Whether quotation marks stand around it: a code in a respondent's own words.
pub(super) fn is_quoted(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() > 2
        && text.starts_with(['"', '“', '„', '«', '‘'])
        && text.ends_with(['"', '”', '“', '»', '’'])
}

/// The last part of a code's path as words: without a number in front, and without underscores.
pub(super) fn leaf(path: &str) -> String {
    let last = numberless(path);
    if last.contains(' ') || !last.contains('_') {
        return last.to_owned();
    }
    last.replace('_', " ").trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ').to_owned()
}

/// `behaviours.paper list` as `paper list`; what ends as `booking.com` does is one name.
fn within(part: &str) -> &str {
    const LEAST: usize = 4;
    let long = |text: &str| {
        text.chars().take_while(|c| c.is_lowercase()).count() >= LEAST
            && text.chars().all(|c| c.is_lowercase() || matches!(c, ' ' | '-' | '_'))
    };
    match part.split_once('.') {
        Some((above, leaf)) if long(above) && long(leaf) && !above.contains(' ') => leaf,
        _ => part,
    }
}

fn numberless(path: &str) -> &str {
    let mut parts = path.rsplit(['/', '>', '»', '\\']).map(str::trim).filter(|p| !p.is_empty());
    let last = within(parts.next().unwrap_or(""));
    let number = last.split_whitespace().next().unwrap_or("");
    let numbered = number.chars().any(|c| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ')' | '-'));
    let rest = last[number.len()..].trim_start();
    if numbered && number.contains(['.', ')']) && !rest.is_empty() { rest } else { last }
}

/// Whether a header tells nothing: `q0007_0003`, `v_217`.
pub(super) fn is_wordless(header: &str) -> bool {
    let digits = header.chars().any(|c| c.is_ascii_digit());
    let blank = header.chars().any(char::is_whitespace);
    !header.chars().any(char::is_alphabetic) || (digits && !blank)
}

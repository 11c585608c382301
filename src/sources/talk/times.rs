//! Times beside the labels of speakers.

use crate::locator::Timecode;

/// True if a line begins with a time.
pub(super) fn begins_with_time(line: &str) -> bool {
    past_time(line.trim_start_matches(|c: char| c.is_whitespace() || is_mark(c))).0.is_some()
}

/// Marks of lists, quotations, headings and emphasis before a label.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '>' | '-' | '–' | '—' | '*' | '_' | '#' | '|' | '•' | '\u{feff}' | '\u{200e}')
}

pub(super) fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | '*' | '_' | '|' | ',' | '·' | '•')
}

/// True for a star that is a mark of bold and stands within no word, as in `Interviewer*in`.
pub(super) fn has_mark_of_bold(name: &str) -> bool {
    let mut parts = name.split('*').peekable();
    std::iter::from_fn(|| Some((parts.next()?, *parts.peek()?))).any(|(before, after)| {
        !before.ends_with(char::is_alphabetic) || !after.starts_with(char::is_alphabetic)
    })
}

/// Cuts a time at the beginning, such as `[00:14:03]`, `0:12 -`, `#00:01:02-3#`,
/// `00:02.000 --> 00:08.000` or, with its date, `[12.03.24, 10:02:11]`.
pub(super) fn past_time(text: &str) -> (Option<Timecode>, &str) {
    let inner = text.trim_start_matches(['[', '(', '{', '<']);
    let Some((time, rest)) = time_at(past_date(inner)) else {
        return (None, text);
    };
    let rest = rest.trim_start();
    // The end of the cue says nothing that its beginning does not.
    let second = rest.trim_start_matches(['-', '–', '>', ' ']);
    let rest = match time_at(second) {
        Some((_, after)) if second.len() < rest.len() => after,
        _ => rest,
    };
    let half = ["AM", "PM", "am", "pm"].iter().find_map(|half| rest.strip_prefix(half));
    let rest = half.filter(|rest| !rest.starts_with(char::is_alphanumeric)).unwrap_or(rest);
    let ends = |c: char| is_gap(c) || matches!(c, ']' | ')' | '}' | '>' | '#');
    (Some(time), rest.trim_start_matches(ends))
}

/// Cuts a date at the beginning: three numbers with one sign between them.
fn past_date(text: &str) -> &str {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | '/' | '-');
    let end = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
    let date = text[..end].trim_end_matches('.');
    let is_date = ['.', '/', '-'].iter().any(|sign| {
        let parts: Vec<&str> = date.split(*sign).collect();
        parts.len() == 3 && parts.iter().all(|part| (1..=4).contains(&part.len()))
    });
    if is_date { text[end..].trim_start_matches([',', ' ', '\u{202f}']) } else { text }
}

/// The time that a text begins with, and what follows.
fn time_at(text: &str) -> Option<(Timecode, &str)> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ',')))
        .unwrap_or(text.len());
    let time = text[..end].trim_end_matches([':', '.', ',']);
    if !time.contains(':') {
        return None;
    }
    let rest = &text[end..];
    // Tenths of a second, as f4 writes them.
    let tenths =
        rest.strip_prefix('-').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let rest = tenths.filter(|rest| rest.starts_with('#')).unwrap_or(rest);
    Some((time.parse().ok()?, rest))
}

/// Cuts a time at the end, as in `Jane Doe (00:14:03)`, `Jane Doe | 0:10` or `Jane 10:02 AM`; of
/// two times the first is when it begins.
pub(super) fn without_trailing_time(label: &str) -> (&str, Option<Timecode>) {
    let (head, Some(time)) = without_last_time(label) else { return (label, None) };
    match without_last_time(head) {
        (name, Some(first)) => (name, Some(first)),
        (_, None) => (head, Some(time)),
    }
}

fn without_last_time(label: &str) -> (&str, Option<Timecode>) {
    let closed = label.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ')' | ']' | '}' | '>' | '#' | '*' | '_' | '|')
    });
    let halved = ["AM", "PM", "am", "pm"].iter().find_map(|half| closed.strip_suffix(half));
    let closed = halved.map_or(closed, str::trim_end);
    let begin = closed
        .rfind(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ',')))
        .map_or(0, |at| at + closed[at..].chars().next().map_or(0, char::len_utf8));
    let Ok(time) = closed[begin..].parse::<Timecode>() else { return (label, None) };
    let opens = |c: char| is_gap(c) || matches!(c, '(' | '[' | '{' | '<' | '#' | '@' | '>');
    (closed[..begin].trim_end_matches(opens), Some(time))
}

/// Cuts a time before the words, if it is in brackets or all that follows.
pub(super) fn bracketed_time(after: &str) -> (Option<Timecode>, &str) {
    let (time, rest) = past_time(after);
    let apart = after.starts_with(['[', '(', '{', '#']) || rest.is_empty();
    if apart { (time, rest) } else { (None, after) }
}

//! Who speaks where in a transcript: speaker labels at the start of lines.
//!
//! A label is up to four words before a colon (`I:`, `**Interviewer:**`, `[00:03] Dana Poe:`) that recurs in the document or is a stated
//! interviewer. In a document that labels the interviewer alone, an interviewer's turn ends with its line.

use std::collections::BTreeMap;
use std::ops::Range;

/// Labels that mean the interviewer where the manifest names none.
pub(crate) const INTERVIEWERS: [&str; 8] =
    ["I", "Int", "Interviewer", "Moderator", "Researcher", "Facilitator", "Mod", "Q"];

/// Words before a colon that introduce something other than a speaker.
const NO_SPEAKERS: [&str; 12] =
    ["note", "notes", "date", "time", "place", "length", "duration", "topic", "task", "file", "http", "https"];

/// A stretch of lines by one speaker, in bytes of the text and without the label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) speaker: Option<String>,
    pub(super) interviewer: bool,
    pub(super) bytes: Range<usize>,
}

/// What the labels of a document say: the stretches in order, and whether a respondent is labelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Speakers {
    pub(super) stretches: Vec<Stretch>,
    pub(super) labelled: bool,
    pub(super) respondent_labelled: bool,
}

/// Splits a text by its speaker labels.
pub(super) fn speakers(text: &str, interviewers: &[String]) -> Speakers {
    let is_interviewer = |label: &str| interviewers.iter().any(|name| name.eq_ignore_ascii_case(label));
    let mut lines = Vec::new();
    let mut occurrences: BTreeMap<String, usize> = BTreeMap::new();
    for (start, line) in lines_of(text) {
        let label = label_of(line);
        if let Some((name, _)) = &label {
            *occurrences.entry(name.to_lowercase()).or_default() += 1;
        }
        lines.push((start, line, label));
    }
    let speaks = |label: &str| is_interviewer(label) || occurrences.get(&label.to_lowercase()).is_some_and(|n| *n >= 2);
    let labels =
        || lines.iter().filter_map(|(_, _, label)| label.as_ref()).map(|(name, _)| *name).filter(|name| speaks(name));
    let labelled = labels().next().is_some();
    let respondent_labelled = labels().any(|name| !is_interviewer(name));

    let mut stretches: Vec<Stretch> = Vec::new();
    for (start, line, label) in &lines {
        let end = start + line.len();
        match label {
            Some((name, offset)) if speaks(name) => stretches.push(Stretch {
                speaker: Some((*name).to_owned()),
                interviewer: is_interviewer(name),
                bytes: start + offset..end,
            }),
            _ => match stretches.last_mut() {
                Some(last) if !last.interviewer || respondent_labelled => last.bytes.end = end,
                _ if line.trim().is_empty() => {}
                _ => stretches.push(Stretch { speaker: None, interviewer: false, bytes: *start..end }),
            },
        }
    }
    Speakers { stretches, labelled, respondent_labelled }
}

/// The lines of a text with the byte at which each begins, line ends cut off.
fn lines_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive(['\n', '\r']).map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim_end_matches(['\n', '\r']))
    })
}

/// The label a line begins with, and the byte at which the speech after it begins.
fn label_of(line: &str) -> Option<(&str, usize)> {
    const LONGEST: usize = 48;
    let body = line.trim_start_matches([' ', '\t', '>', '-', '*', '_']);
    let body = without_time(body);
    let head_end = body.char_indices().nth(LONGEST).map_or(body.len(), |(byte, _)| byte);
    let colon = body[..head_end].char_indices().find(|(byte, c)| *c == ':' && !between_digits(body, *byte))?.0;
    let after = body[colon + 1..].trim_start_matches(['*', '_']);
    if !after.is_empty() && !after.starts_with(char::is_whitespace) {
        return None;
    }
    let label = without_trailing_time(body[..colon].trim_end_matches(['*', '_', ' '])).trim_matches(['*', '_', ' ']);
    let words = label.split_whitespace().count();
    let named = label.starts_with(char::is_alphanumeric) && label.chars().any(char::is_alphabetic);
    let sentence = label.contains(['.', '?', '!', ',', ';', '"', '“', '”', '…', '/']);
    if !named || sentence || words > 4 || NO_SPEAKERS.contains(&label.to_lowercase().as_str()) {
        return None;
    }
    let speech = after.trim_start();
    Some((label, line.len() - speech.len()))
}

fn between_digits(text: &str, byte: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    digit(text[..byte].chars().next_back()) && digit(text[byte + 1..].chars().next())
}

/// Cuts a leading time such as `[00:14:03]` or `0:12 -`.
fn without_time(text: &str) -> &str {
    let inner = text.trim_start_matches(['[', '(']);
    let end = inner.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ','))).unwrap_or(inner.len());
    if !inner[..end].contains(':') {
        return text;
    }
    inner[end..].trim_start_matches([']', ')', ' ', '\t', '-', '–', '*', '_'])
}

/// Cuts a time in brackets at the end, as in `Dana Poe (00:14:03)`.
fn without_trailing_time(label: &str) -> &str {
    match label.rfind(['(', '[']) {
        Some(open)
            if label[open + 1..].trim_end_matches([')', ']']).chars().all(|c| c.is_ascii_digit() || c == ':') =>
        {
            label[..open].trim_end()
        }
        _ => label,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split<'a>(text: &'a str, interviewers: &[&str]) -> Vec<(Option<String>, bool, &'a str)> {
        let names: Vec<String> = interviewers.iter().map(|name| (*name).to_owned()).collect();
        let cut = |stretch: Stretch| (stretch.speaker, stretch.interviewer, text[stretch.bytes].trim());
        speakers(text, &names).stretches.into_iter().map(cut).collect()
    }

    #[test]
    fn labels_in_the_forms_people_use() {
        for (line, label, speech) in [
            ("I: How so?", "I", "How so?"),
            ("**Interviewer:** How so?", "Interviewer", "How so?"),
            ("**P05**: Well", "P05", "Well"),
            ("[00:14:03] Dana Poe: Well", "Dana Poe", "Well"),
            ("Dana Poe (00:14:03): Well", "Dana Poe", "Well"),
            ("00:12 - P1: at 9:30 or so", "P1", "at 9:30 or so"),
        ] {
            let (name, offset) = label_of(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((name, &line[offset..]), (label, speech));
        }
        for line in
            ["So, honestly: no", "https://example.org", "it was 9:30", "Note: laughs", "I said, well: no", ": x"]
        {
            assert_eq!(label_of(line), None, "{line}");
        }
    }

    #[test]
    fn continuation_lines_belong_to_the_speaker() {
        let text = "Date: today\nI: Hello?\nP1: Well.\nSecond line.\nI: And?\nYes, and?\nP1: No.\n";
        let p1 = Some("P1".to_owned());
        let i = Some("I".to_owned());
        assert_eq!(
            split(text, &["I"]),
            [
                (None, false, "Date: today"),
                (i.clone(), true, "Hello?"),
                (p1.clone(), false, "Well.\nSecond line."),
                (i, true, "And?\nYes, and?"),
                (p1, false, "No."),
            ]
        );
    }

    #[test]
    fn where_only_the_interviewer_is_labelled_a_turn_is_a_line() {
        let text = "I log in now.\nMODERATOR: Please go on.\nOkay, I go on.\n\nMore.\n";
        assert_eq!(
            split(text, &["Moderator"]),
            [
                (None, false, "I log in now."),
                (Some("MODERATOR".into()), true, "Please go on."),
                (None, false, "Okay, I go on.\n\nMore."),
            ]
        );
    }
}

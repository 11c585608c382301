//! Speaker labels at the start of lines of a transcript.
//!
//! A label is up to four words before a colon (`I:`, `**Interviewer:**`, `[00:03] Dana Poe:`), an
//! id in brackets (`[P3]`) or a name and a time alone on a line (`Dana Poe  0:12`) that recurs in
//! the document or is a stated interviewer. In a document that labels the interviewer alone, an
//! interviewer's turn ends with its line.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::locator::Timecode;

/// Labels that mean the interviewer where the manifest names none.
pub(crate) const INTERVIEWERS: [&str; 8] =
    ["I", "Int", "Interviewer", "Moderator", "Researcher", "Facilitator", "Mod", "Q"];

/// Words before a colon that introduce something other than a speaker.
const NO_SPEAKERS: [&str; 12] = [
    "note", "notes", "date", "time", "place", "length", "duration", "topic", "task", "file",
    "http", "https",
];

/// A stretch of lines by one speaker, in bytes of the text and without the label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SpokenStretch {
    pub(super) speaker: Option<String>,
    pub(super) interviewer: bool,
    pub(super) bytes: Range<usize>,
    /// When it begins, where its first line says so.
    pub(super) time: Option<Timecode>,
}

/// The labelled stretches of a document in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Speakers {
    pub(super) stretches: Vec<SpokenStretch>,
    pub(super) labelled: bool,
    pub(super) respondent_labelled: bool,
}

/// Splits a text by its speaker labels.
pub(super) fn speakers(text: &str, interviewers: &[String]) -> Speakers {
    let is_interviewer = |label: &str| is_one_of(interviewers, label);
    let mut lines = Vec::new();
    let mut occurrences: BTreeMap<String, usize> = BTreeMap::new();
    for (start, line) in lines_of(text) {
        let label = label_of(line);
        if let Some(label) = &label {
            *occurrences.entry(label.name.to_lowercase()).or_default() += 1;
        }
        lines.push((start, line, label));
    }
    // A label that occurs once is more likely a sentence with a colon.
    let speaks = |label: &str| {
        is_interviewer(label) || occurrences.get(&label.to_lowercase()).is_some_and(|n| *n >= 2)
    };
    let labels = || {
        lines
            .iter()
            .filter_map(|(_, _, label)| label.as_ref())
            .map(|label| label.name)
            .filter(|name| speaks(name))
    };
    let labelled = labels().next().is_some();
    let respondent_labelled = labels().any(|name| !is_interviewer(name));

    let mut stretches: Vec<SpokenStretch> = Vec::new();
    for (start, line, label) in &lines {
        let end = start + line.len();
        match label {
            Some(label) if speaks(label.name) => stretches.push(SpokenStretch {
                speaker: Some(label.name.to_owned()),
                interviewer: is_interviewer(label.name),
                bytes: start + label.speech..end,
                time: label.time,
            }),
            _ => match stretches.last_mut() {
                // Where respondents have no label, an interviewer's line is a question and the next
                // line the answer.
                Some(last) if !last.interviewer || respondent_labelled => last.bytes.end = end,
                _ if line.trim().is_empty() => {}
                _ => stretches.push(SpokenStretch {
                    speaker: None,
                    interviewer: false,
                    bytes: *start..end,
                    time: None,
                }),
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

/// True if a label is one of these names.
pub(super) fn is_one_of(names: &[String], label: &str) -> bool {
    names.iter().any(|name| name.eq_ignore_ascii_case(label))
}

/// The label a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label<'a> {
    pub(super) name: &'a str,
    /// The byte at which the speech after it begins.
    pub(super) speech: usize,
    /// The time before or after the name.
    pub(super) time: Option<Timecode>,
}

/// The label a line begins with: `Name:`, `[P3] …`, or a name and a time alone on the line.
pub(super) fn label_of(line: &str) -> Option<Label<'_>> {
    let body = line.trim_start_matches([' ', '\t', '>', '-', '*', '_']);
    before_colon(line, body).or_else(|| in_brackets(line, body)).or_else(|| before_time(line, body))
}

fn before_colon<'a>(line: &str, body: &'a str) -> Option<Label<'a>> {
    const LONGEST: usize = 48;
    let (leading, body) = without_time(body);
    // A label is short; a colon further on belongs to the sentence.
    let head_end = body.char_indices().nth(LONGEST).map_or(body.len(), |(byte, _)| byte);
    let colon = body[..head_end]
        .char_indices()
        .find(|(byte, c)| *c == ':' && !between_digits(body, *byte))?
        .0;
    let after = body[colon + 1..].trim_start_matches(['*', '_']);
    // As in "https:" and "10:30".
    if !after.is_empty() && !after.starts_with(char::is_whitespace) {
        return None;
    }
    let (name, trailing) = without_trailing_time(body[..colon].trim_end_matches(['*', '_', ' ']));
    let name = name.trim_matches(['*', '_', ' ']);
    let speech = line.len() - after.trim_start().len();
    is_name(name).then_some(Label { name, speech, time: leading.or(trailing) })
}

/// A label in brackets; it must hold a digit, since `[laughs]` is none.
fn in_brackets<'a>(line: &str, body: &'a str) -> Option<Label<'a>> {
    let (name, after) = body.strip_prefix('[')?.split_once(']')?;
    // Anonymised labels such as [P1] have a digit; "[laughs]" has none.
    let named = is_name(name) && name.contains(|c: char| c.is_ascii_digit());
    let speech = line.len() - after.trim_start().len();
    (named && after.starts_with(char::is_whitespace)).then_some(Label { name, speech, time: None })
}

/// A name and a time alone on a line, as in `Dana Poe  0:12`; the speech is on the lines after it.
fn before_time<'a>(line: &str, body: &'a str) -> Option<Label<'a>> {
    let (name, time) = body.trim_end().rsplit_once([' ', '\t'])?;
    let time = time.trim_matches(['[', ']', '(', ')']).parse().ok()?;
    // Two blanks or a tab: `it was 9:30` names nobody.
    let name =
        name.strip_suffix([' ', '\t']).or_else(|| body.contains('\t').then_some(name))?.trim_end();
    is_name(name).then_some(Label { name, speech: line.len(), time: Some(time) })
}

/// True if words can be the name of a speaker.
fn is_name(label: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let named = label.starts_with(char::is_alphanumeric) && label.chars().any(char::is_alphabetic);
    // Punctuation makes it a sentence.
    let sentence = label.contains(['.', '?', '!', ',', ';', '"', '“', '”', '…', '/', ':']);
    let words = label.split_whitespace().count();
    named
        && !sentence
        && words <= MOST_WORDS
        && !NO_SPEAKERS.contains(&label.to_lowercase().as_str())
}

fn between_digits(text: &str, byte: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    digit(text[..byte].chars().next_back()) && digit(text[byte + 1..].chars().next())
}

/// Cuts a leading time such as `[00:14:03]` or `0:12 -`.
fn without_time(text: &str) -> (Option<Timecode>, &str) {
    let inner = text.trim_start_matches(['[', '(']);
    let end = inner
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ',')))
        .unwrap_or(inner.len());
    if !inner[..end].contains(':') {
        return (None, text);
    }
    let rest = inner[end..].trim_start_matches([']', ')', ' ', '\t', '-', '–', '*', '_']);
    (inner[..end].parse().ok(), rest)
}

/// Cuts a time in brackets at the end, as in `Dana Poe (00:14:03)`.
fn without_trailing_time(label: &str) -> (&str, Option<Timecode>) {
    let Some(open) = label.rfind(['(', '[']) else { return (label, None) };
    let time = label[open + 1..].trim_end_matches([')', ']']);
    match time.chars().all(|c| c.is_ascii_digit() || c == ':') {
        true => (label[..open].trim_end(), time.parse().ok()),
        false => (label, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split<'a>(text: &'a str, interviewers: &[&str]) -> Vec<(Option<String>, bool, &'a str)> {
        let names: Vec<String> = interviewers.iter().map(|name| (*name).to_owned()).collect();
        let cut = |stretch: SpokenStretch| {
            (stretch.speaker, stretch.interviewer, text[stretch.bytes].trim())
        };
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
            ("00:21:14\tDana Poe:\tWell", "Dana Poe", "Well"),
            ("[id1] Well", "id1", "Well"),
            ("Dana Poe  0:12", "Dana Poe", ""),
        ] {
            let found = label_of(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found.name, &line[found.speech..]), (label, speech));
        }
        for line in [
            "So, honestly: no",
            "https://example.org",
            "it was 9:30",
            "Note: laughs",
            "I said, well: no",
            ": x",
            "[laughs] no",
            "see you at 9:30.",
            "[P1]",
        ] {
            assert_eq!(label_of(line), None, "{line}");
        }
    }

    #[test]
    fn times_beside_labels_are_read() {
        for (line, milliseconds) in [
            ("[00:14:03] Dana: Well", 843_000),
            ("Dana (14:03): Well", 843_000),
            ("Dana  0:12", 12_000),
        ] {
            assert_eq!(
                label_of(line).unwrap().time.map(Timecode::milliseconds),
                Some(milliseconds),
                "{line}"
            );
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

//! The lines of a transcript with the labels they may begin with.

use std::collections::BTreeSet;
use std::ops::Range;

use super::label::{Label, LabelForm, label_of};
use super::roles::{is_answer, is_question, key};
use super::times::begins_with_time;

/// A line of a text.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// The byte at which it begins.
    pub(super) start: usize,
    /// The line without its end.
    pub(super) text: &'a str,
    pub(super) label: Option<LineLabel<'a>>,
}

/// A label with what tells its speaker from others.
#[derive(Debug, Clone)]
pub(super) struct LineLabel<'a> {
    pub(super) label: Label<'a>,
    pub(super) key: String,
}

impl<'a> Line<'a> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// True if nobody speaks in the line: it is blank, or only a time or a number.
    pub(super) fn is_silent(&self) -> bool {
        !self.text.contains(char::is_alphabetic)
    }

    /// The words after the label; all of a line without one.
    pub(super) fn speech(&self) -> &'a str {
        match &self.label {
            Some(label) if label.label.form == LabelForm::Alone => self.text,
            Some(label) => &self.text[label.label.speech..],
            None => self.text,
        }
    }

    /// True if the label is all that stands on the line.
    pub(super) fn is_label_only(&self) -> bool {
        self.label.as_ref().is_some_and(|label| self.text[label.label.speech..].trim().is_empty())
    }
}

/// The lines of a text.
pub(super) fn lines_of<'a>(text: &'a str, stated: &[String]) -> Vec<Line<'a>> {
    let mut start = 0;
    let mut lines: Vec<Line<'a>> = Vec::new();
    for piece in text.split_inclusive(['\n', '\r']) {
        let line = piece.trim_end_matches(['\n', '\r']);
        let label = label_of(line, stated).map(|label| LineLabel { key: key(label.name), label });
        lines.push(Line { start, text: line, label: label.filter(|label| !label.key.is_empty()) });
        start += piece.len();
    }
    drop_timed_speech(&mut lines);
    drop_numbers_of_questions(&mut lines);
    lines
}

/// Takes bold beginnings of lines for labels, where there is no colon, tab or time.
pub(super) fn label_by_bold(lines: &mut [Line<'_>], heads: &[Range<usize>]) {
    /// Longest of these.
    const LONGEST: usize = 72;
    for line in lines {
        let Ok(at) = heads.binary_search_by_key(&line.start, |head| head.start) else { continue };
        let name = line.text.get(..heads[at].len()).filter(|name| name.len() <= LONGEST);
        let Some(name) = name else { continue };
        // A colon further on in the line is the speaker's: "**Jane** The problem: nobody reads it".
        let is_loose = |own: &LineLabel<'_>| {
            matches!(own.label.form, LabelForm::Loose | LabelForm::Alone)
                || own.label.name.trim().len() > name.trim().len()
        };
        if !line.label.as_ref().is_none_or(is_loose) {
            continue;
        }
        let rest = &line.text[name.len()..];
        let speech = line.text.len() - rest.trim_start().len();
        let form = if rest.starts_with('\t') { LabelForm::Marked } else { LabelForm::Loose };
        let label = Label { name, speech, time: None, form };
        line.label = Some(LineLabel { key: key(name), label }).filter(|own| !own.key.is_empty());
    }
}

/// Takes the numbers from labels such as "Q1" and "A1" where they count questions: then they tell
/// no speakers apart.
fn drop_numbers_of_questions(lines: &mut [Line<'_>]) {
    let numbered = |name: &str| name.ends_with(|c: char| c.is_ascii_digit());
    let names = lines.iter().filter_map(|line| line.label.as_ref());
    let counted: BTreeSet<&str> = names
        .filter(|label| numbered(label.label.name) && is_question(&label.key))
        .map(|label| label.key.as_str())
        .collect();
    if counted.len() < 2 {
        return;
    }
    for label in lines.iter_mut().filter_map(|line| line.label.as_mut()) {
        let is_counted = is_question(&label.key) || is_answer(&label.key);
        if numbered(label.label.name) && is_counted {
            let of = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '.');
            label.label.name = label.label.name.trim_end_matches(of);
            label.key = key(label.label.name);
        }
    }
}

/// Takes labels away from lines of words that begin with a time: where the next line has a time
/// too, "[00:02] Yes" is what somebody says and not who.
fn drop_timed_speech(lines: &mut [Line<'_>]) {
    let mut next_is_timed = true;
    for line in lines.iter_mut().rev().filter(|line| !line.text.trim().is_empty()) {
        let timed = begins_with_time(line.text);
        let label_only = line.is_label_only()
            && line.label.as_ref().is_some_and(|label| label.label.form == LabelForm::Timed);
        if timed && next_is_timed && label_only {
            line.label = None;
        }
        next_is_timed = timed;
    }
}

/// True if words ask something.
pub(super) fn asks(words: &str) -> bool {
    words.contains(['?', '？', '؟', '՞', '\u{37e}']) || ends_asking(words)
}

/// True if words end with a question.
pub(super) fn ends_asking(words: &str) -> bool {
    /// Endings of questions where no mark is written.
    const ENDINGS: [&str; 6] = ["か。", "か", "吗。", "呢。", "吗", "까."];
    let words = words.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '_' | '"' | '”' | '»' | '」' | ')' | '|')
    });
    words.ends_with(['?', '？', '؟', '՞', '\u{37e}'])
        || (words.ends_with(';') && words.contains(|c| matches!(c, 'α'..='ω')))
        || ENDINGS.iter().any(|ending| words.ends_with(ending))
}

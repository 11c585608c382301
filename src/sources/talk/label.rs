//! The label that a line of a transcript begins with, in the forms that people and recorders write.
//!
//! A form alone makes no speaker: `The problem: …` has the form of a label too.

use super::keys::is_stated;
use super::roles::{is_id, role_of};
use super::times::{
    bracketed_time, has_mark_of_bold, is_gap, is_mark, past_time, without_trailing_time,
};
use crate::locator::Timecode;

/// How a label stands on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::sources) enum LabelForm {
    /// Before a colon or tab, or an id in brackets.
    Marked,
    /// Alone on the line with a time.
    Timed,
    /// Before a dash, bar or point, in brackets or in bold.
    Loose,
    /// Alone on the line.
    Alone,
}

/// The label a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sources) struct Label<'a> {
    pub(in crate::sources) name: &'a str,
    /// The byte at which the speech after it begins.
    pub(in crate::sources) speech: usize,
    /// The time before or after the name.
    pub(in crate::sources) time: Option<Timecode>,
    pub(in crate::sources) form: LabelForm,
}

/// Words before a colon that introduce something other than a speaker.
const NO_SPEAKERS: [&str; 16] = [
    "note", "notes", "date", "time", "place", "length", "duration", "topic", "task", "file",
    "http", "https", "datum", "ort", "dauer", "location",
];

/// Characters of a label with its brackets and time.
const LONGEST: usize = 72;
const MOST_WORDS: usize = 7;

/// Signs that part a label from what is said.
const PARTING: [&str; 9] = [" - ", " – ", " — ", " | ", " / ", " -> ", " => ", " >> ", "> "];

/// Brackets around a label.
const BRACKETS: [(char, char); 7] =
    [('[', ']'), ('(', ')'), ('{', '}'), ('<', '>'), ('【', '】'), ('［', '］'), ('（', '）')];

/// The label that a line begins with, if it has the form of one; `stated` are those that the
/// manifest names, which may have any form.
pub(in crate::sources) fn label_of<'a>(line: &'a str, stated: &[String]) -> Option<Label<'a>> {
    let trimmed = line.trim_start_matches(|c: char| c.is_whitespace() || is_mark(c));
    let (leading, rest) = past_time(past_number(trimmed));
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || is_mark(c));
    let found = as_stated(rest, stated)
        .or_else(|| in_brackets(rest))
        .or_else(|| before_quotation(rest))
        .or_else(|| before_colon(rest))
        .or_else(|| before_tab(rest))
        .or_else(|| before_time(rest))
        .or_else(|| loose(line, rest))
        .or_else(|| alone(rest, leading.is_some()))?;
    let speech = line.len() - (rest.len() - found.speech);
    Some(Label { speech, time: leading.or(found.time), ..found })
}

/// Cuts the number of a line or turn.
fn past_number(text: &str) -> &str {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &text[digits..];
    let after = rest.strip_prefix(['.', ')']).unwrap_or(rest);
    let numbers = (1..=4).contains(&digits) && after.starts_with([' ', '\t']);
    if numbers { after.trim_start() } else { text }
}

/// A label that the manifest states, whatever is in it.
fn as_stated<'a>(rest: &'a str, stated: &[String]) -> Option<Label<'a>> {
    let open = rest.trim_start_matches(['[', '(', '{', '<', '【']);
    let end = open.char_indices().nth(LONGEST).map_or(open.len(), |(at, _)| at);
    let head = &open[..end];
    let ends = |c: char| matches!(c, ':' | '：' | '\t' | ']' | ')' | '}' | '>' | '】' | '|');
    let dashes = [" - ", " – ", " — "];
    let cut = head.char_indices().filter(|(_, c)| ends(*c)).map(|(at, _)| at);
    let cuts = cut
        .chain(dashes.iter().filter_map(|dash| head.find(dash)))
        .chain((end == open.len()).then_some(end));
    let mut cuts: Vec<usize> = cuts.collect();
    cuts.sort_unstable();
    for at in cuts {
        let (name, time) = without_trailing_time(&head[..at]);
        let name = name.trim_matches(|c: char| is_gap(c) || matches!(c, '(' | '['));
        if stated.iter().any(|stated| is_stated(stated, name)) {
            let after = open[at..].trim_start_matches(|c: char| ends(c) || is_gap(c));
            let (within, after) = bracketed_time(after);
            let form = if after.is_empty() && time.is_none() {
                LabelForm::Alone
            } else {
                LabelForm::Marked
            };
            let speech = rest.len() - after.len();
            return Some(Label { name, speech, time: time.or(within), form });
        }
    }
    None
}

/// A label before brackets of quotation that hold all that is said, as in `記者「はい」`.
fn before_quotation(rest: &str) -> Option<Label<'_>> {
    /// Longest of these labels; a sentence may end with a quotation too.
    const LONGEST: usize = 16;
    let at = rest.find(['「', '『'])?;
    let (name, words) = (rest[..at].trim(), &rest[at + '「'.len_utf8()..]);
    let closed = words.trim_end().ends_with(['」', '』']) || !words.contains(['」', '』']);
    let short = name.chars().count() <= LONGEST && !name.contains([':', '：', '、', '　']);
    let form = LabelForm::Marked;
    (closed && short && is_label_text(name)).then_some(Label {
        name,
        speech: rest.len() - words.len(),
        time: None,
        form,
    })
}

fn before_colon(rest: &str) -> Option<Label<'_>> {
    let end = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
    let (at, colon) = rest[..end]
        .char_indices()
        .find(|(at, c)| matches!(c, ':' | '：') && !between_digits(rest, *at, c.len_utf8()))?;
    let after = rest[at + colon.len_utf8()..].trim_start_matches(['*', '_']);
    // As in "https://" and "a:b".
    let parted =
        |c: char| c.is_whitespace() || !c.is_ascii() || c.is_uppercase() || c == '[' || c == '"';
    if !after.is_empty() && colon == ':' && !after.starts_with(parted) {
        return None;
    }
    let (name, time) = without_trailing_time(&rest[..at]);
    let name = name.trim_matches(|c: char| is_gap(c));
    let (within, after) = bracketed_time(after.trim_start());
    let speech = rest.len() - after.len();
    // In "Ana | I say it: no" the bar ends the label.
    let parted =
        name.contains('\t') || has_mark_of_bold(name) || PARTING.iter().any(|by| name.contains(by));
    (is_label_text(name) && !parted).then_some(Label {
        name,
        speech,
        time: time.or(within),
        form: LabelForm::Marked,
    })
}

fn in_brackets(rest: &str) -> Option<Label<'_>> {
    let open = rest.chars().next()?;
    let close = BRACKETS.iter().find(|(begin, _)| *begin == open)?.1;
    let (inner, after) = rest[open.len_utf8()..].split_once(close)?;
    let (name, time) = without_trailing_time(inner);
    let name = name.trim_matches(is_gap);
    let name = name.strip_prefix("v ").filter(|_| open == '<').unwrap_or(name);
    let (trailing, after) = bracketed_time(after.trim_start_matches(['*', '_', ' ', '\t']));
    let colon = after.starts_with([':', '：']);
    let words = after.trim_start_matches([':', '：', '*', '_', ' ', '\t']);
    // What happens stands in round brackets: "(The participant laughs)".
    let told = open == '(' && (words.is_empty() || name.split_whitespace().count() > 2);
    if !is_label_text(name) || (told && !colon) {
        return None;
    }
    // "[laughs] no" is no speaker, so that words in brackets must tell of one.
    let known = role_of(name).is_some() || (open != '(' && is_id(name));
    // Such brackets mark who speaks, or a heading on a line of its own.
    let known = known || open == '【';
    let form = match (words.is_empty(), colon || known) {
        (true, _) if time.or(trailing).is_some() => LabelForm::Timed,
        (true, _) => LabelForm::Alone,
        (false, true) => LabelForm::Marked,
        (false, false) => LabelForm::Loose,
    };
    let time = time.or(trailing);
    Some(Label { name, speech: rest.len() - words.len(), time, form })
}

fn before_tab(rest: &str) -> Option<Label<'_>> {
    let (head, after) = rest.split_once('\t')?;
    let (name, time) = without_trailing_time(head);
    let name = name.trim_matches(|c: char| is_gap(c) || c == '.');
    let after = after.trim_start();
    let (second, words) = past_time(after);
    let (time, words) = if second.is_some() { (time.or(second), words) } else { (time, after) };
    let form = if words.is_empty() { LabelForm::Timed } else { LabelForm::Marked };
    is_label_text(name).then_some(Label { name, speech: rest.len() - words.len(), time, form })
}

/// A name and a time alone on a line, as in `Jane Doe  0:12`; the speech is on the lines after it.
fn before_time(rest: &str) -> Option<Label<'_>> {
    let (name, time) = without_trailing_time(rest);
    let name = name.trim_matches(is_gap);
    // With one blank, "it was 9:30" would name somebody.
    let named = time.is_some() && is_label_text(name) && begins_as_a_name(name);
    named.then_some(Label { name, speech: rest.len(), time, form: LabelForm::Timed })
}

/// A label before a dash, a bar or a point, or in bold.
fn loose<'a>(line: &'a str, rest: &'a str) -> Option<Label<'a>> {
    let made = |name: &'a str, words: &'a str| {
        let (name, time) = without_trailing_time(name);
        let name = name.trim_matches(is_gap);
        let words = words.trim_start_matches(is_gap);
        (is_label_text(name) && !words.is_empty()).then_some(Label {
            name,
            speech: rest.len() - words.len(),
            time,
            form: LabelForm::Loose,
        })
    };
    // The rest begins within the bold part of the line.
    let marked = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '-'));
    let bold = marked.starts_with("**").then(|| rest.split_once("**")).flatten();
    if let Some(label) = bold.and_then(|(name, words)| made(name, words)) {
        return Some(label);
    }
    let first = PARTING.iter().filter_map(|by| Some((rest.find(by)?, by.len())));
    let parted = first.min_by_key(|(at, length)| (*at, std::cmp::Reverse(*length)));
    let parted = parted.map(|(at, length)| (&rest[..at], &rest[at + length..]));
    if let Some(label) = parted.and_then(|(name, words)| made(name, words)) {
        return Some(label);
    }
    // "Q. How so?" and "Q1. How so?", as courts write it, or "P.- How so?".
    let (name, words) = rest.split_once(".- ").or_else(|| rest.split_once(". "))?;
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let letter = bare.chars().count() == 1 && bare.chars().all(char::is_uppercase);
    if letter || role_of(name).is_some() { made(name, words) } else { None }
}

fn alone(rest: &str, timed: bool) -> Option<Label<'_>> {
    let name = rest.trim_matches(|c: char| is_gap(c) || matches!(c, '#' | ':' | '：'));
    let form = if timed { LabelForm::Timed } else { LabelForm::Alone };
    let named = is_label_text(name) && begins_as_a_name(name);
    named.then_some(Label { name, speech: rest.len(), time: None, form })
}

/// True if words can be a label.
fn is_label_text(name: &str) -> bool {
    let named = name.starts_with(char::is_alphanumeric) && name.chars().any(char::is_alphabetic);
    let short = name.chars().count() <= LONGEST && name.split_whitespace().count() <= MOST_WORDS;
    named && short && !is_sentence(name) && !NO_SPEAKERS.contains(&name.to_lowercase().as_str())
}

/// True if punctuation makes words a sentence: points belong to titles and initials, commas to
/// brackets and to family names that come first.
fn is_sentence(name: &str) -> bool {
    const MOST_LETTERS: usize = 6;
    // "Speaker:0" is numbered.
    let counted = name.rsplit_once(':').filter(|(_, number)| number.parse::<u16>().is_ok());
    let plain = counted.map_or(name, |(name, _)| name);
    if plain.contains([
        '?', '!', ';', '"', '“', '”', '„', '…', ':', '=', '。', '，', '、', '「', '『', '؟',
    ]) {
        return true;
    }
    // "Q. Well, the list" and "R.- Hay tres cosas" are a letter and what is said.
    let after_letter = name.split_once(". ").filter(|(head, _)| head.chars().count() == 1);
    let is_word = |word: &str| word.chars().count() > 3 && word.starts_with(char::is_lowercase);
    if name.contains(".- ") || after_letter.is_some_and(|(_, rest)| rest.split(' ').any(is_word)) {
        return true;
    }
    let base = name.split(['(', '[', '（']).next().unwrap_or(name);
    let mut points = base.match_indices('.').map(|(at, _)| &base[..at]);
    let of_word = |before: &str| {
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        word.chars().count() > MOST_LETTERS || !word.starts_with(char::is_uppercase)
    };
    let lists = base.matches(',').count();
    let turned = base.split_once(',').is_some_and(|(_, after)| begins_as_a_name(after.trim()));
    (points.any(of_word) && role_of(base).is_none()) || lists > 1 || (lists == 1 && !turned)
}

/// True if words begin as a name does: with a capital letter or digit, or in a script without
/// capitals.
fn begins_as_a_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase()) || role_of(name).is_some()
}

/// True if a sign of so many bytes stands between digits, as in a time.
fn between_digits(text: &str, byte: usize, length: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    digit(text[..byte].chars().next_back()) && digit(text[byte + length..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::LabelForm::{Alone, Loose, Marked, Timed};
    use super::*;

    #[test]
    fn labels_in_the_forms_people_use() {
        for (line, label, speech, form) in [
            ("I: How so?", "I", "How so?", Marked),
            ("I:How so?", "I", "How so?", Marked),
            ("#I: How so?", "I", "How so?", Marked),
            ("P1：你好", "P1", "你好", Marked),
            ("**Interviewer:** How so?", "Interviewer", "How so?", Marked),
            ("**P05**: Well", "P05", "Well", Marked),
            ("Interviewer1 : Well", "Interviewer1", "Well", Marked),
            ("[00:14:03] Dana Poe: Well", "Dana Poe", "Well", Marked),
            ("Dana Poe (00:14:03): Well", "Dana Poe", "Well", Marked),
            ("Dana Poe: [00:14:03] Well", "Dana Poe", "Well", Marked),
            ("Dr. Ana-María de la Cruz: Well", "Dr. Ana-María de la Cruz", "Well", Marked),
            ("Pat Smith (P1, Nurse): Well", "Pat Smith (P1, Nurse)", "Well", Marked),
            ("Poe, Dana: Well", "Poe, Dana", "Well", Marked),
            ("00:12 - P1: at 9:30 or so", "P1", "at 9:30 or so", Marked),
            ("00:21:14\tDana Poe:\tWell", "Dana Poe", "Well", Marked),
            ("0:10\tDana Poe\tWell", "Dana Poe", "Well", Marked),
            ("12\tDana Poe\tWell", "Dana Poe", "Well", Marked),
            ("访谈者：你好", "访谈者", "你好", Marked),
            ("[id1] Well", "id1", "Well", Marked),
            ("[Interviewer] Well", "Interviewer", "Well", Marked),
            ("[SPEAKER_00]: Well", "SPEAKER_00", "Well", Marked),
            ("#00:01:02-3# I: Well", "I", "Well", Marked),
            ("[laughs] no", "laughs", "no", Loose),
            ("Interviewer – Well", "Interviewer", "Well", Loose),
            ("| Interviewer | Well", "Interviewer", "Well", Loose),
            ("Q. Well", "Q", "Well", Loose),
            ("Q12. Well", "Q12", "Well", Loose),
            ("R.- Hay tres cosas: una", "R", "Hay tres cosas: una", Loose),
            ("【田中】はい", "田中", "はい", Marked),
            ("記者「三つ：紙と壁。」", "記者", "三つ：紙と壁。」", Marked),
            ("4\tR\tI call Petra. She says: ring", "R", "I call Petra. She says: ring", Marked),
            ("| Ana | I call Petra. She says: no |", "Ana", "I call Petra. She says: no |", Loose),
            ("Ana / I call Petra. She says: no", "Ana", "I call Petra. She says: no", Loose),
            ("Ana >> it is - well", "Ana", "it is - well", Loose),
            ("> **Dana Poe** Well", "Dana Poe", "Well", Loose),
            ("**Dana Poe** I like three: one", "Dana Poe", "I like three: one", Loose),
            ("[Speaker:0] Well", "Speaker:0", "Well", Marked),
            ("[12.03.24, 10:02:11] Dana Poe: Well", "Dana Poe", "Well", Marked),
            ("12/03/2024, 10:02 - Dana Poe: Well", "Dana Poe", "Well", Marked),
            ("Dana Poe  0:12", "Dana Poe", "", Timed),
            ("Dana Poe 0:12", "Dana Poe", "", Timed),
            ("Dana Poe (0:12)", "Dana Poe", "", Timed),
            ("Dana Poe | 10:02 AM", "Dana Poe", "", Timed),
            ("[00:02] Speaker 1", "Speaker 1", "", Timed),
            ("[Dana Poe] 10:00:02", "Dana Poe", "", Timed),
            ("Dana Poe (00:02):", "Dana Poe", "", Marked),
            ("### Dana Poe", "Dana Poe", "", Alone),
            ("**Dana Poe**", "Dana Poe", "", Alone),
        ] {
            let found = label_of(line, &[]).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found.name, &line[found.speech..], found.form), (label, speech, form));
        }
        for line in [
            "So, honestly: no",
            "https://example.org",
            "it was 9:30",
            "Note: laughs",
            "I said, well: no",
            ": x",
            "see you at 9:30.",
            "Is it so?",
            "彼は「はい」と言った",
            "彼女は、「はい」",
        ] {
            assert_eq!(label_of(line, &[]), None, "{line}");
        }
    }

    #[test]
    fn stated_labels_have_any_form() {
        let stated = ["Dr. A. Poe, M.Sc.".to_owned()];
        for (line, speech) in [
            ("Dr. A. Poe, M.Sc.: Well", "Well"),
            ("[Dr. A. Poe, M.Sc.] Well", "Well"),
            ("Dr. A. Poe, M.Sc. – Well", "Well"),
            ("Dr. A. Poe, M.Sc.  0:10", ""),
        ] {
            let found = label_of(line, &stated).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found.name, &line[found.speech..]), (stated[0].as_str(), speech));
        }
    }

    #[test]
    fn times_beside_labels_are_read() {
        for (line, milliseconds) in [
            ("[00:14:03] Dana: Well", 843_000),
            ("Dana (14:03): Well", 843_000),
            ("Dana  0:12", 12_000),
            ("00:02.000 --> 00:08.000 Dana: Well", 2_000),
        ] {
            assert_eq!(
                label_of(line, &[]).unwrap().time.map(Timecode::milliseconds),
                Some(milliseconds),
                "{line}"
            );
        }
    }
}

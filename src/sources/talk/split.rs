//! Cuts a text into the stretches of its speakers.

use std::collections::BTreeSet;
use std::ops::Range;

use super::accept::is_name;
use super::label::{LabelForm, is_stated};
use super::lines::{Line, LineLabel, asks};
use super::roles::{Role, key, role_of};
use super::voice::Voice;
use crate::locator::Timecode;

/// A stretch of lines by one speaker, in bytes of the text and without the label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::sources) struct SpokenStretch {
    pub(in crate::sources) speaker: Option<String>,
    pub(in crate::sources) bytes: Range<usize>,
    /// When it begins, where its first line says so.
    pub(in crate::sources) time: Option<Timecode>,
    /// Whose words they are, where the text tells without a label.
    pub(in crate::sources) voice: Option<Voice>,
}

/// The stretches of a text, and the parts of speakers that its head explains.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::sources) struct SpokenText {
    pub(in crate::sources) stretches: Vec<SpokenStretch>,
    pub(super) explained: Vec<(String, Role)>,
}

/// Labels that a legend explains.
const MOST_LEGENDS: usize = 50;
/// Words of what a head says of a speaker.
const MOST_EXPLAINED: usize = 5;

/// Splits lines by the labels that are speakers.
pub(super) fn split(
    lines: &[Line<'_>],
    speakers: &BTreeSet<(String, LabelForm)>,
    stated: &[String],
) -> SpokenText {
    let mut spoken = SpokenText::default();
    let turn_of = turn_rule(lines, speakers, stated);
    for (at, line) in lines.iter().enumerate() {
        let end = line.start + line.text.len();
        let label = line.label.as_ref().filter(|label| is_speaker(speakers, label));
        match label {
            Some(_) if explain(lines, at, speakers, &mut spoken.explained) => {
                push(&mut spoken.stretches, line, Some(Voice::Nobody));
            }
            Some(label) => spoken.stretches.push(SpokenStretch {
                speaker: Some(label.label.name.to_owned()),
                bytes: line.start + label.label.speech..end,
                time: label.label.time,
                voice: None,
            }),
            None => {
                let begun = spoken.stretches.iter().any(|one| one.speaker.is_some());
                let room = !begun && spoken.explained.len() < MOST_LEGENDS;
                spoken.explained.extend(legend(line).filter(|_| room));
                without_label(&mut spoken.stretches, lines, at, turn_of);
            }
        }
    }
    spoken
}

fn is_speaker(speakers: &BTreeSet<(String, LabelForm)>, label: &LineLabel<'_>) -> bool {
    speakers.contains(&(label.key.clone(), label.label.form))
}

/// What a line of a legend says of a label: "B = Befragte".
fn legend(line: &Line<'_>) -> Option<(String, Role)> {
    let (label, part) = line.text.split_once('=')?;
    let short = |text: &str| text.split_whitespace().count() <= MOST_EXPLAINED;
    let role = role_of(part.trim()).filter(|_| short(label) && short(part))?;
    Some((key(label), role))
}

/// How far a turn goes on over lines without a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TurnRule {
    /// To the next label.
    ToNextLabel,
    /// To the end of its line: only who asks has a label.
    OneLine,
    /// To the end of its line: only who is asked has a label, and questions stand before it.
    OneLineOfAnswers,
}

fn turn_rule(
    lines: &[Line<'_>],
    speakers: &BTreeSet<(String, LabelForm)>,
    stated: &[String],
) -> TurnRule {
    let labelled = || {
        lines.iter().enumerate().filter_map(|(at, line)| {
            let label = line.label.as_ref().filter(|label| is_speaker(speakers, label))?;
            Some((at, line, label))
        })
    };
    let keys: BTreeSet<&str> = labelled().map(|(.., label)| label.key.as_str()).collect();
    let count = labelled().count();
    let is_asker = |name: &str| {
        role_of(name) == Some(Role::Interviewer)
            || stated.iter().any(|stated| is_stated(stated, name))
    };
    if count == 0 {
        return TurnRule::ToNextLabel;
    }
    if labelled().all(|(.., label)| is_asker(label.label.name)) {
        return TurnRule::OneLine;
    }
    if keys.len() > 1 {
        return TurnRule::ToNextLabel;
    }
    let asking = labelled().filter(|(_, line, _)| asks(line.speech())).count();
    let participant = labelled().any(|(.., label)| role_of(label.label.name).is_some());
    if asking * 2 >= count && !participant {
        return TurnRule::OneLine;
    }
    // The line before the label, if it has none, asks.
    let after_question = labelled().filter(|(at, ..)| {
        let before = lines[..*at].iter().rev().find(|line| !line.is_blank());
        before.is_some_and(|line| {
            let unlabelled = line.label.as_ref().is_none_or(|label| !is_speaker(speakers, label));
            unlabelled && asks(line.text)
        })
    });
    if after_question.count() * 2 >= count {
        TurnRule::OneLineOfAnswers
    } else {
        TurnRule::ToNextLabel
    }
}

/// Adds a line without a label to the stretch before it, or begins one.
fn without_label(
    stretches: &mut Vec<SpokenStretch>,
    lines: &[Line<'_>],
    at: usize,
    rule: TurnRule,
) {
    let line = &lines[at];
    let end = line.start + line.text.len();
    let voice = match rule {
        TurnRule::OneLineOfAnswers if asks(line.text) => Some(Voice::LikelyInterviewer),
        TurnRule::OneLineOfAnswers => Some(Voice::Unclear),
        _ => None,
    };
    match stretches.last_mut() {
        // A label that stands alone has its words on the next line.
        Some(last) if last.bytes.is_empty() => last.bytes.end = end,
        Some(last) if rule == TurnRule::ToNextLabel && last.speaker.is_some() => {
            last.bytes.end = end;
        }
        _ if line.is_blank() => {}
        Some(last) if last.speaker.is_none() && last.voice == voice => last.bytes.end = end,
        _ => push(stretches, line, voice),
    }
}

fn push(stretches: &mut Vec<SpokenStretch>, line: &Line<'_>, voice: Option<Voice>) {
    let bytes = line.start..line.start + line.text.len();
    stretches.push(SpokenStretch { speaker: None, bytes, time: None, voice });
}

/// True if a labelled line explains who speaks and is no turn: "Interviewer: Jane Doe" in the head
/// of a transcript, or "B: Befragte".
fn explain(
    lines: &[Line<'_>],
    at: usize,
    speakers: &BTreeSet<(String, LabelForm)>,
    explained: &mut Vec<(String, Role)>,
) -> bool {
    let line = &lines[at];
    let Some(label) = &line.label else { return false };
    let words = line.text[label.label.speech..].trim();
    if words.is_empty() || asks(words) || words.split_whitespace().count() > MOST_EXPLAINED {
        return false;
    }
    let same = |line: &&Line<'_>| line.label.as_ref().is_some_and(|own| own.key == label.key);
    // Turns have begun where a label before it recurs.
    let head = lines[..at].iter().filter_map(|line| line.label.as_ref()).all(|before| {
        !is_speaker(speakers, before)
            || !lines[at..]
                .iter()
                .any(|line| line.label.as_ref().is_some_and(|own| own.key == before.key))
            || explained.iter().any(|(key, _)| *key == before.key)
    });
    if !head {
        return false;
    }
    let name = words.trim_end_matches('.');
    if let Some(role) = role_of(name).filter(|_| role_of(label.label.name) != role_of(name)) {
        explained.push((label.key.clone(), role));
        return true;
    }
    let once = lines.iter().filter(same).count() == 1;
    let speaks = || speakers.iter().any(|(of, _)| *of == key(name));
    let named = is_name(name, &BTreeSet::new()) && (name.contains(' ') || speaks());
    match role_of(label.label.name) {
        Some(role) if once && named => {
            explained.push((key(name), role));
            true
        }
        _ => false,
    }
}

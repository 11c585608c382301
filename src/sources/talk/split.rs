//! Cuts a text into the stretches of its speakers.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::keys::{LabelKeys, is_stated};
use super::label::LabelForm;
use super::lines::{Line, LineLabel, asks};
use super::looks::is_name;
use super::roles::{Role, role_of};
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
    keys: &LabelKeys,
) -> SpokenText {
    let mut spoken = SpokenText::default();
    let turn_of = turn_rule(lines, speakers, stated);
    let labels = Labels::new(lines, speakers);
    let mut begun = false;
    for (at, line) in lines.iter().enumerate() {
        let end = line.start + line.text.len();
        let label = line.label.as_ref().filter(|label| is_speaker(speakers, label));
        match label {
            Some(_) if labels.explain(lines, at, &mut spoken.explained, keys) => {
                push(&mut spoken.stretches, line, Some(Voice::Nobody));
            }
            Some(label) => {
                begun = true;
                spoken.stretches.push(SpokenStretch {
                    speaker: Some(label.label.name.to_owned()),
                    bytes: line.start + label.label.speech..end,
                    time: label.label.time,
                    voice: None,
                });
            }
            None => {
                let room = !begun && spoken.explained.len() < MOST_LEGENDS;
                spoken.explained.extend(legend(line, keys).filter(|_| room));
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
fn legend(line: &Line<'_>, keys: &LabelKeys) -> Option<(String, Role)> {
    let (label, part) = line.text.split_once('=')?;
    let short = |text: &str| text.split_whitespace().count() <= MOST_EXPLAINED;
    let role = role_of(part.trim()).filter(|_| short(label) && short(part))?;
    Some((keys.key(label), role))
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
        Some(last) if last.bytes.is_empty() && !line.is_blank() => last.bytes.end = end,
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

/// The labels of a text, and where each stands.
struct Labels {
    /// For each key its last line, and on how many lines it stands.
    lines_of: BTreeMap<String, (usize, usize)>,
    /// The first line of each speaker, with the key.
    speakers: Vec<(usize, String)>,
    /// For each of these the last line of any speaker up to it.
    latest: Vec<usize>,
}

impl Labels {
    fn new(lines: &[Line<'_>], speakers: &BTreeSet<(String, LabelForm)>) -> Self {
        let mut lines_of: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let mut first: Vec<(usize, String)> = Vec::new();
        let mut seen = BTreeSet::new();
        for (at, line) in lines.iter().enumerate() {
            let Some(label) = &line.label else { continue };
            let known = lines_of.entry(label.key.clone()).or_default();
            *known = (at, known.1 + 1);
            if is_speaker(speakers, label) && seen.insert(label.key.clone()) {
                first.push((at, label.key.clone()));
            }
        }
        let mut latest = 0;
        let up_to = first.iter().map(|(_, key)| {
            latest = lines_of[key].0.max(latest);
            latest
        });
        Self { latest: up_to.collect(), speakers: first, lines_of }
    }

    /// True if turns have begun before a line: a speaker before it, whom nothing explains, speaks
    /// there or below.
    fn have_begun(&self, at: usize, explained: &[(String, Role)]) -> bool {
        let before = self.speakers.partition_point(|(first, _)| *first < at);
        if before == 0 || self.latest[before - 1] < at {
            return false;
        }
        let is_explained = |key: &String| explained.iter().any(|(of, _)| of == key);
        explained.len() >= MOST_LEGENDS
            || self.speakers[..before]
                .iter()
                .any(|(_, key)| self.lines_of[key].0 >= at && !is_explained(key))
    }

    /// True if a labelled line explains who speaks and is no turn: "Interviewer: Jane Doe" in the
    /// head of a transcript, or "B: Befragte".
    fn explain(
        &self,
        lines: &[Line<'_>],
        at: usize,
        explained: &mut Vec<(String, Role)>,
        keys: &LabelKeys,
    ) -> bool {
        /// Letters of a label that abbreviates a part.
        const ABBREVIATION: usize = 3;
        let line = &lines[at];
        let Some(label) = &line.label else { return false };
        let words = line.text[label.label.speech..].trim();
        if words.is_empty() || asks(words) || words.split_whitespace().count() > MOST_EXPLAINED {
            return false;
        }
        if self.have_begun(at, explained) {
            return false;
        }
        let name = words.trim_end_matches('.');
        let once = self.lines_of.get(&label.key).is_some_and(|(_, lines)| *lines == 1);
        let of = label.label.name;
        let short = of.chars().count() <= ABBREVIATION && of.chars().all(char::is_alphabetic);
        // A first answer may hold the word for a part: only the word alone explains.
        let is_part = name.split_whitespace().all(|word| role_of(word).is_some());
        if let Some(role) = role_of(name).filter(|_| role_of(of) != role_of(name))
            && (once || short)
            && is_part
        {
            explained.push((label.key.clone(), role));
            return true;
        }
        let speaks = || self.speakers.iter().any(|(_, of)| *of == keys.key(name));
        let named = || is_name(name, &BTreeSet::new()) && (name.contains(' ') || speaks());
        match role_of(of) {
            // A respondent who speaks once may answer in words that look like a name.
            Some(role) if once && named() && (role == Role::Interviewer || speaks()) => {
                explained.push((keys.key(name), role));
                true
            }
            _ => false,
        }
    }
}

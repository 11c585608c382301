//! Who speaks in transcripts: finds the labels of speakers, cuts texts into turns, and says whose
//! words they are.
//!
//! All transcripts of a source are read together, since a label may show in several of them what
//! it is. Each is read by itself first: other documents count where it tells nothing, and only for
//! the same label. Three questions are asked one after the other: which labels a line may begin with
//! (`label`), which of them are speakers (`accept`), and who of the speakers asks (`voices`).

mod accept;
mod keys;
mod label;
mod lines;
mod looks;
mod role_words;
mod roles;
mod speakers;
mod split;
mod times;
mod unlabelled;
mod voice;
mod voices;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use keys::LabelKeys;
use label::{Label, LabelForm};
use lines::{Line, LineLabel, label_by_bold, lines_of};
use roles::{Role, key, role_of};
use speakers::Talk;
use split::{SpokenText, split};
use unlabelled::{alternates_now_and_then, questions};
use voices::{VoicesOfDocument, voices};

pub(super) use keys::is_stated;
pub(super) use label::label_of;
pub(super) use role_words::{INTERVIEWERS as ASKING, PARTICIPANTS as ASKED};
pub(super) use roles::words as label_words;
pub(super) use split::SpokenStretch;
pub use voice::Voice;

/// A text whose speakers are to be found.
pub(super) struct TalkText<'a> {
    /// Name of its file.
    pub(super) document: &'a str,
    pub(super) text: &'a str,
    /// Stretches of paragraphs that are in bold.
    pub(super) bold: &'a [Range<usize>],
    /// Bold beginnings of paragraphs.
    pub(super) heads: &'a [Range<usize>],
    /// Its turns, where the format of the file marks them.
    pub(super) marked: Option<Vec<SpokenStretch>>,
}

/// A stretch of a text and whose words it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SpokenTurn {
    pub(super) stretch: SpokenStretch,
    pub(super) voice: Voice,
}

impl SpokenTurn {
    /// True if a label names the speaker.
    pub(super) fn is_labelled(&self) -> bool {
        self.stretch.speaker.is_some()
    }
}

/// The turns of a text.
pub(super) struct FoundTurns {
    pub(super) turns: Vec<SpokenTurn>,
    /// Labels to which other documents give another part than this one does.
    pub(super) disputed: Vec<String>,
}

/// The turns of each text; `stated` are the labels of interviewers that the manifest names beside
/// those that are known anyway.
pub(super) fn find_turns(texts: &[TalkText<'_>], stated: &[String]) -> Vec<FoundTurns> {
    let (spoken, keys) = split_all(texts, stated);
    let talks: Vec<Talk<'_>> = texts
        .iter()
        .zip(spoken.iter().zip(&keys))
        .map(|(text, (spoken, keys))| Talk {
            document: text.document,
            turns: spoken
                .stretches
                .iter()
                .map(|one| (one.speaker.as_deref(), &text.text[one.bytes.clone()]))
                .collect(),
            explained: &spoken.explained,
            keys,
        })
        .collect();
    let voices = voices(&talks, stated);
    drop(talks);
    spoken
        .into_iter()
        .zip(voices.into_iter().zip(&keys))
        .map(|(spoken, (VoicesOfDocument { voices, disputed }, keys))| FoundTurns {
            turns: with_voices(spoken, &voices, keys),
            disputed,
        })
        .collect()
}

/// The name of a person in the label of a speaker: without words for a part and numbers at its
/// ends ("Interviewer 1", "Entrevistado Juan Pérez") and without what stands in brackets; none in
/// labels that name nobody ("Speaker 2", "The nurse").
pub(crate) fn name_in_label(label: &str) -> Option<&str> {
    let (base, bracketed) = label.split_at(label.find(['(', '[', '（']).unwrap_or(label.len()));
    let bracketed = bracketed.trim_matches(|c: char| !c.is_alphanumeric());
    // In "Participant (Pat Smith)" the name stands behind the part.
    let in_brackets = || Some(bracketed).filter(|name| looks::is_name(name, &BTreeSet::new()));
    without_parts(base).or_else(|| in_brackets().and_then(without_parts))
}

/// True if words look like the name of a person and are not among the `common` words of the texts.
pub(super) fn is_name_among(name: &str, common: &BTreeSet<String>) -> bool {
    looks::is_name(name.trim(), common) && !name.contains(|c: char| c.is_ascii_digit())
}

/// True if the label of a speaker names the part of those who ask, or their occupation.
pub(super) fn asks_by_label(label: &str) -> bool {
    matches!(role_of(label), Some(Role::Interviewer | Role::Researcher))
}

/// True if words name one of several who are asked by a number: `P01`, `Participant 3`.
pub(super) fn is_numbered_participant(name: &str) -> bool {
    let has_number = name.contains(|c: char| c.is_ascii_digit());
    has_number && role_of(name.trim()) == Some(Role::Participant)
}

/// A name without words at its ends that name a part or a number.
fn without_parts(label: &str) -> Option<&str> {
    let names_nobody = |word: &str| {
        role_of(word).is_some()
            || roles::is_neutral(&key(word))
            || !word.chars().any(char::is_alphabetic)
    };
    let mut name = label.trim();
    while let Some(word) = name.split_whitespace().next().filter(|word| names_nobody(word)) {
        name = name[word.len()..].trim_start();
    }
    while let Some(word) = name.split_whitespace().next_back().filter(|word| names_nobody(word)) {
        name = name[..name.len() - word.len()].trim_end();
    }
    // "The nurse" and "in the end" name nobody; "Per Hansen" and "Le Thi Hoa" do.
    let mut others = name.split_whitespace().skip(1);
    let begins_sentence = looks::begins_as_no_name(name)
        && others.all(|word| word.chars().next().is_some_and(char::is_lowercase));
    (!name.is_empty() && !begins_sentence).then_some(name)
}

/// True if the beginning of a text is talk: most of its lines have a time or the label of somebody
/// who asks, a speaker and words.
pub(crate) fn is_talk(beginning: &str) -> bool {
    const MOST: f64 = 0.7;
    /// Words of a turn; cells of a table have fewer.
    const WORDS: usize = 3;
    let lines = lines_of(beginning, &[]);
    let found = accept::speakers(std::slice::from_ref(&lines), &[]);
    let turns: Vec<(&LineLabel<'_>, usize)> = lines
        .iter()
        .filter_map(|line| line.label.as_ref().map(|label| (label, line)))
        .filter(|(label, _)| found[0].contains(&(label.key.clone(), label.label.form)))
        .map(|(label, line)| (label, line.speech().split_whitespace().count()))
        .collect();
    let said = lines.iter().filter(|line| !line.is_blank()).count();
    let timed = turns.iter().filter(|(label, _)| label.label.time.is_some()).count();
    let asked = turns.iter().any(|(label, _)| role_of(label.label.name) == Some(Role::Interviewer));
    let words: usize = turns.iter().map(|(_, words)| words).sum();
    let enough = |count: usize| count as f64 >= MOST * said as f64;
    turns.len() > 2
        && enough(turns.len())
        && words >= WORDS * turns.len()
        && (asked || enough(timed))
}

/// The labels of one text that are those of speakers.
pub(super) struct LabelledSpeakers(BTreeSet<(String, LabelForm)>);

impl LabelledSpeakers {
    /// Finds the labels in lines of a text.
    pub(super) fn find(lines: &str, stated: &[String]) -> Self {
        let lines = lines_of(lines, stated);
        let found = accept::speakers(std::slice::from_ref(&lines), stated);
        Self(found.into_iter().flatten().collect())
    }

    /// True if a label is that of a speaker.
    pub(super) fn has(&self, label: &Label<'_>) -> bool {
        self.0.contains(&(key(label.name), label.form))
    }
}

fn is_labelled(stretches: &[SpokenStretch]) -> bool {
    stretches.iter().any(|stretch| stretch.speaker.is_some())
}

fn split_all(texts: &[TalkText<'_>], stated: &[String]) -> (Vec<SpokenText>, Vec<LabelKeys>) {
    let open = |text: &TalkText<'_>| match &text.marked {
        Some(marked) if is_labelled(marked) => 0,
        _ => text.text.len(),
    };
    let mut lines: Vec<_> = texts
        .iter()
        .map(|text| {
            let mut lines = lines_of(&text.text[..open(text)], stated);
            label_by_bold(&mut lines, text.heads);
            lines
        })
        .collect();
    let keys: Vec<LabelKeys> =
        texts.iter().zip(&lines).map(|(text, lines)| keys_of(text, lines)).collect();
    for (lines, keys) in lines.iter_mut().zip(&keys) {
        for label in lines.iter_mut().filter_map(|line| line.label.as_mut()) {
            label.key = keys.key(label.label.name);
        }
    }
    let speakers = accept::speakers(&lines, stated);
    let spoken = texts
        .iter()
        .zip(lines.iter().zip(&keys).zip(&speakers))
        .map(|(text, ((lines, keys), speakers))| {
            if let Some(marked) = text.marked.as_ref().filter(|marked| is_labelled(marked)) {
                return SpokenText { stretches: marked.clone(), ..SpokenText::default() };
            }
            let spoken = split(lines, speakers, stated, keys);
            if is_labelled(&spoken.stretches) {
                return spoken;
            }
            let is_bold = |line: &Line<'_>| {
                let after = text.bold.partition_point(|bold| bold.start <= line.start);
                after > 0 && text.bold[after - 1].contains(&line.start)
            };
            let bold: Vec<bool> = lines.iter().map(is_bold).collect();
            match questions(lines, &bold) {
                Some(stretches) => SpokenText { stretches, ..spoken },
                // Cues stay turns of their own.
                None => {
                    let spoken = match &text.marked {
                        Some(marked) => SpokenText { stretches: marked.clone(), ..spoken },
                        None => spoken,
                    };
                    if alternates_now_and_then(lines) { of_nobody_known(spoken) } else { spoken }
                }
            }
        })
        .collect();
    (spoken, keys)
}

/// The keys of all labels that a text has, in its lines or by its format.
fn keys_of(text: &TalkText<'_>, lines: &[Line<'_>]) -> LabelKeys {
    let marked = text.marked.iter().flatten().filter_map(|stretch| stretch.speaker.as_deref());
    let labels = lines.iter().filter_map(|line| line.label.as_ref());
    LabelKeys::of(labels.map(|label| label.label.name).chain(marked))
}

/// The stretches of a text without labels in which two seem to speak.
fn of_nobody_known(mut spoken: SpokenText) -> SpokenText {
    for stretch in &mut spoken.stretches {
        stretch.voice.get_or_insert(Voice::Unclear);
    }
    spoken
}

fn with_voices(
    spoken: SpokenText,
    voices: &BTreeMap<String, Voice>,
    keys: &LabelKeys,
) -> Vec<SpokenTurn> {
    let only_asks =
        voices.values().all(|voice| matches!(voice, Voice::Interviewer | Voice::LikelyInterviewer));
    let probable = voices.values().any(|voice| *voice == Voice::LikelyInterviewer);
    // Where respondents have labels, words without one may be a heading or a note.
    let unlabelled = match (only_asks, probable) {
        (false, _) => Voice::Nobody,
        (true, true) => Voice::Unclear,
        (true, false) => Voice::Respondent,
    };
    let voice = |stretch: &SpokenStretch| {
        let speaker = stretch.speaker.as_ref();
        let labelled = speaker.and_then(|label| voices.get(&keys.key(label)).copied());
        labelled.or(stretch.voice).unwrap_or(unlabelled)
    };
    let turn = |stretch: SpokenStretch| SpokenTurn { voice: voice(&stretch), stretch };
    spoken.stretches.into_iter().map(turn).collect()
}

//! Who speaks in the transcripts of a folder, as far as a draft says it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::small_words::SpokenWords;
use super::text::quote;
use crate::finding::Findings;
use crate::locale::ScaffoldWords;
use crate::sources::{Transcript, Voice, read_transcripts};

/// The speakers of a folder of transcripts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct SpeakersDraft {
    /// Labels that say that the speaker asks.
    interviewers: BTreeSet<String>,
    /// Labels of those who probably ask, by how they do.
    proposed: BTreeSet<String>,
    /// True if most transcripts are talks of several respondents with labels of their own.
    groups: bool,
    /// True if most transcripts have labels of speakers.
    talk: bool,
    /// What tells the language that they speak.
    words: SpokenWords,
}

/// Fewest speakers that make a group of a talk, an interviewer included.
const LEAST_OF_A_GROUP: usize = 3;
/// As many labels as a draft lists.
const MOST_LABELS: usize = 12;

impl SpeakersDraft {
    /// Reads the speakers of a folder; none where it cannot be read, as the study will say.
    pub(super) fn read(folder: &Path) -> Self {
        let findings = &mut Findings::default();
        let read = read_transcripts(folder, &folder.display().to_string(), &[], None, findings);
        read.map(|transcripts| Self::of(&transcripts)).unwrap_or_default()
    }

    pub(super) fn of(transcripts: &[Transcript]) -> Self {
        let words = SpokenWords::of_talk(transcripts);
        let mut draft = Self { words, ..Self::default() };
        let (mut groups, mut labels) = (0, BTreeMap::<&str, usize>::new());
        let mut talks = 0;
        for transcript in transcripts {
            let (mut asked, mut asks) = (BTreeSet::new(), false);
            for turn in &transcript.turns {
                let Some(label) = &turn.speaker else { continue };
                asks |= turn.voice == Voice::Interviewer;
                match turn.voice {
                    Voice::Interviewer => _ = draft.interviewers.insert(label.clone()),
                    Voice::LikelyInterviewer => _ = draft.proposed.insert(label.clone()),
                    Voice::Respondent | Voice::Unclear => _ = asked.insert(label.as_str()),
                    Voice::Nobody => {}
                }
            }
            // Without somebody who is known to ask, one of the speakers may be the interviewer.
            let respondents = asked.len() + usize::from(asks);
            groups += usize::from(respondents >= LEAST_OF_A_GROUP);
            talks += usize::from(asks || !asked.is_empty());
            asked.into_iter().for_each(|label| *labels.entry(label).or_default() += 1);
        }
        // "P1" of two talks is two people, whom a label cannot tell apart.
        let apart = labels.values().all(|documents| *documents == 1);
        draft.groups = apart && groups * 2 > transcripts.len();
        draft.talk = talks * 2 > transcripts.len();
        draft
    }

    /// True if somebody speaks in most transcripts, by labels.
    pub(super) fn are_of_talk(&self) -> bool {
        self.talk
    }

    /// What tells the language that they speak.
    pub(super) fn words(&self) -> &SpokenWords {
        &self.words
    }

    /// True if the labels of turns name the respondents.
    pub(super) fn is_of_groups(&self) -> bool {
        self.groups
    }

    /// The rule that finds respondents: the label of each turn in talks of groups, else the name of
    /// the document.
    pub(super) fn respondent(&self, pattern: &str) -> String {
        if self.groups {
            return "respondent = { speaker = '^(.+)$' }\n".to_owned();
        }
        format!("respondent = {{ document = '{pattern}' }}\n")
    }

    /// The lines that name who asks; those that are only probable are a comment.
    pub(super) fn interviewers(&self, words: &ScaffoldWords) -> String {
        let line = |mark: &str, labels: &BTreeSet<String>, why: &str| {
            let labels: Vec<String> =
                labels.iter().take(MOST_LABELS).map(|label| quote(label)).collect();
            format!("{mark}interviewer = [{}]   # {why}\n", labels.join(", "))
        };
        let mut text = String::new();
        if !self.interviewers.is_empty() {
            text.push_str(&line("", &self.interviewers, words.interviewer));
        }
        if !self.proposed.is_empty() {
            text.push_str(&line("# ", &self.proposed, words.interviewer_proposed));
        }
        text
    }
}

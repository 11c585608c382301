//! Warnings on transcripts of one respondent in which it is not known for sure who speaks.

use std::collections::{BTreeMap, BTreeSet};

use super::findings::StudyFinding;
use crate::finding::Findings;
use crate::ids::SourceId;
use crate::locator::Place;
use crate::sources::{Transcript, Voice};

/// Reports the transcripts of a source whose speakers are not told apart for sure. `is_owned` says
/// of a transcript, by position, whether all of it is one respondent's.
pub(super) fn report_doubtful_speakers(
    source: &SourceId,
    path: &str,
    transcripts: &[Transcript],
    is_owned: impl Fn(usize) -> bool,
    findings: &mut Findings,
) {
    for (at, transcript) in transcripts.iter().enumerate() {
        let place = || Place::file(format!("{path}/{}", transcript.document));
        let mut speakers: BTreeMap<Voice, BTreeSet<&str>> = BTreeMap::new();
        for turn in transcript.turns.iter().filter(|turn| turn.voice.is_doubtful()) {
            let label = turn.speaker.as_deref().unwrap_or_default();
            speakers.entry(turn.voice).or_default().insert(label);
        }
        let likely = speakers.remove(&Voice::LikelyInterviewer).unwrap_or_default();
        let mut unclear = speakers.remove(&Voice::Unclear).unwrap_or_default();
        unclear.remove("");
        // Where turns are respondents' by their labels, these tell who speaks.
        let owned = is_owned(at);
        if owned && !unclear.is_empty() {
            // Their names are those of respondents, so the finding counts them.
            let speakers = unclear.len() + likely.len();
            let kind = StudyFinding::SpeakersUnknown { source: source.clone(), speakers };
            findings.add_at(kind, place());
        }
        let asked: BTreeSet<String> = transcript
            .turns
            .iter()
            .filter(|turn| turn.voice == Voice::Respondent)
            .filter_map(|turn| turn.speaker.as_deref().map(str::to_lowercase))
            .collect();
        if owned && asked.len() > 1 {
            let (source, speakers) = (source.clone(), asked.len());
            findings.add_at(StudyFinding::SeveralSpeakers { source, speakers }, place());
        }
        for label in likely {
            let source = source.clone();
            let kind = match label {
                "" => StudyFinding::QuestionsUnlabelled { source },
                label => StudyFinding::InterviewerProposed { source, label: label.to_owned() },
            };
            findings.add_at(kind, place());
        }
    }
}

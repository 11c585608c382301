//! What was read of the interviews of a study: transcripts, speakers, words, minutes.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::ids::SourceId;
use crate::sources::{Transcript, Voice};
use crate::study::Study;

/// The interviews of one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InterviewsRead {
    /// Source of the transcripts.
    pub source: SourceId,
    /// Number of transcripts.
    pub transcripts: usize,
    /// Number of transcripts with a coded segment.
    pub coded: usize,
    /// Number of coded segments that were placed in them.
    pub segments: usize,
    /// Words of respondents.
    pub words: usize,
    /// Words of those who ask, for sure or probably.
    pub interviewer_words: usize,
    /// Words of speakers of whom nothing tells whether they ask.
    pub unclear_words: usize,
    /// Minutes of recording up to the last time of each transcript; `None` without times.
    pub minutes: Option<u64>,
    /// Labels of those who ask, for sure or probably.
    pub interviewers: BTreeSet<String>,
    /// Labels of the other speakers.
    pub others: BTreeSet<String>,
}

impl InterviewsRead {
    /// The interviews of each source that has transcripts.
    ///
    /// ```
    /// use persona_synthesis::{Study, coding::InterviewsRead};
    ///
    /// let study = Study::open("data/interviews-only/study.toml")?;
    /// let read = InterviewsRead::from_study(&study);
    /// assert_eq!(read.len(), 1);
    /// assert!(read[0].coded > 0 && read[0].words > read[0].interviewer_words);
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    #[must_use]
    pub fn from_study(study: &Study) -> Vec<Self> {
        study.sources_of_transcripts().map(|source| Self::of_source(study, source)).collect()
    }

    fn of_source(study: &Study, source: usize) -> Self {
        let transcripts = study.transcripts(source);
        let own = || study.segments().iter().filter(|segments| segments.transcripts == source);
        let placed = || own().flat_map(|segments| &segments.placed);
        let coded: BTreeSet<u32> = placed().map(|segment| segment.transcript).collect();
        let mut read = Self {
            source: study.source_id(source).clone(),
            transcripts: transcripts.len(),
            coded: coded.len(),
            segments: placed().count(),
            words: 0,
            interviewer_words: 0,
            unclear_words: 0,
            minutes: minutes(transcripts),
            interviewers: BTreeSet::new(),
            others: BTreeSet::new(),
        };
        for transcript in transcripts {
            for turn in &transcript.turns {
                let words = transcript.text.slice(turn.chars.clone()).unwrap_or_default();
                let words = words.split_whitespace().count();
                let (labels, sum) = match turn.voice {
                    Voice::Interviewer | Voice::LikelyInterviewer => {
                        (&mut read.interviewers, &mut read.interviewer_words)
                    }
                    Voice::Respondent => (&mut read.others, &mut read.words),
                    Voice::Unclear => (&mut read.others, &mut read.unclear_words),
                    Voice::Nobody => continue,
                };
                *sum += words;
                if let Some(label) = turn.speaker.as_ref().filter(|label| !labels.contains(*label))
                {
                    labels.insert(label.clone());
                }
            }
        }
        read
    }
}

/// Minutes up to the last time of each transcript, rounded.
fn minutes(transcripts: &[Transcript]) -> Option<u64> {
    let last = transcripts.iter().filter_map(|read| read.cues.last());
    let milliseconds: Vec<u64> = last.map(|cue| cue.time.milliseconds()).collect();
    (!milliseconds.is_empty()).then(|| (milliseconds.iter().sum::<u64>() + 30_000) / 60_000)
}

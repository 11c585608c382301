//! The words of respondents as sentences, each with the question that it answers.

use std::collections::BTreeMap;
use std::ops::Range;

use rust_stemmers::Stemmer;

use super::topics::{AskedQuestion, TopicIndex};
use super::words::{Tools, Word};
use crate::sources::{Transcript, Voice};
use crate::study::Study;

/// A sentence of a respondent.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    /// Position of the transcript among those of its source.
    pub(super) transcript: u32,
    /// Whose words they are: people are numbered through.
    pub(super) person: u32,
    /// Position in code points.
    pub(super) chars: Range<u32>,
    /// Position of the turn that it is part of.
    pub(super) turn: Range<u32>,
    /// Its words; a phrase lies within one part.
    pub(super) parts: Vec<Vec<Word>>,
    /// The topic of the question that it answers.
    pub(super) topic: Option<u32>,
}

impl Sentence {
    /// Number of its words.
    pub(super) fn words(&self) -> usize {
        self.parts.iter().map(Vec::len).sum()
    }
}

/// Everything that respondents say in the transcripts of a source.
pub(super) struct Talk {
    pub(super) sentences: Vec<Sentence>,
    pub(super) topics: TopicIndex,
    /// Number of sentences in answers to each topic.
    pub(super) answers: Vec<usize>,
    /// Number of people who say something.
    pub(super) people: usize,
    /// Words of speakers of whom nothing tells whether they ask: nothing is suggested of them.
    pub(super) unclear_words: usize,
}

/// Words of all transcripts that are looked at: enough for any study that people read.
const MOST_WORDS: usize = 2_000_000;

impl Talk {
    pub(super) fn of_source(study: &Study, source: usize, stemmer: &Stemmer) -> Self {
        let mut people: BTreeMap<String, u32> = BTreeMap::new();
        let (mut sentences, mut questions) = (Vec::new(), Vec::new());
        // Answers by the question before them, until the topics of questions are known.
        let mut answers: Vec<Option<usize>> = Vec::new();
        let (mut left, mut unclear_words) = (MOST_WORDS, 0);
        for (number, transcript) in (0_u32..).zip(study.transcripts(source)) {
            // Whoever is not to be quoted lends no words to a code either.
            if study.speakers(source, number).any(|one| study.is_unquotable(one)) {
                continue;
            }
            let owner = study.record_owners(source).get(number as usize).copied().flatten();
            let tools = Tools::for_text(stemmer, transcript.text.as_str());
            let mut asked: Option<usize> = None;
            for turn in &transcript.turns {
                let text = transcript.text.slice(turn.chars.clone()).unwrap_or_default();
                match turn.voice {
                    Voice::Interviewer | Voice::LikelyInterviewer => {
                        let question = AskedQuestion::of(number, text, &tools);
                        // "And then?" asks on about the same.
                        if !question.stems.is_empty() {
                            asked = Some(questions.len());
                            questions.push(question);
                        }
                    }
                    Voice::Respondent => {
                        let name = match (owner, &turn.speaker) {
                            (Some(owner), _) => study.name(owner).to_owned(),
                            (None, Some(label)) => label.clone(),
                            (None, None) => transcript.document.clone(),
                        };
                        let next = u32::try_from(people.len()).unwrap_or(u32::MAX);
                        let person = *people.entry(name).or_insert(next);
                        for chars in sentences_in(transcript, &turn.chars) {
                            let text = transcript.text.slice(chars.clone()).unwrap_or_default();
                            let parts = tools.parts(text);
                            let words = parts.iter().map(Vec::len).sum::<usize>();
                            if words == 0 || words > left {
                                continue;
                            }
                            left -= words;
                            answers.push(asked);
                            let transcript = number;
                            sentences.push(Sentence {
                                transcript,
                                person,
                                chars,
                                turn: turn.chars.clone(),
                                parts,
                                topic: None,
                            });
                        }
                    }
                    Voice::Unclear => unclear_words += text.split_whitespace().count(),
                    Voice::Nobody => {}
                }
            }
        }
        let topics = TopicIndex::of(&questions);
        for (sentence, asked) in sentences.iter_mut().zip(answers) {
            sentence.topic = asked.and_then(|question| topics.topic_of(question));
        }
        let mut of_topics = vec![0; topics.topics.len()];
        for topic in sentences.iter().filter_map(|sentence| sentence.topic) {
            of_topics[topic as usize] += 1;
        }
        Self { sentences, topics, answers: of_topics, people: people.len(), unclear_words }
    }
}

/// The sentences of a stretch, without the blanks around them.
fn sentences_in(transcript: &Transcript, chars: &Range<u32>) -> Vec<Range<u32>> {
    let text = transcript.text.slice(chars.clone()).unwrap_or_default();
    let mut found = Vec::new();
    let (mut start, mut end, mut ended) = (None, chars.start, false);
    for (at, c) in (chars.start..).zip(text.chars()) {
        let stops = matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।');
        // "3.5" and "e.g." go on.
        if (ended && !stops && c.is_whitespace()) || c == '\n' {
            found.extend(start.take().map(|start| start..end));
            ended = false;
            continue;
        }
        ended = stops || (ended && !c.is_alphanumeric());
        if !c.is_whitespace() {
            start.get_or_insert(at);
            end = at + 1;
        }
    }
    found.extend(start.map(|start| start..end));
    found
}

//! Topics: the questions of a guide, as they are put to several people.

use std::collections::{BTreeMap, BTreeSet};

use super::super::stems::similarity;
use super::words::Tools;

/// A question, or what an interviewer says in its place.
pub(super) struct AskedQuestion {
    transcript: u32,
    /// The words that say what it is about, in order.
    words: Vec<(String, String)>,
    pub(super) stems: BTreeSet<String>,
}

impl AskedQuestion {
    pub(super) fn of(transcript: u32, text: &str, tools: &Tools<'_>) -> Self {
        // The last sentence that asks; what stands before it is mostly small talk.
        let asks = |sentence: &&str| sentence.contains(['?', '？', '؟']);
        let sentences: Vec<&str> = text.split_inclusive(['?', '？', '؟', '.', '!', '。']).collect();
        let asked = sentences.iter().copied().rfind(asks).unwrap_or(text);
        let words: Vec<(String, String)> = tools
            .parts(asked)
            .into_iter()
            .flatten()
            .filter(|word| !word.is_stop)
            .map(|word| (word.stem, word.said.to_lowercase()))
            .collect();
        let stems = words.iter().map(|(stem, _)| stem.clone()).collect();
        Self { transcript, words, stems }
    }
}

/// A question that several people were asked.
pub(super) struct Topic {
    /// The words that its questions share.
    pub(super) name: String,
    /// Number of transcripts in which it was asked.
    pub(super) asked: usize,
}

/// The topics of all questions.
pub(super) struct TopicIndex {
    pub(super) topics: Vec<Topic>,
    /// Topic of each question.
    of_question: Vec<Option<u32>>,
}

/// Questions of one topic share so many of their words.
const ALIKE: f64 = 0.4;
/// More groups of questions are no guide.
const MOST_GROUPS: usize = 400;
/// Words of the name of a topic.
const LONGEST_NAME: usize = 4;

impl TopicIndex {
    pub(super) fn of(questions: &[AskedQuestion]) -> Self {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (number, question) in questions.iter().enumerate() {
            let likeness =
                |group: &Vec<usize>| similarity(&questions[group[0]].stems, &question.stems);
            let best = groups.iter().map(likeness).enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
            match best.filter(|(_, likeness)| *likeness >= ALIKE) {
                Some((group, _)) => groups[group].push(number),
                None if groups.len() < MOST_GROUPS => groups.push(vec![number]),
                None => {}
            }
        }
        let mut index = Self { topics: Vec::new(), of_question: vec![None; questions.len()] };
        for group in groups {
            let asked: BTreeSet<u32> = group.iter().map(|at| questions[*at].transcript).collect();
            // What one person was asked is no part of the guide.
            if asked.len() < 2 {
                continue;
            }
            let number = u32::try_from(index.topics.len()).unwrap_or(u32::MAX);
            group.iter().for_each(|at| index.of_question[*at] = Some(number));
            let name = name_of(group.iter().map(|at| &questions[*at]));
            index.topics.push(Topic { name, asked: asked.len() });
        }
        index
    }

    pub(super) fn topic_of(&self, question: usize) -> Option<u32> {
        self.of_question[question]
    }
}

/// The words that most of the questions share, in the order of the shortest of them.
fn name_of<'a>(questions: impl Iterator<Item = &'a AskedQuestion>) -> String {
    let questions: Vec<&AskedQuestion> = questions.collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for question in &questions {
        question.stems.iter().for_each(|stem| *times.entry(stem).or_default() += 1);
    }
    let Some(shortest) = questions.iter().min_by_key(|question| question.words.len()) else {
        return String::new();
    };
    let mut known = BTreeSet::new();
    let shared = shortest.words.iter().filter(|(stem, _)| {
        times.get(stem.as_str()).is_some_and(|times| times * 2 > questions.len())
            && known.insert(stem.as_str())
    });
    shared.map(|(_, said)| said.as_str()).take(LONGEST_NAME).collect::<Vec<_>>().join(" ")
}

//! Topics: the questions of a guide, as they are put to several people.

use std::collections::{BTreeMap, BTreeSet};

use super::super::stems::similarity;
use super::words::Tools;

/// A question, or what an interviewer says in its place.
pub(super) struct AskedQuestion {
    transcript: u32,
    /// As it was put, without blanks around it.
    text: String,
    pub(super) stems: BTreeSet<String>,
}

impl AskedQuestion {
    pub(super) fn of(transcript: u32, text: &str, tools: &Tools<'_>) -> Self {
        // The last sentence that asks; what stands before it is mostly small talk.
        let asks = |sentence: &&str| sentence.contains(['?', '？', '؟']);
        let sentences: Vec<&str> = text.split_inclusive(['?', '？', '؟', '.', '!', '。']).collect();
        let asked = sentences.iter().copied().rfind(asks).unwrap_or(text);
        let words = tools.parts(asked).into_iter().flatten();
        let stems = words.filter(|word| !word.is_stop).map(|word| word.stem).collect();
        let text = asked.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { transcript, text, stems }
    }
}

/// A question that several people were asked.
pub(super) struct Topic {
    /// The question as it was put most often.
    pub(super) name: String,
    /// Number of transcripts in which it was asked.
    pub(super) asked: usize,
}

/// The topics of all questions.
pub(super) struct TopicIndex {
    pub(super) topics: Vec<Topic>,
    /// Topic of each question.
    of_question: Vec<Option<u32>>,
    /// Stems of the words of these questions.
    stems: BTreeSet<String>,
}

/// Questions of one topic share so many of their words, and two at least unless they have but one.
const ALIKE: f64 = 0.4;
const LEAST_SHARED: usize = 2;
/// Questions of one interview are of one topic only if they share so many.
const SAME: f64 = 0.7;
/// More groups of questions are no guide.
const MOST_GROUPS: usize = 400;
/// Characters of the name of a topic.
const LONGEST_NAME: usize = 60;

impl TopicIndex {
    pub(super) fn of(questions: &[AskedQuestion]) -> Self {
        let stems = telling_stems(questions);
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (number, own) in stems.iter().enumerate() {
            let likeness = |group: &Vec<usize>| {
                let first = &stems[group[0]];
                let shared = first.intersection(own).count();
                let enough = shared >= LEAST_SHARED || first == own;
                let likeness = if enough { similarity(first, own) } else { 0.0 };
                // A guide asks each question once: two of one interview are two, unless they are
                // nearly the same.
                let is_put = |at: &usize| questions[*at].transcript == questions[number].transcript;
                let again = group.last().is_some_and(is_put);
                if again && likeness < SAME { 0.0 } else { likeness }
            };
            let best = groups.iter().map(likeness).enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
            match best.filter(|(_, likeness)| *likeness >= ALIKE) {
                Some((group, _)) => groups[group].push(number),
                None if groups.len() < MOST_GROUPS => groups.push(vec![number]),
                None => {}
            }
        }
        let mut index = Self {
            topics: Vec::new(),
            of_question: vec![None; questions.len()],
            stems: BTreeSet::new(),
        };
        for group in groups {
            let asked: BTreeSet<u32> = group.iter().map(|at| questions[*at].transcript).collect();
            // What one person was asked is no part of the guide.
            if asked.len() < 2 {
                continue;
            }
            let number = u32::try_from(index.topics.len()).unwrap_or(u32::MAX);
            group.iter().for_each(|at| index.of_question[*at] = Some(number));
            let asked_of: Vec<&AskedQuestion> = group.iter().map(|at| &questions[*at]).collect();
            index.stems.extend(shared_stems(&asked_of));
            let name = name_of(&asked_of);
            index.topics.push(Topic { name, asked: asked.len() });
        }
        index
    }

    /// True if the guide has a word: who repeats it echoes the question.
    pub(super) fn has_word(&self, stem: &str) -> bool {
        self.stems.contains(stem)
    }

    pub(super) fn topic_of(&self, question: usize) -> Option<u32> {
        self.of_question[question]
    }
}

/// The stems of each question without those that a good part of all questions have, which say what
/// the study is about; all of them where no other is left.
fn telling_stems(questions: &[AskedQuestion]) -> Vec<BTreeSet<String>> {
    /// Fewer different questions have no words in common that would mean nothing.
    const LEAST_QUESTIONS: usize = 4;
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    let different: BTreeSet<&BTreeSet<String>> = questions.iter().map(|one| &one.stems).collect();
    for stem in different.iter().copied().flatten() {
        *times.entry(stem).or_default() += 1;
    }
    let is_common = |stem: &String| {
        different.len() >= LEAST_QUESTIONS && times[stem.as_str()] * 4 >= different.len()
    };
    let telling = |one: &AskedQuestion| {
        let rest: BTreeSet<String> =
            one.stems.iter().filter(|stem| !is_common(stem)).cloned().collect();
        if rest.is_empty() { one.stems.clone() } else { rest }
    };
    questions.iter().map(telling).collect()
}

/// Stems that the questions of several transcripts have.
fn shared_stems(questions: &[&AskedQuestion]) -> BTreeSet<String> {
    let mut asked: BTreeMap<&String, BTreeSet<u32>> = BTreeMap::new();
    for question in questions {
        for stem in &question.stems {
            asked.entry(stem).or_default().insert(question.transcript);
        }
    }
    let shared = asked.into_iter().filter(|(_, transcripts)| transcripts.len() > 1);
    shared.map(|(stem, _)| stem.clone()).collect()
}

/// The question as it was put most often, or else the one that is most like the others; cut where
/// it is long.
fn name_of(questions: &[&AskedQuestion]) -> String {
    /// Questions that are compared with each other.
    const MOST_COMPARED: usize = 200;
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    questions.iter().for_each(|question| *times.entry(&question.text).or_default() += 1);
    let compared = &questions[..questions.len().min(MOST_COMPARED)];
    let likeness = |of: &AskedQuestion| -> f64 {
        compared.iter().map(|other| similarity(&of.stems, &other.stems)).sum()
    };
    let text = |of: &&&AskedQuestion| of.text.clone();
    let best = compared.iter().max_by(|a, b| {
        times[&*a.text]
            .cmp(&times[&*b.text])
            .then_with(|| likeness(a).total_cmp(&likeness(b)))
            .then_with(|| b.text.chars().count().cmp(&a.text.chars().count()))
            .then_with(|| b.text.cmp(&a.text))
    });
    let best = best.as_ref().map(text).unwrap_or_default();
    match best.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", best[..end].trim_end()),
        None => best,
    }
}

//! Drafted codings: phrases that several people use, and answers to the questions of a guide.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::super::stems::stemmer;
use super::super::suggest::Suggestion;
use super::phrases::Phrase;
use super::talk::Talk;
use crate::ids::SourceId;
use crate::locator::{Locator, position32};
use crate::study::{Study, WITHHELD};

/// A passage and the code that it may deserve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DraftedCoding {
    /// Name of the transcript.
    pub document: String,
    /// Position of the passage in code points, end exclusive.
    pub chars: Range<u32>,
    /// Its words with personal data masked; `[not to be quoted]` without consent.
    pub words: String,
    /// Path of the code; its last part says that it is a suggestion.
    pub code: String,
    /// Reason for the code.
    pub basis: DraftBasis,
}

/// Reason for a drafted code.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum DraftBasis {
    /// Several people use the phrase.
    Phrase {
        /// Number of people who use it.
        people: usize,
        /// Number of people who say something.
        of: usize,
    },
    /// Its words are like those of quotes that people gave the code.
    Quotes {
        /// Similarity to these quotes, 0..=1.
        likeness: f64,
    },
    /// It answers a question that several people were asked, and holds no such phrase.
    Question {
        /// Number of transcripts in which the question was asked.
        asked: usize,
    },
}

/// Codes drafted from the words of the transcripts of one source. They are no codings: a person
/// keeps, edits or drops each.
///
/// Themes are the questions of the guide, found as turns of interviewers that share most of their
/// words across transcripts, and phrases that several people use, ranked by their C-value. Words
/// are compared by their stems. Nobody's words but those of respondents are drafted: turns of whom
/// nothing tells whether they ask are left out.
///
/// # Limits
///
/// It knows words, not meaning: what each says in other words is not found, and a phrase that is
/// shared may mean nothing. In scripts without blanks between words, pairs of signs stand for
/// words. [`DraftTrial`](super::DraftTrial) says how far drafts meet what people coded.
///
/// ```
/// use persona_synthesis::{Study, coding::DraftedCodes};
///
/// let study = Study::open("data/interviews-only/study.toml")?;
/// let drafted = DraftedCodes::from_study(&study);
/// assert!(drafted[0].codings.iter().all(|coding| coding.code.ends_with("(suggested)")));
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DraftedCodes {
    /// Source of the transcripts.
    pub source: SourceId,
    /// The passages by code, the codes by the number of people.
    pub codings: Vec<DraftedCoding>,
    /// Words of speakers of whom nothing tells whether they ask.
    pub unclear_words: usize,
}

/// Sentences of one person that are shown for a phrase.
const MOST_OF_PERSON: usize = 2;
/// Fewest words of an answer that is shown for its question, and most of one that is shown whole.
const LEAST_WORDS: usize = 4;
const MOST_WORDS: usize = 60;

impl DraftedCodes {
    /// Drafts codes for the transcripts of each source.
    #[must_use]
    pub fn from_study(study: &Study) -> Vec<Self> {
        study.sources_of_transcripts().map(|source| Self::of_source(study, source)).collect()
    }

    /// The suggestions that were learnt from coded quotes, for passages of transcripts, in the same
    /// form.
    #[must_use]
    pub fn learnt(study: &Study, suggestions: &[Suggestion]) -> Vec<Self> {
        let mark = mark(study);
        let mut all: BTreeMap<&SourceId, Vec<DraftedCoding>> = BTreeMap::new();
        for suggestion in suggestions {
            let Locator::Text { source, document, start, end, .. } = &suggestion.locator else {
                continue;
            };
            all.entry(source).or_default().push(DraftedCoding {
                document: document.clone(),
                chars: *start..*end,
                words: suggestion.text.clone(),
                code: match suggestion.code.ends_with(mark) {
                    true => suggestion.code.clone(),
                    false => format!("{} {mark}", suggestion.code),
                },
                basis: DraftBasis::Quotes { likeness: suggestion.score },
            });
        }
        let drafted = |(source, codings): (&SourceId, Vec<DraftedCoding>)| Self {
            source: source.clone(),
            codings,
            unclear_words: 0,
        };
        all.into_iter().map(drafted).collect()
    }

    fn of_source(study: &Study, source: usize) -> Self {
        let talk = Talk::of_source(study, source, &stemmer(study.manifest().language));
        let draft = Draft { study, source, talk: &talk, mark: mark(study) };
        let mut shown = BTreeSet::new();
        let mut codings = Vec::new();
        for phrase in Phrase::all(&talk) {
            codings.extend(draft.of_phrase(&phrase, &mut shown));
        }
        codings.extend(draft.of_questions(&shown));
        let source = study.source_id(source).clone();
        Self { source, codings, unclear_words: talk.unclear_words }
    }
}

/// What the last part of a suggested code ends with: every output that names the code shows it.
fn mark(study: &Study) -> &'static str {
    match study.manifest().language.code() {
        "de" => "(vorgeschlagen)",
        _ => "(suggested)",
    }
}

/// What drafts are made of.
struct Draft<'a> {
    study: &'a Study,
    source: usize,
    talk: &'a Talk,
    /// What the last part of a code ends with.
    mark: &'static str,
}

impl Draft<'_> {
    /// The passages of a phrase; nothing where it holds personal data.
    fn of_phrase(&self, phrase: &Phrase, shown: &mut BTreeSet<usize>) -> Vec<DraftedCoding> {
        if self.study.mask(&phrase.said).text != phrase.said {
            return Vec::new();
        }
        let topic = phrase.topic.and_then(|topic| self.topic_name(topic));
        let code = match topic {
            Some(topic) => format!("{topic}/{} {}", phrase.said, self.mark),
            None => format!("{} {}", phrase.said, self.mark),
        };
        let basis = DraftBasis::Phrase { people: phrase.people, of: self.talk.people };
        let mut of_person = BTreeMap::new();
        let mut codings = Vec::new();
        for at in &phrase.sentences {
            let times: &mut usize = of_person.entry(self.talk.sentences[*at].person).or_default();
            *times += 1;
            shown.insert(*at);
            if *times <= MOST_OF_PERSON {
                let chars = &self.talk.sentences[*at].chars;
                codings.push(self.coding(*at, chars, code.clone(), basis));
            }
        }
        codings
    }

    /// Answers in which no phrase was found, under the question that they answer: whole turns,
    /// since an answer is read as one, but the sentences of long ones.
    fn of_questions(&self, shown: &BTreeSet<usize>) -> Vec<DraftedCoding> {
        let sentences = &self.talk.sentences;
        let turn = |at: usize| (sentences[at].transcript, sentences[at].turn.start);
        let mut words: BTreeMap<(u32, u32), usize> = BTreeMap::new();
        for (at, sentence) in sentences.iter().enumerate() {
            *words.entry(turn(at)).or_default() += sentence.words();
        }
        let told: BTreeSet<(u32, u32)> = shown.iter().map(|at| turn(*at)).collect();
        let mut codings = Vec::new();
        for (number, topic) in (0_u32..).zip(&self.talk.topics.topics) {
            let Some(name) = self.topic_name(number) else { continue };
            let code = format!("{name} {}", self.mark);
            let basis = DraftBasis::Question { asked: topic.asked };
            let mut whole = BTreeSet::new();
            for (at, sentence) in sentences.iter().enumerate() {
                let own = turn(at);
                let is_long = words[&own] > MOST_WORDS;
                let enough = if is_long { sentence.words() } else { words[&own] } >= LEAST_WORDS;
                if sentence.topic != Some(number) || !enough {
                    continue;
                }
                if is_long && !shown.contains(&at) {
                    codings.push(self.coding(at, &sentence.chars, code.clone(), basis));
                } else if !is_long && !told.contains(&own) && whole.insert(own) {
                    codings.push(self.coding(at, &sentence.turn, code.clone(), basis));
                }
            }
        }
        codings
    }

    /// The name of a topic, if it has one that may be shown. A `/` would part it.
    fn topic_name(&self, topic: u32) -> Option<String> {
        let name = &self.talk.topics.topics[topic as usize].name;
        let is_shown = !name.is_empty() && self.study.mask(name).text == *name;
        is_shown.then(|| name.replace('/', " "))
    }

    /// The words at a stretch of the transcript of a sentence, under a code.
    fn coding(
        &self,
        at: usize,
        chars: &Range<u32>,
        code: String,
        basis: DraftBasis,
    ) -> DraftedCoding {
        let number = self.talk.sentences[at].transcript;
        let transcript = &self.study.transcripts(self.source)[number as usize];
        let text = transcript.text.slice(chars.clone()).unwrap_or_default().trim_end();
        let chars = chars.start..chars.start + position32(text.chars().count());
        let withheld = self
            .study
            .speakers(self.source, number)
            .any(|respondent| self.study.is_unquotable(respondent));
        let words = if withheld { WITHHELD.to_owned() } else { self.study.mask(text).text };
        DraftedCoding { document: transcript.document.clone(), chars, words, code, basis }
    }
}

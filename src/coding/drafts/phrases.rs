//! Phrases that several people use.

use std::collections::{BTreeMap, BTreeSet};

use super::talk::{Sentence, Talk};
use super::words::Word;

/// A phrase with the sentences that hold it.
pub(super) struct Phrase {
    /// As it is said most often.
    pub(super) said: String,
    /// Number of people who say it.
    pub(super) people: usize,
    /// Positions of its sentences.
    pub(super) sentences: Vec<usize>,
    /// The topic in whose answers most people say it, if it belongs to one.
    pub(super) topic: Option<u32>,
}

/// Words of the longest phrase.
const LONGEST: usize = 4;
/// As many phrases as a person reads: one for so many words that are said, within bounds.
const WORDS_A_PHRASE: usize = 300;
const PHRASES: (usize, usize) = (40, 100);
/// People who say a phrase of several words, and a single word.
const LEAST_PEOPLE: usize = 2;
const LEAST_PEOPLE_OF_ONE: usize = 3;
/// Most people who say a single word that means something: what all say is how one talks.
const MOST_OF_ONE: f64 = 0.8;
/// Sentences a person in which a single word stands: who speaks of something comes back to it, and
/// words that mean little are spread evenly (Church and Gale 1995, doi 10.1017/S1351324900000139).
const LEAST_TIMES_OF_ONE: f64 = 1.4;
/// Share of a phrase's people who say it in answers to one question, to belong to that.
const OF_TOPIC: f64 = 0.5;
/// How much more often it must be in those answers than their share of all that is said.
const LIFT: f64 = 1.5;
/// Share of the places of a word at which the same words follow, to be shown with them.
const FOLLOWED: f64 = 0.5;
/// Most of these words: "logged me out".
const MOST_FOLLOWING: usize = 2;
/// A phrase whose sentences are those of a better one adds nothing.
const SAME: f64 = 0.7;

/// A phrase in the making.
#[derive(Default)]
struct Candidate {
    people: BTreeSet<u32>,
    sentences: Vec<usize>,
    forms: BTreeMap<String, usize>,
    /// Words in it that mean something.
    weight: usize,
    /// Sum over longer phrases that hold it of the people who say them, and their number.
    longer: (usize, usize),
}

impl Candidate {
    /// The C-value (Frantzi, Ananiadou and Mima 2000, doi 10.1007/s007999900023), counted over
    /// people and with one added to the length, so that single words have one too: a phrase counts
    /// for what it is said outside of longer ones.
    #[allow(clippy::cast_precision_loss, reason = "numbers of people")]
    fn c_value(&self) -> f64 {
        let (sum, number) = self.longer;
        let nested = if number == 0 { 0.0 } else { sum as f64 / number as f64 };
        ((self.weight + 1) as f64).log2() * (self.people.len() as f64 - nested)
    }

    /// The C-value times the sentences a person.
    fn rank(&self) -> f64 {
        self.c_value() * self.times()
    }

    /// Sentences a person.
    fn times(&self) -> f64 {
        share(self.sentences.len(), self.people.len())
    }
}

impl Phrase {
    /// The phrases of a talk, the most telling first.
    pub(super) fn all(talk: &Talk) -> Vec<Self> {
        let candidates = candidates(talk);
        let mut ranked: Vec<(&Vec<&str>, &Candidate)> =
            candidates.iter().filter(|(stems, one)| is_telling(stems, one, talk)).collect();
        ranked.sort_by(|a, b| b.1.rank().total_cmp(&a.1.rank()).then_with(|| a.0.cmp(b.0)));
        let mut chosen: Vec<Self> = Vec::new();
        let closing = closing_words(talk);
        let words: usize = talk.sentences.iter().map(Sentence::words).sum();
        let most = (words / WORDS_A_PHRASE).clamp(PHRASES.0, PHRASES.1);
        for (stems, candidate) in ranked {
            if chosen.len() == most {
                break;
            }
            let own: BTreeSet<usize> = candidate.sentences.iter().copied().collect();
            let repeats = |known: &Self| {
                let shared = known.sentences.iter().filter(|at| own.contains(at)).count();
                share(shared, own.len()) >= SAME
            };
            if !chosen.iter().any(repeats) {
                let topic = topic_of(candidate, talk);
                chosen.push(Self {
                    said: candidate.shown(stems, talk, &closing),
                    people: candidate.people.len(),
                    sentences: own.into_iter().collect(),
                    topic,
                });
            }
        }
        chosen
    }
}

impl Candidate {
    fn most_frequent_form(&self) -> String {
        let most =
            self.forms.iter().max_by_key(|(form, times)| (**times, std::cmp::Reverse(*form)));
        most.map(|(form, _)| form.clone()).unwrap_or_default()
    }

    /// The phrase as a code shows it: a single word with the short ones that mostly follow it,
    /// since "logged me out" says more than "logged".
    fn shown(&self, stems: &[&str], talk: &Talk, closing: &BTreeSet<&str>) -> String {
        let form = self.most_frequent_form();
        let [stem] = stems else { return form };
        let mut followed: BTreeMap<String, usize> = BTreeMap::new();
        let parts = self.sentences.iter().flat_map(|at| &talk.sentences[*at].parts);
        let mut places = 0;
        for part in parts {
            for (at, _) in part.iter().enumerate().filter(|(_, word)| word.stem == *stem) {
                places += 1;
                let after = &part[at + 1..];
                let short = after.iter().take(MOST_FOLLOWING).take_while(|word| word.is_stop);
                let words: Vec<String> = short.map(|word| word.said.to_lowercase()).collect();
                for end in 1..=words.len() {
                    *followed.entry(words[..end].join(" ")).or_default() += 1;
                }
            }
        }
        let closes =
            |words: &str| words.rsplit(' ').next().is_some_and(|last| closing.contains(last));
        followed.retain(|words, times| share(*times, places) >= FOLLOWED && closes(words));
        let longest = followed.keys().max_by_key(|words| (words.len(), *words));
        longest.map_or_else(|| form.clone(), |words| format!("{form} {words}"))
    }
}

/// Short words with which a part of a sentence may end, as "out" and not "the": in a good share of
/// the places where they stand they end one.
fn closing_words(talk: &Talk) -> BTreeSet<&str> {
    const CLOSES: f64 = 0.1;
    let mut times: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for part in talk.sentences.iter().flat_map(|sentence| &sentence.parts) {
        for (at, word) in part.iter().enumerate().filter(|(_, word)| word.is_stop) {
            let of = times.entry(&word.said).or_default();
            *of = (of.0 + usize::from(at + 1 == part.len()), of.1 + 1);
        }
    }
    let closing = times.into_iter().filter(|(_, (last, all))| share(*last, *all) >= CLOSES);
    closing.map(|(word, _)| word).collect()
}

/// Every stretch of words that several people use, by its stems.
fn candidates(talk: &Talk) -> BTreeMap<Vec<&str>, Candidate> {
    let mut said_by: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for sentence in &talk.sentences {
        for word in sentence.parts.iter().flatten().filter(|word| !word.is_stop) {
            said_by.entry(&word.stem).or_default().insert(sentence.person);
        }
    }
    // A phrase is used by no more people than its rarest word.
    let is_shared = |word: &Word| {
        word.is_stop || said_by.get(word.stem.as_str()).is_some_and(|by| by.len() >= LEAST_PEOPLE)
    };
    let mut all: BTreeMap<Vec<&str>, Candidate> = BTreeMap::new();
    for (at, sentence) in talk.sentences.iter().enumerate() {
        for part in &sentence.parts {
            for start in 0..part.len() {
                for length in 1..=LONGEST.min(part.len() - start) {
                    let words = &part[start..start + length];
                    if !is_shared(&words[length - 1]) {
                        break;
                    }
                    if words[0].is_stop || words[length - 1].is_stop {
                        continue;
                    }
                    let stems = words.iter().map(|word| word.stem.as_str()).collect();
                    let one = all.entry(stems).or_default();
                    one.people.insert(sentence.person);
                    // A sentence may say it twice.
                    if one.sentences.last() != Some(&at) {
                        one.sentences.push(at);
                    }
                    let means = |word: &&Word| !word.is_stop && !word.is_amount;
                    one.weight = words.iter().filter(means).count();
                    *one.forms.entry(form_of(words)).or_default() += 1;
                }
            }
        }
    }
    all.retain(|_, one| one.people.len() >= LEAST_PEOPLE);
    count_longer(&mut all);
    all
}

fn form_of(words: &[Word]) -> String {
    words.iter().map(|word| word.said.to_lowercase()).collect::<Vec<_>>().join(" ")
}

/// Tells each phrase of the longer ones that hold it.
fn count_longer(all: &mut BTreeMap<Vec<&str>, Candidate>) {
    let longer: Vec<(Vec<&str>, usize)> = all
        .iter()
        .filter(|(stems, _)| stems.len() > 1)
        .map(|(stems, one)| (stems.clone(), one.people.len()))
        .collect();
    for (stems, people) in longer {
        for length in 1..stems.len() {
            for start in 0..=stems.len() - length {
                if let Some(part) = all.get_mut(&stems[start..start + length]) {
                    part.longer.0 += people;
                    part.longer.1 += 1;
                }
            }
        }
    }
}

/// True for a phrase that may be a theme.
fn is_telling(stems: &[&str], one: &Candidate, talk: &Talk) -> bool {
    // What a question brings up is no finding.
    let echoes = stems.iter().all(|stem| talk.topics.has_word(stem));
    if one.weight == 0 || one.c_value() <= 0.0 || echoes {
        return false;
    }
    if stems.len() > 1 {
        return true;
    }
    let least = LEAST_PEOPLE_OF_ONE.min(talk.people);
    let is_short = one.most_frequent_form().chars().count() < 3 && stems[0].is_ascii();
    let at_home = || topic_of(one, talk).is_some();
    !is_short
        && (one.times() >= LEAST_TIMES_OF_ONE || at_home())
        && one.people.len() >= least
        && share(one.people.len(), talk.people) <= MOST_OF_ONE
}

/// The topic in whose answers a phrase is at home.
fn topic_of(one: &Candidate, talk: &Talk) -> Option<u32> {
    let mut people: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    let mut times: BTreeMap<u32, usize> = BTreeMap::new();
    for sentence in one.sentences.iter().map(|at| &talk.sentences[*at]) {
        if let Some(topic) = sentence.topic {
            people.entry(topic).or_default().insert(sentence.person);
            *times.entry(topic).or_default() += 1;
        }
    }
    let (topic, of) =
        people.iter().max_by_key(|(topic, of)| (of.len(), std::cmp::Reverse(*topic)))?;
    // Answers to the main question hold a good part of every word.
    let everywhere = share(talk.answers[*topic as usize], talk.sentences.len());
    let is_more = share(times[topic], one.sentences.len()) >= LIFT * everywhere;
    (share(of.len(), one.people.len()) >= OF_TOPIC && is_more).then_some(*topic)
}

#[allow(clippy::cast_precision_loss, reason = "numbers of sentences and people")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

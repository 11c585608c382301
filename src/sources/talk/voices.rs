//! Whose words each turn is, from what labels say, and where they say nothing from how their
//! speakers behave in all documents.

use std::collections::{BTreeMap, BTreeSet};

use super::label::is_stated;
use super::lines::asks;
use super::roles::{
    LabelKeys, Role, initials, is_answer, is_neutral, is_question, may_abbreviate_interviewer,
    role_of, words as label_words,
};
use super::voice::Voice;

/// The turns of one document.
pub(super) struct Talk<'a> {
    pub(super) document: &'a str,
    /// Label and words of each turn.
    pub(super) turns: Vec<(Option<&'a str>, &'a str)>,
    /// Parts that the head of the document explains.
    pub(super) explained: &'a [(String, Role)],
}

/// Share of turns with a question from which on a speaker asks.
const ASKS: f64 = 0.4;
/// How much larger it must be than that of whoever is asked.
const MARGIN: f64 = 0.2;

/// Speakers of one document who are compared with each other.
const MOST_SPEAKERS: usize = 100;

/// How a speaker talks.
#[derive(Debug, Clone, Copy, Default)]
struct Manner {
    documents: usize,
    turns: usize,
    questions: usize,
    words: usize,
}

impl Manner {
    fn asking(&self) -> f64 {
        self.questions as f64 / self.turns.max(1) as f64
    }

    fn length(&self) -> f64 {
        self.words as f64 / self.turns.max(1) as f64
    }

    fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.turns += other.turns;
        self.questions += other.questions;
        self.words += other.words;
    }
}

/// The voices of the labelled speakers of each document, by their keys.
pub(super) fn voices(
    talks: &[Talk<'_>],
    stated: &[String],
    keys: &LabelKeys,
) -> Vec<BTreeMap<String, Voice>> {
    let manners: Vec<BTreeMap<String, Manner>> =
        talks.iter().map(|talk| manners(talk, keys)).collect();
    let mut overall: BTreeMap<&str, Manner> = BTreeMap::new();
    for (key, manner) in manners.iter().flatten() {
        overall.entry(key).or_default().add(manner);
    }
    let roles = roles(talks, stated, keys);
    talks
        .iter()
        .zip(&manners)
        .zip(&roles)
        .map(|((talk, manners), roles)| {
            Speakers { talk, manners, overall: &overall, roles, documents: talks.len() }.voices()
        })
        .collect()
}

fn manners(talk: &Talk<'_>, keys: &LabelKeys) -> BTreeMap<String, Manner> {
    let mut manners: BTreeMap<String, Manner> = BTreeMap::new();
    for (speaker, words) in &talk.turns {
        let Some(speaker) = speaker else { continue };
        let manner = manners.entry(keys.key(speaker)).or_default();
        manner.documents = 1;
        manner.turns += 1;
        manner.questions += usize::from(asks(words));
        manner.words += words.split_whitespace().count();
    }
    manners
}

/// What is known of a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    /// The manifest names them as interviewer.
    Stated,
    /// A label says so.
    Labelled(Role),
}

/// What labels say of the speakers of each document, by their keys. What a label says in one
/// document holds in another for the same name with the same title: "Frau Meyer (Interviewerin)"
/// says nothing of "Herr Meyer". Where documents disagree on a name, each says its own.
fn roles(talks: &[Talk<'_>], stated: &[String], keys: &LabelKeys) -> Vec<BTreeMap<String, Known>> {
    let labels: Vec<BTreeSet<&str>> = talks
        .iter()
        .map(|talk| talk.turns.iter().filter_map(|(speaker, _)| *speaker).collect())
        .collect();
    let mut said: BTreeMap<String, Option<Role>> = BTreeMap::new();
    for label in labels.iter().flatten() {
        if let Some(role) = role_of(label) {
            let known = said.entry(name_as_written(label)).or_insert(Some(role));
            *known = known.filter(|known| *known == role);
        }
    }
    // "Dr. Meyer" and "Meyer" are one, "Frau Meyer" and "Herr Meyer" are not.
    let mut written: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut of_key: BTreeMap<String, Option<Role>> = BTreeMap::new();
    for label in labels.iter().flatten() {
        let (name, key) = (name_as_written(label), keys.key(label));
        if let Some(role) = role_of(label) {
            let known = of_key.entry(key.clone()).or_insert(Some(role));
            *known = known.filter(|known| *known == role);
        }
        if name != key {
            written.entry(key).or_default().insert(name);
        }
    }
    let by_key = |label: &str| {
        let key = keys.key(label);
        let is_one = written.get(&key).is_none_or(|names| names.len() < 2);
        of_key.get(&key).copied().flatten().filter(|_| is_one)
    };
    let known = |label: &str| {
        if stated.iter().any(|stated| is_stated(stated, label)) {
            return Some(Known::Stated);
        }
        let elsewhere = || said.get(&name_as_written(label)).copied().flatten();
        role_of(label).or_else(elsewhere).or_else(|| by_key(label)).map(Known::Labelled)
    };
    let of_document = |labels: &BTreeSet<&str>| {
        let mut roles: BTreeMap<String, Known> = BTreeMap::new();
        for label in labels {
            let Some(known) = known(label) else { continue };
            let own = roles.entry(keys.key(label)).or_insert(known);
            if known == Known::Stated {
                *own = known;
            }
        }
        roles
    };
    labels.iter().map(of_document).collect()
}

/// A label without what stands in brackets, and in lower case; its title stays.
fn name_as_written(label: &str) -> String {
    label.split(['(', '[', '（']).next().unwrap_or(label).trim().to_lowercase()
}

/// The speakers of one document.
struct Speakers<'a> {
    talk: &'a Talk<'a>,
    manners: &'a BTreeMap<String, Manner>,
    overall: &'a BTreeMap<&'a str, Manner>,
    roles: &'a BTreeMap<String, Known>,
    documents: usize,
}

impl Speakers<'_> {
    fn voices(&self) -> BTreeMap<String, Voice> {
        let mut askers = BTreeSet::new();
        let mut asked = BTreeSet::new();
        let mut researchers = BTreeSet::new();
        let mut unknown = BTreeSet::new();
        let mut stated = false;
        for key in self.manners.keys().map(String::as_str) {
            match self.known(key) {
                Some(Known::Stated) => {
                    stated = true;
                    askers.insert(key)
                }
                Some(Known::Labelled(Role::Interviewer)) => askers.insert(key),
                Some(Known::Labelled(Role::Participant)) => asked.insert(key),
                Some(Known::Labelled(Role::Researcher)) => researchers.insert(key),
                None if self.is_named_by_document(key) => asked.insert(key),
                None => unknown.insert(key),
            };
        }
        // Researchers are interviewed too: beside an interviewer one is who is asked.
        if asked.is_empty() && unknown.is_empty() {
            unknown.append(&mut researchers);
        } else {
            askers.append(&mut researchers);
        }
        self.pair(&mut askers, &mut asked, &mut unknown);
        let mut voices: BTreeMap<String, Voice> = BTreeMap::new();
        let mut set = |keys: &BTreeSet<&str>, voice| {
            voices.extend(keys.iter().map(|key| ((*key).to_owned(), voice)));
        };
        set(&askers, Voice::Interviewer);
        set(&asked, Voice::Respondent);
        match (askers.is_empty(), asked.is_empty(), unknown.len()) {
            (.., 0) => {}
            // The manifest says who asks, so that all others are asked.
            (false, true, _) if stated => set(&unknown, Voice::Respondent),
            (false, true, 1) => set(&unknown, Voice::Respondent),
            (false, true, _) => set(&unknown, Voice::Unclear),
            (_, false, _) => {
                let (asking, others) = self.part_by_asking(&unknown, &asked);
                set(&asking, Voice::Interviewer);
                let only = askers.is_empty() && asked.len() == 1 && unknown.len() == 1;
                set(&others, if only { Voice::LikelyInterviewer } else { Voice::Unclear });
            }
            (true, true, _) => {
                let (asking, others) = self.part_by_manner(&unknown);
                let sure = !others.is_empty()
                    && !asking.is_empty()
                    && asking.iter().all(|key| may_abbreviate_interviewer(key));
                set(&asking, if sure { Voice::Interviewer } else { Voice::LikelyInterviewer });
                let clear = (sure || asking.is_empty()) && others.len() == 1;
                set(&others, if clear { Voice::Respondent } else { Voice::Unclear });
            }
        }
        voices
    }

    /// What labels or the head of the document say of a speaker, by the name or its initials.
    fn known(&self, of: &str) -> Option<Known> {
        let own = self.roles.get(of).copied();
        let explained = || {
            let same = |name: &str| {
                name == of
                    || initials(name).is_some_and(|own| own == of)
                    || (of.chars().count() > 1 && name.split(' ').any(|part| part == of))
            };
            let found = self.talk.explained.iter().find(|(name, _)| same(name));
            found.map(|(_, role)| Known::Labelled(*role))
        };
        let abbreviated = || {
            let full = self.manners.keys().filter(|name| initials(name).as_deref() == Some(of));
            full.filter_map(|name| self.roles.get(name).copied()).next()
        };
        // Names are compared with each other, so there must not be too many.
        let few = self.manners.len() <= MOST_SPEAKERS;
        own.or_else(explained).or_else(|| if few { abbreviated() } else { None })
    }

    /// True if the document is called after a speaker, and few others have this speaker.
    fn is_named_by_document(&self, of: &str) -> bool {
        let stem = self.talk.document.rsplit('/').next().unwrap_or_default();
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        let named = format!(" {} ", label_words(stem).join(" "));
        let short = of.chars().count() < 2 || is_neutral(of);
        let spread = self.overall.get(of).map_or(0, |manner| manner.documents);
        !short
            && named.contains(&format!(" {of} "))
            && (spread == 1 || spread * 2 <= self.documents)
    }

    /// Pairs of words or letters that mean question and answer.
    fn pair<'k>(
        &self,
        askers: &mut BTreeSet<&'k str>,
        asked: &mut BTreeSet<&'k str>,
        unknown: &mut BTreeSet<&'k str>,
    ) {
        if askers.contains("q") && unknown.remove("a") {
            asked.insert("a");
        }
        let labelled = |is: fn(&str) -> bool| -> Vec<&'k str> {
            unknown.iter().copied().filter(|key| is(key)).collect()
        };
        let (questions, answers) = (labelled(is_question), labelled(is_answer));
        if !answers.is_empty() && !questions.is_empty() {
            questions.iter().chain(&answers).for_each(|key| _ = unknown.remove(key));
            askers.extend(questions);
            asked.extend(answers);
        }
        // German "Frage" and "Antwort".
        let asking = |of: &str| self.manners.get(of).map_or(0.0, Manner::asking);
        if unknown.contains("f") && unknown.contains("a") && asking("f") > asking("a") {
            unknown.remove("f");
            unknown.remove("a");
            askers.insert("f");
            asked.insert("a");
        }
    }

    /// How a speaker talks: in all documents, unless the label names nobody.
    fn manner(&self, of: &str) -> Manner {
        let everywhere = self.overall.get(of).copied().filter(|_| !is_neutral(of));
        everywhere.or_else(|| self.manners.get(of).copied()).unwrap_or_default()
    }

    /// Those who ask much more than others who are known to be asked, and the rest.
    fn part_by_asking<'k>(
        &self,
        unknown: &BTreeSet<&'k str>,
        asked: &BTreeSet<&'k str>,
    ) -> (BTreeSet<&'k str>, BTreeSet<&'k str>) {
        let most = asked.iter().map(|key| self.manner(key).asking()).fold(0.0_f64, f64::max);
        let limit = ASKS.max(most + MARGIN);
        unknown.iter().copied().partition(|key| self.manner(key).asking() >= limit)
    }

    /// Those who probably ask, and the rest: their turns hold questions and those of others hardly
    /// ever; or they recur where everybody else is in few documents, and say less.
    fn part_by_manner<'k>(
        &self,
        unknown: &BTreeSet<&'k str>,
    ) -> (BTreeSet<&'k str>, BTreeSet<&'k str>) {
        let asks = |key: &&str| self.manner(key).asking() >= ASKS;
        let (asking, others): (BTreeSet<&str>, BTreeSet<&str>) =
            unknown.iter().copied().partition(asks);
        if unknown.len() == 1 {
            return (asking, others);
        }
        let asking_of = |keys: &BTreeSet<&str>| -> Vec<f64> {
            keys.iter().map(|key| self.manner(key).asking()).collect()
        };
        let least = asking_of(&asking).into_iter().fold(1.0_f64, f64::min);
        let most = asking_of(&others).into_iter().fold(0.0_f64, f64::max);
        if !asking.is_empty() && !others.is_empty() && least >= most + MARGIN {
            return (asking, others);
        }
        self.part_by_recurrence(unknown)
    }

    fn part_by_recurrence<'k>(
        &self,
        unknown: &BTreeSet<&'k str>,
    ) -> (BTreeSet<&'k str>, BTreeSet<&'k str>) {
        const LEAST: usize = 3;
        if unknown.len() > MOST_SPEAKERS {
            return (BTreeSet::new(), unknown.clone());
        }
        let spread = |key: &str| match is_neutral(key) {
            true => 0,
            false => self.manner(key).documents,
        };
        let (recurring, others): (BTreeSet<&str>, BTreeSet<&str>) =
            unknown.iter().copied().partition(|key| {
                spread(key) >= LEAST
                    && unknown.iter().all(|other| other == key || spread(other) * 2 <= spread(key))
            });
        let says_less = |key: &&str| {
            others.iter().all(|other| self.manner(key).length() <= self.manner(other).length())
        };
        if recurring.iter().all(says_less) && !others.is_empty() {
            (recurring, others)
        } else {
            (BTreeSet::new(), unknown.clone())
        }
    }
}

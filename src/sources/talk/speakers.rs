//! The speakers of one document: who of them asks, by what is known of their labels and by how they
//! talk.

use std::collections::{BTreeMap, BTreeSet};

use super::keys::LabelKeys;
use super::roles::{
    Role, initials, is_answer, is_neutral, is_question, may_abbreviate_interviewer,
    words as label_words,
};
use super::voice::Voice;

/// The turns of one document.
pub(super) struct Talk<'a> {
    pub(super) document: &'a str,
    /// Label and words of each turn.
    pub(super) turns: Vec<(Option<&'a str>, &'a str)>,
    /// Parts that the head of the document explains.
    pub(super) explained: &'a [(String, Role)],
    /// What tells its speakers apart.
    pub(super) keys: &'a LabelKeys,
}

/// Share of turns with a question from which on a speaker asks.
const ASKS: f64 = 0.4;
/// How much larger it must be than that of whoever is asked.
const MARGIN: f64 = 0.2;

/// Turns of a speaker from which on a document tells by itself how they talk.
const ENOUGH_TURNS: usize = 3;

/// Speakers of one document who are compared with each other.
const MOST_SPEAKERS: usize = 100;

/// How a speaker talks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Manner {
    pub(super) documents: usize,
    pub(super) turns: usize,
    pub(super) questions: usize,
    pub(super) words: usize,
}

impl Manner {
    fn asking(&self) -> f64 {
        self.questions as f64 / self.turns.max(1) as f64
    }

    fn length(&self) -> f64 {
        self.words as f64 / self.turns.max(1) as f64
    }

    /// Adds another label of the same speaker.
    pub(super) fn join(&mut self, other: &Self) {
        let documents = self.documents.max(other.documents);
        self.add(other);
        self.documents = documents;
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.turns += other.turns;
        self.questions += other.questions;
        self.words += other.words;
    }
}

/// What is known of a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// The manifest names them as interviewer.
    Stated,
    /// A label says so.
    Labelled(Role),
}

/// The speakers of one document.
pub(super) struct Speakers<'a> {
    pub(super) talk: &'a Talk<'a>,
    /// How each talks in the document, by key.
    pub(super) own: &'a BTreeMap<String, Manner>,
    /// How each talks in all documents that have the same label.
    pub(super) everywhere: &'a BTreeMap<String, Manner>,
    pub(super) roles: BTreeMap<String, Known>,
    /// Number of all documents.
    pub(super) documents: usize,
}

/// Unknown speakers by how they talk.
#[derive(Default)]
struct ByManner<'k> {
    asking: BTreeSet<&'k str>,
    others: BTreeSet<&'k str>,
    /// Those who ask in the document and not elsewhere, or elsewhere and not in the document.
    disputed: BTreeSet<&'k str>,
}

impl Speakers<'_> {
    /// The voices of all, and of whom the document and the others disagree.
    pub(super) fn voices(&self) -> (BTreeMap<String, Voice>, BTreeSet<String>) {
        let mut disputed = BTreeSet::new();
        let mut askers = BTreeSet::new();
        let mut asked = BTreeSet::new();
        let mut researchers = BTreeSet::new();
        let mut unknown = BTreeSet::new();
        let mut stated = false;
        for key in self.own.keys().map(String::as_str) {
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
                let ByManner { asking, others, disputed: by_manner } =
                    self.part_by_manner(&unknown);
                disputed.extend(by_manner.into_iter().map(str::to_owned));
                let sure = !others.is_empty()
                    && !asking.is_empty()
                    && asking.iter().all(|key| may_abbreviate_interviewer(key));
                set(&asking, if sure { Voice::Interviewer } else { Voice::LikelyInterviewer });
                let clear = (sure || asking.is_empty()) && others.len() == 1;
                set(&others, if clear { Voice::Respondent } else { Voice::Unclear });
            }
        }
        (voices, disputed)
    }

    /// What labels or the head of the document say of a speaker, by the name or its initials.
    pub(super) fn known(&self, of: &str) -> Option<Known> {
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
            let full = self.own.keys().filter(|name| initials(name).as_deref() == Some(of));
            full.filter_map(|name| self.roles.get(name).copied()).next()
        };
        // Names are compared with each other, so there must not be too many.
        let few = self.own.len() <= MOST_SPEAKERS;
        own.or_else(explained).or_else(|| if few { abbreviated() } else { None })
    }

    /// True if the document is called after a speaker, and few others have this speaker.
    fn is_named_by_document(&self, of: &str) -> bool {
        let stem = self.talk.document.rsplit('/').next().unwrap_or_default();
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        let named = format!(" {} ", label_words(stem).join(" "));
        let short = of.chars().count() < 2 || is_neutral(of);
        let spread = self.everywhere.get(of).map_or(0, |manner| manner.documents);
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
        let asking = |of: &str| self.own.get(of).map_or(0.0, Manner::asking);
        if unknown.contains("f") && unknown.contains("a") && asking("f") > asking("a") {
            unknown.remove("f");
            unknown.remove("a");
            askers.insert("f");
            asked.insert("a");
        }
    }

    /// How a speaker talks: in the document where there is enough of it, or else in all that have
    /// the same label, unless it names nobody.
    fn manner(&self, of: &str) -> Manner {
        let own = self.own.get(of).copied().unwrap_or_default();
        if own.turns >= ENOUGH_TURNS || is_neutral(of) { own } else { self.everywhere(of) }
    }

    /// How a speaker talks in all documents that have the same label.
    fn everywhere(&self, of: &str) -> Manner {
        let everywhere = self.everywhere.get(of).copied().filter(|_| !is_neutral(of));
        everywhere.or_else(|| self.own.get(of).copied()).unwrap_or_default()
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

    /// Those who probably ask, and the rest. The document tells where all say enough in it, and
    /// the others where it does not; of whom they disagree stays unclear.
    fn part_by_manner<'k>(&self, unknown: &BTreeSet<&'k str>) -> ByManner<'k> {
        let enough =
            |key: &&str| self.own.get(*key).is_some_and(|manner| manner.turns >= ENOUGH_TURNS);
        let own =
            unknown.iter().all(enough).then(|| self.part_by_questions(unknown, &Self::manner));
        let all = self
            .part_by_questions(unknown, &Self::everywhere)
            .or_else(|| self.part_by_recurrence(unknown));
        let rest = |asking: &BTreeSet<&'k str>| unknown.difference(asking).copied().collect();
        match (own.flatten(), all) {
            (Some(own), Some(all)) => {
                let disputed = own.symmetric_difference(&all).copied().collect();
                let asking: BTreeSet<&str> = own.intersection(&all).copied().collect();
                ByManner { others: rest(&asking), asking, disputed }
            }
            (Some(asking), None) | (None, Some(asking)) => {
                ByManner { others: rest(&asking), asking, disputed: BTreeSet::new() }
            }
            (None, None) if unknown.len() == 1 => {
                let asks = |key: &&str| self.manner(key).asking() >= ASKS;
                let (asking, others) = unknown.iter().copied().partition(asks);
                ByManner { asking, others, ..ByManner::default() }
            }
            (None, None) => ByManner { others: unknown.clone(), ..ByManner::default() },
        }
    }

    /// Those whose turns hold questions where those of others hardly ever do.
    fn part_by_questions<'k>(
        &self,
        unknown: &BTreeSet<&'k str>,
        manner: &dyn Fn(&Self, &str) -> Manner,
    ) -> Option<BTreeSet<&'k str>> {
        let asks = |key: &&str| manner(self, key).asking() >= ASKS;
        let (asking, others): (BTreeSet<&str>, BTreeSet<&str>) =
            unknown.iter().copied().partition(asks);
        let shares = |keys: &BTreeSet<&str>| -> Vec<f64> {
            keys.iter().map(|key| manner(self, key).asking()).collect()
        };
        let least = shares(&asking).into_iter().fold(1.0_f64, f64::min);
        let most = shares(&others).into_iter().fold(0.0_f64, f64::max);
        let parted = !asking.is_empty() && !others.is_empty() && least >= most + MARGIN;
        parted.then_some(asking)
    }

    /// Those who recur where everybody else is in few documents, and say less.
    fn part_by_recurrence<'k>(&self, unknown: &BTreeSet<&'k str>) -> Option<BTreeSet<&'k str>> {
        const LEAST: usize = 3;
        if unknown.len() > MOST_SPEAKERS {
            return None;
        }
        let spread = |key: &str| match is_neutral(key) {
            true => 0,
            false => self.everywhere(key).documents,
        };
        let (recurring, others): (BTreeSet<&str>, BTreeSet<&str>) =
            unknown.iter().copied().partition(|key| {
                spread(key) >= LEAST
                    && unknown.iter().all(|other| other == key || spread(other) * 2 <= spread(key))
            });
        let length = |key: &str| self.everywhere(key).length();
        let says_less = |key: &&str| others.iter().all(|other| length(key) <= length(other));
        let parted = !recurring.is_empty() && !others.is_empty();
        (parted && recurring.iter().all(says_less)).then_some(recurring)
    }
}

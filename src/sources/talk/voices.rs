//! Whose words each turn is: from what the labels of the document say, or else from what the same
//! label says in others; where no label tells, from how the speakers behave, in the document first.
//! Where a document and the others disagree, a speaker stays unclear.

use std::collections::{BTreeMap, BTreeSet};

use super::keys::is_stated;
use super::lines::asks;
use super::roles::{Role, full_label, is_neutral, role_of};
use super::speakers::{Known, Manner, Speakers, Talk};
use super::voice::Voice;

/// The voices of the labelled speakers of a document.
pub(super) struct VoicesOfDocument {
    /// By the keys of the speakers.
    pub(super) voices: BTreeMap<String, Voice>,
    /// Labels to which other documents give another part than this one does.
    pub(super) disputed: Vec<String>,
}

/// The voices of the labelled speakers of each document.
pub(super) fn voices(talks: &[Talk<'_>], stated: &[String]) -> Vec<VoicesOfDocument> {
    let labels: Vec<BTreeMap<&str, Manner>> = talks.iter().map(manners_of_labels).collect();
    let everywhere = Everywhere::of(&labels);
    talks
        .iter()
        .zip(&labels)
        .map(|(talk, labels)| {
            Document { talk, labels, everywhere: &everywhere, documents: talks.len(), stated }
                .voices()
        })
        .collect()
}

/// How the speaker of each label of a document talks.
fn manners_of_labels<'a>(talk: &Talk<'a>) -> BTreeMap<&'a str, Manner> {
    let mut manners: BTreeMap<&str, Manner> = BTreeMap::new();
    for (speaker, words) in &talk.turns {
        let Some(speaker) = speaker else { continue };
        let manner = manners.entry(speaker).or_default();
        manner.documents = 1;
        manner.turns += 1;
        manner.questions += usize::from(asks(words));
        manner.words += words.split_whitespace().count();
    }
    manners
}

/// What all documents together show of each full label.
struct Everywhere {
    manners: BTreeMap<String, Manner>,
    /// The parts that labels give, other words in their brackets.
    roles: BTreeMap<String, BTreeSet<Role>>,
}

impl Everywhere {
    fn of(documents: &[BTreeMap<&str, Manner>]) -> Self {
        let mut manners: BTreeMap<String, Manner> = BTreeMap::new();
        let mut roles: BTreeMap<String, BTreeSet<Role>> = BTreeMap::new();
        for labels in documents {
            let mut of_document: BTreeMap<String, Manner> = BTreeMap::new();
            for (label, manner) in labels {
                of_document.entry(full_label(label)).or_default().join(manner);
                if let Some(role) = role_of(label) {
                    roles.entry(full_label(label)).or_default().insert(role);
                }
            }
            for (label, manner) in of_document {
                manners.entry(label).or_default().add(&manner);
            }
        }
        Self { manners, roles }
    }
}

/// What other documents say of a speaker of whom the own one says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Elsewhere {
    Told(Role),
    /// Some give the part of who asks, and others that of who is asked.
    Disagreeing,
}

/// One document among all.
struct Document<'a> {
    talk: &'a Talk<'a>,
    labels: &'a BTreeMap<&'a str, Manner>,
    everywhere: &'a Everywhere,
    /// Number of all documents.
    documents: usize,
    stated: &'a [String],
}

impl Document<'_> {
    fn voices(&self) -> VoicesOfDocument {
        let (own, everywhere) = self.manners();
        let mut speakers = Speakers {
            talk: self.talk,
            own: &own,
            everywhere: &everywhere,
            roles: self.own_roles(),
            documents: self.documents,
        };
        let (alone, _) = speakers.voices();
        let mut disputed = BTreeSet::new();
        for (key, told) in self.told_elsewhere(&speakers) {
            match told {
                Elsewhere::Told(role) if !opposes(&alone, &key, role) => {
                    speakers.roles.insert(key, Known::Labelled(role));
                }
                Elsewhere::Disagreeing if is_told(&alone, &key) => {}
                _ => _ = disputed.insert(key),
            }
        }
        let (mut voices, by_manner) = speakers.voices();
        disputed.extend(by_manner);
        voices.extend(disputed.iter().map(|key| (key.clone(), Voice::Unclear)));
        let named =
            self.labels.keys().filter(|label| disputed.contains(&self.talk.keys.key(label)));
        VoicesOfDocument { voices, disputed: named.map(|label| (*label).to_owned()).collect() }
    }

    /// How the speakers of the document talk in it, and in all that have the same labels, by key.
    fn manners(&self) -> (BTreeMap<String, Manner>, BTreeMap<String, Manner>) {
        let mut own: BTreeMap<String, Manner> = BTreeMap::new();
        let mut full: BTreeSet<(String, String)> = BTreeSet::new();
        for (label, manner) in self.labels {
            let key = self.talk.keys.key(label);
            own.entry(key.clone()).or_default().join(manner);
            full.insert((key, full_label(label)));
        }
        let mut everywhere: BTreeMap<String, Manner> = BTreeMap::new();
        for (key, label) in full {
            let manner = self.everywhere.manners.get(&label).copied().unwrap_or_default();
            everywhere.entry(key).or_default().join(&manner);
        }
        (own, everywhere)
    }

    /// What the labels of the document say, by the keys of the speakers; the manifest says it
    /// before them, and the word for who asks before an occupation.
    fn own_roles(&self) -> BTreeMap<String, Known> {
        let mut roles: BTreeMap<String, Known> = BTreeMap::new();
        for label in self.labels.keys() {
            let key = self.talk.keys.key(label);
            let is_stated = self.stated.iter().any(|stated| is_stated(stated, label));
            match (is_stated, role_of(label), roles.get(&key)) {
                (true, ..) => _ = roles.insert(key, Known::Stated),
                (false, None, _) | (false, _, Some(Known::Stated)) => {}
                (false, Some(role), Some(Known::Labelled(known))) if *known <= role => {}
                (false, Some(role), _) => _ = roles.insert(key, Known::Labelled(role)),
            }
        }
        roles
    }

    /// What other documents say of speakers of whom this one says nothing. A label that numbers
    /// the voices of a recording is another person's in each.
    fn told_elsewhere(&self, speakers: &Speakers<'_>) -> BTreeMap<String, Elsewhere> {
        let mut said: BTreeMap<String, BTreeSet<Role>> = BTreeMap::new();
        for label in self.labels.keys() {
            let key = self.talk.keys.key(label);
            let Some(roles) = self.everywhere.roles.get(&full_label(label)) else { continue };
            if !is_neutral(&key) && speakers.known(&key).is_none() {
                said.entry(key).or_default().extend(roles);
            }
        }
        let told = said.into_iter().filter_map(|(key, roles)| {
            let asking = roles.iter().find(|role| **role != Role::Participant);
            match (asking, roles.contains(&Role::Participant)) {
                (Some(_), true) => Some((key, Elsewhere::Disagreeing)),
                (Some(role), false) => Some((key, Elsewhere::Told(*role))),
                (None, true) => Some((key, Elsewhere::Told(Role::Participant))),
                (None, false) => None,
            }
        });
        told.collect()
    }
}

/// True if the document tells by itself whose words those of a speaker are. Of who speaks alone in
/// it, it tells nothing.
fn is_told(alone: &BTreeMap<String, Voice>, key: &str) -> bool {
    alone.len() > 1 && matches!(alone.get(key), Some(Voice::Respondent | Voice::Interviewer))
}

/// True if the document tells another part of a speaker than others do.
fn opposes(alone: &BTreeMap<String, Voice>, key: &str, elsewhere: Role) -> bool {
    let asks = match alone.get(key) {
        Some(Voice::Respondent) => false,
        Some(Voice::Interviewer | Voice::LikelyInterviewer) => true,
        _ => return false,
    };
    alone.len() > 1
        && match elsewhere {
            Role::Participant => asks,
            Role::Interviewer => !asks,
            // Researchers are asked too.
            Role::Researcher => false,
        }
}

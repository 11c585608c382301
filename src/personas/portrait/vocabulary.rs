//! Words that people of a persona use more than others do in interviews.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::sources::{Transcript, Voice};
use crate::study::Study;

/// A word that members use more than others do; each person counts once.
///
/// Weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, doi
/// 10.1093/pan/mpn018): with y people of n uses of all words in the group, y' of n' among the
/// others, and a, a₀ the prior from everybody, scaled to the uses of one person, δ = ln((y + a) /
/// (n + a₀ - y - a)) - ln((y' + a) / (n' + a₀ - y' - a)), divided by √(1/(y + a) + 1/(y' + a)).
/// Listed from 1.96 on, where at least three people use it; words of people who did not consent to
/// be quoted are left out, and so are masked words.
///
/// # Limits
///
/// Found by looking at many words: a hint for naming and writing, no evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DistinctiveWord {
    /// The word in lower case.
    pub word: String,
    /// Number of members who use it.
    pub people: usize,
    /// Number of members who were interviewed.
    pub of: usize,
    /// Number of others of the kind who use it.
    pub others: usize,
    /// Number of others of the kind who were interviewed.
    pub others_of: usize,
    /// Normal score of the difference.
    pub z: f64,
}

/// Words shown.
const SHOWN: usize = 8;
/// Fewest people who use a word.
const LEAST_PEOPLE: usize = 3;
/// Least score.
const LEAST_Z: f64 = 1.96;
/// Fewest letters of a word.
const LEAST_LETTERS: usize = 3;

/// The words that each respondent uses in interviews.
pub(crate) struct Vocabulary(BTreeMap<u32, BTreeSet<String>>);

impl Vocabulary {
    /// Of all respondents of a study who may be quoted.
    pub(crate) fn from_study(study: &Study) -> Self {
        let mut spoken: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
        for source in 0..study.source_count() {
            let owners = study.record_owners(source);
            for (transcript, owner) in study.transcripts(source).iter().zip(owners) {
                // A single word can be a quote too.
                let Some(owner) = owner.filter(|owner| !study.is_unquotable(*owner)) else {
                    continue;
                };
                spoken.entry(owner).or_default().extend(words(study, transcript));
            }
        }
        Self(spoken)
    }

    /// The words that members use more than the others of their kind; `kind` is sorted.
    pub(crate) fn distinctive(&self, members: &[u32], kind: &[u32]) -> Vec<DistinctiveWord> {
        let spoken: BTreeSet<u32> =
            members.iter().copied().filter(|member| self.0.contains_key(member)).collect();
        let (mut own, mut theirs) = (Uses::default(), Uses::default());
        for (person, words) in
            self.0.iter().filter(|(person, _)| kind.binary_search(person).is_ok())
        {
            if spoken.contains(person) { own.add(words) } else { theirs.add(words) }
        }
        let mut found: Vec<DistinctiveWord> =
            own.of.keys().filter_map(|word| compare(word, &own, &theirs)).collect();
        found.sort_by(|a, b| {
            b.z.total_cmp(&a.z).then(b.people.cmp(&a.people)).then(a.word.cmp(&b.word))
        });
        found.truncate(SHOWN);
        found
    }
}

/// Number of people who use each word.
#[derive(Default)]
struct Uses<'a> {
    of: BTreeMap<&'a str, usize>,
    people: usize,
    all: usize,
}

impl<'a> Uses<'a> {
    fn add(&mut self, words: &'a BTreeSet<String>) {
        self.people += 1;
        self.all += words.len();
        words.iter().for_each(|word| *self.of.entry(word).or_default() += 1);
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts of people")]
fn compare(word: &str, own: &Uses<'_>, theirs: &Uses<'_>) -> Option<DistinctiveWord> {
    let (people, others) = (own.of[word], theirs.of.get(word).copied().unwrap_or(0));
    // A word of one or two people describes them, not the persona.
    if people < LEAST_PEOPLE || theirs.people == 0 {
        return None;
    }
    let everybody = (own.people + theirs.people) as f64;
    // The prior is everybody's use, so a word that few say needs more to stand out.
    let (prior, prior_all) =
        ((people + others) as f64 / everybody, (own.all + theirs.all) as f64 / everybody);
    let odds =
        |uses: f64, all: usize| ((uses + prior) / (all as f64 + prior_all - uses - prior)).ln();
    let (y, y_others) = (people as f64, others as f64);
    let z = (odds(y, own.all) - odds(y_others, theirs.all))
        / (1.0 / (y + prior) + 1.0 / (y_others + prior)).sqrt();
    (z >= LEAST_Z).then(|| DistinctiveWord {
        word: word.to_owned(),
        people,
        of: own.people,
        others,
        others_of: theirs.people,
        z,
    })
}

/// The respondent's words of a transcript, in small letters.
fn words(study: &Study, transcript: &Transcript) -> BTreeSet<String> {
    let own = transcript.turns.iter().filter(|turn| turn.voice == Voice::Respondent);
    let mut words = BTreeSet::new();
    for turn in own {
        let masked = study.mask(transcript.text.slice(turn.chars.clone()).unwrap_or_default()).text;
        // Masks such as `[name]` are no words of the respondent.
        let plain = masked.split('[').enumerate().map(|(place, part)| {
            match (place, part.split_once(']')) {
                (0, _) | (_, None) => part,
                (_, Some((_, rest))) => rest,
            }
        });
        for part in plain {
            let parts =
                part.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’' && c != '-');
            let letters =
                parts.map(|word| word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase());
            words.extend(letters.filter(|word| word.chars().count() >= LEAST_LETTERS));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_one_group_stands_out_and_a_word_of_all_does_not() {
        let said = |person: u32| -> BTreeSet<String> {
            let own = if person < 6 { "jotter" } else { "dashboard" };
            let filler = (0..30).map(|word| format!("word{word}"));
            filler.chain(["patients".to_owned(), own.to_owned()]).collect()
        };
        let vocabulary = Vocabulary((0..18).map(|person| (person, said(person))).collect());
        let everyone: Vec<u32> = (0..18).collect();
        let found = vocabulary.distinctive(&everyone[..6], &everyone);
        let words: Vec<(&str, usize, usize)> =
            found.iter().map(|word| (word.word.as_str(), word.people, word.others)).collect();
        assert_eq!(words, [("jotter", 6, 0)]);
        assert!(
            vocabulary.distinctive(&everyone[..2], &everyone).is_empty(),
            "two people are too few"
        );
    }
}

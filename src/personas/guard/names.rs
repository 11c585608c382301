//! What sources call people and accounts, taken out of every text that is handed on.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::study::{Masked, Study};

/// Ids of respondents, names of accounts and names of documents, as words one after the other.
///
/// # Limits
///
/// An id of a single letter, or of fewer than five digits, is no different from other words and numbers.
pub(super) struct Names {
    /// By the first word, what follows it.
    phrases: BTreeMap<String, Vec<Vec<String>>>,
}

/// Fewest digits of an id without letters.
const LEAST_DIGITS: usize = 5;

impl Names {
    pub(super) fn of(study: &Study) -> Self {
        let mut names = Self { phrases: BTreeMap::new() };
        for name in study.people.names.iter() {
            // An id of a source with ids of its own stands behind the source.
            names.learn(name.split_once(':').map_or(name, |(_, id)| id));
        }
        study.people.accounts.iter().for_each(|name| names.learn(name));
        let transcripts = (0..study.manifest.sources.len()).flat_map(|source| study.transcripts(source));
        transcripts.for_each(|transcript| {
            let document = transcript.document.as_str();
            names.learn(document.rsplit_once('.').map_or(document, |(stem, _)| stem));
        });
        names
    }

    fn learn(&mut self, name: &str) {
        let mut words = words(name).into_iter().map(|at| name[at].to_lowercase());
        let Some(first) = words.next() else { return };
        let rest: Vec<String> = words.collect();
        let plain = rest.is_empty()
            && if first.bytes().all(|byte| byte.is_ascii_digit()) {
                first.len() < LEAST_DIGITS
            } else {
                first.chars().count() < 2
            };
        let known = self.phrases.get(&first).is_some_and(|phrases| phrases.contains(&rest));
        if !plain && !known {
            self.phrases.entry(first).or_default().push(rest);
        }
    }

    /// A text in which `[name]` stands for every such name.
    pub(super) fn masked(&self, text: &str) -> Masked {
        let all = words(text);
        let (mut masked, mut end, mut at) = (String::with_capacity(text.len()), 0, 0);
        while at < all.len() {
            let length = self.at(text, &all[at..]);
            if length > 0 {
                masked.push_str(&text[end..all[at].start]);
                masked.push_str("[name]");
                end = all[at + length - 1].end;
            }
            at += length.max(1);
        }
        masked.push_str(&text[end..]);
        Masked { masked: masked != text, text: masked }
    }

    /// Words of the longest name that a text begins with; 0 where there is none.
    fn at(&self, text: &str, all: &[Range<usize>]) -> usize {
        let Some(phrases) = self.phrases.get(&text[all[0].clone()].to_lowercase()) else { return 0 };
        let follows = |phrase: &&Vec<String>| {
            all.len() > phrase.len()
                && phrase.iter().zip(&all[1..]).all(|(word, at)| text[at.clone()].to_lowercase() == *word)
        };
        phrases.iter().filter(follows).map(|phrase| 1 + phrase.len()).max().unwrap_or(0)
    }
}

/// Stretches of letters and digits.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => words.push(at..end),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_several_words_ids_and_documents_go() {
        let mut names = Names { phrases: BTreeMap::new() };
        ["P01", "40001", "7", "x", "Well Dental", "Well Dental East"].iter().for_each(|name| names.learn(name));
        for (text, expected) in [
            ("as P01 said, not P010", "as [name] said, not P010"),
            ("WELL-DENTAL and Well Dental East, well, dental", "[name] and [name], [name]"),
            ("40001 of 7 x", "[name] of 7 x"),
            ("Well", "Well"),
        ] {
            assert_eq!(names.masked(text).text, expected, "{text}");
        }
        let masked = names.masked("nothing of the kind");
        assert_eq!(masked, Masked { text: "nothing of the kind".into(), masked: false });
    }
}

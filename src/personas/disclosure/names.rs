//! Removes the names that sources give people and accounts from every text handed on.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Bound, Range};

use crate::study::{Folded, Masked, Study, spellings};

/// Ids of respondents, names of accounts and names of documents, as words one after the other.
///
/// # Limits
///
/// An id of a single letter, or of fewer than five digits, is no different from other words and
/// numbers.
pub(super) struct KnownNames {
    /// By their words without what parts them, of how many words they are.
    joined: BTreeMap<String, BTreeSet<usize>>,
}

/// Fewest digits of an id without letters.
const LEAST_DIGITS: usize = 5;
/// Fewest letters and digits of an id that is looked for in parts too: "P-01" for "P01".
const LEAST_IN_PARTS: usize = 3;

impl KnownNames {
    pub(super) fn from_study(study: &Study) -> Self {
        let mut names = Self { joined: BTreeMap::new() };
        for name in study.names() {
            // An id from a source with ids of its own comes after the source's name.
            names.learn(name.split_once(':').map_or(name, |(_, id)| id));
        }
        study.account_names().for_each(|name| names.learn(name));
        let transcripts = (0..study.source_count()).flat_map(|source| study.transcripts(source));
        transcripts.for_each(|transcript| {
            let document = transcript.document.as_str();
            // People cite a file without its extension.
            names.learn(document.rsplit_once('.').map_or(document, |(stem, _)| stem));
        });
        names
    }

    fn learn(&mut self, name: &str) {
        let folded = Folded::fold(name);
        let words: Vec<_> =
            words(&folded.text).into_iter().map(|at| spellings(&folded.text[at])).collect();
        let Some((first, _)) = words.first() else { return };
        // Short ids would mask ordinary words and numbers throughout the report.
        let plain = words.len() == 1
            && if first.bytes().all(|byte| byte.is_ascii_digit()) {
                first.len() < LEAST_DIGITS
            } else {
                first.chars().count() < 2
            };
        if !plain {
            let bare = words.iter().map(|(bare, _)| bare.as_str()).collect::<String>();
            let written = words
                .iter()
                .map(|(bare, written)| written.as_ref().unwrap_or(bare).as_str())
                .collect::<String>();
            // Both spellings are learned (`Müller`, `Mueller`): a text may use either.
            for joined in [bare, written] {
                self.joined.entry(joined).or_default().insert(words.len());
            }
        }
    }

    /// A text with `[name]` in place of every such name.
    pub(super) fn mask(&self, text: &str) -> Masked {
        let folded = Folded::fold(text);
        let all = words(&folded.text);
        let keys: Vec<_> = all.iter().map(|at| spellings(&folded.text[at.clone()])).collect();
        let (mut masked, mut end, mut at) = (String::with_capacity(text.len()), 0, 0);
        while at < all.len() {
            let rest = Rest { text: &folded.text, words: &all[at..] };
            let bare = keys[at..].iter().map(|(bare, _)| bare.as_str());
            let written =
                keys[at..].iter().map(|(bare, written)| written.as_ref().unwrap_or(bare).as_str());
            // The longest name wins, or `Well Dental East` would leave `East` behind.
            let length = self.longest(&rest, bare).max(self.longest(&rest, written));
            if length > 0 {
                let original = folded.original(&(all[at].start..all[at + length - 1].end));
                masked.push_str(&text[end..original.start]);
                masked.push_str("[name]");
                end = original.end;
            }
            at += length.max(1);
        }
        masked.push_str(&text[end..]);
        Masked { masked: masked != text, text: masked }
    }

    /// Words of the longest name that a text begins with; 0 where there is none.
    fn longest<'a>(&self, rest: &Rest<'_>, keys: impl Iterator<Item = &'a str>) -> usize {
        let (mut joined, mut longest) = (String::new(), 0);
        for (place, key) in keys.enumerate() {
            joined.push_str(key);
            let mut from =
                self.joined.range::<str, _>((Bound::Included(joined.as_str()), Bound::Unbounded));
            match from.next() {
                Some((name, words)) if *name == joined => {
                    if words.contains(&(place + 1)) || rest.is_in_parts(&joined, place + 1) {
                        longest = place + 1;
                    }
                }
                // A longer name begins like this: the next word may complete it.
                Some((name, _)) if name.starts_with(&joined) => (),
                _ => break,
            }
        }
        longest
    }
}

/// Words of a folded text from one on.
struct Rest<'a> {
    text: &'a str,
    words: &'a [Range<usize>],
}

impl Rest<'_> {
    /// True where the first words are a name that has fewer or more of them, as nobody parts or
    /// joins words by chance: `P-01`, `P 01`, `WellDental`.
    fn is_in_parts(&self, joined: &str, words: usize) -> bool {
        let parted = |pair: &[Range<usize>]| {
            let (before, after) = (&self.text[pair[0].clone()], &self.text[pair[1].clone()]);
            match &self.text[pair[0].end..pair[1].start] {
                // Two ordinary words with a space between them must not turn into an id.
                " " => after.starts_with('0') || !before.contains(char::is_lowercase),
                gap => matches!(gap, "-" | "_" | "." | "/" | "#"),
            }
        };
        let letters = joined.contains(char::is_alphabetic);
        letters
            && joined.chars().count() >= LEAST_IN_PARTS
            && self.words[..words].windows(2).all(parted)
    }
}

/// Stretches of letters and digits.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mark = |c: char| matches!(c, '\u{300}'..='\u{36f}');
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric() || mark(*c)) {
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
        let mut names = KnownNames { joined: BTreeMap::new() };
        ["P01", "40001", "7", "x", "Well Dental", "Well Dental East", "Café Müller", "A10"]
            .iter()
            .for_each(|name| names.learn(name));
        for (text, expected) in [
            ("as P01 said, not P010", "as [name] said, not P010"),
            ("WELL-DENTAL and Well Dental East, well, dental", "[name] and [name], [name]"),
            ("40001 of 7 x", "[name] of 7 x"),
            ("Well", "Well"),
            ("P-01, p_01, P 01 and p 01", "[name], [name], [name] and [name]"),
            ("P\u{200b}01, Ｐ０１ and P०१", "[name], [name] and [name]"),
            ("WellDental", "[name]"),
            ("at 40 001, 40-001 and a 10", "at 40 001, 40-001 and a 10"),
            ("Cafe Muller, Café\u{a0}Mueller, CAFÉ MÜLLER", "[name], [name], [name]"),
        ] {
            assert_eq!(names.mask(text).text, expected, "{text}");
        }
        let masked = names.mask("nothing of the kind");
        assert_eq!(masked, Masked { text: "nothing of the kind".into(), masked: false });
    }
}

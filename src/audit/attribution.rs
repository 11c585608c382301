//! Whose words a quotation is said to be.

use std::collections::BTreeMap;
use std::ops::Range;

use super::quotations::FoundQuotation;
use super::words::{Word, words};
use crate::study::Study;

/// Bytes beside a quotation in which a name is looked for.
const NEAR: usize = 60;
/// Most words of an id.
const LONGEST: usize = 4;

/// The ids of respondents as words.
#[derive(Debug)]
pub(super) struct RespondentNames(BTreeMap<Vec<String>, u32>);

impl RespondentNames {
    pub(super) fn of(study: &Study) -> Self {
        let mut names = BTreeMap::new();
        for (name, respondent) in study.names().zip(0_u32..) {
            let keys: Vec<String> = words(name).into_iter().map(|word| word.key).collect();
            // A number alone is an age or a count wherever it stands.
            let telling = name.chars().any(char::is_alphabetic) && name.chars().count() > 1;
            if telling && (1..=LONGEST).contains(&keys.len()) {
                names.insert(keys, respondent);
            }
        }
        Self(names)
    }

    /// The respondent to whom a quotation is ascribed: the name that stands nearest in the block,
    /// behind it before in front of it; within the marks of none. `words` are those of the block.
    pub(super) fn ascribed(
        &self,
        text: &str,
        words: &[Word],
        all: &[FoundQuotation],
        number: usize,
    ) -> Option<u32> {
        let own = &all[number];
        let first = number.checked_sub(1).map_or(0, |before| all[before].whole.end);
        let last = all.get(number + 1).map_or(text.len(), |next| next.whole.start);
        // Below a block quote the name stands within it.
        let start = if is_below(own, text) { own.at.end } else { own.whole.end };
        let behind = start..last.min(start.saturating_add(NEAR));
        let ahead = first.max(own.whole.start.saturating_sub(NEAR))..own.whole.start;
        self.first_in(words, &behind, text).or_else(|| self.last_in(words, &ahead))
    }

    /// The first name in a stretch, within the sentence that the quotation ends.
    fn first_in(&self, words: &[Word], stretch: &Range<usize>, text: &str) -> Option<u32> {
        let at = words.partition_point(|word| word.at.start < stretch.start);
        let near = words[at..].iter().take_while(|word| word.at.end <= stretch.end);
        for (position, word) in (at..).zip(near) {
            let between = &text[stretch.start..word.at.start];
            // The next sentence speaks of somebody else.
            if [". ", "? ", "! "].iter().any(|end| between.contains(end)) {
                break;
            }
            if let Some(found) = self.at(&words[position..]) {
                return Some(found);
            }
        }
        None
    }

    /// The last name in a stretch.
    fn last_in(&self, words: &[Word], stretch: &Range<usize>) -> Option<u32> {
        let first = words.partition_point(|word| word.at.start < stretch.start);
        let end = words.partition_point(|word| word.at.end <= stretch.end);
        (first..end.max(first)).rev().find_map(|at| self.at(&words[at..]))
    }

    /// The name that these words begin with.
    fn at(&self, words: &[Word]) -> Option<u32> {
        (1..=LONGEST.min(words.len())).rev().find_map(|length| {
            let keys: Vec<String> = words[..length].iter().map(|word| word.key.clone()).collect();
            self.0.get(&keys).copied()
        })
    }
}

/// True if more than marks stands between the end of the quoted words and that of the whole.
fn is_below(own: &FoundQuotation, text: &str) -> bool {
    text[own.at.end..own.whole.end].contains(char::is_alphanumeric)
}

//! The verdict on a quotation: whether somebody said so, who, and what was changed.

use std::ops::Range;

use serde::Serialize;

use super::elided::pieces;
use super::matching::{FoundWords, NearWords, share};
use super::said::{SaidWords, Speaker};
use super::serious::{ChangedWords, Turned, turned};
use super::words::{Word, words};

/// What became of somebody's words in a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuotationVerdict {
    /// The very words of a respondent; typography may differ.
    Verbatim,
    /// Words are left out, and the quotation says where.
    Shortened,
    /// Words differ from what was said.
    Altered,
    /// Pieces of different turns, or of different people.
    Stitched,
    /// The words of an interviewer, or of another respondent than the one named.
    AnotherSpeaker,
    /// Nobody said so.
    NotFound,
}

/// A difference between a verbatim quotation and its source that changes no word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Typography {
    /// Capital and small letters.
    Case,
    /// Apostrophes, accents and forms of letters.
    Letters,
    /// Marks between words.
    Punctuation,
    /// Words in brackets stand for words that are masked or explained.
    Brackets,
}

/// One change of the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct WordChange {
    /// Words of the quotation; empty where words were left out.
    pub quoted: String,
    /// Words of the source; empty where words were put in.
    pub said: String,
    /// What the change turns; empty where it turns nothing that is recognised.
    pub turned: Vec<Turned>,
}

/// A quotation against the sources.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Looked {
    pub(super) verdict: QuotationVerdict,
    pub(super) typography: Vec<Typography>,
    pub(super) changes: Vec<WordChange>,
    pub(super) likeness: f64,
    /// Where the words, or those most like them, stand.
    pub(super) places: Vec<FoundWords>,
}

/// Likeness from which words are taken for changed ones, by words and by how rare they are.
const LIKE: f64 = 0.6;
const LIKE_BY_RARENESS: f64 = 0.4;
/// The same for quotations of few words, which share some with anything.
const LIKE_OF_FEW: f64 = 0.74;
const FEW: usize = 6;
/// Fewest words of a piece that was stitched to others, and how much all of them must make up.
const LEAST_OF_PIECE: usize = 4;
const STITCHED: f64 = 0.85;
/// Most pieces of a quotation that leaves words out.
const MOST_PIECES: usize = 32;
/// Most words of the source for which words in brackets stand.
const BRACKETED: usize = 4;

/// Looks quotations up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lookup<'a> {
    pub(super) said: &'a SaidWords<'a>,
    /// True in a language that writes every noun with a capital letter.
    pub(super) capital_nouns: bool,
    /// Most words that are aligned.
    pub(super) most_words: usize,
}

impl Lookup<'_> {
    /// Looks a quotation up; `named` is the respondent whose words it is said to be.
    pub(super) fn look(&self, text: &str, named: Option<u32>) -> Looked {
        let cut = pieces(text);
        let keys = self.said.numbers(&cut.words);
        let looked = match cut.pieces.len() {
            2..=MOST_PIECES if keys.len() <= self.most_words => {
                self.in_pieces(text, &cut.words, &keys, &cut.pieces, cut.elided)
            }
            _ => self.whole(text, &cut.words, &keys),
        };
        self.judge_speaker(looked, named)
    }

    /// A quotation that claims to be whole.
    fn whole(&self, text: &str, words: &[Word], keys: &[u32]) -> Looked {
        let places = self.said.exact(keys);
        if let Some(first) = places.first() {
            let typography = self.typography(text, words, first);
            let verdict = QuotationVerdict::Verbatim;
            return Looked { verdict, typography, changes: Vec::new(), likeness: 1.0, places };
        }
        let nothing = Looked {
            verdict: QuotationVerdict::NotFound,
            typography: Vec::new(),
            changes: Vec::new(),
            likeness: 0.0,
            places: Vec::new(),
        };
        if keys.len() > self.most_words {
            return nothing;
        }
        let near = self.said.nearest(keys);
        let likeness = near.as_ref().map_or(0.0, |near| near.likeness);
        let preferred = near.as_ref().map(|near| near.found.stretch);
        let runs = self.said.runs(keys, LEAST_OF_PIECE, preferred);
        let covered = share(runs.iter().map(|run| run.words.len()).sum(), keys.len());
        let apart = runs.iter().any(|run| run.stretch != runs[0].stretch);
        if apart && covered >= STITCHED && covered > likeness {
            let verdict = QuotationVerdict::Stitched;
            return Looked { verdict, likeness: covered, places: runs, ..nothing };
        }
        let Some(near) = near else { return nothing };
        let places = vec![near.found.clone()];
        if !self.is_like(keys, &near) {
            return Looked { likeness, places, ..nothing };
        }
        let changes = self.changes(text, words, &near);
        let verdict = QuotationVerdict::Altered;
        Looked { verdict, changes, likeness, places, ..nothing }
    }

    fn is_like(&self, keys: &[u32], near: &NearWords) -> bool {
        let least = if keys.len() < FEW { LIKE_OF_FEW } else { LIKE };
        near.likeness >= least && self.rareness_shared(keys, near) >= LIKE_BY_RARENESS
    }

    /// How much of the information of the words both have: words that few places have tell more.
    #[allow(clippy::cast_precision_loss, reason = "numbers of words")]
    fn rareness_shared(&self, keys: &[u32], near: &NearWords) -> f64 {
        let all = self.said.keys().len() as f64;
        let rareness = |key: &u32| (1.0 + all / (1 + self.said.places_of(*key).len()) as f64).ln();
        let total: f64 = keys.iter().map(rareness).sum();
        let changed = near.alignment.hunks.iter().flat_map(|hunk| &keys[hunk.quoted.clone()]);
        1.0 - changed.map(rareness).sum::<f64>() / total.max(f64::MIN_POSITIVE)
    }

    /// A quotation that says that words are left out or put in between its pieces.
    fn in_pieces(
        &self,
        text: &str,
        words: &[Word],
        keys: &[u32],
        pieces: &[Range<usize>],
        elided: bool,
    ) -> Looked {
        if let Some(found) = self.said.chain(keys, pieces) {
            let span = found[0].words.start..found[found.len() - 1].words.end;
            let gaps = found.windows(2).map(|two| two[1].words.start - two[0].words.end);
            let masked = !elided && gaps.max().unwrap_or(0) <= BRACKETED;
            let verdict = match masked {
                true => QuotationVerdict::Verbatim,
                false => QuotationVerdict::Shortened,
            };
            let typography = if masked { vec![Typography::Brackets] } else { Vec::new() };
            let places = vec![FoundWords { stretch: found[0].stretch, words: span }];
            return Looked { verdict, typography, changes: Vec::new(), likeness: 1.0, places };
        }
        let each = pieces
            .iter()
            .map(|piece| self.whole(text, &words[piece.clone()], &keys[piece.clone()]))
            .collect::<Vec<_>>();
        joined(each, pieces)
    }

    /// The words that differ.
    fn changes(&self, text: &str, words: &[Word], near: &NearWords) -> Vec<WordChange> {
        let stretch = &self.said.stretches[near.found.stretch];
        let own = super::words::words(&stretch.text);
        let first = near.found.words.start - near.alignment.said.start - stretch.words.start;
        let change = |hunk: &super::align::Hunk| {
            let range = first + hunk.said.start..first + hunk.said.end;
            let sides = [(text, words, hunk.quoted.clone()), (&*stretch.text, &*own, range)];
            let [quoted, said] = sides.map(|(text, words, range)| ChangedWords {
                text,
                words,
                range,
                capital_nouns: self.capital_nouns,
            });
            let raw = |side: &ChangedWords<'_>| match &side.words[side.range.clone()] {
                [] => String::new(),
                [only] => side.text[only.at.clone()].to_owned(),
                [first, .., last] => side.text[first.at.start..last.at.end].to_owned(),
            };
            WordChange { turned: turned(&said, &quoted), quoted: raw(&quoted), said: raw(&said) }
        };
        near.alignment.hunks.iter().map(change).collect()
    }

    /// How the quotation is written otherwise than its source.
    fn typography(&self, text: &str, own: &[Word], found: &FoundWords) -> Vec<Typography> {
        let source = self.said.text(found.stretch, &found.words);
        let theirs = words(source);
        let (quoted, said) = (raw_words(text, own), raw_words(source, &theirs));
        let mut differs = Vec::new();
        let pairs = || quoted.iter().zip(&said);
        if pairs().any(|(own, other)| own.0 != other.0 && same_letters(own.0, other.0)) {
            differs.push(Typography::Case);
        }
        if pairs().any(|(own, other)| !same_letters(own.0, other.0)) {
            differs.push(Typography::Letters);
        }
        // What follows the last word is the quotation's own.
        let last = quoted.len().saturating_sub(1);
        if pairs().take(last).any(|(own, other)| own.1.trim() != other.1.trim()) {
            differs.push(Typography::Punctuation);
        }
        differs
    }

    /// Takes back what is right of the words but not of who is said to have said them.
    fn judge_speaker(&self, mut looked: Looked, named: Option<u32>) -> Looked {
        if looked.verdict == QuotationVerdict::NotFound || looked.places.is_empty() {
            return looked;
        }
        let speaker = |found: &FoundWords| self.said.stretches[found.stretch].speaker;
        let is_right = |found: &FoundWords| match (speaker(found), named) {
            (Speaker::Other, _) => false,
            (Speaker::Respondent(Some(of)), Some(named)) => of == named,
            _ => true,
        };
        if looked.places.iter().any(is_right) {
            // Of several places those that are meant.
            if looked.verdict != QuotationVerdict::Stitched {
                looked.places.retain(is_right);
            }
            return looked;
        }
        looked.verdict = QuotationVerdict::AnotherSpeaker;
        looked
    }
}

/// Pieces that do not stand in one turn, in order.
fn joined(each: Vec<Looked>, pieces: &[Range<usize>]) -> Looked {
    let all: usize = pieces.iter().map(Range::len).sum();
    let lost = |looked: &&(&Looked, usize)| looked.0.verdict == QuotationVerdict::NotFound;
    let sized: Vec<(&Looked, usize)> = each.iter().zip(pieces.iter().map(Range::len)).collect();
    let found: usize = sized.iter().filter(|one| !lost(one)).map(|(_, words)| words).sum();
    let places: Vec<FoundWords> =
        each.iter().filter_map(|looked| looked.places.first().cloned()).collect();
    let apart = places.iter().any(|place| place.stretch != places[0].stretch)
        || places.windows(2).any(|two| two[1].words.start < two[0].words.end);
    let verdict = match share(found, all) {
        ..LIKE => QuotationVerdict::NotFound,
        ..1.0 => QuotationVerdict::Altered,
        _ if apart => QuotationVerdict::Stitched,
        _ => QuotationVerdict::Altered,
    };
    let likeness = sized.iter().map(|(looked, words)| looked.likeness * share(*words, all)).sum();
    let changes = each.into_iter().flat_map(|looked| looked.changes).collect();
    Looked { verdict, typography: Vec::new(), changes, likeness, places }
}

/// Each word as it is written, with what follows it before the next.
fn raw_words<'a>(text: &'a str, words: &[Word]) -> Vec<(&'a str, &'a str)> {
    let next = |at: usize| words.get(at + 1).map_or(text.len(), |word| word.at.start);
    let raw = |(at, word): (usize, &Word)| (&text[word.at.clone()], &text[word.at.end..next(at)]);
    words.iter().enumerate().map(raw).collect()
}

fn same_letters(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

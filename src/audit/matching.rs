//! Finds the words of a quotation among those of the sources: word for word, or as nearly as they
//! come.

use std::ops::Range;

use super::align::{Alignment, align};
use super::said::SaidWords;

/// Places of one quotation that are listed at most.
const MOST_PLACES: usize = 100;
/// Rarest words of a quotation from which its place is looked for, and places of each.
const RARE_WORDS: usize = 6;
const MOST_OF_ONE: usize = 2000;
/// Regions that are aligned at most, and cells of their alignments.
const MOST_REGIONS: usize = 24;
const MOST_CELLS: usize = 1_000_000;
/// Words beside what the rare words promise that an alignment may take up.
const SLACK: usize = 12;

/// Words of one stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundWords {
    pub(super) stretch: usize,
    pub(super) words: Range<usize>,
}

/// The place that is most like a quotation.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NearWords {
    pub(super) found: FoundWords,
    pub(super) alignment: Alignment,
    /// Words that are the same, of the longer of the two.
    pub(super) likeness: f64,
}

impl SaidWords<'_> {
    /// All places that have these words in this order, within one stretch each.
    pub(super) fn exact(&self, words: &[u32]) -> Vec<FoundWords> {
        let Some((at, rarest)) =
            words.iter().enumerate().min_by_key(|(_, word)| self.places_of(**word).len())
        else {
            return Vec::new();
        };
        let starts = self.places_of(*rarest).iter();
        let starts = starts.filter_map(|place| (*place as usize).checked_sub(at));
        let found = starts.filter_map(|start| {
            let range = start..start + words.len();
            if self.keys().get(range.clone())? != words {
                return None;
            }
            let stretch = self.stretch_at(start);
            let within = range.end <= self.stretches[stretch].words.end;
            within.then_some(FoundWords { stretch, words: range })
        });
        found.take(MOST_PLACES).collect()
    }

    /// The place of a source that is most like these words; `None` if none shares a word.
    pub(super) fn nearest(&self, words: &[u32]) -> Option<NearWords> {
        let mut best: Option<NearWords> = None;
        for (stretch, region) in self.regions(words) {
            let alignment = align(words, &self.keys()[region.clone()]);
            if alignment.same == 0 {
                continue;
            }
            let own = &alignment.said;
            let found = region.start + own.start..region.start + own.end;
            let likeness = share(alignment.same, words.len().max(own.len()));
            if best.as_ref().is_none_or(|best| likeness > best.likeness) {
                let found = FoundWords { stretch, words: found };
                best = Some(NearWords { found, alignment, likeness });
            }
        }
        best
    }

    /// Parts of stretches in which most of the rare words stand about where the quotation has
    /// them; the most promising first.
    fn regions(&self, words: &[u32]) -> Vec<(usize, Range<usize>)> {
        // Where the first word of the quotation would stand, by each place of each rare word.
        let rare = self.rare(words);
        let mut origins: Vec<(i64, usize)> = Vec::new();
        for (number, at) in rare.iter().enumerate() {
            let places = self.places_of(words[*at]).iter().take(MOST_OF_ONE);
            origins.extend(places.map(|place| (i64::from(*place) - signed(*at), number)));
        }
        origins.sort_unstable();
        let width = signed(words.len() / 2 + SLACK);
        let mut windows: Vec<(usize, i64, i64)> = Vec::new();
        // How often each rare word votes for the window; a word counts once.
        let (mut first, mut votes, mut different) = (0, vec![0_u32; rare.len()], 0);
        for (origin, number) in &origins {
            different += usize::from(votes[*number] == 0);
            votes[*number] += 1;
            while origins[first].0 < origin - width {
                votes[origins[first].1] -= 1;
                different -= usize::from(votes[origins[first].1] == 0);
                first += 1;
            }
            windows.push((different, origins[first].0, *origin));
        }
        windows.sort_by_key(|(votes, from, to)| (std::cmp::Reverse(*votes), *from, *to));
        let mut regions: Vec<(usize, Range<usize>)> = Vec::new();
        for (_, from, to) in windows {
            let cells: usize = regions.iter().map(|(_, region)| region.len() * words.len()).sum();
            if regions.len() >= MOST_REGIONS || cells > MOST_CELLS {
                break;
            }
            self.add_regions(&mut regions, from, to + signed(words.len()));
        }
        regions
    }

    /// Adds the stretches of some words, with a margin, unless a region has them already.
    fn add_regions(&self, regions: &mut Vec<(usize, Range<usize>)>, from: i64, to: i64) {
        let all = self.keys().len();
        let bounded = |at: i64| usize::try_from(at).unwrap_or(0).min(all);
        let (from, to) = (bounded(from - signed(SLACK)), bounded(to + signed(SLACK)));
        for stretch in self.stretch_at(from)..self.stretches.len() {
            let own = &self.stretches[stretch].words;
            if own.start >= to {
                break;
            }
            let region = own.start.max(from)..own.end.min(to);
            let known = regions
                .iter()
                .any(|(_, known)| known.start <= region.start && region.end <= known.end);
            if !known && !region.is_empty() && regions.len() < 2 * MOST_REGIONS {
                regions.push((stretch, region));
            }
        }
    }

    /// Positions of the rarest words that a source has.
    fn rare(&self, words: &[u32]) -> Vec<usize> {
        let mut known: Vec<usize> =
            (0..words.len()).filter(|at| !self.places_of(words[*at]).is_empty()).collect();
        known.sort_by_key(|at| (self.places_of(words[*at]).len(), *at));
        known.truncate(RARE_WORDS.max(words.len() / 4));
        known
    }
}

#[allow(clippy::cast_precision_loss, reason = "numbers of words")]
pub(super) fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn signed(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX / 4)
}

impl SaidWords<'_> {
    /// Runs of at least so many words that stand somewhere word for word, from the left, the
    /// longest first at each place; of equally long ones that of a preferred stretch.
    pub(super) fn runs(
        &self,
        words: &[u32],
        least: usize,
        preferred: Option<usize>,
    ) -> Vec<FoundWords> {
        let (mut runs, mut at) = (Vec::new(), 0);
        while at + least <= words.len() {
            let places = self.places_of(words[at]).iter().take(MOST_OF_ONE);
            let run = |place: &u32| {
                let start = *place as usize;
                let stretch = self.stretch_at(start);
                let end = self.stretches[stretch].words.end;
                let same = words[at..].iter().zip(&self.keys()[start..end]);
                let length = same.take_while(|(own, other)| own == other).count();
                FoundWords { stretch, words: start..start + length }
            };
            let best = places.map(run).max_by_key(|run| {
                let is_preferred = preferred == Some(run.stretch);
                (run.words.len(), is_preferred, std::cmp::Reverse(run.words.start))
            });
            match best.filter(|run| run.words.len() >= least) {
                Some(run) => {
                    at += run.words.len();
                    runs.push(run);
                }
                None => at += 1,
            }
        }
        runs
    }

    /// The places of the pieces of a quotation in one stretch, in order; `None` if there is none
    /// that has them so.
    pub(super) fn chain(&self, words: &[u32], pieces: &[Range<usize>]) -> Option<Vec<FoundWords>> {
        let first = self.exact(&words[pieces[0].clone()]);
        first.into_iter().find_map(|first| {
            let own = self.stretches[first.stretch].words.clone();
            let mut chain = vec![first.clone()];
            for piece in &pieces[1..] {
                let wanted = &words[piece.clone()];
                let from = chain[chain.len() - 1].words.end;
                let rest = self.keys().get(from..own.end)?;
                let at = rest.windows(wanted.len()).position(|window| window == wanted)?;
                let words = from + at..from + at + wanted.len();
                chain.push(FoundWords { stretch: first.stretch, words });
            }
            Some(chain)
        })
    }
}

//! Fates of the personas of one wave in another.

use serde::Serialize;

use crate::clustering::{Sides, best_matching};
use crate::named::named_values;

/// Fate of personas between two waves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// The group is in both waves, judged by the questions that both asked.
    Matched,
    /// The group is in both waves, but a claim about it has changed.
    Changed,
    /// One group of the old wave that is several groups in the new wave.
    Split,
    /// Several groups of the old wave that are one group in the new wave.
    Merged,
    /// A group with hardly any respondents in the old wave.
    New,
    /// A group with hardly any respondents in the new wave.
    Gone,
}

impl Fate {
    /// All fates.
    pub const ALL: [Self; 6] =
        [Self::Matched, Self::Changed, Self::Split, Self::Merged, Self::New, Self::Gone];

    /// Name of the fate in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Matched => "matched",
            Self::Changed => "changed",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::New => "new",
            Self::Gone => "gone",
        }
    }
}

named_values!(Fate "fate");

/// Groups of the old wave and of the new one that belong together, with what became of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Correspondence {
    pub(super) fate: Fate,
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
}

/// How many of the people of both waves are in a group of the old wave and in one of the new, each
/// sorted by what the groups of either expect.
pub(super) struct CrossTab {
    cells: Vec<Vec<f64>>,
    /// Shares of the groups among the people of the old wave and of the new: old groups, new
    /// groups.
    old_shares: Vec<(f64, f64)>,
    new_shares: Vec<(f64, f64)>,
}

/// Share of a group that must be in another for the two to belong together.
const MOSTLY: f64 = 0.5;
/// Share of a group below which a part of it is no part to speak of.
const PART: f64 = 0.2;
/// A group is new, or gone, where the other wave has at most this share of it relative to its own.
const HARDLY: f64 = 1.0 / 3.0;

/// The people of both waves as the groups of one wave sort them.
#[derive(Clone, Copy)]
pub(super) struct SortedPeople<'a> {
    pub(super) groups: usize,
    pub(super) sides: &'a Sides,
}

impl CrossTab {
    /// `first` is the number of people of the old wave.
    #[allow(clippy::cast_precision_loss, reason = "counts of respondents")]
    pub(super) fn count(old: SortedPeople<'_>, new: SortedPeople<'_>, first: usize) -> Self {
        let (old_groups, new_groups) = (old.groups, new.groups);
        let (old, new) = (old.sides, new.sides);
        let mut cells = vec![vec![0.0; new_groups]; old_groups];
        let (mut old_shares, mut new_shares) =
            (vec![(0.0, 0.0); old_groups], vec![(0.0, 0.0); new_groups]);
        // At least 1, so that a wave without anybody divides by nothing.
        let known =
            |range: std::ops::Range<usize>| old[range].iter().flatten().count().max(1) as f64;
        let (was, is) = (known(0..first), known(first..old.len()));
        for (position, sides) in old.iter().zip(new).enumerate() {
            let (Some(a), Some(b)) = sides else { continue };
            let (a, b) = (usize::from(*a), usize::from(*b));
            // Both waves count alike, however many people each has.
            let in_old = position < first;
            let weight = if in_old { 1.0 / was } else { 1.0 / is };
            cells[a][b] += weight;
            for share in [&mut old_shares[a], &mut new_shares[b]] {
                *(if in_old { &mut share.0 } else { &mut share.1 }) += weight;
            }
        }
        Self { cells, old_shares, new_shares }
    }

    fn of_old(&self, a: usize, b: usize) -> f64 {
        let all: f64 = self.cells[a].iter().sum();
        if all > 0.0 { self.cells[a][b] / all } else { 0.0 }
    }

    fn of_new(&self, a: usize, b: usize) -> f64 {
        let all: f64 = self.cells.iter().map(|row| row[b]).sum();
        if all > 0.0 { self.cells[a][b] / all } else { 0.0 }
    }

    /// Shared people over all people of either group, both waves counting alike.
    pub(super) fn jaccard(&self, a: usize, b: usize) -> f64 {
        let all: f64 = self.cells[a].iter().sum::<f64>()
            + self.cells.iter().map(|row| row[b]).sum::<f64>()
            - self.cells[a][b];
        if all > 0.0 { self.cells[a][b] / all } else { 0.0 }
    }

    /// The groups that belong together, those of the old wave first.
    pub(super) fn correspondences(&self) -> Vec<Correspondence> {
        let (height, width) = (self.old_shares.len(), self.new_shares.len());
        let is_new: Vec<bool> =
            self.new_shares.iter().map(|(was, is)| *was <= HARDLY * is).collect();
        let is_gone: Vec<bool> =
            self.old_shares.iter().map(|(was, is)| *is <= HARDLY * was).collect();
        let (mut left_old, mut left_new): (Vec<bool>, Vec<bool>) =
            (is_gone.iter().map(|gone| !gone).collect(), is_new.iter().map(|new| !new).collect());
        let mut found = Vec::new();
        for a in open(&left_old) {
            // Both ways: most of the child is of the parent, and no small part of the parent is in
            // it.
            let child = |b: &usize| {
                left_new[*b] && self.of_new(a, *b) >= MOSTLY && self.of_old(a, *b) >= PART
            };
            let children: Vec<usize> = (0..width).filter(child).collect();
            if children.len() > 1 {
                left_old[a] = false;
                children.iter().for_each(|b| left_new[*b] = false);
                found.push(Correspondence { fate: Fate::Split, old: vec![a], new: children });
            }
        }
        for b in open(&left_new) {
            let parent = |a: &usize| {
                left_old[*a] && self.of_old(*a, b) >= MOSTLY && self.of_new(*a, b) >= PART
            };
            let parents: Vec<usize> = (0..height).filter(parent).collect();
            if parents.len() > 1 {
                left_new[b] = false;
                parents.iter().for_each(|a| left_old[*a] = false);
                found.push(Correspondence { fate: Fate::Merged, old: parents, new: vec![b] });
            }
        }
        // The matching needs a square table.
        let size = height.max(width);
        let gain = |a: usize, b: usize| {
            let both = a < height && b < width && left_old[a] && left_new[b];
            if both { self.cells[a][b] } else { 0.0 }
        };
        let matched = best_matching(
            &(0..size).map(|a| (0..size).map(|b| gain(a, b)).collect()).collect::<Vec<_>>(),
        );
        for (a, b) in matched.into_iter().enumerate().filter(|(a, b)| *a < height && *b < width) {
            // The best matching pairs all that is left, also what hardly overlaps.
            let together = self.of_old(a, b) >= MOSTLY || self.of_new(a, b) >= MOSTLY;
            if left_old[a] && left_new[b] && together {
                (left_old[a], left_new[b]) = (false, false);
                found.push(Correspondence { fate: Fate::Matched, old: vec![a], new: vec![b] });
            }
        }
        let gone = (0..height).filter(|a| left_old[*a] || is_gone[*a]);
        found.extend(gone.map(|a| Correspondence {
            fate: Fate::Gone,
            old: vec![a],
            new: Vec::new(),
        }));
        let new = (0..width).filter(|b| left_new[*b] || is_new[*b]);
        found.extend(new.map(|b| Correspondence {
            fate: Fate::New,
            old: Vec::new(),
            new: vec![b],
        }));
        found.sort_by_key(|kinship| {
            (kinship.old.first().copied().unwrap_or(usize::MAX), kinship.new.first().copied())
        });
        found
    }
}

/// The groups that are left.
fn open(left: &[bool]) -> Vec<usize> {
    (0..left.len()).filter(|group| left[*group]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fates of groups, given for each wave how many people are in which old and new group.
    fn fates(waves: [&[(u16, u16, usize)]; 2]) -> Vec<(Fate, Vec<usize>, Vec<usize>)> {
        let people = |wave: &[(u16, u16, usize)]| -> Vec<(u16, u16)> {
            wave.iter().flat_map(|(a, b, n)| std::iter::repeat_n((*a, *b), *n)).collect()
        };
        let (was, is) = (people(waves[0]), people(waves[1]));
        let all: Vec<(u16, u16)> = was.iter().chain(&is).copied().collect();
        let groups =
            |of: fn(&(u16, u16)) -> u16| usize::from(all.iter().map(of).max().unwrap()) + 1;
        let side =
            |of: fn(&(u16, u16)) -> u16| all.iter().map(|one| Some(of(one))).collect::<Sides>();
        let (old, new) = (side(|one| one.0), side(|one| one.1));
        let crossing = CrossTab::count(
            SortedPeople { groups: groups(|one| one.0), sides: &old },
            SortedPeople { groups: groups(|one| one.1), sides: &new },
            was.len(),
        );
        crossing
            .correspondences()
            .into_iter()
            .map(|kinship| (kinship.fate, kinship.old, kinship.new))
            .collect()
    }

    #[test]
    fn groups_are_matched_split_merged_new_or_gone() {
        let same = [(0, 1, 50), (1, 0, 40), (0, 0, 4)];
        assert_eq!(
            fates([&same, &same]),
            [(Fate::Matched, vec![0], vec![1]), (Fate::Matched, vec![1], vec![0])]
        );
        let split = [(0, 0, 50), (1, 1, 30), (1, 2, 25)];
        assert_eq!(
            fates([&split, &split]),
            [(Fate::Matched, vec![0], vec![0]), (Fate::Split, vec![1], vec![1, 2])]
        );
        let merged = [(0, 0, 50), (1, 1, 30), (2, 1, 25)];
        assert_eq!(
            fates([&merged, &merged]),
            [(Fate::Matched, vec![0], vec![0]), (Fate::Merged, vec![1, 2], vec![1])]
        );
        // The same tables, but the people of a part are of one wave alone.
        assert_eq!(
            fates([&[(0, 0, 50), (1, 1, 55)], &split]),
            [
                (Fate::Matched, vec![0], vec![0]),
                (Fate::Matched, vec![1], vec![1]),
                (Fate::New, vec![], vec![2])
            ]
        );
        assert_eq!(
            fates([&merged, &[(0, 0, 50), (1, 1, 55)]]),
            [
                (Fate::Matched, vec![0], vec![0]),
                (Fate::Matched, vec![1], vec![1]),
                (Fate::Gone, vec![2], vec![])
            ]
        );
    }
}

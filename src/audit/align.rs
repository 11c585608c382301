//! How the words of a quotation lie along the words of a source.
//!
//! The alignment of all words of the quotation with any stretch of the source that scores highest:
//! the dynamic programme of Smith and Waterman (1981, doi 10.1016/0022-2836(81)90087-5), in which
//! the source may begin and end anywhere but no word of the quotation is left out.

use std::ops::Range;

const SAME: i32 = 2;
const OTHER: i32 = -1;
const GAP: i32 = -1;

/// A stretch of both texts that differs; either may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    /// Words of the quotation.
    pub(super) quoted: Range<usize>,
    /// Words of the source, by their place in what was aligned.
    pub(super) said: Range<usize>,
}

/// The best alignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Alignment {
    /// The words of the source that it takes up.
    pub(super) said: Range<usize>,
    /// Words that are the same.
    pub(super) same: usize,
    pub(super) hunks: Vec<Hunk>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Start,
    Both,
    QuotedAlone,
    SaidAlone,
}

/// Aligns a quotation with a stretch of a source. Memory grows with the product of their lengths.
pub(super) fn align(quoted: &[u32], said: &[u32]) -> Alignment {
    let width = said.len() + 1;
    let mut steps = vec![Step::Start; (quoted.len() + 1) * width];
    let mut above = vec![0; width];
    for (row, word) in quoted.iter().enumerate() {
        let mut own = vec![0; width];
        own[0] = above[0] + GAP;
        steps[(row + 1) * width] = Step::QuotedAlone;
        for column in 1..width {
            let both = above[column - 1] + if *word == said[column - 1] { SAME } else { OTHER };
            let (quoted_alone, said_alone) = (above[column] + GAP, own[column - 1] + GAP);
            let (score, step) = if both >= quoted_alone && both >= said_alone {
                (both, Step::Both)
            } else if quoted_alone >= said_alone {
                (quoted_alone, Step::QuotedAlone)
            } else {
                (said_alone, Step::SaidAlone)
            };
            own[column] = score;
            steps[(row + 1) * width + column] = step;
        }
        above = own;
    }
    // Of equal ends the last: a word that differs at the end was replaced, not put in.
    let end = (0..width).max_by_key(|column| (above[*column], *column));
    traced(quoted, said, &steps, end.unwrap_or(0))
}

/// The way back from an end of the alignment.
fn traced(quoted: &[u32], said: &[u32], steps: &[Step], end: usize) -> Alignment {
    let width = said.len() + 1;
    let (mut row, mut column, mut same) = (quoted.len(), end, 0);
    let mut hunks: Vec<Hunk> = Vec::new();
    while row > 0 {
        let (before_row, before_column) = match steps[row * width + column] {
            Step::Both => (row - 1, column - 1),
            Step::QuotedAlone => (row - 1, column),
            Step::SaidAlone => (row, column - 1),
            Step::Start => break,
        };
        let is_same =
            before_row < row && before_column < column && quoted[before_row] == said[before_column];
        if is_same {
            same += 1;
        } else {
            match hunks.last_mut() {
                // Steps that touch are one difference.
                Some(last) if last.quoted.start == row && last.said.start == column => {
                    (last.quoted.start, last.said.start) = (before_row, before_column);
                }
                _ => hunks.push(Hunk { quoted: before_row..row, said: before_column..column }),
            }
        }
        (row, column) = (before_row, before_column);
    }
    hunks.reverse();
    Alignment { said: column..end, same, hunks }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_differs_is_one_hunk_each() {
        let found = align(&[1, 2, 9, 4, 5, 7], &[0, 1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(found.said, 1..8);
        assert_eq!(found.same, 5);
        let hunk = |quoted, said| Hunk { quoted, said };
        assert_eq!(found.hunks, [hunk(2..3, 3..4), hunk(5..5, 6..7)]);
    }

    proptest! {
        /// Whatever the texts: words that are the same and the hunks make up the quotation, and
        /// what it takes up of the source.
        #[test]
        fn nothing_is_lost(
            quoted in proptest::collection::vec(0_u32..5, 0..12),
            said in proptest::collection::vec(0_u32..5, 0..20),
        ) {
            let found = align(&quoted, &said);
            let of = |side: fn(&Hunk) -> &Range<usize>| -> usize {
                found.hunks.iter().map(|hunk| side(hunk).len()).sum()
            };
            prop_assert_eq!(found.same + of(|hunk| &hunk.quoted), quoted.len());
            prop_assert_eq!(found.same + of(|hunk| &hunk.said), found.said.len());
        }

        #[test]
        fn words_that_stand_there_are_found(
            said in proptest::collection::vec(0_u32..5, 1..20),
            start in 0_usize..20, length in 1_usize..20,
        ) {
            let quoted: Vec<u32> = said.iter().copied().skip(start).take(length).collect();
            prop_assume!(!quoted.is_empty());
            prop_assert_eq!(align(&quoted, &said).same, quoted.len());
        }
    }
}

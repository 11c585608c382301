//! The least difference by which a kind of source could confirm what another one carries.

use super::rules::DISCOVERY;
use super::statistics::two_shares_p;
use super::support::Direction;
use super::triangulation::{KindCounts, Stance};
use crate::locale::Words;

/// Whether a kind of source could confirm what another one carries, by the numbers that it asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CouldConfirm {
    /// There is nothing to confirm, or it is confirmed.
    NotInQuestion,
    /// No table of these numbers could.
    TooFew,
    /// A table with so many on one side and none on the other.
    From { with: usize, of: usize, elsewhere_with: usize, elsewhere_of: usize },
}

/// Whether the kind at a position of the row could confirm a claim that another kind carries.
pub(crate) fn could_confirm(
    direction: Direction,
    row: &[KindCounts],
    position: usize,
) -> CouldConfirm {
    let one = &row[position];
    let carried = row.iter().any(|other| other.stance == Stance::Carries && other.p.is_some());
    if one.stance != Stance::InLine || one.p.is_none() || !carried {
        return CouldConfirm::NotInQuestion;
    }
    let kinds = row.iter().filter(|of| of.tested > 0 && of.elsewhere_tested > 0).count();
    let (of, elsewhere_of) = (one.tested, one.elsewhere_tested);
    let table = match direction {
        Direction::More => least(of, elsewhere_of, kinds).map(|with| (with, 0)),
        Direction::Less => least(elsewhere_of, of, kinds).map(|elsewhere| (0, elsewhere)),
        Direction::Shared => return CouldConfirm::NotInQuestion,
    };
    match table {
        Some((with, elsewhere_with)) => {
            CouldConfirm::From { with, of, elsewhere_with, elsewhere_of }
        }
        None => CouldConfirm::TooFew,
    }
}

/// Least number of so many that confirms a difference from none of the others, where so many kinds
/// of source are tested.
fn least(of: usize, against: usize, kinds: usize) -> Option<usize> {
    #[allow(clippy::cast_precision_loss, reason = "few kinds of source")]
    let level = DISCOVERY / kinds.saturating_sub(1).max(1) as f64;
    // Half of the rate and one side of the test: together the two-sided p-value at the whole rate.
    let confirms = |with: usize| two_shares_p(with, of, 0, against) <= level;
    let (mut low, mut high) = (0, of);
    while low + 1 < high {
        let middle = usize::midpoint(low, high);
        if confirms(middle) { high = middle } else { low = middle }
    }
    (of > 0 && confirms(high)).then_some(high)
}

impl Words {
    /// The stance of a kind of source on a claim, with its counts where it asked.
    pub(crate) fn stance(&self, direction: Direction, row: &[KindCounts], at: usize) -> String {
        let of = &row[at];
        let counted = match of.stance {
            Stance::Carries => self.carries,
            Stance::InLine => return self.in_line(direction, row, at),
            Stance::Differs => self.differs,
            Stance::NotCompared => self.not_compared,
            Stance::NotAsked => return self.not_asked.to_owned(),
        };
        counted(of.with, of.asked)
    }

    /// What a kind of source shows that is in line, and the table that could confirm it.
    fn in_line(&self, direction: Direction, row: &[KindCounts], at: usize) -> String {
        let of = &row[at];
        let own = (self.page_of.of)(of.with, of.asked);
        let elsewhere = (self.page_of.of)(of.elsewhere_with, of.elsewhere_asked);
        match self.could_confirm(could_confirm(direction, row, at)) {
            Some(could) => format!("{}; {could}", (self.in_line)(&(self.table)(&own, &elsewhere))),
            None => (self.in_line)(&own),
        }
    }

    /// The least table that could confirm a claim; `None` where none is in question.
    pub(crate) fn could_confirm(&self, could: CouldConfirm) -> Option<String> {
        match could {
            CouldConfirm::NotInQuestion => None,
            CouldConfirm::TooFew => Some(self.too_few_to_confirm.to_owned()),
            CouldConfirm::From { with, of, elsewhere_with, elsewhere_of } => {
                let [own, elsewhere] = [(with, of), (elsewhere_with, elsewhere_of)]
                    .map(|(with, of)| (self.page_of.of)(with, of));
                Some((self.confirms_from)(&(self.table)(&own, &elsewhere)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_against_none_of_six_and_six() {
        assert_eq!(least(6, 6, 2), Some(5));
        // Fisher's two-sided p of 4 against 0 of 6 and 6 is 0.061, of 3 against 0 of 3 and 3 0.1.
        assert_eq!(least(3, 3, 2), None);
        assert_eq!(least(120, 120, 2), Some(6));
        // A third kind of source is one more that could agree by chance.
        assert_eq!(least(120, 120, 3), Some(7));
        assert_eq!(least(5, 6, 2), Some(4));
        assert_eq!((least(0, 6, 2), least(6, 0, 2)), (None, None));
    }
}

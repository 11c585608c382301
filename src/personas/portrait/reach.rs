//! How many of a group are known on a claim, of those in the sources that ask: what names or
//! defines a group has to be known of enough of it.

use crate::indicators::{IndicatorMatrix, Origin};
use crate::personas::propositions::proposition::{Answer, Proposition};
use crate::study::Study;

/// Members known on one or several propositions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Members of whom all of them are true.
    pub(crate) with: usize,
    /// Members with an answer to all of them.
    pub(crate) known: usize,
    /// Members who stand in the sources that ask.
    pub(crate) standing: usize,
}

impl Reach {
    /// The reach of propositions among some people.
    pub(crate) fn among(
        people: &[u32],
        study: &Study,
        matrix: &IndicatorMatrix,
        propositions: &[Proposition],
    ) -> Self {
        let mut reach = Self::default();
        for person in people {
            let asked = |proposition: &Proposition| {
                is_in_its_sources(study, matrix, proposition.indicator, *person)
            };
            let answers = || propositions.iter().map(|one| one.answer(matrix, *person));
            let known = answers().all(|answer| answer != Answer::Unknown);
            reach.standing += usize::from(known || propositions.iter().all(asked));
            reach.known += usize::from(known);
            reach.with += usize::from(answers().all(|answer| answer == Answer::Yes));
        }
        reach
    }

    /// True if a group may be called by it: at least half of those in its sources are known.
    pub(crate) fn names(self) -> bool {
        self.known > 0 && 2 * self.known >= self.standing
    }

    /// True if it may define a group: at least a third of those in its sources are known.
    pub(crate) fn defines(self) -> bool {
        self.known > 0 && 3 * self.known >= self.standing
    }

    /// Share of those known of whom all are true, 0 where nobody is.
    #[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
    pub(crate) fn share(self) -> f64 {
        self.with as f64 / self.known.max(1) as f64
    }
}

/// True if a respondent stands in a source that an indicator comes from.
fn is_in_its_sources(
    study: &Study,
    matrix: &IndicatorMatrix,
    indicator: usize,
    person: u32,
) -> bool {
    matrix.indicators()[indicator].origins.iter().any(|origin| match origin {
        Origin::Item { source, .. } => study.is_in(person, *source),
        Origin::Code { .. } => {
            study.segments().iter().any(|segments| study.is_in(person, segments.source))
        }
        Origin::Caller { records } => records[person as usize].is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_those_in_a_source_names_and_a_third_defines() {
        let reach = |known, standing| Reach { with: 0, known, standing };
        assert!(reach(5, 10).names() && !reach(4, 10).names());
        assert!(reach(4, 12).defines() && !reach(3, 10).defines());
        assert!(!reach(0, 0).names() && !reach(0, 0).defines(), "nobody is known");
    }
}

//! Why a number of groups was chosen, as data. The sentences are made in `locale`.

use super::candidate::Candidate;
use super::thresholds::{GATE, Thresholds};

/// The reason for a number of groups: the rule as it was applied. [`Display`](std::fmt::Display)
/// words it in English.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SelectionReason {
    /// The rule that decided.
    pub rule: SelectionRule,
    /// The part of the respondents that numbers of groups were compared on; `None` where all of
    /// them were.
    pub compared: Option<ComparedPart>,
}

/// The part of the respondents that numbers of groups were compared on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ComparedPart {
    /// Respondents that were compared.
    pub compared: usize,
    /// Respondents of the kind with a value on an active indicator.
    pub respondents: usize,
}

/// The rule that decided on a number of groups.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SelectionRule {
    /// No value is known that could shape groups.
    NothingKnown,
    /// There are too few respondents to look for several groups.
    TooFewRespondents,
    /// The manifest or the caller sets the number.
    Forced {
        /// The number.
        groups: usize,
        /// True where it passes the gate.
        passes: bool,
        /// The gate.
        gate: Gate,
        /// The test of one group, where it was made.
        test: Option<OneGroupTest>,
    },
    /// The method has no likelihood, and several groups never pass the gate.
    NonePasses {
        /// The gate.
        gate: Gate,
    },
    /// The method has no likelihood: the most stable of the numbers that pass the gate.
    MostStable {
        /// The number.
        groups: usize,
        /// The numbers above 1 that pass the gate.
        passing: Vec<usize>,
        /// The gate.
        gate: Gate,
    },
    /// The lowest penalised deviance, see
    /// [`Candidate::penalised_deviance`](super::Candidate::penalised_deviance).
    LowestDeviance {
        /// The number with the lowest.
        groups: usize,
        /// What a free parameter costs among so many respondents.
        cost: f64,
        /// The numbers above 1 that were compared with one group; several where the first of them
        /// was not clearly better.
        tested: Vec<usize>,
        /// The test of one group by the number that was chosen, or by the best where none refutes
        /// it, adjusted for all that were tested. `None` where one group has the lowest.
        test: Option<OneGroupTest>,
        /// The number that was chosen: 1 where the test does not refute one group.
        chosen: usize,
        /// True where the chosen number passes the gate; if not, the groups are constructed.
        passes: bool,
        /// The gate.
        gate: Gate,
    },
}

/// The gate, with the number of replicates that it was applied to.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Gate {
    /// Replicates that were asked for.
    pub replicates: usize,
    /// The thresholds.
    pub thresholds: Thresholds,
}

/// The outcome of the bootstrap likelihood-ratio test of one group.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct OneGroupTest {
    /// The p-value.
    pub p: f64,
    /// True if one group is refuted.
    pub refuted: bool,
}

/// The outcome of the search for a number of groups.
#[derive(Clone, Copy)]
pub(super) struct SearchOutcome<'a> {
    pub(super) candidates: &'a [Candidate],
    /// Position of the best candidate.
    pub(super) best: usize,
    /// Position of the chosen one.
    pub(super) chosen: usize,
    /// What a free parameter costs.
    pub(super) cost: f64,
    /// True where the options ask for exactly this number.
    pub(super) forced: bool,
    /// The numbers that were compared with one group.
    pub(super) tested: &'a [usize],
    pub(super) blrt_p: Option<f64>,
    /// Replicates that were asked for.
    pub(super) replicates: usize,
}

impl SelectionReason {
    /// A rule that was applied to all respondents.
    pub(super) fn on_all(rule: SelectionRule) -> Self {
        Self { rule, compared: None }
    }
}

impl SearchOutcome<'_> {
    /// The rule that led to it.
    pub(super) fn rule(self) -> SelectionRule {
        let gate = Gate { replicates: self.replicates, thresholds: GATE };
        let test = self.blrt_p.map(|p| OneGroupTest { p, refuted: p <= GATE.p });
        let best = &self.candidates[self.best];
        let groups = best.groups;
        if self.forced {
            return SelectionRule::Forced { groups, passes: best.passes(&GATE), gate, test };
        }
        let several = || self.candidates.iter().filter(|candidate| candidate.groups > 1);
        if several().next().is_none() {
            return SelectionRule::TooFewRespondents;
        }
        let chosen = &self.candidates[self.chosen];
        if best.penalised_deviance.is_some() {
            return SelectionRule::LowestDeviance {
                groups,
                cost: self.cost,
                tested: self.tested.to_vec(),
                test,
                chosen: chosen.groups,
                passes: chosen.passes(&GATE),
                gate,
            };
        }
        let passing = several().filter(|candidate| candidate.passes(&GATE));
        let passing: Vec<usize> = passing.map(|candidate| candidate.groups).collect();
        if passing.is_empty() {
            SelectionRule::NonePasses { gate }
        } else {
            SelectionRule::MostStable { groups, passing, gate }
        }
    }
}

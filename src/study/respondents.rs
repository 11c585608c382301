//! The people of a study.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::identity::natural;
use crate::locator::position32;
use crate::manifest::PersonaKind;
use crate::sources::Texts;

/// A respondent of a study, by position in the natural order of the ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RespondentIndex(u32);

impl RespondentIndex {
    pub(crate) fn new(index: u32) -> Self {
        Self(index)
    }

    /// Position among the respondents, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    pub(crate) fn number(self) -> u32 {
        self.0
    }
}

/// Properties of all respondents, in columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Respondents {
    pub(super) names: Texts,
    pub(super) kinds: Vec<PersonaKind>,
    /// Bit per source in which the respondent has a record that is used.
    pub(super) sources: Vec<u64>,
    /// Weight in shares and clusters; 1 where no source weighs.
    pub(super) weights: Vec<f64>,
    /// Position among `accounts`.
    pub(super) account_of: Vec<Option<u32>>,
    pub(super) accounts: Texts,
    /// Whose words may not be quoted.
    pub(super) unquotable: Vec<bool>,
    /// True for respondents who agreed expressly to be quoted.
    pub(super) consenting: Vec<bool>,
}

impl Respondents {
    /// The respondent of a name. Names are in natural order, so that few are compared.
    pub(super) fn position(&self, name: &str) -> Option<RespondentIndex> {
        // By halving: the texts lie in one buffer, without a slice to search.
        let (mut low, mut high) = (0, self.names.len());
        while low < high {
            let middle = low.midpoint(high);
            match natural(self.names.get(middle), name) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(RespondentIndex::new(position32(middle))),
            }
        }
        None
    }
}

/// Read access to one respondent.
#[derive(Clone, Copy)]
pub struct RespondentView<'a> {
    pub(super) people: &'a Respondents,
    pub(super) index: RespondentIndex,
}

impl RespondentView<'_> {
    /// Position among the respondents.
    #[must_use]
    pub fn index(&self) -> RespondentIndex {
        self.index
    }

    /// Id of the respondent in the sources; `source:id` if the source has ids of its own.
    #[must_use]
    pub fn name(&self) -> &str {
        self.people.names.get(self.index.index())
    }

    /// Kind of persona that the respondent counts for.
    #[must_use]
    pub fn kind(&self) -> PersonaKind {
        self.people.kinds[self.index.index()]
    }

    /// Weight, on average 1 or less within a weighted source: the sum over a source is Kish's
    /// effective number of respondents.
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.people.weights[self.index.index()]
    }

    /// Account of the respondent, if known.
    #[must_use]
    pub fn account(&self) -> Option<&str> {
        self.people.account_of[self.index.index()]
            .map(|account| self.people.accounts.get(account as usize))
    }
}

impl fmt::Debug for RespondentView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Respondent({:?}, {})", self.name(), self.kind())
    }
}

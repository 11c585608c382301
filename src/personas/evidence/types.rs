//! Evidence: links from a claim to the places in the sources that support or contradict it.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;
use serde::{Deserialize, Serialize};

use crate::ids::{ClaimId, EvidenceId, PersonaId};
use crate::locator::Locator;
use crate::personas::propositions::proposition::Condition;
use crate::sources::Digest;
use crate::study::{Records, Study};

/// One place in a source that speaks for or against a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Evidence {
    /// Id, unique in the result: the claim's, `-e` for or `-c` against, and a number.
    pub id: EvidenceId,
    /// Id of the source.
    pub source: String,
    /// Id of the respondent.
    pub respondent: String,
    /// The words as they may be shown: personal data masked, withheld without consent.
    pub quote: String,
    /// Whether the quote differs from the words in the source.
    pub masked: bool,
    /// Digest of the words in the source, to verify them. It is plain if the quote is exactly these
    /// words, and keyed if they are masked or withheld, because a plain digest could be guessed.
    /// `None` (null in JSON) if they are and the study has no privacy key.
    pub digest: Option<Digest>,
    /// Where the words stand.
    pub locator: Locator,
}

impl Evidence {
    /// Whether it is somebody's own words, not a cell of a table.
    pub(crate) fn is_spoken(&self) -> bool {
        matches!(self.locator, Locator::Text { .. })
    }
}

/// A list that cannot be empty.
///
/// A [`Claim`](crate::personas::Claim) holds its evidence in one, so that a claim without evidence
/// cannot be written down:
///
/// ```compile_fail
/// let none: persona_synthesis::personas::NonEmpty<u8> = Vec::new();
/// ```
///
/// ```
/// use persona_synthesis::personas::NonEmpty;
///
/// assert_eq!(NonEmpty::from_vec(vec![3, 4]).map(|list| list.len()), Some(2));
/// assert_eq!(NonEmpty::<u8>::from_vec(Vec::new()), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(extend("minItems" = 1)))]
#[serde(try_from = "Vec<T>", into = "Vec<T>")]
#[serde(bound(serialize = "T: Clone + Serialize", deserialize = "T: Deserialize<'de>"))]
pub struct NonEmpty<T> {
    first: T,
    rest: Vec<T>,
}

impl<T> NonEmpty<T> {
    /// The list of these, if there is any.
    #[must_use]
    pub fn from_vec(items: Vec<T>) -> Option<Self> {
        let mut items = items.into_iter();
        Some(Self { first: items.next()?, rest: items.collect() })
    }

    /// The first of them.
    #[must_use]
    pub fn first(&self) -> &T {
        &self.first
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.first).chain(&self.rest)
    }

    /// All of them, in order, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        std::iter::once(&mut self.first).chain(&mut self.rest)
    }

    /// How many there are, at least one.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "it is never empty")]
    pub fn len(&self) -> usize {
        1 + self.rest.len()
    }
}

impl<T> TryFrom<Vec<T>> for NonEmpty<T> {
    type Error = &'static str;

    fn try_from(items: Vec<T>) -> Result<Self, Self::Error> {
        Self::from_vec(items).ok_or("expected at least one item, found none")
    }
}

impl<T> From<NonEmpty<T>> for Vec<T> {
    fn from(list: NonEmpty<T>) -> Self {
        std::iter::once(list.first).chain(list.rest).collect()
    }
}

/// The full evidence of a claim: who, and every place, as compressed sets.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceSet {
    /// Id of the claim.
    pub claim: ClaimId,
    /// Id of the persona.
    pub persona: PersonaId,
    /// Respondents of the kind who were asked, by position among the respondents.
    pub asked: RoaringBitmap,
    /// Those of them of whom it is so.
    pub with: RoaringBitmap,
    /// For each source and column (from 1; 0 for coded segments) the rows of the file or segments,
    /// from 0, that support the claim.
    pub supporting: BTreeMap<(String, u32), RoaringBitmap>,
    /// The same for those that speak against it.
    pub contradicting: BTreeMap<(String, u32), RoaringBitmap>,
    /// When the claim is so of a respondent, on the scale of its indicator.
    pub condition: Condition,
    /// Digest of the words at all these places, to verify them: keyed if the study has a privacy
    /// key, else plain. `None` if there is no key and some of the words are masked or withheld.
    pub digest: Option<Digest>,
}

impl EvidenceSet {
    /// Number of the column of an address's part, from 1; 0 for coded segments.
    pub(crate) fn column(study: &Study, source: usize, part: u16) -> u32 {
        let table = matches!(study.loaded[source].content, Records::Rows(_));
        if table { u32::from(part) + 1 } else { 0 }
    }
}

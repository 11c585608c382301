//! Evidence: links from a claim to the places in the sources that support or contradict it.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;
use serde::{Deserialize, Serialize};

use crate::ids::{ClaimId, EvidenceId, PersonaId, RespondentId, SourceId};
use crate::locator::Locator;
use crate::personas::propositions::proposition::Condition;
use crate::sources::Digest;
use crate::study::{Records, Study};

/// One place in a source that supports or contradicts a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Evidence {
    /// Id, unique in the result: the claim's, `-e` for supporting or `-c` for contradicting, and a
    /// number.
    pub id: EvidenceId,
    /// Id of the source.
    pub source: SourceId,
    /// Id of the respondent.
    pub respondent: RespondentId,
    /// The words as they may be shown: personal data masked, withheld without consent.
    pub quote: String,
    /// What people gave as the translation of the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation: Option<String>,
    /// True if the quote differs from the words in the source.
    pub masked: bool,
    /// Digest of the words in the source, to verify them. It is plain if the quote is exactly these
    /// words, and keyed if they are masked or withheld, because a plain digest could be guessed.
    /// `None` (null in JSON) if they are and the study has no privacy key.
    pub digest: Option<Digest>,
    /// Location of the words.
    pub locator: Locator,
}

impl Evidence {
    /// True where it is somebody's own words, not a cell of a table.
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
    /// List of these items; `None` if there are none.
    #[must_use]
    pub fn from_vec(items: Vec<T>) -> Option<Self> {
        let mut items = items.into_iter();
        Some(Self { first: items.next()?, rest: items.collect() })
    }

    /// First item.
    #[must_use]
    pub fn first(&self) -> &T {
        &self.first
    }

    /// Iterator over the items, in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.first).chain(&self.rest)
    }

    /// Mutable access to the items, in order.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        std::iter::once(&mut self.first).chain(&mut self.rest)
    }

    /// Number of items, at least 1.
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

/// All evidence of a claim: the respondents and every place.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceSet {
    /// Id of the claim.
    pub claim: ClaimId,
    /// Id of the persona; [`EarlySigns::ID`](crate::personas::EarlySigns::ID) for a sign.
    pub persona: PersonaId,
    /// Condition under which the claim is true of a respondent, on the scale of its indicator.
    pub condition: Condition,
    /// Digest of the words at all these places, to verify them: keyed if the study has a privacy
    /// key, else plain. `None` if there is no key and some of the words are masked or withheld.
    pub digest: Option<Digest>,
    pub(crate) asked: RoaringBitmap,
    pub(crate) with: RoaringBitmap,
    /// For each source and column (from 1; 0 for coded segments) the rows or segments, from 0.
    pub(crate) supporting: BTreeMap<(SourceId, u32), RoaringBitmap>,
    pub(crate) contradicting: BTreeMap<(SourceId, u32), RoaringBitmap>,
}

/// One place of an [`EvidenceSet`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EvidencePlace<'a> {
    /// Id of the source.
    pub source: &'a SourceId,
    /// Column of a table, from 1; `None` for a coded segment.
    pub column: Option<u32>,
    /// Row of the table or position among the source's coded segments, from 0.
    pub record: u32,
}

impl EvidenceSet {
    /// Respondents of the kind with a known answer, by their position among the respondents of the
    /// study, ascending.
    pub fn asked(&self) -> impl Iterator<Item = u32> {
        self.asked.iter()
    }

    /// Respondents of whom the claim is true, by their position among the respondents of the study,
    /// ascending.
    pub fn with(&self) -> impl Iterator<Item = u32> {
        self.with.iter()
    }

    /// Every place that supports the claim, by source, column and record.
    pub fn supporting(&self) -> impl Iterator<Item = EvidencePlace<'_>> {
        places(&self.supporting)
    }

    /// Every place that contradicts the claim, by source, column and record.
    pub fn contradicting(&self) -> impl Iterator<Item = EvidencePlace<'_>> {
        places(&self.contradicting)
    }

    /// Number of the column of an address's part, from 1; 0 for coded segments.
    pub(crate) fn column(study: &Study, source: usize, part: u16) -> u32 {
        let table = matches!(study.records(source), Records::Rows(_));
        if table { u32::from(part) + 1 } else { 0 }
    }
}

fn places(
    sets: &BTreeMap<(SourceId, u32), RoaringBitmap>,
) -> impl Iterator<Item = EvidencePlace<'_>> {
    sets.iter().flat_map(|((source, column), records)| {
        let column = (*column > 0).then_some(*column);
        records.iter().map(move |record| EvidencePlace { source, column, record })
    })
}

//! Evidence: links from a claim to the places in the sources that support or contradict it.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;
use serde::{Deserialize, Serialize};

use crate::finding::{FindingKind, Findings};
use crate::indicators::{IndicatorMatrix, Origin, Said};
use crate::locator::Locator;
use crate::sources::{Digest, Scale, SourceKind};
use crate::study::{Address, Masked, Records, RespondentId, Study};

/// One place in a source that speaks for or against a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Id, unique in the result: the claim's, `-e` for or `-c` against, and a number.
    pub id: String,
    /// Id of the source.
    pub source: String,
    /// Id of the respondent.
    pub respondent: String,
    /// The words as they may be shown: personal data masked, withheld without consent.
    pub quote: String,
    /// Whether the quote differs from the words in the source.
    pub masked: bool,
    /// Digest of the words in the source, so that masked evidence can be verified.
    pub digest: Digest,
    /// Where the words stand.
    pub locator: Locator,
}

/// A list that cannot be empty.
///
/// A [`Claim`](super::Claim) holds its evidence in one, so that a claim without evidence cannot be written down:
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

/// Whether an observation is looked for that shows a proposition, or one that speaks against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    For,
    Against,
}

/// Finds the observations of a respondent behind the values of an indicator.
pub(super) struct Archive<'a> {
    study: &'a Study,
    /// For each source of segments and code: respondent and position of each segment, by respondent.
    coded: BTreeMap<(usize, &'a str), Vec<(u32, u32)>>,
    /// For each source that is a table: the row of each respondent.
    rows: BTreeMap<usize, Vec<u32>>,
}

impl<'a> Archive<'a> {
    pub(super) fn new(study: &'a Study) -> Self {
        let mut coded: BTreeMap<(usize, &str), Vec<(u32, u32)>> = BTreeMap::new();
        for segments in &study.segments {
            for (segment, position) in segments.placed.iter().zip(0_u32..) {
                if let Some(respondent) = study.respondent_of[segments.transcripts][segment.transcript as usize] {
                    coded.entry((segments.source, &segment.code)).or_default().push((respondent, position));
                }
            }
        }
        coded.values_mut().for_each(|list| list.sort_unstable());
        let mut rows = BTreeMap::new();
        for (source, _) in study.tables() {
            let mut row_of = vec![u32::MAX; study.len()];
            for (respondent, row) in study.respondent_of[source].iter().zip(0_u32..) {
                if let Some(respondent) = respondent {
                    row_of[*respondent as usize] = row;
                }
            }
            rows.insert(source, row_of);
        }
        Self { study, coded, rows }
    }

    /// Segments of a respondent that carry a code.
    fn each_segment(&self, code: &str, respondent: u32, add: &mut dyn FnMut(Address)) {
        for segments in &self.study.segments {
            let list = self.coded.get(&(segments.source, code)).map_or(&[][..], Vec::as_slice);
            let start = list.partition_point(|(person, _)| *person < respondent);
            let own = list[start..].iter().take_while(|(person, _)| *person == respondent);
            own.for_each(|(_, position)| add(Address::new(segments.source, *position as usize, 0)));
        }
    }

    /// The cell behind an item's answer, if the respondent has a row in the source.
    fn cell(&self, source: usize, item: usize, answer: Option<usize>, respondent: u32) -> Option<Address> {
        let row = self.rows.get(&source)?[respondent as usize];
        let Records::Rows(table) = &self.study.loaded[source].content else { return None };
        let column = table.items[item].column_of_option(answer.unwrap_or(0));
        (row != u32::MAX).then(|| Address::new(source, row as usize, column))
    }

    /// What the origins of an indicator show of a respondent for or against it. Of one table alone it is the cell, whatever it says.
    pub(super) fn each_place(
        &self,
        matrix: &IndicatorMatrix,
        indicator: usize,
        respondent: u32,
        side: Side,
        add: &mut dyn FnMut(Address),
    ) {
        let origins = &matrix.indicators()[indicator].origins;
        for (number, origin) in origins.iter().enumerate() {
            match origin {
                Origin::Code { code, .. } if side == Side::For => self.each_segment(code, respondent, add),
                Origin::Code { denied_by, .. } => {
                    denied_by.iter().for_each(|denial| self.each_segment(denial, respondent, add));
                }
                Origin::Item { source, item, answer, .. } => {
                    let wanted = if side == Side::For { Said::Yes } else { Said::No };
                    if origins.len() == 1 || matrix.said(indicator, number, respondent) == wanted {
                        self.cell(*source, *item, *answer, respondent).into_iter().for_each(&mut *add);
                    }
                }
            }
        }
    }

    /// What a respondent says against an indicator expressly in an interview.
    pub(super) fn each_denial(
        &self,
        matrix: &IndicatorMatrix,
        indicator: usize,
        respondent: u32,
        add: &mut dyn FnMut(Address),
    ) {
        for origin in &matrix.indicators()[indicator].origins {
            if let Origin::Code { denied_by, .. } = origin {
                denied_by.iter().for_each(|denial| self.each_segment(denial, respondent, add));
            }
        }
    }

    /// Evidence as it may be shown.
    pub(super) fn evidence(
        &self,
        id: String,
        respondent: RespondentId,
        address: Address,
        findings: &mut Findings,
    ) -> Evidence {
        let words = self.study.words(address);
        let number = usize::from(address.source);
        let spoken = self.study.loaded[number].format.kind() == SourceKind::Interviews;
        let item = match &self.study.loaded[number].content {
            Records::Rows(rows) => rows.items.iter().find(|item| item.columns.contains(&usize::from(address.part))),
            _ => None,
        };
        let mut masked = match item.filter(|item| item.is_listed(&words)) {
            Some(item) if matches!(item.scale, Scale::Numeric | Scale::Count) => {
                Masked { text: words.to_string(), masked: false }
            }
            Some(_) => self.study.masker.mask_answer(&words),
            None => self.study.masker.mask(&words),
        };
        if spoken && self.study.people.unquotable[respondent.index()] {
            findings.add(FindingKind::QuoteWithheld {});
            masked = Masked { text: "[not to be quoted]".to_owned(), masked: true };
        } else if masked.masked {
            findings.add(FindingKind::QuoteMasked {});
        }
        let locator = self.study.locator(address);
        Evidence {
            id,
            source: locator.source().to_owned(),
            respondent: self.study.people.names.get(respondent.index()).to_owned(),
            quote: masked.text,
            masked: masked.masked,
            digest: Digest::of(words.as_bytes()),
            locator,
        }
    }

    pub(super) fn kind_of(&self, address: Address) -> SourceKind {
        self.study.loaded[usize::from(address.source)].format.kind()
    }
}

/// The full evidence of a claim: who, and every place, as compressed sets.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceSet {
    /// Id of the claim.
    pub claim: String,
    /// Id of the persona.
    pub persona: String,
    /// Respondents of the kind who were asked, by position among the respondents.
    pub asked: RoaringBitmap,
    /// Those of them of whom it is so.
    pub with: RoaringBitmap,
    /// For each source and column (from 1; 0 for coded segments) the rows or segments, from 0, that support the claim.
    pub supporting: BTreeMap<(String, u32), RoaringBitmap>,
    /// The same for those that speak against it.
    pub contradicting: BTreeMap<(String, u32), RoaringBitmap>,
}

impl EvidenceSet {
    /// Number of the column of an address's part, from 1; 0 for coded segments.
    pub(super) fn column(study: &Study, source: usize, part: u16) -> u32 {
        let table = matches!(study.loaded[source].content, Records::Rows(_));
        if table { u32::from(part) + 1 } else { 0 }
    }
}

/// Whether the matrix and the study belong together.
pub(super) fn belongs(study: &Study, matrix: &IndicatorMatrix) -> bool {
    matrix.respondents() == study.len() && matrix.indicators().iter().all(|indicator| !indicator.origins.is_empty())
}

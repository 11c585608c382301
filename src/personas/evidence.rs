//! Evidence: links from a claim to the places in the sources that support or contradict it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use roaring::RoaringBitmap;
use serde::{Deserialize, Serialize};

use super::belong::matrix_of_study;
use super::proposition::Condition;
use crate::finding::{FindingKind, Findings};
use crate::indicators::{IndicatorMatrix, Origin, Said};
use crate::locator::Locator;
use crate::sources::{Digest, Item, Scale, SourceKind};
use crate::study::{Address, Masked, Records, RespondentId, Study, WITHHELD};

/// One place in a source that speaks for or against a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// Digest of the words in the source, to verify them. It is plain if the quote is exactly these words, and keyed if they are masked or withheld, because
    /// a plain digest could be guessed. `None` (null in JSON) if they are and the study has no privacy key.
    pub digest: Option<Digest>,
    /// Where the words stand.
    pub locator: Locator,
}

impl Evidence {
    /// Whether it is somebody's own words, not a cell of a table.
    pub(super) fn is_spoken(&self) -> bool {
        matches!(self.locator, Locator::Text { .. })
    }
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

/// Whether an observation is looked for that shows a proposition, or one that speaks against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    For,
    Against,
}

/// Segments that carry a code in a source: respondent and position of each, by respondent.
type Segments<'a> = (usize, &'a [(u32, u32)]);

/// Where one origin of an indicator is looked up.
enum Shelf<'a> {
    /// Segments that carry a code, and those that deny it.
    Code { said: Vec<Segments<'a>>, denied: Vec<Segments<'a>> },
    /// The cell of a column in each respondent's row; `u32::MAX` without a row.
    Cell { source: usize, rows: &'a [u32], column: usize },
}

/// Where an indicator is looked up.
pub(super) struct Shelves<'a> {
    matrix: &'a IndicatorMatrix,
    indicator: usize,
    shelves: Vec<Shelf<'a>>,
}

impl Shelves<'_> {
    /// What the origins show of a respondent for or against the indicator. Of one table alone it is the cell, whatever it says.
    pub(super) fn each_place(&self, respondent: u32, side: Side, add: &mut dyn FnMut(Address)) {
        for (number, shelf) in self.shelves.iter().enumerate() {
            match shelf {
                Shelf::Code { said, denied } => {
                    each_segment(if side == Side::For { said } else { denied }, respondent, add);
                }
                Shelf::Cell { source, rows, column } => {
                    let wanted = if side == Side::For { Said::Yes } else { Said::No };
                    let row = rows.get(respondent as usize).copied().unwrap_or(u32::MAX);
                    let speaks =
                        || self.shelves.len() == 1 || self.matrix.said(self.indicator, number, respondent) == wanted;
                    if row != u32::MAX && speaks() {
                        add(Address::new(*source, row as usize, *column));
                    }
                }
            }
        }
    }

    /// What a respondent says against the indicator expressly in an interview.
    pub(super) fn each_denial(&self, respondent: u32, add: &mut dyn FnMut(Address)) {
        for shelf in &self.shelves {
            if let Shelf::Code { denied, .. } = shelf {
                each_segment(denied, respondent, add);
            }
        }
    }
}

/// Segments of a respondent.
fn each_segment(lists: &[Segments<'_>], respondent: u32, add: &mut dyn FnMut(Address)) {
    for (source, list) in lists {
        let start = list.partition_point(|(person, _)| *person < respondent);
        let own = list[start..].iter().take_while(|(person, _)| *person == respondent);
        own.for_each(|(_, position)| add(Address::new(*source, *position as usize, 0)));
    }
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
                if let Some(respondent) = segment.respondent {
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

    fn segments<'b>(&'b self, code: &'b str) -> Vec<Segments<'b>> {
        let of = |source: usize| self.coded.get(&(source, code)).map(|list| (source, list.as_slice()));
        self.study.segments.iter().filter_map(|segments| of(segments.source)).collect()
    }

    /// Where the origins of an indicator are to be looked up.
    pub(super) fn shelves<'b>(&'b self, matrix: &'b IndicatorMatrix, indicator: usize) -> Shelves<'b> {
        let shelf = |origin: &'b Origin| match origin {
            Origin::Code { code, denied_by, .. } => Shelf::Code {
                said: self.segments(code),
                denied: denied_by.iter().flat_map(|denial| self.segments(denial)).collect(),
            },
            Origin::Item { source, item, answer, .. } => {
                let rows = self.rows.get(source).map_or(&[][..], Vec::as_slice);
                let column = match &self.study.loaded[*source].content {
                    Records::Rows(table) => table.items[*item].column_of_option(answer.unwrap_or(0)),
                    _ => 0,
                };
                Shelf::Cell { source: *source, rows, column }
            }
        };
        let shelves = matrix.indicators()[indicator].origins.iter().map(shelf).collect();
        Shelves { matrix, indicator, shelves }
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
        let masked = if self.withholds(address, respondent.number()) {
            findings.add(FindingKind::QuoteWithheld {});
            Masked { text: WITHHELD.to_owned(), masked: true }
        } else {
            self.masked(self.item(address.source, address.part), &words)
        };
        if masked.masked && masked.text != WITHHELD {
            findings.add(FindingKind::QuoteMasked {});
        }
        let locator = self.study.locator(address);
        Evidence {
            id,
            source: locator.source().to_owned(),
            respondent: self.study.people.names.get(respondent.index()).to_owned(),
            quote: masked.text,
            masked: masked.masked,
            digest: self.study.written_digest(Digest::of(words.as_bytes()), masked.masked),
            locator,
        }
    }

    /// Whether words are of somebody who is not to be quoted.
    fn withholds(&self, address: Address, respondent: u32) -> bool {
        self.kind_of(address) == SourceKind::Interviews && self.study.people.unquotable[respondent as usize]
    }

    /// The item of a table that a column is of.
    fn item(&self, source: u16, part: u16) -> Option<&Item> {
        match &self.study.loaded[usize::from(source)].content {
            Records::Rows(rows) => rows.items.iter().find(|item| item.columns.contains(&usize::from(part))),
            Records::Interviews(_) => None,
        }
    }

    /// Words with personal data masked; `item` is that of their column.
    fn masked(&self, item: Option<&Item>, words: &str) -> Masked {
        match item.filter(|item| item.is_listed(words)) {
            Some(item) if matches!(item.scale, Scale::Numeric | Scale::Count) => {
                Masked { text: words.to_owned(), masked: false }
            }
            Some(_) => self.study.masker.mask_answer(words),
            None => self.study.masker.mask(words),
        }
    }

    /// Whether words at any of these records of a source would be masked or withheld where they are shown. Each different text is looked at once.
    pub(super) fn hides_any(&self, (source, part): (u16, u16), records: &[u32]) -> bool {
        let item = self.item(source, part);
        let mut known: BTreeSet<Cow<'_, str>> = BTreeSet::new();
        records.iter().any(|record| {
            let address = Address { source, record: *record, part };
            let respondent = self.study.respondent_of_record(usize::from(source), *record as usize);
            if respondent.is_some_and(|respondent| self.withholds(address, respondent)) {
                return true;
            }
            let words = self.study.words(address);
            !known.contains(&words) && {
                let masked = self.masked(item, &words).masked;
                known.insert(words);
                masked
            }
        })
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
    /// For each source and column (from 1; 0 for coded segments) the rows of the file or segments, from 0, that support the claim.
    pub supporting: BTreeMap<(String, u32), RoaringBitmap>,
    /// The same for those that speak against it.
    pub contradicting: BTreeMap<(String, u32), RoaringBitmap>,
    /// When the claim is so of a respondent, on the scale of its indicator.
    pub condition: Condition,
    /// Digest of the words at all these places, to verify them: keyed if the study has a privacy key, else plain. `None` if there is no key and some of
    /// the words are masked or withheld.
    pub digest: Option<Digest>,
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
    matrix_of_study(study, matrix).is_ok()
}

//! Looks up the observations behind the value of an indicator.

use super::types::Evidence;
use crate::finding::Findings;
use crate::indicators::{IndicatorMatrix, Origin, Said};
use crate::locator::Locator;
use crate::personas::findings::PersonasFinding;
use crate::sources::{Digest, Item, Scale, SourceKind};
use crate::study::{Address, Masked, Records, RespondentId, Study, WITHHELD};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// True where an observation is looked for that shows a proposition, or one that speaks against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EvidenceSide {
    For,
    Against,
}

/// Segments that carry a code in a source: respondent and position of each, by respondent.
type SourceSegments<'a> = (usize, &'a [(u32, u32)]);

/// Where one origin of an indicator is looked up.
enum OriginEvidence<'a> {
    /// Segments that carry a code, and those that deny it.
    Code { said: Vec<SourceSegments<'a>>, denied: Vec<SourceSegments<'a>> },
    /// The cell of a column in each respondent's row; `u32::MAX` without a row.
    Cell { source: usize, rows: &'a [u32], column: usize },
}

/// Where an indicator is looked up.
pub(crate) struct IndicatorEvidence<'a> {
    matrix: &'a IndicatorMatrix,
    indicator: usize,
    shelves: Vec<OriginEvidence<'a>>,
}

impl IndicatorEvidence<'_> {
    /// Visits a respondent's places for or against the indicator. A table that is the only origin
    /// gives its cell, whatever it says.
    pub(crate) fn each_place(
        &self,
        respondent: u32,
        side: EvidenceSide,
        add: &mut dyn FnMut(Address),
    ) {
        for (number, shelf) in self.shelves.iter().enumerate() {
            match shelf {
                OriginEvidence::Code { said, denied } => {
                    each_segment(
                        if side == EvidenceSide::For { said } else { denied },
                        respondent,
                        add,
                    );
                }
                OriginEvidence::Cell { source, rows, column } => {
                    let wanted = if side == EvidenceSide::For { Said::Yes } else { Said::No };
                    let row = rows.get(respondent as usize).copied().unwrap_or(u32::MAX);
                    let speaks = || {
                        // A single origin is the indicator's value: asking again what it says would
                        // always agree.
                        self.shelves.len() == 1
                            || self.matrix.said(self.indicator, number, respondent) == wanted
                    };
                    if row != u32::MAX && speaks() {
                        add(Address::new(*source, row as usize, *column));
                    }
                }
            }
        }
    }

    /// Visits the segments in which a respondent expressly denies the indicator.
    pub(crate) fn each_denial(&self, respondent: u32, add: &mut dyn FnMut(Address)) {
        for shelf in &self.shelves {
            if let OriginEvidence::Code { denied, .. } = shelf {
                each_segment(denied, respondent, add);
            }
        }
    }
}

/// Segments of a respondent.
fn each_segment(lists: &[SourceSegments<'_>], respondent: u32, add: &mut dyn FnMut(Address)) {
    for (source, list) in lists {
        // Lists are sorted by respondent once, so each look-up is a binary search.
        let start = list.partition_point(|(person, _)| *person < respondent);
        let own = list[start..].iter().take_while(|(person, _)| *person == respondent);
        own.for_each(|(_, position)| add(Address::new(*source, *position as usize, 0)));
    }
}

/// Finds the observations of a respondent behind the values of an indicator.
pub(crate) struct EvidenceIndex<'a> {
    study: &'a Study,
    /// For each source of segments and code: respondent and position of each segment, by
    /// respondent.
    coded: BTreeMap<(usize, &'a str), Vec<(u32, u32)>>,
    /// For each source that is a table: the row of each respondent.
    rows: BTreeMap<usize, Vec<u32>>,
}

impl<'a> EvidenceIndex<'a> {
    pub(crate) fn new(study: &'a Study) -> Self {
        let mut coded: BTreeMap<(usize, &str), Vec<(u32, u32)>> = BTreeMap::new();
        for segments in study.segments() {
            for (segment, position) in segments.placed.iter().zip(0_u32..) {
                if let Some(respondent) = segment.respondent {
                    coded
                        .entry((segments.source, &segment.code))
                        .or_default()
                        .push((respondent, position));
                }
            }
        }
        coded.values_mut().for_each(|list| list.sort_unstable());
        let mut rows = BTreeMap::new();
        for (source, _) in study.tables() {
            let mut row_of = vec![u32::MAX; study.len()];
            for (respondent, row) in study.record_owners(source).iter().zip(0_u32..) {
                if let Some(respondent) = respondent {
                    row_of[*respondent as usize] = row;
                }
            }
            rows.insert(source, row_of);
        }
        Self { study, coded, rows }
    }

    fn segments<'b>(&'b self, code: &'b str) -> Vec<SourceSegments<'b>> {
        let of =
            |source: usize| self.coded.get(&(source, code)).map(|list| (source, list.as_slice()));
        self.study.segments().iter().filter_map(|segments| of(segments.source)).collect()
    }

    /// Where the origins of an indicator are to be looked up.
    pub(crate) fn shelves<'b>(
        &'b self,
        matrix: &'b IndicatorMatrix,
        indicator: usize,
    ) -> IndicatorEvidence<'b> {
        let shelf = |origin: &'b Origin| match origin {
            Origin::Code { code, denied_by, .. } => OriginEvidence::Code {
                said: self.segments(code),
                denied: denied_by.iter().flat_map(|denial| self.segments(denial)).collect(),
            },
            Origin::Item { source, item, answer, .. } => {
                let rows = self.rows.get(source).map_or(&[][..], Vec::as_slice);
                let column = match self.study.records(*source) {
                    Records::Rows(table) => {
                        table.items[*item].column_of_option(answer.unwrap_or(0))
                    }
                    _ => 0,
                };
                OriginEvidence::Cell { source: *source, rows, column }
            }
        };
        let shelves = matrix.indicators()[indicator].origins.iter().map(shelf).collect();
        IndicatorEvidence { matrix, indicator, shelves }
    }

    /// Evidence as it may be shown.
    pub(crate) fn evidence(
        &self,
        id: String,
        respondent: RespondentId,
        address: Address,
        findings: &mut Findings,
    ) -> Evidence {
        let words = self.study.words(address);
        // Consent comes before masking: masked words of somebody who refused are still theirs.
        let masked = if self.withholds(address, respondent.number()) {
            findings.add(PersonasFinding::QuoteWithheld {});
            Masked { text: WITHHELD.to_owned(), masked: true }
        } else {
            self.masked(self.item(address.source, address.part), &words)
        };
        if masked.masked && masked.text != WITHHELD {
            findings.add(PersonasFinding::QuoteMasked {});
        }
        let locator = self.study.locator(address);
        Evidence {
            id: id.into(),
            source: locator.source().to_owned(),
            respondent: self.study.name(respondent.number()).to_owned(),
            quote: masked.text,
            masked: masked.masked,
            digest: self.study.written_digest(Digest::of(words.as_bytes()), masked.masked),
            locator,
        }
    }

    /// Words at a place with personal data masked.
    pub(crate) fn mask_at(&self, locator: &Locator, words: &str) -> String {
        let column = match locator {
            Locator::Text { .. } => None,
            Locator::Cell { column_index, .. } | Locator::Rows { column_index, .. } => {
                u16::try_from(*column_index).ok().and_then(|column| column.checked_sub(1))
            }
        };
        let source = self.study.source_position(locator.source());
        let source = source.and_then(|source| u16::try_from(source).ok());
        let item = source.zip(column).and_then(|(source, column)| self.item(source, column));
        self.masked(item, words).text
    }

    /// True where words are of somebody who is not to be quoted.
    fn withholds(&self, address: Address, respondent: u32) -> bool {
        self.kind_of(address) == SourceKind::Interviews && self.study.is_unquotable(respondent)
    }

    /// The item of a table that a column is of.
    fn item(&self, source: u16, part: u16) -> Option<&Item> {
        match self.study.records(usize::from(source)) {
            Records::Rows(rows) => {
                rows.items.iter().find(|item| item.columns.contains(&usize::from(part)))
            }
            Records::Interviews(_) => None,
        }
    }

    /// Words with personal data masked; `item` is that of their column.
    fn masked(&self, item: Option<&Item>, words: &str) -> Masked {
        match item.filter(|item| item.is_listed(words)) {
            // Figures look like phone numbers or ids to the masker, but are answers.
            Some(item) if matches!(item.scale, Scale::Numeric | Scale::Count) => {
                Masked { text: words.to_owned(), masked: false }
            }
            Some(_) => self.study.mask_answer(words),
            None => self.study.mask(words),
        }
    }

    /// True where words at any of these records of a source would be masked or withheld where they are
    /// shown. Each different text is looked at once.
    pub(crate) fn hides_any(&self, source: u16, part: u16, records: &[u32]) -> bool {
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

    pub(crate) fn kind_of(&self, address: Address) -> SourceKind {
        self.study.source_kind(usize::from(address.source))
    }
}

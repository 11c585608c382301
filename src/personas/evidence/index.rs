//! Looks up the observations behind the value of an indicator.

use super::types::{Evidence, EvidenceSet};
use crate::finding::Findings;
use crate::ids::SourceId;
use crate::indicators::{CallerRecord, IndicatorMatrix, Measure, Origin, Said};
use crate::locator::{Locator, held_by_caller};
use crate::personas::findings::PersonasFinding;
use crate::sources::{Digest, Item, Scale, SourceKind};
use crate::study::{
    Address, Masked, Records, RespondentIndex, Study, UNCLEAR, WITHHELD, is_withheld,
};
use roaring::RoaringBitmap;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// True where an observation is looked for that shows a proposition, or one that speaks against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EvidenceSide {
    For,
    Against,
}

/// Segments that carry a code in a source: respondent and position of each, by respondent.
type CodeSegments<'a> = (usize, &'a [(u32, u32)]);

/// Where one origin of an indicator is looked up.
enum OriginEvidence<'a> {
    /// Segments that carry a code, and those that deny it.
    Code { said: Vec<CodeSegments<'a>>, denied: Vec<CodeSegments<'a>> },
    /// The cell of a column in each respondent's row; `u32::MAX` without a row.
    Cell { source: usize, rows: &'a [u32], column: usize },
    /// The caller's record of each respondent.
    Caller { records: &'a [Option<CallerRecord>] },
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
                OriginEvidence::Caller { records } => {
                    if records.get(respondent as usize).is_some_and(Option::is_some) {
                        add(Address::of_caller(self.indicator, respondent));
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
fn each_segment(lists: &[CodeSegments<'_>], respondent: u32, add: &mut dyn FnMut(Address)) {
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
    /// Holds the values that the caller computed.
    matrix: &'a IndicatorMatrix,
    /// For each source of segments and code: respondent and position of each segment, by
    /// respondent.
    coded: BTreeMap<(usize, &'a str), Vec<(u32, u32)>>,
    /// For each source that is a table: the row of each respondent.
    rows: BTreeMap<usize, Vec<u32>>,
}

impl<'a> EvidenceIndex<'a> {
    pub(crate) fn new(study: &'a Study, matrix: &'a IndicatorMatrix) -> Self {
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
            // Of most sources everybody has a row, so a list is smaller than a map.
            let mut row_of = vec![u32::MAX; study.len()];
            for (respondent, row) in study.record_owners(source).iter().zip(0_u32..) {
                if let Some(respondent) = respondent {
                    row_of[*respondent as usize] = row;
                }
            }
            rows.insert(source, row_of);
        }
        Self { study, matrix, coded, rows }
    }

    fn segments<'b>(&'b self, code: &'b str) -> Vec<CodeSegments<'b>> {
        let of =
            |source: usize| self.coded.get(&(source, code)).map(|list| (source, list.as_slice()));
        self.study.segments().iter().filter_map(|segments| of(segments.source)).collect()
    }

    /// Where the origins of an indicator are to be looked up.
    pub(crate) fn shelves(&self, indicator: usize) -> IndicatorEvidence<'_> {
        let matrix = self.matrix;
        let shelf = |origin: &'a Origin| match origin {
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
            Origin::Caller { records } => OriginEvidence::Caller { records },
        };
        let shelves = matrix.indicators()[indicator].origins.iter().map(shelf).collect();
        IndicatorEvidence { matrix, indicator, shelves }
    }

    /// Evidence as it may be shown.
    pub(crate) fn evidence(
        &self,
        id: String,
        respondent: RespondentIndex,
        address: Address,
        findings: &mut Findings,
    ) -> Evidence {
        let words = self.words(address);
        // Consent comes before masking: masked words of somebody who refused are still theirs.
        let masked = if self.withholds(address, respondent.number()) {
            findings.add(PersonasFinding::QuoteWithheld {});
            Masked { text: WITHHELD.to_owned(), masked: true }
        } else if address.caller_indicator().is_none() && self.study.is_of_unclear_speaker(address)
        {
            Masked { text: UNCLEAR.to_owned(), masked: true }
        } else {
            self.masked_at(address, &words)
        };
        if masked.masked && !is_withheld(&masked.text) {
            findings.add(PersonasFinding::QuoteMasked {});
        }
        let locator = self.locator(address);
        Evidence {
            id: id.into(),
            source: locator.held_by().into_owned(),
            respondent: self.study.respondent_id(respondent.number()),
            quote: masked.text,
            translation: None,
            masked: masked.masked,
            digest: self.study.written_digest(Digest::of(words.as_bytes()), masked.masked),
            locator,
        }
    }

    /// Words at a place with personal data masked.
    pub(crate) fn mask_at(&self, locator: &Locator, words: &str) -> String {
        let column = match locator {
            Locator::Caller { indicator, .. } => {
                return match self.matrix.caller_indicator(indicator) {
                    Some(indicator) => self.masked_value(indicator, words).text,
                    None => self.study.mask(words).text,
                };
            }
            Locator::Text { .. } => None,
            Locator::Cell { column_index, .. } | Locator::Rows { column_index, .. } => {
                u16::try_from(*column_index).ok().and_then(|column| column.checked_sub(1))
            }
        };
        let source = self.study.source_position(&*locator.held_by());
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

    /// Words at an address with personal data masked.
    fn masked_at(&self, address: Address, words: &str) -> Masked {
        match address.caller_indicator() {
            Some(indicator) => self.masked_value(indicator, words),
            None => self.masked(self.item(address.source, address.part), words),
        }
    }

    /// A value that the caller computed, with personal data masked: a level may be a name, a number
    /// is not.
    fn masked_value(&self, indicator: usize, words: &str) -> Masked {
        match self.matrix.indicators()[indicator].measure {
            Measure::Nominal | Measure::Ordinal => self.study.mask_answer(words),
            Measure::Mention | Measure::Option | Measure::Count | Measure::Numeric => {
                Masked { text: words.to_owned(), masked: false }
            }
        }
    }

    /// True where words at any of these records of a source would be masked or withheld where they
    /// are shown. Each different text is looked at once.
    pub(crate) fn hides_any(&self, source: u16, part: u16, records: &[u32]) -> bool {
        let mut known: BTreeSet<Cow<'_, str>> = BTreeSet::new();
        records.iter().any(|record| {
            let address = Address { source, record: *record, part };
            if self.owner(address).is_some_and(|respondent| self.withholds(address, respondent)) {
                return true;
            }
            let words = self.words(address);
            !known.contains(&words) && {
                let masked = self.masked_at(address, &words).masked;
                known.insert(words);
                masked
            }
        })
    }

    pub(crate) fn kind_of(&self, address: Address) -> SourceKind {
        match address.caller_indicator() {
            Some(_) => SourceKind::Caller,
            None => self.study.source_kind(usize::from(address.source)),
        }
    }

    /// Whose the observation at an address is.
    pub(crate) fn owner(&self, address: Address) -> Option<u32> {
        let Address { source, record, .. } = address;
        match address.caller_indicator() {
            // Values of the caller's are addressed by respondent.
            Some(_) => Some(record),
            None => self.study.respondent_of_record(usize::from(source), record as usize),
        }
    }

    /// The words at an address, as they stand in the source or in the caller's record.
    pub(crate) fn words(&self, address: Address) -> Cow<'a, str> {
        let record = |indicator| self.matrix.caller_record(indicator, address.record);
        match address.caller_indicator() {
            Some(indicator) => Cow::Borrowed(record(indicator).map_or("", |of| &of.value)),
            None => self.study.words(address),
        }
    }

    /// Where an observation stands.
    fn locator(&self, address: Address) -> Locator {
        match address.caller_indicator() {
            Some(indicator) => Locator::Caller {
                indicator: self.matrix.indicators()[indicator].name.clone(),
                row_key: self
                    .matrix
                    .caller_record(indicator, address.record)
                    .map(|record| record.key.clone()),
            },
            None => self.study.locator(address),
        }
    }

    /// Under which name and column a set of evidence lists the records of an address.
    pub(crate) fn held_by(&self, address: Address) -> (SourceId, u32) {
        match address.caller_indicator() {
            Some(indicator) => (held_by_caller(&self.matrix.indicators()[indicator].name), 0),
            None => {
                let source = usize::from(address.source);
                let column = EvidenceSet::column(self.study, source, address.part);
                (self.study.source_id(source).to_owned(), column)
            }
        }
    }

    /// The rows of the file behind the records of a source, where they are not these themselves.
    pub(crate) fn rows_in_file(&self, first: Address, records: &[u32]) -> Option<RoaringBitmap> {
        match first.caller_indicator() {
            Some(_) => None,
            None => self.study.rows_in_file(first.source, records, first.part),
        }
    }
}

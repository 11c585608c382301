//! Observations: one thing one source says of one respondent, addressed by a few integers.

use std::borrow::Cow;

use roaring::RoaringBitmap;

use super::data::{Records, Rows};
use super::opened::{SourceSegments, Study};
use super::placement::PlacedSegment;
use super::respondents::RespondentIndex;
use crate::error::{ErrorKind, Result};
use crate::locator::{Locator, position32};
use crate::sources::{CodedSegment, Table, without_marks};

/// Address of an observation: a coded segment or a cell. Locator and quote are made from it on
/// demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// Position of the source in the study.
    pub(crate) source: u16,
    /// Row of a table, or position of a segment.
    pub(crate) record: u32,
    /// Column of a table; 0 for a segment.
    pub(crate) part: u16,
}

impl Address {
    pub(crate) fn new(source: usize, record: usize, part: usize) -> Self {
        let short = |n: usize| {
            u16::try_from(n)
                .expect("a study has at most 64 sources, a table at most 65,535 columns")
        };
        Self { source: short(source), record: position32(record), part: short(part) }
    }

    /// Where a value stands that the caller computed: in the matrix, not in the study. A study has
    /// far fewer sources than their numbers, so that the last of these is free to say so.
    pub(crate) fn of_caller(indicator: usize, respondent: u32) -> Self {
        Self { record: respondent, ..Self::new(usize::from(u16::MAX), 0, indicator) }
    }

    /// Position in the matrix of the caller's indicator whose value it is.
    pub(crate) fn caller_indicator(self) -> Option<usize> {
        (self.source == u16::MAX).then_some(usize::from(self.part))
    }
}

/// One observation of a respondent in a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Observation {
    /// The respondent.
    pub respondent: RespondentIndex,
    /// Address of the observation.
    pub address: Address,
}

/// Text at a locator, with the text around it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Passage {
    /// The document, or the column of the table.
    pub heading: String,
    /// Text just before the passage; empty for a cell.
    pub before: String,
    /// The text itself.
    pub text: String,
    /// Text just after the passage; empty for a cell.
    pub after: String,
}

impl Study {
    /// Observations of a respondent: every coded segment, and every cell that is not empty.
    #[must_use]
    pub fn observations(&self, respondent: RespondentIndex) -> Vec<Observation> {
        let mut observations = Vec::new();
        let mut add = |source: usize, record: usize, part: usize| {
            observations
                .push(Observation { respondent, address: Address::new(source, record, part) });
        };
        for (number, loaded) in self.loaded.iter().enumerate() {
            match &loaded.content {
                Records::Rows(rows) => {
                    let Some(row) = self.row_of(number, respondent) else { continue };
                    let filled = rows
                        .table
                        .columns
                        .iter()
                        .filter(|column| !column.text(row).trim().is_empty());
                    filled.for_each(|column| add(number, row, column.index));
                }
                Records::Interviews(_) => {
                    for segments in
                        self.segments.iter().filter(|segments| segments.source == number)
                    {
                        for (record, segment) in segments.placed.iter().enumerate() {
                            if segment.respondent == Some(respondent.number()) {
                                add(number, record, 0);
                            }
                        }
                    }
                }
            }
        }
        observations
    }

    /// Whose a record is: a row, or a placed segment.
    pub(crate) fn respondent_of_record(&self, source: usize, record: usize) -> Option<u32> {
        match self.segments_of(source) {
            Some(segments) => segments.placed.get(record)?.respondent,
            None => *self.respondent_of[source].get(record)?,
        }
    }

    /// The row of a source that is a respondent's.
    pub(crate) fn row_of(&self, source: usize, respondent: RespondentIndex) -> Option<usize> {
        self.respondent_of[source].iter().position(|of| *of == Some(respondent.number()))
    }

    /// Location of an observation.
    ///
    /// # Panics
    /// If the address is not of this study.
    #[must_use]
    pub fn locator(&self, address: Address) -> Locator {
        let number = usize::from(address.source);
        match &self.loaded[number].content {
            Records::Rows(rows) => self.locator_in_table(number, rows, address),
            Records::Interviews(_) => {
                let segments = self.segments_of(number).expect("the source has segments");
                let segment = &segments.placed[address.record as usize];
                if let Some((table, quote)) = self.shown(segments, segment) {
                    let respondent = segment
                        .respondent
                        .map(|respondent| self.people.names.get(respondent as usize));
                    return Locator::Cell {
                        source: self.manifest.sources[number].id.clone(),
                        row: segment.transcript + 1,
                        row_key: respondent.map(str::to_owned),
                        column: table.columns[quote].name.clone(),
                        column_index: position32(quote) + 1,
                    };
                }
                let transcript =
                    &self.transcripts(segments.transcripts)[segment.transcript as usize];
                Locator::Text {
                    source: self.manifest.sources[segments.transcripts].id.clone(),
                    document: transcript.document.clone(),
                    start: segment.chars.start,
                    end: segment.chars.end,
                    time: transcript.time_at(segment.chars.start),
                }
            }
        }
    }

    /// A cell, or the records behind one that sums them up.
    fn locator_in_table(&self, number: usize, rows: &Rows, address: Address) -> Locator {
        let (record, part) = (address.record as usize, usize::from(address.part));
        let column = &rows.table.columns[part];
        let key = self.respondent_of[number][record].and(rows.key());
        let source = self.manifest.sources[number].id.clone();
        let row_key = key.map(|key| rows.table.columns[key].text(record).trim().to_owned());
        let (column, column_index) = (column.name.clone(), u32::from(address.part) + 1);
        match &rows.aggregated {
            Some(aggregated) => {
                let rows = ranges(&aggregated.rows_behind(rows.unit(record), part));
                Locator::Rows { source, rows, row_key, column, column_index }
            }
            None => Locator::Cell {
                source,
                row: position32(rows.unit(record)) + 1,
                row_key,
                column,
                column_index,
            },
        }
    }

    /// The rows of the file, from 0, behind these rows in one column, where a table is that of
    /// accounts or of rows that were aggregated.
    pub(crate) fn rows_in_file(
        &self,
        source: u16,
        records: &[u32],
        part: u16,
    ) -> Option<RoaringBitmap> {
        let Records::Rows(rows) = &self.loaded[usize::from(source)].content else { return None };
        let units = records.iter().map(|record| rows.unit(*record as usize));
        match (&rows.aggregated, &rows.accounts) {
            (Some(aggregated), _) => Some(
                units.flat_map(|unit| aggregated.rows_behind(unit, usize::from(part))).collect(),
            ),
            (None, Some(_)) => Some(units.map(position32).collect()),
            (None, None) => None,
        }
    }

    /// A placed segment as its export states it.
    pub(crate) fn coded(&self, segments: &SourceSegments, placed: &PlacedSegment) -> &CodedSegment {
        let exported = self.loaded[segments.source].segments().expect("the source has segments");
        &exported.segments[placed.record as usize]
    }

    /// The table and the column that shows a segment, where segments point into no transcript.
    fn shown(&self, segments: &SourceSegments, placed: &PlacedSegment) -> Option<(&Table, usize)> {
        // Without transcripts the quote in its cell is the evidence.
        if segments.source != segments.transcripts || !self.transcripts(segments.source).is_empty()
        {
            return None;
        }
        let table = self.loaded[segments.source].segments()?.table.as_ref()?;
        Some((&table.table, *table.shown.get(placed.record as usize)? as usize))
    }

    /// Words at an address, as in the source.
    ///
    /// # Panics
    /// If the address is not of this study.
    #[must_use]
    pub fn words(&self, address: Address) -> Cow<'_, str> {
        let number = usize::from(address.source);
        match &self.loaded[number].content {
            Records::Rows(rows) => {
                rows.table.columns[usize::from(address.part)].text(address.record as usize)
            }
            _ => {
                let segments = self.segments_of(number).expect("the source has segments");
                let segment = &segments.placed[address.record as usize];
                if let Some((table, quote)) = self.shown(segments, segment) {
                    return bare(table.columns[quote].text(segment.transcript as usize));
                }
                let text =
                    &self.transcripts(segments.transcripts)[segment.transcript as usize].text;
                Cow::Borrowed(
                    text.slice(segment.chars.clone())
                        .expect("placed segments lie in their transcript"),
                )
            }
        }
    }

    /// Text at a locator, with up to `around` characters before and after it.
    ///
    /// ```
    /// use persona_synthesis::{Locator, Study};
    ///
    /// let study = Study::open("data/clinic/study.toml")?;
    /// let (source, document) = ("interviews".into(), "P01.txt".to_owned());
    /// let locator = Locator::Text { source, document, start: 0, end: 9, time: None };
    /// assert_eq!(study.resolve(&locator, 20)?.text.chars().count(), 9);
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Unresolved`] if there is no such source, document, row or column, or the
    /// stretch is outside the text.
    pub fn resolve(&self, locator: &Locator, around: u32) -> Result<Passage> {
        let unresolved = |reason: &str| ErrorKind::Unresolved {
            locator: locator.in_words(),
            reason: reason.to_owned(),
        };
        let number =
            self.manifest.sources.iter().position(|source| source.id == *locator.held_by());
        let content = number.map(|number| &self.loaded[number].content);
        match (locator, content) {
            (Locator::Text { document, start, end, .. }, Some(Records::Interviews(interviews))) => {
                let found = interviews
                    .transcripts
                    .iter()
                    .find(|transcript| transcript.document == *document);
                let text = &found.ok_or_else(|| unresolved("there is no such document"))?.text;
                let words = text
                    .slice(*start..*end)
                    .ok_or_else(|| unresolved("the stretch is outside the text"))?;
                let part = |range| text.slice(range).unwrap_or_default().to_owned();
                Ok(Passage {
                    heading: document.clone(),
                    before: part(start.saturating_sub(around)..*start),
                    text: words.to_owned(),
                    after: part(*end..end.saturating_add(around).min(text.chars())),
                })
            }
            (Locator::Cell { row, column_index, .. }, Some(content)) => {
                let table = match content {
                    Records::Rows(rows) => Some(rows.file()),
                    Records::Interviews(interviews) => interviews
                        .segments
                        .as_ref()
                        .and_then(|segments| Some(&segments.table.as_ref()?.table)),
                };
                let table = table.ok_or_else(|| unresolved("the source is no table"))?;
                let column = (*column_index as usize)
                    .checked_sub(1)
                    .and_then(|index| table.columns.get(index));
                let column = column.ok_or_else(|| unresolved("there is no such column"))?;
                let row = (*row as usize).checked_sub(1).filter(|row| *row < table.rows());
                let text = column.text(row.ok_or_else(|| unresolved("there is no such row"))?);
                let text = match content {
                    Records::Rows(_) => text,
                    Records::Interviews(_) => bare(text),
                }
                .into_owned();
                Ok(Passage {
                    heading: column.name.clone(),
                    before: String::new(),
                    text,
                    after: String::new(),
                })
            }
            (Locator::Rows { rows, row_key, column_index, .. }, Some(Records::Rows(table))) => {
                let aggregated = table
                    .aggregated
                    .as_ref()
                    .ok_or_else(|| unresolved("the rows are not aggregated"))?;
                let made = table.accounts.as_ref().map_or(&table.table, |accounts| &accounts.table);
                let column = (*column_index as usize)
                    .checked_sub(1)
                    .and_then(|index| made.columns.get(index));
                let column = column.ok_or_else(|| unresolved("there is no such column"))?;
                let group = row_key.as_ref().and_then(|key| aggregated.group(key));
                let group = group.ok_or_else(|| unresolved("there are no such rows"))?;
                // The same value from other rows is other evidence.
                if *rows != ranges(&aggregated.rows_behind(group, column.index)) {
                    return Err(unresolved("the value is worked out of other rows").into());
                }
                let (heading, text) = (column.name.clone(), column.text(group).into_owned());
                Ok(Passage { heading, before: String::new(), text, after: String::new() })
            }
            (Locator::Caller { .. }, _) => {
                Err(unresolved("the value was computed outside the study").into())
            }
            (
                Locator::Text { .. } | Locator::Cell { .. } | Locator::Rows { .. },
                Some(Records::Rows(_) | Records::Interviews(_)) | None,
            ) => Err(unresolved("there is no such source").into()),
        }
    }
}

/// A quote of a table without the quotation marks around it.
fn bare(quote: Cow<'_, str>) -> Cow<'_, str> {
    match without_marks(&quote) {
        bare if bare.len() == quote.len() => quote,
        bare => Cow::Owned(bare.to_owned()),
    }
}

/// Ascending positions from 0 as stretches of rows, first and last from 1.
fn ranges(rows: &[u32]) -> Vec<(u32, u32)> {
    let stretches = rows.chunk_by(|a, b| a + 1 == *b);
    stretches.map(|stretch| (stretch[0] + 1, stretch[stretch.len() - 1] + 1)).collect()
}

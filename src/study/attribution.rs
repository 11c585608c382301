//! Whose a place in a source is.

use super::data::Records;
use super::opened::Study;
use crate::locator::Locator;

impl Study {
    /// The respondent whom a passage or cell is about; `None` where it is nobody's or several
    /// people's, and for values that are not in a source.
    pub(crate) fn respondent_at(&self, place: &Locator) -> Option<u32> {
        let number = self.source_position(&*place.held_by())?;
        match place {
            Locator::Text { document, start, end, .. } => {
                let transcripts = self.transcripts(number).iter();
                let known = transcripts.zip(0..).find(|(one, _)| one.document == *document)?.1;
                // In the transcript of one respondent nobody else is coded.
                only(self.speakers(number, known)).or_else(|| {
                    let segments = self.segments().iter().filter(|one| one.transcripts == number);
                    only(segments.flat_map(|one| &one.placed).filter_map(|segment| {
                        let chars = (segment.chars.start, segment.chars.end);
                        let is_here = segment.transcript == known && chars == (*start, *end);
                        segment.respondent.filter(|_| is_here)
                    }))
                })
            }
            Locator::Cell { row, .. } => {
                let row = row.checked_sub(1)?;
                match self.records(number) {
                    Records::Rows(rows) => {
                        let owners = self.record_owners(number).iter().enumerate();
                        let here = owners.filter(|(record, _)| rows.unit(*record) == row as usize);
                        only(here.filter_map(|(_, owner)| *owner))
                    }
                    Records::Interviews(_) => {
                        let placed = self.segments_of(number)?.placed.iter();
                        let here = placed.filter(|segment| segment.transcript == row);
                        only(here.filter_map(|segment| segment.respondent))
                    }
                }
            }
            Locator::Rows { .. } | Locator::Caller { .. } => None,
        }
    }
}

/// The respondent that all of these are.
fn only(mut respondents: impl Iterator<Item = u32>) -> Option<u32> {
    let first = respondents.next()?;
    respondents.all(|other| other == first).then_some(first)
}

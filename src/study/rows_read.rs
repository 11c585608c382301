//! What the rows of each table are.

use serde::Serialize;

use super::opened::Study;
use crate::ids::SourceId;
use crate::manifest::{RowKind, Source};
use crate::sources::Format;

/// A table, and what its rows are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RowReading {
    /// Id of the source.
    pub source: SourceId,
    /// What its rows are.
    pub rows: RowKind,
}

impl Study {
    /// What the rows of each table are, in the order of the sources: as the manifest says, or by
    /// what is made of them. Sources without rows are left out.
    #[must_use]
    pub fn rows(&self) -> Vec<RowReading> {
        let reading = |number: usize| {
            let format = self.source_format(number);
            let rows = rows_of(self.source(number), format)?;
            Some(RowReading { source: self.source_id(number).clone(), rows })
        };
        (0..self.source_count()).filter_map(reading).collect()
    }
}

/// What the rows of a source are; `None` if it has none.
fn rows_of(source: &Source, format: Format) -> Option<RowKind> {
    let read = match format {
        Format::Segments | Format::TaguetteHighlights => RowKind::Coding,
        Format::Codebook => RowKind::SideTable,
        Format::Survey | Format::Crm | Format::HubspotContacts => {
            if source.is_of_accounts() {
                RowKind::Organisation
            } else if source.aggregation.rules.is_empty() {
                RowKind::Person
            } else {
                RowKind::Event
            }
        }
        _ => return source.rows,
    };
    Some(source.rows.unwrap_or(read))
}

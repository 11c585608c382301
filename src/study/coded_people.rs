//! The respondents of a table of codings that points into no transcripts.

use super::columns::column;
use super::findings::StudyFinding;
use super::owners::TranscriptOwners;
use crate::error::{Result, shown};
use crate::finding::Findings;
use crate::locator::position32;
use crate::manifest::{Manifest, Stated};
use crate::sources::{CellPeople, Column, SegmentTable, Whose};

/// The rows' respondents as a column names them. A cell may list several, each of whom the row
/// belongs to; or speak of several and name none.
pub(super) fn by_column(
    manifest: &Manifest,
    name: &Stated<String>,
    segments: &SegmentTable,
    findings: &mut Findings,
) -> Result<TranscriptOwners> {
    let table = &segments.table;
    let of = column(manifest, table, name)?;
    let people = people_of(of, segments);
    let (mut ids, mut parts) = (Vec::with_capacity(table.rows()), Vec::new());
    let mut nameless: Vec<usize> = Vec::new();
    for row in 0..table.rows() {
        if table.is_set_aside(row) || segments.asked.contains(&position32(row)) {
            ids.push(String::new());
            continue;
        }
        let cell = of.text(row);
        let place = || table.place(row).column(&of.label);
        let one = match people.of(&cell) {
            Whose::One(id) => id,
            Whose::Several(several) => {
                let column = of.label.clone();
                findings.add_at(StudyFinding::SeveralInCell { column }, place());
                parts.extend(several.into_iter().map(|id| (position32(row), 0..u32::MAX, id)));
                ids.push(String::new());
                continue;
            }
            Whose::Nobody => {
                let (found, column) = (shown(cell.trim()), of.label.clone());
                findings.add_at(StudyFinding::NobodysWords { found, column }, place());
                ids.push(String::new());
                continue;
            }
        };
        if one.is_empty() {
            nameless.push(row);
        }
        ids.push(one);
    }
    let at = nameless.first().map(|first| table.place(*first));
    findings.add_counted(StudyFinding::NoRespondentId {}, nameless.len(), at);
    ids.extend(parts.iter().map(|(.., id)| id.clone()));
    let parts = parts.into_iter().map(|(row, chars, _)| (row, chars)).collect();
    Ok(TranscriptOwners::new(ids, parts))
}

/// The names in a column of people, those who ask apart.
fn people_of(column: &Column, segments: &SegmentTable) -> CellPeople {
    let spoken = (0..column.len()).filter(|row| !segments.asked.contains(&position32(*row)));
    CellPeople::learn(spoken.map(|row| column.text(row).into_owned()))
}

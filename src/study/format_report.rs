//! Findings of every reader: what a file was taken for, and whose records were passed over.

use super::findings::StudyFinding;
use crate::finding::Findings;
use crate::locator::Place;
use crate::manifest::Source;
use crate::sources::Format;
use crate::sources::clue::FormatClue;

/// Says what a file was taken for.
pub(super) fn report_format(
    format: Format,
    clue: FormatClue,
    name: &str,
    findings: &mut Findings,
) -> Format {
    findings.add_at(StudyFinding::FormatRecognised { format, clue }, Place::file(name));
    format
}

/// Says how many records of those who withdrew were passed over.
pub(super) fn tell_passed_over(source: &Source, records: usize, findings: &mut Findings) {
    findings.add_counted(StudyFinding::PassedOver { source: source.id.clone() }, records, None);
}

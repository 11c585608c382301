//! Findings of every reader: what a file was taken for, and whose records were passed over.

use super::findings::StudyFinding;
use crate::finding::Findings;
use crate::locator::Place;
use crate::manifest::Source;
use crate::sources::Format;

/// Says what a file was taken for.
pub(super) fn recognised(format: Format, why: &str, name: &str, findings: &mut Findings) -> Format {
    let kind = StudyFinding::FormatRecognised { format: format.to_string(), why: why.to_owned() };
    findings.add_at(kind, Place::file(name));
    format
}

/// Says how many records of those who withdrew were passed over.
pub(super) fn tell_passed_over(source: &Source, records: usize, findings: &mut Findings) {
    findings.add_counted(StudyFinding::PassedOver { source: source.id.clone() }, records, None);
}

//! Who belongs where, as a table for other programs.

use std::fmt::Write as _;

use csv::StringRecord;

use crate::personas::{Membership, PersonaSet, Status};
use crate::study::PersonaKind;

const HEADER: [&str; 6] = ["respondent", "kind", "persona_id", "probability", "margin", "status"];

/// The file `membership.csv`: a row per respondent with kind, persona, probability, margin and status.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
#[must_use]
pub fn membership_csv(personas: &PersonaSet) -> String {
    let mut text = HEADER.join(",");
    text.push('\n');
    for membership in personas.memberships() {
        let persona = membership.persona.as_deref().unwrap_or_default();
        let (probability, margin) = (four_digits(membership.probability), four_digits(membership.margin));
        let (respondent, kind, status) = (cell(&membership.respondent), membership.kind, membership.status.name());
        writeln!(text, "{respondent},{kind},{persona},{probability},{margin},{status}")
            .expect("writing to a string does not fail");
    }
    text
}

/// Reads `membership.csv` back, as [`PersonaSet::memberships`] has it, numbers to four digits.
///
/// # Errors
/// In words, what of a text is no such file, with its line.
pub fn read_membership_csv(text: &str) -> Result<Vec<Membership>, String> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| error.to_string())?;
    if header != HEADER.as_slice() {
        return Err(format!(
            "expected the header {}, found {}",
            HEADER.join(","),
            crate::error::shown(&header.iter().collect::<Vec<_>>().join(","))
        ));
    }
    let read = |record: csv::Result<StringRecord>| {
        let record = record.map_err(|error| error.to_string())?;
        let line = record.position().map_or(0, csv::Position::line);
        membership(&record).ok_or_else(|| format!("line {line}: expected {}", HEADER.join(",")))
    };
    reader.records().map(read).collect()
}

fn membership(record: &StringRecord) -> Option<Membership> {
    let share = |position: usize| record.get(position)?.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    let persona = record.get(2)?;
    Some(Membership {
        respondent: plain(record.get(0)?).to_owned(),
        kind: PersonaKind::from_name(record.get(1)?)?,
        persona: (!persona.is_empty()).then(|| persona.to_owned()),
        probability: share(3)?,
        margin: share(4)?,
        status: [Status::Assigned, Status::Borderline, Status::None]
            .into_iter()
            .find(|s| Some(s.name()) == record.get(5))?,
    })
}

/// A number from 0 to 1 with four digits.
fn four_digits(share: f32) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number from 0 to 1")]
    let whole = (f64::from(share) * 10_000.0).round() as u32;
    format!("{}.{:04}", whole / 10_000, whole % 10_000)
}

/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell's text without the apostrophe that keeps it from being a formula.
fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(cell)
}

/// A cell, quoted where it must be, and never a formula.
pub(crate) fn cell(value: &str) -> String {
    let safe = if value.starts_with(FORMULA) { format!("'{value}") } else { value.to_owned() };
    if safe.contains([',', '"', '\n', '\r', ';']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_neither_broken_nor_formulas() {
        assert_eq!(cell("P01"), "P01");
        assert_eq!(cell("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("-7"), "'-7");
        assert_eq!((plain("'-7"), plain("'s"), plain("P01")), ("-7", "'s", "P01"));
    }
}

//! Who belongs where, as a table for other programs.

use std::fmt::Write as _;

use crate::personas::PersonaSet;

/// The file `membership.csv`: a row per respondent with kind, persona, probability, margin and status.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
#[must_use]
pub fn membership_csv(personas: &PersonaSet) -> String {
    let mut text = String::from("respondent,kind,persona_id,probability,margin,status\n");
    for membership in personas.memberships() {
        let persona = membership.persona.as_deref().unwrap_or_default();
        let (probability, margin) = (four_digits(membership.probability), four_digits(membership.margin));
        let (respondent, kind, status) = (cell(&membership.respondent), membership.kind, membership.status.name());
        writeln!(text, "{respondent},{kind},{persona},{probability},{margin},{status}")
            .expect("writing to a string does not fail");
    }
    text
}

/// A number from 0 to 1 with four digits.
fn four_digits(share: f32) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number from 0 to 1")]
    let whole = (f64::from(share) * 10_000.0).round() as u32;
    format!("{}.{:04}", whole / 10_000, whole % 10_000)
}

/// A cell, quoted where it must be, and never a formula.
fn cell(value: &str) -> String {
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let safe = if formula { format!("'{value}") } else { value.to_owned() };
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
    }
}

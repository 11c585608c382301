//! Who belongs where, as a table for other programs.

use crate::personas::PersonaSet;

/// The file `membership.csv`: a row per respondent with kind, persona, probability, margin and status.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
#[must_use]
pub fn membership_csv(personas: &PersonaSet) -> String {
    let mut text = String::from("respondent,kind,persona_id,probability,margin,status\n");
    for membership in personas.memberships() {
        let persona = membership.persona.as_deref().unwrap_or_default();
        text.push_str(&format!(
            "{},{},{persona},{:.4},{:.4},{}\n",
            cell(&membership.respondent),
            membership.kind,
            membership.probability,
            membership.margin,
            membership.status.name()
        ));
    }
    text
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

//! Cells of the tables that are written.

use crate::clustering::Candidate;

/// A text that no spreadsheet takes for a formula.
pub(crate) fn safe(value: String) -> String {
    if is_formula(&value) { format!("'{value}") } else { value }
}

/// A cell's text without the apostrophe that keeps it from being a formula.
pub(super) fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

/// True where a spreadsheet would take a text for a formula.
fn is_formula(value: &str) -> bool {
    let begins = value.trim_start_matches([' ', '\u{a0}', '\u{feff}']);
    // Negative numbers begin like formulas, but an apostrophe would turn them into text.
    let number = value.parse::<f64>().is_ok_and(|number| number.is_finite() && number < 0.0)
        && is_plain(value);
    begins.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) && !number
}

/// True where a text is digits with a sign and a point: a number that no spreadsheet computes.
fn is_plain(value: &str) -> bool {
    value
        .strip_prefix('-')
        .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}

/// A number from 0 to 1 with four digits.
pub(super) fn four_digits(share: f64) -> String {
    format!("{share:.4}")
}

/// A number of that kind, or nothing.
pub(super) fn four_digits_or_empty(share: Option<f64>) -> String {
    share.map_or_else(String::new, four_digits)
}

/// The figures by which numbers of groups are compared: groups, log-likelihood, penalised deviance,
/// BIC, SABIC, AIC3, ICL, agreement of replicates, least Jaccard index, smallest group.
pub(super) fn compared(candidate: &Candidate) -> [String; 10] {
    let number =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.1}"));
    [
        candidate.groups.to_string(),
        number(candidate.log_likelihood),
        number(candidate.penalised_deviance),
        number(candidate.bic),
        number(candidate.sabic),
        number(candidate.aic3),
        number(candidate.icl),
        format!("{:.2}", candidate.stability),
        format!("{:.2}", candidate.jaccard.iter().copied().fold(1.0, f64::min)),
        candidate.smallest.to_string(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_apostrophe_of_a_formula_is_no_part_of_the_text() {
        assert_eq!(
            (plain("'-7"), plain("'=7"), plain("'s"), plain("P01")),
            ("'-7", "=7", "'s", "P01")
        );
    }
}

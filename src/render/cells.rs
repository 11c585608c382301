//! Cells and rows of the tables that are written.

use crate::clustering::Candidate;

/// Adds a row of texts, each quoted where it must be and never a formula.
pub(super) fn add_row<'a>(text: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (place, value) in cells.into_iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        text.push_str(&cell(value));
    }
    text.push('\n');
}

/// A cell, quoted where it must be, and never a formula: what a spreadsheet would take for one gets
/// an apostrophe in front.
pub(crate) fn cell(value: &str) -> String {
    let safe = safe(value.to_owned());
    if safe.contains([',', '"', '\n', '\r', ';', '\t']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

/// A text that no spreadsheet takes for a formula.
pub(crate) fn safe(value: String) -> String {
    if is_formula(&value) { format!("'{value}") } else { value }
}

/// A cell's text without the apostrophe that keeps it from being a formula.
pub(super) fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

/// Whether a spreadsheet would take a text for a formula.
fn is_formula(value: &str) -> bool {
    let begins = value.trim_start_matches([' ', '\u{a0}', '\u{feff}']);
    let number = value.parse::<f64>().is_ok_and(|number| number.is_finite() && number < 0.0)
        && is_plain(value);
    begins.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) && !number
}

/// Whether a text is digits with a sign and a point: a number that no spreadsheet computes.
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

/// What numbers of groups are compared by: groups, log-likelihood, BIC, AIC3, ICL, agreement of
/// replicates, least Jaccard index, smallest group.
pub(super) fn compared(candidate: &Candidate) -> [String; 8] {
    let number =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.1}"));
    [
        candidate.groups.to_string(),
        number(candidate.log_likelihood),
        number(candidate.bic),
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
    use proptest::prelude::*;

    #[test]
    fn cells_are_neither_broken_nor_formulas() {
        assert_eq!(cell("P01"), "P01");
        assert_eq!(cell("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("-7"), "-7");
        assert_eq!(cell("-7+cmd"), "'-7+cmd");
        assert_eq!(cell(" @SUM(A1)"), "' @SUM(A1)");
        assert_eq!(cell("＝1"), "'＝1");
        assert_eq!(
            (plain("'-7"), plain("'=7"), plain("'s"), plain("P01")),
            ("'-7", "=7", "'s", "P01")
        );
    }

    proptest! {
        /// Whatever the texts, another reader finds them again, a formula behind its apostrophe.
        #[test]
        fn rows_read_back(cells in proptest::collection::vec("\\PC{0,12}|[=+@,\"\n\r;\t -]{0,6}", 2..6)) {
            let mut text = String::new();
            add_row(&mut text, cells.iter().map(String::as_str));
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let read = reader.records().next().unwrap().unwrap();
            prop_assert_eq!(read.len(), cells.len());
            for (read, cell) in read.iter().zip(&cells) {
                prop_assert!(read == cell || read.strip_prefix('\'') == Some(cell));
                prop_assert!(!read.starts_with(['=', '+', '@']));
            }
        }
    }
}

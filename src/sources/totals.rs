//! Rows below the records that add them up.

use super::column::Column;
use super::records::is_blank;
use super::scale::{fold, parse_number};

/// Words that call a row a total or a mean.
const WORDS: [&str; 34] = [
    "total",
    "totals",
    "grand total",
    "sum",
    "subtotal",
    "summe",
    "gesamt",
    "gesamtsumme",
    "gesamtergebnis",
    "insgesamt",
    "suma",
    "suma total",
    "total general",
    "somme",
    "total général",
    "totale",
    "totale complessivo",
    "soma",
    "totaal",
    "razem",
    "toplam",
    "итого",
    "average",
    "mean",
    "mittelwert",
    "durchschnitt",
    "promedio",
    "media",
    "moyenne",
    "合计",
    "合計",
    "总计",
    "σ",
    "∑",
];
/// Fewest records that a row may add up: the sums of fewer coincide with a record.
const LEAST: usize = 5;
/// Most rows at the end that are looked at.
const MOST: usize = 3;

/// What a row below the records is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Below {
    Total,
    Footer,
}

/// The rows at the end of a table that are no records: totals of those above, and remarks.
///
/// `used` are the rows that are not set aside, the last first.
pub(super) fn rows_below(
    columns: &[Column],
    used: impl Iterator<Item = usize>,
) -> Vec<(usize, Below)> {
    let last: Vec<usize> = used.take(MOST + LEAST).collect();
    let mut found = Vec::new();
    for (at, row) in last.iter().enumerate().take(MOST) {
        let above = &last[at + 1..];
        if above.len() < LEAST {
            break;
        }
        let below = if is_total(columns, *row, above) {
            Below::Total
        } else if is_remark(columns, *row, above) {
            Below::Footer
        } else {
            break;
        };
        found.push((*row, below));
    }
    found
}

/// True if a row leaves out what the rows above it have, and is called a total or adds up a column.
fn is_total(columns: &[Column], row: usize, above: &[usize]) -> bool {
    let cell = |column: &Column, row: usize| column.text(row).trim().to_owned();
    let filled: Vec<(&Column, String)> = columns
        .iter()
        .map(|column| (column, cell(column, row)))
        .filter(|(_, text)| !is_blank(text))
        .collect();
    let Some((_, label)) = filled.first() else { return false };
    let lacks = |column: &&Column| {
        is_blank(&column.text(row)) && above.iter().all(|row| !is_blank(&column.text(*row)))
    };
    let is_sparse = columns.iter().any(|column| lacks(&column));
    let called = names_total(label) && !columns.iter().any(|column| repeats(column, row, above));
    let numbers: Vec<(&Column, f64)> =
        filled.iter().filter_map(|(column, text)| Some((*column, parse_number(text)?))).collect();
    // Sums are worked out of whole columns, so only where the row is odd in another way too.
    let words = filled.len() - numbers.len();
    if called && is_sparse && words <= 1 {
        return true;
    }
    (called || (is_sparse && words <= 1))
        && !numbers.is_empty()
        && numbers.iter().all(|(column, number)| adds_up(column, *number, row))
}

/// True if a row is a remark on the table: words in its first cell alone, where the rows above have
/// most cells and none has several words there.
fn is_remark(columns: &[Column], row: usize, above: &[usize]) -> bool {
    const LEAST_COLUMNS: usize = 3;
    let filled = |row: usize| columns.iter().filter(|column| !is_blank(&column.text(row))).count();
    let [first, rest @ ..] = columns else { return false };
    let several = |row: usize| first.text(row).trim().contains(char::is_whitespace);
    // The rows just above may be remarks too.
    let records: Vec<usize> = above.iter().copied().filter(|row| filled(*row) > 1).collect();
    rest.len() + 1 >= LEAST_COLUMNS
        && several(row)
        && rest.iter().all(|column| is_blank(&column.text(row)))
        && records.len() >= LEAST
        && records.iter().all(|row| filled(*row) * 2 > columns.len() && !several(*row))
}

/// True if a cell of words says in a row above what it says in this one, as answers do.
fn repeats(column: &Column, row: usize, above: &[usize]) -> bool {
    let text = fold(&column.text(row));
    names_total(&text) && above.iter().any(|row| fold(&column.text(*row)) == text)
}

pub(super) fn names_total(text: &str) -> bool {
    let text = fold(text);
    let text = text.trim_end_matches([':', '.', ' ']);
    WORDS.contains(&text)
}

/// True if a number is the sum of those of the rows above, and greater than each.
fn adds_up(column: &Column, number: f64, row: usize) -> bool {
    let (mut sum, mut most, mut size, mut count) = (0.0, f64::MIN, 0.0_f64, 0);
    for above in (0..row).filter_map(|above| parse_number(&column.text(above))) {
        count += 1;
        sum += above;
        most = most.max(above);
        size += above.abs();
    }
    // Written sums are rounded to the last decimal.
    let near = (sum - number).abs() <= 1e-6 * size.max(1.0) || (sum - number).abs() < 0.006;
    near && number > most && count >= LEAST
}

#[cfg(test)]
mod tests {
    use crate::finding::Findings;
    use crate::sources::{SourceFile, Table};

    fn used(text: &str) -> (usize, usize) {
        let mut findings = Findings::default();
        let file = SourceFile::from_bytes("t.csv", text).unwrap();
        let table = Table::from_file(file, None, None, &mut findings).unwrap();
        (table.kept_rows(), findings.count("total-row"))
    }

    fn rows(number: usize) -> String {
        (1..=number).map(|n| format!("K{n},{},{}.5,yes\n", ["Nord", "Süd"][n % 2], n)).collect()
    }

    #[test]
    fn rows_that_add_up_or_say_so_are_no_records() {
        let header = "Kunde,Region,Umsatz,Treu\n";
        for end in ["Summe,,9,\n", "Gesamt:,,,\n", ",,40.0,\n", "Alles zusammen,,40,\n"] {
            assert_eq!(used(&format!("{header}{}{end}", rows(8))), (8, 1), "{end}");
        }
        let two = format!("{header}{}Summe,,40,\n,,80,\n", rows(8));
        assert_eq!(used(&two), (8, 2));
    }

    #[test]
    fn remarks_below_the_records_are_none() {
        let header = "Kunde,Region,Umsatz,Treu\n";
        let mut findings = Findings::default();
        let text = format!("{header}{}Quelle: Kasse Nord,,,\nStand Mai,,,\n", rows(8));
        let file = SourceFile::from_bytes("t.csv", text).unwrap();
        let table = Table::from_file(file, None, None, &mut findings).unwrap();
        assert_eq!(table.kept_rows(), 8);
        assert_eq!(findings.count("footer-row"), 2);
        assert_eq!(used(&format!("{header}{}K9,,,\n", rows(8))), (9, 0));
    }

    #[test]
    fn records_that_look_like_totals_stay() {
        let header = "Kunde,Region,Umsatz,Treu\n";
        for end in
            ["Total,Nord,12,yes\n", "K9,,12,\n", "K9,Nord,40,yes\n", "Total Wellness,Nord,40,\n"]
        {
            assert_eq!(used(&format!("{header}{}{end}", rows(8))).1, 0, "{end}");
        }
        assert_eq!(used(&format!("{header}{}Total,,3,\n", rows(2))).1, 0);
        let answers: String = (0..9).map(|_| "total,,\n").collect();
        assert_eq!(used(&format!("a,b,c\n{answers}")).1, 0);
    }
}

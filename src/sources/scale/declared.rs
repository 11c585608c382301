//! Values of a column that somebody declared to stand for no answer.

use super::super::column::Column;
use super::super::table::Table;
use super::fold::fold;
use super::number::parse_number;
use crate::error::shown;
use crate::finding::Findings;
use crate::sources::findings::SourcesFinding;

/// Empties the cells of a column that hold one of these values, as numbers or as text; each value
/// that some cell held is a finding.
pub(crate) fn empty_declared(
    table: &mut Table,
    column: usize,
    missing: &[String],
    findings: &mut Findings,
) {
    for value in missing {
        let held = table.columns[column].map(|text| is_value(text, value));
        let Some(first) = held.iter().position(|held| *held) else { continue };
        let (found, label) = (shown(value), shown(&table.columns[column].label));
        let count = held.iter().filter(|held| **held).count();
        let kind = SourcesFinding::NoAnswer { found, column: label };
        findings.add_counted(kind, count, Some(table.place(first)));
        empty(&mut table.columns[column], &held);
    }
}

fn empty(column: &mut Column, held: &[bool]) {
    column.rewrite(|row, text| if held[row] { String::new() } else { text.to_owned() });
}

/// True if a cell holds a value: `999` is `999.0` too.
fn is_value(text: &str, value: &str) -> bool {
    let same_number = match (parse_number(text), parse_number(value)) {
        (Some(one), Some(other)) => one.total_cmp(&other).is_eq(),
        _ => false,
    };
    same_number || fold(text) == fold(value)
}

#[cfg(test)]
mod tests {
    use super::super::super::file::SourceFile;
    use super::*;

    #[test]
    fn declared_values_are_no_answers_and_are_counted() {
        let mut findings = Findings::default();
        let text = "age\n31\n999\n999.0\n44\nrefused it\n";
        let file = SourceFile::from_bytes("t.csv", text).unwrap();
        let mut table = Table::from_file(file, None, None, &mut findings).unwrap();
        let missing = ["999".to_owned(), "Refused it".to_owned(), "-1".to_owned()];
        empty_declared(&mut table, 0, &missing, &mut findings);
        let cells: Vec<String> =
            (0..5).map(|row| table.columns[0].text(row).into_owned()).collect();
        assert_eq!(cells, ["31", "", "", "44", ""]);
        assert_eq!(findings.count("no-answer"), 3);
    }
}

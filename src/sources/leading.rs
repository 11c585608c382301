//! Lines above the header of a table: titles of reports, and the line that tells a spreadsheet
//! which delimiter a file has.

use super::records::{Record, is_blank};
use super::scale::parse_number;

/// As many records are looked at for the header and for what is written below it.
pub(super) const MOST_AHEAD: usize = 24;
/// The header comes after as many lines at most.
const MOST_ABOVE: usize = 12;

/// The position of the header among the first records: the first, unless all before a later one
/// have a cell at most, as titles have, and that one is of words and has rows of several cells
/// below it.
pub(super) fn header_position(records: &[Record<'_>]) -> usize {
    if let Some((first, below)) = records.split_first()
        && is_separator_line(first)
    {
        return if below.is_empty() { 0 } else { 1 + header_position(below) };
    }
    let filled = |record: &Record<'_>| record.iter().filter(|cell| !is_blank(cell)).count();
    let several = |record: &Record<'_>| filled(record) >= 2;
    let Some(first) = records.iter().take(MOST_ABOVE).position(several) else { return 0 };
    let of_words = |cell: &str| parse_number(cell).is_none();
    let below = &records[first + 1..];
    let is_header = first > 0
        && records[first].iter().all(of_words)
        && below.iter().filter(|record| several(record)).count() * 2 >= below.len();
    if is_header { first } else { 0 }
}

/// True if a record is the line `sep=;`, cut by whatever delimiter.
pub(super) fn is_separator_line(record: &Record<'_>) -> bool {
    let text: String = record.iter().collect();
    let text = text.trim().to_ascii_lowercase();
    text.strip_prefix("sep=").is_some_and(|rest| rest.trim().chars().count() <= 1)
}

#[cfg(test)]
mod tests {
    use crate::finding::Findings;
    use crate::sources::{SourceFile, Table};

    fn read(text: &str) -> (Vec<String>, usize, Findings) {
        let mut findings = Findings::default();
        let file = SourceFile::from_bytes("t.csv", text).unwrap();
        let table = Table::from_file(file, None, None, &mut findings).unwrap();
        let names = table.columns.iter().map(|column| column.name.clone()).collect();
        (names, table.kept_rows(), findings)
    }

    #[test]
    fn titles_above_the_header_are_passed_over() {
        let (names, rows, findings) = read(
            "Informe de ventas\nGenerado: 2024\n\nCliente,Zona,Visitas\nA1,Norte,3\nA2,Sur,4\n",
        );
        assert_eq!(names, ["Cliente", "Zona", "Visitas"]);
        assert_eq!((rows, findings.count("title-row")), (2, 2));
        let (names, rows, _) = read("Bericht;;\n;;\nNr;Ort;Alter\n1;Ulm;30\n2;Bonn;40\n3;Ulm;50\n");
        assert_eq!((names.len(), names[0].as_str(), rows), (3, "Nr", 3));
    }

    #[test]
    fn a_table_whose_first_line_is_its_header_keeps_it() {
        assert_eq!(read("a\n1\n2\n").0, ["a"]);
        assert_eq!(read("a,b\n1,2\n").0, ["a", "b"]);
        // Rows of numbers are no header, however short the line above is.
        assert_eq!(read("a\n1,2\n3,4\n").0, ["a"]);
    }

    #[test]
    fn the_line_that_states_the_delimiter_is_none_of_the_table() {
        for (line, cells) in [("sep=;", "a;b,c\n1;2\n"), ("SEP=\t", "a\tb\n1\t2\n")] {
            let (names, rows, findings) = read(&format!("{line}\r\n{cells}"));
            assert_eq!((names.len(), names[0].as_str(), rows), (2, "a", 1), "{line}");
            assert_eq!(findings.count("title-row"), 0);
        }
    }
}

use super::*;
use crate::sources::SourceFile;

fn read(bytes: impl Into<Vec<u8>>) -> (Table, Findings) {
    let mut findings = Findings::default();
    let file = SourceFile::from_bytes("t.csv", bytes).unwrap();
    (Table::from_file(file, None, None, &mut findings).unwrap(), findings)
}

#[test]
fn repeated_and_empty_headers_get_labels() {
    let (table, findings) = read("a,Comments,,Comments,Comments#2\n1,2,3,4,5\n");
    let labels: Vec<&str> = table.columns.iter().map(|column| column.label.as_str()).collect();
    assert_eq!(labels, ["a", "Comments", "column 3", "Comments#2", "Comments#2#2"]);
    assert_eq!((findings.count("duplicate-header"), findings.count("empty-header")), (2, 1));
    assert_eq!(table.column("Comments#2").unwrap().index, 3);
}

#[test]
fn ragged_rows_are_set_aside_and_counted() {
    let (table, findings) = read("a,b\n1,2\n1\n1,2,3\n1,2,\n,\n3,4\n");
    assert_eq!((table.rows(), table.set_aside()), (6, 3));
    assert_eq!((findings.count("ragged-row"), findings.count("blank-row")), (2, 1));
    assert_eq!(table.columns[0].text(5), "3");
    assert_eq!(
        findings.iter().next().unwrap().to_string(),
        "t.csv:3: row has 1 cell, but the header has 2 columns; set aside (2 in all)"
    );
}

#[test]
fn further_lines_of_the_header_are_no_respondents() {
    let qualtrics = "ResponseId,Q1\nAntwort-ID,How often?\n\
        \"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\nR_1,3\n";
    let (table, findings) = read(qualtrics);
    assert_eq!((table.rows(), table.set_aside(), findings.count("further-heading")), (3, 2, 2));
    assert_eq!((table.columns[1].text(0).as_ref(), table.columns[1].text(2).as_ref()), ("", "3"));
    let (table, _) = read("id,Which films?,\n,Response,A New Hope\n1,Yes,\n");
    assert_eq!((table.rows(), table.set_aside(), table.place(1).line), (2, 1, Some(3)));
}

#[test]
fn words_below_ids_and_ids_below_words_are_of_the_header() {
    let rows = "K1,1,gern,oft\nK2,2,ungern,nie\nK3,1,gern,oft\nK4,5,gern,nie\n";
    let below = "nr,f1,f2,f3\nKennung,Wie zufrieden sind Sie?,Wie gern kommen Sie?,\
                 Wie oft kommen Sie hierher?\n";
    let (table, findings) = read(format!("{below}{rows}"));
    assert_eq!((table.set_aside(), findings.count("further-heading")), (1, 1));
    assert_eq!(table.columns[1].label, "Wie zufrieden sind Sie?");
    let above = "Ihre Kennung,Wie zufrieden?,Wie gern?,Wie oft?\nx_1,f1,f2_1,f3\n";
    let (table, _) = read(format!("{above}{rows}"));
    assert_eq!((table.set_aside(), table.columns[1].label.as_str()), (1, "Wie zufrieden?"));
    // Answers in words of one's own, and codes as answers, are no heading.
    let open = "id,q1,q2\nP1,I go by bus,It is cheap\nP2,On foot mostly,No car here\n\
                P3,By bike then,My own wish\nP4,I never go,Not my thing\n";
    assert_eq!(read(open).0.set_aside(), 0);
    let codes = "My id,My zone,My unit\nA1,B1,C1\nA2,B2,C1\nA3,B1,C2\nA4,B2,C2\n";
    assert_eq!(read(codes).0.set_aside(), 0);
}

#[test]
fn rows_know_their_line_after_cells_of_several_lines() {
    let (table, _) = read("a,b\r\n1,\"x\r\ny\"\r\n2,z\r\n");
    assert_eq!((table.place(0).line, table.place(1).line), (Some(2), Some(4)));
    assert_eq!(table.columns[1].text(0), "x\r\ny");
}

#[test]
fn header_only_is_a_table_of_no_rows_and_nothing_is_an_error() {
    assert_eq!(read("a,b\n").0.rows(), 0);
    let empty = Table::from_file(
        SourceFile::from_bytes("t.csv", "").unwrap(),
        None,
        None,
        &mut Findings::default(),
    );
    assert_eq!(
        empty.unwrap_err().to_string(),
        "t.csv: expected a table with a header, found an empty file"
    );
}

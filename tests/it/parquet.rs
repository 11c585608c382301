//! Parquet files: those of other writers, hostile ones, and what is said where they are not read.

use persona_synthesis::sources::{SourceFile, Table, TableOptions};
use persona_synthesis::{Findings, Result};

use crate::support::root;

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(root().join("data/parquet").join(name)).unwrap()
}

fn read(bytes: Vec<u8>) -> Result<(Table, Findings)> {
    let mut findings = Findings::default();
    let table = Table::read(
        SourceFile::from_bytes("t.parquet", bytes)?,
        &TableOptions::default(),
        &mut findings,
    )?;
    Ok((table, findings))
}

#[cfg(not(feature = "parquet"))]
#[test]
fn without_the_feature_the_file_is_refused_by_name() {
    let error = read(bytes("types.parquet")).unwrap_err().to_string();
    assert_eq!(
        error,
        "t.parquet: expected a file that is read without the crate feature `parquet`, found a Parquet file"
    );
}

#[cfg(feature = "parquet")]
mod feature {
    use std::collections::BTreeMap;

    use persona_synthesis::sources::{Scale, infer_items};
    use persona_synthesis::{Manifest, Source, Study};
    use proptest::prelude::*;

    use super::*;

    fn rows(table: &Table) -> Vec<Vec<String>> {
        let row = |row| table.columns.iter().map(|column| column.text(row).into_owned()).collect();
        (0..table.rows()).map(row).collect()
    }

    #[test]
    fn every_type_reads_as_it_is_written_in_text() {
        let text =
            SourceFile::from_path(&root().join("data/parquet/types.csv"), "types.csv").unwrap();
        let expected =
            Table::read(text, &TableOptions::default(), &mut Findings::default()).unwrap();
        for name in ["types.parquet", "duckdb.parquet"] {
            let (table, findings) = read(bytes(name)).unwrap();
            let names = |table: &Table| {
                table.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>()
            };
            assert_eq!(names(&table), names(&expected), "{name}");
            assert_eq!(rows(&table), rows(&expected), "{name}");
            assert_eq!((findings.len(), table.set_aside()), (0, 0), "{name}");
            let items = infer_items(&table, &BTreeMap::new(), &mut Findings::default());
            let dates: Vec<&str> = items
                .iter()
                .filter(|item| item.scale == Scale::Date)
                .map(|item| &*item.name)
                .collect();
            assert_eq!(dates, ["day", "seconds", "moment", "utc"], "{name}");
        }
    }

    #[test]
    fn what_is_no_cell_is_named_and_fields_are_columns() {
        let (table, findings) = read(bytes("nested.parquet")).unwrap();
        let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["id", "place.city", "place.floor", "word"]);
        assert_eq!(
            rows(&table),
            [["a", "Oslo", "3", "plain"], ["b", "", "", "text"], ["c", "", "1", ""]]
        );
        let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
        let says = |column: &str, what: &str| {
            format!(
                "t.parquet, column {column:?}: column holds {what}, which cells of a table cannot; left out"
            )
        };
        let lists = ["many", "counts"].map(|column| says(column, "a list or map"));
        assert_eq!(said, [&lists[..], &[says("blob", "bytes that are no text")]].concat());
        assert_eq!(table.place(2).to_string(), "t.parquet:3");
    }

    /// Statements of a study about every respondent of a file in `data/parquet`.
    fn study(name: &str) -> Vec<String> {
        let mut manifest = Manifest::new("t");
        manifest.folder = root().join("data/parquet");
        manifest.sources = vec![Source::new("survey", name).respondent("id")];
        let study = Study::build(manifest).unwrap();
        let said =
            study.respondents().flat_map(|respondent| study.observations(respondent.index()));
        said.map(|observation| {
            format!("{}: {}", study.locator(observation.address), study.words(observation.address))
        })
        .collect()
    }

    #[test]
    fn a_study_of_a_file_is_that_of_its_text() {
        let said = study("types.parquet");
        assert!(
            said.iter().any(|said| said == "survey, row 3 (R2), column \"amount\": -4.98"),
            "{said:#?}"
        );
        assert_eq!(said, study("types.csv"));
    }

    #[test]
    fn damage_is_an_error_or_harmless_and_never_more() {
        for name in ["types.parquet", "duckdb.parquet", "nested.parquet"] {
            let whole = bytes(name);
            for length in 0..whole.len() {
                assert!(
                    read(whole[..length].to_vec()).is_err() || length < 5,
                    "{name} cut to {length}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn no_change_of_a_byte_makes_the_reader_panic(
            name in prop::sample::select(vec!["types.parquet", "duckdb.parquet", "nested.parquet"]),
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        ) {
            let mut bytes = bytes(name);
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if let Err(error) = read(bytes) {
                prop_assert!(error.to_string().starts_with("t.parquet"), "{}", error);
            }
        }
    }
}

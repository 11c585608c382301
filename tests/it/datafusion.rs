//! DataFusion within the program: what it says of tables in files is what SQLite and the library
//! itself say of the same rows.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use persona_synthesis::PersonaKind;
use persona_synthesis::warehouse::{
    Binding, Cell, DataFusion, DataFusionOptions, Dialect, Engine, RefitOptions, WarehouseTable,
};

use crate::warehouse::{Warehouse, assert_same};

const MEMORY: usize = 64 << 20;

fn engine(threads: usize) -> DataFusion {
    DataFusion::new(DataFusionOptions { memory: MEMORY, threads }).unwrap()
}

fn table() -> WarehouseTable {
    WarehouseTable::new(Dialect::DataFusion, "people", "id")
}

/// The people of a warehouse as a CSV file.
fn csv(warehouse: &Warehouse) -> PathBuf {
    let path = warehouse.folder.path().join("everybody.csv");
    std::fs::write(&path, &warehouse.all).unwrap();
    path
}

/// The table as Parquet, with numbers as numbers.
fn parquet(warehouse: &Warehouse) -> PathBuf {
    use datafusion::dataframe::DataFrameWriteOptions;
    use datafusion::prelude::{CsvReadOptions, SessionContext};
    let (from, path) = (csv(warehouse), warehouse.folder.path().join("people.parquet"));
    let written = async {
        let context = SessionContext::new();
        let all = context.read_csv(from.to_str().unwrap(), CsvReadOptions::new()).await?;
        all.write_parquet(
            path.to_str().unwrap(),
            DataFrameWriteOptions::new().with_single_file_output(true),
            None,
        )
        .await
    };
    tokio::runtime::Runtime::new().unwrap().block_on(written).unwrap();
    path
}

fn rows(engine: &mut DataFusion, statement: &str) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let row = &mut |names: &[String], row: Vec<Cell>| {
        assert_eq!(names, ["respondent", "persona", "probability", "margin", "status", "known"]);
        rows.push(row);
        ControlFlow::Continue(())
    };
    engine.each(statement, row).unwrap();
    rows
}

#[test]
fn rows_of_files_get_the_personas_that_the_library_gives() {
    let warehouse = Warehouse::new(800, 3_000, true);
    let assigned = warehouse.assigned(&warehouse.model);
    for mut engine in [
        engine(1).csv("people", csv(&warehouse)).unwrap(),
        engine(3).parquet("people", parquet(&warehouse)).unwrap(),
    ] {
        let binding =
            Binding::new(&mut engine, &warehouse.model, PersonaKind::User, table()).unwrap();
        assert_eq!(binding.rows(), 3_000);
        assert_same(&rows(&mut engine, &binding.assign()), &assigned);
    }
}

#[test]
fn fits_and_claims_are_those_of_sqlite_on_any_number_of_threads() {
    let warehouse = Warehouse::new(1_000, 6_000, true);
    let mut sqlite = warehouse.engine();
    let expected = warehouse.bind(&mut sqlite).fit(&mut sqlite, RefitOptions::default()).unwrap();
    let claims = warehouse.bind(&mut sqlite).claims(&mut sqlite, 7).unwrap();
    let mut first = None;
    for mut engine in [
        engine(1).parquet("people", parquet(&warehouse)).unwrap(),
        engine(3).parquet("people", parquet(&warehouse)).unwrap(),
        engine(2).csv("people", csv(&warehouse)).unwrap(),
    ] {
        let binding =
            Binding::new(&mut engine, &warehouse.model, PersonaKind::User, table()).unwrap();
        let refit = binding.fit(&mut engine, RefitOptions::default()).unwrap();
        assert!(refit.converged);
        assert_eq!(refit.passes.len(), expected.passes.len());
        for (share, other) in refit.shares.iter().zip(&expected.shares) {
            assert!((share - other).abs() < 1e-9, "{:?} {:?}", refit.shares, expected.shares);
        }
        assert_eq!(binding.claims(&mut engine, 7).unwrap(), claims);
        assert_eq!(first.get_or_insert_with(|| refit.clone()), &refit, "the same to the last bit");
    }
}

#[test]
fn a_sample_is_that_of_sqlite() {
    let warehouse = Warehouse::new(300, 2_000, false);
    let of = |engine: &mut dyn Engine, table: WarehouseTable| {
        let mut ids: Vec<String> = engine
            .query(&table.sample(0.1, 7).unwrap())
            .unwrap()
            .iter()
            .map(|row| row[0].to_string())
            .collect();
        ids.sort();
        ids
    };
    let mut files = engine(2).csv("people", csv(&warehouse)).unwrap();
    let drawn = of(&mut files, table());
    assert!((150..250).contains(&drawn.len()), "{}", drawn.len());
    assert_eq!(
        drawn,
        of(&mut warehouse.engine(), WarehouseTable::new(Dialect::Sqlite, "people", "id"))
    );
}

#[test]
fn what_cannot_be_read_or_is_no_question_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("People of 2026 [all].csv"), "ID,Name\n007,\"a,\nb\"\n08,\n").unwrap();
    std::fs::write(path("not.parquet"), "PAR1 and nothing else").unwrap();
    let refusal = |error: persona_synthesis::Error| error.to_string();
    let missing = refusal(engine(1).parquet("t", path("none.parquet")).unwrap_err());
    assert!(missing.contains("none.parquet: No such file"), "{missing}");
    let damaged = refusal(engine(1).parquet("t", path("not.parquet")).unwrap_err());
    assert!(damaged.contains("Parquet"), "{damaged}");
    let none = DataFusion::new(DataFusionOptions { memory: MEMORY, threads: 0 }).unwrap_err();
    assert!(refusal(none).contains("at least 1 thread"));
    let small = DataFusion::new(DataFusionOptions { memory: 1, threads: 1 }).unwrap_err();
    assert!(refusal(small).contains("16 MiB"));

    // Names keep their capitals, ids their zeros, and an empty cell is nothing.
    let mut engine = engine(2).csv("People", path("People of 2026 [all].csv")).unwrap();
    let text = |text: &str| Cell::Text(text.to_owned());
    let all = engine.query("SELECT \"ID\", \"Name\" FROM \"People\" ORDER BY 1").unwrap();
    assert_eq!(all, [[text("007"), text("a,\nb")], [text("08"), Cell::Null]]);
    for statement in [
        "CREATE TABLE other AS SELECT 1".to_owned(),
        "DROP TABLE \"People\"".to_owned(),
        "SET datafusion.execution.batch_size = 1".to_owned(),
        format!("COPY \"People\" TO '{}'", path("copy.csv").display()),
    ] {
        assert!(engine.query(&statement).is_err(), "{statement}");
    }
    assert!(!Path::new(&path("copy.csv")).exists());
    let unknown = engine.query("SELECT nothing FROM \"People\"").unwrap_err().to_string();
    assert!(unknown.contains("nothing"), "{unknown}");
}

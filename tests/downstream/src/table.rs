//! A table in a database: personas of a study fitted to it, and the statements for every engine.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use persona_synthesis::lifecycle::Model;
use persona_synthesis::manifest::{Aggregate, AggregateRule};
use persona_synthesis::warehouse::{
    Binding, Dialect, Engine, EventTable, RefitOptions, Sqlite, WarehouseTable, table_claims_csv,
};
use persona_synthesis::{Manifest, PersonaKind, Study, Synthesis};

const PEOPLE: usize = 80;

pub(crate) fn check(folder: &Path) -> Result<(), Box<dyn Error>> {
    let (model, database) = (model(folder)?, folder.join("people.sqlite3"));
    let mut engine = Sqlite::open(&database)?;
    let table = WarehouseTable::new(Dialect::Sqlite, "people", "id");
    let binding = Binding::new(&mut engine, &model, PersonaKind::User, table.clone())?;
    let refit = binding.fit(&mut engine, RefitOptions::default())?;
    assert!(refit.converged && refit.shares.len() == 2, "{:?}", refit.shares);
    let fitted = Binding::new(&mut engine, &refit.model, PersonaKind::User, table)?;
    let assigned = engine.query(&fitted.assign()).map_err(|error| error.to_string())?;
    assert_eq!(assigned.len(), PEOPLE);
    let claims = fitted.claims(&mut engine, 7)?;
    assert!(claims.len() > 1 && table_claims_csv(&claims).lines().count() == claims.len() + 1);
    assert!(claims.iter().all(|claim| fitted.evidence(claim).contains("SELECT ")));
    fitted.stability(&mut engine, 2, 7)?;

    for dialect in Dialect::ALL {
        let table = WarehouseTable::new(dialect, "people", "id");
        assert!(table.sample(0.1, 7)?.contains("people"));
        let rule =
            AggregateRule::new("Logins", Aggregate::Count).only("event", ["login"]).last_days(30);
        let events = EventTable::new(dialect, "events", "id")
            .date("time")
            .as_of("2026-03-31")
            .aggregate(rule);
        assert!(events.features()?.contains("Logins") && !events.left_out()?.is_empty());
    }
    Ok(())
}

/// A model of people who work early or late, and a database with the same people.
fn model(folder: &Path) -> Result<Model, Box<dyn Error>> {
    let (mut csv, mut values) = ("id,Start,Need,Way\n".to_owned(), Vec::new());
    for row in 0..PEOPLE {
        let turn = |every: usize, a, b| if row % every == 0 { b } else { a };
        let (start, need, way) = if row % 2 == 0 {
            ("early", turn(7, "calm", "speed"), "mail")
        } else {
            ("late", "speed", turn(9, "chat", "mail"))
        };
        writeln!(csv, "p{row},{start},{need},{way}")?;
        values.push(format!("('p{row}', '{start}', '{need}', '{way}')"));
    }
    std::fs::write(folder.join("people.csv"), csv)?;
    let database = folder.join("people.sqlite3");
    let _ = std::fs::remove_file(&database);
    rusqlite::Connection::open(&database)?.execute_batch(&format!(
        "CREATE TABLE people (id TEXT, Start TEXT, Need TEXT, Way TEXT); INSERT INTO people VALUES {}",
        values.join(",")
    ))?;
    let toml = "[[source]]\nid = \"people\"\npath = \"people.csv\"\nrespondent = \"id\"\n\
                [facets]\nbehaviour = [\"*\"]\n[clustering]\ngroups = 2\nreplicates = 10\n";
    let mut manifest = Manifest::from_toml(toml, "study.toml")?;
    manifest.folder = folder.to_path_buf();
    let study = Study::build(manifest)?;
    Ok(Model::new(&Synthesis::run(&study)?)?)
}

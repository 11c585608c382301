//! Tables of an engine: the same personas for every row as the library gives, fits that arrive
//! where its own do, and clear refusals.

use std::fmt::Write as _;
use std::path::Path;

use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::lifecycle::{Assigned, Model};
use persona_synthesis::warehouse::{
    Binding, Cell, Dialect, Engine, Journal, RefitOptions, Sqlite, TableFit, WarehouseTable,
};
use persona_synthesis::{Manifest, PersonaKind};

use crate::support::{Stages, synthesize};

pub(crate) const COLUMNS: [&str; 11] = [
    "id",
    "select",
    "Say \"why\"",
    "How often?",
    "Tools [Excel]",
    "Tools [R]",
    "Needs",
    "Seats",
    "Logins",
    "Spent",
    "Rating",
];

/// Answers of three kinds of people in all shapes that choices and numbers have, with some unknown.
pub(crate) fn people(rows: usize, seed: u64) -> Vec<Vec<String>> {
    let mut draws = SplitMix64::new(seed, &[9]);
    let mut person = |row: usize| {
        let group = draws.below(3);
        let mut chance = |of: [f64; 3]| draws.unit() < of[group];
        let mut line = vec![format!("p{row:06}")];
        line.push(
            (if chance([0.9, 0.2, 0.1]) { "price, mostly" } else { "it's \"safe\"" }).to_owned(),
        );
        line.push((if chance([0.1, 0.9, 0.2]) { "Yes" } else { "No" }).to_owned());
        line.push(
            (if chance([0.2, 0.5, 0.9]) {
                "often"
            } else if chance([0.5, 0.5, 0.5]) {
                "sometimes"
            } else {
                "never"
            })
            .to_owned(),
        );
        let (excel, r) = (chance([0.9, 0.5, 0.1]), chance([0.1, 0.5, 0.9]));
        line.extend([excel, r].map(|chosen| if chosen { "Y".to_owned() } else { String::new() }));
        let needs =
            [("speed", [0.9, 0.1, 0.5]), ("calm", [0.1, 0.8, 0.2]), ("order", [0.3, 0.3, 0.9])];
        line.push(
            needs
                .into_iter()
                .filter(|(_, of)| chance(*of))
                .map(|need| need.0)
                .collect::<Vec<&str>>()
                .join(";"),
        );
        let normal = |mean: [f64; 3], draws: &mut SplitMix64| mean[group] + draws.normal();
        line.push(format!("{:.3}", normal([20.0, 22.0, 25.0], &mut draws)));
        line.push(if draws.unit() < 0.3 {
            "0".to_owned()
        } else {
            format!("{}", draws.below(30 + 40 * group))
        });
        line.push(format!("{:.2}", normal([2.0, 3.0, 4.0], &mut draws).exp()));
        line.push(format!("{}", 1 + draws.below(3) + group));
        for (column, cell) in line.iter_mut().enumerate().skip(1) {
            if draws.unit() < 0.05 && !(4..=5).contains(&column) {
                cell.clear();
            }
        }
        line
    };
    (0..rows).map(&mut person).collect()
}

fn manifest(folder: &Path, csv: &str, name: &str) -> Manifest {
    std::fs::write(folder.join(name), csv).unwrap();
    let toml = format!(
        "[[source]]\nid = \"people\"\npath = \"{name}\"\nrespondent = \"id\"\n\
         [source.columns]\n\"Logins\" = {{ scale = \"numeric\" }}\n\"Rating\" = {{ scale = \"ordinal\" }}\n\
         [facets]\nbehaviour = [\"*\"]\n[clustering]\ngroups = 3\nreplicates = 10\n"
    );
    let mut manifest = Manifest::from_toml(&toml, "study.toml").unwrap();
    manifest.folder = folder.to_path_buf();
    manifest
}

fn model(stages: &Stages) -> Model {
    let model = Model::new(&stages.synthesis).unwrap();
    Model::from_json(&model.to_json()).unwrap()
}

/// A database with these rows, numbers as numbers and empty cells as nothing.
fn database(path: &Path, rows: &[Vec<String>]) {
    let connection = rusqlite::Connection::open(path).unwrap();
    let columns = COLUMNS.map(|name| format!("\"{}\"", name.replace('"', "\"\"")));
    let types = ["TEXT"; 7].into_iter().chain(["REAL", "INTEGER", "REAL", "INTEGER"]);
    let declared: Vec<String> =
        columns.iter().zip(types).map(|(name, kind)| format!("{name} {kind}")).collect();
    connection.execute_batch(&format!("CREATE TABLE people ({})", declared.join(", "))).unwrap();
    connection.execute_batch("BEGIN").unwrap();
    for row in rows {
        let cells = row.iter().map(|cell| (!cell.is_empty()).then_some(cell));
        connection
            .execute(
                "INSERT INTO people VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                rusqlite::params_from_iter(cells),
            )
            .unwrap();
    }
    connection.execute_batch("COMMIT").unwrap();
}

/// The rows as a CSV file with their header.
fn csv(rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    let header = COLUMNS.map(str::to_owned).to_vec();
    for row in std::iter::once(&header).chain(rows) {
        let quoted: Vec<String> =
            row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        writeln!(text, "{}", quoted.join(",")).unwrap();
    }
    text
}

/// Personas of a sample, and the people that it is drawn from as a table of SQLite.
pub(crate) struct Warehouse {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) stages: Stages,
    pub(crate) model: Model,
    /// Everybody as CSV.
    pub(crate) all: String,
}

impl Warehouse {
    /// Personas of a sample, and a table of more people than that.
    pub(crate) fn new(sample: usize, rows: usize, numbers: bool) -> Self {
        let mut all = people(rows, 5);
        if !numbers {
            all.iter_mut().flat_map(|row| &mut row[7..10]).for_each(String::clear);
        }
        Self::of(sample, &all)
    }

    pub(crate) fn of(sample: usize, all: &[Vec<String>]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let stages =
            synthesize(manifest(folder.path(), &csv(&all[..sample]), "sample.csv")).unwrap();
        database(&folder.path().join("people.sqlite3"), all);
        let (model, all) = (model(&stages), csv(all));
        Self { folder, stages, model, all }
    }

    /// Makes a change to the table.
    fn execute(&self, statement: &str) {
        let connection =
            rusqlite::Connection::open(self.folder.path().join("people.sqlite3")).unwrap();
        connection.execute_batch(statement).unwrap();
    }

    fn refusal(&self) -> String {
        let table = WarehouseTable::new(Dialect::Sqlite, "people", "id");
        Binding::new(&mut self.engine(), &self.model, PersonaKind::User, table)
            .unwrap_err()
            .to_string()
    }

    pub(crate) fn engine(&self) -> Sqlite {
        Sqlite::open(self.folder.path().join("people.sqlite3")).unwrap()
    }

    pub(crate) fn bind(&self, engine: &mut dyn Engine) -> Binding {
        let table = WarehouseTable::new(Dialect::Sqlite, "people", "id");
        Binding::new(engine, &self.model, PersonaKind::User, table).unwrap()
    }

    /// Everybody as the library itself assigns them.
    pub(crate) fn assigned(&self, model: &Model) -> Vec<Assigned> {
        model.assign(manifest(self.folder.path(), &self.all, "all.csv")).unwrap().assigned
    }
}

/// Each row as the library sorts it: the same persona, status and number of known indicators,
/// probabilities to the last digits.
pub(crate) fn assert_same(rows: &[Vec<Cell>], assigned: &[Assigned]) {
    assert_eq!(rows.len(), assigned.len());
    let mut rows: Vec<&Vec<Cell>> = rows.iter().collect();
    rows.sort_by_key(|row| format!("{:?}", row[0]));
    for (row, one) in rows.iter().zip(assigned) {
        let text = |text: &str| Cell::Text(text.to_owned());
        let persona = one.persona.as_ref().map_or(Cell::Null, |id| text(id.as_str()));
        let known = Cell::Integer(one.known as i128);
        let [respondent, found, Cell::Number(probability), Cell::Number(margin), status, counted] =
            row.as_slice()
        else {
            panic!("{row:?}")
        };
        assert_eq!(
            (respondent, found, status, counted),
            (&text(one.respondent.as_str()), &persona, &text(one.status.name()), &known)
        );
        assert!(
            (probability - one.probability).abs() < 1e-12 && (margin - one.margin).abs() < 1e-12,
            "{row:?} {one:?}"
        );
    }
}

#[test]
fn the_statement_gives_every_row_the_persona_that_the_library_gives() {
    let warehouse = Warehouse::new(800, 3_000, true);
    let mut engine = warehouse.engine();
    let binding = warehouse.bind(&mut engine);
    let rows = engine.query(&binding.assign()).unwrap();
    let assigned = warehouse.assigned(&warehouse.model);
    assert!(assigned.iter().all(|one| one.of == 12), "{:?}", assigned[0]);
    assert!(assigned.iter().any(|one| one.persona.is_none()));
    assert_same(&rows, &assigned);
    // All that is unknown of somebody is told by the columns themselves.
    assert_eq!(binding.findings().iter().count(), 0, "{:?}", binding.findings());
    assert_eq!(binding.rows(), 3_000);
}

/// How far the log-likelihoods of the last pass and of the library's own fit to the same rows are
/// apart, by row.
fn apart(refit: &TableFit, own: &Stages) -> f64 {
    let reached = own.clustering.selections()[0].candidates[0].log_likelihood.unwrap();
    let last = refit.passes.last().unwrap();
    (last.log_likelihood - reached) / last.rows as f64
}

#[test]
fn a_fit_by_statements_arrives_where_the_library_arrives_on_the_same_rows() {
    // From 5,000 respondents on graded answers have a rate for each level, in the sample as in the
    // table. Numbers are left out: they are standardised by the sample, and a density depends on
    // that.
    let warehouse = Warehouse::new(5_000, 8_000, false);
    let mut engine = warehouse.engine();
    let refit = warehouse.bind(&mut engine).fit(&mut engine, RefitOptions::default()).unwrap();
    assert!(refit.converged && refit.passes.len() > 2, "{:?}", refit.passes);
    assert!(
        refit.passes.windows(2).all(|pair| pair[1].log_likelihood > pair[0].log_likelihood - 1e-3)
    );
    let own = synthesize(manifest(warehouse.folder.path(), &warehouse.all, "all.csv")).unwrap();
    let apart = apart(&refit, &own);
    assert!(apart.abs() < 1e-6, "{apart} a row");
    assert!((refit.shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    assert_ne!(refit.model, warehouse.model);
    let bic = own.clustering.selections()[0].candidates[0].bic.unwrap();
    assert!((refit.bic - bic).abs() < 0.1, "{} {bic}", refit.bic);
    // What the fitted model says of everybody is the same here and there.
    let table = WarehouseTable::new(Dialect::Sqlite, "people", "id");
    let binding = Binding::new(&mut engine, &refit.model, PersonaKind::User, table).unwrap();
    assert_same(&engine.query(&binding.assign()).unwrap(), &warehouse.assigned(&refit.model));
    assert_eq!(Model::from_json(&refit.model.to_json()).unwrap(), refit.model);
}

#[test]
fn a_fit_that_has_arrived_stays_numbers_included() {
    let warehouse = Warehouse::new(5_000, 5_000, true);
    let mut engine = warehouse.engine();
    let refit = warehouse.bind(&mut engine).fit(&mut engine, RefitOptions::default()).unwrap();
    let apart = apart(&refit, &warehouse.stages);
    assert!(apart.abs() < 1e-6, "{apart} a row");
    assert!(refit.passes[0].change < 1e-3, "{:?}", refit.passes[0]);
}

#[test]
fn a_table_that_the_model_cannot_take_is_refused_in_clear_words() {
    let warehouse = Warehouse::new(300, 400, true);
    warehouse.execute("UPDATE people SET Seats = 'many' WHERE id = 'p000007'");
    assert_eq!(
        warehouse.refusal(),
        "table people, column Seats: expected finite numbers, found the text \"many\""
    );
    warehouse.execute(
        "UPDATE people SET Seats = NULL; UPDATE people SET id = NULL WHERE id < 'p000003'",
    );
    assert_eq!(
        warehouse.refusal(),
        "table people, column id: expected an id in every row, found 3 rows without one"
    );
    warehouse.execute("UPDATE people SET id = 'p000009' WHERE id IS NULL");
    assert_eq!(
        warehouse.refusal(),
        "table people, column id: expected one row for each id, found 400 rows of 397 ids"
    );
    warehouse.execute("ALTER TABLE people RENAME COLUMN \"select\" TO chosen; DELETE FROM people WHERE id = 'p000009'");
    let refusal = warehouse.refusal();
    assert!(refusal.starts_with("the engine says: no such column: \"select\""), "{refusal}");
    // The column is told by its new name.
    let table = WarehouseTable::new(Dialect::Sqlite, "people", "id").column("select", "chosen");
    Binding::new(&mut warehouse.engine(), &warehouse.model, PersonaKind::User, table).unwrap();
    warehouse.execute("DELETE FROM people");
    assert_eq!(
        warehouse.refusal(),
        "table people, column id: expected a row for each respondent, found no row"
    );
    let table = WarehouseTable::new(Dialect::Sqlite, "people", "id");
    let error = Binding::new(&mut warehouse.engine(), &warehouse.model, PersonaKind::Buyer, table)
        .unwrap_err();
    assert_eq!(error.to_string(), "expected a model of buyer personas, found user");
}

#[test]
fn answers_that_the_sample_never_gave_are_counted_and_say_nothing() {
    let warehouse = Warehouse::new(300, 400, true);
    warehouse.execute(
        "UPDATE people SET \"How often?\" = 'whenever I must' WHERE id < 'p000020';
         UPDATE people SET \"How often?\" = ' Often' WHERE id >= 'p000020' AND id < 'p000030';
         UPDATE people SET Rating = 77 WHERE id < 'p000005'; UPDATE people SET Spent = NULL, Needs = NULL",
    );
    let mut engine = warehouse.engine();
    let binding = warehouse.bind(&mut engine);
    let found: Vec<String> = binding.findings().iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "people, column \"How often?\": the text \"whenever I must\" is not on the scale; counted as missing (20 in all)",
            "people, column \"Rating\": 77 is not on the scale; counted as missing (5 in all)",
        ]
    );
    let rows = engine.query(&binding.assign()).unwrap();
    assert_eq!(rows.len(), 400);
    binding.fit(&mut engine, RefitOptions { passes: 3, ..RefitOptions::default() }).unwrap();
}

/// An engine that fails once.
struct Failing {
    engine: Sqlite,
    left: usize,
}

impl Engine for Failing {
    fn dialect(&self) -> Dialect {
        self.engine.dialect()
    }

    fn query(
        &mut self,
        statement: &str,
    ) -> Result<Vec<Vec<Cell>>, Box<dyn std::error::Error + Send + Sync>> {
        self.left = self.left.checked_sub(1).ok_or("the cluster is gone")?;
        self.engine.query(statement)
    }
}

#[test]
fn a_fit_goes_on_from_its_last_pass_after_an_engine_failed() {
    let warehouse = Warehouse::new(500, 900, true);
    let folder = warehouse.folder.path().join("journal");
    let table = || WarehouseTable::new(Dialect::Sqlite, "people", "id");
    let fit = |queries: usize, folder: &Path| {
        let engine = Failing { engine: warehouse.engine(), left: queries };
        let mut journal = Journal::new(engine, folder)?;
        let binding = Binding::new(&mut journal, &warehouse.model, PersonaKind::User, table())?;
        binding.fit(&mut journal, RefitOptions::default())
    };
    let whole = fit(1_000, &warehouse.folder.path().join("whole")).unwrap();
    let mut runs = 0;
    let resumed = loop {
        runs += 1;
        match fit(4, &folder) {
            Ok(resumed) => break resumed,
            Err(error) => assert_eq!(error.to_string(), "the engine says: the cluster is gone"),
        }
        assert!(runs < 50, "every run gets further than the one before");
    };
    assert!(runs > 3);
    assert_eq!(resumed, whole);
    // A journal of another run is no help.
    warehouse.execute("DELETE FROM people WHERE id < 'p000100'");
    let other = WarehouseTable::new(Dialect::Sqlite, "people", "id").weight("Seats");
    let mut journal = Journal::new(warehouse.engine(), &folder).unwrap();
    let binding = Binding::new(&mut journal, &warehouse.model, PersonaKind::User, other).unwrap();
    let error = binding.fit(&mut journal, RefitOptions::default()).unwrap_err().to_string();
    assert!(error.ends_with("expected the statement of this run, found another"), "{error}");
}

//! Personas of a sample, fitted to a whole table by an engine that runs SQL, beside a fit of the
//! same rows in memory.
//!
//! `cargo run --release --example warehouse -- 20000 FOLDER` invents that many people, puts them
//! into SQLite, and leaves in the folder what other engines and scripts go on with: `people.csv`,
//! `sample.csv`, `study.toml`, `model.json`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "an example prints, and stops where it fails"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use persona_synthesis::clustering::{LatentClass, Sample, SplitMix64};
use persona_synthesis::lifecycle::Model;
use persona_synthesis::warehouse::{
    Binding, Dialect, Engine, Journal, RefitOptions, Sqlite, WarehouseTable,
};
use persona_synthesis::{IndicatorMatrix, Manifest, PersonaKind, Study, Synthesis};

const GROUPS: usize = 5;
const YES_OR_NO: usize = 20;
const GRADED: usize = 10;

/// People of five kinds with twenty answers of yes or no and ten grades, three in a hundred of them
/// missing: invented.
fn people(rows: usize) -> (Vec<String>, Vec<Vec<String>>) {
    let mut draws = SplitMix64::new(7, &[]);
    let rates: Vec<Vec<f64>> = (0..YES_OR_NO + GRADED)
        .map(|_| (0..GROUPS).map(|_| 0.1 + 0.8 * draws.unit()).collect())
        .collect();
    let header = (0..rates.len()).map(|column| format!("Q{column}")).collect();
    let mut person = |row: usize| {
        let group = draws.below(GROUPS);
        let mut answers = vec![format!("p{row}")];
        for (column, rates) in rates.iter().enumerate() {
            let rate = rates[group];
            let answer = if column < YES_OR_NO {
                if draws.unit() < rate { "Yes" } else { "No" }.to_owned()
            } else {
                (1 + (0..4).filter(|_| draws.unit() < rate).count()).to_string()
            };
            answers.push(if draws.unit() < 0.03 { String::new() } else { answer });
        }
        answers
    };
    (header, (0..rows).map(&mut person).collect())
}

fn csv(header: &[String], rows: &[Vec<String>]) -> String {
    let mut text = format!("id,{}\n", header.join(","));
    rows.iter().for_each(|row| writeln!(text, "{}", row.join(",")).unwrap());
    text
}

fn database(path: &Path, header: &[String], rows: &[Vec<String>]) {
    let _ = std::fs::remove_file(path);
    let connection = rusqlite::Connection::open(path).unwrap();
    let columns: Vec<String> = header
        .iter()
        .enumerate()
        .map(|(column, name)| {
            format!("\"{name}\" {}", if column < YES_OR_NO { "TEXT" } else { "INTEGER" })
        })
        .collect();
    connection
        .execute_batch(&format!("BEGIN; CREATE TABLE people (id TEXT, {})", columns.join(", ")))
        .unwrap();
    let places = vec!["?"; header.len() + 1].join(",");
    let mut insert = connection.prepare(&format!("INSERT INTO people VALUES ({places})")).unwrap();
    for row in rows {
        let cells = row.iter().map(|cell| (!cell.is_empty()).then_some(cell));
        insert.execute(rusqlite::params_from_iter(cells)).unwrap();
    }
    drop(insert);
    connection.execute_batch("COMMIT").unwrap();
}

fn study(folder: &Path, file: &str) -> Study {
    let toml = format!(
        "[[source]]\nid = \"people\"\npath = \"{file}\"\nrespondent = \"id\"\n\
         [facets]\nbehaviour = [\"*\"]\n[clustering]\ngroups = {GROUPS}\nreplicates = 10\n"
    );
    std::fs::write(folder.join("study.toml"), &toml).unwrap();
    let mut manifest = Manifest::from_toml(&toml, "study.toml").unwrap();
    manifest.folder = folder.to_path_buf();
    Study::build(manifest).unwrap()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let rows: usize = arguments.next().map_or(Ok(8_000), |rows| rows.parse())?;
    let folder = arguments.next().map_or_else(|| PathBuf::from("target/warehouse"), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    let (header, people) = people(rows);
    std::fs::write(folder.join("people.csv"), csv(&header, &people))?;
    database(&folder.join("people.sqlite3"), &header, &people);

    // In memory: every row is read.
    let start = Instant::now();
    let everyone = study(&folder, "people.csv");
    let matrix = IndicatorMatrix::from_study(&everyone)?;
    let sample = Sample::of_kind(&matrix, PersonaKind::User);
    let model = LatentClass::default().fit(&sample, GROUPS, 7)?;
    let by_row = model.fit().log_likelihood / sample.rows() as f64;
    println!(
        "in memory: log-likelihood {by_row:.9} a row of {}, {:.1} s",
        sample.rows(),
        start.elapsed().as_secs_f64()
    );

    // A sample that the engine draws becomes a study, and its personas a model.
    let table = WarehouseTable::new(Dialect::Sqlite, "people", "id");
    let mut engine = Sqlite::open(folder.join("people.sqlite3"))?;
    let share = (6_000.0 / rows as f64).min(1.0);
    let drawn = engine.query(&table.sample(share, 7)?).map_err(|error| error.to_string())?;
    let mut drawn: Vec<Vec<String>> =
        drawn.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    drawn.sort();
    std::fs::write(folder.join("sample.csv"), csv(&header, &drawn))?;
    let study = study(&folder, "sample.csv");
    let synthesis = Synthesis::run(&study)?;
    let model = Model::new(&synthesis)?;
    std::fs::write(folder.join("model.json"), model.to_json())?;
    println!(
        "sample: {} of {rows} people, {} personas",
        drawn.len(),
        synthesis.personas().personas.len()
    );

    // The engine fits them to all rows, a statement a pass, and sorts everybody.
    let start = Instant::now();
    let journal = folder.join("journal");
    let _ = std::fs::remove_dir_all(&journal);
    let mut engine = Journal::new(engine, journal)?;
    let binding = Binding::new(&mut engine, &model, PersonaKind::User, table.clone())?;
    let refit = binding.fit(&mut engine, RefitOptions::default())?;
    for (pass, number) in refit.passes.iter().zip(1..) {
        println!(
            "pass {number}: log-likelihood {:.9} a row, change {:.1e}",
            pass.log_likelihood / pass.rows as f64,
            pass.change
        );
    }
    let last = refit.passes.last().unwrap();
    let apart = last.log_likelihood / last.rows as f64 - by_row;
    println!(
        "fitted in {:.1} s, {apart:.1e} a row from the fit in memory",
        start.elapsed().as_secs_f64()
    );
    assert!(apart.abs() < 1e-6, "both have settled at the same place");

    let fitted = Binding::new(&mut engine, &refit.model, PersonaKind::User, table)?;
    let counts = format!(
        "SELECT persona, COUNT(*) FROM ({}) a GROUP BY persona ORDER BY persona",
        fitted.assign()
    );
    for row in engine.query(&counts).map_err(|error| error.to_string())? {
        println!(
            "{}: {}",
            if row[0].to_string().is_empty() { "nobody's".to_owned() } else { row[0].to_string() },
            row[1]
        );
    }
    Ok(())
}

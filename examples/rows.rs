//! A program whose respondents are rows of its own type, as a database hands them out.
//!
//! `cargo run --release --example rows`; with the crate feature `sqlite` the rows come from a
//! database in memory, else from the program itself. Evidence leads back to the key of a row, and
//! `verify` finds the row by it when the database is asked again.

#![allow(clippy::print_stdout, reason = "a program prints")]

use persona_synthesis::lifecycle::{LinkState, verify};
use persona_synthesis::manifest::{ClusteringOptions, Groups};
use persona_synthesis::{Facet, Locator, Result, Source, Study, Synthesis};

/// A row of the table `answers`.
#[derive(Debug, Clone, serde::Serialize)]
struct Answer {
    /// The table's own key.
    id: i64,
    person: String,
    exports: String,
    obstacle: String,
    /// Unknown for some.
    calls: Option<i64>,
}

fn study(rows: &[Answer]) -> Result<Study> {
    Study::builder("Answers of a database")
        .facet(Facet::Behaviour, ["exports", "calls"])
        .facet(Facet::PainPoint, ["obstacle*"])
        .source(Source::rows("answers", rows, "id")?.respondent("person"))
        .clustering(ClusteringOptions {
            groups: Groups::Exactly(2),
            starts: 5,
            replicates: 10,
            ..ClusteringOptions::default()
        })
        .build()
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let rows = query()?;
    let synthesis = Synthesis::run(&study(&rows)?)?;
    let mut shown = Vec::new();
    for claim in synthesis.personas().claims().take(3) {
        let Locator::Cell { row_key: Some(key), column, .. } = &claim.evidence.first().locator
        else {
            return Err("every claim rests on cells".into());
        };
        println!("{claim}\n    for example answers.id = {key}, {column}");
        shown.push(key.clone());
    }

    // Later the database gives its rows in another order, and one person has changed an answer.
    let mut later = query()?;
    later.reverse();
    for row in later.iter_mut().filter(|row| shown.first() == Some(&row.id.to_string())) {
        row.obstacle = "nothing any more".to_owned();
    }
    let later = study(&later)?;
    let matrix = persona_synthesis::IndicatorMatrix::from_study(&later)?;
    let verification = verify(synthesis.draft().result(), &later, &matrix)?;
    let links = || verification.claims.iter().flat_map(|claim| &claim.links);
    let count = |state: LinkState| links().filter(|link| link.state == state).count();
    println!("links that moved with their rows: {}", count(LinkState::Moved));
    println!("links to answers that have changed: {}", count(LinkState::Changed));
    Ok(())
}

/// The rows of the program itself.
fn made() -> Vec<Answer> {
    (0..60)
        .map(|number| {
            let often = number % 2 == 0;
            Answer {
                id: 7000 + 3 * number,
                person: format!("P{number:02}"),
                exports: if often { "daily" } else { "never" }.to_owned(),
                obstacle: if often == (number % 7 != 0) { "slow reports" } else { "the price" }
                    .to_owned(),
                calls: (number % 5 != 0).then_some(if often { 6 } else { 1 } + number % 3),
            }
        })
        .collect()
}

/// The rows of a table, as a program asks its database for them.
#[cfg(feature = "sqlite")]
fn query() -> std::result::Result<Vec<Answer>, Box<dyn std::error::Error>> {
    let database = rusqlite::Connection::open_in_memory()?;
    database.execute_batch(
        "CREATE TABLE answers (id INTEGER PRIMARY KEY, person TEXT, exports TEXT, obstacle TEXT, \
         calls INTEGER)",
    )?;
    for Answer { id, person, exports, obstacle, calls } in made() {
        let values = (id, person, exports, obstacle, calls);
        database.execute("INSERT INTO answers VALUES (?, ?, ?, ?, ?)", values)?;
    }
    let mut statement =
        database.prepare("SELECT id, person, exports, obstacle, calls FROM answers")?;
    let rows = statement.query_map((), |row| {
        Ok(Answer {
            id: row.get(0)?,
            person: row.get(1)?,
            exports: row.get(2)?,
            obstacle: row.get(3)?,
            calls: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// The rows of the program itself, where no database is compiled in.
#[cfg(not(feature = "sqlite"))]
fn query() -> std::result::Result<Vec<Answer>, Box<dyn std::error::Error>> {
    Ok(made())
}

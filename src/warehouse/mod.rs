//! Fits and assigns personas in the engine that holds the data, for data larger than one machine.
//!
//! Interviews are tens and surveys at most millions, but tables of customers and events reach
//! hundreds of millions of rows and live in a warehouse. Nothing is moved from there: every heavy
//! step is one SQL statement, which reads and never writes, and whose answer is small.
//!
//! ```text
//! events ─▶ one row a respondent ─▶ a sample ─▶ a study ─▶ personas ─▶ model.json
//!  EventTable         │               WarehouseTable::sample               │
//!                     └──────────────▶ Binding ◀───────────────────────────┘
//!                                        │ fit      passes over all rows: the model of the table
//!                                        │ assign   the persona of every row, as one statement
//!                                        └ claims   counts, tested on halves of the table
//! ```
//!
//! How many groups there are and how stable they are is decided on the sample, as in any study; it
//! has claims with evidence down to the cell. [`Binding::new`] asks the engine what the columns
//! hold, so that a cell means to the table what it meant to the study. Any engine will do that runs
//! one statement and gives its rows ([`Engine`]); [`Journal`] keeps the answers, so that a run that
//! ended goes on where it ended, and serves engines by files ([`FileEngine`], the command `personas
//! sql`).
//!
//! SQLite comes with the crate feature `sqlite`; DataFusion, for files of Parquet and CSV that are
//! larger than memory, with `datafusion`, and on a Ballista cluster with `ballista`.
//!
//! Scores and sums are whole numbers of which 2^20 make 1: neither threads nor the order or
//! partition of rows change a bit of them.
//!
//! ```
//! # #[cfg(feature = "sqlite")] {
//! use persona_synthesis::lifecycle::Model;
//! use persona_synthesis::warehouse::{
//!     Binding, Dialect, Engine, RefitOptions, Sqlite, WarehouseTable,
//! };
//! # use persona_synthesis::{Manifest, Study, Synthesis};
//! use persona_synthesis::PersonaKind;
//!
//! # let folder = tempfile::tempdir()?;
//! # let row =
//! #     |row: usize| (row, if row % 2 == 0 { ["often", "calm"] } else { ["never", "speed"] });
//! # let rows: Vec<(usize, [&str; 2])> = (0..60).map(row).collect();
//! # let line = |(row, [a, b]): &(usize, [&str; 2])| format!("p{row},{a},{b},{b}\n");
//! # let lines = rows.iter().map(line).collect::<String>();
//! # std::fs::write(folder.path().join("sample.csv"), format!("id,Use,Need,Wish\n{lines}"))?;
//! # let toml = "[[source]]\nid = \"people\"\npath = \"sample.csv\"\nrespondent = \"id\"\n\
//! #     [facets]\nbehaviour = [\"*\"]\n[clustering]\ngroups = 2\nreplicates = 10\n";
//! # let mut manifest = Manifest::from_toml(toml, "study.toml")?;
//! # manifest.folder = folder.path().to_path_buf();
//! # let study = Study::build(manifest)?;
//! # let model = Model::new(&Synthesis::run(&study)?)?;
//! # std::fs::write(folder.path().join("model.json"), model.to_json())?;
//! # let value = |(row, [a, b]): &(usize, [&str; 2])| format!("('p{row}', '{a}', '{b}', '{b}')");
//! # let values = rows.iter().map(value).collect::<Vec<_>>().join(",");
//! # let create = format!(
//! #     "CREATE TABLE people (id TEXT, \"Use\" TEXT, Need TEXT, Wish TEXT); \
//! #      INSERT INTO people VALUES {values}"
//! # );
//! # rusqlite::Connection::open(folder.path().join("crm.sqlite3"))?.execute_batch(&create)?;
//! # let folder = folder.path();
//! let model = Model::from_json(&std::fs::read_to_string(folder.join("model.json"))?)?;
//! let mut engine = Sqlite::open(folder.join("crm.sqlite3"))?;
//! let table = WarehouseTable::new(Dialect::Sqlite, "people", "id");
//!
//! let binding = Binding::new(&mut engine, &model, PersonaKind::User, table.clone())?;
//! let refit = binding.fit(&mut engine, RefitOptions::default())?;
//! let binding = Binding::new(&mut engine, &refit.model, PersonaKind::User, table)?;
//! let assigned = engine.query(&binding.assign()).map_err(|error| error.to_string())?;
//! assert_eq!(assigned.len(), 60);
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod assign;
mod binding;
mod claims;
mod conditions;
#[cfg(feature = "datafusion")]
mod datafusion;
mod dialect;
mod engine;
mod event_features;
mod event_table;
mod events;
mod features;
mod fit;
mod journal;
mod pass;
mod reading;
#[cfg(feature = "sqlite")]
mod sqlite;
mod stability;
mod table;
mod table_claim;

#[cfg(feature = "datafusion")]
pub use self::datafusion::{DataFusion, DataFusionOptions};
pub use binding::Binding;
pub use dialect::Dialect;
pub use engine::{Cell, EachRow, Engine};
pub use event_table::EventTable;
pub use fit::{RefitOptions, RefitPass, TableFit};
pub use journal::{FileEngine, Journal};
pub use reading::DateColumn;
#[cfg(feature = "sqlite")]
pub use sqlite::Sqlite;
pub use stability::TableStability;
pub use table::WarehouseTable;
pub use table_claim::{TableClaim, table_claims_csv};

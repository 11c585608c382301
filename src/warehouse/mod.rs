//! Past one machine: personas fitted to and assigned within the engine that holds the data.
//!
//! Interviews are tens and surveys at most millions, but tables of customers and events reach hundreds of millions of rows and live in a
//! warehouse. Nothing is moved from there: every heavy step is one SQL statement, which reads and never writes, and whose answer is small.

mod assign;
mod binding;
mod claims;
#[cfg(feature = "datafusion")]
mod datafusion;
mod dialect;
mod engine;
mod events;
mod features;
mod fit;
mod journal;
mod pass;
mod reading;
#[cfg(feature = "sqlite")]
mod sqlite;
mod table;

pub use binding::Binding;
pub use claims::{TableClaim, table_claims_csv};
#[cfg(feature = "datafusion")]
pub use datafusion::DataFusion;
pub use dialect::Dialect;
pub use engine::{Cell, Engine};
pub use events::EventTable;
pub use fit::{Refit, RefitOptions, RefitPass};
pub use journal::{ByHand, Journal};
pub use reading::DateColumn;
#[cfg(feature = "sqlite")]
pub use sqlite::Sqlite;
pub use table::WarehouseTable;

//! A study: sources that are read and joined by respondent.
//!
//! In comes a [`Manifest`](crate::Manifest), read from `study.toml` or built in Rust; out goes a
//! [`Study`]:
//! respondents with their kind, weight and account, and everything each source says of them as
//! observations that lead back to their place. What did not join, is unknown or out of range is a
//! finding. Nothing is interpreted here.

mod access;
mod accounts;
mod adopted;
mod aggregate;
mod apart;
mod attributes;
mod attribution;
mod build;
mod builder;
mod building;
mod cases;
mod checks;
mod coded;
mod coded_people;
mod columns;
mod data;
mod doubtful;
mod exclusion;
pub(crate) mod findings;
mod format_report;
mod identity;
mod interviewees;
mod keyed;
mod linking;
mod load;
mod masking;
mod names;
mod observation;
mod opened;
mod opening;
mod owners;
mod placement;
mod pseudonyms;
mod quoted;
mod reading;

mod recount;
mod respondents;
mod rows_read;
mod same_words;
mod seal;
mod source_table;
mod tables;
mod taken;
mod through;
mod transcripts;
mod withdrawal;

pub(crate) use adopted::Adopted;
pub use builder::StudyBuilder;
pub(crate) use data::{Records, Rows};
pub use exclusion::Exclusions;
pub(crate) use identity::natural;
pub(crate) use masking::{ANSWERED, Folded, MARKS, UNCLEAR, WITHHELD, is_withheld, spellings};
pub use masking::{Masked, Masker};
pub use observation::{Address, Observation, Passage};
pub(crate) use opened::SourceSegments;
pub use opened::{SourceSummary, Study};
pub(crate) use placement::PlacedSegment;
pub use placement::Placement;
pub use pseudonyms::Pseudonyms;
pub use respondents::{RespondentIndex, RespondentView};
pub use rows_read::RowReading;
pub(crate) use seal::SealedPlace;
pub use taken::{ColumnReading, ColumnUse};

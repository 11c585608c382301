//! The manifest: the sources and options of a study, read from `study.toml` or built in Rust.
//!
//! It is plain data. What a run adds to it, such as the key of pseudonyms, the list of respondents
//! who withdrew, and the folder that it is confined to, belongs to the [study](crate::study) that
//! is opened.

mod aggregate;
#[cfg(feature = "xlsx")]
mod amended;
mod answered;
mod change;
mod clustering;
mod column;
mod deciding;
mod decision;
mod decision_keys;
mod definition;
mod facets;
mod files;
mod flat;
mod in_memory;
mod interviews;
mod keys;
mod kind;
mod language;
mod material;
mod overrides;
mod privacy;
mod quote;
mod read;
mod records;
mod respondent;
mod role;
mod row_kind;
mod source;
mod source_keys;
mod stated;
mod through;

pub use aggregate::{Aggregate, AggregateRule, Aggregation};
#[cfg(feature = "xlsx")]
pub(crate) use amended::{Amendment, amended};
pub use change::{SourceChange, SourceSetting};
pub use clustering::{ClusteringOptions, Groups, Method};
pub(crate) use clustering::{MOST_REPLICATES, MOST_STARTS};
pub use column::{ColumnRule, Role};
pub use decision::{Alternative, DecisionKind, StudyDecision, TAKEN};
pub(crate) use definition::MOST_SOURCES;
pub use definition::{ExclusionFiles, Manifest, Theme};
pub use kind::{Facet, PersonaKind};
pub use language::Language;
pub use material::{Material, MemoryFile, RecordTable};
pub(crate) use overrides::OVERRIDES;
pub use overrides::{ClaimDecision, Overrides, PersonaDecision};
pub use privacy::{Privacy, Profile};
pub(crate) use quote::quote;
pub use respondent::RespondentRule;
pub use role::{Consent, RoleRule};
pub use row_kind::RowKind;
pub use source::Source;
pub use stated::Stated;
pub use through::Through;

//! The input of a clustering method: the active indicators of the respondents of one kind, in an
//! order that their content decides.

mod beginnings;
mod builder;
mod columns;
mod numbering;
mod numbers;
mod rows;
mod styled;
mod table;
mod units;
mod weights;

pub(super) use beginnings::{LARGE_PART, MEDIUM_PART, SMALL_PART};
pub use builder::SampleBuilder;
pub use columns::SampleColumn;
pub(super) use numbers::{Standard, cut};
pub(super) use rows::{ColumnPlace, PackedRows};
pub use table::Sample;

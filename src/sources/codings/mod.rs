//! Recognition of tables of codings: by what their columns hold, and by their headers second.
//!
//! A table of codings repeats few people or documents and few labels, and holds long texts of which
//! most differ. Programs name these columns in any language; how the values repeat, what decides
//! what, and the shape of ids are the same everywhere. Headers decide only between columns that
//! hold alike.

mod code_columns;
mod coding_table;
mod facts;
mod flags;
mod framework;
mod headers;
mod matrix;
mod people;
mod person_column;
mod recognition;
mod separators;
mod speakers;
mod suggested;
mod told;

pub(crate) use coding_table::CodingTable;
pub(super) use flags::{flag_names, is_applied};
pub(crate) use headers::names_person;
pub(crate) use people::{CellPeople, Whose, parts_of_cell};
pub(crate) use recognition::{has_codes_in_rows, recognise};
pub(super) use speakers::asking;
pub(super) use suggested::KeptSuggestions;
pub(crate) use suggested::{KEEP, SUGGESTED, WORDS};
pub(super) use told::SaidNothing;

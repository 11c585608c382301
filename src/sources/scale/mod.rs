//! Kind of answers in a column: recognised from its cells, or stated by the manifest.
//!
//! The result is a list of [`Item`]s: most items are one column, some are a column per option. Each
//! item turns its cells into level codes, option marks or numbers, with missing answers apart.

mod codes;
mod fold;
mod grades;
mod header;
mod infer;
mod item;
mod kind;
mod levels;
mod multiple;
mod number;
mod options;
mod ordinal;
mod parts;
mod ranks;
mod settings;
mod tally;
mod write_in;

pub use codes::MISSING;
pub(crate) use codes::OTHER;
pub(crate) use fold::fold;
pub(super) use grades::is_no_answer;
pub(crate) use grades::says_undecided;
pub(crate) use header::{
    NamesOfPeople, header_words, is_personal, names_identifier, names_no_question, names_paradata,
    names_weight,
};
pub use infer::infer_items;
pub use item::Item;
pub use kind::Scale;
pub(crate) use number::parse_amount;
pub use number::parse_number;
pub(crate) use options::is_chosen;
pub(crate) use ordinal::is_grade;
pub use settings::ColumnSettings;

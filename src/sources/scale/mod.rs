//! Kind of answers in a column: recognised from its cells, or stated by the manifest.
//!
//! The result is a list of [`Item`]s: most items are one column, some are a column per option. Each
//! item turns its cells into level codes, option marks or numbers, with missing answers apart.

mod behaved;
mod code_lists;
mod codes;
mod composed;
mod contacts;
mod declared;
mod derived;
mod durations;
mod fold;
mod grades;
mod header;
mod identity;
mod infer;
mod item;
mod kind;
mod levels;
mod multiple;
mod number;
mod options;
mod ordinal;
mod paradata;
mod parts;
mod people;
mod personal;
mod personal_header;
mod postal;
mod ranges;
mod ranks;
mod rates;
mod recognised;
mod settings;
mod streets;
mod tally;
mod time_units;
mod whom;
mod word_list;
mod write_in;

pub(crate) use behaved::behaved_scales;
pub use codes::MISSING;
pub(crate) use composed::plain_words;
pub(crate) use declared::empty_declared;
pub(crate) use derived::asks;

pub(crate) use codes::OTHER;
pub(crate) use fold::fold;
pub(super) use grades::is_no_answer;
pub(crate) use grades::says_undecided;
pub(crate) use header::{header_words, names_identifier};
pub use infer::infer_items;
pub use item::Item;
pub use kind::Scale;
pub(crate) use number::parse_amount;
pub use number::parse_number;
pub(crate) use options::is_chosen;
pub(crate) use ordinal::is_grade;
pub(crate) use paradata::{names_no_question, names_paradata, names_weight};
pub(crate) use personal_header::{NamesOfPeople, is_personal};
pub(crate) use postal::names_postal_code;
pub(crate) use recognised::FEW_ANSWERS;
pub use settings::ColumnSettings;
pub(crate) use whom::{Named, named, named_by_header, words_of_ids};

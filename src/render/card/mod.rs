//! A persona on one sheet: what a card says, in the order in which it is read, for pages, Markdown
//! and drawings alike.

mod build;
mod fit;
mod item;
mod journey;
mod known;
mod layout;
mod measure;
mod meter;
mod said;
mod sections;
mod size;
mod sure;
mod types;

pub(super) use build::{card, size_of_none};
pub(super) use item::{decided, phrase};
pub(super) use known::found_of;
pub(super) use measure::{broken, width};
pub(super) use meter::{counts, p_value};
pub(super) use said::{mark, pieces};
pub(super) use types::{Card, Dots, Item, Line, Mark, Meter, Piece, Said, Section, Size};

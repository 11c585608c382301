//! Where a datum is: for evidence (a [`Locator`]) and for messages (a [`Place`]).
//!
//! A locator names the logical address in a source, which stays true when a file is opened by
//! another program. A place names the physical line, which an editor can jump to. Neither holds any
//! text of the source.

mod address;
mod parse;
mod place;
mod position;
mod text_form;
mod timecode;

pub use address::Locator;
pub(crate) use address::stretches;
pub use parse::ParseLocatorError;
pub use place::Place;
pub(crate) use position::{count_of, position32};
pub use timecode::Timecode;

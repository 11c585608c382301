//! Where a datum is: for evidence (a [`Locator`]) and for messages (a [`Place`]).
//!
//! A locator names the logical address in a source, which stays true when a file is opened by
//! another program. A place names the physical line, which an editor can jump to. Neither holds any
//! text of the source.
//!
//! ```
//! use persona_synthesis::Locator;
//!
//! let locator = Locator::Text {
//!     source: "interviews".into(),
//!     document: "P01.txt".into(),
//!     start: 94,
//!     end: 165,
//!     time: None,
//! };
//! assert_eq!(locator.in_words(), "interviews, P01.txt, characters 94 to 165");
//! assert_eq!(locator.to_string(), "text:interviews/P01.txt?chars=94-165");
//! assert_eq!(locator.to_string().parse(), Ok(locator));
//! ```
//!
//! # Text form
//!
//! [`Display`](std::fmt::Display) writes a locator as one line without white space, and
//! [`FromStr`](std::str::FromStr) reads it back unchanged:
//!
//! | kind | form |
//! |---|---|
//! | text | `text:SOURCE/DOCUMENT?chars=START-END`, then `&time=HH:MM:SS.mmm` if there is a time |
//! | cell | `cell:SOURCE?row=ROW&column=NAME&index=POSITION`, then `&key=RESPONDENT` |
//! | rows | `rows:SOURCE?rows=FIRST-LAST,…&column=NAME&index=POSITION`, then `&key=RESPONDENT` |
//! | caller | `caller:INDICATOR?key=RECORD`; without a key `caller:INDICATOR?` |
//!
//! Names are percent-encoded where they hold `%`, `&`, `?`, white space or control characters, and
//! a source also where it holds `/`.

mod address;
mod parse;
mod place;
mod position;
mod text_form;
mod timecode;

pub use address::Locator;
pub(crate) use address::{held_by_caller, indicator_of_caller, stretches};
pub use parse::ParseLocatorError;
pub use place::Place;
pub(crate) use position::{count_of, position32};
pub use timecode::Timecode;

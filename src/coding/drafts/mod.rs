//! A first codebook and codings from the words of transcripts alone, for a person to keep, edit or
//! drop row by row.

mod draft;
mod phrases;
mod stop_words;
mod talk;
mod topics;
mod trial;
mod word_lists;
mod words;

pub use draft::{DraftBasis, DraftedCodes, DraftedCoding};
pub use trial::DraftTrial;

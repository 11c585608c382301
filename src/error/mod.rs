//! Errors: a file that cannot be read, a parameter out of range, or nothing to compute on.
//!
//! Each message names the place, what was expected and what was found. Anything that does not stop
//! the work is a [`Finding`](crate::Finding).

mod boxed;
mod denied;
mod kind;
mod names;
mod wording;

pub use boxed::{Error, Result};
pub use kind::ErrorKind;
pub(crate) use names::nearest;
pub(crate) use wording::shown;

//! Findings: oddities in the data that do not stop the work.
//!
//! Every stage takes a [`Findings`] and says there what it recognised, repaired, set aside or
//! doubts. Nothing is dropped in silence: records read are records used plus records named in
//! findings. The caller decides how strict to be: show them, ignore them, or stop with
//! [`Findings::deny`]. The library itself never prints.

mod collected;
mod level;
mod stage;

pub use collected::{Finding, Findings};
pub use level::Level;
pub(crate) use stage::{Sentences, StageFinding, Subject, SubjectPart, findings};

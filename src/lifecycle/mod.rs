//! Personas after their run: whether their evidence still holds, who newly belongs to them, what
//! changed, and who left.
//!
//! Everything here begins with an earlier result, read back by [`read_result`], and opens the
//! sources again.

mod change;
mod changes_text;
mod compare;
mod erase;
mod fate;
mod flow_chart;
mod guarded;
mod key;
mod links;
mod model;
mod overrides;
mod places;
mod result;
mod typing;
mod verify;
mod waves;

pub use change::{ClaimChange, Difference, OfWave};
pub use compare::{
    CompareOptions, Flow, KindComparison, PersonaFate, ReviewVerdict, WaveComparison, compare,
};
pub use erase::{ErasedClaim, exclude, losses};
pub use fate::Fate;
pub use guarded::{GuardedVerification, shown_places, verify_guarded};
pub use key::KeyState;
pub use links::{LinkCheck, LinkState};
pub(crate) use model::RowReading;
pub use model::{Assigned, Assignment, Model, assigned_csv};
pub use overrides::{decide, keep_ids};
pub use places::{EvidencePlace, places, places_csv};
pub use result::read_result;
pub use typing::{TypingStep, TypingTool};
pub use verify::{ClaimCheck, ClaimState, PersonaCheck, SourceCheck, Verification, verify};
pub use waves::Wave;

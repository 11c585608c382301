//! Work with earlier results: verify them, compare waves, assign new respondents, erase
//! respondents.
//!
//! Everything here begins with an earlier result, read back by [`read_result`], and opens the
//! sources again.

#[cfg(feature = "xlsx")]
mod adopt;
mod assignment;
mod change;
mod changes_text;
mod claim_decisions;
mod compare;
mod comparison;
mod counterparts;
mod erase;
mod fate;
mod flow_chart;
mod key;
mod links;
mod model;
mod model_parts;
mod overrides;
mod places;
mod recount;
mod reopen;
mod result;
mod typing;
mod verdict;
mod verification;
mod verify;
mod verify_guarded;
mod waves;
mod word_digests;

#[cfg(feature = "xlsx")]
pub use adopt::{AdoptedChange, Adoption, adopt};
pub use assignment::{Assigned, Assignment, assigned_csv};
pub use change::{ClaimChange, Difference, OfWave};
pub use compare::{CompareOptions, compare};
pub use comparison::{Flow, KindComparison, PersonaFate, ReviewVerdict, WaveComparison};
pub use erase::{ErasedClaim, claims_lost, exclude};
pub use fate::Fate;
pub use key::KeyState;
pub use links::{LinkCheck, LinkState};
pub use model::Model;
pub(crate) use model_parts::RowReading;
pub use overrides::{apply_overrides, carry_over_ids};
pub use places::{ClaimPlace, places, places_csv};
pub use result::read_result;
pub use typing::{TypingStep, TypingTool};
pub use verify::{ClaimCheck, ClaimState, PersonaCheck, SourceCheck, Verification, verify};
pub use verify_guarded::{GuardedVerification, shown_places, verify_guarded};

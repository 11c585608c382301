//! Personas after their run: whether their evidence still holds, who newly belongs to them, what changed, and who left.
//!
//! Everything here begins with an earlier result, read back by [`read_result`], and opens the sources again.

mod links;
mod model;
mod result;
mod typing;
mod verify;

pub use links::{LinkCheck, LinkState};
pub use model::{Assigned, Assignment, Model, assigned_csv};
pub use result::read_result;
pub use typing::{TypingStep, TypingTool};
pub use verify::{ClaimCheck, ClaimState, PersonaCheck, SourceCheck, Verification, verify};

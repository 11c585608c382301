//! The coding of interviews: what was read of them, agreement of coders, saturation, and codes
//! suggested for what nobody coded.

mod agreement;
mod code_use;
mod drafts;
mod overview;
mod saturation;
mod stems;
mod suggest;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use agreement::CodeAgreement;
pub use code_use::{CodeUse, PersonaCodeUse};
pub use drafts::{DraftBasis, DraftTrial, DraftedCodes, DraftedCoding};
pub use overview::InterviewsRead;
pub use saturation::Saturation;
pub(crate) use stems::{similarity, stems};
pub use suggest::{Suggestion, Suggestions, Trial};

use crate::ids::PersonaId;
use crate::study::Study;

/// Quality of a study's coding, and what was coded.
///
/// ```
/// use persona_synthesis::{Study, coding::Coding};
///
/// let coding = Coding::assess(&Study::open("data/interviews-only/study.toml")?);
/// let saturation = coding.saturation.expect("there are coded interviews");
/// assert_eq!(saturation.curve.len(), saturation.interviews);
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Coding {
    /// Codes on which several coders can be compared, by source and code.
    pub agreements: Vec<CodeAgreement>,
    /// Saturation of the interviews; `None` without coded interviews.
    pub saturation: Option<Saturation>,
    /// Every code that was applied, with the people who raise it; the most raised first.
    #[serde(default)]
    pub codes: Vec<CodeUse>,
}

impl Coding {
    /// Assesses the coding of a study: agreement of its coders, and saturation.
    #[must_use]
    pub fn assess(study: &Study) -> Self {
        Self::assess_by_persona(study, &BTreeMap::new())
    }

    /// The assessment with codes counted in each persona too; `persona_of` says in which each
    /// respondent is.
    pub(crate) fn assess_by_persona(study: &Study, persona_of: &BTreeMap<u32, PersonaId>) -> Self {
        Self {
            agreements: agreement::agreements(study),
            saturation: saturation::saturation(study),
            codes: code_use::code_uses(study, persona_of),
        }
    }
}

//! Words of members, as a persona holds them.

use serde::{Deserialize, Serialize};

use crate::ids::{ClaimId, RespondentId};
use crate::manifest::Facet;
use crate::personas::evidence::types::Evidence;

/// Words of one member, with their evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Quote {
    /// Id of the claim that the words are evidence of.
    pub claim: ClaimId,
    /// True if the words contradict the claim.
    pub against: bool,
    /// The evidence.
    pub evidence: Evidence,
}

/// One real member in that member's own words: the one who shows most of the persona.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OwnWords {
    /// Id of the member.
    pub respondent: RespondentId,
    /// What the member said, in the order in which it was told.
    pub quotes: Vec<OwnQuote>,
    /// Claims on what sets the persona apart that are not true of the member.
    pub unlike: Vec<ClaimId>,
}

/// A quote of the member, with what it tells of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OwnQuote {
    /// Aspect that the quote tells of: that of its claim.
    pub facet: Facet,
    /// Id of the claim that the words are evidence of.
    pub claim: ClaimId,
    /// The evidence.
    pub evidence: Evidence,
}

/// Somebody who is quoted, with what that person is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Voice {
    /// Id of the member.
    pub respondent: RespondentId,
    /// Role in the domain, as the member or a record states it.
    pub role: String,
}

//! Every piece of evidence with what it speaks of, for the files that list it.

use crate::personas::{Evidence, PersonaSet};

/// A piece of evidence, and the statement that it supports or contradicts.
pub(super) struct Cited<'a> {
    /// Id of the claim or contradiction.
    pub(super) statement_id: &'a str,
    /// Its label.
    pub(super) label: &'a str,
    /// Id of the persona.
    pub(super) persona: &'a str,
    /// True where it speaks against the claim.
    pub(super) against: bool,
    pub(super) evidence: &'a Evidence,
}

/// All evidence, in the order of [`PersonaSet::evidence`].
pub(super) fn cited(personas: &PersonaSet) -> impl Iterator<Item = Cited<'_>> {
    let described = personas.personas.iter().map(|persona| (persona.id.as_str(), &persona.claims));
    let described =
        described.chain(personas.unassigned.iter().map(|none| (none.id.as_str(), &none.claims)));
    let signs = personas.early_signs.iter().map(|signs| ("N", &signs.claims));
    let of_claims = described
        .chain(signs)
        .flat_map(|(persona, claims)| claims.iter().map(move |claim| (persona, claim)));
    // Anchors are zipped with this list, so its order must be that of the evidence.
    let of_claims = of_claims.flat_map(|(persona, claim)| {
        let supporting = claim.evidence.iter().map(|evidence| (false, evidence));
        let sides =
            supporting.chain(claim.counter_evidence.iter().map(|evidence| (true, evidence)));
        sides.map(move |(against, evidence)| Cited {
            statement_id: claim.id.as_str(),
            label: &claim.label,
            persona,
            against,
            evidence,
        })
    });
    let contradictions = personas.personas.iter().flat_map(|persona| {
        persona.contradictions.iter().flat_map(move |contradiction| {
            contradiction.evidence.iter().map(move |evidence| Cited {
                statement_id: contradiction.id.as_str(),
                label: &contradiction.statement,
                persona: persona.id.as_str(),
                against: false,
                evidence,
            })
        })
    });
    of_claims.chain(contradictions)
}

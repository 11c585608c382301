//! Who those quoted are, and what they answered on the claims of a persona.

use std::collections::BTreeSet;

use super::quoted::Voice;
use crate::ids::{ClaimId, RespondentId};
use crate::indicators::{IndicatorMatrix, Measure, Values};
use crate::manifest::Facet;
use crate::personas::claims::claim::Claim;
use crate::personas::propositions::proposition::{Answer, Proposition};
use crate::sources::{MISSING, OTHER, says_undecided};
use crate::study::Study;

/// The claims of a persona with their propositions, and the answers of everyone.
pub(crate) struct Answers<'a> {
    pub(crate) study: &'a Study,
    pub(crate) matrix: &'a IndicatorMatrix,
    pub(crate) claims: &'a [Claim],
    pub(crate) propositions: &'a [Proposition],
}

impl Answers<'_> {
    /// The answer of a respondent on a claim; `None` if either is not known here.
    pub(crate) fn of(&self, claim: &Claim, respondent: &RespondentId) -> Option<Answer> {
        let at = self.claims.iter().position(|one| one.id == claim.id)?;
        let one = self.study.respondent(respondent)?.index().number();
        Some(self.propositions[at].answer(self.matrix, one))
    }

    /// True where none of these claims is expressly not true of a respondent.
    pub(crate) fn show(&self, named: &[ClaimId], respondent: &RespondentId) -> bool {
        let of = |id: &ClaimId| self.claims.iter().find(|claim| claim.id == *id);
        named.iter().filter_map(of).all(|claim| self.of(claim, respondent) != Some(Answer::No))
    }
}

/// The roles of those whose words stand below claims, by the first indicator of a role that knows
/// them.
pub(crate) fn voices(study: &Study, matrix: &IndicatorMatrix, claims: &[Claim]) -> Vec<Voice> {
    let evidence = claims.iter().flat_map(|claim| claim.evidence.iter());
    let spoken: BTreeSet<&RespondentId> =
        evidence.filter(|one| one.is_spoken()).map(|one| &one.respondent).collect();
    let role_of = |respondent: &&RespondentId| {
        let one = study.respondent(*respondent)?.index().number();
        let role = role_of(matrix, one)?;
        Some(Voice { respondent: (*respondent).clone(), role: study.mask_answer(role).text })
    };
    spoken.iter().filter_map(role_of).collect()
}

fn role_of(matrix: &IndicatorMatrix, one: u32) -> Option<&str> {
    let mut roles = matrix.indicators().iter().enumerate().filter(|(_, indicator)| {
        indicator.facet == Facet::RoleInDomain && indicator.measure == Measure::Nominal
    });
    roles.find_map(|(position, indicator)| {
        let Values::Codes(codes) = matrix.values(position) else { return None };
        let code = codes[one as usize];
        let level = indicator.levels.get(usize::from(code)).filter(|_| code != MISSING)?;
        (level != OTHER && !says_undecided(level)).then_some(level.as_str())
    })
}

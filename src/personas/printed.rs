//! Fields of a result that follow from its other fields, so that an edit of one alone shows.

use super::evidence::types::Evidence;
use super::portrait::early::EarlySigns;
use super::portrait::persona::{Membership, Persona, Unassigned};
use super::portrait::quantity::quantities;
use super::portrait::quoted::Quote;
use super::portrait::told::Teller;
use super::{Claim, RunResult};
use crate::manifest::PersonaKind;

impl RunResult {
    /// The names of the fields of a persona, or of those in no group, that differ from what its
    /// members and claims give.
    pub(crate) fn differing_fields(&self, id: &str) -> Vec<&'static str> {
        let persona = self.personas.personas.iter().find(|persona| persona.id == id);
        let none = self.personas.unassigned.iter().find(|none| none.id == id);
        let signs = self.personas.early_signs.iter().find(|_| id == EarlySigns::ID);
        let persona = persona.map(|persona| self.fields_of_persona(persona));
        let none = none.map(|none| self.fields_of_unassigned(none));
        let signs = signs.map(|signs| self.fields_of_signs(signs));
        persona.or(none).or(signs).unwrap_or_default()
    }

    fn teller(&self, kind: PersonaKind, alone: bool) -> Teller {
        let language = self.personas.study.language;
        let guarded = !self.personas.study.privacy.is_internal();
        Teller::new(language, kind, alone, guarded)
    }

    fn fields_of_persona(&self, persona: &Persona) -> Vec<&'static str> {
        let alone = self.personas.describes_everyone(persona);
        let teller = self.teller(persona.kind, alone);
        let told = is_told(&persona.claims);
        let amounts = quantities(&persona.claims);
        let members = self.count(persona.kind, |one| one.persona.as_ref() == Some(&persona.id));
        differing([
            ("size", persona.size != members),
            ("tag_line", told && persona.tag_line != teller.tag_line(&persona.claims)),
            ("narrative", told && persona.narrative != teller.narrative(&persona.claims)),
            ("prompts", told && persona.prompts != teller.prompts(&persona.claims)),
            ("head", !are_of(persona.head.as_slice(), &persona.claims)),
            ("own_words", !own_words_are_of(persona)),
            ("quotes", !are_of(&persona.quotes, &persona.claims)),
            // Amounts in quotes that somebody left out are not shown.
            ("quantities", !persona.quantities.iter().all(|amount| amounts.contains(amount))),
        ])
    }

    fn fields_of_unassigned(&self, none: &Unassigned) -> Vec<&'static str> {
        let teller = self.teller(none.kind, false);
        let members = self.count(none.kind, |one| one.persona.is_none());
        let all = self.count(none.kind, |_| true);
        differing([
            ("size", none.size != members),
            ("share", (none.share - ratio(members, all)).abs() > ROUNDING),
            (
                "narrative",
                is_told(&none.claims) && none.narrative != teller.narrative(&none.claims),
            ),
            ("quotes", !are_of(&none.quotes, &none.claims)),
        ])
    }

    fn fields_of_signs(&self, signs: &EarlySigns) -> Vec<&'static str> {
        let respondents = self.count(PersonaKind::Negative, |_| true);
        differing([
            ("respondents", signs.respondents != respondents),
            ("others", signs.others != self.memberships().len() - respondents),
        ])
    }

    /// Number of respondents of a kind that fulfil a condition.
    fn count(&self, kind: PersonaKind, is_counted: impl Fn(&Membership) -> bool) -> usize {
        let of_kind = self.memberships().iter().filter(|one| one.kind == kind);
        of_kind.filter(|one| is_counted(one)).count()
    }
}

/// Difference of two shares that rounding explains.
const ROUNDING: f64 = 1e-9;

fn differing<const N: usize>(fields: [(&'static str, bool); N]) -> Vec<&'static str> {
    fields.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}

/// False of claims of earlier versions, which have no phrases: their sentences were others.
fn is_told(claims: &[Claim]) -> bool {
    claims.is_empty() || claims.iter().any(|claim| !claim.phrase.text.is_empty())
}

/// True where the words of one member are that member's, and evidence of their claims.
fn own_words_are_of(persona: &Persona) -> bool {
    let Some(own) = &persona.own_words else { return true };
    let claims = &persona.claims;
    let is_of = |claim: &Claim, evidence: &Evidence| {
        evidence.respondent == own.respondent && claim.evidence.iter().any(|one| one == evidence)
    };
    own.quotes.iter().all(|quote| {
        let claim = claims.iter().find(|claim| claim.id == quote.claim);
        claim.is_some_and(|claim| is_of(claim, &quote.evidence))
    }) && own.unlike.iter().all(|id| claims.iter().any(|claim| claim.id == *id))
}

/// True where each quote is evidence of its claim, word for word.
fn are_of(quotes: &[Quote], claims: &[Claim]) -> bool {
    let is_of = |quote: &Quote| {
        let claim = claims.iter().find(|claim| claim.id == quote.claim);
        let same = |evidence: &Evidence| *evidence == quote.evidence;
        claim.is_some_and(|claim| match quote.against {
            true => claim.counter_evidence.iter().any(same),
            false => claim.evidence.iter().any(same),
        })
    };
    quotes.iter().all(is_of)
}

#[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
fn ratio(part: usize, all: usize) -> f64 {
    part as f64 / all.max(1) as f64
}

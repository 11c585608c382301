//! Decisions of people about claims, and translations of words, laid over a result.

use std::collections::{BTreeMap, BTreeSet};

use super::links::LEFT_OUT;
use super::word_digests::has_digest;
use crate::error::{ErrorKind, Result, nearest};
use crate::ids::{ClaimId, EvidenceId};
use crate::manifest::{ClaimDecision, Language, Stated};
use crate::personas::{Claim, Direction, Evidence, Persona, PersonaSet};
use crate::phrases::{Phrase, name_part};
use crate::study::{Study, is_withheld};

/// Words claims as the team does, and marks those that it pinned or hid; names and sentences are
/// made anew.
pub(super) fn decide_claims(
    set: &mut PersonaSet,
    study: &Study,
    decisions: &[ClaimDecision],
) -> Result<()> {
    let language = set.study.language;
    for decision in decisions {
        let persona = persona_mut(set, &decision.persona.value)?;
        let claim = claim_mut(persona, decision)?;
        if decision.pin && decision.hide {
            let expected = format!("{} pinned or hidden", claim.id);
            return Err(ErrorKind::Mismatch { expected, found: "both".to_owned() }.into());
        }
        claim.decided.pinned = decision.pin;
        claim.decided.hidden = decision.hide;
        if let Some(say) = &decision.say {
            word(claim, &study.mask_answer(say).text, language);
        }
    }
    if !decisions.is_empty() {
        set.personas.iter_mut().for_each(leave_hidden_out);
        set.retell();
    }
    Ok(())
}

/// The persona of this id, of which something was decided.
pub(super) fn persona_mut<'p>(set: &'p mut PersonaSet, id: &str) -> Result<&'p mut Persona> {
    let known: Vec<&str> = set.personas.iter().map(|persona| persona.id.as_str()).collect();
    let found = format!("none; there are {}", known.join(", "));
    set.personas.iter_mut().find(|persona| persona.id == id).ok_or_else(|| {
        let expected = format!("a persona {id}, of which something was decided");
        ErrorKind::Mismatch { expected, found }.into()
    })
}

/// The claim of which something was decided: told by what it says, since another run numbers
/// claims otherwise.
fn claim_mut<'p>(persona: &'p mut Persona, decision: &ClaimDecision) -> Result<&'p mut Claim> {
    let ClaimDecision { facet, label, .. } = decision;
    let is_meant = |claim: &&Claim| claim.facet == *facet && claim.label == *label;
    if !persona.claims.iter().any(|claim| is_meant(&claim)) {
        let own = persona.claims.iter().filter(|claim| claim.facet == *facet);
        let near = nearest(label, own.map(|claim| claim.label.as_str()));
        return Err(ErrorKind::Mismatch {
            expected: format!(
                "a claim {label:?} ({facet}) of {}, of which something was decided",
                persona.id
            ),
            found: near.map_or_else(|| "none".to_owned(), |near| format!("none; near: {near:?}")),
        }
        .into());
    }
    let mut claims = persona.claims.iter_mut();
    Ok(claims.find(|claim| is_meant(&&**claim)).expect("it was found before"))
}

/// Gives a claim the words of the team, and the name that they make.
fn word(claim: &mut Claim, say: &str, language: Language) {
    let said = say.split_whitespace().collect::<Vec<_>>().join(" ");
    claim.phrase = Phrase::stated(said.trim_end_matches('.').to_owned());
    claim.decided.worded = true;
    let rarely = claim.direction == Direction::Less;
    // What named nobody before, such as what everyone shares, names nobody in other words.
    claim.name = claim
        .name
        .as_ref()
        .and_then(|_| name_part(language, claim.facet, &claim.phrase, "", rarely));
}

/// Takes the words that show hidden claims off the card.
fn leave_hidden_out(persona: &mut Persona) {
    let of_hidden = persona.claims.iter().filter(|claim| claim.decided.hidden);
    let hidden: BTreeSet<ClaimId> = of_hidden.clone().map(|claim| claim.id.clone()).collect();
    let places: BTreeSet<EvidenceId> =
        of_hidden.flat_map(|claim| claim.evidence.iter()).map(|one| one.id.clone()).collect();
    persona.quotes.retain(|quote| !hidden.contains(&quote.claim));
    persona.head = persona.head.take().filter(|quote| !hidden.contains(&quote.claim));
    if let Some(own) = &mut persona.own_words {
        own.quotes.retain(|quote| !hidden.contains(&quote.claim));
    }
    persona.own_words = persona.own_words.take().filter(|own| !own.quotes.is_empty());
    persona.quantities.retain(|amount| !places.contains(&amount.evidence));
}

/// Puts translations beside the words that they are of, wherever these are shown. One whose words
/// are not shown waits for a run that shows them.
pub(super) fn translate(
    set: &mut PersonaSet,
    study: &Study,
    translations: &[(Stated<String>, String)],
) {
    if translations.is_empty() {
        return;
    }
    let of = |evidence: &Evidence| {
        // Who did not want to be quoted is not quoted in another language.
        let is_shown = !is_withheld(&evidence.quote) && evidence.quote != LEFT_OUT;
        let mut found = translations.iter().filter(|_| is_shown);
        let (_, words) = found.find(|(digest, _)| has_digest(study, evidence, &digest.value))?;
        Some(study.mask(words).text)
    };
    let mut translated: BTreeMap<EvidenceId, String> = BTreeMap::new();
    for evidence in set.evidence_mut() {
        evidence.translation = of(evidence);
        if let Some(words) = &evidence.translation {
            translated.insert(evidence.id.clone(), words.clone());
        }
    }
    let copies = set.personas.iter_mut().flat_map(|persona| {
        let own = persona.own_words.iter_mut().flat_map(|own| &mut own.quotes);
        let own = own.map(|quote| &mut quote.evidence);
        let quotes = persona.quotes.iter_mut().chain(&mut persona.head);
        quotes.map(|quote| &mut quote.evidence).chain(own)
    });
    let none = set.unassigned.iter_mut().flat_map(|none| &mut none.quotes);
    for evidence in copies.chain(none.map(|quote| &mut quote.evidence)) {
        evidence.translation = translated.get(&evidence.id).cloned();
    }
}

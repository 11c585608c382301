//! `show`, `evidence` and `verify`: from claims to their sources.

use std::fmt::Write as _;

use persona_synthesis::lifecycle::{self, ClaimPlace};
use persona_synthesis::personas::{Claim, RunResult};
use persona_synthesis::{Error, IndicatorMatrix, PersonaId, PersonaSet, Study, render};
use serde_json::json;

use crate::confined::check_confined;
use crate::output::{counted, print, print_data, print_json};
use crate::request::{OneClaim, OnePersona, StudyResult};
use crate::stages::study;
use crate::{Failure, Outcome, TaskAnswer};

/// The result of a study, where it may be read.
pub(crate) fn read(of: &StudyResult) -> Result<RunResult, Failure> {
    check_confined(&of.manifest, &of.out)?;
    let hint = "`personas synthesize` writes a result; `--out` names its folder";
    lifecycle::read_result(&of.out).map_err(|error| Failure::from(error).hint(hint))
}

/// The claim of this id, in capitals or not.
fn find<'a>(result: &'a PersonaSet, id: &str) -> Result<&'a Claim, Failure> {
    let found = result.claims().find(|claim| claim.id.as_str().eq_ignore_ascii_case(id));
    found.ok_or_else(|| {
        if let Some((persona, ..)) = persona(result, id) {
            let failure = Failure(format!("{persona} is no claim but a persona"));
            return failure.hint(&format!("`personas show {persona}` lists its claims"));
        }
        let known: Vec<&str> = result.claims().map(|claim| claim.id.as_str()).collect();
        let number = counted(known.len(), "claim");
        let hint = match nearest(id, known) {
            few if few.is_empty() => "the result has no claims".to_owned(),
            few => format!("the result has {number}; nearest: {}", few.join(", ")),
        };
        Failure(format!("there is no claim {id}")).hint(&hint)
    })
}

/// A persona by its id, in capitals or not, with its label and claims. Those in no group are found
/// too.
fn persona<'a>(
    result: &'a PersonaSet,
    id: &str,
) -> Option<(&'a PersonaId, Option<&'a str>, &'a [Claim])> {
    let personas = result.personas.iter();
    let personas = personas.map(|one| (&one.id, Some(one.label.as_str()), &*one.claims));
    let others = result.unassigned.iter().map(|none| (&none.id, None, &*none.claims));
    personas.chain(others).find(|(own, ..)| own.as_str().eq_ignore_ascii_case(id))
}

/// A persona with a line for each of its claims.
fn list_claims(id: &PersonaId, label: Option<&str>, claims: &[Claim]) -> String {
    let label = label.unwrap_or("in no group");
    let mut text = format!("{id} {label}: {}\n", counted(claims.len(), "claim"));
    for claim in claims {
        // Writing to a string does not fail.
        let _ = writeln!(text, "  {} {claim}", claim.id);
    }
    text
}

/// The few ids that are most like one that is not there, in the order of the result among equals.
fn nearest<'a>(id: &str, mut known: Vec<&'a str>) -> Vec<&'a str> {
    const SHOWN: usize = 3;
    let wanted = id.to_uppercase();
    // Ids are written in capitals, which people seldom type.
    known.sort_by_cached_key(|known| strsim::damerau_levenshtein(&wanted, &known.to_uppercase()));
    known.truncate(SHOWN);
    known
}

/// An error of a result whose places are sealed, with what is needed where the study has no key.
fn without_key(error: Error, study: &Study) -> Failure {
    const HINT: &str = "the result is guarded, and its places are sealed: `key = \"privacy.key\"` \
                        below `[privacy]` in the manifest names the key that opens them";
    let failure = Failure::from(error);
    if study.pseudonyms().is_none() { failure.hint(HINT) } else { failure }
}

pub(crate) fn show(OneClaim { claim: id, of }: &OneClaim, json: bool) -> Outcome {
    let result = read(of)?;
    if let Some((id, label, claims)) = persona(&result.personas, id) {
        match json {
            true => print_json(&json!({ "persona": id, "label": label, "claims": claims }))?,
            false => print(&list_claims(id, label, claims))?,
        }
        return Ok(TaskAnswer::Yes);
    }
    let claim = find(&result.personas, id)?;
    if json {
        print_json(claim)?;
        return Ok(TaskAnswer::Yes);
    }
    let study = study(&of.manifest)?.build()?;
    let places = lifecycle::shown_places(&result.personas, &study, claim.id.as_str())
        .map_err(|error| without_key(error, &study))?;
    let supporting = counted(claim.evidence_total, "place");
    let mut text =
        format!("{claim}\n{supporting} for it, {} against\n", claim.counter_evidence_total);
    for place in &places {
        write_place(&mut text, &study, place);
    }
    print(&text)?;
    Ok(TaskAnswer::Yes)
}

pub(crate) fn brief(OnePersona { persona: id, of }: &OnePersona, json: bool) -> Outcome {
    let result = read(of)?;
    let known = result.personas.personas.iter().map(|persona| persona.id.as_str());
    let own = known.clone().find(|known| known.eq_ignore_ascii_case(id));
    let text = own.and_then(|id| render::brief(&result.personas, id)).ok_or_else(|| {
        let known: Vec<&str> = known.collect();
        let hint = format!("the result has {}", known.join(", "));
        Failure(format!("there is no persona {id}")).hint(&hint)
    })?;
    match json {
        true => print_json(&json!({ "persona": own, "brief": text }))?,
        false => print_data(&text)?,
    }
    Ok(TaskAnswer::Yes)
}

/// Adds a place with its words as they are in the sources now.
fn write_place(text: &mut String, study: &Study, ClaimPlace { supports, evidence }: &ClaimPlace) {
    let side = if *supports { "for" } else { "against" };
    let words = match study.resolve(&evidence.locator, 60) {
        _ if evidence.locator.is_sealed() => {
            "its place is not there any more: `personas verify` says more".to_owned()
        }
        // Words around masked ones are not shown either.
        Ok(_) if evidence.masked => evidence.quote.clone(),
        Ok(passage) if passage.text == evidence.quote => {
            format!("…{}>>>{}<<<{}…", passage.before, passage.text, passage.after)
        }
        Ok(_) => "other words are there now: `personas verify` says more".to_owned(),
        Err(error) => format!("{error}: `personas verify` says more"),
    };
    let (respondent, locator) = (&evidence.respondent, evidence.locator.in_words());
    // Writing to a string does not fail.
    let _ = write!(text, "\n{side}: {respondent} ({locator})\n    {words}\n");
}

pub(crate) fn evidence(OneClaim { claim: id, of }: &OneClaim, json: bool) -> Outcome {
    let result = read(of)?;
    let id = &find(&result.personas, id)?.id;
    if !result.personas.study.privacy.is_internal() {
        let failure = Failure(format!("{} holds a guarded result", of.out.display()));
        return Err(failure.hint(
            "it has no list of all places: `evidence` takes the internal result, `show` opens the \
             places that a guarded one shows",
        ));
    }
    let study = study(&of.manifest)?.build()?;
    let matrix = IndicatorMatrix::from_study(&study)?;
    let places = lifecycle::places(&result, &study, &matrix, id.as_str())?;
    if json {
        print_json(&json!({ "claim": id, "places": places }))?;
    } else {
        print_data(&lifecycle::places_csv(&places))?;
    }
    Ok(TaskAnswer::Yes)
}

pub(crate) fn verify(of: &StudyResult, json: bool) -> Outcome {
    let result = read(of)?;
    let study = study(&of.manifest)?.build()?;
    if !result.personas.study.privacy.is_internal() {
        return verify_guarded(&result.personas, &study, json);
    }
    let matrix = IndicatorMatrix::from_study(&study)?;
    let verification = lifecycle::verify(&result, &study, &matrix)?;
    if json {
        print_json(&verification)?;
    } else {
        print(&verification.text())?;
    }
    Ok(if verification.holds() { TaskAnswer::Yes } else { TaskAnswer::No })
}

fn verify_guarded(result: &PersonaSet, study: &Study, json: bool) -> Outcome {
    let verification =
        lifecycle::verify_guarded(result, study).map_err(|error| without_key(error, study))?;
    if json {
        print_json(&verification)?;
    } else {
        print(&verification.text())?;
    }
    Ok(if verification.holds() { TaskAnswer::Yes } else { TaskAnswer::No })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ids_nearest_to_a_mistyped_one_come_first() {
        let known = || vec!["U1-01", "U1-02", "U2-01", "B1-01", "N-03"];
        assert_eq!(nearest("u2-1", known()), ["U2-01", "U1-01", "U1-02"]);
        assert_eq!(nearest("banana", known()).len(), 3);
        assert!(nearest("U1-01", Vec::new()).is_empty());
    }
}

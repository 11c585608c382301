//! `show`, `evidence` and `verify`: from claims to their sources.

use persona_synthesis::personas::Claim;
use persona_synthesis::personas::RunResult;
use persona_synthesis::{IndicatorMatrix, PersonaSet, Study, lifecycle};
use serde_json::json;

use crate::arguments::ResultOf;
use crate::output::{print, print_data, print_json};
use crate::place;
use crate::stages::study;
use crate::{Answer, Failure, Outcome};

fn read(of: &ResultOf) -> Result<RunResult, Failure> {
    place::check_confined(&of.manifest, &of.out)?;
    let hint = "`personas synthesize` writes a result; `--out` names its folder";
    lifecycle::read_result(&of.out).map_err(|error| Failure::from(error).hint(hint))
}

fn find<'a>(result: &'a PersonaSet, id: &str) -> Result<&'a Claim, Failure> {
    result.claim(id).ok_or_else(|| {
        let known: Vec<&str> = result.claims().map(|claim| claim.id.as_str()).collect();
        Failure(format!("there is no claim {id}")).hint(&format!("there are {}", known.join(", ")))
    })
}

pub(crate) fn show(id: &str, of: &ResultOf, json: bool) -> Outcome {
    let result = read(of)?;
    let claim = find(&result.personas, id)?;
    if json {
        print_json(claim)?;
        return Ok(Answer::Yes);
    }
    let study = study(&of.manifest)?.build()?;
    let (supporting, contradicting) = (claim.evidence_total, claim.counter_evidence_total);
    let mut text =
        format!("{claim}\n{supporting} places support it, {contradicting} speak against it\n");
    let shown = claim.evidence.iter().map(|evidence| ("for", evidence));
    for (side, evidence) in
        shown.chain(claim.counter_evidence.iter().map(|evidence| ("against", evidence)))
    {
        text.push_str(&format!("\n{side}: {} ({})\n", evidence.respondent, evidence.locator));
        match study.resolve(&evidence.locator, 60) {
            // Words around masked ones are not shown either.
            Ok(passage) if !evidence.masked && passage.text == evidence.quote => {
                text.push_str(&format!(
                    "    …{}>>>{}<<<{}…\n",
                    passage.before, passage.text, passage.after
                ));
            }
            Ok(_) if evidence.masked => text.push_str(&format!("    {}\n", evidence.quote)),
            Ok(_) => {
                text.push_str("    other words stand there now: `personas verify` says more\n")
            }
            Err(error) => text.push_str(&format!("    {error}: `personas verify` says more\n")),
        }
    }
    print(&text)?;
    Ok(Answer::Yes)
}

pub(crate) fn evidence(id: &str, of: &ResultOf, json: bool) -> Outcome {
    let result = read(of)?;
    find(&result.personas, id)?;
    let study = study(&of.manifest)?.build()?;
    let matrix = IndicatorMatrix::from_study(&study)?;
    let places = lifecycle::places(&result, &study, &matrix, id)?;
    if json {
        print_json(&json!({ "claim": id, "places": places }))?;
    } else {
        print_data(&lifecycle::places_csv(&places))?;
    }
    Ok(Answer::Yes)
}

pub(crate) fn verify(of: &ResultOf, json: bool) -> Outcome {
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
    Ok(if verification.holds() { Answer::Yes } else { Answer::No })
}

fn verify_guarded(result: &PersonaSet, study: &Study, json: bool) -> Outcome {
    let verification = lifecycle::verify_guarded(result, study)?;
    if json {
        print_json(&verification)?;
    } else {
        print(&verification.text())?;
    }
    Ok(if verification.holds() { Answer::Yes } else { Answer::No })
}

//! An edited field of `personas.json` does not pass `verify`: it is named.

use std::collections::BTreeSet;

use persona_synthesis::lifecycle::{ClaimState, LinkState, Verification, read_result, verify};
use persona_synthesis::{ClaimId, PersonaSet, render};
use serde_json::{Value, json};

use crate::support::{Stages, clinic, interviews};

/// Verifies a result whose `personas.json` was edited, read back from its files.
fn verify_edited(stages: &Stages, edit: impl FnOnce(&mut Value)) -> Verification {
    let folder = tempfile::tempdir().unwrap();
    for file in render::files(&stages.draft).into_iter().filter(|one| !one.name.contains('/')) {
        std::fs::write(folder.path().join(file.name), file.bytes).unwrap();
    }
    let path = folder.path().join("personas.json");
    let mut value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    edit(&mut value);
    std::fs::write(path, value.to_string()).unwrap();
    let read = read_result(folder.path()).unwrap();
    verify(&read, &stages.study, &stages.matrix).unwrap()
}

/// The claims that do not hold, each with the names of its fields that differ.
fn broken(verification: &Verification) -> Vec<(ClaimId, Vec<String>)> {
    let broken = verification.claims.iter().filter(|claim| claim.state != ClaimState::Holds);
    broken.map(|claim| (claim.claim.clone(), claim.differs.clone())).collect()
}

fn fields_of_personas(verification: &Verification) -> Vec<(&str, Vec<&str>)> {
    let personas = verification.personas.iter().filter(|persona| !persona.differs.is_empty());
    personas
        .map(|one| (one.persona.as_str(), one.differs.iter().map(String::as_str).collect()))
        .collect()
}

#[test]
fn each_edited_field_of_a_claim_is_named() {
    let stages = clinic();
    let claim =
        stages.draft.personas().personas[0].claims.iter().find(|claim| claim.lift.is_some());
    let id = claim.unwrap().id.to_string();
    let more = |number: &Value| json!(number.as_u64().unwrap() + 1);
    type Edit<'a> = (&'a str, &'a dyn Fn(&mut Value));
    let edits: [Edit<'_>; 10] = [
        ("statement", &|claim| claim["statement"] = json!("All of them want it.")),
        ("question", &|claim| claim["question"] = json!("Is it so?")),
        ("lift", &|claim| claim["lift"] = json!(claim["lift"].as_f64().unwrap() + 0.5)),
        ("share_of", &|claim| claim["share_of"] = json!("another source")),
        ("source_kinds", &|claim| claim["source_kinds"] = json!([])),
        ("evidence_total", &|claim| claim["evidence_total"] = more(&claim["evidence_total"])),
        ("counter_evidence_total", &|claim| {
            claim["counter_evidence_total"] = more(&claim["counter_evidence_total"]);
        }),
        ("contradicted_by", &|claim| claim["contradicted_by"] = more(&claim["contradicted_by"])),
        ("support", &|claim| claim["support"]["share"] = json!(0.123)),
        ("elsewhere", &|claim| {
            claim["elsewhere"]["with"] = json!(0);
        }),
    ];
    for (field, edit) in edits {
        let verification = verify_edited(stages, |value| {
            let claims = value["personas"][0]["claims"].as_array_mut().unwrap();
            edit(claims.iter_mut().find(|claim| claim["id"] == json!(id)).unwrap());
        });
        let broken = broken(&verification);
        assert_eq!(broken.len(), 1, "{field}: {}", verification.text());
        assert_eq!(broken[0].0, id.as_str(), "{field}");
        assert!(broken[0].1.contains(&field.to_owned()), "{field}: {:?}", broken[0].1);
        assert!(!verification.holds());
    }
}

#[test]
fn an_edited_statement_alone_is_the_one_field_named() {
    let verification = verify_edited(interviews(), |value| {
        value["personas"][0]["claims"][0]["statement"] = json!("All of them want it.");
    });
    let statement = vec!["statement".to_owned()];
    assert_eq!(broken(&verification), [("U1-01".into(), statement)]);
    let told = "U1-01 weakened: statement differs from what the sources give";
    assert!(verification.text().contains(told), "{}", verification.text());
}

/// The positions of a piece of evidence of the first persona, masked or not.
fn evidence_at(personas: &PersonaSet, masked: bool) -> (usize, usize) {
    let claims = personas.personas[0].claims.iter().enumerate();
    let mut places = claims.flat_map(|(claim, of)| {
        of.evidence.iter().enumerate().map(move |(place, evidence)| (claim, place, evidence))
    });
    let found = places.find(|(.., evidence)| evidence.masked == masked);
    found.map(|(claim, place, _)| (claim, place)).unwrap()
}

#[test]
fn an_edited_quote_is_changed_masked_or_not_with_its_digest_or_without() {
    let stages = clinic();
    let digest = persona_synthesis::sources::Digest::of(b"Words that nobody said.").to_string();
    for (masked, digest) in
        [(false, None), (false, Some(json!(digest))), (false, Some(json!(null))), (true, None)]
    {
        let (claim, place) = evidence_at(stages.draft.personas(), masked);
        let mut id = String::new();
        let verification = verify_edited(stages, |value| {
            let evidence = &mut value["personas"][0]["claims"][claim]["evidence"][place];
            evidence["quote"] = json!("Words that nobody said.");
            if let Some(digest) = &digest {
                evidence["digest"] = digest.clone();
            }
            id = evidence["id"].as_str().unwrap().to_owned();
        });
        let links = || verification.claims.iter().flat_map(|claim| &claim.links);
        let changed: BTreeSet<&str> = links()
            .filter(|link| link.state == LinkState::Changed)
            .map(|link| link.evidence.as_str())
            .collect();
        assert_eq!(changed, BTreeSet::from([id.as_str()]), "masked: {masked}, {digest:?}");
        assert!(!verification.holds());
    }
}

#[test]
fn a_quote_called_masked_does_not_escape_the_comparison() {
    let stages = interviews();
    let (claim, place) = evidence_at(stages.draft.personas(), false);
    let verification = verify_edited(stages, |value| {
        let evidence = &mut value["personas"][0]["claims"][claim]["evidence"][place];
        evidence["quote"] = json!("Words that nobody said.");
        evidence["masked"] = json!(true);
    });
    assert_eq!(verification.links(LinkState::Changed), 1, "{}", verification.text());
}

#[test]
fn edited_fields_of_personas_are_named() {
    let more = |value: &mut Value| *value = json!(value.as_u64().unwrap() + 1);
    type Edit<'a> = (&'a str, &'a dyn Fn(&mut Value));
    let edits: [Edit<'_>; 3] = [
        ("size", &|persona| more(&mut persona["size"])),
        ("narrative", &|persona| persona["narrative"][0]["text"] = json!("They all agree.")),
        ("quotes", &|persona| persona["quotes"][0]["evidence"]["quote"] = json!("Nobody said so.")),
    ];
    for (field, edit) in edits {
        let verification = verify_edited(interviews(), |value| edit(&mut value["personas"][0]));
        assert_eq!(fields_of_personas(&verification), [("U1", vec![field])]);
        assert!(!verification.holds());
        let told = format!("U1 differs from its members and claims: {field}");
        assert!(verification.text().contains(&told), "{}", verification.text());
    }
    let verification = verify_edited(clinic(), |value| {
        let none = value["unassigned"].as_array_mut().unwrap();
        let none = none.iter_mut().find(|none| none["size"].as_u64().unwrap() > 0).unwrap();
        none["share"] = json!(0.987);
    });
    assert_eq!(fields_of_personas(&verification).len(), 1, "{}", verification.text());
    assert_eq!(fields_of_personas(&verification)[0].1, ["share"]);
}

#[test]
fn a_contradiction_whose_quote_was_edited_is_named_with_its_persona() {
    let contradiction = |quote: Option<&str>| {
        let quote = quote.map(str::to_owned);
        move |value: &mut Value| {
            let persona = &mut value["personas"][0];
            let mut evidence = persona["claims"][0]["evidence"][0].clone();
            if let Some(quote) = quote {
                evidence["quote"] = json!(quote);
            }
            persona["contradictions"] = json!([{
                "id": "U1-x1", "indicator": "theme", "statement": "They say otherwise.",
                "said": true, "with": 1, "of": 2, "low": 0.1, "high": 0.9, "evidence": [evidence],
            }]);
        }
    };
    let intact = verify_edited(interviews(), contradiction(None));
    assert_eq!(fields_of_personas(&intact), []);
    let edited = verify_edited(interviews(), contradiction(Some("Nobody said so.")));
    assert_eq!(fields_of_personas(&edited), [("U1", vec!["contradictions"])]);
}

#[test]
fn what_needs_the_groups_is_called_not_checked_once() {
    let verification = verify_edited(interviews(), |value| {
        value["personas"][0]["claims"][0]["grade"] = json!("tentative");
    });
    assert!(verification.holds(), "a grade cannot be recomputed: {}", verification.text());
    assert_eq!(verification.text().matches("not checked").count(), 1);
    assert!(verification.text().contains("not checked, as they need the groups: grade"));
}

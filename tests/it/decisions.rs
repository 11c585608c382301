//! Decisions of people survive reruns, and personas keep their ids with their members.

use persona_synthesis::lifecycle::{apply_overrides, carry_over_ids, verify};
use persona_synthesis::manifest::Overrides;
use persona_synthesis::personas::{Draft, RunResult};
use persona_synthesis::{PersonaSet, render};

use crate::support::{Stages, clinic, interviews};

fn decided(toml: &str, Stages { study, draft, .. }: &Stages) -> Draft {
    apply_overrides(draft.clone(), study, &Overrides::from_toml(toml, "overrides.toml").unwrap())
        .unwrap()
}

#[test]
fn names_notes_and_quotes_are_as_people_decided() {
    let personas = &interviews().personas;
    let persona = &personas.personas[0];
    let shown: Vec<_> = persona.claims.iter().flat_map(|claim| claim.evidence.iter()).collect();
    let (pinned, banned) = (shown[shown.len() - 1], persona.quotes[0].evidence.clone());
    let [pinned, banned] = [pinned, &banned].map(|evidence| evidence.digest.as_ref().unwrap());
    let toml = format!(
        "[[persona]]\nid = \"{}\"\nname = \"Paper first\"\nnote = \"Checked with *support*\"\nreviewed = 2026-05-03\nassumptions = {{ goal = \"wants less paper\" }}\n[quotes]\npin = \"{}\"\nban = \"{}\"\n",
        persona.id, pinned, banned
    );
    let draft = decided(&toml, interviews());
    let decided = draft.personas();
    let now = &decided.personas[0];
    assert_eq!(
        (now.label.as_str(), now.quotes[0].evidence.digest.as_ref()),
        ("Paper first", Some(pinned))
    );
    let text = render::markdown(decided);
    assert!(
        text.contains("Reviewed: 2026-05-03\n")
            && text.contains("Note: Checked with \\*support\\*\n"),
        "{text}"
    );
    assert!(text.contains("Assumed by people, without evidence: wants less paper ("), "{text}");
    assert!(!now.quotes.iter().any(|quote| quote.evidence.digest.as_ref() == Some(banned)));
    // Nothing says any more what it read.
    assert!(!decided.evidence().any(|one| one.digest.as_ref() == Some(banned)));
    let left_out: Vec<_> = decided.evidence().filter(|one| one.quote == "[left out]").collect();
    assert!(!left_out.is_empty() && left_out.iter().all(|one| one.masked && one.digest.is_none()));
    // It is evidence all the same.
    assert!(verify(draft.result(), &interviews().study, &interviews().matrix).unwrap().holds());
}

/// An earlier run that numbered the first two personas of users the other way round, with its
/// files.
fn swapped(draft: &Draft) -> (RunResult, String, String) {
    let mut value: String = render::json(draft.personas());
    for (from, to) in [("\"U1", "\"U#"), ("\"U2", "\"U1"), ("\"U#", "\"U2")] {
        value = value.replace(from, to);
    }
    let membership = render::membership_csv(draft.result())
        .replace(",U1,", ",U#,")
        .replace(",U2,", ",U1,")
        .replace(",U#,", ",U2,");
    let sets = render::evidence_sets(draft.result())
        .replace("\"U1", "\"U#")
        .replace("\"U2", "\"U1")
        .replace("\"U#", "\"U2");
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in
        [("personas.json", &value), ("membership.csv", &membership), ("evidence-sets.json", &sets)]
    {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    (persona_synthesis::lifecycle::read_result(folder.path()).unwrap(), membership, sets)
}

#[test]
fn ids_stay_with_the_members() {
    let draft = &clinic().draft;
    let (earlier, membership, sets) = swapped(draft);
    let kept = carry_over_ids(&earlier, draft.clone());
    let personas = &kept.personas().personas;
    assert_eq!((personas[0].id.as_str(), personas[1].id.as_str()), ("U2", "U1"));
    assert_eq!(personas[0].claims, earlier.personas.personas[0].claims);
    assert_eq!(render::membership_csv(kept.result()), membership);
    assert_eq!(render::evidence_sets(kept.result()), sets);
    let same = |a: &PersonaSet, b: &PersonaSet| {
        let (a, b) = (render::json(a), render::json(b));
        a.lines().zip(b.lines()).for_each(|(a, b)| assert_eq!(a, b));
    };
    same(kept.personas(), &earlier.personas);
    assert_eq!(carry_over_ids(draft.result(), draft.clone()), *draft);
    assert_eq!(
        carry_over_ids(interviews().draft.result(), draft.clone()).personas().personas.len(),
        personas.len()
    );
}

#[test]
fn a_source_or_respondent_called_like_a_persona_keeps_its_name() {
    let mut draft = clinic().draft.clone();
    let (earlier, ..) = swapped(&draft);
    let personas = draft.personas_mut();
    personas.study.sources[0].id = "U1".into();
    personas.personas[0].coverage[0].source = "U1".into();
    personas.personas[0].exemplars[0].respondent = "U2".into();
    let mut finding = (*personas.findings[0]).clone();
    finding.message = "U1: a file of this name".into();
    personas.findings[0] = finding.into();
    let kept = carry_over_ids(&earlier, draft).into_personas();
    let of = &kept.personas[0];
    assert_eq!(of.id, "U2");
    assert_eq!((kept.study.sources[0].id.as_str(), of.coverage[0].source.as_str()), ("U1", "U1"));
    assert_eq!(of.exemplars[0].respondent, "U2");
    assert_eq!(kept.findings[0].message, "U1: a file of this name");
}

#[test]
fn decisions_on_what_is_gone_are_errors() {
    let refused = |toml: &str| {
        apply_overrides(
            interviews().draft.clone(),
            &interviews().study,
            &Overrides::from_toml(toml, "o.toml").unwrap(),
        )
        .unwrap_err()
        .to_string()
    };
    let error = refused("[[persona]]\nid = \"U9\"\n");
    assert!(
        error.starts_with(
            "expected a persona U9, of which something was decided, found none; there are U1"
        ),
        "{error}"
    );
    let error = refused(&format!("[quotes]\npin = \"sha256:{}\"\n", "0".repeat(64)));
    assert!(error.contains("which is pinned"), "{error}");
    for (toml, expected) in [
        ("[[persona]]\n", "o.toml:1: expected a key `id`, found none"),
        (
            "[quotes]\nban = \"U1-01\"\n",
            "o.toml:2: expected the digest of an evidence, as `personas.json` has it, found \"U1-01\"",
        ),
        (
            "nmae = \"x\"\n",
            "o.toml:1: expected one of the keys persona, quotes, themes, found `nmae`",
        ),
    ] {
        assert_eq!(Overrides::from_toml(toml, "o.toml").unwrap_err().to_string(), expected);
    }
}

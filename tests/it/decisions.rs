//! Decisions of people survive reruns, and personas keep their ids with their members.

use persona_synthesis::lifecycle::{apply_overrides, carry_over_ids, verify};
use persona_synthesis::manifest::Overrides;
use persona_synthesis::personas::{Draft, RunResult};
use persona_synthesis::study::{Pseudonyms, StudyBuilder};
use persona_synthesis::{PersonaSet, Study, SynthesisOptions, render};

use crate::leaks;
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
        text.contains("reviewed on 2026-05-03")
            && text.contains("Note of the reviewer: Checked with \\*support\\*\n"),
        "{text}"
    );
    assert!(text.contains("### Assumed, without evidence\n\n- wants less paper (goals)"), "{text}");
    let html = render::html(decided);
    for shown in ["reviewed on 2026-05-03", "Checked with *support*", "wants less paper (goals)"] {
        assert!(html.contains(shown), "{shown}");
    }
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
    let kept = carry_over_ids(&earlier, draft.clone(), &clinic().study).unwrap();
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
    let carried = |earlier: &RunResult| carry_over_ids(earlier, draft.clone(), &clinic().study);
    assert_eq!(carried(draft.result()).unwrap(), *draft);
    let others = carried(interviews().draft.result()).unwrap();
    assert_eq!(others.personas().personas.len(), personas.len());
}

/// A decision on a persona must not land on a few of its members who went elsewhere.
#[test]
fn an_id_stays_with_most_of_the_members_alone() {
    let draft = &clinic().draft;
    let mut earlier = draft.result().clone();
    let (mut first, mut second) = (0, 0);
    for one in &mut earlier.roster.as_mut().unwrap().memberships {
        // Of 150 members of U1 then, 100 are in U2 now.
        match one.persona.as_ref().map(|id| id.as_str()) {
            Some("U1") => {
                first += 1;
                one.persona = one.persona.take().filter(|_| first <= 50);
            }
            Some("U2") => {
                second += 1;
                if second <= 100 {
                    one.persona = Some("U1".into());
                }
            }
            _ => {}
        }
    }
    let kept = carry_over_ids(&earlier, draft.clone(), &clinic().study).unwrap();
    let ids: Vec<&str> =
        kept.personas().personas.iter().map(|persona| persona.id.as_str()).collect();
    assert_eq!(ids[..3], ["U4", "U2", "U3"]);
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
    let kept = carry_over_ids(&earlier, draft, &clinic().study).unwrap().into_personas();
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
            "o.toml:1: expected one of the keys persona, claim, quotes, translations, themes, \
             found `nmae`",
        ),
    ] {
        assert_eq!(Overrides::from_toml(toml, "o.toml").unwrap_err().to_string(), expected);
    }
}

/// A study whose guarded result numbered the first two personas of users the other way round.
fn guarded_before() -> (&'static Study, Draft) {
    let study = &leaks::all()[0].study;
    let swapped = carry_over_ids(&swapped(&clinic().draft).0, clinic().draft.clone(), study);
    let guarded = swapped.unwrap().guarded(study, &clinic().matrix).unwrap();
    assert!(guarded.result().roster.is_none());
    (study, guarded)
}

#[test]
fn ids_of_a_guarded_result_stay_with_the_members_that_its_key_leads_to() {
    let (study, guarded) = guarded_before();
    let kept = carry_over_ids(guarded.result(), clinic().draft.clone(), study).unwrap();
    let ids = |of: &Draft| {
        of.personas().personas.iter().map(|persona| persona.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&kept)[..2], ["U2", "U1"]);
    for id in ids(&guarded) {
        assert!(ids(&kept).contains(&id), "{id} is gone: {:?}", ids(&kept));
    }
}

#[test]
fn a_guarded_result_that_does_not_open_carries_no_id() {
    let (study, guarded) = guarded_before();
    let refused = |earlier: &RunResult, study: &Study| {
        carry_over_ids(earlier, clinic().draft.clone(), study).unwrap_err().to_string()
    };
    let wanted = "names the privacy key that the result was guarded with";
    let said = refused(guarded.result(), &clinic().study);
    assert!(said.contains(wanted) && said.ends_with("found one without"), "{said}");
    let other = StudyBuilder::from(clinic().study.manifest().clone());
    let other = other.pseudonyms(Pseudonyms::new(&[7; 16]).unwrap()).build().unwrap();
    let said = refused(guarded.result(), &other);
    assert!(said.contains(wanted) && said.ends_with("found one with another key"), "{said}");
    // The id of a persona that no seal leads to is that of nobody any more.
    let mut edited = guarded.result().clone();
    let persona = &mut edited.personas.personas[0];
    let id = persona.id.clone();
    persona.claims.clear();
    let kept = carry_over_ids(&edited, clinic().draft.clone(), study).unwrap();
    let ids: Vec<&str> =
        kept.personas().personas.iter().map(|persona| persona.id.as_str()).collect();
    assert!(!ids.contains(&id.as_str()), "{id}");
    // A new number is none of those that the guarded result may withhold.
    assert!(ids.contains(&"U4"), "{ids:?}");
    let mut edited = clinic().draft.result().clone();
    edited.roster = None;
    let said = refused(&edited, study);
    assert_eq!(said, "expected an earlier result with its memberships, found one without");
}

#[test]
fn a_decision_on_a_persona_that_a_guarded_result_withholds_is_an_error() {
    let (study, guarded) = guarded_before();
    let decide = |toml: &str| {
        let overrides = Overrides::from_toml(toml, "overrides.toml").unwrap();
        clinic().synthesis.clone().apply_overrides(&overrides, Some(guarded.result()))
    };
    let said = decide("[[persona]]\nid = \"U9\"\n").unwrap_err().to_string();
    assert!(said.contains("a persona U9, of which something was decided"), "{said}");
    assert!(said.ends_with("found an earlier result that is guarded and does not show it"));
    // Without its key the study of the synthesis cannot follow a persona that is shown either.
    assert!(study.pseudonyms().is_some() && clinic().study.pseudonyms().is_none());
    let shown = format!("[[persona]]\nid = \"{}\"\n", guarded.personas().personas[0].id);
    let said = decide(&shown).unwrap_err().to_string();
    assert!(said.contains("names the privacy key"), "{said}");
}

#[test]
fn themes_that_the_study_was_not_read_with_are_an_error() {
    let toml = "[themes]\n\"Slow reports\" = [\"interviews:Frustrations/slow reports\"]\n";
    let overrides = Overrides::from_toml(toml, "overrides.toml").unwrap();
    let study = &interviews().study;
    let expected = "expected a study with the theme \"Slow reports\" of the decisions: \
                    `Overrides::apply_to` adds it to the manifest before the study is built, \
                    found one without";
    let errors = [
        SynthesisOptions::new().run_decided(study, &overrides, None).unwrap_err(),
        interviews().synthesis.clone().apply_overrides(&overrides, None).unwrap_err(),
        apply_overrides(interviews().draft.clone(), study, &overrides).unwrap_err(),
    ];
    errors.iter().for_each(|error| assert_eq!(error.to_string(), expected));
    let mut manifest = study.manifest().clone();
    overrides.apply_to(&mut manifest);
    let study = Study::build(manifest).unwrap();
    assert!(apply_overrides(interviews().draft.clone(), &study, &overrides).is_ok());
}

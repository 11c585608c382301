//! The studies in `data/`: what a reader of the results relies on.

use std::collections::{BTreeMap, BTreeSet};

use persona_synthesis::clustering::adjusted_rand;
use persona_synthesis::indicators::{Indicator, Values};
use persona_synthesis::manifest::{Groups, Overrides};
use persona_synthesis::personas::{Direction, Grade};
use persona_synthesis::{Locator, Manifest, PersonaId, PersonaKind, render};

use crate::support::{Stages, clinic, interviews, root, synthesize, synthesize_path};

#[test]
fn every_claim_leads_to_its_source_and_counts_add_up() {
    for Stages { study, matrix, draft, personas, .. } in [clinic(), interviews()] {
        let position: BTreeMap<&str, usize> = draft
            .memberships()
            .iter()
            .enumerate()
            .map(|(n, one)| (one.respondent.as_str(), n))
            .collect();
        for persona in &personas.personas {
            let members = draft
                .memberships()
                .iter()
                .filter(|one| {
                    one.persona.as_ref().map(PersonaId::as_str) == Some(persona.id.as_str())
                })
                .count();
            assert_eq!(members, persona.size);
            for claim in &persona.claims {
                let support = &claim.support;
                assert!(support.with <= support.asked && support.asked <= persona.size, "{claim}");
                assert!(support.low <= support.share && support.share <= support.high, "{claim}");
                assert!(
                    matrix.indicators().iter().any(|indicator| indicator.name == claim.indicator)
                );
                assert!(claim.evidence_total >= claim.evidence.len());
                for evidence in claim.evidence.iter().chain(&claim.counter_evidence) {
                    let text = study.resolve(&evidence.locator, 0).unwrap().text;
                    assert!(evidence.masked || text == evidence.quote, "{}", evidence.id);
                    let digest = persona_synthesis::sources::Digest::of(text.as_bytes());
                    assert_eq!(
                        evidence.digest,
                        (!evidence.masked).then_some(digest),
                        "{}",
                        evidence.id
                    );
                    assert!(position.contains_key(evidence.respondent.as_str()));
                }
            }
            let known: BTreeSet<&str> =
                persona.claims.iter().map(|claim| claim.id.as_str()).collect();
            for sentence in &persona.narrative {
                assert!(
                    !sentence.claims.is_empty()
                        && sentence.claims.iter().all(|id| known.contains(id.as_str()))
                );
            }
            let gaps = |facet| persona.claims.iter().all(|claim| claim.facet != facet);
            assert!(persona.gaps.iter().all(|facet| gaps(*facet)));
        }
        assert_eq!(draft.memberships().len(), study.len());
    }
}

/// Support, and everyone else's, follow from the evidence sets alone.
#[test]
fn evidence_sets_hold_every_count() {
    let Stages { draft, personas, .. } = clinic();
    let document: serde_json::Value =
        serde_json::from_str(&render::evidence_sets(draft.result())).unwrap();
    let decode = |text: &serde_json::Value| {
        use base64::Engine as _;
        let bytes =
            base64::engine::general_purpose::STANDARD.decode(text.as_str().unwrap()).unwrap();
        roaring::RoaringBitmap::deserialize_from(&bytes[..]).unwrap()
    };
    let members: BTreeMap<&str, roaring::RoaringBitmap> = document["personas"]
        .as_array()
        .unwrap()
        .iter()
        .map(|persona| (persona["id"].as_str().unwrap(), decode(&persona["members"])))
        .collect();
    let mut checked = 0;
    for (set, claim) in document["claims"].as_array().unwrap().iter().zip(personas.claims()) {
        assert_eq!(set["id"], claim.id.as_str());
        let group = &members[set["persona"].as_str().unwrap()];
        let (asked, with) = (decode(&set["asked"]), decode(&set["with"]));
        let count = |set: roaring::RoaringBitmap| usize::try_from(set.len()).unwrap();
        assert_eq!(count(&with & group), claim.support.with, "{claim}");
        assert_eq!(count(&asked & group), claim.support.asked, "{claim}");
        assert_eq!(count(&with - group), claim.elsewhere.with, "{claim}");
        assert_eq!(count(&asked - group), claim.elsewhere.asked, "{claim}");
        let places: u64 =
            set["supporting"].as_array().unwrap().iter().map(|p| decode(&p["records"]).len()).sum();
        assert_eq!(usize::try_from(places).unwrap(), claim.evidence_total, "{claim}");
        checked += 1;
    }
    assert!(checked > 60);
}

#[test]
fn the_sample_study_shows_its_planted_groups() {
    let Stages { study, clustering, personas, .. } = clinic();
    let truth = truth();
    for (kind, groups) in [(PersonaKind::User, 3), (PersonaKind::Buyer, 2)] {
        let selection = clustering.selection(kind).unwrap();
        assert_eq!(selection.chosen, groups, "{}", selection.reason);
        let (mut found, mut planted) = (Vec::new(), Vec::new());
        for member in &selection.members {
            let name =
                study.respondents().nth(member.respondent.index()).unwrap().name().to_owned();
            if let Some(group) = truth.get(&name) {
                found.push(u16::try_from(member.group).unwrap());
                planted.push(*group);
            }
        }
        let agreement = adjusted_rand(&found, &planted);
        println!("{kind}: {} members with a planted group, agreement {agreement:.3}", found.len());
        assert!(agreement > 0.7, "{kind}: {agreement}");
    }
    let supported: Vec<_> =
        personas.claims().filter(|claim| claim.grade == Grade::Supported).collect();
    assert!(supported.len() * 2 > personas.claims().count());
    for claim in supported.into_iter().filter(|claim| claim.direction != Direction::Shared) {
        assert!(claim.p_adjusted <= 0.05, "{claim}");
    }
}

/// Planted group by participant id. Only tests read the file.
fn truth() -> BTreeMap<String, u16> {
    let mut reader = csv::Reader::from_path(root().join("data/clinic/truth.csv")).unwrap();
    let groups = ["F", "R", "C", "S", "M"];
    let entry = |record: csv::StringRecord| {
        let group = groups.iter().position(|group| *group == &record[3])?;
        (!record[1].is_empty()).then(|| (record[1].to_owned(), u16::try_from(group).unwrap()))
    };
    reader.records().filter_map(|record| entry(record.unwrap())).collect()
}

#[test]
fn interviewer_words_are_no_evidence() {
    let Stages { study, personas, .. } = clinic();
    assert_eq!(study.findings().count("interviewer-words"), 1);
    for claim in personas.claims() {
        for evidence in claim
            .evidence
            .iter()
            .filter(|evidence| matches!(evidence.locator, Locator::Text { .. }))
        {
            let before = study.resolve(&evidence.locator, 10_000).unwrap().before;
            let speaker = before
                .rfind("\nI: ")
                .max(before.rfind("\nModerator: "))
                .max(before.rfind("**Interviewer:**"));
            let respondent = before.rfind("\nP").max(before.rfind("**P"));
            assert!(speaker <= respondent, "{}: {}", evidence.id, evidence.quote);
        }
    }
}

#[test]
fn without_groups_everyone_gets_one_description() {
    let Stages { personas, .. } =
        synthesize_path("data/broken/all-missing-column/study.toml").unwrap();
    assert_eq!((personas.selections[0].chosen, personas.selections[0].verdict.name()), (1, "none"));
    assert_eq!(personas.personas.len(), 1);
    assert!(personas.claims().all(|claim| claim.direction == Direction::Shared));
}

/// Nothing that identifies a person leaks from the columns and quotes that hold it.
#[test]
fn personal_data_is_in_no_output() {
    // Under its own name the code would read like an answer in the survey, which is told in its
    // place.
    let theme = "[themes]\n\"Friday gaps\" = [\"interviews:Goals/fill gaps from cancellations\"]\n";
    let mut manifest = Manifest::from_path(root().join("data/clinic/study.toml")).unwrap();
    Overrides::from_toml(theme, "overrides.toml").unwrap().apply_to(&mut manifest);
    let Stages { draft, .. } = &synthesize(manifest).unwrap();
    let all: String =
        render::files(draft).into_iter().map(|file| file.text().unwrap().to_owned()).collect();
    for secret in [
        "marta.oduya",
        "example.org",
        "7946 0018",
        "status.example.com",
        "192.0.2.44",
        "Henrik",
        "Oduya",
        "it’s Marta",
    ] {
        assert!(!all.contains(secret), "{secret}");
    }
    assert!(all.contains("[e-mail]") && all.contains("[phone]") && all.contains("[name]"));
    assert!(all.contains("[not to be quoted]"), "P13 did not consent");
}

#[test]
fn the_result_reads_back_from_its_json() {
    let Stages { personas, .. } = interviews();
    let text = render::json(personas);
    let again = render::from_json(&text).unwrap();
    assert_eq!(render::json(&again), text);
    assert_eq!(render::markdown(&again), render::markdown(personas));
    let none = text.replacen("\"evidence\": [", "\"evidence\": [], \"was\": [", 1);
    let error = render::from_json(&none).unwrap_err().to_string();
    assert!(error.contains("expected at least one item, found none"), "{error}");
}

/// The README shows what the sample study gives.
#[test]
fn the_excerpt_in_the_readme_is_real() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let output = render::markdown(&clinic().personas);
    let excerpt: Vec<&str> = readme.lines().filter_map(|line| line.strip_prefix("> ")).collect();
    assert!(excerpt.len() >= 6);
    for line in excerpt {
        assert!(output.lines().any(|real| real == line), "not in the output: {line}");
    }
}

#[test]
fn the_markdown_of_the_interviews_is_stable() {
    let Stages { personas, .. } = interviews();
    insta::assert_snapshot!("interviews-only", render::markdown(personas));
    insta::assert_snapshot!("interviews-only-summary", render::summary(personas));
}

#[test]
fn the_real_survey_is_read_whole_and_its_options_stay_whole() {
    let mut manifest = Manifest::from_path(root().join("data/r-community/study.toml")).unwrap();
    manifest.clustering.groups = Groups::Exactly(3);
    manifest.clustering.replicates = 10;
    let Stages { study, matrix, draft, personas, .. } = synthesize(manifest).unwrap();
    assert_eq!((study.len(), draft.memberships().len()), (1838, 1838));
    let chosen = |question: &str, option: &str| {
        let meant = |indicator: &Indicator| {
            indicator.question.starts_with(question) && indicator.label == option
        };
        let found =
            matrix.indicators().iter().position(meant).unwrap_or_else(|| panic!("{option}"));
        let Values::Codes(codes) = matrix.values(found) else { panic!("{option}") };
        codes.iter().filter(|code| **code == 1).count()
    };
    assert_eq!(
        chosen("Which tools", "R Command Line (i.e., the native R terminal interface)"),
        508
    );
    let social = "Social media such as blogs, R-bloggers, Twitter, Slack, or GitHub contacts";
    assert_eq!(
        (chosen("When you have problems", social), chosen("How do you discover", social)),
        (738, 1397)
    );
    let asked = personas.claims().filter(|claim| claim.support.asked > 100).count();
    assert!(asked > 20, "claims rest on hundreds of answers: {asked}");
}
